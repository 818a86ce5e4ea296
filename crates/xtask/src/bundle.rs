//! What Trunk does not do: optimise the WebAssembly, move the inline start script into a file (the server's content
//! security policy forbids inline scripts), list the files for the service worker, and compress everything.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};

use crate::{
    app::Flavour,
    inputs::content_name,
    process::{command, run},
    split,
    steps::say,
    styles,
};

/// In `sw.js`: replaced by the list of all files of this build.
const PRECACHE_MARK: &str = "/*PRECACHE*/[]";
/// In `sw.js`: replaced by a name that changes with any file of this build.
const BUILD_MARK: &str = "/*BUILD*/\"dev\"";
/// Served from the network only: a cached service worker would pin its own old version.
const NOT_PRECACHED: &[&str] = &["sw.js"];
/// Smaller files do not get smaller.
const WORTH_COMPRESSING: usize = 256;
/// File types that are compressed already.
const COMPRESSED_TYPES: &[&str] = &["png", "jpg", "woff2", "br", "gz"];

/// Turns Trunk's output in `dir` into what the server embeds.
///
/// # Errors
/// Something expected is not in Trunk's output, or a file cannot be written.
pub fn finish(dir: &Path, flavour: Flavour, wasm_opt: Option<&Path>) -> anyhow::Result<()> {
    let index = dir.join("index.html");
    let mut html = without_integrity(&fs::read_to_string(&index).context("Trunk wrote no index.html")?);
    if let Some(wasm_opt) = wasm_opt.filter(|_| flavour == Flavour::Release) {
        for wasm in files_below(dir)?.into_iter().filter(|file| file.extension().is_some_and(|e| e == "wasm"))
        {
            optimise(&wasm, wasm_opt)?;
        }
    }
    if flavour == Flavour::Release {
        html = named_after_content(dir, &html)?;
    }
    let html = styles::join(dir, &html)?;
    let (html, script) = externalised(&html)?;
    if let Some((name, script)) = script {
        fs::write(dir.join(name), script)?;
    }
    fs::write(&index, html)?;
    precache(dir)?;
    match flavour {
        Flavour::Release => {
            compress(dir)?;
            say(&format!("first load: {} kB with brotli (aim: under 400)", first_load(dir)? / 1000));
            Ok(())
        }
        Flavour::Debug => Ok(()),
    }
}

/// Trunk's integrity attributes name hashes of the files before they were optimised.
fn without_integrity(html: &str) -> String {
    let mut rest = html;
    let mut out = String::with_capacity(html.len());
    while let Some(start) = rest.find(" integrity=\"") {
        let value = start + " integrity=\"".len();
        let Some(end) = rest[value..].find('"') else { break };
        out.push_str(&rest[..start]);
        rest = &rest[value + end + 1..];
    }
    out + rest
}

fn optimise(wasm: &Path, wasm_opt: &Path) -> anyhow::Result<()> {
    // Only the features that the file itself declares: with all of them on, today's wasm-opt writes encodings that
    // today's browsers refuse. Functions of like names are often alike; side by side they compress better.
    run(command(wasm_opt)
        .args(["-Oz", "--reorder-functions-by-name", "--detect-features", "-o"])
        .arg(wasm)
        .arg(wasm))
}

/// Names the folder of the program after all that is in it: browsers cache by address for ever, and its files, which
/// name each other, must never be of two builds.
fn named_after_content(dir: &Path, html: &str) -> anyhow::Result<String> {
    let folder = dir.join(split::FOLDER);
    let mut all = Vec::new();
    for file in files_below(&folder)? {
        all.extend_from_slice(file.strip_prefix(&folder)?.to_string_lossy().as_bytes());
        all.extend(fs::read(&file)?);
    }
    let name = format!("{}-{}", split::FOLDER, content_name(&all));
    fs::rename(&folder, dir.join(&name))?;
    let old = format!("/{}/", split::FOLDER);
    if !html.contains(&old) {
        bail!("index.html does not load {old}");
    }
    Ok(html.replace(&old, &format!("/{name}/")))
}

type Script = Option<(String, String)>;

/// Moves every inline module script of Trunk into one file. Returns the page and the file.
fn externalised(html: &str) -> anyhow::Result<(String, Script)> {
    const OPEN: &str = "<script type=\"module\">";
    let Some(start) = html.find(OPEN) else { return Ok((html.to_owned(), None)) };
    let body = start + OPEN.len();
    let end = body + html[body..].find("</script>").context("unclosed script in index.html")?;
    let script = html[body..end].trim().to_owned() + "\n";
    let name = format!("start-{}.js", content_name(script.as_bytes()));
    let page = format!("{}<script type=\"module\" src=\"/{name}\">{}", &html[..start], &html[end..]);
    if page.contains(OPEN) {
        bail!("index.html has more than one inline script; the content security policy would stop it");
    }
    Ok((page, Some((name, script))))
}

/// Fills the list of files and the build name into `sw.js`.
fn precache(dir: &Path) -> anyhow::Result<()> {
    let worker = dir.join("sw.js");
    let source = fs::read_to_string(&worker).context("public/sw.js is missing")?;
    let mut names = Vec::new();
    let mut all = String::new();
    for file in files_below(dir)? {
        let name = file.strip_prefix(dir)?.to_string_lossy().replace('\\', "/");
        if NOT_PRECACHED.contains(&name.as_str()) {
            continue;
        }
        all.push_str(&format!("{name} {}\n", content_name(&fs::read(&file)?)));
        // The page is cached under its address; any other route of the app is answered with it as well.
        names.push(if name == "index.html" { "/".to_owned() } else { format!("/{name}") });
    }
    fs::write(&worker, filled(&source, &names, &content_name(all.as_bytes()))?)?;
    Ok(())
}

fn filled(source: &str, names: &[String], build: &str) -> anyhow::Result<String> {
    if !source.contains(PRECACHE_MARK) || !source.contains(BUILD_MARK) {
        bail!("public/sw.js lacks {PRECACHE_MARK} or {BUILD_MARK}");
    }
    Ok(source
        .replace(PRECACHE_MARK, &serde_json::to_string(names)?)
        .replace(BUILD_MARK, &serde_json::to_string(build)?))
}

/// Writes `.br` and `.gz` siblings, so that the server never compresses a file while somebody waits.
fn compress(dir: &Path) -> anyhow::Result<()> {
    for file in files_below(dir)? {
        let extension = file.extension().and_then(|e| e.to_str()).unwrap_or("").to_owned();
        let bytes = fs::read(&file)?;
        if bytes.len() < WORTH_COMPRESSING || COMPRESSED_TYPES.contains(&extension.as_str()) {
            continue;
        }
        let mut brotli = Vec::new();
        let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut brotli, &params)?;
        fs::write(sibling(&file, "br"), brotli)?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&bytes)?;
        fs::write(sibling(&file, "gz"), gzip.finish()?)?;
    }
    Ok(())
}

/// Compressed bytes of the page and of all that it names and the app needs to start.
fn first_load(dir: &Path) -> anyhow::Result<u64> {
    let index = dir.join("index.html");
    let html = fs::read_to_string(&index)?;
    let mut bytes = fs::metadata(sibling(&index, "br"))?.len();
    for file in files_below(dir)? {
        let needed = file.extension().is_some_and(|e| e == "js" || e == "css" || e == "wasm");
        if needed && html.contains(&format!("\"/{}\"", file.strip_prefix(dir)?.to_string_lossy())) {
            let small = sibling(&file, "br");
            bytes += fs::metadata(if small.exists() { small } else { file })?.len();
        }
    }
    Ok(bytes)
}

fn sibling(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

fn files_below(dir: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrity_attributes_go_and_everything_else_stays() {
        let html = r#"<link rel="preload" href="/a.wasm" integrity="sha384-x" as="fetch"><link integrity="y" href="/b">"#;
        assert_eq!(
            without_integrity(html),
            r#"<link rel="preload" href="/a.wasm" as="fetch"><link href="/b">"#
        );
    }

    #[test]
    fn the_inline_script_moves_into_a_file_named_after_its_content() {
        let (page, script) = externalised("<a><script type=\"module\">\nrun()\n</script><b>").unwrap();
        let (name, script) = script.unwrap();
        assert_eq!(script, "run()\n");
        assert_eq!(page, format!("<a><script type=\"module\" src=\"/{name}\"></script><b>"));
    }

    #[test]
    fn a_second_inline_script_is_refused_because_the_policy_would_stop_it() {
        let two = "<script type=\"module\">a</script><script type=\"module\">b</script>";
        assert!(externalised(two).is_err());
    }

    #[test]
    fn a_service_worker_without_the_marks_is_an_error_and_not_an_empty_cache() {
        assert!(filled("const FILES = [];", &[], "x").is_err());
        let source = format!("const FILES = {PRECACHE_MARK};\nconst BUILD = {BUILD_MARK};");
        let out = filled(&source, &["/".to_owned(), "/a.js".to_owned()], "beef").unwrap();
        assert_eq!(out, "const FILES = [\"/\",\"/a.js\"];\nconst BUILD = \"beef\";");
    }

    #[test]
    fn finishing_a_bundle_lists_and_compresses_every_file() {
        let dir = std::env::temp_dir().join(format!("yanxi-xtask-bundle-{}", std::process::id()));
        fs::create_dir_all(dir.join("icons")).unwrap();
        fs::create_dir_all(dir.join("app")).unwrap();
        fs::write(dir.join("app/yanxi.js"), "run()").unwrap();
        fs::write(
            dir.join("index.html"),
            "<script type=\"module\">import '/app/yanxi.js'</script>".to_owned() + &" ".repeat(300),
        )
        .unwrap();
        fs::write(dir.join("icons/a.svg"), "<svg/>").unwrap();
        fs::write(dir.join("sw.js"), format!("[{PRECACHE_MARK},{BUILD_MARK}]")).unwrap();
        finish(&dir, Flavour::Release, None).unwrap();
        let worker = fs::read_to_string(dir.join("sw.js")).unwrap();
        assert!(
            worker.contains("\"/\"") && worker.contains("\"/icons/a.svg\"") && worker.contains("\"/start-")
        );
        let start =
            files_below(&dir).unwrap().into_iter().find(|f| f.to_string_lossy().contains("/start-")).unwrap();
        let program = fs::read_to_string(start).unwrap();
        let program = program.trim().strip_prefix("import '").unwrap().strip_suffix('\'').unwrap();
        assert!(program.starts_with("/app-") && worker.contains(program), "{program}");
        assert!(dir.join(&program[1..]).exists());
        assert!(!worker.contains("/sw.js") && !worker.contains(".br\""));
        assert!(dir.join("index.html.br").exists() && dir.join("index.html.gz").exists());
        assert!(!dir.join("icons/a.svg.br").exists(), "too small to be worth it");
        fs::remove_dir_all(&dir).unwrap();
    }
}

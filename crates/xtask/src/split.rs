//! Cuts the program into pieces, so that the first load carries only what its page needs; see `docs/adr`.
//!
//! Trunk knows nothing of pieces: it leaves one program whose lazy functions (`src/later.rs`) are imports from nowhere.
//! Here the same compiled program is cut, bound again, and put in the place of Trunk's.

use std::{fs, path::Path};

use anyhow::{Context as _, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::{
    process::{command, run, target_dir},
    tools::WASM,
};

/// Profile of the app in `Cargo.toml`.
pub const PROFILE: &str = "wasm-release";
/// Feature of the app that makes its lazy functions.
pub const FEATURE: &str = "split";
/// Folder of the program below `dist/`, until [`crate::bundle`] names it after its content.
pub const FOLDER: &str = "app";
/// The program in this folder: `yanxi.js` and `yanxi_bg.wasm`.
const NAME: &str = "yanxi";
/// Fetches pieces; `yanxi.js` and this file import each other.
const LOADER: &str = "pieces.js";

/// Replaces the one program in Trunk's output `dir` by a folder with the program and its pieces.
///
/// # Errors
/// Trunk's output is not as expected, or the program cannot be cut.
pub fn replace_program(dir: &Path) -> anyhow::Result<()> {
    let compiled = target_dir().join(WASM).join(PROFILE).join("yanxi-app.wasm");
    let program = fs::read(&compiled).with_context(|| compiled.display().to_string())?;
    let folder = dir.join(FOLDER);
    let main = target_dir().join("xtask").join("main.wasm");
    fs::create_dir_all(target_dir().join("xtask"))?;
    let (loader, bindings) = (format!("./{LOADER}"), format!("./{NAME}.js"));
    let mut options = Options::new(&program);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = &loader;
    options.main_module = &bindings;
    transform(options).map_err(|error| anyhow!("cutting the program: {error:#}"))?;
    run(command("wasm-bindgen")
        // The pieces share the memory, the table of functions and the stack, which nobody else needs exported.
        .args(["--keep-lld-exports", "--target", "web", "--no-typescript", "--out-name", NAME, "--out-dir"])
        .arg(&folder)
        .arg(&main))?;
    let index = dir.join("index.html");
    let (html, replaced) = loading_pieces(&fs::read_to_string(&index).context("Trunk wrote no index.html")?)?;
    fs::write(&index, html)?;
    for name in replaced {
        fs::remove_file(dir.join(&name)).with_context(|| format!("Trunk wrote no {name}"))?;
    }
    Ok(())
}

/// The page with Trunk's program replaced by [`FOLDER`], and the files that it no longer names.
fn loading_pieces(html: &str) -> anyhow::Result<(String, [String; 2])> {
    const END: &str = "_bg.wasm";
    let end = html.find(END).context("index.html loads no program")?;
    let start = html[..end].rfind('/').context("index.html loads the program from nowhere")? + 1;
    let stem = &html[start..end];
    let old = [format!("{stem}.js"), format!("{stem}{END}")];
    let html = html
        .replace(&format!("/{}", old[0]), &format!("/{FOLDER}/{NAME}.js"))
        .replace(&format!("/{}", old[1]), &format!("/{FOLDER}/{NAME}{END}"))
        // The browser would learn of it only from the program's script.
        .replace(
            "</head>",
            &format!(
                "<link rel=\"modulepreload\" href=\"/{FOLDER}/{LOADER}\" crossorigin=\"anonymous\"></head>"
            ),
        );
    Ok((html, old))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_loads_the_program_from_its_folder_and_nothing_of_trunks() {
        let html = "<head><link rel=\"preload\" href=\"/a-1f_bg.wasm\"></head><script>import '/a-1f.js'; init('/a-1f_bg.wasm')</script>";
        let (html, old) = loading_pieces(html).unwrap();
        assert_eq!(old, ["a-1f.js", "a-1f_bg.wasm"]);
        assert!(html.contains("import '/app/yanxi.js'; init('/app/yanxi_bg.wasm')"));
        assert!(html.contains("href=\"/app/yanxi_bg.wasm\"") && html.contains("href=\"/app/pieces.js\""));
        assert!(!html.contains("a-1f"));
    }

    #[test]
    fn a_page_without_a_program_is_an_error() {
        assert!(loading_pieces("<head></head>").is_err());
    }
}

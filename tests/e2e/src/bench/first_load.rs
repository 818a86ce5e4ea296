//! Bytes of the first load: page, program, styles, as the server sends them compressed.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::figures::Figure;

/// The measured types; icons and the manifest come later and do not hold anything up.
const COUNTED: [&str; 4] = ["html", "js", "wasm", "css"];
/// File of the piece of the program behind a tablet's pages; see `src/later.rs`.
const TABLET_PIECE: &str = "split_tablet.wasm";
/// The script that fetches pieces.
const LOADER: &str = "pieces.js";

/// Sums up the page and what it names, and what the scripts among that name in turn.
///
/// # Errors
/// The app is not built.
pub fn measure() -> anyhow::Result<Vec<Figure>> {
    let dist = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"))?;
    let first = loaded(&dist)?;
    let program = first.iter().find(|file| has_ending(file, "wasm")).context("the page loads no program")?;
    let folder = program.parent().unwrap_or(&dist);
    let mut pieces = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if has_ending(&path, "wasm") && !first.contains(&path) {
            pieces.push(path);
        }
    }
    let loader = fs::read_to_string(folder.join(LOADER)).with_context(|| format!("no {LOADER}"))?;
    let tablet = tablet_pieces(&loader).iter().map(|name| folder.join(name)).collect();
    let everything: BTreeSet<PathBuf> = first.iter().cloned().chain(pieces).collect();
    Ok(vec![
        Figure::new("first load (html, js, wasm, css), brotli", size(&first, "br")?, "kB").at_most(400.0),
        Figure::new("first load (html, js, wasm, css), gzip", size(&first, "gz")?, "kB"),
        Figure::new("what a tablet's pages fetch on top, brotli", size(&tablet, "br")?, "kB"),
        Figure::new("every piece of the program, brotli", size(&everything, "br")?, "kB"),
    ])
}

/// The tablet's piece and the chunks it shares with others: the loader names these as `[__chunk_5, …]` behind the piece.
fn tablet_pieces(loader: &str) -> Vec<String> {
    let behind = loader.split_once(TABLET_PIECE).map_or("", |(_, rest)| rest);
    let shared =
        behind.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    let chunks =
        shared.split(',').filter_map(|name| Some(format!("{}.wasm", name.trim().strip_prefix("__")?)));
    std::iter::once(TABLET_PIECE.to_owned()).chain(chunks).collect()
}

/// `index.html`, the files it names, and the scripts that those import.
fn loaded(dist: &Path) -> anyhow::Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut open = vec![dist.join("index.html")];
    while let Some(file) = open.pop() {
        if !found.insert(file.clone()) || has_ending(&file, "wasm") || has_ending(&file, "css") {
            continue;
        }
        let text = fs::read_to_string(&file).with_context(|| format!("{} is not built", file.display()))?;
        let beside = file.parent().unwrap_or(dist);
        for name in text.split(['"', '\'']) {
            let path = match name.strip_prefix('/') {
                Some(absolute) => dist.join(absolute),
                // A script imports its neighbours; the pieces of the program it only fetches when they are needed.
                None if name.starts_with("./") && name.ends_with(".js") => beside.join(&name[2..]),
                None => continue,
            };
            let counts = COUNTED.iter().any(|ending| has_ending(&path, ending));
            // The service worker is fetched when everything else already runs.
            if counts && path.is_file() && !path.ends_with("sw.js") {
                open.push(path);
            }
        }
    }
    Ok(found)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|e| e == ending)
}

/// Kilobytes as sent: the compressed sibling where there is one.
fn size(files: &BTreeSet<PathBuf>, suffix: &str) -> anyhow::Result<f64> {
    let mut bytes = 0;
    for file in files {
        let sibling = PathBuf::from(format!("{}.{suffix}", file.display()));
        bytes += fs::metadata(if sibling.is_file() { &sibling } else { file })?.len();
    }
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52 bytes")]
    let kilobytes = bytes as f64 / 1_000.0;
    Ok(kilobytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tablets_page_needs_its_piece_and_the_chunks_it_shares() {
        let loader = "load(() => fetch(\"./split_own.wasm\")}, [__chunk_4]);\n\
                      load(() => fetch(\"./split_tablet.wasm\")}\n, [__chunk_5, __chunk_16]));\n";
        assert_eq!(tablet_pieces(loader), ["split_tablet.wasm", "chunk_5.wasm", "chunk_16.wasm"]);
    }
}

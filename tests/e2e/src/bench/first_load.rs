//! Bytes of the first load: page, program, styles, as the server sends them compressed.

use std::{fs, path::Path};

use super::figures::Figure;

/// Sums up the files of `dist/`.
///
/// # Errors
/// The app is not built.
pub fn measure() -> anyhow::Result<Vec<Figure>> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
    let (mut brotli, mut gzip) = (0, 0);
    for entry in fs::read_dir(&dist)? {
        let path = entry?.path();
        let counts =
            path.extension().is_some_and(|e| ["html", "js", "wasm", "css"].iter().any(|wanted| e == *wanted));
        if !counts {
            continue;
        }
        let plain = fs::metadata(&path)?.len();
        let sibling = |suffix: &str| {
            let name = format!("{}.{suffix}", path.display());
            fs::metadata(name).map_or(plain, |meta| meta.len())
        };
        brotli += sibling("br");
        gzip += sibling("gz");
    }
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52 bytes")]
    let kilobytes = |bytes: u64| bytes as f64 / 1_000.0;
    Ok(vec![
        Figure::new("first load (html, js, wasm, css), brotli", kilobytes(brotli), "kB").at_most(400.0),
        Figure::new("first load (html, js, wasm, css), gzip", kilobytes(gzip), "kB"),
    ])
}

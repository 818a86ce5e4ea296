//! The built app is embedded: a new file in `dist` must rebuild this crate.

use std::{fs, path::Path};

fn main() {
    let dist = Path::new("../../dist");
    // Cargo watches only what exists; without the app the folder is simply empty.
    if let Err(error) = fs::create_dir_all(dist) {
        println!("cargo::warning=dist cannot be created: {error}");
    }
    println!("cargo::rerun-if-changed={}", dist.display());
    println!("cargo::rerun-if-changed=build.rs");
}

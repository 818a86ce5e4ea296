//! Golden files. `YANXI_UPDATE_GOLDEN=1` rewrites those that are written by this version; never do that to a version
//! that was released.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::{fs, path::PathBuf};

fn path_of(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(path)
}

/// Text of a golden file.
pub fn golden(path: &str) -> String {
    fs::read_to_string(path_of(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names of the golden files of a folder, sorted.
pub fn golden_names(folder: &str) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(path_of(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Compares bytes with a golden file, or writes it when asked to.
pub fn assert_golden(path: &str, actual: &str) {
    if std::env::var_os("YANXI_UPDATE_GOLDEN").is_some() {
        fs::write(path_of(path), actual).unwrap();
    }
    assert_eq!(actual, golden(path), "{path}");
}

//! Keeps what the splitter needs to know; see `crates/xtask/src/split.rs`.

fn main() {
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        // Which function uses which other function and which data: without it nothing can be cut.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    println!("cargo::rerun-if-changed=build.rs");
}

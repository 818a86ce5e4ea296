//! The `yanxi` binary.
fn main() {}

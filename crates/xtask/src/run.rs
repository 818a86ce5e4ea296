//! `cargo xtask run`: from a fresh clone to a product one can click, with one command.

use std::path::PathBuf;

use anyhow::bail;

use crate::{
    app::{self, Flavour},
    http,
    process::root,
    server,
};

/// Options of `run`.
#[derive(Debug)]
pub struct RunOptions {
    /// Port on 127.0.0.1.
    pub port: u16,
    /// Folder of the database, relative to the root of the repository.
    pub data: PathBuf,
    /// Invented people and sessions, entered with one click.
    pub demo: bool,
}

/// Builds the app and the server; returns the binary.
///
/// # Errors
/// A tool is missing or something does not compile.
pub fn build(flavour: Flavour) -> anyhow::Result<PathBuf> {
    app::build(flavour)?;
    server::build(flavour)
}

/// Builds, starts, says where it is, and stays until Ctrl-C.
///
/// # Errors
/// It cannot be built or started, or the server stops with an error.
pub fn run(options: &RunOptions) -> anyhow::Result<()> {
    let binary = build(Flavour::Release)?;
    let mut child = server::start(&binary, options.port, &root().join(&options.data), options.demo)?;
    println!("\n  研習 is running:  http://127.0.0.1:{}\n", options.port);
    if options.demo {
        print!("{}", people(options.port).unwrap_or_default());
    }
    println!("  Ctrl-C stops it. Data is kept in {}.\n", options.data.display());
    // Ctrl-C reaches the server as well: it is in the same process group and shuts down by itself.
    let status = child.wait()?;
    if !status.success() {
        bail!("the server stopped ({status})");
    }
    Ok(())
}

/// The demo people as the entry page offers them.
fn people(port: u16) -> anyhow::Result<String> {
    let answer = http::get(port, "/api/v1/demo/people")?;
    let people: Vec<serde_json::Value> = serde_json::from_str(&answer.body)?;
    let text = |person: &serde_json::Value, key: &str| person[key].as_str().unwrap_or_default().to_owned();
    let mut list = String::from("  Demo people (all invented; one click on the entry page):\n");
    for person in &people {
        list.push_str(&format!(
            "    {:9}  {}  {}  {}\n",
            text(person, "role"),
            text(person, "name"),
            text(person, "about"),
            text(person, "hint")
        ));
    }
    Ok(list + "\n")
}

//! Which crate may depend on which.

use super::{File, Problem};

/// A crate and the crates of this workspace it may depend on. Development dependencies are free.
const CRATES: &[(&str, &[&str])] = &[
    ("yanxi-domain", &[]),
    ("yanxi-protocol", &["yanxi-domain"]),
    ("yanxi-sync", &["yanxi-domain", "yanxi-protocol"]),
    ("yanxi-server", &["yanxi-domain", "yanxi-protocol"]),
    ("yanxi-app", &["yanxi-domain", "yanxi-protocol", "yanxi-sync"]),
    ("yanxi-testkit", &["yanxi-domain", "yanxi-protocol", "yanxi-sync", "yanxi-server"]),
    ("yanxi-e2e", &["yanxi-domain", "yanxi-protocol", "yanxi-sync", "yanxi-server", "yanxi-testkit"]),
    ("xtask", &[]),
];

/// Checks one `Cargo.toml`.
pub fn check(file: &File, problems: &mut Vec<Problem>) {
    let mut table = String::new();
    let mut package = String::new();
    for (number, line) in file.text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']).to_owned();
        }
        if table == "package"
            && let Some(name) = line.strip_prefix("name = ")
        {
            package = name.trim_matches('"').to_owned();
            if !CRATES.iter().any(|(known, _)| *known == package) {
                problems.push(problem(
                    file,
                    number,
                    format!("{package} is not in the list of crates of xtask tidy"),
                ));
            }
        }
        let Some(dependency) = dependency(&table, line) else { continue };
        let allowed =
            CRATES.iter().find(|(name, _)| *name == package).map_or(&[] as &[&str], |(_, allowed)| allowed);
        if dependency.starts_with("yanxi-") && !allowed.contains(&dependency.as_str()) {
            problems.push(problem(file, number, format!("{package} must not depend on {dependency}")));
        }
    }
}

/// The crate a line of a dependency table names. The order of tables does not matter as `[package]` comes first.
fn dependency(table: &str, line: &str) -> Option<String> {
    let is_table =
        table == "dependencies" || (table.starts_with("target.") && table.ends_with(".dependencies"));
    if !is_table {
        return None;
    }
    let name: String = line.chars().take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

fn problem(file: &File, index: usize, text: String) -> Problem {
    Problem { path: file.path.clone(), line: index + 1, text }
}

//! Rules the compiler does not hold: who may import whom inside `src/`, which crate names which library, how long a
//! file may be, and what must not be left lying around. See ARCHITECTURE.md for the reasons.

mod edges;
mod layers;
mod leftovers;
mod source;
mod styles;

use std::{fmt, fs, path::Path};

use anyhow::bail;

use crate::process::{command, output, root};

/// One broken rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path from the root of the repository.
    path: String,
    /// Line, from 1; 0 for the whole file.
    line: usize,
    /// What is wrong, and what is right instead.
    text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.text)
    }
}

/// A file of the repository.
#[derive(Debug)]
pub struct File {
    /// Path from the root, with slashes.
    path: String,
    /// Contents.
    text: String,
}

/// `cargo xtask tidy`.
///
/// # Errors
/// A rule is broken.
pub fn report() -> anyhow::Result<()> {
    check()?;
    println!("tidy: everything in order");
    Ok(())
}

/// Checks every file that git knows or would add.
///
/// # Errors
/// A rule is broken; the message lists every place.
pub fn check() -> anyhow::Result<()> {
    let files = repository()?;
    let problems = problems(&files);
    if problems.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
    bail!("{} problems\n{}", list.len(), list.join("\n"))
}

fn problems(files: &[File]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in files {
        leftovers::check(file, &mut problems);
        if file.path.ends_with(".rs") {
            let source = source::Source::of(&file.text);
            layers::check(&file.path, &source, &mut problems);
            leftovers::check_code(&file.path, &source, &mut problems);
        }
        if file.path.ends_with("Cargo.toml") {
            edges::check(file, &mut problems);
        }
    }
    styles::check(files, &mut problems);
    problems.sort();
    problems
}

fn repository() -> anyhow::Result<Vec<File>> {
    let list = output(command("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let mut files = Vec::new();
    for path in list.lines() {
        // Unreadable as text: pictures. Gone: deleted but not committed yet.
        if let Ok(text) = fs::read_to_string(Path::new(&root()).join(path)) {
            files.push(File { path: path.to_owned(), text });
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let files = [File { path: path.to_owned(), text: text.to_owned() }];
        problems(&files).iter().map(ToString::to_string).collect()
    }

    #[track_caller]
    fn refused(path: &str, text: &str, why: &str) {
        let found = found(path, text);
        assert!(found.iter().any(|problem| problem.contains(why)), "{path}: {text:?} gave {found:?}");
    }

    #[track_caller]
    fn fine(path: &str, text: &str) {
        assert_eq!(found(path, text), Vec::<String>::new(), "{path}: {text:?}");
    }

    #[test]
    fn the_repository_is_tidy() {
        check().unwrap();
    }

    #[test]
    fn pages_know_no_storage_no_network_and_no_other_page() {
        refused("src/pages/desk/tap.rs", "use crate::local::log;\n", "pages must not import local");
        refused("src/pages/desk/tap.rs", "use crate::{components, net::api};\n", "pages must not import net");
        refused(
            "src/pages/desk/tap.rs",
            "use crate::pages::board::Row;\n",
            "pages must not import another page",
        );
        refused(
            "src/pages/desk/tap.rs",
            "use super::super::board::Row;\n",
            "pages must not import another page",
        );
        refused("src/pages/desk/mod.rs", "use super::board::Row;\n", "pages must not import another page");
        fine("src/pages/desk/tap.rs", "use crate::{components::{Button, net_light}, i18n, state::sync};\n");
        fine("src/pages/desk/tap.rs", "use super::list::Row;\nuse crate::pages::desk::list;\n");
        fine("src/pages/desk/tap.rs", "#[cfg(test)]\nmod tests {\n    use super::super::list::Row;\n}\n");
        fine("src/pages/mod.rs", "pub mod board;\npub mod desk;\n");
    }

    #[test]
    fn components_know_no_domain_no_state_and_no_page() {
        refused(
            "src/components/button.rs",
            "use yanxi_domain::ids::PersonId;\n",
            "components must not name yanxi_domain",
        );
        refused(
            "src/components/button.rs",
            "use crate::state::use_sync;\n",
            "components must not import state",
        );
        fine("src/components/button.rs", "use crate::i18n::Locale;\nuse leptos::prelude::*;\n");
    }

    #[test]
    fn only_local_names_indexed_db_and_only_net_makes_requests() {
        refused("src/state/desk.rs", "use indexed_db_futures::database::Database;\n", "only src/local");
        refused("src/local/open.rs", "reqwasm::http::Request::get(url)\n", "only src/net");
        refused("src/pages/desk/tap.rs", "use leptos::web_sys::Element;\n", "only src/platform, src/local");
        fine("src/local/open.rs", "use indexed_db_futures::database::Database;\n");
        fine("src/state/desk.rs", "// indexed_db_futures is named in src/local only\nlet a = \"web_sys\";\n");
    }

    #[test]
    fn the_server_keeps_sql_in_the_store_and_axum_in_http() {
        refused("crates/server/src/service/sync.rs", "use sqlx::Row;\n", "only crates/server/src/store");
        refused("crates/server/src/service/sync.rs", "use rusqlite::Row;\n", "only crates/server/src/store");
        refused("crates/server/src/store/mod.rs", "use axum::Json;\n", "only crates/server/src/http");
        fine("crates/server/src/store/mod.rs", "use sqlx::Row;\n");
    }

    #[test]
    fn the_domain_has_no_clock_no_randomness_and_no_io() {
        for text in [
            "Utc::now()",
            "std::time::SystemTime::now()",
            "serde_json::to_string(&x)",
            "tokio::spawn(x)",
            "std::fs::read(x)",
        ] {
            refused(
                "crates/domain/src/x.rs",
                &format!("fn f() {{ {text} }}\n"),
                "crates/domain must not name",
            );
        }
        fine(
            "crates/domain/src/x.rs",
            "#[cfg(test)]\nmod tests {\n    fn f() { serde_json::to_string(&1); }\n}\n",
        );
    }

    #[test]
    fn crates_depend_downwards_only() {
        refused(
            "crates/domain/Cargo.toml",
            "[package]\nname = \"yanxi-domain\"\n[dependencies]\nyanxi-protocol.workspace = true\n",
            "must not depend on yanxi-protocol",
        );
        refused(
            "crates/server/Cargo.toml",
            "[package]\nname = \"yanxi-server\"\n[dependencies]\nyanxi-sync = { path = \"../sync\" }\n",
            "must not depend on yanxi-sync",
        );
        fine(
            "crates/server/Cargo.toml",
            "[package]\nname = \"yanxi-server\"\n[dependencies]\nyanxi-domain.workspace = true\n[dev-dependencies]\nyanxi-testkit.workspace = true\n",
        );
        refused(
            "crates/other/Cargo.toml",
            "[package]\nname = \"yanxi-other\"\n",
            "is not in the list of crates",
        );
    }

    #[test]
    fn long_files_leftovers_and_machine_paths_are_refused() {
        refused("src/long.rs", &"fn f() {}\n".repeat(401), "401 lines");
        fine("src/long.rs", &"fn f() {}\n".repeat(400));
        refused("src/a.rs", &format!("fn f() {{ {}!() }}\n", "todo"), "unfinished");
        refused("src/a.rs", &format!("fn f() {{ {}!(1) }}\n", "dbg"), "left-over");
        fine("src/a.rs", "// The todo! macro is refused.\n");
        refused("docs/a.md", &format!("see /{}/main\n", "work"), "path of one machine");
        refused("docs/a.md", "a\tb\n", "tab");
        refused("docs/a.md", "a \n", "space at the end");
        refused("docs/a.md", "a", "end with a line break");
    }

    #[test]
    fn a_class_nobody_uses_is_refused() {
        let unused = |class: &str| {
            let sheet = format!("  .{class} > a,\n  p:has(.seen) {{\n    width: 0.5em;\n  }}\n");
            let page = "view! { <p class=\"seen\"><i class=format!(\"tone-{}\", tone)/></p> }\n";
            let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
            problems(&[file("style/a.css", &sheet), file("src/pages/a.rs", page)]).len()
        };
        assert_eq!([unused("gone"), unused("see"), unused("seen"), unused("tone-ok")], [1, 1, 0, 0]);
    }

    #[test]
    fn texts_of_the_interface_go_through_the_macro() {
        refused("src/i18n/desk.rs", "pub fn sign_in() -> String { String::new() }\n", "messages!");
        fine("src/i18n/desk.rs", "messages! { a() { zh: \"簽到\", en: \"Sign in\" } }\n");
    }
}

//! Who may import whom inside the app, and which folder may name which library.

use super::{
    Problem,
    source::{Source, names},
};

/// A layer of the app and the other layers it may import.
struct Layer {
    name: &'static str,
    may_import: &'static [&'static str],
    must_not_name: &'static [&'static str],
}

const LAYERS: &[Layer] = &[
    Layer {
        name: "pages",
        may_import: &["view", "components", "state", "i18n"],
        must_not_name: &["yanxi_sync"],
    },
    // What several pages show of the domain.
    Layer { name: "view", may_import: &["components", "state", "i18n"], must_not_name: &["yanxi_sync"] },
    Layer {
        name: "components",
        may_import: &["platform", "i18n"],
        must_not_name: &["yanxi_domain", "yanxi_protocol", "yanxi_sync"],
    },
    Layer { name: "state", may_import: &["local", "sync_driver", "platform", "i18n"], must_not_name: &[] },
    Layer { name: "local", may_import: &["platform"], must_not_name: &[] },
    Layer { name: "net", may_import: &["platform"], must_not_name: &["yanxi_sync"] },
    Layer { name: "sync_driver", may_import: &["local", "net", "platform"], must_not_name: &[] },
    Layer {
        // Names the domain's instants and ids, no rule of it.
        name: "platform",
        may_import: &[],
        must_not_name: &["yanxi_protocol", "yanxi_sync"],
    },
    Layer { name: "i18n", may_import: &[], must_not_name: &["yanxi_sync"] },
];

/// A library and the only places that may name it.
struct Library {
    name: &'static str,
    only: &'static [&'static str],
}

const LIBRARIES: &[Library] = &[
    Library { name: "indexed_db_futures", only: &["src/local"] },
    Library { name: "reqwasm", only: &["src/net"] },
    Library { name: "web_sys", only: &["src/platform", "src/local", "tests/browser"] },
    Library {
        name: "sqlx",
        only: &["crates/server/src/store", "crates/server/tests", "crates/testkit", "tests/e2e"],
    },
    Library { name: "rusqlite", only: &["crates/server/src/store", "crates/testkit"] },
    Library {
        name: "axum",
        only: &[
            "crates/server/src/http",
            // Opens the listener and hands it to the router.
            "crates/server/src/serve.rs",
            "crates/server/tests",
            "crates/testkit",
            "tests/e2e",
        ],
    },
];

/// What a pure crate must not name: clocks, randomness, async, IO.
const IMPURE: &[&str] = &[
    "serde_json",
    "tokio",
    "rand",
    "getrandom",
    "SystemTime",
    "Instant",
    "Utc::now",
    "Local::now",
    "now_v7",
    "new_v4",
    "std::fs",
    "std::net",
    "std::env",
    "std::io",
    "async",
    "await",
    "println",
    "eprintln",
];
const PURE: &[&str] = &["crates/domain/src", "crates/sync/src"];
/// The sync engine reads and writes JSON; everything else of [`IMPURE`] holds for it too.
const SYNC_MAY: &[&str] = &["serde_json"];

/// Checks one Rust file.
pub fn check(path: &str, source: &Source, problems: &mut Vec<Problem>) {
    libraries(path, source, problems);
    purity(path, source, problems);
    let Some(inside) = path.strip_prefix("src/") else { return };
    let Some(layer) = LAYERS.iter().find(|layer| belongs(inside, layer.name)) else { return };
    for (line, word) in
        layer.must_not_name.iter().flat_map(|word| lines_naming(source, word).map(move |l| (l, word)))
    {
        problems.push(problem(path, line, format!("{} must not name {word}", layer.name)));
    }
    for (line, target) in imports(inside, source) {
        if let Some(text) = refused(layer, inside, &target) {
            problems.push(problem(path, line, text));
        }
    }
}

fn problem(path: &str, line: usize, text: String) -> Problem {
    Problem { path: path.to_owned(), line, text }
}

fn belongs(inside: &str, layer: &str) -> bool {
    inside.strip_prefix(layer).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
}

fn refused(layer: &Layer, inside: &str, target: &[String]) -> Option<String> {
    let first = target.first()?;
    if first == layer.name {
        // The list of pages (`pages/mod.rs`) names them all; a page names only itself.
        let own = page_of(inside)?;
        let other = target.get(1)?;
        let is_page = layer.name == "pages";
        return (is_page && *other != own).then(|| format!("pages must not import another page ({other})"));
    }
    let known = LAYERS.iter().any(|other| other.name == first) || first == "app";
    (known && !layer.may_import.contains(&first.as_str())).then(|| {
        format!("{} must not import {first}; it may import {}", layer.name, layer.may_import.join(", "))
    })
}

/// `desk` for `pages/desk/tap.rs` and for `pages/desk.rs`, nothing for `pages/mod.rs`.
fn page_of(inside: &str) -> Option<String> {
    let rest = inside.strip_prefix("pages/")?;
    let name = rest.split('/').next()?.trim_end_matches(".rs");
    (name != "mod").then(|| name.to_owned())
}

/// Every path into this crate that the file names, as (line, modules from the crate root).
fn imports(inside: &str, source: &Source) -> Vec<(usize, Vec<String>)> {
    let text = source.text();
    let mut found = Vec::new();
    for root in ["crate::", "super::"] {
        for (at, _) in text.match_indices(root) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '$') {
                continue;
            }
            let line = text[..at].matches('\n').count() + 1;
            let mut rest = &text[at..];
            let mut base = if root == "crate::" { Vec::new() } else { module_of(inside) };
            if root == "super::" && source.is_test(line) {
                base.push("tests".to_owned());
            }
            rest = rest.strip_prefix("crate::").unwrap_or(rest);
            while let Some(after) = rest.strip_prefix("super::") {
                base.pop();
                rest = after;
            }
            found.extend(heads(rest).into_iter().map(|head| (line, [base.clone(), head].concat())));
        }
    }
    found
}

/// Module path of a file: `pages/desk/tap.rs` is `pages::desk::tap`, `pages/desk/mod.rs` is `pages::desk`.
fn module_of(inside: &str) -> Vec<String> {
    let mut parts: Vec<String> = inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

/// First two segments of what follows: `a::b` gives one, `{a, b::c}` gives one for each entry.
fn heads(rest: &str) -> Vec<Vec<String>> {
    let Some(group) = rest.strip_prefix('{') else { return vec![segments(rest)] };
    let mut depth = 1;
    let mut entries = vec![String::new()];
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => entries.push(String::new()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if let Some(last) = entries.last_mut()
            && !(c == ',' && depth == 1)
        {
            last.push(c);
        }
    }
    entries.iter().map(|entry| segments(entry.trim())).filter(|entry| !entry.is_empty()).collect()
}

fn segments(path: &str) -> Vec<String> {
    let ident =
        |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for part in path.split("::").take(2) {
        let name = ident(part);
        let whole = name.len() == part.len();
        if name.is_empty() {
            break;
        }
        found.push(name);
        if !whole {
            break;
        }
    }
    found
}

fn lines_naming<'a>(source: &'a Source, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    source.lines().filter(move |(_, line, _)| names(line, word)).map(|(number, ..)| number)
}

fn libraries(path: &str, source: &Source, problems: &mut Vec<Problem>) {
    for Library { name, only } in LIBRARIES {
        if only.iter().any(|place| path.starts_with(place)) {
            continue;
        }
        for line in lines_naming(source, name) {
            problems.push(problem(path, line, format!("only {} may name {name}", only.join(", "))));
        }
    }
}

fn purity(path: &str, source: &Source, problems: &mut Vec<Problem>) {
    let Some(place) = PURE.iter().find(|place| path.starts_with(**place)) else { return };
    let place = place.trim_end_matches("/src");
    for (number, line) in source.product() {
        for word in IMPURE {
            let allowed = place == "crates/sync" && SYNC_MAY.contains(word);
            if !allowed && names(line, word) {
                problems.push(problem(
                    path,
                    number,
                    format!("{place} must not name {word}: pass it in as an argument"),
                ));
            }
        }
    }
}

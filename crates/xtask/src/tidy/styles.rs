//! Style sheets: a class nobody puts on an element is dead.

use super::{File, Problem};

/// Checks the classes of every style sheet against the source of the app.
pub fn check(files: &[File], problems: &mut Vec<Problem>) {
    let in_app = |file: &&File| file.path.starts_with("src/") && file.path.ends_with(".rs");
    let source: String = files.iter().filter(in_app).map(|file| file.text.as_str()).collect();
    let sheets = files.iter().filter(|file| file.path.starts_with("style/"));
    for sheet in sheets {
        for (index, line) in sheet.text.lines().enumerate() {
            for class in classes(line).filter(|class| !is_used(&source, class)) {
                problems.push(Problem {
                    path: sheet.path.clone(),
                    line: index + 1,
                    text: format!("nothing in src has the class {class}"),
                });
            }
        }
    }
}

/// Classes a line selects; declarations and comments end otherwise.
fn classes(line: &str) -> impl Iterator<Item = &str> {
    let selector = if line.ends_with('{') || line.ends_with(',') { line } else { "" };
    selector.split('.').skip(1).map(|rest| &rest[..name_length(rest)]).filter(|name| {
        // A number has a point too.
        name.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

fn name_length(rest: &str) -> usize {
    rest.find(|c: char| !is_name(c)).unwrap_or(rest.len())
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Written out, or put together: `state-ok` is used where `state-{}` is formatted.
fn is_used(source: &str, class: &str) -> bool {
    let whole = source
        .match_indices(class)
        .any(|(at, _)| !source[..at].ends_with(is_name) && !source[at + class.len()..].starts_with(is_name));
    whole || class.match_indices('-').any(|(at, _)| source.contains(&format!("{}{{", &class[..=at])))
}

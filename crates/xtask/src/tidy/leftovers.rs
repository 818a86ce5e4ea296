//! Long files, unfinished code, paths of somebody's machine, white space.

use super::{
    File, Problem,
    source::{Source, names},
};

/// More than this is usually two things in one file.
const MAX_LINES: usize = 400;
const COUNTED: &[&str] = &[".rs", ".css", ".js", ".sql"];
const WHITE_SPACE: &[&str] = &[".rs", ".css", ".js", ".html", ".toml", ".md", ".sql"];
/// Spelt in two halves so that this file does not find itself.
const MACHINE_PATHS: &[(&str, &str)] = &[("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/")];

/// Checks the text of any file.
pub fn check(file: &File, problems: &mut Vec<Problem>) {
    let has = |endings: &[&str]| endings.iter().any(|ending| file.path.ends_with(ending));
    let lines = file.text.lines().count();
    if has(COUNTED) && lines > MAX_LINES {
        problems.push(problem(
            file,
            0,
            &format!("{lines} lines; one main thing a file, at most {MAX_LINES}"),
        ));
    }
    for (index, line) in file.text.lines().enumerate() {
        for (head, tail) in MACHINE_PATHS {
            if line.contains(&format!("{head}{tail}")) {
                problems.push(problem(file, index + 1, "a path of one machine"));
            }
        }
        if has(WHITE_SPACE) && line.contains('\t') {
            problems.push(problem(file, index + 1, "a tab; spaces are used here"));
        }
        if has(WHITE_SPACE) && line.ends_with(' ') {
            problems.push(problem(file, index + 1, "a space at the end of the line"));
        }
    }
    if has(WHITE_SPACE) && !file.text.is_empty() && !file.text.ends_with('\n') {
        problems.push(problem(file, lines, "the file should end with a line break"));
    }
    let is_messages = file.path.starts_with("src/i18n/")
        && !["mod.rs", "locale.rs"].iter().any(|name| file.path.ends_with(name));
    if is_messages && !file.text.contains("messages!") {
        problems.push(problem(
            file,
            0,
            "texts of the interface go through messages!, in every language at once",
        ));
    }
}

/// Checks the code of a Rust file.
pub fn check_code(path: &str, source: &Source, problems: &mut Vec<Problem>) {
    for (line, code, _) in source.lines() {
        for (word, what) in [("todo", "unfinished"), ("unimplemented", "unfinished"), ("dbg", "left-over")] {
            if names(code, word) && code.contains(&format!("{word}!")) {
                problems.push(Problem { path: path.to_owned(), line, text: format!("{what}: {word}!") });
            }
        }
    }
}

fn problem(file: &File, line: usize, text: &str) -> Problem {
    Problem { path: file.path.clone(), line, text: text.to_owned() }
}

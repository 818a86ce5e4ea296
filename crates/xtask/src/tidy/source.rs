//! A Rust file without its comments, string contents and test module, line by line.

/// What the rules look at.
#[derive(Debug)]
pub struct Source {
    lines: Vec<String>,
    /// Index of the first line of the test module.
    tests_from: usize,
}

impl Source {
    /// Blanks comments and literals; line numbers stay.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let lines: Vec<String> = code_only(text).lines().map(str::to_owned).collect();
        // By convention the test module is the last thing in a file.
        let tests_from = lines
            .windows(2)
            .position(|pair| pair[0].trim() == "#[cfg(test)]" && pair[1].trim_start().starts_with("mod "))
            .unwrap_or(lines.len());
        Self { lines, tests_from }
    }

    /// Every line as (number from 1, code, whether it belongs to the test module).
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str, bool)> {
        self.lines.iter().enumerate().map(|(at, line)| (at + 1, line.as_str(), at >= self.tests_from))
    }

    /// Lines outside the test module.
    pub fn product(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().filter(|(.., test)| !test).map(|(number, line, _)| (number, line))
    }

    /// All code as one text with the tests.
    #[must_use]
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Whether this line number (from 1) is in the test module.
    #[must_use]
    pub const fn is_test(&self, line: usize) -> bool {
        line > self.tests_from
    }
}

/// Whether `word` occurs in `line` as a whole identifier.
#[must_use]
pub fn names(line: &str, word: &str) -> bool {
    let is_ident = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].chars().next_back().is_some_and(is_ident)
            && !line[at + word.len()..].chars().next().is_some_and(is_ident)
    })
}

fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => end_of_line(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => end_of_block(&chars, at),
            '"' => end_of_string(&chars, at),
            'r' if !after_ident(&chars, at) => end_of_raw_string(&chars, at).unwrap_or(at),
            '\'' => end_of_char(&chars, at).unwrap_or(at),
            _ => at,
        };
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

fn after_ident(chars: &[char], at: usize) -> bool {
    at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_') && chars[at - 1] != 'b'
}

fn end_of_line(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|c| *c == '\n').map_or(chars.len(), |n| at + n)
}

fn end_of_block(chars: &[char], at: usize) -> usize {
    let mut depth = 0;
    let mut i = at;
    while i < chars.len() {
        match (chars[i], chars.get(i + 1)) {
            ('/', Some('*')) => (depth, i) = (depth + 1, i + 2),
            ('*', Some('/')) => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            break;
        }
    }
    i
}

fn end_of_string(chars: &[char], at: usize) -> usize {
    let mut i = at + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(chars.len())
}

fn end_of_raw_string(chars: &[char], at: usize) -> Option<usize> {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    let open = at + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return None;
    }
    let mut i = open + 1;
    while i < chars.len() {
        if chars[i] == '"' && chars[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes {
            return Some(i + 1 + hashes);
        }
        i += 1;
    }
    Some(chars.len())
}

/// A character literal; `None` for a lifetime.
fn end_of_char(chars: &[char], at: usize) -> Option<usize> {
    if chars.get(at + 1) == Some(&'\\') {
        return chars[at + 2..].iter().skip(1).position(|c| *c == '\'').map(|n| at + 2 + 1 + n + 1);
    }
    (chars.get(at + 2) == Some(&'\'')).then_some(at + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_literals_vanish_and_code_stays() {
        let code = code_only("a(\"b\\\"c\", r#\"d\"e\"#, '\"', '\\'', &'static x); // f\n/* g\nh */ i");
        for gone in ["b", "c\"", "d", "e\"", "f", "g", "h"] {
            assert!(!code.contains(gone), "{gone} in {code:?}");
        }
        for kept in ["a(", "'static x)", "i"] {
            assert!(code.contains(kept), "{kept} in {code:?}");
        }
        assert_eq!(code.lines().count(), 3);
    }

    #[test]
    fn a_word_is_named_only_as_a_whole() {
        assert!(names("use sqlx::Row", "sqlx"));
        assert!(!names("use sqlx_macros::x; my_sqlx", "sqlx"));
    }
}

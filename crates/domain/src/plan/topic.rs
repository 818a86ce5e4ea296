//! What an agenda cell holds: lines with ※ groups, module codes and details (S0-17, S1-04, S1-19).

use serde::{Deserialize, Serialize};

/// One line of an agenda cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Topic {
    /// The line begins with ※: it heads what follows.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub group: bool,
    /// Module code, as in 「C01. 啟用新學期/學年」.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The rest of the line, exactly as written.
    pub text: String,
}

impl Topic {
    /// Whom the line alone is for: 「國小學區內國小名單(僅限國中)」 (S2-25).
    #[must_use]
    pub fn restricted_to(&self) -> Option<&str> {
        let (_, rest) = self.text.split_once("僅限")?;
        Some(rest.split([')', '）', '，', '、']).next().unwrap_or(rest).trim()).filter(|who| !who.is_empty())
    }

    /// The line as printed.
    #[must_use]
    pub fn line(&self) -> String {
        let mark = if self.group { "※" } else { "" };
        match &self.code {
            Some(code) => format!("{mark}{code}. {}", self.text),
            None => format!("{mark}{}", self.text),
        }
    }
}

/// Whether a text is a module code (S1-04): `AA1`, `C01`, `M`, `T5`, `Q2.32`.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    if !(1..=3).contains(&letters) {
        return false;
    }
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match text[letters..].split_once('.') {
        Some((before, after)) => digits(before) && !after.is_empty() && digits(after),
        None => digits(&text[letters..]),
    }
}

/// Reads the lines of a cell: ※ heads a group, a code ends with a full stop. Empty lines are nothing.
#[must_use]
pub fn read(text: &str) -> Vec<Topic> {
    text.lines().filter_map(read_line).collect()
}

/// Bullets in front of a detail say nothing.
const BULLETS: [char; 6] = ['·', '▪', '◆', '•', '‧', '-'];

fn read_line(line: &str) -> Option<Topic> {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c)).trim_end();
    let (group, rest) = match line.strip_prefix('※') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    };
    if rest.is_empty() {
        return None;
    }
    // The last full stop that still leaves a code in front: `Q2.32. 檢核` and `A1.31 維護` both name one.
    let mut stops = rest.char_indices().filter(|(_, c)| matches!(c, '.' | '．' | ' ' | '\u{3000}'));
    let found = stops.rfind(|(at, stop)| {
        let (code, after) = (&rest[..*at], &rest[at + stop.len_utf8()..]);
        // A code of letters alone needs its full stop: 「AA 帳號業務」 is no module AA. 「Q2」 is not the code of 「Q2.32」.
        is_code(code)
            && (matches!(stop, '.' | '．') || code.bytes().any(|b| b.is_ascii_digit()))
            && !after.starts_with(|next: char| next.is_ascii_digit())
    });
    Some(match found {
        Some((at, stop)) => Topic {
            group,
            code: Some(rest[..at].to_owned()),
            text: rest[at + stop.len_utf8()..].trim_start().to_owned(),
        },
        None => Topic { group, code: None, text: rest.to_owned() },
    })
}

/// The cell as text, one line a topic; [`read`] gives the same topics back.
#[must_use]
pub fn write(topics: &[Topic]) -> String {
    topics.iter().map(Topic::line).collect::<Vec<_>>().join("\n")
}

//! Characters a tablet may have no glyph for (R-TEXT 6, F-14).

/// A stretch of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Ordinary characters.
    Plain(String),
    /// One rare character with its code point, `U+249DF`.
    Rare(char, String),
}

/// A name cut at its rare characters, never inside one.
#[must_use]
pub fn stretches(name: &str) -> Vec<Stretch> {
    let mut all = Vec::new();
    let mut plain = String::new();
    for c in name.chars() {
        if is_rare(c) {
            if !plain.is_empty() {
                all.push(Stretch::Plain(std::mem::take(&mut plain)));
            }
            all.push(Stretch::Rare(c, format!("U+{:04X}", u32::from(c))));
        } else {
            plain.push(c);
        }
    }
    if !plain.is_empty() {
        all.push(Stretch::Plain(plain));
    }
    all
}

/// 「𤧟 U+249DF」 for each rare character; empty for most names.
#[must_use]
pub fn code_points(name: &str) -> Vec<String> {
    stretches(name)
        .into_iter()
        .filter_map(|stretch| match stretch {
            Stretch::Rare(c, code) => Some(format!("{c} {code}")),
            Stretch::Plain(_) => None,
        })
        .collect()
}

/// Outside the basic plane, compatibility ideographs, private use: what fonts leave out.
const fn is_rare(c: char) -> bool {
    matches!(c, '\u{10000}'.. | '\u{F900}'..='\u{FAFF}' | '\u{E000}'..='\u{F8FF}' | '\u{3400}'..='\u{4DBF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_character_is_named_and_not_cut() {
        assert_eq!(stretches("王𤧟"), [Stretch::Plain("王".into()), Stretch::Rare('𤧟', "U+249DF".into())]);
        assert_eq!(code_points("𠮷田"), ["𠮷 U+20BB7"]);
        assert!(code_points("陳怡君").is_empty());
    }

    #[test]
    fn compatibility_ideographs_are_shown_as_what_they_are() {
        assert_eq!(code_points("\u{F92C}"), ["\u{F92C} U+F92C"]);
    }
}

//! Names and texts (4.2 R-TEXT) and their masking (V-04, V-05).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Shortest name in code points (R-TEXT 5).
pub const NAME_MIN: usize = 2;
/// Longest name in code points, as in the household-registration system (R-TEXT 3).
pub const NAME_MAX: usize = 50;

/// Length in code points: `王𤧟` is 2, whatever UTF-16 says.
#[must_use]
pub fn code_points(text: &str) -> usize {
    text.chars().count()
}

/// Why a name is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Fewer than [`NAME_MIN`] code points.
    #[error("shorter than {NAME_MIN} characters")]
    TooShort,
    /// More than [`NAME_MAX`] code points.
    #[error("longer than {NAME_MAX} characters")]
    TooLong,
    /// A character no name contains.
    #[error("character U+{:04X} is not allowed", u32::from(*.0))]
    BadCharacter(char),
}

/// Checks a name as entered (R-TEXT 3–5); spaces around it do not count. The stored value stays as it is.
///
/// # Errors
/// What is wrong with it.
pub fn valid_name(name: &str) -> Result<(), NameError> {
    let name = name.trim();
    if let Some(bad) = name.chars().find(|c| !is_name_character(*c)) {
        return Err(NameError::BadCharacter(bad));
    }
    match code_points(name) {
        ..NAME_MIN => Err(NameError::TooShort),
        NAME_MIN..=NAME_MAX => Ok(()),
        _ => Err(NameError::TooLong),
    }
}

fn is_name_character(c: char) -> bool {
    c.is_alphabetic()
        || is_combining_mark(c)
        || is_variation_selector(c)
        || matches!(c, '．' | '‧' | '·' | '・' | '’' | '\'' | '-' | ' ' | '\u{3000}')
}

const fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The key people are searched by (R-TEXT 2): NFKC, without spaces, zero-width characters and middle dots, lower case,
/// variant characters folded together. Equal keys suggest; they never prove.
#[must_use]
pub fn search_key(text: &str) -> String {
    folded(text).map(fold_variant).collect()
}

/// [`search_key`] without folding variant surnames: 溫 and 温, 凃 and 塗 stay different people.
#[must_use]
pub fn identity_key(text: &str) -> String {
    folded(text).collect()
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().filter(|c| !is_ignored(*c)).flat_map(char::to_lowercase)
}

fn is_ignored(c: char) -> bool {
    c.is_whitespace()
        || is_variation_selector(c)
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
        // Middle dots of names, after NFKC (U+FF0E became a full stop, U+FF65 became U+30FB).
        || matches!(c, '.' | '‧' | '·' | '・' | '•' | '∙' | '⋅')
}

const fn fold_variant(c: char) -> char {
    match c {
        '台' => '臺',
        '温' => '溫',
        '黄' => '黃',
        '吴' => '吳',
        '凃' => '塗',
        '峯' => '峰',
        '羣' => '群',
        other => other,
    }
}

/// A name for public places (V-05): its first character and two ○, so that the length is not told.
#[must_use]
pub fn mask_name(name: &str) -> String {
    name.trim().chars().take(1).chain(['○', '○']).collect()
}

/// An identity number with its last four characters masked (V-04): `A12345****`.
#[must_use]
pub fn mask_id(id: &str) -> String {
    let shown = code_points(id).saturating_sub(4);
    id.chars().enumerate().map(|(i, c)| if i < shown { c } else { '*' }).collect()
}

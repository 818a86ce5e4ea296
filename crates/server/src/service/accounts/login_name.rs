//! Login names: unique however they are typed.

use unicode_normalization::UnicodeNormalization as _;
use yanxi_domain::text::code_points;

/// Shortest login name, code points.
pub const LOGIN_MIN: usize = 3;
/// Longest login name, code points: an e-mail address fits.
pub const LOGIN_MAX: usize = 64;

/// Characters looked at before normalising; no name is near it.
const TYPED_MAX: usize = 256;

/// A login name as shown: NFC, without spaces around it.
#[must_use]
pub fn shown(typed: &str) -> String {
    typed.trim().chars().take(TYPED_MAX).nfc().collect()
}

/// What login names are compared by: two that differ in case only are one.
#[must_use]
pub fn key(typed: &str) -> String {
    // Lower case may come out decomposed again.
    shown(typed).to_lowercase().nfc().collect()
}

/// Whether a name (see [`shown`]) may be given to an account: letters and digits of any script, `.`, `_`, `-`, `@`. A
/// colon would break the label in authenticator apps, a space the eye.
#[must_use]
pub fn is_valid(login: &str) -> bool {
    (LOGIN_MIN..=LOGIN_MAX).contains(&code_points(login))
        && login.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_around_and_composition_do_not_matter() {
        for typed in ["Admin", " admin ", "ADMIN\u{3000}"] {
            assert_eq!(key(typed), "admin");
        }
        assert_eq!(key("e\u{301}cole"), key("École"));
        assert_ne!(key("admin"), key("admin1"));
    }

    #[test]
    fn names_have_3_to_64_letters_digits_and_few_signs() {
        for good in ["abc", "海豐國小-註冊組", "wang.x@school.example", "A1_"] {
            assert!(is_valid(good), "{good}");
        }
        let long = "a".repeat(65);
        for bad in ["ab", "a b c", "a:bc", "", "abc\n", &long] {
            assert!(!is_valid(bad), "{bad:?}");
        }
    }
}

//! Which passwords may be chosen. Length counts, not mixture: rules about mixture make people write passwords down.

use unicode_normalization::UnicodeNormalization as _;
use yanxi_domain::text::code_points;

use super::{common_passwords::COMMON, login_name};
use crate::failure::Failure;

/// Shortest password, code points (R-TEXT 3). Attendees may do without a second factor, so more than the usual eight.
pub const PASSWORD_MIN: usize = 12;
/// Longest password, code points: any sentence, but no novel to hash.
pub const PASSWORD_MAX: usize = 128;
/// Characters looked at before normalising, so that nobody keeps the server busy with megabytes; far more than
/// [`PASSWORD_MAX`] however they are composed.
const TYPED_MAX: usize = 2_048;
/// Fewer different characters than this are a pattern, not a password.
const DIFFERENT_MIN: usize = 5;

/// The password as it is hashed: NFC, because keyboards differ in how they compose the same character. Nothing is
/// trimmed: spaces are part of a pass phrase.
#[must_use]
pub fn normalise(typed: &str) -> String {
    typed.chars().take(TYPED_MAX).nfc().collect()
}

/// Checks a normalised password somebody chose for the account with this login name.
///
/// # Errors
/// `password_length`, `password_common`.
pub fn check(password: &str, login: &str) -> Result<(), Failure> {
    if !(PASSWORD_MIN..=PASSWORD_MAX).contains(&code_points(password)) {
        let reason = format!(
            "密碼須為 {PASSWORD_MIN} 至 {PASSWORD_MAX} 個字，可用中文或一整句話。密碼尚未設定，請換一個再試。"
        );
        return Err(Failure::invalid("password_length", "the password is too short or too long", &reason));
    }
    if is_guessable(password, login) {
        let reason = "這個密碼太容易被猜到（常見密碼、重複字元或包含帳號）。密碼尚未設定，請換一個再試。";
        return Err(Failure::invalid("password_common", "the password is easily guessed", reason));
    }
    Ok(())
}

fn is_guessable(password: &str, login: &str) -> bool {
    let folded = password.to_lowercase();
    let mut different: Vec<char> = folded.chars().collect();
    different.sort_unstable();
    different.dedup();
    let login = login_name::key(login);
    different.len() < DIFFERENT_MIN
        || (!login.is_empty() && folded.contains(&login))
        || is_made_of_common(&folded)
}

/// Whether nothing but digits and signs is left when the common words are taken out, from the left, longest first.
fn is_made_of_common(folded: &str) -> bool {
    let mut rest = folded;
    let mut found = false;
    while let Some(first) = rest.chars().next() {
        let word = COMMON.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len());
        rest = match word {
            Some(word) => {
                found = true;
                &rest[word.len()..]
            }
            None if first.is_alphabetic() => return false,
            None => &rest[first.len_utf8()..],
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_passwords_may_be_chosen() {
        let long = "長".repeat(129);
        let cases = [
            ("", "password_length"),
            ("elevenchars", "password_length"),
            ("𤧟𤧟𤧟𤧟", "password_length"),
            (long.as_str(), "password_length"),
            ("aaaaaaaaaaaa", "password_common"),
            ("password1234", "password_common"),
            ("Password!!2026", "password_common"),
            ("123456789012", "password_common"),
            ("qwertyqwerty", "password_common"),
            ("我愛你我愛你taiwan12", "password_common"),
            ("my name is Hai-Feng.1", "password_common"),
            ("correct horse battery", ""),
            ("早上八點半在海豐國小三樓簽到", ""),
            ("passwordless lunches", ""),
            ("7391 0284 6655", ""),
        ];
        for (password, code) in cases {
            let refused = check(&normalise(password), "hai-feng.1").err().map(|f| f.body.code);
            assert_eq!(refused.unwrap_or_default(), code, "{password}");
        }
    }

    #[test]
    fn the_same_characters_composed_differently_are_the_same_password() {
        assert_eq!(normalise("re\u{301}sume\u{301} of a day"), normalise("résumé of a day"));
        assert_ne!(normalise(" a pass phrase"), normalise("a pass phrase"), "spaces count");
    }
}

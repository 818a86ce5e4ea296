//! The steps of the first login.

use crate::i18n::{Locale, account::first_login as text};

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One-time code and password.
    Password,
    /// Authenticator app or passkey.
    Bind,
    /// Recovery codes.
    Codes,
    /// The password was reset, the app is still bound: the ordinary login is next.
    ToLogin,
}

/// Steps a person sees.
const STEPS: usize = 3;

impl Step {
    /// 「第 1 步，共 3 步：設定密碼」
    #[must_use]
    pub fn words(self, locale: Locale) -> String {
        let (number, name) = match self {
            Self::Password | Self::ToLogin => (1, text::step_password(locale)),
            Self::Bind => (2, text::step_bind(locale)),
            Self::Codes => (3, text::step_codes(locale)),
        };
        text::step_of(locale, number, STEPS, &name)
    }
}

/// Symbols of a one-time code.
const CODE_SYMBOLS: usize = 12;

/// Whether a code can be one at all; the server knows the rest.
#[must_use]
pub fn plausible(typed: &str) -> bool {
    typed.chars().filter(|c| c.is_alphanumeric()).count() == CODE_SYMBOLS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_as_people_type_them() {
        for typed in ["ABCD-EFGH-2345", "abcd efgh 2345", " ABCDEFGH2345 "] {
            assert!(plausible(typed), "{typed}");
        }
        for typed in ["", "ABCD-EFGH", "ABCD-EFGH-2345-6789"] {
            assert!(!plausible(typed), "{typed}");
        }
    }

    #[test]
    fn each_step_says_how_far_it_is() {
        assert_eq!(Step::Bind.words(Locale::Zh), "第 2 步，共 3 步：綁定雙因子");
        assert_eq!(Step::Codes.words(Locale::En), "Step 3 of 3: Keep the recovery codes");
    }
}

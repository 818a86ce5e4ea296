//! Checks and words of the enrolment page.

use yanxi_protocol::api::DeviceSelf;

use crate::{
    i18n::{Locale, enrol as text},
    view::ranges::ranges,
};

/// Characters of a one-time code.
const CODE_CHARACTERS: usize = 8;

/// The code without what does not matter: spaces, dashes, case.
#[must_use]
pub fn tidy_code(typed: &str) -> String {
    typed.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase()
}

/// Whether the code can be one at all; the server knows the rest.
#[must_use]
pub fn plausible(typed: &str) -> bool {
    tidy_code(typed).chars().count() == CODE_CHARACTERS
}

/// What the server has of the device this one replaces (T-43).
#[must_use]
pub fn replaced(locale: Locale, known: &DeviceSelf) -> String {
    if known.missing.is_empty() {
        text::replaced(locale, &known.device.name, known.held)
    } else {
        text::replaced_missing(locale, &known.device.name, known.held, &ranges(locale, &known.missing))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::ids::DeviceId;
    use yanxi_protocol::api::DeviceIdentity;

    use super::*;

    #[test]
    fn case_spaces_and_dashes_do_not_matter() {
        assert_eq!(tidy_code(" abcd-efgh "), "ABCDEFGH");
        assert!(plausible("abcd efgh"));
        assert!(!plausible("abcd"));
    }

    #[test]
    fn a_replacement_names_what_is_missing() {
        let device =
            DeviceIdentity { id: DeviceId(Uuid::from_u128(1)), name: "平板B".into(), sessions: Vec::new() };
        let mut known = DeviceSelf { device, held: 21, head: 24, missing: vec![(22, 22), (24, 26)] };
        assert_eq!(
            replaced(Locale::Zh, &known),
            "接替「平板B」：伺服器已有它的 21 筆，缺少第 22、24–26 筆，請以紙本補登。"
        );
        known.missing.clear();
        assert!(replaced(Locale::Zh, &known).contains("沒有缺號"));
    }
}

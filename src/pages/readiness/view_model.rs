//! The lines of 行前檢查 in words.

use yanxi_protocol::docs::CheckLight;

use crate::{
    components::Tone,
    i18n::{Locale, readiness as text},
    view::difference::clock_is,
};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is checked.
    pub name: String,
    /// What was found, and what to do.
    pub found: String,
    /// Light.
    pub light: CheckLight,
}

/// Shape and colour of a light.
#[must_use]
pub const fn tone(light: CheckLight) -> Tone {
    match light {
        CheckLight::Green => Tone::Ok,
        CheckLight::Amber => Tone::Wait,
        CheckLight::Red => Tone::Stop,
    }
}

/// Word of a light.
#[must_use]
pub fn light_word(locale: Locale, light: CheckLight) -> String {
    match light {
        CheckLight::Green => text::green(locale),
        CheckLight::Amber => text::amber(locale),
        CheckLight::Red => text::red(locale),
    }
}

/// A check in words; an unknown key shows its machine words rather than nothing.
#[must_use]
pub fn line(locale: Locale, key: &str, light: CheckLight, detail: &str) -> Line {
    let (first, second) = detail.split_once(' ').unwrap_or((detail, ""));
    let (name, found) = match key {
        "shell" => (
            text::shell(locale),
            if detail == "cached" { text::shell_cached(locale) } else { text::shell_not_cached(locale) },
        ),
        "persist" => (
            text::persist(locale),
            match detail {
                "granted" => text::persist_granted(locale),
                "denied" => text::persist_denied(locale),
                _ => text::persist_unknown(locale),
            },
        ),
        "private" => (
            text::private(locale),
            if light == CheckLight::Green {
                text::private_ok(locale)
            } else {
                text::private_suspected(locale)
            },
        ),
        "roster" => (
            text::roster(locale),
            if detail == "missing" {
                text::roster_missing(locale)
            } else if second == "0" {
                text::roster_now(locale, first)
            } else {
                text::roster_ok(locale, first, second)
            },
        ),
        "clock" => (
            text::clock(locale),
            detail.parse().map_or_else(
                |_| text::clock_unknown(locale),
                |ms| text::clock_off(locale, &clock_is(locale, ms)),
            ),
        ),
        "write" => (
            text::write(locale),
            if detail == "ok" { text::write_ok(locale) } else { text::write_failed(locale, detail) },
        ),
        "space" => (
            text::space(locale),
            if detail == "unknown" { text::space_unknown(locale) } else { text::space_ok(locale, detail) },
        ),
        "battery" => (
            text::battery(locale),
            match second {
                "charging" => text::battery_charging(locale, first),
                "battery" => text::battery_draining(locale, first),
                _ => text::battery_unknown(locale),
            },
        ),
        "operator" => (
            text::operator(locale),
            match (first, second) {
                ("0", _) => text::operator_none(locale),
                (n, "unlocked") => text::operator_unlocked(locale, n),
                (n, _) => text::operator_locked(locale, n),
            },
        ),
        "paper" => (
            text::paper(locale),
            if detail == "confirmed" { text::paper_yes(locale) } else { text::paper_no(locale) },
        ),
        "single_tab" => (
            text::single_tab(locale),
            if detail == "writer" { text::single_tab_ok(locale) } else { text::single_tab_other(locale) },
        ),
        other => (other.to_owned(), detail.to_owned()),
    };
    Line { name, found, light }
}

/// The whole in one sentence.
#[must_use]
pub fn summary(locale: Locale, lights: impl Iterator<Item = CheckLight>) -> (Tone, String) {
    let (mut red, mut amber) = (0, 0);
    for light in lights {
        match light {
            CheckLight::Red => red += 1,
            CheckLight::Amber => amber += 1,
            CheckLight::Green => {}
        }
    }
    match (red, amber) {
        (0, 0) => (Tone::Ok, text::all_green(locale)),
        (0, amber) => (Tone::Wait, text::some_amber(locale, amber)),
        (red, _) => (Tone::Stop, text::some_red(locale, red)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_of_the_list_has_words_in_both_languages() {
        let cases = [
            ("shell", "cached"),
            ("persist", "denied"),
            ("private", "10240"),
            ("roster", "60 12"),
            ("clock", "400"),
            ("write", "ok"),
            ("space", "10240"),
            ("battery", "82 charging"),
            ("operator", "2 unlocked"),
            ("paper", "not_confirmed"),
            ("single_tab", "writer"),
        ];
        for (key, detail) in cases {
            for locale in [Locale::Zh, Locale::En] {
                let line = line(locale, key, CheckLight::Green, detail);
                assert!(line.name != key && !line.found.is_empty() && line.found != detail, "{key}");
            }
        }
    }

    #[test]
    fn clocks_read_like_a_person_would_say_it() {
        assert_eq!(line(Locale::Zh, "clock", CheckLight::Green, "-1100").found, "此裝置快 1.1 秒");
        assert_eq!(line(Locale::Zh, "clock", CheckLight::Amber, "2820000").found, "此裝置慢 47 分 0 秒");
        assert!(line(Locale::Zh, "clock", CheckLight::Red, "unknown").found.contains("對時"));
        assert_eq!(line(Locale::Zh, "clock", CheckLight::Green, "-40").found, "此裝置準確");
    }

    #[test]
    fn one_red_line_decides_the_summary() {
        use CheckLight::{Amber, Green, Red};
        assert_eq!(summary(Locale::Zh, [Green, Green].into_iter()).0, Tone::Ok);
        assert_eq!(summary(Locale::Zh, [Green, Amber].into_iter()).0, Tone::Wait);
        assert_eq!(summary(Locale::Zh, [Red, Amber].into_iter()).0, Tone::Stop);
    }
}

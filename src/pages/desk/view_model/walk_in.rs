//! 現場報名: what the form needs, and whether the person belongs here.

use yanxi_domain::{
    course::Eligibility,
    org::{School, SchoolLevel},
    text::{NAME_MAX, NameError, code_points, valid_name},
};
use yanxi_protocol::docs::CountySchools;

use crate::i18n::{Locale, desk as text};

/// Most characters of a title.
const TITLE_MAX: usize = 30;

/// Version of the privacy notice on the form (`desk::privacy_short`), stored with everybody it was shown to (V-02).
/// Whoever changes the text changes this.
pub const NOTICE_VERSION: &str = "現場 2026-11";

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// County code; empty: not chosen.
    pub county: String,
    /// School as typed or chosen.
    pub school_name: String,
    /// School, if found in the directory.
    pub school: Option<School>,
    /// 職稱
    pub title: String,
    /// 姓名
    pub name: String,
    /// Why somebody outside the eligibility is let in.
    pub reason: String,
    /// A reason is needed.
    pub reason_needed: bool,
}

/// What is wrong with each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// School.
    pub school: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Reason.
    pub reason: Option<String>,
}

impl Problems {
    /// Nothing is wrong.
    #[must_use]
    pub const fn none(&self) -> bool {
        self.school.is_none() && self.title.is_none() && self.name.is_none() && self.reason.is_none()
    }
}

/// Checks the form. Nothing is refused that could be a real person.
#[must_use]
pub fn check(locale: Locale, form: &Form) -> Problems {
    let title = form.title.trim();
    Problems {
        school: form.school_name.trim().is_empty().then(|| text::school_missing(locale)),
        title: if title.is_empty() {
            Some(text::title_missing(locale))
        } else {
            (code_points(title) > TITLE_MAX).then(|| text::too_long(locale, TITLE_MAX))
        },
        name: valid_name(&form.name).err().map(|error| match error {
            NameError::TooShort => text::name_too_short(locale),
            NameError::TooLong => text::too_long(locale, NAME_MAX),
            NameError::BadCharacter(c) => text::name_bad_character(locale, c),
        }),
        reason: (form.reason_needed && form.reason.trim().is_empty()).then(|| text::reason_missing(locale)),
    }
}

/// Whether somebody of this county and school may take part. What is not known is not held against anybody, but it
/// is not taken for granted either: an unknown school in a chosen county is judged by the county.
#[must_use]
pub fn eligible(rule: &Eligibility, county: &str, level: Option<SchoolLevel>) -> bool {
    let county_fits = rule.counties.is_empty()
        || rule.cross_region
        || county.is_empty()
        || rule.counties.iter().any(|c| c == county);
    let level_fits = rule.levels.is_empty() || level.is_none_or(|level| rule.levels.contains(&level));
    county_fits && level_fits
}

/// 「屏東縣」, or several.
#[must_use]
pub fn county_names(rule: &Eligibility, counties: &[CountySchools]) -> String {
    let name = |code: &String| {
        counties
            .iter()
            .find(|one| one.county.code == *code)
            .map_or_else(|| code.clone(), |one| one.county.name.clone())
    };
    rule.counties.iter().map(name).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::view_model::schools::samples::counties;

    fn rule() -> Eligibility {
        Eligibility {
            counties: vec!["pif".into()],
            levels: vec![SchoolLevel::Elementary, SchoolLevel::JuniorHigh],
            cross_region: false,
        }
    }

    #[test]
    fn a_teacher_of_another_county_needs_a_reason_but_is_not_refused() {
        assert!(!eligible(&rule(), "khh", Some(SchoolLevel::Elementary)));
        assert!(eligible(&rule(), "pif", Some(SchoolLevel::JuniorHigh)));
        assert!(!eligible(&rule(), "pif", Some(SchoolLevel::Office)));
        assert!(eligible(&Eligibility { cross_region: true, ..rule() }, "khh", None));
        assert!(eligible(&Eligibility::default(), "khh", None));
        let form = Form {
            county: "khh".into(),
            school_name: "海豐國小".into(),
            title: "教師".into(),
            name: "林美玉".into(),
            reason_needed: true,
            ..Form::default()
        };
        assert!(check(Locale::Zh, &form).reason.is_some());
        assert!(check(Locale::Zh, &Form { reason: "跨區支援".into(), ..form }).none());
    }

    #[test]
    fn an_empty_form_names_every_missing_field() {
        let problems = check(Locale::Zh, &Form::default());
        assert!(problems.school.is_some() && problems.title.is_some() && problems.name.is_some());
        assert!(problems.reason.is_none());
    }

    #[test]
    fn rare_and_indigenous_names_pass() {
        for name in ["王𤧟", "瓦歷斯．諾幹", "Falah Kacaw"] {
            let form = Form {
                school_name: "泰武國小".into(),
                title: "教師".into(),
                name: name.into(),
                ..Form::default()
            };
            assert!(check(Locale::Zh, &form).none(), "{name}");
        }
    }

    #[test]
    fn the_warning_names_the_counties() {
        assert_eq!(county_names(&rule(), &counties()), "屏東縣");
    }
}

//! Devices of a course as cards: state, last contact, gaps, readiness (U-A5, U-H2). Pure.

use std::collections::HashMap;

use yanxi_domain::{
    course::Session,
    device::{DeviceState, DeviceStatus},
    ids::{AccountId, DeviceId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    api::CrewMember,
    docs::{CheckLight, Readiness},
};

use crate::{
    components::{Choice, Tone},
    i18n::{
        Locale,
        office::{self, devices as text},
    },
    view::{difference::clock_is, ranges::ranges, when},
};

/// One device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCard {
    /// Identity.
    pub id: DeviceId,
    /// 平板A
    pub name: String,
    /// State with its shape.
    pub state: String,
    /// Tone of the state.
    pub tone: Tone,
    /// May be replaced or reported as lost.
    pub active: bool,
    /// Sessions it is for.
    pub sessions: Vec<SessionId>,
    /// Lines of fact: sessions, last contact, unsent, gaps, clock, version, successor.
    pub facts: Vec<String>,
    /// Readiness check, if it was run.
    pub readiness: Option<ReadinessView>,
}

/// 行前檢查 of one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadinessView {
    /// When.
    pub at: String,
    /// Worst light of all.
    pub worst: CheckLight,
    /// One line per session: roster version and people.
    pub rosters: Vec<String>,
    /// (check, light).
    pub checks: Vec<(String, CheckLight)>,
}

/// Cards by name. Not by state: a card must not move while somebody has a dialog open on it.
#[must_use]
pub fn cards(
    locale: Locale,
    devices: &[DeviceStatus],
    readiness: &[Readiness],
    sessions: &[Session],
) -> Vec<DeviceCard> {
    let mut sorted: Vec<&DeviceStatus> = devices.iter().collect();
    sorted.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    let card = |device: &DeviceStatus| DeviceCard {
        id: device.id,
        name: device.name.clone(),
        state: state(locale, device.state),
        tone: match device.state {
            DeviceState::Active => Tone::Ok,
            DeviceState::Lost => Tone::Stop,
            DeviceState::Retired => Tone::Neutral,
        },
        active: device.state == DeviceState::Active,
        sessions: device.sessions.clone(),
        facts: facts(locale, device, devices, sessions),
        readiness: readiness
            .iter()
            .filter(|check| check.device == device.id)
            .max_by_key(|check| check.at)
            .map(|check| readiness_view(locale, check, sessions)),
    };
    sorted.into_iter().map(card).collect()
}

/// State with its shape, so that colour never stands alone.
#[must_use]
pub fn state(locale: Locale, state: DeviceState) -> String {
    match state {
        DeviceState::Active => text::state_active(locale),
        DeviceState::Lost => text::state_lost(locale),
        DeviceState::Retired => text::state_retired(locale),
    }
}

/// Minutes and seconds a code is still valid; `None`: expired.
#[must_use]
pub fn countdown(expires: Timestamp, now: Timestamp) -> Option<(i64, i64)> {
    const SECOND_MS: i64 = 1000;
    let left_ms = expires.since(now);
    // Rounded up: a code that still works never reads 0:00.
    let left_s = (left_ms + SECOND_MS - 1).div_euclid(SECOND_MS);
    (left_ms > 0).then_some((left_s / 60, left_s % 60))
}

/// A code as it is read out: two groups of four.
#[must_use]
pub fn spaced_code(code: &str) -> String {
    const GROUP: usize = 4;
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// People to choose from: whoever works in the course, and who was found; each once, by name.
#[must_use]
pub fn choices(
    accounts: &HashMap<AccountId, String>,
    crew: &[CrewMember],
    found: &[CrewMember],
) -> Vec<Choice> {
    let mut names = accounts.clone();
    // Where somebody is from tells two of one name apart.
    let named = |one: &CrewMember| {
        let parts = [&one.name, &one.organisation_name, &one.title];
        parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
    };
    names.extend(found.iter().map(|one| (one.account, named(one))));
    names.extend(crew.iter().map(|one| (one.account, one.name.clone())));
    let mut choices: Vec<Choice> =
        names.into_iter().map(|(id, label)| Choice { key: id.to_string(), label }).collect();
    choices.sort_by(|a, b| (&a.label, &a.key).cmp(&(&b.label, &b.key)));
    choices
}

/// What is wrong with a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinProblem {
    /// Not four to eight digits.
    Invalid,
    /// One digit repeated or a plain sequence.
    Easy,
}

/// Checks a PIN before it is sent.
///
/// # Errors
/// See [`PinProblem`].
pub fn check_pin(pin: &str) -> Result<(), PinProblem> {
    let digits: Vec<i32> =
        pin.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| i32::try_from(d).ok()).collect();
    if digits.len() != pin.chars().count() || !(4..=8).contains(&digits.len()) {
        return Err(PinProblem::Invalid);
    }
    let steps: Vec<i32> = digits.windows(2).map(|pair| pair[1] - pair[0]).collect();
    if [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step)) { Err(PinProblem::Easy) } else { Ok(()) }
}

fn facts(locale: Locale, device: &DeviceStatus, all: &[DeviceStatus], sessions: &[Session]) -> Vec<String> {
    let mut numbers: Vec<u8> =
        sessions.iter().filter(|session| device.sessions.contains(&session.id)).map(|s| s.number).collect();
    numbers.sort_unstable();
    let names: Vec<String> = numbers.into_iter().map(|number| when::session_no(locale, number)).collect();
    let successor = device.replaced_by.and_then(|by| all.iter().find(|other| other.id == by));
    let mut facts = vec![
        text::for_sessions(locale, &names.join(&office::list_separator(locale))),
        match device.last_seen {
            Some(time) => text::last_seen(locale, &when::stamp(time)),
            None => text::never_seen(locale),
        },
    ];
    if device.unsent > 0 {
        facts.push(text::unsent(locale, device.unsent));
    }
    if !device.missing.is_empty() {
        facts.push(text::missing(locale, &ranges(locale, &device.missing)));
    }
    facts.push(match device.clock_offset_ms {
        Some(ms) => text::clock(locale, &clock_is(locale, ms)),
        None => text::clock_unknown(locale),
    });
    if !device.app_version.is_empty() {
        facts.push(text::version(locale, &device.app_version));
    }
    facts.extend(successor.map(|next| text::replaced_by(locale, &next.name)));
    facts
}

fn readiness_view(locale: Locale, check: &Readiness, sessions: &[Session]) -> ReadinessView {
    let named =
        |id: &SessionId| sessions.iter().find(|s| s.id == *id).map(|s| when::session_no(locale, s.number));
    let roster = |(session, at, people): &(SessionId, Timestamp, u32)| {
        Some(text::readiness_roster(locale, &named(session)?, &when::stamp(*at), *people))
    };
    ReadinessView {
        at: text::readiness_at(locale, &when::stamp(check.at)),
        worst: worst(&check.checks),
        rosters: check.rosters.iter().filter_map(roster).collect(),
        checks: check.checks.iter().map(|(key, light, _)| (text::check(locale, key), *light)).collect(),
    }
}

/// Worst light of a check; a check without lines proves nothing and is red.
#[must_use]
pub fn worst(checks: &[(String, CheckLight, String)]) -> CheckLight {
    let any = |light| checks.iter().any(|(_, one, _)| *one == light);
    if checks.is_empty() || any(CheckLight::Red) {
        CheckLight::Red
    } else if any(CheckLight::Amber) {
        CheckLight::Amber
    } else {
        CheckLight::Green
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_found_joins_the_choice_once_and_says_where_from() {
        let id = |n| AccountId(uuid::Uuid::from_u128(n));
        let member = |n, name: &str| CrewMember {
            account: id(n),
            name: name.into(),
            title: "教師".into(),
            organisation_name: "海風國小".into(),
            active: true,
            has_pin: false,
        };
        let accounts = HashMap::from([(id(1), "李承辦".to_owned()), (id(2), "王簽到".to_owned())]);
        let all = choices(&accounts, &[member(2, "王簽到")], &[member(3, "何組長")]);
        let labels: Vec<&str> = all.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, ["何組長 海風國小 教師", "李承辦", "王簽到"]);
    }

    #[test]
    fn a_code_counts_down_and_never_reads_zero_while_it_works() {
        let expires = Timestamp(600_000);
        assert_eq!(countdown(expires, Timestamp(0)), Some((10, 0)));
        assert_eq!(countdown(expires, Timestamp(599_001)), Some((0, 1)));
        assert_eq!(countdown(expires, Timestamp(600_000)), None);
    }

    #[test]
    fn a_code_is_read_out_in_groups() {
        assert_eq!(spaced_code("ABCD2345"), "ABCD 2345");
    }

    #[test]
    fn pins_are_digits_and_not_the_obvious_ones() {
        assert_eq!(check_pin("2580"), Ok(()));
        assert_eq!(check_pin("12a4"), Err(PinProblem::Invalid));
        assert_eq!(check_pin("123"), Err(PinProblem::Invalid));
        assert_eq!(check_pin("135792468"), Err(PinProblem::Invalid));
        for easy in ["1111", "1234", "87654"] {
            assert_eq!(check_pin(easy), Err(PinProblem::Easy), "{easy}");
        }
    }

    #[test]
    fn one_red_line_makes_the_whole_check_red_and_an_empty_check_is_not_green() {
        let line = |light| (String::from("clock"), light, String::new());
        assert_eq!(worst(&[line(CheckLight::Green), line(CheckLight::Amber)]), CheckLight::Amber);
        assert_eq!(worst(&[line(CheckLight::Amber), line(CheckLight::Red)]), CheckLight::Red);
        assert_eq!(worst(&[]), CheckLight::Red);
    }

    #[test]
    fn a_card_keeps_its_place_when_its_device_is_lost() {
        use crate::view::fixtures::{TABLET_A, TABLET_B, device};
        let mut devices = [device(TABLET_B, "平板B"), device(TABLET_A, "平板A")];
        let order = |devices: &[DeviceStatus]| {
            cards(Locale::Zh, devices, &[], &[]).into_iter().map(|card| card.id).collect::<Vec<_>>()
        };
        assert_eq!(order(&devices), [TABLET_A, TABLET_B]);
        devices[1].state = DeviceState::Lost;
        assert_eq!(order(&devices), [TABLET_A, TABLET_B]);
    }
}

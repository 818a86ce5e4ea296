//! Numbers and bar of one period: what is known of who is here, and what cannot be known because a device has not
//! reported (U-A6, T-28). Pure.

use yanxi_domain::{
    attendance::Outcome,
    course::Period,
    evaluate::evaluate,
    event::Subject,
    facts::Facts,
    finality::finality,
    headcount::{UnknownDevice, headcount},
    roster::RegistrationState,
    time::{MINUTE_MS, Timestamp},
};

use super::when;
use crate::{
    components::{Fill, Part},
    i18n::{
        Locale,
        office::{self, board as text},
    },
};

/// A device that made contact this recently and had nothing unsent then is reporting.
const SILENT_AFTER_MS: i64 = 10 * MINUTE_MS;

/// Numbers and bar of one period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodBoard {
    /// 「上午 09:00–12:00」
    pub heading: String,
    /// (word, number, whether it is what cannot be known).
    pub counts: Vec<(String, u32, bool)>,
    /// Parts of the bar.
    pub parts: Vec<Part>,
    /// 「平板B 未回報，無法判定未到。」
    pub unknown: Option<String>,
    /// One line for each silent device.
    pub unknown_devices: Vec<String>,
    /// First sign-ins in order of time.
    pub arrivals: Vec<Timestamp>,
    /// Start of the period, for the mark on the curve.
    pub start: Timestamp,
}

/// Board of every period.
#[must_use]
pub fn periods(locale: Locale, facts: &Facts) -> Vec<PeriodBoard> {
    let outcomes = evaluate(facts);
    facts.session.periods.iter().map(|period| board(locale, facts, period, &outcomes)).collect()
}

fn board(locale: Locale, facts: &Facts, period: &Period, outcomes: &[Outcome]) -> PeriodBoard {
    let count = headcount(facts, period.id);
    let is_final = finality(facts, period).is_final();
    let over = facts.now >= period.end;
    let silent: Vec<&UnknownDevice> = if is_final || facts.now < period.signin_opens(&facts.session.params) {
        Vec::new()
    } else {
        count.unknown_devices.iter().filter(|device| over || is_silent(device, facts.now)).collect()
    };
    let missing = missing(facts, period, outcomes);
    let unknown = if silent.is_empty() { 0 } else { missing };
    let parts = vec![
        if over {
            Part {
                label: text::bar_no_sign_out(locale, count.still_in),
                value: count.still_in,
                fill: Fill::Wait,
            }
        } else {
            Part { label: text::bar_in(locale, count.still_in), value: count.still_in, fill: Fill::Ok }
        },
        Part { label: text::bar_out(locale, count.signed_out), value: count.signed_out, fill: Fill::Accent },
        if unknown > 0 {
            Part { label: text::bar_unknown(locale, unknown), value: unknown, fill: Fill::Unknown }
        } else if is_final {
            Part { label: text::bar_no_show(locale, missing), value: missing, fill: Fill::None }
        } else {
            Part { label: text::bar_expected(locale, missing), value: missing, fill: Fill::None }
        },
    ];
    let names: Vec<&str> = silent.iter().map(|device| device.name.as_str()).collect();
    let mut arrivals: Vec<Timestamp> = outcomes
        .iter()
        .filter(|o| o.period == period.id)
        .filter_map(|o| o.first_in.map(|p| p.time))
        .collect();
    arrivals.sort_unstable();
    PeriodBoard {
        heading: when::period(locale, period),
        counts: vec![
            (text::count_expected(locale), count.expected, false),
            (text::count_in(locale), count.signed_in, false),
            (text::count_joined(locale), count.joined, false),
            (text::count_out(locale), count.signed_out, false),
            (text::count_still_in(locale), count.still_in, false),
            (text::count_unknown(locale), unknown, true),
        ],
        parts,
        unknown: (!names.is_empty())
            .then(|| text::unknown_because(locale, &names.join(&office::list_separator(locale)))),
        unknown_devices: silent.into_iter().map(|device| silent_line(locale, device)).collect(),
        arrivals,
        start: period.start,
    }
}

/// Admitted people nobody here has seen.
fn missing(facts: &Facts, period: &Period, outcomes: &[Outcome]) -> u32 {
    let admitted = |subject: Subject| {
        facts.roster.iter().any(|entry| {
            Subject::Registration(entry.id) == subject && entry.state == RegistrationState::Admitted
        })
    };
    let unseen = |outcome: &&Outcome| {
        outcome.period == period.id
            && outcome.first_in.is_none()
            && outcome.last_out.is_none()
            && admitted(outcome.subject)
    };
    u32::try_from(outcomes.iter().filter(unseen).count()).unwrap_or(u32::MAX)
}

fn is_silent(device: &UnknownDevice, now: Timestamp) -> bool {
    device.unsent > 0 || device.last_seen.is_none_or(|seen| now.since(seen) > SILENT_AFTER_MS)
}

fn silent_line(locale: Locale, device: &UnknownDevice) -> String {
    text::unknown_detail(locale, &device.name, device.unsent, &when::stamp_or_none(locale, device.last_seen))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use yanxi_domain::{device::DeviceStatus, event::EventKind};

    use super::*;
    use crate::view::fixtures::{self, Day, TABLET_A, TABLET_B, at};

    fn of(day: &Day, devices: &[DeviceStatus], now: &str) -> PeriodBoard {
        day.ask(devices, &[], now, |facts, _| periods(Locale::Zh, facts).remove(0))
    }

    fn numbers(board: &PeriodBoard) -> HashMap<&str, u32> {
        board.counts.iter().map(|(word, number, _)| (word.as_str(), *number)).collect()
    }

    fn seen(device: yanxi_domain::ids::DeviceId, name: &str, last_seen: &str, unsent: u64) -> DeviceStatus {
        DeviceStatus { last_seen: Some(at(last_seen)), unsent, ..fixtures::device(device, name) }
    }

    #[test]
    fn a_silent_device_makes_the_rest_unknown_and_is_named() {
        let mut day = Day::default();
        day.sign_in(1, "08:41:05");
        let devices = [seen(TABLET_A, "平板A", "10:14:00", 0), seen(TABLET_B, "平板B", "08:52:00", 0)];
        let board = of(&day, &devices, "10:15:00");
        let numbers = numbers(&board);
        assert_eq!((numbers["應到"], numbers["已簽到"], numbers["未知"]), (3, 1, 2));
        assert_eq!(board.unknown.as_deref(), Some("平板B 未回報，無法判定未到。"));
        assert_eq!(board.unknown_devices, ["平板B：最後回報 08/05 08:52，當時未上傳 0 筆"]);
        assert!(board.parts.iter().all(|part| part.fill != Fill::None), "nothing is shown as merely missing");
    }

    #[test]
    fn while_every_device_reports_the_rest_is_expected_and_nobody_absent() {
        let mut day = Day::default();
        day.sign_in(1, "08:41:05");
        let board = of(&day, &[seen(TABLET_A, "平板A", "08:44:00", 0)], "08:45:00");
        assert_eq!(numbers(&board)["未知"], 0);
        assert_eq!(board.unknown, None);
        assert_eq!(board.parts[2].label, "尚未簽到 2 人");
    }

    #[test]
    fn what_a_device_said_it_has_not_sent_is_unknown_even_if_it_was_just_here() {
        let board = of(&Day::default(), &[seen(TABLET_A, "平板A", "08:44:00", 12)], "08:45:00");
        assert_eq!(numbers(&board)["未知"], 3);
        assert_eq!(board.unknown_devices, ["平板A：最後回報 08/05 08:44，當時未上傳 12 筆"]);
    }

    #[test]
    fn only_a_final_period_speaks_of_no_shows() {
        let mut day = Day::default();
        day.sign_in(1, "08:41:05");
        day.sign_out(1, "12:01:00");
        day.write(TABLET_A, "12:15:00", None, EventKind::EndOfSession { last_seq: 3 });
        let device = DeviceStatus { head: 3, ..seen(TABLET_A, "平板A", "12:15:00", 0) };
        let board = of(&day, &[device], "13:30:00");
        assert_eq!(board.parts[2].label, "未出席 2 人");
        assert_eq!(board.arrivals, [at("08:41:05")]);
    }

    #[test]
    fn before_the_window_opens_nothing_is_unknown() {
        let board = of(&Day::default(), &[fixtures::device(TABLET_A, "平板A")], "07:30:00");
        assert_eq!(numbers(&board)["未知"], 0);
    }
}

//! The lists below the numbers of the live board: walk-ins and events kept aside (U-A6). Pure.

use yanxi_domain::{
    evaluate::drafts_matched,
    event::{EventKind, Subject},
    facts::Facts,
    finality::{Finality, finality},
    settle::settle,
    time::Timestamp,
};
use yanxi_protocol::docs::QuarantinedEvent;

use crate::{
    i18n::{
        Locale,
        office::{board as text, events, status},
    },
    view::{people::Directory, when},
};

/// A walk-in of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkInLine {
    /// Who.
    pub name: String,
    /// School.
    pub school: String,
    /// 職稱
    pub title: String,
    /// First sign-in.
    pub time: String,
    /// What has become of it.
    pub state: String,
    /// Nobody has decided yet.
    pub open: bool,
}

/// An event kept aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuarantineLine {
    /// When the server received it.
    pub received: String,
    /// Device.
    pub device: String,
    /// Why, in words.
    pub reason: String,
    /// As sent.
    pub raw: String,
}

/// Walk-ins in order of arrival.
#[must_use]
pub fn walk_ins(locale: Locale, facts: &Facts, people: &Directory) -> Vec<WalkInLine> {
    let matched = drafts_matched(facts);
    let settled = settle(facts);
    let mut lines: Vec<(Timestamp, WalkInLine)> = Vec::new();
    for subject in facts.log.subjects() {
        let Subject::Draft(draft) = subject else { continue };
        let first = facts.log.history(subject).into_iter().find(|received| {
            !matches!(received.event.kind, EventKind::Void { .. }) && !facts.log.is_voided(received.event.id)
        });
        let Some(first) = first else { continue };
        let who = people.get(locale, subject);
        let time = facts.log.effective_time(first);
        let decided =
            settled.iter().filter(|s| s.outcome.subject == subject).find_map(|s| s.determination.as_ref());
        let open = !matched.contains_key(&draft) && decided.is_none();
        let state = match decided {
            Some(determination) => status::decision(locale, determination.decision),
            None if open => text::walk_in_open(locale),
            None => text::walk_in_matched(locale),
        };
        let line = WalkInLine {
            name: who.name,
            school: who.school,
            title: who.title,
            time: time.taipei_hhmm(),
            state,
            open,
        };
        lines.push((time, line));
    }
    lines.sort_by_key(|(time, _)| *time);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Events kept aside that may belong to this session: those of its devices, and those of no known device.
#[must_use]
pub fn quarantined(locale: Locale, facts: &Facts, events: &[QuarantinedEvent]) -> Vec<QuarantineLine> {
    let device =
        |event: &QuarantinedEvent| facts.devices.iter().find(|device| Some(device.id) == event.device);
    let here = |event: &&QuarantinedEvent| {
        device(event).is_none_or(|device| device.sessions.contains(&facts.session.id))
    };
    let line = |event: &QuarantinedEvent| QuarantineLine {
        received: when::stamp(event.received_at),
        device: device(event).map_or_else(|| events::an_event(locale), |device| device.name.clone()),
        reason: text::quarantine(locale, event.reason),
        raw: event.raw.clone(),
    };
    events.iter().filter(here).map(line).collect()
}

/// Whether every device has reported everything, or there is none.
#[must_use]
pub fn all_reported(facts: &Facts) -> bool {
    facts.session.periods.iter().all(|period| finality(facts, period) == Finality::Final)
}

#[cfg(test)]
mod tests {
    use yanxi_domain::ids::{DeviceId, EventId};
    use yanxi_protocol::sync::Quarantine;

    use super::*;
    use crate::view::fixtures::{self, Day, TABLET_A, at};

    fn with_facts<T>(day: &Day, compute: impl FnOnce(&Facts, &Directory) -> T) -> T {
        day.ask(&[fixtures::device(TABLET_A, "平板A")], &[], "13:30:00", compute)
    }

    #[test]
    fn walk_ins_are_open_until_matched_or_decided() {
        let mut day = Day::default();
        day.walk_in(1, "08:44:00", "王小明", "海豐國小", "教務主任");
        day.walk_in(2, "08:43:00", "周大中", "泰武國小", "教師");
        let lines = with_facts(&day, |facts, people| walk_ins(Locale::Zh, facts, people));
        let told: Vec<(&str, &str, bool)> =
            lines.iter().map(|line| (line.name.as_str(), line.state.as_str(), line.open)).collect();
        assert_eq!(told, [("周大中", "待認定", true), ("王小明", "已連結報名", false)]);
    }

    #[test]
    fn a_walk_in_that_was_taken_back_is_not_listed() {
        let mut day = Day::default();
        let subject = day.walk_in(1, "08:43:00", "周大中", "泰武國小", "教師");
        let events: Vec<EventId> =
            day.log.history(subject).iter().map(|received| received.event.id).collect();
        for event in events {
            day.write(TABLET_A, "08:50:00", Some(subject), EventKind::Void { event });
        }
        assert!(with_facts(&day, |facts, people| walk_ins(Locale::Zh, facts, people)).is_empty());
    }

    #[test]
    fn events_kept_aside_are_shown_with_the_reason_in_words() {
        let event = |device| QuarantinedEvent {
            received_at: at("12:20:00"),
            device,
            reason: Quarantine::NotEnrolled,
            raw: "{}".into(),
        };
        let events = [event(Some(TABLET_A)), event(None), event(Some(DeviceId(uuid::Uuid::from_u128(0xE))))];
        let lines = with_facts(&Day::default(), |facts, _| quarantined(Locale::Zh, facts, &events));
        assert_eq!(lines.len(), 3, "whoever sent it, somebody has to see it");
        assert_eq!(lines[0].device, "平板A");
        assert!(lines[0].reason.contains("沒有啟用於該場次"));
    }
}

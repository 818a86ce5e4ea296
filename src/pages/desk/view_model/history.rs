//! What happened with one person on this tablet's knowledge, oldest first; nothing is left out, voided or not.

use std::collections::HashMap;

use yanxi_domain::{
    event::{AttendanceEvent, Direction, EventKind, ReceivedEvent, RecordBody, SideRecord, Subject},
    ids::{DeviceId, EventId, PeriodId, RecordId},
    log::SessionLog,
    presence::punches,
};

use crate::i18n::{Locale, desk as text};

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The event.
    pub event: EventId,
    /// `08:34`
    pub time: String,
    /// 「簽到（平板A）」
    pub text: String,
    /// Taken back later.
    pub voided: bool,
    /// The server has it.
    pub sent: bool,
}

/// The history of a person in words. `unsent` knows the own events the server has not acknowledged.
#[must_use]
pub fn history(
    locale: Locale,
    log: &SessionLog,
    records: &HashMap<RecordId, SideRecord>,
    subject: Subject,
    device_name: &dyn Fn(DeviceId) -> String,
    unsent: &dyn Fn(&AttendanceEvent) -> bool,
) -> Vec<Line> {
    log.history(subject)
        .into_iter()
        .map(|received| Line {
            event: received.event.id,
            time: log.effective_time(received).taipei_hhmm(),
            text: words(locale, received, records, &device_name(received.event.device)),
            voided: log.is_voided(received.event.id),
            sent: received.received_at.is_some() || !unsent(&received.event),
        })
        .collect()
}

fn words(
    locale: Locale,
    received: &ReceivedEvent,
    records: &HashMap<RecordId, SideRecord>,
    device: &str,
) -> String {
    let reason = received.event.reason.as_deref().unwrap_or_default();
    match &received.event.kind {
        EventKind::SignIn => text::history_in(locale, device),
        EventKind::SignOut => text::history_out(locale, device),
        EventKind::Void { .. } => text::history_void(locale, reason, device),
        EventKind::WalkIn { .. } => text::history_walk_in(locale, device),
        EventKind::PaperBackfill { direction: Direction::In, .. } => {
            text::history_backfill_in(locale, reason, device)
        }
        EventKind::PaperBackfill { direction: Direction::Out, .. } => {
            text::history_backfill_out(locale, reason, device)
        }
        EventKind::Note { record } => match records.get(record).map(|record| &record.body) {
            Some(RecordBody::Note { text: note }) => text::history_note(locale, note),
            _ => text::history_note_erased(locale),
        },
        EventKind::WindowExtend { .. }
        | EventKind::Handover { .. }
        | EventKind::ClockFix { .. }
        | EventKind::EndOfSession { .. } => String::new(),
    }
}

/// What 撤銷 would take back: the last punch that still counts, and the 現場報名 itself if that was its first punch.
#[must_use]
pub fn last_punch(log: &SessionLog, period: PeriodId, subject: Subject) -> Option<Undo> {
    let punches = punches(log, period, &[subject]);
    let last = punches.last()?;
    let walk_in = (punches.len() == 1)
        .then(|| {
            log.history(subject)
                .into_iter()
                .find(|e| matches!(e.event.kind, EventKind::WalkIn { .. }) && !log.is_voided(e.event.id))
        })
        .flatten();
    Some(Undo {
        time: last.time.taipei_hhmm(),
        direction: last.direction,
        events: std::iter::once(last.event).chain(walk_in.map(|e| e.event.id)).collect(),
    })
}

/// A punch that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// Its time.
    pub time: String,
    /// 簽到 or 簽退.
    pub direction: Direction,
    /// Events to void.
    pub events: Vec<EventId>,
}

/// The event that carries a punch among those just written (a walk-in comes with two).
#[must_use]
pub fn punch_of(written: &[AttendanceEvent]) -> Option<&AttendanceEvent> {
    written.iter().find(|event| yanxi_domain::presence::direction(&event.kind).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::{Day, PERIOD, TABLET_A, person};

    fn name(device: DeviceId) -> String {
        if device == TABLET_A { "平板A".into() } else { "其他裝置".into() }
    }

    #[test]
    fn a_wrong_tap_stays_in_the_history_with_its_void() {
        let mut day = Day::default();
        let wrong = day.sign_in(4, "08:47:00");
        day.write(TABLET_A, "08:47:20", Some(person(4)), EventKind::Void { event: wrong });
        let lines = history(Locale::Zh, &day.log, &day.records, person(4), &name, &|_| true);
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0].text.as_str(), lines[0].voided), ("簽到（平板A）", true));
        assert!(!lines[1].voided);
        assert_eq!(last_punch(&day.log, PERIOD, person(4)), None);
    }

    #[test]
    fn undo_takes_back_the_last_punch_only() {
        let mut day = Day::default();
        day.sign_in(1, "08:31:00");
        let out = day.sign_out(1, "12:01:00");
        let undo = last_punch(&day.log, PERIOD, person(1)).unwrap();
        assert_eq!((undo.events, undo.direction), (vec![out], Direction::Out));
    }

    #[test]
    fn undoing_a_walk_in_takes_back_the_registration_too() {
        let mut day = Day::default();
        let subject = day.walk_in(1, "08:43:00", "林美玉", "泰武國小", "教師");
        assert_eq!(last_punch(&day.log, PERIOD, subject).unwrap().events.len(), 2);
    }
}

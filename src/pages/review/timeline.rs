//! The story of one person in one period: every event with device, operator, raw and corrected time (U-A7). Pure.

use std::collections::HashMap;

use yanxi_domain::{
    course::Period,
    event::{Direction, EventKind, Method, ReceivedEvent, RecordBody, SideRecord, Subject},
    ids::{AccountId, DeviceId, EventId, RecordId},
    log::SessionLog,
    presence,
    time::Timestamp,
};

use crate::{
    i18n::{
        Locale,
        office::{self, devices, events, review as text},
    },
    view::when,
};

/// Names of devices and operators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Devices of the course.
    pub devices: HashMap<DeviceId, String>,
    /// Operators and deciders.
    pub accounts: HashMap<AccountId, String>,
}

impl Names {
    /// Name of an operator.
    #[must_use]
    pub fn account(&self, locale: Locale, id: AccountId) -> String {
        self.accounts.get(&id).cloned().unwrap_or_else(|| office::unknown_operator(locale))
    }

    fn device(&self, locale: Locale, id: DeviceId, method: Method) -> String {
        const SHORT_ID: usize = 4;
        match self.devices.get(&id) {
            Some(name) => name.clone(),
            // The office stream of a course is not a tablet; only backfills come from it.
            None if method == Method::Paper => office::office_device(locale),
            None => office::unknown_device(locale, &id.to_string()[..SHORT_ID]),
        }
    }
}

/// One line of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Start or end of the period, an extension.
    Mark(String),
    /// Something somebody recorded.
    Event(Box<EventLine>),
}

/// One event in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// Identity.
    pub id: EventId,
    /// Corrected time, with seconds.
    pub time: String,
    /// 簽到, 簽退, 撤銷「簽到 08:47」 …
    pub what: String,
    /// In or out, for the shape on the line.
    pub direction: Option<Direction>,
    /// Device, operator and method.
    pub by: String,
    /// Raw device time.
    pub raw: String,
    /// How it was corrected and how far that can be trusted.
    pub correction: String,
    /// When the server received it.
    pub received: String,
    /// The operator's reason.
    pub reason: Option<String>,
    /// Text of a note.
    pub note: Option<String>,
    /// Taken back: struck out, still legible.
    pub voided: bool,
    /// 補登
    pub backfill: bool,
}

/// The facts a story is told from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// All events of the session.
    pub log: &'a SessionLog,
    /// Texts of notes and walk-ins.
    pub records: &'a HashMap<RecordId, SideRecord>,
    /// Names.
    pub names: &'a Names,
}

/// Tells the story of a person, known under one or more subjects, in one period.
#[must_use]
pub fn story(locale: Locale, source: Source, period: &Period, subjects: &[Subject]) -> Vec<Entry> {
    let mut timed: Vec<(Timestamp, u8, Entry)> = vec![
        (period.start, 0, Entry::Mark(text::period_start(locale, &period.start.taipei_hhmm()))),
        (period.end, 2, Entry::Mark(text::period_end(locale, &period.end.taipei_hhmm()))),
    ];
    timed.extend(
        source
            .log
            .extension(period.id)
            .map(|until| (until, 0, Entry::Mark(text::extension_mark(locale, &until.taipei_hhmm())))),
    );
    let of_period =
        source.log.history_of(subjects).into_iter().filter(|received| received.event.period == period.id);
    for received in of_period {
        let time = source.log.effective_time(received);
        timed.push((time, 1, Entry::Event(Box::new(line(locale, source, received, time)))));
    }
    timed.sort_by_key(|(time, rank, _)| (*time, *rank));
    timed.into_iter().map(|(_, _, entry)| entry).collect()
}

fn line(locale: Locale, source: Source, received: &ReceivedEvent, time: Timestamp) -> EventLine {
    let event = &received.event;
    let backfill = matches!(event.kind, EventKind::PaperBackfill { .. });
    let correction_ms = time.since(event.at);
    let quality = events::quality(locale, event.quality);
    EventLine {
        id: event.id,
        time: when::hms(time),
        what: what(locale, source.log, &event.kind),
        direction: presence::direction(&event.kind),
        by: text::by_line(
            locale,
            &source.names.device(locale, event.device, event.method),
            &source.names.account(locale, event.operator),
            &events::method(locale, event.method),
        ),
        raw: if backfill {
            text::entered_at(locale, &when::stamp(event.at))
        } else {
            text::raw_time(locale, &when::hms(event.at))
        },
        correction: if backfill {
            String::new()
        } else if correction_ms == 0 {
            text::no_correction(locale, &quality)
        } else {
            text::correction(locale, &devices::offset(locale, correction_ms), &quality)
        },
        received: match received.received_at {
            Some(at) => text::received(locale, &when::stamp(at)),
            None => text::not_received(locale),
        },
        reason: event.reason.as_deref().map(|reason| text::event_reason(locale, reason)),
        note: note(locale, source.records, &event.kind),
        voided: source.log.is_voided(event.id),
        backfill,
    }
}

fn what(locale: Locale, log: &SessionLog, kind: &EventKind) -> String {
    let EventKind::Void { event: target } = kind else {
        return events::event_kind(locale, kind, None);
    };
    let named = log.get(*target).map(|target| {
        let time = log.effective_time(target).taipei_hhmm();
        format!("{} {time}", events::event_kind(locale, &target.event.kind, None))
    });
    events::event_kind(locale, kind, named.as_deref())
}

fn note(locale: Locale, records: &HashMap<RecordId, SideRecord>, kind: &EventKind) -> Option<String> {
    let EventKind::Note { record } = kind else {
        return None;
    };
    match records.get(record).map(|record| &record.body) {
        Some(RecordBody::Note { text: words }) => Some(text::note_text(locale, words)),
        Some(RecordBody::Erased) => Some(office::erased_person(locale)),
        Some(RecordBody::WalkIn { .. }) | None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::{self, Day, TABLET_A};

    fn told(day: &Day, subject: Subject) -> Vec<Entry> {
        let session = fixtures::session();
        let names =
            Names { devices: HashMap::from([(TABLET_A, "平板A".to_owned())]), accounts: HashMap::new() };
        let source = Source { log: &day.log, records: &day.records, names: &names };
        story(Locale::Zh, source, &session.periods[0], &[subject])
    }

    fn lines(entries: &[Entry]) -> Vec<&EventLine> {
        entries
            .iter()
            .filter_map(|entry| if let Entry::Event(line) = entry { Some(&**line) } else { None })
            .collect()
    }

    #[test]
    fn a_wrong_tap_stays_legible_beside_its_void() {
        let mut day = Day::default();
        let wrong = day.sign_in(1, "08:47:00");
        day.write(TABLET_A, "08:47:20", Some(fixtures::person(1)), EventKind::Void { event: wrong });
        let entries = told(&day, fixtures::person(1));
        let lines = lines(&entries);
        assert_eq!(lines.iter().map(|l| l.what.as_str()).collect::<Vec<_>>(), ["簽到", "撤銷「簽到 08:47」"]);
        assert!(lines[0].voided && !lines[1].voided);
        assert_eq!(lines[0].by, "平板A・未具名操作人員・名單點選");
    }

    #[test]
    fn the_story_runs_through_start_and_end_in_order_of_corrected_time() {
        let mut day = Day::default();
        day.sign_in(1, "08:41:05");
        day.sign_out(1, "12:01:00");
        let entries = told(&day, fixtures::person(1));
        let order: Vec<String> = entries
            .iter()
            .map(|entry| match entry {
                Entry::Mark(words) => words.clone(),
                Entry::Event(line) => line.time.clone(),
            })
            .collect();
        assert_eq!(order, ["08:41:05", "09:00 開始", "12:00 結束", "12:01:00"]);
    }

    #[test]
    fn a_backfill_counts_at_the_time_on_paper_and_says_so() {
        let mut day = Day::default();
        day.backfill(1, Direction::In, "08:55:00");
        let entries = told(&day, fixtures::person(1));
        let line = lines(&entries)[0].clone();
        assert_eq!((line.time.as_str(), line.what.as_str(), line.backfill), ("08:55:00", "補登 簽到", true));
        assert_eq!(line.raw, "08/05 13:00 輸入");
    }

    #[test]
    fn a_wrong_clock_shows_both_times() {
        let mut day = Day::default();
        day.sign_in(1, "08:52:00");
        let mut wrong = day.log.iter().next().unwrap().clone();
        wrong.event.id = EventId(uuid::Uuid::from_u128(0x77));
        wrong.event.seq = 2;
        wrong.event.boot = yanxi_domain::ids::BootId(uuid::Uuid::from_u128(0x78));
        wrong.event.at = fixtures::at("09:39:04");
        wrong.event.offset = Some(-(47 * 60_000 + 4_000));
        let mut fast = Day::default();
        assert!(fast.log.insert(wrong));
        let entries = told(&fast, fixtures::person(1));
        let line = lines(&entries)[0].clone();
        assert_eq!((line.time.as_str(), line.raw.as_str()), ("08:52:00", "裝置時間 09:39:04"));
        assert_eq!(line.correction, "校正 −47 分 4 秒（已對時）");
    }
}

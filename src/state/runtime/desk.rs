//! A tap: number, times, device and operator are filled in, one strict transaction, then the signals.

use leptos::prelude::*;
use yanxi_domain::{
    event::{AttendanceEvent, EVENT_VERSION, EventKind, RecordBody, SideRecord},
    ids::{AccountId, DeviceId, EventId},
};

use super::Runtime;
use crate::{
    local::{self, WriteError},
    platform::{clock, ids},
    state::{
        clock::ClockState,
        desk::{NewEvent, NewKind, WriteFailed},
        device::WriterState,
    },
};

impl Runtime {
    pub(in crate::state) async fn record(
        self,
        events: Vec<NewEvent>,
    ) -> Result<Vec<AttendanceEvent>, WriteFailed> {
        let operator = self.with(|inner| inner.operator.get_untracked()).ok_or(WriteFailed::NoOperator)?;
        let events = events.into_iter().map(|event| (EventKindOrEnd::from(&event.kind), event)).collect();
        self.write(operator.id, events).await
    }

    /// 交班 is written by the one who hands over.
    pub(super) async fn record_handover(
        self,
        by: AccountId,
        to: AccountId,
        context: NewEvent,
    ) -> Result<(), WriteFailed> {
        let event = (EventKindOrEnd::Kind(EventKind::Handover { to }), context);
        self.write(by, vec![event]).await.map(|_| ())
    }

    async fn write(
        self,
        operator: AccountId,
        events: Vec<(EventKindOrEnd, NewEvent)>,
    ) -> Result<Vec<AttendanceEvent>, WriteFailed> {
        let core = self.core().ok_or_else(|| WriteFailed::Store("starting".to_owned()))?;
        let device = self.with(|inner| inner.identity.get_untracked()).ok_or(WriteFailed::NotEnrolled)?.id;
        if self.with(|inner| inner.writer.get_untracked()) != WriterState::Writer {
            return Err(WriteFailed::NotTheWriter);
        }
        if events.iter().any(|(_, event)| longest_text(event) > LONGEST_TEXT) {
            return Err(WriteFailed::Store(TOO_LONG.to_owned()));
        }
        let stamp = Stamp::now(device, operator, self.with(|inner| inner.clock.get_untracked()));
        // Ids are made once: a second run of the transaction must write the same events.
        let events: Vec<(EventId, EventKindOrEnd, NewEvent)> =
            events.into_iter().map(|(kind, event)| (EventId(ids::new_uuid()), kind, event)).collect();
        let records: Vec<SideRecord> =
            events.iter().filter_map(|(_, _, event)| event.record.clone()).collect();
        let appended = local::append(&core.db, device, &records, |first| {
            events
                .iter()
                .zip(first..)
                .map(|((id, kind, event), seq)| stamp.event(*id, seq, kind, event))
                .collect()
        })
        .await;
        let appended = match appended {
            Ok(appended) => appended,
            Err(error) => return Err(self.not_written(error)),
        };
        let committed: Vec<AttendanceEvent> = appended
            .into_iter()
            .map(|one| {
                core.mirrors.borrow_mut().own.insert(one.event.clone(), &one.raw);
                one.event
            })
            .collect();
        self.with(|inner| inner.own_texts.borrow_mut().extend(records.iter().cloned()));
        self.show_appended(&committed, &records);
        self.after_commit(&committed);
        core.driver.appended(u64::try_from(committed.len()).unwrap_or(u64::MAX));
        Ok(committed)
    }

    fn after_commit(self, committed: &[AttendanceEvent]) {
        for event in committed {
            if let EventKind::ClockFix { offset_ms } = event.kind {
                self.with(|inner| inner.manual_offset.set(Some(offset_ms)));
                self.refresh_clock();
            }
        }
        self.refresh_counts();
        self.with(|inner| {
            if inner.status.with_untracked(|status| status.broken.is_some()) {
                inner.status.update(|status| status.broken = None);
            }
        });
    }

    fn not_written(self, error: WriteError) -> WriteFailed {
        match error {
            WriteError::OtherDevice => WriteFailed::NotEnrolled,
            WriteError::Encoding(why) => WriteFailed::Store(why),
            WriteError::Store(error) => {
                self.broken(&error);
                WriteFailed::Store(error.to_string())
            }
        }
    }
}

/// Most characters of one text. A text travels with the entries of its device: one that does not fit into a request would
/// hold up everything behind it.
const LONGEST_TEXT: usize = 2_000;
/// Cause of a refusal for [`LONGEST_TEXT`]; the screen puts it into words.
const TOO_LONG: &str = "too_long";

/// Characters of the texts an event brings along.
fn longest_text(event: &NewEvent) -> usize {
    let body = event.record.as_ref().map_or(0, |record| match &record.body {
        RecordBody::WalkIn { name, school_name, title, .. } => {
            name.chars().count() + school_name.chars().count() + title.chars().count()
        }
        RecordBody::Note { text } => text.chars().count(),
        RecordBody::Erased => 0,
    });
    body.max(event.reason.as_ref().map_or(0, |reason| reason.chars().count()))
}

/// The kind of an event; 場次結束 learns its number only inside the transaction.
enum EventKindOrEnd {
    Kind(EventKind),
    End,
}

impl From<&NewKind> for EventKindOrEnd {
    fn from(kind: &NewKind) -> Self {
        Self::Kind(match kind {
            NewKind::SignIn => EventKind::SignIn,
            NewKind::SignOut => EventKind::SignOut,
            NewKind::Void { event } => EventKind::Void { event: *event },
            NewKind::WalkIn { record } => EventKind::WalkIn { record: *record },
            NewKind::WindowExtend { until } => EventKind::WindowExtend { until: *until },
            NewKind::ClockFix { offset_ms } => EventKind::ClockFix { offset_ms: *offset_ms },
            NewKind::Note { record } => EventKind::Note { record: *record },
            NewKind::PaperBackfill { direction, claimed } => {
                EventKind::PaperBackfill { direction: *direction, claimed: *claimed }
            }
            NewKind::EndOfSession => return Self::End,
        })
    }
}

/// What all events of one tap share.
struct Stamp {
    at: yanxi_domain::time::Timestamp,
    mono: u64,
    device: DeviceId,
    operator: AccountId,
    clock: ClockState,
}

impl Stamp {
    fn now(device: DeviceId, operator: AccountId, clock: ClockState) -> Self {
        Self { at: clock::device_now(), mono: clock::monotonic_ms(), device, operator, clock }
    }

    fn event(&self, id: EventId, seq: u64, kind: &EventKindOrEnd, new: &NewEvent) -> AttendanceEvent {
        AttendanceEvent {
            id,
            seq,
            at: self.at,
            mono: self.mono,
            subject: new.subject,
            kind: match kind {
                EventKindOrEnd::Kind(kind) => kind.clone(),
                EventKindOrEnd::End => EventKind::EndOfSession { last_seq: seq },
            },
            session: new.session,
            period: new.period,
            device: self.device,
            boot: clock::boot(),
            operator: self.operator,
            offset: self.clock.offset_ms,
            quality: self.clock.quality,
            method: new.method,
            evidence: new.evidence,
            reason: new.reason.clone(),
            v: EVENT_VERSION,
        }
    }
}

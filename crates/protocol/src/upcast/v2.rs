//! Version 2: `kind` and `subject` as tagged objects, `clock_offset_ms` instead of `offset`.

use serde::Deserialize;
use yanxi_domain::{
    event::{
        AttendanceEvent, Direction, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality,
        Subject as Whom,
    },
    ids::{AccountId, BootId, DeviceId, DraftId, EventId, PeriodId, RecordId, RegistrationId, SessionId},
    time::Timestamp,
};

pub(super) const VERSION: u16 = 2;

#[derive(Deserialize)]
pub(super) struct Event {
    id: EventId,
    seq: u64,
    at: Timestamp,
    mono: u64,
    #[serde(default)]
    subject: Option<Subject>,
    kind: Kind,
    session: SessionId,
    period: PeriodId,
    device: DeviceId,
    boot: BootId,
    operator: AccountId,
    #[serde(default)]
    clock_offset_ms: Option<i64>,
    quality: OffsetQuality,
    method: Method,
    evidence: Evidence,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "id", rename_all = "snake_case")]
enum Subject {
    Registration(RegistrationId),
    Draft(DraftId),
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Kind {
    SignIn,
    SignOut,
    Void { event: EventId },
    WalkIn { record: RecordId },
    WindowExtend { until: Timestamp },
    Handover { to: AccountId },
    ClockFix { offset_ms: i64 },
    Note { record: RecordId },
    EndOfSession { last_seq: u64 },
    PaperBackfill { direction: Direction, claimed: Timestamp },
}

impl Event {
    pub(super) fn upcast(self) -> AttendanceEvent {
        AttendanceEvent {
            id: self.id,
            seq: self.seq,
            at: self.at,
            mono: self.mono,
            subject: self.subject.map(|subject| match subject {
                Subject::Registration(id) => Whom::Registration(id),
                Subject::Draft(id) => Whom::Draft(id),
            }),
            kind: self.kind.upcast(),
            session: self.session,
            period: self.period,
            device: self.device,
            boot: self.boot,
            operator: self.operator,
            offset: self.clock_offset_ms,
            quality: self.quality,
            method: self.method,
            evidence: self.evidence,
            reason: self.reason,
            v: EVENT_VERSION,
        }
    }
}

impl Kind {
    fn upcast(self) -> EventKind {
        match self {
            Self::SignIn => EventKind::SignIn,
            Self::SignOut => EventKind::SignOut,
            Self::Void { event } => EventKind::Void { event },
            Self::WalkIn { record } => EventKind::WalkIn { record },
            Self::WindowExtend { until } => EventKind::WindowExtend { until },
            Self::Handover { to } => EventKind::Handover { to },
            Self::ClockFix { offset_ms } => EventKind::ClockFix { offset_ms },
            Self::Note { record } => EventKind::Note { record },
            Self::EndOfSession { last_seq } => EventKind::EndOfSession { last_seq },
            Self::PaperBackfill { direction, claimed } => EventKind::PaperBackfill { direction, claimed },
        }
    }
}

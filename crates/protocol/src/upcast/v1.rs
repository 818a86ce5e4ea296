//! Version 1: camelCase, `type` with its fields beside it, times in ISO 8601.

use serde::{Deserialize, Deserializer, de::Error as _};
use yanxi_domain::{
    event::{AttendanceEvent, Direction, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, Subject},
    ids::{AccountId, BootId, DeviceId, DraftId, EventId, PeriodId, RecordId, RegistrationId, SessionId},
    roc_date::parse_instant,
    time::Timestamp,
};

pub(super) const VERSION: u16 = 1;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Event {
    event_id: EventId,
    device_seq: u64,
    time: IsoTime,
    mono_ms: u64,
    boot_id: BootId,
    session_id: SessionId,
    period_id: PeriodId,
    device_id: DeviceId,
    operator_id: AccountId,
    registration_id: Option<RegistrationId>,
    draft_id: Option<DraftId>,
    clock_offset_ms: Option<i64>,
    offset_quality: OffsetQuality,
    method: Method,
    evidence: Evidence,
    reason: Option<String>,
    #[serde(rename = "type")]
    kind: Type,
    void_of: Option<EventId>,
    record_id: Option<RecordId>,
    until: Option<IsoTime>,
    to_operator: Option<AccountId>,
    fix_ms: Option<i64>,
    last_seq: Option<u64>,
    direction: Option<Direction>,
    claimed_time: Option<IsoTime>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Type {
    SignIn,
    SignOut,
    Void,
    WalkIn,
    WindowExtend,
    Handover,
    ClockFix,
    Note,
    EndOfSession,
    PaperBackfill,
}

#[derive(Clone, Copy)]
struct IsoTime(Timestamp);

impl<'de> Deserialize<'de> for IsoTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        parse_instant(&text).map(Self).map_err(D::Error::custom)
    }
}

impl Event {
    /// `None` when a field its type needs is missing.
    pub(super) fn upcast(self) -> Option<AttendanceEvent> {
        let subject = self.registration_id.map(Subject::Registration);
        Some(AttendanceEvent {
            kind: self.kind()?,
            id: self.event_id,
            seq: self.device_seq,
            at: self.time.0,
            mono: self.mono_ms,
            subject: subject.or(self.draft_id.map(Subject::Draft)),
            session: self.session_id,
            period: self.period_id,
            device: self.device_id,
            boot: self.boot_id,
            operator: self.operator_id,
            offset: self.clock_offset_ms,
            quality: self.offset_quality,
            method: self.method,
            evidence: self.evidence,
            reason: self.reason,
            v: EVENT_VERSION,
        })
    }

    fn kind(&self) -> Option<EventKind> {
        Some(match self.kind {
            Type::SignIn => EventKind::SignIn,
            Type::SignOut => EventKind::SignOut,
            Type::Void => EventKind::Void { event: self.void_of? },
            Type::WalkIn => EventKind::WalkIn { record: self.record_id? },
            Type::WindowExtend => EventKind::WindowExtend { until: self.until?.0 },
            Type::Handover => EventKind::Handover { to: self.to_operator? },
            Type::ClockFix => EventKind::ClockFix { offset_ms: self.fix_ms? },
            Type::Note => EventKind::Note { record: self.record_id? },
            Type::EndOfSession => EventKind::EndOfSession { last_seq: self.last_seq? },
            Type::PaperBackfill => {
                EventKind::PaperBackfill { direction: self.direction?, claimed: self.claimed_time?.0 }
            }
        })
    }
}

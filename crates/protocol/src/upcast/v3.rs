//! Version 3, the current one: [`AttendanceEvent`] itself, except that its kind may be newer than this program.

use serde::{Deserialize, de::IgnoredAny};
use serde_json::value::RawValue;
use yanxi_domain::{
    event::{AttendanceEvent, Evidence, Method, OffsetQuality, Subject},
    ids::{AccountId, BootId, DeviceId, EventId, PeriodId, SessionId},
    time::Timestamp,
};

use super::{Header, Read};

/// Every kind of version 3 by its name on the wire.
const KINDS: [&str; 10] = [
    "sign_in",
    "sign_out",
    "void",
    "walk_in",
    "window_extend",
    "handover",
    "clock_fix",
    "note",
    "end_of_session",
    "paper_backfill",
];

#[derive(Deserialize)]
pub(super) struct Event<'a> {
    id: EventId,
    seq: u64,
    at: Timestamp,
    mono: u64,
    #[serde(default)]
    subject: Option<Subject>,
    /// Left as text: a kind this program does not know must not spoil the rest.
    #[serde(borrow)]
    kind: &'a RawValue,
    session: SessionId,
    period: PeriodId,
    device: DeviceId,
    boot: BootId,
    operator: AccountId,
    #[serde(default)]
    offset: Option<i64>,
    quality: OffsetQuality,
    method: Method,
    evidence: Evidence,
    #[serde(default)]
    reason: Option<String>,
    pub(super) v: u16,
}

impl Event<'_> {
    /// `None` when the kind is a known one, but its fields do not fit.
    pub(super) fn upcast(self) -> Option<Read> {
        let Ok(kind) = serde_json::from_str(self.kind.get()) else {
            let header =
                Header { id: self.id, seq: self.seq, device: self.device, session: self.session, v: self.v };
            return is_unknown(self.kind.get()).then_some(Read::UnknownKind(header));
        };
        Some(Read::Known(AttendanceEvent {
            id: self.id,
            seq: self.seq,
            at: self.at,
            mono: self.mono,
            subject: self.subject,
            kind,
            session: self.session,
            period: self.period,
            device: self.device,
            boot: self.boot,
            operator: self.operator,
            offset: self.offset,
            quality: self.quality,
            method: self.method,
            evidence: self.evidence,
            reason: self.reason,
            v: self.v,
        }))
    }
}

/// Whether a kind has the form of one (`"name"` or `{"name": …}`) under a name this version does not know.
fn is_unknown(kind: &str) -> bool {
    if let Ok(name) = serde_json::from_str::<String>(kind) {
        return !KINDS.contains(&name.as_str());
    }
    let fields = serde_json::from_str::<std::collections::BTreeMap<String, IgnoredAny>>(kind);
    fields.is_ok_and(|fields| fields.len() == 1 && fields.keys().all(|name| !KINDS.contains(&name.as_str())))
}

//! Reading one pushed event and judging what can be judged without the log (5.3).

use std::sync::Arc;

use yanxi_domain::{
    attendance::Flag,
    event::{AttendanceEvent, EventKind, Method},
    flags,
    ids::{EventId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    sync::Quarantine,
    upcast::{Header, Read, Unreadable, read_event},
};

use super::facts::SessionFacts;
use crate::actor::DeviceActor;

/// A pushed event as far as it could be read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// Number as sent; 0 where it could not be read.
    pub seq: u64,
    /// The number belongs to the speaking device's own stream.
    pub own: bool,
    /// Exact bytes.
    pub raw: Arc<str>,
    /// Judgement so far.
    pub verdict: Verdict,
}

/// Judgement before the log was asked.
#[derive(Clone, Debug)]
pub(super) enum Verdict {
    /// A fact for the log.
    Fact { id: EventId, session: SessionId, flags: Vec<Flag>, ends: Option<u64> },
    /// To be kept aside.
    Aside(Quarantine),
}

/// Reads and judges. What cannot be understood still fills its place in the sender's stream where a number can be
/// read: without that a hole would block finality for ever.
pub(super) fn read(raw: &str, device: &DeviceActor, facts: &[Arc<SessionFacts>], now: Timestamp) -> Reading {
    match read_event(raw) {
        Ok(event) => {
            let Header { seq, device: writer, .. } = event.header();
            let verdict = judge(&event, device, facts, now);
            Reading { seq, own: writer == device.id, raw: raw.into(), verdict }
        }
        Err(Unreadable { seq, .. }) => {
            let verdict = Verdict::Aside(Quarantine::Unreadable);
            Reading { seq: seq.unwrap_or(0), own: seq.is_some(), raw: raw.into(), verdict }
        }
    }
}

fn judge(event: &Read, device: &DeviceActor, facts: &[Arc<SessionFacts>], now: Timestamp) -> Verdict {
    let Header { id, session, device: writer, .. } = event.header();
    if writer != device.id {
        return Verdict::Aside(Quarantine::ForeignDevice);
    }
    let Some(facts) = facts.iter().find(|facts| facts.session.id == session) else {
        return Verdict::Aside(Quarantine::NotEnrolled);
    };
    let Read::Known(event) = event else {
        // A newer app's kind: stored and handed on, judged by whoever knows it; the owner is told that it waits.
        return Verdict::Fact { id, session, flags: vec![Flag::NewerFormat], ends: None };
    };
    if reason_is_mandatory(&event.kind)
        && event.reason.as_deref().is_none_or(|reason| reason.trim().is_empty())
    {
        return Verdict::Aside(Quarantine::ReasonMissing);
    }
    let state = facts.state_of(event.subject);
    let mut flags = flags::at_receipt(event, &facts.session, state, now, facts.course_closed);
    if !is_by_crew(event, facts) {
        flags.push(Flag::UnknownOperator);
    }
    let ends = match event.kind {
        EventKind::EndOfSession { last_seq } => Some(last_seq.min(event.seq)),
        _ => None,
    };
    Verdict::Fact { id, session, flags, ends }
}

/// Whether everybody the event names as operator works in the course. Somebody who signs in for himself is no operator.
fn is_by_crew(event: &AttendanceEvent, facts: &SessionFacts) -> bool {
    let to = match event.kind {
        EventKind::Handover { to } => Some(to),
        _ => None,
    };
    let tapped = Some(event.operator).filter(|_| event.method != Method::SelfService);
    tapped.into_iter().chain(to).all(|account| facts.crew.contains(&account))
}

/// Kinds that need a written reason (5.2).
const fn reason_is_mandatory(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Void { .. }
            | EventKind::WindowExtend { .. }
            | EventKind::ClockFix { .. }
            | EventKind::PaperBackfill { .. }
    )
}

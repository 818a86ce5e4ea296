//! Writes one device's event stream as the device itself would have: numbered in order of time, without gaps.

use yanxi_domain::{
    event::{
        AttendanceEvent, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, ReceivedEvent, Subject,
    },
    ids::{AccountId, BootId, DeviceId, EventId, PeriodId, SessionId},
    time::Timestamp,
};

use super::ids::id;

/// Where a tap belongs: chosen by the operator, never inferred from the clock (F-12).
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Session.
    pub session: SessionId,
    /// Period.
    pub period: PeriodId,
}

/// One thing that happened at a device.
#[derive(Clone, Debug)]
pub struct Happening {
    at: Timestamp,
    place: Place,
    subject: Option<Subject>,
    kind: EventKind,
    operator: AccountId,
    reason: Option<&'static str>,
    id: EventId,
}

/// A device's stream while it is being told.
pub struct Tape {
    /// Device.
    pub device: DeviceId,
    key: String,
    offset_ms: i64,
    method: Method,
    evidence: Evidence,
    /// Times the app was started; monotonic times count from these.
    boots: Vec<Timestamp>,
    happenings: Vec<Happening>,
}

impl Tape {
    /// A device whose clock is `offset_ms` behind the server's, first started at `boot`.
    #[must_use]
    pub fn new(key: &str, offset_ms: i64, boot: Timestamp) -> Self {
        Self {
            device: DeviceId(id(&format!("{key}/device"))),
            key: key.to_owned(),
            offset_ms,
            method: Method::List,
            evidence: Evidence::Medium,
            boots: vec![boot],
            happenings: Vec::new(),
        }
    }

    /// A stream of imported sign-in forms instead of taps on a list (S0-28).
    #[must_use]
    pub const fn of_forms(mut self) -> Self {
        self.method = Method::FormImport;
        self.evidence = Evidence::Weak;
        self
    }

    /// The app was started again (power cut, next session).
    pub fn restart(&mut self, at: Timestamp) {
        self.boots.push(at);
    }

    /// Records what happened and returns the id of its event.
    pub fn add(
        &mut self,
        at: Timestamp,
        place: Place,
        subject: Option<Subject>,
        kind: EventKind,
        operator: AccountId,
    ) -> EventId {
        let id = EventId(id(&format!("{}/event/{}", self.key, self.happenings.len())));
        self.happenings.push(Happening { at, place, subject, kind, operator, reason: None, id });
        id
    }

    /// Gives the last recorded happening its reason.
    pub fn because(&mut self, reason: &'static str) {
        if let Some(last) = self.happenings.last_mut() {
            last.reason = Some(reason);
        }
    }

    /// The finished stream. Each event was received at the first upload after it happened; what happened after the
    /// last upload never reached the server and is left out.
    #[must_use]
    pub fn finish(mut self, uploads: &[Timestamp]) -> Vec<ReceivedEvent> {
        // Stable: things of one instant keep the order in which they were told (walk-in, then sign-in).
        self.happenings.sort_by_key(|h| h.at);
        (1_u64..)
            .zip(&self.happenings)
            .filter_map(|(seq, h)| {
                let received_at = uploads.iter().copied().find(|upload| *upload >= h.at)?;
                Some(ReceivedEvent { event: self.event(seq, h), received_at: Some(received_at) })
            })
            .collect()
    }

    fn event(&self, seq: u64, h: &Happening) -> AttendanceEvent {
        let boot = self.boots.iter().copied().filter(|boot| *boot <= h.at).max().unwrap_or(h.at);
        let kind = match &h.kind {
            EventKind::EndOfSession { .. } => EventKind::EndOfSession { last_seq: seq },
            other => other.clone(),
        };
        AttendanceEvent {
            id: h.id,
            seq,
            at: h.at.plus_ms(-self.offset_ms),
            mono: u64::try_from(h.at.since(boot)).unwrap_or(0),
            subject: h.subject,
            kind,
            session: h.place.session,
            period: h.place.period,
            device: self.device,
            boot: BootId(id(&format!("{}/boot/{}", self.key, boot.0))),
            operator: h.operator,
            offset: Some(self.offset_ms),
            quality: OffsetQuality::Good,
            method: self.method,
            evidence: self.evidence,
            reason: h.reason.map(str::to_owned),
            v: EVENT_VERSION,
        }
    }
}

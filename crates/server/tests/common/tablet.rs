//! A fake tablet: writes its own stream and pushes any part of it.

use serde_json::value::RawValue;
use uuid::Uuid;
use yanxi_domain::{
    device::DeviceStatus,
    event::{AttendanceEvent, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, Subject},
    ids::{BootId, DeviceId, EventId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::sync::{DeviceReport, EventResult, Outcome, SyncRequest, SyncResponse};

use super::{ADMITTED, Caller, DAY, PERIOD, SESSION_1, STAFF, TABLET_A, TABLET_B, World, empty_request};

/// A tablet with its stream.
pub struct Tablet {
    pub caller: Caller,
    pub id: DeviceId,
    pub stream: Vec<String>,
}

impl Tablet {
    pub fn a() -> Self {
        Self { caller: Caller::TabletA, id: TABLET_A, stream: Vec::new() }
    }

    pub fn b() -> Self {
        Self { caller: Caller::TabletB, id: TABLET_B, stream: Vec::new() }
    }

    /// The next event of the stream, ready to be changed before it is written.
    pub fn event(&self, session: SessionId, kind: EventKind) -> AttendanceEvent {
        let seq = self.stream.len() as u64 + 1;
        AttendanceEvent {
            id: EventId(Uuid::new_v4()),
            seq,
            at: DAY.plus_ms(seq as i64),
            mono: seq,
            subject: Some(Subject::Registration(ADMITTED)),
            kind,
            session,
            period: PERIOD,
            device: self.id,
            boot: BootId(Uuid::from_u128(0xB0)),
            operator: STAFF,
            offset: Some(0),
            quality: OffsetQuality::Good,
            method: Method::List,
            evidence: Evidence::Medium,
            reason: None,
            v: EVENT_VERSION,
        }
    }

    pub fn write(&mut self, event: &AttendanceEvent) -> String {
        let raw = serde_json::to_string(event).unwrap();
        self.stream.push(raw.clone());
        raw
    }

    /// Writes `count` sign-ins in session 1.
    pub fn sign_in(&mut self, count: usize) {
        for _ in 0..count {
            let event = self.event(SESSION_1, EventKind::SignIn);
            self.write(&event);
        }
    }

    pub fn report(&self, pushed: usize) -> DeviceReport {
        let head = self.stream.len() as u64;
        let sent_at = Timestamp(DAY.0);
        DeviceReport { id: self.id, head, unsent: pushed as u64, sent_at, app_version: "test".into() }
    }

    pub fn request(&self, events: &[String]) -> SyncRequest {
        let mut request = empty_request();
        request.device = Some(self.report(events.len()));
        request.events = events.iter().map(|raw| RawValue::from_string(raw.clone()).unwrap()).collect();
        request
    }

    pub async fn push(&self, world: &World, events: &[String]) -> SyncResponse {
        world.sync(self.caller, &self.request(events)).await
    }

    pub async fn push_all(&self, world: &World) -> Vec<Outcome> {
        outcomes(self.push(world, &self.stream).await.results)
    }

    /// What the server's tables say of it.
    pub async fn status(&self, world: &World) -> DeviceStatus {
        world.state.store.read().await.unwrap().device_status(self.id).await.unwrap().unwrap()
    }
}

pub fn outcomes(results: Vec<EventResult>) -> Vec<Outcome> {
    results.into_iter().map(|result| result.outcome).collect()
}

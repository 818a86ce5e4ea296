//! What operators do on a tablet.

use uuid::Uuid;
use yanxi_domain::{
    event::{
        AttendanceEvent, Direction, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, RecordBody,
        SideRecord, Subject,
    },
    ids::{AccountId, BootId, DraftId, EventId, PeriodId, RecordId, RegistrationId, SessionId},
};
use yanxi_protocol::sync::ENVELOPE;

use super::{
    client::Op,
    defect::Defect,
    world::{TabRef, What, World},
};

/// People on the simulated roster: few, so that the same person is tapped again and again.
const PEOPLE: u64 = 12;

impl World {
    /// One tap, now and then a queue of them, and the next one is scheduled.
    pub fn tap(&mut self, client: usize) -> Result<(), String> {
        if self.peace {
            return Ok(());
        }
        let pause = self.rng.range(200, 12_000);
        self.after(pause, What::Tap { client });
        let Some(boot) = self.clients[client].tabs[0].as_ref().filter(|tab| !tab.frozen).map(|tab| tab.boot)
        else {
            return Ok(());
        };
        let it = TabRef { client, tab: 0, boot };
        let (mut events, mut records) = (Vec::new(), Vec::new());
        let burst = match self.rng.range(0, 199) {
            0 => self.rng.range(100, 300),
            1..=10 => self.rng.range(2, 20),
            _ => 1,
        };
        for _ in 0..burst {
            self.one_tap(it, &mut events, &mut records);
        }
        if self.defect == Some(Defect::TabletPromisesBeforeCommit) {
            let early =
                events.iter().map(|event| (event.id, serde_json::to_string(event).unwrap_or_default()));
            let early = early.collect();
            self.promise(client, early, &[]);
        }
        self.begin(it, Op::Append { events, records });
        Ok(())
    }

    fn one_tap(&mut self, it: TabRef, events: &mut Vec<AttendanceEvent>, records: &mut Vec<SideRecord>) {
        let Some(session) = self.rng.pick(&self.clients[it.client].sessions) else { return };
        let person = RegistrationId(Uuid::from_u64_pair(0xa, self.rng.range(1, PEOPLE)));
        let someone = Some(Subject::Registration(person));
        match self.rng.range(0, 99) {
            0..=49 => events.push(self.event(it, session, EventKind::SignIn, someone)),
            50..=84 => events.push(self.event(it, session, EventKind::SignOut, someone)),
            // An old app has no personal texts to send.
            85..=93 if self.clients[it.client].version < ENVELOPE => {
                events.push(self.event(it, session, EventKind::SignIn, someone));
            }
            85..=89 => {
                let record = RecordId(self.rng.uuid());
                let draft = Some(Subject::Draft(DraftId(self.rng.uuid())));
                events.push(self.event(it, session, EventKind::WalkIn { record }, draft));
                events.push(self.event(it, session, EventKind::SignIn, draft));
                records.push(SideRecord {
                    id: record,
                    session,
                    body: RecordBody::Note { text: "王小明".into() },
                });
            }
            90..=93 => {
                let record = RecordId(self.rng.uuid());
                events.push(self.event(it, session, EventKind::Note { record }, someone));
                records.push(SideRecord {
                    id: record,
                    session,
                    body: RecordBody::Note { text: "遲到".into() },
                });
            }
            94..=96 => {
                let claimed = self.true_time();
                let kind = EventKind::PaperBackfill { direction: Direction::In, claimed };
                events.push(self.event(it, session, kind, someone));
            }
            _ => {
                let target = self.promised.keys().next_back().copied().unwrap_or(EventId(Uuid::nil()));
                events.push(self.event(it, session, EventKind::Void { event: target }, None));
            }
        }
    }

    fn event(
        &mut self,
        it: TabRef,
        session: SessionId,
        kind: EventKind,
        subject: Option<Subject>,
    ) -> AttendanceEvent {
        let client = &self.clients[it.client];
        AttendanceEvent {
            id: EventId(self.rng.uuid()),
            // Given by the storage when it commits.
            seq: 0,
            at: self.wall(it.client),
            mono: self.now_ms,
            subject,
            kind,
            session,
            period: PeriodId(session.0),
            device: client.storage.device.unwrap_or(yanxi_domain::ids::DeviceId(Uuid::nil())),
            boot: BootId(Uuid::from_u128(it.boot.into())),
            operator: AccountId(Uuid::from_u128(1)),
            offset: client.offset.map(|sample| sample.offset_ms),
            quality: OffsetQuality::Good,
            method: Method::List,
            evidence: Evidence::Medium,
            reason: Some("現場".to_owned()),
            v: EVENT_VERSION,
        }
    }
}

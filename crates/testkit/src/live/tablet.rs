//! A fake tablet: enrols like a real one through the demo entrance, writes its stream, pushes it.

use std::net::SocketAddr;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use uuid::Uuid;
use yanxi_domain::{
    course::Session,
    event::{AttendanceEvent, EVENT_VERSION, EventKind, Evidence, Method, OffsetQuality, Subject},
    ids::{AccountId, BootId, DeviceId, EventId},
    roster::RosterEntry,
    time::Timestamp,
};
use yanxi_protocol::{
    api::{self, DemoEnter, DemoEntered, DemoPerson, Enrol, Enrolled},
    docs,
    scope::Scope,
    sync::{DeviceReport, ENVELOPE, Pull, ScopeChanges, SyncRequest, SyncResponse},
};

use super::{Http, LiveError};

/// The session the fake tablets are for, and who signs in there.
#[derive(Clone, Debug)]
pub struct Venue {
    /// Session.
    pub session: Session,
    /// Roster.
    pub roster: Vec<RosterEntry>,
    /// Who taps.
    pub operator: AccountId,
}

/// A tablet with its own stream.
#[derive(Debug)]
pub struct FakeTablet {
    /// Connection.
    pub http: Http,
    /// Identity.
    pub id: DeviceId,
    /// The stream: event number n is at n − 1.
    pub stream: Vec<String>,
    /// The server said that it has 1..=this.
    pub acked: usize,
    boot: BootId,
    venue: Venue,
}

fn unexpected(what: &str, body: &[u8]) -> LiveError {
    LiveError::Unexpected(format!(
        "{what}: {}",
        String::from_utf8_lossy(body).chars().take(300).collect::<String>()
    ))
}

fn json<T: DeserializeOwned>(what: &str, answer: &super::Answer) -> Result<T, LiveError> {
    if answer.status != 200 {
        return Err(unexpected(&format!("{what} was answered with {}", answer.status), &answer.body));
    }
    serde_json::from_slice(&answer.body).map_err(|_| unexpected(what, &answer.body))
}

fn body<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, LiveError> {
    serde_json::to_vec(value).map_err(|error| LiveError::Unexpected(error.to_string()))
}

impl FakeTablet {
    /// Enters as demo venue staff, enrols a device and pulls the first session it is for.
    ///
    /// # Errors
    /// When the server does not play along.
    pub fn enrol(address: SocketAddr, name: &str) -> Result<Self, LiveError> {
        let mut http = Http::new(address);
        let people: Vec<DemoPerson> = json("demo people", &http.get(api::DEMO_PEOPLE)?)?;
        let staff = people.iter().find(|person| person.role == "staff");
        let account = staff.ok_or_else(|| LiveError::Unexpected("no demo venue staff".into()))?.account;
        let entered: DemoEntered =
            json("entering", &http.post(api::DEMO_ENTER, &body(&DemoEnter { account })?)?)?;
        let code = entered.enrolment_code.ok_or_else(|| LiveError::Unexpected("no enrolment code".into()))?;
        let enrol = Enrol { code, name: name.to_owned(), device: None };
        let enrolled: Enrolled = json("enrolling", &http.post(api::ENROL, &body(&enrol)?)?)?;
        let id = enrolled.device.id;
        let session = enrolled.device.sessions.first();
        let scope = Scope::Session(*session.ok_or_else(|| LiveError::Unexpected("no session".into()))?);
        let changes = pull(&mut http, scope)?;
        let venue = venue(&changes, account)?;
        Ok(Self { http, id, stream: Vec::new(), acked: 0, boot: BootId(Uuid::now_v7()), venue })
    }

    /// The session it is for.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        Scope::Session(self.venue.session.id)
    }

    /// Writes `count` further sign-ins and sign-outs of the people on the roster.
    pub fn tap(&mut self, count: usize) {
        for _ in 0..count {
            let number = self.stream.len() as u64 + 1;
            let event = event(&self.venue, self.id, self.boot, number);
            // An event is plain data; writing it to memory cannot fail.
            self.stream.push(serde_json::to_string(&event).unwrap_or_default());
        }
    }

    /// Request body that pushes `from..to` of the stream.
    ///
    /// # Errors
    /// Never for a stream written by [`Self::tap`].
    pub fn request(&self, from: usize, to: usize) -> Result<Vec<u8>, LiveError> {
        let events = self.stream[from..to].iter().map(|raw| RawValue::from_string(raw.clone()));
        let events =
            events.collect::<Result<_, _>>().map_err(|error| LiveError::Unexpected(error.to_string()))?;
        let report = DeviceReport {
            id: self.id,
            head: to as u64,
            unsent: (to - from) as u64,
            sent_at: now(),
            app_version: "fake".into(),
        };
        body(&SyncRequest {
            envelope: ENVELOPE,
            device: Some(report),
            events,
            records: Vec::new(),
            pulls: Vec::new(),
        })
    }

    /// Pushes what is not acknowledged yet, at most `most` events.
    ///
    /// # Errors
    /// When the connection breaks or the server answers with an error; nothing is known to be stored then.
    pub fn push(&mut self, most: usize) -> Result<SyncResponse, LiveError> {
        let to = self.stream.len().min(self.acked + most);
        let request = self.request(self.acked, to)?;
        let response: SyncResponse = json("a push", &self.http.post(api::SYNC, &request)?)?;
        if response.results.len() != to - self.acked {
            return Err(LiveError::Unexpected("not one result per event".into()));
        }
        self.acked = to;
        Ok(response)
    }

    /// Pulls its session from nothing, all pages.
    ///
    /// # Errors
    /// When the server does not play along.
    pub fn pull_all(&mut self) -> Result<ScopeChanges, LiveError> {
        let scope = self.scope();
        pull(&mut self.http, scope)
    }
}

fn pull(http: &mut Http, scope: Scope) -> Result<ScopeChanges, LiveError> {
    let mut all: Option<ScopeChanges> = None;
    loop {
        let cursor = all.as_ref().map(|all| all.cursor.clone());
        let pulls = vec![Pull { scope, cursor, own_through: 0 }];
        let request =
            SyncRequest { envelope: ENVELOPE, device: None, events: Vec::new(), records: Vec::new(), pulls };
        let mut response: SyncResponse = json("a pull", &http.post(api::SYNC, &body(&request)?)?)?;
        let page =
            response.scopes.pop().ok_or_else(|| LiveError::Unexpected("no scope in the answer".into()))?;
        let more = page.more;
        match &mut all {
            None => all = Some(page),
            Some(all) => {
                all.docs.extend(page.docs);
                all.events.extend(page.events);
                (all.cursor, all.sum, all.more) = (page.cursor, page.sum, page.more);
            }
        }
        if let (false, Some(all)) = (more, all.take_if(|_| !more)) {
            return Ok(all);
        }
    }
}

fn venue(changes: &ScopeChanges, operator: AccountId) -> Result<Venue, LiveError> {
    let bodies = |kind: &'static str| {
        changes.docs.iter().filter(move |doc| doc.kind == kind).filter_map(|doc| doc.body.as_ref())
    };
    let session = bodies(docs::SESSION).find_map(|body| serde_json::from_str(body.get()).ok());
    let session = session.ok_or_else(|| LiveError::Unexpected("the session is not in its scope".into()))?;
    let roster: Vec<RosterEntry> =
        bodies(docs::ROSTER).filter_map(|body| serde_json::from_str(body.get()).ok()).collect();
    if roster.is_empty() {
        return Err(LiveError::Unexpected("the roster is empty".into()));
    }
    Ok(Venue { session, roster, operator })
}

fn event(venue: &Venue, device: DeviceId, boot: BootId, seq: u64) -> AttendanceEvent {
    let people = venue.roster.len() as u64;
    let person = &venue.roster[(seq % people) as usize];
    let kind = if (seq / people).is_multiple_of(2) { EventKind::SignIn } else { EventKind::SignOut };
    let period = venue.session.periods.first();
    AttendanceEvent {
        id: EventId(Uuid::now_v7()),
        seq,
        at: now(),
        mono: seq * 1_700,
        subject: Some(Subject::Registration(person.id)),
        kind,
        session: venue.session.id,
        period: period.map_or(yanxi_domain::ids::PeriodId(Uuid::nil()), |period| period.id),
        device,
        boot,
        operator: venue.operator,
        offset: Some(12),
        quality: OffsetQuality::Good,
        method: Method::List,
        evidence: Evidence::Medium,
        reason: None,
        v: EVENT_VERSION,
    }
}

fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

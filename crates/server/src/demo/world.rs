//! What the demo data consists of, in the words of the domain; seeding writes it to a store.

use yanxi_domain::{
    course::{Course, Session},
    determination::Determination,
    event::{ReceivedEvent, SideRecord, Subject},
    ids::{AccountId, DeviceId, PersonId, RegistrationId, SessionId},
    roster::{Origin, RegistrationState, RosterEntry},
    time::Timestamp,
};

use super::{ids::id, people::Person};

/// A course with everything that hangs on it.
#[derive(Clone, Debug)]
pub struct DemoCourse {
    /// Course.
    pub course: Course,
    /// 開課承辦人
    pub owner: AccountId,
    /// Sessions in order.
    pub sessions: Vec<Session>,
    /// Rosters, with the person behind each row.
    pub registrations: Vec<(RosterEntry, PersonId)>,
    /// Venue staff and the sessions they are assigned to.
    pub staff: Vec<(SessionId, AccountId)>,
    /// Devices that took part.
    pub devices: Vec<DemoDevice>,
    /// Everything the server has received.
    pub events: Vec<ReceivedEvent>,
    /// Personal text of walk-ins and notes.
    pub records: Vec<SideRecord>,
    /// Organiser's decisions.
    pub determinations: Vec<Determination>,
    /// Sessions whose hours were issued, and when.
    pub issued: Vec<(SessionId, Timestamp)>,
    /// Registration is open since then, one application every ten minutes; `None`: the roster was imported.
    pub open_since: Option<Timestamp>,
}

/// A device of the history; no browser holds its token.
#[derive(Clone, Debug)]
pub struct DemoDevice {
    /// Identity.
    pub id: DeviceId,
    /// 平板A
    pub name: String,
    /// Sessions it was enrolled for.
    pub sessions: Vec<SessionId>,
    /// Last contact.
    pub last_seen: Timestamp,
    /// server − device clock, milliseconds.
    pub clock_offset_ms: i64,
}

/// Puts `person` on the roster of `session`.
#[must_use]
pub fn register(
    course_key: &str,
    session: &Session,
    person: &Person,
    state: RegistrationState,
) -> (RosterEntry, PersonId) {
    let entry = RosterEntry {
        id: registration_id(course_key, session.number, person),
        session: session.id,
        name: person.name.clone(),
        romanized: person.romanized.clone(),
        school: person.school.id,
        school_name: person.school.short_name.clone(),
        county: person.school.county.clone(),
        title: person.title.clone(),
        disambiguator: person.disambiguator.clone(),
        business_area: Some(person.business_area.clone()),
        state,
        origin: Origin::Imported,
    };
    (entry, person.id)
}

/// Id of a person's registration.
#[must_use]
pub fn registration_id(course_key: &str, session_number: u8, person: &Person) -> RegistrationId {
    RegistrationId(id(&format!("{course_key}/registration/{session_number}/{}", person.id)))
}

/// A person as the subject of events.
#[must_use]
pub fn subject(course_key: &str, session_number: u8, person: &Person) -> Subject {
    Subject::Registration(registration_id(course_key, session_number, person))
}

//! Everything the evaluation of a session looks at. The same on a tablet, in the organiser's browser and on the server.

use std::collections::HashMap;

use crate::{
    course::Session,
    determination::{Determination, DraftLink, FinalOverride},
    device::DeviceStatus,
    event::SideRecord,
    ids::{RecordId, RegistrationId, SessionId},
    log::SessionLog,
    roster::RosterEntry,
    time::Timestamp,
};

/// Facts and decisions about one session.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The session.
    pub session: &'a Session,
    /// Its roster; rows of other sessions are passed over.
    pub roster: &'a [RosterEntry],
    /// Its events.
    pub log: &'a SessionLog,
    /// Names of walk-ins, texts of notes.
    pub records: &'a HashMap<RecordId, SideRecord>,
    /// "This walk-in is that registration", decided by a person.
    pub links: &'a [DraftLink],
    /// Devices enrolled for the session (others are passed over).
    pub devices: &'a [DeviceStatus],
    /// Decisions about people.
    pub determinations: &'a [Determination],
    /// The owner declared the session final.
    pub override_: Option<&'a FinalOverride>,
    /// When the course was closed.
    pub course_closed_at: Option<Timestamp>,
    /// The other session of the course a registration belongs to, if it is known to belong to one.
    pub sibling_registered: &'a dyn Fn(RegistrationId) -> Option<SessionId>,
    /// Present time.
    pub now: Timestamp,
}

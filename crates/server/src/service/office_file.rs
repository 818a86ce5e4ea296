//! Everything the server knows of one session, read in one transaction and judged by the domain's rules.

use std::collections::{BTreeMap, HashMap};

use yanxi_domain::{
    course::{Course, Session},
    determination::{Determination, DraftLink, FinalOverride},
    device::DeviceStatus,
    evaluate::Facts,
    event::{EventKind, RecordBody, SideRecord, Subject},
    hours::HoursRecord,
    ids::{DraftId, PeriodId, RecordId, RegistrationId, SessionId},
    log::SessionLog,
    roster::RosterEntry,
    time::Timestamp,
};

use crate::{
    failure::Failure,
    store::{Registration, Tx},
};

/// A session with all its facts and decisions.
pub struct SessionFile {
    /// Course.
    pub course: Course,
    /// Session.
    pub session: Session,
    /// Roster with the people behind it, in order.
    pub registrations: Vec<Registration>,
    /// Hours issued so far, oldest version first.
    pub hours: BTreeMap<Subject, Vec<HoursRecord>>,
    roster: Vec<RosterEntry>,
    log: SessionLog,
    records: HashMap<RecordId, SideRecord>,
    links: Vec<DraftLink>,
    devices: Vec<DeviceStatus>,
    determinations: Vec<Determination>,
    override_: Option<FinalOverride>,
    elsewhere: HashMap<RegistrationId, SessionId>,
}

impl SessionFile {
    /// Reads it.
    ///
    /// # Errors
    /// 404 for an unknown session.
    pub async fn read(tx: &mut Tx, id: SessionId) -> Result<Self, Failure> {
        let session = tx.session(id).await?.ok_or_else(Failure::not_found)?;
        let course = tx.course(session.course).await?.ok_or_else(Failure::not_found)?;
        let registrations = tx.registrations(id).await?;
        Ok(Self {
            roster: registrations.iter().map(|r| r.entry.clone()).collect(),
            registrations,
            hours: tx.hours_records(id).await?,
            log: tx.session_events(id).await?.into_iter().collect(),
            records: tx.side_records(id).await?.into_iter().map(|record| (record.id, record)).collect(),
            links: tx.draft_links(id).await?,
            devices: tx.device_statuses(course.id).await?,
            determinations: tx.determinations(id).await?,
            override_: tx.final_override(id).await?,
            elsewhere: tx.registered_sessions(course.id).await?.into_iter().collect(),
            course,
            session,
        })
    }

    /// Judges it as of `now`.
    pub fn judge<T>(&self, now: Timestamp, judge: impl FnOnce(&Facts<'_>) -> T) -> T {
        judge(&Facts {
            session: &self.session,
            roster: &self.roster,
            log: &self.log,
            records: &self.records,
            links: &self.links,
            devices: &self.devices,
            determinations: &self.determinations,
            override_: self.override_.as_ref(),
            course_closed_at: self.course.closed_at,
            sibling_registered: &|registration| self.elsewhere.get(&registration).copied(),
            now,
        })
    }

    /// Whether the session knows this person: a roster row, or somebody an event is about.
    #[must_use]
    pub fn knows(&self, subject: Subject) -> bool {
        self.roster.iter().any(|row| Subject::Registration(row.id) == subject)
            || self.log.subjects().any(|known| known == subject)
    }

    /// Whether a registration is of this course, in whichever session.
    #[must_use]
    pub fn is_of_course(&self, registration: RegistrationId) -> bool {
        self.elsewhere.contains_key(&registration)
    }

    /// The decision that counts for a person and period.
    #[must_use]
    pub fn decision(&self, subject: Subject, period: PeriodId) -> Option<&Determination> {
        self.determinations.iter().find(|d| d.subject == subject && d.period == period)
    }

    /// The registration a walk-in was linked to by a person.
    #[must_use]
    pub fn link(&self, draft: DraftId) -> Option<RegistrationId> {
        self.links.iter().find(|link| link.draft == draft).map(|link| link.registration)
    }

    /// 「海豐國小 教務主任 王小明」, for the organiser's eyes only.
    #[must_use]
    pub fn describe(&self, subject: Subject) -> String {
        let parts = match subject {
            Subject::Registration(id) => self.roster.iter().find(|row| row.id == id).map(|row| {
                [row.school_name.as_str(), &row.title, &row.name, row.disambiguator.as_deref().unwrap_or("")]
            }),
            Subject::Draft(_) => self.walk_in(subject).map(|body| match body {
                RecordBody::WalkIn { name, school_name, title, .. } => {
                    [school_name.as_str(), title, name, "現場"]
                }
                _ => ["", "", "", ""],
            }),
        };
        let known: Vec<&str> =
            parts.unwrap_or_default().into_iter().filter(|part| !part.is_empty()).collect();
        if known.is_empty() { "（名冊外人員）".to_owned() } else { known.join(" ") }
    }

    fn walk_in(&self, subject: Subject) -> Option<&RecordBody> {
        self.log.history(subject).into_iter().find_map(|received| match received.event.kind {
            EventKind::WalkIn { record } => self.records.get(&record).map(|record| &record.body),
            _ => None,
        })
    }
}

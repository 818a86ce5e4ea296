//! What deciding about a seat needs to know: applicants of a session by columns alone, and what a person holds elsewhere.

use std::collections::BTreeSet;

use yanxi_domain::{
    admission::Applicant,
    course::{Course, Session},
    determination::Decision,
    event::Subject,
    ids::{OrgId, PersonId, RegistrationId, SessionId},
    org::School,
    registering::collide,
    results,
    roster::{Origin, RegistrationState, RosterEntry},
    time::Timestamp,
};

use super::{Row, StoreError, Tx};
use crate::args;

/// A registration of a person that stands, or that was refused.
#[derive(Clone, Debug)]
pub struct Held {
    /// Identity.
    pub registration: RegistrationId,
    /// Its session.
    pub session: Session,
    /// State.
    pub state: RegistrationState,
    /// Origin.
    pub origin: Origin,
    /// The course of the session.
    pub course: Course,
}

impl Held {
    /// The state as the person may see it (3.2 公布).
    #[must_use]
    pub fn shown(&self, now: Timestamp) -> RegistrationState {
        results::shown(results::are_hidden(&self.course, &self.session, now), self.origin, self.state)
    }

    /// Whether the person does not know the state yet.
    #[must_use]
    pub fn is_hidden(&self, now: Timestamp) -> bool {
        self.shown(now) != self.state
    }
}

/// Who registers, as the directory knows them.
#[derive(Clone, Debug)]
pub struct Registrant {
    /// Identity.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// 職稱
    pub title: String,
    /// School, where the person has one.
    pub school: Option<School>,
    /// 同名註記
    pub disambiguator: Option<String>,
}

/// States in which a registration stands.
macro_rules! live {
    () => {
        "('applied', 'admitted', 'waitlisted', 'on_leave', 'walk_in_pending')"
    };
}
pub(super) use live;

/// A state from its code (`column`) and position (the column behind it).
fn state(row: &Row, column: usize) -> Result<RegistrationState, StoreError> {
    Ok(match row.text(column)?.as_str() {
        "applied" => RegistrationState::Applied,
        "admitted" => RegistrationState::Admitted,
        "waitlisted" => {
            let position = row.opt_int(column + 1)?.unwrap_or_default();
            RegistrationState::Waitlisted(u32::try_from(position).unwrap_or_default())
        }
        "not_admitted" => RegistrationState::NotAdmitted,
        "cancelled" => RegistrationState::Cancelled,
        "on_leave" => RegistrationState::OnLeave,
        "walk_in_pending" => RegistrationState::WalkInPending,
        "rejected" => RegistrationState::Rejected,
        _ => return Err(StoreError::Broken("registration state".into())),
    })
}

impl Tx {
    /// Who sits on the seats of a session or waits for one, with the person behind each. Reads columns only: a
    /// thousand bodies a request would be too much.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn applicants(
        &mut self,
        session: SessionId,
    ) -> Result<Vec<(Applicant, Option<PersonId>)>, StoreError> {
        let sql = "SELECT id, school, applied_at, state, waiting, person FROM registration \
                   WHERE session = $1 AND state IN ('admitted', 'waitlisted') ORDER BY applied_at, id";
        let rows = self.rows(sql, args![session.0]).await?;
        rows.iter()
            .map(|row| {
                let applicant = Applicant {
                    id: RegistrationId(row.id(0)?),
                    school: OrgId(row.opt_id(1)?.unwrap_or_default()),
                    applied_at: row.time(2)?,
                    state: state(row, 3)?,
                    elsewhere: false,
                };
                Ok((applicant, row.opt_id(5)?.map(PersonId)))
            })
            .collect()
    }

    /// Walk-ins without a registration whom the organiser accepted: they count against capacity (R-CAP 1).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn accepted_walk_ins(&mut self, session: SessionId) -> Result<u32, StoreError> {
        let accepted: BTreeSet<Subject> = self
            .determinations(session)
            .await?
            .into_iter()
            .filter(|d| matches!(d.decision, Decision::Accept | Decision::TreatAsFull))
            .map(|d| d.subject)
            .filter(|subject| matches!(subject, Subject::Draft(_)))
            .collect();
        if accepted.is_empty() {
            return Ok(0);
        }
        let linked: BTreeSet<Subject> =
            self.draft_links(session).await?.into_iter().map(|link| Subject::Draft(link.draft)).collect();
        Ok(u32::try_from(accepted.difference(&linked).count()).unwrap_or(u32::MAX))
    }

    /// The registrations of a person that stand, and those that were refused: who was refused does not register again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn held_by(&mut self, person: PersonId) -> Result<Vec<Held>, StoreError> {
        let sql = concat!(
            "SELECT r.id, s.body, r.state, r.waiting, c.body, r.body FROM registration r ",
            "JOIN session s ON s.id = r.session JOIN course c ON c.id = s.course ",
            "WHERE r.person = $1 AND (r.state = 'not_admitted' OR r.state IN ",
            live!(),
            ") ORDER BY s.id, r.id"
        );
        let rows = self.rows(sql, args![person.0]).await?;
        rows.iter()
            .map(|row| {
                let registration = RegistrationId(row.id(0)?);
                let entry: RosterEntry = row.json(5)?;
                Ok(Held {
                    registration,
                    session: row.json(1)?,
                    state: state(row, 2)?,
                    origin: entry.origin,
                    course: row.json(4)?,
                })
            })
            .collect()
    }

    /// Which people with a row in `session` are admitted to another session at the same time (R-CAP 5). Lock their scopes
    /// first where the answer decides about a seat.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn admitted_elsewhere(&mut self, session: &Session) -> Result<BTreeSet<PersonId>, StoreError> {
        let start = session.periods.iter().map(|p| p.start).min().unwrap_or_default();
        let end = session.periods.iter().map(|p| p.end).max().unwrap_or_default();
        let sql = "SELECT DISTINCT r.person, s.body FROM catalogue k \
                   JOIN registration r ON r.session = k.session AND r.state = 'admitted' \
                   JOIN session s ON s.id = k.session \
                   WHERE k.starts_at < $1 AND k.ends_at > $2 AND k.session <> $3 AND r.person IN \
                   (SELECT person FROM registration WHERE session = $3 AND person IS NOT NULL)";
        let mut people = BTreeSet::new();
        for row in self.rows(sql, args![end, start, session.id.0]).await? {
            let other: Session = row.json(1)?;
            if collide(session, &other) {
                people.extend(row.opt_id(0)?.map(PersonId));
            }
        }
        Ok(people)
    }

    /// Other sessions in which the person waits for a seat.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waits_in(&mut self, person: PersonId) -> Result<Vec<SessionId>, StoreError> {
        let sql =
            "SELECT session FROM registration WHERE person = $1 AND state = 'waitlisted' ORDER BY session";
        self.rows(sql, args![person.0]).await?.iter().map(|row| row.id(0).map(SessionId)).collect()
    }

    /// A person with their school; `None` for nobody.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn registrant(&mut self, person: PersonId) -> Result<Option<Registrant>, StoreError> {
        let sql = "SELECT p.name, p.title, s.body, p.disambiguator FROM person p LEFT JOIN school s ON s.id = p.school \
                   WHERE p.id = $1";
        let row = self.row(sql, args![person.0]).await?;
        row.map(|row| registrant(&row, person)).transpose()
    }

    /// Everybody of a school, by title and name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people_of(&mut self, school: OrgId) -> Result<Vec<Registrant>, StoreError> {
        let sql = "SELECT p.name, p.title, s.body, p.disambiguator, p.id FROM person p JOIN school s ON s.id = p.school \
                   WHERE p.school = $1 ORDER BY p.title, p.name, p.id";
        let rows = self.rows(sql, args![school.0]).await?;
        rows.iter().map(|row| registrant(row, PersonId(row.id(4)?))).collect()
    }
}

fn registrant(row: &Row, person: PersonId) -> Result<Registrant, StoreError> {
    let school = if row.opt_text(2)?.is_some() { Some(row.json(2)?) } else { None };
    Ok(Registrant {
        person,
        name: row.text(0)?,
        title: row.text(1)?,
        school,
        disambiguator: row.opt_text(3)?,
    })
}

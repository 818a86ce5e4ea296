//! Everybody the tablet can find: the rosters of its sessions and the walk-ins, with search keys made in advance.

use std::{collections::HashMap, sync::Arc};

use yanxi_domain::{
    course::Session,
    event::{EventKind, RecordBody, SideRecord, Subject},
    ids::{OrgId, RecordId, SessionId},
    log::SessionLog,
    roster::{RegistrationState, RosterEntry},
    text::search_key,
};

/// Separates the parts of a search key; no name contains it, so nothing matches across parts.
const SEPARATOR: char = '\n';

/// A walk-in as the log and its side record describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkIn {
    /// Draft.
    pub subject: Subject,
    /// Name as entered.
    pub name: String,
    /// School, if found in the directory.
    pub school: Option<OrgId>,
    /// School as shown.
    pub school_name: String,
    /// 職稱
    pub title: String,
}

/// What the tablet holds of one session, as far as people are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionPeople {
    /// The session.
    pub session: Arc<Session>,
    /// Its roster.
    pub roster: Arc<Vec<RosterEntry>>,
    /// Its walk-ins.
    pub walk_ins: Vec<WalkIn>,
}

/// One person in one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Whom events name.
    pub subject: Subject,
    /// Session of the registration.
    pub session: SessionId,
    /// 1 for 第一場.
    pub session_number: u8,
    /// Legal name as entered.
    pub name: String,
    /// Romanised name.
    pub romanized: Option<String>,
    /// School, if it is one of the directory.
    pub school: Option<OrgId>,
    /// School short name.
    pub school_name: String,
    /// 職稱
    pub title: String,
    /// Short text beside the name when two people of one school share it.
    pub disambiguator: Option<String>,
    /// 業務別
    pub business_area: Option<String>,
    /// State of the registration.
    pub state: RegistrationState,
    /// Somebody else of this session has the same name (F-15).
    pub namesake: bool,
    /// People of one name and school share the number: they are always shown together.
    pub(super) group: u32,
    pub(super) key: SearchKey,
}

/// Name, romanised name, school, title and disambiguator as one searchable text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SearchKey {
    pub(super) text: String,
    /// Where the names end.
    pub(super) names: usize,
    /// Where the school ends.
    pub(super) school: usize,
}

impl SearchKey {
    /// The key of the legal name.
    fn name(&self) -> &str {
        self.text.split(SEPARATOR).next().unwrap_or_default()
    }

    /// The key of the school.
    fn school_name(&self) -> &str {
        self.text.split(SEPARATOR).nth(2).unwrap_or_default()
    }
}

/// Everybody, in the order of the list: the rosters session by session, by school, then name; walk-ins among them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// People; lists hold indices into it.
    pub people: Vec<Person>,
    index: HashMap<Subject, u32>,
}

impl Directory {
    /// Collects everybody. `current` comes first.
    #[must_use]
    pub fn new(sessions: &[SessionPeople], current: SessionId) -> Self {
        let mut order: Vec<&SessionPeople> = sessions.iter().collect();
        order.sort_by_key(|one| (one.session.id != current, one.session.number));
        let mut people =
            Vec::with_capacity(order.iter().map(|one| one.roster.len() + one.walk_ins.len()).sum());
        for one in order {
            let mut rows: Vec<Person> = one.roster.iter().map(|entry| registered(one, entry)).collect();
            rows.extend(one.walk_ins.iter().map(|walk_in| walked_in(one, walk_in)));
            // By the key of the name: 溫 and 温 look like one name at the door and must stand together too. Down to
            // the id: staff remember where a row stands (F-15).
            rows.sort_by(|a, b| {
                (&a.school_name, a.key.name(), &a.title, &a.disambiguator, &a.name, a.subject).cmp(&(
                    &b.school_name,
                    b.key.name(),
                    &b.title,
                    &b.disambiguator,
                    &b.name,
                    b.subject,
                ))
            });
            mark_namesakes(&mut rows, people.len());
            people.append(&mut rows);
        }
        let index = (0_u32..).zip(&people).map(|(index, person)| (person.subject, index)).collect();
        Self { people, index }
    }

    /// A person by identity.
    #[must_use]
    pub fn find(&self, subject: Subject) -> Option<&Person> {
        self.people.get(self.position(subject)?)
    }

    /// Where a person stands.
    #[must_use]
    pub fn position(&self, subject: Subject) -> Option<usize> {
        self.index.get(&subject).and_then(|index| usize::try_from(*index).ok())
    }

    /// People who look like the one described: same name (search key), and same school where both are known. They
    /// are a hint that two rows may be one person, never a proof (R-TEXT 7).
    pub fn alike<'a>(
        &'a self,
        name: &str,
        school: Option<OrgId>,
        school_name: &str,
    ) -> impl Iterator<Item = &'a Person> {
        let name = search_key(name);
        let school_key = search_key(school_name);
        let wanted = !name.is_empty();
        self.people.iter().filter(move |person| {
            wanted
                && person.key.name() == name
                && match (person.school, school) {
                    (Some(one), Some(other)) => one == other,
                    _ => school_key.is_empty() || person.key.school_name() == school_key,
                }
        })
    }
}

/// The walk-ins of a log, named by their side records; one that was forgotten since keeps its place without a name.
#[must_use]
pub fn walk_ins(log: &SessionLog, records: &HashMap<RecordId, SideRecord>) -> Vec<WalkIn> {
    let drafts = log.iter().filter_map(|received| match (&received.event.kind, received.event.subject) {
        (EventKind::WalkIn { record }, Some(subject)) if !log.is_voided(received.event.id) => {
            Some((*record, subject))
        }
        _ => None,
    });
    drafts
        .filter_map(|(record, subject)| match &records.get(&record)?.body {
            RecordBody::WalkIn { name, school, school_name, title, .. } => Some(WalkIn {
                subject,
                name: name.clone(),
                school: *school,
                school_name: school_name.clone(),
                title: title.clone(),
            }),
            RecordBody::Note { .. } | RecordBody::Erased => None,
        })
        .collect()
}

fn registered(one: &SessionPeople, entry: &RosterEntry) -> Person {
    Person {
        subject: Subject::Registration(entry.id),
        session: one.session.id,
        session_number: one.session.number,
        name: entry.name.clone(),
        romanized: entry.romanized.clone(),
        school: Some(entry.school),
        school_name: entry.school_name.clone(),
        title: entry.title.clone(),
        disambiguator: entry.disambiguator.clone(),
        business_area: entry.business_area.clone(),
        state: entry.state,
        namesake: false,
        group: 0,
        key: key(
            &entry.name,
            entry.romanized.as_deref(),
            &entry.school_name,
            &entry.title,
            entry.disambiguator.as_deref(),
        ),
    }
}

fn walked_in(one: &SessionPeople, walk_in: &WalkIn) -> Person {
    Person {
        subject: walk_in.subject,
        session: one.session.id,
        session_number: one.session.number,
        name: walk_in.name.clone(),
        romanized: None,
        school: walk_in.school,
        school_name: walk_in.school_name.clone(),
        title: walk_in.title.clone(),
        disambiguator: None,
        business_area: None,
        state: RegistrationState::WalkInPending,
        namesake: false,
        group: 0,
        key: key(&walk_in.name, None, &walk_in.school_name, &walk_in.title, None),
    }
}

fn key(
    name: &str,
    romanized: Option<&str>,
    school: &str,
    title: &str,
    disambiguator: Option<&str>,
) -> SearchKey {
    let mut text = search_key(name);
    let mut part = |value: &str| {
        text.push(SEPARATOR);
        text.push_str(&search_key(value));
        text.len()
    };
    let names = part(romanized.unwrap_or_default());
    let school = part(school);
    part(title);
    part(disambiguator.unwrap_or_default());
    SearchKey { text, names, school }
}

/// Gives people of one school and name the same group, and marks everybody whose name occurs twice in the session.
fn mark_namesakes(rows: &mut [Person], before: usize) {
    let name_of = |person: &Person| person.key.name().to_owned();
    let mut by_name: HashMap<String, u32> = HashMap::new();
    let mut groups: HashMap<(String, String), u32> = HashMap::new();
    for person in rows.iter() {
        *by_name.entry(name_of(person)).or_default() += 1;
    }
    let mut next = u32::try_from(before).unwrap_or(u32::MAX);
    for person in rows.iter_mut() {
        let name = name_of(person);
        person.namesake = by_name.get(&name).is_some_and(|count| *count > 1);
        person.group = *groups.entry((person.school_name.clone(), name)).or_insert_with(|| {
            next += 1;
            next
        });
    }
}

#[cfg(test)]
pub mod samples {
    //! Rosters for the tests of this folder.

    use super::*;
    use crate::view::fixtures;

    /// The directory of one session with this roster.
    pub fn directory_of(roster: Vec<RosterEntry>) -> Directory {
        Directory::new(&[people_of(roster)], fixtures::SESSION)
    }

    /// One session with this roster.
    pub fn people_of(roster: Vec<RosterEntry>) -> SessionPeople {
        SessionPeople {
            session: Arc::new(fixtures::session()),
            roster: Arc::new(roster),
            walk_ins: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{samples::*, *};
    use crate::view::fixtures::{Day, entry, person, roster};

    #[test]
    fn both_people_of_one_name_are_marked_and_stand_together() {
        let directory = directory_of(roster());
        let namesakes: Vec<usize> =
            directory.people.iter().enumerate().filter(|(_, p)| p.namesake).map(|(i, _)| i).collect();
        assert_eq!(namesakes.len(), 2);
        assert_eq!(namesakes[1], namesakes[0] + 1);
        assert!(!directory.find(person(1)).unwrap().namesake);
    }

    #[test]
    fn variants_of_a_surname_stand_together_and_are_found_together() {
        let admitted = RegistrationState::Admitted;
        let directory = directory_of(vec![
            entry(1, "温雅婷", "南州國中", "導師", admitted),
            entry(2, "游珏煊", "南州國中", "幹事", admitted),
            entry(3, "溫雅婷", "南州國中", "幹事", admitted),
        ]);
        let places: Vec<usize> = [1, 3].map(|n| directory.position(person(n)).unwrap()).to_vec();
        assert_eq!(places[0].abs_diff(places[1]), 1);
        assert_eq!(directory.people[places[0]].group, directory.people[places[1]].group);
    }

    #[test]
    fn the_same_name_at_another_school_is_marked_but_not_one_group() {
        let admitted = RegistrationState::Admitted;
        let directory = directory_of(vec![
            entry(1, "李小華", "海豐國小", "教務主任", admitted),
            entry(2, "李小華", "泰武國小", "教務主任", admitted),
        ]);
        assert!(directory.people.iter().all(|p| p.namesake));
        assert_ne!(directory.people[0].group, directory.people[1].group);
    }

    #[test]
    fn a_walk_in_is_in_the_list_with_its_name() {
        let mut day = Day::default();
        let subject = day.walk_in(1, "08:43:00", "林美玉", "泰武國小", "教導主任");
        let found = walk_ins(&day.log, &day.records);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].subject, found[0].name.as_str()), (subject, "林美玉"));
        let mut people = people_of(roster());
        people.walk_ins = found;
        let directory = Directory::new(&[people], crate::view::fixtures::SESSION);
        assert_eq!(directory.find(subject).unwrap().state, RegistrationState::WalkInPending);
    }

    #[test]
    fn people_alike_share_name_and_school() {
        let directory = directory_of(roster());
        assert_eq!(directory.alike("陳 怡君", None, "南州國中").count(), 2);
        assert_eq!(directory.alike("陳怡君", None, "海豐國小").count(), 0);
        assert_eq!(directory.alike("", None, "南州國中").count(), 0);
    }
}

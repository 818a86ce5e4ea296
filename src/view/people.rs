//! Who a subject of an event is, in words: a row of the roster or a walk-in's own words.

use std::collections::HashMap;

use yanxi_domain::{
    event::{EventKind, RecordBody, SideRecord, Subject},
    ids::RecordId,
    log::SessionLog,
    roster::{RegistrationState, RosterEntry},
    text::search_key,
};

use crate::i18n::{Locale, office as text};

/// A person as the organiser's screens name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Identity.
    pub subject: Subject,
    /// Name exactly as entered.
    pub name: String,
    /// School short name.
    pub school: String,
    /// 職稱
    pub title: String,
    /// What tells two people of one name apart, where there is one (F-15).
    pub disambiguator: Option<String>,
    /// Somebody else here has the same name.
    pub same_name: bool,
    /// Registration state; walk-ins have none.
    pub state: Option<RegistrationState>,
}

impl Who {
    /// Came without being on the roster.
    #[must_use]
    pub const fn walk_in(&self) -> bool {
        matches!(self.subject, Subject::Draft(_))
    }
}

/// Everybody of one session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory(HashMap<Subject, Who>);

impl Directory {
    /// Roster rows and walk-ins of the session.
    #[must_use]
    pub fn new(
        locale: Locale,
        roster: &[RosterEntry],
        records: &HashMap<RecordId, SideRecord>,
        log: &SessionLog,
    ) -> Self {
        let mut people: HashMap<Subject, Who> =
            roster.iter().map(of_roster).map(|who| (who.subject, who)).collect();
        for received in log.iter() {
            if let (EventKind::WalkIn { record }, Some(subject)) =
                (&received.event.kind, received.event.subject)
            {
                people.entry(subject).or_insert_with(|| of_record(locale, subject, records.get(record)));
            }
        }
        let mut seen: HashMap<String, u32> = HashMap::new();
        for who in people.values() {
            *seen.entry(search_key(&who.name)).or_default() += 1;
        }
        for who in people.values_mut() {
            who.same_name = seen.get(&search_key(&who.name)).is_some_and(|count| *count > 1);
        }
        Self(people)
    }

    /// Who that is; somebody nobody here can name gets words that say so.
    #[must_use]
    pub fn get(&self, locale: Locale, subject: Subject) -> Who {
        self.0.get(&subject).cloned().unwrap_or_else(|| Who {
            subject,
            name: text::unknown_person(locale),
            school: String::new(),
            title: String::new(),
            disambiguator: None,
            same_name: false,
            state: None,
        })
    }
}

fn of_roster(entry: &RosterEntry) -> Who {
    Who {
        subject: Subject::Registration(entry.id),
        name: entry.name.clone(),
        school: entry.school_name.clone(),
        title: entry.title.clone(),
        disambiguator: entry.disambiguator.clone(),
        same_name: false,
        state: Some(entry.state),
    }
}

fn of_record(locale: Locale, subject: Subject, record: Option<&SideRecord>) -> Who {
    let (name, school, title) = match record.map(|record| &record.body) {
        Some(RecordBody::WalkIn { name, school_name, title, .. }) => {
            (name.clone(), school_name.clone(), title.clone())
        }
        Some(RecordBody::Erased) => (text::erased_person(locale), String::new(), String::new()),
        Some(RecordBody::Note { .. }) | None => (text::unknown_person(locale), String::new(), String::new()),
    };
    Who { subject, name, school, title, disambiguator: None, same_name: false, state: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::{self, Day};

    #[test]
    fn people_of_one_name_are_marked_and_walk_ins_speak_for_themselves() {
        let mut day = Day::default();
        let walk_in = day.walk_in(1, "08:43:00", "周大中", "泰武國小", "教師");
        let people = Directory::new(Locale::Zh, &fixtures::roster(), &day.records, &day.log);
        let of = |n| people.get(Locale::Zh, fixtures::person(n));
        assert!(!of(1).same_name);
        assert!(of(2).same_name && of(3).same_name, "both rows carry the badge (F-15)");
        let guest = people.get(Locale::Zh, walk_in);
        assert_eq!(
            (guest.name.as_str(), guest.school.as_str(), guest.walk_in()),
            ("周大中", "泰武國小", true)
        );
    }

    #[test]
    fn a_forgotten_person_keeps_the_fact_and_loses_the_name() {
        let mut day = Day::default();
        let walk_in = day.walk_in(1, "08:43:00", "周大中", "泰武國小", "教師");
        for record in day.records.values_mut() {
            record.body = RecordBody::Erased;
        }
        let people = Directory::new(Locale::Zh, &[], &day.records, &day.log);
        assert_eq!(people.get(Locale::Zh, walk_in).name, "（個資已刪除）");
    }
}

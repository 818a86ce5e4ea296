//! Who is who: walk-ins and registrations put together into people (F-03, T-14). People are never matched by name
//! alone (R-TEXT 7).

use std::collections::{HashMap, HashSet};

use crate::{
    evaluate::Facts,
    event::{EventKind, RecordBody, Subject},
    ids::{DraftId, OrgId, RegistrationId, SessionId},
    presence::direction,
    roster::RosterEntry,
    text::{identity_key, search_key},
};

/// Walk-ins that are a registration: what a person decided first, else the only row of the roster with the same
/// school, name and title. Variant characters (溫/温, 凃/塗) may be different surnames: they suggest, they never match.
#[must_use]
pub fn drafts_matched(facts: &Facts<'_>) -> HashMap<DraftId, RegistrationId> {
    let mut matched = HashMap::new();
    let rows = RosterKeys::of(facts);
    for (draft, walk_in) in walk_ins(facts) {
        if let Some(registration) = walk_in.and_then(|walk_in| rows.only_row_like(&walk_in)) {
            matched.insert(draft, registration);
        }
    }
    let mut links: Vec<_> = facts.links.iter().collect();
    links.sort_by_key(|link| (link.at, link.registration));
    matched.extend(links.into_iter().map(|link| (link.draft, link.registration)));
    matched
}

/// What a walk-in said of itself.
struct WalkIn<'a> {
    name: &'a str,
    school: Option<OrgId>,
    school_name: &'a str,
    title: &'a str,
}

/// Walk-ins of the log that were not taken back; without text when it was erased or has not arrived.
fn walk_ins<'a>(facts: &Facts<'a>) -> Vec<(DraftId, Option<WalkIn<'a>>)> {
    let drafts = facts.log.subjects().filter_map(|subject| match subject {
        Subject::Draft(draft) => Some(draft),
        Subject::Registration(_) => None,
    });
    drafts
        .filter_map(|draft| {
            let history = facts.log.history(Subject::Draft(draft));
            let valid: Vec<_> = history.into_iter().filter(|e| !facts.log.is_voided(e.event.id)).collect();
            let is_here =
                |kind: &EventKind| matches!(kind, EventKind::WalkIn { .. }) || direction(kind).is_some();
            valid.iter().find(|e| is_here(&e.event.kind))?;
            let record = valid.iter().find_map(|e| match e.event.kind {
                EventKind::WalkIn { record } => facts.records.get(&record),
                _ => None,
            });
            let walk_in = record.and_then(|record| match &record.body {
                RecordBody::WalkIn { name, school, school_name, title, .. } => {
                    Some(WalkIn { name, school: *school, school_name, title })
                }
                _ => None,
            });
            Some((draft, walk_in))
        })
        .collect()
}

/// Roster rows by name and title; the school decides among them.
struct RosterKeys<'a> {
    rows: HashMap<(String, String), Vec<&'a RosterEntry>>,
}

impl<'a> RosterKeys<'a> {
    fn of(facts: &Facts<'a>) -> Self {
        let mut rows: HashMap<_, Vec<_>> = HashMap::new();
        for row in facts.roster.iter().filter(|row| row.session == facts.session.id) {
            rows.entry((identity_key(&row.name), search_key(&row.title))).or_default().push(row);
        }
        Self { rows }
    }

    fn only_row_like(&self, walk_in: &WalkIn<'_>) -> Option<RegistrationId> {
        let rows = self.rows.get(&(identity_key(walk_in.name), search_key(walk_in.title)))?;
        let school = search_key(walk_in.school_name);
        let mut rows = rows.iter().filter(|row| match walk_in.school {
            Some(id) => row.school == id,
            None => search_key(&row.school_name) == school,
        });
        let row = rows.next()?;
        rows.next().is_none().then_some(row.id)
    }
}

/// One person of the session, however many subjects they appear under.
pub(crate) struct Person<'a> {
    /// The subject outcomes are reported under.
    pub subject: Subject,
    /// All subjects of the person, `subject` first.
    pub aliases: Vec<Subject>,
    /// Roster row.
    pub entry: Option<&'a RosterEntry>,
    /// Another session of the course the person is registered for.
    pub elsewhere: Option<SessionId>,
    /// Looks like the same person as another unmatched walk-in.
    pub doubled: bool,
}

/// Everybody: roster rows in roster order, registrations of other sessions that were tapped here, unmatched walk-ins.
pub(crate) fn people<'a>(facts: &Facts<'a>) -> Vec<Person<'a>> {
    let rows = facts.roster.iter().filter(|row| row.session == facts.session.id);
    let known: HashSet<RegistrationId> = rows.clone().map(|row| row.id).collect();
    let matched = drafts_matched(facts);
    let walk_ins = walk_ins(facts);
    let mut drafts_of: HashMap<RegistrationId, Vec<Subject>> = HashMap::new();
    for (draft, _) in &walk_ins {
        if let Some(registration) = matched.get(draft).filter(|registration| known.contains(registration)) {
            drafts_of.entry(*registration).or_default().push(Subject::Draft(*draft));
        }
    }
    let mut people: Vec<Person<'a>> = rows
        .map(|row| {
            let subject = Subject::Registration(row.id);
            let mut aliases = vec![subject];
            aliases.extend(drafts_of.remove(&row.id).unwrap_or_default());
            Person { subject, aliases, entry: Some(row), elsewhere: None, doubled: false }
        })
        .collect();
    people.extend(facts.log.subjects().filter_map(|subject| match subject {
        Subject::Registration(id) if !known.contains(&id) => Some(Person {
            subject,
            aliases: vec![subject],
            entry: None,
            elsewhere: (facts.sibling_registered)(id),
            doubled: false,
        }),
        _ => None,
    }));
    let unmatched: Vec<_> = walk_ins
        .into_iter()
        .filter(|(draft, _)| matched.get(draft).is_none_or(|registration| !known.contains(registration)))
        .collect();
    let mut likeness: HashMap<_, u32> = HashMap::new();
    for key in unmatched.iter().filter_map(|(_, walk_in)| walk_in.as_ref().map(likeness_key)) {
        *likeness.entry(key).or_default() += 1;
    }
    people.extend(unmatched.iter().map(|(draft, walk_in)| {
        let subject = Subject::Draft(*draft);
        Person {
            subject,
            aliases: vec![subject],
            entry: None,
            elsewhere: matched.get(draft).and_then(|id| (facts.sibling_registered)(*id)),
            doubled: walk_in.as_ref().is_some_and(|w| likeness.get(&likeness_key(w)).is_some_and(|n| *n > 1)),
        }
    }));
    people
}

/// Walk-ins with the same key look like one person (DUP_PERSON); a person decides.
fn likeness_key(walk_in: &WalkIn<'_>) -> (String, String) {
    (search_key(walk_in.name), search_key(walk_in.school_name))
}

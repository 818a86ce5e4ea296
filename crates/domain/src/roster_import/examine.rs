//! Comparing the rows of a file with a session's roster.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::{
    Choices, Examined, Field, KnownEntry, KnownPerson, Problem, Row, RowChoice, Verdict, Write,
    same_name::{Likeness, matched},
    schools::Schools,
};
use crate::{
    directory::ListedSchool,
    ids::{OrgId, PersonId, RegistrationId, SessionId},
    org::School,
    roster::{Origin, RegistrationState, RosterEntry},
    text::{search_key, valid_name},
};

/// What the rows are compared with.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Session the roster is of.
    pub session: SessionId,
    /// 課程代碼 of its course, where it has one.
    pub course_code: Option<&'a str>,
    /// The directory, closed schools included.
    pub schools: &'a [ListedSchool],
    /// Every registration of the session.
    pub roster: &'a [KnownEntry],
    /// People the rows may be about; others do no harm.
    pub people: &'a [KnownPerson],
}

/// A row with the choices made for it, whose school is known.
struct Candidate<'a> {
    at: usize,
    row: &'a Row,
    school: &'a School,
    title: &'a str,
    disambiguator: &'a str,
    likeness: Likeness,
    problems: Vec<Problem>,
}

/// Gives every row a verdict, and says what to store.
#[must_use]
pub fn examine(rows: &[Row], known: Known<'_>, choices: &Choices) -> Examined {
    let chosen: HashMap<u64, &RowChoice> = choices.rows.iter().map(|choice| (choice.line, choice)).collect();
    let mut schools = Schools::new(known.schools, choices);
    let mut verdicts = Vec::with_capacity(rows.len());
    let mut groups: BTreeMap<(OrgId, String), Vec<Candidate<'_>>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let choice = chosen.get(&row.line).copied();
        verdicts.push((Verdict::Skipped, None));
        if choice.is_some_and(|choice| choice.skip) {
            continue;
        }
        if is_other_course(row, known.course_code) {
            verdicts[at].0 = Verdict::OtherCourse;
            continue;
        }
        let title = first(&row.title, choice.map(|choice| &*choice.title));
        let mut problems = Vec::new();
        if valid_name(&row.name).is_err() {
            problems.push(Problem::Name);
        }
        if title.is_empty() {
            problems.push(Problem::Title);
        }
        match schools.of(row) {
            Ok(school) => {
                let disambiguator = first(&row.disambiguator, choice.map(|choice| &*choice.disambiguator));
                let likeness =
                    Likeness::new(&row.name, title, disambiguator, std::slice::from_ref(&row.email));
                let candidate = Candidate { at, row, school, title, disambiguator, likeness, problems };
                groups.entry((school.id, search_key(&row.name))).or_default().push(candidate);
            }
            Err(problem) => {
                problems.push(problem);
                verdicts[at].0 = Verdict::Attention { problems };
            }
        }
    }
    let mut result = Examined { rows: verdicts, writes: Vec::new(), missing: Vec::new(), admitted: 0 };
    let mut seen: Vec<RegistrationId> = Vec::new();
    let by_name = Indexed::new(known);
    for (key, group) in groups {
        settle(&by_name, known.session, &key, group, &mut result, &mut seen);
    }
    result.writes.sort_by_key(|write| write.line);
    result.missing = missing(known.roster, &seen);
    result.admitted = admitted(known.roster, &result.writes);
    result
}

fn is_other_course(row: &Row, code: Option<&str>) -> bool {
    code.is_some_and(|code| !row.course_code.is_empty() && search_key(&row.course_code) != search_key(code))
}

/// The file's own text counts before what was typed for it.
fn first<'a>(of_file: &'a str, typed: Option<&'a str>) -> &'a str {
    if of_file.is_empty() { typed.unwrap_or_default().trim() } else { of_file }
}

/// Roster and people by school and name.
struct Indexed<'a> {
    /// Who stands in the roster at all, at whichever school.
    registered: HashSet<PersonId>,
    roster: HashMap<(OrgId, String), Vec<&'a KnownEntry>>,
    people: HashMap<(OrgId, String), Vec<&'a KnownPerson>>,
}

impl<'a> Indexed<'a> {
    fn new(known: Known<'a>) -> Self {
        let (mut roster, mut people) = (HashMap::<_, Vec<_>>::new(), HashMap::<_, Vec<_>>::new());
        for entry in one_row_each(known.roster) {
            roster.entry((entry.entry.school, search_key(&entry.entry.name))).or_default().push(entry);
        }
        for person in known.people {
            people.entry((person.school, search_key(&person.name))).or_default().push(person);
        }
        let registered = known.roster.iter().filter_map(|entry| entry.person).collect();
        Self { registered, roster, people }
    }
}

/// Every registration but those a person gave up and made anew: only their live one, else their last, is compared.
fn one_row_each(roster: &[KnownEntry]) -> impl Iterator<Item = &KnownEntry> {
    let mut of_person: HashMap<PersonId, &KnownEntry> = HashMap::new();
    for known in roster {
        let Some(person) = known.person else { continue };
        let before = of_person.get(&person);
        if before.is_none_or(|before| is_live(known.entry.state) || !is_live(before.entry.state)) {
            of_person.insert(person, known);
        }
    }
    roster.iter().filter(move |known| {
        let one = known.person.and_then(|person| of_person.get(&person));
        one.is_none_or(|one| one.entry.id == known.entry.id)
    })
}

const fn is_live(state: RegistrationState) -> bool {
    !matches!(
        state,
        RegistrationState::Cancelled | RegistrationState::NotAdmitted | RegistrationState::Rejected
    )
}

/// Settles everybody of one name at one school.
fn settle(
    index: &Indexed<'_>,
    session: SessionId,
    key: &(OrgId, String),
    mut group: Vec<Candidate<'_>>,
    result: &mut Examined,
    seen: &mut Vec<RegistrationId>,
) {
    let entries = index.roster.get(key).map_or(&[][..], Vec::as_slice);
    let likenesses: Vec<Likeness> = group.iter().map(|candidate| candidate.likeness.clone()).collect();
    let known: Vec<Likeness> = entries.iter().map(|entry| Likeness::of_entry(entry)).collect();
    let of_row = matched(&likenesses, &known);
    tell_apart(&mut group, &of_row, entries);
    let persons = persons(index, key, &group, &of_row);
    for ((candidate, entry), person) in group.into_iter().zip(of_row).zip(persons) {
        let entry = entry.map(|at| entries[at]);
        seen.extend(entry.map(|known| known.entry.id));
        let slot = &mut result.rows[candidate.at];
        slot.1 = Some(candidate.school.id);
        if !candidate.problems.is_empty() {
            slot.0 = Verdict::Attention { problems: candidate.problems };
            continue;
        }
        let Some(known) = entry else {
            slot.0 = Verdict::New { known: person.is_some() };
            let entry = new_entry(session, &candidate);
            let email = candidate.row.email.clone();
            result.writes.push(Write { line: candidate.row.line, entry, person, email });
            continue;
        };
        let (changed, fields) = changed(&known.entry, &candidate);
        if fields.is_empty() {
            slot.0 = Verdict::Unchanged;
        } else {
            slot.0 = Verdict::Changed { fields };
            let email = candidate.row.email.clone();
            result.writes.push(Write {
                line: candidate.row.line,
                entry: changed,
                person: known.person,
                email,
            });
        }
    }
}

/// Adds the problems of people who cannot be told apart.
fn tell_apart(group: &mut [Candidate<'_>], of_row: &[Option<usize>], entries: &[&KnownEntry]) {
    let lines: Vec<(u64, String)> =
        group.iter().map(|c| (c.row.line, c.likeness.disambiguator().to_owned())).collect();
    let copies: Vec<Option<u64>> = (0..group.len())
        .map(|at| {
            let mut before = group[..at].iter();
            before.find(|other| is_copy(other.row, group[at].row)).map(|other| other.row.line)
        })
        .collect();
    let all_are_copies = group.len() > 1 && copies[1..].iter().all(Option::is_some);
    let nobody_is_told = group.iter().all(|candidate| !candidate.likeness.is_told_apart());
    for at in 0..group.len() {
        let mine = group[at].likeness.disambiguator().to_owned();
        let is_told = !mine.is_empty() && lines.iter().filter(|(_, other)| *other == mine).count() == 1;
        let needs_in_file =
            group.len() > 1 && !is_told && of_row[at].is_none_or(|at| !has_own_mark(entries, at));
        if let (Some(of), true) = (copies[at], needs_in_file && mine.is_empty()) {
            group[at].problems.push(Problem::Duplicate { of });
            continue;
        }
        // The first of rows that are all alike is fine while the others are only its copies.
        let only_copies = at == 0 && all_are_copies && nobody_is_told;
        let unmarked_newcomer = of_row[at].is_none() && !entries.is_empty() && mine.is_empty();
        let needs_in_roster = unmarked_newcomer || takes_a_mark(entries, of_row[at], &mine);
        if (needs_in_file && !only_copies) || needs_in_roster {
            let own = group[at].row.line;
            let lines = lines.iter().map(|(line, _)| *line).filter(|line| *line != own).collect();
            let registered = entries.iter().map(|known| mark(&known.entry)).collect();
            group[at].problems.push(Problem::SameName { lines, registered });
        }
    }
}

/// Whether two rows say the same.
fn is_copy(one: &Row, other: &Row) -> bool {
    one.texts() == other.texts()
}

/// Whether a registration of the roster is told from the others there by its own text.
fn has_own_mark(entries: &[&KnownEntry], at: usize) -> bool {
    let mine = mark_key(entries[at]);
    !mine.is_empty() && entries.iter().filter(|known| mark_key(known) == mine).count() == 1
}

/// Whether the row would give somebody the mark another one of the roster has: it tells nobody apart.
fn takes_a_mark(entries: &[&KnownEntry], own: Option<usize>, mark: &str) -> bool {
    let has = |known: &KnownEntry| mark_key(known) == mark;
    !mark.is_empty() && !own.is_some_and(|own| has(entries[own])) && entries.iter().any(|known| has(known))
}

fn mark_key(known: &KnownEntry) -> String {
    search_key(known.entry.disambiguator.as_deref().unwrap_or_default())
}

fn mark(entry: &RosterEntry) -> String {
    entry.disambiguator.clone().unwrap_or_else(|| entry.title.clone())
}

/// The known people behind rows that are not in the roster yet.
fn persons(
    index: &Indexed<'_>,
    key: &(OrgId, String),
    group: &[Candidate<'_>],
    of_row: &[Option<usize>],
) -> Vec<Option<PersonId>> {
    let free: Vec<&KnownPerson> = index
        .people
        .get(key)
        .map(|people| {
            people.iter().copied().filter(|person| !index.registered.contains(&person.id)).collect()
        })
        .unwrap_or_default();
    let open: Vec<usize> = (0..group.len()).filter(|at| of_row[*at].is_none()).collect();
    let rows: Vec<Likeness> = open.iter().map(|at| group[*at].likeness.clone()).collect();
    let people: Vec<Likeness> = free.iter().map(|person| Likeness::of_person(person)).collect();
    let mut found = vec![None; group.len()];
    for (at, person) in open.into_iter().zip(matched(&rows, &people)) {
        found[at] = person.map(|person| free[person].id);
    }
    found
}

fn new_entry(session: SessionId, candidate: &Candidate<'_>) -> RosterEntry {
    RosterEntry {
        id: RegistrationId(Uuid::nil()),
        session,
        name: candidate.row.name.clone(),
        romanized: None,
        school: candidate.school.id,
        school_name: candidate.school.short_name.clone(),
        county: candidate.school.county.clone(),
        title: candidate.title.to_owned(),
        disambiguator: some(candidate.disambiguator),
        business_area: some(&candidate.row.business_area),
        state: RegistrationState::Admitted,
        origin: Origin::Imported,
    }
}

/// The registration as the row says it. What the row leaves empty stays; its origin stays.
fn changed(entry: &RosterEntry, candidate: &Candidate<'_>) -> (RosterEntry, Vec<Field>) {
    let mut after = entry.clone();
    candidate.title.clone_into(&mut after.title);
    after.disambiguator = some(candidate.disambiguator).or(after.disambiguator);
    after.business_area = some(&candidate.row.business_area).or(after.business_area);
    if !is_decided(entry.state) {
        after.state = RegistrationState::Admitted;
    }
    let fields = [
        (after.title != entry.title, Field::Title),
        (after.business_area != entry.business_area, Field::BusinessArea),
        (after.disambiguator != entry.disambiguator, Field::Disambiguator),
        (after.state != entry.state, Field::State),
    ];
    (after, fields.into_iter().filter_map(|(differs, field)| differs.then_some(field)).collect())
}

/// States a list from outside does not touch: 錄取, and what an organiser has decided about attendance.
const fn is_decided(state: RegistrationState) -> bool {
    matches!(
        state,
        RegistrationState::Admitted
            | RegistrationState::OnLeave
            | RegistrationState::WalkInPending
            | RegistrationState::Rejected
    )
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn missing(roster: &[KnownEntry], seen: &[RegistrationId]) -> Vec<RegistrationId> {
    let open = roster.iter().filter(|known| {
        !matches!(known.entry.state, RegistrationState::Cancelled | RegistrationState::NotAdmitted)
    });
    open.map(|known| known.entry.id).filter(|id| !seen.contains(id)).collect()
}

fn admitted(roster: &[KnownEntry], writes: &[Write]) -> usize {
    let is_admitted = |entry: &RosterEntry| entry.state == RegistrationState::Admitted;
    let rewritten = |id: RegistrationId| writes.iter().any(|write| write.entry.id == id);
    roster.iter().filter(|known| is_admitted(&known.entry) && !rewritten(known.entry.id)).count()
        + writes.iter().filter(|write| is_admitted(&write.entry)).count()
}

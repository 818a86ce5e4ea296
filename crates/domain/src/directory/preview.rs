//! What the Ministry's files would change.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{
    ListedSchool, Part, Table, apply,
    columns::Columns,
    county,
    group::{self, Grouped, Reading},
    link::{Linked, Links},
    names::names,
    propose, row,
    totals::{CountyTotal, totals},
    verdict::{Closing, Doubt, FileProblem, FileVerdict, Note, RowVerdict, Skip, Verdict},
};
use crate::{org::School, text::search_key};

/// So many schools of a part may be missing without a question; a year closes a few.
const QUIET_CLOSINGS: usize = 3;
/// And this share of the part: one in twenty. More looks like half a file.
const QUIET_SHARE: usize = 20;

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Every file and what it was taken for.
    pub files: Vec<FileVerdict>,
    /// Every row after the headers, in the order of the files.
    pub rows: Vec<RowVerdict>,
    /// Schools as they would be stored; new ones have the nil id.
    pub writes: Vec<ListedSchool>,
    /// Schools that are missing.
    pub closings: Vec<Closing>,
    /// Parts of which suspiciously many are missing.
    pub alarms: Vec<Alarm>,
    /// Links between codes that mean nothing for these files (old, new).
    pub unknown_links: Vec<(String, String)>,
    /// Schools by county as they would be, next to the published table (14.3).
    pub totals: Vec<CountyTotal>,
}

/// More schools of a part are missing than a year closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// Which part.
    pub part: Part,
    /// How many are missing.
    pub missing: usize,
    /// Of how many.
    pub of: usize,
}

impl Preview {
    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.closings.is_empty()
    }

    /// Whether a file could not be read at all.
    #[must_use]
    pub fn has_unread_file(&self) -> bool {
        self.files.iter().any(|file| file.part.is_err())
    }
}

/// Compares the files with what is known; `links` say which codes are one school.
#[must_use]
pub fn preview(tables: &[Table], known: &[ListedSchool], links: &Links) -> Preview {
    let (files, mut readings) = read(tables);
    let given: BTreeSet<Part> =
        files.iter().filter_map(|file| file.part.clone().ok()).filter(|part| *part != Part::Senior).collect();
    let grouped = group::group(&mut readings);
    let mut writes = Vec::new();
    let mut verdicts: HashMap<usize, Verdict> = HashMap::new();
    let mut taken = Names::of(known);
    let by_code = by_code(known);
    let linked = Linked::of(links, &by_code, &grouped);
    for (code, (main, parts)) in &grouped.found {
        let Ok(entry) = &readings[*main].entry else { continue };
        let recoded = linked.recoded.get(code.as_str()).copied();
        let before = recoded.or_else(|| by_code.get(code.as_str()).copied());
        // Of a part that was not given nothing new is known.
        let kept: BTreeSet<Part> = before
            .filter(|_| recoded.is_none())
            .map(|before| before.listing.parts.difference(&given).copied().collect())
            .unwrap_or_default();
        let may_move = recoded.is_some() || linked.moved.contains(&code.as_str());
        if let Some(doubt) = doubt(&grouped, &readings[*main], before, &kept, may_move) {
            verdicts.insert(*main, Verdict::Doubtful(doubt));
            continue;
        }
        let parts = parts.union(&kept).copied().collect();
        let (after, mut notes) = match before {
            Some(before) if kept.first().is_some_and(|part| *part < readings[*main].part) => {
                (propose::with_parts(before, &parts), Vec::new())
            }
            _ => propose::propose(entry, parts, before),
        };
        let verdict = match before {
            None => {
                if !taken.add(&after.school) {
                    notes.push(Note::SameNameInCounty);
                }
                Verdict::New(notes)
            }
            Some(before) if *before == after => Verdict::Unchanged,
            Some(before) => Verdict::Changed(propose::changes(before, &after)),
        };
        if verdict != Verdict::Unchanged {
            writes.push(after);
        }
        verdicts.insert(*main, verdict);
    }
    let closings = closings(known, &given, &grouped, &linked);
    let alarms = alarms(known, &given, &closings);
    let rows = readings.into_iter().enumerate().map(|(at, reading)| {
        let verdict = verdicts.remove(&at).or(reading.entry.err()).unwrap_or(Verdict::Unchanged);
        let Reading { file, line, code, name, .. } = reading;
        RowVerdict { file, line, code, name, verdict }
    });
    let rows = rows.collect();
    let unknown_links = linked.unknown;
    let mut preview = Preview { files, rows, writes, closings, alarms, unknown_links, totals: Vec::new() };
    preview.totals = totals(&apply::after(known, &preview));
    preview
}

fn read(tables: &[Table]) -> (Vec<FileVerdict>, Vec<Reading>) {
    let mut files = Vec::new();
    let mut readings = Vec::new();
    for (file, table) in tables.iter().enumerate() {
        let part = match Columns::find(&table.lines) {
            Err(missing) => Err(FileProblem::NoHeader(missing)),
            Ok((columns, first)) => {
                let lines = &table.lines[first..];
                let rows: Vec<&[String]> = lines.iter().map(|line| line.fields.as_slice()).collect();
                match Part::of_file(&table.name, &columns, &rows) {
                    None => Err(FileProblem::UnknownPart),
                    Some(part) => {
                        readings.extend(lines.iter().map(|line| {
                            let entry = match row::read(&line.fields, &columns) {
                                Ok(_) if part == Part::Senior => Err(Verdict::Skipped(Skip::SeniorOnly)),
                                entry => entry,
                            };
                            Reading {
                                file,
                                line: line.number,
                                part,
                                code: row::code(&line.fields, &columns),
                                name: row::text(&line.fields, Some(columns.name)),
                                entry,
                            }
                        }));
                        Ok(part)
                    }
                }
            }
        };
        files.push(FileVerdict { name: table.name.clone(), part });
    }
    (files, readings)
}

fn by_code(known: &[ListedSchool]) -> HashMap<&str, &ListedSchool> {
    let mut by_code = HashMap::with_capacity(known.len());
    for school in known {
        by_code.entry(school.school.code.as_str()).or_insert(school);
    }
    by_code
}

/// Why nothing is written from the row that describes a school.
fn doubt(
    grouped: &Grouped,
    reading: &Reading,
    before: Option<&ListedSchool>,
    kept: &BTreeSet<Part>,
    may_move: bool,
) -> Option<Doubt> {
    let entry = reading.entry.as_ref().ok()?;
    if grouped.held.contains(&entry.code) {
        return Some(Doubt::OtherRow);
    }
    let before = before.filter(|before| !before.listing.parts.is_empty())?;
    let county = &*before.school.county;
    if county != entry.county.code && !may_move {
        let known = county::by_code(county).map_or(county, |county| county.name).to_owned();
        return Some(Doubt::OtherCounty { known });
    }
    // The file that describes the school was not given; this one only adds a department to it, by the same name.
    let joins = kept.first().is_some_and(|part| *part < reading.part) && !reading.part.is_attached();
    let names = names(&entry.printed_name, entry.county, entry.ownership);
    (joins && search_key(&names.short) != search_key(&before.school.short_name)).then_some(Doubt::CodeTwice)
}

fn closings(
    known: &[ListedSchool],
    given: &BTreeSet<Part>,
    grouped: &Grouped,
    linked: &Linked<'_>,
) -> Vec<Closing> {
    let missing = known.iter().filter(|school| {
        let code = &school.school.code;
        school.closed_at.is_none()
            && !school.listing.parts.is_disjoint(given)
            && !grouped.found.contains_key(code)
            && !grouped.held.contains(code)
            && !linked.goes_on(school)
    });
    missing
        .map(|ListedSchool { school, listing, .. }| Closing {
            id: school.id,
            code: school.code.clone(),
            name: school.short_name.clone(),
            county: school.county.clone(),
            left: listing.parts.difference(given).copied().collect(),
            successor: linked.successors.get(&school.id).copied(),
        })
        .collect()
}

fn alarms(known: &[ListedSchool], given: &BTreeSet<Part>, closings: &[Closing]) -> Vec<Alarm> {
    let missing: HashSet<_> = closings.iter().map(|closing| closing.id).collect();
    let counts: BTreeMap<Part, (usize, usize)> = given
        .iter()
        .map(|part| {
            let of_part = known.iter().filter(|s| s.closed_at.is_none() && s.listing.parts.contains(part));
            let gone = of_part.clone().filter(|s| missing.contains(&s.school.id)).count();
            (*part, (gone, of_part.count()))
        })
        .collect();
    counts
        .into_iter()
        .filter(|(_, (missing, of))| *missing > QUIET_CLOSINGS && *missing * QUIET_SHARE > *of)
        .map(|(part, (missing, of))| Alarm { part, missing, of })
        .collect()
}

/// Short names in use, by county.
struct Names(HashSet<(String, String)>);

impl Names {
    fn of(known: &[ListedSchool]) -> Self {
        let open = known.iter().filter(|school| school.closed_at.is_none());
        Self(open.map(|school| Self::key(&school.school)).collect())
    }

    fn key(school: &School) -> (String, String) {
        (school.county.clone(), search_key(&school.short_name))
    }

    /// `false` when another school of the county has the name.
    fn add(&mut self, school: &School) -> bool {
        self.0.insert(Self::key(school))
    }
}

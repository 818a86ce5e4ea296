//! Rows of several files that mean the same school.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Part,
    names::names,
    row::Entry,
    verdict::{Doubt, Skip, Verdict},
};
use crate::text::search_key;

/// A row that was read.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub file: usize,
    pub line: u64,
    pub part: Part,
    pub code: String,
    pub name: String,
    /// The school it names; otherwise the verdict that is final already.
    pub entry: Result<Entry, Verdict>,
}

/// The schools the files name.
#[derive(Debug, Default)]
pub(super) struct Grouped {
    /// By code: index of the row that describes it, and the parts it stands in.
    pub found: BTreeMap<String, (usize, BTreeSet<Part>)>,
    /// Codes that stand in a row nothing is taken from: their schools are not missing.
    pub held: BTreeSet<String>,
}

/// Groups rows by code and settles those that only repeat, join or contradict others.
pub(super) fn group(readings: &mut [Reading]) -> Grouped {
    let mut grouped = Grouped::default();
    let mut by_code: BTreeMap<String, BTreeMap<Part, Vec<usize>>> = BTreeMap::new();
    for (at, reading) in readings.iter().enumerate() {
        match &reading.entry {
            Ok(_) => {
                by_code.entry(reading.code.clone()).or_default().entry(reading.part).or_default().push(at);
            }
            Err(Verdict::Doubtful(Doubt::LostZero)) => {
                grouped.held.insert(format!("0{}", reading.code));
            }
            Err(Verdict::Doubtful(_) | Verdict::Skipped(Skip::NoName)) => {
                grouped.held.insert(reading.code.clone());
            }
            Err(_) => {}
        }
    }
    for (code, parts) in by_code {
        let mut main: Option<usize> = None;
        let mut found = BTreeSet::new();
        for (part, rows) in parts {
            let Some(first) = settle_part(readings, &rows) else {
                grouped.held.insert(code.clone());
                continue;
            };
            match main {
                Some(main) if !is_same_school(&readings[main], &readings[first]) => {
                    readings[first].entry = Err(Verdict::Doubtful(Doubt::CodeTwice));
                    grouped.held.insert(code.clone());
                    continue;
                }
                Some(main) => readings[first].entry = Err(Verdict::Joins { part: readings[main].part }),
                None => main = Some(first),
            }
            found.insert(part);
        }
        if let Some(main) = main {
            grouped.found.insert(code, (main, found));
        }
    }
    grouped
}

/// Of the rows with one code in one part: the first, when the others only repeat it.
fn settle_part(readings: &mut [Reading], rows: &[usize]) -> Option<usize> {
    let (first, others) = rows.split_first()?;
    let one = readings[*first].entry.clone();
    let agree = others.iter().all(|other| readings[*other].entry == one);
    let verdict = if agree { Verdict::Skipped(Skip::Repeated) } else { Verdict::Doubtful(Doubt::CodeTwice) };
    for other in others {
        readings[*other].entry = Err(verdict.clone());
    }
    if !agree {
        readings[*first].entry = Err(verdict);
    }
    agree.then_some(*first)
}

/// Whether two rows of different parts can be one school: same county, and the same name unless the second is the list
/// of attached departments, which prints its own.
fn is_same_school(main: &Reading, other: &Reading) -> bool {
    let (Ok(main), Ok(entry)) = (&main.entry, &other.entry) else { return false };
    let key = |entry: &Entry| search_key(&names(&entry.printed_name, entry.county, entry.ownership).short);
    main.county == entry.county && (other.part.is_attached() || key(main) == key(entry))
}

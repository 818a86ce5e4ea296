//! What a school would be after an import, and how that differs from what is known.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    ListedSchool, Listing, Ownership, Part,
    county::by_code,
    names::{Names, names},
    part,
    row::Entry,
    verdict::{Change, Field, Note},
};
use crate::{
    ids::OrgId,
    org::{School, SchoolLevel},
    text::search_key,
};

/// Departments of a 特教學校 when nothing says otherwise (S2-33).
const SPECIAL_DEPARTMENTS: u8 = 2;

/// The school as the files have it. `parts` are all it stands in now; of a new one the id is nil.
pub(super) fn propose(
    entry: &Entry,
    parts: BTreeSet<Part>,
    known: Option<&ListedSchool>,
) -> (ListedSchool, Vec<Note>) {
    let names = names(&entry.printed_name, entry.county, entry.ownership);
    let former_names = former_names(&names, &entry.printed_name, known);
    let level = part::level(&parts);
    let (count_weight, assumed) = count_weight(level, &parts, entry.departments, known);
    let mut other_names = names.other;
    other_names.extend(former_names.iter().cloned());
    let school = School {
        id: known.map_or(OrgId(Uuid::nil()), |known| known.school.id),
        code: entry.code.clone(),
        full_name: names.full,
        short_name: names.short,
        county: entry.county.code.to_owned(),
        level,
        count_weight,
        other_names,
    };
    let listing = Listing {
        printed_name: entry.printed_name.clone(),
        parts,
        // A file without such a column says nothing about it.
        ownership: entry.ownership.or_else(|| known.and_then(|k| k.listing.ownership)),
        township: entry.township.clone().or_else(|| known.and_then(|k| k.listing.township.clone())),
        address: entry.address.clone().or_else(|| known.and_then(|k| k.listing.address.clone())),
        phone: entry.phone.clone().or_else(|| known.and_then(|k| k.listing.phone.clone())),
        former_names,
        former_codes: former_codes(&entry.code, known),
        successor: None,
    };
    let notes = if assumed && known.is_none() { vec![Note::DepartmentsAssumed] } else { Vec::new() };
    (ListedSchool { school, listing, closed_at: None }, notes)
}

/// The same school in other parts.
pub(super) fn with_parts(known: &ListedSchool, parts: &BTreeSet<Part>) -> ListedSchool {
    let mut after = known.clone();
    after.school.level = part::level(parts);
    after.school.count_weight = count_weight(after.school.level, parts, None, Some(known)).0;
    after.listing.parts.clone_from(parts);
    after
}

/// How many schools it counts as, and whether that is assumed.
fn count_weight(
    level: SchoolLevel,
    parts: &BTreeSet<Part>,
    told: Option<u8>,
    known: Option<&ListedSchool>,
) -> (u8, bool) {
    let (elementary, junior) = part::departments(parts);
    let listed = u8::from(elementary) + u8::from(junior);
    if level != SchoolLevel::Special || listed > 0 {
        return (listed.max(1), false);
    }
    let earlier = known.filter(|k| k.school.level == SchoolLevel::Special).map(|k| k.school.count_weight);
    match told.or(earlier) {
        Some(weight) => (weight, false),
        None => (SPECIAL_DEPARTMENTS, true),
    }
}

/// Codes it had before and does not have now.
fn former_codes(code: &str, known: Option<&ListedSchool>) -> Vec<String> {
    let Some(known) = known else { return Vec::new() };
    let mut codes = known.listing.former_codes.clone();
    codes.push(known.school.code.clone());
    codes.retain(|former| former != code);
    codes.dedup();
    codes
}

/// Names that led to this school before and no longer do by themselves. A name it takes again is no former one.
fn former_names(names: &Names, printed: &str, known: Option<&ListedSchool>) -> Vec<String> {
    let Some(known) = known else { return Vec::new() };
    let mut now: BTreeSet<String> =
        [&names.short, &names.full].into_iter().chain(&names.other).map(|name| search_key(name)).collect();
    now.insert(search_key(printed));
    let before = known.listing.former_names.iter().map(String::as_str);
    before
        .chain(known.school.names())
        .filter(|name| now.insert(search_key(name)))
        .map(str::to_owned)
        .collect()
}

/// What differs, in the words of the file.
pub(super) fn changes(before: &ListedSchool, after: &ListedSchool) -> Vec<Change> {
    let county = |code: &str| by_code(code).map_or(code, |county| county.name).to_owned();
    let printed = |school: &ListedSchool| {
        let printed = &school.listing.printed_name;
        if printed.is_empty() { school.school.full_name.clone() } else { printed.clone() }
    };
    let open = |school: &ListedSchool| if school.closed_at.is_some() { "closed" } else { "open" }.to_owned();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let pairs = [
        (Field::Code, before.school.code.clone(), after.school.code.clone()),
        (Field::Name, printed(before), printed(after)),
        (Field::County, county(&before.school.county), county(&after.school.county)),
        (Field::Parts, part_names(&before.listing.parts), part_names(&after.listing.parts)),
        (Field::CountWeight, before.school.count_weight.to_string(), after.school.count_weight.to_string()),
        (Field::Ownership, ownership(before.listing.ownership), ownership(after.listing.ownership)),
        (Field::Address, text(&before.listing.address), text(&after.listing.address)),
        (Field::Phone, text(&before.listing.phone), text(&after.listing.phone)),
        (Field::Reopened, open(before), open(after)),
    ];
    let mut changes: Vec<Change> = pairs
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| Change { field, before, after })
        .collect();
    if changes.is_empty() && before != after {
        // A newer version of this program reads the same text better.
        let (before, after) = (before.school.full_name.clone(), after.school.full_name.clone());
        changes.push(Change { field: Field::Forms, before, after });
    }
    changes
}

fn part_names(parts: &BTreeSet<Part>) -> String {
    parts.iter().map(|part| part.name()).collect::<Vec<_>>().join("、")
}

fn ownership(ownership: Option<Ownership>) -> String {
    match ownership {
        Some(Ownership::National) => "國立",
        Some(Ownership::Public) => "公立",
        Some(Ownership::Private) => "私立",
        None => "",
    }
    .to_owned()
}

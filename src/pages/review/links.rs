//! Which registrations a walk-in may be (F-03). Suggestions only: a person decides, names alone never match. Pure.

use std::cmp::Reverse;

use yanxi_domain::{roster::RosterEntry, text::search_key};

use crate::view::people::Who;

/// So many suggestions are worth reading.
const MAX_SUGGESTIONS: usize = 5;
/// A row less alike than this is noise: a similar name, or a school together with a title.
const WORTH_SHOWING: u8 = 3;

/// Roster rows like the walk-in, most alike first.
#[must_use]
pub fn suggestions<'a>(walk_in: &Who, roster: &'a [RosterEntry]) -> Vec<&'a RosterEntry> {
    let mut scored: Vec<(u8, &RosterEntry)> =
        roster.iter().map(|entry| (likeness(walk_in, entry), entry)).collect();
    scored.retain(|(score, _)| *score >= WORTH_SHOWING);
    scored.sort_by_key(|(score, entry)| (Reverse(*score), entry.id));
    scored.into_iter().take(MAX_SUGGESTIONS).map(|(_, entry)| entry).collect()
}

/// Rows whose name, school or title contains what was typed.
#[must_use]
pub fn found<'a>(typed: &str, roster: &'a [RosterEntry]) -> Vec<&'a RosterEntry> {
    let key = search_key(typed);
    if key.is_empty() {
        return Vec::new();
    }
    let matches = |entry: &&RosterEntry| {
        [&entry.name, &entry.school_name, &entry.title].iter().any(|field| search_key(field).contains(&key))
    };
    roster.iter().filter(matches).take(MAX_SUGGESTIONS).collect()
}

fn likeness(walk_in: &Who, entry: &RosterEntry) -> u8 {
    let name = match differing_characters(&search_key(&walk_in.name), &search_key(&entry.name)) {
        Some(0) => 4,
        Some(1) => 2,
        _ => 0,
    };
    let school = if search_key(&walk_in.school) == search_key(&entry.school_name) { 2 } else { 0 };
    let title = u8::from(search_key(&walk_in.title) == search_key(&entry.title));
    name + school + title
}

/// How many characters differ between two names of one length; a typing error changes one.
fn differing_characters(a: &str, b: &str) -> Option<usize> {
    (a.chars().count() == b.chars().count()).then(|| a.chars().zip(b.chars()).filter(|(x, y)| x != y).count())
}

#[cfg(test)]
mod tests {
    use yanxi_domain::event::Subject;

    use super::*;
    use crate::view::fixtures;

    fn walk_in(name: &str, school: &str, title: &str) -> Who {
        Who {
            subject: Subject::Draft(yanxi_domain::ids::DraftId(uuid::Uuid::from_u128(1))),
            name: name.into(),
            school: school.into(),
            title: title.into(),
            disambiguator: None,
            same_name: false,
            state: None,
        }
    }

    #[test]
    fn the_most_alike_comes_first_and_strangers_do_not_come_at_all() {
        let roster = fixtures::roster();
        let alike = suggestions(&walk_in("陳怡君", "南州國中", "輔導組長"), &roster);
        assert_eq!(alike.iter().map(|e| e.title.as_str()).collect::<Vec<_>>(), ["輔導組長", "教務組長"]);
        assert!(suggestions(&walk_in("周大中", "和平國小", "教師"), &roster).is_empty());
    }

    #[test]
    fn one_wrong_character_at_the_right_school_is_still_found() {
        let roster = fixtures::roster();
        let alike = suggestions(&walk_in("王曉明", "海豐國小", "教師"), &roster);
        assert_eq!(alike[0].name, "王小明");
    }

    #[test]
    fn searching_the_roster_looks_at_name_school_and_title() {
        let roster = fixtures::roster();
        assert_eq!(found("泰武", &roster)[0].name, "李小華");
        assert!(found("", &roster).is_empty());
    }
}

//! The order and the numbers of the paper sign-in sheet. The backfill page finds people by the number printed here,
//! so both pages must count the same way.

use yanxi_domain::roster::{RegistrationState, RosterEntry};

/// Rows with the number printed beside them, from 1: admitted people by school, title and name, then everybody else
/// on the roster, who may come all the same.
#[must_use]
pub fn sheet_order(roster: &[RosterEntry]) -> Vec<(usize, &RosterEntry)> {
    let mut rows: Vec<&RosterEntry> = roster.iter().collect();
    rows.sort_by(|a, b| key(a).cmp(&key(b)));
    rows.into_iter().enumerate().map(|(index, entry)| (index + 1, entry)).collect()
}

fn key(entry: &RosterEntry) -> (bool, &str, &str, &str, yanxi_domain::ids::RegistrationId) {
    let expected = entry.state == RegistrationState::Admitted;
    (!expected, &entry.school_name, &entry.title, &entry.name, entry.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures;

    #[test]
    fn the_sheet_is_sorted_by_school_and_cancelled_people_come_last() {
        let roster = fixtures::roster();
        let names: Vec<(usize, &str)> =
            sheet_order(&roster).into_iter().map(|(n, entry)| (n, entry.title.as_str())).collect();
        assert_eq!(names, [(1, "教務組長"), (2, "輔導組長"), (3, "教務主任"), (4, "註冊組長")]);
    }
}

//! What an amendment changes, line by line in plan order (U-G1, S0-27).

use std::collections::BTreeMap;

use super::{Plan, lines::lines, place::Place};

/// One line that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub place: Place,
    /// As it stands; `None`: it is new.
    pub before: Option<String>,
    /// As it would be; `None`: it goes away.
    pub after: Option<String>,
}

/// Lines that differ, in the order of the new plan; what goes away stands where it stood.
#[must_use]
pub fn diff(old: &Plan, new: &Plan) -> Vec<Change> {
    let (old, new) = (lines(old), lines(new));
    let before: BTreeMap<Place, &String> = old.iter().map(|line| (line.place, &line.value)).collect();
    let after: BTreeMap<Place, &String> = new.iter().map(|line| (line.place, &line.value)).collect();
    let change = |place: Place| {
        let (before, after) = (before.get(&place), after.get(&place));
        (before != after).then(|| Change {
            place,
            before: before.map(|value| (*value).clone()),
            after: after.map(|value| (*value).clone()),
        })
    };
    // Each old line that is gone stands right after the old line before it.
    let mut gone_after: BTreeMap<Option<Place>, Vec<Place>> = BTreeMap::new();
    let mut last_kept = None;
    for line in &old {
        if after.contains_key(&line.place) {
            last_kept = Some(line.place);
        } else {
            gone_after.entry(last_kept).or_default().push(line.place);
        }
    }
    let mut gone = |place: Option<Place>| gone_after.remove(&place).unwrap_or_default();
    let mut order = gone(None);
    for line in &new {
        order.push(line.place);
        order.extend(gone(Some(line.place)));
    }
    order.into_iter().filter_map(change).collect()
}

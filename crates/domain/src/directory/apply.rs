//! Turning a preview into the schools to store.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::{ListedSchool, preview::Preview, propose::with_parts};
use crate::{ids::OrgId, time::Timestamp};

/// The schools that have to be stored: new ones with an id from `new_id`, changed ones, and those that close at `at`.
/// Nothing is ever deleted: a closed school keeps its names, and old records that name it.
pub fn apply(
    known: &[ListedSchool],
    preview: &Preview,
    mut new_id: impl FnMut() -> OrgId,
    at: Timestamp,
) -> Vec<ListedSchool> {
    let by_id: HashMap<OrgId, &ListedSchool> =
        known.iter().map(|school| (school.school.id, school)).collect();
    let written = preview.writes.iter().map(|school| {
        let mut school = school.clone();
        if school.school.id.0.is_nil() {
            school.school.id = new_id();
        }
        school
    });
    let closed = preview.closings.iter().filter_map(|closing| {
        let before = by_id.get(&closing.id)?;
        if !closing.left.is_empty() {
            return Some(with_parts(before, &closing.left));
        }
        let mut school = (*before).clone();
        school.listing.parts.clear();
        school.listing.successor = closing.successor;
        school.closed_at = Some(at);
        Some(school)
    });
    written.chain(closed).collect()
}

/// The whole directory as it would be. New schools keep the nil id here.
pub(super) fn after(known: &[ListedSchool], preview: &Preview) -> Vec<ListedSchool> {
    let changed = apply(known, preview, || OrgId(Uuid::nil()), Timestamp(0));
    // By code and not by id: the new ones have no id yet.
    let rewritten = |school: &ListedSchool| changed.iter().any(|one| one.school.id == school.school.id);
    let mut all: BTreeMap<&str, ListedSchool> = known
        .iter()
        .filter(|school| !rewritten(school))
        .map(|school| (school.school.code.as_str(), school.clone()))
        .collect();
    for school in &changed {
        all.insert(&school.school.code, school.clone());
    }
    all.into_values().collect()
}

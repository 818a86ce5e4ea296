//! Old and new codes: the files only know that a code is gone and another one is there. That both are one school,
//! renamed, moved to another county or merged, is said by a person.

use std::collections::{BTreeMap, HashMap};

use super::{ListedSchool, group::Grouped};
use crate::ids::OrgId;

/// Old code → code of the school that goes on. The same code twice: the school moved to another county.
pub type Links = BTreeMap<String, String>;

/// What the links mean for these files.
#[derive(Debug, Default)]
pub(super) struct Linked<'a> {
    /// Schools that go on under a code nobody knows yet, by that code: they keep their identity.
    pub recoded: HashMap<&'a str, &'a ListedSchool>,
    /// Closed schools with the one that goes on for them.
    pub successors: HashMap<OrgId, OrgId>,
    /// Codes that may stand in another county than before.
    pub moved: Vec<&'a str>,
    /// Links that mean nothing here: the old code is not known or still in the files, or the new one is nowhere.
    pub unknown: Vec<(String, String)>,
}

impl<'a> Linked<'a> {
    pub(super) fn of(links: &'a Links, by_code: &HashMap<&str, &'a ListedSchool>, grouped: &Grouped) -> Self {
        let mut linked = Self::default();
        for (old, new) in links {
            let before = by_code.get(old.as_str()).copied().filter(|school| school.closed_at.is_none());
            let listed = grouped.found.contains_key(new);
            let known = by_code.get(new.as_str()).filter(|school| school.closed_at.is_none() || listed);
            match (before, known) {
                (Some(_), _) if old == new && listed => linked.moved.push(new),
                (Some(before), _) if old != new && !grouped.found.contains_key(old) => {
                    if let Some(known) = known {
                        linked.successors.insert(before.school.id, known.school.id);
                    } else if !listed {
                        linked.unknown.push((old.clone(), new.clone()));
                    } else if let Some(first) = linked.recoded.get(new.as_str()) {
                        linked.successors.insert(before.school.id, first.school.id);
                    } else {
                        linked.recoded.insert(new, before);
                    }
                }
                _ => linked.unknown.push((old.clone(), new.clone())),
            }
        }
        linked
    }

    /// Whether the school goes on under another code.
    pub(super) fn goes_on(&self, school: &ListedSchool) -> bool {
        self.recoded.values().any(|recoded| recoded.school.id == school.school.id)
    }
}

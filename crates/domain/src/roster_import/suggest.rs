//! Schools an unknown name could mean: those that share most pairs of characters with it.

use std::collections::BTreeSet;

use crate::{
    directory::{
        ListedSchool,
        county::{COUNTIES, CountyCounts},
    },
    ids::OrgId,
    text::search_key,
};

/// So many suggestions are offered.
pub(super) const SUGGESTIONS: usize = 6;
/// Less alike is noise: a third of the pairs.
const ALIKE_PERCENT: usize = 33;

/// Every open school with the pairs of its names, made once a file.
pub(super) struct Suggester<'a> {
    schools: Vec<(&'a ListedSchool, Vec<BTreeSet<Pair>>)>,
}

type Pair = (char, char);

impl<'a> Suggester<'a> {
    pub(super) fn new(schools: &'a [ListedSchool]) -> Self {
        let open = schools.iter().filter(|school| school.closed_at.is_none());
        let schools = open.map(|listed| {
            let names = [&listed.school.short_name, &listed.school.full_name];
            (listed, names.into_iter().map(|name| pairs(name)).collect())
        });
        Self { schools: schools.collect() }
    }

    /// The likeliest first; those of `county` only, where it is known.
    pub(super) fn suggest(&self, county: Option<&CountyCounts>, written: &str) -> Vec<OrgId> {
        let written = pairs(written);
        let in_county =
            |school: &ListedSchool| county.is_none_or(|county| school.school.county == county.code);
        let mut found: Vec<(usize, &str, OrgId)> = self
            .schools
            .iter()
            .filter(|(school, _)| in_county(school))
            .filter_map(|(school, names)| {
                let alike = names.iter().map(|name| alike_percent(name, &written)).max()?;
                (alike >= ALIKE_PERCENT).then_some((alike, &*school.school.full_name, school.school.id))
            })
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        found.into_iter().take(SUGGESTIONS).map(|(.., id)| id).collect()
    }
}

/// Pairs of neighbouring characters, without the county, which all schools of it share.
fn pairs(name: &str) -> BTreeSet<Pair> {
    let key = search_key(name);
    let bare = COUNTIES.iter().find_map(|county| key.strip_prefix(county.name)).unwrap_or(&key);
    let short =
        bare.replace("國民", "國").replace("小學", "國小").replace("中學", "國中").replace("國國", "國");
    short.chars().zip(short.chars().skip(1)).collect()
}

/// Shared pairs in percent of all (Dice).
fn alike_percent(a: &BTreeSet<Pair>, b: &BTreeSet<Pair>) -> usize {
    let all = a.len() + b.len();
    (a.intersection(b).count() * 200).checked_div(all).unwrap_or(0)
}

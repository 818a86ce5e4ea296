//! Finding a school by what people write: short, full, printed, with township, under an old name (7.4, R-NAME 3).

use std::collections::HashMap;

use super::{
    ListedSchool, Ownership,
    county::{self, COUNTIES, CountyCounts},
    names::{forms as forms_of_core, split_prefix},
};
use crate::{ids::OrgId, text::search_key};

/// An index of every written form of every school, closed ones included.
#[derive(Debug)]
pub struct Finder<'a> {
    by_form: HashMap<String, Vec<&'a ListedSchool>>,
}

impl<'a> Finder<'a> {
    /// Indexes `schools`.
    #[must_use]
    pub fn new(schools: &'a [ListedSchool]) -> Self {
        let mut by_form: HashMap<String, Vec<&'a ListedSchool>> = HashMap::new();
        let by_id: HashMap<OrgId, &'a ListedSchool> =
            schools.iter().map(|school| (school.school.id, school)).collect();
        for closed in schools {
            let school = successor(&by_id, closed);
            let mut forms: Vec<String> = forms(closed).iter().map(|form| search_key(form)).collect();
            forms.sort_unstable();
            forms.dedup();
            for form in forms {
                let found: &mut Vec<&'a ListedSchool> = by_form.entry(form).or_default();
                if !found.iter().any(|other| other.school.id == school.school.id) {
                    found.push(school);
                }
            }
        }
        Self { by_form }
    }

    /// The schools that are written like this, in `county` when that is known. Open ones come first; several mean that
    /// a person must choose.
    #[must_use]
    pub fn find(&self, county: Option<&CountyCounts>, text: &str) -> Vec<&'a ListedSchool> {
        let key = search_key(text);
        let mut found = self.by_form.get(&key).cloned().unwrap_or_default();
        if found.is_empty() {
            found = self.find_core(&key);
        }
        if let Some(county) = county {
            found.retain(|school| school.school.county == county.code);
        }
        found.sort_by_key(|school| school.closed_at.is_some());
        found
    }

    /// By the name without what stands in front of it: the county under another of its names or twice (14.2, case 5),
    /// and who keeps it, which must not contradict.
    fn find_core(&self, key: &str) -> Vec<&'a ListedSchool> {
        let (written, rest) = split_county(key).map_or((None, key), |(county, rest)| (Some(county), rest));
        let (keeper, core) = split_prefix(rest, written.unwrap_or(&COUNTIES[0]));
        let mut found = self.by_form.get(&search_key(&forms_of_core(core).0)).cloned().unwrap_or_default();
        found.retain(|ListedSchool { school, listing, .. }| {
            written.is_none_or(|county| school.county == county.code)
                && (keeper.is_none() || listing.ownership.is_none() || keeper == listing.ownership)
        });
        found
    }
}

/// The school that goes on for a closed one, over several mergers; a school that has none is itself.
fn successor<'a>(by_id: &HashMap<OrgId, &'a ListedSchool>, school: &'a ListedSchool) -> &'a ListedSchool {
    /// More mergers in a row than any school has; a circle ends here too.
    const MOST: usize = 16;
    let mut last = school;
    for _ in 0..MOST {
        let next = last.listing.successor.filter(|_| last.closed_at.is_some());
        match next.and_then(|id| by_id.get(&id)) {
            Some(next) => last = next,
            None => break,
        }
    }
    last
}

/// The county a search key begins with, and the rest.
fn split_county(key: &str) -> Option<(&'static CountyCounts, &str)> {
    let (at, _) = key.char_indices().nth(3)?;
    Some((county::by_name(&key[..at])?, &key[at..]))
}

/// Every form of a school's names.
fn forms(school: &ListedSchool) -> Vec<String> {
    let ListedSchool { school, listing, .. } = school;
    let county = county::by_code(&school.county).map_or("", |county| county.name);
    let mut forms = Vec::new();
    let names = school.names().chain([listing.printed_name.as_str()]).filter(|name| !name.is_empty());
    for name in names.chain(listing.former_names.iter().map(String::as_str)) {
        forms.push(name.to_owned());
        forms.push(format!("{county}{name}"));
    }
    // The name alone, without who keeps it: 海豐國民小學.
    let bare = school.full_name.strip_prefix(county).unwrap_or(&school.full_name);
    let bare = ["國立", "私立", "立"].iter().find_map(|prefix| bare.strip_prefix(prefix)).unwrap_or(bare);
    let kept = match listing.ownership {
        Some(Ownership::National) => "國立",
        Some(Ownership::Private) => "私立",
        Some(Ownership::Public) if county.ends_with('縣') => "縣立",
        Some(Ownership::Public) => "市立",
        None => "",
    };
    for name in [bare, &school.short_name] {
        forms.push(name.to_owned());
        forms.push(format!("{kept}{name}"));
        forms.push(format!("{county}{name}"));
        forms.push(format!("{county}{kept}{name}"));
        if let Some(township) = &listing.township {
            forms.push(format!("{township}{name}"));
            forms.push(format!("{county}{township}{name}"));
        }
    }
    forms
}

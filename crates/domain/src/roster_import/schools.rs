//! Which school a row means: by its code, by a choice, by the directory; else suggestions.

use std::collections::HashMap;

use super::{
    Choices, Problem, Row, SchoolChoice,
    suggest::{SUGGESTIONS, Suggester},
};
use crate::{
    directory::{ListedSchool, county, find::Finder},
    ids::OrgId,
    org::School,
    text::search_key,
};

/// So many different unknown names get suggestions; more means that the file is no roster.
const SUGGESTED_NAMES: usize = 200;

/// Finds the school a row means.
pub(super) struct Schools<'a> {
    finder: Finder<'a>,
    all: &'a [ListedSchool],
    by_code: HashMap<&'a str, &'a ListedSchool>,
    chosen: HashMap<(String, String), &'a SchoolChoice>,
    suggester: Option<Suggester<'a>>,
    suggested: HashMap<(String, String), Vec<OrgId>>,
}

impl<'a> Schools<'a> {
    pub(super) fn new(all: &'a [ListedSchool], choices: &'a Choices) -> Self {
        let key = |choice: &SchoolChoice| (search_key(&choice.county), search_key(&choice.written));
        let chosen = choices.schools.iter().map(|choice| (key(choice), choice));
        let open = all.iter().filter(|school| school.closed_at.is_none());
        Self {
            finder: Finder::new(all),
            all,
            by_code: open.map(|school| (&*school.school.code, school)).collect(),
            chosen: chosen.collect(),
            suggester: None,
            suggested: HashMap::new(),
        }
    }

    pub(super) fn of(&mut self, row: &Row) -> Result<&'a School, Problem> {
        if let Some(school) = self.by_code.get(&*row.school_code) {
            return Ok(&school.school);
        }
        if row.school.is_empty() {
            return Err(Problem::SchoolMissing);
        }
        let key = (search_key(&row.county), search_key(&row.school));
        let choice = self.chosen.get(&key).copied();
        let id = choice.and_then(|choice| choice.school);
        if let Some(school) = id.and_then(|id| self.all.iter().find(|listed| listed.school.id == id)) {
            return Ok(&school.school);
        }
        let county = county::by_name(&row.county);
        let written = choice.map(|choice| choice.look_for.trim()).filter(|text| !text.is_empty());
        let written = written.unwrap_or(&row.school);
        let mut found = self.finder.find(county, written);
        found.retain(|school| school.closed_at.is_none());
        match &*found {
            [school] => Ok(&school.school),
            [] => Err(Problem::School { suggestions: self.suggestions(key, county, written) }),
            several => {
                let suggestions = several.iter().take(SUGGESTIONS).map(|school| school.school.id).collect();
                Err(Problem::School { suggestions })
            }
        }
    }

    fn suggestions(
        &mut self,
        key: (String, String),
        county: Option<&county::CountyCounts>,
        written: &str,
    ) -> Vec<OrgId> {
        if let Some(known) = self.suggested.get(&key) {
            return known.clone();
        }
        if self.suggested.len() >= SUGGESTED_NAMES {
            return Vec::new();
        }
        let found = self.suggester.get_or_insert_with(|| Suggester::new(self.all)).suggest(county, written);
        self.suggested.insert(key, found.clone());
        found
    }
}

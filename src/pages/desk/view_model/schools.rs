//! The offline school search of 現場報名: county first, then a few characters.

use std::sync::Arc;

use yanxi_domain::{org::School, text::search_key};
use yanxi_protocol::docs::CountySchools;

/// How many schools are offered at once; with one more character the rest is out of the way.
pub const OFFERED: usize = 8;

/// Schools of a county (all counties if none is chosen) one of whose names contains what was typed, a former one
/// too; those that begin with it first.
#[must_use]
pub fn offered(counties: &[CountySchools], county: &str, query: &str) -> Vec<School> {
    let query = search_key(query);
    if query.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, &School)> = counties
        .iter()
        .filter(|one| county.is_empty() || one.county.code == county)
        .flat_map(|one| &one.schools)
        .filter_map(|school| {
            let hit = school.names().any(|name| search_key(name).contains(&query));
            hit.then(|| (!search_key(&school.short_name).starts_with(&query), school))
        })
        .collect();
    found.sort_by_key(|(later, school)| (*later, school.short_name.len()));
    found.into_iter().take(OFFERED).map(|(_, school)| school.clone()).collect()
}

/// The school that is exactly what was typed.
#[must_use]
pub fn exact(counties: &Arc<Vec<CountySchools>>, county: &str, typed: &str) -> Option<School> {
    let typed = search_key(typed);
    let mut same = counties
        .iter()
        .filter(|one| county.is_empty() || one.county.code == county)
        .flat_map(|one| &one.schools)
        .filter(|school| school.names().any(|name| search_key(name) == typed));
    let first = same.next()?;
    // Two schools of one name in different counties: the county has to be chosen first.
    same.next().is_none().then(|| first.clone())
}

#[cfg(test)]
pub mod samples {
    //! A small school directory.

    use uuid::Uuid;
    use yanxi_domain::{
        ids::OrgId,
        org::{County, SchoolLevel},
    };

    use super::*;

    /// Two counties, three schools.
    pub fn counties() -> Vec<CountySchools> {
        let school = |n: u128, short: &str, full: &str, county: &str, level| School {
            id: OrgId(Uuid::from_u128(n)),
            code: format!("99{n:04}"),
            full_name: full.into(),
            short_name: short.into(),
            county: county.into(),
            level,
            count_weight: 1,
            other_names: Vec::new(),
        };
        let county = |code: &str, name: &str| County { code: code.into(), name: name.into() };
        vec![
            CountySchools {
                county: county("pif", "屏東縣"),
                schools: vec![
                    school(1, "海豐國小", "屏東縣屏東市海豐國民小學", "pif", SchoolLevel::Elementary),
                    school(2, "南州國中", "屏東縣立南州國民中學", "pif", SchoolLevel::JuniorHigh),
                ],
            },
            CountySchools {
                county: county("khh", "高雄市"),
                schools: vec![school(3, "海豐國小", "高雄市海豐國民小學", "khh", SchoolLevel::Elementary)],
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{samples::counties, *};

    #[test]
    fn one_character_is_enough_and_the_county_narrows() {
        let counties = counties();
        assert_eq!(offered(&counties, "", "海").len(), 2);
        assert_eq!(offered(&counties, "pif", "海").len(), 1);
        assert_eq!(offered(&counties, "pif", "國民中學").len(), 1);
        assert!(offered(&counties, "pif", "").is_empty());
    }

    #[test]
    fn a_school_name_two_counties_share_is_not_guessed() {
        let counties = Arc::new(counties());
        assert_eq!(exact(&counties, "", "海豐國小"), None);
        assert!(exact(&counties, "pif", "海豐國小").is_some());
        assert!(exact(&counties, "", "南州國中").is_some());
    }

    #[test]
    fn a_former_name_still_finds_the_school() {
        let mut counties = counties();
        counties[0].schools[0].other_names = vec!["晴山國小".into()];
        assert_eq!(offered(&counties, "", "晴山")[0].short_name, "海豐國小");
        assert_eq!(
            exact(&Arc::new(counties), "pif", "晴山國小").map(|s| s.short_name),
            Some("海豐國小".into())
        );
    }
}

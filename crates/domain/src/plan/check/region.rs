//! Regions: every county once, totals that add up (S1-14, S2-13).

use super::{Findings, Problem};
use crate::{
    directory::county::{COUNTIES, by_code},
    plan::{
        Plan, PlanCourse,
        place::{Field, Place},
    },
};

pub(super) fn check(plan: &Plan, course: &PlanCourse, found: &mut Findings) {
    let place = Place::course(course.id, Field::Regions);
    let mut seen: Vec<&str> = Vec::new();
    for (row, region) in course.regions.iter().enumerate() {
        let place = place.at(row);
        for county in &region.counties {
            if by_code(&county.county).is_none() {
                found.block(place, Problem::CountyUnknown { county: county.county.clone() });
            } else if seen.contains(&county.county.as_str()) {
                found.warn(place, Problem::CountyTwice { county: county.county.clone() });
            }
            seen.push(&county.county);
        }
        let counts: Option<Vec<u32>> = region.counties.iter().map(|county| county.schools).collect();
        if let Some((declared, counts)) = region.declared_total.zip(counts) {
            let sum = counts.iter().fold(0_u32, |sum, count| sum.saturating_add(*count));
            if sum != declared {
                found.warn(place, Problem::RegionTotal { declared, sum });
            }
        }
    }
    // A county's own plan divides the county, a national one the country.
    if plan.county.is_none() && !course.regions.is_empty() {
        let missing = COUNTIES.iter().map(|county| county.code).filter(|code| !seen.contains(code));
        let counties: Vec<String> = missing.map(str::to_owned).collect();
        if !counties.is_empty() {
            found.warn(place, Problem::CountiesUncovered { counties });
        }
    }
    for session in &course.sessions {
        if let Some(name) = &session.region
            && !course.regions.iter().any(|region| region.name == *name)
        {
            found.block(Place::session(course.id, session.id, Field::Region), Problem::RegionUnknown);
        }
    }
}

//! A directory of invented schools that adds up exactly to the published counts (14.3, S2-33).
//!
//! Codes are fictional (`99….`) until the Ministry's own file is loaded.

use yanxi_domain::{
    ids::OrgId,
    org::{School, SchoolLevel},
};

use super::{
    counties::{COUNTIES, CountyCounts, PINGTUNG, TAIPEI},
    ids::{Dice, id},
};

/// First characters of invented school names. Uncommon ones, so that hardly a real school is hit.
const FIRST: &str = "晴曦朗沐霖翠蒼碧嵐芸楓栩槐榆樺桂穗禾璞琢澄泓汐鷺";
/// Second characters of invented school names.
const SECOND: &str = "山原川岡坪埔溪湖灣橋園庄里安和興德仁義光明華東陽";

/// A school the scripted days name; it takes one place in its county's count.
struct Named {
    county: &'static str,
    level: SchoolLevel,
    code: &'static str,
    short_name: &'static str,
    full_name: &'static str,
}

const NAMED: [Named; 5] = [
    Named {
        county: PINGTUNG,
        level: SchoolLevel::Elementary,
        code: "999601",
        short_name: "海豐國小",
        full_name: "屏東縣屏東市海豐國民小學",
    },
    Named {
        county: PINGTUNG,
        level: SchoolLevel::JuniorHigh,
        code: "999602",
        short_name: "南州國中",
        full_name: "屏東縣立南州國民中學",
    },
    Named {
        county: PINGTUNG,
        level: SchoolLevel::Elementary,
        code: "999603",
        short_name: "泰武國小",
        full_name: "屏東縣泰武鄉泰武國民小學",
    },
    Named {
        county: PINGTUNG,
        level: SchoolLevel::Elementary,
        code: "999604",
        short_name: "屏大附小",
        full_name: "國立屏東大學附設實驗國民小學",
    },
    Named {
        county: TAIPEI,
        level: SchoolLevel::JuniorHigh,
        code: "999605",
        short_name: "中正國中",
        full_name: "臺北市立中正國民中學",
    },
];

/// Code of 屏東縣政府教育處, an office and so in no school count.
pub const EDUCATION_OFFICE_CODE: &str = "999600";

/// Every school of the directory, in a stable order.
#[must_use]
pub fn directory() -> Vec<School> {
    let mut next_code = 990_001_u32;
    COUNTIES.iter().flat_map(|county| county_schools(county, &mut next_code)).collect()
}

/// The office that hosts the demo plan (主辦單位).
#[must_use]
pub fn education_office() -> School {
    School {
        id: school_id(EDUCATION_OFFICE_CODE),
        code: EDUCATION_OFFICE_CODE.to_owned(),
        full_name: "屏東縣政府教育處".to_owned(),
        short_name: "屏東縣政府教育處".to_owned(),
        county: PINGTUNG.to_owned(),
        level: SchoolLevel::Office,
        count_weight: 0,
        other_names: Vec::new(),
    }
}

/// Id of the school with this code.
#[must_use]
pub fn school_id(code: &str) -> OrgId {
    OrgId(id(&format!("school/{code}")))
}

fn county_schools(county: &CountyCounts, next_code: &mut u32) -> Vec<School> {
    let mut names = invented_names(county.code);
    let mut schools = Vec::new();
    for (level, count) in
        [(SchoolLevel::Elementary, county.elementary), (SchoolLevel::JuniorHigh, county.junior)]
    {
        let named: Vec<School> = NAMED
            .iter()
            .filter(|n| n.county == county.code && n.level == level)
            .map(|n| named_school(n, county))
            .collect();
        let invented = (count as usize).saturating_sub(named.len());
        schools.extend(named);
        schools.extend(
            names.by_ref().take(invented).map(|name| invented_school(county, level, &name, 1, next_code)),
        );
    }
    // Two departments, 國小部 and 國中部, count as two schools (S2-33); an odd one out has only one.
    let mut left = county.special;
    while left > 0 {
        let weight = left.min(2);
        left -= weight;
        if let Some(name) = names.next() {
            let weight = u8::try_from(weight).unwrap_or(1);
            schools.push(invented_school(county, SchoolLevel::Special, &name, weight, next_code));
        }
    }
    schools
}

fn named_school(named: &Named, county: &CountyCounts) -> School {
    School {
        id: school_id(named.code),
        code: named.code.to_owned(),
        full_name: named.full_name.to_owned(),
        short_name: named.short_name.to_owned(),
        county: county.code.to_owned(),
        level: named.level,
        count_weight: 1,
        other_names: Vec::new(),
    }
}

fn invented_school(
    county: &CountyCounts,
    level: SchoolLevel,
    name: &str,
    count_weight: u8,
    next_code: &mut u32,
) -> School {
    let code = next_code.to_string();
    *next_code += 1;
    let (short, long) = match level {
        SchoolLevel::JuniorHigh => ("國中", "國民中學"),
        SchoolLevel::Special => ("特教學校", "特殊教育學校"),
        _ => ("國小", "國民小學"),
    };
    School {
        id: school_id(&code),
        code,
        full_name: format!("{}立{name}{long}", county.name),
        short_name: format!("{name}{short}"),
        county: county.code.to_owned(),
        level,
        count_weight,
        other_names: Vec::new(),
    }
}

/// Every pair of characters once, in an order that differs from county to county.
fn invented_names(county: &str) -> impl Iterator<Item = String> {
    let mut names: Vec<String> = FIRST
        .chars()
        .flat_map(|first| SECOND.chars().map(move |second| format!("{first}{second}")))
        .collect();
    Dice::new(&format!("schools/{county}")).shuffle(&mut names);
    names.into_iter()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn weight_of(schools: &[School], level: SchoolLevel) -> u32 {
        schools.iter().filter(|s| s.level == level).map(|s| u32::from(s.count_weight)).sum()
    }

    #[test]
    fn adds_up_to_the_published_control_totals() {
        let schools = directory();
        assert_eq!(weight_of(&schools, SchoolLevel::Special), 49);
        assert_eq!(weight_of(&schools, SchoolLevel::Elementary), 2_749);
        assert_eq!(weight_of(&schools, SchoolLevel::JuniorHigh), 991);
        assert_eq!(schools.iter().map(|s| u32::from(s.count_weight)).sum::<u32>(), 3_789);
        assert_eq!(schools.iter().map(|s| s.county.as_str()).collect::<HashSet<_>>().len(), 22);
    }

    #[test]
    fn every_county_adds_up_to_its_own_row() {
        let schools = directory();
        for county in COUNTIES {
            let own: Vec<School> = schools.iter().filter(|s| s.county == county.code).cloned().collect();
            assert_eq!(weight_of(&own, SchoolLevel::Special), county.special, "{}", county.name);
            assert_eq!(weight_of(&own, SchoolLevel::Elementary), county.elementary, "{}", county.name);
            assert_eq!(weight_of(&own, SchoolLevel::JuniorHigh), county.junior, "{}", county.name);
        }
    }

    #[test]
    fn codes_and_names_are_unique_and_codes_are_fictional() {
        let schools = directory();
        let codes: HashSet<&str> = schools.iter().map(|s| s.code.as_str()).collect();
        assert_eq!(codes.len(), schools.len());
        assert!(codes.iter().all(|c| c.len() == 6 && c.starts_with("99")));
        let names: HashSet<(&str, &str)> =
            schools.iter().map(|s| (s.county.as_str(), s.short_name.as_str())).collect();
        assert_eq!(names.len(), schools.len());
    }

    #[test]
    fn the_named_schools_of_pingtung_are_inside_its_count() {
        let schools = directory();
        for name in ["海豐國小", "南州國中", "泰武國小", "屏大附小"] {
            let found: Vec<&School> =
                schools.iter().filter(|s| s.county == PINGTUNG && s.short_name == name).collect();
            assert_eq!(found.len(), 1, "{name}");
        }
    }
}

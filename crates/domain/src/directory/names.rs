//! From a name as the Ministry prints it to the forms people write (7.4, R-NAME 3).
//!
//! 「縣立海豐國小」 of 屏東縣 is 海豐國小 for short and 屏東縣立海豐國民小學 in full; 「國立臺中教大附小」 is
//! 國立臺中教育大學附設實驗國民小學; 「市立烏來國(中)小」 is also looked for as 烏來國小 and as 烏來國中.

use super::{
    Ownership, Part,
    county::{self, CountyCounts},
    row::clean,
};

/// Short and long endings. Longer ones first: 國民中小學 before 國民小學, 附設實驗國民小學 before both.
const ENDINGS: [(&str, &str); 6] = [
    ("國中小", "國民中小學"),
    ("附小", "附設實驗國民小學"),
    ("國小", "國民小學"),
    ("國中", "國民中學"),
    ("特教學校", "特殊教育學校"),
    ("高中", "高級中學"),
];

/// How files write 國中小, whose one half depends on the county.
const BOTH_LEVELS: [&str; 4] = ["國(中)小", "國（中）小", "國中(小)", "國中（小）"];

/// Universities whose affiliated schools are written by a short form that no rule expands.
const UNIVERSITIES: [(&str, &str); 8] = [
    ("國北教大", "臺北教育大學"),
    ("中教大", "臺中教育大學"),
    ("清大", "清華大學"),
    ("政大", "政治大學"),
    ("屏大", "屏東大學"),
    ("南大", "臺南大學"),
    ("東大", "臺東大學"),
    ("東華", "東華大學"),
];

/// The names of a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// 海豐國小
    pub short: String,
    /// 屏東縣立海豐國民小學
    pub full: String,
    /// Forms that neither contains, of irregular names only.
    pub other: Vec<String>,
}

/// The names of the school that is printed as `printed`.
#[must_use]
pub fn names(printed: &str, county: &CountyCounts, ownership: Option<Ownership>) -> Names {
    let (prefix, core) = split_prefix(clean(printed), county);
    let prefix = prefix.or(ownership);
    let (short, long) = forms(core);
    let full = match prefix {
        Some(Ownership::National) => format!("國立{long}"),
        Some(Ownership::Public) => format!("{}立{long}", county.name),
        Some(Ownership::Private) => format!("{}私立{long}", county.name),
        None => format!("{}{long}", county.name),
    };
    let other = short.strip_suffix("國中小").map_or_else(Vec::new, |stem| {
        ["國小", "國中", "國(中)小"].iter().map(|ending| format!("{stem}{ending}")).collect()
    });
    Names { short, full, other }
}

/// Takes 「縣立」, 「屏東縣立」, 「新北市私立」, 「國立」 off a name.
pub(super) fn split_prefix<'a>(name: &'a str, county: &CountyCounts) -> (Option<Ownership>, &'a str) {
    let after_county = name
        .char_indices()
        .nth(3)
        .filter(|(at, _)| county::by_name(&name[..*at]).is_some_and(|c| c.code == county.code))
        .map(|(at, _)| &name[at..]);
    let rest = after_county.unwrap_or(name);
    if let Some(core) = after_county.and_then(|rest| rest.strip_prefix('立')) {
        return (Some(Ownership::Public), core);
    }
    let prefixes = [
        ("國立", Ownership::National),
        ("縣立", Ownership::Public),
        ("市立", Ownership::Public),
        ("私立", Ownership::Private),
    ];
    prefixes
        .into_iter()
        .find_map(|(prefix, ownership)| rest.strip_prefix(prefix).map(|core| (Some(ownership), core)))
        .filter(|(_, core)| !core.is_empty())
        .unwrap_or((None, rest))
}

/// Short and long form of a name without prefix.
pub(super) fn forms(core: &str) -> (String, String) {
    let core = &*BOTH_LEVELS.iter().fold(core.to_owned(), |name, form| name.replace(form, "國中小"));
    for (short, long) in ENDINGS {
        let Some(stem) = core.strip_suffix(long).or_else(|| core.strip_suffix(short)) else { continue };
        let long_stem = if short == "附小" { university(stem) } else { stem.to_owned() };
        return (format!("{stem}{short}"), format!("{long_stem}{long}"));
    }
    match core.strip_suffix("實小") {
        Some(stem) => (core.to_owned(), format!("{stem}實驗國民小學")),
        None => (core.to_owned(), core.to_owned()),
    }
}

fn university(short: &str) -> String {
    if let Some((_, long)) = UNIVERSITIES.iter().find(|(name, _)| *name == short) {
        return (*long).to_owned();
    }
    short.strip_suffix("教大").map_or_else(|| short.to_owned(), |place| format!("{place}教育大學"))
}

/// The part a school with this name belongs to, where the name alone tells.
pub(super) fn kind_of_name(name: &str) -> Option<Part> {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    if has(&["特教", "特殊教育", "啟聰", "啟明", "啟智"]) {
        Some(Part::Special)
    } else if has(&["附設國中", "(國中部)", "（國中部）"]) {
        Some(Part::AttachedJunior)
    } else if has(&["附設國小部", "(國小部)", "（國小部）"]) {
        Some(Part::AttachedElementary)
    } else if BOTH_LEVELS.iter().any(|form| name.contains(form)) || ends(&["國中小", "國民中小學"]) {
        None
    } else if ends(&["國小", "國民小學", "附小", "實小"]) {
        Some(Part::Elementary)
    } else if ends(&["國中", "國民中學"]) {
        Some(Part::JuniorHigh)
    } else if has(&["高中", "高級", "高商", "高工", "高農", "家商", "工商", "商工"]) {
        Some(Part::Senior)
    } else {
        None
    }
}

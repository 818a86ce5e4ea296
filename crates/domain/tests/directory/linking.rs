//! Old and new codes: renamed, moved, merged. One file a county, as some are published.

use yanxi_domain::directory::{
    county::by_code,
    find::Finder,
    verdict::{Change, Doubt, Field, Verdict},
};

use super::files::*;

const ONE: &str = "114,999601,縣立晴山國小,公立,[13]屏東縣,[900]屏東縣屏東市,08-1,";
const TWO: &str = "114,999602,縣立曦原國小,公立,[13]屏東縣,[900]屏東縣屏東市,08-2,";
const AWAY: &str = "114,999801,市立朗埔國小,公立,[12]高雄市,[800]高雄市,07-1,";

fn fields(preview: &yanxi_domain::directory::preview::Preview) -> Vec<Field> {
    let changed = |verdict: &Verdict| match verdict {
        Verdict::Changed(changes) => Some(changes.iter().map(|c: &Change| c.field).collect::<Vec<_>>()),
        _ => None,
    };
    preview.rows.iter().filter_map(|row| changed(&row.verdict)).flatten().collect()
}

#[test]
fn a_school_under_a_new_code_keeps_its_identity_names_and_codes() {
    let mut directory = Directory::of(&[elementary(&[ONE, TWO, AWAY])]);
    let id = directory.school("999601").school.id;
    let renamed = ONE.replace("999601", "999611").replace("晴山", "碧湖");
    // Nobody says so: one school closes, another one is new.
    let apart = directory.preview(&[elementary(&[&renamed, TWO, AWAY])]);
    assert_eq!((apart.writes.len(), apart.closings.len()), (1, 1));
    let preview = directory.import_linked(&[elementary(&[&renamed, TWO, AWAY])], &[("999601", "999611")]);
    assert_eq!((preview.closings.len(), fields(&preview)), (0, vec![Field::Code, Field::Name]));
    let school = directory.school("999611");
    assert_eq!((school.school.id, &school.listing.former_codes), (id, &vec!["999601".to_owned()]));
    assert_eq!(directory.schools.len(), 3, "no second school");
    assert_eq!(Finder::new(&directory.schools).find(by_code("pif"), "晴山國小")[0].school.id, id);
    // The next year's file needs no link any more.
    let again = directory.import(&[elementary(&[&renamed, TWO, AWAY])]);
    assert!(again.is_empty(), "{:?}", again.rows);
}

#[test]
fn a_school_that_moves_to_another_county_moves_when_somebody_says_so() {
    let mut directory = Directory::of(&[elementary(&[ONE, AWAY])]);
    let id = directory.school("999601").school.id;
    let moved = ONE.replace("[13]屏東縣,", "[12]高雄市,").replace("縣立", "市立");
    let known = "屏東縣".to_owned();
    let alone = directory.preview(&[elementary(&[&moved, AWAY])]);
    assert_eq!(alone.rows[0].verdict, Verdict::Doubtful(Doubt::OtherCounty { known }));
    directory.import_linked(&[elementary(&[&moved, AWAY])], &[("999601", "999601")]);
    let school = directory.school("999601");
    assert_eq!((school.school.id, school.school.county.as_str()), (id, "khh"));
    // With a code of the other county, too.
    let recoded = moved.replace("999601", "999811");
    directory.import_linked(&[elementary(&[&recoded, AWAY])], &[("999601", "999811")]);
    assert_eq!(directory.school("999811").school.id, id);
}

#[test]
fn a_merged_school_closes_and_its_names_find_the_one_that_goes_on() {
    let mut directory = Directory::of(&[elementary(&[ONE, TWO, AWAY])]);
    let (one, two) = (directory.school("999601").school.id, directory.school("999602").school.id);
    let preview = directory.import_linked(&[elementary(&[TWO, AWAY])], &[("999601", "999602")]);
    assert_eq!(preview.closings[0].successor, Some(two));
    assert!(directory.school("999601").closed_at.is_some());
    let finder = Finder::new(&directory.schools);
    let found: Vec<_> = finder.find(by_code("pif"), "晴山國小").iter().map(|s| s.school.id).collect();
    assert_eq!(found, [two]);
    // Over another merger, too; the closed ones stay for the records that name them.
    directory.import_linked(&[elementary(&[AWAY])], &[("999602", "999801")]);
    let finder = Finder::new(&directory.schools);
    assert_eq!(finder.find(None, "晴山國小")[0].school.code, "999801");
    assert!(directory.schools.iter().any(|school| school.school.id == one));
}

#[test]
fn two_schools_become_one_with_a_code_nobody_knew() {
    let mut directory = Directory::of(&[elementary(&[ONE, TWO])]);
    let (one, two) = (directory.school("999601").school.id, directory.school("999602").school.id);
    let both = "114,999700,縣立晴曦國小,公立,[13]屏東縣,[900]屏東縣屏東市,08-9,";
    let links = [("999601", "999700"), ("999602", "999700")];
    let preview = directory.import_linked(&[elementary(&[both])], &links);
    assert_eq!(directory.school("999700").school.id, one, "the first goes on under the new code");
    assert_eq!((preview.closings[0].id, preview.closings[0].successor), (two, Some(one)));
    let finder = Finder::new(&directory.schools);
    for name in ["晴山國小", "曦原國小", "晴曦國小"] {
        assert_eq!(finder.find(by_code("pif"), name)[0].school.id, one, "{name}");
    }
}

#[test]
fn links_that_mean_nothing_are_named() {
    let directory = Directory::of(&[elementary(&[ONE, TWO])]);
    let mut other = directory.clone();
    // Unknown before, still in the file, nowhere now.
    let links = [("999699", "999602"), ("999602", "999601"), ("999601", "999698")];
    let preview = other.import_linked(&[elementary(&[TWO])], &links);
    assert_eq!(preview.unknown_links.len(), 3, "{:?}", preview.unknown_links);
    let stays = directory.preview(&[elementary(&[ONE, TWO])]);
    assert!(stays.unknown_links.is_empty());
}

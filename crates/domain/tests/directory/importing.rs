//! Importing again: nothing new, renamed, closed, reopened, contradictory.

use rstest::rstest;
use yanxi_domain::{
    directory::{
        Part,
        county::by_code,
        find::Finder,
        preview::Alarm,
        verdict::{Change, Doubt, Field, Note, Skip, Verdict},
    },
    org::SchoolLevel,
};

use super::files::*;

const ONE: &str = "114,999601,縣立晴山國小,公立,[13]屏東縣,[900]屏東縣屏東市,08-1,";
const TWO: &str = "114,999602,縣立曦原國小,公立,[13]屏東縣,[900]屏東縣屏東市,08-2,";
const JUNIOR_ONE: &str = "999701,縣立朗埔國中,公立,[13]屏東縣,[900]屏東縣屏東市,08-3,";

fn change(field: Field, before: &str, after: &str) -> Change {
    Change { field, before: before.to_owned(), after: after.to_owned() }
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let files = [elementary(&[ONE, TWO]), junior(&[JUNIOR_ONE])];
    let mut directory = Directory::of(&files);
    assert_eq!(directory.schools.len(), 3);
    let before = directory.schools.clone();
    let preview = directory.import(&files);
    assert!(preview.is_empty());
    assert!(preview.rows.iter().all(|row| row.verdict == Verdict::Unchanged));
    assert_eq!(directory.schools, before);
}

#[rstest]
#[case::phone("08-1", "08-9", Field::Phone, "08-1", "08-9")]
#[case::address("屏東縣屏東市", "屏東縣潮州鎮", Field::Address, "屏東縣屏東市", "屏東縣潮州鎮")]
#[case::keeper("公立", "私立", Field::Ownership, "公立", "私立")]
fn a_change_is_named_with_before_and_after(
    #[case] old: &str,
    #[case] new: &str,
    #[case] field: Field,
    #[case] before: &str,
    #[case] after: &str,
) {
    let directory = Directory::of(&[elementary(&[ONE])]);
    let preview = directory.preview(&[elementary(&[&ONE.replace(old, new)])]);
    assert_eq!(only(&preview), Verdict::Changed(vec![change(field, before, after)]));
}

#[test]
fn a_renamed_school_keeps_its_identity_and_is_found_by_both_names() {
    let mut directory = Directory::of(&[elementary(&[ONE])]);
    let id = directory.school("999601").school.id;
    let preview = directory.import(&[elementary(&[&ONE.replace("晴山", "碧湖")])]);
    let expected = vec![change(Field::Name, "縣立晴山國小", "縣立碧湖國小")];
    assert_eq!(only(&preview), Verdict::Changed(expected));
    let school = &directory.school("999601").school;
    assert_eq!((school.id, school.short_name.as_str()), (id, "碧湖國小"));
    // Tablets hold the old names too.
    assert_eq!(school.other_names, ["晴山國小", "屏東縣立晴山國民小學"]);
    let finder = Finder::new(&directory.schools);
    for name in ["晴山國小", "屏東縣立晴山國民小學", "碧湖國小", "屏東縣晴山國小", "縣立晴山國民小學"]
    {
        assert_eq!(finder.find(by_code("pif"), name).len(), 1, "{name}");
    }
}

#[test]
fn a_school_that_takes_its_old_name_back_has_only_the_other_as_former() {
    let mut directory = Directory::of(&[elementary(&[ONE])]);
    directory.import(&[elementary(&[&ONE.replace("晴山", "碧湖")])]);
    directory.import(&[elementary(&[ONE])]);
    let listing = &directory.school("999601").listing;
    assert_eq!(listing.former_names, ["碧湖國小", "屏東縣立碧湖國民小學"]);
}

#[test]
fn another_way_to_write_the_same_name_is_no_former_name() {
    let row = ONE.replace("縣立晴山國小", "屏東縣立晴山國民小學");
    let mut directory = Directory::of(&[elementary(&[ONE])]);
    directory.import(&[elementary(&[&row])]);
    let listed = directory.school("999601");
    assert_eq!(listed.listing.printed_name, "屏東縣立晴山國民小學");
    assert_eq!(listed.listing.former_names, Vec::<String>::new());
}

#[test]
fn a_missing_school_is_closed_and_still_found() {
    let mut directory = Directory::of(&[elementary(&[ONE, TWO])]);
    let preview = directory.import(&[elementary(&[ONE])]);
    let closing: Vec<_> = preview.closings.iter().map(|c| (c.code.as_str(), c.left.len())).collect();
    assert_eq!(closing, [("999602", 0)]);
    assert_eq!(directory.schools.len(), 2);
    assert_eq!(directory.school("999602").closed_at, Some(AT));
    let finder = Finder::new(&directory.schools);
    assert_eq!(finder.find(None, "曦原國小")[0].school.code, "999602");
    // Closed once is closed: nothing more to do.
    assert!(directory.preview(&[elementary(&[ONE])]).is_empty());
}

#[test]
fn a_closed_school_that_comes_back_is_reopened_with_its_identity() {
    let mut directory = Directory::of(&[elementary(&[ONE, TWO])]);
    let id = directory.school("999602").school.id;
    directory.import(&[elementary(&[ONE])]);
    let preview = directory.import(&[elementary(&[ONE, TWO])]);
    let Verdict::Changed(changes) = &preview.rows[1].verdict else { panic!("{:?}", preview.rows[1]) };
    assert!(changes.contains(&change(Field::Reopened, "closed", "open")));
    let school = directory.school("999602");
    assert_eq!((school.school.id, school.closed_at), (id, None));
}

#[test]
fn a_file_closes_only_schools_of_its_own_part() {
    let mut directory = Directory::of(&[elementary(&[ONE, TWO]), junior(&[JUNIOR_ONE])]);
    let preview = directory.import(&[elementary(&[ONE])]);
    assert_eq!(preview.closings.len(), 1);
    assert_eq!(directory.school("999701").closed_at, None);
}

#[test]
fn a_school_that_never_was_in_a_file_is_never_closed() {
    let mut directory = Directory::of(&[elementary(&[ONE, TWO])]);
    directory.schools[1].listing = Default::default();
    assert!(directory.preview(&[elementary(&[ONE])]).closings.is_empty());
}

#[rstest]
#[case::code_cut("114,99602,縣立曦原國小,公立,[13]屏東縣,,,")]
#[case::county("114,099602,縣立曦原國小,公立,某縣,,,")]
#[case::name("114,099602,縣立?原國小,公立,[13]屏東縣,,,")]
#[case::no_name("114,099602,,公立,[13]屏東縣,,,")]
fn a_school_whose_row_is_doubtful_stays_as_it_is(#[case] row: &str) {
    let two = TWO.replace("999602", "099602");
    let directory = Directory::of(&[elementary(&[ONE, &two])]);
    let preview = directory.preview(&[elementary(&[ONE, row])]);
    assert!(preview.is_empty(), "{preview:?}");
}

#[test]
fn the_same_code_for_two_schools_is_doubtful_and_for_the_same_row_is_a_repetition() {
    let twice = TWO.replace("999602", "999601");
    let preview = Directory::default().preview(&[elementary(&[ONE, &twice])]);
    for row in &preview.rows {
        assert_eq!(row.verdict, Verdict::Doubtful(Doubt::CodeTwice));
    }
    let preview = Directory::default().preview(&[elementary(&[ONE]), elementary(&[ONE])]);
    assert_eq!(preview.rows[1].verdict, Verdict::Skipped(Skip::Repeated));
    assert_eq!(preview.writes.len(), 1);
}

#[test]
fn a_department_writes_nothing_while_the_row_of_its_school_is_doubtful() {
    let attached = table("附設國小部.csv", JUNIOR, &["999701,縣立朗埔國中附設國小,公立,[13]屏東縣,,,"]);
    let preview = Directory::default().preview(&[junior(&[&JUNIOR_ONE.replace("朗", "?")]), attached]);
    assert_eq!(preview.rows[0].verdict, Verdict::Doubtful(Doubt::BrokenText));
    assert_eq!(preview.rows[1].verdict, Verdict::Doubtful(Doubt::OtherRow));
    assert!(preview.is_empty());
}

#[test]
fn a_code_that_is_known_for_another_school_of_another_part_is_doubtful() {
    let directory = Directory::of(&[junior(&[JUNIOR_ONE])]);
    let preview = directory.preview(&[elementary(&[&ONE.replace("999601", "999701")])]);
    assert_eq!(only(&preview), Verdict::Doubtful(Doubt::CodeTwice));
    assert!(preview.is_empty());
}

#[test]
fn a_code_that_moves_to_another_county_is_doubtful() {
    let directory = Directory::of(&[elementary(&[ONE])]);
    let preview = directory.preview(&[elementary(&[&ONE.replace("[13]屏東縣,", "[12]高雄市,")])]);
    let known = "屏東縣".to_owned();
    assert_eq!(only(&preview), Verdict::Doubtful(Doubt::OtherCounty { known }));
    assert!(preview.is_empty());
}

#[test]
fn two_schools_of_a_county_with_one_name_are_two_schools() {
    let other = ONE.replace("999601", "999609");
    let preview = Directory::default().preview(&[elementary(&[ONE, &other])]);
    assert_eq!(preview.writes.len(), 2);
    assert_eq!(preview.rows[1].verdict, Verdict::New(vec![Note::SameNameInCounty]));
}

#[test]
fn half_a_file_raises_an_alarm_and_a_few_closings_do_not() {
    let rows: Vec<String> = (0..100).map(|n| ONE.replace("999601", &format!("99{n:04}"))).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let directory = Directory::of(&[elementary(&rows)]);
    assert_eq!(directory.preview(&[elementary(&rows[5..])]).alarms, []);
    let alarm = Alarm { part: Part::Elementary, missing: 6, of: 100 };
    assert_eq!(directory.preview(&[elementary(&rows[6..])]).alarms, [alarm]);
}

#[test]
fn a_department_of_its_own_file_joins_the_school_with_the_code() {
    let attached = table("附設國小部.csv", JUNIOR, &["999701,縣立朗埔國中附設國小,公立,[13]屏東縣,,,"]);
    let files = [attached, junior(&[JUNIOR_ONE])];
    let mut directory = Directory::default();
    let preview = directory.import(&files);
    assert_eq!(preview.rows[0].verdict, Verdict::Joins { part: Part::JuniorHigh });
    let school = directory.school("999701").school.clone();
    assert_eq!((school.level, school.count_weight), (SchoolLevel::JuniorHigh, 2));
    assert!(directory.preview(&files).is_empty());
    // One file alone says nothing about the other part.
    assert!(directory.preview(&files[..1]).is_empty() && directory.preview(&files[1..]).is_empty());
    // The department goes, the school stays.
    let empty = table("附設國小部.csv", JUNIOR, &[]);
    let preview = directory.import(std::slice::from_ref(&empty));
    assert_eq!(preview.closings[0].left, [Part::JuniorHigh].into());
    let school = directory.school("999701");
    assert_eq!((school.closed_at, school.school.count_weight), (None, 1));
    assert!(directory.preview(&[empty]).is_empty());
}

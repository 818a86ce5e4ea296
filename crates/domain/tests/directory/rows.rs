//! Headers, rows, counties, codes: what the files print and what is read.

use rstest::rstest;
use yanxi_domain::{
    directory::{
        Line, Ownership, Part, county,
        verdict::{Doubt, FileProblem, Skip, Verdict},
    },
    org::SchoolLevel,
};

use super::files::*;

const QINGSHAN: &str =
    "114,999601,縣立晴山國小,公立,[13]屏東縣,[900]屏東縣屏東市晴山路1號,(08)000-0000,http://x";

#[rstest]
#[case::elementary("e1.csv", ELEMENTARY, QINGSHAN)]
#[case::junior("j1.csv", JUNIOR, "999601,縣立晴山國中,公立,[13]屏東縣,[900]屏東縣屏東市,,")]
#[case::other_order("國小.csv", "縣市名稱,學校名稱,代碼", "[13]屏東縣,縣立晴山國小,999601")]
#[case::other_names("國小.csv", "學校代碼,校名,縣市別", "999601,縣立晴山國小,屏東縣")]
#[case::mark_and_spaces("國小.csv", "\u{FEFF}代碼, 學校名稱 ,縣市 名稱", "999601,縣立晴山國小,屏東縣")]
#[case::wide_slash("國小.csv", "代碼,學校名稱,公／私立,縣市名稱", "999601,縣立晴山國小,公立,屏東縣")]
fn columns_are_found_by_their_headings(#[case] name: &str, #[case] header: &str, #[case] row: &str) {
    let directory = Directory::of(&[table(name, header, &[row])]);
    let school = &directory.school("999601").school;
    assert!(school.short_name.starts_with("晴山國"), "{school:?}");
    assert_eq!(school.county, "pif");
}

#[test]
fn a_title_above_the_header_is_passed_over() {
    let mut file = elementary(&[QINGSHAN]);
    file.lines.insert(0, Line { number: 0, fields: vec!["114學年度國民小學名錄".into()] });
    let preview = Directory::default().preview(&[file]);
    assert!(matches!(only(&preview), Verdict::New(_)));
}

#[test]
fn a_file_without_the_columns_is_not_read_and_says_what_is_missing() {
    let preview =
        Directory::default().preview(&[table("國小.csv", "代碼,校長,縣市名稱", &["999601,王,屏東縣"])]);
    assert_eq!(preview.files[0].part, Err(FileProblem::NoHeader(vec!["學校名稱"])));
    assert!(preview.has_unread_file() && preview.is_empty() && preview.rows.is_empty());
}

#[rstest]
#[case("[06]臺中市", "txg")]
#[case("[19]臺中市", "txg")]
#[case("[06]台中市", "txg")]
#[case("［19］臺中市", "txg")]
#[case("[19] 臺中市", "txg")]
#[case("臺中縣", "txg")]
#[case("[03]桃園縣", "tao")]
#[case("[03]桃園", "tao")]
#[case("[11]臺南縣", "tnn")]
#[case("[11]台南", "tnn")]
#[case("[30]臺北市", "tpe")]
#[case("[32]臺北市", "tpe")]
#[case("臺北縣", "nwt")]
#[case("高雄縣", "khh")]
#[case("[13]屏東縣", "pif")]
#[case("新竹縣", "hsq")]
#[case("新竹市", "hsz")]
fn a_county_is_known_by_its_name_not_by_its_number(#[case] text: &str, #[case] code: &str) {
    assert_eq!(county::by_name(text).unwrap().code, code);
}

#[rstest]
#[case::two_have_it("新竹")]
#[case::two_have_it_too("[20]嘉義")]
#[case::number_only("[13]")]
#[case::empty("")]
#[case::elsewhere("某某縣")]
fn a_county_that_cannot_be_told_is_none(#[case] text: &str) {
    assert_eq!(county::by_name(text), None);
}

#[rstest]
#[case::blank(",,,,,,,", Verdict::Skipped(Skip::Blank))]
#[case::spaces(" ,　,,,,,,", Verdict::Skipped(Skip::Blank))]
#[case::no_code("114,,縣立晴山國小,公立,[13]屏東縣,,,", Verdict::Skipped(Skip::NoCode))]
#[case::footer("資料來源：統計處", Verdict::Skipped(Skip::NoCode))]
#[case::no_name("114,999601,,公立,[13]屏東縣,,,", Verdict::Skipped(Skip::NoName))]
#[case::lost_zero("114,11601,縣立晴山國小,公立,[13]屏東縣,,,", Verdict::Doubtful(Doubt::LostZero))]
#[case::code_shape("114,99-601,縣立晴山國小,公立,[13]屏東縣,,,", Verdict::Doubtful(Doubt::CodeShape))]
#[case::exponent("114,9.99E+05,縣立晴山國小,公立,[13]屏東縣,,,", Verdict::Doubtful(Doubt::CodeShape))]
#[case::loose_comma(
    "114,999601,縣立晴山國小,公立,[13]屏東縣,路1號,2樓,08,x",
    Verdict::Doubtful(Doubt::TooManyFields)
)]
#[case::lost_character("114,999601,縣立?山國小,公立,[13]屏東縣,,,", Verdict::Doubtful(Doubt::BrokenText))]
#[case::undecodable("114,999601,縣立\u{FFFD}山國小,公立,[13]屏東縣,,,", Verdict::Doubtful(Doubt::BrokenText))]
#[case::private_use("114,999601,縣立\u{E000}山國小,公立,[13]屏東縣,,,", Verdict::Doubtful(Doubt::BrokenText))]
#[case::county(
    "114,999601,縣立晴山國小,公立,[20]嘉義,,,",
    Verdict::Doubtful(Doubt::UnknownCounty("[20]嘉義".into()))
)]
fn a_row_nothing_is_taken_from_says_why(#[case] row: &str, #[case] verdict: Verdict) {
    let preview = Directory::default().preview(&[elementary(&[row])]);
    assert_eq!(only(&preview), verdict);
    assert!(preview.is_empty());
}

#[rstest]
#[case::plain("999601")]
#[case::leading_zero("011601")]
#[case::kept_by_a_formula("=\"011601\"")]
#[case::kept_by_an_apostrophe("'011601")]
#[case::full_width("９９９６０１")]
#[case::letters("01a601")]
fn a_code_is_text_of_six(#[case] code: &str) {
    let row = format!("114,{code},縣立晴山國小,公立,[13]屏東縣,,,");
    let directory = Directory::of(&[elementary(&[&row])]);
    let code = &directory.schools[0].school.code;
    assert!(["999601", "011601", "01A601"].contains(&code.as_str()), "{code}");
}

#[test]
fn trailing_fields_may_be_missing_and_extra_ones_empty() {
    let rows = ["114,999601,縣立晴山國小,公立,[13]屏東縣", "114,999602,縣立曦原國小,公立,[13]屏東縣,,,,,"];
    let preview = Directory::default().preview(&[elementary(&rows)]);
    assert!(preview.rows.iter().all(|row| matches!(row.verdict, Verdict::New(_))), "{:?}", preview.rows);
}

#[test]
fn the_rest_of_a_row_is_kept() {
    let directory = Directory::of(&[elementary(&[QINGSHAN])]);
    let listed = directory.school("999601");
    assert_eq!(listed.listing.printed_name, "縣立晴山國小");
    assert_eq!(listed.listing.ownership, Some(Ownership::Public));
    assert_eq!(listed.listing.address.as_deref(), Some("屏東縣屏東市晴山路1號"));
    assert_eq!(listed.listing.township.as_deref(), Some("屏東市"));
    assert_eq!(listed.listing.phone.as_deref(), Some("(08)000-0000"));
    assert_eq!(listed.school.level, SchoolLevel::Elementary);
}

#[rstest]
#[case("[900]屏東縣三地門鄉中正路", Some("三地門鄉"))]
#[case("[806]高雄市前鎮區中山路", Some("前鎮區"))]
#[case("[324]桃園市平鎮區中山路", Some("平鎮區"))]
#[case("[744]臺南市新市區中山路", Some("新市區"))]
#[case("[849]高雄市那瑪夏區中山路", Some("那瑪夏區"))]
#[case("[630]雲林縣斗南鎮中山路", Some("斗南鎮"))]
#[case("[900]屏東縣", None)]
#[case("中山路1號", None)]
fn the_township_is_read_from_the_address(#[case] address: &str, #[case] township: Option<&str>) {
    let row = format!("999601,縣立晴山國中,公立,[13]屏東縣,{address},,");
    let directory = Directory::of(&[junior(&[&row])]);
    assert_eq!(directory.school("999601").listing.township.as_deref(), township);
}

#[rstest]
#[case::by_file_name("e1_new.csv", "代碼,學校名稱,縣市名稱", "市立晴山國(中)小", Ok(Part::Elementary))]
#[case::by_file_name_j1("J1_new.csv", "代碼,學校名稱,縣市名稱", "市立晴山國(中)小", Ok(Part::JuniorHigh))]
#[case::attached_first(
    "附設國小部.csv",
    "代碼,學校名稱,縣市名稱",
    "縣立晴山國中",
    Ok(Part::AttachedElementary)
)]
#[case::by_rows("a.csv", "代碼,學校名稱,縣市名稱", "縣立晴山國小", Ok(Part::Elementary))]
#[case::affiliated("a.csv", "代碼,學校名稱,縣市名稱", "國立晴山大學附小", Ok(Part::Elementary))]
#[case::by_rows_junior("a.csv", "代碼,學校名稱,縣市名稱", "縣立晴山國中", Ok(Part::JuniorHigh))]
#[case::special("a.csv", "代碼,學校名稱,縣市名稱", "國立晴山特教學校", Ok(Part::Special))]
#[case::attached("a.csv", "代碼,學校名稱,縣市名稱", "私立晴山高中附設國中部", Ok(Part::AttachedJunior))]
#[case::high_schools_without_remarks(
    "a.csv",
    "代碼,學校名稱,縣市名稱",
    "私立晴山高中",
    Ok(Part::AttachedJunior)
)]
#[case::with_remarks("a.csv", SENIOR, "私立晴山高中", Ok(Part::Senior))]
#[case::cannot_be_told("a.csv", "代碼,學校名稱,縣市名稱", "市立晴山國(中)小", Err(FileProblem::UnknownPart))]
fn what_a_file_is_comes_from_its_name_or_its_rows(
    #[case] file: &str,
    #[case] header: &str,
    #[case] name: &str,
    #[case] part: Result<Part, FileProblem>,
) {
    let row = match header {
        SENIOR => format!("114,999601,{name},私立,屏東縣,,,,"),
        _ => format!("999601,{name},屏東縣"),
    };
    let preview = Directory::default().preview(&[table(file, header, &[&row])]);
    assert_eq!(preview.files[0].part, part);
    if part == Ok(Part::Senior) {
        assert_eq!(only(&preview), Verdict::Skipped(Skip::SeniorOnly));
    }
}

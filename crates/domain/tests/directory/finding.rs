//! Names: what the file prints, what is kept, and what people write.

use rstest::rstest;
use yanxi_domain::directory::{
    Ownership,
    county::by_code,
    find::Finder,
    names::{Names, names},
};

use super::files::*;

#[rstest]
#[case("縣立海豐國小", "pif", "海豐國小", "屏東縣立海豐國民小學")]
#[case("縣立南州國中", "pif", "南州國中", "屏東縣立南州國民中學")]
#[case("屏東縣立南州國民中學", "pif", "南州國中", "屏東縣立南州國民中學")]
#[case("台中市立晴山國民小學", "txg", "晴山國小", "臺中市立晴山國民小學")]
#[case("市立烏來國(中)小", "nwt", "烏來國中小", "新北市立烏來國民中小學")]
#[case("市立烏來國（中）小", "nwt", "烏來國中小", "新北市立烏來國民中小學")]
#[case("市立烏來國中(小)", "nwt", "烏來國中小", "新北市立烏來國民中小學")]
#[case("市立烏來國中小", "nwt", "烏來國中小", "新北市立烏來國民中小學")]
#[case("國立臺中教大附小", "txg", "臺中教大附小", "國立臺中教育大學附設實驗國民小學")]
#[case("國立屏大附小", "pif", "屏大附小", "國立屏東大學附設實驗國民小學")]
#[case("國立屏東大學附設實驗國民小學", "pif", "屏東大學附小", "國立屏東大學附設實驗國民小學")]
#[case("私立晴山國小", "nwt", "晴山國小", "新北市私立晴山國民小學")]
#[case("市立晴山實小", "tpe", "晴山實小", "臺北市立晴山實驗國民小學")]
#[case("國立晴山特教學校", "hua", "晴山特教學校", "國立晴山特殊教育學校")]
#[case("私立晴山高中附設國中部", "khh", "晴山高中附設國中部", "高雄市私立晴山高中附設國中部")]
#[case::no_prefix("海豐國小", "pif", "海豐國小", "屏東縣海豐國民小學")]
#[case::only_a_prefix("縣立", "pif", "縣立", "屏東縣縣立")]
fn a_printed_name_gives_the_short_and_the_full_form(
    #[case] printed: &str,
    #[case] county: &str,
    #[case] short: &str,
    #[case] full: &str,
) {
    let Names { short: got_short, full: got_full, .. } = names(printed, by_code(county).unwrap(), None);
    assert_eq!((got_short.as_str(), got_full.as_str()), (short, full));
}

#[test]
fn the_column_tells_who_keeps_a_school_when_its_name_does_not() {
    let names = names("海豐國小", by_code("pif").unwrap(), Some(Ownership::Public));
    assert_eq!(names.full, "屏東縣立海豐國民小學");
}

fn directory() -> Directory {
    let elementary = elementary(&[
        "114,999601,縣立海豐國小,公立,[13]屏東縣,[900]屏東縣屏東市海豐街1號,,",
        "114,999606,市立海豐國小,公立,[12]高雄市,[800]高雄市晴山區1號,,",
        "114,999603,市立烏來國(中)小,公立,[01]新北市,[233]新北市烏來區1號,,",
        "114,999604,國立臺中教大附小,公立,[19]臺中市,[403]臺中市西區1號,,",
        "114,999605,私立晴山國小,私立,[01]新北市,,,",
    ]);
    let junior = junior(&["999602,縣立南州國中,公立,[13]屏東縣,[926]屏東縣南州鄉1號,,"]);
    Directory::of(&[elementary, junior])
}

#[rstest]
#[case::short(None, "南州國中", &["999602"])]
#[case::full(None, "屏東縣立南州國民中學", &["999602"])]
#[case::printed(None, "縣立南州國中", &["999602"])]
#[case::bare(None, "南州國民中學", &["999602"])]
#[case::with_county(None, "屏東縣南州國中", &["999602"])]
#[case::with_county_and_keeper(None, "屏東縣縣立南州國中", &["999602"])]
#[case::with_township(None, "屏東縣屏東市海豐國民小學", &["999601"])]
#[case::with_township_short(None, "屏東市海豐國小", &["999601"])]
#[case::county_twice(None, "屏東縣屏東縣立海豐國民小學", &["999601"])]
#[case::two_counties_have_it(None, "海豐國小", &["999601", "999606"])]
#[case::of_this_county(Some("khh"), "海豐國小", &["999606"])]
#[case::not_of_this_county(Some("tpe"), "海豐國小", &[])]
#[case::both_levels(None, "烏來國中小", &["999603"])]
#[case::both_levels_as_printed(None, "市立烏來國(中)小", &["999603"])]
#[case::as_elementary(None, "烏來國小", &["999603"])]
#[case::as_junior(None, "新北市烏來國中", &["999603"])]
#[case::both_levels_full(None, "新北市立烏來國民中小學", &["999603"])]
#[case::affiliated_as_printed(None, "國立台中教大附小", &["999604"])]
#[case::affiliated_short(None, "臺中教大附小", &["999604"])]
#[case::affiliated_full(None, "國立臺中教育大學附設實驗國民小學", &["999604"])]
#[case::affiliated_without_keeper(None, "臺中教育大學附設實驗國民小學", &["999604"])]
#[case::old_county(None, "臺北縣晴山國小", &["999605"])]
#[case::old_county_and_keeper(None, "台北縣私立晴山國民小學", &["999605"])]
#[case::of_another_keeper(None, "新北市立晴山國小", &[])]
#[case::private_in_full(None, "新北市私立晴山國民小學", &["999605"])]
#[case::spaces(None, "屏東縣 南州 國中", &["999602"])]
#[case::nobody(None, "無此國小", &[])]
#[case::nothing(None, "", &[])]
fn every_written_form_finds_the_school(
    #[case] county: Option<&str>,
    #[case] text: &str,
    #[case] codes: &[&str],
) {
    let directory = directory();
    let finder = Finder::new(&directory.schools);
    let found = finder.find(county.and_then(by_code), text);
    let mut found: Vec<&str> = found.iter().map(|school| school.school.code.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, codes);
}

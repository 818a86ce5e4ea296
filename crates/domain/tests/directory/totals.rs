//! Control totals (14.3) and the weight of a 特教學校 (S2-33).

use rstest::rstest;
use yanxi_domain::directory::{
    county::COUNTIES,
    totals::{Counts, sum},
    verdict::{Change, Field, Note, Verdict},
};

use super::files::*;

const SPECIAL: &str = "代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址,部別";

fn counts(special: u32, elementary: u32, junior: u32) -> Counts {
    Counts { special, elementary, junior }
}

#[test]
fn the_published_table_adds_up() {
    let published: Vec<u32> = ["special", "elementary", "junior", "total"]
        .iter()
        .map(|column| {
            COUNTIES
                .iter()
                .map(|c| match *column {
                    "special" => c.special,
                    "elementary" => c.elementary,
                    "junior" => c.junior,
                    _ => c.total(),
                })
                .sum()
        })
        .collect();
    assert_eq!(published, [49, 2_749, 991, 3_789]);
    assert_eq!(COUNTIES.len(), 22);
}

/// As many rows of every county as the table says.
fn files_like_the_table() -> [yanxi_domain::directory::Table; 3] {
    let mut code = 990_000;
    let mut rows = [Vec::new(), Vec::new(), Vec::new()];
    for county in &COUNTIES {
        // A special school with two departments is one row and two schools.
        let special = county.special.div_ceil(2);
        for (part, count) in [special, county.elementary, county.junior].into_iter().enumerate() {
            for n in 0..count {
                code += 1;
                rows[part].push(match part {
                    0 => {
                        let one = n + 1 == special && county.special % 2 == 1;
                        let departments = if one { "國中部" } else { "國小部、國中部" };
                        format!("{code},國立晴山特教學校,公立,[13]{},,,,{departments}", county.name)
                    }
                    1 => format!("114,{code},縣立晴山國小,公立,[13]{},,,", county.name),
                    _ => format!("{code},縣立晴山國中,公立,[13]{},,,", county.name),
                });
            }
        }
    }
    let part = |name, header, rows: &Vec<String>| {
        table(name, header, &rows.iter().map(String::as_str).collect::<Vec<_>>())
    };
    [
        part("特教.csv", SPECIAL, &rows[0]),
        part("e1_new.csv", ELEMENTARY, &rows[1]),
        part("j1_new.csv", JUNIOR, &rows[2]),
    ]
}

#[test]
fn a_complete_directory_agrees_with_the_table_and_a_gap_is_named() {
    let mut files = files_like_the_table();
    let preview = Directory::default().preview(&files);
    assert_eq!(sum(&preview.totals), (counts(49, 2_749, 991), counts(49, 2_749, 991)));
    assert_eq!(preview.totals.iter().filter(|total| total.differs()).count(), 0);
    let order: Vec<&str> = preview.totals.iter().map(|total| total.county.name).collect();
    assert_eq!((order[0], order[12], order.len()), ("臺北市", "屏東縣", 22));
    // Two rows of 屏東縣 fall out.
    files[1].lines.retain(|line| !line.fields.contains(&"[13]屏東縣".to_owned()) || line.number % 90 != 0);
    let preview = Directory::default().preview(&files);
    let different: Vec<_> = preview.totals.iter().filter(|total| total.differs()).collect();
    assert_eq!(different.len(), 1);
    assert_eq!(different[0].county.name, "屏東縣");
    assert_eq!(different[0].counted, counts(2, 177, 46));
    assert_eq!(different[0].published(), counts(2, 179, 46));
}

#[rstest]
#[case::two("國小部、國中部", 2, vec![])]
#[case::one("國中部", 1, vec![])]
#[case::senior_counts_not("國中部、高職部", 1, vec![])]
#[case::not_told("", 2, vec![Note::DepartmentsAssumed])]
fn a_special_school_counts_its_departments(
    #[case] departments: &str,
    #[case] weight: u32,
    #[case] notes: Vec<Note>,
) {
    let row = format!("999801,國立晴山特教學校,公立,[13]屏東縣,,,,{departments}");
    let preview = Directory::default().preview(&[table("特教.csv", SPECIAL, &[&row])]);
    assert_eq!(only(&preview), Verdict::New(notes));
    assert_eq!(sum(&preview.totals).0, counts(weight, 0, 0));
}

#[test]
fn what_is_known_of_the_departments_outlives_a_file_that_does_not_tell() {
    let told = table("特教.csv", SPECIAL, &["999801,國立晴山特教學校,公立,[13]屏東縣,,,,國中部"]);
    let silent = table("特教.csv", JUNIOR, &["999801,國立晴山特教學校,公立,[13]屏東縣,,,"]);
    let directory = Directory::of(&[told]);
    assert!(directory.preview(std::slice::from_ref(&silent)).is_empty());
    // The list of attached departments tells as well.
    let attached = table("附設國小部.csv", JUNIOR, &["999801,國立晴山特教學校附設國小,公立,[13]屏東縣,,,"]);
    let both = table("附設國中部.csv", JUNIOR, &["999801,國立晴山特教學校附設國中,公立,[13]屏東縣,,,"]);
    let preview = directory.preview(&[silent, attached, both]);
    let Verdict::Changed(changes) = &preview.rows[0].verdict else { panic!("{:?}", preview.rows) };
    let weight = Change { field: Field::CountWeight, before: "1".into(), after: "2".into() };
    assert!(changes.contains(&weight), "{changes:?}");
    assert_eq!(sum(&preview.totals).0, counts(2, 0, 0));
}

#[test]
fn a_junior_high_school_with_an_elementary_department_counts_in_both_columns() {
    let attached = table("附設國小部.csv", JUNIOR, &["999701,縣立朗埔國中附設國小,公立,[13]屏東縣,,,"]);
    let junior = junior(&["999701,縣立朗埔國中,公立,[13]屏東縣,,,"]);
    let preview = Directory::default().preview(&[junior, attached]);
    assert_eq!(sum(&preview.totals).0, counts(0, 1, 1));
}

#[test]
fn closed_schools_do_not_count() {
    let (one, two) =
        ("114,999601,縣立晴山國小,公立,[13]屏東縣,,,", "114,999602,縣立曦原國小,公立,[13]屏東縣,,,");
    let directory = Directory::of(&[elementary(&[one, two])]);
    assert_eq!(sum(&directory.preview(&[elementary(&[one])]).totals).0, counts(0, 1, 0));
}

//! Whatever the files hold, and whatever was imported before: what is applied is done, nothing is lost.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*, sample::select};
use yanxi_domain::directory::{Table, find::Finder, preview::Preview};

use super::files::*;

/// A row of few codes, names and counties, so that files collide, repeat, rename and contradict each other.
fn row() -> impl Strategy<Value = String> {
    let code = select(vec!["999601", "999602", "999603", "99604", "", "099604", "bad"]);
    let name = select(vec![
        "縣立晴山國小",
        "縣立曦原國小",
        "市立烏來國(中)小",
        "縣立朗埔國中",
        "國立晴山特教學校",
        "國立屏大附小",
        "私立碧湖高中附設國中部",
        "縣立?山國小",
        "",
    ]);
    let county = select(vec!["[13]屏東縣", "屏東縣", "[06]臺中市", "[19]台中縣", "無"]);
    let address = select(vec!["[900]屏東縣屏東市1號", "", "屏東縣潮州鎮2號"]);
    (code, name, county, address)
        .prop_map(|(code, name, county, address)| format!("{code},{name},公立,{county},{address},08,"))
}

fn file() -> impl Strategy<Value = Table> {
    let name =
        select(vec!["e1.csv", "j1.csv", "特教.csv", "附設國中部.csv", "附設國小部.csv", "高中.csv", "x.csv"]);
    (name, vec(row(), 0..6))
        .prop_map(|(name, rows)| table(name, JUNIOR, &rows.iter().map(String::as_str).collect::<Vec<_>>()))
}

fn import() -> impl Strategy<Value = Vec<Table>> {
    vec(file(), 1..4)
}

fn assert_is_done(preview: &Preview) {
    assert!(preview.is_empty(), "{:#?}\n{:#?}", preview.writes, preview.closings);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_applied_is_done(imports in vec(import(), 1..4)) {
        let mut directory = Directory::default();
        for files in imports {
            directory.import(&files);
            assert_is_done(&directory.preview(&files));
        }
    }

    #[test]
    fn every_row_has_a_verdict_and_no_school_is_ever_lost(imports in vec(import(), 1..4)) {
        let mut directory = Directory::default();
        for files in imports {
            let before = directory.schools.clone();
            let preview = directory.import(&files);
            let read: usize = files
                .iter()
                .zip(&preview.files)
                .filter(|(_, verdict)| verdict.part.is_ok())
                .map(|(file, _)| file.lines.len() - 1)
                .sum();
            prop_assert_eq!(preview.rows.len(), read);
            let finder = Finder::new(&directory.schools);
            for old in &before {
                let now = directory.school(&old.school.code);
                prop_assert_eq!(now.school.id, old.school.id);
                // Old names still lead to it.
                for name in old.school.names() {
                    prop_assert!(
                        finder.find(None, name).iter().any(|found| found.school.id == old.school.id),
                        "{} no longer finds {:?}", name, now
                    );
                }
            }
            let codes: BTreeSet<_> = directory.schools.iter().map(|s| &s.school.code).collect();
            prop_assert_eq!(codes.len(), directory.schools.len());
        }
    }

    #[test]
    fn the_order_of_the_files_does_not_matter(files in import()) {
        let mut turned = files.clone();
        turned.reverse();
        let (one, other) = (Directory::of(&files), Directory::of(&turned));
        for school in &one.schools {
            let same = other.school(&school.school.code);
            prop_assert_eq!(&school.listing, &same.listing);
        }
        prop_assert_eq!(one.schools.len(), other.schools.len());
    }
}

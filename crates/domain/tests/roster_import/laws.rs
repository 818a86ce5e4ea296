//! Whatever the file holds: it can be settled, importing it again changes nothing, and the order does not matter.

use proptest::{collection::vec, prelude::*, sample::select};
use yanxi_domain::roster_import::{Choices, Row, Verdict};

use super::support::*;

/// Few names, schools and titles, so that rows collide, repeat and contradict each other.
fn row() -> impl Strategy<Value = (&'static str, &'static str, &'static str, &'static str, &'static str)> {
    (
        select(vec!["陳測試", "陳 測試", "溫測試", "温測試", "Ana Lin", ""]),
        select(vec!["晴山國小", "屏東縣立晴山國小", "南曦國中", "中山國小", "不存在國小", ""]),
        select(vec!["教師", "組長", ""]),
        select(vec!["", "", "甲", "乙"]),
        select(vec!["", "", "a@example.test", "b@example.test"]),
    )
}

fn file() -> impl Strategy<Value = Vec<Row>> {
    vec(row(), 0..9).prop_map(|rows| {
        (2..)
            .zip(rows)
            .map(|(line, (name, school, title, disambiguator, email))| Row {
                line,
                name: name.into(),
                school: school.into(),
                title: title.into(),
                disambiguator: disambiguator.into(),
                email: email.into(),
                ..Row::default()
            })
            .collect()
    })
}

/// Settles a file and imports it; the choices that were needed.
fn import(roster: &mut Roster, rows: &[Row]) -> Choices {
    let mut choices = Choices::default();
    for _ in 0..4 {
        let examined = roster.examine(rows, &choices);
        if examined.is_settled() {
            roster.apply(&examined);
            return choices;
        }
        choices = settled(&examined, rows, choices);
    }
    // What two marks cannot tell apart is left out.
    let examined = roster.examine(rows, &choices);
    for choice in &mut choices.rows {
        let at = rows.iter().position(|row| row.line == choice.line).unwrap();
        choice.skip |= matches!(examined.rows[at].0, Verdict::Attention { .. });
    }
    for row in rows {
        let at = rows.iter().position(|other| other.line == row.line).unwrap();
        if matches!(examined.rows[at].0, Verdict::Attention { .. })
            && !choices.rows.iter().any(|choice| choice.line == row.line)
        {
            let skip =
                yanxi_domain::roster_import::RowChoice { line: row.line, skip: true, ..Default::default() };
            choices.rows.push(skip);
        }
    }
    let examined = roster.examine(rows, &choices);
    assert!(examined.is_settled(), "{examined:#?}");
    roster.apply(&examined);
    choices
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn importing_the_same_rows_twice_changes_nothing(files in vec(file(), 1..4)) {
        let mut roster = Roster::default();
        for rows in files {
            let choices = import(&mut roster, &rows);
            let again = roster.examine(&rows, &choices);
            prop_assert!(again.writes.is_empty(), "{:#?}", again.writes);
            for (verdict, _) in &again.rows {
                prop_assert!(matches!(verdict, Verdict::Unchanged | Verdict::Skipped), "{:#?}", again.rows);
            }
        }
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(
        (earlier, rows, shuffled) in (file(), file()).prop_flat_map(|(earlier, rows)| {
            (Just(earlier), Just(rows.clone()), Just(rows).prop_shuffle())
        })
    ) {
        let mut roster = Roster::default();
        import(&mut roster, &earlier);
        let mut other = roster.clone();
        let choices = import(&mut roster, &rows);
        let examined = other.examine(&shuffled, &choices);
        prop_assert!(examined.is_settled());
        other.apply(&examined);
        prop_assert_eq!(roster.content(), other.content());
    }

    #[test]
    fn nobody_is_ever_removed_and_every_row_has_a_verdict(files in vec(file(), 1..4)) {
        let mut roster = Roster::default();
        for rows in files {
            let before = roster.entries.len();
            let examined = roster.examine(&rows, &Choices::default());
            prop_assert_eq!(examined.rows.len(), rows.len());
            import(&mut roster, &rows);
            prop_assert!(roster.entries.len() >= before);
        }
    }
}

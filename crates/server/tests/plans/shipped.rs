//! The plans that ship: they load through the same door, and what is found in them is exactly what 2.6 says.

use chrono::{Datelike as _, Weekday};
use uuid::Uuid;
use yanxi_domain::{
    course::PeriodLabel,
    ids::OrgId,
    plan::{
        Plan,
        check::{Finding, Problem, Severity, check},
        compile::compile,
        place::Field,
        topic::is_code,
    },
};
use yanxi_protocol::plan_file;
use yanxi_server::service::plans::SHIPPED;

fn plan(key: &str) -> Plan {
    plan_file::read(SHIPPED.iter().find(|(known, ..)| *known == key).unwrap().2).unwrap()
}

fn found(plan: &Plan) -> Vec<(Field, Problem)> {
    let one = |finding: Finding| {
        assert_eq!(finding.severity, Severity::Warning, "{finding:?}");
        (finding.place.field, finding.problem)
    };
    check(plan).into_iter().map(one).collect()
}

/// Dates, weekdays and teaching minutes of every session.
fn days(plan: &Plan) -> Vec<(String, Weekday, i64)> {
    let one = |session: &yanxi_domain::plan::PlanSession| {
        let day = session.day(plan.school_year).unwrap();
        (day.to_string(), day.weekday(), session.teaching_minutes())
    };
    plan.sessions().map(|(_, session)| one(session)).collect()
}

#[test]
fn s0_repeats_its_manual_clause_and_left_a_cell_empty() {
    let plan = plan("s0");
    assert_eq!(
        found(&plan),
        [(Field::Agenda, Problem::EmptyAgendaCell), (Field::Clauses, Problem::ClauseTwice)]
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
    );
    let (august_5, august_20) = ("2025-08-05".to_owned(), "2025-08-20".to_owned());
    let expected = [
        (august_5.clone(), Weekday::Tue, 180),
        (august_5, Weekday::Tue, 180),
        (august_20.clone(), Weekday::Wed, 180),
        (august_20, Weekday::Wed, 180),
    ];
    assert_eq!(days(&plan), expected);
    // The empty cell goes on with the row above (C-6).
    let third = &compile(&plan, OrgId(Uuid::nil())).unwrap()[0].1[2];
    assert_eq!(third.agenda[1].topics, third.agenda[0].topics);
    assert_eq!(third.agenda[1].lecturer, "屏東縣 種子教師");
    assert_eq!(third.params.signin_opens_before_min, 30);
}

#[test]
fn s1_lies_in_another_school_year_and_forgets_taitung() {
    let plan = plan("s1");
    let mut expected = vec![
        (Field::Hours, Problem::NoHours),
        (Field::Regions, Problem::CountiesUncovered { counties: vec!["ttt".into()] }),
    ];
    expected.extend((0..5).map(|_| (Field::Date, Problem::OutsideSchoolYear { actual: 112 })));
    assert_eq!(found(&plan), expected);
    let dates: Vec<_> = days(&plan).into_iter().map(|(day, _, minutes)| (day, minutes)).collect();
    let expected = ["2024-03-25", "2024-03-25", "2024-03-26", "2024-03-26", "2024-03-27"];
    assert_eq!(dates, expected.map(|day| (day.to_owned(), 180)));
    assert!(plan.sessions().all(|(_, session)| session.capacity == Some(1000)));
}

#[test]
fn s2_has_fifteen_sessions_and_one_placeholder() {
    let plan = plan("s2");
    let hours = (Field::Hours, Problem::NoHours);
    let expected = [(Field::Clauses, Problem::Placeholder), hours.clone(), hours.clone(), hours];
    assert_eq!(found(&plan), expected);
    let all = days(&plan);
    let days: Vec<&str> = all.iter().map(|(day, ..)| &day[5..]).collect();
    let expected = [
        "08-06", "08-07", "08-08", "08-11", "08-12", // 人力網
        "08-13", "08-14", "08-15", "08-18", "08-19", // 學生網
        "08-20", "08-20", "08-21", "08-21", "08-22", // 經費系統
    ];
    assert_eq!(days, expected);
    let minutes: Vec<i64> = all.iter().map(|(.., minutes)| *minutes).collect();
    assert_eq!(minutes, [[330; 5], [270; 5], [150; 5]].concat());
    // 全天 of 人力網 is two periods, of 學生網 one across lunch (S2-20 … S2-24).
    let labels = |course: usize| -> Vec<PeriodLabel> {
        plan.courses[course].sessions[0].periods.iter().map(|period| period.label).collect()
    };
    assert_eq!(labels(0), [PeriodLabel::Morning, PeriodLabel::Afternoon]);
    assert_eq!(labels(1), [PeriodLabel::FullDay]);
    let totals: Vec<u32> =
        plan.courses[0].regions.iter().filter_map(|region| region.declared_total).collect();
    assert_eq!((totals.iter().sum::<u32>(), totals), (3_789, vec![788, 732, 753, 768, 748]));
}

#[test]
fn every_plan_compiles_and_every_code_is_one() {
    for (key, ..) in SHIPPED {
        let plan = plan(key);
        let compiled = compile(&plan, OrgId(Uuid::nil())).unwrap();
        assert_eq!(compiled.len(), plan.courses.len());
        let codes = plan.sessions().flat_map(|(_, session)| &session.agenda).flat_map(|row| &row.topics);
        let codes: Vec<&str> = codes.filter_map(|topic| topic.code.as_deref()).collect();
        assert!(codes.iter().all(|code| is_code(code)), "{key}");
        // Minutes as printed are end − start in every row (2.5).
        let rows: Vec<_> = plan.sessions().flat_map(|(_, session)| &session.agenda).collect();
        assert!(!rows.is_empty());
        assert!(rows.iter().all(|row| row.minutes.map(i64::from) == row.span()), "{key}");
        // Nothing real in them: no address leads anywhere, no secret opens anything.
        for link in plan.sessions().flat_map(|(_, session)| &session.links) {
            assert!(link.url.starts_with("https://meeting.example/"));
            assert!(link.password.is_empty() || link.password == "test-secret");
        }
        // A file written and read is the plan.
        assert_eq!(plan_file::read(&plan_file::write(&plan).unwrap()).unwrap(), plan);
    }
}

//! F-03: a walk-in becomes one person with their registration, and never somebody else's.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rstest::rstest;
use support::*;
use yanxi_domain::{
    attendance::{Flag, Status},
    determination::{Decision, DraftLink},
    evaluate::drafts_matched,
    event::{RecordBody, SideRecord, Subject},
    ids::OrgId,
    roster::RegistrationState,
    time::Timestamp,
};

/// A walk-in who signed in and out on tablet B.
fn walked_in(record: SideRecord) -> (Day, Tablet) {
    let mut b = Tablet::new(2);
    let mut day = Day::with([
        b.walk_in("08:43", draft(1), &record),
        b.sign_in("08:43:01", draft(1)),
        b.sign_out("12:00", draft(1)),
    ]);
    day.record(record);
    day.roster[0].name = "瓦歷斯．諾幹".to_owned();
    day.roster[0].title = "教師".to_owned();
    (day, b)
}

fn matched(day: &Day) -> Option<Subject> {
    let Subject::Draft(id) = draft(1) else { return None };
    day.ask(drafts_matched).get(&id).copied().map(Subject::Registration)
}

fn link(to: Subject, at: Timestamp) -> DraftLink {
    let (Subject::Draft(draft), Subject::Registration(registration)) = (draft(1), to) else {
        panic!("{to:?}")
    };
    DraftLink { draft, registration, by: ORGANISER, at }
}

#[rstest]
#[case::exactly("瓦歷斯．諾幹", Some(HAIFENG), "海豐國小", "教師", true)]
#[case::other_dot_and_spaces("瓦歷斯‧諾幹 ", Some(HAIFENG), "海豐國小", "教 師", true)]
#[case::school_typed("瓦歷斯諾幹", None, "海豐國小", "教師", true)]
#[case::other_school("瓦歷斯．諾幹", Some(NANZHOU), "海豐國小", "教師", false)]
#[case::other_school_typed("瓦歷斯．諾幹", None, "南州國中", "教師", false)]
#[case::other_title("瓦歷斯．諾幹", Some(HAIFENG), "海豐國小", "校長", false)]
#[case::other_name("瓦歷斯．尤幹", Some(HAIFENG), "海豐國小", "教師", false)]
fn t_14_school_name_and_title_together_match(
    #[case] name: &str,
    #[case] school: Option<OrgId>,
    #[case] school_name: &str,
    #[case] title: &str,
    #[case] matches: bool,
) {
    let (day, _) = walked_in(walk_in_record(1, name, school, school_name, title));
    assert_eq!(matched(&day), matches.then_some(registration(1)));
}

#[test]
fn t_14_the_promoted_person_is_one_person_without_a_flag() {
    let (day, _) = walked_in(walk_in_record(1, "瓦歷斯．諾幹", Some(HAIFENG), "海豐國小", "教師"));
    let outcomes = day.ask(yanxi_domain::evaluate::evaluate);
    assert_eq!(outcomes.len(), 1);
    let outcome = &outcomes[0];
    assert_eq!((outcome.subject, outcome.status), (registration(1), Status::Full));
    assert_eq!((outcome.flags.as_slice(), outcome.needs_decision), (&[][..], false));
    assert_eq!(outcome.events.len(), 3);
    let count = day.ask(|facts| yanxi_domain::headcount::headcount(facts, MORNING));
    assert_eq!((count.expected, count.signed_in, count.joined, count.signed_out), (1, 1, 0, 1));
}

#[test]
fn punches_of_the_draft_and_of_the_registration_are_put_together() {
    let (mut day, _) = walked_in(walk_in_record(1, "瓦歷斯．諾幹", Some(HAIFENG), "海豐國小", "教師"));
    let mut a = Tablet::new(1);
    day.events.pop();
    day.events.push(a.sign_out("12:00", registration(1)));
    let outcome = day.outcome(registration(1));
    assert_eq!((outcome.status, outcome.events.len()), (Status::Full, 3));
}

#[test]
fn r_text_2_a_separate_surname_is_suggested_to_a_person_never_matched() {
    let (mut day, _) = walked_in(walk_in_record(1, "凃小華", Some(HAIFENG), "海豐國小", "教師"));
    day.roster[0].name = "塗小華".to_owned();
    assert_eq!(matched(&day), None);
    assert_eq!(day.flags(draft(1)), [Flag::NotOnRoster]);
}

#[test]
fn f_15_two_rows_that_look_alike_match_nobody_by_themselves() {
    let (mut day, _) = walked_in(walk_in_record(1, "瓦歷斯．諾幹", Some(HAIFENG), "海豐國小", "教師"));
    day.roster.push(row(registration(2), "瓦歷斯．諾幹", RegistrationState::Admitted));
    day.roster[1].title = "教師".to_owned();
    assert_eq!(matched(&day), None);
    day.links.push(link(registration(2), at("13:00")));
    assert_eq!(matched(&day), Some(registration(2)), "a person decides");
}

#[test]
fn what_a_person_decided_goes_before_what_looks_alike_and_the_newest_decision_holds() {
    let (mut day, _) = walked_in(walk_in_record(1, "瓦歷斯．諾幹", Some(HAIFENG), "海豐國小", "教師"));
    day.roster.push(row(registration(2), "李小華", RegistrationState::Admitted));
    day.links = vec![link(registration(2), at("14:00")), link(registration(1), at("13:00"))];
    assert_eq!(matched(&day), Some(registration(2)));
    assert_eq!(day.status(registration(2)), Status::Full);
    assert_eq!(day.status(registration(1)), Status::NotArrived);
}

#[test]
fn t_16_an_unmatched_walk_in_gets_hours_only_after_a_decision() {
    let (mut day, _) = walked_in(walk_in_record(1, "趙大同", None, "鳳山國小", "教師"));
    let outcome = day.outcome(draft(1));
    assert_eq!(
        (outcome.status, outcome.flags, outcome.needs_decision),
        (Status::Undetermined, vec![Flag::NotOnRoster], true)
    );
    day.decide(draft(1), Decision::Accept);
    let settled = day.settled().into_iter().find(|s| s.outcome.subject == draft(1)).unwrap();
    assert!(settled.full && !settled.undecided);
}

#[test]
fn an_erased_walk_in_stays_a_fact_and_its_link_holds() {
    let mut record = walk_in_record(1, "瓦歷斯．諾幹", Some(HAIFENG), "海豐國小", "教師");
    record.body = RecordBody::Erased;
    let (mut day, _) = walked_in(record);
    assert_eq!(matched(&day), None);
    assert_eq!(day.outcome(draft(1)).events.len(), 3);
    day.links.push(link(registration(1), at("13:00")));
    assert_eq!(day.status(registration(1)), Status::Full);
}

#[test]
fn a_walk_in_taken_back_wholly_is_no_person() {
    let (mut day, mut b) = walked_in(walk_in_record(1, "趙大同", None, "鳳山國小", "教師"));
    let voids: Vec<_> = day.events.clone().iter().map(|event| b.void("12:05", event)).collect();
    day.events.extend(voids);
    let subjects: Vec<_> = day.ask(yanxi_domain::evaluate::evaluate).into_iter().map(|o| o.subject).collect();
    assert_eq!(subjects, [registration(1)]);
    assert_eq!(day.log().history(draft(1)).len(), 6, "the history keeps all of it");
}

#[test]
fn two_walk_ins_that_look_like_one_person_are_shown() {
    let (mut day, _) = walked_in(walk_in_record(1, "趙大同", None, "鳳山國小", "教師"));
    assert!(!day.flags(draft(1)).contains(&Flag::DupPerson));
    let mut a = Tablet::new(1);
    let second = walk_in_record(2, "趙 大同", None, "鳳山國小", "組長");
    day.events.extend([a.walk_in("08:44", draft(2), &second), a.sign_in("08:44", draft(2))]);
    day.record(second);
    assert!(day.flags(draft(1)).contains(&Flag::DupPerson));
    assert!(day.flags(draft(2)).contains(&Flag::DupPerson));
}

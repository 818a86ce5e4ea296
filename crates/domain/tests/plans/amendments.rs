//! What an amendment changes, and what it may not change.

use std::collections::BTreeSet;

use uuid::Uuid;
use yanxi_domain::{
    course::HalfHours,
    ids::{OrgId, SessionId},
    plan::{
        PlanHours,
        amend::{Obstacle, concerns_registrants, obstacles},
        compile::compile,
        diff::diff,
        place::{Field, Place},
    },
};

use super::help::{COURSE, FIRST, SECOND, plan, time, with_first};

#[test]
fn hours_from_three_to_two_is_one_line() {
    let old = plan();
    let mut new = plan();
    new.courses[0].hours = PlanHours::PerSession(HalfHours(4));
    let changes = diff(&old, &new);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].place, Place::course(COURSE, Field::Hours));
    assert_eq!(changes[0].before.as_deref(), Some("每場次全程參與者各核發 3 小時"));
    assert_eq!(changes[0].after.as_deref(), Some("每場次全程參與者各核發 2 小時"));
}

#[test]
fn lines_stand_in_plan_order_and_what_goes_away_where_it_stood() {
    let mut old = plan();
    old.funding = "縣款".into();
    old.purpose = vec!["一".into()];
    let mut new = with_first(|session| {
        session.date = "8月6日".into();
        session.venue = None;
        session.capacity = Some(40);
    });
    new.benefits = "提升能力".into();
    let places: Vec<_> = diff(&old, &new).into_iter().map(|change| change.place.field).collect();
    let order = [Field::Purpose, Field::Date, Field::Venue, Field::Capacity, Field::Funding, Field::Benefits];
    assert_eq!(places, order);
}

#[test]
fn another_way_to_write_the_day_is_no_change() {
    assert_eq!(diff(&plan(), &with_first(|session| session.date = "114/8/5".into())), []);
}

#[test]
fn a_renumbered_session_is_still_the_same() {
    let mut new = plan();
    new.courses[0].sessions[1].number = 3;
    let changes = diff(&plan(), &new);
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].place, Place::session(COURSE, SECOND, Field::Number));
}

#[test]
fn an_announced_session_does_not_vanish() {
    let mut new = plan();
    new.courses[0].sessions.pop();
    let gone = Obstacle::SessionRemoved { session: SECOND, number: 2 };
    assert_eq!(obstacles(&plan(), &new, &BTreeSet::new()), [gone]);
}

#[test]
fn a_session_with_events_keeps_its_day_and_periods() {
    let events: BTreeSet<SessionId> = [FIRST].into();
    let blocked = Obstacle::HasEvents { session: FIRST, number: 1 };
    for new in [
        with_first(|session| session.periods[0].end = time("11:00")),
        with_first(|session| session.periods.clear()),
        with_first(|session| session.date = "8月6日".into()),
    ] {
        assert_eq!(obstacles(&plan(), &new, &events), [blocked]);
    }
    // Its room and its agenda may change: nobody was recorded against them.
    let new = with_first(|session| session.agenda.clear());
    assert_eq!(obstacles(&plan(), &new, &events), []);
    // Without events nothing is in the way.
    assert_eq!(obstacles(&plan(), &with_first(|s| s.date = "8月6日".into()), &BTreeSet::new()), []);
}

#[test]
fn registrants_are_told_of_day_place_and_time_only() {
    let unit = OrgId(Uuid::nil());
    let first = |plan| compile(&plan, unit).unwrap().remove(0).1.remove(0);
    let before = first(plan());
    assert!(concerns_registrants(&before, &first(with_first(|s| s.date = "8月6日".into()))));
    assert!(concerns_registrants(&before, &first(with_first(|s| s.periods[0].end = time("11:00")))));
    assert!(concerns_registrants(
        &before,
        &first(with_first(|s| s.venue.as_mut().unwrap().room = "禮堂".into()))
    ));
    assert!(!concerns_registrants(&before, &first(with_first(|s| s.agenda[0].lecturer = "另一位".into()))));
}

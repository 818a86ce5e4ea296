//! Laws of plans, whatever somebody typed.

use proptest::prelude::*;
use uuid::Uuid;
use yanxi_domain::{
    ids::OrgId,
    plan::{
        Plan,
        amend::obstacles,
        check::{Severity, check, reaches},
        compile::compile,
        diff::diff,
        renew::renew_ids,
        topic,
    },
};

use super::help::{plan, time};

/// A plan in which several things were typed.
fn typed() -> impl Strategy<Value = Plan> {
    let date = prop_oneof![Just("8月5日(二)"), Just("8/6"), Just("○月○日"), Just(""), Just("114年3月1日")];
    let end = prop_oneof![Just(None), Just(time("12:00")), Just(time("08:00"))];
    (date, end, "[a-z教※\n.A-Z0-9]{0,20}", any::<bool>(), 0_u32..3).prop_map(
        |(date, end, cell, online, seats)| {
            let mut plan = plan();
            let session = &mut plan.courses[0].sessions[0];
            session.date = date.to_owned();
            session.periods[0].end = end;
            session.agenda[0].topics = topic::read(&cell);
            session.capacity = Some(seats);
            if online {
                session.venue = None;
            }
            plan
        },
    )
}

proptest! {
    #[test]
    fn a_plan_does_not_differ_from_itself(plan in typed()) {
        prop_assert_eq!(diff(&plan, &plan), []);
        prop_assert_eq!(obstacles(&plan, &plan, &Default::default()), []);
    }

    #[test]
    fn a_diff_read_backwards_is_the_diff_backwards(old in typed(), new in typed()) {
        let mut forth: Vec<_> = diff(&old, &new).into_iter().map(|c| (c.place, c.before, c.after)).collect();
        let mut back: Vec<_> = diff(&new, &old).into_iter().map(|c| (c.place, c.after, c.before)).collect();
        forth.sort();
        back.sort();
        prop_assert_eq!(forth, back);
    }

    #[test]
    fn what_may_be_submitted_compiles_and_keeps_its_ids(plan in typed()) {
        if !reaches(&check(&plan), Severity::BlocksSubmitting) {
            let compiled = compile(&plan, OrgId(Uuid::nil())).unwrap();
            let ids: Vec<_> = compiled.iter().flat_map(|(course, sessions)| {
                sessions.iter().map(|s| (course.id, s.id, s.periods.iter().map(|p| p.id).collect::<Vec<_>>()))
            }).collect();
            let written: Vec<_> = plan.sessions().map(|(course, s)| {
                (course.id, s.id, s.periods.iter().map(|p| p.id).collect::<Vec<_>>())
            }).collect();
            prop_assert_eq!(ids, written);
        }
    }

    #[test]
    fn a_copy_shares_no_id_and_nothing_else_differs(plan in typed()) {
        let mut copy = plan.clone();
        let mut n = 1_000_000_u128;
        renew_ids(&mut copy, || { n += 1; Uuid::from_u128(n) });
        for (one, other) in plan.sessions().zip(copy.sessions()) {
            prop_assert_ne!(one.0.id, other.0.id);
            prop_assert_ne!(one.1.id, other.1.id);
            prop_assert_eq!(&one.1.agenda, &other.1.agenda);
        }
    }

    #[test]
    fn json_gives_the_same_plan_back(plan in typed()) {
        let text = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
    }
}

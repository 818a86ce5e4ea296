//! An answer that brings nothing new is not written down, and never hides anything.

use super::*;

impl Tablet {
    fn apply_at(&self, seconds: i64, plan: ScopePlan) -> ApplyOutcome {
        let plan = ApplyPlan { scopes: vec![plan], ..ApplyPlan::default() };
        now(apply(&self.db, &self.mirrors, plan, Timestamp(AT.0 + seconds * 1000))).unwrap()
    }

    /// Revision and 資料時間 as stored, seconds after [`AT`].
    fn stored(&self) -> (u64, i64) {
        let mirrors = Tablet::restarted(self.db.clone()).mirrors.into_inner();
        let row = &mirrors.scopes[&SCOPE].row;
        (row.revision, row.pulled_at.unwrap().since(AT) / 1000)
    }
}

#[test]
fn nothing_new_is_told_but_stored_once_a_minute_only() {
    let tablet = Tablet::enrolled();
    tablet.apply_at(0, scope_plan(None, "c1"));
    for (second, stored) in [(1, (1, 0)), (59, (1, 0)), (60, (2, 60)), (119, (2, 60)), (30, (3, 30))] {
        let outcome = tablet.apply_at(second, scope_plan(Some("c1"), "c1"));
        assert_eq!(outcome.deltas[0].pulled_at.since(AT), second * 1000);
        assert_eq!(tablet.stored(), stored, "after {second} s");
    }
}

#[test]
fn whatever_differs_is_not_nothing() {
    let docs = [doc("a", 1, Some("1"))];
    let same = || ScopePlan { sum: Some(sum_of(&docs, &[])), ..scope_plan(Some("c1"), "c1") };
    // What the answer says, whether something is stored, whether the sum is wrong then.
    let cases = [
        (same(), false, false),
        (ScopePlan { cursor: "c2".into(), ..same() }, true, false),
        (ScopePlan { sum: Some(ScopeSum::default()), ..same() }, true, true),
        (ScopePlan { reset: true, ..same() }, true, true),
        (ScopePlan { docs: vec![doc("a", 2, None)], ..same() }, true, true),
        (ScopePlan { events: vec![stored(&event(OTHER, 1, 7))], ..same() }, true, true),
    ];
    for (plan, written, wrong) in cases {
        let tablet = Tablet::enrolled();
        tablet.apply_at(0, ScopePlan { docs: docs.to_vec(), ..scope_plan(None, "c1") });
        let told = format!("{plan:?}");
        let outcome = tablet.apply_at(1, plan);
        let mismatched = outcome.applied.mismatched == [SCOPE];
        assert_eq!((tablet.stored().0 == 2, mismatched), (written, wrong), "{told}");
    }
}

#[test]
fn an_own_event_that_is_confirmed_joins_the_sum_although_the_scope_is_quiet() {
    let tablet = Tablet::enrolled();
    let own = tablet.tap(1);
    tablet.apply_at(0, scope_plan(None, "c1"));
    let outcome = tablet.apply(ApplyPlan {
        ack: Some(ack(0, 1)),
        scopes: vec![ScopePlan { sum: Some(sum_of(&[], &[&own[0].event])), ..scope_plan(Some("c1"), "c1") }],
        ..ApplyPlan::default()
    });
    assert!(outcome.applied.mismatched.is_empty());
    assert_eq!(tablet.sum().events, 1);
}

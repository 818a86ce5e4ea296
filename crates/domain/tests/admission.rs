//! R-CAP: the seats of 14.8, quotas, promotion, and the laws that make it fair.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;
use yanxi_domain::{
    admission::{Applicant, Promotion, Seats, place, seats_left, settle},
    ids::{OrgId, RegistrationId},
    roster::RegistrationState::{self, Admitted, Cancelled, NotAdmitted, Waitlisted},
    time::Timestamp,
};

fn school(n: u8) -> OrgId {
    OrgId(Uuid::from_u128(0xA0 + u128::from(n)))
}

fn applicant(n: u64, of: u8, state: RegistrationState) -> Applicant {
    Applicant {
        id: RegistrationId(Uuid::from_u128(u128::from(n))),
        school: school(of),
        applied_at: Timestamp(i64::try_from(n).unwrap() * 1_000),
        state,
        elsewhere: false,
    }
}

/// Registers one after the other.
fn registered(seats: Seats, schools: impl IntoIterator<Item = u8>) -> Vec<Applicant> {
    let mut all = Vec::new();
    for (n, of) in schools.into_iter().enumerate() {
        let state = place(seats, &all, school(of));
        all.push(applicant(n as u64, of, state));
    }
    all
}

fn apply(all: &mut [Applicant], seats: Seats, promotion: Promotion) -> usize {
    let changes = settle(seats, all, promotion);
    for change in &changes {
        all.iter_mut().find(|one| one.id == change.id).unwrap().state = change.to;
    }
    changes.len()
}

#[test]
fn the_1001st_is_first_in_reserve_and_moves_up_when_somebody_cancels() {
    let seats = Seats { capacity: Some(1_000), per_school: None };
    let mut all = registered(seats, (0..1_002).map(|n| (n % 250) as u8));
    assert_eq!(all[999].state, Admitted);
    assert_eq!((all[1_000].state, all[1_001].state), (Waitlisted(1), Waitlisted(2)));
    assert_eq!(seats_left(seats, &all), Some(0));
    all[17].state = Cancelled;
    assert_eq!(apply(&mut all, seats, Promotion::ByItself), 2);
    assert_eq!((all[1_000].state, all[1_001].state), (Admitted, Waitlisted(1)));
}

#[test]
fn on_the_day_nobody_is_promoted_by_itself_but_positions_close_up() {
    let seats = Seats { capacity: Some(1), per_school: None };
    let mut all = registered(seats, [1, 2, 3, 4]);
    all[0].state = Cancelled;
    all[1].state = Cancelled;
    apply(&mut all, seats, Promotion::ByHand);
    assert_eq!((all[2].state, all[3].state), (Waitlisted(1), Waitlisted(2)));
}

#[rstest]
#[case::one_a_school(Some(1), &[Admitted, Waitlisted(1), Admitted, Waitlisted(2)])]
#[case::two_a_school(Some(2), &[Admitted, Admitted, Admitted, Waitlisted(1)])]
#[case::no_quota(None, &[Admitted, Admitted, Admitted, Admitted])]
fn a_full_school_waits_and_holds_nobody_else_up(
    #[case] per_school: Option<u32>,
    #[case] states: &[RegistrationState],
) {
    let all = registered(Seats { capacity: Some(10), per_school }, [1, 1, 2, 1]);
    assert_eq!(all.iter().map(|one| one.state).collect::<Vec<_>>(), states);
}

#[test]
fn quota_1_seats_788_schools_and_quota_2_leaves_576_waiting() {
    let seats = |per_school| Seats { capacity: Some(1_000), per_school: Some(per_school) };
    let applicants = |per_school: u32| {
        let mut all = Vec::new();
        for n in 0..788 * 2_u64 {
            let mut one = applicant(n, 0, Waitlisted(0));
            one.school = OrgId(Uuid::from_u128(u128::from(n / 2)));
            all.push(one);
        }
        apply(&mut all, seats(per_school), Promotion::ByItself);
        all.iter().filter(|one| one.state == Admitted).count()
    };
    assert_eq!((applicants(1), applicants(2)), (788, 1_000));
}

#[test]
fn people_let_in_beyond_the_seats_keep_theirs() {
    let seats = Seats { capacity: Some(1), per_school: None };
    let mut all = [applicant(1, 1, Admitted), applicant(2, 1, Admitted), applicant(3, 2, Waitlisted(1))];
    assert_eq!(apply(&mut all, seats, Promotion::ByItself), 0);
    assert_eq!(seats_left(seats, &all), Some(0));
}

#[test]
fn who_sits_elsewhere_at_the_same_time_waits_on_and_holds_nobody_up() {
    let seats = Seats { capacity: Some(1), per_school: None };
    let mut all = [applicant(1, 1, Waitlisted(1)), applicant(2, 2, Waitlisted(2))];
    all[0].elsewhere = true;
    assert_eq!(place(seats, &all[..1], school(3)), Admitted);
    assert_eq!(apply(&mut all, seats, Promotion::ByItself), 1);
    assert_eq!((all[0].state, all[1].state), (Waitlisted(1), Admitted));
}

fn states() -> impl Strategy<Value = RegistrationState> {
    prop_oneof![Just(Admitted), (1..9_u32).prop_map(Waitlisted), Just(Cancelled), Just(NotAdmitted)]
}

prop_compose! {
    fn some_session()(
        capacity in prop::option::of(0..12_u32),
        per_school in prop::option::of(1..4_u32),
        people in prop::collection::vec((0..4_u8, states()), 0..24),
    ) -> (Seats, Vec<Applicant>) {
        let all = people.into_iter().enumerate().map(|(n, (of, state))| applicant(n as u64, of, state)).collect();
        (Seats { capacity, per_school }, all)
    }
}

proptest! {
    #[test]
    fn settling_is_fair((seats, before) in some_session(), rotate in 0..24_usize) {
        let mut after = before.clone();
        apply(&mut after, seats, Promotion::ByItself);

        // Once is enough, and the order in which rows are read means nothing.
        prop_assert!(settle(seats, &after, Promotion::ByItself).is_empty());
        let mut turned = before.clone();
        let len = turned.len().max(1);
        turned.rotate_left(rotate % len);
        apply(&mut turned, seats, Promotion::ByItself);
        turned.sort_by_key(|one| one.id);
        prop_assert_eq!(&turned, &after);

        let admitted = |all: &[Applicant]| all.iter().filter(|one| one.state == Admitted).count();
        let kept = before.iter().zip(&after).filter(|(old, _)| old.state == Admitted).all(|(_, new)| new.state == Admitted);
        prop_assert!(kept, "nobody loses a seat");
        if let Some(capacity) = seats.capacity {
            prop_assert!(admitted(&after) <= admitted(&before).max(capacity as usize));
        }
        let waiting: Vec<u32> = after.iter().filter_map(|one| match one.state { Waitlisted(n) => Some(n), _ => None }).collect();
        prop_assert_eq!(waiting.clone(), (1..).take(waiting.len()).collect::<Vec<_>>(), "positions follow the time");

        // Nobody of one school overtakes another of the same school.
        for (n, first) in after.iter().enumerate() {
            for second in after.get(n + 1..).unwrap_or_default() {
                let overtaken = first.school == second.school
                    && matches!(first.state, Waitlisted(_))
                    && second.state == Admitted
                    && before[usize::try_from(second.id.0.as_u128()).unwrap()].state != Admitted;
                prop_assert!(!overtaken);
            }
        }
        // Whoever still waits, waits for a reason.
        let free = seats_left(seats, &after) != Some(0);
        for one in after.iter().filter(|one| matches!(one.state, Waitlisted(_))) {
            let used = after.iter().filter(|other| other.school == one.school && other.state == Admitted).count();
            prop_assert!(!free || seats.per_school.is_some_and(|quota| used >= quota as usize));
        }
    }

    #[test]
    fn registering_one_by_one_is_settled_at_every_moment(
        capacity in prop::option::of(0..8_u32),
        per_school in prop::option::of(1..3_u32),
        schools in prop::collection::vec(0..4_u8, 0..20),
    ) {
        let seats = Seats { capacity, per_school };
        let all = registered(seats, schools);
        prop_assert!(settle(seats, &all, Promotion::ByItself).is_empty());
    }
}

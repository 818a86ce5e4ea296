//! What a tablet does with a tap (D.3).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use rstest::rstest;
use support::*;
use yanxi_domain::{
    course::SessionState,
    desk::{Remark, Tap, TapDecision, decide},
    event::{Direction, ReceivedEvent},
    roster::{RegistrationState, RosterEntry},
};

struct Desk {
    session: yanxi_domain::course::Session,
    entry: Option<RosterEntry>,
    events: Vec<ReceivedEvent>,
    confirmed: bool,
}

impl Desk {
    fn new(events: Vec<ReceivedEvent>) -> Self {
        let entry = Some(row(registration(1), "王小明", RegistrationState::Admitted));
        Self { session: session(), entry, events, confirmed: false }
    }

    fn tap(&self, direction: Direction, now: &str) -> TapDecision {
        decide(&Tap {
            session: &self.session,
            period: &self.session.periods[0],
            log: &self.events.iter().cloned().collect(),
            subject: registration(1),
            entry: self.entry.as_ref(),
            direction,
            now: at(now),
            confirmed: self.confirmed,
        })
    }
}

fn write(remarks: &[Remark]) -> TapDecision {
    TapDecision::Write { remarks: remarks.to_vec() }
}

#[rstest]
#[case::t_06("08:20", &[Remark::Early { opens: at("08:30") }])]
#[case::window_open("08:30", &[])]
#[case::f_05_in_grace("09:15", &[])]
#[case::f_05("09:16", &[Remark::Late { minutes: 16, grace: 15 }])]
#[case::t_27("09:40", &[Remark::Late { minutes: 40, grace: 15 }])]
fn a_sign_in_is_always_written_and_remarked(#[case] now: &str, #[case] remarks: &[Remark]) {
    assert_eq!(Desk::new(vec![]).tap(Direction::In, now), write(remarks));
}

#[test]
fn t_22_within_an_extension_nobody_is_told_to_be_late() {
    let mut a = Tablet::new(1);
    let desk = Desk::new(vec![a.extend("09:00", "09:30")]);
    assert_eq!(desk.tap(Direction::In, "09:30"), write(&[]));
    assert_eq!(desk.tap(Direction::In, "09:31"), write(&[Remark::Late { minutes: 31, grace: 15 }]));
}

#[test]
fn f_02_a_repeated_sign_in_is_answered_calmly_and_not_written() {
    let (mut a, mut b) = (Tablet::new(1), Tablet::new(2));
    let desk =
        Desk::new(vec![a.sign_in("08:41:05", registration(1)), b.sign_in("08:41:50", registration(1))]);
    let TapDecision::AlreadyIn { punch } = desk.tap(Direction::In, "08:43") else { panic!() };
    assert_eq!((punch.time, punch.device), (at("08:41:05"), a.id), "the sign-in the stay began with");
}

#[test]
fn t_31_coming_back_after_a_sign_out_is_written() {
    let mut a = Tablet::new(1);
    let mut desk = Desk::new(vec![a.sign_in("08:50", registration(1)), a.sign_out("11:05", registration(1))]);
    assert_eq!(desk.tap(Direction::In, "11:20"), write(&[Remark::Returning { minutes: 15 }]));
    desk.events.push(a.sign_in("11:20", registration(1)));
    let TapDecision::AlreadyIn { punch } = desk.tap(Direction::In, "11:25") else { panic!() };
    assert_eq!(punch.time, at("11:20"));
}

#[test]
fn t_17_after_a_void_the_person_can_be_tapped_again() {
    let mut a = Tablet::new(1);
    let wrong = a.sign_in("08:47", registration(1));
    let void = a.void("08:47:10", &wrong);
    assert_eq!(Desk::new(vec![wrong, void]).tap(Direction::In, "08:48"), write(&[]));
}

#[rstest]
#[case::t_30("11:05", false, TapDecision::ConfirmEarlyOut { end: at("12:00") })]
#[case::t_30_confirmed("11:05", true, write(&[]))]
#[case::t_32_sign_out_open("11:45", false, write(&[]))]
#[case::at_the_end("12:01", false, write(&[]))]
fn an_early_sign_out_asks_first(#[case] now: &str, #[case] confirmed: bool, #[case] decision: TapDecision) {
    let mut a = Tablet::new(1);
    let mut desk = Desk::new(vec![a.sign_in("08:50", registration(1))]);
    desk.confirmed = confirmed;
    assert_eq!(desk.tap(Direction::Out, now), decision);
}

#[test]
fn signing_out_somebody_who_never_signed_in_asks_first() {
    let mut desk = Desk::new(vec![]);
    assert_eq!(desk.tap(Direction::Out, "12:00"), TapDecision::ConfirmNotSignedIn);
    desk.confirmed = true;
    assert_eq!(desk.tap(Direction::Out, "12:00"), write(&[]));
}

#[test]
fn a_repeated_sign_out_is_written_only_when_confirmed() {
    let mut a = Tablet::new(1);
    let mut desk = Desk::new(vec![a.sign_in("08:50", registration(1)), a.sign_out("11:50", registration(1))]);
    let TapDecision::AlreadyOut { punch } = desk.tap(Direction::Out, "12:01") else { panic!() };
    assert_eq!(punch.time, at("11:50"));
    desk.confirmed = true;
    assert_eq!(desk.tap(Direction::Out, "12:01"), write(&[]));
}

#[rstest]
#[case(Direction::In)]
#[case(Direction::Out)]
fn f_12_t_39_a_person_of_another_session_gets_nothing_written_even_when_confirmed(
    #[case] direction: Direction,
) {
    let mut desk = Desk::new(vec![]);
    desk.confirmed = true;
    desk.entry.as_mut().unwrap().session = OTHER_SESSION;
    assert_eq!(desk.tap(direction, "12:50"), TapDecision::WrongSession { session: OTHER_SESSION });
}

#[rstest]
#[case(RegistrationState::Cancelled, true)]
#[case(RegistrationState::Waitlisted(1), true)]
#[case(RegistrationState::NotAdmitted, true)]
#[case(RegistrationState::OnLeave, true)]
#[case(RegistrationState::WalkInPending, false)]
#[case(RegistrationState::Admitted, false)]
fn y_01_a_person_without_admission_is_remarked_not_refused(
    #[case] state: RegistrationState,
    #[case] remarked: bool,
) {
    let mut desk = Desk::new(vec![]);
    desk.entry.as_mut().unwrap().state = state;
    let remarks: Vec<_> = remarked.then_some(Remark::NotAdmitted(state)).into_iter().collect();
    assert_eq!(desk.tap(Direction::In, "08:50"), write(&remarks));
}

#[test]
fn u_a13_a_cancelled_session_warns_and_writes() {
    let mut desk = Desk::new(vec![]);
    desk.session.state = SessionState::Cancelled;
    assert_eq!(desk.tap(Direction::In, "08:50"), write(&[Remark::SessionCancelled]));
}

#[test]
fn a_walk_in_is_tapped_like_everybody_else() {
    let mut desk = Desk::new(vec![]);
    desk.entry = None;
    assert_eq!(desk.tap(Direction::In, "08:50"), write(&[]));
}

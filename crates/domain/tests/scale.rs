//! A day far larger than any real one still comes out right; quadratic work would be felt here at once.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::*;
use yanxi_domain::{
    attendance::Status, evaluate::evaluate, log::SessionLog, presence::presence, roster::RegistrationState,
};

#[test]
fn ten_thousand_taps_on_a_tablet_whose_clock_was_set_back() {
    let mut a = Tablet::new(1);
    let mut day = Day::new();
    day.roster = (0..1_000).map(|n| row(registration(n), "王小明", RegistrationState::Admitted)).collect();
    let mut log = SessionLog::new();
    for tap in 0..10_000_u128 {
        if tap == 5_000 {
            a.clock_error_ms = -3_600_000;
        }
        let (round, who) = (tap / 1_000, registration(tap % 1_000));
        let seconds = 8 * 3600 + 40 * 60 + tap;
        let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        // Nine rounds of sign-ins, of which the first counts, and a sign-out at the end.
        let event = if round == 9 { a.sign_out(&time, who) } else { a.sign_in(&time, who) };
        assert!(log.insert(event));
        assert_eq!(presence(&log, MORNING, who).inside, round < 9);
    }
    assert_eq!(log.len(), 10_000);
    day.session.periods[0].end = at("11:20");
    let outcomes = day.ask_with(&log, evaluate);
    assert_eq!(outcomes.len(), 1_000);
    assert!(outcomes.iter().all(|outcome| outcome.status == Status::Full && outcome.events.len() == 10));
}

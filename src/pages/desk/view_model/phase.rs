//! Where the chosen session stands in its day. The screen suggests; it never changes session or mode by itself.

use yanxi_domain::{
    course::{Period, Session},
    event::Direction,
    ids::SessionId,
    time::Timestamp,
};

/// How long after the end the heading still speaks of sign-outs before it says 已結束 (T-34, T-38).
pub const SIGN_OUT_RUSH_MIN: i64 = 30;

/// Where a period stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before sign-in opens.
    Before,
    /// Sign-in to sign-out.
    Open,
    /// From `signout_opens` to the end of the rush: sign-outs are due.
    SignOut,
    /// Over.
    Ended,
}

/// The phase of a period; `reported`: this device has sent its 場次結束.
#[must_use]
pub fn phase(session: &Session, period: &Period, now: Timestamp, reported: bool) -> Phase {
    if now < period.signin_opens(&session.params) {
        Phase::Before
    } else if now >= period.end.plus_minutes(SIGN_OUT_RUSH_MIN) || (reported && now >= period.end) {
        Phase::Ended
    } else if now >= period.signout_opens(&session.params) {
        Phase::SignOut
    } else {
        Phase::Open
    }
}

/// Whether to suggest 「改為簽退」 (T-32).
#[must_use]
pub const fn suggest_sign_out(phase: Phase, direction: Direction) -> bool {
    matches!((phase, direction), (Phase::SignOut | Phase::Ended, Direction::In))
}

/// The session to offer when this one is over: the next of the same day that is not over (U-C7).
#[must_use]
pub fn next_session<'a>(
    current: &Session,
    others: impl IntoIterator<Item = &'a Session>,
    now: Timestamp,
) -> Option<&'a Session> {
    others
        .into_iter()
        .filter(|other| {
            other.id != current.id && other.date == current.date && starts(other) > starts(current)
        })
        .filter(|other| {
            other.periods.last().is_some_and(|last| now < last.end.plus_minutes(SIGN_OUT_RUSH_MIN))
        })
        .min_by_key(|other| starts(other))
}

fn starts(session: &Session) -> Option<Timestamp> {
    session.periods.first().map(|period| period.start)
}

/// The period to start with: the first that is not over, else the last.
#[must_use]
pub fn period_now(session: &Session, now: Timestamp) -> Option<&Period> {
    session
        .periods
        .iter()
        .find(|period| now < period.end.plus_minutes(SIGN_OUT_RUSH_MIN))
        .or_else(|| session.periods.last())
}

/// Order of the start screen: today's sessions first, by time; the rest by nearness.
#[must_use]
pub fn start_order<'a>(sessions: impl IntoIterator<Item = &'a Session>, now: Timestamp) -> Vec<SessionId> {
    let today = now.taipei_date();
    let mut all: Vec<&Session> = sessions.into_iter().collect();
    all.sort_by_key(|session| ((session.date - today).num_days().abs(), starts(session)));
    all.into_iter().map(|session| session.id).collect()
}

/// Whether a queue may be standing here: then the screen does not lock by itself (V-13).
#[must_use]
pub const fn queue_likely(
    phase: Phase,
    now: Timestamp,
    period: &Period,
    extension: Option<Timestamp>,
) -> bool {
    match phase {
        Phase::SignOut => true,
        Phase::Open => {
            let until = match extension {
                Some(until) => until,
                None => period.start,
            };
            now.0 <= until.plus_minutes(SIGN_OUT_RUSH_MIN).0
        }
        Phase::Before | Phase::Ended => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::{at, session};

    #[test]
    fn a_morning_goes_through_its_phases() {
        let session = session();
        let period = &session.periods[0];
        let cases = [
            ("08:20:00", false, Phase::Before),
            ("08:30:00", false, Phase::Open),
            ("11:44:59", false, Phase::Open),
            ("11:45:00", false, Phase::SignOut),
            ("12:10:00", false, Phase::SignOut),
            ("12:15:00", true, Phase::Ended),
            ("11:50:00", true, Phase::SignOut),
            ("12:30:00", false, Phase::Ended),
        ];
        for (time, reported, expected) in cases {
            assert_eq!(phase(&session, period, at(time), reported), expected, "{time}");
        }
    }

    #[test]
    fn sign_out_is_suggested_only_while_signing_in() {
        assert!(suggest_sign_out(Phase::SignOut, Direction::In));
        assert!(!suggest_sign_out(Phase::SignOut, Direction::Out));
        assert!(!suggest_sign_out(Phase::Open, Direction::In));
    }

    #[test]
    fn after_the_morning_the_afternoon_is_offered_and_never_another_day() {
        let morning = session();
        let mut afternoon = session();
        afternoon.id = SessionId(uuid::Uuid::from_u128(2));
        afternoon.number = 2;
        afternoon.periods[0].start = at("13:30:00");
        afternoon.periods[0].end = at("16:30:00");
        let mut tomorrow = afternoon.clone();
        tomorrow.id = SessionId(uuid::Uuid::from_u128(3));
        tomorrow.date = tomorrow.date.succ_opt().unwrap();
        let others = [morning.clone(), tomorrow, afternoon.clone()];
        assert_eq!(next_session(&morning, &others, at("12:30:00")).map(|s| s.id), Some(afternoon.id));
        assert_eq!(next_session(&afternoon, &others, at("16:40:00")).map(|s| s.id), None);
    }
}

//! The tablet's decision about one tap (D.3). Pure: the tablet looks, decides, and only then writes.

use crate::{
    attendance::Punch,
    course::{Period, Session, SessionState},
    event::{Direction, Subject},
    ids::SessionId,
    log::SessionLog,
    presence::{Presence, punches},
    roster::{RegistrationState, RosterEntry},
    time::Timestamp,
};

/// A tap on a person.
#[derive(Clone, Copy)]
pub struct Tap<'a> {
    /// Session chosen on the tablet.
    pub session: &'a Session,
    /// Period chosen on the tablet.
    pub period: &'a Period,
    /// Everything the tablet knows of the session.
    pub log: &'a SessionLog,
    /// Who was tapped.
    pub subject: Subject,
    /// Roster row, if there is one.
    pub entry: Option<&'a RosterEntry>,
    /// 簽到 or 簽退 mode.
    pub direction: Direction,
    /// Corrected time of the tap.
    pub now: Timestamp,
    /// The operator has answered the question this tap raised.
    pub confirmed: bool,
}

/// What to do with a tap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TapDecision {
    /// Write the event; the remarks are shown with the confirmation.
    Write {
        /// What the person and the operator should know.
        remarks: Vec<Remark>,
    },
    /// Signed in and still here: nothing to write (F-02).
    AlreadyIn {
        /// Sign-in the present stay began with.
        punch: Punch,
    },
    /// Signed out already. Confirmed, it is written again: the last sign-out counts.
    AlreadyOut {
        /// Last sign-out.
        punch: Punch,
    },
    /// 尚未下課，仍要簽退？
    ConfirmEarlyOut {
        /// End of teaching.
        end: Timestamp,
    },
    /// Signing out somebody who never signed in.
    ConfirmNotSignedIn,
    /// 此人報名另一場次: nothing is written here (F-12).
    WrongSession {
        /// Session of the registration.
        session: SessionId,
    },
}

/// Something to say along with a written punch. Never a refusal (Y-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Before sign-in opens.
    Early {
        /// When it opens.
        opens: Timestamp,
    },
    /// Later than the grace: 時數由承辦人認定.
    Late {
        /// Minutes after the start.
        minutes: i64,
        /// Grace.
        grace: i64,
    },
    /// Back after signing out.
    Returning {
        /// Minutes since the sign-out.
        minutes: i64,
    },
    /// Registered, but not 錄取.
    NotAdmitted(RegistrationState),
    /// 停辦 or 延期: punches are possible all the same.
    SessionCancelled,
}

/// Decides about one tap.
#[must_use]
pub fn decide(tap: &Tap<'_>) -> TapDecision {
    if let Some(entry) = tap.entry.filter(|entry| entry.session != tap.session.id) {
        return TapDecision::WrongSession { session: entry.session };
    }
    let punches = punches(tap.log, tap.period.id, &[tap.subject]);
    let presence = Presence::of(&punches);
    match tap.direction {
        Direction::In => match start_of_stay(&punches) {
            Some(punch) => TapDecision::AlreadyIn { punch },
            None => TapDecision::Write { remarks: sign_in_remarks(tap, &presence) },
        },
        Direction::Out => decide_sign_out(tap, &presence),
    }
}

/// The sign-in the present stay began with; `None` for somebody who is not inside.
fn start_of_stay(punches: &[Punch]) -> Option<Punch> {
    punches.iter().rev().take_while(|punch| punch.direction == Direction::In).last().copied()
}

fn decide_sign_out(tap: &Tap<'_>, presence: &Presence) -> TapDecision {
    if !tap.confirmed {
        match presence.last_out {
            Some(punch) if !presence.inside => return TapDecision::AlreadyOut { punch },
            _ if presence.last_in.is_none() => return TapDecision::ConfirmNotSignedIn,
            _ if tap.now < tap.period.signout_opens(&tap.session.params) => {
                return TapDecision::ConfirmEarlyOut { end: tap.period.end };
            }
            _ => {}
        }
    }
    TapDecision::Write { remarks: standing_remarks(tap) }
}

fn sign_in_remarks(tap: &Tap<'_>, presence: &Presence) -> Vec<Remark> {
    let params = &tap.session.params;
    let mut remarks = standing_remarks(tap);
    let opens = tap.period.signin_opens(params);
    if let Some(out) = presence.last_out {
        remarks.push(Remark::Returning { minutes: out.time.shown_minutes_until(tap.now) });
    } else if tap.now < opens {
        remarks.push(Remark::Early { opens });
    } else if let Some(minutes) = tap.period.late_minutes(params, tap.log.extension(tap.period.id), tap.now) {
        remarks.push(Remark::Late { minutes, grace: params.late_grace_min });
    }
    remarks
}

fn standing_remarks(tap: &Tap<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if tap.session.state != SessionState::Scheduled {
        remarks.push(Remark::SessionCancelled);
    }
    if let Some(entry) = tap.entry
        && !matches!(entry.state, RegistrationState::Admitted | RegistrationState::WalkInPending)
    {
        remarks.push(Remark::NotAdmitted(entry.state));
    }
    remarks
}

//! What the screen says about a tap: the decision of the rules in words, and what can be pressed next.

use yanxi_domain::{
    desk::{Remark, TapDecision},
    event::Direction,
    ids::{DeviceId, SessionId},
    time::Timestamp,
};

use crate::{
    components::Tone,
    i18n::{self, Locale, desk as text, office::status},
};

/// What the big button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Writes the punch at once.
    Punch,
    /// Writes it although the rules asked; the button carries the question's answer.
    Confirmed,
    /// Nothing to write; pressing repeats the calm sentence.
    Calm,
    /// Goes to the person's own session and writes there.
    SwitchAndPunch(SessionId),
}

/// The panel's message and button for one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Meaning of the message.
    pub tone: Tone,
    /// Message above the button.
    pub message: Option<String>,
    /// Words of the big button.
    pub button: String,
    /// What it does.
    pub action: Action,
    /// Words of a second, quieter way: signing out once more.
    pub again: Option<String>,
}

/// What the words need to know beside the decision.
pub struct Surroundings<'a> {
    /// Mode.
    pub direction: Direction,
    /// Name of a device, 「平板A」.
    pub device_name: &'a dyn Fn(DeviceId) -> String,
    /// 「第二場」 and 「13:30–16:30」 of a session.
    pub session_words: &'a dyn Fn(SessionId) -> (String, String),
    /// The operator has pressed the button once and was asked.
    pub asked: bool,
}

/// The decision in words. Questions are only put once the button was pressed.
#[must_use]
pub fn verdict(locale: Locale, decision: &TapDecision, around: &Surroundings<'_>) -> Verdict {
    let punch = punch_word(locale, around.direction);
    let plain = |tone, message, action| Verdict { tone, message, button: punch.clone(), action, again: None };
    let question = |message| {
        if around.asked {
            Verdict {
                tone: Tone::Wait,
                message: Some(message),
                button: text::sign_out_anyway(locale),
                action: Action::Confirmed,
                again: None,
            }
        } else {
            plain(Tone::Neutral, None, Action::Punch)
        }
    };
    match decision {
        TapDecision::Write { remarks } => {
            let standing = remarks
                .iter()
                .find(|remark| matches!(remark, Remark::NotAdmitted(_) | Remark::SessionCancelled));
            let message = standing.map(|remark| remark_words(locale, remark, Timestamp::default()).1);
            plain(if message.is_some() { Tone::Wait } else { Tone::Neutral }, message, Action::Punch)
        }
        TapDecision::AlreadyIn { punch } => {
            let device = (around.device_name)(punch.device);
            plain(
                Tone::Ok,
                Some(text::already_here(locale, &punch.time.taipei_hhmm(), &device)),
                Action::Calm,
            )
        }
        TapDecision::AlreadyOut { punch } => {
            let device = (around.device_name)(punch.device);
            Verdict {
                again: Some(text::sign_out_again(locale)),
                ..plain(
                    Tone::Ok,
                    Some(text::already_out(locale, &punch.time.taipei_hhmm(), &device)),
                    Action::Calm,
                )
            }
        }
        TapDecision::ConfirmEarlyOut { end } => question(text::early_out_confirm(locale, &end.taipei_hhmm())),
        TapDecision::ConfirmNotSignedIn => {
            // Said before the press as well: the operator may have the wrong one of two namesakes in hand.
            let before = (!around.asked).then(|| text::not_signed_in(locale));
            let asked = question(text::not_signed_in_confirm(locale));
            Verdict { tone: Tone::Wait, message: before.or(asked.message), ..asked }
        }
        TapDecision::WrongSession { session } => {
            let (name, time) = (around.session_words)(*session);
            Verdict {
                tone: Tone::Wait,
                message: Some(text::wrong_session(locale, &name, &time)),
                button: match around.direction {
                    Direction::In => text::switch_and_sign_in(locale, &name),
                    Direction::Out => text::switch_and_sign_out(locale, &name),
                },
                action: Action::SwitchAndPunch(*session),
                again: None,
            }
        }
    }
}

/// 「簽到」 or 「簽退」.
#[must_use]
pub fn punch_word(locale: Locale, direction: Direction) -> String {
    match direction {
        Direction::In => i18n::sign_in(locale),
        Direction::Out => i18n::sign_out(locale),
    }
}

/// A remark that goes with a written punch; `at` is the punch's time.
#[must_use]
pub fn remark_words(locale: Locale, remark: &Remark, at: Timestamp) -> (Tone, String) {
    match remark {
        Remark::Early { opens } => (Tone::Info, text::early_note(locale, &opens.taipei_hhmm())),
        Remark::Late { grace, .. } => (Tone::Wait, text::late_notice(locale, &at.taipei_hhmm(), *grace)),
        Remark::Returning { minutes } => (Tone::Info, text::returning_note(locale, *minutes)),
        Remark::NotAdmitted(state) => {
            (Tone::Wait, text::not_admitted_note(locale, &status::registration(locale, *state)))
        }
        Remark::SessionCancelled => (Tone::Wait, text::cancelled_note(locale)),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::{attendance::Punch, ids::EventId, roster::RegistrationState};

    use super::*;
    use crate::view::fixtures::{TABLET_A, at};

    fn say(decision: &TapDecision, direction: Direction, asked: bool) -> Verdict {
        let around = Surroundings {
            direction,
            device_name: &|_| "平板A".into(),
            session_words: &|_| ("第二場".into(), "13:30–16:30".into()),
            asked,
        };
        verdict(Locale::Zh, decision, &around)
    }

    fn punch(direction: Direction, time: &str) -> Punch {
        Punch { event: EventId(Uuid::from_u128(1)), direction, time: at(time), device: TABLET_A }
    }

    #[test]
    fn an_ordinary_tap_has_one_button_and_no_message() {
        let said = say(&TapDecision::Write { remarks: Vec::new() }, Direction::In, false);
        assert_eq!((said.button.as_str(), said.message, said.action), ("簽到", None, Action::Punch));
    }

    #[test]
    fn a_repeated_tap_is_calm() {
        let said =
            say(&TapDecision::AlreadyIn { punch: punch(Direction::In, "08:34:00") }, Direction::In, false);
        assert_eq!(said.message.as_deref(), Some("已於 08:34 簽到（平板A），不需重複"));
        assert_eq!((said.tone, said.action), (Tone::Ok, Action::Calm));
    }

    #[test]
    fn leaving_early_is_asked_about_only_after_the_press() {
        let decision = TapDecision::ConfirmEarlyOut { end: at("12:00:00") };
        assert_eq!(say(&decision, Direction::Out, false).button, "簽退");
        let asked = say(&decision, Direction::Out, true);
        assert_eq!(asked.message.as_deref(), Some("尚未下課（12:00），確定簽退？"));
        assert_eq!((asked.button.as_str(), asked.action), ("確定簽退", Action::Confirmed));
    }

    #[test]
    fn a_missing_sign_in_is_said_before_the_press_and_asked_about_after_it() {
        let decision = TapDecision::ConfirmNotSignedIn;
        let before = say(&decision, Direction::Out, false);
        assert_eq!((before.message.as_deref(), before.action), (Some("尚未簽到"), Action::Punch));
        let asked = say(&decision, Direction::Out, true);
        assert_eq!(asked.message.as_deref(), Some("尚未簽到，確定簽退？"));
        assert_eq!((asked.button.as_str(), asked.action), ("確定簽退", Action::Confirmed));
    }

    #[test]
    fn the_wrong_session_offers_to_switch_and_says_nothing_was_written() {
        let session = SessionId(Uuid::from_u128(2));
        let said = say(&TapDecision::WrongSession { session }, Direction::In, false);
        assert_eq!(said.message.as_deref(), Some("此人報名 第二場（13:30–16:30），尚未寫入任何紀錄"));
        assert_eq!(
            (said.button.as_str(), said.action),
            ("切換到第二場並簽到", Action::SwitchAndPunch(session))
        );
    }

    #[test]
    fn signing_out_twice_is_calm_but_possible() {
        let said =
            say(&TapDecision::AlreadyOut { punch: punch(Direction::Out, "12:01:00") }, Direction::Out, false);
        assert_eq!(said.message.as_deref(), Some("已於 12:01 簽退（平板A），不需重複"));
        assert!(said.again.is_some());
    }

    #[test]
    fn lateness_is_told_at_once_with_the_grace() {
        let (tone, said) = remark_words(Locale::Zh, &Remark::Late { minutes: 40, grace: 15 }, at("09:40:00"));
        assert_eq!((tone, said.as_str()), (Tone::Wait, "您於 09:40 簽到，已逾 15 分鐘，時數由承辦人認定"));
    }

    #[test]
    fn somebody_cancelled_can_be_signed_in_and_the_screen_says_what_follows() {
        let remarks = vec![Remark::NotAdmitted(RegistrationState::Cancelled)];
        let said = say(&TapDecision::Write { remarks }, Direction::In, false);
        assert_eq!(said.action, Action::Punch);
        assert_eq!(said.message.as_deref(), Some("名冊狀態為「已取消」；仍可登記，由開課承辦人認定"));
    }
}

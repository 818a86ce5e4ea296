//! 我的報名 as it is shown: what is ahead, in which state, and which ways out are open now. Pure.

use yanxi_domain::{
    course::DeliveryMode,
    ids::RegistrationId,
    registering::{WayOut, way_out_until},
    roster::{Origin, RegistrationState},
    time::Timestamp,
};
use yanxi_protocol::docs::{OwnRecord, OwnRegistration};

use crate::{
    components::Tone,
    i18n::{Locale, registering as text},
    state::registering::{AboutSession, Asked, Request},
    view::{registration, request_list, when},
};

/// A way out of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exit {
    /// 取消報名, 放棄錄取, 請假.
    Leave(WayOut),
    /// 婉拒指派
    Decline,
}

impl Exit {
    /// The button.
    #[must_use]
    pub fn verb(self, locale: Locale) -> String {
        match self {
            Self::Leave(way) => request_list::way(locale, way),
            Self::Decline => text::request_decline(locale),
        }
    }

    /// What it means, before it is confirmed (13.2).
    #[must_use]
    pub fn explains(self, locale: Locale) -> String {
        match self {
            Self::Leave(WayOut::Withdraw) => text::withdraw_confirm(locale),
            Self::Leave(WayOut::GiveUp) => text::give_up_confirm(locale),
            Self::Leave(WayOut::AskLeave) => text::leave_explains(locale),
            Self::Decline => text::decline_explains(locale),
        }
    }

    /// The button that does it.
    #[must_use]
    pub fn confirms(self, locale: Locale) -> String {
        match self {
            Self::Leave(WayOut::Withdraw) => text::confirm_withdraw(locale),
            Self::Leave(WayOut::GiveUp) => text::confirm_give_up(locale),
            Self::Leave(WayOut::AskLeave) => text::confirm_leave(locale),
            Self::Decline => text::confirm_decline(locale),
        }
    }

    /// Somebody will read why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Leave(WayOut::AskLeave) | Self::Decline)
    }
}

/// A registration that is ahead.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// Identity.
    pub registration: RegistrationId,
    /// The session, for a request about it.
    pub about: AboutSession,
    /// Day and time.
    pub when: String,
    /// Title with 第n場.
    pub title: String,
    /// Mode and place.
    pub place: String,
    /// State in words.
    pub state: (Tone, String),
    /// 學校指派
    pub assigned: Option<String>,
    /// Deadline, the organiser's reason.
    pub notes: Vec<String>,
    /// 攜帶設備
    pub bring: Vec<String>,
    /// Ways out that are open; none while one is on its way.
    pub exits: Vec<Exit>,
    /// Admitted to a session that is met online: there are links to be had.
    pub met_online: bool,
}

/// Registrations whose session is not over, soonest first. A cancelled one is no news any more.
#[must_use]
pub fn lines(locale: Locale, records: &[OwnRecord], requests: &[Request], now: Timestamp) -> Vec<Line> {
    let ahead = |record: &&OwnRecord| {
        let cancelled = |own: &OwnRegistration| own.state == RegistrationState::Cancelled;
        now < record.end && record.registered.as_ref().is_some_and(|own| !cancelled(own))
    };
    let mut own: Vec<&OwnRecord> = records.iter().filter(ahead).collect();
    own.sort_by_key(|record| (record.start, record.registration));
    own.into_iter().filter_map(|record| line(locale, record, requests, now)).collect()
}

fn line(locale: Locale, record: &OwnRecord, requests: &[Request], now: Timestamp) -> Option<Line> {
    let own = record.registered.as_ref()?;
    let asked = requests.iter().any(|one| {
        one.outcome.is_none()
            && matches!(one.what, Asked::Leave(id, _) | Asked::Decline(id, _) if id == record.registration)
    });
    let way = way_out_until(own.state, own.cancel_until, now);
    let leave_asked = own.leave_asked_at.is_some();
    let assigned = own.origin == Origin::Assigned;
    let exits = match way {
        _ if asked || leave_asked => Vec::new(),
        Some(WayOut::Withdraw | WayOut::GiveUp) if assigned => vec![Exit::Decline],
        Some(way) => vec![Exit::Leave(way)],
        None => Vec::new(),
    };
    let deadline = own.cancel_until.filter(|until| now < *until && way.is_some());
    let notes = [
        deadline.map(|until| text::cancel_until(locale, &when::stamp(until))),
        own.reason.as_ref().map(|reason| text::organiser_reason(locale, reason)),
    ];
    let number = when::session_no(locale, record.session_number);
    let day = record.start.taipei_date();
    Some(Line {
        registration: record.registration,
        about: AboutSession {
            session: own.session,
            title: record.title.clone(),
            number: record.session_number,
            date: day,
        },
        when: format!("{} {}", when::day(locale, day), when::span(record.start, record.end)),
        title: format!("{} {number}", record.title),
        place: format!("{} · {}", registration::mode(locale, own.mode), record.place),
        state: if leave_asked {
            (Tone::Wait, text::state_leave_asked(locale))
        } else {
            (registration::tone(own.state), registration::state(locale, own.state))
        },
        assigned: assigned.then(|| text::assigned_by_school(locale)),
        notes: notes.into_iter().flatten().collect(),
        bring: own.bring.clone(),
        exits,
        met_online: own.state == RegistrationState::Admitted && own.mode != DeliveryMode::OnSite,
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::ids::{CourseId, PersonId, SessionId};
    use yanxi_protocol::{docs::OwnState, registering::Leave};

    use super::*;

    const START: Timestamp = Timestamp(1_754_355_600_000);

    fn record(state: RegistrationState, origin: Origin) -> OwnRecord {
        OwnRecord {
            registration: RegistrationId(Uuid::from_u128(1)),
            course: CourseId(Uuid::nil()),
            title: "學籍系統研習".into(),
            session_number: 1,
            start: START,
            end: START.plus_minutes(180),
            host: String::new(),
            place: "海豐國小 3F電腦教室".into(),
            state: OwnState::Upcoming,
            hours: None,
            versions: Vec::new(),
            registered: Some(OwnRegistration {
                session: SessionId(Uuid::nil()),
                state,
                origin,
                cancel_until: Some(START.plus_minutes(-60)),
                mode: DeliveryMode::OnSite,
                bring: Vec::new(),
                leave_asked_at: None,
                reason: None,
            }),
        }
    }

    fn exits(record: OwnRecord, requests: &[Request], now: Timestamp) -> Vec<Exit> {
        lines(Locale::Zh, &[record], requests, now).into_iter().flat_map(|line| line.exits).collect()
    }

    #[test]
    fn three_things_that_people_call_cancelling() {
        let own = Origin::SelfRegistered;
        let before = START.plus_minutes(-61);
        assert_eq!(
            exits(record(RegistrationState::Waitlisted(2), own), &[], before),
            [Exit::Leave(WayOut::Withdraw)]
        );
        assert_eq!(
            exits(record(RegistrationState::Admitted, own), &[], before),
            [Exit::Leave(WayOut::GiveUp)]
        );
        assert_eq!(
            exits(record(RegistrationState::Admitted, own), &[], START.plus_minutes(-60)),
            [Exit::Leave(WayOut::AskLeave)]
        );
    }

    #[test]
    fn who_was_assigned_declines_while_there_is_time() {
        let assigned = || record(RegistrationState::Admitted, Origin::Assigned);
        assert_eq!(exits(assigned(), &[], START.plus_minutes(-61)), [Exit::Decline]);
        assert_eq!(exits(assigned(), &[], START), [Exit::Leave(WayOut::AskLeave)]);
    }

    #[test]
    fn a_request_on_its_way_closes_the_others() {
        let record = record(RegistrationState::Admitted, Origin::SelfRegistered);
        let about = AboutSession {
            session: SessionId(Uuid::nil()),
            title: String::new(),
            number: 1,
            date: START.taipei_date(),
        };
        let leave = Leave { way: WayOut::GiveUp, reason: String::new() };
        let request = Request {
            id: Uuid::nil(),
            person: PersonId(Uuid::nil()),
            made_at: START,
            about,
            what: Asked::Leave(record.registration, leave),
            outcome: None,
        };
        assert!(exits(record, &[request], START.plus_minutes(-61)).is_empty());
    }

    #[test]
    fn only_the_admitted_are_led_to_the_links_of_an_online_session() {
        let led = |state, mode| {
            let mut record = record(state, Origin::SelfRegistered);
            record.registered.as_mut().unwrap().mode = mode;
            lines(Locale::Zh, &[record], &[], START)[0].met_online
        };
        assert!(led(RegistrationState::Admitted, DeliveryMode::Online));
        assert!(led(RegistrationState::Admitted, DeliveryMode::Hybrid));
        assert!(!led(RegistrationState::Admitted, DeliveryMode::OnSite));
        assert!(!led(RegistrationState::Waitlisted(1), DeliveryMode::Online));
    }

    #[test]
    fn what_is_over_or_cancelled_is_not_ahead() {
        let own = Origin::SelfRegistered;
        let over = START.plus_minutes(180);
        assert!(lines(Locale::Zh, &[record(RegistrationState::Admitted, own)], &[], over).is_empty());
        assert!(lines(Locale::Zh, &[record(RegistrationState::Cancelled, own)], &[], START).is_empty());
    }
}

//! Who is in the room, for every row of the list at once.

use yanxi_domain::{
    attendance::Punch,
    event::Subject,
    ids::{PeriodId, SessionId},
    log::SessionLog,
    presence::presence,
    roster::RegistrationState,
    time::Timestamp,
};

use super::directory::Directory;
use crate::i18n::{Locale, desk as text};

/// What a row shows of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attendance {
    /// No effective punch in this period.
    #[default]
    None,
    /// 已簽到 since.
    Inside(Timestamp),
    /// 已簽退 at.
    Left(Timestamp),
}

impl Attendance {
    /// Signed in and not out.
    #[must_use]
    pub const fn is_inside(&self) -> bool {
        matches!(self, Self::Inside(_))
    }
}

/// Attendance of everybody, aligned with the directory. Cost: one look at each person who has an event.
#[must_use]
pub fn attendance(
    directory: &Directory,
    log: &SessionLog,
    session: SessionId,
    period: PeriodId,
) -> Vec<Attendance> {
    let mut all = vec![Attendance::None; directory.people.len()];
    for subject in log.subjects() {
        let Some(index) = directory.position(subject) else { continue };
        if directory.people.get(index).is_none_or(|person| person.session != session) {
            continue;
        }
        if let Some(slot) = all.get_mut(index) {
            *slot = of(log, period, subject);
        }
    }
    all
}

fn of(log: &SessionLog, period: PeriodId, subject: Subject) -> Attendance {
    let now = presence(log, period, subject);
    let time = |punch: Punch| punch.time;
    match (now.inside, now.first_in.map(time), now.last_out.map(time)) {
        (true, Some(since), _) => Attendance::Inside(since),
        (false, _, Some(at)) => Attendance::Left(at),
        _ => Attendance::None,
    }
}

/// The heads at the foot of the screen: what this tablet knows, never a total while offline (T-23).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Registered and admitted.
    pub expected: usize,
    /// Of them, those who came.
    pub arrived: usize,
    /// Came without being expected: walk-ins, and people on the roster who are not admitted.
    pub joined: usize,
    /// Have not signed out.
    pub still_in: usize,
}

/// Counts people of the session, never events (F-02); who was not expected never makes up for who was.
#[must_use]
pub fn count(directory: &Directory, attendance: &[Attendance], session: SessionId) -> Count {
    let mut count = Count::default();
    for (index, person) in directory.people.iter().enumerate().filter(|(_, person)| person.session == session)
    {
        let expected = person.state == RegistrationState::Admitted;
        let attendance = attendance.get(index).copied().unwrap_or_default();
        let here = attendance != Attendance::None;
        count.expected += usize::from(expected);
        count.arrived += usize::from(here && expected);
        count.joined += usize::from(here && !expected);
        count.still_in += usize::from(matches!(attendance, Attendance::Inside(_)));
    }
    count
}

/// 「簽到 41／應到 60 人，現場加入 2 人」
#[must_use]
pub fn heads(locale: Locale, count: Count) -> String {
    let Count { expected, arrived, joined, .. } = count;
    if joined == 0 {
        text::arrived_of(locale, arrived, expected)
    } else {
        text::arrived_and_joined(locale, arrived, expected, joined)
    }
}

#[cfg(test)]
mod tests {
    use yanxi_domain::event::EventKind;

    use super::*;
    use crate::{
        pages::desk::view_model::directory::samples::directory_of,
        view::fixtures::{Day, PERIOD, SESSION, TABLET_A, TABLET_B, at, person, roster},
    };

    #[test]
    fn two_tablets_and_one_person_count_once() {
        let directory = directory_of(roster());
        let mut day = Day::default();
        day.write(TABLET_A, "08:41:05", Some(person(1)), EventKind::SignIn);
        day.write(TABLET_B, "08:41:50", Some(person(1)), EventKind::SignIn);
        let all = attendance(&directory, &day.log, SESSION, PERIOD);
        assert_eq!(all[directory.position(person(1)).unwrap()], Attendance::Inside(at("08:41:05")));
        assert_eq!(
            count(&directory, &all, SESSION),
            Count { expected: 3, arrived: 1, joined: 0, still_in: 1 }
        );
    }

    #[test]
    fn somebody_not_expected_does_not_fill_the_place_of_somebody_expected() {
        let directory = directory_of(roster());
        let mut day = Day::default();
        day.sign_in(1, "08:41:00");
        day.sign_in(4, "08:45:00");
        let all = attendance(&directory, &day.log, SESSION, PERIOD);
        let count = count(&directory, &all, SESSION);
        assert_eq!(count, Count { expected: 3, arrived: 1, joined: 1, still_in: 2 });
        assert_eq!(heads(Locale::Zh, count), "簽到 1／應到 3 人，現場加入 1 人");
        assert_eq!(heads(Locale::Zh, Count { joined: 0, ..count }), "簽到 1／應到 3 人");
    }

    #[test]
    fn a_voided_sign_in_leaves_nothing() {
        let directory = directory_of(roster());
        let mut day = Day::default();
        let wrong = day.sign_in(2, "08:47:00");
        day.write(TABLET_A, "08:47:30", Some(person(2)), EventKind::Void { event: wrong });
        let all = attendance(&directory, &day.log, SESSION, PERIOD);
        assert!(all.iter().all(|one| *one == Attendance::None));
    }

    #[test]
    fn one_namesake_signed_in_leaves_the_other_open() {
        let directory = directory_of(roster());
        let mut day = Day::default();
        day.sign_in(2, "08:34:00");
        let all = attendance(&directory, &day.log, SESSION, PERIOD);
        assert_eq!(all[directory.position(person(2)).unwrap()], Attendance::Inside(at("08:34:00")));
        assert_eq!(all[directory.position(person(3)).unwrap()], Attendance::None);
    }
}

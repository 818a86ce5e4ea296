//! The heads at the foot of the screen: who is expected came, and who came besides.

use yanxi_domain::{ids::SessionId, roster::RegistrationState};

use super::{directory::Directory, presence::Attendance};
use crate::i18n::{Locale, desk as text};

/// Heads of the session as far as this tablet knows, never a total while offline (T-23).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// 應到: admitted.
    pub expected: usize,
    /// Of them, those who came.
    pub arrived: usize,
    /// Came without being expected: walk-ins, and people on the roster who are not admitted.
    pub joined: usize,
}

/// Counts people, never events (F-02); those who were not expected never make up for those who were.
#[must_use]
pub fn heads(directory: &Directory, attendance: &[Attendance], session: SessionId) -> Heads {
    let mut heads = Heads::default();
    for (index, person) in directory.people.iter().enumerate().filter(|(_, person)| person.session == session)
    {
        let expected = person.state == RegistrationState::Admitted;
        let here = attendance.get(index).is_some_and(|one| *one != Attendance::None);
        heads.expected += usize::from(expected);
        heads.arrived += usize::from(expected && here);
        heads.joined += usize::from(!expected && here);
    }
    heads
}

/// 「簽到 41／應到 60 人，現場加入 2 人」
#[must_use]
pub fn words(locale: Locale, heads: Heads) -> String {
    let Heads { expected, arrived, joined } = heads;
    if joined == 0 {
        text::arrived_of(locale, arrived, expected)
    } else {
        text::arrived_and_joined(locale, arrived, expected, joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        pages::desk::view_model::{directory::samples::directory_of, presence::attendance},
        view::fixtures::{Day, PERIOD, SESSION, roster},
    };

    #[test]
    fn somebody_not_expected_does_not_fill_the_place_of_somebody_expected() {
        let directory = directory_of(roster());
        let mut day = Day::default();
        day.sign_in(1, "08:41:00");
        day.sign_in(4, "08:45:00");
        let heads = heads(&directory, &attendance(&directory, &day.log, SESSION, PERIOD), SESSION);
        assert_eq!(heads, Heads { expected: 3, arrived: 1, joined: 1 });
        assert_eq!(words(Locale::Zh, heads), "簽到 1／應到 3 人，現場加入 1 人");
        assert_eq!(words(Locale::Zh, Heads { joined: 0, ..heads }), "簽到 1／應到 3 人");
    }
}

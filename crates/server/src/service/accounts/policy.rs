//! The parameters accounts are treated by (R-ACC 4, S2-18), pure.

use chrono::{Datelike as _, NaiveDate};
use yanxi_domain::{
    roc_date,
    time::{MINUTE_MS, Timestamp},
};
use yanxi_protocol::administration::{AccountPolicy, AccountState, Idle};

use crate::store::AccountRow;

const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// 學年度 at an instant, in Taipei.
#[must_use]
pub fn school_year(now: Timestamp) -> i32 {
    roc_date::school_year(now.taipei_date())
}

/// Whether the day until which accounts are to be confirmed is over. The school year begins on 1 August; a day before
/// that in the calendar is one of the following year.
#[must_use]
pub fn confirmation_over(policy: &AccountPolicy, now: Timestamp) -> bool {
    let today = now.taipei_date();
    let (month, day) = policy.confirm_until;
    let first = if today.month() >= FIRST_MONTH { today.year() } else { today.year() - 1 };
    let year = if month >= FIRST_MONTH { first } else { first + 1 };
    NaiveDate::from_ymd_opt(year, month, day).is_some_and(|last| today > last)
}

/// Month in which the school year begins.
const FIRST_MONTH: u32 = 8;

/// What the idle policy says of an account. Who cannot log in by itself (demo) is never idle; who never did counts from
/// the day the account was opened.
#[must_use]
pub fn idle(policy: &AccountPolicy, account: &AccountRow, now: Timestamp) -> Idle {
    let since = account.last_login.or(account.created_at);
    let (Some(since), true) = (since, account.login.is_some()) else { return Idle::No };
    let days = now.since(since) / DAY_MS;
    match account.state {
        AccountState::Closed => Idle::No,
        _ if days >= i64::from(policy.idle_close_days) => Idle::Close,
        AccountState::Active if days >= i64::from(policy.idle_disable_days) => Idle::Disable,
        _ => Idle::No,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::ids::AccountId;

    use super::*;

    fn at(year: i32, month: u32, day: u32) -> Timestamp {
        let noon = NaiveDate::from_ymd_opt(year, month, day).unwrap().and_hms_opt(4, 0, 0).unwrap();
        Timestamp(noon.and_utc().timestamp_millis())
    }

    #[test]
    fn accounts_are_to_be_confirmed_until_the_end_of_september() {
        let policy = AccountPolicy::default();
        for (now, year, over) in [
            (at(2025, 7, 31), 113, true),
            (at(2025, 8, 1), 114, false),
            (at(2025, 9, 30), 114, false),
            (at(2025, 10, 1), 114, true),
            (at(2026, 2, 1), 114, true),
        ] {
            assert_eq!((school_year(now), confirmation_over(&policy, now)), (year, over), "{now:?}");
        }
        let spring = AccountPolicy { confirm_until: (2, 28), ..policy };
        assert!(!confirmation_over(&spring, at(2025, 12, 1)));
        assert!(confirmation_over(&spring, at(2026, 3, 1)));
    }

    #[test]
    fn an_account_is_idle_after_180_days_and_to_be_closed_after_a_year() {
        let policy = AccountPolicy::default();
        let last = at(2025, 1, 1);
        let account = |state, login: Option<&str>, last_login| AccountRow {
            account: AccountId(Uuid::nil()),
            name: String::new(),
            title: String::new(),
            school: None,
            state,
            login: login.map(str::to_owned),
            created_at: Some(last),
            last_login,
            second_factor: true,
            has_password: true,
            confirmed: true,
            roles: Vec::new(),
            counties: Default::default(),
        };
        let after = |days: i64| Timestamp(last.0 + days * DAY_MS);
        let used = account(AccountState::Active, Some("a"), Some(last));
        for (days, expected) in
            [(0, Idle::No), (179, Idle::No), (180, Idle::Disable), (364, Idle::Disable), (365, Idle::Close)]
        {
            assert_eq!(idle(&policy, &used, after(days)), expected, "{days}");
        }
        let never = account(AccountState::Active, Some("a"), None);
        assert_eq!(idle(&policy, &never, after(180)), Idle::Disable);
        let disabled = account(AccountState::Disabled, Some("a"), Some(last));
        assert_eq!(idle(&policy, &disabled, after(180)), Idle::No, "it is disabled already");
        assert_eq!(idle(&policy, &disabled, after(365)), Idle::Close);
        for quiet in
            [account(AccountState::Closed, Some("a"), None), account(AccountState::Active, None, None)]
        {
            assert_eq!(idle(&policy, &quiet, after(999)), Idle::No);
        }
    }
}

//! Limits guessing: growing pauses for one account, and a wide limit for one address, behind which there may be a whole
//! school. Neither touches a session that is already running (R-ACC, F-28).

use std::net::{IpAddr, Ipv6Addr};

use yanxi_domain::time::{MINUTE_MS, Timestamp};

use crate::{
    failure::{Failure, Kind},
    service::{attempts::Tries, token},
};

/// Wrong tries before the first pause: a forgotten password is tried in a few ways.
const FREE: usize = 5;
/// The first pause; each further wrong try doubles it.
const FIRST_PAUSE_MS: i64 = 30_000;
/// The longest pause: whoever is kept out by somebody else's guessing still gets in the same morning. Leaves a guesser
/// about a hundred tries a day.
const LONGEST_PAUSE_MS: i64 = 15 * MINUTE_MS;
/// Wrong tries of an account are forgotten after a day, or with the first right one.
const ACCOUNT_WINDOW_MS: i64 = 24 * 60 * MINUTE_MS;
/// Wrong tries one address may make in [`ADDRESS_WINDOW_MS`]: a hundred people of a school, each wrong twice.
const ADDRESS_LIMIT: usize = 200;
/// Ten minutes.
const ADDRESS_WINDOW_MS: i64 = 10 * MINUTE_MS;

/// Wrong tries by account and by address; clones share them. Names that belong to nobody are counted like those that
/// do, so a pause does not tell which accounts exist.
#[derive(Clone, Debug)]
pub struct LogInAttempts {
    accounts: Tries<[u8; 32]>,
    addresses: Tries<Option<IpAddr>>,
}

impl Default for LogInAttempts {
    fn default() -> Self {
        Self { accounts: Tries::within(ACCOUNT_WINDOW_MS), addresses: Tries::within(ADDRESS_WINDOW_MS) }
    }
}

/// A try under way. It counts as wrong from its beginning, so that many at once are no way around the limit.
#[derive(Debug)]
pub struct Try<'a> {
    attempts: &'a LogInAttempts,
    account: [u8; 32],
    address: Option<IpAddr>,
    at: Timestamp,
}

impl LogInAttempts {
    /// Begins a try for what is guessed at, or refuses it with 429 before anything is looked at.
    ///
    /// # Errors
    /// `too_many_attempts` for the address, `log_in_paused` for the account.
    pub fn begin(&self, guessed: &str, from: Option<IpAddr>, now: Timestamp) -> Result<Try<'_>, Failure> {
        let (account, address) = (token::hash(guessed), from.map(network));
        let allowed = self.addresses.recent(&address, now, |times| {
            let allowed = times.len() < ADDRESS_LIMIT;
            if allowed {
                times.push(now);
            }
            allowed
        });
        if !allowed {
            return Err(address_limited());
        }
        let attempt = Try { attempts: self, account, address, at: now };
        let wait_ms = self.accounts.recent(&account, now, |times| {
            let wait_ms = wait_ms(times, now);
            if wait_ms <= 0 {
                times.push(now);
            }
            wait_ms
        });
        if wait_ms > 0 {
            // Nothing was guessed.
            attempt.free_address();
            return Err(paused(wait_ms));
        }
        Ok(attempt)
    }

    /// Forgets the wrong tries for what is guessed at: an administrator has just given out a new secret.
    pub fn forgive(&self, guessed: &str, now: Timestamp) {
        self.accounts.recent(&token::hash(guessed), now, Vec::clear);
    }
}

impl Try<'_> {
    /// It was right: the account starts afresh.
    pub fn succeeded(self) {
        self.attempts.accounts.recent(&self.account, self.at, Vec::clear);
        self.free_address();
    }

    /// It was right as far as it went, but is not a login: as if it had not been.
    pub fn unfinished(self) {
        self.attempts.accounts.recent(&self.account, self.at, |times| take_out(times, self.at));
        self.free_address();
    }

    fn free_address(&self) {
        self.attempts.addresses.recent(&self.address, self.at, |times| take_out(times, self.at));
    }
}

fn take_out(times: &mut Vec<Timestamp>, at: Timestamp) {
    if let Some(index) = times.iter().rposition(|time| *time == at) {
        times.remove(index);
    }
}

/// Milliseconds until the next try is heard.
fn wait_ms(wrong: &[Timestamp], now: Timestamp) -> i64 {
    let Some(last) = wrong.last() else { return 0 };
    let Some(doublings) = wrong.len().checked_sub(FREE) else { return 0 };
    let doublings = u32::try_from(doublings).unwrap_or(u32::MAX);
    let pause_ms = 2_i64.checked_pow(doublings).and_then(|factor| FIRST_PAUSE_MS.checked_mul(factor));
    pause_ms.unwrap_or(LONGEST_PAUSE_MS).min(LONGEST_PAUSE_MS) - now.since(*last)
}

/// One subscriber has a whole /64 of IPv6 addresses.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

fn address_limited() -> Failure {
    let reason =
        "這個網路位址的登入錯誤次數過多，暫停登入 10 分鐘。已登入的裝置與本機資料不受影響，請稍後再試。";
    Failure::new(Kind::TooMany, "too_many_attempts", "too many wrong logins from this address", reason)
}

fn paused(wait_ms: i64) -> Failure {
    let minutes = wait_ms.div_euclid(MINUTE_MS) + i64::from(wait_ms.rem_euclid(MINUTE_MS) > 0);
    let reason = format!(
        "此帳號連續輸入錯誤，暫停登入，請於 {minutes} 分鐘後再試。已登入的裝置不受影響；忘記密碼請洽單位管理者重設。"
    );
    Failure::new(Kind::TooMany, "log_in_paused", "too many wrong tries for this account", &reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_000_000_000);

    fn code(attempts: &LogInAttempts, login: &str, from: [u8; 4], now: Timestamp) -> String {
        attempts.begin(login, Some(from.into()), now).err().map(|f| f.body.code).unwrap_or_default()
    }

    #[test]
    fn pauses_grow_up_to_a_quarter_of_an_hour() {
        let pauses: Vec<i64> = (4..13).map(|n| wait_ms(&vec![NOW; n], NOW) / 1_000).collect();
        assert_eq!(pauses, [0, 30, 60, 120, 240, 480, 900, 900, 900]);
        assert_eq!(wait_ms(&vec![NOW; 1_000], NOW) / 1_000, 900);
    }

    #[test]
    fn an_account_rests_and_others_go_on() {
        let attempts = LogInAttempts::default();
        for _ in 0..5 {
            assert_eq!(code(&attempts, "wang", [192, 0, 2, 1], NOW), "");
        }
        assert_eq!(code(&attempts, "wang", [192, 0, 2, 9], NOW), "log_in_paused", "from anywhere");
        assert_eq!(code(&attempts, "lin", [192, 0, 2, 1], NOW), "");
        let later = NOW.plus_ms(30_000);
        let right = attempts.begin("wang", None, later).unwrap();
        right.succeeded();
        assert_eq!(code(&attempts, "wang", [192, 0, 2, 1], later), "", "afresh");
    }

    #[test]
    fn a_school_of_a_hundred_gets_in_and_a_guesser_over_many_accounts_does_not() {
        let attempts = LogInAttempts::default();
        let school = [203, 0, 113, 5];
        for person in 0..100 {
            let login = format!("teacher{person}");
            assert_eq!(code(&attempts, &login, school, NOW), "", "a slip");
            attempts.begin(&login, Some(school.into()), NOW).unwrap().succeeded();
        }
        for guess in 0..100 {
            assert_eq!(code(&attempts, &format!("guess{guess}"), school, NOW), "");
        }
        assert_eq!(code(&attempts, "guess", school, NOW), "too_many_attempts");
        assert_eq!(code(&attempts, "guess", [203, 0, 113, 6], NOW), "");
        assert_eq!(code(&attempts, "guess", school, NOW.plus_minutes(10)), "");
    }

    #[test]
    fn a_subscriber_is_one_address() {
        let of = |text: &str| network(text.parse().unwrap()).to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(of("192.0.2.1"), "192.0.2.1");
    }
}

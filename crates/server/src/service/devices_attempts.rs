//! Limits how often wrong enrolment codes may be tried from one address.

use std::net::IpAddr;

use yanxi_domain::time::{MINUTE_MS, Timestamp};

use crate::{
    failure::{Failure, Kind},
    service::attempts::Tries,
};

/// Wrong codes one address may try in [`WINDOW_MS`]. A school's devices often share one address.
const LIMIT: usize = 20;
/// Ten minutes.
const WINDOW_MS: i64 = 10 * MINUTE_MS;

/// Wrong attempts by address; clones share them. That memory is bounded does not weaken it: a code has 40 bits.
#[derive(Clone, Debug)]
pub struct Attempts(Tries<Option<IpAddr>>);

impl Default for Attempts {
    fn default() -> Self {
        Self(Tries::within(WINDOW_MS))
    }
}

impl Attempts {
    /// Lets a caller try, or refuses with 429.
    ///
    /// # Errors
    /// `too_many_attempts` after [`LIMIT`] wrong codes in ten minutes.
    pub fn check(&self, from: Option<IpAddr>, now: Timestamp) -> Result<(), Failure> {
        if self.0.recent(&from, now, |times| times.len()) < LIMIT {
            return Ok(());
        }
        let reason = "啟用碼輸入錯誤次數過多，請於 10 分鐘後再試，或請開課承辦人重新產生啟用碼。已存於本機的資料不受影響。";
        Err(Failure::new(Kind::TooMany, "too_many_attempts", "too many wrong codes", reason))
    }

    /// Remembers a wrong code.
    pub fn failed(&self, from: Option<IpAddr>, now: Timestamp) {
        self.0.recent(&from, now, |times| times.push(now));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twenty_first_wrong_code_in_ten_minutes_is_refused_and_time_heals() {
        let attempts = Attempts::default();
        let (here, there) = (Some([192, 0, 2, 1].into()), Some([192, 0, 2, 2].into()));
        let now = Timestamp(1_000_000_000);
        for _ in 0..LIMIT {
            assert!(attempts.check(here, now).is_ok());
            attempts.failed(here, now);
        }
        assert_eq!(attempts.check(here, now).unwrap_err().body.code, "too_many_attempts");
        assert!(attempts.check(there, now).is_ok(), "another address may try");
        assert!(attempts.check(here, now.plus_minutes(10)).is_ok());
    }
}

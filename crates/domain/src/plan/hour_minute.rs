//! A reading of a clock without a day: `09:00`.

use std::{fmt, str::FromStr};

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Hours and minutes, written `09:00` in plan files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HourMinute(u16);

/// A text that is no reading of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a time between 00:00 and 23:59")]
pub struct NotATime;

impl HourMinute {
    /// `None` outside 00:00–23:59.
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self(hour * 60 + minute)) } else { None }
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// Whole minutes to `later`; negative when that is earlier.
    #[must_use]
    pub fn minutes_until(self, later: Self) -> i64 {
        i64::from(later.0) - i64::from(self.0)
    }

    /// This reading moved by `minutes`; `None` when that leaves the day.
    #[must_use]
    pub fn plus(self, minutes: i64) -> Option<Self> {
        let moved = u16::try_from(i64::from(self.0).checked_add(minutes)?).ok()?;
        (moved < DAY).then_some(Self(moved))
    }

    /// As a time of day.
    #[must_use]
    pub fn time(self) -> NaiveTime {
        NaiveTime::from_hms_opt(u32::from(self.0 / 60), u32::from(self.0 % 60), 0).unwrap_or_default()
    }
}

impl fmt::Display for HourMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for HourMinute {
    type Err = NotATime;
    fn from_str(text: &str) -> Result<Self, NotATime> {
        let (hour, minute) = text.trim().split_once(':').ok_or(NotATime)?;
        let digits = |text: &str| -> Result<u16, NotATime> {
            let plain = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            if plain { text.parse().map_err(|_| NotATime) } else { Err(NotATime) }
        };
        Self::new(digits(hour)?, digits(minute)?).ok_or(NotATime)
    }
}

impl TryFrom<String> for HourMinute {
    type Error = NotATime;
    fn try_from(text: String) -> Result<Self, NotATime> {
        text.parse()
    }
}

impl From<HourMinute> for String {
    fn from(time: HourMinute) -> Self {
        time.to_string()
    }
}

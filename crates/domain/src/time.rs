//! Instants and days. The zone of every rule is Asia/Taipei, UTC+8 without daylight saving (R-DATE 1).

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// An instant in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Timestamp(pub i64);

/// Milliseconds in one minute.
pub const MINUTE_MS: i64 = 60_000;
/// Milliseconds in one hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;

const TAIPEI_SECONDS_EAST: i64 = 8 * 3600;

impl Timestamp {
    /// This instant moved by `ms` milliseconds (negative: earlier).
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// This instant moved by `minutes`.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_ms(minutes.saturating_mul(MINUTE_MS))
    }

    /// Milliseconds from `earlier` to this instant.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// This instant without its seconds: the minute a screen or a sheet shows.
    #[must_use]
    pub const fn shown_minute(self) -> Self {
        Self(self.0.saturating_sub(self.0.rem_euclid(MINUTE_MS)))
    }

    /// Whole minutes from this instant to `later`, both read as shown, so that anybody can check the difference
    /// from the times on paper.
    #[must_use]
    pub const fn shown_minutes_until(self, later: Self) -> i64 {
        later.shown_minute().since(self.shown_minute()) / MINUTE_MS
    }

    /// The wall clock in Taipei, whatever zone the device is set to.
    #[must_use]
    pub fn taipei(self) -> NaiveDateTime {
        DateTime::<Utc>::from_timestamp_millis(self.0)
            .unwrap_or_default()
            .naive_utc()
            .checked_add_signed(chrono::Duration::seconds(TAIPEI_SECONDS_EAST))
            .unwrap_or_default()
    }

    /// The calendar day in Taipei (D-15: 2025-08-04T16:30Z is 2025-08-05).
    #[must_use]
    pub fn taipei_date(self) -> NaiveDate {
        self.taipei().date()
    }

    /// The instant of a Taipei wall-clock reading.
    #[must_use]
    pub fn from_taipei(date: NaiveDate, time: NaiveTime) -> Self {
        let as_if_utc = NaiveDateTime::new(date, time).and_utc().timestamp_millis();
        Self(as_if_utc - TAIPEI_SECONDS_EAST * 1000)
    }

    /// `HH:MM` in Taipei.
    #[must_use]
    pub fn taipei_hhmm(self) -> String {
        self.taipei().format("%H:%M").to_string()
    }
}

//! One scripted time for the server and all pages, and tablets whose own clock is wrong.

use std::{
    sync::{Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use chrono::{NaiveDate, NaiveTime};
use yanxi_domain::time::Timestamp;

/// The time of the script. It runs on from where it was set.
#[derive(Debug, Default)]
pub struct Clock {
    shift_ms: Mutex<i64>,
}

impl Clock {
    /// What everybody with a right clock reads.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        real_now().plus_ms(self.shift_ms())
    }

    /// Script time minus real time.
    #[must_use]
    pub fn shift_ms(&self) -> i64 {
        *self.shift_ms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets it be this time; browsers follow with [`crate::browser::Browser::travel`].
    pub fn set(&self, now: Timestamp) {
        *self.shift_ms.lock().unwrap_or_else(PoisonError::into_inner) = now.since(real_now());
    }
}

fn real_now() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}

/// The instant of a Taipei wall-clock reading such as `08:41` or `08:41:05`.
///
/// # Panics
/// The text is no time: a mistake in a script.
#[must_use]
pub fn taipei(day: NaiveDate, time: &str) -> Timestamp {
    let seconds = if time.len() == 5 { format!("{time}:00") } else { time.to_owned() };
    let Ok(time) = NaiveTime::parse_from_str(&seconds, "%H:%M:%S") else {
        panic!("{time:?} is no time of day")
    };
    Timestamp::from_taipei(day, time)
}

/// Makes `Date` and `performance.now` of a page follow the script; runs before any script of the page. Both move
/// together when the script travels, only `Date` moves when somebody sets the tablet's clock.
#[must_use]
pub fn page_script(shift_ms: i64) -> String {
    format!("({SCRIPT})({shift_ms})")
}

const SCRIPT: &str = r"(shift) => {
  if (globalThis.__script_clock) return;
  const clock = globalThis.__script_clock = { shift, travelled: 0 };
  const RealDate = Date;
  const realNow = performance.now.bind(performance);
  globalThis.Date = class Date extends RealDate {
    constructor(...args) { if (args.length) super(...args); else super(RealDate.now() + clock.shift); }
    static now() { return RealDate.now() + clock.shift; }
  };
  performance.now = () => realNow() + clock.travelled;
}";

/// Moves the clocks of a page that is open. Arguments: new shift, whether time itself passed.
pub const MOVE_SCRIPT: &str = r"
  const clock = globalThis.__script_clock;
  if (!clock) return;
  if (arguments[1]) clock.travelled += arguments[0] - clock.shift;
  clock.shift = arguments[0];
";

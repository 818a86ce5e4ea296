//! Registration and admission (3.3, R-CAP): who gets a seat is decided here and nowhere else, under the lock of the
//! session, in one transaction with everything that follows from it: roster, own records, notices, audit.
//!
//! Locks are taken in one order by everybody: session, course, then all persons concerned at once. The person's lock is
//! what keeps two sessions at the same time from both admitting them (R-CAP 5).

mod admission_view;
mod admitting;
mod assigning;
mod deciding_leave;
mod judging;
mod leaving;
mod namesakes;
mod notify;
mod publishing;
mod register;
mod seating;
mod settling;
pub(super) mod words;

pub use admission_view::admission;
pub use admitting::decide;
pub use assigning::{assign, staff};
pub use deciding_leave::decide_leave;
pub(super) use judging::judge;
pub use leaving::{decline, leave};
pub(super) use namesakes::namesakes;
pub use publishing::publish;
pub use register::register;
pub use settling::settle_session;
pub(super) use settling::{settle_elsewhere, settle_in};
pub(super) use words::no_school;

//! Texts of the check-in screen, enrolment and the readiness check.

use super::messages;

messages! {
    title() { zh: "簽到", en: "Check-in" }
}

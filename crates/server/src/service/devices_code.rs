//! One-time enrolment codes: read aloud or typed from a screen, so short and without look-alikes.

use yanxi_domain::{
    ids::{AccountId, CourseId, DeviceId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    api::{EnrolmentCode, NewEnrolmentCode},
    scope::Scope,
};

use crate::{
    actor::Actor,
    failure::Failure,
    service::{office_audit::entry, token},
    state::AppState,
    store::{CodeRow, WriteTx},
};

/// 40 bits; with the limit on attempts and the short life, guessing is hopeless.
const LENGTH: usize = 8;
/// Long enough to walk to the tablet, short enough that a noted code is worthless.
const LIFE_MINUTES: i64 = 15;

/// A code as typed: case, spaces and dashes do not matter.
#[must_use]
pub fn normalise(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Hash under which a code is kept.
#[must_use]
pub fn code_hash(normalised: &str) -> [u8; 32] {
    token::hash(&format!("enrolment code {normalised}"))
}

/// Makes a code for a tablet of the course.
///
/// # Errors
/// 403 unless the caller organises the course; 404 when a session or the device to replace is not the course's.
pub async fn new_enrolment_code(
    state: &AppState,
    actor: &Actor,
    course: CourseId,
    body: &NewEnrolmentCode,
) -> Result<EnrolmentCode, Failure> {
    let account = actor.organiser_of(course)?;
    if body.sessions.is_empty() {
        let reason = "請至少選擇一個場次，再產生啟用碼。";
        return Err(Failure::invalid("no_sessions", "a code needs at least one session", reason));
    }
    let mut tx = state.store.write(&[Scope::Course(course)]).await?;
    let own: Vec<SessionId> = tx.sessions_of_course(course).await?.iter().map(|s| s.id).collect();
    if !body.sessions.iter().all(|session| own.contains(session)) {
        return Err(Failure::not_found());
    }
    if let Some(device) = body.replaces {
        let known = tx.device_ledger(device).await?;
        if known.is_none_or(|ledger| ledger.course != course) {
            return Err(Failure::not_found());
        }
    }
    let code = issue(&mut tx, account.id, course, &body.sessions, body.replaces, state.clock.now()).await?;
    let detail = serde_json::json!({ "sessions": body.sessions, "replaces": body.replaces });
    tx.audit(&entry(state, account.id, "new_enrolment_code", format!("course:{course}"), detail)).await?;
    tx.commit().await?;
    Ok(code)
}

/// Keeps a new code in the given transaction.
///
/// # Errors
/// When the database does not answer or there is no randomness.
pub(super) async fn issue(
    tx: &mut WriteTx,
    created_by: AccountId,
    course: CourseId,
    sessions: &[SessionId],
    replaces: Option<DeviceId>,
    now: Timestamp,
) -> Result<EnrolmentCode, Failure> {
    let code = token::new_code(LENGTH)?;
    let expires_at = now.plus_minutes(LIFE_MINUTES);
    let row =
        CodeRow { course, sessions: sessions.to_vec(), replaces, created_by, expires_at, used_at: None };
    tx.put_enrolment_code(&code_hash(&code), &row, now).await?;
    Ok(EnrolmentCode { code, expires_at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_eight_symbols_without_look_alikes() {
        for _ in 0..200 {
            let code = token::new_code(LENGTH).unwrap();
            assert_eq!(code.len(), 8);
            assert!(!code.contains(['0', 'O', '1', 'I']), "{code}");
            assert_eq!(normalise(&code), code);
        }
    }

    #[test]
    fn case_spaces_and_dashes_do_not_matter() {
        assert_eq!(normalise(" ab3d-xy 9z "), "AB3DXY9Z");
    }
}

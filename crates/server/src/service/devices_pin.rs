//! Operator PINs: slow verifiers that tablets check offline.

use pbkdf2::pbkdf2_hmac;
use sha2::Sha256;
use yanxi_domain::ids::SessionId;
use yanxi_protocol::{
    api::{OperatorPin, SetPin},
    docs::PinVerifier,
    scope::Scope,
};

use crate::{actor::Actor, failure::Failure, service::office_audit::entry, state::AppState};

/// Rounds a tablet repeats at each unlocking: about 100 ms on a weak one. More would not save a four-digit PIN from
/// somebody who copies the storage; five tries and then a lock are what keeps honest hands apart.
const ROUNDS: u32 = 20_000;
const KEY_BYTES: usize = 32;
const SALT_BYTES: usize = 16;
/// Digits of a PIN made here.
const DIGITS: u32 = 6;

/// Makes the verifier of a PIN with a fresh salt.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn verifier(pin: &str) -> Result<PinVerifier, Failure> {
    let mut salt = [0_u8; SALT_BYTES];
    getrandom::fill(&mut salt).map_err(|error| Failure::internal(&error.to_string()))?;
    Ok(derive(pin, &salt))
}

/// Makes the verifier of a PIN with this salt.
#[must_use]
pub fn derive(pin: &str, salt: &[u8]) -> PinVerifier {
    let mut key = [0_u8; KEY_BYTES];
    pbkdf2_hmac::<Sha256>(pin.as_bytes(), salt, ROUNDS, &mut key);
    PinVerifier { salt: hex(salt), rounds: ROUNDS, hash: hex(&key) }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A PIN nobody would try first: six digits, no plain sequence.
fn new_pin() -> Result<String, Failure> {
    loop {
        let mut bytes = [0_u8; 8];
        getrandom::fill(&mut bytes).map_err(|error| Failure::internal(&error.to_string()))?;
        let number = u64::from_le_bytes(bytes) % 10_u64.pow(DIGITS);
        let pin = format!("{number:06}");
        if !is_easy(&pin) {
            return Ok(pin);
        }
    }
}

/// One digit repeated, or digits in a row.
fn is_easy(pin: &str) -> bool {
    let steps = || pin.as_bytes().windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0]));
    [0, 1, -1].iter().any(|step| steps().all(|s| s == *step))
}

/// Makes an account an operator of `session` with this PIN, or a new one. Sessions of the same course the account works in already
/// get the same PIN: one person, one PIN a course.
///
/// # Errors
/// 403 unless the caller organises the session's course; `pin_shape` unless it is four to eight digits; 404 for an
/// unknown account; `operator_inactive` for one that is disabled or closed.
pub async fn set_pin(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &SetPin,
) -> Result<OperatorPin, Failure> {
    let organiser = actor.organiser_of_session(session)?;
    let pin = match &body.pin {
        Some(pin) => pin.clone(),
        None => new_pin()?,
    };
    let digits = pin.chars().all(|c| c.is_ascii_digit());
    if !digits || !(4..=8).contains(&pin.len()) {
        let reason = "PIN 須為 4 至 8 位數字。原有的 PIN 沒有變更，請重新輸入。";
        return Err(Failure::invalid("pin_shape", "a PIN has four to eight digits", reason));
    }
    let verifier = verifier(&pin)?;
    let mut tx = state.store.write(&[]).await?;
    let Some(found) = tx.session(session).await? else { return Err(Failure::not_found()) };
    if tx.account_name(body.account).await?.is_none() {
        return Err(Failure::not_found());
    }
    if !tx.is_active(body.account).await? {
        let reason = "此帳號已停用，不能擔任場地簽到人員。資料沒有變更，請另選一人。";
        return Err(Failure::conflict("operator_inactive", "the account is not in use", reason));
    }
    let sessions: Vec<SessionId> = tx.sessions_of_course(found.course).await?.iter().map(|s| s.id).collect();
    let mut scopes: Vec<Scope> = sessions.iter().map(|id| Scope::Crew(*id)).collect();
    scopes.push(Scope::Course(found.course));
    tx.lock(&scopes).await?;
    for id in &sessions {
        // The named session always; the others only where the account works already.
        let works = tx.operators(*id).await?.iter().any(|operator| operator.id == body.account);
        if works || *id == session {
            tx.put_operator(*id, body.account, Some(&verifier)).await?;
            tx.grant(body.account, "venue_staff", id.0).await?;
            tx.publish_operators(*id).await?;
        }
    }
    tx.publish_account_name(found.course, body.account).await?;
    let detail = serde_json::json!({ "operator": body.account });
    tx.audit(&entry(state, organiser.id, "set_pin", format!("session:{session}"), detail)).await?;
    tx.commit().await?;
    Ok(OperatorPin { pin })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verifier_is_plain_pbkdf2_hmac_sha256() {
        // Computed with Python's hashlib.pbkdf2_hmac("sha256", b"2468", b"salt", 20000).
        let verifier = derive("2468", b"salt");
        assert_eq!(verifier.salt, "73616c74");
        assert_eq!(verifier.hash, "1c6d42f6034f1e24f955f336ed8a0ea2f90ff7adb4a23ca9e9ff3c21647f6842");
    }

    #[test]
    fn a_pin_made_here_is_six_digits_and_not_the_first_that_is_tried() {
        assert!(is_easy("000000") && is_easy("123456") && is_easy("987654"));
        assert!(!is_easy("112233") && !is_easy("482913"));
        let pin = new_pin().unwrap();
        assert!(pin.len() == 6 && pin.chars().all(|c| c.is_ascii_digit()), "{pin}");
    }

    #[test]
    fn one_pin_never_gives_the_same_verifier_twice() {
        let (one, two) = (verifier("2468").unwrap(), verifier("2468").unwrap());
        assert_ne!(one.salt, two.salt);
        assert_ne!(one.hash, two.hash);
    }
}

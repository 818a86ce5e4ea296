//! Codes of authenticator apps (RFC 6238): SHA-1, six digits, 30 seconds, what every app understands.

use totp_rs::{Builder, Secret, Totp};
use yanxi_domain::time::Timestamp;

use crate::failure::Failure;

/// Bytes of a secret; RFC 4226 recommends 160 bits.
pub const SECRET: usize = 20;
/// Time steps before and after the present one that are taken: clocks of phones differ, people type slowly (RFC 6238, 5.2).
const STEPS_AROUND: u16 = 1;
/// Who the code is for, as the app shows it.
const ISSUER: &str = "研習";

/// A new secret.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn new_secret() -> Result<[u8; SECRET], Failure> {
    let mut secret = [0_u8; SECRET];
    getrandom::fill(&mut secret).map_err(|error| Failure::internal(&error.to_string()))?;
    Ok(secret)
}

/// The time step a code belongs to, if it is one of this secret around `now`. The caller takes each step only once.
///
/// # Errors
/// When the stored secret is not one.
pub fn step_of(secret: &[u8], code: &str, now: Timestamp) -> Result<Option<i64>, Failure> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    // Before 1970 there were no codes.
    let Ok(seconds) = u64::try_from(now.0.div_euclid(1_000)) else { return Ok(None) };
    let step = generator(secret, "")?.check(&digits, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// What the QR code holds, and the secret alone for typing.
///
/// # Errors
/// When the login name cannot stand in the address.
pub fn for_app(secret: &[u8; SECRET], login: &str) -> Result<(String, String), Failure> {
    let generator = generator(secret, login)?;
    let otpauth = generator.to_url().map_err(|_| Failure::internal("the otpauth address"))?;
    Ok((otpauth, generator.secret().to_base32()))
}

fn generator(secret: &[u8], login: &str) -> Result<Totp, Failure> {
    let generator = Builder::new()
        .with_secret(Secret::from(secret))
        .with_skew(STEPS_AROUND)
        .with_issuer(Some(ISSUER))
        .with_account_name(login)
        .build();
    // The error's own text may show the secret.
    generator.map_err(|_| Failure::internal("a secret for one-time codes is not usable"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, SHA-1; the last six of the eight digits there.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        let cases = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, code) in cases {
            let at = |seconds: i64| step_of(secret, code, Timestamp(seconds * 1_000)).unwrap();
            let step = seconds / 30;
            assert_eq!(at(seconds), Some(step));
            assert_eq!((at(seconds - 30), at(seconds + 30)), (Some(step), Some(step)), "one step around");
            assert_eq!((at(seconds - 60), at(seconds + 60)), (None, None), "not two");
        }
        let typed = step_of(secret, " 287 082 ", Timestamp(59_000)).unwrap();
        assert_eq!(typed, Some(1), "as people type it");
        for wrong in ["", "28708", "2870820", "abcdef", "２８７０８２"] {
            assert_eq!(step_of(secret, wrong, Timestamp(59_000)).unwrap(), None, "{wrong}");
        }
    }

    #[test]
    fn the_app_gets_everything_it_needs() {
        let (otpauth, secret) = for_app(b"12345678901234567890", "王.小明").unwrap();
        assert_eq!(secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(otpauth.starts_with("otpauth://totp/"), "{otpauth}");
        assert!(otpauth.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{otpauth}");
        assert!(otpauth.contains("issuer=%E7%A0%94%E7%BF%92"), "{otpauth}");
    }
}

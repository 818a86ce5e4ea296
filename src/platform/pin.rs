//! PIN verification: PBKDF2-HMAC-SHA256. In the program rather than from the browser, whose own one is missing on
//! plain `http` addresses of a local network.

use pbkdf2::pbkdf2_hmac;
use sha2::Sha256;

/// Longest derived key that is compared, bytes.
const LONGEST_KEY: usize = 64;

/// Whether `pin` derives the hex key `hash` under the hex `salt`. Malformed hex never matches.
#[must_use]
pub fn verifies(pin: &str, salt: &str, rounds: u32, hash: &str) -> bool {
    let (Some(salt), Some(expected)) = (from_hex(salt), from_hex(hash)) else { return false };
    if expected.is_empty() || expected.len() > LONGEST_KEY || rounds == 0 {
        return false;
    }
    let mut derived = vec![0; expected.len()];
    pbkdf2_hmac::<Sha256>(pin.as_bytes(), &salt, rounds, &mut derived);
    // All bytes are looked at whatever the first difference.
    derived.iter().zip(&expected).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(text.get(i..i + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 7914, section 11: PBKDF2-HMAC-SHA256 with "passwd", "salt", 1 round.
    const SALT: &str = "73616c74";
    const KEY: &str = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc";

    #[test]
    fn the_published_vector_verifies_and_its_neighbours_do_not() {
        assert!(verifies("passwd", SALT, 1, KEY));
        assert!(!verifies("passwe", SALT, 1, KEY));
        assert!(!verifies("passwd", SALT, 2, KEY));
        assert!(!verifies("passwd", "73616c75", 1, KEY));
    }

    #[test]
    fn malformed_verifiers_match_nothing() {
        assert!(!verifies("", "", 1, ""));
        assert!(!verifies("1234", SALT, 1, "zz"));
        assert!(!verifies("1234", SALT, 0, "00"));
    }
}

//! Random tokens for cookies and codes; the database keeps only hashes of them.

use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// 256 random bits as hex.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn new_token() -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Failure::internal(&error.to_string()))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What the database keeps of a token. A plain hash is enough for 256 random bits.
#[must_use]
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

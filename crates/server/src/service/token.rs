//! Random tokens for cookies and codes; the database keeps only hashes of them.

use sha2::{Digest, Sha256};

use crate::failure::Failure;

/// Symbols of a code that people read and type: no 0/O, no 1/I. 32 of them, so five random bits make one without bias.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A fresh code of `symbols` symbols, five random bits each.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn new_code(symbols: usize) -> Result<String, Failure> {
    let mut bytes = vec![0_u8; symbols];
    getrandom::fill(&mut bytes).map_err(|error| Failure::internal(&error.to_string()))?;
    Ok(bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32))).map(|b| char::from(*b)).collect())
}

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

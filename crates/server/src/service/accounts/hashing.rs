//! Hashing passwords: slow on purpose, so on threads of its own (ADR 0018).

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::phc::PasswordHash,
};
use tokio::{sync::Semaphore, task};

use crate::failure::Failure;

/// Memory of one hash in KiB: 19 MiB, the smallest of the equal choices OWASP names for argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over the memory, as OWASP pairs it with that size.
const PASSES: u32 = 2;
/// Lanes, as OWASP pairs it with that size.
const LANES: u32 = 1;
/// Bytes of salt.
const SALT: usize = 16;
/// Hashes at the same time: bounds the memory (about 76 MiB) and leaves cores for check-in while a whole school logs in.
const AT_ONCE: usize = 4;
/// Stands in where there is no password to compare with, so that it takes as long.
const NO_SALT: [u8; SALT] = [0; SALT];

/// Hashes and compares passwords; clones share the limit.
#[derive(Clone, Debug)]
pub struct Hashing(Arc<Semaphore>);

impl Default for Hashing {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Hashing {
    /// A PHC string (`$argon2id$v=19$m=…`) of a normalised password.
    ///
    /// # Errors
    /// When there is no randomness or no memory.
    pub async fn hash(&self, password: String) -> Result<String, Failure> {
        self.run(move || {
            let mut salt = [0_u8; SALT];
            getrandom::fill(&mut salt).map_err(|error| error.to_string())?;
            hash_with(&password, &salt)
        })
        .await
    }

    /// Whether a normalised password belongs to a stored hash. Without one it is `false` after the same work, so that
    /// time does not tell which accounts exist.
    ///
    /// # Errors
    /// When the stored hash cannot be read, or there is no memory.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, Failure> {
        self.run(move || {
            let Some(stored) = stored else {
                hash_with(&password, &NO_SALT)?;
                return Ok(false);
            };
            let stored = PasswordHash::new(&stored).map_err(|error| error.to_string())?;
            // Parameters come from the stored hash: older ones stay readable when the constants grow.
            Ok(argon2()?.verify_password(password.as_bytes(), &stored).is_ok())
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, String> + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = Arc::clone(&self.0).acquire_owned().await;
        let turn = turn.map_err(|error| Failure::internal(&error.to_string()))?;
        let done = task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        });
        let result = done.await.map_err(|_| Failure::internal("hashing a password panicked"))?;
        result.map_err(|cause| Failure::internal(&format!("hashing a password: {cause}")))
    }
}

fn argon2() -> Result<Argon2<'static>, String> {
    let parameters = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| error.to_string())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

fn hash_with(password: &str, salt: &[u8; SALT]) -> Result<String, String> {
    let hash = argon2()?.hash_password_with_salt(password.as_bytes(), salt);
    hash.map(|hash| hash.to_string()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_names_its_parameters_and_fits_its_password_only() {
        let hashing = Hashing::default();
        let stored = hashing.hash("correct horse".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(hashing.verify("correct horse".into(), Some(stored.clone())).await.unwrap());
        assert!(!hashing.verify("correct horsf".into(), Some(stored.clone())).await.unwrap());
        assert_ne!(hashing.hash("correct horse".into()).await.unwrap(), stored, "salted");
        assert!(!hashing.verify("correct horse".into(), None).await.unwrap());
        assert!(hashing.verify("correct horse".into(), Some("no hash".into())).await.is_err());
    }
}

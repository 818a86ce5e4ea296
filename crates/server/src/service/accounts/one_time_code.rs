//! Codes that are shown once and work once: first login, reset, recovery.

use yanxi_domain::{ids::AccountId, time::Timestamp};
use yanxi_protocol::accounts::OneTimeCode;

use crate::{
    failure::Failure,
    service::{devices_code::normalise, token},
    store::WriteTx,
};

/// Symbols of a code for the first login or after a reset: 60 bits, short enough to read over the telephone.
const ONE_TIME_SYMBOLS: usize = 12;
/// A day: the person may only be in tomorrow morning.
const ONE_TIME_HOURS: i64 = 24;
/// Symbols of a recovery code: 80 bits, because it lives for years and only its plain hash is kept.
const RECOVERY_SYMBOLS: usize = 16;
/// Recovery codes at a time.
pub const RECOVERY_CODES: usize = 10;
/// Written in groups, as people read them.
const GROUP: usize = 4;

/// Keeps a new one-time code for an account; its password is gone from now on.
///
/// # Errors
/// When the database does not answer or there is no randomness.
pub async fn issue(tx: &mut WriteTx, account: AccountId, now: Timestamp) -> Result<OneTimeCode, Failure> {
    let code = token::new_code(ONE_TIME_SYMBOLS)?;
    let expires_at = now.plus_minutes(60 * ONE_TIME_HOURS);
    tx.put_one_time_code(account, &one_time_hash(account, &code), expires_at).await?;
    Ok(OneTimeCode { code: grouped(&code), expires_at })
}

/// New recovery codes for an account; those it had no longer count.
///
/// # Errors
/// When the database does not answer or there is no randomness.
pub async fn issue_recovery(tx: &mut WriteTx, account: AccountId) -> Result<Vec<String>, Failure> {
    tx.forget_recovery_codes(account).await?;
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = token::new_code(RECOVERY_SYMBOLS)?;
        tx.put_recovery_code(account, &recovery_hash(account, &code)).await?;
        codes.push(grouped(&code));
    }
    Ok(codes)
}

/// Hash under which a one-time code is kept, however it is typed.
pub fn one_time_hash(account: AccountId, typed: &str) -> [u8; 32] {
    token::hash(&format!("one-time code {account} {}", normalise(typed)))
}

/// Hash under which a recovery code is kept, however it is typed.
pub fn recovery_hash(account: AccountId, typed: &str) -> [u8; 32] {
    token::hash(&format!("recovery code {account} {}", normalise(typed)))
}

/// Whether what was typed has the length of a recovery code, not of an app's.
pub fn looks_like_recovery(typed: &str) -> bool {
    normalise(typed).len() == RECOVERY_SYMBOLS
}

fn grouped(code: &str) -> String {
    let symbols: Vec<char> = code.chars().collect();
    symbols.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_shown_in_groups_and_read_without() {
        let account = AccountId(uuid::Uuid::from_u128(1));
        assert_eq!(grouped("ABCDEFGH2345"), "ABCD-EFGH-2345");
        assert_eq!(one_time_hash(account, " abcd-efgh 2345"), one_time_hash(account, "ABCDEFGH2345"));
        assert_ne!(one_time_hash(account, "ABCD"), recovery_hash(account, "ABCD"));
        assert!(looks_like_recovery("ABCD-EFGH-2345-6789") && !looks_like_recovery("123 456"));
    }
}

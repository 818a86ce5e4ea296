//! Accounts that log in themselves (R-ACC, S0-07): password and second factor, own sessions, one-time codes; and how
//! administrators open and end them.

mod attempts;
mod authority;
mod common_passwords;
pub mod create;
mod enter;
mod hashing;
mod list;
mod login_name;
mod manage;
mod one_time_code;
mod own;
pub mod passkeys;
mod password;
mod policy;
pub mod relying_party;
mod renew;
mod reset;
mod second_factor;
pub mod sweep;
mod totp;

pub use attempts::LogInAttempts;
pub use enter::{Caller, Entered, first_log_in, log_in};
pub use hashing::Hashing;
pub use list::list;
pub use login_name::key as login_key;
pub use manage::{confirm as confirm_accounts, open, set_roles, set_state};
pub use own::{access, change_password, logout_everywhere, revoke_session};
pub use policy::{confirmation_over, school_year};
pub use renew::{new_recovery_codes, rebind};
pub use reset::reset_access;
pub use second_factor::{confirm, start};

use crate::failure::Failure;

/// The account has no login name (demo people): nothing here concerns it.
fn no_login() -> Failure {
    let reason = "此帳號沒有登入名稱，不能設定密碼或雙因子。資料沒有變更；若有需要，請洽系統管理員。";
    Failure::conflict("no_login", "the account has no login name", reason)
}

//! Texts about accounts; one file a screen, this one for what they share.

use super::messages;

pub mod administration;
pub mod audit;
pub mod first_login;
pub mod login;
pub mod own;
pub mod passkey;
pub mod second_factor;

messages! {
    /// account_personal of section 13.2 (S3-14).
    account_personal() {
        zh: "業務帳號為個人資料，請勿交接或沿用他人帳號",
        en: "An account belongs to one person: never hand it over or go on using somebody else's",
    }
    login_name() { zh: "登入名稱", en: "Login name" }
    login_name_missing() { zh: "請輸入登入名稱", en: "Enter the login name" }
    new_password() { zh: "新密碼", en: "New password" }
    new_password_hint() {
        zh: "至少 12 個字，可以用中文或一整句話；不必混用符號",
        en: "At least 12 characters; a whole sentence is fine, no special signs needed",
    }
    repeat_password() { zh: "再輸入一次新密碼", en: "The new password once more" }
    password_short(n: usize) {
        zh: "目前 {n} 個字，至少需要 12 個字",
        en: "At least 12 characters; so far: {n}",
    }
    password_differs() { zh: "兩次輸入的密碼不同，請重新輸入", en: "The two passwords differ" }
    needs_network() {
        zh: "登入需要連上伺服器。這台裝置上的紀錄沒有改變；連上網路後再按一次。",
        en: "Signing in needs the server. Nothing on this device has changed; try again with a network.",
    }
    code_missing() { zh: "請輸入驗證碼", en: "Enter the code" }
    cancel() { zh: "取消", en: "Cancel" }
    loading() { zh: "正在向伺服器查詢…", en: "Asking the server…" }
    try_again() { zh: "再試一次", en: "Try again" }
}

//! Texts of `/login`.

use crate::i18n::messages;

messages! {
    title() { zh: "登入", en: "Log in" }
    lead() { zh: "請用您本人的業務帳號登入。", en: "Log in with your own account." }
    password() { zh: "密碼", en: "Password" }
    password_missing() { zh: "請輸入密碼", en: "Enter the password" }
    submit() { zh: "登入", en: "Log in" }
    second_title() { zh: "雙因子驗證", en: "Second factor" }
    second_lead(login: &str) {
        zh: "「{login}」的密碼正確。請再輸入驗證 App 目前顯示的驗證碼。",
        en: "The password of “{login}” is right. Now enter the code your authenticator app shows.",
    }
    passkey_lead(login: &str) {
        zh: "「{login}」的密碼正確。請再用通行密鑰驗證。",
        en: "The password of “{login}” is right. Now show your passkey.",
    }
    either_lead(login: &str) {
        zh: "「{login}」的密碼正確。請再用通行密鑰驗證，或輸入驗證 App 目前顯示的驗證碼。",
        en: "The password of “{login}” is right. Now show your passkey, or enter the code your authenticator app shows.",
    }
    use_passkey() { zh: "用通行密鑰驗證", en: "Use a passkey" }
    recovery_code() { zh: "備用碼", en: "Recovery code" }
    recovery_hint() {
        zh: "通行密鑰不在身邊時，輸入一組備用碼",
        en: "Without the passkey, one of the recovery codes",
    }
    second_code() { zh: "驗證碼", en: "Code" }
    second_hint() {
        zh: "驗證 App 的 6 位數字；手機不在身邊時，可輸入一組備用碼",
        en: "Six digits of the app; without the phone, one of the recovery codes",
    }
    start_over() { zh: "換一個帳號", en: "Use another account" }
    first_time() { zh: "第一次登入，或密碼已重設？", en: "First time, or was the password reset?" }
    to_first_login() { zh: "用一次性登入碼設定密碼", en: "Set a password with the one-time code" }
    forgotten() {
        zh: "忘記密碼，或手機、通行密鑰與備用碼都不在了：請洽貴單位的管理者重設。沒有帳號的人，也請洽單位管理者開設。",
        en: "Forgotten the password, or lost phone, passkeys and recovery codes: ask your organisation's administrator for a reset. Administrators also open accounts.",
    }
    already(name: &str) { zh: "目前以{name}登入。", en: "Signed in as {name}." }
    go_on() { zh: "繼續", en: "Continue" }
}

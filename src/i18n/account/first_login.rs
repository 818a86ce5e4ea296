//! Texts of `/first-login`.

use crate::i18n::messages;

messages! {
    title() { zh: "第一次登入", en: "First login" }
    steps() { zh: "步驟", en: "Steps" }
    step_of(n: usize, of: usize, name: &str) { zh: "第 {n} 步，共 {of} 步：{name}", en: "Step {n} of {of}: {name}" }
    step_password() { zh: "設定密碼", en: "Choose a password" }
    step_bind() { zh: "綁定驗證 App", en: "Bind an authenticator app" }
    step_codes() { zh: "保存備用碼", en: "Keep the recovery codes" }
    lead_password() {
        zh: "請向單位管理者索取登入名稱與一次性登入碼。登入碼 24 小時內有效，只能用一次。",
        en: "Your administrator gives you a login name and a one-time code. It is valid for 24 hours and works once.",
    }
    one_time_code() { zh: "一次性登入碼", en: "One-time code" }
    one_time_code_hint() {
        zh: "12 個字元，大小寫、空格與連字號不影響",
        en: "12 characters; case, spaces and dashes do not matter",
    }
    one_time_code_missing() { zh: "請輸入 12 個字元的一次性登入碼", en: "Enter the code of 12 characters" }
    submit() { zh: "設定密碼並登入", en: "Set the password and log in" }
    lead_bind() {
        zh: "您的帳號可以處理他人資料，所以除了密碼，還要手機上的驗證 App。綁定前只能看自己的紀錄。",
        en: "Your account handles other people's data, so it needs an authenticator app beside the password. Until it is bound you only see your own records.",
    }
    start_bind() { zh: "顯示 QR 碼", en: "Show the QR code" }
    later() { zh: "稍後再綁定", en: "Bind later" }
    lead_codes() { zh: "驗證 App 已綁定。最後請保存備用碼。", en: "The app is bound. Last, keep the recovery codes." }
    finish() { zh: "完成，開始使用", en: "Done, start working" }
    tick_first() { zh: "請先保存備用碼並勾選「已保存」", en: "Keep the codes and tick the box first" }
    reset_done() {
        zh: "新密碼已設定。此帳號原已綁定驗證 App，請用新密碼與驗證碼登入。",
        en: "The new password is set. An app is bound already: log in with the new password and a code.",
    }
    to_login() { zh: "前往登入", en: "To the login" }
    have_password() { zh: "已經有密碼了", en: "I have a password already" }
}

//! Texts of `/first-login`.

use crate::i18n::messages;

messages! {
    title() { zh: "第一次登入", en: "First login" }
    steps() { zh: "步驟", en: "Steps" }
    step_of(n: usize, of: usize, name: &str) { zh: "第 {n} 步，共 {of} 步：{name}", en: "Step {n} of {of}: {name}" }
    step_password() { zh: "設定密碼", en: "Choose a password" }
    step_bind() { zh: "綁定雙因子", en: "Bind a second factor" }
    step_codes() { zh: "保存備用碼", en: "Keep the recovery codes" }
    lead_password() {
        zh: "登入名稱與一次性登入碼由貴單位的管理者在開設帳號或重設密碼時交給您；登入碼 24 小時內有效，只能用一次，過期請管理者重新產生。全系統的第一個帳號，由安裝主機的人用指令產生。",
        en: "The administrator of your organisation hands you a login name and a one-time code when opening the account or resetting the password. The code is valid for 24 hours and works once; ask for a new one afterwards. The very first account comes from whoever runs the server.",
    }
    one_time_code() { zh: "一次性登入碼", en: "One-time code" }
    one_time_code_hint() {
        zh: "12 個字元，大小寫、空格與連字號不影響",
        en: "12 characters; case, spaces and dashes do not matter",
    }
    one_time_code_missing() { zh: "請輸入 12 個字元的一次性登入碼", en: "Enter the code of 12 characters" }
    submit() { zh: "設定密碼並登入", en: "Set the password and log in" }
    lead_bind() {
        zh: "您的帳號可以處理他人資料，所以登入時除了密碼，還要第二個憑據（雙因子），別人只知道密碼也進不來。綁定前只能看自己的紀錄。",
        en: "Your account handles other people's data, so logging in takes a second factor beside the password: the password alone lets nobody in. Until one is bound you only see your own records.",
    }
    about_app() {
        zh: "驗證 App：裝在手機上的免費程式（例如 Google Authenticator、Microsoft Authenticator），每 30 秒顯示一組新的 6 位數字。",
        en: "An authenticator app is a free program on your phone (such as Google Authenticator or Microsoft Authenticator) that shows six new digits every 30 seconds.",
    }
    about_passkey() {
        zh: "通行密鑰：用這台電腦或手機的指紋、臉部或 PIN 碼，或一支安全金鑰，不必輸入驗證碼。",
        en: "A passkey is the fingerprint, face or PIN of this computer or phone, or a security key; there is no code to type.",
    }
    start_bind() { zh: "顯示 QR 碼", en: "Show the QR code" }
    start_passkey() { zh: "使用通行密鑰", en: "Use a passkey" }
    later() { zh: "稍後再綁定", en: "Bind later" }
    lead_codes() { zh: "雙因子已綁定。最後請保存備用碼。", en: "The second factor is bound. Last, keep the recovery codes." }
    finish() { zh: "完成，開始使用", en: "Done, start working" }
    tick_first() { zh: "請先保存備用碼並勾選「已保存」", en: "Keep the codes and tick the box first" }
    reset_done() {
        zh: "新密碼已設定。此帳號原已綁定雙因子，請用新密碼登入。",
        en: "The new password is set. A second factor is bound already: log in with the new password.",
    }
    to_login() { zh: "前往登入", en: "To the login" }
    have_password() { zh: "已經有密碼了", en: "I have a password already" }
}

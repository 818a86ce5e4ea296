//! Texts several screens share; the fixed ones of section 13.2.

use super::messages;

messages! {
    /// Product name.
    product_name() { zh: "研習", en: "Yanxi" }
    saved_local() { zh: "已存於本機", en: "Saved on this device" }
    sign_in() { zh: "簽到", en: "Sign in" }
    sign_out() { zh: "簽退", en: "Sign out" }
    offline_bar(saved: u64, unsent: u64) {
        zh: "離線｜本機已存 {saved} 筆｜未上傳 {unsent} 筆",
        en: "Offline | {saved} saved here | {unsent} unsent",
    }
    online_bar(time: &str) { zh: "連線中｜已全部上傳（{time}）", en: "Online | all sent ({time})" }
    upload_now() { zh: "立即上傳", en: "Send now" }
}

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
    page_not_found() { zh: "沒有這個網址。請回到首頁重新選擇。", en: "There is no such address. Go back to the start." }
    to_start() { zh: "回首頁", en: "To the start" }
    page_not_fetched() { zh: "這一頁還沒有下載到這台裝置", en: "This page is not on this device yet" }
    page_not_fetched_text() {
        zh: "現在連不上伺服器。已記錄的資料都在這台裝置上，沒有遺失。連上網路後請重新載入。",
        en: "The server cannot be reached. What was recorded is on this device, nothing is lost. Reload with a network.",
    }
    reload() { zh: "重新載入", en: "Reload" }
    /// After a big number of people.
    people_unit() { zh: "人", en: "" }
    /// After a big number of entries.
    entries_unit() { zh: "筆", en: "" }
    span_seconds(seconds: &str) { zh: "{seconds} 秒", en: "{seconds} s" }
    span_minutes(minutes: u64, seconds: u64) { zh: "{minutes} 分 {seconds} 秒", en: "{minutes} min {seconds} s" }
    span_hours(hours: u64, minutes: u64, seconds: u64) {
        zh: "{hours} 小時 {minutes} 分 {seconds} 秒",
        en: "{hours} h {minutes} min {seconds} s",
    }
    clock_slow(span: &str) { zh: "慢 {span}", en: "{span} slow" }
    clock_fast(span: &str) { zh: "快 {span}", en: "{span} fast" }
    clock_right() { zh: "準確", en: "right" }
    upload_now() { zh: "立即上傳", en: "Send now" }
}

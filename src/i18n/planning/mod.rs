//! Texts of planning; one file a screen, this one for what they share.

use super::messages;

pub mod editor;
pub mod fields;
pub mod findings;
pub mod list;
pub mod review;

messages! {
    standing_draft() { zh: "草稿", en: "Draft" }
    standing_returned() { zh: "退回修正", en: "Returned" }
    standing_submitted() { zh: "待核准", en: "Awaiting approval" }
    standing_approved() { zh: "已核准", en: "Approved" }
    standing_announced() { zh: "已公告", en: "Announced" }
    standing_amendment_draft() { zh: "修正中", en: "Being amended" }
    standing_amendment_submitted() { zh: "修正待核准", en: "Amendment awaiting approval" }
    next_draft() { zh: "填寫後送審", en: "Fill in, then submit" }
    next_returned() { zh: "依意見修正後再送審", en: "Correct as commented, then submit again" }
    next_submitted() { zh: "等候核准", en: "Waits for the approver" }
    next_submitted_mine() { zh: "請審閱並核准或退回", en: "Please read, then approve or return" }
    next_approved() { zh: "可以公告", en: "Ready to be announced" }
    next_announced() { zh: "已開放報名", en: "Open for registration" }
    next_amendment_draft() { zh: "修正送審前，已核准的版本繼續有效", en: "The approved version stays in force until this is approved" }
    back_to_list() { zh: "全部計畫", en: "All plans" }
    open_editor() { zh: "編輯計畫", en: "Edit plan" }
    open_review() { zh: "審閱", en: "Review" }
    open_print() { zh: "列印計畫", en: "Print plan" }
    untitled() { zh: "（未命名的計畫）", en: "(untitled plan)" }
    loading() { zh: "正在取得計畫…", en: "Fetching the plan…" }
    not_seen() {
        zh: "目前離線，這份計畫沒有在這台裝置上開啟過，所以看不到。連上網路後請再試一次；已輸入的內容都還在。",
        en: "Offline, and this plan was never opened on this device. Try again with a network; nothing you typed is lost.",
    }
    seen_offline() {
        zh: "目前離線，這是這台裝置上次看到的內容。可以繼續撰寫，連上網路後會送到伺服器；送審、核准與公告要連上網路才能辦理。",
        en: "Offline: this is the plan as last seen on this device. Go on writing, it is sent when there is a network; submitting, approving and announcing need one.",
    }
    try_again() { zh: "再試一次", en: "Try again" }
    course_n(n: usize) { zh: "課程 {n}", en: "Course {n}" }
    school_year(year: u16) { zh: "{year} 學年度", en: "School year {year} (ROC)" }
}

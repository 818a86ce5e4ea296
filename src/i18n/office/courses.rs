//! Texts of the list of own courses.

use super::messages;

messages! {
    title() { zh: "我的課程", en: "My courses" }
    school_year(year: u16) { zh: "{year} 學年度", en: "School year {year} (ROC)" }
    code(code: &str) { zh: "研習課程代碼 {code}", en: "Course code {code}" }
    no_code() { zh: "尚無研習課程代碼", en: "No course code yet" }
    supervising_body(name: &str) { zh: "指導單位：{name}", en: "Supervising body: {name}" }
    host(name: &str) { zh: "主辦單位：{name}", en: "Host: {name}" }
    state_scheduled() { zh: "排定", en: "Scheduled" }
    state_running() { zh: "進行中", en: "In progress" }
    state_over() { zh: "已結束", en: "Over" }
    state_postponed() { zh: "延期", en: "Postponed" }
    state_cancelled() { zh: "停辦", en: "Cancelled" }
    hours_none_yet() { zh: "尚未核發時數", en: "Hours not issued" }
    hours_issued(n: usize) { zh: "已核發 {n} 人", en: "Hours issued: {n}" }
    bars_pending() { zh: "人數尚未取得", en: "No numbers yet" }
    today() { zh: "今天", en: "Today" }
    not_organiser() {
        zh: "這個帳號不是開課承辦人，沒有課程可以管理。",
        en: "This account is not a course organiser.",
    }
    open_devices() { zh: "管理裝置", en: "Manage devices" }
    hours_full_only(hours: &str) { zh: "全程參與核發 {hours} 小時", en: "Full participation: {hours} hours" }
    hours_per_period() { zh: "依時段核發時數", en: "Hours by period" }
    hours_not_announced() { zh: "未公告核發時數", en: "No hours announced" }
    leave() { zh: "登出", en: "Sign out of account" }
}

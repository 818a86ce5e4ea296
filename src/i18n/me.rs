//! Texts of 我的研習紀錄.

use super::messages;

messages! {
    title() { zh: "我的研習紀錄", en: "My training records" }
    by_calendar_year() { zh: "年度", en: "Calendar year" }
    by_school_year() { zh: "學年度", en: "School year" }
    year_basis() { zh: "計算方式", en: "Count by" }
    which_year() { zh: "年份", en: "Year" }
    calendar_year(year: i32, gregorian: i32) { zh: "{year} 年度", en: "{gregorian}" }
    school_year(year: i32, from: i32, to: i32) { zh: "{year} 學年度", en: "School year {from}/{to}" }
    sum_label(year: &str) { zh: "{year}累計時數", en: "Hours in {year}" }
    hours_unit() { zh: "小時", en: "hours" }
    courses_counted(n: usize) { zh: "已核發 {n} 場", en: "Sessions with issued hours: {n}" }
    courses_waiting(n: usize) { zh: "另有 {n} 場待核發", en: "Waiting for issue: {n}" }
    state_upcoming() { zh: "尚未舉行", en: "Not held yet" }
    state_pending() { zh: "待核發", en: "Waiting for issue" }
    state_issued(hours: &str) { zh: "已核發 {hours} 小時", en: "Issued: {hours} hours" }
    state_not_passed() { zh: "0 小時（未通過）", en: "0 hours (not passed)" }
    state_correcting() { zh: "更正中", en: "Being corrected" }
    state_not_counted() { zh: "不計入", en: "Not counted" }
    corrected_from(hours: &str) { zh: "原核發 {hours} 小時，已更正", en: "First issued: {hours} hours; corrected since" }
    host(name: &str) { zh: "主辦單位：{name}", en: "Host: {name}" }
    place(name: &str) { zh: "地點：{name}", en: "Place: {name}" }
    online() { zh: "線上", en: "Online" }
    versions_heading(n: usize) { zh: "更正歷程（{n} 筆）", en: "History ({n})" }
    version_line(version: u32, hours: &str, when: &str) {
        zh: "第 {version} 版：{hours} 小時，{when}",
        en: "Version {version}: {hours} hours, {when}",
    }
    empty_ever() {
        zh: "還沒有研習紀錄。報名研習後會出現在這裡。",
        en: "No records yet. They appear here after you register for training.",
    }
    not_loaded() {
        zh: "這台裝置上還沒有您的研習紀錄。連上網路後會自動取得，之後離線也看得到。",
        en: "Your records are not on this device yet. They are fetched when there is a network and stay readable offline.",
    }
    not_signed_in() {
        zh: "請先登入，才看得到自己的研習紀錄。",
        en: "Sign in first to see your own records.",
    }
    to_entry() { zh: "回到首頁", en: "To the entry page" }
    print() { zh: "列印研習紀錄", en: "Print the records" }
    leave() { zh: "登出", en: "Sign out of account" }
    leave_explains() {
        zh: "登出會清除這台裝置上的研習紀錄；伺服器上的紀錄不受影響。",
        en: "Signing out removes the records from this device; those on the server stay.",
    }
    leave_confirm() { zh: "登出並清除這台裝置上的紀錄", en: "Sign out and clear this device" }
    cancel() { zh: "取消", en: "Cancel" }
    print_of(name: &str) { zh: "姓名：{name}", en: "Name: {name}" }
    print_footer(time: &str) {
        zh: "資料時間 {time}。本表由研習紀錄系統列印。",
        en: "Data as of {time}. Printed from the training record system.",
    }
    col_date() { zh: "日期", en: "Date" }
    col_course() { zh: "研習名稱", en: "Course" }
    col_host() { zh: "主辦單位", en: "Host" }
    col_state() { zh: "狀態", en: "State" }
    col_hours() { zh: "時數", en: "Hours" }
    total_row() { zh: "合計", en: "Total" }
}

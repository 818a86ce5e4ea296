//! Texts of the devices of a course (U-A5, U-H2, T-43).

use super::messages;
use crate::i18n::Locale;

messages! {
    title() { zh: "裝置", en: "Devices" }
    lead() { zh: "裝置屬於整門課程，各場次共用。", en: "Devices belong to the whole course." }
    new_code_heading() { zh: "啟用新裝置", en: "Enrol a device" }
    new_code_explains() {
        zh: "選場次，產生啟用碼，在要用的平板上開啟「啟用此裝置」並輸入。每組碼只能用一次。",
        en: "Choose the sessions, make a code and enter it on the tablet under “Enrol this device”. Each code works once.",
    }
    which_sessions() { zh: "用於場次", en: "For sessions" }
    make_code() { zh: "產生啟用碼", en: "Make a code" }
    choose_session() { zh: "請至少選一個場次。", en: "Choose at least one session." }
    code_label() { zh: "啟用碼", en: "Enrolment code" }
    code_expires(minutes: i64, seconds: i64) {
        zh: "{minutes} 分 {seconds:02} 秒後失效",
        en: "expires in {minutes}:{seconds:02}",
    }
    code_expired() { zh: "已失效，請重新產生。", en: "Expired; make a new one." }
    code_where(address: &str) { zh: "在平板開啟 {address}", en: "Open {address} on the tablet" }
    code_close() { zh: "收起啟用碼", en: "Hide the code" }
    pins_heading() { zh: "場地簽到人員與 PIN", en: "Venue staff and PINs" }
    pins_explains() {
        zh: "選擇有帳號的人擔任本場次的場地簽到人員，並給他 PIN。值勤時以自己的 PIN 解鎖平板，離線時也能用。",
        en: "Choose people with an account as venue staff of a session and give them a PIN. It unlocks the tablet, offline too.",
    }
    crew_label() { zh: "本場次的場地簽到人員", en: "Venue staff of this session" }
    crew_has_pin() { zh: "已有 PIN", en: "Has a PIN" }
    crew_no_pin() { zh: "尚無 PIN", en: "No PIN yet" }
    crew_inactive() { zh: "帳號已停用，PIN 無效", en: "Account disabled, PIN void" }
    find_label() { zh: "找其他人員", en: "Find somebody else" }
    find_hint() {
        zh: "本單位：輸入姓名或登入名稱的一部分。其他單位：輸入完整的登入名稱。",
        en: "Own organisation: part of the name or login name. Others: the whole login name.",
    }
    find_press() { zh: "找人", en: "Find" }
    find_none() { zh: "找不到這樣的帳號。沒有帳號的人，請單位管理者先開設。", en: "No such account. Administrators open accounts." }
    find_one(name: &str) { zh: "已找到並選取{name}。", en: "{name} is found and chosen." }
    find_more(n: usize) { zh: "找到 {n} 人，請在「值勤人員」選取。", en: "{n} people found; choose one under Operator." }
    withdraw(name: &str) { zh: "收回{name}", en: "Withdraw {name}" }
    withdraw_heading() { zh: "收回簽到工作", en: "Withdraw" }
    withdraw_explains(name: &str) {
        zh: "{name}不再是本場次的場地簽到人員；平板下次連線後，這組 PIN 不能再解鎖。已登記的紀錄都保留，仍註明由誰登記；之後才送達的會標示「經手人不明」，請在出席認定處理。",
        en: "{name} is no longer venue staff of this session; from a tablet's next contact on the PIN unlocks nothing. What was recorded stays with its operator; what arrives later is flagged “Unknown operator” for review.",
    }
    withdrawn(name: &str) { zh: "已收回{name}的簽到工作，平板下次連線時生效。", en: "{name} is withdrawn; tablets learn it at their next contact." }
    pin_operator() { zh: "值勤人員", en: "Operator" }
    pin_session() { zh: "場次", en: "Session" }
    pin_field() { zh: "PIN（4 至 8 位數字）", en: "PIN (4 to 8 digits)" }
    pin_hint() { zh: "可以不填，由系統產生一組", en: "Leave it empty and the server makes one" }
    pin_given(name: &str) {
        zh: "{name}的 PIN，只顯示這一次，請當面交給本人：",
        en: "PIN of {name}, shown this once; hand it over in person:",
    }
    pin_noted() { zh: "已交給本人", en: "Handed over" }
    pin_invalid() { zh: "PIN 須為 4 至 8 位數字。", en: "The PIN must be 4 to 8 digits." }
    pin_easy() { zh: "這組 PIN 太容易猜到，請換一組。", en: "This PIN is too easy to guess; choose another." }
    pin_set() { zh: "設定 PIN", en: "Set PIN" }
    pin_done(name: &str) {
        zh: "{name}的 PIN 已設定，平板下次連線時生效。",
        en: "PIN set for {name}; tablets learn it at their next contact.",
    }
    pin_choose() { zh: "請選擇值勤人員", en: "Choose an operator" }
    list_heading(n: usize) { zh: "已啟用的裝置（{n} 台）", en: "Enrolled devices ({n})" }
    list_none() {
        zh: "還沒有裝置。請先產生啟用碼。",
        en: "No devices yet. Make a code first.",
    }
    state_active() { zh: "● 啟用", en: "● Active" }
    state_lost() { zh: "■ 遺失", en: "■ Lost" }
    state_retired() { zh: "○ 停用", en: "○ Retired" }
    replaced_by(name: &str) { zh: "已由 {name} 取代", en: "Replaced by {name}" }
    last_seen(time: &str) { zh: "最後回報 {time}", en: "Last contact {time}" }
    never_seen() { zh: "從未回報", en: "Never in contact" }
    unsent(n: u64) { zh: "當時未上傳 {n} 筆", en: "{n} unsent then" }
    missing(numbers: &str) { zh: "缺第 {numbers} 筆", en: "Number {numbers} missing" }
    clock(clock: &str) { zh: "時間{clock}", en: "Clock {clock}" }
    clock_unknown() { zh: "時間差未知", en: "Clock not compared" }
    version(v: &str) { zh: "程式版本 {v}", en: "App version {v}" }
    for_sessions(list: &str) { zh: "用於{list}", en: "For {list}" }
    readiness_heading() { zh: "行前檢查", en: "Readiness check" }
    readiness_none() { zh: "尚未執行行前檢查。", en: "The readiness check has not been run." }
    readiness_at(time: &str) { zh: "{time} 檢查", en: "Checked {time}" }
    readiness_roster(session: &str, time: &str, people: u32) {
        zh: "{session}：名冊版本 {time}，{people} 人",
        en: "{session}: roster version {time}, {people} people",
    }
    check_green() { zh: "● 通過", en: "● Passed" }
    check_amber() { zh: "▲ 注意", en: "▲ Note" }
    check_red() { zh: "■ 未通過", en: "■ Failed" }
    check_shell() { zh: "離線開啟", en: "Opens offline" }
    check_persist() { zh: "永久保存", en: "Kept storage" }
    check_private() { zh: "非私密視窗", en: "Not a private window" }
    check_roster() { zh: "名冊", en: "Roster" }
    check_clock() { zh: "時間", en: "Clock" }
    check_write() { zh: "寫入測試", en: "Write test" }
    check_space() { zh: "儲存空間", en: "Free space" }
    check_battery() { zh: "電量", en: "Battery" }
    check_operator() { zh: "值勤人員", en: "Operator" }
    check_paper() { zh: "紙本簽到簿", en: "Paper sheet" }
    check_single_tab() { zh: "單一視窗", en: "Single tab" }
    check_other(key: &str) { zh: "{key}", en: "{key}" }
    replace() { zh: "更換裝置", en: "Replace" }
    replace_explains(name: &str) {
        zh: "為取代 {name} 的新裝置產生啟用碼。{name} 已上傳的紀錄都保留；新裝置啟用後，{name} 停用。",
        en: "Make a code for the device that takes over from {name}. Everything {name} has sent is kept; it is retired then.",
    }
    revoke() { zh: "回報遺失", en: "Report as lost" }
    revoke_explains(name: &str) {
        zh: "{name} 下次連線時，先收下它尚未上傳的紀錄，再清除它上面的名冊。這個動作不能復原。",
        en: "At its next contact {name} hands over its unsent records, then its roster is wiped. This cannot be undone.",
    }
    revoke_chip_lost() { zh: "遺失", en: "Lost" }
    revoke_chip_stolen() { zh: "遭竊", en: "Stolen" }
    revoke_confirm(name: &str) { zh: "將 {name} 列為遺失", en: "Report {name} as lost" }
    revoke_done(name: &str) { zh: "{name} 已列為遺失。", en: "{name} is reported as lost." }
    exposed_heading(n: usize) {
        zh: "這台裝置上有以下 {n} 人的資料，請依個資事故程序處理",
        en: "The device held data of these {n} people; follow the incident procedure",
    }
    exposed_fields() {
        zh: "資料項目：姓名、學校、職稱、報名狀態、簽到紀錄。不含身分證字號、電話、電子郵件。",
        en: "Fields: name, school, title, registration state, attendance. No ID numbers, phone numbers or e-mail.",
    }
    offset_seconds(sign: &str, seconds: &str) { zh: "{sign}{seconds} 秒", en: "{sign}{seconds} s" }
    offset_minutes(sign: &str, minutes: i64, seconds: i64) {
        zh: "{sign}{minutes} 分 {seconds} 秒",
        en: "{sign}{minutes} min {seconds} s",
    }
}

/// Below this an offset is shown in seconds with one decimal.
const SHOW_SECONDS_BELOW_MS: u64 = 60_000;

/// A clock offset (true time − device time) in words: `+0.4 秒`, `−47 分 4 秒`.
#[must_use]
pub fn offset(locale: Locale, offset_ms: i64) -> String {
    let sign = if offset_ms < 0 { "−" } else { "+" };
    let ms = offset_ms.unsigned_abs();
    if ms < SHOW_SECONDS_BELOW_MS {
        return offset_seconds(locale, sign, &format!("{}.{}", ms / 1000, ms % 1000 / 100));
    }
    let seconds = i64::try_from(ms / 1000).unwrap_or(i64::MAX);
    offset_minutes(locale, sign, seconds / 60, seconds % 60)
}

/// Name of a readiness check by its key.
#[must_use]
pub fn check(locale: Locale, key: &str) -> String {
    match key {
        "shell" => check_shell(locale),
        "persist" => check_persist(locale),
        "private" => check_private(locale),
        "roster" => check_roster(locale),
        "clock" => check_clock(locale),
        "write" => check_write(locale),
        "space" => check_space(locale),
        "battery" => check_battery(locale),
        "operator" => check_operator(locale),
        "paper" => check_paper(locale),
        "single_tab" => check_single_tab(locale),
        other => check_other(locale, other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_shown_with_sign_and_unit() {
        assert_eq!(offset(Locale::Zh, 400), "+0.4 秒");
        assert_eq!(offset(Locale::Zh, -1_100), "−1.1 秒");
        assert_eq!(offset(Locale::Zh, -(47 * 60_000 + 4_000)), "−47 分 4 秒");
        assert_eq!(offset(Locale::En, 60_000), "+1 min 0 s");
    }
}

//! Texts of the live board (U-A6).

use yanxi_protocol::sync::Quarantine;

use super::messages;
use crate::i18n::Locale;

messages! {
    title() { zh: "到場情形", en: "Live board" }
    count_expected() { zh: "應到", en: "Expected" }
    count_in() { zh: "已簽到", en: "Signed in" }
    count_out() { zh: "已簽退", en: "Signed out" }
    count_still_in() { zh: "仍未簽退", en: "Still in" }
    count_unknown() { zh: "未知", en: "Unknown" }
    count_joined() { zh: "現場加入", en: "Joined on site" }
    bar_label(period: &str) { zh: "{period}到場比例", en: "Attendance, {period}" }
    bar_in(n: u32) { zh: "在場 {n} 人", en: "In: {n}" }
    bar_no_sign_out(n: u32) { zh: "仍未簽退 {n} 人", en: "Not signed out: {n}" }
    bar_out(n: u32) { zh: "已簽退 {n} 人", en: "Signed out: {n}" }
    bar_expected(n: u32) { zh: "尚未簽到 {n} 人", en: "Not signed in: {n}" }
    bar_no_show(n: u32) { zh: "未出席 {n} 人", en: "No-show: {n}" }
    bar_unknown(n: u32) { zh: "未知 {n} 人（裝置未回報）", en: "Unknown: {n} (a device has not reported)" }
    bar_absent_note() {
        zh: "「未知」不是未出席：裝置回報之前，不判定任何人未出席。",
        en: "“Unknown” is not absent: nobody is a no-show before every device has reported.",
    }
    unknown_because(devices: &str) {
        zh: "{devices} 未回報，無法判定未到。",
        en: "{devices} has not reported; who is missing cannot be told.",
    }
    unknown_detail(device: &str, unsent: u64, time: &str) {
        zh: "{device}：最後回報 {time}，當時未上傳 {unsent} 筆",
        en: "{device}: last contact {time}, {unsent} unsent then",
    }
    all_reported() {
        zh: "所有裝置都已回報，數字完整。",
        en: "Every device has reported; the numbers are complete.",
    }
    no_devices() {
        zh: "本場次還沒有啟用任何裝置。",
        en: "No device is enrolled for this session yet.",
    }
    devices_heading() { zh: "裝置", en: "Devices" }
    col_device() { zh: "裝置", en: "Device" }
    col_last_seen() { zh: "最後回報", en: "Last contact" }
    col_unsent() { zh: "當時未上傳", en: "Unsent then" }
    col_gaps() { zh: "缺號", en: "Missing numbers" }
    col_clock() { zh: "裝置時間", en: "Clock" }
    col_ended() { zh: "場次結束回報", en: "End-of-session report" }
    col_ready() { zh: "行前檢查", en: "Readiness check" }
    entries(n: u64) { zh: "{n} 筆", en: "{n}" }
    none() { zh: "無", en: "none" }
    ended_yes() { zh: "✓ 已回報", en: "✓ Reported" }
    ended_no() { zh: "○ 未回報", en: "○ Not reported" }
    ready_green(time: &str, version: &str) {
        zh: "● 通過（{time}，名冊版本 {version}）",
        en: "● Passed ({time}, roster version {version})",
    }
    ready_amber(time: &str, version: &str) {
        zh: "▲ 有提醒（{time}，名冊版本 {version}）",
        en: "▲ With remarks ({time}, roster version {version})",
    }
    ready_red(time: &str, version: &str) {
        zh: "■ 未通過（{time}，名冊版本 {version}）",
        en: "■ Failed ({time}, roster version {version})",
    }
    ready_none() { zh: "○ 尚未檢查", en: "○ Not checked" }
    no_roster() { zh: "無", en: "none" }
    arrivals_heading() { zh: "到場時間", en: "Arrivals over time" }
    arrivals_label(total: usize, from: &str, to: &str) {
        zh: "{from} 至 {to} 累計簽到 {total} 人",
        en: "{total} signed in from {from} to {to}",
    }
    arrivals_table() { zh: "以表格檢視", en: "As a table" }
    arrivals_col_time() { zh: "時間", en: "Time" }
    arrivals_col_new() { zh: "新簽到（人）", en: "New" }
    arrivals_col_sum() { zh: "累計（人）", en: "Sum" }
    arrivals_none() { zh: "還沒有人簽到。", en: "Nobody has signed in yet." }
    arrivals_start() { zh: "開始", en: "Start" }
    walk_ins_heading(n: usize) { zh: "現場報名 {n} 人", en: "Walk-ins: {n}" }
    walk_ins_none() { zh: "沒有現場報名。", en: "No walk-ins." }
    walk_in_matched() { zh: "已連結報名", en: "Linked to a registration" }
    walk_in_open() { zh: "待認定", en: "Undetermined" }
    quarantine_heading(n: usize) { zh: "未採用的紀錄 {n} 筆", en: "Records kept aside: {n}" }
    quarantine_explains() {
        zh: "這些紀錄已原樣保存，但伺服器無法採用；不影響其他紀錄。",
        en: "These records are kept exactly as sent but cannot be used; others are not affected.",
    }
    quarantine_raw() { zh: "原始內容", en: "As sent" }
    q_unreadable() {
        zh: "內容無法判讀為簽到紀錄。請確認裝置上的程式版本。",
        en: "Not readable as an attendance record. Check the app version on the device.",
    }
    q_foreign_device() {
        zh: "紀錄上的裝置與送出的裝置不同。",
        en: "The record names another device than the one that sent it.",
    }
    q_not_enrolled() {
        zh: "這台裝置沒有啟用於該場次。若確有其事，請以補登登記。",
        en: "The device is not enrolled for that session. If it did happen, enter it as a backfill.",
    }
    q_id_reused() {
        zh: "與已有的紀錄編號相同但內容不同；已有的紀錄不變。",
        en: "Same id as an existing record with other content; the existing one stays.",
    }
    q_seq_reused() {
        zh: "與同一裝置的另一筆紀錄序號相同；可能還原過舊備份。",
        en: "Same number as another record of the device; an old copy may have been restored.",
    }
    q_reason_missing() {
        zh: "這種紀錄必須寫理由，但沒有理由。",
        en: "This kind of record needs a written reason, which is missing.",
    }
    q_seq_impossible() {
        zh: "紀錄序號不合理（0，或遠超過這台裝置送出的筆數）。若確有其事，請以補登登記。",
        en: "An impossible number (0, or far beyond what the device has sent). If it did happen, enter it as a backfill.",
    }
    q_newer_format() {
        zh: "由較新版本的程式寫入，伺服器還看不懂。紀錄已原樣保存；伺服器更新後會自動採計，不必重送。",
        en: "Written by a newer app; the server does not understand it yet. It is kept as sent and counts after the server is updated; nothing has to be sent again.",
    }
    q_unknown() {
        zh: "伺服器給了這個版本還不認得的原因。更新程式後即可看到說明。",
        en: "The server gave a reason this version does not know. Update the app to read it.",
    }
    q_too_large() {
        zh: "資料過大，無法送達伺服器。紀錄仍在裝置上；請以補登登記。",
        en: "Too large to reach the server. It is still on the device; enter it as a backfill.",
    }
    device_lost() { zh: "遺失", en: "Lost" }
    device_retired() { zh: "停用", en: "Retired" }
    col_status() { zh: "狀態", en: "Status" }
}

/// Why an event was kept aside, in words.
#[must_use]
pub fn quarantine(locale: Locale, reason: Quarantine) -> String {
    match reason {
        Quarantine::Unreadable => q_unreadable(locale),
        Quarantine::ForeignDevice => q_foreign_device(locale),
        Quarantine::NotEnrolled => q_not_enrolled(locale),
        Quarantine::IdReused => q_id_reused(locale),
        Quarantine::SeqReused => q_seq_reused(locale),
        Quarantine::ReasonMissing => q_reason_missing(locale),
        Quarantine::SeqImpossible => q_seq_impossible(locale),
        Quarantine::NewerFormat => q_newer_format(locale),
        Quarantine::TooLarge => q_too_large(locale),
        Quarantine::Unknown => q_unknown(locale),
    }
}

//! What was found in a plan, in words: what it is, and what to do.

use crate::i18n::messages;

messages! {
    heading() { zh: "檢查結果", en: "Findings" }
    none() { zh: "沒有發現問題", en: "Nothing found" }
    blocks_saving() { zh: "須先修正才能儲存", en: "Must be mended before saving" }
    blocks_submitting() { zh: "送審前須修正", en: "Must be mended before submitting" }
    warning() { zh: "請確認", en: "Please check" }
    missing() { zh: "尚未填寫", en: "Not filled in" }
    too_long(limit: usize) { zh: "超過上限 {limit}", en: "More than {limit}" }
    weekday(written: &str, actual: &str) { zh: "寫的是星期{written}，這一天是星期{actual}", en: "Written as {written}, but the day is a {actual}" }
    no_such_day() { zh: "曆上沒有這一天，或數值不在範圍內", en: "No such day, or out of range" }
    unreadable() { zh: "看不懂這個日期，請寫成「8月5日(二)」或「114/8/5」", en: "Cannot be read; write “8月5日(二)” or “114/8/5”" }
    placeholder() { zh: "佔位符未填（○月○日）", en: "Placeholder not filled in (○月○日)" }
    outside_year(actual: u16) { zh: "這一天在 {actual} 學年度，與計畫的學年度不同", en: "The day lies in school year {actual}, not the plan’s" }
    end_before_start() { zh: "結束時間須晚於開始時間", en: "The end must be after the start" }
    sign_in_time() { zh: "簽到須在上課前開始，且各時段提前的時間須相同", en: "Sign-in opens before the start, equally early in each period" }
    periods_overlap() { zh: "簽到時段互相重疊", en: "Periods overlap" }
    break_outside() { zh: "休息時間不在時段內", en: "The break is outside its period" }
    minutes_differ(printed: i64, actual: i64) { zh: "寫 {printed} 分鐘，起訖時間為 {actual} 分鐘", en: "{printed} minutes written, {actual} between the times" }
    agenda_against(agenda: i64, teaching: i64) { zh: "議程共 {agenda} 分鐘，簽到時段共 {teaching} 分鐘", en: "Agenda {agenda} minutes, periods {teaching}" }
    against_hours(minutes: i64, hours: &str) { zh: "上課 {minutes} 分鐘，核發 {hours} 小時，請確認", en: "{minutes} minutes of teaching for {hours} hours" }
    outside_period() { zh: "議程不在簽到時段內", en: "Outside the periods" }
    empty_cell() { zh: "議程內容空白，沿用上一列", en: "Empty cell: goes on with the row above" }
    unknown_module(code: &str) { zh: "模組代碼 {code} 不在此系統的目錄中", en: "Module {code} is not in this system’s catalogue" }
    no_hours() { zh: "未公告核發時數", en: "No hours announced" }
    hours_range() { zh: "時數須介於 0.5 與 24 小時", en: "Hours must be between 0.5 and 24" }
    number_twice(n: u8) { zh: "場次序號 {n} 重複", en: "Session number {n} twice" }
    room_taken(n: u8) { zh: "同一場地與第 {n} 場時間重疊", en: "The room is taken by session {n} then" }
    uncovered(counties: &str) { zh: "未被任何場次涵蓋：{counties}", en: "Covered by no session: {counties}" }
    county_twice(county: &str) { zh: "{county}出現在兩個分區", en: "{county} stands in two regions" }
    county_unknown(county: &str) { zh: "沒有這個縣市：{county}", en: "No such county: {county}" }
    region_total(declared: u32, sum: u32) { zh: "分區總校數寫 {declared}，各縣市合計 {sum}", en: "Total {declared} written, the counties add up to {sum}" }
    region_unknown() { zh: "課程沒有這個分區", en: "The course has no such region" }
    clause_twice() { zh: "內容與前面的條文重複，通知只會發一次", en: "Says what an earlier clause says; it is told once" }
    link_broken() { zh: "會議連結可能被換行截斷", en: "The meeting link seems cut off" }
    deadline_order() { zh: "期限的先後不合理", en: "The deadlines are in an impossible order" }
    zero() { zh: "不能是 0", en: "Must not be 0" }
}

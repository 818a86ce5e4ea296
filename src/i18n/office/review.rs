//! Texts of the review queue (U-A7, F-07).

use super::messages;

messages! {
    title() { zh: "出席認定", en: "Review" }
    queue_label() { zh: "待處理名單", en: "Cases" }
    to_decide(n: usize) { zh: "待認定 {n} 件", en: "To decide: {n}" }
    none_to_decide() { zh: "沒有待認定的個案。", en: "Nothing to decide." }
    none_to_decide_hint() { zh: "可以到「核發時數」核發。", en: "Hours can be issued now." }
    decided(n: usize) { zh: "已認定 {n} 件", en: "Decided: {n}" }
    auto_resolved(n: usize) { zh: "系統已自動處理 {n} 件", en: "Resolved by itself: {n}" }
    auto_resolved_note() {
        zh: "這些不需要認定，列出供查核。",
        en: "These need no decision; they are listed for checking.",
    }
    filter_label() { zh: "依原因篩選", en: "Filter by reason" }
    filter_all(n: usize) { zh: "全部 {n} 件", en: "All {n}" }
    filter_one(name: &str, n: usize) { zh: "{name} {n} 件", en: "{name} {n}" }
    keys_hint() { zh: "鍵盤：j 下一件、k 上一件、Enter 開始認定", en: "Keys: j next, k previous, Enter to decide" }
    back_to_list() { zh: "回名單", en: "Back to the list" }
    choose_one() { zh: "請由名單選一件。", en: "Choose a case from the list." }
    story_heading() { zh: "經過", en: "What happened" }
    doubts_heading() { zh: "為什麼要看", en: "Why this is doubtful" }
    computed() { zh: "系統判定", en: "Computed" }
    first_in() { zh: "最早簽到", en: "First sign-in" }
    last_out() { zh: "最晚簽退", en: "Last sign-out" }
    none() { zh: "無", en: "none" }
    gap_line(from: &str, to: &str, minutes: i64) {
        zh: "{from} 離開、{to} 回來，離開 {minutes} 分鐘",
        en: "Left {from}, back {to}: {minutes} minutes absent",
    }
    raw_time(time: &str) { zh: "裝置時間 {time}", en: "Device clock {time}" }
    correction(offset: &str, quality: &str) { zh: "校正 {offset}（{quality}）", en: "Corrected {offset} ({quality})" }
    no_correction(quality: &str) { zh: "未校正（{quality}）", en: "Not corrected ({quality})" }
    received(time: &str) { zh: "伺服器收到 {time}", en: "Received {time}" }
    not_received() { zh: "尚未上傳", en: "Not sent yet" }
    by_line(device: &str, operator: &str, method: &str) {
        zh: "{device}・{operator}・{method}",
        en: "{device} · {operator} · {method}",
    }
    event_reason(reason: &str) { zh: "理由：{reason}", en: "Reason: {reason}" }
    note_text(text: &str) { zh: "備註內容：{text}", en: "Note: {text}" }
    backfill_badge() { zh: "補登", en: "Backfill" }
    voided_badge() { zh: "已撤銷", en: "Voided" }
    period_start(time: &str) { zh: "{time} 開始", en: "{time} start" }
    period_end(time: &str) { zh: "{time} 結束", en: "{time} end" }
    no_events() { zh: "沒有任何紀錄。", en: "No record at all." }
    decide_heading() { zh: "認定", en: "Decision" }
    decide_label() { zh: "認定結果", en: "Decision" }
    accept_means() { zh: "出席紀錄照系統判定計算", en: "attendance counts as computed" }
    treat_means() { zh: "以全程參與計算時數", en: "counts as full participation" }
    reject_means() { zh: "不計算時數", en: "counts as nothing" }
    decision_means(decision: &str, means: &str) { zh: "{decision}：{means}", en: "{decision}: {means}" }
    would_give(hours: &str) { zh: "{hours} 小時", en: "{hours} h" }
    reason_chip_saw() { zh: "現場人員證實在場", en: "Seen by venue staff" }
    reason_chip_sheet() { zh: "紙本簽到簿有簽名", en: "Signed on paper" }
    reason_chip_forgot() { zh: "忘記簽退，課程結束時仍在場", en: "Forgot to sign out, was there at the end" }
    reason_chip_queue() { zh: "簽到排隊或設備故障", en: "Queue or equipment failure" }
    reason_chip_absent() { zh: "未全程參與", en: "Did not take part in full" }
    reason_chip_not_eligible() { zh: "不符參加資格", en: "Not eligible" }
    reason_free() { zh: "其他理由", en: "Other reason" }
    reason_chips() { zh: "常用理由", en: "Common reasons" }
    saved(name: &str, decision: &str) { zh: "{name}：{decision}，已記錄。", en: "{name}: {decision}, recorded." }
    last_decision(decision: &str, by: &str, time: &str) {
        zh: "{by} 於 {time} 認定「{decision}」",
        en: "{by} decided “{decision}” on {time}",
    }
    last_decision_reason(reason: &str) { zh: "理由：{reason}", en: "Reason: {reason}" }
    reopened() {
        zh: "認定之後又收到新的紀錄，原認定暫不採用。",
        en: "New records arrived after the decision, so it does not stand for now.",
    }
    change_decision() { zh: "重新認定", en: "Decide again" }
    batch_button(n: usize) { zh: "全體未簽退者視同全程（{n} 人）", en: "Treat all {n} without sign-out as full" }
    batch_title(n: usize) { zh: "一次認定 {n} 人未簽退", en: "One decision for {n} without sign-out" }
    batch_explains() {
        zh: "以下每一位都會記錄「視同全程」和同一個理由；之後仍可個別重新認定。",
        en: "Each person below gets “Treat as full” with the same reason; each can be decided again later.",
    }
    batch_confirm(n: usize) { zh: "{n} 人視同全程", en: "Treat {n} as full" }
    batch_done(n: usize) { zh: "{n} 人已記錄為視同全程。", en: "{n} recorded as full." }
    link_heading() { zh: "連結到報名", en: "Link to a registration" }
    link_explains() {
        zh: "若此人其實在名冊上，連結之後兩邊的紀錄合為一人。",
        en: "If this person is on the roster after all, linking joins both records into one person.",
    }
    link_button(name: &str, school: &str, title: &str) {
        zh: "連結 {name}（{school} {title}）",
        en: "Link {name} ({school}, {title})",
    }
    link_search() { zh: "找姓名、學校或職稱", en: "Name, school or title" }
    link_none() { zh: "名冊上沒有相近的人。", en: "Nobody similar on the roster." }
    link_done(name: &str) { zh: "已連結到 {name} 的報名。", en: "Linked to the registration of {name}." }
    doubt_late() { zh: "遲到", en: "Late" }
    doubt_left_early() { zh: "早退", en: "Left early" }
    auto_matched() { zh: "現場報名已比對", en: "Walk-in matched" }
    why_auto_matched() {
        zh: "以現場報名登記，學校、姓名、職稱與名冊上唯一的一筆相同，已視為同一人。",
        en: "Entered as a walk-in; school, name and title equal exactly one roster row, so it is taken as that person.",
    }
    same_name() { zh: "同名", en: "Same name" }
    walk_in_badge() { zh: "現場報名", en: "Walk-in" }
    county(name: &str) { zh: "縣市：{name}", en: "County: {name}" }
    entered_at(time: &str) { zh: "{time} 輸入", en: "Entered {time}" }
    extension_mark(time: &str) { zh: "{time} 簽到延長至此", en: "{time} sign-in extended until here" }
}

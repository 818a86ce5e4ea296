//! Texts of the privacy notice and of own data (V-02, V-07).

use super::messages;

messages! {
    title() { zh: "個人資料", en: "Your data" }
    lead() {
        zh: "查看系統裡關於您的資料、取得複本，或申請更正與刪除。",
        en: "See what is held about you, take a copy, ask for correction or deletion.",
    }
    hint() {
        zh: "個資告知：您的姓名、學校、職稱與出席紀錄只用於報名、出席認證、時數核發與業務聯繫；您可以查閱、更正或請求刪除。",
        en: "Privacy: your name, school, title and attendance are used for registration, attendance, hours and contact only; you may see, correct or have them deleted.",
    }
    hint_link() { zh: "全文與我的資料", en: "Full notice and your data" }
    notice_heading() { zh: "個人資料蒐集告知事項", en: "Privacy notice" }
    notice_version(version: &str) { zh: "版本 {version}", en: "Version {version}" }
    loading() { zh: "正在讀取…", en: "Loading…" }
    needs_network() { zh: "這一頁需要網路。連上網路後會自動顯示。", en: "This page needs a network." }
    data_heading() { zh: "系統裡關於您的資料", en: "What is held about you" }
    data_sign_in() { zh: "登入後可以查看自己的資料。", en: "Sign in to see your own data." }
    part_person() { zh: "基本資料", en: "Person" }
    part_account() { zh: "帳號", en: "Account" }
    part_registrations() { zh: "報名", en: "Registrations" }
    part_attendance() { zh: "簽到退", en: "Attendance" }
    part_hours() { zh: "時數", en: "Hours" }
    part_notices() { zh: "通知", en: "Notices" }
    part_privacy() { zh: "已顯示的告知事項", en: "Notices shown" }
    part_other(kind: &str) { zh: "{kind}", en: "{kind}" }
    part_title(name: &str, n: usize) { zh: "{name}（{n} 筆）", en: "{name} ({n})" }
    field(name: &str, value: &str) { zh: "{name}：{value}", en: "{name}: {value}" }
    nothing() { zh: "沒有資料。", en: "Nothing." }
    export_json() { zh: "下載 JSON", en: "Download JSON" }
    export_csv() { zh: "下載 CSV", en: "Download CSV" }
    ask_heading() { zh: "申請更正或刪除", en: "Ask for correction or deletion" }
    ask_kind() { zh: "申請事項", en: "What" }
    kind_correction() { zh: "更正", en: "Correction" }
    kind_deletion() { zh: "刪除", en: "Deletion" }
    ask_text() { zh: "請說明要更正或刪除的內容", en: "Say what is to be corrected or deleted" }
    ask_send() { zh: "送出申請", en: "Send" }
    ask_choose() { zh: "請選擇更正或刪除。", en: "Choose correction or deletion." }
    asked(due: &str) { zh: "已送出，最晚 {due} 前回覆。", en: "Sent; it is answered by {due}." }
    requests_heading() { zh: "我的申請", en: "My requests" }
    request_line(kind: &str, at: &str) { zh: "{at} 申請{kind}", en: "{kind}, {at}" }
    state_open(due: &str) { zh: "處理中，{due} 前回覆", en: "Open, answer by {due}" }
    state_late(due: &str) { zh: "逾期未回覆（{due}）", en: "Overdue ({due})" }
    state_done() { zh: "已辦理", en: "Done" }
    state_refused() { zh: "未能辦理", en: "Refused" }
    reply(text: &str) { zh: "回覆：{text}", en: "Answer: {text}" }
    reply_by(text: &str, name: &str) { zh: "回覆：{text}（{name}）", en: "Answer: {text} ({name})" }
    answer_heading() { zh: "待回覆的申請", en: "Requests to answer" }
    answer_none() { zh: "沒有申請。", en: "No requests." }
    who(name: &str, school: &str) { zh: "{name}（{school}）", en: "{name} ({school})" }
    answer_text() { zh: "回覆內容", en: "Answer" }
    answer_done() { zh: "回覆：已辦理", en: "Answer: done" }
    answer_refused() { zh: "回覆：未能辦理", en: "Answer: not possible" }
}

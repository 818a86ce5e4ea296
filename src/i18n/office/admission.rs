//! Texts of the admission screen.

use crate::i18n::messages;

messages! {
    title() { zh: "審核與錄取", en: "Admission" }
    seats(admitted: u32, capacity: u32) { zh: "錄取 {admitted}／上限 {capacity}", en: "Admitted {admitted} of {capacity}" }
    seats_unlimited(admitted: u32) { zh: "錄取 {admitted} 人，名額不限", en: "Admitted {admitted}; no limit" }
    left(n: u32) { zh: "剩餘名額 {n}", en: "Seats left: {n}" }
    walk_ins(n: u32) { zh: "含採認之現場報名 {n} 人", en: "Accepted walk-ins: {n}" }
    quota(n: u32) { zh: "每校至多 {n} 人", en: "At most {n} of a school" }
    waiting(n: usize) { zh: "備取 {n} 人", en: "Waiting: {n}" }
    applied(n: usize) { zh: "待審 {n} 人", en: "To be decided: {n}" }
    sort() { zh: "排序", en: "Sort by" }
    by_time() { zh: "報名時間", en: "Time" }
    by_school() { zh: "學校", en: "School" }
    by_light() { zh: "燈號", en: "Light" }
    which() { zh: "顯示", en: "Show" }
    all() { zh: "全部", en: "All" }
    only_applied() { zh: "待審", en: "To decide" }
    only_waiting() { zh: "備取", en: "Waiting" }
    only_admitted() { zh: "錄取", en: "Admitted" }
    col_time() { zh: "報名時間", en: "Time" }
    col_state() { zh: "狀態", en: "State" }
    col_light() { zh: "燈號", en: "Light" }
    col_area() { zh: "業務別", en: "Area" }
    light_later() { zh: "個人燈號將於結案與燈號功能啟用後顯示，僅供參考", en: "Personal lights appear with the closing of courses; advisory only" }
    light_none() { zh: "—", en: "—" }
    choose_one(name: &str) { zh: "選取 {name}", en: "Select {name}" }
    choose_all() { zh: "全選目前顯示的人員", en: "Select everybody shown" }
    chosen(n: usize) { zh: "已選 {n} 人", en: "Selected: {n}" }
    nobody_chosen() { zh: "勾選人員後，下方會出現錄取、列備取與不錄取。", en: "Select people; the decisions then appear below." }
    admit() { zh: "錄取", en: "Admit" }
    waitlist() { zh: "列備取", en: "Waiting list" }
    not_admit() { zh: "不錄取", en: "Do not admit" }
    reason() { zh: "理由", en: "Reason" }
    reason_hint() { zh: "不錄取、超額錄取、將已錄取者改列備取時必填；當事人看得到", en: "Needed to refuse, to go beyond the seats, or to take a seat back; the person reads it" }
    beyond() { zh: "超過上限或每校名額也錄取（須填理由）", en: "Admit beyond seats or quota (needs a reason)" }
    done(admitted: u32, waitlisted: u32, not_admitted: u32, unchanged: u32) {
        zh: "已錄取 {admitted} 人、列備取 {waitlisted} 人、未錄取 {not_admitted} 人，未變更 {unchanged} 人。",
        en: "Admitted {admitted}, waiting {waitlisted}, not admitted {not_admitted}, unchanged {unchanged}.",
    }
    skipped(n: usize) { zh: "{n} 人未處理：", en: "Left as they were: {n}" }
    none() { zh: "還沒有人報名", en: "Nobody has registered yet" }
    cross_region() { zh: "跨區", en: "Cross-region" }
    elsewhere() { zh: "同時段已錄取他場", en: "Admitted elsewhere then" }
    origin_assigned() { zh: "學校指派", en: "Assigned" }
    origin_imported() { zh: "匯入", en: "Imported" }
    origin_walk_in() { zh: "現場", en: "Walk-in" }
    no_time() { zh: "—", en: "—" }
    leaves() { zh: "待決定的請假", en: "Leave to be decided" }
    leave_line(who: &str, reason: &str) { zh: "{who}：{reason}", en: "{who}: {reason}" }
    leave_accept(who: &str) { zh: "同意 {who} 請假", en: "Accept the leave of {who}" }
    leave_refuse(who: &str) { zh: "不同意 {who} 請假", en: "Do not accept the leave of {who}" }
    leave_reason() { zh: "不同意的理由", en: "Why it is not accepted" }
    note(text: &str) { zh: "備註：{text}", en: "Note: {text}" }
    hidden() { zh: "錄取結果尚未公布", en: "Results not published" }
    hidden_explains() {
        zh: "學員看到的都是「已報名(待審)」，也不會收到通知；公布後才看得到錄取、備取或未錄取。",
        en: "Everybody sees “to be decided” and is told nothing; they see the decisions once you publish them.",
    }
    publish() { zh: "公布錄取", en: "Publish the results" }
    publish_explains() {
        zh: "本課程所有場次的錄取結果會一次公布，並通知每一位已決定的學員；不能收回。尚待審核者之後決定時會立即收到通知。",
        en: "The results of all sessions of the course are published at once and everybody decided about is told; this cannot be taken back. Who is not decided about yet is told as soon as they are.",
    }
    publish_do() { zh: "公布並通知學員", en: "Publish and notify" }
    published(admitted: u32, waitlisted: u32, not_admitted: u32) {
        zh: "已公布：錄取 {admitted} 人、備取 {waitlisted} 人、未錄取 {not_admitted} 人，均已通知。",
        en: "Published: {admitted} admitted, {waitlisted} waiting, {not_admitted} not admitted; all of them are told.",
    }
    published_undecided(n: u32) { zh: "尚有 {n} 人待審。", en: "To be decided still: {n}." }
    loading() { zh: "正在取得報名名單…", en: "Fetching applicants…" }
    refresh() { zh: "重新整理", en: "Refresh" }
}

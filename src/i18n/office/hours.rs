//! Texts of issuing hours (U-A8, R-FINAL).

use super::messages;

messages! {
    title() { zh: "核發時數", en: "Issue hours" }
    step_final() { zh: "一、出席是否確定", en: "1. Is attendance final?" }
    step_preview() { zh: "二、試算", en: "2. Preview" }
    step_issue() { zh: "三、核發", en: "3. Issue" }
    is_final(period: &str) { zh: "{period}：已確定，所有裝置都已回報。", en: "{period}: final, every device has reported." }
    is_overridden(period: &str, by: &str, reason: &str) {
        zh: "{period}：由 {by} 宣告確定，理由：{reason}",
        en: "{period}: declared final by {by}. Reason: {reason}",
    }
    not_over(period: &str, time: &str) {
        zh: "{period}：尚未結束（{time} 結束）。",
        en: "{period}: not over (ends {time}).",
    }
    waiting(period: &str) {
        zh: "{period}：尚未確定，等待以下裝置；確定之前不判定任何人未出席。",
        en: "{period}: not final, waiting for these devices; until then nobody is a no-show.",
    }
    wait_not_ended(device: &str, time: &str) {
        zh: "{device}：尚未「場次結束回報」，最後回報 {time}。請在該裝置按「場次結束」並連上網路。",
        en: "{device}: no end-of-session report; last contact {time}. Press “End of session” on it and connect it.",
    }
    wait_missing(device: &str, numbers: &str) {
        zh: "{device}：缺第 {numbers} 筆。請讓該裝置連上網路，或以紙本補登。",
        en: "{device}: number {numbers} missing. Connect the device or enter the paper sheet.",
    }
    wait_lost(device: &str) {
        zh: "{device}：已列為遺失，還有紀錄沒有送達。可以紙本補登後宣告確定。",
        en: "{device}: reported lost before everything arrived. Enter the paper sheet, then declare it final.",
    }
    wait_retired(device: &str) {
        zh: "{device}：已停用，還有紀錄沒有送達。可以紙本補登後宣告確定。",
        en: "{device}: retired before everything arrived. Enter the paper sheet, then declare it final.",
    }
    wait_no_device(period: &str) {
        zh: "{period}：本場次沒有啟用裝置，沒有人能回報。以紙本補登後請宣告確定。",
        en: "{period}: no device was enrolled, so none can report. Enter the paper sheet and declare it final.",
    }
    override_open() { zh: "仍要宣告確定", en: "Declare final anyway" }
    override_explains() {
        zh: "宣告後，沒有紀錄的人會成為未出席。裝置日後送來的紀錄仍會收下並請您重新認定。",
        en: "After this, people without a record become no-shows. Later records are still taken and reopen the case.",
    }
    override_chip_lost() { zh: "平板遺失", en: "Tablet lost" }
    override_chip_broken() { zh: "平板損壞，已以紙本補登", en: "Tablet broken, paper entered" }
    override_chip_unused() { zh: "該裝置當天未使用", en: "Device was not used" }
    override_confirm() { zh: "宣告出席確定", en: "Declare attendance final" }
    override_done() { zh: "已宣告確定。", en: "Declared final." }
    group_full(n: u32, hours: &str) { zh: "{n} 人 × {hours} 小時", en: "{n} × {hours} hours" }
    group_zero(n: u32) { zh: "0 小時 {n} 人", en: "0 hours: {n}" }
    full_group(n: u32, hours: &str) { zh: "全程 {n} 人 × {hours} 小時", en: "Full: {n} × {hours} hours" }
    separator() { zh: "；", en: "; " }
    new_records(n: u32) { zh: "新核發 {n} 人", en: "New: {n}" }
    unchanged_records(n: u32) { zh: "不變 {n} 人", en: "Unchanged: {n}" }
    superseding_records(n: u32) { zh: "更正 {n} 人", en: "Corrections: {n}" }
    nothing_changes() {
        zh: "全部已核發，再按一次不會改變任何紀錄。",
        en: "Everything is issued; pressing again changes nothing.",
    }
    idempotent_note() { zh: "再按一次不會改變任何紀錄。", en: "Pressing again changes nothing." }
    supersede_note(n: u32) {
        zh: "有 {n} 人的時數與已核發的不同。核發後會成為新版本，舊版本保留；本人看得到更正與理由。",
        en: "{n} differ from what was issued. A new version is added, the old one is kept; the person sees both and the reason.",
    }
    supersede_reason() { zh: "更正理由（必填）", en: "Reason for the correction (required)" }
    chip_late_record() { zh: "收到遲到的紀錄", en: "Late records arrived" }
    chip_decision_changed() { zh: "重新認定", en: "Decided again" }
    chip_entry_error() { zh: "原紀錄有誤", en: "The earlier record was wrong" }
    list_heading(n: usize) { zh: "名單（{n} 人）", en: "List ({n})" }
    col_hours() { zh: "時數", en: "Hours" }
    col_why() { zh: "依據", en: "Basis" }
    col_issued() { zh: "目前已核發", en: "Issued now" }
    hours_value(hours: &str) { zh: "{hours} 小時", en: "{hours} h" }
    not_issued() { zh: "待核發", en: "Waiting" }
    issue() { zh: "核發時數", en: "Issue hours" }
    issue_corrections() { zh: "核發更正", en: "Issue corrections" }
    issued_done(new: u32, superseding: u32) {
        zh: "核發完成：新核發 {new} 人，更正 {superseding} 人。學員下次連線即可看到。",
        en: "Issued: {new} new, {superseding} corrected. Attendees see it at their next contact.",
    }
    refused_undecided(n: usize) {
        zh: "還有 {n} 人待認定，不能核發：",
        en: "{n} are undetermined, so hours cannot be issued:",
    }
    sign_out_until(time: &str) {
        zh: "簽退時段至 {time} 止：還沒簽退的人，過了這個時間才會列入出席認定。",
        en: "Sign-out is open until {time}: those who have not signed out become cases after that.",
    }
    undecided_disabled(n: usize) {
        zh: "還有 {n} 人待認定，請先認定。",
        en: "{n} are undetermined; decide about them first.",
    }
    go_review() { zh: "到出席認定", en: "Go to review" }
    not_final_disabled() {
        zh: "出席尚未確定，不能核發。請等裝置回報，或在上面宣告確定。",
        en: "Attendance is not final. Wait for the devices or declare it final above.",
    }
    local_preview() {
        zh: "這是依本機資料的試算；正式結果以伺服器為準。",
        en: "Computed from the data on this device; the server’s result is the official one.",
    }
    hours_none() { zh: "本場次未公告核發時數", en: "No hours were announced for this session" }
    why_full() { zh: "全程參與", en: "Full participation" }
    why_treated() { zh: "視同全程", en: "Treated as full" }
    why_accepted() { zh: "採認", en: "Accepted" }
    why_rejected() { zh: "不採認", en: "Not accepted" }
    why_partial() { zh: "部分時段全程", en: "Some periods in full" }
    why_not_full_because(status: &str) { zh: "未全程參與（{status}）", en: "Not in full ({status})" }
    why_no_show() { zh: "未出席", en: "No-show" }
    versions(n: u32) { zh: "第 {n} 版", en: "Version {n}" }
}

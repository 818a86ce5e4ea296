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
    course_approved() { zh: "已核准", en: "Approved" }
    course_amendment() { zh: "修正待核准", en: "Amendment awaiting approval" }
    course_registering() { zh: "報名中", en: "Registration open" }
    course_registration_closed() { zh: "報名截止", en: "Registration closed" }
    course_results() { zh: "已公布錄取", en: "Admissions published" }
    course_running() { zh: "進行中", en: "In progress" }
    course_hours_due() { zh: "待核發", en: "Hours due" }
    course_hours_issued() { zh: "已核發", en: "Hours issued" }
    course_closed() { zh: "已結案", en: "Closed" }
    course_closed_correction() { zh: "已結案(待更正)", en: "Closed (correction open)" }
    course_called_off() { zh: "停辦", en: "Called off" }
    standing() { zh: "延期／停辦", en: "Postpone or call off" }
    standing_title(session: &str) { zh: "{session}延期或停辦", en: "Postpone or call off {session}" }
    standing_what() { zh: "要做什麼", en: "What to do" }
    standing_postpone() { zh: "延期", en: "Postpone" }
    standing_call_off() { zh: "停辦", en: "Call off" }
    standing_restore() { zh: "恢復排定", en: "Hold as announced" }
    standing_lead() {
        zh: "報名的學員會收到通知，平板下次連線時會顯示；不會產生未出席紀錄。延期的新日期請在計畫中修正並送審。",
        en: "Everybody registered is notified and tablets show it at their next contact; nobody becomes a no-show. A new date is an amendment of the plan.",
    }
    standing_reason() { zh: "原因（會寄給學員）", en: "Reason (attendees read it)" }
    standing_do() { zh: "確定並通知學員", en: "Confirm and notify" }
    course_deleted() { zh: "已刪除", en: "Deleted" }
    mistaken() { zh: "課程登錄錯誤", en: "Entered by mistake" }
    mistaken_title(course: &str) { zh: "課程登錄錯誤：{course}", en: "Entered by mistake: {course}" }
    mistaken_lead() {
        zh: "課程會從研習課程清單移除，已報名者的報名一併取消並收到通知，不產生未出席紀錄；不能復原。已有簽到或時數紀錄的課程不得刪除。",
        en: "The course leaves every list, its registrations end and everybody registered is told; nobody becomes a no-show. It cannot be undone. A course with punches or hours cannot be deleted.",
    }
    mistaken_kind() { zh: "理由類別", en: "Kind of reason" }
    mistaken_duplicate() { zh: "重複登課", en: "Entered twice" }
    mistaken_not_held() { zh: "未開班", en: "Not held" }
    mistaken_other() { zh: "其他", en: "Other" }
    mistaken_reason() { zh: "請輸入「課程登錄錯誤」理由", en: "Reason (attendees read it)" }
    mistaken_do() { zh: "刪除課程並通知學員", en: "Delete the course and notify" }
    mistaken_why(kind: &str, reason: &str) { zh: "課程登錄錯誤（{kind}）：{reason}", en: "Entered by mistake ({kind}): {reason}" }
    leave() { zh: "登出", en: "Sign out of account" }
}

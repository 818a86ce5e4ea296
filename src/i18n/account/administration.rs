//! Texts of `/accounts`.

use crate::i18n::messages;

messages! {
    title() { zh: "帳號管理", en: "Accounts" }
    lead() { zh: "一人一帳號。開設、停用與每學年確認。", en: "One person, one account: open, disable, confirm each school year." }
    no_permission() { zh: "您的帳號沒有管理帳號的權限。", en: "Your account does not administer others." }
    to_start() { zh: "回首頁", en: "To the start" }
    search() { zh: "姓名、職稱、登入名稱或學校", en: "Name, title, login name or school" }
    search_go() { zh: "搜尋", en: "Search" }
    open_account() { zh: "開設帳號", en: "Open an account" }
    new_office() { zh: "新增單位", en: "New office" }
    filter() { zh: "顯示", en: "Show" }
    filter_all(n: usize) { zh: "全部 {n}", en: "All {n}" }
    filter_unconfirmed(n: usize) { zh: "本學年度未確認 {n}", en: "Not confirmed {n}" }
    filter_idle(n: usize) { zh: "久未登入 {n}", en: "Idle {n}" }
    filter_ended(n: usize) { zh: "停用或註銷 {n}", en: "Disabled or closed {n}" }
    more() { zh: "還有更多帳號，請輸入更多字縮小範圍。", en: "There are more: search narrower." }
    nobody() { zh: "沒有符合的帳號。", en: "No such account." }
    list_label() { zh: "帳號清單", en: "Accounts" }
    policy_confirm_due(year: i32, month: u32, day: u32) {
        zh: "{year} 學年度的帳號請於 {month} 月 {day} 日前確認。",
        en: "Confirm the accounts of school year {year} until {month}/{day}.",
    }
    policy_confirm_over_mark(year: i32, month: u32, day: u32) {
        zh: "{year} 學年度的確認期限（{month} 月 {day} 日）已過，未確認的帳號會標示出來。",
        en: "The time for confirming accounts of school year {year} ended on {month}/{day}; unconfirmed ones are marked.",
    }
    policy_confirm_over_suspend(year: i32, month: u32, day: u32) {
        zh: "{year} 學年度的確認期限（{month} 月 {day} 日）已過，未確認帳號的職務權限已暫停，確認後恢復。",
        en: "The time for confirming accounts of school year {year} ended on {month}/{day}; roles of unconfirmed ones rest until confirmed.",
    }
    policy_idle(disable: u32, close: u32) {
        zh: "超過 {disable} 日未登入者應停用，超過 {close} 日應註銷；由管理者處理，系統不會自動執行。",
        en: "Accounts unused for {disable} days should be disabled, for {close} days closed; an administrator does it, nothing happens by itself.",
    }
    state_active() { zh: "啟用", en: "Active" }
    state_disabled() { zh: "停用", en: "Disabled" }
    state_closed() { zh: "註銷", en: "Closed" }
    col_person() { zh: "人員", en: "Person" }
    col_login() { zh: "登入名稱", en: "Login name" }
    col_roles() { zh: "職務", en: "Roles" }
    col_state() { zh: "狀態", en: "State" }
    col_last() { zh: "最近登入", en: "Last login" }
    col_actions() { zh: "處理", en: "Actions" }
    never() { zh: "尚未登入", en: "never" }
    waits() { zh: "待首次登入", en: "First login pending" }
    no_login() { zh: "不能自行登入", en: "Cannot log in" }
    factor_bound() { zh: "已綁定雙因子", en: "Second factor bound" }
    factor_missing() { zh: "未綁定雙因子", en: "No second factor" }
    idle_disable(days: u32) { zh: "超過 {days} 日未登入", en: "Unused for {days} days" }
    unconfirmed() { zh: "本學年度未確認", en: "Not confirmed" }
    open_courses(n: u32) { zh: "尚未結案 {n} 門", en: "Courses not closed: {n}" }
    role_none() { zh: "學員", en: "Attendee" }
    role_officer() { zh: "承辦人", en: "Officer" }
    role_approver() { zh: "校長／業務主管", en: "Approver" }
    role_administrator() { zh: "單位管理者", en: "Administrator" }
    role_supervisor(county: &str) { zh: "縣市督導（{county}）", en: "Supervisor ({county})" }
    role_system() { zh: "系統管理員", en: "System administrator" }
    role_at(role: &str, place: &str) { zh: "{role}（{place}）", en: "{role} ({place})" }
    manage(name: &str) { zh: "處理{name}的帳號", en: "Manage the account of {name}" }
    confirm_all(n: usize) { zh: "確認這 {n} 人仍在職", en: "Confirm these {n}" }
    confirm_one() { zh: "確認仍在職", en: "Confirm" }
    confirmed(n: usize) { zh: "已確認 {n} 個帳號。", en: "Accounts confirmed: {n}." }
    disable() { zh: "停用帳號", en: "Disable" }
    enable() { zh: "恢復啟用", en: "Enable again" }
    close() { zh: "註銷帳號", en: "Close for good" }
    done() { zh: "已完成。", en: "Done." }
    reset() { zh: "重設密碼", en: "Reset the password" }
    reset_factor() { zh: "手機也遺失：一併解除雙因子綁定", en: "The phone is lost too: unbind the second factor" }
    reset_explain() {
        zh: "原密碼立即失效、所有裝置登出，並產生一次性登入碼交給本人。",
        en: "The password stops working, all browsers are signed out, and a one-time code is made for the person.",
    }
    state_explain() {
        zh: "停用後立即登出，姓名仍保留在過去的紀錄中；註銷後不能恢復。",
        en: "Disabling signs the person out at once; the name stays in history. Closing cannot be undone.",
    }
    reason_left() { zh: "離職或調校", en: "Left or moved" }
    reason_duty() { zh: "業務異動", en: "Other duties now" }
    reason_idle() { zh: "久未登入", en: "Not used for long" }
    reason_back() { zh: "復職或續任", en: "Back in duty" }
    roles_heading(place: &str) { zh: "在{place}的職務", en: "Roles at {place}" }
    save_roles() { zh: "儲存職務", en: "Save the roles" }
    field_organisation() { zh: "學校或單位", en: "School or office" }
    field_organisation_hint() { zh: "輸入校名的一部分，再從下面選擇", en: "Type part of the name, then choose" }
    organisation_missing() { zh: "請選擇學校或單位", en: "Choose a school or office" }
    organisation_none() { zh: "找不到這個名稱。", en: "No such name." }
    organisation_chosen(name: &str) { zh: "已選：{name}", en: "Chosen: {name}" }
    organisation_change() { zh: "改選", en: "Change" }
    field_name() { zh: "姓名", en: "Name" }
    name_missing() { zh: "請輸入姓名", en: "Enter the name" }
    field_title() { zh: "職稱", en: "Title" }
    field_login_hint() {
        zh: "3 至 64 個字母、數字或 . _ - @；開設後不能更改",
        en: "3 to 64 letters, digits or . _ - @; cannot be changed later",
    }
    field_roles() { zh: "職務", en: "Roles" }
    field_county() { zh: "縣市", en: "County" }
    supervised_county() { zh: "督導縣市", en: "Supervises" }
    supervised_none() { zh: "不是縣市督導", en: "No county supervisor" }
    county_missing() { zh: "請選擇縣市", en: "Choose a county" }
    namesake() { zh: "同單位已有同姓名的帳號，這是另一個人", en: "Somebody there has this name; this is another person" }
    opened(name: &str) { zh: "{name}的帳號已開設", en: "The account of {name} is open" }
    code_heading() { zh: "一次性登入碼", en: "One-time code" }
    code_hand_over(login: &str, until: &str) {
        zh: "請親手交給本人：登入名稱「{login}」與這組登入碼，在「第一次登入」設定密碼。{until} 前有效，只顯示這一次。",
        en: "Hand it to the person: login name “{login}” and this code, for “First login”. Valid until {until}; shown this once.",
    }
    code_close() { zh: "已交給本人", en: "Handed over" }
    office_name() { zh: "單位全名", en: "Full name" }
    office_hint() { zh: "例：屏東縣政府教育處", en: "e.g. Education Department of Pingtung County" }
    office_create() { zh: "新增", en: "Create" }
    office_done(name: &str) { zh: "已新增{name}。", en: "{name} was created." }
}

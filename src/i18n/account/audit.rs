//! Texts of `/audit`.

use crate::i18n::messages;

messages! {
    title() { zh: "稽核紀錄", en: "Audit trail" }
    lead() { zh: "誰在何時做了什麼。紀錄只增不改。", en: "Who did what, when. Lines are added, never changed." }
    no_permission() { zh: "您的帳號不能查看稽核紀錄。", en: "Your account does not see the audit trail." }
    ids_only() {
        zh: "系統管理員只看到代碼，不顯示姓名。",
        en: "System administrators see ids only, no names.",
    }
    target() { zh: "對象", en: "Target" }
    target_hint() { zh: "代碼的一部分，或 account: session: course:", en: "Part of an id, or account: session: course:" }
    action() { zh: "動作", en: "Action" }
    any_action() { zh: "全部動作", en: "Any action" }
    from() { zh: "起日", en: "From" }
    to() { zh: "迄日", en: "To" }
    search() { zh: "查詢", en: "Search" }
    export() { zh: "匯出 NDJSON", en: "Export NDJSON" }
    more() { zh: "更早的紀錄", en: "Earlier lines" }
    none() { zh: "沒有符合的紀錄。", en: "No such lines." }
    list_label() { zh: "稽核紀錄清單", en: "Lines" }
    col_time() { zh: "時間", en: "Time" }
    col_who() { zh: "執行者", en: "Who" }
    col_what() { zh: "動作", en: "What" }
    col_target() { zh: "對象", en: "To what" }
    details() { zh: "內容", en: "Details" }
    command_line() { zh: "伺服器指令", en: "Command line" }
    device(id: &str) { zh: "裝置 {id}", en: "Device {id}" }
    kind_account(id: &str) { zh: "帳號 {id}", en: "Account {id}" }
    kind_session(id: &str) { zh: "場次 {id}", en: "Session {id}" }
    kind_course(id: &str) { zh: "課程 {id}", en: "Course {id}" }
    kind_organisation(id: &str) { zh: "單位 {id}", en: "Organisation {id}" }
    action_log_in() { zh: "登入", en: "Logged in" }
    action_first_log_in() { zh: "首次登入", en: "First login" }
    action_create_account() { zh: "以指令建立帳號", en: "Account created by command" }
    action_open_account() { zh: "開設帳號", en: "Account opened" }
    action_set_account_state() { zh: "變更帳號狀態", en: "Account state changed" }
    action_set_account_roles() { zh: "變更職務", en: "Roles changed" }
    action_confirm_account() { zh: "學年度確認", en: "Confirmed for the year" }
    action_reset_access() { zh: "重設密碼", en: "Access reset" }
    action_bind_second_factor() { zh: "綁定驗證 App", en: "Authenticator app bound" }
    action_start_passkey() { zh: "開始新增通行密鑰", en: "New passkey begun" }
    action_bind_passkey() { zh: "綁定通行密鑰", en: "Passkey bound" }
    action_revoke_passkey() { zh: "刪除通行密鑰", en: "Passkey removed" }
    action_passkey_counter_refused() { zh: "拒絕次數倒退的通行密鑰", en: "Passkey refused, its counter went back" }
    action_start_rebind() { zh: "開始更換驗證 App", en: "Moving the app begun" }
    action_new_recovery_codes() { zh: "產生備用碼", en: "New recovery codes" }
    action_change_password() { zh: "變更密碼", en: "Password changed" }
    action_revoke_account_session() { zh: "登出其他裝置", en: "Session ended" }
    action_logout_everywhere() { zh: "登出所有裝置", en: "Logged out everywhere" }
    action_create_office() { zh: "新增單位", en: "Office created" }
    action_decide() { zh: "認定出席", en: "Attendance decided" }
    action_link_draft() { zh: "連結現場報名", en: "Walk-in linked" }
    action_override_final() { zh: "確認定案", en: "Declared final" }
    action_backfill() { zh: "補登", en: "Backfilled" }
    action_issue_hours() { zh: "核發時數", en: "Hours issued" }
    action_new_enrolment_code() { zh: "產生啟用碼", en: "Enrolment code made" }
    action_enrol_device() { zh: "啟用裝置", en: "Device enrolled" }
    action_revoke_device() { zh: "通報裝置遺失", en: "Device reported lost" }
    action_set_pin() { zh: "設定 PIN", en: "PIN set" }
    action_withdraw_operator() { zh: "收回簽到工作", en: "Operator withdrawn" }
    action_export_audit() { zh: "匯出稽核紀錄", en: "Audit trail exported" }
}

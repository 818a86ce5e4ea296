//! Texts of the plan editor.

use crate::i18n::messages;

messages! {
    title() { zh: "編輯計畫", en: "Edit plan" }
    section_plan() { zh: "計畫資料", en: "The plan" }
    section_texts() { zh: "說明與條文", en: "Explanations and clauses" }
    one_per_line() { zh: "一行一條", en: "One a line" }
    national() { zh: "全國", en: "All counties" }
    add_course() { zh: "新增課程", en: "Add course" }
    remove_course() { zh: "刪除課程", en: "Remove course" }
    add_session() { zh: "新增場次", en: "Add session" }
    copy_session() { zh: "複製前一場", en: "Copy previous session" }
    remove_session() { zh: "刪除場次", en: "Remove session" }
    edit_session(name: &str) { zh: "編輯{name}", en: "Edit {name}" }
    close_session() { zh: "收合", en: "Close" }
    no_date() { zh: "日期未填", en: "No date yet" }
    date_hint() { zh: "例：8月5日(二)、114/8/5；寫出星期會自動核對", en: "e.g. 8月5日(二), 114/8/5; a weekday written is checked" }
    date_read(day: &str) { zh: "{day}", en: "{day}" }
    on_site() { zh: "實體", en: "On-site" }
    online() { zh: "線上", en: "Online" }
    hybrid() { zh: "混成", en: "Hybrid" }
    briefing() { zh: "簡報", en: "Briefing" }
    hands_on() { zh: "實機", en: "Hands-on" }
    venue_org() { zh: "場地單位", en: "Venue" }
    venue_room() { zh: "樓層與教室", en: "Floor and room" }
    venue_seats() { zh: "座位數", en: "Seats" }
    capacity_hint() { zh: "空白：不限", en: "Empty: no limit" }
    group_hint() { zh: "內容相同的場次填同一字母", en: "The same letter for sessions of one content" }
    no_region() { zh: "不分區", en: "No region" }
    add_period() { zh: "新增時段", en: "Add period" }
    remove_period() { zh: "刪除時段", en: "Remove period" }
    sign_in_opens() { zh: "簽到開始", en: "Sign-in opens" }
    start() { zh: "開始", en: "Start" }
    end() { zh: "結束", en: "End" }
    break_start() { zh: "休息開始", en: "Break starts" }
    break_end() { zh: "休息結束", en: "Break ends" }
    period_hours() { zh: "時段時數", en: "Hours of the period" }
    period_label() { zh: "時段別", en: "Part of the day" }
    add_row() { zh: "新增議程列", en: "Add row" }
    remove_row() { zh: "刪除此列", en: "Remove row" }
    topics() { zh: "課程內容", en: "Content" }
    topics_hint() { zh: "一行一項；※ 為分組，代碼如「C01. 啟用新學期」", en: "One a line; ※ heads a group, codes like “C01. …”" }
    insert_module() { zh: "插入模組", en: "Insert module" }
    choose_module() { zh: "選擇模組代碼…", en: "Choose a module…" }
    lecturer() { zh: "講者", en: "Lecturer" }
    minutes(n: i64) { zh: "{n} 分鐘", en: "{n} min" }
    sum(agenda: i64, teaching: i64) { zh: "議程 {agenda} 分鐘／上課 {teaching} 分鐘", en: "Agenda {agenda} min / teaching {teaching} min" }
    sum_hours(agenda: i64, teaching: i64, hours: &str, promised: i64) {
        zh: "議程 {agenda} 分鐘／上課 {teaching} 分鐘／核發 {hours} 小時（{promised} 分鐘）",
        en: "Agenda {agenda} min / teaching {teaching} min / {hours} hours ({promised} min)",
    }
    hours_none() { zh: "不核發", en: "None" }
    hours_session() { zh: "每場次", en: "Per session" }
    hours_period() { zh: "依時段", en: "Per period" }
    hours_value() { zh: "每場時數", en: "Hours per session" }
    first_come() { zh: "依報名順序", en: "First come" }
    by_organiser() { zh: "由承辦人審核", en: "By the organiser" }
    counties_own() { zh: "僅本縣市", en: "Own county only" }
    counties_all() { zh: "各縣市", en: "All counties" }
    cross_region() { zh: "開放跨區參與", en: "Open to other regions" }
    elementary() { zh: "國小", en: "Elementary" }
    junior() { zh: "國中", en: "Junior high" }
    special() { zh: "特教學校", en: "Special education" }
    senior() { zh: "高中附設國中", en: "Senior high with junior" }
    tags_hint() { zh: "以頓號分開，例：教務、註冊", en: "Separated by 、" }
    materials_hint() { zh: "一行一項：名稱：取得處", en: "One a line: title：place" }
    regions_hint() { zh: "一行一區：北桃竹：臺北市255、桃園市267（總校數）", en: "One a line: name：counties with school counts (total)" }
    bring_hint() { zh: "以頓號分開；依學員的登入方式列出", en: "Separated by 、; listed by how the attendee logs in" }
    bring_first() { zh: "首次登入者（研習前完成事項）", en: "First login (to be done before)" }
    bring_otp() { zh: "已綁定 OTP 者", en: "OTP bound" }
    bring_card() { zh: "使用自然人憑證者", en: "Citizen certificate" }
    bring_health() { zh: "使用健保卡者", en: "Health card" }
    bring_mobile() { zh: "使用行動自然人憑證者", en: "Mobile certificate" }
    bring_school() { zh: "學校權限 AA 帳號持有者", en: "Holder of the school’s AA account" }
    link_purpose() { zh: "用途", en: "Purpose" }
    link_url() { zh: "連結", en: "Address" }
    link_no() { zh: "會議號", en: "Meeting number" }
    link_password() { zh: "密碼", en: "Password" }
    link_provider() { zh: "平台", en: "Platform" }
    link_secret() { zh: "連結與密碼只給錄取者與工作人員，不會公開，也不會下載到平板。", en: "Links go to the admitted and to staff only; never public, never on a tablet." }
    link_form() { zh: "表單", en: "Form" }
    link_other() { zh: "其他", en: "Other" }
    meeting() { zh: "會議", en: "Meeting" }
    stream() { zh: "直播", en: "Stream" }
    sign_in() { zh: "簽到", en: "Sign-in" }
    sign_out() { zh: "簽退", en: "Sign-out" }
    add_link() { zh: "新增連結", en: "Add link" }
    remove_link() { zh: "刪除連結", en: "Remove link" }
    state_saved(time: &str) { zh: "已儲存 {time}", en: "Saved {time}" }
    state_saving() { zh: "儲存中…", en: "Saving…" }
    state_kept() { zh: "已存於本機，尚未送到伺服器", en: "Kept on this device, not yet on the server" }
    state_blocked() { zh: "已存於本機；有須先修正的內容，修正後才會送到伺服器", en: "Kept on this device; sent once the marked findings are mended" }
    state_not_kept() { zh: "尚未儲存！這個瀏覽器無法保存，請先匯出計畫檔", en: "Not saved! This browser cannot keep it; export the plan file" }
    conflict() { zh: "這份計畫已被別人更新或送審", en: "Somebody else changed or submitted this plan" }
    conflict_text() {
        zh: "您輸入的內容沒有遺失，也沒有覆蓋別人的內容。可先匯出自己的版本，再載入伺服器上的版本比對。",
        en: "Nothing you typed is lost and nothing of theirs was overwritten. Export your version, then load the server’s.",
    }
    load_theirs() { zh: "載入伺服器版本", en: "Load the server’s version" }
    restored() { zh: "已還原上次在這台裝置輸入、尚未送出的內容。", en: "Restored what was typed here and not yet sent." }
    waiting() { zh: "計畫已送審，核准前不能編輯。需要修改請先撤回。", en: "Submitted: withdraw it to edit." }
    submit() { zh: "送審", en: "Submit for approval" }
    withdraw() { zh: "撤回", en: "Withdraw" }
    announce() { zh: "公告", en: "Announce" }
    export() { zh: "匯出計畫檔", en: "Export plan file" }
    remove() { zh: "刪除計畫", en: "Remove plan" }
    remove_sure() { zh: "刪除後無法復原。確定刪除這份計畫？", en: "This cannot be undone. Remove the plan?" }
    cannot_announce() { zh: "計畫核准後才能公告", en: "Only after approval" }
    cannot_announce_twice() { zh: "已公告", en: "Announced already" }
    cannot_submit_findings() { zh: "請先修正「送審前須修正」的項目", en: "Mend the blocking findings first" }
    cannot_submit_same() { zh: "與已核准的版本相同", en: "Same as the approved version" }
    cannot_submit_unsaved() { zh: "尚未存到伺服器", en: "Not saved to the server yet" }
    read_only() { zh: "您可以檢視這份計畫，但不能編輯。", en: "You may read this plan but not edit it." }
    announced_done() { zh: "已公告。課程已出現在「我的課程」。", en: "Announced. The course is under “My courses”." }
    to_courses() { zh: "前往我的課程", en: "To my courses" }
    returned(name: &str) { zh: "{name}退回這份計畫", en: "{name} returned this plan" }
}

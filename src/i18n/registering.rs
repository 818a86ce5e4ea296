//! Texts of the catalogue, of registering, of own registrations and of 指派.

use super::messages;

messages! {
    title() { zh: "研習課程", en: "Courses" }
    lead() { zh: "找到適合業務的場次，一頁完成報名", en: "Find a session that fits your work and register on one page" }
    filters() { zh: "篩選", en: "Filters" }
    search() { zh: "研習名稱、地點、內容", en: "Title, place, content" }
    area() { zh: "業務別", en: "Business area" }
    any_area() { zh: "不限業務別", en: "Any business area" }
    county() { zh: "縣市", en: "County" }
    any_county() { zh: "不限縣市", en: "Any county" }
    mode() { zh: "方式", en: "Mode" }
    any_mode() { zh: "不限方式", en: "Any mode" }
    mode_on_site() { zh: "實體", en: "On site" }
    mode_online() { zh: "線上", en: "Online" }
    mode_hybrid() { zh: "混成", en: "Hybrid" }
    from() { zh: "起日", en: "From" }
    to() { zh: "迄日", en: "To" }
    only_free() { zh: "只看尚有名額", en: "Only with seats left" }
    only_eligible() { zh: "只看我可以報名的", en: "Only those I may register for" }
    clear_filters() { zh: "清除篩選", en: "Clear filters" }
    refresh() { zh: "重新整理", en: "Refresh" }
    found(n: u32) { zh: "符合 {n} 場", en: "Sessions found: {n}" }
    more() { zh: "顯示更多場次", en: "Show more sessions" }
    none_found() { zh: "沒有符合的場次", en: "No session matches" }
    none_found_text() { zh: "放寬條件或清除篩選後再看看。", en: "Widen or clear the filters." }
    loading() { zh: "正在取得場次…", en: "Fetching sessions…" }
    not_seen() {
        zh: "離線時只能看先前看過的場次；這台裝置上還沒有。連上網路後再開啟一次。",
        en: "Offline only sessions seen before can be read, and there are none on this device. Open this page again with a network.",
    }
    seen_offline(time: &str) {
        zh: "目前離線，這是 {time} 看到的內容；名額可能已有變動。仍可報名，連上網路後送出。",
        en: "Offline: this is as seen at {time}; seats may have changed. You can still register, it is sent when there is a network.",
    }
    seats_left(left: u32, capacity: u32) { zh: "剩餘名額 {left}／{capacity}", en: "Seats left: {left} of {capacity}" }
    seats_unlimited() { zh: "名額不限", en: "No seat limit" }
    full_waiting(n: u32) { zh: "已額滿，備取 {n} 人", en: "Full; waiting list: {n}" }
    closes(time: &str) { zh: "報名至 {time}", en: "Register until {time}" }
    cross_region_open() { zh: "開放跨區", en: "Cross-region" }
    for_areas(areas: &str) { zh: "業務別：{areas}", en: "For: {areas}" }
    for_everybody() { zh: "業務別：不限", en: "For everybody" }
    open_session() { zh: "查看與報名", en: "View and register" }
    view_session() { zh: "查看", en: "View" }
    host(name: &str) { zh: "主辦單位：{name}", en: "Host: {name}" }
    called_off() { zh: "停辦", en: "Called off" }
    postponed() { zh: "延期", en: "Postponed" }
    can_register() { zh: "可報名", en: "Open for you" }
    can_wait() { zh: "可列備取", en: "Waiting list open" }
    state_applied() { zh: "已報名(待審)", en: "Registered, to be decided" }
    state_admitted() { zh: "錄取", en: "Admitted" }
    state_waitlisted(n: u32) { zh: "備取 {n}", en: "Waiting list {n}" }
    state_not_admitted() { zh: "未錄取", en: "Not admitted" }
    state_cancelled() { zh: "已取消", en: "Cancelled" }
    state_on_leave() { zh: "請假", en: "On leave" }
    state_leave_asked() { zh: "請假待決定", en: "Leave to be decided" }
    state_walk_in() { zh: "現場(待認)", en: "Walk-in, pending" }
    state_rejected() { zh: "不予採認", en: "Not accepted" }
    state_unsent() { zh: "待送出", en: "Waiting to be sent" }
    state_refused() { zh: "未完成", en: "Not done" }
    back() { zh: "回到研習課程", en: "Back to the courses" }
    who() { zh: "報名人", en: "Registrant" }
    no_school() { zh: "尚未設定服務學校", en: "No school yet" }
    agenda() { zh: "議程", en: "Agenda" }
    no_agenda() { zh: "議程另行公告", en: "The agenda will be announced" }
    lecturer(name: &str) { zh: "講者：{name}", en: "Lecturer: {name}" }
    links() { zh: "會議連結", en: "Meeting links" }
    links_for() {
        zh: "只提供給本場次的錄取人員、講師與承辦人；請勿轉傳。每次開啟都會向伺服器查詢，不會存在這台裝置上。",
        en: "For admitted people, lecturers and the organiser of this session only; do not pass them on. They are asked for each time and not kept on this device.",
    }
    links_show() { zh: "顯示會議連結", en: "Show the meeting links" }
    links_none() { zh: "承辦人還沒有提供會議連結，請稍後再查看。", en: "The organiser has not given any links yet; look again later." }
    link_meeting() { zh: "會議", en: "Meeting" }
    link_stream() { zh: "直播", en: "Live stream" }
    link_sign_in() { zh: "簽到表單", en: "Sign-in form" }
    link_sign_out() { zh: "簽退表單", en: "Sign-out form" }
    link_number(number: &str) { zh: "會議號：{number}", en: "Meeting number: {number}" }
    link_password(password: &str) { zh: "密碼：{password}", en: "Password: {password}" }
    link_copy(which: &str) { zh: "複製 {which}", en: "Copy {which}" }
    link_copied() { zh: "已複製", en: "Copied" }
    link_not_copied() { zh: "無法複製，請自行選取", en: "Could not copy; please select it yourself" }
    register_heading() { zh: "報名", en: "Register" }
    no_area() { zh: "（請選擇）", en: "(please choose)" }
    login() { zh: "登入方式", en: "How you log in" }
    login_hint() { zh: "用來提醒您要帶的設備", en: "Tells you what to bring" }
    login_first_time() { zh: "首次使用，尚未綁定", en: "First time, nothing bound yet" }
    login_otp() { zh: "帳號密碼＋OTP", en: "Password and OTP" }
    login_citizen() { zh: "自然人憑證", en: "Citizen certificate card" }
    login_health() { zh: "健保卡", en: "Health-insurance card" }
    login_school() { zh: "學校權限 AA 帳號", en: "The school's AA account" }
    login_mobile() { zh: "行動自然人憑證", en: "Mobile citizen certificate" }
    mark() { zh: "同名註記", en: "Mark beside the name" }
    mark_hint() {
        zh: "貴校有同名同職稱的人員。請填寫分得開的註記，例如任教年級或科目；會顯示在姓名旁。",
        en: "Somebody of the same name and title works at your school. Say what tells you apart, such as a class or subject; it stands beside the name.",
    }
    mark_needed() { zh: "請先填寫同名註記", en: "Fill in the mark beside the name first" }
    mark_of(name: &str) { zh: "{name} 的同名註記", en: "Mark beside the name of {name}" }
    note() { zh: "備註給承辦人", en: "Note to the organiser" }
    note_hint() { zh: "可不填", en: "Optional" }
    register() { zh: "報名", en: "Register" }
    by_organiser() { zh: "本課程由承辦人審核後公布錄取。", en: "The organiser decides about every applicant." }
    per_school(n: u32) { zh: "每校至多 {n} 人。", en: "At most {n} people of one school." }
    cancel_until(time: &str) { zh: "{time} 前可自行取消，之後須請假。", en: "You can cancel until {time}; after that, ask for leave." }
    remarks() { zh: "報名前請留意", en: "Before you register" }
    refusals() { zh: "目前不能報名", en: "You cannot register now" }
    bring() { zh: "攜帶設備", en: "What to bring" }
    to_mine() { zh: "到我的報名", en: "To my registrations" }
    done_admitted() { zh: "報名完成，已錄取", en: "Registered and admitted" }
    done_applied() { zh: "報名完成，待承辦人審核", en: "Registered; the organiser will decide" }
    done_waiting(n: u32) { zh: "報名完成，列備取第 {n}", en: "Registered; number {n} on the waiting list" }
    full(cap: u32, n: u32, list: &str) {
        zh: "本場次已達上限 {cap} 人，已列備取第 {n}；尚有名額之場次：{list}",
        en: "The session has its {cap} people; you are number {n} on the waiting list. Sessions with seats: {list}",
    }
    full_nowhere(cap: u32, n: u32) {
        zh: "本場次已達上限 {cap} 人，已列備取第 {n}；同課程目前沒有其他尚有名額之場次",
        en: "The session has its {cap} people; you are number {n} on the waiting list. No other session of the course has seats",
    }
    unsent() {
        zh: "待送出：已存在這台裝置，連上網路後自動送出。名額由伺服器決定，送出後才算數。",
        en: "Waiting: stored on this device and sent when there is a network. The server decides about seats; it counts once sent.",
    }
    refused_title() { zh: "伺服器沒有接受", en: "The server did not accept it" }
    not_stored() {
        zh: "這台裝置無法儲存，沒有報名。請檢查儲存空間後再試一次；您輸入的內容還在畫面上。",
        en: "This device could not store it; you are not registered. Check the storage and try again; what you entered is still here.",
    }
    withdraw_unsent() { zh: "收回，不送出", en: "Take back, do not send" }
    dismiss() { zh: "知道了", en: "Dismiss" }
    nothing_ahead() { zh: "目前沒有尚未舉行的報名", en: "No registration ahead" }
    my_registrations() { zh: "我的報名", en: "My registrations" }
    my_requests() { zh: "我的申請", en: "My requests" }
    find_more() { zh: "找研習課程", en: "Find courses" }
    request_register() { zh: "報名", en: "Register" }
    request_withdraw() { zh: "取消報名", en: "Cancel the registration" }
    request_give_up() { zh: "放棄錄取", en: "Give up the admission" }
    request_leave() { zh: "請假", en: "Ask for leave" }
    request_decline() { zh: "婉拒指派", en: "Decline the assignment" }
    request_made(time: &str) { zh: "{time} 提出", en: "Made at {time}" }
    assigned_by_school() { zh: "學校指派", en: "Assigned by the school" }
    withdraw_confirm() { zh: "取消後不計入「報名但未參與研習」。確定取消？", en: "A cancelled registration is never a no-show. Cancel it?" }
    give_up_confirm() {
        zh: "放棄後名額會遞補給下一位，且不計入「報名但未參與研習」。確定放棄？",
        en: "The seat goes to the next one, and it is never a no-show. Give it up?",
    }
    leave_explains() {
        zh: "已逾取消期限，請改以「請假」聯繫承辦人。承辦人同意後不計入「報名但未參與研習」。",
        en: "The deadline for cancelling has passed. Ask the organiser for leave; once accepted it is no no-show.",
    }
    decline_explains() { zh: "請說明原因，指派您的人會收到通知。", en: "Say why; whoever assigned you is told." }
    reason() { zh: "原因", en: "Reason" }
    reason_needed() { zh: "請先輸入原因。", en: "Please enter a reason first." }
    keep() { zh: "不取消", en: "Keep it" }
    confirm_withdraw() { zh: "確定取消報名", en: "Yes, cancel it" }
    confirm_give_up() { zh: "確定放棄錄取", en: "Yes, give it up" }
    confirm_leave() { zh: "送出請假", en: "Ask for leave" }
    confirm_decline() { zh: "送出婉拒", en: "Decline" }
    organiser_reason(reason: &str) { zh: "承辦人說明：{reason}", en: "The organiser: {reason}" }
    item_bind() { zh: "參訓前完成雙因子綁定（OTP 或 自然人憑證 擇一）", en: "Before the day: bind a second factor (OTP or citizen certificate)" }
    item_xca() { zh: "XCA 憑證", en: "XCA certificate" }
    item_citizen() { zh: "自然人憑證", en: "Citizen certificate card" }
    item_health() { zh: "健保卡", en: "Health-insurance card" }
    item_reader() { zh: "讀卡機", en: "Card reader" }
    item_otp() { zh: "已綁定 OTP 之行動裝置", en: "Mobile device with bound OTP" }
    item_mobile() { zh: "已綁定行動自然人憑證之行動裝置", en: "Mobile device with the mobile certificate" }
    item_headphones() { zh: "喇叭或耳機", en: "Speakers or headphones" }
    item_microphone() { zh: "麥克風", en: "Microphone" }
    item_network() { zh: "頻寬較穩定之連線網路", en: "A stable network" }
    not_signed_in() { zh: "請先登入，才能查看與報名研習。", en: "Sign in first to see courses and register." }
    to_entry() { zh: "回到首頁", en: "To the entry page" }
    assign_title() { zh: "指派人員參加研習", en: "Assign staff" }
    assign_lead() { zh: "選一個場次，再勾選本校人員", en: "Choose a session, then the people of your school" }
    assign_which() { zh: "場次", en: "Session" }
    assign_search() { zh: "搜尋場次", en: "Search sessions" }
    assign_choose() { zh: "（請先選擇場次）", en: "(choose a session first)" }
    assign_people() { zh: "本校人員", en: "Staff" }
    assign_none() { zh: "本校還沒有人員資料。", en: "Your school has nobody on record yet." }
    assign_forbidden() { zh: "指派由校長、業務主管或單位管理者辦理，這個帳號沒有這項權限。", en: "Only approvers and administrators of a school assign staff." }
    assign_one(name: &str) { zh: "指派 {name}", en: "Assign {name}" }
    assign_press(n: usize) { zh: "指派 {n} 人", en: "Assign {n}" }
    assign_nobody() { zh: "請先勾選人員", en: "Choose people first" }
    assign_no_session() { zh: "請先選擇場次", en: "Choose a session first" }
    assign_area(name: &str) { zh: "{name} 的業務別", en: "Business area of {name}" }
    assign_done() { zh: "指派結果", en: "Result" }
    col_result() { zh: "結果", en: "Result" }
    col_registered() { zh: "已報名場次", en: "Registered for" }
    sessions_count(n: usize) { zh: "{n} 場", en: "{n}" }
}

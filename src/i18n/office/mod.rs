//! Texts of the organiser's screens; one file a screen, this one for what they share.

use super::messages;

pub mod admission;
pub mod backfill;
pub mod board;
pub mod courses;
pub mod devices;
pub mod events;
pub mod flags;
pub mod hours;
pub mod import_roster;
pub mod review;
pub mod sheet;
pub mod status;

messages! {
    nav_label() { zh: "場次功能", en: "Session pages" }
    all_sessions() { zh: "全部場次", en: "All sessions" }
    nav_courses() { zh: "我的課程", en: "My courses" }
    nav_board() { zh: "到場情形", en: "Live board" }
    nav_review() { zh: "出席認定", en: "Review" }
    nav_hours() { zh: "核發時數", en: "Issue hours" }
    nav_backfill() { zh: "補登", en: "Backfill" }
    nav_import() { zh: "匯入名冊", en: "Import roster" }
    nav_sheet() { zh: "簽到簿", en: "Sign-in sheet" }
    nav_desk() { zh: "回到簽到", en: "Back to check-in" }
    nav_links() { zh: "會議連結", en: "Meeting links" }
    nav_admission() { zh: "錄取", en: "Admission" }
    nav_devices() { zh: "裝置", en: "Devices" }
    list_separator() { zh: "、", en: ", " }
    session_no(no: &str, n: u8) { zh: "第{no}場", en: "Session {n}" }
    morning() { zh: "上午", en: "Morning" }
    afternoon() { zh: "下午", en: "Afternoon" }
    full_day() { zh: "全日", en: "Full day" }
    online() { zh: "線上", en: "Online" }
    data_time(time: &str) { zh: "資料時間 {time}", en: "Data as of {time}" }
    data_time_offline(time: &str) { zh: "資料時間 {time}（離線檢視）", en: "Data as of {time} (offline view)" }
    never() { zh: "尚無", en: "none yet" }
    not_loaded() {
        zh: "這台裝置上還沒有這個場次的資料。連上網路後會自動取得，之後離線也看得到。",
        en: "This session is not on this device yet. It is fetched when there is a network and stays readable offline.",
    }
    not_loaded_course() {
        zh: "這台裝置上還沒有這門課程的資料。連上網路後會自動取得，之後離線也看得到。",
        en: "This course is not on this device yet. It is fetched when there is a network and stays readable offline.",
    }
    not_signed_in() { zh: "請先登入。沒有任何資料遺失。", en: "Please sign in first. Nothing is lost." }
    bad_address() {
        zh: "網址不完整，找不到這一頁。請由「我的課程」進入。",
        en: "The address is incomplete. Please enter through “My courses”.",
    }
    offline_disabled() {
        zh: "離線時無法執行。連上網路後即可使用；現在看到的資料不會消失。",
        en: "Not possible offline. It works again with a network; what you see stays.",
    }
    failed_offline() {
        zh: "現在連不上伺服器，沒有送出。您輸入的內容還在畫面上，連上網路後再按一次。",
        en: "The server cannot be reached; nothing was sent. What you entered is still here, try again with a network.",
    }
    failed_signed_out() {
        zh: "登入已逾時，沒有送出。請重新登入後再按一次。",
        en: "Your sign-in has ended; nothing was sent. Sign in again and repeat.",
    }
    failed_broken() {
        zh: "伺服器沒有完成這個動作。資料沒有改變，請稍後再試；若一直發生，請通知系統管理員。",
        en: "The server did not complete this. Nothing changed; try again later and tell the administrator if it stays so.",
    }
    reason() { zh: "理由", en: "Reason" }
    reason_needed() { zh: "請先選擇或輸入理由。", en: "Please choose or enter a reason first." }
    cancel() { zh: "取消", en: "Cancel" }
    school_title(school: &str, title: &str) { zh: "{school} {title}", en: "{school}, {title}" }
    unknown_person() { zh: "（名冊以外的人）", en: "(not on the roster)" }
    erased_person() { zh: "（個資已刪除）", en: "(personal data erased)" }
    unknown_device(short: &str) { zh: "裝置 {short}", en: "Device {short}" }
    office_device() { zh: "開課承辦人補登", en: "Organiser’s backfill" }
    unknown_operator() { zh: "未具名操作人員", en: "Unnamed operator" }
    col_name() { zh: "姓名", en: "Name" }
    col_school() { zh: "學校", en: "School" }
    col_title() { zh: "職稱", en: "Title" }
    print() { zh: "列印", en: "Print" }
    data_label() { zh: "資料狀態", en: "Data state" }
    no_permission() {
        zh: "這個帳號不是本課程的開課承辦人，不能查看這一頁。",
        en: "This account does not organise the course and cannot see this page.",
    }
    to_entry() { zh: "回到首頁", en: "To the entry page" }
    switch_language() { zh: "English", en: "中文" }
    theme_system() { zh: "配色：依裝置", en: "Colours: as the device" }
    theme_light() { zh: "配色：淺色", en: "Colours: light" }
    theme_dark() { zh: "配色：深色", en: "Colours: dark" }
}

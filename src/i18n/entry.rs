//! Texts of the entry page.

use super::messages;

messages! {
    tagline() {
        zh: "研習報名、現場簽到與時數紀錄。沒有網路也照常簽到。",
        en: "Registration, on-site sign-in and training hours. Signing in works without a network.",
    }
    demo_heading() { zh: "示範：選一位進入", en: "Demo: enter as one of them" }
    demo_note() {
        zh: "人物與學校均為虛構，按一下就進入。",
        en: "All people and schools are invented. One click enters as that person.",
    }
    role_staff() { zh: "場地簽到人員", en: "Venue staff" }
    role_organiser() { zh: "開課承辦人", en: "Course organiser" }
    role_attendee() { zh: "學員", en: "Attendee" }
    role_administration() { zh: "單位與縣市", en: "School and county" }
    role_administration_does() {
        zh: "規劃與核准課程、管理帳號、督導全縣。",
        en: "Plan and approve courses, manage accounts, supervise the county.",
    }
    role_staff_does() {
        zh: "用這台裝置為學員簽到、簽退。",
        en: "Sign people in and out on this device.",
    }
    role_organiser_does() {
        zh: "看到場情形、認定出席、核發時數。",
        en: "Watch attendance, settle doubtful cases, issue hours.",
    }
    role_attendee_does() {
        zh: "查自己的研習紀錄與時數。",
        en: "See own training records and hours.",
    }
    enter_as(name: &str) { zh: "以{name}進入", en: "Enter as {name}" }
    entering(name: &str) { zh: "正在以{name}進入…", en: "Entering as {name}…" }
    enter_failed() {
        zh: "沒有進入。這台裝置上的資料沒有改變，請再試一次。",
        en: "Not entered. Nothing on this device has changed; please try again.",
    }
    enter_offline() {
        zh: "現在連不上伺服器，無法進入。連上網路後再按一次。",
        en: "The server cannot be reached, so entering is not possible. Try again when there is a network.",
    }
    loading_people() { zh: "正在取得示範人物…", en: "Fetching the demo people…" }
    continue_heading() { zh: "繼續", en: "Continue" }
    continue_desk(device: &str) { zh: "繼續簽到（{device}）", en: "Continue at the desk ({device})" }
    continue_courses(name: &str) { zh: "繼續以{name}處理課程", en: "Continue with the courses of {name}" }
    continue_work(name: &str) { zh: "繼續以{name}工作", en: "Continue as {name}" }
    continue_me(name: &str) { zh: "繼續看{name}的研習紀錄", en: "Continue to the records of {name}" }
    enrol_device() { zh: "啟用此裝置", en: "Enrol this device" }
    enrol_explains() {
        zh: "向開課承辦人索取啟用碼，輸入後這台裝置即可用於場地簽到。",
        en: "Ask the course organiser for a code; with it this device can be used at the venue.",
    }
    can_heading() { zh: "本系統可以做的事", en: "What this installation can do" }
    can_checkin() {
        zh: "場地簽到、簽退：每一筆先存在裝置上，有網路時自動上傳。",
        en: "Sign in and out at the venue: every entry is saved on the device first and sent when there is a network.",
    }
    can_review() {
        zh: "開課承辦人看到場情形、認定出席、核發研習時數。",
        en: "Organisers watch attendance, settle doubtful cases and issue hours.",
    }
    can_records() {
        zh: "學員查自己的研習紀錄，離線也看得到。",
        en: "Attendees see their own records, offline too.",
    }
    account_note() {
        zh: "有帳號的人請按「登入」；還沒有帳號，請洽貴單位的管理者開設。",
        en: "Log in with your account; without one, ask your organisation's administrator to open it.",
    }
    log_in() { zh: "登入", en: "Log in" }
}

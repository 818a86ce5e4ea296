//! Texts of `/account`.

use crate::i18n::messages;

messages! {
    title() { zh: "我的帳號", en: "My account" }
    lead(name: &str, login: &str) { zh: "{name}（{login}）", en: "{name} ({login})" }
    not_signed_in() { zh: "請先登入。", en: "Please log in first." }
    no_login() {
        zh: "示範人物沒有登入名稱，因此沒有密碼與雙因子。",
        en: "A demo person has no login name, hence neither password nor second factor.",
    }
    factor_heading() { zh: "雙因子驗證", en: "Second factor" }
    factor_bound() { zh: "已綁定驗證 App", en: "Authenticator app bound" }
    factor_missing() { zh: "尚未綁定", en: "Not bound" }
    factor_needed() {
        zh: "您的職務權限要綁定驗證 App 或通行密鑰後才生效。",
        en: "Your roles count only once an authenticator app or a passkey is bound.",
    }
    factor_optional() {
        zh: "您只看自己的紀錄，可以不綁定；綁定後更安全。",
        en: "You only see your own records, so binding is optional, but safer.",
    }
    bind() { zh: "綁定驗證 App", en: "Bind an app" }
    rebind() { zh: "更換驗證 App", en: "Move to another phone" }
    rebind_explain() {
        zh: "換手機時使用。先證明您是本人，再綁定新的手機；確認之前，原來的手機仍然有效。",
        en: "For a new phone. First the present second factor or a recovery code, then the new app; until it is confirmed the old one counts.",
    }
    further_app_explain() {
        zh: "除了通行密鑰，再綁定一個驗證 App，其中一個遺失時仍可登入。請先證明您是本人。",
        en: "With an app beside the passkey you can log in when one is lost. First the present second factor or a recovery code.",
    }
    codes_left(n: u32) { zh: "備用碼還有 {n} 組", en: "Recovery codes left: {n}" }
    new_codes() { zh: "產生新的備用碼", en: "New recovery codes" }
    new_codes_explain() {
        zh: "產生後，舊的備用碼全部失效。請先證明您是本人。",
        en: "The old ones stop counting. First the present second factor or a recovery code.",
    }
    present_code() { zh: "目前的驗證碼或備用碼", en: "Present code or recovery code" }
    go_on() { zh: "繼續", en: "Continue" }
    close() { zh: "完成", en: "Done" }
    password_heading() { zh: "密碼", en: "Password" }
    change_password() { zh: "變更密碼", en: "Change the password" }
    present_password() { zh: "目前的密碼", en: "Present password" }
    password_changed() { zh: "密碼已變更，其他裝置已登出。", en: "The password is changed; other browsers are signed out." }
    sessions_heading() { zh: "登入中的裝置", en: "Where you are signed in" }
    this_one() { zh: "這一個", en: "This one" }
    unknown_browser() { zh: "不明的瀏覽器", en: "Unknown browser" }
    session_times(begun: &str, used: &str) { zh: "登入 {begun}，最近使用 {used}", en: "Since {begun}, last used {used}" }
    end_session_of(browser: &str) { zh: "登出 {browser}", en: "Sign out {browser}" }
    session_ended() { zh: "已登出那個裝置。", en: "That browser is signed out." }
    everywhere() { zh: "登出所有裝置", en: "Log out everywhere" }
    everywhere_explain() {
        zh: "包括這一個瀏覽器。啟用中的平板仍可簽到，未上傳的紀錄不受影響。",
        en: "This browser too. Enrolled tablets go on working and keep what is unsent.",
    }
    leave() { zh: "登出", en: "Log out" }
    to_login() { zh: "前往登入", en: "To the login" }
    roles_heading() { zh: "職務", en: "Roles" }
    role_attendee() { zh: "學員", en: "Attendee" }
    role_staff(n: usize) { zh: "場地簽到人員（{n} 場）", en: "Venue staff (sessions: {n})" }
    role_organiser(n: usize) { zh: "開課承辦人（{n} 門課程）", en: "Course organiser (courses: {n})" }
    role_lecturer(n: usize) { zh: "講師（{n} 場）", en: "Lecturer (sessions: {n})" }
    role_officer() { zh: "承辦人（可規劃課程）", en: "Officer (plans courses)" }
    role_approver() { zh: "校長／業務主管", en: "Approver" }
    role_administrator() { zh: "單位管理者", en: "Organisation administrator" }
    role_supervisor() { zh: "縣市督導", en: "County supervisor" }
    role_system() { zh: "系統管理員", en: "System administrator" }
}

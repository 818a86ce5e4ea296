//! Texts of notices, of the address for mail, and of the calendar (U-E3).

use super::messages;

messages! {
    title() { zh: "通知", en: "Notices" }
    unread(n: usize) { zh: "{n} 則未讀", en: "{n} unread" }
    all_read() { zh: "沒有未讀的通知", en: "Nothing unread" }
    read_all() { zh: "全部標示為已讀", en: "Mark all as read" }
    read_one(about: &str) { zh: "標示為已讀：{about}", en: "Mark as read: {about}" }
    mark_new() { zh: "未讀", en: "Unread" }
    empty() { zh: "還沒有通知。報名、錄取、異動時會出現在這裡。", en: "No notices yet. They appear when something happens to your registrations." }
    not_loaded() {
        zh: "這台裝置上還沒有您的通知。連上網路後會自動取得，之後離線也看得到。",
        en: "Your notices are not on this device yet. They are fetched when there is a network and stay readable offline.",
    }
    not_signed_in() { zh: "請先登入。沒有任何資料遺失。", en: "Please sign in first. Nothing is lost." }
    to_entry() { zh: "回到首頁", en: "To the entry page" }
    about(title: &str, session: &str, day: &str) { zh: "{title} {session} {day}", en: "{title}, {session}, {day}" }
    admitted() { zh: "您已錄取。", en: "You have a seat." }
    waitlisted(n: u32) { zh: "您是備取第 {n} 位。", en: "You are number {n} on the waiting list." }
    promoted() { zh: "您已由備取遞補為錄取。", en: "You moved up from the waiting list and have a seat." }
    not_admitted(reason: &str) { zh: "您未錄取。原因：{reason}", en: "You were not admitted. Reason: {reason}" }
    assigned() { zh: "學校指派您參加；若無法參加，可說明原因婉拒。", en: "Your school assigned you; you may decline with a reason." }
    declined(name: &str, reason: &str) { zh: "{name} 婉拒您的指派。原因：{reason}", en: "{name} declined your assignment. Reason: {reason}" }
    cancelled() { zh: "您的報名已取消。", en: "Your registration was cancelled." }
    leave_accepted() { zh: "您的請假已同意。", en: "Your leave was accepted." }
    leave_refused() { zh: "您的請假未獲同意，報名仍然有效。", en: "Your leave was not accepted; your registration stands." }
    postponed(reason: &str) { zh: "本場次延期，新的時間將另行通知。原因：{reason}", en: "The session is postponed; a new date follows. Reason: {reason}" }
    called_off(reason: &str) { zh: "本場次停辦，請不必前往。原因：{reason}", en: "The session is called off. Reason: {reason}" }
    mistaken(reason: &str) {
        zh: "本課程為登錄錯誤，已由承辦人刪除；您的報名一併取消，不計入「報名但未參與研習」。原因：{reason}",
        en: "The course was entered by mistake and is deleted; your registration went with it and is no no-show. Reason: {reason}",
    }
    changed() { zh: "日期、時間、地點或時數有異動，請查看最新內容。", en: "Date, time, place or hours changed; look at the newest." }
    bring(items: &str) { zh: "請攜帶或先備妥：{items}", en: "Please bring or prepare: {items}" }
    manual(place: &str) { zh: "不提供紙本手冊，請自行下載：{place}", en: "No printed manual; fetch it here: {place}" }
    other() { zh: "有一則新通知，請更新程式後查看。", en: "A new kind of notice; update the app to read it." }
    list_separator() { zh: "、", en: ", " }
    ways_heading() { zh: "也用其他方式收到", en: "Also receive them elsewhere" }
    ways_offline() { zh: "離線時無法設定。連上網路後即可使用。", en: "Not possible offline." }
    email_heading() { zh: "電子郵件", en: "E-mail" }
    email_none() { zh: "不填也可以，通知仍會顯示在這裡。", en: "Optional; notices always appear here." }
    email_set(email: &str) { zh: "通知會寄到 {email}。", en: "Notices are mailed to {email}." }
    email_pending(email: &str) {
        zh: "確認碼已寄到 {email}，請在 30 分鐘內輸入。",
        en: "A code was mailed to {email}; enter it within 30 minutes.",
    }
    email_not_here() { zh: "這個系統沒有設定寄信。", en: "This server sends no mail." }
    email_label() { zh: "電子郵件地址", en: "E-mail address" }
    email_send() { zh: "寄送確認碼", en: "Send a code" }
    email_remove() { zh: "移除電子郵件", en: "Remove the address" }
    email_confirmed() { zh: "電子郵件已確認。", en: "Address confirmed." }
    code_label() { zh: "確認碼", en: "Code" }
    code_confirm() { zh: "確認", en: "Confirm" }
    calendar_heading() { zh: "行事曆", en: "Calendar" }
    calendar_explains() {
        zh: "產生一個私人網址，貼到手機或電腦的行事曆「訂閱」，場次會自動更新。知道網址的人都看得到您的場次，請勿轉傳。",
        en: "A private address to subscribe to in your calendar program. Whoever knows it sees your sessions: do not share it.",
    }
    calendar_since(time: &str) { zh: "已於 {time} 產生網址。", en: "An address was made on {time}." }
    calendar_make() { zh: "產生行事曆網址", en: "Make an address" }
    calendar_renew() { zh: "換一個網址（舊的失效）", en: "New address (the old one ends)" }
    calendar_revoke() { zh: "停用網址", en: "End the address" }
    calendar_shown() {
        zh: "網址只顯示這一次，請現在複製：",
        en: "Shown this once; copy it now:",
    }
    calendar_revoked() { zh: "行事曆網址已停用。", en: "The calendar address has ended." }
    privacy_link() { zh: "個人資料與告知事項", en: "Your data and the privacy notice" }
}

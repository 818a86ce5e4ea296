//! Names of the ways in the head of every page.

use super::messages;

messages! {
    label() { zh: "主選單", en: "Main menu" }
    catalog() { zh: "研習課程", en: "Courses" }
    records() { zh: "我的研習紀錄", en: "My records" }
    own_courses() { zh: "我的課程", en: "Organising" }
    plans() { zh: "計畫", en: "Plans" }
    assign() { zh: "指派", en: "Assign" }
    accounts() { zh: "帳號管理", en: "Accounts" }
    directory() { zh: "學校名錄", en: "Schools" }
    notices() { zh: "通知", en: "Notices" }
    unread(n: usize) { zh: "，{n} 則未讀", en: ", {n} unread" }
    audit() { zh: "稽核紀錄", en: "Audit trail" }
    privacy() { zh: "個人資料", en: "My data" }
    own_account() { zh: "我的帳號", en: "My account" }
}

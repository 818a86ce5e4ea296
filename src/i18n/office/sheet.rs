//! Texts of the printed sign-in sheet.

use super::messages;

messages! {
    title() { zh: "簽到簿", en: "Sign-in sheet" }
    kind_label() { zh: "版本", en: "Kind" }
    kind_blank() { zh: "空白（現場簽名用）", en: "Blank (to be signed)" }
    kind_filled() { zh: "含簽到時間", en: "With recorded times" }
    print() { zh: "列印簽到簿", en: "Print the sheet" }
    page_of(page: usize, pages: usize) { zh: "第 {page} 頁，共 {pages} 頁", en: "Page {page} of {pages}" }
    roster_version(time: &str, people: usize) {
        zh: "名冊版本 {time}，{people} 人",
        en: "Roster version {time}, {people} people",
    }
    col_number() { zh: "編號", en: "No." }
    col_school() { zh: "學校", en: "School" }
    col_title() { zh: "職稱", en: "Title" }
    col_name() { zh: "姓名", en: "Name" }
    col_in() { zh: "簽到", en: "Sign in" }
    col_out() { zh: "簽退", en: "Sign out" }
    place(place: &str) { zh: "地點：{place}", en: "Place: {place}" }
    time(time: &str) { zh: "時間：{time}", en: "Time: {time}" }
    walk_in_rows() { zh: "現場", en: "W-in" }
    backfill_mark() { zh: "補", en: "B" }
    backfill_legend() { zh: "「補」：依紙本補登", en: "B: entered from paper" }
    empty_roster() { zh: "名冊是空的。", en: "The roster is empty." }
    sign_here() { zh: "現場人員簽章：", en: "Venue staff:" }
    hint() {
        zh: "A4 直式。每頁都有名冊版本，可與平板上的版本核對。",
        en: "A4 portrait. Every page carries the roster version to compare with the tablets.",
    }
}

//! Texts of entering punches from the paper sheet (U-A14).

use super::messages;

messages! {
    title() { zh: "補登", en: "Backfill" }
    explains() {
        zh: "照紙本簽到簿輸入：打編號或姓名，再打簽到、簽退時間，按 Enter 換下一位。送出前可檢查。",
        en: "Type from the paper sheet: number or name, then times in and out; Enter goes to the next. Check before sending.",
    }
    period() { zh: "時段", en: "Period" }
    person_field() { zh: "編號或姓名", en: "Number or name" }
    in_field() { zh: "簽到時間", en: "Time in" }
    out_field() { zh: "簽退時間", en: "Time out" }
    time_hint() { zh: "例：0855 或 8:55", en: "e.g. 0855 or 8:55" }
    add() { zh: "加入", en: "Add" }
    pick_one(n: usize) { zh: "符合 {n} 人，請選一位", en: "{n} match; choose one" }
    nobody() {
        zh: "名冊無此人。名冊以外的人請在平板以「現場報名」登記。",
        en: "Not on the roster. Others are entered on a tablet as walk-ins.",
    }
    chosen(number: usize, name: &str, school: &str) { zh: "{number} 號 {name}（{school}）", en: "No. {number} {name} ({school})" }
    bad_time() { zh: "時間看不懂，請輸入如 0855 或 8:55。", en: "That is not a time; type 0855 or 8:55." }
    no_time() { zh: "請至少輸入簽到或簽退其中一個時間。", en: "Enter at least one of the two times." }
    out_before_in() { zh: "簽退時間早於簽到時間。", en: "Time out is before time in." }
    far_from_period(times: &str) {
        zh: "時間離時段（{times}）很遠，請再確認。",
        en: "That is far from the period ({times}); please check.",
    }
    already_has(time: &str) { zh: "已有 {time} 的紀錄，兩筆都會保留", en: "already recorded at {time}; both are kept" }
    list_heading(n: usize) { zh: "待送出 {n} 筆", en: "To send: {n}" }
    list_empty() { zh: "還沒有輸入。", en: "Nothing entered yet." }
    col_number() { zh: "編號", en: "No." }
    col_remark() { zh: "提醒", en: "Remark" }
    col_action() { zh: "動作", en: "Action" }
    remove(name: &str) { zh: "移除 {name}", en: "Remove {name}" }
    reason_heading() { zh: "補登理由（全部共用）", en: "Reason (one for all)" }
    chip_power() { zh: "停電，改用紙本", en: "Power failure, paper used" }
    chip_broken() { zh: "平板故障，改用紙本", en: "Tablet failure, paper used" }
    chip_forgot() { zh: "忘記簽退，紙本有簽名", en: "Forgot to sign out, signed on paper" }
    submit(n: usize) { zh: "送出補登 {n} 筆", en: "Send {n} entries" }
    done(n: usize) {
        zh: "已補登 {n} 筆，紀錄上都標示「補登」和您的姓名。",
        en: "{n} entered; each is marked as a backfill with your name.",
    }
    again_note() { zh: "沒有回應時可以再按一次，不會重複。", en: "If there is no answer, press again: nothing is doubled." }
}

//! Texts of the list of plans.

use crate::i18n::messages;

messages! {
    title() { zh: "研習計畫", en: "Training plans" }
    lead() { zh: "撰寫、送審、核准與公告", en: "Write, submit, approve, announce" }
    new_plan() { zh: "新增計畫", en: "New plan" }
    import() { zh: "匯入計畫檔", en: "Import a plan file" }
    none() { zh: "還沒有計畫", en: "No plans yet" }
    none_writer() { zh: "按「新增計畫」開始，或匯入既有的計畫檔。", en: "Begin with “New plan”, or import a plan file." }
    none_reader() { zh: "送審的計畫會出現在這裡。", en: "Submitted plans appear here." }
    not_planner() { zh: "這個帳號沒有規劃或核准研習的權限。", en: "This account neither plans nor approves training." }
    of_unit(unit: &str, author: &str) { zh: "{unit} · {author}", en: "{unit} · {author}" }
    changed(time: &str) { zh: "最後更新 {time}", en: "Last changed {time}" }
    unit() { zh: "單位", en: "Unit" }
    year() { zh: "學年度", en: "School year (ROC)" }
    begin_with() { zh: "從哪裡開始", en: "Begin with" }
    blank() { zh: "空白計畫", en: "A blank plan" }
    copy_of(title: &str) { zh: "複製：{title}", en: "Copy: {title}" }
    copy_hint() { zh: "複製會保留課程與議程，不帶日期、期限與會議連結。", en: "A copy keeps courses and agenda, not dates, deadlines or links." }
    create() { zh: "建立計畫", en: "Create plan" }
    source() { zh: "計畫檔來源", en: "Source" }
    from_computer() { zh: "這台電腦上的檔案", en: "A file on this computer" }
    file() { zh: "計畫檔（.json）", en: "Plan file (.json)" }
    preview() { zh: "匯入前檢查", en: "Before importing" }
    preview_counts(courses: usize, sessions: usize) { zh: "{courses} 門課程、{sessions} 場次", en: "{courses} courses, {sessions} sessions" }
    preview_clean() { zh: "沒有發現問題", en: "Nothing found" }
    preview_found(n: usize) { zh: "發現 {n} 項，匯入後可修正", en: "{n} findings; they can be mended after importing" }
    not_a_plan() { zh: "這個檔案不是本系統的計畫檔，沒有匯入任何內容。", en: "This is not a plan file; nothing was imported." }
    newer_file() { zh: "這個計畫檔由較新的版本匯出，請更新系統後再試。", en: "The file comes from a newer version; update first." }
    do_import() { zh: "匯入為草稿", en: "Import as draft" }
    shipped_preview() { zh: "隨系統附上的計畫，匯入後可在編輯頁看到檢查結果。", en: "Ships with the system; findings appear in the editor." }
    policy() { zh: "核准方式", en: "Approval" }
    policy_by_unit() { zh: "須由本單位業務主管核准", en: "Needs the unit’s approver" }
    policy_by_unit_or_county() { zh: "由本單位業務主管或縣市督導核准", en: "Needs the unit’s approver or the county’s supervisor" }
    policy_not_needed() { zh: "本單位課程不需核准，送審即核准", en: "No approval needed: submitting approves" }
}

//! Texts of importing a roster (U-A3, X-02).

use super::messages;

messages! {
    title() { zh: "匯入名冊", en: "Import a roster" }
    lead() {
        zh: "選擇全教網或自製的報名名冊，先看預覽，確認後才寫入。同一個檔案再匯入一次不會重複。",
        en: "Choose a list of registrations. You see a preview first; nothing is written before you confirm. The same file twice changes nothing.",
    }
    file_label() { zh: "選擇名冊檔案", en: "Choose a roster file" }
    file_hint() {
        zh: "CSV（UTF-8、Big5）或 Excel .xlsx，4 MB 以內；也可以把檔案拖到這裡。須有「姓名」與「學校」欄。",
        en: "CSV (UTF-8, Big5) or Excel .xlsx up to 4 MB; or drop it here. It needs the columns 姓名 and 學校.",
    }
    template() { zh: "下載 CSV 範本", en: "Download a CSV template" }
    too_large(name: &str) {
        zh: "{name} 超過 4 MB，沒有送出。請只保留名冊所在的工作表，或另存為 CSV。",
        en: "{name} is larger than 4 MB and was not sent. Keep only the roster's sheet, or save it as CSV.",
    }
    not_read(name: &str) {
        zh: "瀏覽器無法讀取 {name}。請關閉正在使用它的程式，再選一次。",
        en: "The browser could not read {name}. Close the program that uses it and choose it again.",
    }
    missing_columns(columns: &str) { zh: "缺少欄位：{columns}", en: "Missing columns: {columns}" }
    reading() { zh: "正在讀取檔案…", en: "Reading the file…" }
    file_line(name: &str, rows: usize, encoding: &str) {
        zh: "{name}：{rows} 列（{encoding}）",
        en: "{name}: {rows} rows ({encoding})",
    }
    other_file() { zh: "換一個檔案", en: "Another file" }
    filter_label() { zh: "顯示", en: "Show" }
    filter_attention(n: usize) { zh: "需要處理 {n}", en: "To settle {n}" }
    filter_new(n: usize) { zh: "新增 {n}", en: "New {n}" }
    filter_changed(n: usize) { zh: "變更 {n}", en: "Changed {n}" }
    filter_rest(n: usize) { zh: "不變與略過 {n}", en: "Unchanged, left out {n}" }
    rows_label() { zh: "名冊的列", en: "Rows of the roster" }
    none_here() { zh: "這一類沒有任何列。", en: "No rows of this kind." }
    more_rows(n: usize) { zh: "還有 {n} 列沒有顯示。", en: "{n} more rows are not shown." }
    line(n: u64) { zh: "第 {n} 列", en: "Row {n}" }
    new_known() { zh: "新增（已有此人）", en: "New (person known)" }
    new_person() { zh: "新增", en: "New" }
    unchanged() { zh: "不變", en: "Unchanged" }
    changed(fields: &str) { zh: "變更：{fields}", en: "Changed: {fields}" }
    skipped() { zh: "略過", en: "Left out" }
    other_course() { zh: "課程代碼不同，不匯入", en: "Another course's code, left out" }
    attention() { zh: "需要處理", en: "To settle" }
    field_title() { zh: "職稱", en: "title" }
    field_area() { zh: "業務別", en: "business area" }
    field_mark() { zh: "同名註記", en: "mark" }
    field_state() { zh: "改為錄取", en: "becomes admitted" }
    problem_name() {
        zh: "姓名空白或不可能是姓名。請在檔案中更正，或略過這一列。",
        en: "The name is empty or impossible. Correct it in the file, or leave the row out.",
    }
    problem_school_missing() {
        zh: "沒有學校。請在檔案中補上，或略過這一列。",
        en: "No school. Add it in the file, or leave the row out.",
    }
    problem_school(written: &str) {
        zh: "學校名錄裡沒有「{written}」，或有好幾所。請選擇是哪一所；其他寫法相同的列會一起套用。",
        en: "The directory has no “{written}”, or several. Choose which one it is; rows written the same follow.",
    }
    problem_title() { zh: "沒有職稱，請補上。", en: "No title; please add it." }
    problem_duplicate(line: u64) {
        zh: "與第 {line} 列完全相同。若是同一人請略過；若是兩個人，請為兩列各填同名註記。",
        en: "Identical to row {line}. Leave it out if it is the same person; give both rows a mark if they are two.",
    }
    problem_same_name(lines: &str) {
        zh: "同校另有同名的人（第 {lines} 列）。請為每一位填同名註記，簽到時才分得出來。",
        en: "The school has another person of this name (rows {lines}). Give each a mark, so that check-in can tell them apart.",
    }
    problem_same_registered(marks: &str) {
        zh: "名冊上已有同校同名的人（{marks}）。若是另一位，請填同名註記；若不是，請略過這一列。",
        en: "The roster already has this name at this school ({marks}). Give this one a mark if it is somebody else, or leave the row out.",
    }
    which_school() { zh: "是哪一所學校", en: "Which school is it" }
    choose() { zh: "請選擇", en: "Choose" }
    look_for() { zh: "都不是：輸入校名再找", en: "None of these: look for another name" }
    look() { zh: "尋找", en: "Find" }
    title_label() { zh: "職稱", en: "Title" }
    mark_label() { zh: "同名註記（例如：教務處、代理）", en: "Mark (e.g. office, substitute)" }
    confirm() { zh: "確定", en: "OK" }
    skip() { zh: "略過這一列", en: "Leave this row out" }
    unskip() { zh: "不要略過", en: "Do not leave out" }
    missing_heading(n: usize) {
        zh: "名冊上有、檔案裡沒有的 {n} 人",
        en: "{n} people of the roster are not in the file",
    }
    missing_explains() {
        zh: "他們會留在名冊上。只有勾選的人會改為「已取消」，紀錄仍保留。",
        en: "They stay on the roster. Only those you tick become 已取消; their records are kept.",
    }
    cancel_person(name: &str, school: &str, title: &str) {
        zh: "將 {name}（{school} {title}）改為已取消",
        en: "Cancel {name} ({school}, {title})",
    }
    over_capacity(admitted: u32, capacity: u32) {
        zh: "匯入後錄取 {admitted} 人，超過名額 {capacity} 人。可以匯入；請確認場地容納得下。",
        en: "{admitted} would be admitted, more than the {capacity} seats. You may import; make sure the room holds them.",
    }
    admitted_after(admitted: u32) { zh: "匯入後錄取 {admitted} 人。", en: "{admitted} people would be admitted." }
    apply(n: usize) { zh: "匯入，{n} 筆變更", en: "Import {n} changes" }
    apply_nothing() { zh: "0 筆變更，不需要匯入", en: "0 changes, nothing to import" }
    blocked_attention(n: usize) { zh: "還有 {n} 列需要處理", en: "{n} rows are still to be settled" }
    done(n: usize) { zh: "已匯入，{n} 筆變更。", en: "Imported, {n} changes." }
    done_text() {
        zh: "平板連線後就會取得新的名冊。",
        en: "Tablets get the new roster at their next contact.",
    }
    nothing_changes() { zh: "0 筆變更", en: "0 changes" }
    nothing_changes_text() {
        zh: "檔案的內容與名冊完全相同。",
        en: "The roster already says what the file says.",
    }
    to_board() { zh: "到場情形", en: "Live board" }
}

//! Texts of the school directory (U-H1, X-14).

use super::messages;

messages! {
    title() { zh: "學校名錄", en: "School directory" }
    lead() {
        zh: "匯入教育部的學校名錄檔案：先看預覽與校數核對，確認後才寫入。",
        en: "Import the Ministry's school lists: a preview with control totals first, nothing is written before you confirm.",
    }
    no_permission() {
        zh: "只有系統管理員可以匯入學校名錄。",
        en: "Only a system administrator may import the directory.",
    }
    file_label() { zh: "選擇名錄檔案", en: "Choose the files" }
    file_hint() {
        zh: "國小、國中、特教學校、附設國中部、附設國小部的 CSV 或 .xlsx，可一次選好幾個，也可以拖到這裡。檔案裡沒有的學校會列出，不會直接刪除。",
        en: "CSV or .xlsx lists of the kinds of schools, several at once, or drop them here. Schools that are in no file are listed, never simply deleted.",
    }
    too_large(name: &str) { zh: "{name} 超過 4 MB，沒有送出。", en: "{name} is larger than 4 MB and was not sent." }
    not_read(name: &str) { zh: "瀏覽器無法讀取 {name}，請再選一次。", en: "The browser could not read {name}; choose it again." }
    working(n: usize) { zh: "正在比對 {n} 個檔案，數千列約需幾秒…", en: "Comparing {n} files; some thousand rows take a few seconds…" }
    writing() { zh: "正在寫入…", en: "Writing…" }
    other_files() { zh: "換其他檔案", en: "Other files" }
    files_heading() { zh: "檔案", en: "Files" }
    file_line(name: &str, part: &str, rows: u32, encoding: &str) {
        zh: "{name}：{part}，{rows} 列（{encoding}）",
        en: "{name}: {part}, {rows} rows ({encoding})",
    }
    file_no_header(name: &str, missing: &str) {
        zh: "{name}：無法辨識，缺少欄位 {missing}",
        en: "{name}: not readable, the columns {missing} are missing",
    }
    file_no_part(name: &str) {
        zh: "{name}：無法判斷是哪一類學校。請在檔名加上國小、國中、特教、附設國中或附設國小。",
        en: "{name}: which kind of schools it lists cannot be told. Put 國小, 國中, 特教, 附設國中 or 附設國小 into its name.",
    }
    filter_label() { zh: "顯示", en: "Show" }
    count_new(n: u32) { zh: "新增 {n}", en: "New {n}" }
    count_changed(n: u32) { zh: "變更 {n}", en: "Changed {n}" }
    count_skipped(n: u32) { zh: "略過 {n}", en: "Skipped {n}" }
    count_doubtful(n: u32) { zh: "存疑 {n}", en: "Doubtful {n}" }
    unchanged(n: u32, joined: u32) {
        zh: "不變 {n} 列；併入其他部別 {joined} 列。",
        en: "{n} rows unchanged; {joined} counted with another department.",
    }
    none_here() { zh: "這一類沒有任何列。", en: "No rows of this kind." }
    more_rows(n: usize) { zh: "還有 {n} 列沒有顯示。", en: "{n} more rows are not shown." }
    rows_label() { zh: "檔案的列", en: "Rows of the files" }
    col_line() { zh: "列", en: "Row" }
    col_code() { zh: "代碼", en: "Code" }
    col_name() { zh: "學校名稱", en: "School" }
    col_verdict() { zh: "說明", en: "Why" }
    new_plain() { zh: "新增", en: "New" }
    note_departments() { zh: "未註明部別，以 2 校計", en: "departments not told, counted as 2" }
    note_same_name() { zh: "同縣市另有同名學校", en: "another school of the county has this name" }
    change(field: &str, before: &str, after: &str) { zh: "{field}：{before} → {after}", en: "{field}: {before} → {after}" }
    field_code() { zh: "代碼", en: "code" }
    links_heading() { zh: "改名、遷移與整併", en: "Renamed, moved and merged schools" }
    links_label() { zh: "新舊代碼對照", en: "Old and new codes" }
    links_hint() {
        zh: "一行一校：舊代碼 新代碼。新代碼是新學校：沿用原校紀錄；是既有學校：人員併入該校；兩個相同：學校遷到其他縣市。",
        en: "One school a line: old code, new code. A code nobody had: the school goes on under it. A school that exists: its people go there. The same twice: it moved to another county.",
    }
    links_again() { zh: "依對照重新預覽", en: "Preview with these links" }
    links_bad(line: &str) { zh: "這一行看不懂：{line}", en: "Not understood: {line}" }
    links_unknown(codes: &str) {
        zh: "這些對照不成立，修正後才能套用：{codes}（舊代碼不在名錄或仍在檔案中，或新代碼不存在）",
        en: "These links mean nothing here: {codes} (the old code is unknown or still in the files, or the new one is nowhere)",
    }
    closing_merged(line: &str, code: &str) { zh: "{line}，人員併入 {code}", en: "{line}; its people go to {code}" }
    field_name() { zh: "學校名稱", en: "name" }
    field_county() { zh: "縣市", en: "county" }
    field_parts() { zh: "所在名錄", en: "listed under" }
    field_weight() { zh: "校數", en: "counts as" }
    field_ownership() { zh: "公／私立", en: "ownership" }
    field_address() { zh: "地址", en: "address" }
    field_phone() { zh: "電話", en: "telephone" }
    field_reopened() { zh: "狀態", en: "state" }
    field_forms() { zh: "全名", en: "full name" }
    skip_no_code() { zh: "沒有代碼", en: "no code" }
    skip_no_name() { zh: "沒有校名", en: "no name" }
    skip_repeated() { zh: "重複的列", en: "stands there twice" }
    skip_senior() { zh: "高中，不列入", en: "senior high school" }
    skip_blank() { zh: "空白", en: "empty" }
    doubt_lost_zero() { zh: "代碼只有五碼，開頭的 0 可能被試算表去掉了", en: "five digits: a leading zero was lost" }
    doubt_code() { zh: "代碼不是六碼", en: "the code is not six characters" }
    doubt_fields() { zh: "欄位比標題多", en: "more fields than headings" }
    doubt_broken() { zh: "校名有缺字", en: "characters of the name are lost" }
    doubt_county(text: &str) { zh: "沒有「{text}」這個縣市", en: "no county is called “{text}”" }
    doubt_twice() { zh: "同一代碼有兩種內容", en: "the code stands there twice, differently" }
    doubt_other_row() { zh: "同一代碼的另一列存疑", en: "another row with the code is doubtful" }
    doubt_other_county(known: &str) { zh: "這個代碼原在{known}", en: "the code is known in {known}" }
    joins() { zh: "併入其他部別", en: "counted with another department" }
    closings_heading(n: usize) { zh: "不在檔案裡的 {n} 所學校", en: "{n} schools are in no file" }
    closing_line(code: &str, county: &str, name: &str) { zh: "{code} {county}{name}", en: "{code} {county}{name}" }
    closing_left(code: &str, county: &str, name: &str, left: &str) {
        zh: "{code} {county}{name}：保留{left}",
        en: "{code} {county}{name}: stays as {left}",
    }
    alarm(part: &str, missing: u32, of: u32) {
        zh: "{part} {of} 所中缺 {missing} 所，可能只下載到一部分，請先確認檔案完整。",
        en: "Of {of} schools of {part} {missing} are missing. Is the file complete?",
    }
    accept_closings(n: usize) {
        zh: "我已看過清單，這 {n} 所確實停辦或不再有該部別",
        en: "I have looked at the list: these {n} have closed or lost a department",
    }
    totals_heading() { zh: "校數核對", en: "Control totals" }
    totals_agree() { zh: "22 縣市的校數與公告表完全一致。", en: "All 22 counties agree with the published table." }
    totals_differ(n: usize) {
        zh: "{n} 個縣市的校數與公告表不同：",
        en: "{n} counties differ from the published table:",
    }
    totals_sum(counties: usize, counted: u32, published: u32) {
        zh: "套用後有學校的縣市 {counties} 個，共 {counted} 校（公告 22 縣市、{published} 校）。",
        en: "{counties} counties with schools, {counted} schools in all (published: 22 and {published}).",
    }
    col_county() { zh: "縣市", en: "County" }
    col_special() { zh: "特教", en: "Special" }
    col_elementary() { zh: "國小", en: "Elementary" }
    col_junior() { zh: "國中", en: "Junior high" }
    col_total() { zh: "總計", en: "Total" }
    compared(counted: u32, published: u32, difference: &str) {
        zh: "{counted}／{published}{difference}",
        en: "{counted}/{published}{difference}",
    }
    difference(n: i64) { zh: "（{n:+}）", en: " ({n:+})" }
    apply(n: u32) { zh: "套用，{n} 筆變更", en: "Apply {n} changes" }
    nothing() { zh: "0 筆變更", en: "0 changes" }
    nothing_text() { zh: "名錄已經與檔案相同。", en: "The directory already says what the files say." }
    blocked_unread() { zh: "有檔案無法辨識", en: "A file could not be read" }
    blocked_closings() { zh: "請先看過停辦的學校並勾選", en: "Look at the closings and tick the box first" }
    done() { zh: "已套用。", en: "Applied." }
    done_text(new: u32, changed: u32, closed: usize) {
        zh: "新增 {new} 所，變更 {changed} 所，停辦或減少部別 {closed} 所。平板與瀏覽器連線後就會取得。",
        en: "{new} new, {changed} changed, {closed} closed or reduced. Tablets and browsers get it at their next contact.",
    }
}

use yanxi_domain::roster_import::columns::read;

use super::support::table;

#[test]
fn headings_are_found_under_their_many_names() {
    let lists = [
        ["姓名", "縣市", "學校", "職稱", "E-mail", "業務別", "課程代碼"],
        ["教師姓名", "縣市別", "服務學校", "職務", "電子郵件", "業務", "研習課程代碼"],
        ["　姓 名＊", "所屬縣市", "服務單位（全銜）", "現職", "Ｅ－ｍａｉｌ", "承辦業務", "研習代碼"],
        ["中文姓名", "縣市名稱", "校名", "職 稱", "e_mail:", "業務類別", "課程編號"],
    ];
    for headings in lists {
        let line = headings.join(",");
        let rows =
            read(&table(&[&line, "林測試,屏東縣,晴山國小,組長,lin@example.test,註冊,3456789"])).unwrap();
        let row = &rows[0];
        assert_eq!(
            row.texts(),
            ["林測試", "屏東縣", "晴山國小", "", "組長", "", "註冊", "3456789", "lin@example.test"],
            "{line}"
        );
        assert_eq!(row.line, 2);
    }
}

#[test]
fn titles_above_the_header_blank_rows_and_short_rows_do_no_harm() {
    let lines = table(&[
        "114年度資訊安全研習 報名名冊",
        "",
        "編號,姓名,學校,職稱",
        "1,林測試,晴山國小,組長",
        ",,,",
        "2,陳測試,晴山國小",
    ]);
    let rows = read(&lines).unwrap();
    assert_eq!(
        rows.iter().map(|row| (row.line, &*row.name)).collect::<Vec<_>>(),
        [(4, "林測試"), (6, "陳測試")]
    );
    assert_eq!(rows[1].title, "");
}

#[test]
fn a_file_without_the_columns_says_which_are_missing() {
    assert_eq!(read(&table(&["姓名,職稱", "林測試,組長"])), Err(vec!["學校"]));
    assert_eq!(read(&table(&["甲,乙"])), Err(vec!["姓名", "學校"]));
    assert_eq!(read(&[]), Err(vec!["姓名", "學校"]));
}

#[test]
fn spaces_and_marks_of_spreadsheets_are_taken_away() {
    let rows = read(&table(&["姓名,學校,學校代碼", " 林測試\u{200B},　晴山國小 ,=\"990001\""])).unwrap();
    assert_eq!((&*rows[0].name, &*rows[0].school, &*rows[0].school_code), ("林測試", "晴山國小", "990001"));
}

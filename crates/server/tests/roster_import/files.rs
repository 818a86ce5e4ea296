use yanxi_domain::roster_import::Choices;
use yanxi_protocol::imports::{ImportRoster, UploadedFile};

use super::help::*;
use crate::{common::*, on_both};

on_both! {
    what_is_no_roster_is_refused_with_a_reason => refusals;
    a_sheet_with_shared_strings_numbers_and_gaps_is_read => shared;
}

async fn refusals(world: &World) {
    let body = |file: UploadedFile| ImportRoster { file, choices: Choices::default(), apply: None };
    let old_excel = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    let many = vec!["林測試,,晴山國小,組長,".to_owned(); 5_001];
    let cases = [
        (file("a.csv", b""), (400, "file_not_read")),
        (UploadedFile { name: "a.csv".into(), content: "not base64!".into() }, (400, "file_not_read")),
        (file("a.xls", &old_excel), (400, "file_not_read")),
        (file("a.xlsx", b"PK\x03\x04 not really"), (400, "file_not_read")),
        (file("a.zip", &zip(&[("a.txt", b"x".to_vec())])), (400, "file_not_read")),
        (file("a.csv", "姓名,職稱\r\n林測試,組長\r\n".as_bytes()), (400, "columns_missing")),
        (file("a.csv", &csv(&many)), (413, "too_many_rows")),
        (file("a.csv", &vec![b'a'; 4 * 1024 * 1024 + 1]), (413, "file_too_large")),
    ];
    for (file, (status, code)) in cases {
        let name = file.name.clone();
        assert_eq!(refused(world, &body(file)).await, (status, code.to_owned()), "{name}");
    }
}

async fn shared(world: &World) {
    schools(world).await;
    let strings = "<si><t>姓名</t></si><si><t>學校</t></si><si><t>職稱</t></si><si><t>課程代碼</t></si>\
                   <si><r><t>林</t></r><r><t>測試</t></r></si><si><t>晴山國小</t></si><si><t>組長</t></si>";
    let sheet = "<row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c r=\"D3\" t=\"s\"><v>1</v></c>\
                 <c r=\"E3\" t=\"s\"><v>2</v></c><c r=\"F3\" t=\"s\"><v>3</v></c></row>\
                 <row r=\"9\"><c r=\"B9\" t=\"s\"><v>4</v></c><c r=\"D9\" t=\"s\"><v>5</v></c>\
                 <c r=\"E9\" t=\"s\"><v>6</v></c><c r=\"F9\"><v>3456789</v></c></row>";
    let shown = preview(world, &file("a.xlsx", &workbook(sheet, Some(strings))), &Choices::default()).await;
    assert_eq!(shown.rows.len(), 1);
    let row = &shown.rows[0];
    assert_eq!((row.line, &*row.name, &*row.school, &*row.title), (9, "林測試", "晴山國小", "組長"));
    assert_eq!(attention(&shown), []);
}

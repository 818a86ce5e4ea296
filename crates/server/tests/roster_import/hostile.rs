//! Files made to exhaust a server: each is refused quickly, and the server goes on.

use std::time::{Duration, Instant};

use yanxi_server::service::spreadsheet::{Unreadable, read};

use super::help::{workbook, zip};

const SOON: Duration = Duration::from_secs(20);

#[track_caller]
fn assert_refused(bytes: &[u8], why: Unreadable) {
    let start = Instant::now();
    assert_eq!(read(bytes).unwrap_err(), why);
    assert!(start.elapsed() < SOON);
}

#[test]
fn a_kilobyte_that_unpacks_to_a_hundred_megabytes() {
    let bomb = zip(&[("xl/workbook.xml", vec![b' '; 100 * 1024 * 1024])]);
    assert!(bomb.len() < 200_000);
    assert_refused(&bomb, Unreadable::TooLarge);
}

#[test]
fn one_cell_at_the_far_end_of_the_sheet() {
    let sheet = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>姓名</t></is></c></row>\
                 <row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c>\
                 <c r=\"B1048576\" t=\"inlineStr\"><is><t>y</t></is></c></row>";
    let lines = read(&workbook(sheet, None)).unwrap();
    assert_eq!(
        lines.iter().map(|line| (line.number, line.fields.len())).collect::<Vec<_>>(),
        [(1, 1), (1_048_576, 2)]
    );
}

#[test]
fn many_cells_that_share_one_long_text() {
    let strings = format!("<si><t>{}</t></si>", "長".repeat(300_000));
    let cells: String =
        (1..2_000).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\" t=\"s\"><v>0</v></c></row>")).collect();
    assert_refused(&workbook(&cells, Some(&strings)), Unreadable::TooLarge);
}

#[test]
fn more_rows_than_a_roster_has() {
    let rows: String =
        (1..30_000).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>")).collect();
    assert_refused(&workbook(&rows, None), Unreadable::TooLarge);
}

#[test]
fn rows_that_go_backwards_and_indexes_that_lead_nowhere() {
    let back = "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    assert_refused(&workbook(back, None), Unreadable::Broken);
    let nowhere = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>";
    // No panic; a text that is not there is no text, or no spreadsheet.
    let _ = read(&workbook(nowhere, Some("<si><t>x</t></si>")));
}

#[test]
fn more_parts_than_any_spreadsheet() {
    let names: Vec<String> = (0..600).map(|n| format!("{n}.xml")).collect();
    let parts: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (name.as_str(), Vec::new())).collect();
    assert_refused(&zip(&parts), Unreadable::TooLarge);
}

//! A directory of three schools, files of every kind, and an organiser who imports them.

use std::io::{Cursor, Write as _};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::Value;
use uuid::Uuid;
use yanxi_domain::{
    ids::OrgId,
    org::{County, School, SchoolLevel},
    roster_import::{Choices, Problem, RowChoice, SchoolChoice, Verdict},
};
use yanxi_protocol::imports::{ApplyRoster, ImportRoster, ROSTER_IMPORT, RosterPreview, UploadedFile};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::common::*;

pub fn org(n: u128) -> OrgId {
    OrgId(Uuid::from_u128(0x5C00 + n))
}

/// Puts 晴山國小, 曦原國小 and 南曦國中 of one county into the directory.
pub async fn schools(world: &World) {
    let names = [("晴山國小", "晴山國民小學"), ("曦原國小", "曦原國民小學"), ("南曦國中", "南曦國民中學")];
    let schools: Vec<School> = (1..)
        .zip(names)
        .map(|(n, (short, long))| School {
            id: org(n),
            code: format!("{:06}", 990_000 + n),
            full_name: format!("屏東縣立{long}"),
            short_name: short.into(),
            county: "pif".into(),
            level: SchoolLevel::Elementary,
            count_weight: 1,
            other_names: Vec::new(),
        })
        .collect();
    let county = County { code: "pif".into(), name: "屏東縣".into() };
    let mut tx = world.state.store.write(&[]).await.unwrap();
    tx.put_county_schools(1, &county, &schools).await.unwrap();
    tx.commit().await.unwrap();
}

pub const HEADER: &str = "姓名,縣市,學校,職稱,E-mail";

/// Sixty rows: fifty-seven plain ones, an unknown school, a copy and one without a title (U-A3).
pub fn sixty() -> Vec<String> {
    let schools = ["晴山國小", "屏東縣立曦原國民小學", "南曦國中"];
    let name = |n: usize| {
        let given = ["安", "平", "和", "樂", "康", "寧", "順", "吉"];
        format!("測{}{}", given[n % 8], given[n / 8])
    };
    let mut rows: Vec<String> =
        (0..57).map(|n| format!("{},屏東縣,{},教師,", name(n), schools[n % 3])).collect();
    rows.insert(10, "林測試,屏東縣,晴山小學堂,組長,".into());
    rows.insert(30, rows[3].clone());
    rows.push("王測試,屏東縣,晴山國小,,".into());
    rows
}

pub fn csv(rows: &[String]) -> Vec<u8> {
    format!("{HEADER}\r\n{}\r\n", rows.join("\r\n")).into_bytes()
}

pub fn file(name: &str, bytes: &[u8]) -> UploadedFile {
    UploadedFile { name: name.into(), content: BASE64_STANDARD.encode(bytes) }
}

pub fn zip(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The least a spreadsheet program writes; texts in the sheet itself.
pub fn xlsx(rows: &[String]) -> Vec<u8> {
    let mut sheet = String::new();
    for (number, row) in (1..).zip([HEADER.to_owned()].iter().chain(rows)) {
        sheet += &format!("<row r=\"{number}\">");
        for (column, field) in ('A'..).zip(row.split(',')).filter(|(_, field)| !field.is_empty()) {
            sheet += &format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{field}</t></is></c>");
        }
        sheet += "</row>";
    }
    workbook(&sheet, None)
}

pub fn workbook(sheet_data: &str, shared_strings: Option<&str>) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let rels = |inner: &str| {
        let ns = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!("<Relationships xmlns=\"{ns}\">{inner}</Relationships>").into_bytes()
    };
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{REL}\"><sheets><sheet name=\"名冊\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let mut parts = vec![
        ("[Content_Types].xml", types.as_bytes().to_vec()),
        (
            "_rels/.rels",
            rels(&format!(
                "<Relationship Id=\"b\" Type=\"{REL}/officeDocument\" Target=\"xl/workbook.xml\"/>"
            )),
        ),
        ("xl/workbook.xml", book.into_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            rels(&format!(
                "<Relationship Id=\"r1\" Type=\"{REL}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
                 <Relationship Id=\"r2\" Type=\"{REL}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
            )),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{sheet_data}</sheetData></worksheet>")
                .into_bytes(),
        ),
    ];
    if let Some(strings) = shared_strings {
        parts.push(("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\">{strings}</sst>").into_bytes()));
    }
    zip(&parts)
}

fn path() -> String {
    ROSTER_IMPORT.replace("{session}", &SESSION_2.to_string())
}

pub async fn preview(world: &World, file: &UploadedFile, choices: &Choices) -> RosterPreview {
    let body = ImportRoster { file: file.clone(), choices: choices.clone(), apply: None };
    let (status, answer): (u16, Value) = world.post(Caller::Organiser, &path(), &body).await;
    assert_eq!(status, 200, "{answer}");
    serde_json::from_value(answer).unwrap()
}

pub async fn apply(world: &World, file: &UploadedFile, shown: &RosterPreview) -> RosterPreview {
    apply_and_cancel(world, file, shown, Vec::new()).await
}

pub async fn apply_and_cancel(
    world: &World,
    file: &UploadedFile,
    shown: &RosterPreview,
    cancel: Vec<yanxi_domain::ids::RegistrationId>,
) -> RosterPreview {
    let apply = ApplyRoster { shown: shown.shown.clone(), cancel };
    let body = ImportRoster { file: file.clone(), choices: shown.choices.clone(), apply: Some(apply) };
    let (status, answer): (u16, Value) = world.post(Caller::Organiser, &path(), &body).await;
    assert_eq!(status, 200, "{answer}");
    serde_json::from_value(answer).unwrap()
}

/// Status and code of a refused request.
pub async fn refused(world: &World, body: &ImportRoster) -> (u16, String) {
    let (status, answer): (u16, Value) = world.post(Caller::Organiser, &path(), body).await;
    (status, answer["code"].as_str().unwrap_or_default().to_owned())
}

pub fn attention(preview: &RosterPreview) -> Vec<(u64, Vec<Problem>)> {
    preview
        .rows
        .iter()
        .filter_map(|row| match &row.verdict {
            Verdict::Attention { problems } => Some((row.line, problems.clone())),
            _ => None,
        })
        .collect()
}

pub fn count(preview: &RosterPreview, wanted: fn(&Verdict) -> bool) -> usize {
    preview.rows.iter().filter(|row| wanted(&row.verdict)).count()
}

/// What the organiser decides about the three rows of [`sixty`].
pub fn three_settled() -> Choices {
    let school = SchoolChoice {
        county: "屏東縣".into(),
        written: "晴山小學堂".into(),
        school: Some(org(1)),
        look_for: String::new(),
    };
    let title = RowChoice { line: 61, title: "主任".into(), ..RowChoice::default() };
    let copy = RowChoice { line: 32, skip: true, ..RowChoice::default() };
    Choices { schools: vec![school], rows: vec![title, copy] }
}

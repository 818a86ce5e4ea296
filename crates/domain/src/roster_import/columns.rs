//! Finding the columns by their headings, and reading rows. Exports of 全教網, forms and own lists name them
//! differently.

use unicode_normalization::UnicodeNormalization;

use super::Row;
use crate::directory::{Line, clean};

/// A header must stand within so many lines; lists often begin with a title.
const HEADER_WITHIN: usize = 10;

const NAME: &[&str] = &["姓名", "中文姓名", "教師姓名", "學員姓名", "參加人員", "研習人員", "參加人員姓名"];
const SCHOOL: &[&str] = &[
    "學校",
    "服務學校",
    "學校名稱",
    "校名",
    "任職學校",
    "現職學校",
    "單位",
    "服務單位",
    "單位名稱",
    "服務機關",
];
const TITLE: &[&str] = &["職稱", "職務", "現職", "職別"];
const COUNTY: &[&str] = &["縣市", "縣市別", "縣市名稱", "所屬縣市"];
const SCHOOL_CODE: &[&str] = &["學校代碼", "學校代號"];
const COURSE_CODE: &[&str] = &["課程代碼", "研習課程代碼", "研習代碼", "課程編號"];
const EMAIL: &[&str] = &["email", "mail", "電子郵件", "電子信箱", "電子郵件信箱", "信箱", "電子郵件地址"];
const BUSINESS_AREA: &[&str] = &["業務別", "業務", "承辦業務", "業務類別"];
const DISAMBIGUATOR: &[&str] = &["同名註記", "同名區別", "區別"];

/// Rows of a file with a header, blank ones left out.
///
/// # Errors
/// The headings that are missing: 姓名 and 學校 must be there.
pub fn read(lines: &[Line]) -> Result<Vec<Row>, Vec<&'static str>> {
    let mut missing = vec![NAME[0], SCHOOL[0]];
    for (at, line) in lines.iter().take(HEADER_WITHIN).enumerate() {
        let headings: Vec<String> = line.fields.iter().map(|field| heading(field)).collect();
        let find = |names: &[&str]| headings.iter().position(|heading| names.contains(&heading.as_str()));
        let (name, school) = (find(NAME), find(SCHOOL));
        if name.is_some() && school.is_some() {
            let column = |names: &[&str]| find(names);
            let columns = [
                name,
                column(COUNTY),
                school,
                column(SCHOOL_CODE),
                column(TITLE),
                column(DISAMBIGUATOR),
                column(BUSINESS_AREA),
                column(COURSE_CODE),
                column(EMAIL),
            ];
            return Ok(lines[at + 1..].iter().filter_map(|line| row(line, columns)).collect());
        }
        let these: Vec<_> =
            [(name, NAME[0]), (school, SCHOOL[0])].into_iter().filter(|(at, _)| at.is_none()).collect();
        if these.len() < missing.len() {
            missing = these.into_iter().map(|(_, heading)| heading).collect();
        }
    }
    Err(missing)
}

fn row(line: &Line, columns: [Option<usize>; 9]) -> Option<Row> {
    let fields = columns.map(|column| {
        let field = column.and_then(|at| line.fields.get(at)).map(|field| clean(field));
        field.unwrap_or_default().to_owned()
    });
    if fields.iter().all(String::is_empty) {
        return None;
    }
    let [name, county, school, school_code, title, disambiguator, business_area, course_code, email] = fields;
    Some(Row {
        line: line.number,
        name,
        county,
        school,
        school_code,
        title,
        disambiguator,
        business_area,
        course_code,
        email,
    })
}

/// A heading without width, case, spaces, dashes and marks: `Ｅ－ｍａｉｌ *` is `email`. What stands in brackets explains.
fn heading(field: &str) -> String {
    let plain: String = clean(field).nfkc().flat_map(char::to_lowercase).collect();
    let plain = plain.split(['(', '[', '【']).next().unwrap_or_default();
    plain
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '*' | ':' | '/' | '.' | '－' | '─'))
        .collect()
}

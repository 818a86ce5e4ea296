//! Reading one row of a file.

use unicode_normalization::UnicodeNormalization;

use super::{
    Ownership,
    columns::Columns,
    county::{self, CountyCounts},
    verdict::{Doubt, Skip, Verdict},
};

/// Length of a school code (7.4): text, a leading zero is significant.
pub const CODE_LENGTH: usize = 6;

/// A row that names a school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub code: String,
    pub printed_name: String,
    pub county: &'static CountyCounts,
    pub ownership: Option<Ownership>,
    pub address: Option<String>,
    pub township: Option<String>,
    pub phone: Option<String>,
    /// How many departments the file says it has, where it says so.
    pub departments: Option<u8>,
}

/// A field without what spreadsheets and editors put around it: spaces of any width, zero-width characters, a byte
/// order mark, and the `="011601"` that keeps a leading zero.
pub(crate) fn clean(field: &str) -> &str {
    let outside =
        |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}');
    let field = field.trim_matches(outside);
    field
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .or_else(|| field.strip_prefix('\''))
        .unwrap_or(field)
        .trim_matches(outside)
}

/// The cleaned field of an optional column; empty when there is none.
pub(super) fn text(row: &[String], column: Option<usize>) -> String {
    column.and_then(|at| row.get(at)).map(|field| clean(field).to_owned()).unwrap_or_default()
}

/// The code of a row as far as it can be told, also of rows nothing is written from.
pub(super) fn code(row: &[String], columns: &Columns) -> String {
    // Full-width digits are the same digits.
    text(row, Some(columns.code)).nfkc().collect::<String>().to_uppercase()
}

/// The school a row names, or why it names none.
pub(super) fn read(row: &[String], columns: &Columns) -> Result<Entry, Verdict> {
    if row.iter().all(|field| clean(field).is_empty()) {
        return Err(Verdict::Skipped(Skip::Blank));
    }
    let code = code(row, columns);
    let printed_name = text(row, Some(columns.name));
    if code.is_empty() {
        return Err(Verdict::Skipped(Skip::NoCode));
    }
    if printed_name.is_empty() {
        return Err(Verdict::Skipped(Skip::NoName));
    }
    // More fields than headings: a comma that was not quoted has pushed the others aside.
    if row.get(columns.width..).is_some_and(|extra| extra.iter().any(|field| !clean(field).is_empty())) {
        return Err(Verdict::Doubtful(Doubt::TooManyFields));
    }
    check_code(&code)?;
    if is_broken(&printed_name) {
        return Err(Verdict::Doubtful(Doubt::BrokenText));
    }
    let county_text = text(row, Some(columns.county));
    let Some(county) = county::by_name(&county_text) else {
        return Err(Verdict::Doubtful(Doubt::UnknownCounty(county_text)));
    };
    let address = optional(county::without_bracket(&text(row, columns.address)));
    Ok(Entry {
        ownership: ownership(&text(row, columns.ownership), &printed_name),
        township: address.as_deref().and_then(township),
        phone: optional(&text(row, columns.phone)),
        departments: departments(&text(row, columns.departments)),
        code,
        printed_name,
        county,
        address,
    })
}

fn check_code(code: &str) -> Result<(), Verdict> {
    let plain = code.chars().all(|c| c.is_ascii_alphanumeric());
    if plain && code.len() == CODE_LENGTH {
        return Ok(());
    }
    let lost_zero = code.len() == CODE_LENGTH - 1 && code.chars().all(|c| c.is_ascii_digit());
    Err(Verdict::Doubtful(if lost_zero { Doubt::LostZero } else { Doubt::CodeShape }))
}

/// Characters that stand where an encoding had none: replacement characters, question marks, the private use area.
fn is_broken(name: &str) -> bool {
    name.chars().any(|c| matches!(c, '\u{FFFD}' | '?' | '？' | '\u{E000}'..='\u{F8FF}'))
}

fn optional(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn ownership(text: &str, name: &str) -> Option<Ownership> {
    if name.starts_with("國立") {
        return Some(Ownership::National);
    }
    match text {
        "私立" | "私" => Some(Ownership::Private),
        "國立" => Some(Ownership::National),
        "公立" | "公" | "縣立" | "市立" => Some(Ownership::Public),
        _ if name.starts_with("私立") => Some(Ownership::Private),
        _ if name.starts_with("縣立") || name.starts_with("市立") => Some(Ownership::Public),
        _ => None,
    }
}

/// 屏東市 of 屏東縣屏東市…: what stands between the county and the first 鄉, 鎮, 市 or 區.
fn township(address: &str) -> Option<String> {
    let mut chars = address.chars();
    let county: String = chars.by_ref().take(3).collect();
    county::by_name(&county)?;
    let mut found = String::new();
    // The longest are four characters (那瑪夏區, 阿里山鄉). The first character is never the ending: 鎮 in 前鎮區 is not.
    for (at, c) in chars.take(4).enumerate() {
        found.push(c);
        if at > 0 && matches!(c, '鄉' | '鎮' | '市' | '區') && !ends_too_early(&found) {
            return Some(found);
        }
    }
    None
}

/// 前鎮區, 平鎮區, 左鎮區 and 新市區 contain an ending before their own.
fn ends_too_early(found: &str) -> bool {
    matches!(found, "前鎮" | "平鎮" | "左鎮" | "新市")
}

fn departments(text: &str) -> Option<u8> {
    let count = ["國小", "國中"].iter().filter(|department| text.contains(**department)).count();
    u8::try_from(count).ok().filter(|count| *count > 0)
}

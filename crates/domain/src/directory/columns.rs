//! Finding the columns by their headings: they differ from file to file (7.4).

use super::{Line, row::clean};

/// A header must stand within so many lines; files of some years begin with a title.
const HEADER_WITHIN: usize = 10;

/// Where the columns of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub code: usize,
    pub name: usize,
    pub county: usize,
    pub ownership: Option<usize>,
    pub address: Option<usize>,
    pub phone: Option<usize>,
    pub remarks: Option<usize>,
    /// 部別, added by hand where the departments of a 特教學校 are known (S2-33).
    pub departments: Option<usize>,
    /// How many columns the header has.
    pub width: usize,
}

const CODE: &[&str] = &["代碼", "學校代碼", "學校代號"];
const NAME: &[&str] = &["學校名稱", "校名"];
const COUNTY: &[&str] = &["縣市名稱", "縣市別", "縣市", "所屬縣市"];

impl Columns {
    /// The header and the index of the first line after it; otherwise the headings that are missing everywhere.
    pub(super) fn find(lines: &[Line]) -> Result<(Self, usize), Vec<&'static str>> {
        let mut missing = vec![CODE[0], NAME[0], COUNTY[0]];
        for (at, line) in lines.iter().take(HEADER_WITHIN).enumerate() {
            match Self::of(&line.fields) {
                Ok(columns) => return Ok((columns, at + 1)),
                Err(these) if these.len() < missing.len() => missing = these,
                Err(_) => {}
            }
        }
        Err(missing)
    }

    fn of(fields: &[String]) -> Result<Self, Vec<&'static str>> {
        let headings: Vec<String> = fields.iter().map(|field| heading(field)).collect();
        let find = |names: &[&str]| headings.iter().position(|h| names.contains(&h.as_str()));
        let (code, name, county) = (find(CODE), find(NAME), find(COUNTY));
        let (Some(code), Some(name), Some(county)) = (code, name, county) else {
            let required = [(code, CODE[0]), (name, NAME[0]), (county, COUNTY[0])];
            return Err(required.into_iter().filter(|(at, _)| at.is_none()).map(|(_, n)| n).collect());
        };
        Ok(Self {
            code,
            name,
            county,
            ownership: find(&["公/私立", "公私立", "公私立別"]),
            address: find(&["地址", "學校地址"]),
            phone: find(&["電話", "學校電話"]),
            remarks: find(&["備註"]),
            departments: find(&["部別"]),
            width: fields.len(),
        })
    }
}

/// A heading without spaces and with plain slashes.
fn heading(field: &str) -> String {
    clean(field).chars().filter(|c| !c.is_whitespace()).map(|c| if c == '／' { '/' } else { c }).collect()
}

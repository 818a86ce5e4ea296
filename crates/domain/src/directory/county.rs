//! The 22 counties, how many schools each has (14.3), and how files write their names (7.4).

use crate::{org::County, text::search_key};

/// School counts of one county as printed: weighted, so a 特教學校 with two departments counts as two (S2-33).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountyCounts {
    /// Stable short code of this system, never shown.
    pub code: &'static str,
    /// Canonical name with 臺.
    pub name: &'static str,
    /// 特教
    pub special: u32,
    /// 國小
    pub elementary: u32,
    /// 國中
    pub junior: u32,
}

const fn row(
    code: &'static str,
    name: &'static str,
    special: u32,
    elementary: u32,
    junior: u32,
) -> CountyCounts {
    CountyCounts { code, name, special, elementary, junior }
}

/// In the order of the source (S2 appendix).
pub const COUNTIES: [CountyCounts; 22] = [
    row("tpe", "臺北市", 8, 154, 93),
    row("nwt", "新北市", 2, 226, 103),
    row("tao", "桃園市", 1, 195, 71),
    row("txg", "臺中市", 6, 251, 102),
    row("tnn", "臺南市", 4, 221, 79),
    row("khh", "高雄市", 8, 251, 106),
    row("hsq", "新竹縣", 2, 92, 40),
    row("mia", "苗栗縣", 1, 119, 41),
    row("cha", "彰化縣", 2, 177, 47),
    row("nan", "南投縣", 2, 141, 37),
    row("yun", "雲林縣", 2, 164, 42),
    row("cyq", "嘉義縣", 0, 131, 30),
    row("pif", "屏東縣", 2, 179, 46),
    row("ttt", "臺東縣", 2, 97, 25),
    row("hua", "花蓮縣", 2, 105, 26),
    row("ila", "宜蘭縣", 1, 86, 29),
    row("kee", "基隆市", 2, 41, 17),
    row("hsz", "新竹市", 0, 35, 21),
    row("cyi", "嘉義市", 2, 20, 12),
    row("lie", "連江縣", 0, 7, 5),
    row("kin", "金門縣", 0, 20, 5),
    row("pen", "澎湖縣", 0, 37, 14),
];

/// Names before the mergers and upgrades of 2010 and 2014; some files still print them.
const OLD_NAMES: [(&str, &str); 5] =
    [("臺北縣", "nwt"), ("桃園縣", "tao"), ("臺中縣", "txg"), ("臺南縣", "tnn"), ("高雄縣", "khh")];

impl CountyCounts {
    /// As the domain knows it.
    #[must_use]
    pub fn county(&self) -> County {
        County { code: self.code.to_owned(), name: self.name.to_owned() }
    }

    /// 縣市總計.
    #[must_use]
    pub const fn total(&self) -> u32 {
        self.special + self.elementary + self.junior
    }
}

/// The county with this code of our system.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static CountyCounts> {
    COUNTIES.iter().find(|county| county.code == code)
}

/// The county a file names: `[19]臺中市`, 台中市, 臺中縣, 臺中. The bracketed number is not looked at, because one county
/// appears under several. 新竹 and 嘉義 alone name two and so none.
#[must_use]
pub fn by_name(text: &str) -> Option<&'static CountyCounts> {
    let key = search_key(without_bracket(text));
    if let Some(county) = COUNTIES.iter().find(|county| county.name == key) {
        return Some(county);
    }
    if let Some((_, code)) = OLD_NAMES.iter().find(|(old, _)| *old == key) {
        return by_code(code);
    }
    let mut bare = COUNTIES
        .iter()
        .filter(|county| !key.is_empty() && county.name.strip_suffix(['縣', '市']) == Some(key.as_str()));
    let first = bare.next();
    if bare.next().is_some() { None } else { first }
}

/// The text after a bracketed number in front of it: `[900]屏東縣…` → `屏東縣…`.
#[must_use]
pub fn without_bracket(text: &str) -> &str {
    let text = text.trim();
    let Some(inside) = text.strip_prefix(['[', '［']) else { return text };
    inside.split_once([']', '］']).map_or(text, |(_, rest)| rest.trim())
}

//! The 22 counties and how many schools each has (14.3).

use yanxi_domain::org::County;

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

/// In the order of the source.
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

/// Code of 屏東縣, where the demo plan belongs.
pub const PINGTUNG: &str = "pif";
/// Code of 臺北市.
pub const TAIPEI: &str = "tpe";
/// Code of 高雄市.
pub const KAOHSIUNG: &str = "khh";

impl CountyCounts {
    /// As the domain knows it.
    #[must_use]
    pub fn county(&self) -> County {
        County { code: self.code.to_owned(), name: self.name.to_owned() }
    }
}

//! Plans that ship with the program: the county plan and the two national procedure notices the rules were read from.
//! Their links are invented.

/// Key, title, and the text of the plan file.
pub const SHIPPED: [(&str, &str, &str); 3] = [
    ("s0", "屏東縣114學年度 學籍管理服務系統2.0（4場）", include_str!("../../../plans/s0.json")),
    ("s1", "113學年度 學生網（5場線上）", include_str!("../../../plans/s1.json")),
    ("s2", "114學年度 人力網、學生網、經費系統（15場線上）", include_str!("../../../plans/s2.json")),
];

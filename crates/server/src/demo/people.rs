//! Invented people of the demo plan, the hard names of 14.2 and 14.7 first. Nobody real is meant.

use yanxi_domain::{
    ids::{AccountId, PersonId},
    org::School,
};

use super::{ids::id, invent::Maker};

/// A person of the demo plan.
#[derive(Clone, Debug)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Exactly as entered (R-TEXT 1).
    pub name: String,
    /// Romanised name, where there is one.
    pub romanized: Option<String>,
    /// School.
    pub school: School,
    /// 職稱
    pub title: String,
    /// Told apart from a namesake of the same school by this (F-15).
    pub disambiguator: Option<String>,
    /// 業務別
    pub business_area: String,
}

/// Name, school code, title, disambiguator, romanised name.
pub(super) type Row = (&'static str, &'static str, &'static str, Option<&'static str>, Option<&'static str>);

/// Roster of session 1, first rows. Scripts refer to these by name, so each name below is a fixture.
const NAMED_FIRST: [Row; 26] = [
    ("王小明", "999601", "教務主任", None, None),
    ("王𤧟", "999601", "註冊組長", None, None),
    // Two people of one school with one name: never merged (F-15).
    ("陳怡君", "999602", "教務組長", Some("教務處"), None),
    ("陳怡君", "999602", "輔導組長", Some("輔導室"), None),
    ("瓦歷斯．諾幹", "999603", "教師", None, None),
    ("Falah Kacaw", "999603", "教師", None, None),
    // One name at two schools: the wrong one is easily tapped (T-17).
    ("李小華", "999604", "教師", None, None),
    ("李小華", "999603", "輔導組長", None, None),
    ("林志明", "999602", "資訊組長", None, None),
    ("張美玲", "999604", "註冊組長", None, None),
    ("黃大為", "999602", "生教組長", None, None),
    // The attendee the demo page offers.
    ("劉佳穎", "999603", "註冊組長", None, None),
    ("𠮷田由美", "999604", "教學組長", None, Some("Yoshida Yumi")),
    // 溫 and 温 are two surnames with one search key: a suggestion, never a merge (R-TEXT 2).
    ("溫雅婷", "999602", "導師", Some("七年級"), None),
    ("温雅婷", "999602", "導師", Some("九年級"), None),
    // U+F92C, which NFC would turn into U+90CE and so into another registered name (R-TEXT 1).
    ("\u{F92C}秀英", "999603", "教導主任", None, None),
    // U+FA0C, likewise.
    ("\u{FA0C}正堅", "999604", "學務主任", None, None),
    // Three different middle dots, one search key.
    ("古勒勒‧杜里", "999603", "學務組長", None, None),
    ("芭婭絲·拉瓦", "999603", "幹事", None, None),
    ("包雅蘭", "999603", "教務組長", None, Some("Muni Tjaliva")),
    ("Sauniyaw Tjaruvang Ruvaniyaw Pakedalay", "999603", "教師", None, None),
    ("凃家豪", "999604", "資訊組長", None, None),
    ("塗家豪", "999601", "資訊組長", None, None),
    ("黄堃喆", "999602", "學務主任", None, None),
    ("吴峯羣", "999604", "教務主任", None, None),
    ("游珏煊", "999602", "幹事", None, None),
];

/// Further named people: session 2, its cancelled row, and people of the online sessions.
const NAMED_SECOND: [Row; 5] = [
    ("林小明", "999601", "輔導主任", None, None),
    ("歐陽芷若", "999602", "註冊組長", None, None),
    ("陳鱻", "999604", "生教組長", None, None),
    ("丁以晴", "999603", "教學組長", None, None),
    ("何承翰", "999604", "幹事", None, None),
];

/// 60 admitted people of session 1, then the 3 on its waiting list.
pub const FIRST_COUNT: usize = 60;
/// 55 admitted people of session 2, then one who cancelled.
pub const SECOND_COUNT: usize = 55;
/// People who took part in the online sessions only.
pub const ONLINE_COUNT: usize = 30;

/// Everybody of the plan.
pub struct Cast {
    /// Admitted to session 1.
    pub first: Vec<Person>,
    /// 備取 1–3 of session 1.
    pub waiting: Vec<Person>,
    /// Admitted to session 2.
    pub second: Vec<Person>,
    /// Cancelled in session 2 and came all the same (CANCELLED_BUT_PRESENT).
    pub cancelled: Person,
    /// Online sessions and the session that has just ended today.
    pub online: Vec<Person>,
}

/// Somebody who works for the course, with an account.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Person.
    pub person: PersonId,
    /// Account.
    pub account: AccountId,
    /// Name.
    pub name: &'static str,
    /// School and title, for the demo page.
    pub about: &'static str,
    /// PIN of venue staff, shown by the demo page; no real account has a published PIN.
    pub pin: Option<&'static str>,
}

impl Staff {
    /// 職稱 alone, as real accounts have it: the school stands beside it.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let title = self.about.rsplit(' ').next().unwrap_or_default();
        // （甲） tells the operators of the demo page apart.
        title.split('（').next().unwrap_or_default()
    }
}

/// Name of the attendee the demo page offers; the scripts find the person by it.
pub const ATTENDEE: &str = "劉佳穎";
/// Second attendee: came forty minutes late and got no hours.
pub const LATE_ATTENDEE: &str = "張美玲";

/// 開課承辦人 of the demo courses.
#[must_use]
pub fn organiser() -> Staff {
    staff("organiser", "蘇曉萍", "海豐國小 教務組長", None)
}

/// 開課承辦人 of the courses open for registration.
#[must_use]
pub fn registrar() -> Staff {
    staff("registrar", "潘郁文", "海豐國小 註冊組長", None)
}

/// 場地簽到人員 甲、乙、丙 of the timeline (section 11).
#[must_use]
pub fn operators() -> [Staff; 3] {
    [
        staff("operator-a", "方志豪", "海豐國小 資訊教師（甲）", Some("2468")),
        staff("operator-b", "羅婉如", "海豐國小 幹事（乙）", Some("1357")),
        staff("operator-c", "簡偉哲", "海豐國小 教學組長（丙）", Some("8642")),
    ]
}

/// What an official may do, beside the roles of courses and sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// 承辦人 of the organiser's school.
    Officer,
    /// 校長 of the organiser's school.
    Approver,
    /// 單位管理者 of the organiser's school.
    Administrator,
    /// 縣市督導 of 屏東縣.
    Supervisor,
    /// 系統管理員.
    System,
}

/// People of the school's and the county's administration, and of the system team.
#[must_use]
pub fn officials() -> [(Office, Staff); 5] {
    [
        (Office::Officer, staff("officer", "許雅筑", "海豐國小 註冊組長", None)),
        (Office::Approver, staff("approver", "鍾國樑", "海豐國小 校長", None)),
        (Office::Administrator, staff("administrator", "彭美惠", "海豐國小 文書組長", None)),
        (Office::Supervisor, staff("supervisor", "范振宇", "屏東縣政府教育處 科員", None)),
        (Office::System, staff("system", "江承恩", "系統團隊 工程師", None)),
    ]
}

fn staff(key: &str, name: &'static str, about: &'static str, pin: Option<&'static str>) -> Staff {
    Staff {
        person: PersonId(id(&format!("person/{key}"))),
        account: AccountId(id(&format!("account/{key}"))),
        name,
        about,
        pin,
    }
}

/// Account of an attendee.
#[must_use]
pub fn attendee_account(person: PersonId) -> AccountId {
    AccountId(id(&format!("account/{person}")))
}

/// The attendees the demo page offers.
#[must_use]
pub fn attendees(cast: &Cast) -> Vec<&Person> {
    [ATTENDEE, LATE_ATTENDEE]
        .into_iter()
        .filter_map(|name| cast.first.iter().find(|person| person.name == name))
        .collect()
}

/// Names of staff and of scripted people, which are never drawn again.
pub(super) fn reserved_names() -> impl Iterator<Item = String> {
    let scripted = NAMED_FIRST.iter().chain(&NAMED_SECOND).map(|row| row.0);
    let officials = officials().map(|(_, staff)| staff);
    let organisers = [organiser(), registrar()];
    let staff = operators().into_iter().chain(organisers).chain(officials).map(|staff| staff.name);
    scripted.chain(staff).map(str::to_owned)
}

/// Makes everybody up.
#[must_use]
pub fn cast(directory: &[School]) -> Cast {
    let mut maker = Maker::new(directory);
    let mut first = maker.named(&NAMED_FIRST);
    maker.fill(&mut first, FIRST_COUNT);
    let mut waiting = Vec::new();
    maker.fill(&mut waiting, 3);
    let mut second = maker.named(&NAMED_SECOND);
    maker.fill(&mut second, SECOND_COUNT);
    let cancelled = maker.invent();
    let mut online = Vec::new();
    maker.fill(&mut online, ONLINE_COUNT);
    Cast { first, waiting, second, cancelled, online }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::schools::directory;

    #[test]
    fn the_same_people_come_on_every_start() {
        let (one, two) = (cast(&directory()), cast(&directory()));
        let names = |cast: &Cast| cast.first.iter().map(|p| (p.id, p.name.clone())).collect::<Vec<_>>();
        assert_eq!(names(&one), names(&two));
    }

    #[test]
    fn hard_names_keep_their_code_points() {
        let cast = cast(&directory());
        let names: Vec<&str> = cast.first.iter().map(|p| p.name.as_str()).collect();
        for name in ["王\u{249DF}", "瓦歷斯\u{FF0E}諾幹", "\u{20BB7}田由美", "\u{F92C}秀英", "\u{FA0C}正堅"]
        {
            assert!(names.contains(&name), "{name}");
        }
        assert_eq!(names.iter().filter(|n| **n == "陳怡君").count(), 2);
        assert_eq!(names.iter().filter(|n| **n == "李小華").count(), 2);
    }

    #[test]
    fn namesakes_of_one_school_carry_a_disambiguator() {
        let cast = cast(&directory());
        let everybody: Vec<&Person> =
            cast.first.iter().chain(&cast.waiting).chain(&cast.second).chain(&cast.online).collect();
        for one in &everybody {
            let namesake = everybody
                .iter()
                .any(|o| o.id != one.id && o.name == one.name && o.school.id == one.school.id);
            assert!(!namesake || one.disambiguator.is_some(), "{}", one.name);
        }
    }
}

//! Makes up people: names that are drawn, schools in turn, titles with their business areas.

use std::collections::HashSet;

use yanxi_domain::{
    ids::PersonId,
    org::{School, SchoolLevel},
};

use super::{
    counties::PINGTUNG,
    ids::{Dice, id},
    people::{Person, Row, reserved_names},
};

const SURNAMES: &str = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江蕭羅高簡朱鍾彭游詹胡沈趙盧潘";
const GIVEN_FIRST: &str = "宜佳雅淑美志建俊育承柏冠宗家怡思詩筱靜惠文永國振嘉靖孟品昱若";
const GIVEN_SECOND: &str = "芬玲娟蓉萱如婷慧雯瑜豪銘賢哲宏翔彥霖安平達傑穎軒琪瑄涵潔偉勳";
/// Title with the business area the plan assigns it to (S0-05).
const TITLES: [(&str, &str); 10] = [
    ("註冊組長", "註冊"),
    ("教務主任", "教務"),
    ("教務組長", "教務"),
    ("資訊組長", "AA帳號"),
    ("教學組長", "教務"),
    ("輔導組長", "輔導"),
    ("學務主任", "學務"),
    ("生教組長", "學務"),
    ("導師", "導師"),
    ("教師", "科任"),
];

/// Draws people; every name once.
pub(super) struct Maker<'a> {
    directory: &'a [School],
    /// Invented schools of 屏東縣 that send people.
    pool: Vec<&'a School>,
    names: HashSet<String>,
    dice: Dice,
    made: usize,
}

impl<'a> Maker<'a> {
    pub(super) fn new(directory: &'a [School]) -> Self {
        let mut pool: Vec<&School> = directory
            .iter()
            .filter(|s| s.county == PINGTUNG && s.code.starts_with("99") && !s.code.starts_with("9996"))
            .filter(|s| s.level != SchoolLevel::Special)
            .collect();
        let mut dice = Dice::new("people");
        dice.shuffle(&mut pool);
        let names = reserved_names().collect();
        Self { directory, pool, names, dice, made: 0 }
    }

    /// The people of a table.
    pub(super) fn named(&mut self, rows: &[Row]) -> Vec<Person> {
        rows.iter()
            .filter_map(|(name, code, title, disambiguator, romanized)| {
                let school = self.directory.iter().find(|s| s.code == *code)?.clone();
                let area = TITLES.iter().find(|(t, _)| t == title).map_or("其他", |(_, area)| area);
                Some(Person {
                    id: self.next_id(),
                    name: (*name).to_owned(),
                    romanized: romanized.map(str::to_owned),
                    school,
                    title: (*title).to_owned(),
                    disambiguator: disambiguator.map(str::to_owned),
                    business_area: area.to_owned(),
                })
            })
            .collect()
    }

    /// Draws people until there are `count`.
    pub(super) fn fill(&mut self, people: &mut Vec<Person>, count: usize) {
        while people.len() < count {
            let person = self.invent();
            people.push(person);
        }
    }

    /// Draws one person.
    pub(super) fn invent(&mut self) -> Person {
        let name = self.new_name();
        let school = self
            .pool
            .get(self.made % self.pool.len().max(1))
            .map_or_else(super::schools::education_office, |school| (*school).clone());
        let (title, area) = TITLES.get(self.dice.below(TITLES.len())).copied().unwrap_or(("教師", "科任"));
        Person {
            id: self.next_id(),
            name,
            romanized: None,
            school,
            title: title.to_owned(),
            disambiguator: None,
            business_area: area.to_owned(),
        }
    }

    fn next_id(&mut self) -> PersonId {
        self.made += 1;
        PersonId(id(&format!("person/{}", self.made)))
    }

    fn new_name(&mut self) -> String {
        loop {
            let name: String = [SURNAMES, GIVEN_FIRST, GIVEN_SECOND]
                .iter()
                .filter_map(|set| {
                    let at = self.dice.below(set.chars().count());
                    set.chars().nth(at)
                })
                .collect();
            if self.names.insert(name.clone()) {
                return name;
            }
        }
    }
}

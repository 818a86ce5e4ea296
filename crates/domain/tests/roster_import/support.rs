//! A small directory, and a roster that does what an import says.

use uuid::Uuid;
use yanxi_domain::{
    directory::{Line, ListedSchool, Listing},
    ids::{OrgId, PersonId, RegistrationId, SessionId},
    org::{School, SchoolLevel},
    roster::RegistrationState,
    roster_import::{
        Choices, Examined, KnownEntry, KnownPerson, Problem, Row, RowChoice, Verdict, columns,
        examine::{Known, examine},
    },
};

pub const SESSION: SessionId = SessionId(Uuid::from_u128(0x51));

pub fn school(n: u128, full_name: &str, short_name: &str, county: &str) -> ListedSchool {
    ListedSchool {
        school: School {
            id: OrgId(Uuid::from_u128(n)),
            code: format!("{:06}", 990_000 + n),
            full_name: full_name.into(),
            short_name: short_name.into(),
            county: county.into(),
            level: SchoolLevel::Elementary,
            count_weight: 1,
            other_names: Vec::new(),
        },
        listing: Listing::default(),
        closed_at: None,
    }
}

pub fn directory() -> Vec<ListedSchool> {
    vec![
        school(1, "屏東縣立晴山國民小學", "晴山國小", "pif"),
        school(2, "屏東縣立南曦國民中學", "南曦國中", "pif"),
        school(3, "臺東縣立中山國民小學", "中山國小", "ttt"),
        school(4, "屏東縣立中山國民小學", "中山國小", "pif"),
    ]
}

pub fn table(lines: &[&str]) -> Vec<Line> {
    (1..)
        .zip(lines)
        .map(|(number, line)| Line { number, fields: line.split(',').map(str::to_owned).collect() })
        .collect()
}

pub fn rows(lines: &[&str]) -> Vec<Row> {
    let mut all = vec!["姓名,縣市,學校,職稱,E-mail"];
    all.extend(lines);
    columns::read(&table(&all)).unwrap()
}

/// A session's roster and the people behind it.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    pub entries: Vec<KnownEntry>,
    pub people: Vec<KnownPerson>,
}

impl Roster {
    pub fn examine(&self, rows: &[Row], choices: &Choices) -> Examined {
        let schools = directory();
        let known = Known {
            session: SESSION,
            course_code: Some("3456789"),
            schools: &schools,
            roster: &self.entries,
            people: &self.people,
        };
        examine(rows, known, choices)
    }

    /// Stores what an import says, as the server does.
    pub fn apply(&mut self, examined: &Examined) {
        for write in &examined.writes {
            let mut entry = write.entry.clone();
            if !entry.id.0.is_nil() {
                let known = self.entries.iter_mut().find(|known| known.entry.id == entry.id).unwrap();
                known.entry = entry;
                continue;
            }
            entry.id = RegistrationId(Uuid::from_u128(0x1000 + self.entries.len() as u128));
            let emails: Vec<String> =
                Some(write.email.clone()).filter(|e| !e.is_empty()).into_iter().collect();
            let person = write.person.unwrap_or_else(|| {
                let id = PersonId(Uuid::from_u128(0x2000 + self.people.len() as u128));
                self.people.push(KnownPerson {
                    id,
                    name: entry.name.clone(),
                    school: entry.school,
                    title: entry.title.clone(),
                    disambiguator: entry.disambiguator.clone(),
                    emails,
                });
                id
            });
            let emails =
                self.people.iter().find(|p| p.id == person).map(|p| p.emails.clone()).unwrap_or_default();
            self.entries.push(KnownEntry { entry, person: Some(person), emails });
        }
    }

    /// What stands in it, without ids, sorted.
    pub fn content(&self) -> Vec<(String, String, String, Option<String>, RegistrationState)> {
        let mut content: Vec<_> = self
            .entries
            .iter()
            .map(|KnownEntry { entry, .. }| {
                (
                    entry.name.clone(),
                    entry.school_name.clone(),
                    entry.title.clone(),
                    entry.disambiguator.clone(),
                    entry.state,
                )
            })
            .collect();
        content.sort_by_key(|row| format!("{row:?}"));
        content
    }
}

/// Settles every row the way a busy organiser would; the choices so far and the new ones.
pub fn settled(examined: &Examined, rows: &[Row], mut choices: Choices) -> Choices {
    for ((verdict, _), row) in examined.rows.iter().zip(rows) {
        let Verdict::Attention { problems } = verdict else { continue };
        let at = choices.rows.iter().position(|choice| choice.line == row.line).unwrap_or_else(|| {
            choices.rows.push(RowChoice { line: row.line, ..RowChoice::default() });
            choices.rows.len() - 1
        });
        let choice = &mut choices.rows[at];
        for problem in problems {
            match problem {
                Problem::Title => "教師".clone_into(&mut choice.title),
                Problem::SameName { .. } if row.disambiguator.is_empty() => {
                    choice.disambiguator = format!("第{}列", row.line);
                }
                _ => choice.skip = true,
            }
        }
    }
    choices
}

//! Files as the Ministry prints them, and a directory that takes them.

use uuid::Uuid;
use yanxi_domain::{
    directory::{
        Line, ListedSchool, Table,
        apply::apply,
        link::Links,
        preview::{Preview, preview},
        verdict::Verdict,
    },
    ids::OrgId,
    time::Timestamp,
};

pub const ELEMENTARY: &str = "學年度,代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址";
pub const JUNIOR: &str = "代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址";
pub const SENIOR: &str = "學年度,代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址,備註";
pub const AT: Timestamp = Timestamp(1_754_354_400_000);

/// A file without quotes: header, then rows.
pub fn table(name: &str, header: &str, rows: &[&str]) -> Table {
    let lines = [header].into_iter().chain(rows.iter().copied());
    let lines = (1..)
        .zip(lines)
        .map(|(number, line)| Line { number, fields: line.split(',').map(str::to_owned).collect() });
    Table { name: name.to_owned(), lines: lines.collect() }
}

/// The file 國小.
pub fn elementary(rows: &[&str]) -> Table {
    table("e1_new.csv", ELEMENTARY, rows)
}

/// The file 國中.
pub fn junior(rows: &[&str]) -> Table {
    table("j1_new.csv", JUNIOR, rows)
}

/// A directory that keeps what is imported.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    pub schools: Vec<ListedSchool>,
}

impl Directory {
    pub fn of(tables: &[Table]) -> Self {
        let mut directory = Self::default();
        directory.import(tables);
        directory
    }

    pub fn preview(&self, tables: &[Table]) -> Preview {
        preview(tables, &self.schools, &Links::new())
    }

    pub fn import(&mut self, tables: &[Table]) -> Preview {
        self.import_linked(tables, &[])
    }

    /// Imports with old and new codes.
    pub fn import_linked(&mut self, tables: &[Table], links: &[(&str, &str)]) -> Preview {
        let links: Links = links.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect();
        let preview = preview(tables, &self.schools, &links);
        let mut next = self.schools.len() as u128;
        let new_id = || {
            next += 1;
            OrgId(Uuid::from_u128(next))
        };
        for school in apply(&self.schools, &preview, new_id, AT) {
            match self.schools.iter_mut().find(|known| known.school.id == school.school.id) {
                Some(known) => *known = school,
                None => self.schools.push(school),
            }
        }
        preview
    }

    pub fn school(&self, code: &str) -> &ListedSchool {
        self.schools.iter().find(|school| school.school.code == code).unwrap()
    }
}

/// The verdict on the only row.
#[track_caller]
pub fn only(preview: &Preview) -> Verdict {
    assert_eq!(preview.rows.len(), 1, "{:?}", preview.rows);
    preview.rows[0].verdict.clone()
}

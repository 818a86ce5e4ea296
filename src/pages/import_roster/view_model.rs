//! What the import page shows of a preview, and the choices made on it.

use yanxi_domain::{
    ids::OrgId,
    roster_import::{Choices, Field, Problem, RowChoice, SchoolChoice, Verdict},
};
use yanxi_protocol::imports::{ImportedRow, RosterPreview};

use crate::{
    components::Tone,
    i18n::{
        Locale,
        office::{self, import_roster as text},
    },
};

/// Largest file, in bytes, as the server's.
pub const MAX_FILE: f64 = 4.0 * 1024.0 * 1024.0;
/// So many rows are drawn at once; the ones to settle come first.
pub const SHOWN: usize = 300;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody must look.
    Attention,
    /// New registrations.
    New,
    /// Changed ones.
    Changed,
    /// Unchanged, left out, another course's.
    Rest,
}

impl Kind {
    /// In the order of the page.
    pub const ALL: [Self; 4] = [Self::Attention, Self::New, Self::Changed, Self::Rest];

    /// Which a row is.
    #[must_use]
    pub const fn of(row: &ImportedRow) -> Self {
        match row.verdict {
            Verdict::Attention { .. } => Self::Attention,
            Verdict::New { .. } => Self::New,
            Verdict::Changed { .. } => Self::Changed,
            Verdict::Unchanged | Verdict::Skipped | Verdict::OtherCourse => Self::Rest,
        }
    }

    /// Its name with the number of rows.
    #[must_use]
    pub fn label(self, locale: Locale, n: usize) -> String {
        match self {
            Self::Attention => text::filter_attention(locale, n),
            Self::New => text::filter_new(locale, n),
            Self::Changed => text::filter_changed(locale, n),
            Self::Rest => text::filter_rest(locale, n),
        }
    }
}

/// How many rows are of a kind.
#[must_use]
pub fn count(preview: &RosterPreview, kind: Kind) -> usize {
    preview.rows.iter().filter(|row| Kind::of(row) == kind).count()
}

/// How many registrations would be written, those to cancel included.
#[must_use]
pub fn changes(preview: &RosterPreview, cancel: usize) -> usize {
    count(preview, Kind::New) + count(preview, Kind::Changed) + cancel
}

/// The kind to show first.
#[must_use]
pub fn first_kind(preview: &RosterPreview) -> Kind {
    Kind::ALL.into_iter().find(|kind| count(preview, *kind) > 0).unwrap_or(Kind::Rest)
}

/// What happens with a row, in a few words.
#[must_use]
pub fn verdict(locale: Locale, row: &ImportedRow) -> (Tone, String) {
    match &row.verdict {
        Verdict::New { known: true } => (Tone::Ok, text::new_known(locale)),
        Verdict::New { known: false } => (Tone::Ok, text::new_person(locale)),
        Verdict::Unchanged => (Tone::Neutral, text::unchanged(locale)),
        Verdict::Changed { fields } => {
            let words: Vec<String> = fields.iter().map(|field| field_name(locale, *field)).collect();
            (Tone::Info, text::changed(locale, &words.join(&office::list_separator(locale))))
        }
        Verdict::Skipped => (Tone::Neutral, text::skipped(locale)),
        Verdict::OtherCourse => (Tone::Neutral, text::other_course(locale)),
        Verdict::Attention { .. } => (Tone::Wait, text::attention(locale)),
    }
}

fn field_name(locale: Locale, field: Field) -> String {
    match field {
        Field::Title => text::field_title(locale),
        Field::BusinessArea => text::field_area(locale),
        Field::Disambiguator => text::field_mark(locale),
        Field::State => text::field_state(locale),
    }
}

/// What a person must look at, in a sentence.
#[must_use]
pub fn problem(locale: Locale, row: &ImportedRow, problem: &Problem) -> String {
    match problem {
        Problem::Name => text::problem_name(locale),
        Problem::SchoolMissing => text::problem_school_missing(locale),
        Problem::School { .. } => text::problem_school(locale, &row.school),
        Problem::Title => text::problem_title(locale),
        Problem::Duplicate { of } => text::problem_duplicate(locale, *of),
        Problem::SameName { lines, registered } if lines.is_empty() => {
            text::problem_same_registered(locale, &registered.join(&office::list_separator(locale)))
        }
        Problem::SameName { lines, .. } => {
            let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
            text::problem_same_name(locale, &lines.join(&office::list_separator(locale)))
        }
    }
}

/// The problems of a row; none when it is settled.
#[must_use]
pub fn problems(row: &ImportedRow) -> &[Problem] {
    match &row.verdict {
        Verdict::Attention { problems } => problems,
        _ => &[],
    }
}

/// The choices with a school for the way this row writes it: a chosen one, or another name to look for.
#[must_use]
pub fn with_school(
    mut choices: Choices,
    row: &ImportedRow,
    school: Option<OrgId>,
    look_for: &str,
) -> Choices {
    let same = |choice: &SchoolChoice| choice.county == row.county && choice.written == row.school;
    choices.schools.retain(|choice| !same(choice));
    choices.schools.push(SchoolChoice {
        county: row.county.clone(),
        written: row.school.clone(),
        school,
        look_for: look_for.trim().to_owned(),
    });
    choices
}

/// The choices with a change to what is decided about a row.
#[must_use]
pub fn with_row(mut choices: Choices, line: u64, change: impl FnOnce(&mut RowChoice)) -> Choices {
    let at = choices.rows.iter().position(|choice| choice.line == line).unwrap_or_else(|| {
        choices.rows.push(RowChoice { line, ..RowChoice::default() });
        choices.rows.len() - 1
    });
    change(&mut choices.rows[at]);
    choices
}

/// What was decided about a row so far.
#[must_use]
pub fn row_choice(choices: &Choices, line: u64) -> RowChoice {
    choices.rows.iter().find(|choice| choice.line == line).cloned().unwrap_or_default()
}

/// An empty roster for a spreadsheet program: with a byte order mark, or Excel takes it for Big5.
#[must_use]
pub fn template() -> String {
    "\u{FEFF}姓名,縣市,學校,職稱,業務別,E-mail,同名註記,課程代碼\r\n".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u64, verdict: Verdict) -> ImportedRow {
        ImportedRow {
            line,
            name: "林測試".into(),
            county: "屏東縣".into(),
            school: "晴山小學".into(),
            title: String::new(),
            disambiguator: String::new(),
            school_id: None,
            verdict,
        }
    }

    fn preview(verdicts: Vec<Verdict>) -> RosterPreview {
        RosterPreview {
            encoding: "UTF-8".into(),
            rows: (2..).zip(verdicts).map(|(line, verdict)| row(line, verdict)).collect(),
            schools: Vec::new(),
            missing: Vec::new(),
            admitted: 0,
            capacity: None,
            choices: Choices::default(),
            shown: String::new(),
            applied: false,
            cancelled: 0,
        }
    }

    #[test]
    fn what_needs_a_person_is_shown_first() {
        let all = preview(vec![
            Verdict::Unchanged,
            Verdict::New { known: false },
            Verdict::Attention { problems: vec![Problem::Title] },
            Verdict::Skipped,
        ]);
        assert_eq!(first_kind(&all), Kind::Attention);
        assert_eq!(Kind::ALL.map(|kind| count(&all, kind)), [1, 1, 0, 2]);
        assert_eq!(changes(&all, 2), 3);
        assert_eq!(first_kind(&preview(vec![Verdict::Unchanged])), Kind::Rest);
        assert_eq!(changes(&preview(vec![Verdict::Unchanged]), 0), 0);
    }

    #[test]
    fn choices_replace_each_other_and_leave_the_rest_alone() {
        let row = row(7, Verdict::Unchanged);
        let choices = with_row(Choices::default(), 7, |choice| choice.title = "組長".into());
        let choices = with_row(choices, 7, |choice| choice.disambiguator = "甲".into());
        let choices = with_row(choices, 8, |choice| choice.skip = true);
        assert_eq!(choices.rows.len(), 2);
        assert_eq!(row_choice(&choices, 7).title, "組長");
        assert_eq!(row_choice(&choices, 7).disambiguator, "甲");
        let school: OrgId = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        let choices = with_school(choices, &row, None, " 晴山 ");
        let choices = with_school(choices, &row, Some(school), "");
        assert_eq!(choices.schools.len(), 1);
        assert_eq!((choices.schools[0].school, &*choices.schools[0].look_for), (Some(school), ""));
    }

    #[test]
    fn problems_name_the_other_rows_and_people() {
        let row = row(2, Verdict::Unchanged);
        let same = |lines: &[u64], registered: &[&str]| Problem::SameName {
            lines: lines.to_vec(),
            registered: registered.iter().map(|&mark| mark.to_owned()).collect(),
        };
        assert!(problem(Locale::Zh, &row, &same(&[3, 9], &[])).contains("第 3、9 列"));
        assert!(problem(Locale::Zh, &row, &same(&[], &["教師"])).contains("（教師）"));
        assert!(problem(Locale::Zh, &row, &Problem::School { suggestions: Vec::new() }).contains("晴山小學"));
    }

    #[test]
    fn the_template_has_the_columns_an_import_reads() {
        assert!(template().starts_with('\u{FEFF}'));
        let lines = [yanxi_domain::directory::Line {
            number: 1,
            fields: template().trim().trim_start_matches('\u{FEFF}').split(',').map(str::to_owned).collect(),
        }];
        assert_eq!(yanxi_domain::roster_import::columns::read(&lines), Ok(Vec::new()));
    }
}

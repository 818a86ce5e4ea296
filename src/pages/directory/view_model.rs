//! What the directory page shows of a preview.

use yanxi_domain::directory::verdict::{Change, Doubt, Field, Note, Skip, Verdict};
use yanxi_protocol::directory_import::{
    CodeLink, DirectoryClosing, DirectoryFileLine, DirectoryPreview, DirectoryRow, DirectoryTotal,
};

use crate::{
    components::Tone,
    i18n::{Locale, directory as text, office},
};

/// So many rows are drawn at once.
pub const SHOWN: usize = 200;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person must look at them.
    Doubtful,
    /// New schools.
    New,
    /// Changed ones.
    Changed,
    /// Nothing is taken from them.
    Skipped,
}

impl Kind {
    /// In the order of the page.
    pub const ALL: [Self; 4] = [Self::Doubtful, Self::New, Self::Changed, Self::Skipped];

    /// Which a row is; `None` for those that are not listed.
    #[must_use]
    pub const fn of(row: &DirectoryRow) -> Option<Self> {
        match row.verdict {
            Verdict::New(_) => Some(Self::New),
            Verdict::Changed(_) => Some(Self::Changed),
            Verdict::Skipped(_) => Some(Self::Skipped),
            Verdict::Doubtful(_) => Some(Self::Doubtful),
            Verdict::Unchanged | Verdict::Joins { .. } => None,
        }
    }

    /// Its name with the number of rows.
    #[must_use]
    pub fn label(self, locale: Locale, preview: &DirectoryPreview) -> String {
        let [new, changed, _, _, skipped, doubtful] = preview.counts;
        match self {
            Self::Doubtful => text::count_doubtful(locale, doubtful),
            Self::New => text::count_new(locale, new),
            Self::Changed => text::count_changed(locale, changed),
            Self::Skipped => text::count_skipped(locale, skipped),
        }
    }
}

/// The kind to show first: doubts, then what changes.
#[must_use]
pub fn first_kind(preview: &DirectoryPreview) -> Kind {
    let some = |kind: &Kind| preview.rows.iter().any(|row| Kind::of(row) == Some(*kind));
    Kind::ALL.into_iter().find(some).unwrap_or(Kind::New)
}

/// How many schools would be written.
#[must_use]
pub fn changes(preview: &DirectoryPreview) -> u32 {
    let [new, changed, ..] = preview.counts;
    new + changed + u32::try_from(preview.closings.len()).unwrap_or(u32::MAX)
}

/// Old and new codes as they are typed, a school a line.
///
/// # Errors
/// The first line that is neither empty nor two codes.
pub fn links(typed: &str) -> Result<Vec<CodeLink>, String> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let codes: Vec<&str> = line
                .split(|c: char| c.is_whitespace() || "=,，→、>-".contains(c))
                .filter(|c| !c.is_empty())
                .collect();
            match codes[..] {
                [old, new] => Ok(CodeLink { old: old.to_owned(), new: new.to_owned() }),
                _ => Err(line.to_owned()),
            }
        })
        .collect()
}

/// A file in a line.
#[must_use]
pub fn file_line(locale: Locale, file: &DirectoryFileLine) -> (Tone, String) {
    match file.part {
        Some(part) => (Tone::Ok, text::file_line(locale, &file.name, part.name(), file.rows, &file.encoding)),
        None if file.missing_headings.is_empty() => (Tone::Stop, text::file_no_part(locale, &file.name)),
        None => {
            let missing = file.missing_headings.join(&office::list_separator(locale));
            (Tone::Stop, text::file_no_header(locale, &file.name, &missing))
        }
    }
}

/// What a verdict says, in words.
#[must_use]
pub fn words(locale: Locale, verdict: &Verdict) -> String {
    let join = |parts: Vec<String>| parts.join("；");
    match verdict {
        Verdict::New(notes) if notes.is_empty() => text::new_plain(locale),
        Verdict::New(notes) => join(notes.iter().map(|note| note_words(locale, *note)).collect()),
        Verdict::Changed(changes) => {
            join(changes.iter().map(|change| change_words(locale, change)).collect())
        }
        Verdict::Unchanged => String::new(),
        Verdict::Joins { .. } => text::joins(locale),
        Verdict::Skipped(skip) => match skip {
            Skip::Blank => text::skip_blank(locale),
            Skip::NoCode => text::skip_no_code(locale),
            Skip::NoName => text::skip_no_name(locale),
            Skip::Repeated => text::skip_repeated(locale),
            Skip::SeniorOnly => text::skip_senior(locale),
        },
        Verdict::Doubtful(doubt) => doubt_words(locale, doubt),
    }
}

fn note_words(locale: Locale, note: Note) -> String {
    match note {
        Note::DepartmentsAssumed => text::note_departments(locale),
        Note::SameNameInCounty => text::note_same_name(locale),
    }
}

fn change_words(locale: Locale, change: &Change) -> String {
    let field = match change.field {
        Field::Code => text::field_code(locale),
        Field::Name => text::field_name(locale),
        Field::County => text::field_county(locale),
        Field::Parts => text::field_parts(locale),
        Field::CountWeight => text::field_weight(locale),
        Field::Ownership => text::field_ownership(locale),
        Field::Address => text::field_address(locale),
        Field::Phone => text::field_phone(locale),
        Field::Reopened => text::field_reopened(locale),
        Field::Forms => text::field_forms(locale),
    };
    text::change(locale, &field, &change.before, &change.after)
}

fn doubt_words(locale: Locale, doubt: &Doubt) -> String {
    match doubt {
        Doubt::LostZero => text::doubt_lost_zero(locale),
        Doubt::CodeShape => text::doubt_code(locale),
        Doubt::TooManyFields => text::doubt_fields(locale),
        Doubt::BrokenText => text::doubt_broken(locale),
        Doubt::UnknownCounty(county) => text::doubt_county(locale, county),
        Doubt::CodeTwice => text::doubt_twice(locale),
        Doubt::OtherRow => text::doubt_other_row(locale),
        Doubt::OtherCounty { known } => text::doubt_other_county(locale, known),
    }
}

/// A closing in a line.
#[must_use]
pub fn closing(locale: Locale, closing: &DirectoryClosing) -> String {
    let DirectoryClosing { code, name, county, left, successor } = closing;
    if left.is_empty() {
        let line = text::closing_line(locale, code, county, name);
        return match successor {
            Some(successor) => text::closing_merged(locale, &line, successor),
            None => line,
        };
    }
    let left: Vec<&str> = left.iter().map(|part| part.name()).collect();
    text::closing_left(locale, code, county, name, &left.join(&office::list_separator(locale)))
}

/// Counties whose numbers are not those of the published table.
#[must_use]
pub fn differing(totals: &[DirectoryTotal]) -> Vec<DirectoryTotal> {
    totals.iter().filter(|total| total.counted != total.published).cloned().collect()
}

/// Counties with schools, schools counted, schools published.
#[must_use]
pub fn sums(totals: &[DirectoryTotal]) -> (usize, u32, u32) {
    let all = |numbers: fn(&DirectoryTotal) -> [u32; 3]| totals.iter().flat_map(numbers).sum();
    let counties = totals.iter().filter(|total| total.counted != [0; 3]).count();
    (counties, all(|total| total.counted), all(|total| total.published))
}

/// 特教, 國小, 國中, 總計 of a county, each `counted／published（difference）`.
#[must_use]
pub fn compared(locale: Locale, total: &DirectoryTotal) -> [String; 4] {
    let sum = |numbers: [u32; 3]| numbers.iter().sum::<u32>();
    let pair = |counted: u32, published: u32| {
        let n = i64::from(counted) - i64::from(published);
        let difference = if n == 0 { String::new() } else { text::difference(locale, n) };
        text::compared(locale, counted, published, &difference)
    };
    let [a, b, c] = total.counted;
    let [x, y, z] = total.published;
    [pair(a, x), pair(b, y), pair(c, z), pair(sum(total.counted), sum(total.published))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(counted: [u32; 3], published: [u32; 3]) -> DirectoryTotal {
        DirectoryTotal { county: "屏東縣".into(), counted, published }
    }

    #[test]
    fn differences_are_shown_with_their_sign() {
        let county = total([2, 178, 47], [2, 179, 46]);
        assert_eq!(compared(Locale::Zh, &county), ["2／2", "178／179（-1）", "47／46（+1）", "227／227"]);
    }

    #[test]
    fn counties_that_agree_are_not_listed_and_sums_count_all() {
        let totals = [total([1, 2, 3], [1, 2, 3]), total([0, 0, 0], [0, 5, 1])];
        assert_eq!(differing(&totals), [totals[1].clone()]);
        assert_eq!(sums(&totals), (1, 6, 12));
    }

    #[test]
    fn codes_are_read_a_school_a_line() {
        let read = links(" 999601 999611\n\n999602 → 999602\n").unwrap();
        let codes: Vec<_> = read.iter().map(|link| (&*link.old, &*link.new)).collect();
        assert_eq!(codes, [("999601", "999611"), ("999602", "999602")]);
        assert_eq!(links("999601 999611\n碧湖國小"), Err("碧湖國小".to_owned()));
    }

    #[test]
    fn a_verdict_says_everything_in_one_line() {
        let changes = Verdict::Changed(vec![
            Change { field: Field::Name, before: "甲國小".into(), after: "乙國小".into() },
            Change { field: Field::Phone, before: "1".into(), after: "2".into() },
        ]);
        assert_eq!(words(Locale::Zh, &changes), "學校名稱：甲國小 → 乙國小；電話：1 → 2");
        let doubt = Verdict::Doubtful(Doubt::OtherCounty { known: "屏東縣".into() });
        assert_eq!(words(Locale::Zh, &doubt), "這個代碼原在屏東縣");
    }
}

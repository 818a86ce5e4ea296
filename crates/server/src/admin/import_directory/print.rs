//! A preview as text.

use std::io::{self, Write};

use yanxi_domain::directory::{
    county,
    preview::Preview,
    totals::{Counts, CountyTotal, sum},
    verdict::{Change, Closing, Doubt, Field, FileProblem, Note, RowVerdict, Skip, Verdict},
};

use crate::service::directory_file::DirectoryFile;

/// Kinds of verdicts in the order they are printed.
const KINDS: [&str; 6] = ["new", "changed", "unchanged", "another department", "skipped", "doubtful"];

/// Prints files, counts, the first `rows` rows of each kind that says something, closings, and the control totals.
pub(super) fn preview(
    out: &mut impl Write,
    files: &[DirectoryFile],
    preview: &Preview,
    rows: usize,
) -> io::Result<()> {
    for (at, (file, verdict)) in files.iter().zip(&preview.files).enumerate() {
        let part = match &verdict.part {
            Ok(part) => part.name().to_owned(),
            Err(FileProblem::NoHeader(missing)) => {
                format!("NOT READ, no header with {}", missing.join(", "))
            }
            Err(FileProblem::UnknownPart) => {
                "NOT READ, of what kind it is cannot be told: put 國小, 國中, 特教, 高中, 附設國中 or 附設國小 \
                 into the file name"
                    .to_owned()
            }
        };
        let count = preview.rows.iter().filter(|row| row.file == at).count();
        writeln!(out, "{}: {part}, {}, {count} rows", verdict.name, file.encoding)?;
    }
    writeln!(out)?;
    for kind in KINDS {
        let count = preview.rows.iter().filter(|row| kind_of(&row.verdict) == kind).count();
        writeln!(out, "{count:>6} {kind}")?;
    }
    writeln!(out, "{:>6} closing or losing a department", preview.closings.len())?;
    for kind in KINDS.into_iter().filter(|kind| !matches!(*kind, "unchanged" | "another department")) {
        let lines = preview.rows.iter().filter(|row| kind_of(&row.verdict) == kind && !is_blank(row));
        section(out, kind, lines.map(|row| row_line(preview, row)), rows)?;
    }
    section(out, "closing", preview.closings.iter().map(closing_line), rows)?;
    for alarm in &preview.alarms {
        writeln!(
            out,
            "\nWARNING: of {} schools of {} {} are missing. Is the file complete?",
            alarm.of,
            alarm.part.name(),
            alarm.missing
        )?;
    }
    control_totals(out, &preview.totals)
}

fn kind_of(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::New(_) => KINDS[0],
        Verdict::Changed(_) => KINDS[1],
        Verdict::Unchanged => KINDS[2],
        Verdict::Joins { .. } => KINDS[3],
        Verdict::Skipped(_) => KINDS[4],
        Verdict::Doubtful(_) => KINDS[5],
    }
}

fn is_blank(row: &RowVerdict) -> bool {
    row.verdict == Verdict::Skipped(Skip::Blank)
}

fn section(
    out: &mut impl Write,
    title: &str,
    lines: impl Iterator<Item = String>,
    rows: usize,
) -> io::Result<()> {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}:")?;
    for line in lines.iter().take(rows) {
        writeln!(out, "  {line}")?;
    }
    if lines.len() > rows {
        writeln!(out, "  … and {} more", lines.len() - rows)?;
    }
    Ok(())
}

fn row_line(preview: &Preview, row: &RowVerdict) -> String {
    let file = preview.files.get(row.file).map_or("", |file| file.name.as_str());
    let why = match &row.verdict {
        Verdict::New(notes) => notes.iter().map(|note| note_words(*note)).collect::<Vec<_>>().join("; "),
        Verdict::Changed(changes) => changes.iter().map(change_words).collect::<Vec<_>>().join("; "),
        Verdict::Skipped(skip) => skip_words(*skip).to_owned(),
        Verdict::Doubtful(doubt) => doubt_words(doubt),
        Verdict::Unchanged | Verdict::Joins { .. } => String::new(),
    };
    let separator = if why.is_empty() { "" } else { ": " };
    format!("{file}:{} {} {}{separator}{why}", row.line, row.code, row.name)
}

fn note_words(note: Note) -> &'static str {
    match note {
        Note::DepartmentsAssumed => "departments not told, counted as 2",
        Note::SameNameInCounty => "another school of the county has this name",
    }
}

fn change_words(change: &Change) -> String {
    let field = match change.field {
        Field::Code => "代碼",
        Field::Name => "學校名稱",
        Field::County => "縣市名稱",
        Field::Parts => "listed under",
        Field::CountWeight => "counts as",
        Field::Ownership => "公/私立",
        Field::Address => "地址",
        Field::Phone => "電話",
        Field::Reopened => "state",
        Field::Forms => "full name",
    };
    format!("{field} {} → {}", change.before, change.after)
}

const fn skip_words(skip: Skip) -> &'static str {
    match skip {
        Skip::Blank => "empty",
        Skip::NoCode => "no 代碼",
        Skip::NoName => "no 學校名稱",
        Skip::Repeated => "stands there twice",
        Skip::SeniorOnly => "senior high school",
    }
}

fn doubt_words(doubt: &Doubt) -> String {
    match doubt {
        Doubt::LostZero => "five digits: the leading zero is lost".to_owned(),
        Doubt::CodeShape => "the code is not six letters or digits".to_owned(),
        Doubt::TooManyFields => "more fields than headings".to_owned(),
        Doubt::BrokenText => "characters of the name are lost".to_owned(),
        Doubt::UnknownCounty(text) => format!("no county is called 「{text}」"),
        Doubt::CodeTwice => "the code stands there twice, with different content".to_owned(),
        Doubt::OtherRow => "another row with the code is doubtful".to_owned(),
        Doubt::OtherCounty { known } => format!("the code is known in {known}"),
    }
}

fn closing_line(closing: &Closing) -> String {
    let county = county::by_code(&closing.county).map_or(&*closing.county, |county| county.name);
    let left = closing.left.iter().map(|part| part.name()).collect::<Vec<_>>().join("、");
    let left = match closing.successor {
        _ if !left.is_empty() => format!(": stays as {left}"),
        Some(_) => ": its people go to the school it is linked to".to_owned(),
        None => String::new(),
    };
    format!("{} {county} {}{left}", closing.code, closing.name)
}

fn control_totals(out: &mut impl Write, totals: &[CountyTotal]) -> io::Result<()> {
    let (counted, published) = sum(totals);
    let counties = totals.iter().filter(|total| total.counted.total() > 0).count();
    writeln!(out, "\ncontrol totals, directory / published (特教, 國小, 國中, 總計):")?;
    writeln!(out, "  {counties} / {} counties", totals.len())?;
    for total in totals.iter().filter(|total| total.differs()) {
        writeln!(out, "  {}  {}", total.county.name, compared(total.counted, total.published()))?;
    }
    let agree = if totals.iter().any(CountyTotal::differs) { "" } else { "  every county agrees" };
    writeln!(out, "  總計    {}{agree}", compared(counted, published))
}

/// `178/179 (-1)` for each column.
fn compared(counted: Counts, published: Counts) -> String {
    let pairs = [
        (counted.special, published.special),
        (counted.elementary, published.elementary),
        (counted.junior, published.junior),
        (counted.total(), published.total()),
    ];
    pairs
        .map(|(counted, published)| {
            let difference = i64::from(counted) - i64::from(published);
            let difference = if difference == 0 { String::new() } else { format!(" ({difference:+})") };
            format!("{counted}/{published}{difference}")
        })
        .join(", ")
}

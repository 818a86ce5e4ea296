//! The first sheet of an XLSX file that holds anything, as rows of text. Files come from outside: what one may take is
//! counted before it is taken (ADR 0028).

use std::io::{self, Cursor, Read};

use calamine::{Data, DataRef, Reader as _, Xlsx};
use yanxi_domain::directory::Line;

/// Everything in the file, unpacked. A kilobyte of zip can hold a gigabyte.
const MAX_UNPACKED: u64 = 48 * 1024 * 1024;
/// Parts of a file: sheets, styles, pictures.
const MAX_PARTS: usize = 500;
/// Rows that are read; a roster of one session has at most a few thousand.
const MAX_ROWS: usize = 20_000;
/// Columns to the right of these are not read.
const MAX_COLUMNS: u32 = 64;
/// Bytes of text in all: cells may share one long text.
const MAX_TEXT: usize = 8 * 1024 * 1024;

/// Why a spreadsheet gives no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It holds more than a roster can.
    TooLarge,
    /// It is no spreadsheet, or a damaged one.
    Broken,
}

/// Whether bytes look like an XLSX file (a zip).
#[must_use]
pub fn is_spreadsheet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Whether bytes look like an Excel file of before 2007, or an encrypted one.
#[must_use]
pub fn is_old_format(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// Reads the first sheet with text in it.
///
/// # Errors
/// See [`Unreadable`].
pub fn read(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    check_unpacked(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    for sheet in book.sheet_names() {
        let lines = read_sheet(&mut book, &sheet)?;
        if !lines.is_empty() {
            return Ok(lines);
        }
    }
    Ok(Vec::new())
}

/// Unpacks everything once into nothing, counting: the sizes a zip declares need not be true.
fn check_unpacked(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if zip.len() > MAX_PARTS {
        return Err(Unreadable::TooLarge);
    }
    let mut left = MAX_UNPACKED;
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(broken)?;
        let read = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(broken)?;
        left = left.checked_sub(read).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

/// Cell by cell: a whole sheet at once would take memory for every cell up to the last one, however far away it is.
fn read_sheet(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Vec<Line>, Unreadable> {
    let Ok(mut cells) = book.worksheet_cells_reader(sheet) else {
        // A chart or a dialog.
        return Ok(Vec::new());
    };
    let mut lines: Vec<Line> = Vec::new();
    let mut text = 0;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let value = written(cell.get_value());
        if value.trim().is_empty() || column >= MAX_COLUMNS {
            continue;
        }
        text += value.len();
        let number = u64::from(row) + 1;
        if lines.last().is_none_or(|line| line.number != number) {
            if lines.last().is_some_and(|line| line.number > number) {
                return Err(Unreadable::Broken);
            }
            lines.push(Line { number, fields: Vec::new() });
        }
        if text > MAX_TEXT || lines.len() > MAX_ROWS {
            return Err(Unreadable::TooLarge);
        }
        if let Some(line) = lines.last_mut() {
            let at = column as usize;
            line.fields.resize(line.fields.len().max(at + 1), String::new());
            line.fields[at] = value;
        }
    }
    Ok(lines)
}

/// A cell as a person reads it. Codes that became numbers have no decimals.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Empty => String::new(),
        other => Data::from(other.clone()).to_string(),
    }
}

fn broken<E>(_: E) -> Unreadable {
    Unreadable::Broken
}

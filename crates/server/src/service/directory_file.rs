//! From the bytes of a directory file to rows of text: encoding, byte order mark, quotes, line ends (7.4; ADR 0019).

use std::fmt::Write as _;

use encoding_rs::{BIG5, Encoding, UTF_8};
use sha2::{Digest as _, Sha256};
use yanxi_domain::directory::{Line, Table};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct DirectoryFile {
    /// Its rows.
    pub table: Table,
    /// Name of the encoding it was in.
    pub encoding: &'static str,
    /// Digest of its bytes, for the audit trail.
    pub sha256: String,
}

/// Reads a file. Never fails: text that cannot be decoded shows as U+FFFD, and its rows become doubtful.
#[must_use]
pub fn read(name: &str, bytes: &[u8]) -> DirectoryFile {
    let encoding = encoding_of(bytes);
    // Takes the byte order mark away, whichever it is.
    let (text, encoding, _) = encoding.decode(bytes);
    from_lines(name, bytes, lines(&text), encoding.name())
}

/// A file whose rows were read some other way.
#[must_use]
pub fn from_lines(name: &str, bytes: &[u8], lines: Vec<Line>, encoding: &'static str) -> DirectoryFile {
    DirectoryFile { table: Table { name: name.to_owned(), lines }, encoding, sha256: hex_digest(bytes) }
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn hex_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The mark says it; without one it is UTF-8 if it can be, else Big5: Chinese text in Big5 is hardly ever valid UTF-8.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => BIG5,
    }
}

fn lines(text: &str) -> Vec<Line> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        // A row with a comma too many must not end the reading; the domain calls it doubtful.
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    // The reader's own line numbers are those of the line ends before a record and before empty lines.
    let (mut at, mut number) = (0, 1);
    for record in reader.records() {
        // With flexible rows and text that is UTF-8 already there is nothing left that can fail.
        let Ok(record) = record else { continue };
        let start =
            record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(at);
        let passed = text.get(at..).unwrap_or_default();
        let length = passed
            .bytes()
            .enumerate()
            .skip(start.saturating_sub(at))
            .find(|(_, byte)| !b"\r\n".contains(byte))
            .map_or(passed.len(), |(at, _)| at);
        number += line_ends(&passed[..length]);
        at += length;
        lines.push(Line { number, fields: record.iter().map(str::to_owned).collect() });
    }
    lines
}

fn line_ends(text: &str) -> u64 {
    let ends = text.matches(['\r', '\n']).count() - text.matches("\r\n").count();
    ends as u64
}

/// Spreadsheets save "Unicode text" with tabs, and with semicolons where the comma is a decimal mark.
fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(10).collect();
    let count = |delimiter: u8| head.bytes().filter(|byte| *byte == delimiter).count();
    // The last of equals wins: the comma.
    b";\t,".iter().copied().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "代碼,學校名稱,縣市名稱\r\n999601,\"縣立海豐國小\",[13]屏東縣\r\n";

    fn fields(file: &DirectoryFile) -> Vec<(u64, Vec<&str>)> {
        let lines = file.table.lines.iter();
        lines.map(|line| (line.number, line.fields.iter().map(String::as_str).collect())).collect()
    }

    fn assert_reads(bytes: &[u8], encoding: &str) {
        let file = read("e1.csv", bytes);
        assert_eq!(file.encoding, encoding);
        let expected = vec![
            (1, vec!["代碼", "學校名稱", "縣市名稱"]),
            (2, vec!["999601", "縣立海豐國小", "[13]屏東縣"]),
        ];
        assert_eq!(fields(&file), expected);
    }

    #[test]
    fn every_encoding_the_files_come_in_gives_the_same_rows() {
        assert_reads(TEXT.as_bytes(), "UTF-8");
        assert_reads(format!("\u{FEFF}{TEXT}").as_bytes(), "UTF-8");
        assert_reads(&BIG5.encode(TEXT).0, "Big5");
        let utf16: Vec<u8> = format!("\u{FEFF}{TEXT}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_reads(&utf16, "UTF-16LE");
        let tabs = format!("\u{FEFF}{}", TEXT.replace(',', "\t"));
        assert_reads(tabs.as_bytes(), "UTF-8");
        assert_reads(TEXT.replace(',', ";").as_bytes(), "UTF-8");
        assert_reads(TEXT.replace("\r\n", "\n").as_bytes(), "UTF-8");
    }

    #[test]
    fn quotes_hold_commas_line_ends_and_quotes() {
        let text = "代碼,學校名稱,縣市名稱,地址\n1,\"一,二\",\"三\"\"四\"\"\",\"五\n六\"\n\n2,a,b,c,d\n";
        let file = read("x.csv", text.as_bytes());
        let rows = fields(&file);
        assert_eq!(rows[1], (2, vec!["1", "一,二", "三\"四\"", "五\n六"]));
        // The empty line is no row; the numbers are those of the file.
        assert_eq!(rows[2], (5, vec!["2", "a", "b", "c", "d"]));
        for ends in ["\r\n", "\r"] {
            let file = read("x.csv", text.replace('\n', ends).as_bytes());
            assert_eq!(
                fields(&file).iter().map(|(line, _)| *line).collect::<Vec<_>>(),
                [1, 2, 5],
                "{ends:?}"
            );
        }
    }

    #[test]
    fn text_that_cannot_be_decoded_is_marked_not_lost() {
        let mut bytes = BIG5.encode(TEXT).0.into_owned();
        // A lead byte with a trail byte Big5 does not have, in the school's name.
        let at = bytes.windows(7).position(|w| w == b"999601,").unwrap_or_default() + 8;
        bytes[at + 1] = 0x20;
        let file = read("e1.csv", &bytes);
        assert_eq!(file.table.lines.len(), 2);
        assert!(file.table.lines[1].fields[1].contains('\u{FFFD}'));
    }
}

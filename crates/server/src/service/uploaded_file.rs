//! Files that come with a request: decoding, size, and from bytes to rows of text (X-02; ADR 0028).

use base64::{Engine as _, prelude::BASE64_STANDARD};
use yanxi_protocol::imports::UploadedFile;

use super::{
    directory_file::{self, DirectoryFile},
    spreadsheet,
};
use crate::failure::{Failure, Kind};

/// Largest file, in bytes. A roster of 3,000 people is a few hundred kilobytes.
pub const MAX_FILE: usize = 4 * 1024 * 1024;

/// Reads a CSV or XLSX file. Spreadsheets take time to unpack: not on a thread that serves others.
///
/// # Errors
/// `file_not_read` (no base64, a spreadsheet that is none, an old .xls), `file_too_large`.
pub async fn read(file: &UploadedFile) -> Result<DirectoryFile, Failure> {
    if file.content.len() > MAX_FILE.div_ceil(3) * 4 {
        return Err(too_large());
    }
    let bytes = BASE64_STANDARD.decode(&file.content).map_err(|_| not_read())?;
    if bytes.len() > MAX_FILE {
        return Err(too_large());
    }
    if bytes.is_empty() {
        let reason = "檔案是空的，沒有寫入任何資料。請確認檔案內容後重新選擇。";
        return Err(Failure::invalid("file_not_read", "the file is empty", reason));
    }
    let name = file.name.clone();
    let read = tokio::task::spawn_blocking(move || table(&name, &bytes)).await;
    read.map_err(|_| Failure::internal("reading a file panicked"))?
}

fn table(name: &str, bytes: &[u8]) -> Result<DirectoryFile, Failure> {
    if spreadsheet::is_old_format(bytes) {
        let reason =
            "這是舊版 Excel（.xls）或加密的檔案，無法讀取，沒有寫入任何資料。請另存為 .xlsx 或 CSV 後再試。";
        return Err(Failure::invalid("file_not_read", "an old or encrypted Excel file", reason));
    }
    if !spreadsheet::is_spreadsheet(bytes) {
        return Ok(directory_file::read(name, bytes));
    }
    match spreadsheet::read(bytes) {
        Ok(lines) => Ok(directory_file::from_lines(name, bytes, lines, "XLSX")),
        Err(spreadsheet::Unreadable::TooLarge) => Err(too_large()),
        Err(spreadsheet::Unreadable::Broken) => Err(not_read()),
    }
}

fn too_large() -> Failure {
    let reason = "檔案過大或內容異常，沒有寫入任何資料。請只保留名冊所在的工作表，或另存為 CSV 後再試。";
    Failure::new(Kind::TooLarge, "file_too_large", "the file is larger than this import reads", reason)
}

fn not_read() -> Failure {
    let reason = "無法讀取這個檔案，沒有寫入任何資料。請確認是 CSV 或 .xlsx 檔，重新儲存後再試。";
    Failure::invalid("file_not_read", "the file could not be read", reason)
}

//! Importing the Ministry's school directory (X-14, U-H1): preview, then the same in one transaction.

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::{
    directory::{
        ListedSchool, Table,
        apply::apply as applied,
        link::Links,
        preview::{Preview, preview as preview_of},
    },
    ids::{AccountId, OrgId},
    time::Timestamp,
};
use yanxi_protocol::scope::Scope;

use super::directory_file::DirectoryFile;
use crate::{
    failure::Failure,
    store::{AuditEntry, Store},
};

/// What the audit trail calls the directory as a whole.
pub const AUDIT_TARGET: &str = "directory";

/// Who applies a preview, when, and what they have looked at.
#[derive(Clone, Copy, Debug)]
pub struct Approval<'a> {
    /// The preview they were shown; it is applied as it is or not at all.
    pub shown: &'a Preview,
    /// Account; `None` for the command line.
    pub account: Option<AccountId>,
    /// Server clock.
    pub at: Timestamp,
    /// Whether they accept that suspiciously many schools close.
    pub many_closings: bool,
    /// Which codes are one school.
    pub links: &'a Links,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New schools.
    pub new: usize,
    /// Changed ones.
    pub changed: usize,
    /// Closed ones.
    pub closed: usize,
}

/// What the files would change. Writes nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn preview(store: &dyn Store, files: &[DirectoryFile], links: &Links) -> Result<Preview, Failure> {
    let known = store.read().await?.listed_schools().await?;
    Ok(preview_of(&tables(files), &known, links))
}

/// Applies a preview: all of it or nothing, with a line in the audit trail, and news for everybody who holds schools.
/// A preview without changes writes nothing at all.
///
/// # Errors
/// `file_not_read`, `link_unknown`, `many_closings`, `directory_changed` (somebody else was quicker), or the database does not answer.
pub async fn apply(
    store: &dyn Store,
    files: &[DirectoryFile],
    approval: Approval<'_>,
) -> Result<Written, Failure> {
    let shown = approval.shown;
    check(shown, approval.many_closings)?;
    // The scope's row is locked from here on: imports come one after the other, in every process.
    let mut tx = store.write(&[Scope::Catalog]).await?;
    let known = tx.listed_schools().await?;
    if preview_of(&tables(files), &known, approval.links) != *shown {
        return Err(Failure::conflict(
            "directory_changed",
            "the directory is not the one the preview was made for",
            "預覽之後，學校名錄已有其他變更，這次沒有寫入任何資料。請重新預覽後再套用。",
        ));
    }
    if shown.is_empty() {
        return Ok(Written::default());
    }
    let schools = applied(&known, shown, || OrgId(Uuid::now_v7()), approval.at);
    tx.put_counties().await?;
    tx.put_listed_schools(&schools).await?;
    for (closed, successor) in merged(shown) {
        // Their registrations name them by person, and what was printed of earlier years stays.
        tx.move_people(closed, successor).await?;
    }
    tx.publish_schools().await?;
    tx.audit(&audit_entry(files, approval, &schools)).await?;
    tx.commit().await?;
    Ok(written(shown))
}

fn check(shown: &Preview, many_closings: bool) -> Result<(), Failure> {
    if shown.has_unread_file() {
        return Err(Failure::invalid(
            "file_not_read",
            "a file could not be read",
            "有檔案無法辨識，沒有寫入任何資料。請檢查欄位名稱與檔名後再試。",
        ));
    }
    if !shown.unknown_links.is_empty() {
        let reason = "有代碼對照不成立（舊代碼不在名錄、仍在檔案中，或新代碼不存在），沒有寫入任何資料。請修正後重新預覽。";
        let details = shown.unknown_links.iter().map(|(old, new)| format!("{old} → {new}")).collect();
        let failure = Failure::invalid("link_unknown", "a link between codes means nothing", reason);
        return Err(failure.with_details(details));
    }
    if !shown.alarms.is_empty() && !many_closings {
        return Err(Failure::conflict(
            "many_closings",
            "suspiciously many schools are missing from the files",
            "檔案中缺少的學校異常地多，可能只下載到一部分，沒有寫入任何資料。請確認檔案完整；若確實停辦，請明白同意後再套用。",
        ));
    }
    Ok(())
}

/// Closed schools with the one that goes on for them.
fn merged(shown: &Preview) -> impl Iterator<Item = (OrgId, OrgId)> {
    let closed = shown.closings.iter().filter(|closing| closing.left.is_empty());
    closed.filter_map(|closing| Some((closing.id, closing.successor?)))
}

fn tables(files: &[DirectoryFile]) -> Vec<Table> {
    files.iter().map(|file| file.table.clone()).collect()
}

fn written(preview: &Preview) -> Written {
    let new = preview.writes.iter().filter(|school| school.school.id.0.is_nil()).count();
    let closed = preview.closings.iter().filter(|closing| closing.left.is_empty()).count();
    let lost_a_department = preview.closings.len() - closed;
    Written { new, changed: preview.writes.len() - new + lost_a_department, closed }
}

/// Codes only (V-12): what was new, what changed, what closed.
fn audit_entry(files: &[DirectoryFile], approval: Approval<'_>, schools: &[ListedSchool]) -> AuditEntry {
    let shown = approval.shown;
    let is_new = |school: &&ListedSchool| school.school.id.0.is_nil();
    let codes = |schools: &mut dyn Iterator<Item = &ListedSchool>| {
        let mut codes: Vec<String> = schools.map(|school| school.school.code.clone()).collect();
        codes.sort_unstable();
        codes
    };
    let new = codes(&mut shown.writes.iter().filter(is_new));
    let changed = codes(
        &mut schools.iter().filter(|s| s.closed_at.is_none() && new.binary_search(&s.school.code).is_err()),
    );
    let closed = codes(&mut schools.iter().filter(|school| school.closed_at.is_some()));
    let files: Vec<_> = files
        .iter()
        .zip(&shown.files)
        .map(|(file, verdict)| json!({ "sha256": file.sha256, "part": verdict.part.clone().ok() }))
        .collect();
    let links: Vec<_> = approval.links.iter().collect();
    AuditEntry {
        at: approval.at,
        account: approval.account,
        device: None,
        action: "directory_imported".to_owned(),
        target: AUDIT_TARGET.to_owned(),
        detail: json!({ "files": files, "new": new, "changed": changed, "closed": closed, "links": links }),
    }
}

//! The school directory from the browser (U-H1): the same import as on the command line, for the system administrator.

use yanxi_domain::directory::{
    county,
    link::Links,
    preview::Preview,
    totals::{Counts, CountyTotal},
    verdict::{FileProblem, Skip, Verdict},
};
use yanxi_protocol::directory_import::{
    DirectoryAlarm, DirectoryClosing, DirectoryFileLine, DirectoryPreview, DirectoryRow, DirectoryTotal,
    ImportDirectory,
};

use super::{
    directory_file::{DirectoryFile, hex_digest},
    directory_import::{self, Approval},
    uploaded_file,
};
use crate::{actor::Actor, failure::Failure, state::AppState};

/// More schools than a year renames, moves and merges.
const MAX_LINKS: usize = 500;
/// The Ministry has six; a year's and the one before are plenty.
const MAX_FILES: usize = 12;

/// Shows what the files would change, or applies what was shown.
///
/// # Errors
/// 403 unless the caller is 系統管理員; `no_files`; a file cannot be read; and when applying: see
/// [`directory_import::apply`], and `closings_not_accepted`.
pub async fn import(
    state: &AppState,
    actor: &Actor,
    body: &ImportDirectory,
) -> Result<DirectoryPreview, Failure> {
    let account = actor.account()?;
    if !account.is_system_administrator() {
        return Err(Failure::forbidden());
    }
    if body.files.is_empty() || body.files.len() > MAX_FILES {
        let reason = "請一次選擇 1 至 12 個學校名錄檔案；沒有寫入任何資料。";
        return Err(Failure::invalid("no_files", "between 1 and 12 files are expected", reason));
    }
    let mut files = Vec::with_capacity(body.files.len());
    for file in &body.files {
        files.push(uploaded_file::read(file).await?);
    }
    if body.links.len() > MAX_LINKS {
        let reason = "代碼對照一次最多 500 筆；沒有寫入任何資料。";
        return Err(Failure::invalid("too_many_links", "too many links between codes", reason));
    }
    let links: Links = body.links.iter().map(|link| (link.old.clone(), link.new.clone())).collect();
    let preview = directory_import::preview(&*state.store, &files, &links).await?;
    let shown = answer(body, &files, &preview);
    let Some(apply) = &body.apply else { return Ok(shown) };
    if apply.shown != shown.shown {
        let reason = "預覽之後，學校名錄已有其他變更，這次沒有寫入任何資料。請看過新的預覽後再套用。";
        return Err(Failure::conflict("directory_changed", "the preview is no longer true", reason));
    }
    if !preview.closings.is_empty() && !apply.accept_closings {
        let reason = "有學校不在檔案裡，套用後會停辦或減少部別，沒有寫入任何資料。請先看過清單並勾選同意。";
        return Err(Failure::conflict("closings_not_accepted", "closings were not accepted", reason));
    }
    let approval = Approval {
        shown: &preview,
        account: Some(account.id),
        at: state.clock.now(),
        many_closings: apply.accept_closings,
        links: &links,
    };
    directory_import::apply(&*state.store, &files, approval).await?;
    Ok(DirectoryPreview { applied: true, ..shown })
}

fn answer(body: &ImportDirectory, files: &[DirectoryFile], preview: &Preview) -> DirectoryPreview {
    let mut counts = [0; 6];
    for row in &preview.rows {
        counts[kind(&row.verdict)] += 1;
    }
    let says_something =
        |verdict: &Verdict| !matches!(kind(verdict), 2 | 3) && *verdict != Verdict::Skipped(Skip::Blank);
    let rows = preview.rows.iter().filter(|row| says_something(&row.verdict)).map(|row| DirectoryRow {
        file: count(row.file),
        line: row.line,
        code: row.code.clone(),
        name: row.name.clone(),
        verdict: row.verdict.clone(),
    });
    let closings = preview.closings.iter().map(|closing| DirectoryClosing {
        code: closing.code.clone(),
        name: closing.name.clone(),
        county: county::by_code(&closing.county).map_or(&*closing.county, |county| county.name).to_owned(),
        left: closing.left.iter().copied().collect(),
        successor: body.links.iter().find(|link| link.old == closing.code).map(|link| link.new.clone()),
    });
    let alarms = preview.alarms.iter().map(|alarm| DirectoryAlarm {
        part: alarm.part,
        missing: count(alarm.missing),
        of: count(alarm.of),
    });
    let mut answer = DirectoryPreview {
        files: file_lines(files, preview),
        counts,
        rows: rows.collect(),
        closings: closings.collect(),
        alarms: alarms.collect(),
        unknown_links: preview.unknown_links.clone(),
        totals: preview.totals.iter().map(total).collect(),
        nothing: preview.is_empty(),
        shown: String::new(),
        applied: false,
    };
    answer.shown = hex_digest(&serde_json::to_vec(&answer).unwrap_or_default());
    answer
}

/// Place of a verdict in [`DirectoryPreview::counts`].
const fn kind(verdict: &Verdict) -> usize {
    match verdict {
        Verdict::New(_) => 0,
        Verdict::Changed(_) => 1,
        Verdict::Unchanged => 2,
        Verdict::Joins { .. } => 3,
        Verdict::Skipped(_) => 4,
        Verdict::Doubtful(_) => 5,
    }
}

fn file_lines(files: &[DirectoryFile], preview: &Preview) -> Vec<DirectoryFileLine> {
    let line = |(at, (file, verdict)): (usize, (&DirectoryFile, _))| {
        let verdict: &yanxi_domain::directory::verdict::FileVerdict = verdict;
        let missing = match &verdict.part {
            Err(FileProblem::NoHeader(missing)) => missing.iter().map(|&name| name.to_owned()).collect(),
            _ => Vec::new(),
        };
        DirectoryFileLine {
            name: verdict.name.clone(),
            encoding: file.encoding.to_owned(),
            rows: count(preview.rows.iter().filter(|row| row.file == at).count()),
            part: verdict.part.clone().ok(),
            missing_headings: missing,
        }
    };
    files.iter().zip(&preview.files).enumerate().map(line).collect()
}

fn total(total: &CountyTotal) -> DirectoryTotal {
    let numbers = |counts: Counts| [counts.special, counts.elementary, counts.junior];
    DirectoryTotal {
        county: total.county.name.to_owned(),
        counted: numbers(total.counted),
        published: numbers(total.published()),
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

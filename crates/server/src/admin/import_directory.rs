//! `yanxi admin import-directory`: the Ministry's school directory from the command line (X-14, U-H1).

mod print;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use yanxi_domain::directory::link::Links;

use super::AdminError;
use crate::{
    clock::Clock,
    serve::Database,
    service::{
        directory_file::{self, DirectoryFile},
        directory_import::{self, Approval},
    },
    store::Store,
};

/// Largest file that is read, in bytes. The whole directory is about half a megabyte.
const MAX_FILE: u64 = 50_000_000;

/// What to import.
#[derive(Debug, Args)]
pub struct ImportDirectory {
    /// CSV files as the Ministry publishes them; schools of their kinds that stand in none of them are closed.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Writes what the preview shows; without it nothing is written.
    #[arg(long)]
    pub apply: bool,
    /// Accepts that more schools close than a year closes.
    #[arg(long)]
    pub accept_closings: bool,
    /// OLD=NEW: the school with the old code goes on under, or in the school with, the new one; the same code twice:
    /// it moved to another county. May be given several times.
    #[arg(long = "link", value_name = "OLD=NEW", value_parser = code_link)]
    pub links: Vec<(String, String)>,
    /// How many rows of each kind to print.
    #[arg(long, default_value_t = 10)]
    pub rows: usize,
    #[command(flatten)]
    database: Database,
}

/// Prints the preview, and applies it when told to.
///
/// # Errors
/// When a file cannot be read, the database does not answer, or a rule forbids it; nothing was changed then.
pub async fn run(import: &ImportDirectory) -> Result<(), AdminError> {
    let files: Vec<DirectoryFile> = import.files.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let store = super::open(&import.database).await?;
    let done = show_and_write(&*store, &files, import).await;
    store.close().await;
    done
}

async fn show_and_write(
    store: &dyn Store,
    files: &[DirectoryFile],
    import: &ImportDirectory,
) -> Result<(), AdminError> {
    let mut out = io::stdout();
    let links: Links = import.links.iter().cloned().collect();
    let preview = directory_import::preview(store, files, &links).await?;
    print::preview(&mut out, files, &preview, import.rows)?;
    if !import.apply {
        let hint =
            if preview.is_empty() { "nothing to write" } else { "nothing was written; --apply writes it" };
        writeln!(out, "\n{hint}")?;
        return Ok(());
    }
    let approval = Approval {
        shown: &preview,
        account: None,
        at: Clock::default().now(),
        many_closings: import.accept_closings,
        links: &links,
    };
    let written = directory_import::apply(store, files, approval).await?;
    writeln!(out, "\nwritten: {} new, {} changed, {} closed", written.new, written.changed, written.closed)?;
    Ok(())
}

fn code_link(text: &str) -> Result<(String, String), String> {
    let (old, new) = text.split_once('=').ok_or("OLD=NEW is expected")?;
    Ok((old.trim().to_owned(), new.trim().to_owned()))
}

fn read(path: &Path) -> Result<DirectoryFile, AdminError> {
    let failed = |error| AdminError::File { path: path.to_owned(), error };
    if std::fs::metadata(path).map_err(failed)?.len() > MAX_FILE {
        let error = io::Error::new(io::ErrorKind::FileTooLarge, "larger than any school directory");
        return Err(failed(error));
    }
    let bytes = std::fs::read(path).map_err(failed)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(directory_file::read(&name, &bytes))
}

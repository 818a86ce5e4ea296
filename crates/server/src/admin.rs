//! `yanxi admin …`: what is done on the server's own machine, by whoever may read its database anyway. One file a
//! command under `admin/`: its arguments and its `run`.

pub mod create_account;
pub mod idle_accounts;
pub mod import_directory;

use std::{io, path::PathBuf, sync::Arc};

use clap::{Args, Subcommand};

use crate::{
    failure::Failure,
    serve::{Database, ServeError},
    store::{self, Store, StoreError},
};

/// Why a command did nothing.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// Folder or database.
    #[error("{0}")]
    Serve(#[from] ServeError),
    /// A rule; says what to do.
    #[error("{} ({})", .0.body.reason, .0.body.message)]
    Refused(#[from] Failure),
    /// A file that is not there, or cannot be read.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The terminal.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl From<StoreError> for AdminError {
    fn from(error: StoreError) -> Self {
        Self::Serve(error.into())
    }
}

/// `yanxi admin`.
#[derive(Debug, Args)]
pub struct Admin {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Opens an account and prints its one-time code for the first login.
    CreateAccount(create_account::CreateAccount),
    /// Lists accounts nobody used for long; with `--apply` disables and closes them.
    IdleAccounts(idle_accounts::IdleAccounts),
    /// Loads the Ministry's school directory: shows what would change, and writes it with `--apply`.
    ImportDirectory(import_directory::ImportDirectory),
}

/// Runs one command on the database, which may be in use by a running server.
///
/// # Errors
/// When the database cannot be used, or a rule forbids it; nothing was changed then.
pub async fn run(admin: Admin) -> Result<(), AdminError> {
    match admin.command {
        Command::CreateAccount(command) => create_account::run(&command).await,
        Command::IdleAccounts(command) => idle_accounts::run(&command).await,
        Command::ImportDirectory(command) => import_directory::run(&command).await,
    }
}

/// Opens the database of a command, and makes it where there is none.
async fn open(database: &Database) -> Result<Arc<dyn Store>, AdminError> {
    database.make_folder()?;
    Ok(store::open(&database.url()).await?)
}

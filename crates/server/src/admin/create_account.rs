//! `yanxi admin create-account`: the first account, which then opens the others.

use std::io::Write as _;

use clap::{Args, ValueEnum};
use uuid::Uuid;

use super::AdminError;
use crate::{
    clock::Clock,
    serve::Database,
    service::accounts::create::{NewAccount, create_account},
    store::SYSTEM_ADMINISTRATOR,
};

/// Arguments. `Debug` leaves out whom it is about.
#[derive(Args)]
pub struct CreateAccount {
    /// Login name: 3 to 64 letters, digits, or . _ - @
    #[arg(long)]
    login: String,
    /// Name of the person; one person, one account.
    #[arg(long)]
    name: String,
    /// What the account may do.
    #[arg(long, value_enum)]
    role: NewRole,
    #[command(flatten)]
    database: Database,
}

impl std::fmt::Debug for CreateAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CreateAccount").field("role", &self.role).finish_non_exhaustive()
    }
}

/// Roles that can be given from the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewRole {
    /// 系統管理員
    SystemAdministrator,
}

/// Opens the account and prints its code, on standard output only.
///
/// # Errors
/// `login_taken`, `login_shape`, `name_shape`; when the database cannot be used.
pub async fn run(command: &CreateAccount) -> Result<(), AdminError> {
    let (title, roles) = match command.role {
        NewRole::SystemAdministrator => ("系統管理員", [(SYSTEM_ADMINISTRATOR, Uuid::nil())]),
    };
    let new = NewAccount { login: &command.login, name: &command.name, title, roles: &roles };
    let store = super::open(&command.database).await?;
    let created = create_account(&*store, Clock::default().now(), &new).await;
    store.close().await;
    let (account, code) = created?;
    let mut out = std::io::stdout();
    writeln!(out, "account {account}")?;
    writeln!(out, "one-time code for the first login, valid 24 hours: {}", code.code)?;
    Ok(())
}

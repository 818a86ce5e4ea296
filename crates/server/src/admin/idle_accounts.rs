//! `yanxi admin idle-accounts`: what the idle policy asks for, done by whoever runs the server (R-ACC 4).

use std::io::Write as _;

use clap::Args;
use yanxi_protocol::administration::{AccountPolicy, AccountState};

use super::AdminError;
use crate::{clock::Clock, serve::Database, service::accounts::sweep::sweep};

/// Arguments.
#[derive(Debug, Args)]
pub struct IdleAccounts {
    /// Disable and close them; without it they are only listed.
    #[arg(long)]
    apply: bool,
    /// Days without login after which an account is to be disabled.
    #[arg(long, env = "YANXI_IDLE_DISABLE_DAYS", default_value_t = 180)]
    idle_disable_days: u32,
    /// Days without login after which an account is to be closed.
    #[arg(long, env = "YANXI_IDLE_CLOSE_DAYS", default_value_t = 365)]
    idle_close_days: u32,
    #[command(flatten)]
    database: Database,
}

/// Lists idle accounts by id, and ends them on demand.
///
/// # Errors
/// When the database cannot be used.
pub async fn run(command: &IdleAccounts) -> Result<(), AdminError> {
    let rules = AccountPolicy {
        idle_disable_days: command.idle_disable_days,
        idle_close_days: command.idle_close_days,
        ..AccountPolicy::default()
    };
    let store = super::open(&command.database).await?;
    let found = sweep(&*store, Clock::default().now(), &rules, command.apply).await;
    store.close().await;
    let mut out = std::io::stdout();
    for one in found? {
        let what = if one.wanted == AccountState::Closed { "close" } else { "disable" };
        match (one.open_courses, command.apply) {
            (0, false) => writeln!(out, "{} to {what}", one.account)?,
            (0, true) => writeln!(out, "{} done: {what}", one.account)?,
            (courses, _) => {
                writeln!(out, "{} kept: owns {courses} courses that are not closed", one.account)?
            }
        }
    }
    Ok(())
}

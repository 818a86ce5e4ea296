//! The `yanxi` binary: `yanxi serve`, `yanxi new-epoch`, `yanxi admin`.

use std::{io::Write as _, net::SocketAddr, process::ExitCode};

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;
use yanxi_domain::time::Timestamp;
use yanxi_server::{
    admin::{self, Admin, AdminError},
    serve::{AccountRules, Database, MailOptions, PasskeyOptions, PrivacyOptions, Serve, serve},
    store,
};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// 研習: check-in and hours of training sessions for school staff.
#[derive(Debug, Parser)]
#[command(name = "yanxi", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the app and its API until it is told to stop.
    Serve {
        /// Address to listen on.
        #[arg(long, env = "YANXI_LISTEN", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        #[command(flatten)]
        database: Database,
        /// Invented people and courses, entered with one click. Never with real data.
        #[arg(long, env = "YANXI_DEMO")]
        demo: bool,
        /// Browsers reach it by https although it listens on this machine only, behind a proxy: cookies are then never
        /// sent in the clear. Always so when listening on another address. The proxy must append the caller's address to
        /// `X-Forwarded-For`: the limits on wrong codes and passwords go by it.
        #[arg(long, env = "YANXI_BEHIND_TLS")]
        behind_tls: bool,
        #[command(flatten)]
        accounts: AccountRules,
        /// With `--demo`: the clock starts at this instant, in milliseconds since 1970 (scripted tests).
        #[arg(long, env = "YANXI_DEMO_CLOCK", requires = "demo", hide = true)]
        demo_clock: Option<i64>,
        #[command(flatten)]
        mail: MailOptions,
        #[command(flatten)]
        privacy: PrivacyOptions,
        #[command(flatten)]
        passkeys: PasskeyOptions,
    },
    /// Tells every client to start over: run it on a restored backup, with no server running.
    NewEpoch {
        #[command(flatten)]
        database: Database,
    },
    /// Work on the database by whoever runs the server.
    Admin(Admin),
}

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("YANXI_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let command = Cli::parse().command;
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(%error, "cannot start");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "stopped");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), AdminError> {
    match command {
        Command::Serve {
            listen,
            database,
            demo,
            behind_tls,
            accounts,
            demo_clock,
            mail,
            privacy,
            passkeys,
        } => {
            let demo_clock = demo_clock.map(Timestamp);
            let serving =
                Serve { listen, database, demo, behind_tls, accounts, demo_clock, mail, privacy, passkeys };
            serve(serving).await?;
        }
        Command::NewEpoch { database } => {
            let epoch = store::new_epoch(&database.url()).await?;
            writeln!(std::io::stdout(), "the database has the new epoch {epoch}; clients will start over")?;
        }
        Command::Admin(command) => admin::run(command).await?,
    }
    Ok(())
}

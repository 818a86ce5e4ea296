//! Starting and stopping the server.

use std::{io::Write as _, net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Args, ValueEnum};
use tokio::net::TcpListener;
use yanxi_domain::time::Timestamp;
use yanxi_protocol::administration::{AccountPolicy, Unconfirmed};

use crate::{
    clock::Clock,
    http,
    service::{
        accounts::relying_party::{BadPasskeyDomain, RelyingParty},
        mail::{self, BadSettings, MailSettings, MailTls, Mailer},
        privacy_text::{self, PrivacyTerms},
        reminders,
    },
    state::{AppState, Settings},
    store::{self, StoreError},
};

/// Open streams (news) would otherwise keep a stopping server alive.
const GRACE: Duration = Duration::from_secs(5);

/// Where the data is.
#[derive(Clone, Debug, Args)]
pub struct Database {
    /// Folder of the embedded database.
    #[arg(long, env = "YANXI_DATA", default_value = "data")]
    pub data: PathBuf,
    /// Database instead of the embedded one, e.g. `postgres://host/yanxi`.
    #[arg(long, env = "YANXI_DATABASE_URL")]
    pub database_url: Option<String>,
}

impl Database {
    /// Address of the database: the one given, or the file in the data folder.
    #[must_use]
    pub fn url(&self) -> String {
        let file = || format!("sqlite:{}", self.data.join("yanxi.sqlite").display());
        self.database_url.clone().unwrap_or_else(file)
    }

    /// Makes the data folder where the embedded database is meant.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_folder(&self) -> Result<(), ServeError> {
        if self.database_url.is_none() {
            std::fs::create_dir_all(&self.data)?;
        }
        Ok(())
    }
}

/// Parameters accounts are treated by, from the command line; the administrators' page shows them.
#[derive(Clone, Copy, Debug, Args)]
pub struct AccountRules {
    /// Days without login after which an account is marked to be disabled.
    #[arg(long, env = "YANXI_IDLE_DISABLE_DAYS", default_value_t = 180)]
    pub idle_disable_days: u32,
    /// Days without login after which an account is marked to be closed.
    #[arg(long, env = "YANXI_IDLE_CLOSE_DAYS", default_value_t = 365)]
    pub idle_close_days: u32,
    /// Month and day until which accounts are to be confirmed each school year.
    #[arg(long, env = "YANXI_CONFIRM_ACCOUNTS_UNTIL", default_value = "09-30", value_parser = month_and_day)]
    pub confirm_accounts_until: (u32, u32),
    /// What is done with unconfirmed accounts afterwards.
    #[arg(long, env = "YANXI_UNCONFIRMED_ACCOUNTS", value_enum, default_value_t = UnconfirmedAccounts::Mark)]
    pub unconfirmed_accounts: UnconfirmedAccounts,
}

/// See [`Unconfirmed`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UnconfirmedAccounts {
    /// They are only marked.
    Mark,
    /// Their roles do not count until they are confirmed.
    SuspendRoles,
}

impl AccountRules {
    /// As the services use them.
    #[must_use]
    pub const fn policy(&self) -> AccountPolicy {
        AccountPolicy {
            idle_disable_days: self.idle_disable_days,
            idle_close_days: self.idle_close_days,
            confirm_until: self.confirm_accounts_until,
            unconfirmed: match self.unconfirmed_accounts {
                UnconfirmedAccounts::Mark => Unconfirmed::Mark,
                UnconfirmedAccounts::SuspendRoles => Unconfirmed::SuspendRoles,
            },
        }
    }
}

/// `09-30`; a day every year has.
fn month_and_day(typed: &str) -> Result<(u32, u32), String> {
    let read = || {
        let (month, day) = typed.split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // 2023 was no leap year.
        chrono::NaiveDate::from_ymd_opt(2023, month, day).map(|_| (month, day))
    };
    read().ok_or_else(|| "month and day are wanted, such as 09-30".to_owned())
}

/// Passkeys.
#[derive(Clone, Debug, Args)]
pub struct PasskeyOptions {
    /// Domain passkeys are bound to: that of `--public-url` unless given, and then one that is part of, e.g.
    /// `example.test`. Without either, `localhost`. Passkeys of one domain do not work for another: choose it once.
    #[arg(long, env = "YANXI_PASSKEY_DOMAIN")]
    pub passkey_domain: Option<String>,
}

/// What to serve, where.
#[derive(Clone, Debug)]
pub struct Serve {
    /// Address.
    pub listen: SocketAddr,
    /// Where the data is.
    pub database: Database,
    /// Demo mode.
    pub demo: bool,
    /// A proxy on this machine ends TLS in front of it.
    pub behind_tls: bool,
    /// Parameters of accounts.
    pub accounts: AccountRules,
    /// In demo mode the clock starts here: the day of a scripted test.
    pub demo_clock: Option<Timestamp>,
    /// Mail.
    pub mail: MailOptions,
    /// Privacy.
    pub privacy: PrivacyOptions,
    /// Passkeys.
    pub passkeys: PasskeyOptions,
}

/// What people are told about their data.
#[derive(Clone, Debug, Args)]
pub struct PrivacyOptions {
    /// Text file with the privacy notice: the version in the first line, then paragraphs with empty lines between them.
    /// Without it a general one is shown.
    #[arg(long, env = "YANXI_PRIVACY_NOTICE", value_name = "FILE")]
    pub privacy_notice: Option<PathBuf>,
    /// Days in which requests about own data are to be answered.
    #[arg(long, env = "YANXI_DATA_REQUEST_DAYS", default_value_t = privacy_text::ANSWER_DAYS)]
    pub data_request_days: u16,
}

impl PrivacyOptions {
    /// The terms these options describe.
    ///
    /// # Errors
    /// When the file cannot be read or has no version or no text.
    pub fn terms(&self) -> Result<PrivacyTerms, ServeError> {
        let mut terms = match &self.privacy_notice {
            Some(file) => {
                PrivacyTerms::parse(&std::fs::read_to_string(file)?).ok_or(ServeError::PrivacyNotice)?
            }
            None => PrivacyTerms::default(),
        };
        terms.answer_days = self.data_request_days;
        Ok(terms)
    }
}

/// The variable with the password for the mail server. Never an argument: arguments are seen by everybody on the machine.
pub const SMTP_PASSWORD: &str = "YANXI_SMTP_PASSWORD";

/// E-mail; without a server none is sent.
#[derive(Clone, Debug, Args)]
pub struct MailOptions {
    /// Mail server that takes notices, e.g. `smtp.example.test`. Its password, where it asks for one, comes from the
    /// environment variable YANXI_SMTP_PASSWORD only.
    #[arg(long, env = "YANXI_SMTP_HOST", requires = "mail_from")]
    pub smtp_host: Option<String>,
    /// Port of the mail server; 587 for `starttls`, 465 for `wrapped`, 25 for `none` unless said otherwise.
    #[arg(long, env = "YANXI_SMTP_PORT")]
    pub smtp_port: Option<u16>,
    /// How the connection to the mail server is protected; `none` only for one on this machine.
    #[arg(long, env = "YANXI_SMTP_TLS", value_enum, default_value_t)]
    pub smtp_tls: MailTls,
    /// User name for the mail server.
    #[arg(long, env = "YANXI_SMTP_USER")]
    pub smtp_user: Option<String>,
    /// Sender of mail, e.g. `研習 <no-reply@example.test>`.
    #[arg(long, env = "YANXI_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Address people reach this server by, for links in mail and for passkeys, e.g. `https://yanxi.example.test`.
    #[arg(long, env = "YANXI_PUBLIC_URL")]
    pub public_url: Option<String>,
}

impl MailOptions {
    /// The mailer these options describe; `None` without a server.
    ///
    /// # Errors
    /// When the sender or the server's name is none.
    pub fn mailer(&self) -> Result<Option<Mailer>, BadSettings> {
        let (Some(host), Some(from)) = (&self.smtp_host, &self.mail_from) else { return Ok(None) };
        let usual = match self.smtp_tls {
            MailTls::Starttls => 587,
            MailTls::Wrapped => 465,
            MailTls::None => 25,
        };
        let password = std::env::var(SMTP_PASSWORD).unwrap_or_default();
        Mailer::new(&MailSettings {
            host: host.clone(),
            port: self.smtp_port.unwrap_or(usual),
            tls: self.smtp_tls,
            credentials: self.smtp_user.clone().map(|user| (user, password)),
            from: from.clone(),
            public_url: self.public_url.clone(),
        })
        .map(Some)
    }
}

/// Why the server did not start or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Folder or address.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Database.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// Privacy notice.
    #[error("the privacy notice needs a version in its first line and a text after it")]
    PrivacyNotice,
    /// Mail.
    #[error("mail: {0}")]
    Mail(#[from] BadSettings),
    /// Passkeys.
    #[error("passkeys: {0}")]
    Passkeys(#[from] BadPasskeyDomain),
    /// Demo data.
    #[error("demo data: {0}")]
    Demo(#[from] crate::failure::Failure),
}

/// Migrates, serves until SIGINT or SIGTERM, and closes the database.
///
/// # Errors
/// When the folder, the database or the address cannot be used.
pub async fn serve(options: Serve) -> Result<(), ServeError> {
    // A wrong setting is said before anything is opened.
    let mailer = options.mail.mailer()?;
    let terms = options.privacy.terms()?;
    let public_url = options.mail.public_url.as_deref();
    let relying_party = RelyingParty::new(public_url, options.passkeys.passkey_domain.as_deref())?;
    match &relying_party {
        Some(party) => tracing::info!(domain = party.domain(), "passkeys"),
        None => tracing::info!("no passkeys: the public address has no domain"),
    }
    options.database.make_folder()?;
    let store = store::open(&options.database.url()).await?;
    let secure_cookies = options.behind_tls || !options.listen.ip().is_loopback();
    let settings = Settings { demo: options.demo, secure_cookies, behind_proxy: options.behind_tls };
    let clock = Clock::default();
    if options.demo {
        clock.set(options.demo_clock);
    }
    let mut state = AppState {
        account_policy: options.accounts.policy(),
        relying_party,
        ..AppState::new(store.clone(), clock, settings).with_privacy(terms)
    };
    if let Some(mailer) = &mailer {
        state = state.with_mail(mailer.clone());
    }
    if options.demo {
        // A moved clock belongs to a script that set its own scene.
        crate::service::demo_seed::seed(&state, !state.clock.is_moved()).await?;
    } else {
        // Before the first school directory is loaded there are counties to supervise and offices to create.
        crate::service::offices::ensure_counties(&state).await?;
    }
    let listener = TcpListener::bind(options.listen).await?;
    // Programs that start the server read this line; the port may have been 0.
    writeln!(std::io::stdout(), "yanxi listens on http://{}", listener.local_addr()?)?;
    let watch = tokio::spawn(crate::service::own_records_clock::watch(state.clone()));
    let reminders = tokio::spawn(reminders::watch(state.clone()));
    let sender = mailer.map(|mailer| tokio::spawn(mail::sender::run(state.clone(), mailer)));
    // The caller's address limits how often wrong codes and passwords may be tried.
    let router = http::router(state).into_make_service_with_connect_info::<SocketAddr>();
    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        stop_signal().await;
        tracing::info!("stopping");
        let _ = stopping.send(true);
    });
    tokio::select! {
        result = async { server.await } => result?,
        () = async {
            drop(stopped.wait_for(|stopping| *stopping).await);
            tokio::time::sleep(GRACE).await;
        } => tracing::warn!("some connections did not end in time"),
    }
    watch.abort();
    reminders.abort();
    if let Some(sender) = sender {
        sender.abort();
    }
    store.close().await;
    Ok(())
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    drop(interrupt.await);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_year_is_read_and_nothing_else() {
        assert_eq!(month_and_day("09-30"), Ok((9, 30)));
        assert_eq!(month_and_day("2-28"), Ok((2, 28)));
        for wrong in ["", "09", "13-01", "02-29", "09-31", "09/30", "9-30-1"] {
            assert!(month_and_day(wrong).is_err(), "{wrong}");
        }
    }
}

//! The store: SQLite inside the binary, or PostgreSQL (design 5).
//!
//! [`Store`] gives transactions; the methods of [`Tx`] (reading) and [`WriteTx`] (writing) speak use cases, one file a
//! noun. Relational tables are the truth; in the same transaction a use case *publishes* the documents the clients of
//! a scope may hold. The same SQL runs on both databases; what differs stands in `sqlite.rs` and `postgres.rs`.

mod account_sessions;
mod accounts;
mod actors;
mod applicants;
mod audit;
mod audit_pages;
mod catalogue;
mod codes;
mod courses;
mod credentials;
mod crew;
mod decisions;
mod devices;
mod directory;
mod enrolment;
mod epoch;
mod events;
mod fill_columns;
mod hours;
mod mail;
mod managed_accounts;
mod migrate;
mod news;
mod notices;
mod passkeys;
mod people;
mod plan_versions;
mod plans;
mod postgres;
mod privacy;
mod publish;
mod publish_again;
mod pull;
mod quarantine;
mod records;
mod registrations;
mod roster_choices;
mod second_factor;
mod sqlite;
mod sqlite_pool;
mod sqlite_value;
mod tx;
mod value;

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use yanxi_protocol::scope::Scope;

pub use account_sessions::SessionRow;
pub use actors::{APPROVER, LECTURER, OFFICER, ORGANISATION_ADMINISTRATOR, SYSTEM_ADMINISTRATOR};
pub use applicants::{Held, Registrant};
pub use audit::AuditEntry;
pub use audit_pages::AuditFilter;
pub use catalogue::{CatalogueFilter, Listed};
pub use codes::CodeRow;
pub use credentials::Credential;
pub use decisions::subject_id;
pub use devices::DeviceLedger;
pub use enrolment::DeviceKind;
pub use epoch::new_epoch;
pub use events::{Appended, NewEvent};
pub use mail::{DueMail, MailOutcome, PendingEmail};
pub use managed_accounts::{AccountRow, WhichAccounts};
pub use news::News;
pub use passkeys::{NewPasskey, PasskeyRow};
pub use plan_versions::PlanVersionRow;
pub use plans::PlanRow;
pub use postgres::PostgresStore;
pub use privacy::DataRequestRow;
pub use pull::{Own, PAGE, Page};
pub use quarantine::Aside;
pub use registrations::{Application, Registration};
pub use roster_choices::RowKey;
pub use sqlite::SqliteStore;
pub use tx::{Tx, WriteTx};
pub use value::{Row, Value};

/// What can go wrong below the rules. Constraint violations a use case expects never come this far.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database answered with an error or not at all; the request may be repeated.
    #[error("database: {0}")]
    Postgres(#[from] sqlx::Error),
    /// The same, from the embedded database.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// No connection became free in time.
    #[error("the database is busy")]
    Busy,
    /// The store was closed.
    #[error("the database is closed")]
    Closed,
    /// The database holds something this version cannot read. Never contains the content.
    #[error("stored data: {0}")]
    Broken(String),
    /// The person holds a live registration in this session already (3.1).
    #[error("a second live registration")]
    SecondRegistration,
    /// The database was written by a newer version of this program.
    #[error("the database has migration {0}, which this version does not know")]
    Newer(i64),
    /// The address of the database is not understood.
    #[error("database address: {0}")]
    Address(String),
}

impl StoreError {
    /// The text to store or to compare with holds a character the database has no place for: NUL, on PostgreSQL.
    #[must_use]
    pub fn is_bad_text(&self) -> bool {
        const CHARACTER_NOT_IN_REPERTOIRE: &str = "22021";
        match self {
            Self::Postgres(sqlx::Error::Database(error)) => {
                error.code().as_deref() == Some(CHARACTER_NOT_IN_REPERTOIRE)
            }
            _ => false,
        }
    }
}

/// A database. Both kinds pass the same contract tests.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// A consistent view for reading; drop it when done.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn read(&self) -> Result<Tx, StoreError>;

    /// For look-ups that need no common view: every statement stands alone, which saves two round trips.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn lookup(&self) -> Result<Tx, StoreError>;

    /// A writing transaction that holds the row locks of `scopes` from its start, so that what it reads about them
    /// cannot change before it commits, and commit order is cursor order. Dropped without commit, it leaves no trace.
    ///
    /// # Errors
    /// When the database does not answer.
    async fn write(&self, scopes: &[Scope]) -> Result<WriteTx, StoreError>;

    /// "There is news" after each commit, of this process and of others over the same database.
    fn news(&self) -> &News;

    /// Random name of this database's life; cursors of another one mean "start over".
    fn epoch(&self) -> &str;

    /// Waits for running transactions and closes the files or connections.
    async fn close(&self);
}

/// Opens the database at `url` (`sqlite:FILE`, a plain file name, or `postgres://…`) and migrates it.
///
/// # Errors
/// When it cannot be reached, was written by a newer version, or a migration fails.
pub async fn open(url: &str) -> Result<Arc<dyn Store>, StoreError> {
    let store: Arc<dyn Store> = match sqlite_file(url) {
        Some(file) => Arc::new(SqliteStore::open(Path::new(file)).await?),
        None => Arc::new(PostgresStore::open(url).await?),
    };
    fill_columns::run(&*store).await?;
    publish_again::run(&*store).await?;
    quarantine::look_again(&*store).await?;
    Ok(store)
}

/// The file a database address names; `None` when it names a PostgreSQL server.
fn sqlite_file(url: &str) -> Option<&str> {
    if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        return None;
    }
    let file = url.strip_prefix("sqlite:").unwrap_or(url);
    Some(file.strip_prefix("//").unwrap_or(file))
}

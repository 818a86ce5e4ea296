//! Transactions over either database, and the portable way to run a statement.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::{Deref, DerefMut},
    sync::Arc,
};

use sqlx::{Postgres, SqlSafeStr, Transaction, pool::PoolConnection, postgres::PgConnection};
use yanxi_protocol::{scope::Scope, sync::ScopeSum};

use super::{
    News, Row, StoreError, Value,
    sqlite_pool::Pooled,
    sqlite_value::{bind, collect},
    value::postgres_arguments,
};

/// A connection, inside a transaction or not.
#[derive(Debug)]
pub(super) enum Held {
    Inside(Transaction<'static, Postgres>),
    Single(PoolConnection<Postgres>),
}

impl Held {
    pub(super) fn get(&mut self) -> &mut PgConnection {
        match self {
            Self::Inside(tx) => tx,
            Self::Single(connection) => connection,
        }
    }

    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Inside(tx) => Ok(tx.commit().await?),
            // Every statement was its own transaction.
            Self::Single(_) => Ok(()),
        }
    }
}

#[derive(Debug)]
pub(super) enum Conn {
    Sqlite(Pooled),
    Postgres(Held),
}

impl Conn {
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => connection.commit(),
            Self::Postgres(held) => held.commit().await,
        }
    }
}

/// A transaction; its methods are the reading use cases. Dropping it rolls back.
#[derive(Debug)]
pub struct Tx {
    pub(super) conn: Conn,
}

impl Tx {
    /// Runs a statement and returns the number of rows it touched. `$1` is the first parameter on both databases.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn execute(
        &mut self,
        sql: impl SqlSafeStr + Send,
        args: Vec<Value<'_>>,
    ) -> Result<u64, StoreError> {
        Ok(match &mut self.conn {
            Conn::Sqlite(connection) => {
                let mut statement = connection.prepare(sql.into_sql_str().as_str())?;
                bind(&mut statement, &args)?;
                statement.raw_execute()? as u64
            }
            Conn::Postgres(tx) => sqlx::query_with::<Postgres, _>(sql, postgres_arguments(args)?)
                .execute(tx.get())
                .await?
                .rows_affected(),
        })
    }

    /// All rows of a query.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn rows(
        &mut self,
        sql: impl SqlSafeStr + Send,
        args: Vec<Value<'_>>,
    ) -> Result<Vec<Row>, StoreError> {
        Ok(match &mut self.conn {
            Conn::Sqlite(connection) => {
                let mut statement = connection.prepare(sql.into_sql_str().as_str())?;
                bind(&mut statement, &args)?;
                collect(statement.raw_query(), usize::MAX)?.into_iter().map(Row::Sqlite).collect()
            }
            Conn::Postgres(tx) => sqlx::query_with::<Postgres, _>(sql, postgres_arguments(args)?)
                .fetch_all(tx.get())
                .await?
                .into_iter()
                .map(Row::Postgres)
                .collect(),
        })
    }

    /// The first row of a query, if there is one.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn row(
        &mut self,
        sql: impl SqlSafeStr + Send,
        args: Vec<Value<'_>>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(match &mut self.conn {
            Conn::Sqlite(connection) => {
                let mut statement = connection.prepare(sql.into_sql_str().as_str())?;
                bind(&mut statement, &args)?;
                collect(statement.raw_query(), 1)?.pop().map(Row::Sqlite)
            }
            Conn::Postgres(tx) => sqlx::query_with::<Postgres, _>(sql, postgres_arguments(args)?)
                .fetch_optional(tx.get())
                .await?
                .map(Row::Postgres),
        })
    }
}

/// A scope whose row this transaction has locked and bumped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Locked {
    /// Version everything written to the scope in this transaction carries.
    pub version: u64,
    /// Running sum.
    pub sum: ScopeSum,
}

/// A writing transaction; it can also do everything [`Tx`] can. Nothing is visible before [`WriteTx::commit`].
#[derive(Debug)]
pub struct WriteTx {
    tx: Tx,
    pub(super) locked: BTreeMap<Scope, Locked>,
    pub(super) changed: BTreeSet<Scope>,
    news: News,
    /// PostgreSQL channel name and the name of this process, to tell the other processes.
    relay: Option<(&'static str, Arc<str>)>,
}

impl Deref for WriteTx {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}

impl WriteTx {
    pub(super) async fn new(
        conn: Conn,
        scopes: &[Scope],
        news: News,
        relay: Option<(&'static str, Arc<str>)>,
    ) -> Result<Self, StoreError> {
        let mut tx = Self { tx: Tx { conn }, locked: BTreeMap::new(), changed: BTreeSet::new(), news, relay };
        tx.lock(scopes).await?;
        Ok(tx)
    }

    /// Makes everything durable, then announces the changed scopes.
    ///
    /// # Errors
    /// When the commit fails; the caller must not tell anybody it worked.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.store_sums().await?;
        let scopes: Arc<[Scope]> = self.changed.iter().copied().collect();
        if let Some((channel, origin)) = self.relay.take() {
            for message in super::postgres::messages(&origin, &scopes) {
                self.tx.execute("SELECT pg_notify($1, $2)", crate::args![channel, message]).await?;
            }
        }
        self.tx.conn.commit().await?;
        self.news.announce(scopes);
        Ok(())
    }
}

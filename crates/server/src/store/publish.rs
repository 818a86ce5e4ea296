//! Scopes: locking, versions, documents and the running checksum (design 4).
//!
//! A scope's row is bumped before anything is written to the scope and stays locked until commit. A version is
//! therefore visible to readers only after every lower one, on both databases and with several processes. A bare
//! serial loses rows on PostgreSQL.

use serde::Serialize;
use serde_json::value::RawValue;
use yanxi_protocol::{
    checksum::doc_hash,
    scope::Scope,
    sync::{Doc, ScopeSum},
};

use super::{Row, StoreError, Tx, Value, WriteTx, tx::Locked};
use crate::args;

/// The hash is 64 bits without a sign; databases have only signed integers. The bits are the same.
pub(super) const fn hash_to_db(hash: u64) -> i64 {
    hash.cast_signed()
}

fn sum_of(row: &Row, first: usize) -> Result<ScopeSum, StoreError> {
    Ok(ScopeSum {
        docs: row.count(first)?,
        events: row.count(first + 1)?,
        hash: row.int(first + 2)?.cast_unsigned(),
    })
}

pub(super) fn to_db(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Tx {
    /// Version and sum of a scope; zero for a scope nothing was ever published to.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn scope_state(&mut self, scope: Scope) -> Result<(u64, ScopeSum), StoreError> {
        let sql = "SELECT version, docs, events, hash FROM scope WHERE name = $1";
        match self.row(sql, args![scope.to_string()]).await? {
            Some(row) => Ok((row.count(0)?, sum_of(&row, 1)?)),
            None => Ok((0, ScopeSum::default())),
        }
    }

    /// A published document.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn published(
        &mut self,
        scope: Scope,
        kind: &str,
        id: &str,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT body FROM scope_doc WHERE scope = $1 AND kind = $2 AND id = $3";
        match self.row(sql, args![scope.to_string(), kind, id]).await? {
            Some(row) => row.opt_text(0),
            None => Ok(None),
        }
    }
}

impl WriteTx {
    /// Locks and bumps scopes that are not locked yet, in one order for everybody (no deadlocks between
    /// transactions that name all their scopes at the start).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn lock(&mut self, scopes: &[Scope]) -> Result<(), StoreError> {
        let mut names: Vec<Scope> = scopes.iter().copied().filter(|s| !self.locked.contains_key(s)).collect();
        names.sort_unstable();
        names.dedup();
        for scope in names {
            let sql = "INSERT INTO scope (name, version, docs, events, hash) VALUES ($1, 1, 0, 0, 0) \
                       ON CONFLICT (name) DO UPDATE SET version = scope.version + 1 \
                       RETURNING version, docs, events, hash";
            let row = self.row(sql, args![scope.to_string()]).await?;
            let row = row.ok_or_else(|| StoreError::Broken("scope row was not returned".into()))?;
            self.locked.insert(scope, Locked { version: row.count(0)?, sum: sum_of(&row, 1)? });
        }
        Ok(())
    }

    /// Publishes a document: whoever may pull `scope` gets its newest body. An unchanged body is not news.
    ///
    /// # Errors
    /// When the database does not answer or the body is not JSON.
    pub async fn publish<T: Serialize + Sync>(
        &mut self,
        scope: Scope,
        kind: &str,
        id: &str,
        body: &T,
    ) -> Result<(), StoreError> {
        let body = serde_json::to_string(body).map_err(|error| StoreError::Broken(error.to_string()))?;
        self.put_doc(scope, kind, id, Some(body)).await
    }

    /// Replaces a document by a tombstone.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn retract(&mut self, scope: Scope, kind: &str, id: &str) -> Result<(), StoreError> {
        self.put_doc(scope, kind, id, None).await
    }

    async fn put_doc(
        &mut self,
        scope: Scope,
        kind: &str,
        id: &str,
        body: Option<String>,
    ) -> Result<(), StoreError> {
        self.lock(&[scope]).await?;
        let old = self.published(scope, kind, id).await?;
        if old == body {
            return Ok(());
        }
        let locked = self.locked_mut(scope)?;
        if let Some(old) = &old {
            locked.sum.docs -= 1;
            locked.sum.hash = locked.sum.hash.wrapping_sub(doc_hash(kind, id, old));
        }
        if let Some(new) = &body {
            locked.sum.docs += 1;
            locked.sum.hash = locked.sum.hash.wrapping_add(doc_hash(kind, id, new));
        }
        let version = to_db(locked.version);
        self.changed.insert(scope);
        let sql = "INSERT INTO scope_doc (scope, kind, id, v, body) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (scope, kind, id) DO UPDATE SET v = excluded.v, body = excluded.body";
        self.execute(sql, args![scope.to_string(), kind, id, version, body]).await?;
        Ok(())
    }

    pub(super) fn locked_mut(&mut self, scope: Scope) -> Result<&mut Locked, StoreError> {
        self.locked.get_mut(&scope).ok_or_else(|| StoreError::Broken("scope is not locked".into()))
    }

    pub(super) async fn store_sums(&mut self) -> Result<(), StoreError> {
        for scope in self.changed.clone() {
            let Locked { sum, .. } = *self.locked_mut(scope)?;
            let args: Vec<Value<'_>> =
                args![to_db(sum.docs), to_db(sum.events), hash_to_db(sum.hash), scope.to_string()];
            self.execute("UPDATE scope SET docs = $1, events = $2, hash = $3 WHERE name = $4", args).await?;
        }
        Ok(())
    }
}

pub(super) fn doc_of(mut row: Row) -> Result<Doc, StoreError> {
    let body = match row.take_text(3)? {
        Some(text) => {
            Some(RawValue::from_string(text).map_err(|error| StoreError::Broken(error.to_string()))?)
        }
        None => None,
    };
    Ok(Doc { kind: row.text(0)?, id: row.text(1)?, v: row.count(2)?, body })
}

//! Reading the changes of a scope since a cursor.

use serde_json::value::RawValue;
use yanxi_domain::{
    ids::{DeviceId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    scope::Scope,
    sync::{Doc, ScopeSum, StoredEvent},
};

use super::{
    StoreError, Tx,
    publish::{doc_of, to_db},
};
use crate::args;

/// Changes of one page, unless a single version has more: a version is never cut in two.
pub const PAGE: u64 = 5_000;

/// One page of a scope.
#[derive(Debug)]
pub struct Page {
    /// Documents changed.
    pub docs: Vec<Doc>,
    /// Events added.
    pub events: Vec<StoredEvent>,
    /// Everything up to this version is in this page or was before it.
    pub through: u64,
    /// The sum of the whole scope, when this page ends it.
    pub sum: Option<ScopeSum>,
}

/// Events the caller already has: its own, up to and including a number.
#[derive(Clone, Copy, Debug)]
pub struct Own {
    /// The caller's device.
    pub device: DeviceId,
    /// It holds 1..=this.
    pub through: u64,
}

impl Tx {
    /// The changes of `scope` after version `after`, at most a page.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn page(
        &mut self,
        scope: Scope,
        after: u64,
        state: (u64, ScopeSum),
        own: Option<Own>,
    ) -> Result<Page, StoreError> {
        let (version, sum) = state;
        if after == version {
            return Ok(Page { docs: Vec::new(), events: Vec::new(), through: version, sum: Some(sum) });
        }
        let through = self.page_end(scope, after).await?.unwrap_or(version);
        let name = scope.to_string();
        let sql =
            "SELECT kind, id, v, body FROM scope_doc WHERE scope = $1 AND v > $2 AND v <= $3 ORDER BY v";
        let rows = self.rows(sql, args![name, to_db(after), to_db(through)]).await?;
        let docs = rows.into_iter().map(doc_of).collect::<Result<_, _>>()?;
        let events = match scope {
            Scope::Session(session) => self.page_events(session, after, through, own).await?,
            _ => Vec::new(),
        };
        Ok(Page { docs, events, through, sum: (through == version).then_some(sum) })
    }

    /// Where a page of [`PAGE`] changes must end; `None` when the rest fits.
    async fn page_end(&mut self, scope: Scope, after: u64) -> Result<Option<u64>, StoreError> {
        // A scope other than a session's has no events; no session has the nil id.
        let session = if let Scope::Session(id) = scope { id.0 } else { uuid::Uuid::nil() };
        let sql = "SELECT v FROM (SELECT v FROM scope_doc WHERE scope = $1 AND v > $2 \
                   UNION ALL SELECT v FROM event WHERE session = $3 AND v > $2) AS change ORDER BY v LIMIT 1 OFFSET $4";
        let name = scope.to_string();
        let first = self.row(sql, args![name.as_str(), to_db(after), session, 0_i64]).await?;
        let next = self.row(sql, args![name.as_str(), to_db(after), session, to_db(PAGE)]).await?;
        let (Some(first), Some(next)) = (first, next) else { return Ok(None) };
        let (first, next) = (first.count(0)?, next.count(0)?);
        Ok(Some(if first == next { next } else { next - 1 }))
    }

    async fn page_events(
        &mut self,
        session: SessionId,
        after: u64,
        through: u64,
        own: Option<Own>,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        let own = own.unwrap_or(Own { device: DeviceId(uuid::Uuid::nil()), through: 0 });
        let sql = "SELECT received_at, raw FROM event WHERE session = $1 AND v > $2 AND v <= $3 \
                   AND NOT (device = $4 AND seq <= $5) ORDER BY v, device, seq";
        let args = args![session.0, to_db(after), to_db(through), own.device.0, to_db(own.through)];
        let rows = self.rows(sql, args).await?;
        rows.into_iter()
            .map(|mut row| {
                let raw = RawValue::from_string(row.take_text(1)?.unwrap_or_default());
                let raw = raw.map_err(|error| StoreError::Broken(error.to_string()))?;
                Ok(StoredEvent { at: Timestamp(row.int(0)?), raw })
            })
            .collect()
    }
}

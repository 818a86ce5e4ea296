//! The kernel over IndexedDB.
//!
//! The rules it keeps (each was learned by trying): a request's success is not durability, only `commit()` is; an
//! error of `commit()` does not prove "not stored", so the first write is read back; nothing but IndexedDB requests
//! is awaited inside a transaction; the real cause of an abort stands on the raw transaction; browsers lose
//! connections, so one fresh connection is tried before an error is reported.

use std::{cell::RefCell, rc::Rc};

use futures::future::{Either, select as first_of};
use indexed_db_futures::{
    KeyRange,
    database::Database,
    error::{Error, OpenDbError},
    internals::SystemRepr,
    object_store::ObjectStore,
    prelude::*,
    query_source::QuerySource,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use wasm_bindgen::JsValue;

use super::{Durability, Key, Op, OpenError, Rows, Select, StoreError, UpdateError, prefix_end};
use crate::{
    local::schema::{self, Store},
    platform::timer,
};

/// An upgrade waits for other tabs to close their connection; longer than this, a person has to close them.
const OPEN_TIMEOUT_MS: u32 = 10_000;
/// A fresh connection is tried once.
const TRIES: usize = 2;

/// The local store. Clones share one connection.
#[derive(Clone)]
pub struct Db(Rc<Shared>);

struct Shared {
    name: String,
    connection: RefCell<Option<Database>>,
    /// Another tab upgraded the store: this one must reload.
    superseded: std::cell::Cell<bool>,
}

impl Db {
    /// Opens the store, creating or upgrading it.
    ///
    /// # Errors
    /// See [`OpenError`]. A store of a newer version stays untouched.
    pub async fn open(name: &str) -> Result<Self, OpenError> {
        let db = Self(Rc::new(Shared {
            name: name.to_owned(),
            connection: RefCell::new(None),
            superseded: std::cell::Cell::new(false),
        }));
        db.connect().await?;
        Ok(db)
    }

    async fn connect(&self) -> Result<Database, OpenError> {
        let opening = open_request(&self.0.name)?;
        let database =
            match first_of(Box::pin(opening.into_future()), Box::pin(timer::sleep(OPEN_TIMEOUT_MS))).await {
                Either::Left((opened, _)) => opened.map_err(|e| open_error(&e))?,
                Either::Right(_) => return Err(OpenError::Blocked),
            };
        self.step_aside_for_upgrades(&database);
        *self.0.connection.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    /// An open connection would block the upgrade of a newer version in another tab: close, and say so on next use.
    fn step_aside_for_upgrades(&self, database: &Database) {
        let Ok(mut changes) = database.version_changes() else { return };
        let shared = Rc::downgrade(&self.0);
        let database = database.clone();
        wasm_bindgen_futures::spawn_local(async move {
            // `None` is the browser's "close": the next use finds the connection dead and opens a new one.
            if changes.recv().await.is_some() {
                database.close();
                if let Some(shared) = shared.upgrade() {
                    shared.superseded.set(true);
                    *shared.connection.borrow_mut() = None;
                }
            }
        });
    }

    async fn connection(&self) -> Result<Database, StoreError> {
        if self.0.superseded.get() {
            return Err(StoreError::Superseded);
        }
        let existing = self.0.connection.borrow().clone();
        match existing {
            Some(database) => Ok(database),
            None => Ok(self.connect().await?),
        }
    }

    fn drop_connection(&self) {
        if let Some(database) = self.0.connection.borrow_mut().take() {
            database.close();
        }
    }

    /// Reads `first` from `stores`, then what `more` asks for in view of it, in one read transaction.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read(
        &self,
        stores: &[Store],
        first: &[Select],
        more: impl Fn(&[Rows]) -> Vec<Select>,
    ) -> Result<Vec<Rows>, StoreError> {
        let mut failure = StoreError::Failed("not tried".to_owned());
        for _ in 0..TRIES {
            let database = self.connection().await?;
            match read_once(&database, stores, first, &more).await {
                Ok(rows) => return Ok(rows),
                Err(error) => failure = StoreError::Failed(cause(&error)),
            }
            self.drop_connection();
        }
        Err(failure)
    }

    /// Reads, decides without waiting, writes and commits: all or nothing. `decide` may run twice (fresh connection).
    ///
    /// # Errors
    /// The refusal of `decide`, or [`StoreError`]; in both cases nothing is stored.
    pub async fn update<T, R>(
        &self,
        stores: &[Store],
        durability: Durability,
        first: &[Select],
        more: impl Fn(&[Rows]) -> Vec<Select>,
        decide: impl Fn(&[Rows]) -> Result<(Vec<Op>, T), R>,
    ) -> Result<T, UpdateError<R>> {
        let mut failure = StoreError::Failed("not tried".to_owned());
        for _ in 0..TRIES {
            let database = self.connection().await?;
            match update_once(&database, stores, durability, first, &more, &decide).await {
                Attempt::Committed(value) => return Ok(value),
                Attempt::Refused(refusal) => return Err(UpdateError::Refused(refusal)),
                Attempt::NotSent(error) => failure = StoreError::Failed(error),
                Attempt::Doubtful { value, proof, cause } => {
                    self.drop_connection();
                    if self.is_stored(proof).await? {
                        return Ok(value);
                    }
                    failure = StoreError::Failed(cause);
                    if matches!(&failure, StoreError::Failed(name) if name == QUOTA) {
                        // A full disk does not empty itself between two tries.
                        break;
                    }
                }
            }
            self.drop_connection();
        }
        Err(failure.into())
    }

    /// Transactions are atomic, so one write of it stands for all.
    async fn is_stored(&self, proof: Option<(Store, Key, String)>) -> Result<bool, StoreError> {
        let Some((store, key, value)) = proof else { return Ok(false) };
        let rows = self.read(&[store], &[Select::One(store, key)], |_| Vec::new()).await?;
        Ok(rows.first().and_then(|r| r.first()) == Some(&value))
    }
}

const QUOTA: &str = "QuotaExceededError";

enum Attempt<T, R> {
    Committed(T),
    Refused(R),
    /// Failed before anything was handed to the browser, or aborted by us.
    NotSent(String),
    /// `commit()` failed: the transaction may or may not be stored.
    Doubtful {
        value: T,
        proof: Option<(Store, Key, String)>,
        cause: String,
    },
}

fn open_request(
    name: &str,
) -> Result<impl IntoFuture<Output = Result<Database, OpenDbError>> + use<>, OpenError> {
    Database::open(name.to_owned())
        .with_version(schema::SCHEMA_VERSION)
        .with_on_upgrade_needed(|_, database| {
            // Only stores are made here; data moves afterwards in ordinary transactions (see `migrate`), because an
            // upgrade that fails half way would be committed all the same.
            let existing: Vec<String> = database.object_store_names().collect();
            for store in Store::ALL {
                if !existing.iter().any(|name| name == store.name()) {
                    database.create_object_store(store.name()).build()?;
                }
            }
            if existing.iter().any(|name| name == schema::CURSORS_OF_VERSION_1) {
                database.delete_object_store(schema::CURSORS_OF_VERSION_1)?;
            }
            Ok(())
        })
        .build()
        .map_err(|e| open_error(&e))
}

fn open_error(error: &OpenDbError) -> OpenError {
    let text = match error {
        OpenDbError::Base(base) => cause(base),
        other => other.to_string(),
    };
    if text == "VersionError" { OpenError::NewerSchema } else { OpenError::Refused(text) }
}

/// The browser's name of an error.
fn cause(error: &Error) -> String {
    match error {
        Error::DomException(exception) => exception.as_sys().name(),
        other => other.to_string(),
    }
}

const fn durability_hint(durability: Durability) -> TransactionDurability {
    match durability {
        Durability::Strict => TransactionDurability::Strict,
        Durability::Relaxed => TransactionDurability::Relaxed,
    }
}

fn stores_of(selects: &[Select]) -> impl Iterator<Item = Store> + '_ {
    selects.iter().map(|select| match select {
        Select::One(store, _)
        | Select::All(store)
        | Select::Prefix(store, _)
        | Select::Above(store, ..)
        | Select::CountAbove(store, _) => *store,
    })
}

async fn read_once(
    database: &Database,
    stores: &[Store],
    first: &[Select],
    more: &impl Fn(&[Rows]) -> Vec<Select>,
) -> Result<Vec<Rows>, Error> {
    let tx = database.transaction(names(stores).as_slice()).with_mode(TransactionMode::Readonly).build()?;
    read_in(&tx, first, more).await
}

fn names(stores: &[Store]) -> Vec<&'static str> {
    stores.iter().map(|store| store.name()).collect()
}

async fn read_in(
    tx: &Transaction<'_>,
    first: &[Select],
    more: &impl Fn(&[Rows]) -> Vec<Select>,
) -> Result<Vec<Rows>, Error> {
    let mut rows = select_in(tx, first).await?;
    let second = more(&rows);
    rows.extend(select_in(tx, &second).await?);
    Ok(rows)
}

async fn select_in(tx: &Transaction<'_>, selects: &[Select]) -> Result<Vec<Rows>, Error> {
    // Requests go out when built: send all of them before waiting for the first.
    let mut stores: Vec<(Store, ObjectStore<'_>)> = Vec::new();
    for store in stores_of(selects) {
        if !stores.iter().any(|(s, _)| *s == store) {
            stores.push((store, tx.object_store(store.name())?));
        }
    }
    let mut pending = Vec::with_capacity(selects.len());
    for (wanted, select) in stores_of(selects).zip(selects) {
        if let Some((_, store)) = stores.iter().find(|(s, _)| *s == wanted) {
            pending.push(request(store, select)?);
        }
    }
    let mut rows = Vec::with_capacity(pending.len());
    for answer in pending {
        rows.push(answer.await?);
    }
    Ok(rows)
}

type Answer<'a> = std::pin::Pin<Box<dyn Future<Output = Result<Rows, Error>> + 'a>>;

fn request<'a>(store: &'a ObjectStore<'a>, select: &Select) -> Result<Answer<'a>, Error> {
    let all = |range: KeyRange<JsValue>, limit: Option<u32>| -> Result<Answer<'a>, Error> {
        let query = store.get_all::<String>().with_query::<JsValue, _>(range);
        let request = match limit {
            Some(limit) => query.with_limit(limit).primitive()?,
            None => query.primitive()?,
        };
        Ok(Box::pin(async move { request.await?.collect() }))
    };
    match select {
        Select::One(_, key) => all(KeyRange::Only(js(key)), None),
        Select::All(_) => {
            let request = store.get_all::<String>().primitive()?;
            Ok(Box::pin(async move { request.await?.collect() }))
        }
        Select::Prefix(_, prefix) => all(prefix_range(prefix), None),
        Select::Above(_, seq, limit) => all(above_range(*seq), *limit),
        Select::CountAbove(_, seq) => {
            let request = store.count().with_query::<JsValue, _>(above_range(*seq)).primitive()?;
            Ok(Box::pin(async move { Ok(vec![request.await?.to_string()]) }))
        }
    }
}

fn js(key: &Key) -> JsValue {
    match key {
        #[expect(clippy::cast_precision_loss, reason = "nobody taps 2^53 times")]
        Key::Seq(seq) => JsValue::from_f64(*seq as f64),
        Key::Text(text) => JsValue::from_str(text),
    }
}

fn above_range(seq: u64) -> KeyRange<JsValue> {
    // Numbers end where text begins; infinity is a valid key.
    KeyRange::Bound(js(&Key::Seq(seq)), true, JsValue::from_f64(f64::INFINITY), false)
}

fn prefix_range(prefix: &str) -> KeyRange<JsValue> {
    KeyRange::Bound(JsValue::from_str(prefix), false, JsValue::from_str(&prefix_end(prefix)), true)
}

async fn update_once<T, R>(
    database: &Database,
    stores: &[Store],
    durability: Durability,
    first: &[Select],
    more: &impl Fn(&[Rows]) -> Vec<Select>,
    decide: &impl Fn(&[Rows]) -> Result<(Vec<Op>, T), R>,
) -> Attempt<T, R> {
    let names = names(stores);
    let started = database
        .transaction(names.as_slice())
        .with_mode(TransactionMode::Readwrite)
        .with_options(TransactionOptions::new().with_durability(durability_hint(durability)))
        .build();
    let tx = match started {
        Ok(tx) => tx,
        Err(error) => return Attempt::NotSent(cause(&error)),
    };
    // The cause of a failed commit stands here only.
    let raw = tx.as_sys().clone();
    let rows = match read_in(&tx, first, more).await {
        Ok(rows) => rows,
        Err(error) => return Attempt::NotSent(abort_cause(&raw).unwrap_or_else(|| cause(&error))),
    };
    let (ops, value) = match decide(&rows) {
        Ok(decided) => decided,
        Err(refusal) => return Attempt::Refused(refusal),
    };
    if let Err(error) = write(&tx, &ops) {
        return Attempt::NotSent(abort_cause(&raw).unwrap_or_else(|| cause(&error)));
    }
    match tx.commit().await {
        Ok(()) => Attempt::Committed(value),
        Err(error) => Attempt::Doubtful {
            value,
            proof: ops.into_iter().find_map(|op| match op {
                Op::Put(store, key, value) => Some((store, key, value)),
                _ => None,
            }),
            cause: abort_cause(&raw).unwrap_or_else(|| cause(&error)),
        },
    }
}

fn abort_cause(raw: &web_sys::IdbTransaction) -> Option<String> {
    raw.error().map(|error| error.name())
}

fn write(tx: &Transaction<'_>, ops: &[Op]) -> Result<(), Error> {
    for op in ops {
        match op {
            Op::Put(store, key, value) => {
                drop(tx.object_store(store.name())?.put(value.as_str()).with_key(js(key)).primitive()?);
            }
            Op::Delete(store, key) => {
                drop(
                    tx.object_store(store.name())?
                        .delete::<JsValue, _>(KeyRange::Only(js(key)))
                        .primitive()?,
                );
            }
            Op::DeletePrefix(store, prefix) => {
                drop(tx.object_store(store.name())?.delete::<JsValue, _>(prefix_range(prefix)).primitive()?);
            }
            Op::Clear(store) => drop(tx.object_store(store.name())?.clear()?),
        }
    }
    Ok(())
}

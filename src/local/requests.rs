//! Requests of the person, and what they last saw of the catalogue. A request is an own fact until the server has
//! decided it: it is stored with strict durability before anybody is told anything.

use serde::{Serialize, de::DeserializeOwned};

use super::{
    kernel::{Db, Durability, Op, Select, StoreError},
    rows::{first, put, text},
    schema::Store,
};

/// Every stored request in order of its id. One that this version cannot read stays stored and is left out.
///
/// # Errors
/// See [`StoreError`].
pub async fn requests<T: DeserializeOwned>(db: &Db) -> Result<Vec<T>, StoreError> {
    let rows = db.read(&[Store::Requests], &[Select::All(Store::Requests)], |_| Vec::new()).await?;
    Ok(rows.iter().flatten().filter_map(|row| serde_json::from_str(row).ok()).collect())
}

/// Stores a request, or what became of it.
///
/// # Errors
/// See [`StoreError`]; nothing is stored.
pub async fn put_request<T: Serialize>(db: &Db, id: &str, request: &T) -> Result<(), StoreError> {
    let op = put(Store::Requests, text(id.to_owned()), request);
    db.write(&[Store::Requests], Durability::Strict, vec![op]).await
}

/// Deletes a request.
///
/// # Errors
/// See [`StoreError`].
pub async fn remove_request(db: &Db, id: &str) -> Result<(), StoreError> {
    let op = Op::Delete(Store::Requests, text(id.to_owned()));
    db.write(&[Store::Requests], Durability::Strict, vec![op]).await
}

/// What was last seen under this name.
///
/// # Errors
/// See [`StoreError`].
pub async fn seen<T: DeserializeOwned>(db: &Db, name: &str) -> Result<Option<T>, StoreError> {
    let select = Select::One(Store::Seen, text(name.to_owned()));
    let rows = db.read(&[Store::Seen], &[select], |_| Vec::new()).await?;
    Ok(first(rows.first()))
}

/// Remembers what was seen.
///
/// # Errors
/// See [`StoreError`].
pub async fn put_seen<T: Serialize>(db: &Db, name: &str, what: &T) -> Result<(), StoreError> {
    let op = put(Store::Seen, text(name.to_owned()), what);
    db.write(&[Store::Seen], Durability::Relaxed, vec![op]).await
}

/// Forgets everything seen: it holds the state of the person who was signed in.
///
/// # Errors
/// See [`StoreError`].
pub async fn forget_seen(db: &Db) -> Result<(), StoreError> {
    db.write(&[Store::Seen], Durability::Relaxed, vec![Op::Clear(Store::Seen)]).await
}

//! Deleting what may go. The own log goes only when confirmed, old, and asked for (5.7); replicas can be pulled again.

use std::collections::HashSet;

use yanxi_domain::ids::SessionId;
use yanxi_protocol::scope::Scope;

use super::{
    kernel::{Db, Durability, Key, Op, StoreError},
    meta::MetaKey,
    mirror::Mirrors,
    rows::{scope_prefix, text},
    schema::Store,
};

/// Deletes the replicas of scopes. Own events and own texts stay.
///
/// # Errors
/// See [`StoreError`].
pub async fn forget_scopes(db: &Db, scopes: &[Scope]) -> Result<(), StoreError> {
    let ops = scopes.iter().flat_map(|scope| scope_ops(*scope)).collect();
    db.write(&[Store::Docs, Store::Pages, Store::Scopes], Durability::Strict, ops).await
}

fn scope_ops(scope: Scope) -> [Op; 3] {
    [
        Op::DeletePrefix(Store::Docs, scope_prefix(scope)),
        Op::DeletePrefix(Store::Pages, scope_prefix(scope)),
        Op::Delete(Store::Scopes, text(scope.to_string())),
    ]
}

/// The device was reported lost and everything it held was received: no name stays on it (U-H2). The own log holds
/// ids only and stays.
///
/// # Errors
/// See [`StoreError`].
pub async fn wipe_replicas(db: &Db) -> Result<(), StoreError> {
    let stores = [Store::Docs, Store::Pages, Store::Scopes, Store::Records, Store::RecordOutbox, Store::Meta];
    let mut ops: Vec<Op> = stores[..5].iter().map(|store| Op::Clear(*store)).collect();
    ops.push(Op::Delete(Store::Meta, MetaKey::Shift.key()));
    db.write(&stores, Durability::Strict, ops).await
}

/// Deletes confirmed own events of `sessions` with their replicas. Events the server has not confirmed are never
/// touched, whatever is asked.
///
/// # Errors
/// See [`StoreError`].
pub async fn purge_own(db: &Db, mirrors: &Mirrors, sessions: &HashSet<SessionId>) -> Result<u64, StoreError> {
    let own = &mirrors.own;
    let old: Vec<u64> = own
        .entries
        .iter()
        .filter(|(seq, entry)| !own.only_here(**seq) && sessions.contains(&entry.session))
        .map(|(seq, _)| *seq)
        .collect();
    let mut ops: Vec<Op> = Vec::new();
    for seq in &old {
        ops.push(Op::Delete(Store::Log, Key::Seq(*seq)));
        ops.push(Op::Delete(Store::Attention, Key::Seq(*seq)));
    }
    for session in sessions {
        ops.extend(scope_ops(Scope::Session(*session)));
        ops.extend(scope_ops(Scope::Crew(*session)));
    }
    let stores = [Store::Log, Store::Attention, Store::Docs, Store::Pages, Store::Scopes];
    db.write(&stores, Durability::Relaxed, ops).await?;
    Ok(super::mirror::count(old.len()))
}

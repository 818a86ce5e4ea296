//! The changes of one wanted scope. Permission is checked here, at every call.

use yanxi_protocol::sync::{Pull, ScopeChanges, ScopeStatus};

use super::cursor;
use crate::{
    actor::Actor,
    store::{Own, StoreError, Tx},
};

pub(super) async fn changes(
    tx: &mut Tx,
    epoch: &str,
    actor: &Actor,
    wanted: &Pull,
) -> Result<ScopeChanges, StoreError> {
    let scope = wanted.scope;
    if !actor.may_pull(scope) {
        return Ok(ScopeChanges {
            scope,
            status: ScopeStatus::Forbidden,
            docs: Vec::new(),
            events: Vec::new(),
            cursor: String::new(),
            more: false,
            sum: None,
        });
    }
    let state = tx.scope_state(scope).await?;
    let (after, status) = match &wanted.cursor {
        None => (0, ScopeStatus::Ok),
        Some(text) => match cursor::read(text, epoch, state.0) {
            Some(version) => (version, ScopeStatus::Ok),
            None => (0, ScopeStatus::StartOver),
        },
    };
    let own = actor.device.as_ref().map(|device| Own { device: device.id, through: wanted.own_through });
    let page = tx.page(scope, after, state, own).await?;
    Ok(ScopeChanges {
        scope,
        status,
        docs: page.docs,
        events: page.events,
        cursor: cursor::write(epoch, page.through),
        more: page.sum.is_none(),
        sum: page.sum,
    })
}

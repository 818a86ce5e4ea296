//! "There is news" as server-sent events. Each message names scopes, nothing else; losing one costs only latency.

use std::{collections::BTreeSet, convert::Infallible, time::Duration};

use axum::{
    extract::{Query, State},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::Stream;
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until, timeout_at};
use utoipa::IntoParams;
use yanxi_protocol::scope::Scope;

use crate::{actor::Actor, failure::Failure, state::AppState};

/// Under load every push is news; messages of this long are told as one.
const GATHER: Duration = Duration::from_millis(50);
/// The stream ends after this long, so that rights are asked for again.
const LIFETIME: Duration = Duration::from_secs(15 * 60);
/// Proxies close silent connections.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

#[derive(Deserialize, IntoParams)]
pub(super) struct Wanted {
    /// Names of scopes, separated by commas.
    #[serde(default)]
    scopes: String,
}

/// Streams the names of the wanted scopes as they change. Scopes the caller may not pull are left out silently; none
/// left is an error.
pub(super) async fn news(
    State(state): State<AppState>,
    actor: Actor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    if actor.account.is_none() && actor.device.is_none() {
        return Err(Failure::not_signed_in());
    }
    let scopes = wanted.scopes.split(',').filter_map(|scope| scope.parse().ok());
    let scopes: BTreeSet<Scope> = scopes.filter(|scope| actor.may_pull(*scope)).collect();
    if scopes.is_empty() {
        return Err(Failure::forbidden());
    }
    let stream = Sse::new(messages(state, scopes)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE));
    Ok(([("x-accel-buffering", "no")], stream).into_response())
}

fn messages(state: AppState, scopes: BTreeSet<Scope>) -> impl Stream<Item = Result<Event, Infallible>> {
    let receiver = state.store.news().subscribe();
    let end = Instant::now() + LIFETIME;
    futures::stream::unfold((receiver, scopes, true), move |(mut receiver, scopes, first)| async move {
        if first {
            // Headers leave at once; and whatever changed before the subscription is found by asking.
            return Some((Ok(message(&scopes)), (receiver, scopes, false)));
        }
        let mut changed = BTreeSet::new();
        let mut until = end;
        loop {
            match timeout_at(until, receiver.recv()).await {
                Ok(Ok(news)) => changed.extend(news.iter().copied().filter(|scope| scopes.contains(scope))),
                // Fell behind: anything may have changed.
                Ok(Err(RecvError::Lagged(_))) => changed.extend(scopes.iter().copied()),
                Ok(Err(RecvError::Closed)) => return None,
                Err(_) if changed.is_empty() => return None,
                Err(_) => return Some((Ok(message(&changed)), (receiver, scopes, false))),
            }
            if !changed.is_empty() && until == end {
                until = (Instant::now() + GATHER).min(end);
                // Idle listeners wake once per message; a gathering one need not wake for each.
                sleep_until(until).await;
            }
        }
    })
}

fn message(scopes: &BTreeSet<Scope>) -> Event {
    let names: Vec<String> = scopes.iter().map(Scope::to_string).collect();
    Event::default().event("news").data(names.join(","))
}

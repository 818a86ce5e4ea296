//! What must hold. Everything here is about what people were told against what is there, never about how.

use std::collections::{BTreeMap, BTreeSet};

use yanxi_domain::ids::EventId;
use yanxi_protocol::{docs, scope::Scope, sync::Quarantine, upcast::read_event};
use yanxi_sync::limits::CLOCK_STEP_MS;

use super::{model_server::ranges, server::ServerView, world::World};

/// Every promised event is on the server or still in the storage of the tablet that promised it.
pub(super) fn nothing_missing(world: &mut World) -> Result<(), String> {
    let view = world.view()?;
    match missing(world, &view).first() {
        None => Ok(()),
        Some(id) => Err(format!("promised event {id} is neither on the server nor on its tablet")),
    }
}

/// After a disaster: what is in no place any more died with the storage or the backup.
pub(super) fn write_off(world: &mut World) -> Result<(), String> {
    let view = world.view()?;
    let gone = missing(world, &view);
    if !gone.is_empty() {
        world.note(|| format!("{} promised events died: {gone:?}", gone.len()));
    }
    world.lost.extend(gone);
    Ok(())
}

fn missing(world: &World, view: &ServerView) -> Vec<EventId> {
    let logs: Vec<BTreeSet<EventId>> =
        world.clients.iter().map(|client| client.storage.log.values().map(|row| row.id).collect()).collect();
    let gone = world.promised.iter().filter(|(id, promise)| {
        !world.lost.contains(id) && !view.events.contains_key(id) && !logs[promise.client].contains(id)
    });
    gone.map(|(id, _)| *id).collect()
}

/// Everything that must hold once the network works and everybody has synced.
pub(super) fn at_rest(world: &mut World) -> Result<(), String> {
    for (number, client) in world.clients.iter().enumerate() {
        let Some(tab) = &client.tabs[0] else { return Err(format!("client {number} does not run")) };
        let unsent = client.storage.unsent();
        if unsent > 0 || tab.status.unsent > 0 {
            return Err(format!("client {number} still has {unsent} events to send ({:?})", tab.status));
        }
        if let Some(seq) = client.storage.first_aside() {
            return Err(format!("client {number} still has event {seq} set aside"));
        }
        if let Some(record) = client.storage.unsent_records().first() {
            return Err(format!("client {number} still has record {record} to send"));
        }
    }
    let view = world.view()?;
    promises_kept(world, &view)?;
    for number in 0..world.clients.len() {
        replicas_equal(world, number, &view)?;
        clock_measured(world, number)?;
    }
    nothing_set_aside(world, &view)?;
    gaps_reported(world, &view)?;
    world.gaps = view.devices.values().filter(|said| !said.missing.is_empty()).count() as u64;
    Ok(())
}

fn promises_kept(world: &World, view: &ServerView) -> Result<(), String> {
    for (id, promise) in world.promised.iter().filter(|(id, _)| !world.lost.contains(id)) {
        let Some(stored) = view.events.get(id) else {
            return Err(format!("promised event {id} is not on the server"));
        };
        if !same_fact(&promise.raw, &stored.raw) {
            return Err(format!("event {id} was promised as {} and stored as {}", promise.raw, stored.raw));
        }
        for record in &promise.records {
            let key = (docs::RECORD.to_owned(), record.to_string());
            if world.excuses.server_went_back || world.excuses.storage_went_back {
                // Texts die with a storage like events; only their events are counted one by one.
                continue;
            }
            if !view.docs.values().any(|docs| docs.contains_key(&key)) && !promise_lost(world, promise.client)
            {
                return Err(format!("personal text {record} is not on the server"));
            }
        }
    }
    Ok(())
}

fn promise_lost(world: &World, client: usize) -> bool {
    world.lost.iter().any(|id| world.promised.get(id).is_some_and(|promise| promise.client == client))
}

/// The same fact: equal but for the place in the stream, which a tablet with an old storage may have to change.
fn same_fact(left: &str, right: &str) -> bool {
    if left == right {
        return true;
    }
    let without_place = |raw: &str| {
        let mut event = read_event(raw).ok()?.known()?;
        event.seq = 0;
        Some(event)
    };
    without_place(left).is_some_and(|left| without_place(right).is_some_and(|right| left == right))
}

fn replicas_equal(world: &World, number: usize, view: &ServerView) -> Result<(), String> {
    let client = &world.clients[number];
    for scope in &client.scopes {
        let nothing = BTreeMap::new();
        let server_docs = view.docs.get(scope).unwrap_or(&nothing);
        let own_docs: BTreeMap<_, _> = client
            .storage
            .scopes
            .get(scope)
            .map(|replica| replica.docs.iter().map(|(key, (_, body))| (key, body)).collect())
            .unwrap_or_default();
        let Scope::Session(session) = scope else { continue };
        if own_docs != server_docs.iter().collect() {
            return Err(format!(
                "client {number}: documents of {scope} differ: has {}, server has {}",
                own_docs.len(),
                server_docs.len()
            ));
        }
        let server_events: BTreeMap<EventId, &str> = view
            .events
            .iter()
            .filter(|(_, event)| event.session == *session)
            .map(|(id, event)| (*id, event.raw.as_str()))
            .collect();
        let own_events = client.storage.session_events(*session);
        if own_events != server_events {
            let only = |a: &BTreeMap<EventId, &str>, b: &BTreeMap<EventId, &str>| {
                a.iter().find(|(id, raw)| b.get(id) != Some(raw)).map(|(id, raw)| format!("{id} {raw}"))
            };
            return Err(format!(
                "client {number}: events of {scope} differ: has {}, server has {}; only here: {:?}; only there: {:?}",
                own_events.len(),
                server_events.len(),
                only(&own_events, &server_events),
                only(&server_events, &own_events),
            ));
        }
    }
    Ok(())
}

/// The last measurement of the clock is as good as its round trip allows.
fn clock_measured(world: &World, number: usize) -> Result<(), String> {
    let client = &world.clients[number];
    let Some(sample) = client.offset else { return Err(format!("client {number} never measured its clock")) };
    let error = (sample.offset_ms + client.clock_ahead_ms).abs();
    let bound =
        i64::try_from(sample.rtt_ms / 2).unwrap_or(i64::MAX) + CLOCK_STEP_MS + world.server.clock_slack_ms();
    if error > bound {
        return Err(format!("client {number}: clock measured {error} ms wrong with {sample:?}"));
    }
    Ok(())
}

/// Quarantine is only for numbers a restored storage used twice.
fn nothing_set_aside(world: &World, view: &ServerView) -> Result<(), String> {
    for (device, seq, reason, raw) in &view.quarantined {
        let went_back = world.excuses.storage_went_back;
        let excused = matches!(reason, Quarantine::SeqReused | Quarantine::IdReused) && went_back;
        if !excused {
            return Err(format!("event {seq} of {device:?} was set aside: {reason:?} {raw}"));
        }
        let known = read_event(raw).is_ok_and(|event| {
            let id = event.header().id;
            view.events.contains_key(&id) || world.lost.contains(&id) || !world.promised.contains_key(&id)
        });
        if !known {
            return Err(format!("event {seq} of {device:?} is only in quarantine: {raw}"));
        }
    }
    Ok(())
}

/// The organiser sees of every device exactly which numbers are missing (SEQ_GAP).
fn gaps_reported(world: &World, view: &ServerView) -> Result<(), String> {
    let mut held: BTreeSet<(yanxi_domain::ids::DeviceId, u64)> = BTreeSet::new();
    for event in view.events.values() {
        let header = read_event(&event.raw).map_err(|error| error.to_string())?.header();
        held.insert((header.device, header.seq));
    }
    held.extend(view.quarantined.iter().filter_map(|(device, seq, _, _)| Some(((*device)?, *seq))));
    for (device, said) in &view.devices {
        let highest = held.range((*device, 0)..=(*device, u64::MAX)).next_back().map_or(0, |(_, seq)| *seq);
        let head = highest.max(world.reported_heads.get(device).copied().unwrap_or(0));
        let expected = ranges((1..=head).filter(|seq| !held.contains(&(*device, *seq))));
        // The head itself is shown with a delay when nothing is missing: a tap a second must not rewrite the board.
        if said.missing != expected || said.head > head {
            return Err(format!("device {device}: {said:?}, but head is {head} and missing is {expected:?}"));
        }
    }
    for client in world.clients.iter().filter(|client| client.taps()) {
        let said = client.storage.device.and_then(|device| view.devices.get(&device));
        let Some(said) = said else { return Err(format!("{} is not known to the server", client.name)) };
        if said.unsent > 0 || (!said.missing.is_empty() && !world.excuses.storage_went_back) {
            return Err(format!("{} is at rest, but the server says {said:?}", client.name));
        }
    }
    Ok(())
}

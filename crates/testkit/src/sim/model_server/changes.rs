//! What the model answers a client that pulls.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use yanxi_protocol::{
    scope::Scope,
    sync::{Doc, Pull, ScopeChanges, ScopeStatus, StoredEvent},
};

use super::{Published, State, Who, parse_cursor};
use crate::sim::defect::Defect;

/// Rows in one page of changes: few, so that paging happens all the time.
const PAGE_ROWS: usize = 40;

impl State {
    pub(super) fn changes(&self, who: &Who, pull: &Pull, defect: Option<Defect>) -> ScopeChanges {
        let scope = pull.scope;
        let nothing = |status| ScopeChanges {
            scope,
            status,
            docs: Vec::new(),
            events: Vec::new(),
            cursor: String::new(),
            more: false,
            sum: None,
        };
        let own = match (who, scope) {
            (Who::Device(device), Scope::Session(session) | Scope::Crew(session)) => {
                if !self.devices.get(device).is_some_and(|known| known.sessions.contains(&session)) {
                    return nothing(ScopeStatus::Forbidden);
                }
                Some(*device)
            }
            (_, Scope::Catalog) | (Who::Organiser, Scope::Session(_) | Scope::Course(_)) => None,
            _ => return nothing(ScopeStatus::Forbidden),
        };
        let empty = Published::default();
        let published = self.scopes.get(&scope).unwrap_or(&empty);
        let known = pull.cursor.as_deref().and_then(parse_cursor);
        let known = known.filter(|(epoch, v)| *epoch == self.epoch && *v <= published.version);
        let status =
            if pull.cursor.is_some() && known.is_none() { ScopeStatus::StartOver } else { ScopeStatus::Ok };
        let after = known.map_or(0, |(_, v)| v);

        let mut answer = nothing(status);
        let mut versions: BTreeMap<u64, (Vec<Doc>, Vec<StoredEvent>)> = BTreeMap::new();
        for ((kind, id), (v, body)) in published.docs.iter().filter(|(_, (v, _))| *v > after) {
            let body = body.clone().and_then(|body| RawValue::from_string(body).ok());
            versions.entry(*v).or_default().0.push(Doc { kind: kind.clone(), id: id.clone(), v: *v, body });
        }
        for (v, ids) in published.events.range(after + 1..) {
            for stored in ids.iter().filter_map(|id| self.events.get(id)) {
                if own == Some(stored.event.device) && stored.event.seq <= pull.own_through {
                    continue;
                }
                let raw = RawValue::from_string(stored.raw.clone()).ok();
                let rows = &mut versions.entry(*v).or_default().1;
                rows.extend(raw.map(|raw| StoredEvent { at: stored.at, raw }));
            }
        }
        let mut through = published.version;
        for (v, (docs, events)) in versions {
            if answer.docs.len() + answer.events.len() >= PAGE_ROWS {
                answer.more = true;
                through = v - 1;
                break;
            }
            answer.docs.extend(docs);
            answer.events.extend(events);
            if defect == Some(Defect::ServerCutsVersions) {
                let room = PAGE_ROWS.saturating_sub(answer.docs.len());
                answer.events.truncate(room);
            }
        }
        answer.cursor = format!("{}.{through}", self.epoch);
        answer.sum = (!answer.more).then_some(published.sum);
        answer
    }
}

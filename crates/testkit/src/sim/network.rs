//! The network between tabs and server, and what it does to requests and answers.

use yanxi_protocol::{scope::Scope, sync::SyncRequest};
use yanxi_sync::{TransportError, limits::REQUEST_TIMEOUT_MS};

use super::{
    fault::Fault,
    old,
    world::{Message, TabRef, What, World},
};

/// Requests with more events than this are refused by the proxy of `Fault::TooLarge`; now and then also a single one.
const PROXY_EVENTS: usize = 10;

impl World {
    pub fn send(&mut self, tab: TabRef, request: u64, body: &SyncRequest) -> Result<(), String> {
        self.note(|| {
            let pulls: Vec<_> = body
                .pulls
                .iter()
                .map(|pull| format!("{} after {:?} own {}", pull.scope, pull.cursor, pull.own_through))
                .collect();
            let device = body.device.as_ref().map(|device| (device.head, device.unsent));
            format!(
                "client {} tab {} sends #{request}: {device:?} {} events {} records {pulls:?}",
                tab.client,
                tab.tab,
                body.events.len(),
                body.records.len()
            )
        });
        let too_late = REQUEST_TIMEOUT_MS;
        self.after(too_late, What::Answer { tab, request, answer: Err(TransportError::Timeout) });
        let refused = if self.clients[tab.client].offline {
            Some(TransportError::Offline)
        } else if self.faults.strikes(Fault::CaptivePortal, &mut self.rng) {
            Some(TransportError::CaptivePortal)
        } else if (body.events.len() > PROXY_EVENTS || body.events.len() == 1)
            && self.faults.strikes(Fault::TooLarge, &mut self.rng)
        {
            Some(TransportError::TooLarge)
        } else {
            None
        };
        if let Some(error) = refused {
            let delay = self.rng.range(5, 500);
            self.after(delay, What::Answer { tab, request, answer: Err(error) });
            return Ok(());
        }
        if self.faults.strikes(Fault::RequestDropped, &mut self.rng) {
            return Ok(());
        }
        let message = Message {
            tab,
            request,
            cookie: self.clients[tab.client].storage.cookie.clone(),
            body: old::write_request(body, self.clients[tab.client].version)
                .map_err(|error| error.to_string())?,
            head: body.device.as_ref().map(|device| (device.id, device.head)),
            pushes: !body.events.is_empty() || !body.records.is_empty(),
        };
        if self.faults.strikes(Fault::RequestDuplicated, &mut self.rng) {
            let copy = Message { cookie: message.cookie.clone(), body: message.body.clone(), ..message };
            self.post(copy);
        }
        self.post(message);
        Ok(())
    }

    fn post(&mut self, message: Message) {
        let id = self.id();
        self.messages.insert(id, message);
        let delay = self.delay();
        self.after(delay, What::Arrive { message: id });
    }

    fn delay(&mut self) -> u64 {
        if self.faults.strikes(Fault::Delayed, &mut self.rng) {
            self.rng.range(1_000, 90_000)
        } else {
            self.rng.range(5, 250)
        }
    }

    pub fn arrive(&mut self, id: u64) {
        let Some(Message { tab, request, cookie, body, head, pushes }) = self.messages.remove(&id) else {
            return;
        };
        let now = self.true_time();
        self.server.set_now(now);
        let (status, mut answer) = if self.clients[tab.client].signed_out {
            (401, Vec::new())
        } else if self.faults.strikes(Fault::ServerErrorBeforeCommit, &mut self.rng) {
            (503, Vec::new())
        } else {
            self.requests += 1;
            self.server.sync(&cookie, &body)
        };
        self.note(|| format!("server answers #{request} with {status}"));
        let mut failed = status != 200;
        if status == 200 {
            if let Some((device, head)) = head {
                let known = self.reported_heads.entry(device).or_default();
                *known = head.max(*known);
            }
            if pushes {
                self.spread_news(tab.client);
            }
            failed |= self.faults.strikes(Fault::ServerErrorAfterCommit, &mut self.rng);
            if self.faults.strikes(Fault::AnswerLost, &mut self.rng) {
                return;
            }
            if self.faults.strikes(Fault::AnswerGarbled, &mut self.rng) {
                answer.truncate(answer.len() / 2);
            }
        }
        let delay = self.delay();
        let answer = match status {
            401 => Err(TransportError::Unauthorized),
            _ if failed => Err(TransportError::Server),
            _ if self.clients[tab.client].offline => Err(TransportError::Offline),
            _ => Ok(answer),
        };
        self.after(delay, What::Answer { tab, request, answer });
    }

    /// "There is news" to everybody with an open channel; losing one costs only latency.
    pub fn spread_news(&mut self, from: usize) {
        let scopes: Vec<Scope> = self.clients[from].scopes.clone();
        for client in 0..self.clients.len() {
            if !self.faults.strikes(Fault::NewsLost, &mut self.rng) {
                let delay = self.rng.range(5, 300);
                self.after(delay, What::News { client, scopes: scopes.clone() });
            }
        }
    }
}

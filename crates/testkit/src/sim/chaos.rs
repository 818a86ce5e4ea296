//! Disasters of tablets and server: crashes, lost storage, old copies, clocks.

use yanxi_protocol::scope::Scope;
use yanxi_sync::{Input, Poke};

use super::{
    client::Op,
    fault::Fault,
    oracle,
    world::{TabRef, What, World},
};

/// Disasters that can lose promised events: few a seed, so that each is seen in full.
const MOST_DISASTERS: u64 = 3;

impl World {
    /// One round of trouble; the next is scheduled.
    pub fn chaos(&mut self) -> Result<(), String> {
        if self.peace {
            return Ok(());
        }
        let pause = self.rng.range(500, 6_000);
        self.after(pause, What::Chaos);
        self.office_work()?;
        let Some(fault) = self.rng.pick(&Fault::ALL) else { return Ok(()) };
        let client = usize::try_from(self.rng.next()).unwrap_or(0) % self.clients.len();
        match fault {
            Fault::CrashBeforeCommit | Fault::CrashAfterCommit => self.maybe_crash(client, fault),
            Fault::Partition if !self.clients[client].offline && self.often(fault) => {
                self.note(|| format!("client {client} loses the network"));
                self.clients[client].offline = true;
                let back = self.rng.range(1_000, 90_000);
                self.after(back, What::Reconnect { client });
            }
            Fault::SignedOut if self.often(fault) => {
                self.note(|| format!("client {client} is signed out"));
                self.clients[client].signed_out = true;
            }
            Fault::Frozen => self.maybe_freeze(client)?,
            Fault::SecondTab
                if self.clients[client].tabs[0].is_some()
                    && self.clients[client].tabs[1].is_none()
                    && self.often(fault) =>
            {
                self.excuses.two_tabs = true;
                self.open_tab(client, 1)?;
                let boot = self.clients[client].tabs[1].as_ref().map_or(0, |tab| tab.boot);
                let open = self.rng.range(1_000, 60_000);
                self.after(open, What::CloseSecondTab { tab: TabRef { client, tab: 1, boot } });
            }
            Fault::ClockJump if self.often(fault) => self.draw_clock(client),
            Fault::StorageLost => self.maybe_lose_storage(client)?,
            Fault::SnapshotRestored => self.maybe_restore_snapshot(client)?,
            Fault::BackupRestored | Fault::BackupCopiedBack => self.maybe_restore_server(fault)?,
            _ => {}
        }
        Ok(())
    }

    /// State faults have few occasions, so each occasion counts three times.
    fn often(&mut self, fault: Fault) -> bool {
        (0..3).any(|_| self.faults.has(fault) && self.rng.percent(25)) && {
            self.faults.count(fault);
            true
        }
    }

    /// The roster changes at the office while the tablets work.
    fn office_work(&mut self) -> Result<(), String> {
        if !self.rng.percent(30) {
            return Ok(());
        }
        let sessions = self.server.sessions();
        let Some(session) = self.rng.pick(&sessions) else { return Ok(()) };
        let number = self.rng.range(1, 30);
        let body = (!self.rng.percent(20)).then(|| format!("{{\"edit\":{}}}", self.rng.range(1, 1_000)));
        let now = self.true_time();
        self.server.set_now(now);
        self.server.edit(session, number, body)?;
        self.note(|| format!("office edits {number} of {}", Scope::Session(session)));
        self.spread_news(self.clients.len() - 1);
        let poke = self.rng.pick(&[0, 1, 2]).map(|n| [Poke::Focus, Poke::Online, Poke::Manual][n].clone());
        match poke {
            Some(poke) if self.rng.percent(20) => self.poke(0, &poke),
            _ => Ok(()),
        }
    }

    fn maybe_crash(&mut self, client: usize, fault: Fault) {
        if self.clients[client].tabs[0].is_none() || !self.often(fault) {
            return;
        }
        self.crash(client, fault == Fault::CrashAfterCommit);
        let down = self.rng.range(100, 30_000);
        self.after(down, What::Restart { client });
    }

    /// The browser process dies. Transactions under way commit or not, but nobody is told.
    fn crash(&mut self, client: usize, commits: bool) {
        self.note(|| format!("client {client} crashes, transactions under way commit: {commits}"));
        for tab in std::mem::take(&mut self.clients[client].tabs).into_iter().flatten() {
            for op in tab.ops.into_values().filter(|_| commits) {
                let version = self.clients[client].version;
                let storage = &mut self.clients[client].storage;
                match op {
                    Op::Load { .. } => {}
                    Op::Apply(plan) => {
                        storage.apply(plan, self.defect);
                    }
                    Op::Append { events, records } => {
                        storage.append(events, records, version);
                    }
                }
            }
        }
    }

    fn maybe_freeze(&mut self, client: usize) -> Result<(), String> {
        let Some(boot) = self.clients[client].tabs[0].as_ref().filter(|tab| !tab.frozen).map(|tab| tab.boot)
        else {
            return Ok(());
        };
        if !self.often(Fault::Frozen) {
            return Ok(());
        }
        let it = TabRef { client, tab: 0, boot };
        self.feed(it, Input::Suspend)?;
        if let Some(tab) = self.tab_mut(it) {
            tab.frozen = true;
        }
        let asleep = self.rng.range(500, 60_000);
        self.after(asleep, What::Thaw { tab: it });
        Ok(())
    }

    fn maybe_lose_storage(&mut self, client: usize) -> Result<(), String> {
        if self.disasters >= MOST_DISASTERS || !self.clients[client].taps() || !self.often(Fault::StorageLost)
        {
            return Ok(());
        }
        self.disasters += 1;
        oracle::nothing_missing(self)?;
        self.crash(client, false);
        self.note(|| format!("client {client} loses its storage"));
        self.clients[client].storage = super::storage::Storage::default();
        self.clients[client].snapshot = None;
        oracle::write_off(self)?;
        let down = self.rng.range(100, 30_000);
        self.after(down, What::Restart { client });
        Ok(())
    }

    /// First a copy is taken, some rounds later it comes back.
    fn maybe_restore_snapshot(&mut self, client: usize) -> Result<(), String> {
        if !self.clients[client].taps() || !self.faults.has(Fault::SnapshotRestored) {
            return Ok(());
        }
        if self.clients[client].snapshot.is_none() {
            self.clients[client].snapshot = Some(self.clients[client].storage.clone());
            return Ok(());
        }
        if self.disasters >= MOST_DISASTERS || !self.often(Fault::SnapshotRestored) {
            return Ok(());
        }
        self.disasters += 1;
        self.excuses.storage_went_back = true;
        oracle::nothing_missing(self)?;
        self.crash(client, false);
        let now = &self.clients[client].storage;
        let cookie = now.cookie.clone();
        let Some(mut snapshot) = self.clients[client].snapshot.take() else { return Ok(()) };
        // Cookies live in another place of the browser and are not part of the copy.
        snapshot.cookie = cookie;
        self.note(|| format!("client {client} goes back to head {}", snapshot.head));
        self.clients[client].storage = snapshot;
        oracle::write_off(self)?;
        let down = self.rng.range(100, 30_000);
        self.after(down, What::Restart { client });
        Ok(())
    }

    fn maybe_restore_server(&mut self, fault: Fault) -> Result<(), String> {
        if !self.faults.has(fault) {
            return Ok(());
        }
        if self.disasters >= MOST_DISASTERS || !self.often(fault) {
            self.server.backup()?;
            self.reported_heads_copy = self.reported_heads.clone();
            self.note(|| "server is backed up".to_owned());
            return Ok(());
        }
        oracle::nothing_missing(self)?;
        if self.server.restore(fault == Fault::BackupRestored)? {
            self.disasters += 1;
            self.excuses.server_went_back = true;
            self.reported_heads = self.reported_heads_copy.clone();
            self.note(|| format!("server goes back: {fault:?}"));
            oracle::write_off(self)?;
        }
        Ok(())
    }
}

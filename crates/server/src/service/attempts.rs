//! Counting tries by whatever they are limited by: an address, an account. In this process only, and in bounded memory.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use yanxi_domain::time::Timestamp;

/// Keys remembered; beyond it the ones that tried longest ago are forgotten.
const KEYS: usize = 10_000;

/// Times of tries by key; clones share them.
#[derive(Clone, Debug)]
pub struct Tries<K> {
    window_ms: i64,
    times: Arc<Mutex<HashMap<K, Vec<Timestamp>>>>,
}

impl<K: Clone + Eq + Hash> Tries<K> {
    /// Tries older than the window are forgotten.
    pub fn within(window_ms: i64) -> Self {
        Self { window_ms, times: Arc::default() }
    }

    /// Reads and changes the recent tries of a key, oldest first, with nobody in between.
    pub fn recent<T>(&self, key: &K, now: Timestamp, change: impl FnOnce(&mut Vec<Timestamp>) -> T) -> T {
        let mut all = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let mut times = all.remove(key).unwrap_or_default();
        // A clock set back (demo mode) makes times lie in the future: those count as old.
        times.retain(|at| (0..self.window_ms).contains(&now.since(*at)));
        let result = change(&mut times);
        if !times.is_empty() {
            if all.len() >= KEYS
                && let Some(oldest) =
                    all.iter().min_by_key(|(_, times)| times.last().copied()).map(|(key, _)| key.clone())
            {
                all.remove(&oldest);
            }
            all.insert(key.clone(), times);
        }
        result
    }
}

//! Ids and chance of the demo data: the same on every start, so that starting again adds nothing twice.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The id of the demo thing with this name. Version 8 (custom) UUIDs cannot collide with the random ids of real
/// data, which are versions 4 and 7.
#[must_use]
pub fn id(name: &str) -> Uuid {
    let digest = Sha256::new().chain_update(b"yanxi demo data\0").chain_update(name.as_bytes()).finalize();
    let mut bytes = [0_u8; 16];
    for (to, from) in bytes.iter_mut().zip(digest.iter()) {
        *to = *from;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// SplitMix64: reproducible on every machine, good enough for made-up schools and arrival times.
pub struct Dice(u64);

impl Dice {
    /// Dice whose throws depend on `name` alone.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(yanxi_protocol::checksum::hash(name.as_bytes()))
    }

    /// The next 64 bits.
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in `0..sides`; 0 when `sides` is 0.
    pub fn below(&mut self, sides: usize) -> usize {
        let sides = sides.max(1) as u64;
        usize::try_from(self.throw() % sides).unwrap_or(0)
    }

    /// A number in `from..=to`.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = usize::try_from(to.saturating_sub(from).saturating_add(1)).unwrap_or(1);
        from.saturating_add(i64::try_from(self.below(span)).unwrap_or(0))
    }

    /// Puts `items` into a random order (Fisher–Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

//! The checksum of a scope: a wrapping sum of one 64-bit hash per member, so that the order of arrival cannot matter
//! and the server can keep it up to date row by row. It finds lost or doubled rows; it is not a defence.

use crate::sync::{Doc, ScopeSum};

/// FNV-1a over bytes, finished with a 64-bit mix so that sums of similar inputs spread.
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        h ^= u64::from(*byte);
        h = h.wrapping_mul(0x0000_0100_0000_01b3);
    }
    h ^= h >> 32;
    h = h.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h ^ (h >> 29)
}

/// Hash of an event as a member of a scope: its exact bytes.
#[must_use]
pub fn event_hash(raw: &str) -> u64 {
    hash(raw.as_bytes())
}

/// Hash of a live document: kind, id and body. Tombstones are not members.
#[must_use]
pub fn doc_hash(kind: &str, id: &str, body: &str) -> u64 {
    hash(kind.as_bytes()).wrapping_mul(31).wrapping_add(hash(id.as_bytes())).wrapping_mul(31)
        ^ hash(body.as_bytes())
}

impl ScopeSum {
    /// Adds one event.
    pub fn add_event(&mut self, raw: &str) {
        self.events += 1;
        self.hash = self.hash.wrapping_add(event_hash(raw));
    }

    /// Adds one document; tombstones do not count.
    pub fn add_doc(&mut self, doc: &Doc) {
        if let Some(body) = &doc.body {
            self.docs += 1;
            self.hash = self.hash.wrapping_add(doc_hash(&doc.kind, &doc.id, body.get()));
        }
    }
}

/// Serialises a `u64` as sixteen hex digits: IndexedDB and JavaScript lose integers above 2^53.
pub mod hex {
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    /// To hex.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(value: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{value:016x}"))
    }

    /// From hex.
    ///
    /// # Errors
    /// When the text is not hex.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        u64::from_str_radix(&text, 16).map_err(D::Error::custom)
    }
}

//! A set of sequence numbers as inclusive ranges: streams are nearly gap-free, so a handful of pairs is enough.

use serde::{Deserialize, Serialize};

/// Sorted, disjoint, not touching.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SeqSet(Vec<(u64, u64)>);

impl SeqSet {
    /// Whether `seq` is a member.
    pub fn contains(&self, seq: u64) -> bool {
        let after = self.0.partition_point(|(from, _)| *from <= seq);
        after > 0 && self.0.get(after - 1).is_some_and(|(_, to)| seq <= *to)
    }

    /// Adds `seq`. `false` when it was there.
    pub fn insert(&mut self, seq: u64) -> bool {
        if self.contains(seq) {
            return false;
        }
        let at = self.0.partition_point(|(from, _)| *from <= seq);
        let joins_left = at > 0 && self.0.get(at - 1).is_some_and(|(_, to)| to.checked_add(1) == Some(seq));
        let joins_right = self.0.get(at).is_some_and(|(from, _)| seq.checked_add(1) == Some(*from));
        match (joins_left, joins_right) {
            (true, true) => {
                let (_, to) = self.0.remove(at);
                if let Some(left) = self.0.get_mut(at - 1) {
                    left.1 = to;
                }
            }
            (true, false) => {
                if let Some(left) = self.0.get_mut(at - 1) {
                    left.1 = seq;
                }
            }
            (false, true) => {
                if let Some(right) = self.0.get_mut(at) {
                    right.0 = seq;
                }
            }
            (false, false) => self.0.insert(at, (seq, seq)),
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_join_whatever_the_order() {
        for order in [[1, 2, 3, 5], [5, 3, 2, 1], [2, 5, 1, 3], [3, 1, 5, 2]] {
            let mut set = SeqSet::default();
            for seq in order {
                assert!(set.insert(seq));
                assert!(!set.insert(seq));
            }
            assert_eq!(set, SeqSet(vec![(1, 3), (5, 5)]));
            assert!(set.contains(2) && !set.contains(4) && !set.contains(0) && !set.contains(6));
        }
    }
}

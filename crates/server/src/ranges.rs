//! Sets of sequence numbers as sorted, inclusive ranges: a device's stream is nearly always one range.

use serde::{Deserialize, Serialize};

/// How far above the highest number held another may lie: far more than a device writes between two contacts. Without a
/// bound, one wrong number would make the organiser wait for events that never were.
pub const MAX_AHEAD: u64 = 1_000_000;
/// Separate ranges at most. Each gap is one more thing to explain, and all are written again at every push.
const MAX_RANGES: usize = 1_000;

/// Numbers held. Serialises as `[[1,37],[39,60]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ranges(Vec<(u64, u64)>);

impl Ranges {
    /// Highest number that may be taken in, or be believed to exist.
    #[must_use]
    pub fn horizon(&self) -> u64 {
        self.top().saturating_add(MAX_AHEAD)
    }

    /// Whether a number may join: held already, next to one that is, or not too far off while there are few gaps.
    fn admits(&self, number: u64) -> bool {
        let beside = |other: Option<u64>| other.is_some_and(|other| self.contains(other));
        let joins = beside(Some(number)) || beside(number.checked_sub(1)) || beside(number.checked_add(1));
        number > 0 && number <= self.horizon() && (joins || self.0.len() < MAX_RANGES)
    }

    /// Adds one number. `false`, and nothing changes, when no honest stream can have it (0, beyond the horizon, one gap
    /// too many).
    pub fn insert(&mut self, number: u64) -> bool {
        if !self.admits(number) {
            return false;
        }
        self.add(number);
        true
    }

    fn add(&mut self, number: u64) {
        // The usual case: the next number of the stream.
        if let Some(last) = self.0.last_mut()
            && number == last.1 + 1
        {
            last.1 = number;
            return;
        }
        let at = self.0.partition_point(|(_, end)| *end < number);
        match self.0.get(at) {
            Some((start, _)) if *start <= number => return,
            _ => self.0.insert(at, (number, number)),
        }
        self.join(at);
        if at > 0 {
            self.join(at - 1);
        }
    }

    /// Joins the range at `at` with its successor when nothing lies between.
    fn join(&mut self, at: usize) {
        if let (Some((_, end)), Some((start, next_end))) = (self.0.get(at), self.0.get(at + 1))
            && end + 1 == *start
        {
            let next_end = *next_end;
            self.0[at].1 = next_end;
            self.0.remove(at + 1);
        }
    }

    /// Whether the number is held.
    #[must_use]
    pub fn contains(&self, number: u64) -> bool {
        let at = self.0.partition_point(|(_, end)| *end < number);
        self.0.get(at).is_some_and(|(start, _)| *start <= number)
    }

    /// Highest number held; 0 for none.
    #[must_use]
    pub fn top(&self) -> u64 {
        self.0.last().map_or(0, |(_, end)| *end)
    }

    /// How many are held.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.iter().map(|(start, end)| end - start + 1).sum()
    }

    /// Numbers of `1..=head` that are not held, as inclusive ranges.
    #[must_use]
    pub fn missing(&self, head: u64) -> Vec<(u64, u64)> {
        let mut missing = Vec::new();
        let mut next = 1;
        for (start, end) in &self.0 {
            if *start > head {
                break;
            }
            if *start > next {
                missing.push((next, start - 1));
            }
            next = end + 1;
        }
        if next <= head {
            missing.push((next, head));
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{MAX_AHEAD, MAX_RANGES, Ranges};

    #[test]
    fn any_order_of_insertion_gives_the_same_ranges() {
        // A small deterministic shuffle: 17 generates all residues modulo 41.
        let numbers: Vec<u64> = (1..=40).map(|i| i * 17 % 41).filter(|n| n % 7 != 3).collect();
        let mut ranges = Ranges::default();
        for number in numbers.iter().chain(&numbers) {
            ranges.insert(*number);
        }
        let held: BTreeSet<u64> = numbers.into_iter().collect();
        assert_eq!(ranges.count(), held.len() as u64);
        for number in 1..=45 {
            assert_eq!(ranges.contains(number), held.contains(&number), "{number}");
        }
        let missing: BTreeSet<u64> = ranges.missing(45).into_iter().flat_map(|(a, b)| a..=b).collect();
        assert_eq!(missing, (1..=45).filter(|n| !held.contains(n)).collect());
        assert_eq!(ranges.top(), 40);
    }

    #[test]
    fn numbers_no_honest_stream_can_have_are_not_taken() {
        let mut ranges = Ranges::default();
        assert!(!ranges.insert(0));
        assert!(!ranges.insert(MAX_AHEAD + 1));
        assert!(!ranges.insert(u64::MAX));
        assert!(ranges.insert(MAX_AHEAD));
        assert_eq!(ranges.top(), MAX_AHEAD);
    }

    #[test]
    fn gaps_are_bounded_and_can_still_be_filled() {
        let mut ranges = Ranges::default();
        let taken = (1..=3_000).map(|i| i * 2).filter(|number| ranges.insert(*number)).count();
        assert_eq!(taken, MAX_RANGES);
        assert!(ranges.insert(3), "a hole between two ranges");
        assert!(ranges.insert(ranges.top() + 1), "the next of the stream");
    }

    #[test]
    fn nothing_held_means_everything_up_to_head_is_missing() {
        assert_eq!(Ranges::default().missing(3), [(1, 3)]);
        assert_eq!(Ranges::default().missing(0), []);
        assert_eq!(Ranges::default().top(), 0);
    }
}

//! Sets of sequence numbers as sorted, inclusive ranges: a device's stream is nearly always one range.

use serde::{Deserialize, Serialize};

/// Numbers held. Serialises as `[[1,37],[39,60]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ranges(Vec<(u64, u64)>);

impl Ranges {
    /// Adds one number.
    pub fn insert(&mut self, number: u64) {
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

    use super::Ranges;

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
    fn nothing_held_means_everything_up_to_head_is_missing() {
        assert_eq!(Ranges::default().missing(3), [(1, 3)]);
        assert_eq!(Ranges::default().missing(0), []);
        assert_eq!(Ranges::default().top(), 0);
    }
}

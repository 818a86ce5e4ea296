//! Numbers of entries that are missing, as ranges.

use crate::i18n::{Locale, office as text};

/// 「37、40–42」
#[must_use]
pub fn ranges(locale: Locale, ranges: &[(u64, u64)]) -> String {
    let one = |(from, to): &(u64, u64)| if from == to { from.to_string() } else { format!("{from}–{to}") };
    ranges.iter().map(one).collect::<Vec<_>>().join(&text::list_separator(locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_numbers_stand_alone_and_neighbours_join() {
        assert_eq!(ranges(Locale::Zh, &[(37, 37), (40, 42)]), "37、40–42");
        assert_eq!(ranges(Locale::En, &[(37, 37), (40, 42)]), "37, 40–42");
        assert_eq!(ranges(Locale::Zh, &[]), "");
    }
}

//! Which rows of a long list are drawn. Pure arithmetic.

/// Rows drawn above and below the visible ones, so that quick scrolling does not show white. Each costs time at every
/// keystroke of a search.
const OVERSCAN: usize = 2;

/// Index of the first drawn row.
#[must_use]
pub fn first_row(scroll_top: f64, row_height: f64) -> usize {
    whole(scroll_top / row_height).saturating_sub(OVERSCAN)
}

/// Number of slots that cover a viewport.
#[must_use]
pub fn slots(viewport: f64, row_height: f64) -> usize {
    whole((viewport / row_height).ceil()) + 2 * OVERSCAN + 1
}

/// The row a slot shows. Slots keep their row while the list scrolls: only rows that enter are drawn anew.
#[must_use]
pub fn row_of_slot(slot: usize, first: usize, slots: usize) -> usize {
    let ahead = (slot + slots - first % slots) % slots;
    first + ahead
}

/// Where to scroll so that `row` is wholly visible; `None` if it is.
#[must_use]
pub fn scroll_to_show(row: usize, scroll_top: f64, viewport: f64, row_height: f64) -> Option<f64> {
    let top = real(row) * row_height;
    if top < scroll_top {
        Some(top)
    } else if top + row_height > scroll_top + viewport {
        Some(top + row_height - viewport)
    } else {
        None
    }
}

/// The active row after a key; `None` if the key does not move.
#[must_use]
pub fn moved(key: &str, active: Option<usize>, len: usize, page: usize) -> Option<usize> {
    let last = len.checked_sub(1)?;
    let next = match (key, active) {
        ("ArrowDown" | "PageDown" | "Home" | "ArrowUp" | "PageUp", None) => 0,
        ("ArrowDown", Some(now)) => now + 1,
        ("ArrowUp", Some(now)) => now.saturating_sub(1),
        ("PageDown", Some(now)) => now + page.max(1),
        ("PageUp", Some(now)) => now.saturating_sub(page.max(1)),
        ("Home", _) => 0,
        ("End", _) => last,
        _ => return None,
    };
    Some(next.min(last))
}

/// A count of rows as a length; lists are far shorter than 2^52.
#[allow(clippy::cast_precision_loss)]
#[must_use]
pub fn real(count: usize) -> f64 {
    count as f64
}

/// A non-negative length as a count.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(length: f64) -> usize {
    length.max(0.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawn_row_has_exactly_one_slot_and_keeps_it_while_scrolling() {
        let count = slots(400.0, 56.0);
        for first in 0..200 {
            let mut rows: Vec<usize> = (0..count).map(|slot| row_of_slot(slot, first, count)).collect();
            rows.sort_unstable();
            assert_eq!(rows, (first..first + count).collect::<Vec<_>>());
            for slot in 0..count {
                let now = row_of_slot(slot, first, count);
                if now > first {
                    assert_eq!(row_of_slot(slot, first + 1, count), now);
                }
            }
        }
    }

    #[test]
    fn the_drawn_rows_cover_the_viewport() {
        for top in [0.0, 1.0, 55.0, 56.0, 1000.0, 559_000.0] {
            let first = first_row(top, 56.0);
            let last = first + slots(600.0, 56.0) - 1;
            assert!(real(first) * 56.0 <= top);
            assert!(real(last + 1) * 56.0 >= top + 600.0);
        }
    }

    #[test]
    fn a_row_outside_the_viewport_is_scrolled_to_its_nearest_edge() {
        assert_eq!(scroll_to_show(0, 100.0, 300.0, 50.0), Some(0.0));
        assert_eq!(scroll_to_show(3, 100.0, 300.0, 50.0), None);
        assert_eq!(scroll_to_show(8, 100.0, 300.0, 50.0), Some(150.0));
    }

    #[test]
    fn keys_move_within_the_list() {
        assert_eq!(moved("ArrowDown", None, 3, 10), Some(0));
        assert_eq!(moved("ArrowDown", Some(2), 3, 10), Some(2));
        assert_eq!(moved("ArrowUp", Some(0), 3, 10), Some(0));
        assert_eq!(moved("PageDown", Some(0), 30, 10), Some(10));
        assert_eq!(moved("End", None, 30, 10), Some(29));
        assert_eq!(moved("ArrowDown", None, 0, 10), None);
        assert_eq!(moved("x", Some(1), 3, 10), None);
    }
}

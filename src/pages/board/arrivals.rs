//! Arrivals over time: bins for the table, points for the curve. Pure.

use yanxi_domain::time::{HOUR_MS, MINUTE_MS, Timestamp};

/// Width of one bin.
pub const BIN_MINUTES: i64 = 5;
/// Width of the drawing in its own units.
pub const WIDTH: f64 = 640.0;
/// Height of the drawing.
pub const HEIGHT: f64 = 160.0;

/// Arrivals in one bin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Its start.
    pub from: Timestamp,
    /// New sign-ins.
    pub new: usize,
    /// All sign-ins up to its end.
    pub sum: usize,
}

/// Hours before and after the start that are drawn. A tablet whose clock is years off must not draw years; its entries
/// stand among the doubtful cases.
const SHOWN_HOURS: i64 = 8;

/// Bins from the first to the last arrival, empty ones included. `times` must be sorted; those far from the start of the
/// period are left out.
#[must_use]
pub fn bins(times: &[Timestamp], start: Timestamp) -> Vec<Bin> {
    let shown = SHOWN_HOURS * HOUR_MS;
    let near =
        |time: &&Timestamp| (start.0.saturating_sub(shown)..=start.0.saturating_add(shown)).contains(&time.0);
    let times: Vec<Timestamp> = times.iter().filter(near).copied().collect();
    let width = BIN_MINUTES * MINUTE_MS;
    let bin_of = |time: Timestamp| time.0.div_euclid(width);
    let (Some(first), Some(last)) = (times.first(), times.last()) else {
        return Vec::new();
    };
    let mut sum = 0;
    (bin_of(*first)..=bin_of(*last))
        .map(|bin| {
            let new = times.iter().filter(|time| bin_of(**time) == bin).count();
            sum += new;
            Bin { from: Timestamp(bin * width), new, sum }
        })
        .collect()
}

/// The curve: points `x,y` of an SVG polyline, rising from zero at the start of the first bin.
#[must_use]
pub fn points(bins: &[Bin]) -> String {
    let top = bins.last().map_or(1, |bin| bin.sum.max(1));
    let mut points = vec![format!("0,{HEIGHT}")];
    for (index, bin) in bins.iter().enumerate() {
        let x = WIDTH * real(index + 1) / real(bins.len());
        let y = HEIGHT - HEIGHT * real(bin.sum) / real(top);
        points.push(format!("{x:.1},{y:.1}"));
    }
    points.join(" ")
}

/// Where a moment lies on the curve; `None` outside.
#[must_use]
pub fn position(bins: &[Bin], moment: Timestamp) -> Option<f64> {
    let from = bins.first()?.from;
    let to = bins.last()?.from.plus_minutes(BIN_MINUTES);
    #[allow(clippy::cast_precision_loss)]
    let share = moment.since(from) as f64 / to.since(from) as f64;
    (0.0..=1.0).contains(&share).then_some(WIDTH * share)
}

#[allow(clippy::cast_precision_loss)]
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::at;

    #[test]
    fn a_clock_that_is_years_off_does_not_draw_years() {
        let times = [Timestamp(0), at("08:41:00"), at("08:52:00"), Timestamp(i64::MAX)];
        let bins = bins(&times, at("09:00:00"));
        assert_eq!((bins.len(), bins.last().map(|bin| bin.sum)), (3, Some(2)));
    }

    #[test]
    fn every_arrival_is_in_exactly_one_bin_and_quiet_minutes_are_shown() {
        let times = [at("08:31:00"), at("08:34:59"), at("08:46:00")];
        let bins = bins(&times, at("09:00:00"));
        assert_eq!(bins.iter().map(|bin| bin.new).collect::<Vec<_>>(), [2, 0, 0, 1]);
        assert_eq!(bins.last().unwrap().sum, 3);
        assert_eq!(bins[0].from, at("08:30:00"));
    }

    #[test]
    fn the_curve_ends_at_the_top_right() {
        let curve = bins(&[at("08:31:00"), at("08:41:00")], at("09:00:00"));
        assert_eq!(points(&curve), "0,160 213.3,80.0 426.7,80.0 640.0,0.0");
        assert_eq!(points(&[]), "0,160");
    }

    #[test]
    fn the_start_is_marked_only_where_it_is_in_sight() {
        let curve = bins(&[at("08:50:00"), at("09:09:00")], at("09:00:00"));
        assert_eq!(position(&curve, at("09:00:00")), Some(320.0));
        assert_eq!(position(&curve, at("10:00:00")), None);
        assert_eq!(position(&[], at("09:00:00")), None);
    }
}

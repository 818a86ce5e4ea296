//! Figures with their aims.

use std::fmt::Write as _;

use serde_json::json;

/// One measured figure.
#[derive(Debug)]
pub struct Figure {
    /// What was measured, with conditions.
    pub name: String,
    /// The value.
    pub value: f64,
    /// Unit of value and aim.
    pub unit: &'static str,
    /// At most this much is wanted, where there is an aim.
    pub aim: Option<f64>,
}

impl Figure {
    /// A figure without an aim.
    #[must_use]
    pub fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self { name: name.into(), value, unit, aim: None }
    }

    /// With an aim.
    #[must_use]
    pub fn at_most(self, aim: f64) -> Self {
        Self { aim: Some(aim), ..self }
    }

    /// One JSON line for programs.
    #[must_use]
    pub fn json_line(&self) -> String {
        json!({ "name": self.name, "value": self.value, "unit": self.unit, "aim": self.aim }).to_string()
    }
}

/// A table for people.
#[must_use]
pub fn table(figures: &[Figure]) -> String {
    let width = figures.iter().map(|figure| figure.name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for figure in figures {
        let verdict = match figure.aim {
            None => String::new(),
            Some(aim) if figure.value <= aim => format!("(aim {aim}: met)"),
            Some(aim) => format!("(aim {aim}: MISSED)"),
        };
        let gap = width - figure.name.chars().count();
        let _ = writeln!(
            text,
            "{}{}  {:>10.1} {:8} {verdict}",
            figure.name,
            " ".repeat(gap),
            figure.value,
            figure.unit
        );
    }
    text
}

/// The value below which this share (0–1) of the samples lies.
#[must_use]
pub fn percentile(samples: &[f64], share: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "few samples"
    )]
    let index = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len().max(1)) - 1;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_samples_and_a_missed_aim_says_so() {
        let samples: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!((percentile(&samples, 0.5), percentile(&samples, 0.95)), (50.0, 95.0));
        assert!(percentile(&[], 0.5).is_nan());
        let table =
            table(&[Figure::new("a", 2.0, "ms").at_most(1.0), Figure::new("b", 1.0, "ms").at_most(1.0)]);
        assert!(table.contains("MISSED") && table.contains("met"), "{table}");
    }
}

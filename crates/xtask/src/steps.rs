//! Telling the person at the terminal what is going on.

use std::time::Instant;

/// Announces a step that may take a while.
pub fn say(text: &str) {
    eprintln!("==> {text}");
}

/// Outcome of one named check.
#[derive(Debug)]
pub struct Outcome {
    /// Name, also for `--only`.
    pub name: &'static str,
    /// What went wrong; `None` when it passed.
    pub error: Option<String>,
    /// How long it took.
    pub seconds: f64,
}

/// Runs one check and keeps its outcome; a failure does not stop the others.
pub fn measured(name: &'static str, check: impl FnOnce() -> anyhow::Result<()>) -> Outcome {
    say(name);
    let start = Instant::now();
    let error = check().err().map(|error| format!("{error:#}"));
    if let Some(error) = &error {
        eprintln!("--- {name}: {error}");
    }
    Outcome { name, error, seconds: start.elapsed().as_secs_f64() }
}

/// The summary table: name, result, seconds, and the first line of each error.
#[must_use]
pub fn table(outcomes: &[Outcome]) -> String {
    let width = outcomes.iter().map(|outcome| outcome.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for Outcome { name, error, seconds } in outcomes {
        let result = if error.is_none() { "ok" } else { "FAILED" };
        let why = error.as_deref().and_then(|error| error.lines().next()).unwrap_or("");
        text.push_str(format!("{name:width$}  {result:6}  {seconds:7.1} s  {why}").trim_end());
        text.push('\n');
    }
    let total: f64 = outcomes.iter().map(|outcome| outcome.seconds).sum();
    let failed = outcomes.iter().filter(|outcome| outcome.error.is_some()).count();
    text.push_str(&format!("{} checks, {failed} failed, {total:.0} s\n", outcomes.len()));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_check_keeps_its_reason_and_shows_in_the_table() {
        let good = measured("good", || Ok(()));
        let bad = measured("bad", || anyhow::bail!("first line\nsecond line"));
        let text = table(&[good, bad]);
        assert!(text.contains("good  ok"), "{text}");
        assert!(text.contains("bad   FAILED") && text.contains("first line"), "{text}");
        assert!(!text.contains("second line") && text.contains("2 checks, 1 failed"), "{text}");
    }
}

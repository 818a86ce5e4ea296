//! `cargo xtask kill-browser`: kills Chromium at random moments while somebody taps.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::bail;
use yanxi_e2e::kill;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut times = 100;
    let mut seed = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match (word.as_str(), words.next()) {
            ("--times", Some(value)) => times = value.parse()?,
            ("--seed", Some(value)) => seed = value.parse()?,
            _ => bail!("kill_browser [--times N] [--seed K]"),
        }
    }
    println!("seed {seed}");
    println!("{}", kill::run(times, seed).await?);
    Ok(())
}

//! Waiting for a condition, with a deadline.

use std::{
    fmt::Display,
    time::{Duration, Instant},
};

use anyhow::bail;

/// Long enough for a slow machine; a condition that holds is noticed at once.
pub const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(25);

/// Polls until `condition` answers with a value.
///
/// # Errors
/// The deadline passed (the last error of the condition is in the message).
pub async fn until<T>(
    what: impl Display,
    condition: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    within(PATIENCE, what, condition).await
}

/// Likewise, with a patience of one's own.
///
/// # Errors
/// As [`until`].
pub async fn within<T>(
    patience: Duration,
    what: impl Display,
    mut condition: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    let deadline = Instant::now() + patience;
    loop {
        let outcome = condition().await;
        if let Ok(Some(value)) = outcome {
            return Ok(value);
        }
        if Instant::now() > deadline {
            match outcome {
                Err(error) => bail!("waited {} s in vain for {what}: {error:#}", patience.as_secs()),
                Ok(_) => bail!("waited {} s in vain for {what}", patience.as_secs()),
            }
        }
        tokio::time::sleep(POLL).await;
    }
}

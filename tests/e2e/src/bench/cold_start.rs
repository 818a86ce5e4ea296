//! Opening the app without a network in a browser that was not running, until people can be searched and chosen.

use serde_json::json;

use super::{
    THROTTLE,
    figures::{Figure, percentile},
};
use crate::{browser::Browser, proxy::Network, wait};

const STARTS: usize = 7;

/// Notes when the first row of the list has been painted, in milliseconds since the navigation began.
const WATCH: &str = r"
const realNow = Performance.prototype.now.bind(performance);
const look = () => {
  const row = [...document.querySelectorAll('[role=option]')].some(o => !o.hidden && o.textContent.trim());
  if (row && document.querySelector('input[type=search]')) {
    requestAnimationFrame(() => setTimeout(() => { globalThis.__usable_ms = realNow(); }, 0));
    return;
  }
  requestAnimationFrame(look);
};
look();
";

/// Measures on a tablet that is not running and holds `people` rows.
///
/// # Errors
/// The app does not start.
pub async fn measure(tablet: &mut Browser, people: usize) -> anyhow::Result<Vec<Figure>> {
    tablet.network(Network::Refuse);
    let mut samples = Vec::new();
    for _ in 0..STARTS {
        tablet.start_blank().await?;
        tablet.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
        tablet.throttle(THROTTLE).await?;
        tablet.open("/desk").await?;
        let usable = wait::until("the list", async || {
            tablet.script::<Option<f64>>("return globalThis.__usable_ms ?? null", Vec::new()).await
        })
        .await?;
        samples.push(usable);
        tablet.quit().await?;
    }
    tablet.network(Network::Pass);
    let name = |what: &str| format!("cold offline start {what}, {people} people, CPU {THROTTLE}x slower");
    Ok(vec![
        Figure::new(name("p50"), percentile(&samples, 0.5), "ms").at_most(1_500.0),
        Figure::new(name("worst"), percentile(&samples, 1.0), "ms"),
    ])
}

//! From the finger on 簽到 to the painted confirmation, which stands for a committed strict transaction.

use serde_json::json;

use super::{
    THROTTLE,
    figures::{Figure, percentile},
};
use crate::{browser::Browser, stage::Stage};

const TAPS: usize = 120;

/// Chooses rows one after the other, presses the button and waits for the paint after the confirmation appeared.
const SCRIPT: &str = r"
const [count, done] = [arguments[0], arguments[arguments.length - 1]];
const next = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 0)));
const until = async condition => { for (;;) { const found = condition(); if (found) return found; await next(); } };
const button = () => [...document.querySelectorAll('.desk-panel button')].find(b => b.textContent.trim() === '簽到' && !b.disabled);
(async () => {
  const samples = [];
  const list = document.querySelector('[role=listbox]');
  while (samples.length < count) {
    const row = await until(() => [...document.querySelectorAll('[role=option]')]
      .find(o => !o.hidden && !o.textContent.includes('已簽到') && !o.textContent.includes('備取') && !o.textContent.includes('第')) || (list.scrollTop += 200, null));
    row.click();
    const press = await until(button);
    await next();
    const start = performance.now();
    const shown = new Promise(resolve => {
      const watch = new MutationObserver(() => {
        if (document.querySelector('.desk-saved')) { watch.disconnect(); resolve(); }
      });
      watch.observe(document.querySelector('.desk-panel'), { childList: true, subtree: true, characterData: true });
    });
    press.click();
    await shown;
    await next();
    samples.push(performance.now() - start);
  }
  done(samples);
})().catch(error => done(String(error)));
";

/// Measures on a tablet with 1,000 people on the list.
///
/// # Errors
/// The page does not play along.
pub async fn measure(stage: &Stage, tablet: &mut Browser) -> anyhow::Result<Vec<Figure>> {
    tablet.start("/desk").await?;
    tablet.at_the_list().await?;
    stage.travel(crate::stage::at("08:50"), &mut [tablet]).await?;
    tablet.throttle(THROTTLE).await?;
    tablet.web()?.set_script_timeout(std::time::Duration::from_secs(300)).await?;
    let samples: Vec<f64> = tablet.web()?.execute_async(SCRIPT, vec![json!(TAPS)]).await?.convert()?;
    tablet.quit().await?;
    // The first taps warm the program up and are not what a queue feels.
    let samples = &samples[10..];
    let name = |share: &str| format!("tap to painted confirmation, {share}, CPU {THROTTLE}x slower");
    Ok(vec![
        Figure::new(name("p50"), percentile(samples, 0.5), "ms"),
        Figure::new(name("p95"), percentile(samples, 0.95), "ms").at_most(50.0),
    ])
}

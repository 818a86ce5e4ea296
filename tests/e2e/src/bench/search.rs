//! One keystroke in the search line: computing, drawing and layout of the new list.

use super::{
    THROTTLE,
    figures::{Figure, percentile},
};
use crate::browser::Browser;

/// Types and deletes names character by character. `work` ends when the list is laid out, `painted` with the next frame.
const SCRIPT: &str = r"
const done = arguments[arguments.length - 1];
const input = document.querySelector('input[type=search]');
const list = () => document.querySelector('[role=listbox]');
const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
const task = () => new Promise(resolve => { const c = new MessageChannel(); c.port1.onmessage = resolve; c.port2.postMessage(0); });
const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 0)));
(async () => {
  const work = [], painted = [];
  const texts = [];
  for (const word of ['陳怡君', '志明', '國小', '教務主任', '林', '資訊組長', '王小明', '雅', '國中 導師']) {
    for (let n = 1; n <= word.length; n++) texts.push(word.slice(0, n));
    for (let n = word.length - 1; n >= 0; n--) texts.push(word.slice(0, n));
  }
  for (let round = 0; round < 3; round++) for (const text of texts) {
    await frame();
    const start = performance.now();
    set.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await task();
    const box = list(); if (box) box.getBoundingClientRect();
    work.push(performance.now() - start);
    await frame();
    painted.push(performance.now() - start);
  }
  done([work, painted]);
})().catch(error => done(String(error)));
";

/// Measures on a tablet that is not running yet and holds `people` rows.
///
/// # Errors
/// The page does not play along.
pub async fn measure(tablet: &mut Browser, people: usize, aim: f64) -> anyhow::Result<Vec<Figure>> {
    tablet.start("/desk").await?;
    tablet.at_the_list().await?;
    tablet.throttle(THROTTLE).await?;
    tablet.web()?.set_script_timeout(std::time::Duration::from_secs(300)).await?;
    let [work, painted]: [Vec<f64>; 2] = tablet.web()?.execute_async(SCRIPT, Vec::new()).await?.convert()?;
    tablet.quit().await?;
    let name = |what: &str| format!("search keystroke {what}, {people} people, CPU {THROTTLE}x slower");
    Ok(vec![
        Figure::new(name("p50"), percentile(&work, 0.5), "ms"),
        Figure::new(name("p95"), percentile(&work, 0.95), "ms").at_most(aim),
        Figure::new(name("p95 until the next frame"), percentile(&painted, 0.95), "ms"),
    ])
}

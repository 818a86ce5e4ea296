//! The accessibility check of axe-core, run inside the page.

use std::{env, fs};

use anyhow::{Context as _, bail};
use serde_json::Value;

use crate::browser::Browser;

/// WCAG 2.2 AA and what axe calls best practice.
const RUN: &str = "const done = arguments[arguments.length - 1]; axe.run(document, { resultTypes: ['violations'] })\
    .then(r => done(r.violations.map(v => ({ id: v.id, help: v.help, impact: v.impact, \
    nodes: v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary) }))), e => done([{ id: String(e) }]));";

/// Checks the page as it is now.
///
/// # Errors
/// Every violation, with the places.
pub async fn check(browser: &Browser, page: &str) -> anyhow::Result<()> {
    let path =
        env::var_os("YANXI_AXE").context("YANXI_AXE names no axe-core; start through `cargo xtask test`")?;
    let axe = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
    // Through the DevTools protocol: the content security policy stops inline scripts, as it should.
    browser.cdp("Runtime.evaluate", serde_json::json!({ "expression": axe })).await?;
    let violations: Vec<Value> = browser.web()?.execute_async(RUN, Vec::new()).await?.convert()?;
    if violations.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = violations
        .iter()
        .map(|v| format!("{} ({}): {}\n    {}", v["id"], v["impact"], v["help"], v["nodes"]))
        .collect();
    bail!("{page}: {} accessibility violations\n  {}", list.len(), list.join("\n  "))
}

//! Many unsent entries: until the server has acknowledged them, and until a second tablet can query them.

use serde_json::json;
use yanxi_domain::ids::RegistrationId;

use super::figures::Figure;
use crate::{browser::Browser, proxy::Network, wait};

/// Makes copies of the device's newest entry, as if that many people had been tapped: own ids, own times, own numbers.
const INVENT: &str = r"
const [count, people, done] = arguments;
const wait = request => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
const hex = n => [...crypto.getRandomValues(new Uint8Array(n))].map(b => b.toString(16).padStart(2, '0')).join('');
(async () => {
  const db = await wait(indexedDB.open('yanxi'));
  const tx = db.transaction(['log', 'meta'], 'readwrite', { durability: 'strict' });
  const stream = JSON.parse(await wait(tx.objectStore('meta').get('stream')));
  const template = JSON.parse(await wait(tx.objectStore('log').get(stream.head)));
  let { at, mono } = template;
  for (let n = 0; n < count; n++) {
    const step = 1500 + Math.floor(Math.random() * 6000);
    at += step; mono += step;
    const stamp = at.toString(16).padStart(12, '0'), random = hex(10);
    const id = `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
    const event = { ...template, id, seq: stream.head + 1, at, mono, subject: { registration: people[Math.floor(Math.random() * people.length)] } };
    tx.objectStore('log').put(JSON.stringify(event), event.seq);
    stream.head += 1;
  }
  tx.objectStore('meta').put(JSON.stringify(stream), 'stream');
  tx.oncomplete = () => { db.close(); done(stream.head); };
  tx.onabort = () => done(String(tx.error));
})().catch(error => done(String(error)));
";

/// Notes when a condition on the database first holds, by the page's clock.
const WATCH: &str = r"
const [store, key, field, target] = arguments;
const get = (db) => new Promise((resolve, reject) => { const r = db.transaction(store).objectStore(store).get(key); r.onsuccess = () => resolve(r.result); r.onerror = () => reject(r.error); });
globalThis.__reached = null;
const opening = indexedDB.open('yanxi');
opening.onsuccess = async () => {
  const db = opening.result;
  for (;;) {
    const row = await get(db);
    const value = row ? field.split('.').reduce((v, f) => v && v[f], JSON.parse(row)) : 0;
    if (value >= target) { globalThis.__reached = Date.now(); db.close(); return; }
    await new Promise(resolve => setTimeout(resolve, 5));
  }
};
";

/// Measures with two tablets that are at the list of the session, online.
///
/// # Errors
/// The pages do not play along.
pub async fn measure(
    sender: &mut Browser,
    receiver: &mut Browser,
    session: &str,
    people: &[RegistrationId],
    count: u32,
) -> anyhow::Result<Vec<Figure>> {
    sender.network(Network::Refuse);
    sender.web()?.set_script_timeout(std::time::Duration::from_secs(120)).await?;
    let head: u64 =
        sender.web()?.execute_async(INVENT, vec![json!(count), json!(people)]).await?.convert()?;
    // The page learns of its new entries as after any restart.
    let before: u64 = receiver.script(COUNT, vec![json!(session)]).await.unwrap_or(0);
    sender.reload().await?;
    sender.at_the_list().await?;
    sender.sees("未上傳").await?;

    let scope = format!("session:{session}");
    watch(sender, ["meta", "stream", "acked_through"], head).await?;
    watch(receiver, ["scopes", &scope, "sum.events"], before + u64::from(count)).await?;
    let _ = sender.proxy.take_traffic();
    let _ = receiver.proxy.take_traffic();
    let start: f64 = sender.script("return Date.now()", Vec::new()).await?;
    sender.network(Network::Pass);
    sender.press("立即上傳").await?;
    let acknowledged = reached(sender).await? - start;
    let queryable = reached(receiver).await? - start;
    let (up, _) = sender.proxy.take_traffic();
    let (_, down) = receiver.proxy.take_traffic();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52 bytes")]
    let each = |bytes: u64| bytes as f64 / f64::from(count);
    let queryable_figure =
        Figure::new(format!("push of {count} until a second tablet has them"), queryable, "ms");
    let is_large = count >= 10_000;
    Ok(vec![
        Figure::new(format!("push of {count} until acknowledged"), acknowledged, "ms"),
        if is_large { queryable_figure.at_most(2_000.0) } else { queryable_figure },
        Figure::new(format!("bytes an event up, {count}"), each(up), "B").at_most(60.0),
        Figure::new(format!("bytes an event down, {count}"), each(down), "B").at_most(60.0),
    ])
}

const COUNT: &str = r"
return new Promise((resolve, reject) => {
  const opening = indexedDB.open('yanxi');
  opening.onsuccess = () => {
    const db = opening.result;
    const r = db.transaction('scopes').objectStore('scopes').get('session:' + arguments[0]);
    r.onsuccess = () => { db.close(); resolve(r.result ? JSON.parse(r.result).sum.events : 0); };
    r.onerror = () => reject(r.error);
  };
});";

async fn watch(browser: &Browser, [store, key, field]: [&str; 3], target: u64) -> anyhow::Result<()> {
    let arguments = vec![json!(store), json!(key), json!(field), json!(target)];
    browser.web()?.execute(WATCH, arguments).await?;
    Ok(())
}

async fn reached(browser: &Browser) -> anyhow::Result<f64> {
    wait::until(format!("{}: the entries", browser.name), async || {
        browser.script::<Option<f64>>("return globalThis.__reached", Vec::new()).await
    })
    .await
}

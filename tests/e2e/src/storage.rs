//! What happens to the storage of a tablet: a full disk (F-27), cleared browser data (T-42).

use serde_json::json;

use crate::{browser::Browser, proxy::Network};

/// Resolves once the transaction is the one that runs; it lives as long as a request of it is under way.
const HOLD_THE_LOG: &str = r"
  const until = performance.now() + arguments[0];
  return new Promise(held => {
    const opening = indexedDB.open('yanxi');
    opening.onerror = () => held(false);
    opening.onsuccess = () => {
      const store = opening.result.transaction('log', 'readwrite').objectStore('log');
      const again = () => {
        held(true);
        if (performance.now() < until) store.count().onsuccess = again; else opening.result.close();
      };
      store.count().onsuccess = again;
    };
  });";

impl Browser {
    /// Opens the check-in page of a device whose disk is full, without a network: the first write to fail is then the
    /// next tap and not something pulled. Browsers ask for the free space once and believe it for half a minute, so the
    /// disk fills up before the page opens.
    ///
    /// # Errors
    /// The browser does not play along.
    pub async fn reopen_with_full_disk(&mut self) -> anyhow::Result<()> {
        self.quit().await?;
        self.start("/healthz").await?;
        let origin = self.proxy.url();
        self.cdp("Storage.overrideQuotaForOrigin", json!({ "origin": origin, "quotaSize": 1 })).await?;
        self.network(Network::Refuse);
        self.open("/desk").await?;
        self.at_the_list().await
    }

    /// Writing takes this long from now on, once: another transaction holds the log, as a busy disk would.
    ///
    /// # Errors
    /// The browser does not play along.
    pub async fn busy_disk(&self, milliseconds: u32) -> anyhow::Result<()> {
        let held: bool = self.script(HOLD_THE_LOG, vec![json!(milliseconds)]).await?;
        anyhow::ensure!(held, "the log was not held");
        Ok(())
    }

    /// There is room again.
    ///
    /// # Errors
    /// The browser does not play along.
    pub async fn make_room(&mut self) -> anyhow::Result<()> {
        let origin = self.proxy.url();
        self.cdp("Storage.overrideQuotaForOrigin", json!({ "origin": origin })).await?;
        Ok(())
    }

    /// Somebody clears the browser data and opens the check-in page again, with a network. Cookies stay: the server
    /// still knows the device.
    ///
    /// # Errors
    /// The browser does not play along, or the page does not say so.
    pub async fn reopen_with_cleared_storage(&mut self) -> anyhow::Result<()> {
        let origin = self.proxy.url();
        // The page must be closed: an open one would hold its database.
        self.web()?.goto("about:blank").await?;
        let types = "indexeddb,local_storage,cache_storage,service_workers";
        self.cdp("Storage.clearDataForOrigin", json!({ "origin": origin, "storageTypes": types })).await?;
        self.network(Network::Pass);
        self.open("/desk").await?;
        self.sees("此裝置的本機資料已被清除").await
    }
}

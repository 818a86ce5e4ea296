//! What happens to the storage of a tablet: a full disk (F-27), cleared browser data (T-42).

use serde_json::json;

use crate::{browser::Browser, proxy::Network};

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

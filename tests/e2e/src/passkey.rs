//! Authenticators that Chromium pretends to have (WebAuthn over the DevTools protocol).

use anyhow::Context as _;
use serde_json::json;

use crate::browser::Browser;

/// A device with passkeys, plugged into one browser. It presses its own button.
#[derive(Debug)]
pub struct Authenticator(String);

impl Authenticator {
    /// Plugs in a new one; it recognises its owner.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn plug_in(browser: &Browser) -> anyhow::Result<Self> {
        browser.cdp("WebAuthn.enable", json!({})).await?;
        let options = json!({ "options": {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": true,
            "hasUserVerification": true,
            "isUserVerified": true,
            "automaticPresenceSimulation": true,
        } });
        let answer = browser.cdp("WebAuthn.addVirtualAuthenticator", options).await?;
        let id = answer["authenticatorId"].as_str().context("no authenticator")?;
        Ok(Self(id.to_owned()))
    }

    /// From now on it recognises its owner, or not.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn recognise(&self, browser: &Browser, it_does: bool) -> anyhow::Result<()> {
        let params = json!({ "authenticatorId": self.0, "isUserVerified": it_does });
        browser.cdp("WebAuthn.setUserVerified", params).await?;
        Ok(())
    }

    /// Takes it out for good.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn take_out(self, browser: &Browser) -> anyhow::Result<()> {
        browser.cdp("WebAuthn.removeVirtualAuthenticator", json!({ "authenticatorId": self.0 })).await?;
        Ok(())
    }
}

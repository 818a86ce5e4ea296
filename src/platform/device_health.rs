//! Storage promises and battery, as far as the browser tells (5.6).

/// Free space and what the browser promises. Never shown as a promise of ours: an estimate said 10 GB free while a
/// write was refused.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StorageHealth {
    /// Storage survives pressure; `None`: the browser does not say.
    pub persisted: Option<bool>,
    /// Estimated free bytes.
    pub free_bytes: Option<f64>,
    /// Estimated quota, bytes; small in private windows.
    pub quota_bytes: Option<f64>,
}

/// Battery as the browser tells it (Chromium only).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Battery {
    /// 0 … 1.
    pub level: f64,
    /// On a charger.
    pub charging: bool,
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::{super::js, Battery, StorageHealth};

    /// Asks the browser to keep the storage; it may ask the person, or decide by itself.
    pub async fn ask_to_persist() -> Option<bool> {
        let storage = js::get(&js::navigator()?, "storage")?;
        js::call_async(&storage, "persist", &[]).await?.as_bool()
    }

    /// Storage promises, without asking anybody.
    pub async fn storage() -> StorageHealth {
        let mut health = StorageHealth::default();
        let Some(storage) = js::navigator().and_then(|navigator| js::get(&navigator, "storage")) else {
            return health;
        };
        health.persisted = js::call_async(&storage, "persisted", &[]).await.and_then(|v| v.as_bool());
        if let Some(estimate) = js::call_async(&storage, "estimate", &[]).await {
            let number = |name: &str| js::get(&estimate, name).and_then(|v| v.as_f64());
            health.quota_bytes = number("quota");
            health.free_bytes = number("quota").zip(number("usage")).map(|(quota, usage)| quota - usage);
        }
        health
    }

    /// Battery, where the browser tells.
    pub async fn battery() -> Option<Battery> {
        let battery = js::call_async(&js::navigator()?, "getBattery", &[]).await?;
        Some(Battery {
            level: js::get(&battery, "level")?.as_f64()?,
            charging: js::get(&battery, "charging")?.as_bool()?,
        })
    }
}

#[cfg(target_arch = "wasm32")]
pub use browser::{ask_to_persist, battery, storage};

/// Natively nothing is promised.
#[cfg(not(target_arch = "wasm32"))]
pub async fn ask_to_persist() -> Option<bool> {
    None
}

/// Natively nothing is promised.
#[cfg(not(target_arch = "wasm32"))]
pub async fn storage() -> StorageHealth {
    StorageHealth::default()
}

/// Natively there is no battery.
#[cfg(not(target_arch = "wasm32"))]
pub async fn battery() -> Option<Battery> {
    None
}

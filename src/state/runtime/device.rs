//! Enrolment: a one-time code makes this browser a device, or the same device again.

use leptos::prelude::*;
use yanxi_domain::ids::DeviceId;
use yanxi_protocol::api::{self, DeviceSelf, Enrol, Enrolled};

use super::Runtime;
use crate::{
    local::{self, MetaKey, Shift},
    platform::device_health,
    state::ApiFailure,
    sync_driver::{api as request, spawn},
};

impl Runtime {
    pub(in crate::state) async fn enrol(self, code: String, name: String) -> Result<Enrolled, ApiFailure> {
        let core = self.core().ok_or_else(|| ApiFailure::Broken("the store is not open".to_owned()))?;
        // The present id: if only the cookie was lost, the queue stays this device's own.
        let device: Option<DeviceId> = core.mirrors.borrow().own.stream.device;
        let enrolled: Enrolled = request::post(api::ENROL, &Enrol { code, name, device }).await?;
        let kept = async {
            local::adopt_identity(&core.db, &enrolled.device).await?;
            core.db.set_meta(MetaKey::Shift, &Shift::default()).await?;
            self.read_self(&core.db, &core.mirrors).await
        };
        if let Err(error) = kept.await {
            self.broken(&error);
            return Err(ApiFailure::Broken(error.to_string()));
        }
        self.with(|inner| inner.status.update(|status| status.cleared = None));
        self.show_own();
        self.refresh_counts();
        self.want_for_device();
        core.driver.tell_identity();
        core.driver.sync_now();
        self.refresh_me();
        spawn(async move {
            let persisted = device_health::ask_to_persist().await;
            self.with(|inner| inner.storage.update(|state| state.persisted = persisted));
        });
        Ok(enrolled)
    }

    /// The server knows this device, the store does not (T-42): say what the server holds.
    pub(super) async fn look_for_cleared(self) {
        let (identity, me) = self.with(|inner| (inner.identity.get_untracked(), inner.me.get_untracked()));
        let cleared = if identity.is_none() && me.device.is_some() {
            request::get::<DeviceSelf>(api::DEVICE_SELF).await.ok()
        } else {
            None
        };
        self.with(|inner| {
            if inner.status.with_untracked(|status| status.cleared != cleared) {
                inner.status.update(|status| status.cleared = cleared);
            }
        });
    }
}

//! Devices joining, moving and leaving; their event streams are in `devices.rs`.

use uuid::Uuid;
use yanxi_domain::{
    device::DeviceState,
    ids::{CourseId, DeviceId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::docs::{self, DeviceLabel, Readiness};
use yanxi_protocol::scope::Scope;

use super::{StoreError, Tx, WriteTx};
use crate::args;

/// What kind of writer a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// A tablet or phone at the venue; counts for finality.
    Tablet,
    /// The course's virtual device for back-filled paper; never counts for finality.
    Office,
}

impl DeviceKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Tablet => "tablet",
            Self::Office => "office",
        }
    }
}

const fn state_text(state: DeviceState) -> &'static str {
    match state {
        DeviceState::Active => "active",
        DeviceState::Lost => "lost",
        DeviceState::Retired => "retired",
    }
}

impl Tx {
    /// The course's virtual device for back-filled paper, once there is one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn office_device(&mut self, course: CourseId) -> Result<Option<DeviceId>, StoreError> {
        let sql = "SELECT id FROM device WHERE course = $1 AND kind = 'office' ORDER BY created_at, id";
        self.row(sql, args![course.0]).await?.map(|row| row.id(0).map(DeviceId)).transpose()
    }
}

impl WriteTx {
    /// Adds a device, or takes a known one into `course` under a new name, active again. Its stream goes on.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_device(
        &mut self,
        id: DeviceId,
        kind: DeviceKind,
        course: CourseId,
        name: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO device (id, course, kind, name, state, created_at, head, unsent, held, ended, \
                   app_version, quarantined, published_at) \
                   VALUES ($1, $2, $3, $4, 'active', $5, 0, 0, '[]', '[]', '', 0, 0) \
                   ON CONFLICT (id) DO UPDATE SET course = excluded.course, name = excluded.name, \
                   state = 'active', replaced_by = NULL";
        self.execute(sql, args![id.0, course.0, kind.as_str(), name, now]).await?;
        Ok(())
    }

    /// Sets the hash of the device's token; an earlier token ends at once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_device_token(
        &mut self,
        device: DeviceId,
        token_hash: &[u8; 32],
    ) -> Result<(), StoreError> {
        let sql = "UPDATE device SET token_hash = $1 WHERE id = $2";
        self.execute(sql, args![*token_hash, device.0]).await?;
        Ok(())
    }

    /// Enrols a device for sessions and tells their tablets its name. Name a session again after renaming a device.
    /// Lock the sessions' scopes first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn enrol_for(&mut self, device: DeviceId, sessions: &[SessionId]) -> Result<(), StoreError> {
        let row = self.row("SELECT name FROM device WHERE id = $1", args![device.0]).await?;
        let label = row.map(|row| row.text(0)).transpose()?.unwrap_or_default();
        let label = DeviceLabel { id: device, label };
        for session in sessions {
            let sql = "INSERT INTO device_session (device, session) VALUES ($1, $2) \
                       ON CONFLICT (device, session) DO NOTHING";
            self.execute(sql, args![device.0, session.0]).await?;
            self.publish(Scope::Session(*session), docs::DEVICE_LABEL, &device.to_string(), &label).await?;
        }
        Ok(())
    }

    /// Marks a device as lost or retired. It keeps its token: what it still holds must be able to arrive (U-H2).
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_device_state(
        &mut self,
        device: DeviceId,
        state: DeviceState,
        replaced_by: Option<DeviceId>,
    ) -> Result<(), StoreError> {
        let sql = "UPDATE device SET state = $1, replaced_by = $2 WHERE id = $3";
        let replaced_by: Option<Uuid> = replaced_by.map(|d| d.0);
        self.execute(sql, args![state_text(state), replaced_by, device.0]).await?;
        Ok(())
    }

    /// Keeps a readiness report and publishes the newest to the organiser.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_readiness(&mut self, course: CourseId, report: &Readiness) -> Result<(), StoreError> {
        let body = serde_json::to_string(report).map_err(|error| StoreError::Broken(error.to_string()))?;
        let sql = "INSERT INTO readiness (device, at, body) VALUES ($1, $2, $3) \
                   ON CONFLICT (device, at) DO UPDATE SET body = excluded.body";
        self.execute(sql, args![report.device.0, report.at, body]).await?;
        self.publish(Scope::Course(course), docs::READINESS, &report.device.to_string(), report).await
    }
}

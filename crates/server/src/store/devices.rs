//! What the server knows of each device: contact, numbers held, sessions ended (R-FINAL, U-H3).

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use yanxi_domain::{
    device::DeviceStatus,
    ids::{CourseId, DeviceId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{docs, scope::Scope};

use super::{Row, StoreError, Tx, WriteTx, actors::device_state, publish::to_db};
use crate::{args, ranges::Ranges};

/// Bookkeeping of one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceLedger {
    /// As the organiser's board shows it.
    pub status: DeviceStatus,
    /// Course.
    pub course: CourseId,
    /// Numbers held, quarantined ones included.
    pub held: Ranges,
    /// Some events of it were quarantined.
    pub quarantined: u64,
    /// When its document was last published.
    pub published_at: Timestamp,
}

const COLUMNS: &str = "id, name, state, last_seen, unsent, head, held, ended, clock_offset_ms, app_version, replaced_by, \
                       course, quarantined, published_at";

/// Devices read by one statement.
const LEDGERS: usize = 16;

static SELECT_LEDGERS: LazyLock<Arc<str>> = LazyLock::new(|| {
    let places: Vec<String> = (1..=LEDGERS).map(|n| format!("${n}")).collect();
    format!("SELECT {COLUMNS} FROM device WHERE id IN ({})", places.join(", ")).into()
});

fn ledger(row: &Row) -> Result<DeviceLedger, StoreError> {
    let held: Ranges = row.json(6)?;
    let head = row.count(5)?;
    let status = DeviceStatus {
        id: DeviceId(row.id(0)?),
        name: row.text(1)?,
        state: device_state(&row.text(2)?)?,
        sessions: Vec::new(),
        last_seen: row.opt_int(3)?.map(Timestamp),
        unsent: row.count(4)?,
        head,
        missing: held.missing(head),
        ended: row.json(7)?,
        clock_offset_ms: row.opt_int(8)?,
        app_version: row.text(9)?,
        replaced_by: row.opt_id(10)?.map(DeviceId),
    };
    let course = CourseId(row.id(11)?);
    Ok(DeviceLedger { status, course, held, quarantined: row.count(12)?, published_at: row.time(13)? })
}

impl Tx {
    async fn enrolled_sessions(&mut self, device: DeviceId) -> Result<Vec<SessionId>, StoreError> {
        let sql = "SELECT session FROM device_session WHERE device = $1 ORDER BY session";
        let rows = self.rows(sql, args![device.0]).await?;
        rows.iter().map(|row| row.id(0).map(SessionId)).collect()
    }

    /// Bookkeeping of one device.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn device_ledger(&mut self, device: DeviceId) -> Result<Option<DeviceLedger>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM device WHERE id = $1"));
        let Some(row) = self.row(sql, args![device.0]).await? else { return Ok(None) };
        let mut ledger = ledger(&row)?;
        ledger.status.sessions = self.enrolled_sessions(device).await?;
        Ok(Some(ledger))
    }

    /// Bookkeeping of several devices, without their sessions. A writer that holds the lock of the course's scope may
    /// change it and save it: all writers of ledgers take that lock first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn device_ledgers(
        &mut self,
        devices: &[DeviceId],
    ) -> Result<BTreeMap<DeviceId, DeviceLedger>, StoreError> {
        let mut ledgers = BTreeMap::new();
        for chunk in devices.chunks(LEDGERS) {
            // Padded to one size with the first id, so that one prepared statement serves all.
            let padding = LEDGERS - chunk.len();
            let ids = chunk.iter().chain(std::iter::repeat_n(&chunk[0], padding));
            let args = ids.map(|id| id.0.into()).collect();
            let sql = sqlx::AssertSqlSafe(Arc::clone(&SELECT_LEDGERS));
            for row in &self.rows(sql, args).await? {
                let ledger = ledger(row)?;
                ledgers.insert(ledger.status.id, ledger);
            }
        }
        Ok(ledgers)
    }

    /// Status of one device.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn device_status(&mut self, device: DeviceId) -> Result<Option<DeviceStatus>, StoreError> {
        Ok(self.device_ledger(device).await?.map(|ledger| ledger.status))
    }

    /// Status of every tablet enrolled for a session of a course, in order of enrolment. The office's virtual device
    /// is not among them: it never counts for finality. A tablet that has moved on to another course still is.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn device_statuses(&mut self, course: CourseId) -> Result<Vec<DeviceStatus>, StoreError> {
        let sql = "SELECT d.id FROM device d WHERE d.kind = 'tablet' AND (d.course = $1 OR EXISTS \
                   (SELECT 1 FROM device_session e JOIN session s ON s.id = e.session \
                   WHERE e.device = d.id AND s.course = $1)) ORDER BY d.created_at, d.id";
        let rows = self.rows(sql, args![course.0]).await?;
        let mut statuses = Vec::with_capacity(rows.len());
        for row in &rows {
            statuses.extend(self.device_status(DeviceId(row.id(0)?)).await?);
        }
        Ok(statuses)
    }
}

impl WriteTx {
    /// Writes the bookkeeping back.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn save_ledger(&mut self, ledger: &DeviceLedger) -> Result<(), StoreError> {
        let json = |error: serde_json::Error| StoreError::Broken(error.to_string());
        let status = &ledger.status;
        let held = serde_json::to_string(&ledger.held).map_err(json)?;
        let ended = serde_json::to_string(&status.ended).map_err(json)?;
        let sql = "UPDATE device SET last_seen = $1, unsent = $2, head = $3, held = $4, ended = $5, \
                   clock_offset_ms = $6, app_version = $7, published_at = $8 WHERE id = $9";
        let args = args![
            status.last_seen,
            to_db(status.unsent),
            to_db(status.head),
            held,
            ended,
            status.clock_offset_ms,
            status.app_version.as_str(),
            ledger.published_at,
            status.id.0,
        ];
        self.execute(sql, args).await?;
        Ok(())
    }

    /// Publishes a device as it now is to the organisers of its course and of earlier courses it served. Call it after enrolling, renaming, revoking
    /// or replacing one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publish_device(&mut self, device: DeviceId, now: Timestamp) -> Result<(), StoreError> {
        let Some(ledger) = self.device_ledger(device).await? else { return Ok(()) };
        let id = device.to_string();
        let sql = "SELECT DISTINCT s.course FROM device_session e JOIN session s ON s.id = e.session \
                   WHERE e.device = $1 AND s.course <> $2 ORDER BY s.course";
        let earlier = self.rows(sql, args![device.0, ledger.course.0]).await?;
        self.publish(Scope::Course(ledger.course), docs::DEVICE, &id, &ledger.status).await?;
        for row in &earlier {
            self.publish(Scope::Course(CourseId(row.id(0)?)), docs::DEVICE, &id, &ledger.status).await?;
        }
        self.execute("UPDATE device SET published_at = $1 WHERE id = $2", args![now, device.0]).await?;
        Ok(())
    }
}

//! Side records: erasable personal text beside the event log (V-09).

use yanxi_domain::event::SideRecord;
use yanxi_protocol::{docs, scope::Scope};

use super::{StoreError, WriteTx};
use crate::args;

impl WriteTx {
    /// Stores a record once; a device can never change or bring back one the server has (it may be erased).
    /// `publish`: the sender is enrolled for the session, so its tablets and organiser may see it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn store_record(&mut self, record: &SideRecord, publish: bool) -> Result<(), StoreError> {
        let body = serde_json::to_string(record).map_err(|error| StoreError::Broken(error.to_string()))?;
        let sql =
            "INSERT INTO side_record (id, session, body) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
        let new = self.execute(sql, args![record.id.0, record.session.0, body]).await? == 1;
        if new && publish {
            self.publish(Scope::Session(record.session), docs::RECORD, &record.id.to_string(), record)
                .await?;
        }
        Ok(())
    }
}

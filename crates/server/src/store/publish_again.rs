//! Documents of kinds that came with a newer version, for what an older one has stored.

use yanxi_domain::ids::{CourseId, DeviceId, RegistrationId, SessionId};
use yanxi_protocol::scope::Scope;

use super::{Store, StoreError, WriteTx};
use crate::args;

/// Publishes what a migration left due. Documents that are there already stay as they are.
pub(super) async fn run(store: &dyn Store) -> Result<(), StoreError> {
    let mut tx = store.write(&[]).await?;
    // Of several processes that start together, one gets the row; the others wait for it and find nothing to do.
    if tx.execute("DELETE FROM meta WHERE key = 'publish_again'", args![]).await? == 0 {
        return Ok(());
    }
    let mut scopes = Vec::new();
    for row in tx.rows("SELECT id, course FROM session", args![]).await? {
        scopes.extend([Scope::Session(SessionId(row.id(0)?)), Scope::Course(CourseId(row.id(1)?))]);
    }
    tx.lock(&scopes).await?;
    device_labels(&mut tx).await?;
    registered(&mut tx).await?;
    tx.commit().await
}

async fn device_labels(tx: &mut WriteTx) -> Result<(), StoreError> {
    for row in tx.rows("SELECT device, session FROM device_session ORDER BY device, session", args![]).await?
    {
        tx.enrol_for(DeviceId(row.id(0)?), &[SessionId(row.id(1)?)]).await?;
    }
    Ok(())
}

async fn registered(tx: &mut WriteTx) -> Result<(), StoreError> {
    let sql = "SELECT r.id, r.session, s.course FROM registration r JOIN session s ON s.id = r.session ORDER BY r.id";
    for row in tx.rows(sql, args![]).await? {
        let (registration, session) = (RegistrationId(row.id(0)?), SessionId(row.id(1)?));
        tx.publish_registered(CourseId(row.id(2)?), registration, session).await?;
    }
    Ok(())
}

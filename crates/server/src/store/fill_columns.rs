//! Columns that came with registering (migration 8), for rows an older version has written. What they hold stands in the
//! rows' own bodies; SQL cannot read those in one way on both databases.

use std::collections::BTreeSet;

use uuid::Uuid;
use yanxi_domain::{
    ids::{PersonId, SessionId},
    registering::is_live,
    roster::RosterEntry,
};

use super::{Store, StoreError, WriteTx, registrations::state_columns};
use crate::args;

/// State of a second live row of one person in one session. Nothing made such rows unique before; the first one keeps
/// the seat, and the second stays on the roster as it is.
const DOUBLE: &str = "double";

/// Fills what a migration left due.
pub(super) async fn run(store: &dyn Store) -> Result<(), StoreError> {
    let mut tx = store.write(&[]).await?;
    // Of several processes that start together, one gets the row; the others wait for it and find nothing to do.
    if tx.execute("DELETE FROM meta WHERE key = 'fill_columns'", args![]).await? == 0 {
        return Ok(());
    }
    registrations(&mut tx).await?;
    catalogue(&mut tx).await?;
    tx.commit().await
}

async fn registrations(tx: &mut WriteTx) -> Result<(), StoreError> {
    let mut seen: BTreeSet<(SessionId, PersonId)> = BTreeSet::new();
    let sql = "SELECT id, person, body FROM registration WHERE state = 'unread' ORDER BY position, id";
    for row in tx.rows(sql, args![]).await? {
        let (id, person): (Uuid, _) = (row.id(0)?, row.opt_id(1)?.map(PersonId));
        let entry: RosterEntry = row.json(2)?;
        let again = is_live(entry.state) && person.is_some_and(|p| !seen.insert((entry.session, p)));
        let (state, waiting) = if again { (DOUBLE, None) } else { state_columns(entry.state) };
        let sql = "UPDATE registration SET state = $1, waiting = $2, school = $3 WHERE id = $4";
        tx.execute(sql, args![state, waiting, entry.school.0, id]).await?;
    }
    Ok(())
}

async fn catalogue(tx: &mut WriteTx) -> Result<(), StoreError> {
    for session in tx.sessions().await? {
        if let Some(course) = tx.course(session.course).await? {
            tx.list_in_catalogue(&course, &session).await?;
            tx.count_seats(session.id).await?;
        }
    }
    Ok(())
}

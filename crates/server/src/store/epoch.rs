//! A new life for a restored database, so that clients of the old one start over (design 4).

use std::path::Path;

use super::{StoreError, migrate, open, sqlite_file};
use crate::args;

/// Gives the database at `url` a new epoch and returns it. Cursors of the old one are answered with "start over":
/// clients fetch everything anew and send their own events again. A server that is running keeps the old epoch until
/// it is started again, so stop all of them first.
///
/// # Errors
/// When there is no such database (none is made), or it cannot be opened.
pub async fn new_epoch(url: &str) -> Result<String, StoreError> {
    if let Some(file) = sqlite_file(url)
        && !Path::new(file).exists()
    {
        return Err(StoreError::Address(format!("there is no {file}")));
    }
    let store = open(url).await?;
    let epoch = migrate::random_epoch();
    let mut tx = store.write(&[]).await?;
    tx.execute("UPDATE meta SET value = $1 WHERE key = 'epoch'", args![epoch.as_str()]).await?;
    tx.commit().await?;
    store.close().await;
    Ok(epoch)
}

//! Forward-only migrations, one text for both databases, inside one transaction.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{StoreError, Tx, tx::Conn};
use crate::args;

/// (number, name, SQL). Released ones never change; new ones are appended.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "start", include_str!("../../migrations/0001_start.sql")),
    (2, "publish again", include_str!("../../migrations/0002_publish_again.sql")),
    (3, "accounts", include_str!("../../migrations/0003_accounts.sql")),
    (4, "directory", include_str!("../../migrations/0004_directory.sql")),
    (5, "roles and notices", include_str!("../../migrations/0005_roles_and_notices.sql")),
    (6, "managed accounts", include_str!("../../migrations/0006_managed_accounts.sql")),
    (7, "plans", include_str!("../../migrations/0007_plans.sql")),
    (8, "registering", include_str!("../../migrations/0008_registering.sql")),
    (9, "rosters, mail, privacy", include_str!("../../migrations/0009_rosters_mail_privacy.sql")),
    (10, "passkeys", include_str!("../../migrations/0010_passkeys.sql")),
];

/// Runs what is missing, commits, and returns the epoch of the database.
pub(super) async fn run(conn: Conn) -> Result<String, StoreError> {
    let mut tx = Tx { conn };
    script(&mut tx, "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL)")
        .await?;
    let rows = tx.rows("SELECT number FROM migration", args![]).await?;
    let done: BTreeSet<i64> = rows.iter().map(|row| row.int(0)).collect::<Result<_, _>>()?;
    if let Some(newest) = done.last().filter(|newest| MIGRATIONS.iter().all(|(number, ..)| number < newest)) {
        return Err(StoreError::Newer(*newest));
    }
    // Each by itself and not by the highest: what grew side by side may have run in another order.
    for (number, name, sql) in MIGRATIONS.iter().filter(|(number, ..)| !done.contains(number)) {
        script(&mut tx, sql).await?;
        tx.execute("INSERT INTO migration (number, name) VALUES ($1, $2)", args![*number, *name]).await?;
    }
    let sql = "INSERT INTO meta (key, value) VALUES ('epoch', $1) ON CONFLICT (key) DO NOTHING";
    tx.execute(sql, args![random_epoch()]).await?;
    let row = tx.row("SELECT value FROM meta WHERE key = 'epoch'", args![]).await?;
    let epoch = row.ok_or_else(|| StoreError::Broken("no epoch".into()))?.text(0)?;
    tx.conn.commit().await?;
    Ok(epoch)
}

/// Twelve hex digits.
pub(super) fn random_epoch() -> String {
    Uuid::new_v4().simple().to_string()[..12].to_owned()
}

async fn script(tx: &mut Tx, sql: &'static str) -> Result<(), StoreError> {
    match &mut tx.conn {
        Conn::Sqlite(connection) => connection.script(sql)?,
        Conn::Postgres(tx) => {
            sqlx::raw_sql(sql).execute(tx.get()).await?;
        }
    }
    Ok(())
}

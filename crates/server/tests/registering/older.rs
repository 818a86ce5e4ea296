//! A database of the version before registering: what seats are counted by is read from its rows.

use yanxi_domain::roster::RegistrationState;
use yanxi_protocol::registering::{self as wire, Admission};

use crate::{common::*, on_both};

on_both! {
    rows_of_an_older_version_count => async |world: &World| {
        let mut tx = world.state.store.write(&[]).await.unwrap();
        for sql in [
            "DROP INDEX registration_live",
            "DROP INDEX registration_request",
            "DROP INDEX registration_state",
            "DROP TABLE catalogue",
            "DELETE FROM migration WHERE number = 8",
        ] {
            tx.execute(sql, Vec::new()).await.unwrap();
        }
        for column in ["state", "waiting", "school", "applied_at", "request", "decided_by", "decided_at", "reason", "application"] {
            let sql = format!("ALTER TABLE registration DROP COLUMN {column}");
            tx.execute(sqlx::AssertSqlSafe(sql), Vec::new()).await.unwrap();
        }
        tx.commit().await.unwrap();
        world.state.store.close().await;
        let world = World::open(&world.url).await;
        let path = wire::ADMISSION.replace("{session}", &SESSION_1.to_string());
        let (status, view): (u16, Admission) = world.get(Caller::Organiser, &path).await;
        assert_eq!((status, view.admitted), (200, 1));
        let states: Vec<_> = view.rows.iter().map(|row| row.state).collect();
        assert_eq!(states, [RegistrationState::Admitted, RegistrationState::Cancelled]);
        let mut tx = world.state.store.read().await.unwrap();
        assert_eq!(tx.catalogue_session(SESSION_1).await.unwrap().unwrap().admitted, 1);
        drop(tx);
        world.state.store.close().await;
    };
}

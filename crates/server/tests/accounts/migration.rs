//! A database of the version before accounts could log in.

use crate::{common::*, help::*, on_both};
use yanxi_protocol::api::{self, Me};

on_both! {
    an_older_database_keeps_its_people_and_sessions => async |world: &World| {
        let (_, before) = world.get::<Me>(Caller::Organiser, api::ME).await;
        let mut tx = world.state.store.write(&[]).await.unwrap();
        undo_accounts(&mut tx).await;
        tx.commit().await.unwrap();
        world.state.store.close().await;
        let world = World::open(&world.url).await;
        let (status, after) = world.get::<Me>(Caller::Organiser, api::ME).await;
        assert_eq!((status, &after), (200, &before));
        assert_eq!(after.account.unwrap().roles.len(), 2, "without a second factor, as it cannot log in");
        let mut boss = person(&world, "boss", &[ADMINISTRATOR]).await.browser;
        assert_eq!(boss.roles(&world).await, ["attendee", "system_administrator"]);
        world.state.store.close().await;
    };
}

//! Own records between the decisions: before the session, after it, after cancelling.

use yanxi_domain::{ids::PersonId, roster::RegistrationState};
use yanxi_protocol::{docs as kinds, scope::Scope};
use yanxi_server::service::{own_records::publish_session, own_records_clock::publish_ended};

use crate::{common::*, desk::*, on_both};

async fn publish(world: &World) {
    let mut tx = world.state.store.write(&[Scope::Session(SESSION_1), Scope::Course(COURSE)]).await.unwrap();
    let course = tx.course(COURSE).await.unwrap().unwrap();
    let session = tx.session(SESSION_1).await.unwrap().unwrap();
    publish_session(&mut tx, &course, &session, world.state.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn states(world: &World) -> Vec<String> {
    let own = docs(world, Caller::Attendee, Scope::Person(ATTENDEE), kinds::OWN_RECORD).await;
    own.iter().map(|record| record["state"].as_str().unwrap().to_owned()).collect()
}

on_both! {
    a_session_that_ends_turns_upcoming_into_pending => async |world: &World| {
        publish(world).await;
        assert_eq!(states(world).await, ["upcoming"]);
        publish_ended(&world.state, DAY, END.plus_minutes(-1)).await.unwrap();
        assert_eq!(states(world).await, ["upcoming"]);
        let before = world.state.store.read().await.unwrap().scope_state(Scope::Person(ATTENDEE)).await.unwrap();
        publish_ended(&world.state, END.plus_minutes(-1), END.plus_minutes(1)).await.unwrap();
        assert_eq!(states(world).await, ["pending"]);
        publish_ended(&world.state, END.plus_minutes(-1), END.plus_minutes(1)).await.unwrap();
        let after = world.state.store.read().await.unwrap().scope_state(Scope::Person(ATTENDEE)).await.unwrap();
        assert_eq!(after.0, before.0 + 1, "what is published already is no news");
    };

    who_cancelled_is_listed_but_counts_nothing => async |world: &World| {
        let mut tx = world.state.store.write(&[Scope::Session(SESSION_1)]).await.unwrap();
        let mut row = tx.registration(ADMITTED).await.unwrap().unwrap();
        row.entry.state = RegistrationState::Cancelled;
        tx.put_registration(&row.entry, Some(ATTENDEE), 1).await.unwrap();
        tx.commit().await.unwrap();
        publish(world).await;
        assert_eq!(states(world).await, ["not_counted"]);
    };

    nobody_else_gets_the_record => async |world: &World| {
        publish(world).await;
        let stranger = PersonId(uuid::Uuid::from_u128(0xA2));
        let mut tx = world.state.store.read().await.unwrap();
        assert_eq!(tx.scope_state(Scope::Person(stranger)).await.unwrap().0, 0);
    };
}

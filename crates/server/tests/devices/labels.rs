//! The tablets of a session know each other's names, and nothing else of each other.

use serde_json::{Value, json};
use yanxi_protocol::{docs, scope::Scope};

use crate::{common::*, help::*, on_both};

async fn labels(world: &World, session: yanxi_domain::ids::SessionId) -> Vec<Value> {
    let changes = world.pull(Caller::TabletB, Scope::Session(session), None).await;
    assert_sum(&changes);
    let labels = changes.docs.iter().filter(|doc| doc.kind == docs::DEVICE_LABEL);
    labels.filter_map(|doc| doc.body.as_ref()).map(|body| serde_json::from_str(body.get()).unwrap()).collect()
}

on_both! {
    every_tablet_of_a_session_has_its_name_there => async |world: &World| {
        let mut first = labels(world, SESSION_1).await;
        first.sort_by_key(Value::to_string);
        let expected = [TABLET_A, TABLET_B, LOST_TABLET].map(|id| json!({ "id": id, "label": "平板" }));
        assert_eq!(first, expected);
        assert_eq!(labels(world, SESSION_2).await, [json!({ "id": TABLET_B, "label": "平板" })]);
    };

    a_new_name_reaches_all_sessions_of_the_device => async |world: &World| {
        let code = new_code(world, &[SESSION_1], None).await;
        let mut body = serde_json::to_value(enrol_body(&code.code, Some(TABLET_B))).unwrap();
        body["name"] = json!("平板乙");
        let enrol = serde_json::from_value(body).unwrap();
        Browser::of(Caller::TabletB).enrol(world, &enrol).await.unwrap();
        let mut tx = world.state.store.read().await.unwrap();
        for session in [SESSION_1, SESSION_2] {
            let id = TABLET_B.to_string();
            let label = tx.published(Scope::Session(session), docs::DEVICE_LABEL, &id).await.unwrap();
            assert_eq!(label, Some(json!({ "id": TABLET_B, "label": "平板乙" }).to_string()));
        }
    };
}

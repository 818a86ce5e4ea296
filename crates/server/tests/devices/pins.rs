//! Operators and their PINs.

use pbkdf2::pbkdf2_hmac;
use serde_json::json;
use sha2::Sha256;
use yanxi_domain::{attendance::Flag, event::EventKind};
use yanxi_protocol::{
    administration,
    api::{self, ApiError, Crew, OperatorPin, SetPin, WithdrawOperator},
    docs::{self, Operator},
    scope::Scope,
    sync::Outcome,
};

use crate::{common::*, on_both};

/// Somebody of the school who does not work in the course yet.
const NEWCOMER: Caller = Caller::Officer;

fn path() -> String {
    api::OPERATOR_PIN.replace("{session}", &SESSION_1.to_string())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn crew(world: &World) -> Vec<Operator> {
    let changes = world.pull(Caller::TabletA, Scope::Crew(SESSION_1), None).await;
    assert_sum(&changes);
    let own = changes.docs.iter().filter(|doc| doc.kind == docs::OPERATOR);
    own.filter_map(|doc| doc.body.as_ref()).map(|body| serde_json::from_str(body.get()).unwrap()).collect()
}

on_both! {
    a_tablet_can_check_the_pin_offline => async |world: &World| {
        let body = serde_json::to_vec(&SetPin { account: STAFF, pin: Some("2468".into()) }).unwrap();
        assert_eq!(world.raw(Caller::Organiser.request("POST", &path(), body)).await.0, 200);
        let crew = crew(world).await;
        let [operator] = &crew[..] else { panic!("one operator") };
        assert_eq!((operator.id, operator.name.as_str()), (STAFF, "王簽到"));
        let pin = operator.pin.as_ref().unwrap();
        let salt: Vec<u8> =
            (0..pin.salt.len()).step_by(2).map(|i| u8::from_str_radix(&pin.salt[i..i + 2], 16).unwrap()).collect();
        let mut key = [0_u8; 32];
        pbkdf2_hmac::<Sha256>(b"2468", &salt, pin.rounds, &mut key);
        assert_eq!(pin.hash, hex(&key));
        assert_eq!(pin.rounds, 20_000);
        pbkdf2_hmac::<Sha256>(b"2469", &salt, pin.rounds, &mut key);
        assert_ne!(pin.hash, hex(&key));
    };

    a_pin_has_four_to_eight_digits => async |world: &World| {
        for pin in ["123", "123456789", "12a4", "１２３４", ""] {
            let body = SetPin { account: STAFF, pin: Some(pin.into()) };
            let (status, error): (u16, ApiError) = world.post(Caller::Organiser, &path(), &body).await;
            assert_eq!((status, error.code.as_str()), (400, "pin_shape"), "{pin}");
        }
        assert!(crew(world).await.is_empty());
    };

    an_unknown_account_gets_no_pin => async |world: &World| {
        let account = yanxi_domain::ids::AccountId(uuid::Uuid::nil());
        let (status, error): (u16, ApiError) =
            world.post(Caller::Organiser, &path(), &SetPin { account, pin: Some("2468".into()) }).await;
        assert_eq!((status, error.code.as_str()), (404, "not_found"));
    };

    a_pin_made_by_the_server_is_shown_once_and_opens_the_tablet => async |world: &World| {
        let (status, given): (u16, OperatorPin) =
            world.post(Caller::Organiser, &path(), &SetPin { account: STAFF, pin: None }).await;
        assert_eq!((status, given.pin.len()), (200, 6));
        let pin = crew(world).await.remove(0).pin.unwrap();
        let salt: Vec<u8> =
            (0..pin.salt.len()).step_by(2).map(|i| u8::from_str_radix(&pin.salt[i..i + 2], 16).unwrap()).collect();
        assert_eq!(yanxi_server::service::devices_pin::derive(&given.pin, &salt).hash, pin.hash);
        let (_, seen): (u16, Crew) = world.get(Caller::Organiser, &path()).await;
        assert!(seen.operators[0].has_pin && !serde_json::to_string(&seen).unwrap().contains(&given.pin));
    };

    the_organiser_finds_own_people_by_part_of_a_name_and_others_by_the_whole_login_name => async |world: &World| {
        let mut tx = world.state.store.write(&[]).await.unwrap();
        for (caller, login) in [(Caller::OtherOfficer, "hsu-officer"), (Caller::Officer, "ho-officer")] {
            tx.put_login(caller.account(), login, login, DAY).await.unwrap();
        }
        tx.commit().await.unwrap();
        let found = async |search: &str| {
            let (status, crew): (u16, Crew) = world.get(Caller::Organiser, &format!("{}?q={search}", path())).await;
            assert_eq!(status, 200);
            crew.found.into_iter().map(|one| one.account).collect::<Vec<_>>()
        };
        assert_eq!(found("").await, []);
        assert_eq!(found("%E4%BD%95").await, [Caller::Officer.account()], "何");
        assert_eq!(found("ho-off").await, [Caller::Officer.account()]);
        assert_eq!(found("hsu-off").await, [], "another organisation's");
        assert_eq!(found("%E8%A8%B1").await, [], "許");
        assert_eq!(found("HSU-Officer").await, [Caller::OtherOfficer.account()]);
        assert_eq!(found("%25").await, [], "no wildcard");
        let (status, _): (u16, serde_json::Value) = world.get(Caller::OtherOrganiser, &format!("{}?q=ho", path())).await;
        assert_eq!(status, 403);
    };

    a_withdrawn_operator_is_gone_from_the_tablets_and_the_entries_stay => async |world: &World| {
        let (status, _): (u16, OperatorPin) =
            world.post(Caller::Organiser, &path(), &SetPin { account: NEWCOMER.account(), pin: None }).await;
        assert_eq!(status, 200);
        let mut tablet = Tablet::a();
        let mut early = tablet.event(SESSION_1, EventKind::SignIn);
        early.operator = NEWCOMER.account();
        tablet.write(&early);
        assert_eq!(tablet.push_all(world).await, [Outcome::Accepted]);
        let cursor = world.pull(Caller::TabletA, Scope::Crew(SESSION_1), None).await.cursor;
        let withdraw = api::OPERATOR_WITHDRAW.replace("{session}", &SESSION_1.to_string());
        let body = serde_json::to_vec(&WithdrawOperator { account: NEWCOMER.account() }).unwrap();
        assert_eq!(world.raw(Caller::OtherOrganiser.request("POST", &withdraw, body.clone())).await.0, 403);
        assert_eq!(world.raw(Caller::Organiser.request("POST", &withdraw, body.clone())).await.0, 204);
        assert_eq!(world.raw(Caller::Organiser.request("POST", &withdraw, body)).await.0, 404);
        let news = world.pull(Caller::TabletA, Scope::Crew(SESSION_1), Some(&cursor)).await;
        assert!(news.docs.iter().any(|doc| doc.kind == docs::OPERATOR && doc.body.is_none()), "a tombstone");
        assert!(crew(world).await.is_empty());

        // Somebody who is no longer known to the session; its facts are remembered for two seconds.
        tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
        let mut late = tablet.event(SESSION_1, EventKind::SignIn);
        late.operator = NEWCOMER.account();
        tablet.write(&late);
        let results = tablet.push_all(world).await;
        assert_eq!(results[1..], [Outcome::AcceptedFlagged { flags: vec![Flag::UnknownOperator] }]);
        let log = world.pull(Caller::TabletB, Scope::Session(SESSION_1), None).await.events;
        let by: Vec<bool> = log.iter().map(|event| event.raw.get().contains(&NEWCOMER.account().to_string())).collect();
        assert_eq!(by, [true, true], "what was recorded stays, with who recorded it");
    };

    a_disabled_account_unlocks_no_tablet_until_it_is_enabled_again => async |world: &World| {
        let (_, given): (u16, OperatorPin) =
            world.post(Caller::Organiser, &path(), &SetPin { account: STAFF, pin: None }).await;
        let change = administration::ACCOUNT_STATE.replace("{account}", &STAFF.to_string());
        let set = async |state: &str| {
            let body = json!({ "state": state, "reason": "離職" }).to_string().into_bytes();
            assert_eq!(world.raw(Caller::Administrator.request("POST", &change, body)).await.0, 204);
        };
        set("disabled").await;
        assert!(crew(world).await.is_empty());
        let (_, seen): (u16, Crew) = world.get(Caller::Organiser, &path()).await;
        assert_eq!((seen.operators.len(), seen.operators[0].active), (1, false), "the organiser sees why");
        let (status, error): (u16, ApiError) =
            world.post(Caller::Organiser, &path(), &SetPin { account: STAFF, pin: None }).await;
        assert_eq!((status, error.code.as_str()), (409, "operator_inactive"));
        set("active").await;
        let pin = crew(world).await.remove(0).pin.unwrap();
        let salt: Vec<u8> =
            (0..pin.salt.len()).step_by(2).map(|i| u8::from_str_radix(&pin.salt[i..i + 2], 16).unwrap()).collect();
        assert_eq!(yanxi_server::service::devices_pin::derive(&given.pin, &salt).hash, pin.hash, "the same PIN");
    };

    setting_a_pin_is_audited_without_the_pin => async |world: &World| {
        let body = serde_json::to_vec(&SetPin { account: STAFF, pin: Some("2468".into()) }).unwrap();
        world.raw(Caller::Organiser.request("POST", &path(), body)).await;
        let audit = world.state.store.read().await.unwrap().audit_of(&format!("session:{SESSION_1}")).await.unwrap();
        assert_eq!(audit[0].action, "set_pin");
        assert!(!audit[0].detail.to_string().contains("2468"));
    };
}

//! Operators and their PINs.

use pbkdf2::pbkdf2_hmac;
use sha2::Sha256;
use yanxi_protocol::{
    api::{self, ApiError, SetPin},
    docs::{self, Operator},
    scope::Scope,
};

use crate::{common::*, on_both};

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
        let body = serde_json::to_vec(&SetPin { account: STAFF, pin: "2468".into() }).unwrap();
        assert_eq!(world.raw(Caller::Organiser.request("POST", &path(), body)).await.0, 204);
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
            let body = SetPin { account: STAFF, pin: pin.into() };
            let (status, error): (u16, ApiError) = world.post(Caller::Organiser, &path(), &body).await;
            assert_eq!((status, error.code.as_str()), (400, "pin_shape"), "{pin}");
        }
        assert!(crew(world).await.is_empty());
    };

    an_unknown_account_gets_no_pin => async |world: &World| {
        let account = yanxi_domain::ids::AccountId(uuid::Uuid::nil());
        let (status, error): (u16, ApiError) =
            world.post(Caller::Organiser, &path(), &SetPin { account, pin: "2468".into() }).await;
        assert_eq!((status, error.code.as_str()), (404, "not_found"));
    };

    setting_a_pin_is_audited_without_the_pin => async |world: &World| {
        let body = serde_json::to_vec(&SetPin { account: STAFF, pin: "2468".into() }).unwrap();
        world.raw(Caller::Organiser.request("POST", &path(), body)).await;
        let audit = world.state.store.read().await.unwrap().audit_of(&format!("session:{SESSION_1}")).await.unwrap();
        assert_eq!(audit[0].action, "set_pin");
        assert!(!audit[0].detail.to_string().contains("2468"));
    };
}

//! Moving the app to another telephone, and new recovery codes.

use serde_json::{Value, json};
use yanxi_protocol::accounts;

use crate::{common::*, help::*, on_both};

on_both! {
    the_app_moves_to_another_phone_with_the_old_one_in_hand => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let old = boss.phone.unwrap();
        let wrong = boss.browser.post(world, accounts::SECOND_FACTOR_REBIND, json!({ "code": "000000" })).await;
        assert_eq!(refusal(&wrong), (400, "second_factor_wrong"), "still logged in: not a 401");
        let code = old.code(wait(world, 60));
        let (status, new) = boss.browser.post(world, accounts::SECOND_FACTOR_REBIND, json!({ "code": code })).await;
        assert_eq!(status, 200, "{new}");
        let phone = Phone::new(new["secret"].as_str().unwrap());
        // Until the new one has shown a code, the old one counts.
        let now = wait(world, 60);
        let (mut elsewhere, answer) = log_in(world, "boss", PASSWORD, Some(&old.code(now))).await;
        assert_eq!(step(&answer), (200, "done"));
        let now = wait(world, 60);
        let body = json!({ "code": phone.code(now) });
        let (status, bound) = boss.browser.post(world, accounts::SECOND_FACTOR_CONFIRM, body).await;
        assert_eq!(status, 200, "{bound}");
        assert_eq!(elsewhere.get(world, accounts::ACCESS).await.0, 401, "other sessions ended");
        let now = wait(world, 60);
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(&old.code(now))).await;
        assert_eq!(refusal(&answer), (401, "second_factor_wrong"));
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(&phone.code(now))).await;
        assert_eq!(step(&answer), (200, "done"));
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(&boss.recovery[0])).await;
        assert_eq!(refusal(&answer), (401, "second_factor_wrong"), "the old recovery codes went with it");
        assert_eq!(boss.browser.access(world).await["recovery_codes_left"], 10);
    };

    a_recovery_code_is_enough_for_who_lost_the_phone => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let body = json!({ "code": boss.recovery[2] });
        let (status, new) = boss.browser.post(world, accounts::SECOND_FACTOR_REBIND, body).await;
        assert_eq!(status, 200, "{new}");
        let phone = Phone::new(new["secret"].as_str().unwrap());
        let body = json!({ "code": phone.code(world.state.clock.now()) });
        assert_eq!(boss.browser.post(world, accounts::SECOND_FACTOR_CONFIRM, body).await.0, 200);
    };

    a_secret_that_nobody_showed_the_old_one_for_is_none => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let body = json!({ "code": "000000" });
        let answer = boss.browser.post(world, accounts::SECOND_FACTOR_CONFIRM, body).await;
        assert_eq!(refusal(&answer), (409, "second_factor_not_started"));
        let answer = boss.browser.post(world, accounts::SECOND_FACTOR, Value::Null).await;
        assert_eq!(refusal(&answer), (409, "second_factor_bound"));
    };

    new_recovery_codes_replace_the_old_ones => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let body = json!({ "code": boss.recovery[0] });
        let (status, new) = boss.browser.post(world, accounts::RECOVERY_CODES, body.clone()).await;
        assert_eq!(status, 200, "{new}");
        let new: Vec<String> = serde_json::from_value(new["recovery_codes"].clone()).unwrap();
        assert_eq!(new.len(), 10);
        assert!(new.iter().all(|code| !boss.recovery.contains(code)));
        let again = boss.browser.post(world, accounts::RECOVERY_CODES, body).await;
        assert_eq!(refusal(&again), (400, "second_factor_wrong"), "used up");
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(&boss.recovery[1])).await;
        assert_eq!(refusal(&answer), (401, "second_factor_wrong"));
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(&new[1])).await;
        assert_eq!(step(&answer), (200, "done"));
    };

    guessing_the_second_factor_again_and_again_pauses => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await;
        for _ in 0..5 {
            let answer = boss.browser.post(world, accounts::RECOVERY_CODES, json!({ "code": "000000" })).await;
            assert_eq!(refusal(&answer), (400, "second_factor_wrong"));
        }
        let body = json!({ "code": boss.recovery[0] });
        let answer = boss.browser.post(world, accounts::RECOVERY_CODES, body).await;
        assert_eq!(refusal(&answer), (429, "log_in_paused"));
        // Logging in is counted apart.
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(&boss.recovery[0])).await;
        assert_eq!(step(&answer), (200, "done"));
    };

    who_has_no_app_has_nothing_to_move => async |world: &World| {
        let mut somebody = person(world, "somebody", &[]).await;
        for path in [accounts::SECOND_FACTOR_REBIND, accounts::RECOVERY_CODES] {
            let answer = somebody.browser.post(world, path, json!({ "code": "000000" })).await;
            assert_eq!(refusal(&answer), (409, "second_factor_missing"), "{path}");
        }
    };
}

//! Codes of the app and recovery codes.

use serde_json::{Value, json};
use yanxi_protocol::accounts;

use crate::{common::*, help::*, on_both};

on_both! {
    a_code_is_taken_once_and_one_step_around => async |world: &World| {
        let boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let phone = boss.phone.unwrap();
        let bound_with = phone.code(world.state.clock.now());
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(&bound_with)).await;
        assert_eq!(refusal(&answer), (401, "second_factor_used"), "binding was its one time");
        let now = wait(world, 600);
        for (seconds, expected) in [
            (-60, (401, "second_factor_wrong")),
            (60, (401, "second_factor_wrong")),
            (-30, (200, "done")),
            (-30, (401, "second_factor_used")),
            (30, (200, "done")),
            // An older one than the newest taken might have been read over a shoulder.
            (0, (401, "second_factor_used")),
        ] {
            let (_, answer) = log_in(world, "boss", PASSWORD, Some(&phone.code(now.plus_ms(seconds * 1_000)))).await;
            let got = if answer.0 == 200 { step(&answer) } else { refusal(&answer) };
            assert_eq!(got, expected, "{seconds}");
        }
    };

    one_code_sent_twice_at_once_enters_once => async |world: &World| {
        let boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let code = boss.phone.unwrap().code(wait(world, 60));
        let (one, two) = tokio::join!(
            log_in(world, "boss", PASSWORD, Some(&code)),
            log_in(world, "boss", PASSWORD, Some(&code)),
        );
        let mut statuses = [one.1.0, two.1.0];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
    };

    a_recovery_code_stands_in_once => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let code = &boss.recovery[3];
        let (_, answer) = log_in(world, "boss", "not the password", Some(code)).await;
        assert_eq!(refusal(&answer), (401, "log_in_refused"));
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(&code.to_lowercase())).await;
        assert_eq!(step(&answer), (200, "done"));
        assert_eq!(boss.browser.access(world).await["recovery_codes_left"], 9);
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(code)).await;
        assert_eq!(refusal(&answer), (401, "second_factor_wrong"));
        let mut other = person(world, "other", &[ADMINISTRATOR]).await;
        let (_, answer) = log_in(world, "other", PASSWORD, Some(&boss.recovery[4])).await;
        assert_eq!(refusal(&answer), (401, "second_factor_wrong"), "somebody else's");
        assert_eq!(other.browser.access(world).await["recovery_codes_left"], 10);
    };

    binding_needs_a_right_code_of_the_newest_secret => async |world: &World| {
        let (_, code) = open(world, "boss", &[ADMINISTRATOR]).await;
        let mut browser = Browser::new();
        first_login(&mut browser, world, "boss", &code).await;
        let too_early = browser.post(world, accounts::SECOND_FACTOR_CONFIRM, json!({ "code": "000000" })).await;
        assert_eq!(refusal(&too_early), (409, "second_factor_not_started"));
        let (_, first) = browser.post(world, accounts::SECOND_FACTOR, Value::Null).await;
        let (_, second) = browser.post(world, accounts::SECOND_FACTOR, Value::Null).await;
        assert_ne!(first["secret"], second["secret"]);
        assert!(second["otpauth"].as_str().unwrap().starts_with("otpauth://totp/"), "{second}");
        let old = Phone::new(first["secret"].as_str().unwrap()).code(world.state.clock.now());
        let answer = browser.post(world, accounts::SECOND_FACTOR_CONFIRM, json!({ "code": old })).await;
        assert_eq!(refusal(&answer), (400, "second_factor_wrong"));
        assert_eq!(browser.roles(world).await, ["attendee"], "still logged in, still bound to nothing");
        bind(&mut browser, world).await;
        let again = browser.post(world, accounts::SECOND_FACTOR, Value::Null).await;
        assert_eq!(refusal(&again), (409, "second_factor_bound"));
    };

    a_demo_account_has_nothing_to_bind => async |world: &World| {
        let (status, body) = world.post::<Value>(Caller::Organiser, accounts::SECOND_FACTOR, &json!({})).await;
        assert_eq!((status, &body["code"]), (409, &json!("no_login")));
        let (status, access) = world.get::<Value>(Caller::Organiser, accounts::ACCESS).await;
        assert_eq!((status, &access["login"], &access["second_factor_needed"]), (200, &Value::Null, &json!(false)));
    };
}

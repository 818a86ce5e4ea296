//! An administrator hands out a new one-time code (section 9).

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::ids::AccountId;
use yanxi_protocol::accounts;

use crate::{common::*, help::*, on_both};

const MOVE: &str = "UPDATE person SET school = $2 WHERE id = (SELECT person FROM account WHERE id = $1)";

async fn reset(by: &mut Browser, world: &World, account: AccountId, second_factor: bool) -> Reply {
    let path = accounts::RESET_ACCESS.replace("{account}", &account.to_string());
    by.post(world, &path, json!({ "second_factor": second_factor })).await
}

on_both! {
    a_forgotten_password => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await.browser;
        let mut teacher = person(world, "teacher", &[]).await;
        for _ in 0..6 {
            log_in(world, "teacher", "what was it", None).await;
        }
        let (status, code) = reset(&mut boss, world, teacher.account, false).await;
        assert_eq!(status, 200, "{code}");
        assert_eq!(refusal(&teacher.browser.get(world, accounts::ACCESS).await), (401, "not_signed_in"));
        assert_eq!(log_in(world, "teacher", PASSWORD, None).await.1.0, 401, "gone at once");
        let answer = first_login(&mut teacher.browser, world, "teacher", code["code"].as_str().unwrap()).await;
        assert_eq!(step(&answer), (200, "done"));
        let mut tx = world.state.store.read().await.unwrap();
        let trail = tx.audit_of(&format!("account:{}", teacher.account)).await.unwrap();
        let done: Vec<&str> = trail.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(done, ["create_account", "first_log_in", "reset_access", "first_log_in"]);
    };

    the_second_factor_stays_unless_it_is_lost_too => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await.browser;
        let organiser = person(world, "organiser", &[ORGANISER]).await;
        let (_, code) = reset(&mut boss, world, organiser.account, false).await;
        let mut browser = Browser::new();
        let answer = first_login(&mut browser, world, "organiser", code["code"].as_str().unwrap()).await;
        assert_eq!(step(&answer), (200, "second_factor_needed"));
        assert!(browser.cookie.is_none(), "the code alone opens nothing");
        let factor = organiser.phone.unwrap().code(wait(world, 60));
        let (_, answer) = log_in(world, "organiser", PASSWORD, Some(&factor)).await;
        assert_eq!(step(&answer), (200, "done"));

        let (_, code) = reset(&mut boss, world, organiser.account, true).await;
        let answer = first_login(&mut browser, world, "organiser", code["code"].as_str().unwrap()).await;
        assert_eq!(step(&answer), (200, "bind_second_factor"));
        assert_eq!(browser.access(world).await["recovery_codes_left"], 0, "the old ones are gone");
        bind(&mut browser, world).await;
        assert_eq!(browser.roles(world).await, ["attendee", "organiser"]);
    };

    who_may_reset_whom => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let mut school = person(world, "school", &[("organisation_administrator", SCHOOL.0)]).await;
        let mut organiser = person(world, "organiser", &[ORGANISER]).await;
        let teacher = person(world, "teacher", &[]).await.account;
        let stranger = person(world, "stranger", &[]).await.account;
        for (account, place) in [
            (boss.account, SCHOOL), (school.account, SCHOOL), (organiser.account, SCHOOL), (teacher, SCHOOL),
            (stranger, OTHER_SCHOOL),
        ] {
            by_hand(world, MOVE, account, Some(place.0)).await;
        }
        let unknown = AccountId(Uuid::from_u128(0xDEAD));
        let school_may = [
            (organiser.account, (200, "")),
            (teacher, (200, "")),
            (stranger, (403, "forbidden")),
            (boss.account, (403, "forbidden")),
            (school.account, (409, "own_account")),
            (unknown, (404, "not_found")),
        ];
        // Before the school resets the organiser's own access.
        for account in [teacher, stranger, unknown] {
            let answer = reset(&mut organiser.browser, world, account, false).await;
            assert_eq!(refusal(&answer), (403, "forbidden"));
        }
        for (account, expected) in school_may {
            assert_eq!(refusal(&reset(&mut school.browser, world, account, false).await), expected);
        }
        let boss_may = [
            (stranger, (200, "")),
            (school.account, (200, "")),
            (boss.account, (409, "own_account")),
            // A demo account.
            (STAFF, (409, "no_login")),
        ];
        for (account, expected) in boss_may {
            assert_eq!(refusal(&reset(&mut boss.browser, world, account, false).await), expected);
        }
    };
}

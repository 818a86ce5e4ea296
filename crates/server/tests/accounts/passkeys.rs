//! Passkeys as second factor: binding, logging in, what is refused, revoking (R-ACC 2, S0-07).

use serde_json::{Value, json};
use yanxi_protocol::accounts;

use crate::{authenticator::Authenticator, common::*, help::*, on_both};

async fn start(browser: &mut Browser, world: &World, proof: Value) -> Reply {
    browser.post(world, accounts::PASSKEYS, proof).await
}

async fn confirm(browser: &mut Browser, world: &World, key: &Authenticator, challenge: &Value) -> Reply {
    let body = json!({ "name": "辦公室的鑰匙", "passkey": key.create(challenge) });
    browser.post(world, accounts::PASSKEY_CONFIRM, body).await
}

/// Binds a new one; `proof` is the second factor in hand.
async fn bind(browser: &mut Browser, world: &World, proof: Value) -> (Authenticator, Value) {
    let (status, challenge) = start(browser, world, proof).await;
    assert_eq!(status, 200, "{challenge}");
    let key = Authenticator::new();
    let (status, bound) = confirm(browser, world, &key, &challenge).await;
    assert_eq!(status, 200, "{bound}");
    (key, bound)
}

/// Somebody with roles whose only second factor is a passkey.
async fn with_passkey(world: &World, login: &str) -> (Browser, Authenticator, Vec<String>) {
    let (_, code) = open(world, login, &[ADMINISTRATOR]).await;
    let mut browser = Browser::new();
    let answer = first_login(&mut browser, world, login, &code).await;
    assert_eq!(step(&answer), (200, "bind_second_factor"));
    let (key, bound) = bind(&mut browser, world, json!({})).await;
    let recovery = serde_json::from_value(bound["recovery_codes"].clone()).unwrap();
    (browser, key, recovery)
}

/// The password, and the question to the passkeys that comes back.
async fn question(world: &World, login: &str) -> Value {
    let (_, answer) = log_in(world, login, PASSWORD, None).await;
    assert_eq!(step(&answer), (200, "second_factor_needed"));
    answer.1["factors"]["passkey"].clone()
}

async fn answer(world: &World, login: &str, answer: Value) -> (Browser, Reply) {
    let mut browser = Browser::new();
    let body = json!({ "login": login, "password": PASSWORD, "passkey": answer });
    let reply = browser.post(world, accounts::LOGIN, body).await;
    (browser, reply)
}

async fn audited(world: &World, action: &str) -> u64 {
    let mut tx = world.state.store.read().await.unwrap();
    let row =
        tx.row("SELECT COUNT(*) FROM audit WHERE action = $1", yanxi_server::args![action]).await.unwrap();
    row.unwrap().count(0).unwrap()
}

on_both! {
    a_passkey_is_bound_at_the_first_login_and_opens_the_account_from_then_on => async |world: &World| {
        let (mut browser, mut key, recovery) = with_passkey(world, "boss").await;
        assert_eq!(recovery.len(), 10);
        assert_eq!(browser.roles(world).await, ["attendee", "system_administrator"]);
        let access = browser.access(world).await;
        assert_eq!((&access["second_factor"], &access["second_factor_needed"]), (&json!(false), &json!(false)));
        assert_eq!((&access["passkeys"][0]["name"], &access["passkey_domain"]), (&json!("辦公室的鑰匙"), &json!("localhost")));
        assert_eq!(access["passkeys"][0]["last_used_at"], Value::Null);

        let (_, reply) = log_in(world, "boss", PASSWORD, None).await;
        assert_eq!((step(&reply), &reply.1["factors"]["app"]), ((200, "second_factor_needed"), &json!(false)));
        let options = &reply.1["factors"]["passkey"]["options"];
        assert_eq!((&options["rpId"], &options["userVerification"]), (&json!("localhost"), &json!("required")));
        let (mut browser, reply) = answer(world, "boss", key.get(&reply.1["factors"]["passkey"])).await;
        assert_eq!(step(&reply), (200, "done"));
        assert_eq!(browser.roles(world).await, ["attendee", "system_administrator"]);
        assert!(browser.access(world).await["passkeys"][0]["last_used_at"].is_number());

        // A recovery code stands in for it, a code of no app does not.
        let (_, reply) = log_in(world, "boss", PASSWORD, Some("000000")).await;
        assert_eq!(refusal(&reply), (401, "second_factor_wrong"));
        let (_, reply) = log_in(world, "boss", PASSWORD, Some(&recovery[0])).await;
        assert_eq!(step(&reply), (200, "done"));
    };

    without_the_password_nobody_is_asked_for_a_passkey => async |world: &World| {
        let (_, mut key, _) = with_passkey(world, "boss").await;
        let (_, reply) = log_in(world, "boss", "not the password", None).await;
        assert_eq!((refusal(&reply), &reply.1["factors"]), ((401, "log_in_refused"), &Value::Null));
        let asked = question(world, "boss").await;
        let mut browser = Browser::new();
        let body = json!({ "login": "boss", "password": "not the password", "passkey": key.get(&asked) });
        let reply = browser.post(world, accounts::LOGIN, body).await;
        assert_eq!(refusal(&reply), (401, "log_in_refused"));
        assert_eq!(browser.roles(world).await, Vec::<String>::new());
    };

    a_question_is_answered_once_in_time_by_whom_and_for_what_it_was_asked => async |world: &World| {
        let (mut boss, mut key, _) = with_passkey(world, "boss").await;
        let (_, mut other, _) = with_passkey(world, "other").await;
        let asked = question(world, "boss").await;
        let given = key.get(&asked);
        let (_, reply) = answer(world, "other", given.clone()).await;
        assert_eq!(refusal(&reply), (401, "passkey_over"), "asked of somebody else");
        assert_eq!(step(&answer(world, "boss", given.clone()).await.1), (200, "done"));
        assert_eq!(refusal(&answer(world, "boss", given).await.1), (401, "passkey_over"), "once");

        let asked = question(world, "boss").await;
        assert_eq!(refusal(&answer(world, "boss", other.get(&asked)).await.1), (401, "passkey_wrong"), "somebody else's key");
        assert_eq!(refusal(&answer(world, "boss", key.get(&asked)).await.1), (401, "passkey_over"), "a wrong answer uses it up");

        let asked = question(world, "boss").await;
        wait(world, 301);
        assert_eq!(refusal(&answer(world, "boss", key.get(&asked)).await.1), (401, "passkey_over"), "late");

        let (_, to_prove) = boss.post(world, accounts::PASSKEY_CHALLENGE, Value::Null).await;
        assert_eq!(refusal(&answer(world, "boss", key.get(&to_prove)).await.1), (401, "passkey_over"), "for something else");
        wait(world, 3600);
        let asked = question(world, "boss").await;
        let reply = start(&mut boss, world, json!({ "passkey": key.get(&asked) })).await;
        assert_eq!(refusal(&reply), (400, "passkey_over"), "a login's answer proves nothing else");
    };

    an_answer_given_at_another_address_or_without_its_owner_is_refused => async |world: &World| {
        let (_, key, _) = with_passkey(world, "boss").await;
        for bent in [
            Authenticator { origin: "https://yanxi.example", ..key.clone() },
            Authenticator { origin: "https://localhost.example:8080", ..key.clone() },
            Authenticator { domain: "yanxi.example", ..key.clone() },
            Authenticator { verifies: false, ..key.clone() },
        ] {
            let mut bent = bent;
            wait(world, 3600);
            let asked = question(world, "boss").await;
            let (_, reply) = answer(world, "boss", bent.get(&asked)).await;
            assert_eq!(refusal(&reply), (401, "passkey_wrong"), "{} {} {}", bent.origin, bent.domain, bent.verifies);
        }
        let asked = question(world, "boss").await;
        let mut broken = key.clone().get(&asked);
        broken["credential"]["response"]["signature"] = json!("AAAA");
        assert_eq!(refusal(&answer(world, "boss", broken).await.1), (401, "passkey_wrong"));
        wait(world, 3600);
        let asked = question(world, "boss").await;
        let nonsense = json!({ "challenge": asked["id"], "credential": ["what"] });
        assert_eq!(refusal(&answer(world, "boss", nonsense).await.1), (401, "passkey_wrong"));
    };

    a_counter_that_goes_back_is_refused_and_audited => async |world: &World| {
        let (mut browser, mut key, _) = with_passkey(world, "boss").await;
        for (counter, expected) in [(7, (200, "done")), (8, (200, "done")), (8, (401, "passkey_counter")), (3, (401, "passkey_counter"))] {
            wait(world, 3600);
            key.counter = counter;
            let asked = question(world, "boss").await;
            let (_, reply) = answer(world, "boss", key.get(&asked)).await;
            let got = if reply.0 == 200 { step(&reply) } else { refusal(&reply) };
            assert_eq!(got, expected, "{counter}");
        }
        // The copy was asked before the original answered: what it is checked against is older than what is stored.
        wait(world, 3600);
        let (early, now) = (question(world, "boss").await, question(world, "boss").await);
        key.counter = 20;
        assert_eq!(step(&answer(world, "boss", key.get(&now)).await.1), (200, "done"));
        key.counter = 15;
        assert_eq!(refusal(&answer(world, "boss", key.get(&early)).await.1), (401, "passkey_counter"));
        assert_eq!(audited(world, "passkey_counter_refused").await, 3);
        assert_eq!(browser.roles(world).await.len(), 2, "sessions go on");
    };

    wrong_answers_are_counted_like_wrong_codes => async |world: &World| {
        let (_, key, _) = with_passkey(world, "boss").await;
        let mut stranger = Authenticator::new();
        let mut refusals = Vec::new();
        for _ in 0..5 {
            let asked = question(world, "boss").await;
            refusals.push(refusal(&answer(world, "boss", stranger.get(&asked)).await.1).1.to_owned());
        }
        assert_eq!(refusals, ["passkey_wrong"; 5]);
        let (_, reply) = log_in(world, "boss", PASSWORD, None).await;
        assert_eq!(refusal(&reply), (429, "log_in_paused"));
        wait(world, 31);
        let asked = question(world, "boss").await;
        assert_eq!(step(&answer(world, "boss", key.clone().get(&asked)).await.1), (200, "done"));
    };

    a_further_second_factor_needs_the_first_in_hand => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let reply = start(&mut boss.browser, world, json!({})).await;
        assert_eq!(refusal(&reply), (400, "second_factor_wrong"), "a browser left logged in is not enough");
        let code = boss.phone.as_ref().unwrap().code(wait(world, 60));
        let (mut key, bound) = bind(&mut boss.browser, world, json!({ "code": code })).await;
        assert_eq!(bound["recovery_codes"], json!([]), "those of the app still count");
        assert_eq!(boss.browser.access(world).await["recovery_codes_left"], 10);

        // Either opens the account.
        let (_, reply) = log_in(world, "boss", PASSWORD, None).await;
        assert_eq!(reply.1["factors"]["app"], json!(true));
        let (_, reply) = answer(world, "boss", key.get(&reply.1["factors"]["passkey"])).await;
        assert_eq!(step(&reply), (200, "done"));
        let code = boss.phone.as_ref().unwrap().code(wait(world, 60));
        let (_, reply) = log_in(world, "boss", PASSWORD, Some(&code)).await;
        assert_eq!(step(&reply), (200, "done"));

        // The passkey in hand moves the app to another telephone, and brings new recovery codes.
        let (_, asked) = boss.browser.post(world, accounts::PASSKEY_CHALLENGE, Value::Null).await;
        let (status, codes) = boss.browser.post(world, accounts::RECOVERY_CODES, json!({ "passkey": key.get(&asked) })).await;
        assert_eq!((status, codes["recovery_codes"].as_array().map(Vec::len)), (200, Some(10)));
        let (_, asked) = boss.browser.post(world, accounts::PASSKEY_CHALLENGE, Value::Null).await;
        let (status, _) = boss.browser.post(world, accounts::SECOND_FACTOR_REBIND, json!({ "passkey": key.get(&asked) })).await;
        assert_eq!(status, 200);
        let reply = boss.browser.post(world, accounts::SECOND_FACTOR_REBIND, json!({ "passkey": key.get(&asked) })).await;
        assert_eq!(refusal(&reply), (400, "passkey_over"));
    };

    an_app_beside_a_passkey_needs_the_passkey_in_hand => async |world: &World| {
        let (mut browser, mut key, _) = with_passkey(world, "boss").await;
        let reply = browser.post(world, accounts::SECOND_FACTOR, Value::Null).await;
        assert_eq!(refusal(&reply), (409, "second_factor_bound"));
        let (_, asked) = browser.post(world, accounts::PASSKEY_CHALLENGE, Value::Null).await;
        let (status, new) = browser.post(world, accounts::SECOND_FACTOR_REBIND, json!({ "passkey": key.get(&asked) })).await;
        assert_eq!(status, 200, "{new}");
        let code = Phone::new(new["secret"].as_str().unwrap()).code(world.state.clock.now());
        let (status, _) = browser.post(world, accounts::SECOND_FACTOR_CONFIRM, json!({ "code": code })).await;
        assert_eq!((status, &browser.access(world).await["second_factor"]), (200, &json!(true)));
    };

    a_secret_or_a_question_begun_before_binding_is_worth_nothing_after => async |world: &World| {
        // Whoever knew the password began both before the owner bound a passkey.
        let (_, code) = open(world, "boss", &[ADMINISTRATOR]).await;
        let mut early = Browser::new();
        first_login(&mut early, world, "boss", &code).await;
        let (_, secret) = early.post(world, accounts::SECOND_FACTOR, Value::Null).await;
        let (_, asked) = start(&mut early, world, json!({})).await;
        let (mut owner, _) = log_in(world, "boss", PASSWORD, None).await;
        bind(&mut owner, world, json!({})).await;
        assert_eq!(refusal(&confirm(&mut early, world, &Authenticator::new(), &asked).await).0, 401, "its session is over");
        let code = Phone::new(secret["secret"].as_str().unwrap()).code(world.state.clock.now());
        let reply = owner.post(world, accounts::SECOND_FACTOR_CONFIRM, json!({ "code": code })).await;
        assert_eq!(refusal(&reply), (409, "second_factor_not_started"));
        let reply = confirm(&mut owner, world, &Authenticator::new(), &asked).await;
        assert_eq!(refusal(&reply), (409, "passkey_over"));
    };

    revoking_ends_other_sessions_but_never_the_last_factor_a_role_needs => async |world: &World| {
        let (mut browser, mut key, _) = with_passkey(world, "boss").await;
        let only = browser.access(world).await["passkeys"][0]["id"].clone();
        let reply = browser.post(world, accounts::PASSKEY_REVOKE, json!({ "passkey": only })).await;
        assert_eq!(refusal(&reply), (409, "last_second_factor"));
        assert_eq!(browser.access(world).await["passkeys"].as_array().unwrap().len(), 1);

        let (_, asked) = browser.post(world, accounts::PASSKEY_CHALLENGE, Value::Null).await;
        let (mut second, _) = bind(&mut browser, world, json!({ "passkey": key.get(&asked) })).await;
        let asked = question(world, "boss").await;
        let (mut elsewhere, reply) = answer(world, "boss", key.get(&asked)).await;
        assert_eq!(step(&reply), (200, "done"));
        let late = question(world, "boss").await;
        let (status, _) = browser.post(world, accounts::PASSKEY_REVOKE, json!({ "passkey": only })).await;
        assert_eq!(status, 204);
        assert_eq!(elsewhere.roles(world).await, Vec::<String>::new());
        assert_eq!(browser.roles(world).await.len(), 2);
        assert_eq!(refusal(&answer(world, "boss", key.get(&late)).await.1), (401, "passkey_over"));
        let asked = question(world, "boss").await;
        assert_eq!(asked["options"]["allowCredentials"].as_array().map(Vec::len), Some(1));
        assert_eq!(refusal(&answer(world, "boss", key.get(&asked)).await.1), (401, "passkey_wrong"));
        let asked = question(world, "boss").await;
        assert_eq!(step(&answer(world, "boss", second.get(&asked)).await.1), (200, "done"));

        let (mut stranger, _, _) = with_passkey(world, "stranger").await;
        let left = browser.access(world).await["passkeys"][0]["id"].clone();
        let reply = stranger.post(world, accounts::PASSKEY_REVOKE, json!({ "passkey": left })).await;
        assert_eq!(refusal(&reply).0, 404, "somebody else's");
    };

    somebody_without_roles_may_do_without_again => async |world: &World| {
        let mut teacher = person(world, "teacher", &[]).await;
        bind(&mut teacher.browser, world, json!({})).await;
        let only = teacher.browser.access(world).await["passkeys"][0]["id"].clone();
        let (status, _) = teacher.browser.post(world, accounts::PASSKEY_REVOKE, json!({ "passkey": only })).await;
        assert_eq!(status, 204);
        assert_eq!(teacher.browser.access(world).await["recovery_codes_left"], 0, "they stood in for it");
        let (_, reply) = log_in(world, "teacher", PASSWORD, None).await;
        assert_eq!(step(&reply), (200, "done"));
    };

    one_passkey_is_bound_to_one_account_and_only_as_it_was_asked => async |world: &World| {
        let (_, key, _) = with_passkey(world, "boss").await;
        let mut teacher = person(world, "teacher", &[]).await;
        let (_, challenge) = start(&mut teacher.browser, world, json!({})).await;
        assert_eq!(refusal(&confirm(&mut teacher.browser, world, &key, &challenge).await), (409, "passkey_known"));
        for bent in [
            Authenticator { origin: "https://yanxi.example", ..Authenticator::new() },
            Authenticator { domain: "yanxi.example", ..Authenticator::new() },
            Authenticator { verifies: false, ..Authenticator::new() },
        ] {
            let (_, challenge) = start(&mut teacher.browser, world, json!({})).await;
            let reply = confirm(&mut teacher.browser, world, &bent, &challenge).await;
            assert_eq!(refusal(&reply), (400, "passkey_not_bound"));
            let reply = confirm(&mut teacher.browser, world, &Authenticator::new(), &challenge).await;
            assert_eq!(refusal(&reply), (409, "passkey_over"), "used up");
        }
        let (_, challenge) = start(&mut teacher.browser, world, json!({})).await;
        let body = json!({ "name": "x".repeat(51), "passkey": Authenticator::new().create(&challenge) });
        assert_eq!(refusal(&teacher.browser.post(world, accounts::PASSKEY_CONFIRM, body).await), (400, "passkey_name"));
        assert_eq!(teacher.browser.access(world).await["passkeys"], json!([]));
    };

    the_office_takes_passkeys_away_with_the_second_factor => async |world: &World| {
        let mut boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let (mut browser, mut key, recovery) = with_passkey(world, "colleague").await;
        let (_, list) = boss.browser.get(world, yanxi_protocol::administration::ACCOUNTS).await;
        let lines = list["accounts"].as_array().unwrap();
        let line = lines.iter().find(|line| line["login"] == "colleague").unwrap().clone();
        assert_eq!(line["second_factor"], json!(true));
        let path = accounts::RESET_ACCESS.replace("{account}", line["account"].as_str().unwrap());
        let late = question(world, "colleague").await;
        let (status, new) = boss.browser.post(world, &path, json!({ "second_factor": true })).await;
        assert_eq!(status, 200, "{new}");
        assert_eq!(browser.roles(world).await, Vec::<String>::new());
        let mut again = Browser::new();
        let reply = first_login(&mut again, world, "colleague", new["code"].as_str().unwrap()).await;
        assert_eq!(step(&reply), (200, "bind_second_factor"));
        assert_eq!(again.roles(world).await, ["attendee"]);
        assert_eq!(again.access(world).await["passkeys"], json!([]));
        let (_, reply) = answer(world, "colleague", key.get(&late)).await;
        assert_eq!(step(&reply), (200, "bind_second_factor"), "the answer is not even looked at");
        let (_, reply) = log_in(world, "colleague", PASSWORD, Some(&recovery[0])).await;
        assert_eq!(step(&reply), (200, "bind_second_factor"));
    };

    without_a_domain_there_are_no_passkeys => async |world: &World| {
        let mut state = world.state.clone();
        state.relying_party = None;
        let numbered = World::with(state, &world.url);
        let (_, code) = open(&numbered, "boss", &[ADMINISTRATOR]).await;
        let mut browser = Browser::new();
        first_login(&mut browser, &numbered, "boss", &code).await;
        assert_eq!(browser.access(&numbered).await["passkey_domain"], Value::Null);
        let reply = start(&mut browser, &numbered, json!({})).await;
        assert_eq!(refusal(&reply), (409, "passkeys_not_here"));
    };
}

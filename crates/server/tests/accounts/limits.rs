//! Guessing is slowed down; nobody who is inside is put out.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use serde_json::{Value, json};
use yanxi_protocol::{accounts, administration, api};

use crate::{common::*, help::*, on_both};

on_both! {
    a_character_no_database_has_a_place_for_is_a_wrong_entry => async |world: &World| {
        let mut browser = Browser::new();
        let body = json!({ "login": "bo\u{0}ss", "password": PASSWORD });
        let answer = browser.post(world, accounts::LOGIN, body).await;
        assert!(matches!(answer.0, 400 | 401), "{answer:?}");
        for (caller, path) in [
            (Caller::System, format!("{}?q=%00", administration::ACCOUNTS)),
            (Caller::Organiser, format!("{}?q=%00", api::OPERATOR_PIN.replace("{session}", &SESSION_1.to_string()))),
        ] {
            let (status, answer) = world.raw(caller.request("GET", &path, Vec::new())).await;
            assert!(status < 500, "{status} {path} {}", String::from_utf8_lossy(&answer));
        }
    };

    an_account_pauses_longer_and_longer => async |world: &World| {
        let mut teacher = person(world, "teacher", &[]).await;
        person(world, "colleague", &[]).await;
        for _ in 0..5 {
            let (_, answer) = log_in(world, "teacher", "not the password", None).await;
            assert_eq!(refusal(&answer), (401, "log_in_refused"));
        }
        let (_, right) = log_in(world, "Teacher", PASSWORD, None).await;
        insta::allow_duplicates! { insta::assert_json_snapshot!(right, @r#"
        [
          429,
          {
            "code": "log_in_paused",
            "message": "too many wrong tries for this account",
            "reason": "此帳號連續輸入錯誤，暫停登入，請於 1 分鐘後再試。已登入的裝置不受影響；忘記密碼請洽單位管理者重設。"
          }
        ]
        "#); }
        assert_eq!(teacher.browser.roles(world).await, ["attendee"], "the running session goes on");
        let change = json!({ "current": PASSWORD, "new": "nine frogs at noon" });
        let (status, _) = teacher.browser.post(world, accounts::PASSWORD, change).await;
        assert_eq!(status, 204, "and may do everything");
        let (_, colleague) = log_in(world, "colleague", PASSWORD, None).await;
        assert_eq!(step(&colleague), (200, "done"), "the same address, another person");
        wait(world, 30);
        let (_, wrong) = log_in(world, "teacher", "not the password", None).await;
        assert_eq!(refusal(&wrong), (401, "log_in_refused"));
        wait(world, 30);
        let (_, twice) = log_in(world, "teacher", "nine frogs at noon", None).await;
        assert_eq!(refusal(&twice), (429, "log_in_paused"), "twice as long");
        wait(world, 30);
        let (_, right) = log_in(world, "teacher", "nine frogs at noon", None).await;
        assert_eq!(step(&right), (200, "done"));
        let (_, wrong) = log_in(world, "teacher", "not the password", None).await;
        assert_eq!(refusal(&wrong), (401, "log_in_refused"), "the right one began afresh");
    };

    a_name_that_belongs_to_nobody_pauses_just_so => async |world: &World| {
        let mut answers = Vec::new();
        for _ in 0..6 {
            answers.push(log_in(world, "nobody", PASSWORD, None).await.1.0);
        }
        assert_eq!(answers, [401, 401, 401, 401, 401, 429]);
    };

    an_address_that_guesses_at_everybody_is_stopped => async |world: &World| {
        let mut teacher = person(world, "teacher", &[]).await.browser;
        let (guesser, school) = ([203, 0, 113, 5], [203, 0, 113, 6]);
        let from = async |address: [u8; 4]| {
            let body = json!({ "login": "teacher", "password": PASSWORD }).to_string().into_bytes();
            let mut request = Caller::Nobody.request("POST", accounts::LOGIN, body);
            request.extensions_mut().insert(ConnectInfo(SocketAddr::from((address, 4_000))));
            let (status, body) = world.raw(request).await;
            let body: Value = serde_json::from_slice(&body).unwrap();
            (status, body["code"].as_str().unwrap_or_default().to_owned())
        };
        let now = world.state.clock.now();
        // Begun and never right; through the router it would be 200 slow hashes.
        for guess in 0..200 {
            let login = format!("teacher{guess}");
            assert!(world.state.log_in_attempts.begin(&login, Some(guesser.into()), now).is_ok());
        }
        assert_eq!(from(guesser).await, (429, "too_many_attempts".to_owned()));
        assert_eq!(from(school).await, (200, String::new()));
        assert_eq!(teacher.roles(world).await, ["attendee"], "the running session goes on");
        wait(world, 600);
        assert_eq!(from(guesser).await, (200, String::new()));
    };

    codes_are_guessed_no_faster => async |world: &World| {
        let boss = person(world, "boss", &[ADMINISTRATOR]).await;
        let (_, code) = open(world, "fresh", &[]).await;
        for _ in 0..5 {
            let (_, answer) = log_in(world, "boss", PASSWORD, Some("000000")).await;
            assert_eq!(refusal(&answer), (401, "second_factor_wrong"));
            let answer = first_login(&mut Browser::new(), world, "fresh", "AAAA-BBBB-CCCC").await;
            assert_eq!(refusal(&answer), (401, "code_refused"));
        }
        let right = boss.phone.unwrap().code(world.state.clock.now());
        let (_, answer) = log_in(world, "boss", PASSWORD, Some(&right)).await;
        assert_eq!(refusal(&answer), (429, "log_in_paused"));
        let answer = first_login(&mut Browser::new(), world, "fresh", &code).await;
        assert_eq!(refusal(&answer), (429, "log_in_paused"));
        wait(world, 30);
        let answer = first_login(&mut Browser::new(), world, "fresh", &code).await;
        assert_eq!(step(&answer), (200, "done"));
    };
}

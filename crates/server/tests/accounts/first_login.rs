//! The one-time code, the password chosen with it, and logging in.

use serde_json::json;
use yanxi_protocol::accounts;
use yanxi_server::args;

use crate::{common::*, help::*, on_both};

on_both! {
    from_the_code_to_every_right => async |world: &World| {
        let (_, code) = open(world, "Boss", &[ADMINISTRATOR]).await;
        let mut browser = Browser::new();
        let answer = first_login(&mut browser, world, " boss ", &code.to_lowercase().replace('-', " ")).await;
        assert_eq!(step(&answer), (200, "bind_second_factor"));
        assert_eq!(browser.roles(world).await, ["attendee"], "not before there is a second factor");
        assert_eq!(browser.access(world).await["second_factor_needed"], true);
        let before = browser.clone();
        let (phone, recovery) = bind(&mut browser, world).await;
        assert_eq!(recovery.len(), 10);
        assert_eq!(browser.roles(world).await, ["attendee", "system_administrator"]);
        assert_eq!(before.clone().roles(world).await, [""; 0], "the session of the password alone has ended");

        let (mut other, answer) = log_in(world, "BOSS", PASSWORD, None).await;
        assert_eq!(step(&answer), (200, "second_factor_needed"));
        assert_eq!((answer.1["me"].is_null(), other.cookie.is_none()), (true, true));
        assert!(other.roles(world).await.is_empty());
        let code = phone.code(wait(world, 30));
        let (mut other, answer) = log_in(world, "boss", PASSWORD, Some(&code)).await;
        assert_eq!(step(&answer), (200, "done"));
        assert_eq!(answer.1["me"]["account"]["name"], "林測試");
        assert_eq!(other.roles(world).await, ["attendee", "system_administrator"]);
    };

    an_attendee_needs_no_second_factor => async |world: &World| {
        person(world, "teacher", &[]).await;
        let (mut browser, answer) = log_in(world, "Teacher", PASSWORD, None).await;
        assert_eq!(step(&answer), (200, "done"));
        assert_eq!(browser.roles(world).await, ["attendee"]);
    };

    a_role_given_later_counts_with_a_second_factor_only => async |world: &World| {
        let mut teacher = person(world, "teacher", &[]).await;
        let sql = "INSERT INTO account_role (account, role, target) VALUES ($1, 'organiser', $2)";
        by_hand(world, sql, teacher.account, Some(COURSE.0)).await;
        assert_eq!(teacher.browser.roles(world).await, ["attendee"], "the running session goes on as it was");
        let (mut browser, answer) = log_in(world, "teacher", PASSWORD, None).await;
        assert_eq!(step(&answer), (200, "bind_second_factor"));
        bind(&mut browser, world).await;
        assert_eq!(browser.roles(world).await, ["attendee", "organiser"]);
    };

    a_code_works_once_for_its_account_within_a_day => async |world: &World| {
        let (_, code) = open(world, "one", &[]).await;
        let (_, other) = open(world, "two", &[]).await;
        let mut browser = Browser::new();
        let unknown = first_login(&mut browser, world, "nobody", &code).await;
        let wrong = first_login(&mut browser, world, "one", &other).await;
        assert_eq!(refusal(&wrong), (401, "code_refused"));
        assert_eq!(unknown, wrong, "which names exist is not told");
        let body = json!({ "login": "one", "code": code, "password": "password1234" });
        let weak = browser.post(world, accounts::FIRST_LOGIN, body).await;
        assert_eq!(refusal(&weak), (400, "password_common"));
        assert_eq!(step(&first_login(&mut browser, world, "one", &code).await), (200, "done"));
        let again = first_login(&mut browser, world, "one", &code).await;
        assert_eq!(refusal(&again), (401, "code_refused"));
        wait(world, 24 * 3600 + 1);
        let late = first_login(&mut browser, world, "two", &other).await;
        assert_eq!(refusal(&late), (409, "code_expired"));
    };

    without_a_password_nobody_logs_in_and_the_answers_are_the_same => async |world: &World| {
        open(world, "fresh", &[]).await;
        person(world, "teacher", &[]).await;
        let (_, unknown) = log_in(world, "nobody", PASSWORD, None).await;
        insta::allow_duplicates! { insta::assert_json_snapshot!(unknown, @r#"
        [
          401,
          {
            "code": "log_in_refused",
            "message": "wrong login name or password",
            "reason": "帳號或密碼不正確，尚未登入。資料沒有變更；請核對後再試，忘記密碼請洽單位管理者重設。"
          }
        ]
        "#); }
        for (login, password) in [("fresh", PASSWORD), ("fresh", ""), ("teacher", "eight frogs at moon"), ("", "")] {
            let (browser, answer) = log_in(world, login, password, None).await;
            assert_eq!(answer, unknown, "{login}");
            assert!(browser.cookie.is_none());
        }
    };

    a_disabled_account_is_out_at_once => async |world: &World| {
        let mut teacher = person(world, "teacher", &[]).await;
        by_hand(world, "UPDATE account SET state = 'disabled' WHERE id = $1", teacher.account, None).await;
        assert!(teacher.browser.roles(world).await.is_empty());
        let (_, answer) = log_in(world, "teacher", PASSWORD, None).await;
        assert_eq!(refusal(&answer), (403, "account_disabled"));
        let (_, wrong) = log_in(world, "teacher", "not the password", None).await;
        assert_eq!(refusal(&wrong), (401, "log_in_refused"), "told only to whom it concerns");
    };

    the_database_holds_neither_password_nor_code => async |world: &World| {
        let (_, code) = open(world, "fresh", &[]).await;
        person(world, "teacher", &[]).await;
        let mut tx = world.state.store.read().await.unwrap();
        let sql = "SELECT password, code_hash FROM credential ORDER BY login_key";
        let rows = tx.rows(sql, args![]).await.unwrap();
        let kept = rows[0].bytes(1).unwrap();
        assert_eq!((rows[0].opt_text(0).unwrap(), kept.len()), (None, 32));
        assert!(!code.as_bytes().windows(4).any(|part| kept.windows(4).any(|k| k == part)));
        assert!(rows[1].text(0).unwrap().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_eq!(rows[1].opt_bytes(1).unwrap(), None);
    };
}

//! The owner sees where the account is in use, and ends it.

use serde_json::{Value, json};
use yanxi_protocol::{accounts, api};

use crate::{common::*, help::*, on_both};

/// (id, current) of each session.
fn list(access: &Value) -> Vec<(Value, bool)> {
    let sessions = access["sessions"].as_array().unwrap();
    sessions.iter().map(|s| (s["id"].clone(), s["current"].as_bool().unwrap())).collect()
}

on_both! {
    one_session_is_ended_from_another => async |world: &World| {
        let mut one = person(world, "teacher", &[]).await.browser;
        wait(world, 60);
        let (mut two, _) = log_in(world, "teacher", PASSWORD, None).await;
        let access = two.access(world).await;
        let sessions = list(&access);
        assert_eq!(sessions.iter().map(|(_, current)| *current).collect::<Vec<_>>(), [true, false]);
        assert_eq!(access["sessions"][0]["browser"], "Firefox · Windows");
        assert_eq!(access["login"], "teacher");
        let (status, _) = two.post(world, accounts::SESSION_REVOKE, json!({ "session": sessions[1].0 })).await;
        assert_eq!(status, 204);
        assert_eq!(refusal(&one.get(world, accounts::ACCESS).await), (401, "not_signed_in"));
        assert_eq!(list(&two.access(world).await), sessions[..1]);
    };

    nobody_ends_a_strangers_session => async |world: &World| {
        let mut mine = person(world, "teacher", &[]).await.browser;
        let mut theirs = person(world, "colleague", &[]).await.browser;
        let session = list(&theirs.access(world).await).remove(0).0;
        let answer = mine.post(world, accounts::SESSION_REVOKE, json!({ "session": session })).await;
        assert_eq!(refusal(&answer), (404, "not_found"));
        theirs.access(world).await;
    };

    everywhere_means_here_too => async |world: &World| {
        let mut one = person(world, "teacher", &[]).await.browser;
        let (mut two, _) = log_in(world, "teacher", PASSWORD, None).await;
        let mut colleague = person(world, "colleague", &[]).await.browser;
        assert_eq!(two.post(world, accounts::LOGOUT_EVERYWHERE, Value::Null).await.0, 204);
        assert_eq!(two.cookie.as_deref(), Some("yanxi_session="));
        for browser in [&mut one, &mut two] {
            assert_eq!(refusal(&browser.get(world, accounts::ACCESS).await), (401, "not_signed_in"));
        }
        colleague.access(world).await;
    };

    the_last_use_is_known_to_ten_minutes => async |world: &World| {
        let mut browser = person(world, "teacher", &[]).await.browser;
        let began = world.state.clock.now();
        let used = async |browser: &mut Browser| {
            browser.get(world, api::ME).await;
            browser.access(world).await["sessions"][0]["last_used_at"].as_i64().unwrap() - began.0
        };
        wait(world, 9 * 60);
        assert!(used(&mut browser).await < 60_000);
        wait(world, 2 * 60);
        assert!((11 * 60_000..12 * 60_000).contains(&used(&mut browser).await));
    };

    a_new_password_ends_the_other_sessions => async |world: &World| {
        let mut one = person(world, "teacher", &[]).await.browser;
        let (mut two, _) = log_in(world, "teacher", PASSWORD, None).await;
        for (current, new, expected) in [
            ("not the password", "nine frogs at noon", (400, "password_wrong")),
            (PASSWORD, "short", (400, "password_length")),
            (PASSWORD, "teacher teacher", (400, "password_common")),
        ] {
            let answer = two.post(world, accounts::PASSWORD, json!({ "current": current, "new": new })).await;
            assert_eq!(refusal(&answer), expected);
        }
        one.access(world).await;
        let change = json!({ "current": PASSWORD, "new": "nine frogs at noon" });
        assert_eq!(two.post(world, accounts::PASSWORD, change).await.0, 204);
        assert_eq!(refusal(&one.get(world, accounts::ACCESS).await), (401, "not_signed_in"));
        two.access(world).await;
        assert_eq!(log_in(world, "teacher", PASSWORD, None).await.1.0, 401);
        assert_eq!(step(&log_in(world, "teacher", "nine frogs at noon", None).await.1), (200, "done"));
    };

    without_the_header_nothing_is_done => async |world: &World| {
        let mut browser = person(world, "teacher", &[]).await.browser;
        for path in [accounts::LOGOUT_EVERYWHERE, accounts::LOGIN, accounts::SECOND_FACTOR] {
            let mut request = Caller::Nobody.request("POST", path, b"{}".to_vec());
            request.headers_mut().remove(api::CSRF_HEADER);
            request.headers_mut().insert("cookie", browser.cookie.as_ref().unwrap().parse().unwrap());
            let (status, body) = world.raw(request).await;
            let body: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!((status, body["code"].as_str()), (403, Some("csrf")), "{path}");
        }
        browser.access(world).await;
    };
}

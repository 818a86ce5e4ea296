//! One-time codes.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use yanxi_protocol::api::{ApiError, NewEnrolmentCode};
use yanxi_server::state::{AppState, Settings};

use crate::{common::*, help::*, on_both};

on_both! {
    a_code_works_once_however_it_is_typed => async |world: &World| {
        let code = new_code(world, &[SESSION_1], None).await;
        let typed = format!(" {}-{} ", code.code[..4].to_lowercase(), &code.code[4..]);
        let enrolled = Browser::new().enrol(world, &enrol_body(&typed, None)).await.unwrap();
        assert_eq!(enrolled.device.sessions, [SESSION_1]);
        assert_eq!(enrolled.device.name, "平板甲");
        let (status, error) = Browser::new().enrol(world, &enrol_body(&code.code, None)).await.unwrap_err();
        assert_eq!(status, 409);
        insta::allow_duplicates! { insta::assert_json_snapshot!(error, @r#"
        {
          "code": "code_used",
          "message": "the code was used before",
          "reason": "啟用碼只能使用一次，此碼已經用過。請開課承辦人重新產生；已存於本機的資料不受影響。"
        }
        "#); }
    };

    a_code_expires_after_a_quarter_of_an_hour => async |world: &World| {
        let code = new_code(world, &[SESSION_1], None).await;
        assert!((14..=15).contains(&(code.expires_at.since(DAY) / 60_000)));
        world.state.clock.set(Some(code.expires_at.plus_ms(1)));
        let (status, error) = Browser::new().enrol(world, &enrol_body(&code.code, None)).await.unwrap_err();
        assert_eq!((status, error.code.as_str()), (409, "code_expired"));
    };

    guessing_is_stopped => async |world: &World| {
        let good = new_code(world, &[SESSION_1], None).await;
        for _ in 0..20 {
            let wrong = Browser::new().enrol(world, &enrol_body("AAAA2222", None)).await.unwrap_err();
            assert_eq!((wrong.0, wrong.1.code.as_str()), (400, "code_unknown"));
        }
        let refused = Browser::new().enrol(world, &enrol_body(&good.code, None)).await.unwrap_err();
        assert_eq!((refused.0, refused.1.code.as_str()), (429, "too_many_attempts"));
        world.state.clock.set(Some(DAY.plus_minutes(11)));
        Browser::new().enrol(world, &enrol_body(&good.code, None)).await.unwrap();
    };

    behind_the_proxy_guessing_is_counted_by_the_address_the_proxy_saw => async |world: &World| {
        let settings = Settings { demo: true, secure_cookies: true, behind_proxy: true };
        let state = AppState::new(world.state.store.clone(), world.state.clock.clone(), settings);
        let world = World::with(state, &world.url);
        let guess = async |forwarded: &str| {
            let body = serde_json::to_vec(&enrol_body("AAAA2222", None)).unwrap();
            let mut request = Caller::Nobody.request("POST", yanxi_protocol::api::ENROL, body);
            request.headers_mut().insert("x-forwarded-for", forwarded.parse().unwrap());
            world.raw(request).await.0
        };
        for n in 0..20 {
            assert_eq!(guess(&format!("203.0.113.{n}, 198.51.100.7")).await, 400, "the left is the caller's word");
        }
        assert_eq!(guess("203.0.113.99, 198.51.100.7").await, 429);
        assert_eq!(guess("198.51.100.7, 198.51.100.8").await, 400, "somebody else");
    };

    without_a_proxy_nobody_changes_his_address_by_a_header => async |world: &World| {
        let guess = async |forwarded: &str| {
            let body = serde_json::to_vec(&enrol_body("AAAA2222", None)).unwrap();
            let mut request = Caller::Nobody.request("POST", yanxi_protocol::api::ENROL, body);
            request.headers_mut().insert("x-forwarded-for", forwarded.parse().unwrap());
            let peer = ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4_000)));
            request.extensions_mut().insert(peer);
            world.raw(request).await.0
        };
        for n in 0..20 {
            assert_eq!(guess(&format!("198.51.100.{n}")).await, 400);
        }
        assert_eq!(guess("198.51.100.99").await, 429);
    };

    a_code_is_for_own_sessions_and_own_devices_only => async |world: &World| {
        for body in [
            NewEnrolmentCode { sessions: vec![OTHER_SESSION], replaces: None },
            NewEnrolmentCode { sessions: vec![SESSION_1], replaces: Some(OTHER_TABLET) },
        ] {
            let (status, error): (u16, ApiError) =
                world.post(Caller::Organiser, &codes_path(COURSE), &body).await;
            assert_eq!((status, error.code.as_str()), (404, "not_found"));
        }
        let none = NewEnrolmentCode { sessions: Vec::new(), replaces: None };
        let (status, error): (u16, ApiError) = world.post(Caller::Organiser, &codes_path(COURSE), &none).await;
        assert_eq!((status, error.code.as_str()), (400, "no_sessions"));
    };

    a_device_needs_a_name => async |world: &World| {
        let code = new_code(world, &[SESSION_1], None).await;
        let long = "很".repeat(31);
        for name in ["  ", long.as_str()] {
            let mut body = enrol_body(&code.code, None);
            body.name = name.to_owned();
            let (status, error) = Browser::new().enrol(world, &body).await.unwrap_err();
            assert_eq!((status, error.code.as_str()), (400, "name_shape"));
        }
        Browser::new().enrol(world, &enrol_body(&code.code, None)).await.expect("the code is still good");
    };
}

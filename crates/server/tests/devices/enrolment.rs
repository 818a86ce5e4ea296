//! Joining, coming back with or without storage, replacing, moving to another course.

use yanxi_domain::{device::DeviceState, ids::DeviceId};
use yanxi_protocol::{
    api::{self, ApiError, DeviceSelf, Me, NewEnrolmentCode},
    scope::Scope,
    sync::{Outcome, ScopeStatus},
};

use crate::{common::*, help::*, on_both};

async fn state_of(world: &World, device: DeviceId) -> yanxi_domain::device::DeviceStatus {
    world.state.store.read().await.unwrap().device_status(device).await.unwrap().unwrap()
}

on_both! {
    an_enrolled_browser_knows_itself_and_may_pull => async |world: &World| {
        let code = new_code(world, &[SESSION_1, SESSION_2], None).await;
        let mut browser = Browser::new();
        let enrolled = browser.enrol(world, &enrol_body(&code.code, None)).await.unwrap();
        let (_, me): (u16, Me) = browser.get(world, api::ME).await;
        assert_eq!(me.device, Some(enrolled.device.clone()));
        assert!(me.account.is_none());
        let (status, own): (u16, DeviceSelf) = browser.get(world, api::DEVICE_SELF).await;
        assert_eq!((status, own.held, own.head), (200, 0, 0));
        assert_eq!(own.device, enrolled.device);
    };

    without_a_cookie_there_is_no_own_device => async |world: &World| {
        let (status, error): (u16, ApiError) = Browser::new().get(world, api::DEVICE_SELF).await;
        assert_eq!((status, error.code.as_str()), (404, "not_found"));
    };

    storage_without_cookie_goes_on_with_its_stream => async |world: &World| {
        let mut a = Tablet::a();
        a.sign_in(3);
        a.push_all(world).await;
        let code = new_code(world, &[SESSION_2], None).await;
        let enrolled = Browser::new().enrol(world, &enrol_body(&code.code, Some(TABLET_A))).await.unwrap();
        assert_eq!(enrolled.device.id, TABLET_A);
        assert_eq!(enrolled.device.sessions, [SESSION_1, SESSION_2], "the new sessions come on top");
        assert_eq!(state_of(world, TABLET_A).await.head, 3, "the stream is untouched");
        let (status, _): (u16, ApiError) = world.get(Caller::TabletA, api::DEVICE_SELF).await;
        assert_eq!(status, 404, "the lost cookie's token ended");
    };

    an_id_the_server_does_not_know_is_kept => async |world: &World| {
        let code = new_code(world, &[SESSION_1], None).await;
        let own = DeviceId(uuid::Uuid::new_v4());
        let enrolled = Browser::new().enrol(world, &enrol_body(&code.code, Some(own))).await.unwrap();
        assert_eq!(enrolled.device.id, own, "its queue is numbered under this id");
    };

    a_code_of_one_course_opens_no_other_course => async |world: &World| {
        let code = new_code(world, &[SESSION_1], None).await;
        let taken = Browser::new().enrol(world, &enrol_body(&code.code, Some(OTHER_TABLET))).await.unwrap_err();
        assert_eq!((taken.0, taken.1.code.as_str()), (409, "device_of_other_course"));
        // The tablet itself, with its own cookie, may move; it keeps what it was enrolled for.
        let mut itself = Browser::of(Caller::OtherTablet);
        let moved = itself.enrol(world, &enrol_body(&code.code, Some(OTHER_TABLET))).await.unwrap();
        assert_eq!(moved.device.sessions, [SESSION_1, OTHER_SESSION]);
        let statuses = world.state.store.read().await.unwrap().device_statuses(OTHER_COURSE).await.unwrap();
        assert_eq!(statuses.iter().map(|s| s.id).collect::<Vec<_>>(), [OTHER_TABLET], "still counts there");
    };

    nobody_enrols_as_the_office => async |world: &World| {
        let line = api::BackfillLine {
            event: yanxi_domain::ids::EventId(uuid::Uuid::new_v4()),
            registration: ADMITTED,
            period: PERIOD,
            direction: yanxi_domain::event::Direction::In,
            claimed: DAY,
        };
        let body = api::Backfill { lines: vec![line], reason: "紙本".into() };
        let path = api::BACKFILL.replace("{session}", &SESSION_1.to_string());
        let body = serde_json::to_vec(&body).unwrap();
        assert_eq!(world.raw(Caller::Organiser.request("POST", &path, body)).await.0, 204);
        let office = world.state.store.read().await.unwrap().office_device(COURSE).await.unwrap().unwrap();
        let code = new_code(world, &[SESSION_1], None).await;
        let refused = Browser::new().enrol(world, &enrol_body(&code.code, Some(office))).await.unwrap_err();
        assert_eq!(refused.1.code, "device_of_other_course");
    };

    a_replaced_device_steps_aside_but_may_still_deliver => async |world: &World| {
        let mut a = Tablet::a();
        a.sign_in(4);
        let first = [a.stream[0].clone(), a.stream[2].clone()];
        a.push(world, &first).await;
        let code = new_code(world, &[SESSION_1], Some(TABLET_A)).await;
        let enrolled = Browser::new().enrol(world, &enrol_body(&code.code, None)).await.unwrap();
        let replaced = enrolled.replaced.unwrap();
        assert_ne!(enrolled.device.id, TABLET_A, "a new device, a new stream (T-43)");
        assert_eq!((replaced.device.id, replaced.held, replaced.head), (TABLET_A, 2, 4));
        assert_eq!(replaced.missing, [(2, 2), (4, 4)], "what the paper sheet has to make good");
        let old = state_of(world, TABLET_A).await;
        assert_eq!((old.state, old.replaced_by), (DeviceState::Retired, Some(enrolled.device.id)));

        let answer = a.push(world, &a.stream).await;
        assert!(answer.results.iter().all(|r| !matches!(r.outcome, Outcome::Quarantined { .. })));
        assert_eq!(state_of(world, TABLET_A).await.missing, []);
        let pulled = world.pull(Caller::TabletA, Scope::Session(SESSION_1), None).await;
        assert_eq!(pulled.status, ScopeStatus::Forbidden);
    };

    a_device_replaces_only_a_device_of_the_code => async |world: &World| {
        // Redeeming a replacing code on the very device it names retires nothing.
        let code = new_code(world, &[SESSION_1], Some(TABLET_A)).await;
        let enrolled = Browser::new().enrol(world, &enrol_body(&code.code, Some(TABLET_A))).await.unwrap();
        assert!(enrolled.replaced.is_none());
        assert_eq!(state_of(world, TABLET_A).await.state, DeviceState::Active);
        let none = NewEnrolmentCode { sessions: vec![SESSION_1], replaces: Some(DeviceId(uuid::Uuid::nil())) };
        let (status, _): (u16, ApiError) = world.post(Caller::Organiser, &codes_path(COURSE), &none).await;
        assert_eq!(status, 404);
    };
}

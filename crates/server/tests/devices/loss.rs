//! Lost tablets and readiness reports.

use yanxi_domain::{
    device::DeviceState,
    event::{RecordBody, SideRecord},
    ids::{DeviceId, RecordId},
};
use yanxi_protocol::{
    api::{self, ApiError, ExposedPeople, RevokeDevice},
    docs::{self, CheckLight, Readiness},
    scope::Scope,
    sync::ScopeStatus,
};

use crate::{common::*, on_both};

fn revoke_path(device: DeviceId) -> String {
    api::DEVICE_REVOKE.replace("{device}", &device.to_string())
}

on_both! {
    a_lost_tablet_may_deliver_and_must_wipe_but_pulls_nothing => async |world: &World| {
        let walk_in = SideRecord {
            id: RecordId(uuid::Uuid::new_v4()),
            session: SESSION_1,
            body: RecordBody::WalkIn {
                name: "現場測試".into(),
                school: None,
                school_name: "外縣國小".into(),
                county: None,
                title: "教師".into(),
                notice: Some("現場 2026-11".into()),
            },
        };
        let mut b = Tablet::b().request(&[]);
        b.records.push(walk_in);
        world.sync(Caller::TabletB, &b).await;
        let body = RevokeDevice { reason: "遺失於公車".into() };
        let (status, exposed): (u16, ExposedPeople) =
            world.post(Caller::Organiser, &revoke_path(TABLET_A), &body).await;
        assert_eq!(status, 200);
        let names: Vec<&str> = exposed.people.iter().map(|(_, name, _)| name.as_str()).collect();
        assert_eq!(names, ["林測試", "陳測試"], "exactly whose data it held (V-10)");
        assert_eq!(exposed.walk_ins, [("現場測試".to_owned(), "外縣國小".to_owned())]);

        let mut a = Tablet::a();
        a.sign_in(2);
        let answer = a.push(world, &a.stream).await;
        assert!(answer.wipe);
        assert_eq!(answer.results.len(), 2);
        assert_eq!(a.status(world).await.head, 2, "what it held has arrived");
        let pulled = world.pull(Caller::TabletA, Scope::Session(SESSION_1), None).await;
        assert_eq!(pulled.status, ScopeStatus::Forbidden);
    };

    losing_is_audited_shown_and_needs_a_reason => async |world: &World| {
        let blank = RevokeDevice { reason: String::new() };
        let (status, error): (u16, ApiError) =
            world.post(Caller::Organiser, &revoke_path(TABLET_A), &blank).await;
        assert_eq!((status, error.code.as_str()), (400, "reason_missing"));
        let body = RevokeDevice { reason: "遺失".into() };
        let _: (u16, ExposedPeople) = world.post(Caller::Organiser, &revoke_path(TABLET_A), &body).await;
        let mut tx = world.state.store.read().await.unwrap();
        let id = TABLET_A.to_string();
        let shown = tx.published(Scope::Course(COURSE), docs::DEVICE, &id).await.unwrap().unwrap();
        assert!(shown.contains(r#""state":"lost""#), "{shown}");
        let audit = tx.audit_of(&format!("device:{id}")).await.unwrap();
        assert_eq!(audit[0].action, "revoke_device");
        assert_eq!(audit[0].detail["before"], "active");
        assert_eq!(audit[0].detail["after"], "lost");
        assert_eq!(tx.device_status(TABLET_A).await.unwrap().unwrap().state, DeviceState::Lost);
    };

    an_unknown_device_and_another_courses_device_look_alike => async |world: &World| {
        let body = RevokeDevice { reason: "遺失".into() };
        for device in [OTHER_TABLET, DeviceId(uuid::Uuid::nil())] {
            let (status, error): (u16, ApiError) =
                world.post(Caller::Organiser, &revoke_path(device), &body).await;
            assert_eq!((status, error.code.as_str()), (403, "forbidden"));
        }
    };

    a_tablet_reports_its_own_readiness_only => async |world: &World| {
        let report = |device| Readiness {
            device,
            at: DAY,
            rosters: vec![(SESSION_1, DAY, 2)],
            checks: vec![("clock".into(), CheckLight::Green, "+0.4 s".into())],
        };
        let body = serde_json::to_vec(&report(TABLET_A)).unwrap();
        let (status, _) = world.raw(Caller::TabletA.request("POST", api::READINESS, body)).await;
        assert_eq!(status, 204);
        let changes = world.pull(Caller::Organiser, Scope::Course(COURSE), None).await;
        assert_sum(&changes);
        assert!(changes.docs.iter().any(|d| d.kind == docs::READINESS && d.id == TABLET_A.to_string()));
        let (status, error): (u16, ApiError) =
            world.post(Caller::TabletA, api::READINESS, &report(TABLET_B)).await;
        assert_eq!((status, error.code.as_str()), (403, "forbidden"));
    };
}

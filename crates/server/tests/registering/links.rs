//! Who sees the meeting links of a session, and what the others are told (S1-09, V-14).

use serde_json::{Value, json};
use yanxi_domain::{
    plan::{LinkProvider, LinkPurpose, OnlineLink},
    roster::RegistrationState::{Admitted, Waitlisted},
};
use yanxi_protocol::{
    plans::{OnlineLinks, SESSION_LINKS},
    registering::{self as wire, Registered},
    scope::Scope,
};

use crate::{common::*, help::*, on_both};

const SECRET: &str = "Yan-114-secret";

async fn with_links(world: &World, plan: &Plan, count: u128) -> Vec<Somebody> {
    let everybody = opened(world, plan, count).await;
    let link = OnlineLink {
        provider: LinkProvider::Webex,
        purpose: LinkPurpose::Meeting,
        url: "https://meeting.example/room".into(),
        meeting_no: "2512 345 6789".into(),
        password: SECRET.into(),
    };
    let mut tx = world.state.store.write(&[Scope::Session(FIRST)]).await.unwrap();
    tx.put_session_links(FIRST, &[link]).await.unwrap();
    tx.commit().await.unwrap();
    everybody
}

fn path() -> String {
    SESSION_LINKS.replace("{session}", &FIRST.to_string())
}

async fn refused(world: &World, who: &Somebody) -> (u16, String, String) {
    let (status, error): (u16, Value) = who.get(world, &path()).await;
    let text = |field: &str| error[field].as_str().unwrap_or_default().to_owned();
    (status, text("code"), text("reason"))
}

on_both! {
    only_the_admitted_and_each_of_the_others_is_told_why => async |world: &World| {
        let everybody = with_links(world, &Plan::of(1), 3).await;
        let admitted = everybody[0].register(world, FIRST).await;
        assert_eq!(admitted.state, Admitted);
        assert_eq!(everybody[1].register(world, FIRST).await.state, Waitlisted(1));
        let (status, links): (u16, OnlineLinks) = everybody[0].get(world, &path()).await;
        assert_eq!((status, links.links[0].password.as_str()), (200, SECRET));
        let (status, code, reason) = refused(world, &everybody[1]).await;
        assert_eq!((status, code.as_str()), (403, "not_admitted"));
        assert!(reason.contains("備取 1"), "{reason}");
        let (status, code, _) = refused(world, &everybody[2]).await;
        assert_eq!((status, code.as_str()), (403, "not_registered"));
        // Who gives the seat up loses them with it; who moves up has them.
        let (status, _) = everybody[0].leave::<Registered>(world, admitted.registration, "give_up").await;
        assert_eq!(status, 200);
        assert_eq!(refused(world, &everybody[0]).await.1, "not_registered");
        assert_eq!(everybody[1].get::<OnlineLinks>(world, &path()).await.0, 200);
    };

    the_organiser_and_the_lecturer_see_them_and_nobody_else_of_the_office => async |world: &World| {
        with_links(world, &Plan::of(1), 1).await;
        let mut tx = world.state.store.write(&[]).await.unwrap();
        tx.grant(Caller::OtherLecturer.account(), "lecturer", FIRST.0).await.unwrap();
        tx.commit().await.unwrap();
        for (caller, expected) in [
            (Caller::Organiser, 200),
            (Caller::OtherLecturer, 200),
            (Caller::Lecturer, 403),
            (Caller::OtherOrganiser, 403),
            (Caller::Staff, 403),
            (Caller::System, 403),
        ] {
            assert_eq!(world.get::<Value>(caller, &path()).await.0, expected, "{caller:?}");
        }
    };

    no_document_and_no_other_answer_carries_them => async |world: &World| {
        let everybody = with_links(world, &Plan::of(1), 1).await;
        let id = everybody[0].register(world, FIRST).await.registration;
        let detail: Value =
            everybody[0].get(world, &wire::CATALOG_SESSION.replace("{session}", &FIRST.to_string())).await.1;
        let own = everybody[0].own_record(world, id).await;
        let course = world.pull(Caller::Organiser, Scope::Course(NEW_COURSE), None).await;
        let session = world.pull(Caller::Organiser, Scope::Session(FIRST), None).await;
        let bodies = course.docs.iter().chain(&session.docs).filter_map(|doc| doc.body.as_ref());
        let all = [json!(bodies.map(|body| body.get().to_owned()).collect::<Vec<_>>()), detail, own];
        for answer in all {
            let text = answer.to_string();
            assert!(!text.contains(SECRET) && !text.contains("meeting.example"), "{text}");
        }
    };
}

//! The privacy notice, own data, requests about it (V-01, V-02, V-07), and what people are told before the day (S0-06 …
//! S0-09), on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;
#[path = "privacy/reminders.rs"]
mod reminders;

use serde_json::Value;
use uuid::Uuid;
use yanxi_protocol::own::{
    self, AnswerDataRequest, DataRequest, DataRequestKind, DataRequestState, NewDataRequest, OwnData,
    PrivacyNotice, PrivacyShown,
};
use yanxi_server::service::privacy_text::PrivacyTerms;

use common::*;

on_both! {
    the_notice_in_force_is_shown_once_a_version => notice;
    everything_held_is_told_in_words_and_only_to_its_owner => held;
    a_request_is_answered_once_by_the_schools_administrator => requests;
    an_empty_or_endless_request_is_refused => refusals;
}

async fn tell(world: &World, caller: Caller, path: &str, body: &impl serde::Serialize) -> (u16, Value) {
    let request = caller.request("POST", path, serde_json::to_vec(body).unwrap());
    let (status, bytes) = world.raw(request).await;
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

fn shown(version: &str) -> PrivacyShown {
    PrivacyShown { version: version.into(), place: "privacy".into() }
}

async fn notice(world: &World) {
    let (status, first): (u16, PrivacyNotice) = world.get(Caller::Nobody, own::PRIVACY_NOTICE).await;
    assert_eq!((status, &first.shown), (200, &None));
    assert!(
        first.text.iter().any(|paragraph| paragraph.contains("個人資料") || paragraph.contains("您的資料"))
    );
    assert_eq!(tell(world, Caller::Attendee, own::PRIVACY_SHOWN, &shown("of last year")).await.0, 400);
    for _ in 0..2 {
        assert_eq!(tell(world, Caller::Attendee, own::PRIVACY_SHOWN, &shown(&first.version)).await.0, 204);
    }
    let lines = world.state.store.read().await.unwrap().privacy_shown(ATTENDEE).await.unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].0.as_str(), lines[0].1.as_str()), (first.version.as_str(), "privacy"));
    // A new version is a new notice.
    let terms = PrivacyTerms::parse("2\n\n新的告知事項").unwrap();
    let newer = World::with(world.state.clone().with_privacy(terms), &world.url);
    let (_, second): (u16, PrivacyNotice) = newer.get(Caller::Attendee, own::PRIVACY_NOTICE).await;
    assert_eq!((second.version.as_str(), second.shown.as_deref()), ("2", Some(first.version.as_str())));
}

async fn held(world: &World) {
    let (status, data): (u16, OwnData) = world.get(Caller::Attendee, own::OWN_DATA).await;
    assert_eq!((status, data.person), (200, ATTENDEE));
    let records = |kind: &str| data.parts.iter().find(|part| part.kind == kind).unwrap().records.clone();
    assert!(records("person")[0].contains(&("姓名".to_owned(), "林測試".to_owned())));
    let registrations = records("registrations");
    assert_eq!(registrations.len(), 1);
    assert!(registrations[0].contains(&("狀態".to_owned(), "錄取".to_owned())));
    assert!(registrations[0].contains(&("來源".to_owned(), "匯入".to_owned())));
    // Somebody else's data has nothing of it.
    let (_, other): (u16, OwnData) = world.get(Caller::OtherOrganiser, own::OWN_DATA).await;
    assert!(!serde_json::to_string(&other.parts).unwrap().contains("林測試"));
}

async fn ask(world: &World) -> DataRequest {
    let body = NewDataRequest { kind: DataRequestKind::Correction, text: " 職稱應為組長 ".into() };
    let (status, answer) = tell(world, Caller::Attendee, own::DATA_REQUESTS, &body).await;
    assert_eq!(status, 200, "{answer}");
    serde_json::from_value(answer).unwrap()
}

fn reply(state: DataRequestState) -> AnswerDataRequest {
    AnswerDataRequest { state, reply: "已更正".into() }
}

async fn requests(world: &World) {
    let mut tx = world.state.store.write(&[]).await.unwrap();
    tx.put_person(ATTENDEE, "林測試", Some(SCHOOL), "教師").await.unwrap();
    tx.commit().await.unwrap();
    let asked = ask(world).await;
    assert_eq!((asked.text.as_str(), asked.state), ("職稱應為組長", DataRequestState::Open));
    assert_eq!(asked.due.since(asked.at), 30 * 24 * 3_600_000);
    let (_, mine): (u16, Vec<DataRequest>) = world.get(Caller::Administrator, own::DATA_REQUESTS_OPEN).await;
    assert_eq!((mine.len(), mine[0].name.as_deref()), (1, Some("林測試")));
    // Neither the other school's administrator nor a system administrator has to do with it.
    for stranger in [Caller::OtherAdministrator, Caller::System] {
        let (_, theirs): (u16, Vec<DataRequest>) = world.get(stranger, own::DATA_REQUESTS_OPEN).await;
        assert!(theirs.iter().all(|request| request.id != asked.id), "{stranger:?}");
        let path = own::DATA_REQUEST_ANSWER.replace("{request}", &asked.id.to_string());
        let (status, _) = tell(world, stranger, &path, &reply(DataRequestState::Done)).await;
        assert_eq!(status, 404, "{stranger:?}");
    }
    let path = own::DATA_REQUEST_ANSWER.replace("{request}", &asked.id.to_string());
    let (status, _) = tell(world, Caller::Administrator, &path, &reply(DataRequestState::Open)).await;
    assert_eq!(status, 400);
    let (status, _) = tell(world, Caller::Administrator, &path, &reply(DataRequestState::Done)).await;
    assert_eq!(status, 200);
    let (status, again) = tell(world, Caller::Administrator, &path, &reply(DataRequestState::Refused)).await;
    assert_eq!((status, again["code"].as_str()), (409, Some("answered")));
    let (_, data): (u16, OwnData) = world.get(Caller::Attendee, own::OWN_DATA).await;
    assert_eq!(data.requests.len(), 1);
    assert_eq!(data.requests[0].state, DataRequestState::Done);
    assert_eq!(data.requests[0].reply.as_deref(), Some("已更正"));
    assert_eq!(data.requests[0].answered_by.as_deref(), Some("羅管理"));
    let target = format!("data_request:{}", asked.id);
    let audit = world.state.store.read().await.unwrap().audit_of(&target).await.unwrap();
    let actions: Vec<&str> = audit.iter().map(|line| line.action.as_str()).collect();
    assert_eq!(actions, ["data_request", "data_request_answered"]);
    assert!(audit.iter().all(|line| !line.detail.to_string().contains("職稱")));
}

async fn refusals(world: &World) {
    let body = |text: &str| NewDataRequest { kind: DataRequestKind::Deletion, text: text.into() };
    for (text, code) in [("　 ", "text_missing"), (&*"字".repeat(2_001), "text_too_long")] {
        let (status, answer) = tell(world, Caller::Attendee, own::DATA_REQUESTS, &body(text)).await;
        assert_eq!((status, answer["code"].as_str()), (400, Some(code)));
    }
    for _ in 0..10 {
        ask(world).await;
    }
    let (status, answer) = tell(world, Caller::Attendee, own::DATA_REQUESTS, &body("再一件")).await;
    assert_eq!((status, answer["code"].as_str()), (409, Some("too_many_requests")));
    let path = own::DATA_REQUEST_ANSWER.replace("{request}", &Uuid::nil().to_string());
    let (status, _) = tell(world, Caller::Administrator, &path, &reply(DataRequestState::Done)).await;
    assert_eq!(status, 404);
}

//! Golden files of sync bodies in every accepted envelope.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod golden;

use golden::{assert_golden, golden};
use rstest::rstest;
use serde_json::value::RawValue;
use yanxi_domain::{
    attendance::Flag,
    event::{RecordBody, SideRecord},
    time::Timestamp,
};
use yanxi_protocol::{
    scope::Scope,
    sync::{
        DeviceReport, Doc, EnvelopeError, EventResult, Outcome, Pull, Quarantine, ScopeChanges, ScopeStatus,
        ScopeSum, StoredEvent, SyncRequest, SyncResponse, read_request, write_response,
    },
};

const SESSION: &str = "0198a000-0000-7000-8000-000000000001";
const DEVICE: &str = "0198a000-0000-7000-8000-000000000003";
const RECORD: &str = "0198a001-0000-7000-8000-000000000003";

fn raw(text: String) -> Box<RawValue> {
    RawValue::from_string(text).unwrap()
}

fn session() -> Scope {
    Scope::Session(SESSION.parse().unwrap())
}

fn request() -> SyncRequest {
    SyncRequest {
        envelope: 3,
        device: Some(DeviceReport {
            id: DEVICE.parse().unwrap(),
            head: 4,
            unsent: 2,
            sent_at: Timestamp(1_754_354_700_000),
            app_version: "0.1.0".to_owned(),
        }),
        events: vec![raw(golden("v3/void.json")), raw(golden("v3/walk_in.json"))],
        records: vec![SideRecord {
            id: RECORD.parse().unwrap(),
            session: SESSION.parse().unwrap(),
            body: RecordBody::WalkIn {
                name: "王𤧟".to_owned(),
                school: None,
                school_name: "鳳山國小".to_owned(),
                county: Some("KHH".to_owned()),
                title: "教師".to_owned(),
                notice: None,
            },
        }],
        pulls: vec![
            Pull { scope: Scope::Catalog, cursor: None, own_through: 0 },
            Pull { scope: session(), cursor: Some("e1.41".to_owned()), own_through: 2 },
        ],
    }
}

fn response() -> SyncResponse {
    let result = |seq, outcome| EventResult { seq, outcome };
    SyncResponse {
        envelope: 3,
        server_time: Timestamp(1_754_354_700_250),
        results: vec![
            result(1, Outcome::Accepted),
            result(2, Outcome::Duplicate),
            result(3, Outcome::AcceptedFlagged { flags: vec![Flag::ClockUntrusted, Flag::NotOnRoster] }),
            result(4, Outcome::Quarantined { reason: Quarantine::ReasonMissing }),
        ],
        records: vec![RECORD.parse().unwrap()],
        device_head: Some(4),
        wipe: false,
        scopes: vec![
            ScopeChanges {
                scope: session(),
                status: ScopeStatus::Ok,
                docs: vec![
                    Doc {
                        kind: "roster".to_owned(),
                        id: "0198a001-0000-7000-8000-000000000001".to_owned(),
                        v: 42,
                        body: Some(raw(r#"{"name": "王小明"}"#.to_owned())),
                    },
                    Doc { kind: "record".to_owned(), id: RECORD.to_owned(), v: 43, body: None },
                ],
                events: vec![StoredEvent {
                    at: Timestamp(1_754_354_690_000),
                    raw: raw(golden("newer/unknown_kind.json")),
                }],
                cursor: "e1.43".to_owned(),
                more: false,
                sum: Some(ScopeSum { docs: 1, events: 1, hash: 0x0123_4567_89ab_cdef }),
            },
            ScopeChanges {
                scope: Scope::Catalog,
                status: ScopeStatus::Forbidden,
                docs: vec![],
                events: vec![],
                cursor: String::new(),
                more: false,
                sum: None,
            },
        ],
    }
}

#[test]
fn the_current_request_is_written_byte_for_byte_as_its_golden_file() {
    assert_golden("sync/request_3.json", &serde_json::to_string(&request()).unwrap());
}

#[test]
fn the_current_request_reads_back_whole() {
    let read = read_request(golden("sync/request_3.json").as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), golden("sync/request_3.json"));
}

#[rstest]
#[case(1)]
#[case(2)]
fn an_older_request_reads_to_the_current_form_without_what_it_lacked(#[case] envelope: u16) {
    let read = read_request(golden(&format!("sync/request_{envelope}.json")).as_bytes()).unwrap();
    let mut expected = request();
    expected.envelope = envelope;
    expected.records.clear();
    expected.pulls.iter_mut().for_each(|pull| pull.own_through = 0);
    assert_eq!(serde_json::to_string(&read).unwrap(), serde_json::to_string(&expected).unwrap());
}

#[rstest]
#[case(1)]
#[case(2)]
#[case(3)]
fn a_response_is_written_in_the_envelope_of_its_request(#[case] envelope: u16) {
    let written = SyncResponse { envelope, ..response() };
    let body = String::from_utf8(write_response(&written, envelope)).unwrap();
    assert_golden(&format!("sync/response_{envelope}.json"), &body);
    assert!(body.contains(&golden("newer/unknown_kind.json")), "events are handed on byte for byte");
}

#[test]
fn the_current_response_reads_back_whole() {
    let read: SyncResponse = serde_json::from_str(&golden("sync/response_3.json")).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), golden("sync/response_3.json"));
}

#[rstest]
#[case::too_old(r#"{"envelope":0}"#, EnvelopeError::NotAccepted { envelope: 0 })]
#[case::too_new(r#"{"envelope":4}"#, EnvelopeError::NotAccepted { envelope: 4 })]
#[case::newer_of_another_shape(r#"{"envelope":5,"pulls":{}}"#, EnvelopeError::NotAccepted { envelope: 5 })]
#[case::wrong_shape(r#"{"envelope":3,"pulls":{}}"#, EnvelopeError::Malformed)]
#[case::no_number("{}", EnvelopeError::Malformed)]
#[case::html("<html>", EnvelopeError::Malformed)]
#[case::odd_scope(r#"{"envelope":1,"cursors":{"galaxy":null}}"#, EnvelopeError::Malformed)]
fn a_body_of_no_accepted_envelope_says_so(#[case] body: &str, #[case] error: EnvelopeError) {
    assert_eq!(read_request(body.as_bytes()).unwrap_err(), error);
}

#[rstest]
#[case::flag(r#"{"outcome":"accepted_flagged","flags":["SEQ_GAP","FROM_THE_FUTURE"]}"#, Outcome::AcceptedFlagged { flags: vec![Flag::SeqGap, Flag::Unknown] })]
#[case::quarantine(r#"{"outcome":"quarantined","reason":"from_the_future"}"#, Outcome::Quarantined { reason: Quarantine::Unknown })]
fn a_code_of_a_newer_server_does_not_spoil_the_answer(#[case] text: &str, #[case] outcome: Outcome) {
    assert_eq!(serde_json::from_str::<Outcome>(text).unwrap(), outcome);
}

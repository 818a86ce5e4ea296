//! Laws of the wire: what is sent comes back byte for byte, in any order, whoever wrote it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::{collection::vec, option, prelude::*};
use serde_json::value::RawValue;
use uuid::Uuid;
use yanxi_domain::{
    event::{AttendanceEvent, Direction, EventKind, Evidence, Method, OffsetQuality, Subject},
    ids::{AccountId, BootId, DeviceId, DraftId, EventId, PeriodId, RecordId, RegistrationId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    scope::Scope,
    sync::{Doc, ScopeSum, SyncRequest, read_request},
    upcast::{Header, Read, read_event},
};

fn id() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

/// Instants from 1971 to 2099.
fn instant() -> impl Strategy<Value = Timestamp> {
    (31_536_000_000_i64..4_070_908_800_000).prop_map(Timestamp)
}

fn kind() -> impl Strategy<Value = EventKind> {
    prop_oneof![
        Just(EventKind::SignIn),
        Just(EventKind::SignOut),
        id().prop_map(|event| EventKind::Void { event: EventId(event) }),
        id().prop_map(|record| EventKind::WalkIn { record: RecordId(record) }),
        instant().prop_map(|until| EventKind::WindowExtend { until }),
        id().prop_map(|to| EventKind::Handover { to: AccountId(to) }),
        any::<i64>().prop_map(|offset_ms| EventKind::ClockFix { offset_ms }),
        id().prop_map(|record| EventKind::Note { record: RecordId(record) }),
        any::<u64>().prop_map(|last_seq| EventKind::EndOfSession { last_seq }),
        (any::<bool>(), instant()).prop_map(|(out, claimed)| EventKind::PaperBackfill {
            direction: if out { Direction::Out } else { Direction::In },
            claimed,
        }),
    ]
}

fn subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        id().prop_map(|id| Subject::Registration(RegistrationId(id))),
        id().prop_map(|id| Subject::Draft(DraftId(id))),
    ]
}

fn event() -> impl Strategy<Value = AttendanceEvent> {
    let ids = (id(), id(), id(), id(), id(), id());
    let clock = (any::<u64>(), instant(), any::<u64>(), option::of(any::<i64>()));
    let quality = prop::sample::select(vec![
        OffsetQuality::Good,
        OffsetQuality::Stale,
        OffsetQuality::Unknown,
        OffsetQuality::Manual,
    ]);
    (ids, clock, option::of(subject()), kind(), quality, option::of("\\PC{0,12}")).prop_map(
        |(
            (id, session, period, device, boot, operator),
            (seq, at, mono, offset),
            subject,
            kind,
            quality,
            reason,
        )| {
            AttendanceEvent {
                id: EventId(id),
                seq,
                at,
                mono,
                subject,
                kind,
                session: SessionId(session),
                period: PeriodId(period),
                device: DeviceId(device),
                boot: BootId(boot),
                operator: AccountId(operator),
                offset,
                quality,
                method: Method::List,
                evidence: Evidence::Medium,
                reason,
                v: 3,
            }
        },
    )
}

/// JSON text of any shape, with the whitespace a different serialiser may leave.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<i64>().prop_map(|n| n.to_string()),
        "\\PC{0,8}".prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(|items| format!("[ {} ]", items.join(" , "))),
            vec(("[a-z]{1,6}", inner), 0..3).prop_map(|fields| {
                let fields: Vec<_> =
                    fields.into_iter().enumerate().map(|(i, (k, v))| format!("\"{k}{i}\" : {v}")).collect();
                format!("{{{}}}", fields.join(","))
            }),
        ]
    })
}

/// An event with a kind nobody knows yet: name, content and version at will.
fn event_of_the_future() -> impl Strategy<Value = (String, Header)> {
    (event(), "x_[a-z_]{1,12}", option::of(json()), 3_u16..6).prop_map(|(event, name, content, v)| {
        let kind =
            content.map_or_else(|| format!("\"{name}\""), |content| format!("{{ \"{name}\":{content} }}"));
        let known = serde_json::to_string(&event.kind).unwrap();
        let raw = serde_json::to_string(&AttendanceEvent { v, ..event.clone() }).unwrap();
        let raw = raw.replacen(&format!("\"kind\":{known}"), &format!("\"kind\": {kind}"), 1);
        let header = Header { id: event.id, seq: event.seq, device: event.device, session: event.session, v };
        (raw, header)
    })
}

fn request_with(raw: &str) -> SyncRequest {
    SyncRequest {
        envelope: 3,
        device: None,
        events: vec![RawValue::from_string(raw.to_owned()).unwrap()],
        records: vec![],
        pulls: vec![],
    }
}

proptest! {
    #[test]
    fn a_known_event_reads_back_as_it_was_written(event in event()) {
        let raw = serde_json::to_string(&event).unwrap();
        prop_assert_eq!(read_event(&raw), Ok(Read::Known(event.clone())));
        prop_assert_eq!(serde_json::from_str::<AttendanceEvent>(&raw).unwrap(), event);
    }

    #[test]
    fn an_unknown_kind_survives_the_round_trip_byte_for_byte((raw, header) in event_of_the_future()) {
        prop_assert_eq!(read_event(&raw), Ok(Read::UnknownKind(header)));
        let body = serde_json::to_vec(&request_with(&raw)).unwrap();
        let received = read_request(&body).unwrap();
        prop_assert_eq!(received.events[0].get(), &raw);
    }

    #[test]
    fn reading_never_panics(raw in "\\PC{0,64}", json in json()) {
        let _ = read_event(&raw);
        let _ = read_event(&json);
        let _ = read_request(raw.as_bytes());
        let _ = read_request(json.as_bytes());
    }

    #[test]
    fn a_scope_reads_back_as_it_was_written(id in id(), which in 0..5) {
        let scope = match which {
            0 => Scope::Session(SessionId(id)),
            1 => Scope::Crew(SessionId(id)),
            2 => Scope::Course(yanxi_domain::ids::CourseId(id)),
            3 => Scope::Person(yanxi_domain::ids::PersonId(id)),
            _ => Scope::Catalog,
        };
        prop_assert_eq!(scope.to_string().parse(), Ok(scope));
    }

    #[test]
    fn the_sum_of_a_scope_does_not_depend_on_the_order_of_arrival(
        events in vec("[a-z]{0,6}", 0..8),
        bodies in vec(json(), 0..4),
    ) {
        let doc = |(i, body): (usize, &String)| Doc {
            kind: "roster".to_owned(),
            id: i.to_string(),
            v: 1,
            body: Some(RawValue::from_string(body.clone()).unwrap()),
        };
        let docs: Vec<Doc> = bodies.iter().enumerate().map(doc).collect();
        let (mut forward, mut backward) = (ScopeSum::default(), ScopeSum::default());
        events.iter().for_each(|raw| forward.add_event(raw));
        docs.iter().for_each(|doc| forward.add_doc(doc));
        docs.iter().rev().for_each(|doc| backward.add_doc(doc));
        events.iter().rev().for_each(|raw| backward.add_event(raw));
        prop_assert_eq!(forward, backward);
    }
}

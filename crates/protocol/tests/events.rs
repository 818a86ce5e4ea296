//! Golden files of events: what was ever written stays readable, and means the same.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod golden;

use golden::{golden, golden_names};
use rstest::rstest;
use yanxi_domain::event::{AttendanceEvent, Direction, EVENT_VERSION, EventKind, OffsetQuality};
use yanxi_protocol::upcast::{Read, UnreadableReason, read_event};

fn read(path: &str) -> AttendanceEvent {
    match read_event(&golden(path)) {
        Ok(Read::Known(event)) => event,
        other => panic!("{path}: {other:?}"),
    }
}

#[test]
fn every_kind_has_a_golden_file_in_every_version() {
    let names = golden_names("v3");
    assert_eq!(names.len(), 10);
    assert_eq!(golden_names("v2"), names);
    assert_eq!(golden_names("v1"), names);
}

#[test]
fn events_of_the_current_version_are_written_byte_for_byte_as_their_golden_file() {
    for name in golden_names("v3") {
        let path = format!("v3/{name}");
        let event = read(&path);
        assert_eq!(event.v, EVENT_VERSION);
        assert_eq!(serde_json::to_string(&event).unwrap(), golden(&path), "{path}");
        assert_eq!(serde_json::from_str::<AttendanceEvent>(&golden(&path)).unwrap(), event, "{path}");
    }
}

#[rstest]
#[case(1)]
#[case(2)]
fn an_older_version_reads_to_the_same_event_as_the_current_one(#[case] version: u16) {
    for name in golden_names("v3") {
        assert_eq!(read(&format!("v{version}/{name}")), read(&format!("v3/{name}")), "{name}");
    }
}

#[test]
fn golden_values_are_what_they_were_when_written() {
    let paper = read("v1/paper_backfill.json");
    assert_eq!(paper.seq, 10);
    assert_eq!(paper.at.taipei().to_string(), "2025-08-05 08:50:50.010");
    assert_eq!(paper.offset, Some(400));
    assert_eq!(paper.reason.as_deref(), Some("平板沒電"));
    let EventKind::PaperBackfill { direction, claimed } = paper.kind else { panic!("{paper:?}") };
    assert_eq!((direction, claimed.taipei_hhmm().as_str()), (Direction::In, "08:41"));
    let note = read("v2/note.json");
    assert_eq!((note.subject, note.offset, note.quality), (None, None, OffsetQuality::Unknown));
}

#[rstest]
#[case("newer/unknown_kind.json", 3)]
#[case("newer/version_4.json", 4)]
fn an_event_of_a_newer_app_still_shows_its_header(#[case] path: &str, #[case] v: u16) {
    let read_newer = read_event(&golden(path)).unwrap();
    assert!(matches!(read_newer, Read::UnknownKind(_)), "{read_newer:?}");
    let known = read("v3/sign_in.json");
    let header = read_newer.header();
    assert_eq!(header.v, v);
    assert_eq!(
        (header.id, header.seq, header.device, header.session),
        (known.id, known.seq, known.device, known.session)
    );
    assert_eq!(read_newer.known(), None);
}

#[rstest]
#[case::empty("", UnreadableReason::NotAnObject)]
#[case::html("<html>sign in to the guest network</html>", UnreadableReason::NotAnObject)]
#[case::array("[1,2]", UnreadableReason::NotAnObject)]
#[case::cut_off(r#"{"v":3,"seq":1"#, UnreadableReason::NotAnObject)]
#[case::no_version(r#"{"seq":1}"#, UnreadableReason::NoHeader)]
#[case::odd_version(r#"{"v":"three"}"#, UnreadableReason::NoHeader)]
#[case::version_zero(r#"{"v":0,"seq":4}"#, UnreadableReason::NoSuchVersion(0))]
#[case::nothing_else(r#"{"v":3,"seq":4}"#, UnreadableReason::BadFields(3))]
#[case::newer_without_header(r#"{"v":9,"seq":4}"#, UnreadableReason::NoHeader)]
fn what_is_no_event_says_why(#[case] raw: &str, #[case] why: UnreadableReason) {
    assert_eq!(read_event(raw).unwrap_err().why, why);
}

#[rstest]
#[case::known_kind_without_its_field(
    "v3/void.json",
    r#"{"void":{"event":"0198a002-0000-7000-8000-000000000001"}}"#,
    r#"{"void":{}}"#
)]
#[case::kind_that_is_no_kind("v3/sign_in.json", r#""kind":"sign_in""#, r#""kind":7"#)]
#[case::two_kinds("v3/sign_in.json", r#""kind":"sign_in""#, r#""kind":{"a":1,"b":2}"#)]
#[case::v2_unknown_type("v2/sign_in.json", "sign_in", "badge_printed")]
#[case::v1_missing_field("v1/void.json", "voidOf", "voidedBy")]
#[case::v1_bad_time("v1/sign_in.json", "2025-08-05T", "2025-13-05T")]
fn a_damaged_event_is_unreadable_but_keeps_its_number(
    #[case] path: &str,
    #[case] good: &str,
    #[case] bad: &str,
) {
    let raw = golden(path);
    assert!(raw.contains(good), "{path} has no {good}");
    let unreadable = read_event(&raw.replace(good, bad)).unwrap_err();
    assert!(matches!(unreadable.why, UnreadableReason::BadFields(_)), "{unreadable:?}");
    assert_eq!(unreadable.seq, Some(read(path).seq));
}

/// A new kind does not compile here until it has a name, and does not pass until it has a golden file.
fn name(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::SignIn => "sign_in",
        EventKind::SignOut => "sign_out",
        EventKind::Void { .. } => "void",
        EventKind::WalkIn { .. } => "walk_in",
        EventKind::WindowExtend { .. } => "window_extend",
        EventKind::Handover { .. } => "handover",
        EventKind::ClockFix { .. } => "clock_fix",
        EventKind::Note { .. } => "note",
        EventKind::EndOfSession { .. } => "end_of_session",
        EventKind::PaperBackfill { .. } => "paper_backfill",
    }
}

#[test]
fn a_known_kind_that_does_not_fit_is_damaged_not_unknown() {
    for file in golden_names("v3") {
        let raw = golden(&format!("v3/{file}"));
        let kind = read(&format!("v3/{file}")).kind;
        assert_eq!(file, format!("{}.json", name(&kind)));
        let written = format!("\"kind\":{}", serde_json::to_string(&kind).unwrap());
        let damaged = raw.replace(&written, &format!("\"kind\":{{\"{}\":7}}", name(&kind)));
        assert_ne!(damaged, raw);
        assert_eq!(read_event(&damaged).unwrap_err().why, UnreadableReason::BadFields(3), "{file}");
    }
}

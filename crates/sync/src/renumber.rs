//! A new place in the stream for an event whose number was already taken.

use serde_json::{Value, value::RawValue};

/// The same event under another sequence number, for [`crate::Ack::renumber`]. Only the position changes: id, time and
/// content stay. The `last_seq` of an `EndOfSession` is the event's own number and moves with it. Works on every event
/// version, because a log may begin with events an older app wrote.
///
/// Returns `None` when `raw` is not a JSON object.
#[must_use]
pub fn renumber(raw: &RawValue, seq: u64) -> Option<Box<RawValue>> {
    let mut event: Value = serde_json::from_str(raw.get()).ok()?;
    let place = if event.get("deviceSeq").is_some() { "deviceSeq" } else { "seq" };
    event.as_object_mut()?.insert(place.to_owned(), seq.into());
    for last in ["/kind/end_of_session/last_seq", "/kind/last_seq", "/lastSeq"] {
        if let Some(last) = event.pointer_mut(last) {
            *last = seq.into();
        }
    }
    RawValue::from_string(event.to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(r#"{"id":"a","seq":6,"kind":"sign_in"}"#, r#"{"id":"a","seq":11,"kind":"sign_in"}"#)]
    #[case(
        r#"{"id":"a","seq":6,"kind":{"end_of_session":{"last_seq":6}}}"#,
        r#"{"id":"a","seq":11,"kind":{"end_of_session":{"last_seq":11}}}"#
    )]
    #[case(
        r#"{"id":"a","seq":6,"kind":{"type":"end_of_session","last_seq":6}}"#,
        r#"{"id":"a","seq":11,"kind":{"type":"end_of_session","last_seq":11}}"#
    )]
    #[case(
        r#"{"eventId":"a","deviceSeq":6,"type":"endOfSession","lastSeq":6}"#,
        r#"{"eventId":"a","deviceSeq":11,"type":"endOfSession","lastSeq":11}"#
    )]
    #[case(r#"{"seq":6,"from_the_future":[1]}"#, r#"{"seq":11,"from_the_future":[1]}"#)]
    fn only_the_position_changes(#[case] before: &str, #[case] after: &str) {
        let raw = RawValue::from_string(before.to_owned()).unwrap();
        let moved: Value = serde_json::from_str(renumber(&raw, 11).unwrap().get()).unwrap();
        assert_eq!(moved, serde_json::from_str::<Value>(after).unwrap());
    }
}

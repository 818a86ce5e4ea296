//! Numbers no honest device sends: none may make the office wait for ever, or the server keep ranges without end.

use yanxi_domain::event::EventKind;
use yanxi_protocol::{
    docs,
    scope::Scope,
    sync::{Outcome, Quarantine},
};
use yanxi_server::ranges::MAX_AHEAD;

use crate::{
    common::{tablet::outcomes, *},
    on_both,
};

const IMPOSSIBLE: Outcome = Outcome::Quarantined { reason: Quarantine::SeqImpossible };

on_both! {
    a_reported_head_is_believed_within_reason => reported_head;
    an_impossible_number_is_kept_aside_and_leaves_no_hole => impossible_numbers;
    the_end_of_a_session_waits_for_nothing_after_itself => far_end;
    holes_without_end_are_not_recorded => many_holes;
}

async fn reported_head(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(2);
    let mut request = tablet.request(&tablet.stream);
    for head in [1 << 63, u64::MAX] {
        request.device.as_mut().unwrap().head = head;
        let response = world.sync(tablet.caller, &request).await;
        assert_eq!(response.device_head, Some(MAX_AHEAD + 2));
    }
    let status = tablet.status(world).await;
    assert_eq!((status.head, status.missing), (MAX_AHEAD + 2, vec![(3, MAX_AHEAD + 2)]));
}

async fn impossible_numbers(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(1);
    let mut pushed = tablet.stream.clone();
    for seq in [0, MAX_AHEAD + 3, 1 << 62, u64::MAX] {
        let mut event = tablet.event(SESSION_1, EventKind::SignIn);
        event.seq = seq;
        pushed.push(serde_json::to_string(&event).unwrap());
    }
    pushed.push(format!(r#"{{"seq":{},"v":3}}"#, u64::MAX));
    tablet.sign_in(1);
    pushed.push(tablet.stream[1].clone());
    let mut expected = vec![IMPOSSIBLE; 7];
    expected[0] = Outcome::Accepted;
    expected[5] = Outcome::Quarantined { reason: Quarantine::Unreadable };
    expected[6] = Outcome::Accepted;
    assert_eq!(outcomes(tablet.push(world, &pushed).await.results), expected);
    let status = tablet.status(world).await;
    assert_eq!((status.head, status.missing), (2, vec![]));
    let course = world.pull(Caller::Organiser, Scope::Course(COURSE), None).await;
    assert_eq!(course.docs.iter().filter(|doc| doc.kind == docs::QUARANTINED).count(), 5);
}

async fn far_end(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(1);
    let end = tablet.event(SESSION_1, EventKind::EndOfSession { last_seq: 1 << 60 });
    tablet.write(&end);
    assert_eq!(tablet.push_all(world).await, [Outcome::Accepted, Outcome::Accepted]);
    let status = tablet.status(world).await;
    assert_eq!((status.ended, status.missing), (vec![(SESSION_1, 2)], vec![]));
}

async fn many_holes(world: &World) {
    let tablet = Tablet::a();
    let event = |seq| {
        let mut event = tablet.event(SESSION_1, EventKind::SignIn);
        event.seq = seq;
        serde_json::to_string(&event).unwrap()
    };
    let pushed: Vec<String> = (1..=1_200).map(|n| event(n * 2)).collect();
    let results = outcomes(tablet.push(world, &pushed).await.results);
    assert_eq!(results.iter().filter(|outcome| **outcome == Outcome::Accepted).count(), 1_000);
    assert_eq!(results.iter().filter(|outcome| **outcome == IMPOSSIBLE).count(), 200);
    assert_eq!(tablet.status(world).await.missing.len(), 1_000);
}

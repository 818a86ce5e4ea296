//! Pulling: pages, cursors, sums, own events, permissions.

use yanxi_domain::event::EventKind;
use yanxi_protocol::{
    scope::Scope,
    sync::{Pull, ScopeChanges, ScopeStatus},
};

use crate::{common::*, on_both};

on_both! {
    pages_never_cut_a_version_and_miss_nothing => pages;
    a_cursor_from_elsewhere_starts_over => start_over;
    own_events_are_left_out_up_to_the_number_named => own_through;
    nothing_new_is_an_empty_answer_with_the_sum => nothing_new;
    each_scope_asks_for_its_own_right => permissions;
    session_events_go_to_their_session_only => separate_sessions;
}

const SCOPE: Scope = Scope::Session(SESSION_1);

async fn pages(world: &World) {
    let mut tablet = Tablet::a();
    // Versions of 2,000 events: a page of 5,000 must stop after two of them.
    for _ in 0..4 {
        let from = tablet.stream.len();
        tablet.sign_in(2_000);
        tablet.push(world, &tablet.stream[from..]).await;
    }
    let mut collected = ScopeChanges {
        events: Vec::new(),
        docs: Vec::new(),
        ..world.pull(Caller::TabletB, SCOPE, None).await
    };
    let mut cursor = None;
    let mut sizes = Vec::new();
    loop {
        let page = world.pull(Caller::TabletB, SCOPE, cursor.as_deref()).await;
        sizes.push(page.events.len());
        collected.events.extend(page.events);
        collected.docs.extend(page.docs);
        assert_eq!(page.sum.is_some(), !page.more, "the sum comes with the last page, only");
        cursor = Some(page.cursor);
        collected.sum = page.sum;
        if !page.more {
            break;
        }
    }
    assert_eq!(sizes, [4_000, 4_000]);
    let raws: Vec<&str> = collected.events.iter().map(|event| event.raw.get()).collect();
    assert_eq!(raws, tablet.stream);
    assert_sum(&collected);
}

async fn start_over(world: &World) {
    let mut tablet = Tablet::a();
    tablet.sign_in(2);
    tablet.push_all(world).await;
    let good = world.pull(Caller::TabletB, SCOPE, None).await.cursor;
    let (epoch, version) = good.split_once('.').unwrap();
    let ahead = format!("{epoch}.{}", version.parse::<u64>().unwrap() + 1);
    for cursor in ["garbage".to_owned(), format!("0123456789ab.{version}"), ahead] {
        let changes = world.pull(Caller::TabletB, SCOPE, Some(&cursor)).await;
        assert_eq!(changes.status, ScopeStatus::StartOver, "{cursor}");
        assert_eq!((changes.events.len(), changes.cursor == good), (2, true));
        assert_sum(&changes);
    }
    assert_eq!(world.pull(Caller::TabletB, SCOPE, Some(&good)).await.status, ScopeStatus::Ok);
}

async fn own_through(world: &World) {
    let (mut a, mut b) = (Tablet::a(), Tablet::b());
    a.sign_in(5);
    b.sign_in(2);
    a.push_all(world).await;
    b.push_all(world).await;
    let mut request = a.request(&[]);
    request.pulls = vec![Pull { scope: SCOPE, cursor: None, own_through: 3 }];
    let changes = world.sync(a.caller, &request).await.scopes.remove(0);
    let raws: Vec<&str> = changes.events.iter().map(|event| event.raw.get()).collect();
    let expected: Vec<&str> = a.stream[3..].iter().chain(&b.stream).map(String::as_str).collect();
    assert_eq!(raws, expected);
    assert_eq!(changes.sum.unwrap().events, 7, "the sum is of the whole scope");
}

async fn nothing_new(world: &World) {
    let first = world.pull(Caller::TabletB, SCOPE, None).await;
    let again = world.pull(Caller::TabletB, SCOPE, Some(&first.cursor)).await;
    assert_eq!((again.docs.len(), again.events.len(), again.more), (0, 0, false));
    assert_eq!(again.sum, first.sum);
    assert_eq!(again.cursor, first.cursor);
}

async fn permissions(world: &World) {
    use Caller::{Attendee, Organiser, OtherOrganiser, OtherTablet, TabletA, TabletB};
    let signed_in = [&Caller::ACCOUNTS[..], &[TabletA, TabletB, OtherTablet]].concat();
    let allowed: [(Scope, &[Caller]); 8] = [
        (Scope::Session(SESSION_1), &[Organiser, TabletA, TabletB]),
        (Scope::Session(SESSION_2), &[Organiser, TabletB]),
        (Scope::Session(OTHER_SESSION), &[OtherOrganiser, OtherTablet]),
        (Scope::Crew(SESSION_1), &[TabletA, TabletB]),
        (Scope::Course(COURSE), &[Organiser]),
        (Scope::Course(OTHER_COURSE), &[OtherOrganiser]),
        (Scope::Person(ATTENDEE), &[Attendee]),
        (Scope::Catalog, &signed_in),
    ];
    for (scope, callers) in allowed {
        for caller in
            Caller::ALL.into_iter().filter(|caller| !matches!(caller, Caller::Nobody | Caller::Forger))
        {
            let changes = world.pull(caller, scope, None).await;
            let expected = if callers.contains(&caller) { ScopeStatus::Ok } else { ScopeStatus::Forbidden };
            assert_eq!(changes.status, expected, "{caller:?} {scope}");
            if expected == ScopeStatus::Forbidden {
                assert!(changes.docs.is_empty() && changes.cursor.is_empty() && changes.sum.is_none());
            }
        }
    }
}

async fn separate_sessions(world: &World) {
    let mut tablet = Tablet::b();
    for session in [SESSION_1, SESSION_2, SESSION_1] {
        let event = tablet.event(session, EventKind::SignIn);
        tablet.write(&event);
    }
    tablet.push_all(world).await;
    assert_eq!(world.pull(Caller::Organiser, SCOPE, None).await.events.len(), 2);
    assert_eq!(world.pull(Caller::Organiser, Scope::Session(SESSION_2), None).await.events.len(), 1);
}

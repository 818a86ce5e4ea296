//! Two real server processes over one PostgreSQL: each delivers what the other took (design 1, 4).
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;
#[path = "two_processes/process.rs"]
mod process;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use common::*;
use process::Process;
use tokio::time::timeout;
use yanxi_protocol::{
    scope::Scope,
    sync::{Outcome, Pull, ScopeChanges},
};

const SCOPE: Scope = Scope::Session(SESSION_1);
/// Beyond this, a message or an answer is as good as lost.
const PATIENCE: Duration = Duration::from_secs(60);
/// Events of each tablet that are pushed one by one.
const EACH: usize = 60;
/// Pushes of one tablet under way at once.
const AT_ONCE: usize = 6;

async fn pull(process: &Process, caller: Caller, cursor: Option<&str>) -> ScopeChanges {
    let mut request = empty_request();
    request.pulls.push(Pull { scope: SCOPE, cursor: cursor.map(str::to_owned), own_through: 0 });
    process.sync(caller, &request).await.scopes.remove(0)
}

async fn push(process: &Process, tablet: &Tablet, events: &[String]) -> Vec<Outcome> {
    tablet::outcomes(process.sync(tablet.caller, &tablet.request(events)).await.results)
}

/// Follows the scope at one process until it was told to stop and has seen `count`; how often it got each event.
async fn follow(
    process: &Process,
    caller: Caller,
    count: usize,
    all_pushed: &AtomicBool,
) -> BTreeMap<String, u32> {
    let mut seen = BTreeMap::new();
    let mut cursor: Option<String> = None;
    loop {
        // Read before pulling: what is pushed by then is in this very answer.
        let last = all_pushed.load(Ordering::SeqCst);
        let page = pull(process, caller, cursor.as_deref()).await;
        for event in page.events {
            *seen.entry(event.raw.get().to_owned()).or_default() += 1;
        }
        cursor = Some(page.cursor);
        if last && !page.more {
            assert_eq!(page.sum.unwrap().events, count as u64);
            return seen;
        }
    }
}

/// Pushes a stream one event a request, through both processes in turn and several at once.
async fn push_singly(processes: [&Process; 2], tablet: &Tablet) {
    let lanes = (0..AT_ONCE).map(|lane| async move {
        for (n, event) in tablet.stream.iter().enumerate().skip(lane).step_by(AT_ONCE) {
            let process = processes[(n / AT_ONCE + lane) % 2];
            assert_eq!(push(process, tablet, std::slice::from_ref(event)).await, [Outcome::Accepted]);
        }
    });
    futures::future::join_all(lanes).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_over_one_postgres_deliver_to_each_others_clients() {
    let Some(database) = TestDatabase::postgres().await else { return };
    World::new(&database).await.state.store.close().await;
    let one = Process::start(&database.url).await;
    let two = Process::start(&database.url).await;
    let (mut a, mut b) = (Tablet::a(), Tablet::b());

    // There and back: pushed through one, the other's client hears of it and gets it.
    for (from, to, tablet, listener) in
        [(&one, &two, &mut a, Caller::TabletB), (&two, &one, &mut b, Caller::TabletA)]
    {
        let cursor = pull(to, listener, None).await.cursor;
        let mut news = to.news(listener, &SCOPE.to_string()).await;
        tablet.sign_in(1);
        assert_eq!(push(from, tablet, &tablet.stream).await, [Outcome::Accepted]);
        let message = timeout(PATIENCE, news.next()).await.expect("a message");
        assert_eq!(message.trim(), format!("event: news\ndata: {SCOPE}"));
        let changes = pull(to, listener, Some(&cursor)).await;
        let got: Vec<&str> = changes.events.iter().map(|event| event.raw.get()).collect();
        assert_eq!(got, [tablet.stream[0].as_str()]);
    }

    // Commits of both processes interleave and overtake each other; followers of either see each event once.
    for tablet in [&mut a, &mut b] {
        tablet.stream.clear();
        tablet.sign_in(1 + EACH);
        // The first number is on the server already.
        tablet.stream.remove(0);
    }
    let all: BTreeSet<String> = a.stream.iter().chain(&b.stream).cloned().collect();
    let count = all.len() + 2;
    let all_pushed = AtomicBool::new(false);
    let pushing = async {
        tokio::join!(push_singly([&one, &two], &a), push_singly([&two, &one], &b));
        all_pushed.store(true, Ordering::SeqCst);
    };
    let following = async {
        tokio::join!(
            follow(&one, Caller::TabletA, count, &all_pushed),
            follow(&two, Caller::TabletB, count, &all_pushed)
        )
    };
    let ((), (at_one, at_two)) =
        timeout(PATIENCE, async { tokio::join!(pushing, following) }).await.expect("both come to an end");
    for seen in [at_one, at_two] {
        assert!(seen.values().all(|times| *times == 1), "each exactly once");
        assert!(all.iter().all(|raw| seen.contains_key(raw)), "none missing");
        assert_eq!(seen.len(), count);
    }
    assert_sum(&pull(&one, Caller::TabletA, None).await);
    drop((one, two));
    database.remove().await;
}

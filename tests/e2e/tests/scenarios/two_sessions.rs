//! E2E-4: two half-day sessions in one room, the same tablets, the same content.

use std::collections::HashMap;

use yanxi_domain::{
    event::{EventKind, Subject},
    roster::RosterEntry,
};
use yanxi_e2e::{
    browser::Browser,
    desk::Who,
    stage::{Stage, at},
    truth::Truth,
};

const MORNING: Who = Who { name: "王小明", school: "海豐國小", title: "教務主任" };
const AFTERNOON: Who = Who { name: "丁以晴", school: "泰武國小", title: "教學組長" };
const LATER: Who = Who { name: "陳鱻", school: "屏大附小", title: "生教組長" };

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_in_the_wrong_session_writes_nothing_and_offers_to_switch() -> anyhow::Result<()> {
    let stage = Stage::open("two-sessions").await?;
    let mut tablet = stage.tablet("平板A", "方志豪", "第一場").await?;
    let result = play(&stage, &mut tablet).await;
    stage.watched(&[&tablet], result).await
}

async fn play(stage: &Stage, tablet: &mut Browser) -> anyhow::Result<()> {
    stage.travel(at("08:50"), &mut [tablet]).await?;
    tablet.sign_in(MORNING).await?;
    stage.travel(at("12:50"), &mut [tablet]).await?;
    tablet.sees("第一場已結束").await?;

    tablet.choose(AFTERNOON).await?;
    tablet.sees("此人報名 第二場").await?;
    tablet.sees("尚未寫入任何紀錄").await?;
    let organiser = stage.organiser().await?;
    let [first, second] = stage.sessions(&organiser).await?;
    tablet.all_sent().await?;
    assert_eq!(Truth::read(&organiser, &first).await?.events.len(), 1, "looking at somebody writes nothing");

    tablet.press("切換到第二場並簽到").await?;
    tablet.green(AFTERNOON, "簽到").await?;
    tablet.sees("第二場").await?;
    stage.travel(at("13:05"), &mut [tablet]).await?;
    tablet.sign_in(LATER).await?;

    // Somebody of the morning stays (T-41): a walk-in of the second session, and nothing in the first.
    tablet.choose(MORNING).await?;
    tablet.press("改在本場次參加（現場報名）").await?;
    tablet.press("登記並簽到").await?;
    tablet.green_text(&format!("{}（", MORNING.name)).await?;
    tablet.all_sent().await?;

    let (morning, afternoon) =
        (Truth::read(&organiser, &first).await?, Truth::read(&organiser, &second).await?);
    morning.check_streams()?;
    afternoon.check_streams()?;
    assert_eq!(morning.events.len(), 1, "{}", morning.story_of(&MORNING.label()));
    for truth in [&morning, &afternoon] {
        let roster: HashMap<_, &RosterEntry> = truth.roster.iter().map(|entry| (entry.id, entry)).collect();
        for received in &truth.events {
            assert_eq!(received.event.session, truth.id());
            if let Some(Subject::Registration(id)) = received.event.subject {
                assert!(roster.contains_key(&id), "an event of a person of the other session");
            }
        }
    }
    let walk_ins =
        afternoon.events.iter().filter(|e| matches!(e.event.kind, EventKind::WalkIn { .. })).count();
    assert_eq!((afternoon.events.len(), walk_ins), (4, 1));
    Ok(())
}

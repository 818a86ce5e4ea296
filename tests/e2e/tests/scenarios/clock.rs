//! E2E-2: tablet B is 47 minutes fast, and at the sixth tap somebody sets its clock back by an hour.

use yanxi_domain::{attendance::Status, time::MINUTE_MS};
use yanxi_e2e::{
    browser::Browser,
    desk::Who,
    proxy::Network,
    stage::{Stage, at},
    truth::Truth,
};

const PEOPLE: [Who; 10] = [
    Who { name: "王小明", school: "海豐國小", title: "教務主任" },
    Who { name: "Falah Kacaw", school: "泰武國小", title: "教師" },
    Who { name: "林志明", school: "南州國中", title: "資訊組長" },
    Who { name: "張美玲", school: "屏大附小", title: "註冊組長" },
    Who { name: "黃大為", school: "南州國中", title: "生教組長" },
    Who { name: "包雅蘭", school: "泰武國小", title: "教務組長" },
    Who { name: "凃家豪", school: "屏大附小", title: "資訊組長" },
    Who { name: "塗家豪", school: "海豐國小", title: "資訊組長" },
    Who { name: "黄堃喆", school: "南州國中", title: "學務主任" },
    Who { name: "游珏煊", school: "南州國中", title: "幹事" },
];

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_and_jumping_clock_makes_nobody_late() -> anyhow::Result<()> {
    let stage = Stage::open("clock").await?;
    let mut tablet = stage.browser("平板B", yanxi_e2e::browser::TABLET).await?;
    let result = play(&stage, &mut tablet).await;
    stage.watched(&[&tablet], result).await
}

async fn play(stage: &Stage, tablet: &mut Browser) -> anyhow::Result<()> {
    tablet.set_clock_ahead(47 * MINUTE_MS).await?;
    tablet.start("/").await?;
    tablet.press("以羅婉如進入").await?;
    tablet.press("進入第一場").await?;
    tablet.at_the_list().await?;
    tablet.network(Network::Refuse);
    for (minute, who) in PEOPLE.into_iter().enumerate() {
        stage.travel(at(&format!("08:{}", 50 + minute)), &mut [tablet]).await?;
        if minute == 5 {
            tablet.set_clock_ahead((47 - 60) * MINUTE_MS).await?;
        }
        tablet.sign_in(who).await?;
    }
    stage.travel(at("09:05"), &mut [tablet]).await?;
    tablet.network(Network::Pass);
    tablet.all_sent().await?;

    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    let truth = Truth::read(&organiser, &session).await?;
    truth.check_streams()?;
    let log = truth.log();
    let mut events = truth.events.clone();
    events.sort_by_key(|received| received.event.seq);
    assert_eq!(events.len(), PEOPLE.len());
    for (minute, received) in events.iter().enumerate() {
        let corrected = log.effective_time(received);
        let really = at(&format!("08:{}", 50 + minute));
        let error = corrected.since(really);
        assert!((0..MINUTE_MS).contains(&error), "tap {minute}: corrected {} ms off\n{received:?}", error);
    }
    for outcome in truth.outcomes(at("09:30")) {
        if outcome.first_in.is_some() {
            assert_eq!(outcome.status, Status::SignedIn, "{}", truth.label(outcome.subject));
        }
    }
    Ok(())
}

//! T-24, T-25: handing over, and five wrong PINs that lock a person but never the data (F-10).

use yanxi_e2e::{browser::Browser, desk::Who, proxy::Network, stage::Stage, truth::Truth};

const WANG: Who = Who { name: "王小明", school: "海豐國小", title: "教務主任" };
const LIN: Who = Who { name: "林志明", school: "南州國中", title: "資訊組長" };
const BAO: Who = Who { name: "包雅蘭", school: "泰武國小", title: "教務組長" };

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_pins_lock_the_person_and_every_entry_keeps_its_operator() -> anyhow::Result<()> {
    let stage = Stage::open("shift").await?;
    let tablet = stage.tablet("平板A", "方志豪", "第一場").await?;
    let result = play(&stage, &tablet).await;
    stage.watched(&[&tablet], result).await
}

async fn play(stage: &Stage, tablet: &Browser) -> anyhow::Result<()> {
    tablet.network(Network::Refuse);
    tablet.sign_in(WANG).await?;
    tablet.hand_over("簡偉哲", "8642").await?;
    tablet.sign_in(LIN).await?;
    tablet.press("更多").await?;
    tablet.press("上鎖").await?;
    for left in ["還可再試 4 次", "還可再試 3 次", "還可再試 2 次", "還可再試 1 次", "已連續五次錯誤"]
    {
        tablet.unlock("簡偉哲", "1111").await?;
        tablet.sees(left).await?;
    }
    tablet.sees("未上傳 3 筆").await?;
    tablet.unlock("簡偉哲", "8642").await?;
    tablet.sees("已連續五次錯誤").await?;
    tablet.unlock("羅婉如", "1357").await?;
    tablet.at_the_list().await?;
    tablet.sign_in(BAO).await?;
    tablet.network(Network::Pass);
    tablet.all_sent().await?;

    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    let truth = Truth::read(&organiser, &session).await?;
    truth.check_streams()?;
    let operator = |who: Who| truth.events_of(&who.label()).first().map(|e| e.event.operator);
    let operators = [WANG, LIN, BAO].map(operator);
    assert!(operators.iter().all(Option::is_some), "{operators:?}");
    assert!(operators[0] != operators[1] && operators[1] != operators[2] && operators[0] != operators[2]);
    Ok(())
}

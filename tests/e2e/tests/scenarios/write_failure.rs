//! F-27: the disk is full. Nothing may look saved, the entry stays in hand, and nothing saved before is touched.

use std::time::Duration;

use yanxi_e2e::{browser::Browser, desk::Who, proxy::Network, stage::Stage, truth::Truth, wait};

const WANG: Who = Who { name: "王小明", school: "海豐國小", title: "教務主任" };
const LIN: Who = Who { name: "林志明", school: "南州國中", title: "資訊組長" };

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_fails_is_red_blocking_and_can_be_repeated() -> anyhow::Result<()> {
    let stage = Stage::open("write-failure").await?;
    let mut tablet = stage.tablet("平板A", "方志豪", "第一場").await?;
    let result = play(&stage, &mut tablet).await;
    stage.watched(&[&tablet], result).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_that_takes_long_says_so_until_it_is_green() -> anyhow::Result<()> {
    let stage = Stage::open("write-slow").await?;
    let tablet = stage.tablet("平板A", "方志豪", "第一場").await?;
    let result = async {
        tablet.choose(WANG).await?;
        tablet.busy_disk(6_000).await?;
        tablet.press("簽到").await?;
        tablet.sees("儲存中…這台平板寫入較慢").await?;
        let page = tablet.text().await?;
        anyhow::ensure!(!page.contains("已存於本機"), "it looks saved: {page}");
        // Pressing again while it waits writes nothing twice.
        let big = tablet.find("button", "簽到").await?;
        tablet.click(&big).await?;
        tablet.green(WANG, "簽到").await?;
        tablet.sees_no_more("儲存中…").await?;
        tablet.all_sent().await?;
        let organiser = stage.organiser().await?;
        let [session, _] = stage.sessions(&organiser).await?;
        let events = Truth::read(&organiser, &session).await?.events.len();
        anyhow::ensure!(events == 1, "{events} entries");
        Ok(())
    }
    .await;
    stage.watched(&[&tablet], result).await
}

async fn play(stage: &Stage, tablet: &mut Browser) -> anyhow::Result<()> {
    tablet.sign_in(WANG).await?;
    tablet.all_sent().await?;
    tablet.reopen_with_full_disk().await?;
    tablet.choose(LIN).await?;
    tablet.press("簽到").await?;
    tablet.sees("未儲存！請改用紙本簽到簿，並通知承辦人").await?;
    let page = tablet.text().await?;
    anyhow::ensure!(!page.contains("林志明（南州國中 資訊組長）簽到 已存於本機"), "it looks saved: {page}");
    anyhow::ensure!(page.contains("本機已存 1 筆｜未上傳 0 筆"), "the lost tap is counted: {page}");

    tablet.make_room().await?;
    wait::within(Duration::from_secs(60), "the entry in hand to be saved", async || {
        if tablet.has("button", "再試一次").await? {
            tablet.press("再試一次").await?;
        }
        Ok((!tablet.has("alertdialog, dialog[open]", "未儲存").await?).then_some(()))
    })
    .await?;
    tablet.green(LIN, "簽到").await?;
    tablet.network(Network::Pass);
    tablet.all_sent().await?;
    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    let truth = Truth::read(&organiser, &session).await?;
    truth.check_streams()?;
    assert_eq!(truth.events.len(), 2);
    Ok(())
}

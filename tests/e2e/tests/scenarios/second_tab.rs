//! F-18: a second window of the check-in screen only looks.

use yanxi_e2e::{browser::Browser, desk::Who, stage::Stage};

const WANG: Who = Who { name: "王小明", school: "海豐國小", title: "教務主任" };
const OTHER_TAB: &str = "此裝置已有開啟中的簽到視窗";

#[tokio::test(flavor = "multi_thread")]
async fn a_second_window_cannot_write_until_the_first_is_gone() -> anyhow::Result<()> {
    let stage = Stage::open("second-tab").await?;
    let mut tablet = stage.tablet("平板A", "方志豪", "第一場").await?;
    let result = play(&mut tablet).await;
    stage.watched(&[&tablet], result).await
}

async fn play(tablet: &mut Browser) -> anyhow::Result<()> {
    let first = tablet.second_window().await?;
    tablet.open("/desk").await?;
    tablet.sees(OTHER_TAB).await?;
    tablet.choose(WANG).await?;
    let button = tablet.find(".desk-press button", "簽到").await?;
    let dead = button.attr("aria-disabled").await?.as_deref() == Some("true") || !button.is_enabled().await?;
    anyhow::ensure!(dead, "the second window must not be able to sign in");

    let web = tablet.web()?;
    let second = web.window().await?;
    web.switch_to_window(first).await?;
    tablet.sign_in(WANG).await?;
    web.close_window().await?;
    web.switch_to_window(second).await?;
    tablet.sees_no_more(OTHER_TAB).await?;
    tablet.search(WANG.name).await?;
    tablet.sees("已簽到").await
}

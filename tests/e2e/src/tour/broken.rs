//! The states of the check-in screen nobody wants to see: locked, another window, no writing, storage gone.

use super::Who;
use crate::{browser::Browser, stage::Stage};

const CALM: Who = Who { name: "包雅蘭", school: "泰武國小", title: "教務組長" };
const LOST: Who = Who { name: "林志明", school: "南州國中", title: "資訊組長" };

/// Visits them on a tablet of its own.
pub(super) async fn states(
    stage: &Stage,
    tablet: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    tablet.sign_in(CALM).await?;
    tablet.all_sent().await?;
    let [session, _] = stage.sessions(&stage.organiser().await?).await?;
    tablet.press("更多").await?;
    tablet.press("上鎖").await?;
    tablet.find("button", "解鎖").await?;
    tablet.open(&format!("/sheet/{}", session.id)).await?;
    tablet.find("button", "解鎖").await?;
    anyhow::ensure!(
        !tablet.text().await?.contains(LOST.name),
        "a locked tablet shows the roster on its sheet"
    );
    visit(tablet, "sheet-locked").await?;
    tablet.unlock("方志豪", "2468").await?;
    tablet.find("button", "列印簽到簿").await?;
    visit(tablet, "sheet-tablet").await?;
    tablet.open("/desk").await?;
    tablet.at_the_list().await?;

    let first = tablet.second_window().await?;
    tablet.open("/desk").await?;
    tablet.sees("此裝置已有開啟中的簽到視窗").await?;
    visit(tablet, "desk-other-tab").await?;
    tablet.web()?.close_window().await?;
    tablet.web()?.switch_to_window(first).await?;

    write_failed(tablet, visit).await?;

    tablet.reopen_with_cleared_storage().await?;
    visit(tablet, "desk-cleared").await
}

async fn write_failed(
    tablet: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    tablet.reopen_with_full_disk().await?;
    tablet.choose(LOST).await?;
    tablet.press("簽到").await?;
    tablet.sees("未儲存！請改用紙本簽到簿，並通知承辦人").await?;
    visit(tablet, "desk-write-failed").await?;
    tablet.make_room().await
}

//! The pages of registering and of admission.

use crate::{
    browser::{Browser, OFFICE, PHONE},
    proxy::Network,
    stage::Stage,
};

/// Visits them.
///
/// # Errors
/// A page cannot be reached, or `visit` fails.
pub async fn all(
    stage: &Stage,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut phone = stage.browser("報名", PHONE).await?;
    let result = attendee(&mut phone, visit).await;
    stage.watched(&[&phone], result).await?;
    let mut office = stage.browser("錄取", OFFICE).await?;
    let result = organiser(&mut office, visit).await;
    stage.watched(&[&office], result).await
}

async fn attendee(
    phone: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    phone.start("/").await?;
    phone.press("以張美玲進入").await?;
    phone.press("找研習課程").await?;
    phone.sees("（示範）開放報名").await?;
    visit(phone, "catalog").await?;
    phone.press("學生網2.0教育訓練 第一場").await?;
    phone.sees("報名人").await?;
    visit(phone, "catalog-session").await?;
    phone.press("報名").await?;
    phone.sees("報名完成").await?;
    phone.open("/catalog").await?;
    phone.press("學生網2.0教育訓練 第二場").await?;
    phone.sees("已額滿").await?;
    phone.network(Network::Refuse);
    phone.press("報名").await?;
    phone.sees("待送出").await?;
    visit(phone, "catalog-unsent").await?;
    phone.network(Network::Pass);
    phone.sees("已列備取第").await?;
    phone.open("/me").await?;
    phone.find("button", "放棄錄取").await?;
    visit(phone, "me-registrations").await?;
    phone.press("放棄錄取").await?;
    phone.find("dialog", "").await?;
    visit(phone, "dialog-give-up").await?;
    phone.press("不取消").await
}

async fn organiser(
    office: &mut Browser,
    visit: &mut impl AsyncFnMut(&mut Browser, &str) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    office.start("/").await?;
    office.press("以潘郁文進入").await?;
    office.sees("審核錄取").await?;
    office.press("錄取").await?;
    office.act("checkbox", "選取").await?;
    office.find("button", "列備取").await?;
    visit(office, "admission").await?;
    office.open("/assign").await?;
    office.sees("指派人員參加研習").await?;
    office.find("select", "場次").await?;
    visit(office, "assign").await
}

//! E2E-6: an attendee reads own records by 年度 and by 學年度, without a network too.

use yanxi_e2e::{
    browser::{Browser, PHONE},
    proxy::Network,
    stage::Stage,
};

#[tokio::test(flavor = "multi_thread")]
async fn own_records_are_there_without_a_network_with_their_data_time() -> anyhow::Result<()> {
    let stage = Stage::open("own-records").await?;
    let mut phone = stage.browser("手機", PHONE).await?;
    let result = play(&mut phone).await;
    stage.watched(&[&phone], result).await
}

async fn play(phone: &mut Browser) -> anyhow::Result<()> {
    phone.start("/").await?;
    phone.press("以張美玲進入").await?;
    phone.sees("我的研習紀錄").await?;
    phone.sees("0 小時（未通過）").await?;
    phone.offline_ready().await?;
    let online = phone.text().await?;
    phone.quit().await?;
    phone.network(Network::Hang);
    phone.start("/me").await?;
    phone.sees("0 小時（未通過）").await?;
    phone.sees("離線檢視").await?;
    phone.mode("學年度").await?;
    phone.sees("114 學年度累計時數").await?;
    phone.mode("年度").await?;
    phone.sees("114 年度累計時數").await?;
    let sum = |text: &str| {
        text.split("累計時數").nth(1).and_then(|rest| rest.split("小時").next()).map(str::to_owned)
    };
    assert_eq!(sum(&phone.text().await?), sum(&online), "the same sum offline");

    phone.network(Network::CaptivePortal);
    phone.reload().await?;
    phone.sees("離線檢視").await
}

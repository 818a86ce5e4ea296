//! What somebody does who has just cloned the repository: one click, sign people in and out with the network cut and
//! the browser killed in between, look at the board, settle a doubtful case, issue hours, see them as the attendee.

use yanxi_domain::event::Subject;
use yanxi_e2e::{
    browser::{Browser, OFFICE, PHONE, TABLET},
    desk::Who,
    proxy::Network,
    stage::{Stage, at},
    truth::Truth,
};

const WANG: Who = Who { name: "王小明", school: "海豐國小", title: "教務主任" };
const LIU: Who = Who { name: "劉佳穎", school: "泰武國小", title: "註冊組長" };
const LIN: Who = Who { name: "林志明", school: "南州國中", title: "資訊組長" };

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_gets_from_one_click_to_three_hours_on_the_phone() -> anyhow::Result<()> {
    let stage = Stage::open("newcomer").await?;
    let mut tablet = stage.browser("平板", TABLET).await?;
    let result = at_the_door(&stage, &mut tablet).await;
    stage.watched(&[&tablet], result).await?;

    let mut office = stage.browser("辦公室", OFFICE).await?;
    let result = in_the_office(&stage, &mut office).await;
    stage.watched(&[&office], result).await?;

    let mut phone = stage.browser("手機", PHONE).await?;
    let result = on_the_phone(&mut phone).await;
    stage.watched(&[&phone], result).await
}

async fn at_the_door(stage: &Stage, tablet: &mut Browser) -> anyhow::Result<()> {
    tablet.start("/").await?;
    tablet.press("以方志豪進入").await?;
    tablet.press("進入第一場").await?;
    tablet.offline_ready().await?;
    tablet.sign_in(WANG).await?;
    tablet.sees("已全部上傳").await?;
    // Browsers write cookies to disk with a delay; a tablet that was prepared yesterday has long done so.
    tablet.quit().await?;
    tablet.start("/desk").await?;

    tablet.network(Network::Refuse);
    tablet.sign_in(LIU).await?;
    tablet.sees("離線｜本機已存 2 筆｜未上傳 1 筆").await?;
    tablet.kill().await?;
    tablet.start("/desk").await?;
    tablet.sees("離線｜本機已存 2 筆｜未上傳 1 筆").await?;
    tablet.sign_in(LIN).await?;
    tablet.network(Network::Pass);
    tablet.all_sent().await?;

    stage.travel(at("12:01"), &mut [tablet]).await?;
    tablet.mode("簽退").await?;
    tablet.sign_out(WANG).await?;
    tablet.sign_out(LIU).await?;
    tablet.sees("仍未簽退 1 人").await?;
    tablet.end_session().await?;
    tablet.all_sent().await
}

async fn in_the_office(stage: &Stage, office: &mut Browser) -> anyhow::Result<()> {
    stage.travel(at("13:05"), &mut []).await?;
    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    office.start("/").await?;
    office.press("以蘇曉萍進入").await?;
    office.sees("我的課程").await?;
    office.open(&format!("/board/{}", session.id)).await?;
    office.sees("所有裝置都已回報").await?;
    let board = office.text().await?;
    anyhow::ensure!(!board.contains("無法判定未到"), "the board still waits: {board}");

    office.press("出席認定").await?;
    office.sees("待認定 1 件").await?;
    office.open_case(LIN.name).await?;
    office.decide(LIN.name, "忘記簽退，課程結束時仍在場", "視同全程").await?;
    office.sees("沒有待認定的個案").await?;

    office.press("核發時數").await?;
    office.sees("已確定，所有裝置都已回報").await?;
    office.act("main button", "核發時數").await?;
    office.sees("核發完成：新核發 60 人，更正 0 人").await?;
    let truth = Truth::read(&organiser, &session).await?;
    let hours = |who: Who| {
        let registration =
            truth.roster.iter().find(|entry| truth.label(Subject::Registration(entry.id)) == who.label());
        let record = registration.and_then(|entry| {
            truth.hours.iter().find(|record| record.subject == Subject::Registration(entry.id))
        });
        record.map(|record| record.total.to_string())
    };
    for who in [WANG, LIU, LIN] {
        assert_eq!(hours(who).as_deref(), Some("3"), "{}", who.label());
    }
    assert_eq!(truth.hours.len(), 60, "0 hours are issued explicitly");
    Ok(())
}

async fn on_the_phone(phone: &mut Browser) -> anyhow::Result<()> {
    phone.start("/").await?;
    phone.press("以劉佳穎進入").await?;
    // Nine hours are from the demo history.
    phone.sees("114 年度累計時數 12 小時").await?;
    phone.sees("已核發 4 場").await?;
    phone.offline_ready().await?;
    phone.quit().await?;
    phone.network(Network::Refuse);
    phone.start("/me").await?;
    phone.sees("114 年度累計時數 12 小時").await?;
    phone.sees("離線檢視").await
}

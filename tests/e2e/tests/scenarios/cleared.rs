//! E2E-3 without a backup file: somebody clears the browser data of tablet B while it holds unsent entries.

use yanxi_domain::{attendance::Status, event::Direction, finality::Finality};
use yanxi_e2e::{
    browser::{Browser, OFFICE},
    desk::Who,
    proxy::Network,
    stage::{Stage, at},
    truth::Truth,
};
use yanxi_protocol::api::{self, EnrolmentCode, NewEnrolmentCode};

const SENT: [Who; 3] = [
    Who { name: "王小明", school: "海豐國小", title: "教務主任" },
    Who { name: "林志明", school: "南州國中", title: "資訊組長" },
    Who { name: "包雅蘭", school: "泰武國小", title: "教務組長" },
];
const LOST: [Who; 2] = [
    Who { name: "黃大為", school: "南州國中", title: "生教組長" },
    Who { name: "游珏煊", school: "南州國中", title: "幹事" },
];

#[tokio::test(flavor = "multi_thread")]
async fn cleared_storage_is_seen_nobody_is_absent_and_paper_makes_it_whole() -> anyhow::Result<()> {
    let stage = Stage::open("cleared").await?;
    let mut tablet = stage.tablet("平板B", "羅婉如", "第一場").await?;
    let result = at_the_door(&stage, &mut tablet).await;
    stage.watched(&[&tablet], result).await?;
    let mut office = stage.browser("辦公室", OFFICE).await?;
    let result = in_the_office(&stage, &mut office).await;
    stage.watched(&[&office], result).await
}

async fn at_the_door(stage: &Stage, tablet: &mut Browser) -> anyhow::Result<()> {
    for who in SENT {
        tablet.sign_in(who).await?;
    }
    tablet.all_sent().await?;
    tablet.network(Network::Refuse);
    for who in LOST {
        tablet.sign_in(who).await?;
    }
    stage.travel(at("13:10"), &mut [tablet]).await?;
    tablet.reopen_with_cleared_storage().await?;
    tablet.sees("伺服器已有 3 筆").await?;

    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    let truth = Truth::read(&organiser, &session).await?;
    let old =
        truth.devices.iter().find(|device| device.sessions.contains(&session.id)).map(|device| device.id);
    let code: EnrolmentCode = organiser
        .post(
            &api::ENROLMENT_CODES.replace("{course}", &session.course.to_string()),
            &NewEnrolmentCode { sessions: vec![session.id], replaces: old },
        )
        .await?;
    tablet.press("重新啟用此裝置").await?;
    tablet.fill("啟用碼", &code.code).await?;
    tablet.fill("裝置名稱", "平板B新").await?;
    tablet.press("啟用").await?;
    tablet.sees("伺服器已有它的 3 筆").await?;
    tablet.press("前往簽到").await?;
    tablet.unlock("羅婉如", "1357").await?;
    tablet.press("進入第一場").await?;
    tablet.at_the_list().await?;
    tablet.end_session().await?;
    tablet.all_sent().await
}

async fn in_the_office(stage: &Stage, office: &mut Browser) -> anyhow::Result<()> {
    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    let truth = Truth::read(&organiser, &session).await?;
    let now = at("13:15");
    let waiting = truth.finality(now);
    assert!(matches!(waiting, Finality::Waiting { .. }), "{waiting:?}");
    let absent = truth.statuses(now).into_values().filter(|status| *status == Status::NoShow).count();
    assert_eq!(absent, 0, "nobody is absent before the lost device is settled");

    stage.travel(now, &mut []).await?;
    office.start("/").await?;
    office.press("以蘇曉萍進入").await?;
    office.sees("我的課程").await?;
    office.open(&format!("/backfill/{}", session.id)).await?;
    for who in LOST {
        office.fill("編號或姓名", who.name).await?;
        office.fill("簽到時間", "0855").await?;
        office.fill("簽退時間", "1200").await?;
        office.press("加入").await?;
    }
    office.sees("待送出 4 筆").await?;
    office.chip("平板故障，改用紙本").await?;
    office.press("送出補登 4 筆").await?;
    office.sees("已補登 4 筆").await?;
    office.open(&format!("/hours/{}", session.id)).await?;
    office.sees("尚未確定，等待以下裝置").await?;
    office.declare_final("平板損壞，已以紙本補登").await?;

    let truth = Truth::read(&organiser, &session).await?;
    assert_eq!(truth.finality(at("13:30")), Finality::Overridden);
    let statuses = truth.statuses(at("13:30"));
    for who in LOST {
        assert_eq!(statuses.get(&who.label()), Some(&Status::Full), "{}", truth.story_of(&who.label()));
    }
    for who in SENT {
        assert_eq!(statuses.get(&who.label()), Some(&Status::NoSignOut), "{}", truth.story_of(&who.label()));
    }
    let paper = |direction: Direction| {
        let is = |kind: &yanxi_domain::event::EventKind| matches!(kind, yanxi_domain::event::EventKind::PaperBackfill { direction: d, .. } if *d == direction);
        truth.events.iter().filter(|e| is(&e.event.kind)).count()
    };
    assert_eq!((paper(Direction::In), paper(Direction::Out)), (2, 2));
    Ok(())
}

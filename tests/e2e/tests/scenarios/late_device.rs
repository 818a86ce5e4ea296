//! E2E-5: nine days later a phone that was used as a third scanner comes online with two forgotten sign-outs.

use chrono::Days;
use yanxi_domain::determination::Decision;
use yanxi_domain::{attendance::Status, event::Subject, time::Timestamp};
use yanxi_e2e::{
    api::Person,
    browser::Browser,
    clock::taipei,
    desk::Who,
    proxy::Network,
    stage::{Stage, at, day},
    truth::Truth,
};
use yanxi_protocol::api::{self, Decide, IssueHours, IssuePreview, OverrideFinal};

const PEOPLE: [Who; 2] = [
    Who { name: "王小明", school: "海豐國小", title: "教務主任" },
    Who { name: "林志明", school: "南州國中", title: "資訊組長" },
];

#[tokio::test(flavor = "multi_thread")]
async fn a_late_device_leads_to_a_superseding_record_and_never_to_a_silent_change() -> anyhow::Result<()> {
    let stage = Stage::open("late-device").await?;
    let mut tablet = stage.tablet("平板A", "方志豪", "第一場").await?;
    let mut phone = stage.tablet("舊手機", "羅婉如", "第一場").await?;
    let result = play(&stage, &mut tablet, &mut phone).await;
    stage.watched(&[&tablet, &phone], result).await
}

async fn play(stage: &Stage, tablet: &mut Browser, phone: &mut Browser) -> anyhow::Result<()> {
    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    stage.travel(at("08:50"), &mut [tablet, phone]).await?;
    for who in PEOPLE {
        tablet.sign_in(who).await?;
    }
    tablet.all_sent().await?;
    // The phone saw them come in, then it lost the network.
    phone.search(PEOPLE[1].name).await?;
    phone.sees("已簽到").await?;
    phone.network(Network::Refuse);
    stage.travel(at("12:03"), &mut [tablet, phone]).await?;
    phone.mode("簽退").await?;
    for who in PEOPLE {
        phone.sign_out(who).await?;
    }
    phone.quit().await?;
    tablet.end_session().await?;
    tablet.all_sent().await?;

    stage.travel(at("17:00"), &mut [tablet]).await?;
    let path = |template: &str| template.replace("{session}", &session.id.to_string());
    let override_ = OverrideFinal { reason: "舊手機找不到".to_owned() };
    organiser.post::<serde_json::Value>(&path(api::FINAL_OVERRIDE), &override_).await?;
    let truth = Truth::read(&organiser, &session).await?;
    let outcomes = truth.outcomes(at("17:00"));
    let open: Vec<_> = outcomes.iter().filter(|outcome| outcome.status == Status::NoSignOut).collect();
    assert_eq!(open.len(), PEOPLE.len());
    let decide = Decide {
        cases: open.iter().map(|outcome| (outcome.subject, outcome.period)).collect(),
        decision: Decision::Reject,
        reason: "未簽退".to_owned(),
    };
    organiser.post::<serde_json::Value>(&path(api::DECISIONS), &decide).await?;
    issue(&organiser, &path(api::HOURS), None).await?;
    assert_eq!(versions(&Truth::read(&organiser, &session).await?), [vec!["0"], vec!["0"]]);

    stage.travel(nine_days_later(), &mut [tablet]).await?;
    phone.network(Network::Pass);
    phone.start("/desk").await?;
    phone.all_sent().await?;
    let truth = Truth::read(&organiser, &session).await?;
    assert_eq!(versions(&truth), [vec!["0"], vec!["0"]], "late facts change nothing by themselves");
    let reopened =
        truth.outcomes(nine_days_later()).into_iter().filter(|outcome| outcome.needs_decision).count();
    assert_eq!(reopened, PEOPLE.len(), "both are to be looked at again");

    let accept = Decide { decision: Decision::Accept, reason: "舊手機補傳簽退".to_owned(), ..decide };
    organiser.post::<serde_json::Value>(&path(api::DECISIONS), &accept).await?;
    issue(&organiser, &path(api::HOURS), Some("收到遲到的紀錄")).await?;
    assert_eq!(versions(&Truth::read(&organiser, &session).await?), [vec!["0", "3"], vec!["0", "3"]]);
    Ok(())
}

fn nine_days_later() -> Timestamp {
    taipei(day().checked_add_days(Days::new(9)).unwrap_or_default(), "10:00")
}

async fn issue(organiser: &Person, path: &str, reason: Option<&str>) -> anyhow::Result<()> {
    let body = IssueHours { preview: false, reason: reason.map(str::to_owned) };
    let issued: IssuePreview = organiser.post(path, &body).await?;
    anyhow::ensure!(issued.issued, "{issued:?}");
    Ok(())
}

/// Hours of the two people, oldest version first.
fn versions(truth: &Truth) -> [Vec<String>; 2] {
    PEOPLE.map(|who| {
        let mut records: Vec<_> = truth
            .hours
            .iter()
            .filter(|record| matches!(record.subject, Subject::Registration(_)))
            .filter(|record| truth.label(record.subject) == who.label())
            .collect();
        records.sort_by_key(|record| record.version);
        records.into_iter().map(|record| record.total.to_string()).collect()
    })
}

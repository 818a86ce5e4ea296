//! Browsing, registering with and without a network, a full session, the organiser's decision, giving up, moving up, and
//! the tablet that has it all (U-E1, U-E2, U-E5, U-A4).

use anyhow::Context as _;
use serde_json::{Value, json};
use yanxi_domain::{
    course::DeliveryMode,
    ids::SessionId,
    roster::{RegistrationState, RosterEntry},
};
use yanxi_e2e::{
    api::Person,
    browser::{Browser, OFFICE, PHONE},
    proxy::Network,
    stage::Stage,
    wait,
};
use yanxi_protocol::{
    api::{self, DemoEnter, DemoPerson, Enrol, EnrolmentCode, NewEnrolmentCode},
    docs,
    registering::{self as wire, Admission, CatalogPage},
    scope::Scope,
};

#[tokio::test(flavor = "multi_thread")]
async fn from_the_catalogue_to_the_roster_of_a_tablet() -> anyhow::Result<()> {
    let stage = Stage::open("registration").await?;
    let mut phone = stage.browser("手機", PHONE).await?;
    let mut office = stage.browser("辦公室", OFFICE).await?;
    let result = play(&stage, &mut phone, &mut office).await;
    stage.watched(&[&phone, &office], result).await
}

async fn play(stage: &Stage, phone: &mut Browser, office: &mut Browser) -> anyhow::Result<()> {
    let organiser = enter(stage, "潘郁文").await?;
    let full = make_room_on_the_list(&organiser).await?;

    // Browse, and register on one screen.
    phone.start("/").await?;
    phone.press("以張美玲進入").await?;
    phone.press("找研習課程").await?;
    phone.sees("（示範）開放報名 學生網2.0教育訓練 第一場").await?;
    phone.sees("剩餘名額 40／40").await?;
    phone.press("查看與報名 （示範）開放報名 學生網2.0教育訓練 第一場").await?;
    phone.sees("報名人").await?;
    choose(phone, "業務別", "註冊").await?;
    choose(phone, "登入方式", "3").await?;
    phone.sees("讀卡機").await?;
    phone.press("報名").await?;
    phone.sees("報名完成，已錄取").await?;

    // A full session, without a network and over a restart: it waits where one can see it.
    phone.open(&format!("/catalog/{full}")).await?;
    phone.sees("已額滿").await?;
    phone.offline_ready().await?;
    phone.network(Network::Refuse);
    phone.press("報名").await?;
    phone.sees("待送出").await?;
    phone.quit().await?;
    phone.start("/me").await?;
    phone.sees("待送出").await?;
    phone.open(&format!("/catalog/{full}")).await?;
    phone.sees("目前離線").await?;
    phone.network(Network::Pass);
    phone.sees("本場次已達上限 12 人，已列備取第 1；尚有名額之場次：第一場").await?;
    phone.open("/me").await?;
    phone.press("知道了").await?;
    phone.sees("備取 1").await?;

    // Somebody else stands behind her.
    let liu = enter(stage, "劉佳穎").await?;
    let path = wire::REGISTRATIONS.replace("{session}", &full.to_string());
    let _: Value = liu.post(&path, &json!({ "request": uuid::Uuid::new_v4() })).await?;

    // The organiser turns somebody away, with a reason: the next one moves up.
    office.start("/").await?;
    office.press("以潘郁文進入").await?;
    office.open(&format!("/admission/{full}")).await?;
    office.sees("錄取 12／上限 12").await?;
    let name = admission(&organiser, full)
        .await?
        .rows
        .into_iter()
        .find(|row| row.state == RegistrationState::Admitted);
    let name = name.context("nobody is admitted")?.name;
    office.act("checkbox", &format!("選取 {name}")).await?;
    office.press("不錄取").await?;
    office.sees("請輸入理由").await?;
    office.fill("理由", "非本次研習對象").await?;
    office.press("不錄取").await?;
    office.sees("未錄取 1 人").await?;
    phone.sees("放棄錄取").await?;

    // She gives the seat up; the one behind her gets it, and is told.
    give_up_the_second(phone).await?;
    wait::until("the one behind to move up", async || {
        let notices: Vec<Value> = liu.pull(person_of(&liu)?).await?.docs(docs::NOTICE)?;
        Ok(notices.iter().any(|notice| notice["kind"] == "promoted").then_some(()))
    })
    .await?;
    on_a_tablet(stage, &organiser, full).await?;
    notices_one_by_one(phone).await?;
    meeting_links(phone, &organiser).await?;
    published_at_once(phone, office, &organiser).await
}

/// The head says how many are unread, and each can be read by itself.
async fn notices_one_by_one(phone: &mut Browser) -> anyhow::Result<()> {
    phone.open("/notices").await?;
    phone.sees("則未讀").await?;
    let before = phone.find_all("button", "標示為已讀：").await?;
    let first = before.first().context("no notice to read")?;
    phone.click(first).await?;
    let count = before.len();
    wait::until("one notice less to read", async || {
        let left = phone.find_all("button", "標示為已讀：").await?.len();
        Ok((left + 1 == count).then_some(()))
    })
    .await
}

/// Meeting links of an online session: refused with the reason, then shown to the admitted person.
async fn meeting_links(phone: &mut Browser, organiser: &Person) -> anyhow::Result<()> {
    let mut online = catalogue(organiser).await?.sessions.into_iter();
    let online = online.find(|s| s.mode == DeliveryMode::Online && s.seats_left != Some(0));
    let online = online.context("the demo has no online session")?.session;
    phone.open(&format!("/catalog/{online}")).await?;
    phone.press("顯示會議連結").await?;
    phone.sees("您沒有報名本場次").await?;
    phone.press("報名").await?;
    phone.sees("報名完成，已錄取").await?;
    phone.open("/me").await?;
    phone.act("link", "會議連結").await?;
    phone.press("顯示會議連結").await?;
    phone.sees("承辦人還沒有提供會議連結").await
}

/// Where the organiser decides, nobody sees what was decided before the publication.
async fn published_at_once(
    phone: &mut Browser,
    office: &mut Browser,
    organiser: &Person,
) -> anyhow::Result<()> {
    let mut decided = catalogue(organiser).await?.sessions.into_iter();
    let decided = decided.find(|s| s.title.contains("審核錄取"));
    let decided = decided.context("the demo has no course its organiser decides about")?.session;
    phone.open(&format!("/catalog/{decided}")).await?;
    phone.press("報名").await?;
    phone.sees("報名完成，待承辦人審核").await?;
    office.open(&format!("/admission/{decided}")).await?;
    office.sees("錄取結果尚未公布").await?;
    office.act("checkbox", "選取 張美玲").await?;
    office.act("button", "錄取").await?;
    office.sees("已錄取 1 人").await?;
    phone.open("/me").await?;
    phone.sees("已報名(待審)").await?;
    office.press("公布錄取").await?;
    office.press("公布並通知學員").await?;
    office.sees("已公布：錄取 1 人").await?;
    phone.open("/notices").await?;
    phone.sees("（示範）審核錄取").await
}

/// The second registration of the list is the one in the full session.
async fn give_up_the_second(phone: &Browser) -> anyhow::Result<()> {
    let buttons = phone.find_all("button", "放棄錄取").await?;
    let last = buttons.last().context("no button to give up")?;
    phone.click(last).await?;
    phone.sees("且不計入「報名但未參與研習」").await?;
    phone.press("確定放棄錄取").await?;
    phone.sees("已取消").await
}

/// A tablet enrolled for the session holds the admitted person, and the one who gave up as 已取消.
async fn on_a_tablet(stage: &Stage, organiser: &Person, session: SessionId) -> anyhow::Result<()> {
    let course = catalogue(organiser).await?.sessions.into_iter().find(|s| s.session == session);
    let course = course.context("the session is not in the catalogue")?.course;
    let path = api::ENROLMENT_CODES.replace("{course}", &course.to_string());
    let code: EnrolmentCode =
        organiser.post(&path, &NewEnrolmentCode { sessions: vec![session], replaces: None }).await?;
    let tablet = Person::nobody(&stage.server)?;
    let _: Value =
        tablet.post(api::ENROL, &Enrol { code: code.code, name: "平板A".into(), device: None }).await?;
    let roster: Vec<RosterEntry> = tablet.pull(Scope::Session(session)).await?.docs(docs::ROSTER)?;
    let state = |name: &str| roster.iter().find(|row| row.name == name).map(|row| row.state);
    assert_eq!(state("劉佳穎"), Some(RegistrationState::Admitted));
    assert_eq!(state("張美玲"), Some(RegistrationState::Cancelled));
    Ok(())
}

/// The full session of the demo, with nobody waiting.
async fn make_room_on_the_list(organiser: &Person) -> anyhow::Result<SessionId> {
    let full = catalogue(organiser).await?.sessions.into_iter().find(|s| s.seats_left == Some(0));
    let full = full.context("the demo has no full session")?.session;
    let rows = admission(organiser, full).await?.rows;
    let waiting = rows.iter().filter(|row| matches!(row.state, RegistrationState::Waitlisted(_)));
    let ids: Vec<_> = waiting.map(|row| row.registration).collect();
    let body = json!({ "registrations": ids, "decision": "not_admit", "reason": "另行通知" });
    let _: Value = organiser.post(&wire::ADMISSION.replace("{session}", &full.to_string()), &body).await?;
    Ok(full)
}

async fn catalogue(person: &Person) -> anyhow::Result<CatalogPage> {
    person.get(wire::CATALOG).await
}

async fn admission(organiser: &Person, session: SessionId) -> anyhow::Result<Admission> {
    organiser.get(&wire::ADMISSION.replace("{session}", &session.to_string())).await
}

/// Enters as the demo person of this name, over HTTP.
async fn enter(stage: &Stage, name: &str) -> anyhow::Result<Person> {
    let mut person = Person::nobody(&stage.server)?;
    let people: Vec<DemoPerson> = person.get(api::DEMO_PEOPLE).await?;
    let wanted = people.into_iter().find(|p| p.name == name).with_context(|| format!("no demo {name}"))?;
    person.entered = Some(person.post(api::DEMO_ENTER, &DemoEnter { account: wanted.account }).await?);
    Ok(person)
}

fn person_of(person: &Person) -> anyhow::Result<Scope> {
    let account = person.entered.as_ref().and_then(|entered| entered.me.account.as_ref());
    Ok(Scope::Person(account.context("nobody entered")?.person))
}

/// Chooses from a list as a person does.
async fn choose(browser: &Browser, label: &str, key: &str) -> anyhow::Result<()> {
    let select = browser.find("select", label).await?;
    let set = "arguments[0].value = arguments[1]; \
               arguments[0].dispatchEvent(new Event('change', { bubbles: true }));";
    browser.web()?.execute(set, vec![select.to_json()?, json!(key)]).await?;
    Ok(())
}

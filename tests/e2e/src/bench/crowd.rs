//! A session with as many people as wanted.

use uuid::Uuid;
use yanxi_domain::{
    ids::{OrgId, RegistrationId, SessionId},
    roster::{Origin, RegistrationState, RosterEntry},
};
use yanxi_protocol::scope::Scope;
use yanxi_server::store;

use crate::{dice::Dice, stage::Stage};

const SURNAMES: &str = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊呂江何蕭羅高潘簡朱鍾游彭";
const GIVEN: &str = "志明怡君雅婷家豪淑芬俊傑美玲建宏佳穎宗翰惠雯冠宇詩涵承恩思妤柏翰欣宜子軒";
const TITLES: [&str; 6] = ["教師", "教務主任", "註冊組長", "資訊組長", "輔導組長", "導師"];
const PEOPLE_PER_SCHOOL: usize = 3;

/// Fills the morning session up to `people` rows, behind the back of the server, which is restarted.
///
/// # Errors
/// The database refuses, or the server does not come back.
pub async fn fill(
    stage: &mut Stage,
    session: SessionId,
    people: usize,
) -> anyhow::Result<Vec<RegistrationId>> {
    stage.server.kill()?;
    let file = stage.server.data().join("yanxi.sqlite");
    let store = store::open(&format!("sqlite:{}", file.display())).await?;
    let mut dice = Dice::new(2025);
    let mut ids = Vec::with_capacity(people);
    let mut tx = store.write(&[Scope::Session(session)]).await?;
    for number in 0..people {
        let entry = entry(session, number, &mut dice);
        ids.push(entry.id);
        tx.put_registration(&entry, None, i64::try_from(1_000 + number)?).await?;
    }
    tx.commit().await?;
    store.close().await;
    stage.server.restart(stage.clock.now()).await?;
    Ok(ids)
}

fn entry(session: SessionId, number: usize, dice: &mut Dice) -> RosterEntry {
    let school = number / PEOPLE_PER_SCHOOL;
    let mut any = |text: &str| {
        let index = usize::try_from(dice.below(text.chars().count() as u64)).unwrap_or(0);
        text.chars().nth(index).unwrap_or('某')
    };
    let name = String::from_iter([any(SURNAMES), any(GIVEN), any(GIVEN)]);
    let school_name = String::from_iter([
        any(GIVEN),
        any(SURNAMES),
        '國',
        if school.is_multiple_of(4) { '中' } else { '小' },
    ]);
    RosterEntry {
        id: RegistrationId(Uuid::new_v4()),
        session,
        name,
        romanized: None,
        school: OrgId(Uuid::from_u128(school as u128)),
        school_name,
        county: "PTH".to_owned(),
        title: TITLES[number % TITLES.len()].to_owned(),
        disambiguator: None,
        business_area: None,
        state: RegistrationState::Admitted,
        origin: Origin::Imported,
    }
}

//! Offices beside the Ministry's schools: 教育處, 國教署, 系統團隊.

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::{
    directory::county::COUNTIES,
    ids::OrgId,
    org::{School, SchoolLevel},
    text::code_points,
};
use yanxi_protocol::{
    administration::{NewOffice, Office},
    scope::Scope,
};

use crate::{actor::Actor, failure::Failure, service::office_audit::entry, state::AppState};

/// Code points of an office's name.
const NAME: std::ops::RangeInclusive<usize> = 2..=50;

/// Makes sure that the 22 counties are there, published with the schools known so far. Where they are, nothing is
/// written.
///
/// # Errors
/// When the database does not answer.
pub async fn ensure_counties(state: &AppState) -> Result<(), Failure> {
    if state.store.read().await?.directory().await?.len() >= COUNTIES.len() {
        return Ok(());
    }
    let mut tx = state.store.write(&[Scope::Catalog]).await?;
    tx.put_counties().await?;
    tx.publish_schools().await?;
    tx.commit().await?;
    Ok(())
}

/// Creates an office in a county; everybody's offline directory gets it.
///
/// # Errors
/// 401; 403 unless 系統管理員; `name_shape`, `county_unknown`, `office_exists`.
pub async fn create(state: &AppState, actor: &Actor, body: &NewOffice) -> Result<Office, Failure> {
    let caller = actor.account()?;
    if !caller.is_system_administrator() {
        return Err(Failure::forbidden());
    }
    let name = body.name.trim();
    if !NAME.contains(&code_points(name)) || name.chars().any(char::is_control) {
        let reason = "單位名稱須為 2 至 50 個字。單位沒有建立，請更正後再試。";
        return Err(Failure::invalid("name_shape", "a name has 2 to 50 characters", reason));
    }
    let mut tx = state.store.write(&[Scope::Catalog]).await?;
    let directory = tx.directory().await?;
    let Some(county) = directory.iter().find(|known| known.county.code == body.county) else {
        let reason = "找不到這個縣市，單位沒有建立。請重新選擇縣市。";
        return Err(Failure::invalid("county_unknown", "no such county", reason));
    };
    if county.schools.iter().any(|school| school.names().any(|known| known == name)) {
        let reason = "這個縣市已有同名的單位，沒有重複建立。請直接使用原有單位。";
        return Err(Failure::conflict("office_exists", "there is one of that name", reason));
    }
    let id = OrgId(Uuid::now_v7());
    tx.put_office(&School {
        id,
        // The Ministry gives codes to schools only.
        code: String::new(),
        full_name: name.to_owned(),
        short_name: name.to_owned(),
        county: body.county.clone(),
        level: SchoolLevel::Office,
        count_weight: 0,
        other_names: Vec::new(),
    })
    .await?;
    tx.publish_schools().await?;
    let detail = json!({ "county": body.county });
    tx.audit(&entry(state, caller.id, "create_office", format!("organisation:{id}"), detail)).await?;
    tx.commit().await?;
    Ok(Office { id })
}

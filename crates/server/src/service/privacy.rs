//! Privacy: the notice and who was shown it (V-02), requests about own data and their answers (V-07).

use serde_json::json;
use uuid::Uuid;
use yanxi_domain::{
    ids::{OrgId, PersonId},
    time::HOUR_MS,
};
use yanxi_protocol::{
    api::Role,
    own::{
        AnswerDataRequest, DataRequest, DataRequestKind, DataRequestState, NewDataRequest, PrivacyNotice,
        PrivacyShown,
    },
};

use super::office_audit::entry;
use crate::{
    actor::{AccountActor, Actor},
    failure::Failure,
    state::AppState,
    store::{DataRequestRow, Tx},
};

/// Longest text of a request or an answer, code points.
const TEXT_LIMIT: usize = 2_000;
/// Requests one person may have open.
const OPEN_LIMIT: usize = 10;
/// Places a notice can be shown at.
const PLACES: [&str; 3] = ["privacy", "registration", "login"];

/// The notice, and what the caller was shown of it. For everybody.
///
/// # Errors
/// When the database does not answer.
pub async fn notice(state: &AppState, actor: &Actor) -> Result<PrivacyNotice, Failure> {
    let shown = match &actor.account {
        Some(account) => state.store.lookup().await?.privacy_shown(account.person).await?.into_iter().next(),
        None => None,
    };
    Ok(PrivacyNotice {
        version: state.privacy.version.clone(),
        text: state.privacy.text.clone(),
        shown: shown.map(|(version, ..)| version),
    })
}

/// Notes that the caller was shown the notice.
///
/// # Errors
/// 401 without an account; `notice_unknown` for another version or place.
pub async fn shown(state: &AppState, actor: &Actor, body: &PrivacyShown) -> Result<(), Failure> {
    let account = actor.account()?;
    if body.version != state.privacy.version || !PLACES.contains(&body.place.as_str()) {
        let reason = "個資告知事項已更新，請重新整理後再看一次。資料沒有變更。";
        return Err(Failure::invalid("notice_unknown", "not the notice in force", reason));
    }
    let mut tx = state.store.write(&[]).await?;
    tx.put_privacy_shown(account.person, &body.version, &body.place, state.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Asks for a correction or deletion.
///
/// # Errors
/// 401 without an account; `text_missing`, `text_too_long`, `too_many_requests`.
pub async fn ask(state: &AppState, actor: &Actor, body: &NewDataRequest) -> Result<DataRequest, Failure> {
    let account = actor.account()?;
    let text = text_given(&body.text)?;
    let now = state.clock.now();
    let mut tx = state.store.write(&[]).await?;
    let open = tx.data_requests_of(account.person).await?.iter().filter(|r| r.state == "open").count();
    if open >= OPEN_LIMIT {
        let reason = "您已有 10 件申請處理中，沒有新增。請等候回覆，或聯絡單位管理者。";
        return Err(Failure::conflict("too_many_requests", "ten requests are open", reason));
    }
    let row = DataRequestRow {
        id: Uuid::now_v7(),
        person: account.person,
        kind: kind_code(body.kind).to_owned(),
        text: text.to_owned(),
        at: now,
        due: now.plus_ms(i64::from(state.privacy.answer_days) * 24 * HOUR_MS),
        state: "open".to_owned(),
        reply: None,
        answered_by: None,
        answered_at: None,
    };
    tx.add_data_request(&row).await?;
    let detail = json!({ "kind": row.kind, "due": row.due });
    tx.audit(&entry(state, account.id, "data_request", format!("data_request:{}", row.id), detail)).await?;
    tx.commit().await?;
    let mut tx = state.store.lookup().await?;
    shown_to(&mut tx, row, false).await
}

/// The requests the caller answers: of the people of the schools they administer; a system administrator's are those of
/// people without a school.
///
/// # Errors
/// 403 unless the caller administers something.
pub async fn to_answer(state: &AppState, actor: &Actor) -> Result<Vec<DataRequest>, Failure> {
    let account = actor.account()?;
    let schools = answers_for(account)?;
    let mut tx = state.store.read().await?;
    let mut all = Vec::new();
    for school in schools {
        for row in tx.data_requests_at(school).await? {
            all.push(shown_to(&mut tx, row, true).await?);
        }
    }
    Ok(all)
}

/// Answers a request.
///
/// # Errors
/// 403 unless the caller answers for the person's school; 404; `text_missing`; `still_open`; `answered` before.
pub async fn answer(
    state: &AppState,
    actor: &Actor,
    request: Uuid,
    body: &AnswerDataRequest,
) -> Result<DataRequest, Failure> {
    let account = actor.account()?;
    let schools = answers_for(account)?;
    let reply = text_given(&body.reply)?;
    if body.state == DataRequestState::Open {
        let reason = "請選擇「已辦理」或「未能辦理」；尚未送出回覆。";
        return Err(Failure::invalid("still_open", "an answer ends the request", reason));
    }
    let mut tx = state.store.write(&[]).await?;
    let row = tx.data_request(request).await?.ok_or_else(Failure::not_found)?;
    let school = tx.person_facts(row.person).await?.and_then(|(_, school, ..)| school);
    if !schools.contains(&school) {
        // Whose request it is is nobody else's business.
        return Err(Failure::not_found());
    }
    let code = state_code(body.state);
    if !tx.answer_data_request(request, code, reply, account.id, state.clock.now()).await? {
        let reason = "這件申請已經回覆過，沒有再變更。請重新整理查看。";
        return Err(Failure::conflict("answered", "the request was answered before", reason));
    }
    let detail = json!({ "before": row.state, "after": code });
    tx.audit(&entry(state, account.id, "data_request_answered", format!("data_request:{request}"), detail))
        .await?;
    tx.commit().await?;
    let mut tx = state.store.lookup().await?;
    let row = tx.data_request(request).await?.ok_or_else(Failure::not_found)?;
    shown_to(&mut tx, row, true).await
}

/// The schools whose people's requests an account answers; `None`: people without a school.
fn answers_for(account: &AccountActor) -> Result<Vec<Option<OrgId>>, Failure> {
    let mut schools = Vec::new();
    for role in &account.roles {
        match role {
            Role::OrganisationAdministrator { organisations } => {
                schools.extend(organisations.iter().copied().map(Some));
            }
            Role::SystemAdministrator => schools.push(None),
            _ => {}
        }
    }
    if schools.is_empty() { Err(Failure::forbidden()) } else { Ok(schools) }
}

/// A request as its person, or with `names` as who answers, sees it.
pub(super) async fn shown_to(tx: &mut Tx, row: DataRequestRow, names: bool) -> Result<DataRequest, Failure> {
    let (mut name, mut school) = (None, None);
    if names && let Some((own_name, org, ..)) = tx.person_facts(row.person).await? {
        name = Some(own_name);
        school = school_name(tx, org).await?;
    }
    let answered_by = match row.answered_by {
        Some(account) => tx.account_name(account).await?.map(|account| account.name),
        None => None,
    };
    Ok(DataRequest {
        id: row.id,
        kind: if row.kind == "deletion" { DataRequestKind::Deletion } else { DataRequestKind::Correction },
        text: row.text,
        at: row.at,
        due: row.due,
        state: match row.state.as_str() {
            "done" => DataRequestState::Done,
            "refused" => DataRequestState::Refused,
            _ => DataRequestState::Open,
        },
        reply: row.reply,
        answered_at: row.answered_at,
        name,
        school,
        answered_by,
    })
}

pub(super) async fn school_name(tx: &mut Tx, school: Option<OrgId>) -> Result<Option<String>, Failure> {
    let Some(school) = school else { return Ok(None) };
    Ok(tx.school(school).await?.map(|school| school.short_name))
}

/// The requests of a person as they see them.
pub(super) async fn own_requests(tx: &mut Tx, person: PersonId) -> Result<Vec<DataRequest>, Failure> {
    let mut all = Vec::new();
    for row in tx.data_requests_of(person).await? {
        all.push(shown_to(tx, row, false).await?);
    }
    Ok(all)
}

fn text_given(text: &str) -> Result<&str, Failure> {
    let text = text.trim();
    if text.is_empty() {
        let reason = "請輸入內容；尚未送出。";
        return Err(Failure::invalid("text_missing", "a text is mandatory", reason));
    }
    if text.chars().count() > TEXT_LIMIT {
        let reason = "內容請勿超過 2,000 字；尚未送出。";
        return Err(Failure::invalid("text_too_long", "the text is too long", reason));
    }
    Ok(text)
}

const fn kind_code(kind: DataRequestKind) -> &'static str {
    match kind {
        DataRequestKind::Correction => "correction",
        DataRequestKind::Deletion => "deletion",
    }
}

const fn state_code(state: DataRequestState) -> &'static str {
    match state {
        DataRequestState::Open => "open",
        DataRequestState::Done => "done",
        DataRequestState::Refused => "refused",
    }
}

//! Everything held about a person, in lines they can read and take along (V-07).

use yanxi_domain::{
    event::{Direction, Subject},
    presence::direction,
    roster::{Origin, RegistrationState, RosterEntry},
    time::Timestamp,
};
use yanxi_protocol::own::{OwnData, OwnDataPart};

use super::privacy::{own_requests, school_name};
use crate::{actor::Actor, failure::Failure, state::AppState, store::Tx};

type Fields = Vec<(String, String)>;

/// Puts together what is held about the caller.
///
/// # Errors
/// 401 without an account.
pub async fn own(state: &AppState, actor: &Actor) -> Result<OwnData, Failure> {
    let account = actor.account()?;
    let person = account.person;
    let mut tx = state.store.read().await?;
    let mut parts = Vec::new();
    if let Some((name, school, title, mark, listed)) = tx.person_facts(person).await? {
        let school = school_name(&mut tx, school).await?;
        let email = tx.email_of(person).await?;
        let fields = fields([
            ("姓名", Some(name)),
            ("學校", school),
            ("職稱", Some(title)),
            ("同名註記", mark),
            ("電子郵件（已確認）", email),
            ("電子郵件（名冊所列）", listed),
        ]);
        parts.push(part("person", vec![fields]));
    }
    let since = tx.calendar_since(person).await?.map(stamp);
    parts.push(part(
        "account",
        vec![fields([("帳號代碼", Some(account.id.to_string())), ("行事曆網址建立", since)])],
    ));
    let sessions = tx.sessions_of_person(person, state.clock.now()).await?;
    let mut registrations = Vec::new();
    for (entry, session) in &sessions {
        let about = format!("{} 第 {} 場", session.course_title, session.number);
        registrations.push(fields([
            ("研習", Some(about)),
            ("日期", Some(session.date.to_string())),
            ("狀態", Some(state_words(entry.state))),
            ("來源", Some(origin_words(entry.origin).to_owned())),
            ("登記的姓名", Some(entry.name.clone())),
            ("登記的學校", Some(entry.school_name.clone())),
            ("登記的職稱", Some(entry.title.clone())),
            ("業務別", entry.business_area.clone()),
        ]));
    }
    parts.push(part("registrations", registrations));
    let entries: Vec<&RosterEntry> = sessions.iter().map(|(entry, _)| entry).collect();
    parts.push(part("attendance", attendance(&mut tx, &entries).await?));
    parts.push(part("hours", hours(&mut tx, &entries).await?));
    let notices = tx.notices_of(person).await?;
    let told = |notice: &yanxi_domain::notice::Notice| {
        let letter = super::mail::notice(notice, "", None);
        fields([
            ("時間", Some(stamp(notice.at))),
            ("通知", Some(letter.subject)),
            ("已讀", notice.read_at.map(stamp)),
        ])
    };
    parts.push(part("notices", notices.iter().map(|(_, notice)| told(notice)).collect()));
    let shown = tx.privacy_shown(person).await?.into_iter().map(|(version, place, at)| {
        fields([("版本", Some(version)), ("顯示於", Some(place)), ("時間", Some(stamp(at)))])
    });
    parts.push(part("privacy", shown.collect()));
    let requests = own_requests(&mut tx, person).await?;
    Ok(OwnData { at: state.clock.now(), person, parts, requests })
}

async fn attendance(tx: &mut Tx, entries: &[&RosterEntry]) -> Result<Vec<Fields>, Failure> {
    let mut lines = Vec::new();
    for entry in entries {
        let subject = Some(Subject::Registration(entry.id));
        for received in tx.session_events(entry.session).await? {
            let event = received.event;
            if event.subject != subject {
                continue;
            }
            let what = match direction(&event.kind) {
                Some(Direction::In) => "簽到",
                Some(Direction::Out) => "簽退",
                None => "其他紀錄",
            };
            lines.push(fields([
                ("場次代碼", Some(entry.session.to_string())),
                ("紀錄", Some(what.to_owned())),
                ("裝置時間", Some(stamp(event.at))),
                ("伺服器收到", received.received_at.map(stamp)),
            ]));
        }
    }
    Ok(lines)
}

async fn hours(tx: &mut Tx, entries: &[&RosterEntry]) -> Result<Vec<Fields>, Failure> {
    let mut lines = Vec::new();
    for entry in entries {
        let records = tx.hours_records(entry.session).await?;
        for record in records.get(&Subject::Registration(entry.id)).into_iter().flatten() {
            lines.push(fields([
                ("場次代碼", Some(entry.session.to_string())),
                ("時數", Some(record.total.to_string())),
                ("版次", Some(record.version.to_string())),
                ("時間", Some(stamp(record.at))),
                ("理由", Some(record.reason.clone())),
            ]));
        }
    }
    Ok(lines)
}

fn part(kind: &str, records: Vec<Fields>) -> OwnDataPart {
    OwnDataPart { kind: kind.to_owned(), records }
}

/// The fields that have a value.
fn fields<const N: usize>(all: [(&str, Option<String>); N]) -> Fields {
    let some = all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    some.filter(|(_, value)| !value.is_empty()).collect()
}

fn stamp(at: Timestamp) -> String {
    at.taipei().format("%Y-%m-%d %H:%M:%S").to_string()
}

fn state_words(state: RegistrationState) -> String {
    match state {
        RegistrationState::Applied => "已報名（待審）".to_owned(),
        RegistrationState::Admitted => "錄取".to_owned(),
        RegistrationState::Waitlisted(n) => format!("備取 {n}"),
        RegistrationState::NotAdmitted => "未錄取".to_owned(),
        RegistrationState::Cancelled => "已取消".to_owned(),
        RegistrationState::OnLeave => "請假".to_owned(),
        RegistrationState::WalkInPending => "現場（待認）".to_owned(),
        RegistrationState::Rejected => "不予採認".to_owned(),
    }
}

const fn origin_words(origin: Origin) -> &'static str {
    match origin {
        Origin::SelfRegistered => "自行報名",
        Origin::Assigned => "學校指派",
        Origin::Imported => "匯入",
        Origin::WalkIn => "現場",
    }
}

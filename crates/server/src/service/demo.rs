//! The demo entry: invented people, entered with one click (A.4). Its routes exist only in demo mode.

use std::{collections::BTreeMap, sync::LazyLock};

use yanxi_domain::{
    course::Session,
    ids::{AccountId, CourseId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::api::{DemoEntered, DemoPerson};

use crate::{
    actor::Actor,
    demo::{
        people::{self, Office},
        schools,
    },
    failure::Failure,
    service::{actor, auth, demo_seed, devices_code, token},
    state::AppState,
    store::WriteTx,
};

/// How long a demo session lives, seconds: scripted days move the clock by weeks.
pub const DEMO_SESSION_SECONDS: u64 = 400 * 24 * 3600;

/// The same people on every start, so made up once.
static PEOPLE: LazyLock<Vec<DemoPerson>> = LazyLock::new(make_up);

/// Whom the demo page offers, by role.
#[must_use]
pub fn people() -> &'static [DemoPerson] {
    &PEOPLE
}

fn make_up() -> Vec<DemoPerson> {
    let staff_hint = (
        "一鍵啟用這台裝置並開始簽到；可以關掉網路試試看。",
        "Enrols this device with one click and starts the check-in; try switching the network off.",
    );
    let mut offered: Vec<DemoPerson> =
        people::operators().iter().map(|s| person(s.account, s.name, s.about, "staff", staff_hint)).collect();
    let organiser = people::organiser();
    let hint = (
        "看即時看板、認定 8 月 5 日下午場的待認定案件，再核發時數。",
        "Watch the live board, settle the doubtful cases of the afternoon of 5 August, then issue hours.",
    );
    offered.push(person(organiser.account, organiser.name, organiser.about, "organiser", hint));
    let registrar = people::registrar();
    let hint = (
        "開放報名中的課程：審核報名、錄取與備取，決定請假；也可指派本校人員。",
        "Courses open for registration: admit, keep a waiting list, decide about leave; assign own staff.",
    );
    offered.push(person(registrar.account, registrar.name, registrar.about, "organiser", hint));
    for (office, official) in people::officials() {
        let (role, hint, hint_en) = match office {
            Office::Officer => {
                ("officer", "規劃一門研習，送校長核准。", "Plan a course and submit it for approval.")
            }
            Office::Approver => ("approver", "核准計畫，指派校內人員。", "Approve plans, assign own staff."),
            Office::Administrator => {
                ("administrator", "開設、停用同事的帳號。", "Open and disable accounts of colleagues.")
            }
            Office::Supervisor => {
                ("supervisor", "看全縣的帳號與辦理情形。", "See the accounts and courses of the county.")
            }
            Office::System => (
                "system",
                "新增單位、開設縣市督導，查稽核紀錄。",
                "Create offices and supervisors, read the audit trail.",
            ),
        };
        offered.push(person(official.account, official.name, official.about, role, (hint, hint_en)));
    }
    let registrar = people::registrar();
    let hint = (
        "開放報名中的課程：審核報名、錄取與備取，決定請假。",
        "Courses open for registration: admit, keep a waiting list, decide about leave.",
    );
    offered.push(person(registrar.account, registrar.name, registrar.about, "organiser", hint));
    let cast = people::cast(&schools::directory());
    let hints = [
        ("看自己 114 學年度的 9 小時紀錄，離線也能看。", "See the 9 hours of the school year, offline too."),
        (
            "看遲到 40 分鐘的場次為何是 0 小時；到「研習課程」報名，額滿的場次列備取。",
            "See why coming 40 minutes late gave 0 hours; then register for a course, also a full one.",
        ),
    ];
    for (attendee, hint) in people::attendees(&cast).into_iter().zip(hints) {
        let about = format!("{} {}", attendee.school.short_name, attendee.title);
        let account = people::attendee_account(attendee.id);
        offered.push(person(account, &attendee.name, &about, "attendee", hint));
    }
    offered
}

fn person(
    account: AccountId,
    name: &str,
    about: &str,
    role: &str,
    (hint, hint_en): (&str, &str),
) -> DemoPerson {
    DemoPerson {
        account,
        name: name.to_owned(),
        about: about.to_owned(),
        role: role.to_owned(),
        hint: hint.to_owned(),
        hint_en: hint_en.to_owned(),
    }
}

/// Enters as a demo person. `device_token` is the browser's device cookie: entering does not touch the device.
/// Returns the token for the session cookie beside the answer.
///
/// # Errors
/// 404 for an account the demo page does not offer.
pub async fn enter(
    state: &AppState,
    account: AccountId,
    device_token: Option<&str>,
) -> Result<(DemoEntered, String), Failure> {
    if !people().iter().any(|person| person.account == account) {
        return Err(Failure::not_found());
    }
    // The server may have been running for hours or since yesterday. A moved clock belongs to a script that set its own scene.
    if !state.clock.is_moved() {
        demo_seed::seed(state, true).await?;
    }
    let now = state.clock.now();
    let secret = token::new_token()?;
    let expires_at = now.plus_ms(i64::try_from(DEMO_SESSION_SECONDS * 1_000).unwrap_or(i64::MAX));
    let operator = people::operators().into_iter().find(|o| o.account == account);
    let mut tx = state.store.write(&[]).await?;
    tx.open_account_session(&token::hash(&secret), account, now, expires_at).await?;
    let code = match &operator {
        Some(_) => code_for_newest_course(&mut tx, account, now).await?,
        None => None,
    };
    tx.commit().await?;
    let actor: Actor = actor::resolve(state, Some(&secret), device_token).await?;
    let entered = DemoEntered {
        me: auth::me(state, &actor),
        enrolment_code: code,
        pin: operator.and_then(|o| o.pin).map(str::to_owned),
    };
    Ok((entered, secret))
}

/// What the organiser would have read out to venue staff: a code for the sessions still to come of the newest course
/// they are assigned to.
async fn code_for_newest_course(
    tx: &mut WriteTx,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<String>, Failure> {
    let mut courses: BTreeMap<CourseId, Vec<Session>> = BTreeMap::new();
    for (role, target) in tx.account_roles(account).await? {
        if role == "venue_staff"
            && let Some(session) = tx.session(SessionId(target)).await?
        {
            courses.entry(session.course).or_default().push(session);
        }
    }
    let start = |sessions: &[Session]| sessions.iter().flat_map(|s| &s.periods).map(|p| p.start).max();
    let Some((course, sessions)) = courses.into_iter().max_by_key(|(_, sessions)| start(sessions)) else {
        return Ok(None);
    };
    let is_over = |session: &Session| session.periods.iter().all(|period| period.end <= now);
    // A tablet enrolled for a session that is over would be waited for there.
    let ahead: Vec<SessionId> = sessions.iter().filter(|s| !is_over(s)).map(|s| s.id).collect();
    let all = || sessions.iter().map(|s| s.id).collect();
    let ids: Vec<SessionId> = if ahead.is_empty() { all() } else { ahead };
    let organiser = people::organiser().account;
    Ok(Some(devices_code::issue(tx, organiser, course, &ids, None, now).await?.code))
}

//! The public list of sessions for everybody signed in (U-E1): what there is, how many seats are left, and whether the
//! caller may take one. Never a meeting link or password (S1-09).

use chrono::{Days, NaiveDate, NaiveTime};
use yanxi_domain::{
    business_area::areas_of,
    course::{Admission, DeliveryMode},
    ids::{PersonId, SessionId},
    org::School,
    registering::cancel_until,
    time::Timestamp,
};
use yanxi_protocol::registering::{
    CatalogDetail, CatalogPage, CatalogQuery, CatalogSession, Mine, Registrant, Sentence,
};

use crate::{
    actor::Actor,
    failure::Failure,
    service::registering::{judge, namesakes, no_school},
    state::AppState,
    store::{CatalogueFilter, Held, Listed, Registrant as Known, Tx},
};

/// Sessions on one page.
pub const PAGE: u32 = 50;
/// Longest text of a filter, code points.
const TEXT_LIMIT: usize = 100;

/// A page of the catalogue, by time.
///
/// # Errors
/// 401 without account; `filter_invalid` for a day, mode or page mark that is none.
pub async fn catalogue(
    state: &AppState,
    actor: &Actor,
    query: &CatalogQuery,
) -> Result<CatalogPage, Failure> {
    let account = actor.account()?;
    let now = state.clock.now();
    let mut tx = state.store.read().await?;
    let caller = Caller::read(&mut tx, account.person).await?;
    let filter = filter(query, &caller, now)?;
    let after = page_mark(&query.after)?;
    let mut found = tx.catalogue(&filter, after, PAGE + 1).await?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|l| format!("{}.{}", start_of(l).0, l.session.id));
    Ok(CatalogPage {
        total: tx.catalogue_size(&filter).await?,
        sessions: found.into_iter().map(|listed| caller.sees(listed, now).0).collect(),
        next,
        at: now,
    })
}

/// One session with its agenda and what registering asks.
///
/// # Errors
/// 401 without account; 404.
pub async fn session(state: &AppState, actor: &Actor, id: SessionId) -> Result<CatalogDetail, Failure> {
    let account = actor.account()?;
    let now = state.clock.now();
    let mut tx = state.store.read().await?;
    let listed = tx.catalogue_session(id).await?.ok_or_else(Failure::not_found)?;
    let caller = Caller::read(&mut tx, account.person).await?;
    let (summary, listed) = caller.sees(listed, now);
    let namesake = match &caller.known {
        Some(known) if known.disambiguator.is_none() => !namesakes(&mut tx, known).await?.is_empty(),
        _ => false,
    };
    let terms = &listed.course.terms;
    Ok(CatalogDetail {
        summary,
        cancel_until: cancel_until(&listed.session, terms.cancel_deadline),
        by_organiser: terms.admission == Admission::ByOrganiser,
        per_school: terms.per_school,
        bring: listed.course.info.bring.clone(),
        session: listed.session,
        registrant: Registrant {
            name: caller.known.as_ref().map(|k| k.name.clone()).unwrap_or_default(),
            school: caller.school().map(|school| school.short_name.clone()),
            disambiguator: caller.known.as_ref().and_then(|k| k.disambiguator.clone()),
            namesake,
            title: caller.known.map(|k| k.title).unwrap_or_default(),
        },
        at: now,
    })
}

/// Who looks at the catalogue, with what they hold already.
struct Caller {
    known: Option<Known>,
    held: Vec<Held>,
}

impl Caller {
    async fn read(tx: &mut Tx, person: PersonId) -> Result<Self, Failure> {
        Ok(Self { known: tx.registrant(person).await?, held: tx.held_by(person).await? })
    }

    fn school(&self) -> Option<&School> {
        self.known.as_ref().and_then(|known| known.school.as_ref())
    }

    fn sees(&self, listed: Listed, now: Timestamp) -> (CatalogSession, Listed) {
        let session = &listed.session;
        let (refusals, remarks) = self.judge(&listed, now);
        let start = start_of(&listed);
        let place = session
            .venue
            .as_ref()
            .map(|venue| format!("{} {}", venue.org_name, venue.room).trim().to_owned());
        let summary = CatalogSession {
            session: session.id,
            course: session.course,
            title: listed.course.title.clone(),
            number: session.number,
            date: session.date,
            start,
            end: session.periods.iter().map(|p| p.end).max().unwrap_or(start),
            mode: session.mode,
            state: session.state,
            place: place.unwrap_or_default(),
            host: listed.course.host.clone(),
            areas: areas_of(session),
            counties: session.eligibility.counties.clone(),
            capacity: session.capacity,
            seats_left: session.capacity.map(|capacity| capacity.saturating_sub(listed.admitted)),
            waiting: listed.waiting,
            closes: listed.course.terms.closes.unwrap_or(start).min(start),
            mine: self
                .held
                .iter()
                .find(|held| held.session.id == session.id)
                .map(|held| Mine { registration: held.registration, state: held.shown(now) }),
            refusals,
            remarks,
        };
        (summary, listed)
    }

    fn judge(&self, listed: &Listed, now: Timestamp) -> (Vec<Sentence>, Vec<Sentence>) {
        let Some(school) = self.school() else { return (vec![no_school()], Vec::new()) };
        judge(&listed.session, &listed.course.terms, school, &self.held, now)
    }
}

fn start_of(listed: &Listed) -> Timestamp {
    let start = listed.session.periods.iter().map(|p| p.start).min();
    start.unwrap_or_else(|| midnight(listed.session.date))
}

fn midnight(date: NaiveDate) -> Timestamp {
    Timestamp::from_taipei(date, NaiveTime::MIN)
}

fn filter<'a>(
    query: &'a CatalogQuery,
    caller: &'a Caller,
    now: Timestamp,
) -> Result<CatalogueFilter<'a>, Failure> {
    let texts = [&query.area, &query.county, &query.text];
    if texts.iter().any(|text| text.chars().count() > TEXT_LIMIT || text.contains('\0')) {
        return Err(invalid());
    }
    let known = serde_json::from_value::<DeliveryMode>(query.mode.as_str().into()).is_ok();
    if !query.mode.is_empty() && !known {
        return Err(invalid());
    }
    let to = match day(&query.to)? {
        Some(last) => midnight(last.checked_add_days(Days::new(1)).ok_or_else(invalid)?),
        None => Timestamp(i64::MAX),
    };
    Ok(CatalogueFilter {
        from: day(&query.from)?.map_or(now, midnight),
        to,
        area: &query.area,
        county: &query.county,
        mode: &query.mode,
        text: &query.text,
        free: query.free,
        open_for: match (query.eligible, caller.school()) {
            (true, Some(school)) => Some((now, &school.county, school.level)),
            _ => None,
        },
    })
}

fn day(text: &str) -> Result<Option<NaiveDate>, Failure> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| invalid()) }
}

fn page_mark(text: &str) -> Result<(Timestamp, SessionId), Failure> {
    if text.is_empty() {
        return Ok((Timestamp(i64::MIN), SessionId(uuid::Uuid::nil())));
    }
    let parts = text.split_once('.').ok_or_else(invalid)?;
    let (start, id) = (parts.0.parse().map_err(|_| invalid())?, parts.1.parse().map_err(|_| invalid())?);
    Ok((Timestamp(start), id))
}

fn invalid() -> Failure {
    let text = "查詢條件無法辨識。請清除條件後再試一次，資料沒有變更。";
    Failure::invalid("filter_invalid", "the filter is not understood", text)
}

//! The catalogue: what announced sessions are searched by, in columns with an index by time, so that thousands of courses
//! answer at once.

use uuid::Uuid;
use yanxi_domain::{
    business_area::areas_of,
    course::{Course, DeliveryMode, Session, SessionState},
    ids::SessionId,
    org::SchoolLevel,
    text::search_key,
    time::Timestamp,
};

use super::{StoreError, Tx, WriteTx};
use crate::args;

/// What is looked for. An empty text means: whatever.
#[derive(Clone, Debug)]
pub struct CatalogueFilter<'a> {
    /// First instant a session may start at.
    pub from: Timestamp,
    /// First instant it may no longer start at.
    pub to: Timestamp,
    /// 業務別
    pub area: &'a str,
    /// Meant for schools of this county, by code.
    pub county: &'a str,
    /// Code of the mode.
    pub mode: &'a str,
    /// Free text.
    pub text: &'a str,
    /// Only with seats left.
    pub free: bool,
    /// Only open at this instant for a school of this county and level.
    pub open_for: Option<(Timestamp, &'a str, SchoolLevel)>,
}

/// A session of the catalogue with its seats.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Session.
    pub session: Session,
    /// Its course.
    pub course: Course,
    /// 錄取
    pub admitted: u32,
    /// 備取
    pub waiting: u32,
}

/// From what is listed to the conditions: `$1` … `$13`, in the order of [`arguments`].
const MATCHING: &str = "k.starts_at >= $1 AND k.starts_at < $2 \
    AND ($3 = '' OR k.areas = '' OR k.areas LIKE $3) \
    AND ($4 = '' OR k.counties = '' OR k.counties LIKE $4) \
    AND ($5 = '' OR k.mode = $5) \
    AND ($6 = '' OR k.words LIKE $6 ESCAPE '!') \
    AND ($7 = 0 OR k.capacity IS NULL OR k.admitted < k.capacity) \
    AND ($8 = 0 OR (k.opens <= $9 AND k.closes > $9 AND k.state <> 'cancelled' \
        AND (k.counties = '' OR k.cross_region = 1 OR k.counties LIKE $10) \
        AND (k.levels = '' OR k.levels LIKE $11)))";

fn arguments(filter: &CatalogueFilter<'_>) -> Vec<super::Value<'static>> {
    let part = |text: &str| if text.is_empty() { String::new() } else { format!("%|{text}|%") };
    let (open, at, county, level) = match filter.open_for {
        Some((at, county, level)) => (1, at, part(county), part(&code(&level))),
        None => (0, Timestamp(0), String::new(), String::new()),
    };
    args![
        filter.from,
        filter.to,
        part(filter.area),
        part(filter.county),
        filter.mode.to_owned(),
        like(filter.text),
        i64::from(filter.free),
        open,
        at,
        county,
        level
    ]
}

/// A pattern for text anywhere, its own wildcards escaped.
fn like(text: &str) -> String {
    let key = search_key(text);
    if key.is_empty() {
        return key;
    }
    let escaped: String = key
        .chars()
        .flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c]))
        .collect();
    format!("%{escaped}%")
}

impl Tx {
    /// Sessions by time behind `after` (start and id of the last one seen), at most `limit`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn catalogue(
        &mut self,
        filter: &CatalogueFilter<'_>,
        after: (Timestamp, SessionId),
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT s.body, c.body, k.admitted, k.waiting FROM catalogue k \
             JOIN session s ON s.id = k.session JOIN course c ON c.id = k.course WHERE {MATCHING} \
             AND (k.starts_at > $12 OR (k.starts_at = $12 AND k.session > $13)) \
             ORDER BY k.starts_at, k.session LIMIT $14"
        ));
        let mut args = arguments(filter);
        args.extend(args![after.0, after.1.0, i64::from(limit)]);
        self.rows(sql, args).await?.iter().map(listed).collect()
    }

    /// How many sessions match.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn catalogue_size(&mut self, filter: &CatalogueFilter<'_>) -> Result<u32, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM catalogue k WHERE {MATCHING}"));
        let row = self.row(sql, arguments(filter)).await?;
        row.map_or(Ok(0), |row| row.count(0)).map(|n| u32::try_from(n).unwrap_or(u32::MAX))
    }

    /// One session of the catalogue.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn catalogue_session(&mut self, session: SessionId) -> Result<Option<Listed>, StoreError> {
        let sql = "SELECT s.body, c.body, k.admitted, k.waiting FROM catalogue k \
                   JOIN session s ON s.id = k.session JOIN course c ON c.id = k.course WHERE k.session = $1";
        self.row(sql, args![session.0]).await?.as_ref().map(listed).transpose()
    }

    /// The sessions of a course with their seats, by time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn catalogue_of_course(&mut self, course: Uuid) -> Result<Vec<Listed>, StoreError> {
        let sql = "SELECT s.body, c.body, k.admitted, k.waiting FROM catalogue k \
                   JOIN session s ON s.id = k.session JOIN course c ON c.id = k.course \
                   WHERE k.course = $1 ORDER BY k.starts_at, k.session";
        self.rows(sql, args![course]).await?.iter().map(listed).collect()
    }
}

fn listed(row: &super::Row) -> Result<Listed, StoreError> {
    let count = |column| row.count(column).map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    Ok(Listed { session: row.json(0)?, course: row.json(1)?, admitted: count(2)?, waiting: count(3)? })
}

impl WriteTx {
    /// Brings what a session is found by up to date.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn list_in_catalogue(
        &mut self,
        course: &Course,
        session: &Session,
    ) -> Result<(), StoreError> {
        if course.mistaken.is_some() {
            self.execute("DELETE FROM catalogue WHERE session = $1", args![session.id.0]).await?;
            return Ok(());
        }
        let start = session.periods.iter().map(|p| p.start).min();
        // A session without periods yet is found on its day.
        let start = start.unwrap_or_else(|| Timestamp::from_taipei(session.date, chrono::NaiveTime::MIN));
        let end = session.periods.iter().map(|p| p.end).max().unwrap_or(start);
        let list = |items: Vec<String>| {
            if items.is_empty() { String::new() } else { format!("|{}|", items.join("|")) }
        };
        let eligibility = &session.eligibility;
        let levels = eligibility.levels.iter().map(code).collect();
        let areas = areas_of(session);
        let closes = course.terms.closes.unwrap_or(start).min(start);
        let args = args![
            session.id.0,
            session.course.0,
            start,
            end,
            code::<DeliveryMode>(&session.mode),
            code::<SessionState>(&session.state),
            list(eligibility.counties.clone()),
            list(levels),
            i64::from(eligibility.cross_region),
            list(areas),
            words(course, session),
            course.terms.opens.unwrap_or_default(),
            closes,
            session.capacity.map(i64::from),
        ];
        let sql = "INSERT INTO catalogue (session, course, starts_at, ends_at, mode, state, counties, levels, \
                   cross_region, areas, words, opens, closes, capacity, admitted, waiting) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0, 0) \
                   ON CONFLICT (session) DO UPDATE SET starts_at = excluded.starts_at, \
                   ends_at = excluded.ends_at, mode = excluded.mode, state = excluded.state, \
                   counties = excluded.counties, levels = excluded.levels, \
                   cross_region = excluded.cross_region, areas = excluded.areas, words = excluded.words, \
                   opens = excluded.opens, closes = excluded.closes, capacity = excluded.capacity";
        self.execute(sql, args).await?;
        Ok(())
    }

    /// Counts the seats of a session anew, after its registrations changed. The session is locked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_seats(&mut self, session: SessionId) -> Result<(), StoreError> {
        let sql = "UPDATE catalogue SET \
                   admitted = (SELECT COUNT(*) FROM registration WHERE session = $1 AND state = 'admitted'), \
                   waiting = (SELECT COUNT(*) FROM registration WHERE session = $1 AND state = 'waitlisted') \
                   WHERE session = $1";
        self.execute(sql, args![session.0]).await?;
        Ok(())
    }
}

/// Code of a plain enum, as its JSON has it.
fn code<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Everything free text finds a session by, folded like what is typed. A line break keeps the parts apart.
fn words(course: &Course, session: &Session) -> String {
    let venue = session.venue.as_ref().map(|venue| [venue.org_name.as_str(), venue.room.as_str()]);
    let topics = session.agenda.iter().flat_map(|item| &item.topics).map(String::as_str);
    [
        course.title.as_str(),
        &course.host,
        &course.organiser_name,
        course.external_code.as_deref().unwrap_or(""),
    ]
    .into_iter()
    .chain(venue.into_iter().flatten())
    .chain(topics)
    .map(search_key)
    .collect::<Vec<_>>()
    .join("\n")
}

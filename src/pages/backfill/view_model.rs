//! Typing punches from the paper sheet: who, when, and what looks odd (U-A14). Pure.

use chrono::{NaiveDate, NaiveTime};
use yanxi_domain::{
    course::{Period, Session},
    event::Direction,
    ids::{EventId, PeriodId, RegistrationId},
    log::SessionLog,
    presence,
    roster::RosterEntry,
    text::search_key,
    time::{HOUR_MS, Timestamp},
};
use yanxi_protocol::api::BackfillLine;

use crate::{
    i18n::{Locale, office::backfill as text},
    view::{sheet_order::sheet_order, when},
};

/// Times further than this from the period get a remark; they can still be sent.
const FAR_FROM_PERIOD_MS: i64 = 4 * HOUR_MS;
/// So many suggestions fit below the field.
pub const MAX_SUGGESTIONS: usize = 6;

/// One person of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPerson {
    /// Printed number.
    pub number: usize,
    /// Identity.
    pub registration: RegistrationId,
    /// Name.
    pub name: String,
    /// School and title.
    pub school: String,
    /// 職稱
    pub title: String,
}

/// One line that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub person: SheetPerson,
    /// Period.
    pub period: PeriodId,
    /// Time in.
    pub time_in: Option<Timestamp>,
    /// Time out.
    pub time_out: Option<Timestamp>,
    /// What looks odd; nothing here stops the line.
    pub remarks: Vec<String>,
    /// Ids of the events to be, made once, so that sending twice is harmless.
    pub ids: (EventId, EventId),
}

/// Why a line cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineProblem {
    /// A time cannot be read.
    BadTime,
    /// Neither time was given.
    NoTime,
    /// Out is before in.
    OutBeforeIn,
}

impl LineProblem {
    /// What is wrong, in words.
    #[must_use]
    pub fn words(self, locale: Locale) -> String {
        match self {
            Self::BadTime => text::bad_time(locale),
            Self::NoTime => text::no_time(locale),
            Self::OutBeforeIn => text::out_before_in(locale),
        }
    }
}

/// Everybody on the sheet with the printed number.
#[must_use]
pub fn people(roster: &[RosterEntry]) -> Vec<SheetPerson> {
    let one = |(number, entry): (usize, &RosterEntry)| SheetPerson {
        number,
        registration: entry.id,
        name: entry.name.clone(),
        school: entry.school_name.clone(),
        title: entry.title.clone(),
    };
    sheet_order(roster).into_iter().map(one).collect()
}

/// People a number or a part of a name, school or title means. A number means exactly its row.
#[must_use]
pub fn find(people: &[SheetPerson], typed: &str) -> Vec<SheetPerson> {
    let key = search_key(typed);
    if key.is_empty() {
        return Vec::new();
    }
    if let Ok(number) = key.parse::<usize>() {
        return people.iter().filter(|person| person.number == number).cloned().collect();
    }
    let matches = |person: &&SheetPerson| {
        [&person.name, &person.school, &person.title].iter().any(|field| search_key(field).contains(&key))
    };
    let mut found: Vec<SheetPerson> = people.iter().filter(matches).cloned().collect();
    // Names come before schools: the sheet is read by name.
    found.sort_by_key(|person| (!search_key(&person.name).contains(&key), person.number));
    found
}

/// A time as it is typed quickly: `0855`, `855`, `8:55`, `８：５５`; empty is no time.
///
/// # Errors
/// [`LineProblem::BadTime`] when it cannot be read.
pub fn parse_time(typed: &str) -> Result<Option<NaiveTime>, LineProblem> {
    let key = search_key(typed);
    if key.is_empty() {
        return Ok(None);
    }
    let (hours, minutes) = match key.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours.to_owned(), minutes.to_owned()),
        Some(_) => return Err(LineProblem::BadTime),
        None if key.is_ascii() && (3..=4).contains(&key.len()) => {
            let (hours, minutes) = key.split_at(key.len() - 2);
            (hours.to_owned(), minutes.to_owned())
        }
        None => return Err(LineProblem::BadTime),
    };
    let number = |digits: &str| digits.parse::<u32>().map_err(|_| LineProblem::BadTime);
    NaiveTime::from_hms_opt(number(&hours)?, number(&minutes)?, 0).map(Some).ok_or(LineProblem::BadTime)
}

/// What was typed on one line.
#[derive(Clone, Debug)]
pub struct Typed<'a> {
    /// Who.
    pub person: &'a SheetPerson,
    /// Time in.
    pub time_in: &'a str,
    /// Time out.
    pub time_out: &'a str,
    /// Ids for its events.
    pub ids: (EventId, EventId),
}

/// Checks one typed line against the period and what is already known.
///
/// # Errors
/// See [`LineProblem`].
pub fn line(
    locale: Locale,
    session: &Session,
    period: &Period,
    log: &SessionLog,
    typed: &Typed,
) -> Result<Line, LineProblem> {
    let time_in = instant(session.date, parse_time(typed.time_in)?);
    let time_out = instant(session.date, parse_time(typed.time_out)?);
    match (time_in, time_out) {
        (None, None) => return Err(LineProblem::NoTime),
        (Some(first), Some(last)) if last < first => return Err(LineProblem::OutBeforeIn),
        _ => {}
    }
    Ok(Line {
        remarks: remarks(locale, period, log, typed.person.registration, time_in, time_out),
        person: typed.person.clone(),
        period: period.id,
        time_in,
        time_out,
        ids: typed.ids,
    })
}

/// The request lines of everything typed.
#[must_use]
pub fn request_lines(lines: &[Line]) -> Vec<BackfillLine> {
    let mut request = Vec::new();
    for line in lines {
        let punches =
            [(line.ids.0, Direction::In, line.time_in), (line.ids.1, Direction::Out, line.time_out)];
        for (event, direction, claimed) in punches {
            request.extend(claimed.map(|claimed| BackfillLine {
                event,
                registration: line.person.registration,
                period: line.period,
                direction,
                claimed,
            }));
        }
    }
    request
}

fn instant(date: NaiveDate, time: Option<NaiveTime>) -> Option<Timestamp> {
    time.map(|time| Timestamp::from_taipei(date, time))
}

fn remarks(
    locale: Locale,
    period: &Period,
    log: &SessionLog,
    registration: RegistrationId,
    time_in: Option<Timestamp>,
    time_out: Option<Timestamp>,
) -> Vec<String> {
    let far = |time: Timestamp| {
        time.since(period.start) < -FAR_FROM_PERIOD_MS || time.since(period.end) > FAR_FROM_PERIOD_MS
    };
    let mut remarks = Vec::new();
    if time_in.into_iter().chain(time_out).any(far) {
        remarks.push(text::far_from_period(locale, &when::span(period.start, period.end)));
    }
    let known = presence::presence(log, period.id, yanxi_domain::event::Subject::Registration(registration));
    let known_in = known.first_in.filter(|_| time_in.is_some());
    let known_out = known.last_out.filter(|_| time_out.is_some());
    remarks.extend(
        known_in
            .into_iter()
            .chain(known_out)
            .map(|punch| text::already_has(locale, &punch.time.taipei_hhmm())),
    );
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::{self, Day, at};

    fn ids() -> (EventId, EventId) {
        (EventId(uuid::Uuid::from_u128(1)), EventId(uuid::Uuid::from_u128(2)))
    }

    fn typed(time_in: &str, time_out: &str, log: &SessionLog) -> Result<Line, LineProblem> {
        let session = fixtures::session();
        let people = people(&fixtures::roster());
        let person = &find(&people, "王小明")[0];
        line(Locale::Zh, &session, &session.periods[0], log, &Typed { person, time_in, time_out, ids: ids() })
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        let eight = NaiveTime::from_hms_opt(8, 55, 0);
        for text in ["0855", "855", "8:55", "08:55", "８：５５", " 8:55 ", "8.55"] {
            assert_eq!(parse_time(text), Ok(eight), "{text}");
        }
        assert_eq!(parse_time(""), Ok(None));
        for text in ["2460", "9", "八點", "8:5", "8:60", "08555"] {
            assert_eq!(parse_time(text), Err(LineProblem::BadTime), "{text}");
        }
    }

    #[test]
    fn a_number_means_its_row_and_a_name_may_mean_several() {
        let people = people(&fixtures::roster());
        assert_eq!(find(&people, "3")[0].name, "王小明");
        assert_eq!(find(&people, "怡君").len(), 2);
        assert_eq!(find(&people, "泰武")[0].name, "李小華");
        assert!(find(&people, "9").is_empty());
        assert!(find(&people, " ").is_empty());
    }

    #[test]
    fn a_line_becomes_one_event_per_time() {
        let line = typed("0841", "12:01", &SessionLog::new()).unwrap();
        assert_eq!((line.time_in, line.time_out), (Some(at("08:41:00")), Some(at("12:01:00"))));
        assert!(line.remarks.is_empty());
        let request = request_lines(&[line]);
        assert_eq!(request.iter().map(|l| l.direction).collect::<Vec<_>>(), [Direction::In, Direction::Out]);
        let out_only = typed("", "12:01", &SessionLog::new()).unwrap();
        assert_eq!(request_lines(&[out_only]).len(), 1);
    }

    #[test]
    fn a_line_without_time_or_backwards_is_refused_with_a_reason() {
        assert_eq!(typed("", "", &SessionLog::new()), Err(LineProblem::NoTime));
        assert_eq!(typed("1201", "0841", &SessionLog::new()), Err(LineProblem::OutBeforeIn));
        assert_eq!(typed("xx", "", &SessionLog::new()), Err(LineProblem::BadTime));
    }

    #[test]
    fn odd_lines_are_remarked_but_kept() {
        let mut day = Day::default();
        day.sign_in(1, "08:41:05");
        let again = typed("0855", "", &day.log).unwrap();
        assert_eq!(again.remarks, ["已有 08:41 的紀錄，兩筆都會保留"]);
        let night = typed("2130", "", &SessionLog::new()).unwrap();
        assert_eq!(night.remarks.len(), 1);
    }
}

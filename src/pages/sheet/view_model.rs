//! The sign-in sheet cut into A4 pages. Pure.

use yanxi_domain::{
    course::Period,
    event::{Direction, EventKind, Subject},
    log::SessionLog,
    presence,
    roster::{RegistrationState, RosterEntry},
};

use crate::{
    i18n::{Locale, office::sheet as text},
    view::sheet_order::sheet_order,
};

/// Rows of 10 mm that fit on A4 below the head, with room to sign.
pub const ROWS_PER_PAGE: usize = 22;
/// Empty rows for people who come without being on the roster.
const WALK_IN_ROWS: usize = 5;

/// Blank to be signed, or with the times that were recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SheetKind {
    /// Blank.
    #[default]
    Blank,
    /// With times.
    Filled,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// 編號; empty on walk-in rows.
    pub number: String,
    /// 學校
    pub school: String,
    /// 職稱
    pub title: String,
    /// 姓名, with what tells two people of one name apart.
    pub name: String,
    /// 簽到
    pub time_in: String,
    /// 簽退
    pub time_out: String,
    /// An empty row for a walk-in.
    pub walk_in: bool,
}

/// Pages of one period. The blank sheet lists who is expected and leaves rows for walk-ins; the filled one lists
/// everybody expected or recorded.
#[must_use]
pub fn pages(
    locale: Locale,
    kind: SheetKind,
    period: &Period,
    roster: &[RosterEntry],
    log: &SessionLog,
    walk_ins: &[SheetRow],
) -> Vec<Vec<SheetRow>> {
    let mut rows: Vec<SheetRow> = Vec::new();
    for (number, entry) in sheet_order(roster) {
        let row = row(locale, kind, period, number, entry, log);
        let recorded = !(row.time_in.is_empty() && row.time_out.is_empty());
        if entry.state == RegistrationState::Admitted || recorded {
            rows.push(row);
        }
    }
    match kind {
        SheetKind::Blank => {
            rows.extend((0..WALK_IN_ROWS).map(|_| SheetRow { walk_in: true, ..SheetRow::default() }))
        }
        SheetKind::Filled => rows.extend_from_slice(walk_ins),
    }
    rows.chunks(ROWS_PER_PAGE).map(<[SheetRow]>::to_vec).collect()
}

/// Rows of walk-ins that are no registration; `who` names them.
#[must_use]
pub fn walk_in_rows(
    locale: Locale,
    period: &Period,
    log: &SessionLog,
    who: impl Fn(Subject) -> (String, String, String),
) -> Vec<SheetRow> {
    let drafts = log.subjects().filter(|subject| matches!(subject, Subject::Draft(_)));
    let row = |subject: Subject| {
        let (school, title, name) = who(subject);
        let (time_in, time_out) = times(locale, period, log, subject);
        SheetRow { number: String::new(), school, title, name, time_in, time_out, walk_in: true }
    };
    drafts.map(row).filter(|row| !(row.time_in.is_empty() && row.time_out.is_empty())).collect()
}

fn row(
    locale: Locale,
    kind: SheetKind,
    period: &Period,
    number: usize,
    entry: &RosterEntry,
    log: &SessionLog,
) -> SheetRow {
    let (time_in, time_out) = match kind {
        SheetKind::Blank => Default::default(),
        SheetKind::Filled => times(locale, period, log, Subject::Registration(entry.id)),
    };
    SheetRow {
        number: number.to_string(),
        school: entry.school_name.clone(),
        title: entry.title.clone(),
        name: match &entry.disambiguator {
            Some(mark) => format!("{}（{mark}）", entry.name),
            None => entry.name.clone(),
        },
        time_in,
        time_out,
        walk_in: false,
    }
}

/// First sign-in and last sign-out, marked where they come from paper.
fn times(locale: Locale, period: &Period, log: &SessionLog, subject: Subject) -> (String, String) {
    let presence = presence::presence(log, period.id, subject);
    let words = |punch: Option<yanxi_domain::attendance::Punch>| {
        punch.map_or_else(String::new, |punch| {
            let paper = log
                .get(punch.event)
                .is_some_and(|received| matches!(received.event.kind, EventKind::PaperBackfill { .. }));
            let time = punch.time.taipei_hhmm();
            if paper { format!("{time} {}", text::backfill_mark(locale)) } else { time }
        })
    };
    debug_assert!(presence.first_in.is_none_or(|punch| punch.direction == Direction::In));
    (words(presence.first_in), words(presence.last_out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::fixtures::{self, Day};

    fn sheet(kind: SheetKind, day: &Day) -> Vec<Vec<SheetRow>> {
        let session = fixtures::session();
        pages(Locale::Zh, kind, &session.periods[0], &fixtures::roster(), &day.log, &[])
    }

    #[test]
    fn the_blank_sheet_lists_who_is_expected_and_leaves_rows_for_walk_ins() {
        let pages = sheet(SheetKind::Blank, &Day::default());
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].iter().filter(|row| !row.walk_in).count(), 3, "who cancelled is not expected");
        assert_eq!(pages[0].iter().filter(|row| row.walk_in).count(), WALK_IN_ROWS);
    }

    #[test]
    fn the_filled_sheet_shows_recorded_times_and_marks_paper() {
        let mut day = Day::default();
        day.sign_in(1, "08:41:05");
        day.backfill(1, Direction::Out, "12:01:00");
        day.sign_in(4, "08:44:00");
        let pages = sheet(SheetKind::Filled, &day);
        let of = |name: &str| pages[0].iter().find(|row| row.name == name).unwrap().clone();
        assert_eq!((of("王小明").time_in.as_str(), of("王小明").time_out.as_str()), ("08:41", "12:01 補"));
        assert_eq!(of("李小華").time_in, "08:44", "who cancelled and came is on it");
    }

    #[test]
    fn blank_and_filled_sheets_use_the_same_numbers() {
        let mut day = Day::default();
        day.sign_in(1, "08:41:05");
        let number = |kind| sheet(kind, &day)[0].iter().find(|r| r.name == "王小明").unwrap().number.clone();
        assert_eq!(number(SheetKind::Blank), number(SheetKind::Filled));
    }

    #[test]
    fn long_rosters_run_over_several_pages_without_losing_anybody() {
        let session = fixtures::session();
        let roster: Vec<RosterEntry> = (0..60)
            .map(|n| fixtures::entry(n, "王小明", "海豐國小", "教師", RegistrationState::Admitted))
            .collect();
        let pages =
            pages(Locale::Zh, SheetKind::Blank, &session.periods[0], &roster, &SessionLog::new(), &[]);
        assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), 60 + WALK_IN_ROWS);
        assert!(pages.iter().all(|page| page.len() <= ROWS_PER_PAGE));
    }
}

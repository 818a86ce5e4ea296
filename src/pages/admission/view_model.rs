//! Applicants as they are shown: sorted, filtered, in words. Pure.

use yanxi_domain::{
    ids::RegistrationId,
    roster::{Origin, RegistrationState},
};
use yanxi_protocol::registering::{Admission, AdmissionDecided, AdmissionRow};

use crate::{
    components::Tone,
    i18n::{Locale, office::admission as text},
    view::{registration, when},
};

/// By what the list is sorted (U-A4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// 報名時間
    #[default]
    Time,
    /// 學校
    School,
    /// 燈號: all alike until lights are known, so by time.
    Light,
}

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Everybody.
    #[default]
    All,
    /// 待審
    Applied,
    /// 備取
    Waiting,
    /// 錄取
    Admitted,
}

/// The modes in the order of their buttons.
pub const SORTS: [Sort; 3] = [Sort::Time, Sort::School, Sort::Light];
/// The filters in the order of their buttons.
pub const WHICHES: [Which; 4] = [Which::All, Which::Applied, Which::Waiting, Which::Admitted];

/// One applicant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// Identity.
    pub id: RegistrationId,
    /// Name.
    pub name: String,
    /// School.
    pub school: String,
    /// 職稱
    pub title: String,
    /// 業務別
    pub area: String,
    /// 報名時間
    pub time: String,
    /// State in words, with its tone.
    pub state: (Tone, String),
    /// 跨區, 學校指派, 同時段已錄取他場.
    pub marks: Vec<String>,
    /// Notes: the person's and the reason of the last decision.
    pub notes: Vec<String>,
}

/// The list as chosen.
#[must_use]
pub fn lines(locale: Locale, admission: &Admission, sort: Sort, which: Which) -> Vec<Line> {
    let mut rows: Vec<&AdmissionRow> = admission.rows.iter().filter(|row| shown(row.state, which)).collect();
    if sort == Sort::School {
        // Within a school the order of application stays.
        rows.sort_by(|a, b| (&a.school_name, a.school).cmp(&(&b.school_name, b.school)));
    }
    rows.into_iter().map(|row| line(locale, row)).collect()
}

const fn shown(state: RegistrationState, which: Which) -> bool {
    match which {
        Which::All => true,
        Which::Applied => matches!(state, RegistrationState::Applied),
        Which::Waiting => matches!(state, RegistrationState::Waitlisted(_)),
        Which::Admitted => matches!(state, RegistrationState::Admitted),
    }
}

fn line(locale: Locale, row: &AdmissionRow) -> Line {
    let origin = match row.origin {
        Origin::SelfRegistered => None,
        Origin::Assigned => Some(text::origin_assigned(locale)),
        Origin::Imported => Some(text::origin_imported(locale)),
        Origin::WalkIn => Some(text::origin_walk_in(locale)),
    };
    let marks = [
        origin,
        row.cross_region.then(|| text::cross_region(locale)),
        row.elsewhere.then(|| text::elsewhere(locale)),
    ];
    let note = (!row.note.is_empty()).then(|| text::note(locale, &row.note));
    Line {
        id: row.registration,
        name: row.name.clone(),
        school: row.school_name.clone(),
        title: row.title.clone(),
        area: row.business_area.clone().unwrap_or_default(),
        time: row.applied_at.map_or_else(|| text::no_time(locale), when::stamp),
        state: (registration::tone(row.state), registration::state(locale, row.state)),
        marks: marks.into_iter().flatten().collect(),
        notes: [note, row.reason.clone()].into_iter().flatten().collect(),
    }
}

/// Seats, quota, and how many wait, in words.
#[must_use]
pub fn summary(locale: Locale, admission: &Admission) -> Vec<String> {
    let count = |which| admission.rows.iter().filter(|row| shown(row.state, which)).count();
    let (waiting, applied) = (count(Which::Waiting), count(Which::Applied));
    let taken = admission.admitted + admission.walk_ins;
    let lines = [
        Some(admission.capacity.map_or_else(
            || text::seats_unlimited(locale, taken),
            |capacity| text::seats(locale, taken, capacity),
        )),
        admission.seats_left.map(|left| text::left(locale, left)),
        (admission.walk_ins > 0).then(|| text::walk_ins(locale, admission.walk_ins)),
        admission.per_school.map(|quota| text::quota(locale, quota)),
        (applied > 0).then(|| text::applied(locale, applied)),
        (waiting > 0).then(|| text::waiting(locale, waiting)),
    ];
    lines.into_iter().flatten().collect()
}

/// Leaves that wait for a decision: registration, who, why.
#[must_use]
pub fn leaves(admission: &Admission) -> Vec<(RegistrationId, String, String)> {
    let leave = |row: &AdmissionRow| {
        let reason = row.leave_reason.clone()?;
        Some((row.registration, format!("{} {} {}", row.school_name, row.title, row.name), reason))
    };
    admission.rows.iter().filter_map(leave).collect()
}

/// What a decision did, in words; then who was left as they were, and why.
#[must_use]
pub fn outcome(locale: Locale, done: &AdmissionDecided, admission: &Admission) -> Vec<String> {
    let mut lines =
        vec![text::done(locale, done.admitted, done.waitlisted, done.not_admitted, done.unchanged)];
    if !done.skipped.is_empty() {
        lines.push(text::skipped(locale, done.skipped.len()));
    }
    for (id, why) in &done.skipped {
        let name = admission.rows.iter().find(|row| row.registration == *id).map_or("", |row| &row.name);
        let why = if locale == Locale::En { &why.en } else { &why.zh };
        lines.push(format!("{name}：{why}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::{ids::OrgId, time::Timestamp};

    use super::*;

    fn row(n: u128, school: &str, state: RegistrationState) -> AdmissionRow {
        AdmissionRow {
            registration: RegistrationId(Uuid::from_u128(n)),
            name: format!("測試{n}"),
            school: OrgId(Uuid::nil()),
            school_name: school.into(),
            title: "註冊組長".into(),
            business_area: None,
            applied_at: Some(Timestamp(i64::try_from(n).unwrap())),
            origin: Origin::Assigned,
            state,
            cross_region: true,
            elsewhere: false,
            note: String::new(),
            leave_reason: (n == 1).then(|| "監考".to_owned()),
            reason: None,
        }
    }

    fn admission() -> Admission {
        Admission {
            capacity: Some(2),
            per_school: None,
            admitted: 1,
            walk_ins: 1,
            seats_left: Some(0),
            by_organiser: true,
            hidden: false,
            rows: vec![
                row(1, "乙國小", RegistrationState::Admitted),
                row(2, "甲國小", RegistrationState::Waitlisted(1)),
                row(3, "乙國小", RegistrationState::Applied),
            ],
            at: Timestamp(0),
        }
    }

    #[test]
    fn sorted_by_school_the_order_of_application_stays_within_it() {
        let ids = |sort, which| {
            let lines = lines(Locale::Zh, &admission(), sort, which);
            lines.iter().map(|line| line.id.0.as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(ids(Sort::Time, Which::All), [1, 2, 3]);
        assert_eq!(ids(Sort::School, Which::All), [1, 3, 2]);
        assert_eq!(ids(Sort::Light, Which::All), [1, 2, 3]);
        assert_eq!(ids(Sort::Time, Which::Waiting), [2]);
    }

    #[test]
    fn walk_ins_sit_on_seats_too() {
        let lines = summary(Locale::Zh, &admission());
        assert_eq!(
            lines,
            ["錄取 2／上限 2", "剩餘名額 0", "含採認之現場報名 1 人", "待審 1 人", "備取 1 人"]
        );
    }

    #[test]
    fn marks_and_leaves_are_in_words() {
        let line = &lines(Locale::Zh, &admission(), Sort::Time, Which::All)[0];
        assert_eq!(line.marks, ["學校指派", "跨區"]);
        assert_eq!(leaves(&admission())[0].1, "乙國小 註冊組長 測試1");
    }
}

//! Lists a plan holds, as the lines people type: what goes out comes back in. Pure.

use yanxi_domain::{
    bring::{BringRule, LoginKind},
    course::{DeliveryMode, Eligibility, HalfHours, RegistrationTerms},
    directory::county::{by_code, by_name},
    ids::{CourseId, PeriodId, SessionId},
    plan::{Material, Plan, PlanCourse, PlanHours, PlanSession, Region, RegionCounty},
    roc_date,
    time::Timestamp,
};

use crate::{
    i18n::{Locale, planning::editor as text},
    view::when,
};

/// What separates words of a list; people type any of them.
const SEPARATORS: [char; 5] = ['、', ',', '，', ';', '；'];
/// Between a name and what belongs to it.
const COLONS: [char; 2] = ['：', ':'];

/// Lines without empty ones.
#[must_use]
pub fn read_lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// 「教務、註冊」
#[must_use]
pub fn read_words(text: &str) -> Vec<String> {
    text.split(SEPARATORS).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The other way.
#[must_use]
pub fn write_words(words: &[String]) -> String {
    words.join("、")
}

/// 「操作手冊：學籍系統/最新消息」, one a line.
#[must_use]
pub fn read_materials(text: &str) -> Vec<Material> {
    let one = |line: String| match line.split_once(COLONS) {
        Some((title, place)) => Material { title: title.trim().to_owned(), place: place.trim().to_owned() },
        None => Material { title: line, place: String::new() },
    };
    read_lines(text).into_iter().map(one).collect()
}

/// The other way.
#[must_use]
pub fn write_materials(materials: &[Material]) -> String {
    let one = |material: &Material| match material.place.is_empty() {
        true => material.title.clone(),
        false => format!("{}：{}", material.title, material.place),
    };
    materials.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// 「北桃竹：臺北市255、桃園市267（522）」, one region a line. A county nobody knows stays as written, so that the check
/// can name it.
#[must_use]
pub fn read_regions(text: &str) -> Vec<Region> {
    let region = |line: String| {
        let (name, rest) = line.split_once(COLONS).unwrap_or((&line, ""));
        let (counties, total) = match rest.split_once(['（', '(']) {
            Some((counties, total)) => (counties, digits(total)),
            None => (rest, None),
        };
        let county = |written: String| {
            let bare = written.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
            RegionCounty {
                county: by_name(bare).map_or(bare, |county| county.code).to_owned(),
                schools: digits(&written),
            }
        };
        Region {
            name: name.trim().to_owned(),
            counties: read_words(counties).into_iter().map(county).collect(),
            declared_total: total,
        }
    };
    read_lines(text).into_iter().map(region).collect()
}

/// The other way.
#[must_use]
pub fn write_regions(regions: &[Region]) -> String {
    let county = |one: &RegionCounty| {
        let name = by_code(&one.county).map_or(one.county.as_str(), |county| county.name);
        format!("{name}{}", one.schools.map(|n| n.to_string()).unwrap_or_default())
    };
    let region = |region: &Region| {
        let counties: Vec<String> = region.counties.iter().map(county).collect();
        let total = region.declared_total.map(|n| format!("（{n}）")).unwrap_or_default();
        format!("{}：{}{total}", region.name, counties.join("、"))
    };
    regions.iter().map(region).collect::<Vec<_>>().join("\n")
}

fn digits(text: &str) -> Option<u32> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// What somebody with this login kind brings; for the first login it is the task beforehand.
#[must_use]
pub fn write_bring(rules: &[BringRule], kind: LoginKind) -> String {
    let rule = rules.iter().find(|rule| rule.when.contains(&kind));
    match (rule, kind) {
        (None, _) => String::new(),
        (Some(rule), LoginKind::FirstTime) => rule.task.clone().unwrap_or_default(),
        (Some(rule), _) => write_words(&rule.items),
    }
}

/// The rules with those of one login kind replaced.
pub fn read_bring(rules: &mut Vec<BringRule>, kind: LoginKind, text: &str) {
    let (items, task) = match kind {
        LoginKind::FirstTime => (Vec::new(), Some(text.trim().to_owned()).filter(|task| !task.is_empty())),
        _ => (read_words(text), None),
    };
    let rule = BringRule { when: vec![kind], items, task };
    let empty = rule.items.is_empty() && rule.task.is_none();
    match (rules.iter().position(|one| one.when.contains(&kind)), empty) {
        (Some(at), true) => {
            rules.remove(at);
        }
        (Some(at), false) => rules[at] = rule,
        (None, true) => {}
        (None, false) => rules.push(rule),
    }
}

/// `2025-08-01T09:00` of a date-and-time field; always Taipei.
#[must_use]
pub fn read_instant(text: &str) -> Option<Timestamp> {
    let read = chrono::NaiveDateTime::parse_from_str(text.trim(), "%Y-%m-%dT%H:%M").ok()?;
    Some(Timestamp::from_taipei(read.date(), read.time()))
}

/// The other way.
#[must_use]
pub fn write_instant(at: Option<Timestamp>) -> String {
    at.map(|at| at.taipei().format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
}

/// `3` or `2.5`; anything else is nothing.
#[must_use]
pub fn read_hours(text: &str) -> Option<HalfHours> {
    let text = text.trim();
    let (whole, half) = match text.split_once('.') {
        Some((whole, "5")) => (whole, 1),
        Some((whole, "0")) => (whole, 0),
        Some(_) => return None,
        None => (text, 0),
    };
    let whole: u16 = whole.parse().ok()?;
    Some(HalfHours(whole.checked_mul(2)?.checked_add(half)?))
}

/// What the line above the form of a session says: day, periods, place.
#[must_use]
pub fn session_head(locale: Locale, plan: &Plan, session: &PlanSession) -> String {
    let mut parts = vec![match session.day(plan.school_year) {
        Some(day) => when::day(locale, day),
        None if session.date.trim().is_empty() => text::no_date(locale),
        None => session.date.clone(),
    }];
    for period in &session.periods {
        if let (Some(start), Some(end)) = (period.start, period.end) {
            parts.push(format!("{} {start}–{end}", when::period_label(locale, period.label)));
        }
    }
    if let Some(venue) = session.venue.as_ref().filter(|venue| !venue.org_name.is_empty()) {
        parts.push(format!("{} {}", venue.org_name, venue.room));
    }
    parts.join(" ")
}

/// Minutes of agenda and teaching against the hours promised (U-A1).
#[must_use]
pub fn sums(locale: Locale, course: &PlanCourse, session: &PlanSession) -> String {
    let (agenda, teaching) = (session.agenda_minutes(), session.teaching_minutes());
    let promised = match course.hours {
        PlanHours::None => None,
        PlanHours::PerSession(hours) => Some(hours),
        PlanHours::PerPeriod => Some(session.periods.iter().filter_map(|period| period.hours).sum()),
    };
    match promised {
        None => text::sum(locale, agenda, teaching),
        Some(hours) => text::sum_hours(locale, agenda, teaching, &hours.to_string(), i64::from(hours.0) * 30),
    }
}

/// 「114年8月5日(二)」 for what was typed, where it is a day.
#[must_use]
pub fn read_day(plan: &Plan, session: &PlanSession) -> Option<String> {
    session.day(plan.school_year).map(roc_date::long)
}

/// A session with nothing in it but its number and one period to fill in.
#[must_use]
pub fn empty_session(id: SessionId, number: u8) -> PlanSession {
    PlanSession {
        id,
        number,
        date: String::new(),
        mode: DeliveryMode::OnSite,
        forms: Vec::new(),
        subject: String::new(),
        venue: None,
        capacity: None,
        equivalent_group: None,
        region: None,
        audience_tags: Vec::new(),
        links: Vec::new(),
        periods: Vec::new(),
        agenda: Vec::new(),
    }
}

/// A course with nothing in it.
#[must_use]
pub fn empty_course(id: CourseId) -> PlanCourse {
    PlanCourse {
        id,
        title: String::new(),
        track: None,
        external_code: None,
        audience: String::new(),
        audience_tags: Vec::new(),
        eligibility: Eligibility::default(),
        hours: PlanHours::None,
        terms: RegistrationTerms::default(),
        materials: Vec::new(),
        bring: Vec::new(),
        contact: String::new(),
        regions: Vec::new(),
        sessions: Vec::new(),
    }
}

/// The session after `previous`: a copy of it with the next number and ids of its own (U-A1 複製前一場).
#[must_use]
pub fn next_session(
    previous: Option<&PlanSession>,
    id: SessionId,
    mut period: impl FnMut() -> PeriodId,
) -> PlanSession {
    let Some(previous) = previous else { return empty_session(id, 1) };
    let mut next = PlanSession { id, number: previous.number.saturating_add(1), ..previous.clone() };
    for one in &mut next.periods {
        one.id = period();
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_go_out_and_come_back() {
        let text = "第一區：新北市331、桃園市267（598）\n南嘉屏：臺南市、屏東縣";
        let regions = read_regions(text);
        assert_eq!(regions[0].declared_total, Some(598));
        assert_eq!(regions[0].counties[0], RegionCounty { county: "nwt".into(), schools: Some(331) });
        assert_eq!(regions[1].counties[1], RegionCounty { county: "pif".into(), schools: None });
        assert_eq!(write_regions(&regions), text);
    }

    #[test]
    fn a_county_nobody_knows_stays_as_written() {
        assert_eq!(read_regions("北區：某某縣3")[0].counties[0].county, "某某縣");
    }

    #[test]
    fn materials_words_and_hours() {
        let text = "操作手冊：學籍系統/最新消息\n功能增修對照";
        assert_eq!(write_materials(&read_materials(text)), text);
        assert_eq!(read_words("教務、註冊，人事 "), ["教務", "註冊", "人事"]);
        assert_eq!(read_hours("3"), Some(HalfHours(6)));
        assert_eq!(read_hours("2.5"), Some(HalfHours(5)));
        assert_eq!(read_hours("2.25"), None);
        assert_eq!(read_hours("三"), None);
        assert_eq!(read_hours("99999"), None);
    }

    #[test]
    fn a_bring_rule_is_added_changed_and_taken_away() {
        let mut rules = Vec::new();
        read_bring(&mut rules, LoginKind::HealthCard, "健保卡、讀卡機");
        read_bring(&mut rules, LoginKind::FirstTime, "完成綁定");
        assert_eq!(write_bring(&rules, LoginKind::HealthCard), "健保卡、讀卡機");
        assert_eq!(write_bring(&rules, LoginKind::FirstTime), "完成綁定");
        read_bring(&mut rules, LoginKind::HealthCard, " ");
        assert_eq!(rules.len(), 1);
    }

    #[test]
    fn instants_are_taipei_time() {
        let at = read_instant("2025-08-01T09:00").unwrap();
        assert_eq!(write_instant(Some(at)), "2025-08-01T09:00");
        assert_eq!(at.taipei_hhmm(), "09:00");
        assert_eq!(read_instant("2025-08-01"), None);
    }

    #[test]
    fn a_session_is_known_by_its_day_even_half_typed() {
        let plan = Plan { school_year: 114, ..Plan::default() };
        let mut session = empty_session(SessionId(uuid::Uuid::nil()), 1);
        assert_eq!(session_head(Locale::Zh, &plan, &session), "日期未填");
        session.date = "8月".into();
        assert_eq!(session_head(Locale::Zh, &plan, &session), "8月");
        session.date = "8/5".into();
        assert_eq!(session_head(Locale::Zh, &plan, &session), "114年8月5日(二)");
        assert_eq!(session.mode, DeliveryMode::OnSite);
        let course = empty_course(CourseId(uuid::Uuid::nil()));
        assert_eq!(sums(Locale::Zh, &course, &session), "議程 0 分鐘／上課 0 分鐘");
    }

    #[test]
    fn the_next_session_is_the_one_before_with_new_ids() {
        let mut first = empty_session(SessionId(uuid::Uuid::from_u128(1)), 1);
        first.date = "8月5日(二)".into();
        first.equivalent_group = Some("A".into());
        let next = next_session(Some(&first), SessionId(uuid::Uuid::from_u128(2)), || {
            PeriodId(uuid::Uuid::from_u128(3))
        });
        assert_eq!((next.number, next.date.as_str()), (2, "8月5日(二)"));
        assert_ne!(next.id, first.id);
        assert_eq!(next.equivalent_group.as_deref(), Some("A"));
    }
}

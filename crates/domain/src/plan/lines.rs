//! A plan as lines: each place with its value as a reader would say it. What a diff compares and a review lists.

use super::{
    LinkPurpose, Plan, PlanCourse, PlanHours, PlanPeriod, PlanSession,
    place::{Field, Place},
    topic,
};
use crate::{
    course::{Admission, DeliveryMode, PeriodLabel, TeachingForm},
    directory::county::by_code,
    org::SchoolLevel,
    roc_date,
    time::Timestamp,
};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where.
    pub place: Place,
    /// The value; never empty. Plans are written in Chinese, so their values are too.
    pub value: String,
}

/// Every line of a plan with something in it, in plan order.
#[must_use]
pub fn lines(plan: &Plan) -> Vec<Line> {
    let mut out = Lines(Vec::new());
    let at = Place::plan;
    out.text(at(Field::Title), &plan.title);
    out.text(at(Field::SchoolYear), &format!("{}學年度", plan.school_year));
    out.text(at(Field::County), plan.county.as_deref().map_or("全國", county));
    out.text(at(Field::Systems), &join(plan.systems.iter().map(|system| system.name())));
    out.text(at(Field::Supervising), &plan.supervising);
    out.text(at(Field::Host), &plan.host);
    out.text(at(Field::Organiser), &plan.organiser);
    out.list(at(Field::Basis), &plan.basis);
    out.list(at(Field::Purpose), &plan.purpose);
    for course in &plan.courses {
        course_lines(plan, course, &mut out);
    }
    out.text(at(Field::Registration), &plan.registration);
    out.text(at(Field::Funding), &plan.funding);
    out.text(at(Field::Benefits), &plan.benefits);
    out.list(at(Field::Clauses), &plan.clauses);
    out.0
}

struct Lines(Vec<Line>);

impl Lines {
    fn text(&mut self, place: Place, value: &str) {
        if !value.trim().is_empty() {
            self.0.push(Line { place, value: value.to_owned() });
        }
    }

    fn list(&mut self, place: Place, values: &[String]) {
        for (row, value) in values.iter().enumerate() {
            self.text(place.at(row), value);
        }
    }
}

fn join(parts: impl Iterator<Item = impl AsRef<str>>) -> String {
    parts.map(|part| part.as_ref().to_owned()).collect::<Vec<_>>().join("、")
}

fn county(code: &str) -> &str {
    by_code(code).map_or(code, |county| county.name)
}

fn course_lines(plan: &Plan, course: &PlanCourse, out: &mut Lines) {
    let at = |field| Place::course(course.id, field);
    out.text(at(Field::Title), &course.title);
    out.text(at(Field::Track), course.track.map_or("", super::SubjectSystem::name));
    out.text(at(Field::ExternalCode), course.external_code.as_deref().unwrap_or_default());
    out.text(at(Field::Audience), &[&*course.audience, &join(course.audience_tags.iter())].join(" "));
    out.text(at(Field::Eligibility), &eligibility(course));
    out.text(
        at(Field::Hours),
        &match course.hours {
            PlanHours::None => "未公告核發時數".to_owned(),
            PlanHours::PerSession(hours) => format!("每場次全程參與者各核發 {hours} 小時"),
            PlanHours::PerPeriod => "依簽到時段核發".to_owned(),
        },
    );
    let terms = &course.terms;
    let instant = |at: Option<Timestamp>| {
        at.map(|at| format!("{} {}", roc_date::long(at.taipei_date()), at.taipei_hhmm())).unwrap_or_default()
    };
    out.text(at(Field::RegistrationOpens), &instant(terms.opens));
    out.text(at(Field::RegistrationCloses), &instant(terms.closes));
    out.text(at(Field::CancelDeadline), &instant(terms.cancel_deadline));
    out.text(at(Field::PerSchool), &terms.per_school.map(|n| format!("每校 {n} 人")).unwrap_or_default());
    out.text(
        at(Field::Admission),
        match terms.admission {
            Admission::FirstCome => "依報名順序錄取",
            Admission::ByOrganiser => "由開課承辦人審核錄取",
        },
    );
    for (row, material) in course.materials.iter().enumerate() {
        out.text(at(Field::Materials).at(row), &format!("{}：{}", material.title, material.place));
    }
    for (row, rule) in course.bring.iter().enumerate() {
        let task = rule.task.as_deref().unwrap_or_default();
        let things = join(rule.items.iter());
        out.text(at(Field::Bring).at(row), [task, &things].join(" ").trim());
    }
    out.text(at(Field::Contact), &course.contact);
    for (row, region) in course.regions.iter().enumerate() {
        let counties = region.counties.iter().map(|one| {
            format!("{}{}", county(&one.county), one.schools.map(|n| n.to_string()).unwrap_or_default())
        });
        let total = region.declared_total.map(|n| format!("（{n} 校）")).unwrap_or_default();
        out.text(at(Field::Regions).at(row), &format!("{}：{}{total}", region.name, join(counties)));
    }
    for session in &course.sessions {
        session_lines(plan, course, session, out);
    }
}

fn eligibility(course: &PlanCourse) -> String {
    let eligibility = &course.eligibility;
    let counties = if eligibility.counties.is_empty() {
        "各縣市".to_owned()
    } else {
        join(eligibility.counties.iter().map(|code| county(code)))
    };
    let levels = join(eligibility.levels.iter().map(|level| match level {
        SchoolLevel::Elementary => "國小",
        SchoolLevel::JuniorHigh => "國中",
        SchoolLevel::Special => "特教學校",
        SchoolLevel::SeniorWithJunior => "高中附設國中",
        SchoolLevel::Office => "機關",
    }));
    let cross = if eligibility.cross_region { "開放跨區參與" } else { "" };
    [counties.as_str(), levels.as_str(), cross]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join("；")
}

fn session_lines(plan: &Plan, course: &PlanCourse, session: &PlanSession, out: &mut Lines) {
    let at = |field| Place::session(course.id, session.id, field);
    out.text(at(Field::Number), &format!("第 {} 場", session.number));
    // Two ways to write one day are no change.
    let day = session.day(plan.school_year).map_or_else(|| session.date.clone(), roc_date::long);
    out.text(at(Field::Date), &day);
    out.text(at(Field::Mode), mode(session.mode));
    out.text(
        at(Field::Forms),
        &join(session.forms.iter().map(|form| match form {
            TeachingForm::Briefing => "簡報",
            TeachingForm::HandsOn => "實機",
        })),
    );
    out.text(at(Field::Subject), &session.subject);
    if let Some(venue) = &session.venue {
        let seats = venue.seats.map(|seats| format!("（{seats} 席）")).unwrap_or_default();
        out.text(at(Field::Venue), format!("{} {}{seats}", venue.org_name, venue.room).trim());
    }
    out.text(at(Field::Capacity), &session.capacity.map(|n| format!("{n} 人")).unwrap_or_default());
    out.text(at(Field::EquivalentGroup), session.equivalent_group.as_deref().unwrap_or_default());
    out.text(at(Field::Region), session.region.as_deref().unwrap_or_default());
    out.text(at(Field::Audience), &join(session.audience_tags.iter()));
    for (row, link) in session.links.iter().enumerate() {
        let purpose = match link.purpose {
            LinkPurpose::Meeting => "會議",
            LinkPurpose::Stream => "直播",
            LinkPurpose::SignIn => "簽到",
            LinkPurpose::SignOut => "簽退",
        };
        let value = [purpose, &link.url, &link.meeting_no, &link.password].join(" ");
        out.text(at(Field::Links).at(row), value.trim());
    }
    for (row, period) in session.periods.iter().enumerate() {
        out.text(at(Field::Period).at(row), &period_line(period));
    }
    for (row, line) in session.agenda.iter().enumerate() {
        let time = |time: Option<super::HourMinute>| time.map(|time| time.to_string()).unwrap_or_default();
        let minutes = line.minutes.map(|n| format!("（{n} 分鐘）")).unwrap_or_default();
        let head = format!("{}–{}{minutes}", time(line.start), time(line.end));
        let value = [head, topic::write(&line.topics), line.lecturer.clone()];
        let value: Vec<String> = value.into_iter().filter(|part| !part.is_empty()).collect();
        out.text(at(Field::Agenda).at(row), &value.join("\n"));
    }
}

/// 實體／線上／混成
#[must_use]
pub const fn mode(mode: DeliveryMode) -> &'static str {
    match mode {
        DeliveryMode::OnSite => "實體",
        DeliveryMode::Online => "線上",
        DeliveryMode::Hybrid => "混成",
    }
}

/// 上午／下午／全日
#[must_use]
pub const fn label(label: PeriodLabel) -> &'static str {
    match label {
        PeriodLabel::Morning => "上午",
        PeriodLabel::Afternoon => "下午",
        PeriodLabel::FullDay => "全日",
    }
}

/// 「上午 09:00–12:00，08:30 起簽到，3 小時」
#[must_use]
pub fn period_line(period: &PlanPeriod) -> String {
    let time = |time: Option<super::HourMinute>| time.map(|time| time.to_string()).unwrap_or_default();
    let mut text = format!("{} {}–{}", label(period.label), time(period.start), time(period.end));
    if period.sign_in.is_some() {
        text += &format!("，{} 起簽到", time(period.sign_in));
    }
    for pause in &period.breaks {
        text += &format!("，{}–{} 休息", pause.start, pause.end);
    }
    if let Some(hours) = period.hours {
        text += &format!("，{hours} 小時");
    }
    text
}

//! A small plan in which nothing is wrong.

use uuid::Uuid;
use yanxi_domain::{
    course::{DeliveryMode, HalfHours, PeriodLabel, Venue},
    ids::{CourseId, PeriodId, SessionId},
    plan::{
        AgendaRow, HourMinute, Plan, PlanCourse, PlanHours, PlanPeriod, PlanSession, SubjectSystem, topic,
    },
};

pub const COURSE: CourseId = CourseId(Uuid::from_u128(1));
pub const FIRST: SessionId = SessionId(Uuid::from_u128(11));
pub const SECOND: SessionId = SessionId(Uuid::from_u128(12));

pub fn time(text: &str) -> Option<HourMinute> {
    Some(text.parse().unwrap())
}

pub fn period(id: u128, start: &str, end: &str) -> PlanPeriod {
    PlanPeriod {
        id: PeriodId(Uuid::from_u128(id)),
        label: PeriodLabel::Morning,
        sign_in: None,
        start: time(start),
        end: time(end),
        breaks: Vec::new(),
        hours: None,
    }
}

fn session(id: SessionId, number: u8, date: &str, start: &str, end: &str) -> PlanSession {
    PlanSession {
        id,
        number,
        date: date.to_owned(),
        mode: DeliveryMode::OnSite,
        forms: Vec::new(),
        subject: String::new(),
        venue: Some(Venue {
            org_name: "海豐國小".to_owned(),
            room: "3F電腦教室".to_owned(),
            seats: Some(40),
        }),
        capacity: None,
        equivalent_group: None,
        region: None,
        audience_tags: Vec::new(),
        links: Vec::new(),
        periods: vec![period(100 + u128::from(number), start, end)],
        agenda: vec![AgendaRow {
            start: time(start),
            end: time(end),
            minutes: Some(180),
            topics: topic::read("※期初設定\nC01. 啟用新學期/學年"),
            lecturer: "種子教師".to_owned(),
        }],
    }
}

/// Two sessions in one room on one day (S0-13).
pub fn plan() -> Plan {
    Plan {
        title: "教育訓練計畫".to_owned(),
        school_year: 114,
        county: Some("pif".to_owned()),
        host: "屏東縣政府教育處".to_owned(),
        organiser: "海豐國小".to_owned(),
        courses: vec![PlanCourse {
            id: COURSE,
            title: String::new(),
            track: Some(SubjectSystem::Enrolment),
            external_code: None,
            audience: String::new(),
            audience_tags: Vec::new(),
            eligibility: Default::default(),
            hours: PlanHours::PerSession(HalfHours(6)),
            terms: Default::default(),
            materials: Vec::new(),
            bring: Vec::new(),
            contact: String::new(),
            regions: Vec::new(),
            sessions: vec![
                session(FIRST, 1, "8月5日(二)", "09:00", "12:00"),
                session(SECOND, 2, "8月5日(二)", "13:30", "16:30"),
            ],
        }],
        ..Plan::default()
    }
}

/// The plan with its first session changed.
pub fn with_first(change: impl FnOnce(&mut PlanSession)) -> Plan {
    let mut plan = plan();
    change(&mut plan.courses[0].sessions[0]);
    plan
}

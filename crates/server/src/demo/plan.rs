//! The 屏東縣 plan (S0): one course, four sessions on their true dates, with agenda (14.5b, S0-16 … S0-21).

use chrono::{NaiveDate, NaiveTime};
use yanxi_domain::{
    course::{
        AgendaItem, AttendanceParams, Course, CourseInfo, DeliveryMode, Eligibility, HalfHours, HoursPolicy,
        Period, PeriodLabel, RegistrationTerms, Session, SessionInfo, SessionState, Venue,
    },
    ids::{CourseId, PeriodId, SessionId},
    org::SchoolLevel,
    time::Timestamp,
};

use super::{counties::PINGTUNG, ids::id, schools::school_id};

/// Key of the plan in demo ids.
pub const KEY: &str = "s0";
/// 海豐國小, 承辦單位.
const ORGANISER_SCHOOL: &str = "999601";
/// Full participation in a session gives 3 hours (S0-24).
const THREE_HOURS: HalfHours = HalfHours(6);

/// The plan's course.
#[must_use]
pub fn course() -> Course {
    Course {
        id: CourseId(id("s0/course")),
        external_code: Some("9900114".to_owned()),
        title: "屏東縣114學年度「國民中小學學籍管理服務系統2.0」教育訓練".to_owned(),
        supervising_body: Some("教育部國民及學前教育署".to_owned()),
        host: "屏東縣政府教育處".to_owned(),
        owner_unit: school_id(ORGANISER_SCHOOL),
        organiser_name: "海豐國小".to_owned(),
        school_year: 114,
        hours: HoursPolicy::FullOnly(THREE_HOURS),
        terms: RegistrationTerms::default(),
        info: CourseInfo::default(),
        results_published_at: None,
        mistaken: None,
        closed_at: None,
    }
}

/// The four sessions.
#[must_use]
pub fn sessions() -> Vec<Session> {
    let course = course();
    let day =
        |month_day: (u32, u32)| NaiveDate::from_ymd_opt(2025, month_day.0, month_day.1).unwrap_or_default();
    (1_u8..=4)
        .map(|number| {
            let on_site = number <= 2;
            let date = if on_site { day((8, 5)) } else { day((8, 20)) };
            let morning = number % 2 == 1;
            let start = Timestamp::from_taipei(date, clock(if morning { (9, 0) } else { (13, 30) }));
            session(KEY, &course, number, start, on_site)
        })
        .collect()
}

/// A three-hour session with the content of 第一場 … 第四場.
#[must_use]
pub fn session(key: &str, course: &Course, number: u8, start: Timestamp, on_site: bool) -> Session {
    let end = start.plus_minutes(180);
    let label =
        if start.taipei().time() < clock((12, 0)) { PeriodLabel::Morning } else { PeriodLabel::Afternoon };
    Session {
        id: SessionId(id(&format!("{key}/session/{number}"))),
        course: course.id,
        course_title: course.title.clone(),
        number,
        date: start.taipei_date(),
        mode: if on_site { DeliveryMode::OnSite } else { DeliveryMode::Online },
        state: SessionState::Scheduled,
        venue: on_site.then(|| Venue {
            org_name: "海豐國小".to_owned(),
            room: "3F電腦教室".to_owned(),
            seats: None,
        }),
        capacity: None,
        // Sessions 1 and 2 teach the same (S0-17): who attends both gets a warning, not hours twice (C-13).
        equivalent_group: on_site.then(|| format!("{key}/on-site")),
        periods: vec![Period {
            id: PeriodId(id(&format!("{key}/period/{number}"))),
            label,
            start,
            end,
            breaks: Vec::new(),
        }],
        agenda: agenda(number, start),
        eligibility: Eligibility {
            counties: vec![PINGTUNG.to_owned()],
            levels: vec![SchoolLevel::Elementary, SchoolLevel::JuniorHigh],
            cross_region: false,
        },
        params: AttendanceParams::default(),
        info: SessionInfo { audience_tags: audience(number), ..SessionInfo::default() },
    }
}

/// 業務別 each session is for.
fn audience(number: u8) -> Vec<String> {
    let areas: &[&str] = match number {
        3 => &["教務", "註冊", "輔導", "學務"],
        4 => &["輔導", "導師", "科任"],
        _ => &["AA帳號"],
    };
    areas.iter().map(|area| (*area).to_owned()).collect()
}

fn clock((hour, minute): (u32, u32)) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// Agenda of the on-site sessions.
#[must_use]
pub fn on_site_agenda(start: Timestamp) -> Vec<AgendaItem> {
    agenda(1, start)
}

fn agenda(number: u8, start: Timestamp) -> Vec<AgendaItem> {
    let item = |from: i64, minutes: i64, topics: &[&str]| AgendaItem {
        start: start.plus_minutes(from),
        end: start.plus_minutes(from + minutes),
        topics: topics.iter().map(|t| (*t).to_owned()).collect(),
        lecturer: "屏東縣 種子教師".to_owned(),
    };
    match number {
        3 => vec![
            item(
                0,
                120,
                &["※匯入新生名單", "C00. 匯入新生學籍資料", "※行政管理（校長／教務／教導／學務／輔導）"],
            ),
            // The printed row has neither course nor lecturer (S0-19): kept as it is.
            AgendaItem { lecturer: String::new(), ..item(120, 60, &[]) },
        ],
        4 => vec![
            item(0, 60, &["※申請個人業務帳號", "帳號申請、登入方式、操作介面、操作手冊下載"]),
            item(60, 120, &["※學籍管理／成績管理／輔導管理（導師／科任）"]),
        ],
        _ => vec![item(
            0,
            180,
            &[
                "※AA權限管理",
                "AA1. 權限管理",
                "AA2. 重設密碼",
                "※期初設定",
                "C01. 啟用新學期／學年",
                "C02. 設定學期參數",
                "C03. 設定成績加權",
            ],
        )],
    }
}

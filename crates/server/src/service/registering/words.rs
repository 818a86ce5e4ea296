//! Why not, and what to know before: one sentence each, in both languages.

use yanxi_domain::{
    course::Session,
    directory::county::COUNTIES,
    ids::SessionId,
    org::SchoolLevel,
    registering::{Refusal, Remark},
    roc_date,
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_protocol::registering::Sentence;

use crate::{
    failure::{Failure, Kind},
    store::Held,
};

fn sentence(code: &str, zh: String, en: String) -> Sentence {
    Sentence { code: code.to_owned(), zh, en }
}

/// A reason against registering for `session`.
pub(super) fn refusal(refusal: Refusal, session: &Session, held: &[Held], now: Timestamp) -> Sentence {
    match refusal {
        Refusal::CalledOff => {
            sentence("called_off", "本場次已停辦".to_owned(), "This session was called off".to_owned())
        }
        Refusal::Begun => sentence(
            "begun",
            "本場次已開始，請至現場辦理現場報名".to_owned(),
            "The session has begun; please register at the door".to_owned(),
        ),
        Refusal::NotOpenYet(opens) => sentence(
            "not_open",
            format!("報名於 {} 開始", stamp(opens)),
            format!("Registration opens at {}", stamp_en(opens)),
        ),
        Refusal::Closed(closed) => sentence(
            "closed",
            format!("報名已於 {} 截止", stamp(closed)),
            format!("Registration closed at {}", stamp_en(closed)),
        ),
        Refusal::Already(state) => {
            let known = held.iter().find(|held| held.session.id == session.id);
            let (zh, en) = state_words(known.map_or(state, |held| held.shown(now)));
            sentence("already", format!("您已報名本場次（{zh}）"), format!("You are registered here ({en})"))
        }
        Refusal::County => {
            let names = counties(&session.eligibility.counties);
            sentence(
                "county",
                format!("本場次僅限{names}所屬國中小"),
                format!("This session is only for schools of {names}"),
            )
        }
        Refusal::Level => {
            let levels: Vec<_> = session.eligibility.levels.iter().map(level_words).collect();
            let join = |separator: &str, which: fn(&(&'static str, &'static str)) -> &'static str| {
                levels.iter().map(which).collect::<Vec<_>>().join(separator)
            };
            sentence(
                "level",
                format!("本場次僅限{}參加", join("、", |l| l.0)),
                format!("This session is only for {}", join(", ", |l| l.1)),
            )
        }
        Refusal::SameTime(other) => {
            let (zh, en) = of_session(other, held);
            // Whether there is a seat is not said before the results are published.
            if held.iter().any(|held| held.session.id == other && held.is_hidden(now)) {
                return sentence(
                    "same_time",
                    format!("與您已報名之{zh}時間重疊，該場次公布錄取前不能再報名"),
                    format!("Overlaps with {en}, whose results are not published yet"),
                );
            }
            sentence(
                "same_time",
                format!("您已錄取同一時段之{zh}"),
                format!("You are admitted to {en} at the same time"),
            )
        }
    }
}

/// Something to know before pressing.
pub(super) fn remark(remark: Remark, held: &[Held]) -> Sentence {
    match remark {
        Remark::CrossRegion => sentence(
            "cross_region",
            "本場次以其他縣市為對象，開放跨區參與".to_owned(),
            "Meant for other counties; cross-region participation is open".to_owned(),
        ),
        Remark::SameContent(other) => {
            let number = held.iter().find(|h| h.session.id == other).map_or(0, |h| h.session.number);
            sentence(
                "same_content",
                format!("您已報名相同內容之第{}場", chinese(number)),
                format!("You are registered for session {number}, which has the same content"),
            )
        }
        Remark::MayCollide(other) => {
            let (zh, en) = of_session(other, held);
            sentence(
                "may_collide",
                format!("與您已報名之{zh}時間重疊，只能錄取其中一場"),
                format!("Overlaps with {en} you registered for; only one of them can be admitted"),
            )
        }
    }
}

/// All reasons as one refusal: every one of them is told, so that nobody learns them one after the other.
pub(super) fn refused(reasons: &[Sentence]) -> Failure {
    let join = |which: fn(&Sentence) -> &str, separator: &str| {
        reasons.iter().map(which).collect::<Vec<_>>().join(separator)
    };
    let zh = format!("{}。未完成報名，其他資料沒有變更。", join(|s| &s.zh, "；"));
    let code = reasons.first().map_or("refused", |first| first.code.as_str());
    Failure::new(Kind::Conflict, code, &format!("{}.", join(|s| &s.en, "; ")), &zh)
        .with_details(reasons.iter().map(|s| s.zh.clone()).collect())
}

/// Why the caller, who has no school yet, cannot register.
pub(in crate::service) fn no_school() -> Sentence {
    sentence(
        "no_school",
        "您的帳號尚未設定服務學校，請洽學校管理者".to_owned(),
        "Your account has no school yet; please ask your school's administrator".to_owned(),
    )
}

/// Why a row was left as it was: the person sits elsewhere at that time.
pub(super) fn elsewhere() -> Sentence {
    sentence(
        "same_time",
        "此人已錄取同一時段之其他場次".to_owned(),
        "Admitted to another session at the same time".to_owned(),
    )
}

/// Why a row was left as it was: it stands in a state nobody decides about here.
pub(super) fn not_open_to_decision(state: RegistrationState) -> Sentence {
    let (zh, en) = state_words(state);
    sentence("state", format!("此筆報名為「{zh}」，不能變更"), format!("The registration is {en}"))
}

pub(super) fn stamp(at: Timestamp) -> String {
    format!("{} {}", roc_date::long(at.taipei_date()), at.taipei_hhmm())
}

fn stamp_en(at: Timestamp) -> String {
    at.taipei().format("%Y-%m-%d %H:%M").to_string()
}

fn of_session(id: SessionId, held: &[Held]) -> (String, String) {
    let found = held.iter().find(|h| h.session.id == id).map(|h| &h.session);
    found.map_or_else(
        || ("另一場次".to_owned(), "another session".to_owned()),
        |s| {
            let title = &s.course_title;
            (format!("「{title}」第{}場", chinese(s.number)), format!("“{title}” session {}", s.number))
        },
    )
}

fn counties(codes: &[String]) -> String {
    let name = |code: &String| COUNTIES.iter().find(|c| c.code == code).map_or("指定縣市", |c| c.name);
    codes.iter().map(name).collect::<Vec<_>>().join("、")
}

const fn level_words(level: &SchoolLevel) -> (&'static str, &'static str) {
    match level {
        SchoolLevel::Elementary => ("國小", "elementary schools"),
        SchoolLevel::JuniorHigh => ("國中", "junior high schools"),
        SchoolLevel::Special => ("特教學校", "special-education schools"),
        SchoolLevel::SeniorWithJunior => ("高中附設國中", "senior high schools with a junior department"),
        SchoolLevel::Office => ("教育處等機關", "education offices"),
    }
}

/// A state in both languages.
pub(in crate::service) fn state_words(state: RegistrationState) -> (String, String) {
    let (zh, en) = match state {
        RegistrationState::Applied => ("待審", "to be decided"),
        RegistrationState::Admitted => ("錄取", "admitted"),
        RegistrationState::Waitlisted(position) => {
            return (format!("備取 {position}"), format!("waiting list {position}"));
        }
        RegistrationState::NotAdmitted => ("未錄取", "not admitted"),
        RegistrationState::Cancelled => ("已取消", "cancelled"),
        RegistrationState::OnLeave => ("請假", "on leave"),
        RegistrationState::WalkInPending => ("現場待認", "walk-in, pending"),
        RegistrationState::Rejected => ("不予採認", "not accepted"),
    };
    (zh.to_owned(), en.to_owned())
}

/// 一 … 二十: more sessions than that are written in digits.
fn chinese(number: u8) -> String {
    const NAMES: [&str; 21] = [
        "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四",
        "十五", "十六", "十七", "十八", "十九", "二十",
    ];
    NAMES.get(usize::from(number)).map_or_else(|| number.to_string(), |name| (*name).to_owned())
}

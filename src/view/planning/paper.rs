//! A plan as it is printed: numbered 壹、貳、參 …, agenda tables, A4 (S0). Numbers are counted here and are no keys (S0-30).
//! Plans are Chinese documents: the paper is Chinese in both languages of the interface.

use leptos::prelude::*;
use yanxi_domain::{
    bring::LoginKind,
    course::DeliveryMode,
    plan::{
        AgendaRow, HourMinute, Plan, PlanCourse, PlanHours, PlanSession, Topic,
        lines::{label, mode},
    },
    roc_date,
};

use crate::{i18n::Locale, view::when};

/// 壹 … 貳拾: numbers of chapters. More chapters than that no plan has.
#[must_use]
pub fn chapter(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (tens, ones) => format!("{}拾{}", DIGITS[tens.min(9)], DIGITS[ones]),
    }
}

/// 一 … 九十九: numbers of clauses.
#[must_use]
pub fn clause(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) => format!("{}十{}", DIGITS[tens.min(9)], DIGITS[ones]),
    }
}

/// What stands in one chapter.
enum Content {
    /// In the line of the heading: 「貳、指導單位：教育部…」.
    Line(String),
    /// Numbered clauses.
    Clauses(Vec<String>),
    /// Sessions and agendas.
    Courses,
}

/// Chapters with something in them, in the order of the source document.
fn chapters(plan: &Plan) -> Vec<(&'static str, Content)> {
    let mut all = vec![
        ("依據", Content::Clauses(plan.basis.clone())),
        ("研習說明", Content::Clauses(explanations(plan))),
        ("指導單位", Content::Line(plan.supervising.clone())),
        ("主辦單位", Content::Line(plan.host.clone())),
        ("承辦單位", Content::Line(plan.organiser.clone())),
        ("研習對象", Content::Line(audience(plan))),
        ("研習內容", Content::Courses),
        ("報名方式", Content::Line(plan.registration.clone())),
        ("研習經費", Content::Line(plan.funding.clone())),
        ("研習時數", Content::Line(hours(plan))),
        ("預期效益", Content::Line(plan.benefits.clone())),
    ];
    all.extend(plan.clauses.iter().map(|clause| ("", Content::Line(clause.clone()))));
    all.retain(|(_, content)| match content {
        Content::Line(text) => !text.trim().is_empty(),
        Content::Clauses(clauses) => !clauses.is_empty(),
        Content::Courses => true,
    });
    all
}

/// The explanations, and the things to bring as the last of them.
fn explanations(plan: &Plan) -> Vec<String> {
    let mut clauses = plan.purpose.clone();
    let mut bring: Vec<String> = Vec::new();
    for rule in plan.courses.iter().flat_map(|course| &course.bring) {
        let who = match rule.when.first() {
            Some(LoginKind::FirstTime) => "個人業務帳號初次綁定者",
            Some(LoginKind::Otp) => "已綁定 OTP 者",
            Some(LoginKind::CitizenCertificate) => "使用自然人憑證者",
            Some(LoginKind::HealthCard) => "使用健保卡者",
            Some(LoginKind::MobileCertificate) => "使用行動自然人憑證者",
            Some(LoginKind::SchoolAuthority) => "學校權限 AA 帳號持有者",
            None => continue,
        };
        let what = rule.task.clone().unwrap_or_else(|| rule.items.join("、"));
        let line = format!("{who}：{what}");
        if !bring.contains(&line) {
            bring.push(line);
        }
    }
    if !bring.is_empty() {
        clauses.push(format!("請備妥以下設備，並於教育訓練當日攜至會場。{}。", bring.join("；")));
    }
    clauses
}

fn audience(plan: &Plan) -> String {
    let mut texts: Vec<&str> = plan.courses.iter().map(|course| course.audience.trim()).collect();
    texts.retain(|text| !text.is_empty());
    texts.dedup();
    texts.join("；")
}

fn hours(plan: &Plan) -> String {
    let mut texts: Vec<String> = Vec::new();
    for course in &plan.courses {
        let text = match course.hours {
            PlanHours::None => continue,
            PlanHours::PerSession(hours) => format!("每場次全程參與者各核發{hours}小時研習時數。"),
            PlanHours::PerPeriod => "依簽到時段核發研習時數。".to_owned(),
        };
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join("")
}

/// 「第一場8月5日(二)上午，僅實體場次，地點為：海豐國小3F電腦教室。」
#[must_use]
pub fn session_line(plan: &Plan, session: &PlanSession) -> String {
    let day = session.day(plan.school_year).map_or_else(|| session.date.clone(), roc_date::long);
    let half: String = match session.periods.as_slice() {
        [] => String::new(),
        [one] => label(one.label).to_owned(),
        _ => "全天".to_owned(),
    };
    let mut text =
        format!("{}{day}{half}，{}場次", when::session_no(Locale::Zh, session.number), mode(session.mode));
    if let Some(venue) = session.venue.as_ref().filter(|_| session.mode != DeliveryMode::Online) {
        text += &format!("，地點為：{}{}", venue.org_name, venue.room);
    }
    if let Some(region) = &session.region {
        text += &format!("，{region}");
    }
    if let Some(capacity) = session.capacity {
        text += &format!("，上限{capacity}人");
    }
    text + "。"
}

/// Sessions whose agenda says the same are printed with one table and a column of times each (S0 1≡2, S1-19).
fn groups(course: &PlanCourse) -> Vec<Vec<&PlanSession>> {
    let mut groups: Vec<Vec<&PlanSession>> = Vec::new();
    let content = |session: &PlanSession| -> Vec<(Vec<Topic>, String, Option<i64>)> {
        session.agenda.iter().map(|row| (row.topics.clone(), row.lecturer.clone(), row.span())).collect()
    };
    for session in &course.sessions {
        match groups.iter_mut().find(|group| content(group[0]) == content(session)) {
            Some(group) => group.push(session),
            None => groups.push(vec![session]),
        }
    }
    groups
}

/// 「第一、二場」
fn group_name(group: &[&PlanSession]) -> String {
    match group {
        [only] => when::session_no(Locale::Zh, only.number),
        many => {
            let numbers: Vec<String> = many.iter().map(|one| clause(usize::from(one.number))).collect();
            format!("第{}場", numbers.join("、"))
        }
    }
}

/// Times of one row in every session of the group, each time once.
fn times(group: &[&PlanSession], row: usize) -> String {
    let mut texts: Vec<String> = Vec::new();
    for session in group {
        let Some(line) = session.agenda.get(row) else { continue };
        let text = format!("{}~{}", clock(line.start), clock(line.end));
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(" / ")
}

fn sign_in(group: &[&PlanSession], period: usize) -> String {
    let mut texts: Vec<String> = Vec::new();
    for one in group.iter().filter_map(|session| session.periods.get(period)) {
        let opens = one.sign_in.or_else(|| one.start.and_then(|start| start.plus(-30)));
        let text = format!("{}~{}", clock(opens), clock(one.start));
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(" / ")
}

fn clock(time: Option<HourMinute>) -> String {
    time.map(|time| time.to_string()).unwrap_or_default()
}

/// Rows of a table: sign-in before each period, agenda rows, breaks.
enum TableRow<'a> {
    SignIn(usize),
    Agenda(usize, &'a AgendaRow),
    Break(String),
}

fn table_rows<'a>(session: &'a PlanSession) -> Vec<TableRow<'a>> {
    let mut rows: Vec<(Option<HourMinute>, u8, TableRow<'a>)> = Vec::new();
    for (index, period) in session.periods.iter().enumerate() {
        rows.push((period.start, 0, TableRow::SignIn(index)));
        for pause in &period.breaks {
            rows.push((Some(pause.start), 1, TableRow::Break(format!("{}~{}", pause.start, pause.end))));
        }
    }
    rows.extend(session.agenda.iter().enumerate().map(|(at, row)| (row.start, 2, TableRow::Agenda(at, row))));
    rows.sort_by_key(|(start, order, _)| (*start, *order));
    rows.into_iter().map(|(.., row)| row).collect()
}

/// The printed plan.
#[component]
pub fn PlanPaper(
    /// The plan.
    plan: Plan,
) -> impl IntoView {
    let chapter_view = |(at, (name, content)): (usize, (&'static str, Content))| {
        let number = chapter(at + 1);
        match content {
            Content::Line(text) if name.is_empty() => {
                view! { <p class="plan-chapter">{number} "、" {text}</p> }.into_any()
            }
            Content::Line(text) => view! {
                <p class="plan-chapter"><strong>{number} "、" {name} "："</strong> {text}</p>
            }
            .into_any(),
            Content::Clauses(clauses) => view! {
                <h2 class="plan-chapter">{number} "、" {name}</h2>
                <ul class="plan-clauses">
                    {clauses.into_iter().enumerate().map(|(at, text)| view! {
                        <li>{clause(at + 1)} "、" {text}</li>
                    }).collect_view()}
                </ul>
            }
            .into_any(),
            Content::Courses => view! {
                <h2 class="plan-chapter">{number} "、" {name}</h2>
                {courses(&plan)}
            }
            .into_any(),
        }
    };
    let all = chapters(&plan);
    view! {
        <article class="paper plan-paper" lang="zh-Hant-TW">
            <h1>{plan.title.clone()}</h1>
            {all.into_iter().enumerate().map(chapter_view).collect_view()}
        </article>
    }
}

fn courses(plan: &Plan) -> AnyView {
    let several = plan.courses.len() > 1;
    let one = |course: &PlanCourse| {
        let title = several.then(|| plan.title_of(course).to_owned());
        let sessions: Vec<String> =
            course.sessions.iter().map(|session| session_line(plan, session)).collect();
        let tables: Vec<AnyView> = groups(course).iter().map(|group| table(group)).collect();
        view! {
            {title.map(|title| view! { <h3>{title}</h3> })}
            <h3>"一、辦理時間／地點"</h3>
            <ol class="plan-clauses">{sessions.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ol>
            <h3>"二、課程"</h3>
            {tables}
        }
        .into_any()
    };
    plan.courses.iter().map(one).collect_view().into_any()
}

fn table(group: &[&PlanSession]) -> AnyView {
    let Some(first) = group.first() else { return ().into_any() };
    let name = match first.subject.is_empty() {
        true => group_name(group),
        false => format!("{}—{}", group_name(group), first.subject),
    };
    let row = |row: TableRow<'_>| match row {
        TableRow::SignIn(period) => view! {
            <tr><td>{sign_in(group, period)}</td><td>"簽到"</td><td></td></tr>
        }
        .into_any(),
        TableRow::Break(time) => view! {
            <tr><td>{time}</td><td>"中場休息"</td><td></td></tr>
        }
        .into_any(),
        TableRow::Agenda(at, line) => {
            let minutes = line.span().map(|n| format!("({n}分鐘)"));
            let topics = line.topics.iter().map(|topic| {
                let mark = if topic.group { "" } else { "· " };
                view! { <p>{format!("{mark}{}", topic.line())}</p> }
            });
            view! {
                <tr>
                    <td><p>{times(group, at)}</p> <p>{minutes}</p></td>
                    <td>{topics.collect_view()}</td>
                    <td>{line.lecturer.clone()}</td>
                </tr>
            }
            .into_any()
        }
    };
    let rows: Vec<AnyView> = table_rows(first).into_iter().map(row).collect();
    view! {
        <table class="plan-table">
            <caption>{name}</caption>
            <thead><tr><th scope="col">"時間"</th><th scope="col">"課程"</th><th scope="col">"講者"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_and_clauses_are_numbered_like_the_source() {
        let read: Vec<String> = [1, 6, 10, 13].map(chapter).to_vec();
        assert_eq!(read, ["壹", "陸", "壹拾", "壹拾參"]);
        let read: Vec<String> = [1, 9, 10, 12, 20].map(clause).to_vec();
        assert_eq!(read, ["一", "九", "十", "十二", "二十"]);
    }
}

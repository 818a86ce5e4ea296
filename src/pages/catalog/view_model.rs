//! The catalogue as it is shown: one card a session. Pure.

use yanxi_domain::{course::SessionState, ids::SessionId};
use yanxi_protocol::registering::{CatalogQuery, CatalogSession, Sentence};

use crate::{
    components::Tone,
    i18n::{Locale, registering as text},
    view::{registration, when},
};

/// A session of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionCard {
    /// Identity.
    pub id: SessionId,
    /// 「114年8月5日(二) 09:00–12:00」
    pub when: String,
    /// Course title with 第n場.
    pub title: String,
    /// Mode, place and host.
    pub about: String,
    /// 業務別
    pub areas: String,
    /// 剩餘名額 in words.
    pub seats: String,
    /// Nobody gets a seat at once.
    pub full: bool,
    /// 報名至 …
    pub closes: String,
    /// What it is for the caller: own state, may register, or may not.
    pub standing: (Tone, String),
    /// Why not, or what to know; empty where the standing says it all.
    pub why: Vec<String>,
    /// The caller may register now.
    pub open: bool,
}

/// A card.
#[must_use]
pub fn card(locale: Locale, session: &CatalogSession) -> SessionCard {
    let number = when::session_no(locale, session.number);
    let full = session.seats_left == Some(0);
    let open = session.refusals.is_empty() && session.mine.is_none();
    let place = if session.place.is_empty() { String::new() } else { format!(" · {}", session.place) };
    let mode = registration::mode(locale, session.mode);
    let why: &[Sentence] = match (session.mine, session.refusals.is_empty()) {
        (Some(_), _) => &[],
        (None, false) => &session.refusals,
        (None, true) => &session.remarks,
    };
    SessionCard {
        id: session.session,
        when: format!("{} {}", when::day(locale, session.date), when::span(session.start, session.end)),
        title: format!("{} {number}", session.title),
        about: format!("{mode}{place} · {}", text::host(locale, &session.host)),
        areas: areas(locale, &session.areas),
        seats: seats(locale, session),
        full,
        closes: text::closes(locale, &when::stamp(session.closes)),
        standing: standing(locale, session, full),
        why: why.iter().map(|sentence| in_words(locale, sentence)).collect(),
        open,
    }
}

fn areas(locale: Locale, areas: &[String]) -> String {
    if areas.is_empty() {
        text::for_everybody(locale)
    } else {
        text::for_areas(locale, &areas.join(&crate::i18n::office::list_separator(locale)))
    }
}

/// 剩餘名額 in words.
#[must_use]
pub fn seats(locale: Locale, session: &CatalogSession) -> String {
    match (session.seats_left, session.capacity) {
        (Some(0), Some(_)) => text::full_waiting(locale, session.waiting),
        (Some(left), Some(capacity)) => text::seats_left(locale, left, capacity),
        _ => text::seats_unlimited(locale),
    }
}

fn standing(locale: Locale, session: &CatalogSession, full: bool) -> (Tone, String) {
    match (session.mine, session.state) {
        (Some(mine), _) => (registration::tone(mine.state), registration::state(locale, mine.state)),
        (None, SessionState::Cancelled) => (Tone::Stop, text::called_off(locale)),
        (None, _) if !session.refusals.is_empty() => (Tone::Neutral, text::refusals(locale)),
        (None, SessionState::Postponed) => (Tone::Wait, text::postponed(locale)),
        (None, _) if full => (Tone::Wait, text::can_wait(locale)),
        (None, _) => (Tone::Ok, text::can_register(locale)),
    }
}

/// A sentence of the server in the reader's language.
#[must_use]
pub fn in_words(locale: Locale, sentence: &Sentence) -> String {
    match locale {
        Locale::Zh => sentence.zh.clone(),
        Locale::En => sentence.en.clone(),
    }
}

/// Whether anything is filtered.
#[must_use]
pub fn is_filtered(query: &CatalogQuery) -> bool {
    *query != CatalogQuery::default()
}

#[cfg(test)]
mod tests {
    use yanxi_domain::{
        course::DeliveryMode,
        ids::{CourseId, RegistrationId},
        roster::RegistrationState,
        time::Timestamp,
    };
    use yanxi_protocol::registering::Mine;

    use super::*;

    fn session() -> CatalogSession {
        CatalogSession {
            session: SessionId(uuid::Uuid::nil()),
            course: CourseId(uuid::Uuid::nil()),
            title: "學籍系統研習".into(),
            number: 1,
            date: chrono::NaiveDate::from_ymd_opt(2025, 8, 5).unwrap(),
            start: Timestamp(1_754_355_600_000),
            end: Timestamp(1_754_366_400_000),
            mode: DeliveryMode::OnSite,
            state: SessionState::Scheduled,
            place: "海豐國小 3F電腦教室".into(),
            host: "屏東縣政府教育處".into(),
            areas: vec!["註冊".into()],
            counties: Vec::new(),
            capacity: Some(60),
            seats_left: Some(12),
            waiting: 0,
            closes: Timestamp(1_754_355_600_000),
            mine: None,
            refusals: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn sentence() -> Sentence {
        Sentence {
            code: "county".into(), zh: "本場次僅限屏東縣所屬國中小".into(), en: "Only …".into()
        }
    }

    #[test]
    fn a_card_says_what_one_can_do() {
        let card_of = |session: &CatalogSession| card(Locale::Zh, session);
        let open = card_of(&session());
        assert_eq!(open.standing, (Tone::Ok, "可報名".into()));
        assert_eq!(
            (open.seats.as_str(), open.when.as_str()),
            ("剩餘名額 12／60", "114年8月5日(二) 09:00–12:00")
        );
        let full = card_of(&CatalogSession { seats_left: Some(0), waiting: 3, ..session() });
        assert_eq!((full.standing.1.as_str(), full.seats.as_str()), ("可列備取", "已額滿，備取 3 人"));
        let closed = card_of(&CatalogSession { refusals: vec![sentence()], ..session() });
        assert_eq!((closed.open, closed.why[0].as_str()), (false, "本場次僅限屏東縣所屬國中小"));
    }

    #[test]
    fn who_is_registered_reads_the_own_state_and_no_reasons() {
        let mine =
            Mine { registration: RegistrationId(uuid::Uuid::nil()), state: RegistrationState::Waitlisted(2) };
        let card =
            card(Locale::Zh, &CatalogSession { mine: Some(mine), refusals: vec![sentence()], ..session() });
        assert_eq!(card.standing, (Tone::Wait, "備取 2".into()));
        assert!(card.why.is_empty() && !card.open);
    }
}

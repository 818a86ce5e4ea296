//! The registration page of one session as it is shown. Pure.

use uuid::Uuid;
use yanxi_domain::{
    bring::{LoginKind, bring_list},
    business_area::BUSINESS_AREAS,
    course::Session,
    plan::{LinkProvider, LinkPurpose, OnlineLink},
};
use yanxi_protocol::registering::{CatalogDetail, Register};

use crate::{
    components::Choice,
    i18n::{Locale, registering as text},
    state::registering::AboutSession,
    view::when,
};

/// The area whose people hold the school's AA account (S0-09).
const AA: &str = BUSINESS_AREAS[0];

/// One line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaLine {
    /// 09:00–12:00
    pub span: String,
    /// Topics.
    pub topics: String,
    /// Who teaches it; may be empty.
    pub lecturer: String,
}

/// The agenda in order.
#[must_use]
pub fn agenda(session: &Session) -> Vec<AgendaLine> {
    let line = |item: &yanxi_domain::course::AgendaItem| AgendaLine {
        span: when::span(item.start, item.end),
        topics: item.topics.join("、"),
        lecturer: item.lecturer.clone(),
    };
    session.agenda.iter().map(line).collect()
}

/// Ways to log in, in the order of the plan.
pub const LOGINS: [LoginKind; 5] = [
    LoginKind::FirstTime,
    LoginKind::Otp,
    LoginKind::CitizenCertificate,
    LoginKind::HealthCard,
    LoginKind::MobileCertificate,
];

/// The choices of 登入方式; keys are places in [`LOGINS`].
#[must_use]
pub fn logins(locale: Locale) -> Vec<Choice> {
    let words = |login: LoginKind| match login {
        LoginKind::FirstTime => text::login_first_time(locale),
        LoginKind::Otp => text::login_otp(locale),
        LoginKind::CitizenCertificate => text::login_citizen(locale),
        LoginKind::HealthCard => text::login_health(locale),
        LoginKind::MobileCertificate => text::login_mobile(locale),
        LoginKind::SchoolAuthority => text::login_school(locale),
    };
    LOGINS.iter().enumerate().map(|(n, login)| Choice { key: n.to_string(), label: words(*login) }).collect()
}

/// The three answers as they are sent.
#[must_use]
pub fn register(request: Uuid, area: &str, login: &str, note: &str) -> Register {
    Register {
        request,
        business_area: (!area.is_empty()).then(|| area.to_owned()),
        login: login.parse().ok().and_then(|n: usize| LOGINS.get(n).copied()),
        holds_aa: area == AA,
        note: note.trim().to_owned(),
        disambiguator: String::new(),
    }
}

/// What to bring after these answers (U-E3).
#[must_use]
pub fn bring(detail: &CatalogDetail, answers: &Register) -> Vec<String> {
    bring_list(&detail.bring, detail.session.mode, answers.login, answers.holds_aa)
}

/// The session in words for the list of requests.
#[must_use]
pub fn about(detail: &CatalogDetail) -> AboutSession {
    AboutSession {
        session: detail.summary.session,
        title: detail.summary.title.clone(),
        number: detail.summary.number,
        date: detail.summary.date,
    }
}

/// One meeting link as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkCard {
    /// 會議 Webex
    pub heading: String,
    /// Address.
    pub url: String,
    /// It is an address of the web, and may be followed.
    pub opens: bool,
    /// 會議號, 密碼
    pub lines: Vec<String>,
    /// Everything of it, for the clipboard.
    pub copied: String,
}

/// A link in words.
#[must_use]
pub fn link_card(locale: Locale, link: &OnlineLink) -> LinkCard {
    let purpose = match link.purpose {
        LinkPurpose::Meeting => text::link_meeting(locale),
        LinkPurpose::Stream => text::link_stream(locale),
        LinkPurpose::SignIn => text::link_sign_in(locale),
        LinkPurpose::SignOut => text::link_sign_out(locale),
    };
    let heading = match link.provider {
        LinkProvider::Webex => format!("{purpose} Webex"),
        LinkProvider::GoogleMeet => format!("{purpose} Google Meet"),
        LinkProvider::YouTube => format!("{purpose} YouTube"),
        LinkProvider::Form | LinkProvider::Other => purpose,
    };
    let url = link.url.trim().to_owned();
    let lines: Vec<String> = [
        (!link.meeting_no.is_empty()).then(|| text::link_number(locale, &link.meeting_no)),
        (!link.password.is_empty()).then(|| text::link_password(locale, &link.password)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let copied =
        [heading.clone(), url.clone()].into_iter().chain(lines.clone()).collect::<Vec<_>>().join("\n");
    // Typed by a person: an address of another kind is text to read, never something to follow.
    let opens = ["https://", "http://"].iter().any(|scheme| url.to_ascii_lowercase().starts_with(scheme));
    LinkCard { heading, url, opens, lines, copied }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_copied_with_its_number_and_password() {
        let link = OnlineLink {
            provider: LinkProvider::Webex,
            purpose: LinkPurpose::Meeting,
            url: " https://meeting.example/abc ".into(),
            meeting_no: "2512 345 6789".into(),
            password: "Yan114".into(),
        };
        let card = link_card(Locale::Zh, &link);
        assert_eq!(
            card.copied,
            "會議 Webex\nhttps://meeting.example/abc\n會議號：2512 345 6789\n密碼：Yan114"
        );
        assert!(card.opens);
    }

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        let link = |url: &str| OnlineLink {
            provider: LinkProvider::Other,
            purpose: LinkPurpose::Stream,
            url: url.into(),
            meeting_no: String::new(),
            password: String::new(),
        };
        for (url, opens) in [("javascript:alert(1)", false), ("HTTPS://a.example", true), ("會議室三", false)]
        {
            let card = link_card(Locale::Zh, &link(url));
            assert_eq!((card.opens, card.lines.len()), (opens, 0), "{url}");
        }
    }

    #[test]
    fn three_answers_become_one_request() {
        let body = register(Uuid::nil(), "註冊", "3", "  需要停車位 ");
        assert_eq!(body.business_area.as_deref(), Some("註冊"));
        assert_eq!((body.login, body.holds_aa), (Some(LoginKind::HealthCard), false));
        assert_eq!(body.note, "需要停車位");
        assert_eq!(register(Uuid::nil(), "", "", "").login, None);
    }

    #[test]
    fn who_comes_for_the_aa_account_holds_it() {
        assert!(register(Uuid::nil(), "AA帳號", "2", "").holds_aa);
    }

    #[test]
    fn every_way_to_log_in_has_words() {
        assert_eq!(logins(Locale::Zh).len(), LOGINS.len());
        assert_eq!(logins(Locale::Zh)[3].label, "健保卡");
    }
}

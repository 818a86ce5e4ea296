//! Notices as their page shows them.

use yanxi_domain::notice::{Notice, NoticeKind};

use crate::{
    components::Tone,
    i18n::{Locale, notices as text},
    view::when,
};

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Id of its document.
    pub id: String,
    /// When it was told: `08/05 07:30`.
    pub at: String,
    /// What it is about.
    pub about: String,
    /// The sentence.
    pub sentence: String,
    /// How it is meant.
    pub tone: Tone,
    /// Nobody has opened it yet.
    pub unread: bool,
}

/// Notices as they came, newest first. What cannot be read is left out: a newer app shows it.
#[must_use]
pub fn lines(locale: Locale, raw: &[(String, String)]) -> Vec<Line> {
    let read = |(id, json): &(String, String)| Some((id.clone(), serde_json::from_str::<Notice>(json).ok()?));
    let mut notices: Vec<(String, Notice)> = raw.iter().filter_map(read).collect();
    notices.sort_by(|(id, a), (other, b)| b.at.cmp(&a.at).then(other.cmp(id)));
    notices.into_iter().map(|(id, notice)| line(locale, id, &notice)).collect()
}

fn line(locale: Locale, id: String, notice: &Notice) -> Line {
    let (tone, sentence) = words(locale, &notice.what);
    let about = &notice.about;
    let session = when::session_no(locale, about.number);
    Line {
        id,
        at: when::stamp(notice.at),
        about: text::about(locale, &about.title, &session, &when::day(locale, about.date)),
        sentence,
        tone,
        unread: notice.read_at.is_none(),
    }
}

fn words(locale: Locale, what: &NoticeKind) -> (Tone, String) {
    match what {
        NoticeKind::Admitted => (Tone::Ok, text::admitted(locale)),
        NoticeKind::Waitlisted { position } => (Tone::Wait, text::waitlisted(locale, *position)),
        NoticeKind::Promoted => (Tone::Ok, text::promoted(locale)),
        NoticeKind::NotAdmitted { reason } => (Tone::Neutral, text::not_admitted(locale, reason)),
        NoticeKind::Assigned => (Tone::Info, text::assigned(locale)),
        NoticeKind::Declined { name, reason } => (Tone::Wait, text::declined(locale, name, reason)),
        NoticeKind::Cancelled => (Tone::Neutral, text::cancelled(locale)),
        NoticeKind::Leave { accepted: true } => (Tone::Ok, text::leave_accepted(locale)),
        NoticeKind::Leave { accepted: false } => (Tone::Wait, text::leave_refused(locale)),
        NoticeKind::Postponed { reason } => (Tone::Wait, text::postponed(locale, reason)),
        NoticeKind::CalledOff { reason } => (Tone::Stop, text::called_off(locale, reason)),
        NoticeKind::Mistaken { reason } => (Tone::Stop, text::mistaken(locale, reason)),
        NoticeKind::Changed => (Tone::Wait, text::changed(locale)),
        NoticeKind::BringList { items } => {
            (Tone::Info, text::bring(locale, &items.join(&text::list_separator(locale))))
        }
        NoticeKind::Manual { place } => (Tone::Info, text::manual(locale, place)),
        NoticeKind::Unknown => (Tone::Info, text::other(locale)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(id: &str, at: i64, more: &str) -> (String, String) {
        let about = r#"{"course":"00000000-0000-0000-0000-0000000000c1","session":"00000000-0000-0000-0000-000000000051","title":"資安研習","number":1,"date":"2025-08-05"}"#;
        (id.to_owned(), format!(r#"{{"at":{at},"about":{about},{more}}}"#))
    }

    #[test]
    fn the_newest_comes_first_and_says_whether_it_was_read() {
        let lines = lines(
            Locale::Zh,
            &[
                raw("a", 1_000, r#""kind":"admitted","read_at":2000"#),
                raw("b", 5_000, r#""kind":"called_off","reason":"颱風""#),
                ("c".to_owned(), "not json".to_owned()),
            ],
        );
        let short: Vec<_> = lines.iter().map(|line| (&*line.id, line.unread, line.tone)).collect();
        assert_eq!(short, [("b", true, Tone::Stop), ("a", false, Tone::Ok)]);
        assert_eq!(lines[0].sentence, "本場次停辦，請不必前往。原因：颱風");
        assert_eq!(lines[0].about, "資安研習 第一場 114年8月5日(二)");
    }

    #[test]
    fn a_kind_of_a_newer_server_is_shown_in_general_words() {
        let lines = lines(Locale::Zh, &[raw("a", 1, r#""kind":"teleported","to":"moon""#)]);
        assert_eq!(lines[0].sentence, text::other(Locale::Zh));
    }

    #[test]
    fn things_to_bring_are_listed_in_order() {
        let lines = lines(Locale::Zh, &[raw("a", 1, r#""kind":"bring_list","items":["XCA 憑證","讀卡機"]"#)]);
        assert_eq!(lines[0].sentence, "請攜帶或先備妥：XCA 憑證、讀卡機");
    }
}

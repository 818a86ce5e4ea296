//! Own data as the page shows and exports it.

use yanxi_domain::time::Timestamp;
use yanxi_protocol::own::{DataRequest, DataRequestKind, DataRequestState, OwnData};

use crate::{
    components::Tone,
    i18n::{Locale, privacy as text},
    view::when,
};

/// Name of a part.
#[must_use]
pub fn part_name(locale: Locale, kind: &str) -> String {
    match kind {
        "person" => text::part_person(locale),
        "account" => text::part_account(locale),
        "registrations" => text::part_registrations(locale),
        "attendance" => text::part_attendance(locale),
        "hours" => text::part_hours(locale),
        "notices" => text::part_notices(locale),
        "privacy" => text::part_privacy(locale),
        other => text::part_other(locale, other),
    }
}

/// Name of what is asked for.
#[must_use]
pub fn kind_name(locale: Locale, kind: DataRequestKind) -> String {
    match kind {
        DataRequestKind::Correction => text::kind_correction(locale),
        DataRequestKind::Deletion => text::kind_deletion(locale),
    }
}

/// State of a request in words; an overdue one says so.
#[must_use]
pub fn request_state(locale: Locale, request: &DataRequest, now: Timestamp) -> (Tone, String) {
    let due = when::day(locale, request.due.taipei_date());
    match request.state {
        DataRequestState::Open if now > request.due => (Tone::Stop, text::state_late(locale, &due)),
        DataRequestState::Open => (Tone::Wait, text::state_open(locale, &due)),
        DataRequestState::Done => (Tone::Ok, text::state_done(locale)),
        DataRequestState::Refused => (Tone::Neutral, text::state_refused(locale)),
    }
}

/// The answer of a request, with who gave it.
#[must_use]
pub fn reply(locale: Locale, request: &DataRequest) -> Option<String> {
    let words = request.reply.as_deref()?;
    Some(match &request.answered_by {
        Some(name) => text::reply_by(locale, words, name),
        None => text::reply(locale, words),
    })
}

/// One line a field: part, number of the record, name, value. With a byte order mark, for spreadsheet programs.
#[must_use]
pub fn csv(locale: Locale, data: &OwnData) -> String {
    let mut csv = String::from("\u{FEFF}類別,筆,欄位,內容\r\n");
    for part in &data.parts {
        let name = part_name(locale, &part.kind);
        for (number, record) in (1..).zip(&part.records) {
            for (field, value) in record {
                let number: u32 = number;
                let fields = [name.as_str(), &number.to_string(), field, value].map(quoted);
                csv.push_str(&fields.join(","));
                csv.push_str("\r\n");
            }
        }
    }
    csv
}

/// Quoted; a text that a spreadsheet program would take for a formula gets an apostrophe in front.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use yanxi_domain::ids::PersonId;
    use yanxi_protocol::own::OwnDataPart;

    use super::*;

    fn request(state: DataRequestState) -> DataRequest {
        DataRequest {
            id: uuid::Uuid::nil(),
            kind: DataRequestKind::Correction,
            text: "職稱".into(),
            at: Timestamp(0),
            due: Timestamp(86_400_000),
            state,
            reply: Some("已更正".into()),
            answered_at: None,
            name: None,
            school: None,
            answered_by: Some("吳管理".into()),
        }
    }

    #[test]
    fn an_overdue_request_says_so_and_an_answered_one_never_does() {
        let open = request(DataRequestState::Open);
        assert_eq!(request_state(Locale::Zh, &open, Timestamp(1)).0, Tone::Wait);
        assert_eq!(request_state(Locale::Zh, &open, Timestamp(86_400_001)).0, Tone::Stop);
        let done = request(DataRequestState::Done);
        assert_eq!(request_state(Locale::Zh, &done, Timestamp(86_400_001)).0, Tone::Ok);
        assert_eq!(reply(Locale::Zh, &done).as_deref(), Some("回覆：已更正（吳管理）"));
    }

    #[test]
    fn exported_fields_keep_their_commas_and_are_never_formulas() {
        let record =
            vec![("姓名".to_owned(), "林\"測\"試,乙".to_owned()), ("註".to_owned(), "=1+1".to_owned())];
        let parts = vec![OwnDataPart { kind: "person".into(), records: vec![record] }];
        let person = PersonId(uuid::Uuid::nil());
        let data = OwnData { at: Timestamp(0), person, parts, requests: Vec::new() };
        let expected = "\u{FEFF}類別,筆,欄位,內容\r\n\"基本資料\",\"1\",\"姓名\",\"林\"\"測\"\"試,乙\"\r\n\
                        \"基本資料\",\"1\",\"註\",\"'=1+1\"\r\n";
        assert_eq!(csv(Locale::Zh, &data), expected);
    }
}

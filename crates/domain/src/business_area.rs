//! 業務別 (S0-05, S0-20, S2-16): whose work a session is about, as its plan says.

use crate::{course::Session, text::search_key};

/// 業務別 as offered when registering, in their printed order. The last one is for everybody else.
pub const BUSINESS_AREAS: [&str; 10] =
    ["AA帳號", "人事", "教務", "註冊", "輔導", "經費", "學務", "導師", "科任", "其他"];

/// Other words plans use for an area.
const ALSO: [(&str, &str); 7] = [
    ("AA", "AA帳號"),
    ("教導", "教務"),
    ("註冊組長", "註冊"),
    ("新生", "註冊"),
    ("級任", "導師"),
    ("級任導師", "導師"),
    ("會計", "經費"),
];

/// The business areas a session is for: those of [`BUSINESS_AREAS`] in their order, then what else its plan names; empty:
/// it is for everybody. Nothing is guessed from the words of the agenda.
#[must_use]
pub fn areas_of(session: &Session) -> Vec<String> {
    let tags: Vec<&str> = session.info.audience_tags.iter().map(|tag| area_of(tag)).collect();
    let known = BUSINESS_AREAS.into_iter().filter(|area| tags.contains(area));
    let mut areas: Vec<String> = known.map(str::to_owned).collect();
    for tag in tags {
        if !tag.is_empty() && !areas.iter().any(|area| area == tag) {
            areas.push(tag.to_owned());
        }
    }
    areas
}

/// The area a tag means; a tag that means none stays what it is.
fn area_of(tag: &str) -> &str {
    let key = search_key(tag);
    let named = BUSINESS_AREAS.into_iter().find(|area| search_key(area) == key);
    let also = || ALSO.iter().find(|(word, _)| search_key(word) == key).map(|(_, area)| *area);
    named.or_else(also).unwrap_or_else(|| tag.trim())
}

//! 業務別 (S0-05, S0-20): whose work a session is about, as its printed agenda and title say.

use crate::course::Session;

/// 業務別 as offered when registering, in their printed order. The last one is for everybody else.
pub const BUSINESS_AREAS: [&str; 10] =
    ["AA帳號", "人事", "教務", "註冊", "輔導", "經費", "學務", "導師", "科任", "其他"];

/// Words of a plan that name a business area.
const SIGNS: [(&str, &str); 12] = [
    ("AA", "AA帳號"),
    ("人事", "人事"),
    ("教務", "教務"),
    ("教導", "教務"),
    ("註冊", "註冊"),
    ("新生", "註冊"),
    ("輔導", "輔導"),
    ("經費", "經費"),
    ("學務", "學務"),
    ("導師", "導師"),
    ("科任", "科任"),
    ("級任", "導師"),
];

/// The business areas a session names, in the order of [`BUSINESS_AREAS`]; empty: it is for everybody.
#[must_use]
pub fn areas_of(session: &Session) -> Vec<&'static str> {
    let texts = || {
        let topics = session.agenda.iter().flat_map(|item| &item.topics).map(String::as_str);
        topics.chain([session.course_title.as_str()])
    };
    let named = |area: &str| SIGNS.iter().any(|(sign, of)| *of == area && texts().any(|t| t.contains(sign)));
    BUSINESS_AREAS.into_iter().filter(|area| named(area)).collect()
}

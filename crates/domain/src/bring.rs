//! 攜帶設備: what to take along, and to do before the day, depends on how somebody logs in to the system that is taught
//! (S0-07 … S0-09, S2-29).

use serde::{Deserialize, Serialize};

use crate::course::DeliveryMode;

/// How somebody logs in to the system that is taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LoginKind {
    /// 首次: nothing is bound yet.
    FirstTime,
    /// 帳號密碼+OTP
    Otp,
    /// 自然人憑證
    CitizenCertificate,
    /// 健保卡
    HealthCard,
    /// 行動自然人憑證
    MobileCertificate,
    /// Holds the school's AA account, beside any of the others.
    SchoolAuthority,
}

/// What people with one of these login kinds bring, and do beforehand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BringRule {
    /// For whom.
    pub when: Vec<LoginKind>,
    /// Things.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// To be done before the day: 「完成雙因子綁定（OTP 或 自然人憑證 擇一）」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<String>,
}

/// What holds for a course that says nothing of its own.
const USUAL: [(LoginKind, &[&str]); 5] = [
    (LoginKind::SchoolAuthority, &["XCA 憑證", "讀卡機"]),
    (LoginKind::Otp, &["已綁定 OTP 之行動裝置"]),
    (LoginKind::CitizenCertificate, &["自然人憑證", "讀卡機"]),
    (LoginKind::HealthCard, &["健保卡", "讀卡機"]),
    (LoginKind::MobileCertificate, &["已綁定行動自然人憑證之行動裝置"]),
];
/// Likewise, for [`LoginKind::FirstTime`].
const USUAL_TASK: &str = "參訓前完成雙因子綁定（OTP 或 自然人憑證 擇一）";
/// Needed at home, whatever the course says (S2-29).
const ONLINE: [&str; 3] = ["喇叭或耳機", "麥克風", "頻寬較穩定之連線網路"];

/// The rules of a course that has none of its own.
#[must_use]
pub fn usual_rules() -> Vec<BringRule> {
    let things = USUAL.iter().map(|(kind, items)| BringRule {
        when: vec![*kind],
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        task: None,
    });
    let task =
        BringRule { when: vec![LoginKind::FirstTime], items: Vec::new(), task: Some(USUAL_TASK.to_owned()) };
    things.chain([task]).collect()
}

/// What one person does beforehand and brings, by the course's own `rules` or, without any, the usual ones. Each thing once,
/// with the later one that needs it: 讀卡機 after the cards it reads. Nothing is guessed for who did not say how they log in.
#[must_use]
pub fn bring_list(
    rules: &[BringRule],
    mode: DeliveryMode,
    login: Option<LoginKind>,
    holds_aa: bool,
) -> Vec<String> {
    let usual = if rules.is_empty() { usual_rules() } else { Vec::new() };
    let rules = if rules.is_empty() { &usual } else { rules };
    let school = holds_aa.then_some(LoginKind::SchoolAuthority);
    let holds =
        |rule: &&BringRule| rule.when.iter().any(|kind| Some(*kind) == login || Some(*kind) == school);
    // AA first: the school's card is named before the person's.
    let of_school = |rule: &&BringRule| rule.when.contains(&LoginKind::SchoolAuthority);
    let own: Vec<&BringRule> = rules.iter().filter(holds).collect();
    let in_order =
        own.iter().filter(|rule| of_school(rule)).chain(own.iter().filter(|rule| !of_school(rule)));

    let mut list: Vec<String> = Vec::new();
    for task in own.iter().filter_map(|rule| rule.task.as_ref()) {
        if !list.contains(task) {
            list.push(task.clone());
        }
    }
    for item in in_order.flat_map(|rule| &rule.items) {
        list.retain(|listed| listed != item);
        list.push(item.clone());
    }
    if mode == DeliveryMode::Online {
        let missing: Vec<&str> =
            ONLINE.into_iter().filter(|item| !list.iter().any(|listed| listed == item)).collect();
        list.extend(missing.into_iter().map(str::to_owned));
    }
    list
}

//! The bring-list (攜帶設備): what to take along depends on how somebody logs in to the subject system (S0-07 … S0-09).

use serde::{Deserialize, Serialize};

/// How somebody logs in to the subject system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginKind {
    /// 首次: not bound yet.
    FirstTime,
    /// 已綁定 OTP
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

/// Things and tasks of one person. Who holds AA and a personal account brings both; what both need is listed once, with
/// the later one (讀卡機 after the cards it reads).
#[must_use]
pub fn list(rules: &[BringRule], kinds: &[LoginKind]) -> (Vec<String>, Vec<String>) {
    let (mut items, mut tasks): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let own = |rule: &&BringRule| rule.when.iter().any(|kind| kinds.contains(kind));
    // AA first: the school's card is named before the person's.
    let of_school = |rule: &&BringRule| rule.when.contains(&LoginKind::SchoolAuthority);
    let first = rules.iter().filter(own).filter(of_school);
    let then = rules.iter().filter(own).filter(|rule| !of_school(rule));
    for rule in first.chain(then) {
        for item in &rule.items {
            items.retain(|listed| listed != item);
            items.push(item.clone());
        }
        for task in rule.task.iter().filter(|task| !tasks.contains(task)).cloned().collect::<Vec<_>>() {
            tasks.push(task);
        }
    }
    (items, tasks)
}

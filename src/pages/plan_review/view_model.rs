//! What an amendment changes, and what became of earlier versions. Pure.

use yanxi_domain::plan::diff::diff;
use yanxi_protocol::plans::{PlanDetail, PlanVersion, VersionState};

use crate::{
    i18n::{Locale, planning::review as text},
    view::{planning::words, when},
};

/// One line that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeLine {
    /// 「第一場 · 日期」
    pub place: String,
    /// As it is in force.
    pub before: Option<String>,
    /// As submitted.
    pub after: Option<String>,
}

/// What differs from the version in force; `None` when there is none, or nothing differs.
#[must_use]
pub fn changes(locale: Locale, detail: &PlanDetail) -> Option<Vec<ChangeLine>> {
    let in_force = detail.in_force.as_ref()?;
    let lines: Vec<ChangeLine> = diff(in_force, &detail.draft)
        .into_iter()
        .map(|change| ChangeLine {
            place: words::place(locale, &[&detail.draft, in_force], &change.place),
            before: change.before,
            after: change.after,
        })
        .collect();
    (!lines.is_empty()).then_some(lines)
}

/// Version that waits for a decision.
#[must_use]
pub fn pending(detail: &PlanDetail) -> Option<u32> {
    detail.versions.iter().find(|version| version.state == VersionState::Pending).map(|one| one.number)
}

/// 「第 2 版：李承辦 08/01 09:00 送審；王校長 08/02 10:00 核准」 and the comment.
#[must_use]
pub fn story(locale: Locale, version: &PlanVersion) -> (String, String, String) {
    let submitted = text::submitted(locale, &version.submitted_name, &when::stamp(version.submitted_at));
    let by = version.decided_name.clone().unwrap_or_default();
    let at = when::stamp_or_none(locale, version.decided_at);
    let decided = match version.state {
        VersionState::Pending => text::pending(locale),
        VersionState::Approved => text::decided_approved(locale, &by, &at),
        VersionState::Returned => text::decided_returned(locale, &by, &at),
        VersionState::Withdrawn => text::decided_withdrawn(locale, &by, &at),
    };
    (text::version(locale, version.number), [submitted, decided].join("；"), version.comment.clone())
}

#[cfg(test)]
mod tests {
    use yanxi_domain::{
        ids::{AccountId, OrgId},
        plan::Plan,
        time::Timestamp,
    };
    use yanxi_protocol::plans::{ApprovalPolicy, MayDo, PlanHead, PlanId, PlanStanding};

    use super::*;

    fn detail(in_force: Option<Plan>, draft: Plan) -> PlanDetail {
        PlanDetail {
            head: PlanHead {
                id: PlanId(uuid::Uuid::nil()),
                title: String::new(),
                unit: OrgId(uuid::Uuid::nil()),
                unit_name: String::new(),
                author_name: String::new(),
                updated_at: Timestamp(0),
                standing: PlanStanding::AmendmentSubmitted,
                may: MayDo::default(),
            },
            revision: 1,
            draft,
            in_force,
            versions: Vec::new(),
            policy: ApprovalPolicy::ByUnit,
            announced_at: None,
            courses: Vec::new(),
        }
    }

    #[test]
    fn an_amendment_is_read_as_before_and_after() {
        let old = Plan { school_year: 114, funding: "縣款".into(), ..Plan::default() };
        let new = Plan { funding: "中央補助".into(), ..old.clone() };
        let expected = ChangeLine {
            place: "經費來源".into(),
            before: Some("縣款".into()),
            after: Some("中央補助".into()),
        };
        assert_eq!(changes(Locale::Zh, &detail(Some(old.clone()), new)), Some(vec![expected]));
        assert_eq!(changes(Locale::Zh, &detail(Some(old.clone()), old.clone())), None);
        assert_eq!(changes(Locale::Zh, &detail(None, old)), None);
    }

    #[test]
    fn a_version_tells_who_did_what() {
        let version = PlanVersion {
            number: 2,
            state: VersionState::Returned,
            submitted_by: AccountId(uuid::Uuid::nil()),
            submitted_name: "李承辦".into(),
            submitted_at: Timestamp(1_754_354_400_000),
            decided_name: Some("王校長".into()),
            decided_at: Some(Timestamp(1_754_354_460_000)),
            comment: "請補上限".into(),
        };
        let (number, story, comment) = story(Locale::Zh, &version);
        assert_eq!(number, "第 2 版");
        assert_eq!(story, "李承辦 08/05 08:40 送審；王校長 08/05 08:41 退回");
        assert_eq!(comment, "請補上限");
    }
}

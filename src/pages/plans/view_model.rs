//! Plans as lines. Pure.

use yanxi_domain::plan::{Plan, check::check};
use yanxi_protocol::{
    api::{Me, Role},
    plan_file::{self, PlanFileError},
    plans::{PlanId, PlanList},
};

use crate::{
    components::Tone,
    i18n::{
        Locale,
        planning::{self, list as text},
    },
    view::{
        planning::{standing, words},
        when,
    },
};

/// One plan of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// Identity.
    pub id: PlanId,
    /// Title.
    pub title: String,
    /// Where it stands.
    pub standing: String,
    /// Its tone.
    pub tone: Tone,
    /// What to do next.
    pub next: String,
    /// Unit, author, last change.
    pub about: String,
    /// The account writes it.
    pub writes: bool,
    /// It waits for the account's decision.
    pub mine_to_decide: bool,
}

/// Whether the account has anything to do with plans.
#[must_use]
pub fn plans_at_all(me: &Me) -> bool {
    let roles = me.account.iter().flat_map(|account| &account.roles);
    roles.into_iter().any(|role| {
        matches!(
            role,
            Role::Officer { .. }
                | Role::Approver { .. }
                | Role::OrganisationAdministrator { .. }
                | Role::CountySupervisor { .. }
                | Role::SystemAdministrator
                | Role::Organiser { .. }
        )
    })
}

/// The list: what waits for this account first.
#[must_use]
pub fn lines(locale: Locale, list: &PlanList) -> Vec<PlanLine> {
    let mut lines: Vec<PlanLine> = list
        .plans
        .iter()
        .map(|head| {
            let (words, tone) = standing::words(locale, head.standing);
            let of_unit = text::of_unit(locale, &head.unit_name, &head.author_name);
            let changed = text::changed(locale, &when::stamp(head.updated_at));
            PlanLine {
                id: head.id,
                title: if head.title.is_empty() { planning::untitled(locale) } else { head.title.clone() },
                standing: words,
                tone,
                next: standing::next(locale, head),
                about: [of_unit, changed].join(" · "),
                writes: head.may.write,
                mine_to_decide: standing::waits(head.standing) && head.may.approve,
            }
        })
        .collect();
    // Stable: the server's order (newest change first) stays within each half.
    lines.sort_by_key(|line| !line.mine_to_decide);
    lines
}

/// What a file would bring, or why it brings nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Title.
    pub title: String,
    /// 「3 門課程、15 場次」
    pub counts: String,
    /// Everything found, place and words.
    pub found: Vec<(String, String, Tone)>,
}

/// Reads a chosen file before anything is sent.
///
/// # Errors
/// Why it is no plan, in words.
pub fn preview(locale: Locale, file: &str) -> Result<Preview, String> {
    let plan = plan_file::read(file).map_err(|error| match error {
        PlanFileError::NotAPlan => text::not_a_plan(locale),
        PlanFileError::Newer(_) => text::newer_file(locale),
    })?;
    let found = check(&plan)
        .into_iter()
        .map(|finding| {
            let place = words::place(locale, &[&plan], &finding.place);
            let (_, tone) = words::severity(locale, finding.severity);
            (place, words::problem(locale, &finding.problem), tone)
        })
        .collect();
    Ok(Preview { title: title_of(&plan), counts: counts(locale, &plan), found })
}

fn title_of(plan: &Plan) -> String {
    plan.title.clone()
}

fn counts(locale: Locale, plan: &Plan) -> String {
    text::preview_counts(locale, plan.courses.len(), plan.sessions().count())
}

#[cfg(test)]
mod tests {
    use yanxi_domain::{ids::OrgId, time::Timestamp};
    use yanxi_protocol::plans::{MayDo, PlanHead, PlanStanding};

    use super::*;

    fn head(n: u128, standing: PlanStanding, may: MayDo) -> PlanHead {
        PlanHead {
            id: PlanId(uuid::Uuid::from_u128(n)),
            title: String::new(),
            unit: OrgId(uuid::Uuid::from_u128(1)),
            unit_name: "海豐國小".into(),
            author_name: "李承辦".into(),
            updated_at: Timestamp(1_754_354_400_000),
            standing,
            may,
        }
    }

    #[test]
    fn what_waits_for_me_stands_first() {
        let approver = MayDo { approve: true, ..MayDo::default() };
        let list = PlanList {
            plans: vec![
                head(1, PlanStanding::Announced, approver),
                head(2, PlanStanding::AmendmentSubmitted, approver),
                head(3, PlanStanding::Submitted, MayDo { own: true, write: true, approve: false }),
            ],
            ..PlanList::default()
        };
        let lines = lines(Locale::Zh, &list);
        let read: Vec<(&str, bool)> =
            lines.iter().map(|line| (line.standing.as_str(), line.mine_to_decide)).collect();
        assert_eq!(read, [("修正待核准", true), ("已公告", false), ("待核准", false)]);
        assert_eq!(lines[0].title, "（未命名的計畫）");
        assert_eq!(lines[0].next, "請審閱並核准或退回");
        assert_eq!(lines[2].next, "等候核准");
    }

    #[test]
    fn a_file_is_looked_at_before_it_is_sent() {
        assert_eq!(preview(Locale::Zh, "{}").unwrap_err(), "這個檔案不是本系統的計畫檔，沒有匯入任何內容。");
        let plan = Plan { title: "計畫".into(), school_year: 114, ..Plan::default() };
        let read = preview(Locale::Zh, &plan_file::write(&plan).unwrap()).unwrap();
        assert_eq!((read.title.as_str(), read.counts.as_str()), ("計畫", "0 門課程、0 場次"));
        let found: Vec<&str> = read.found.iter().map(|(place, ..)| place.as_str()).collect();
        assert_eq!(found, ["主辦單位", "承辦單位", "課程"]);
    }
}

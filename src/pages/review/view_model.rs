//! The review queue: who needs a decision and why, worst first (U-A7). Pure.

use std::collections::{HashMap, HashSet};

use yanxi_domain::{
    attendance::{Flag, Gap, Punch, Status},
    determination::Determination,
    evaluate::drafts_matched,
    event::Subject,
    facts::Facts,
    ids::PeriodId,
    settle::{Settled, settle},
};

use crate::{
    i18n::{
        Locale,
        office::{flags, review as text, status},
    },
    view::people::{Directory, Who},
};

/// Why somebody has to look at a case, or why it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// A flag of 5.4.
    Flag(Flag),
    /// 僅簽退
    OnlySignOut,
    /// 未簽退
    NoSignOut,
    /// 遲到
    Late,
    /// 早退
    LeftEarly,
    /// A walk-in that is surely a row of the roster.
    AutoMatched,
}

impl Doubt {
    /// Worst first: who may not have been meant to come, then whose record cannot be trusted, then whose attendance
    /// was short, then what only informs.
    const fn severity(self) -> u8 {
        match self {
            Self::Flag(Flag::LateFact | Flag::AfterClose) => 6,
            Self::Flag(
                Flag::CancelledButPresent
                | Flag::NotAdmitted
                | Flag::NotOnRoster
                | Flag::WrongSession
                | Flag::TimeConflict
                | Flag::DupPerson,
            ) => 5,
            Self::Flag(
                Flag::ClockUntrusted
                | Flag::VoidConflict
                | Flag::SeqGap
                | Flag::UnknownPeriod
                | Flag::UnknownOperator
                | Flag::NewerFormat
                | Flag::Unknown,
            ) => 4,
            Self::OnlySignOut | Self::NoSignOut | Self::Flag(Flag::AbsenceGap) => 3,
            Self::Late | Self::LeftEarly => 2,
            Self::Flag(Flag::OverCapacity | Flag::OutsideWindow) => 1,
            Self::Flag(Flag::DupDevice | Flag::Early) | Self::AutoMatched => 0,
        }
    }

    /// Short name, for filters and lists.
    #[must_use]
    pub fn name(self, locale: Locale) -> String {
        match self {
            Self::Flag(flag) => flags::flag(locale, flag),
            Self::OnlySignOut => status::only_sign_out(locale),
            Self::NoSignOut => status::no_sign_out(locale),
            Self::Late => text::doubt_late(locale),
            Self::LeftEarly => text::doubt_left_early(locale),
            Self::AutoMatched => text::auto_matched(locale),
        }
    }
}

/// One person in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Who.
    pub who: Who,
    /// Period.
    pub period: PeriodId,
    /// What the rules say.
    pub status: Status,
    /// Why it is listed, worst first.
    pub doubts: Vec<Doubt>,
    /// First effective sign-in.
    pub first_in: Option<Punch>,
    /// Last effective sign-out.
    pub last_out: Option<Punch>,
    /// Absences inside the period.
    pub gaps: Vec<Gap>,
    /// Newest decision.
    pub determination: Option<Determination>,
    /// New facts since that decision.
    pub reopened: bool,
    /// Everything this person is known as.
    pub aliases: Vec<Subject>,
}

impl Case {
    /// Identity of the case.
    #[must_use]
    pub const fn key(&self) -> (Subject, PeriodId) {
        (self.who.subject, self.period)
    }

    /// A sentence for the status and each doubt: why a person has to look.
    #[must_use]
    pub fn why(&self, locale: Locale, late_grace: i64, early_grace: i64) -> Vec<String> {
        let of_status = status::why_status(locale, self.status, late_grace, early_grace);
        let of_doubt = |doubt: &Doubt| match doubt {
            Doubt::Flag(flag) => Some(flags::why_flag(locale, *flag)),
            Doubt::AutoMatched => Some(text::why_auto_matched(locale)),
            Doubt::OnlySignOut | Doubt::NoSignOut | Doubt::Late | Doubt::LeftEarly => None,
        };
        std::iter::once(of_status).chain(self.doubts.iter().filter_map(of_doubt)).collect()
    }
}

/// Cases in their three lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// Need a decision, worst first.
    pub to_decide: Vec<Case>,
    /// Decided; may be decided again.
    pub decided: Vec<Case>,
    /// Remarked and resolved by the rules alone.
    pub auto: Vec<Case>,
}

/// Builds the queue.
#[must_use]
pub fn queue(locale: Locale, facts: &Facts, people: &Directory) -> Queue {
    let matched = drafts_matched(facts);
    let linked: HashSet<_> = facts.links.iter().map(|link| link.draft).collect();
    let mut aliases: HashMap<Subject, Vec<Subject>> = HashMap::new();
    let mut auto_matched: HashSet<Subject> = HashSet::new();
    for (draft, registration) in &matched {
        aliases.entry(Subject::Registration(*registration)).or_default().push(Subject::Draft(*draft));
        if !linked.contains(draft) {
            auto_matched.insert(Subject::Registration(*registration));
        }
    }
    let mut queue = Queue::default();
    for settled in settle(facts) {
        let subject = settled.outcome.subject;
        let was_here = !settled.outcome.events.is_empty();
        let doubts = doubts(&settled, was_here && auto_matched.contains(&subject));
        let list = if settled.undecided {
            &mut queue.to_decide
        } else if settled.determination.is_some() {
            &mut queue.decided
        } else if doubts.is_empty() {
            continue;
        } else {
            &mut queue.auto
        };
        let others = aliases.get(&subject).into_iter().flatten();
        list.push(Case {
            who: people.get(locale, subject),
            period: settled.outcome.period,
            status: settled.outcome.status,
            doubts,
            first_in: settled.outcome.first_in,
            last_out: settled.outcome.last_out,
            gaps: settled.outcome.gaps,
            determination: settled.determination,
            reopened: settled.reopened,
            aliases: std::iter::once(&subject).chain(others).copied().collect(),
        });
    }
    for list in [&mut queue.to_decide, &mut queue.decided, &mut queue.auto] {
        list.sort_by(|a, b| order(a).cmp(&order(b)));
    }
    queue
}

fn order(case: &Case) -> (std::cmp::Reverse<u8>, Option<Doubt>, &str, &str, Subject) {
    let worst = case.doubts.first().copied();
    (
        std::cmp::Reverse(worst.map_or(0, Doubt::severity)),
        worst,
        &case.who.school,
        &case.who.name,
        case.who.subject,
    )
}

fn doubts(settled: &Settled, auto_matched: bool) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = settled.outcome.flags.iter().copied().map(Doubt::Flag).collect();
    match settled.outcome.status {
        Status::OnlySignOut => doubts.push(Doubt::OnlySignOut),
        Status::NoSignOut => doubts.push(Doubt::NoSignOut),
        Status::Late { .. } => doubts.push(Doubt::Late),
        Status::LeftEarly { .. } => doubts.push(Doubt::LeftEarly),
        Status::LateAndLeftEarly { .. } => doubts.extend([Doubt::Late, Doubt::LeftEarly]),
        _ => {}
    }
    if doubts.iter().any(|doubt| matches!(doubt, Doubt::Late | Doubt::LeftEarly)) {
        // 遲到 and 早退 say the same with the minutes.
        doubts.retain(|doubt| *doubt != Doubt::Flag(Flag::OutsideWindow));
    }
    if auto_matched {
        doubts.push(Doubt::AutoMatched);
    }
    doubts.sort_by_key(|doubt| (std::cmp::Reverse(doubt.severity()), *doubt));
    doubts
}

/// How many cases carry each doubt, worst first: the filters.
#[must_use]
pub fn filters(cases: &[Case]) -> Vec<(Doubt, usize)> {
    let mut counts: HashMap<Doubt, usize> = HashMap::new();
    for doubt in cases.iter().flat_map(|case| &case.doubts) {
        *counts.entry(*doubt).or_default() += 1;
    }
    let mut filters: Vec<_> = counts.into_iter().collect();
    filters.sort_by_key(|(doubt, _)| (std::cmp::Reverse(doubt.severity()), *doubt));
    filters
}

/// Cases the filter lets through.
#[must_use]
pub fn filtered(cases: &[Case], filter: Option<Doubt>) -> Vec<Case> {
    cases.iter().filter(|case| filter.is_none_or(|doubt| case.doubts.contains(&doubt))).cloned().collect()
}

/// Everybody the batch decision of F-07 is about: signed in, never signed out, no other open doubt.
#[must_use]
pub fn without_sign_out(queue: &Queue) -> Vec<Case> {
    queue.to_decide.iter().filter(|case| case.status == Status::NoSignOut).cloned().collect()
}

/// The case after or before the chosen one; the first one where none is chosen or it has left the list.
#[must_use]
pub fn step(
    cases: &[Case],
    chosen: Option<(Subject, PeriodId)>,
    forward: bool,
) -> Option<(Subject, PeriodId)> {
    let last = cases.len().checked_sub(1)?;
    let now = chosen.and_then(|key| cases.iter().position(|case| case.key() == key));
    let next = match now {
        None => 0,
        Some(index) if forward => (index + 1).min(last),
        Some(index) => index.saturating_sub(1),
    };
    cases.get(next).map(Case::key)
}

#[cfg(test)]
mod tests {
    use yanxi_domain::{determination::Decision, event::EventKind, ids::AccountId};

    use super::*;
    use crate::view::fixtures::{self, Day, TABLET_A, TABLET_B, at, person};

    fn of(day: &Day, determinations: &[Determination], now: &str) -> Queue {
        let devices = [fixtures::device(TABLET_A, "平板A")];
        day.ask(&devices, determinations, now, |facts, people| queue(Locale::Zh, facts, people))
    }

    /// 1 forgot to sign out, 2 was 40 minutes late, 4 had cancelled and came, 3 was tapped on two tablets.
    fn busy_day() -> Day {
        let mut day = Day::default();
        day.sign_in(1, "08:41:05");
        day.sign_in(2, "09:40:00");
        day.sign_out(2, "12:00:00");
        day.sign_in(3, "08:41:05");
        day.write(TABLET_B, "08:41:50", Some(person(3)), EventKind::SignIn);
        day.sign_out(3, "12:00:00");
        day.sign_in(4, "08:44:00");
        day.sign_out(4, "12:02:00");
        day
    }

    fn subjects(cases: &[Case]) -> Vec<Subject> {
        cases.iter().map(|case| case.who.subject).collect()
    }

    #[test]
    fn the_queue_is_sorted_by_severity_and_two_tablets_resolve_themselves() {
        let queue = of(&busy_day(), &[], "13:30:00");
        assert_eq!(subjects(&queue.to_decide), [person(4), person(1), person(2)]);
        assert_eq!(subjects(&queue.auto), [person(3)]);
        assert_eq!(queue.auto[0].doubts, [Doubt::Flag(Flag::DupDevice)]);
    }

    #[test]
    fn every_case_says_in_words_why_it_is_there() {
        let queue = of(&busy_day(), &[], "13:30:00");
        for case in queue.to_decide.iter().chain(&queue.auto) {
            let why = case.why(Locale::Zh, 15, 15);
            assert!(!why.is_empty() && why.iter().all(|sentence| sentence.ends_with('。')), "{why:?}");
        }
        assert_eq!(
            queue.to_decide[2].why(Locale::Zh, 15, 15),
            ["開始後 40 分鐘才簽到，超過容許的 15 分鐘。"]
        );
    }

    #[test]
    fn a_decision_moves_the_case_and_a_new_fact_brings_it_back() {
        let mut day = busy_day();
        let basis = day.log.history(person(1)).iter().map(|received| received.event.id).collect();
        let decision = Determination {
            subject: person(1),
            period: fixtures::PERIOD,
            decision: Decision::TreatAsFull,
            reason: "現場人員證實在場".into(),
            basis,
            by: AccountId(uuid::Uuid::from_u128(1)),
            at: at("13:00:00"),
        };
        let decided = of(&day, std::slice::from_ref(&decision), "13:30:00");
        assert_eq!(subjects(&decided.decided), [person(1)]);
        day.sign_out(1, "12:03:00");
        let reopened = of(&day, &[decision], "13:30:00");
        assert!(subjects(&reopened.to_decide).contains(&person(1)));
        assert_eq!(reopened.to_decide[0].doubts[0], Doubt::Flag(Flag::LateFact));
    }

    #[test]
    fn the_batch_is_exactly_the_people_without_sign_out() {
        let queue = of(&busy_day(), &[], "13:30:00");
        assert_eq!(subjects(&without_sign_out(&queue)), [person(1)]);
    }

    #[test]
    fn a_walk_in_that_equals_one_row_is_that_person_and_is_listed_as_resolved() {
        let mut day = Day::default();
        day.walk_in(1, "08:43:00", "王小明", "海豐國小", "教務主任");
        day.sign_out(1, "12:00:00");
        let queue = of(&day, &[], "13:30:00");
        assert!(queue.to_decide.is_empty());
        assert_eq!(subjects(&queue.auto), [person(1)]);
        assert_eq!(queue.auto[0].doubts, [Doubt::AutoMatched]);
        assert_eq!(queue.auto[0].aliases.len(), 2, "the story tells both");
    }

    #[test]
    fn filters_count_and_let_through() {
        let queue = of(&busy_day(), &[], "13:30:00");
        let filters = filters(&queue.to_decide);
        assert_eq!(filters.iter().map(|(_, n)| n).sum::<usize>(), 3);
        assert_eq!(subjects(&filtered(&queue.to_decide, Some(Doubt::Late))), [person(2)]);
        assert_eq!(filtered(&queue.to_decide, None).len(), 3);
    }

    #[test]
    fn j_and_k_walk_the_list_and_stop_at_its_ends() {
        let queue = of(&busy_day(), &[], "13:30:00");
        let cases = &queue.to_decide;
        let first = step(cases, None, true);
        assert_eq!(first, Some(cases[0].key()));
        assert_eq!(step(cases, first, false), first);
        assert_eq!(step(cases, Some(cases[2].key()), true), Some(cases[2].key()));
        assert_eq!(step(&[], None, true), None);
    }
}

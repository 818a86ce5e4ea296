//! What issuing hours would do, and whether it may be done (U-A8, R-FINAL, R-HOURS). Pure.

use std::collections::{BTreeMap, HashMap};

use yanxi_domain::{
    attendance::Status,
    award::{Award, AwardReason, Undecided, award},
    course::{HalfHours, HoursPolicy},
    event::Subject,
    facts::Facts,
    finality::{Finality, WaitReason, finality},
    hours::{HoursRecord, HoursState},
    ids::{AccountId, DeviceId},
    settle::settle,
};

use crate::{
    components::Tone,
    i18n::{
        Locale,
        office::{hours as text, status},
    },
    view::{
        people::{Directory, Who},
        ranges::ranges,
        when,
    },
};

/// Finality of one period in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinalityLine {
    /// Meaning.
    pub tone: Tone,
    /// Sentence.
    pub sentence: String,
    /// One sentence for each device waited for.
    pub devices: Vec<String>,
    /// Final, so that people without record are no-shows.
    pub is_final: bool,
    /// Over, so that it could be declared final.
    pub over: bool,
}

/// What a row would do to the person's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// First record.
    New,
    /// Issued exactly so already.
    Same,
    /// A new version beside the old one.
    Supersede,
}

/// One person of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who.
    pub who: Who,
    /// Hours as a number.
    pub hours: String,
    /// Zero hours: said in words and shown apart.
    pub zero: bool,
    /// Why, in words.
    pub why: String,
    /// What stands now, as a number.
    pub issued: Option<String>,
    /// What issuing would do.
    pub change: Change,
}

/// The whole preview.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// 「全程 55 人 × 3 小時；0 小時 5 人」
    pub sentence: String,
    /// Everybody in roster order.
    pub rows: Vec<Row>,
    /// New records.
    pub new: u32,
    /// Unchanged ones.
    pub same: u32,
    /// Superseding ones.
    pub superseding: u32,
}

impl Preview {
    /// Whether issuing would write anything.
    #[must_use]
    pub const fn changes_nothing(&self) -> bool {
        self.new == 0 && self.superseding == 0
    }
}

/// Finality of every period.
#[must_use]
pub fn finality_lines(
    locale: Locale,
    facts: &Facts,
    accounts: &HashMap<AccountId, String>,
) -> Vec<FinalityLine> {
    let line = |period| {
        let name = when::period(locale, period);
        let (tone, sentence, devices) = match finality(facts, period) {
            Finality::Final => (Tone::Ok, text::is_final(locale, &name), Vec::new()),
            Finality::Overridden => {
                let (by, reason) = facts.override_.map_or_else(Default::default, |o| {
                    (accounts.get(&o.by).cloned().unwrap_or_default(), o.reason.clone())
                });
                (Tone::Ok, text::is_overridden(locale, &name, &by, &reason), Vec::new())
            }
            Finality::NotOver { ends } => {
                (Tone::Info, text::not_over(locale, &name, &ends.taipei_hhmm()), Vec::new())
            }
            Finality::Waiting { devices } if devices.is_empty() => {
                (Tone::Wait, text::wait_no_device(locale, &name), Vec::new())
            }
            Finality::Waiting { devices } => {
                let waits =
                    devices.iter().map(|(id, device, reason)| wait(locale, facts, *id, device, reason));
                (Tone::Wait, text::waiting(locale, &name), waits.collect())
            }
        };
        FinalityLine { tone, sentence, devices, is_final: tone == Tone::Ok, over: facts.now >= period.end }
    };
    facts.session.periods.iter().map(line).collect()
}

fn wait(locale: Locale, facts: &Facts, id: DeviceId, name: &str, reason: &WaitReason) -> String {
    match reason {
        WaitReason::NotEnded => {
            let seen =
                facts.devices.iter().find(|device| device.id == id).and_then(|device| device.last_seen);
            text::wait_not_ended(locale, name, &when::stamp_or_none(locale, seen))
        }
        WaitReason::Missing(missing) => text::wait_missing(locale, name, &ranges(locale, missing)),
        WaitReason::Lost => text::wait_lost(locale, name),
        WaitReason::Retired => text::wait_retired(locale, name),
    }
}

/// What issuing would do, by the facts on this device.
///
/// # Errors
/// The people somebody has to decide about first.
pub fn preview(
    locale: Locale,
    facts: &Facts,
    policy: &HoursPolicy,
    issued: &[HoursRecord],
    people: &Directory,
) -> Result<Preview, Vec<Who>> {
    let named = |subject: &Subject| people.get(locale, *subject);
    let awards = award(policy, facts.session, &settle(facts))
        .map_err(|Undecided { subjects }| subjects.iter().map(named).collect::<Vec<_>>())?;
    let standing = standing(facts, issued);
    let mut preview = Preview { sentence: sentence(locale, &group(&awards)), ..Preview::default() };
    for award in &awards {
        let row = row(locale, award, standing.get(&award.subject).copied(), people);
        match row.change {
            Change::New => preview.new += 1,
            Change::Same => preview.same += 1,
            Change::Supersede => preview.superseding += 1,
        }
        preview.rows.push(row);
    }
    Ok(preview)
}

/// The newest record of each person for this session.
fn standing<'a>(facts: &Facts, issued: &'a [HoursRecord]) -> HashMap<Subject, &'a HoursRecord> {
    let mut newest: HashMap<Subject, &HoursRecord> = HashMap::new();
    for record in issued.iter().filter(|record| record.session == facts.session.id) {
        let held = newest.entry(record.subject).or_insert(record);
        if record.version > held.version {
            *held = record;
        }
    }
    newest
}

fn row(locale: Locale, award: &Award, standing: Option<&HoursRecord>, people: &Directory) -> Row {
    let change = match standing {
        None => Change::New,
        Some(record) if record.state != HoursState::Revoked && record.parts == award.parts => Change::Same,
        Some(_) => Change::Supersede,
    };
    Row {
        who: people.get(locale, award.subject),
        hours: award.total.to_string(),
        zero: award.total == HalfHours(0),
        why: why(locale, award.why),
        issued: standing.map(|record| record.total.to_string()),
        change,
    }
}

fn why(locale: Locale, reason: AwardReason) -> String {
    match reason {
        AwardReason::Full => text::why_full(locale),
        AwardReason::TreatedAsFull => text::why_treated(locale),
        AwardReason::Accepted => text::why_accepted(locale),
        AwardReason::PartlyFull => text::why_partial(locale),
        AwardReason::Rejected => text::why_rejected(locale),
        AwardReason::NotFull(Status::NoShow) => text::why_no_show(locale),
        AwardReason::NotFull(other) => text::why_not_full_because(locale, &status::status(locale, other)),
    }
}

fn group(awards: &[Award]) -> Vec<(HalfHours, u32)> {
    let mut groups: BTreeMap<HalfHours, u32> = BTreeMap::new();
    for award in awards {
        *groups.entry(award.total).or_default() += 1;
    }
    groups.into_iter().rev().collect()
}

/// 「全程 55 人 × 3 小時；0 小時 5 人」, most hours first. Only the highest group is called 全程.
#[must_use]
pub fn sentence(locale: Locale, groups: &[(HalfHours, u32)]) -> String {
    let one = |(index, (hours, people)): (usize, &(HalfHours, u32))| {
        if *hours == HalfHours(0) {
            text::group_zero(locale, *people)
        } else if index == 0 {
            text::full_group(locale, *people, &hours.to_string())
        } else {
            text::group_full(locale, *people, &hours.to_string())
        }
    };
    groups.iter().enumerate().map(one).collect::<Vec<_>>().join(&text::separator(locale))
}

#[cfg(test)]
mod tests {
    use yanxi_domain::{device::DeviceStatus, event::EventKind, ids::CourseId, time::Timestamp};

    use super::*;
    use crate::view::fixtures::{self, Day, TABLET_A, at, person};

    const POLICY: HoursPolicy = HoursPolicy::FullOnly(HalfHours(6));

    fn with_facts<T>(day: &Day, now: &str, compute: impl FnOnce(&Facts, &Directory) -> T) -> T {
        let ended = day.log.ended(TABLET_A);
        let devices = [DeviceStatus {
            head: ended.unwrap_or(0),
            last_seen: Some(at("08:52:00")),
            ..fixtures::device(TABLET_A, "平板A")
        }];
        day.ask(&devices, &[], now, compute)
    }

    /// 1 and 2 took part in full, 3 did not come, 4 had cancelled.
    fn finished_day() -> Day {
        let mut day = Day::default();
        for n in [1, 2] {
            day.sign_in(n, "08:41:05");
            day.sign_out(n, "12:01:00");
        }
        day.write(TABLET_A, "12:15:00", None, EventKind::EndOfSession { last_seq: 5 });
        day
    }

    fn issued(n: u128, half_hours: u16, version: u32) -> HoursRecord {
        HoursRecord {
            version,
            subject: person(n),
            course: CourseId(uuid::Uuid::from_u128(0x30)),
            session: fixtures::SESSION,
            parts: vec![(None, HalfHours(half_hours))],
            total: HalfHours(half_hours),
            state: HoursState::Issued,
            reason: String::new(),
            by: AccountId(uuid::Uuid::from_u128(1)),
            at: Timestamp(0),
        }
    }

    #[test]
    fn the_preview_reads_like_the_minutes_of_the_session() {
        let preview = with_facts(&finished_day(), "13:30:00", |facts, people| {
            preview(Locale::Zh, facts, &POLICY, &[], people).unwrap()
        });
        assert_eq!(preview.sentence, "全程 2 人 × 3 小時；0 小時 1 人");
        assert_eq!((preview.new, preview.same, preview.superseding), (3, 0, 0));
        assert_eq!(preview.rows[2].why, "未出席");
    }

    #[test]
    fn issuing_again_changes_nothing_and_a_difference_supersedes() {
        let day = finished_day();
        let again = [issued(1, 6, 1), issued(2, 6, 1), issued(3, 0, 1)];
        let same = with_facts(&day, "13:30:00", |f, p| preview(Locale::Zh, f, &POLICY, &again, p).unwrap());
        assert!(same.changes_nothing());
        let wrong = [issued(1, 6, 1), issued(2, 0, 1), issued(3, 0, 1)];
        let other = with_facts(&day, "13:30:00", |f, p| preview(Locale::Zh, f, &POLICY, &wrong, p).unwrap());
        assert_eq!((other.new, other.superseding, other.rows[1].change), (0, 1, Change::Supersede));
        assert_eq!(other.rows[1].issued.as_deref(), Some("0"));
    }

    #[test]
    fn undecided_people_are_named() {
        let mut day = finished_day();
        day.sign_in(3, "09:40:00");
        let names = with_facts(&day, "13:30:00", |f, p| preview(Locale::Zh, f, &POLICY, &[], p).unwrap_err());
        assert_eq!(names.iter().map(|who| who.name.as_str()).collect::<Vec<_>>(), ["陳怡君"]);
    }

    #[test]
    fn a_device_that_has_not_reported_is_named_with_what_to_do() {
        let mut day = Day::default();
        day.sign_in(1, "08:41:05");
        let lines = with_facts(&day, "13:30:00", |f, _| finality_lines(Locale::Zh, f, &HashMap::new()));
        assert!(!lines[0].is_final && lines[0].over);
        assert_eq!(
            lines[0].devices,
            ["平板A：尚未「場次結束回報」，最後回報 08/05 08:52。請在該裝置按「場次結束」並連上網路。"]
        );
        let lines =
            with_facts(&finished_day(), "13:30:00", |f, _| finality_lines(Locale::Zh, f, &HashMap::new()));
        assert!(lines[0].is_final);
    }

    #[test]
    fn several_groups_are_told_apart() {
        let groups = [(HalfHours(11), 2), (HalfHours(6), 1), (HalfHours(0), 4)];
        assert_eq!(sentence(Locale::Zh, &groups), "全程 2 人 × 5.5 小時；1 人 × 3 小時；0 小時 4 人");
    }
}

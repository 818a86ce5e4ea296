//! 核發時數 (U-A8, R-HOURS 3, 6): preview, issue, supersede.

use std::collections::BTreeMap;

use serde_json::json;
use yanxi_domain::{
    award::{Award, award},
    course::{HalfHours, HoursPolicy, SessionState},
    event::Subject,
    finality::{Finality, WaitReason, finality},
    hours::{HoursRecord, HoursState},
    ids::{AccountId, PersonId, SessionId},
    roc_date,
    settle::settle,
    time::Timestamp,
};
use yanxi_protocol::api::{IssueHours, IssuePreview};

use crate::{
    actor::Actor,
    failure::Failure,
    service::{
        hours_words,
        office::{course_of, open, reason_given},
        office_audit::entry,
        office_file::SessionFile,
        own_records,
    },
    state::AppState,
    store::WriteTx,
};

/// Shows what issuing would do, or issues. Issuing twice changes nothing; what changed since is superseded by new
/// records with a reason, never edited (R-HOURS 6).
///
/// # Errors
/// 403 unless the caller organises the course; `no_hours`; `session_not_held`; `not_final` naming the devices;
/// `undecided` naming the people; `reason_missing` when earlier records would be superseded without a reason.
pub async fn issue(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &IssueHours,
) -> Result<IssuePreview, Failure> {
    let course = course_of(actor, session)?;
    let account = actor.account()?;
    let now = state.clock.now();
    if body.preview {
        let mut tx = state.store.read().await?;
        let file = SessionFile::read(&mut tx, session).await?;
        return Ok(Plan::of(&file, now)?.preview(false));
    }
    let mut tx = open(state, course, session).await?;
    let file = SessionFile::read(&mut tx, session).await?;
    let plan = Plan::of(&file, now)?;
    let reason = match (&body.reason, plan.superseding()) {
        (Some(reason), _) if !reason.trim().is_empty() => Some(reason_given(reason)?),
        (_, 0) => None,
        (_, _) => Some(reason_given("")?),
    };
    plan.write(&mut tx, &file, reason, account.id, now).await?;
    if plan.changes.iter().any(Change::is_new_version) {
        tx.publish_account_name(course, account.id).await?;
        let detail = json!(plan.changes.iter().filter_map(Change::audit_line).collect::<Vec<_>>());
        tx.audit(&entry(state, account.id, "issue_hours", format!("session:{session}"), detail)).await?;
    }
    own_records::publish_session(&mut tx, &file.course, &file.session, now).await?;
    tx.commit().await?;
    Ok(plan.preview(true))
}

/// Issues in a transaction that holds the session and the course, as of `now`. Demo data uses it for its past.
///
/// # Errors
/// As [`issue`].
pub async fn issue_in(
    tx: &mut WriteTx,
    session: SessionId,
    by: AccountId,
    now: Timestamp,
) -> Result<(), Failure> {
    let file = SessionFile::read(tx, session).await?;
    Plan::of(&file, now)?.write(tx, &file, None, by, now).await
}

/// What issuing means for one person.
struct Change {
    award: Award,
    before: Option<HoursRecord>,
    revoked: bool,
}

impl Change {
    fn is_new_version(&self) -> bool {
        match &self.before {
            None => true,
            Some(before) => {
                let was_revoked = before.state == HoursState::Revoked;
                before.parts != self.award.parts || was_revoked != self.revoked
            }
        }
    }

    fn audit_line(&self) -> Option<serde_json::Value> {
        self.is_new_version().then(|| {
            json!({
                "subject": self.award.subject,
                "before": self.before.as_ref().map(|r| json!({ "version": r.version, "half_hours": r.total })),
                "after": json!({ "version": self.version(), "half_hours": self.award.total }),
            })
        })
    }

    fn version(&self) -> u32 {
        self.before.as_ref().map_or(1, |before| before.version + 1)
    }
}

/// What issuing would do to a session.
struct Plan {
    changes: Vec<Change>,
}

impl Plan {
    fn of(file: &SessionFile, now: Timestamp) -> Result<Self, Failure> {
        if file.course.hours == HoursPolicy::None {
            let text = "本課程未公告核發時數，不能核發。若有誤，請先修正課程的時數設定。";
            return Err(Failure::conflict("no_hours", "the course announces no hours", text));
        }
        if file.session.state != SessionState::Scheduled {
            let text = "本場次延期或停辦，不能核發時數；出席資料都已保留。";
            return Err(Failure::conflict("session_not_held", "the session was not held", text));
        }
        file.judge(now, |facts| {
            for period in &file.session.periods {
                refuse_unless_final(finality(facts, period))?;
            }
            award(&file.course.hours, &file.session, &settle(facts)).map_err(|undecided| {
                let people: Vec<String> = undecided.subjects.iter().map(|s| file.describe(*s)).collect();
                let text =
                    format!("尚有 {} 人待認定，尚未核發任何時數。請先逐一或整批認定後再核發。", people.len());
                Failure::conflict("undecided", "some people are undecided", &text).with_details(people)
            })
        })
        .map(|awards| Self::compare(awards, &file.hours))
    }

    fn compare(awards: Vec<Award>, hours: &BTreeMap<Subject, Vec<HoursRecord>>) -> Self {
        let newest = |subject: &Subject| hours.get(subject).and_then(|versions| versions.last()).cloned();
        // Somebody who has a record but is no longer owed one (a walk-in now linked to a registration): revoked, so
        // that one attendance never counts twice.
        let gone: Vec<HoursRecord> = hours
            .keys()
            .filter(|subject| !awards.iter().any(|award| award.subject == **subject))
            .filter_map(newest)
            .collect();
        let mut changes: Vec<Change> = awards
            .into_iter()
            .map(|award| Change { before: newest(&award.subject), award, revoked: false })
            .collect();
        changes.extend(gone.into_iter().map(|before| Change {
            award: Award {
                subject: before.subject,
                parts: before.parts.iter().map(|(period, _)| (*period, HalfHours(0))).collect(),
                total: HalfHours(0),
                why: yanxi_domain::award::AwardReason::Rejected,
            },
            before: Some(before),
            revoked: true,
        }));
        Self { changes }
    }

    fn superseding(&self) -> u32 {
        count(self.changes.iter().filter(|c| c.before.is_some() && c.is_new_version()))
    }

    fn preview(&self, issued: bool) -> IssuePreview {
        let mut groups: BTreeMap<HalfHours, u32> = BTreeMap::new();
        for change in self.changes.iter().filter(|c| !c.revoked) {
            *groups.entry(change.award.total).or_default() += 1;
        }
        IssuePreview {
            groups: groups.into_iter().rev().collect(),
            new: count(self.changes.iter().filter(|c| c.before.is_none())),
            superseding: self.superseding(),
            unchanged: count(self.changes.iter().filter(|c| !c.is_new_version())),
            rows: self.changes.iter().map(|c| (c.award.subject, c.award.total, words(c))).collect(),
            issued,
        }
    }

    async fn write(
        &self,
        tx: &mut WriteTx,
        file: &SessionFile,
        reason: Option<&str>,
        by: AccountId,
        now: Timestamp,
    ) -> Result<(), Failure> {
        for change in self.changes.iter().filter(|c| c.is_new_version()) {
            let words = words(change);
            let record = HoursRecord {
                version: change.version(),
                subject: change.award.subject,
                course: file.course.id,
                session: file.session.id,
                parts: change.award.parts.clone(),
                total: change.award.total,
                state: match (&change.before, change.revoked) {
                    (_, true) => HoursState::Revoked,
                    (None, _) => HoursState::Issued,
                    (Some(_), _) => HoursState::Corrected,
                },
                reason: match (&change.before, reason) {
                    (Some(_), Some(reason)) => format!("{words}：{reason}"),
                    _ => words,
                },
                by,
                at: now,
            };
            tx.add_hours_record(&record, person(file, change.award.subject)).await?;
        }
        Ok(())
    }
}

fn words(change: &Change) -> String {
    match (change.revoked, change.award.subject) {
        (true, Subject::Draft(_)) => "併入報名紀錄，原核發撤銷".to_owned(),
        (true, Subject::Registration(_)) => "報名已取消，原核發撤銷".to_owned(),
        (false, _) => hours_words::reason(change.award.why),
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn person(file: &SessionFile, subject: Subject) -> Option<PersonId> {
    let row = file.registrations.iter().find(|r| Subject::Registration(r.entry.id) == subject);
    row.and_then(|row| row.person)
}

fn refuse_unless_final(finality: Finality) -> Result<(), Failure> {
    match finality {
        Finality::Final | Finality::Overridden => Ok(()),
        Finality::NotOver { ends } => {
            let until = format!("{} {}", roc_date::long(ends.taipei_date()), ends.taipei_hhmm());
            let text = format!("場次於 {until} 結束，結束前不能核發；尚未核發任何時數。");
            Err(Failure::conflict("not_final", "the session is not over", &text))
        }
        Finality::Waiting { devices } if devices.is_empty() => {
            let text =
                "本場次沒有任何裝置回報，出席尚未定案，尚未核發任何時數。請先補登紙本，或敘明理由確認定案。";
            Err(Failure::conflict("not_final", "no device was enrolled", text))
        }
        Finality::Waiting { devices } => {
            let names: Vec<String> = devices
                .into_iter()
                .map(|(_, name, reason)| format!("{name}：{}", waits_for(&reason)))
                .collect();
            let text = format!(
                "尚有 {} 台裝置未回報完成，出席尚未定案，尚未核發任何時數。請待裝置上傳，或敘明理由確認定案。",
                names.len()
            );
            Err(Failure::conflict("not_final", "devices have not reported", &text).with_details(names))
        }
    }
}

fn waits_for(reason: &WaitReason) -> String {
    match reason {
        WaitReason::NotEnded => "尚未送出「場次結束」".to_owned(),
        WaitReason::Missing(ranges) => {
            let numbers: Vec<String> = ranges
                .iter()
                .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") })
                .collect();
            format!("缺第 {} 筆", numbers.join("、"))
        }
        WaitReason::Lost => "已報遺失，紀錄未全數送達".to_owned(),
        WaitReason::Retired => "已停用，紀錄未全數送達".to_owned(),
    }
}

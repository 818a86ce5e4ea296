//! What issuing the hours of a session would do, worked out from facts and decisions by the domain's rules.

use std::collections::BTreeMap;

use serde_json::json;
use yanxi_domain::{
    award::{Award, AwardReason, award},
    course::{HalfHours, HoursPolicy, SessionState},
    event::Subject,
    finality::finality,
    hours::{HoursRecord, HoursState},
    ids::{AccountId, PersonId},
    settle::settle,
    time::Timestamp,
};
use yanxi_protocol::api::IssuePreview;

use crate::{
    failure::Failure,
    service::{hours_final::refuse_unless_final, hours_words, office_file::SessionFile},
    store::WriteTx,
};

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
pub(super) struct Plan {
    changes: Vec<Change>,
}

impl Plan {
    /// Works it out.
    ///
    /// # Errors
    /// `no_hours`, `session_not_held`, `not_final`, `undecided`.
    pub(super) fn of(file: &SessionFile, now: Timestamp) -> Result<Self, Failure> {
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
                why: AwardReason::Rejected,
            },
            before: Some(before),
            revoked: true,
        }));
        Self { changes }
    }

    /// A line for each person something changes for: versions and half hours before and after.
    pub(super) fn audit_lines(&self) -> Vec<serde_json::Value> {
        self.changes.iter().filter_map(Change::audit_line).collect()
    }

    /// How many records would supersede others.
    pub(super) fn superseding(&self) -> u32 {
        count(self.changes.iter().filter(|c| c.before.is_some() && c.is_new_version()))
    }

    /// For the organiser's eyes.
    pub(super) fn preview(&self, issued: bool) -> IssuePreview {
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

    /// Writes the records that are new.
    pub(super) async fn write(
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

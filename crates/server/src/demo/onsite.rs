//! The on-site day of 2025-08-05 as it went (section 11): two sessions, two tablets, one network failure.

use yanxi_domain::{
    event::{Direction, EventKind, RecordBody, SideRecord, Subject},
    ids::{AccountId, DraftId, RecordId},
    org::School,
    time::Timestamp,
};

use super::{
    counties::KAOHSIUNG,
    ids::{Dice, id},
    people::{Cast, FIRST_COUNT, LATE_ATTENDEE, Person, operators},
    plan,
    tape::{Place, Tape},
    world::{DemoCourse, DemoDevice, subject},
};

/// People of session 1 who never came; with [`LATE_ATTENDEE`] they make the five who got no hours.
const FIRST_ABSENT: usize = 4;
/// People who forgot to sign out, in either session (T-35).
pub const FORGOTTEN: std::ops::Range<usize> = 40..47;
/// People of session 2 who never came.
const SECOND_ABSENT: usize = 2;
/// Row of session 1 promoted from the waiting list on the eve: tablet B's roster was too old to know (T-14).
const PROMOTED: usize = FIRST_COUNT - FIRST_ABSENT - 1;

/// The two tablets of the day.
struct Day {
    a: Tape,
    b: Tape,
    records: Vec<SideRecord>,
    operators: [AccountId; 3],
    /// Midnight of the day.
    midnight: Timestamp,
}

/// Adds the day's events, side records and devices to the plan's course.
pub fn tell(course: &mut DemoCourse, cast: &Cast, directory: &[School]) {
    let Some((morning, afternoon)) = place(course, 0).zip(place(course, 1)) else { return };
    let sessions = vec![morning.session, afternoon.session];
    let Some(midnight) =
        course.sessions.first().and_then(|s| s.periods.first()).map(|p| p.start.plus_minutes(-9 * 60))
    else {
        return;
    };
    let [a, b, c] = operators();
    let at = |hour: i64, minute: i64| midnight.plus_minutes(hour * 60 + minute);
    let mut day = Day {
        a: Tape::new("s0/a", 400, at(7, 30)),
        b: Tape::new("s0/b", -1_100, at(7, 35)),
        records: Vec::new(),
        operators: [a.account, b.account, c.account],
        midnight,
    };
    // Power cut at tablet A in the morning (T-20, T-21); both start again after lunch.
    day.a.restart(at(8, 57));
    day.a.restart(at(12, 40));
    day.b.restart(at(12, 45));
    day.first_session(cast, morning);
    day.second_session(cast, directory, afternoon);
    let Day { a, b, records, .. } = day;
    for (tape, name, offset, seen) in [(a, "平板A", 400, at(16, 50)), (b, "平板B", -1_100, at(17, 10))] {
        course.devices.push(DemoDevice {
            id: tape.device,
            name: name.to_owned(),
            sessions: sessions.clone(),
            last_seen: seen,
            clock_offset_ms: offset,
        });
        // Wi-Fi was back at 12:20 and again in the evening (T-37, T-50).
        course.events.extend(tape.finish(&[at(8, 39), at(12, 20), seen]));
    }
    course.records.extend(records);
}

fn place(course: &DemoCourse, index: usize) -> Option<Place> {
    let session = course.sessions.get(index)?;
    Some(Place { session: session.id, period: session.periods.first()?.id })
}

impl Day {
    fn at(&self, hour: i64, minute: i64, second: i64) -> Timestamp {
        self.midnight.plus_ms(((hour * 60 + minute) * 60 + second) * 1_000)
    }

    fn first_session(&mut self, cast: &Cast, place: Place) {
        let [a_early, b_staff, a_later] = self.operators;
        let mut dice = Dice::new("s0/1");
        for (row, person) in cast.first.iter().enumerate().take(PROMOTED) {
            let who = Some(subject(plan::KEY, 1, person));
            let arrival = self.first_arrival(row, person, &mut dice);
            // Three of five queue at tablet A, none while it has no power.
            let dark = arrival >= self.at(8, 54, 0) && arrival < self.at(8, 58, 0);
            let at_a = dice.below(5) < 3 && !dark && person.name != "黃大為";
            if person.name != "林志明" {
                let shift = if arrival < self.at(9, 10, 0) { a_early } else { a_later };
                let (tape, operator) = if at_a { (&mut self.a, shift) } else { (&mut self.b, b_staff) };
                tape.add(arrival, place, who, EventKind::SignIn, operator);
            }
            if !FORGOTTEN.contains(&row) {
                let leaves = self.at(12, dice.between(0, 9), dice.between(0, 59));
                self.sign_out(at_a, leaves, place, who);
            }
        }
        self.first_incidents(cast, place);
        self.promoted_walk_in(cast, place);
        let (a_ends, b_ends) = (self.at(12, 15, 10), self.at(12, 16, 40));
        self.a.add(a_ends, place, None, EventKind::EndOfSession { last_seq: 0 }, a_later);
        self.b.add(b_ends, place, None, EventKind::EndOfSession { last_seq: 0 }, b_staff);
    }

    /// When somebody of session 1 signs in; the scripted people at their scripted times.
    fn first_arrival(&self, row: usize, person: &Person, dice: &mut Dice) -> Timestamp {
        match (person.name.as_str(), row) {
            ("王小明", _) => self.at(8, 20, 12), // early (T-06)
            ("陳怡君", 2) => self.at(8, 34, 5),
            ("陳怡君", _) => self.at(8, 34, 31),
            ("李小華", 6) => self.at(8, 47, 20),
            ("李小華", _) => self.at(8, 58, 2),
            (LATE_ATTENDEE, _) => self.at(9, 40, 0), // forty minutes late (T-27)
            ("黃大為", _) => self.at(8, 44, 18),
            // The last of the queue signs in at 09:08, inside the extension (T-22).
            _ => self.at(8, 31, 0).plus_ms(dice.between(0, 37 * 60_000)),
        }
    }

    /// Sign-out of somebody still in at the end; 丙 holds tablet A since 09:10.
    fn sign_out(&mut self, at_a: bool, at: Timestamp, place: Place, who: Option<Subject>) {
        let [_, b_staff, a_later] = self.operators;
        let (tape, operator) = if at_a { (&mut self.a, a_later) } else { (&mut self.b, b_staff) };
        tape.add(at, place, who, EventKind::SignOut, operator);
    }

    fn first_incidents(&mut self, cast: &Cast, place: Place) {
        let [a_early, b_staff, a_later] = self.operators;
        let find = |name: &str, school: &str| {
            cast.first
                .iter()
                .find(|p| p.name == name && p.school.code == school)
                .map(|p| subject(plan::KEY, 1, p))
        };
        // Tapped at both tablets within a minute (T-13): one attendance, DUP_DEVICE.
        let twice = find("林志明", "999602");
        self.a.add(self.at(8, 41, 5), place, twice, EventKind::SignIn, a_early);
        self.b.add(self.at(8, 41, 50), place, twice, EventKind::SignIn, b_staff);
        // The namesake of the other school was tapped and taken back (T-17).
        let wrong =
            self.b.add(self.at(8, 46, 40), place, find("李小華", "999603"), EventKind::SignIn, b_staff);
        let void = EventKind::Void { event: wrong };
        self.b.add(self.at(8, 46, 58), place, find("李小華", "999603"), void, b_staff);
        self.b.because("點錯人");
        let until = self.at(9, 10, 0);
        self.a.add(self.at(8, 59, 30), place, None, EventKind::WindowExtend { until }, a_early);
        self.a.because("網路中斷排隊");
        self.a.add(self.at(9, 10, 20), place, None, EventKind::Handover { to: a_later }, a_early);
        // Out for a quarter of an hour and back (T-30, T-31): inside the grace.
        let away = find("黃大為", "999602");
        self.b.add(self.at(11, 5, 0), place, away, EventKind::SignOut, b_staff);
        self.b.add(self.at(11, 20, 0), place, away, EventKind::SignIn, b_staff);
    }

    fn promoted_walk_in(&mut self, cast: &Cast, place: Place) {
        let Some(person) = cast.first.get(PROMOTED) else { return };
        let draft = self.walk_in("promoted", place, person, self.at(8, 43, 10));
        let b_staff = self.operators[1];
        self.b.because("名冊版本較舊，現場已確認錄取");
        self.b.add(self.at(8, 43, 10), place, Some(draft), EventKind::SignIn, b_staff);
        self.b.add(self.at(12, 4, 0), place, Some(draft), EventKind::SignOut, b_staff);
    }

    /// A walk-in at tablet B; the sign-in that belongs to it is the caller's.
    fn walk_in(&mut self, key: &str, place: Place, person: &Person, at: Timestamp) -> Subject {
        let record = RecordId(id(&format!("s0/record/{key}")));
        let draft = Subject::Draft(DraftId(id(&format!("s0/draft/{key}"))));
        self.records.push(SideRecord {
            id: record,
            session: place.session,
            body: RecordBody::WalkIn {
                name: person.name.clone(),
                school: Some(person.school.id),
                school_name: person.school.short_name.clone(),
                county: Some(person.school.county.clone()),
                title: person.title.clone(),
                notice: None,
            },
        });
        self.b.add(at, place, Some(draft), EventKind::WalkIn { record }, self.operators[1]);
        draft
    }

    fn second_session(&mut self, cast: &Cast, directory: &[School], place: Place) {
        let [a_early, b_staff, _] = self.operators;
        let mut dice = Dice::new("s0/2");
        let coming = cast.second.len().saturating_sub(SECOND_ABSENT);
        for (row, person) in cast.second.iter().enumerate().take(coming).chain([(coming, &cast.cancelled)]) {
            let who = Some(subject(plan::KEY, 2, person));
            let arrival = match person.name.as_str() {
                "歐陽芷若" => self.at(14, 10, 0), // forty minutes late
                _ => self.at(13, 1, 0).plus_ms(dice.between(0, 28 * 60_000)),
            };
            let at_a = dice.below(2) == 0;
            let (tape, operator) = if at_a { (&mut self.a, a_early) } else { (&mut self.b, b_staff) };
            tape.add(arrival, place, who, EventKind::SignIn, operator);
            if FORGOTTEN.contains(&row) {
                continue;
            }
            let leaves = match person.name.as_str() {
                "何承翰" => self.at(15, 30, 0), // an hour before the end
                _ => self.at(16, dice.between(30, 39), dice.between(0, 59)),
            };
            let (tape, operator) = if at_a { (&mut self.a, a_early) } else { (&mut self.b, b_staff) };
            tape.add(leaves, place, who, EventKind::SignOut, operator);
            if person.name == "陳鱻" {
                // Forty minutes outside, longer than the grace: 待認定, never silently 全程 (F-06).
                tape.add(self.midnight.plus_minutes(14 * 60 + 30), place, who, EventKind::SignOut, operator);
                tape.add(self.midnight.plus_minutes(15 * 60 + 10), place, who, EventKind::SignIn, operator);
            }
        }
        self.second_incidents(cast, directory, place);
    }

    fn second_incidents(&mut self, cast: &Cast, directory: &[School], place: Place) {
        let [a_early, b_staff, _] = self.operators;
        // A teacher of another county wants in (T-16), and one of session 1 stays (T-41).
        let guest =
            directory.iter().find(|s| s.county == KAOHSIUNG).zip(cast.online.first()).map(|(school, p)| {
                Person {
                    name: "孫宜庭".to_owned(),
                    school: school.clone(),
                    title: "教學組長".to_owned(),
                    ..p.clone()
                }
            });
        let stays = cast.first.get(20).cloned();
        let cases = [("guest", guest, 8, "僅限本縣各國中小，已告知"), ("stays", stays, 5, "上午場學員續留")];
        for (key, person, minute, reason) in cases {
            let Some(person) = person else { continue };
            let draft = self.walk_in(key, place, &person, self.at(13, minute, 30));
            self.b.because(reason);
            self.b.add(self.at(13, minute, 30), place, Some(draft), EventKind::SignIn, b_staff);
            self.b.add(self.at(16, 30 + minute, 0), place, Some(draft), EventKind::SignOut, b_staff);
        }
        // A line of the paper sheet entered at the tablet before packing up (U-A14).
        if let Some(person) = cast.second.get(cast.second.len().saturating_sub(SECOND_ABSENT)) {
            let who = Some(subject(plan::KEY, 2, person));
            for (direction, hour, minute) in [(Direction::In, 13, 20), (Direction::Out, 16, 31)] {
                let claimed = self.at(hour, minute, 0);
                self.a.add(
                    self.at(16, 44, 0),
                    place,
                    who,
                    EventKind::PaperBackfill { direction, claimed },
                    a_early,
                );
                self.a.because("簽到簿有簽名，平板漏點");
            }
        }
        let record = RecordId(id("s0/record/alarm"));
        let text = "15:10–15:35 地震警報，全體疏散".to_owned();
        self.records.push(SideRecord { id: record, session: place.session, body: RecordBody::Note { text } });
        self.a.add(self.at(15, 36, 0), place, None, EventKind::Note { record }, a_early);
        self.a.add(self.at(16, 45, 0), place, None, EventKind::EndOfSession { last_seq: 0 }, a_early);
        self.b.add(self.at(16, 46, 0), place, None, EventKind::EndOfSession { last_seq: 0 }, b_staff);
    }
}

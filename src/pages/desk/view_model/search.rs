//! Search from the first character on, and the order of the list.

use yanxi_domain::{event::Direction, ids::SessionId, text::search_key};

use super::{
    directory::{Directory, Person},
    presence::Attendance,
};

/// What the list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question<'a> {
    /// As typed.
    pub query: &'a str,
    /// Session the tablet stands in; people of other sessions are only found by searching.
    pub session: SessionId,
    /// 簽退 shows those still inside first (U-C8).
    pub direction: Direction,
    /// Only those who have not signed out (「仍未簽退 n 人」).
    pub still_in_only: bool,
}

/// How well a person fits, best first. The place in the list follows it.
const RANKS: usize = 4;

/// Indices into the directory, best first. People of one name and school always come together (F-15).
#[must_use]
pub fn search(directory: &Directory, attendance: &[Attendance], question: &Question<'_>) -> Vec<u32> {
    let terms: Vec<String> =
        question.query.split_whitespace().map(search_key).filter(|term| !term.is_empty()).collect();
    let inside = |index: usize| attendance.get(index).is_some_and(Attendance::is_inside);
    let ranks = ranked(directory, question, &terms);
    // One bucket for each combination of session, presence and rank; filling them in order keeps the list stable.
    let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); 2 * 2 * RANKS];
    for (index, (number, rank)) in (0_u32..).zip(ranks).enumerate() {
        let Some(rank) = rank else { continue };
        let Some(person) = directory.people.get(index) else { continue };
        let here = inside(index);
        if question.still_in_only && !here {
            continue;
        }
        let elsewhere = usize::from(person.session != question.session);
        let later = usize::from(question.direction == Direction::Out && !here);
        if let Some(bucket) = buckets.get_mut((elsewhere * 2 + later) * RANKS + rank) {
            bucket.push(number);
        }
    }
    buckets.concat()
}

/// The rank of everybody; people of one group all get the best rank among them.
fn ranked(directory: &Directory, question: &Question<'_>, terms: &[String]) -> Vec<Option<usize>> {
    let mut ranks: Vec<Option<usize>> = directory
        .people
        .iter()
        .map(|person| {
            if terms.is_empty() {
                (person.session == question.session).then_some(0)
            } else {
                rank(person, terms)
            }
        })
        .collect();
    if terms.is_empty() {
        return ranks;
    }
    // Neighbours of one group: the list is sorted by school and name, so a group is never torn apart.
    let mut start = 0;
    while start < ranks.len() {
        let group = directory.people.get(start).map(|person| person.group);
        let end =
            directory.people.iter().skip(start).take_while(|person| Some(person.group) == group).count()
                + start;
        let end = end.max(start + 1);
        if end - start > 1
            && let Some(members) = ranks.get_mut(start..end)
            && let Some(best) = members.iter().flatten().min().copied()
        {
            members.fill(Some(best));
        }
        start = end;
    }
    ranks
}

fn rank(person: &Person, terms: &[String]) -> Option<usize> {
    let mut best = RANKS;
    for term in terms {
        let at = person.key.text.find(term.as_str())?;
        let rank = match at {
            0 => 0,
            at if at < person.key.names => 1,
            at if at < person.key.school => 2,
            _ => 3,
        };
        best = best.min(rank);
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use yanxi_domain::roster::RegistrationState::Admitted;

    use super::*;
    use crate::{
        pages::desk::view_model::{
            directory::{SessionPeople, samples::*},
            presence::attendance,
        },
        view::fixtures::{self, Day, PERIOD, SESSION, entry, person, roster},
    };

    fn names(directory: &Directory, query: &str) -> Vec<String> {
        let question = Question { query, session: SESSION, direction: Direction::In, still_in_only: false };
        search(directory, &[], &question)
            .into_iter()
            .map(|i| {
                let p = &directory.people[i as usize];
                format!("{}{}", p.name, p.title)
            })
            .collect()
    }

    #[test]
    fn one_character_of_name_school_or_title_finds() {
        let directory = directory_of(roster());
        assert_eq!(names(&directory, "王"), ["王小明教務主任"]);
        assert_eq!(names(&directory, "泰"), ["李小華註冊組長"]);
        assert_eq!(names(&directory, "註"), ["李小華註冊組長"]);
        assert_eq!(names(&directory, "").len(), 4);
        assert!(names(&directory, "鱻").is_empty());
    }

    #[test]
    fn a_title_of_one_namesake_shows_both() {
        let directory = directory_of(roster());
        assert_eq!(names(&directory, "輔導"), ["陳怡君教務組長", "陳怡君輔導組長"]);
    }

    #[test]
    fn names_come_before_schools_and_titles() {
        let directory = directory_of(vec![
            entry(1, "林志明", "王田國小", "主任", Admitted),
            entry(2, "王小明", "海豐國小", "主任", Admitted),
            entry(3, "小王明", "海豐國小", "主任", Admitted),
        ]);
        assert_eq!(names(&directory, "王"), ["王小明主任", "小王明主任", "林志明主任"]);
    }

    #[test]
    fn dots_spaces_variants_and_rare_characters_do_not_hide_anybody() {
        let mut falah = entry(3, "Falah Kacaw", "泰武國小", "教師", Admitted);
        falah.romanized = Some("Falah Kacaw".into());
        let directory = directory_of(vec![
            entry(1, "瓦歷斯．諾幹", "泰武國小", "主任", Admitted),
            entry(2, "王𤧟", "臺東國小", "主任", Admitted),
            falah,
        ]);
        assert_eq!(names(&directory, "瓦歷斯諾幹"), ["瓦歷斯．諾幹主任"]);
        assert_eq!(names(&directory, "𤧟"), ["王𤧟主任"]);
        assert_eq!(names(&directory, "台東 王"), ["王𤧟主任"]);
        assert_eq!(names(&directory, "falah k"), ["Falah Kacaw教師"]);
    }

    #[test]
    fn people_of_the_other_session_are_found_only_by_searching_and_come_last() {
        let mut other = fixtures::session();
        other.id = yanxi_domain::ids::SessionId(uuid::Uuid::from_u128(0x21));
        other.number = 2;
        let mut entry2 = entry(9, "王大同", "阿丁國小", "主任", Admitted);
        entry2.session = other.id;
        let sessions = [
            SessionPeople { session: Arc::new(other), roster: Arc::new(vec![entry2]), walk_ins: Vec::new() },
            people_of(roster()),
        ];
        let directory = Directory::new(&sessions, SESSION);
        assert_eq!(names(&directory, "").len(), 4);
        assert_eq!(names(&directory, "王"), ["王小明教務主任", "王大同主任"]);
    }

    #[test]
    fn sign_out_lists_those_inside_first_and_can_list_only_them() {
        let directory = directory_of(roster());
        let mut day = Day::default();
        day.sign_in(1, "08:31:00");
        day.sign_in(3, "08:35:00");
        day.sign_out(3, "12:01:00");
        let attendance = attendance(&directory, &day.log, SESSION, PERIOD);
        let mut question =
            Question { query: "", session: SESSION, direction: Direction::Out, still_in_only: false };
        let all = search(&directory, &attendance, &question);
        assert_eq!(all.len(), 4);
        assert_eq!(all[0] as usize, directory.position(person(1)).unwrap());
        question.still_in_only = true;
        assert_eq!(search(&directory, &attendance, &question).len(), 1);
    }

    #[test]
    fn a_character_everybody_shares_finds_everybody() {
        let rows: Vec<_> = (0..10_000)
            .map(|n| {
                entry(
                    n,
                    &format!("陳怡{}", char::from_u32(0x4e00 + n as u32 % 5000).unwrap()),
                    "南州國中",
                    "教務組長",
                    Admitted,
                )
            })
            .collect();
        let directory = directory_of(rows);
        let hits = names(&directory, "南");
        assert_eq!(hits.len(), 10_000);
    }
}

use uuid::Uuid;
use yanxi_domain::{
    ids::{OrgId, PersonId, RegistrationId},
    roster::{Origin, RegistrationState},
    roster_import::{Choices, Field, KnownPerson, Problem, RowChoice, SchoolChoice, Verdict},
};

use super::support::*;

const NEW: Verdict = Verdict::New { known: false };

fn org(n: u128) -> OrgId {
    OrgId(Uuid::from_u128(n))
}

fn verdicts(roster: &Roster, lines: &[&str], choices: &Choices) -> Vec<Verdict> {
    roster.examine(&rows(lines), choices).rows.into_iter().map(|(verdict, _)| verdict).collect()
}

fn attention(problem: Problem) -> Verdict {
    Verdict::Attention { problems: vec![problem] }
}

fn choice(line: u64, disambiguator: &str) -> RowChoice {
    RowChoice { line, disambiguator: disambiguator.into(), ..RowChoice::default() }
}

fn chosen(rows: Vec<RowChoice>) -> Choices {
    Choices { rows, ..Choices::default() }
}

fn imported(lines: &[&str]) -> Roster {
    let mut roster = Roster::default();
    let examined = roster.examine(&rows(lines), &Choices::default());
    assert!(examined.is_settled(), "{examined:#?}");
    roster.apply(&examined);
    roster
}

#[test]
fn plain_rows_become_admitted_registrations() {
    let examined = Roster::default().examine(
        &rows(&["林測試,屏東縣,晴山國小,組長,", "陳測試,,屏東縣立南曦國民中學,教師,"]),
        &Choices::default(),
    );
    assert_eq!(examined.rows, [(NEW, Some(org(1))), (NEW, Some(org(2)))]);
    assert_eq!(examined.admitted, 2);
    let entry = &examined.writes[0].entry;
    assert_eq!((entry.state, entry.origin), (RegistrationState::Admitted, Origin::Imported));
    assert_eq!((&*entry.school_name, &*entry.county), ("晴山國小", "pif"));
}

#[test]
fn what_is_missing_is_asked_for() {
    let lines = [
        "林測試,屏東縣,晴山國小,,",
        ",屏東縣,晴山國小,教師,",
        "王測試,屏東縣,,教師,",
        "a1,屏東縣,晴山國小,教師,",
    ];
    assert_eq!(
        verdicts(&Roster::default(), &lines, &Choices::default()),
        [
            attention(Problem::Title),
            attention(Problem::Name),
            attention(Problem::SchoolMissing),
            attention(Problem::Name),
        ]
    );
    let title = RowChoice { line: 2, title: " 組長 ".into(), ..RowChoice::default() };
    let examined = Roster::default().examine(&rows(&lines[..1]), &chosen(vec![title]));
    assert_eq!(examined.writes[0].entry.title, "組長");
}

#[test]
fn an_unknown_school_is_suggested_and_chosen_once_for_all_rows() {
    let lines = ["林測試,屏東縣,晴山小學,組長,", "陳測試,屏東縣,晴山小學,教師,"];
    let roster = Roster::default();
    let school = attention(Problem::School { suggestions: vec![org(1), org(4)] });
    assert_eq!(verdicts(&roster, &lines, &Choices::default()), [school.clone(), school]);
    let choice = SchoolChoice {
        county: "屏東縣".into(),
        written: "晴山小學".into(),
        school: Some(org(1)),
        look_for: String::new(),
    };
    let choices = Choices { schools: vec![choice], ..Choices::default() };
    assert_eq!(verdicts(&roster, &lines, &choices), [NEW, NEW]);
    // Looking for another name instead finds it, or suggests by that name.
    let look_for = |text: &str| {
        let choice = SchoolChoice {
            county: "屏東縣".into(),
            written: "晴山小學".into(),
            look_for: text.into(),
            ..SchoolChoice::default()
        };
        verdicts(&roster, &lines[..1], &Choices { schools: vec![choice], ..Choices::default() })
    };
    assert_eq!(look_for(" 南曦國中 "), [NEW]);
    assert_eq!(look_for("南曦中"), [attention(Problem::School { suggestions: vec![org(2)] })]);
}

#[test]
fn one_name_of_several_schools_is_a_question_that_the_county_answers() {
    let both = attention(Problem::School { suggestions: vec![org(3), org(4)] });
    assert_eq!(verdicts(&Roster::default(), &["林測試,,中山國小,組長,"], &Choices::default()), [both]);
    assert_eq!(verdicts(&Roster::default(), &["林測試,台東縣,中山國小,組長,"], &Choices::default()), [NEW]);
}

#[test]
fn a_row_that_stands_twice_is_left_out_or_told_apart() {
    let lines = ["林測試,屏東縣,晴山國小,組長,", "林測試,屏東縣,晴山國小,組長,"];
    let roster = Roster::default();
    assert_eq!(
        verdicts(&roster, &lines, &Choices::default()),
        [NEW, attention(Problem::Duplicate { of: 2 })]
    );
    let skip = RowChoice { line: 3, skip: true, ..RowChoice::default() };
    assert_eq!(verdicts(&roster, &lines, &chosen(vec![skip])), [NEW, Verdict::Skipped]);
    // Two people indeed: both get a mark, not only the second (F-15).
    let one = verdicts(&roster, &lines, &chosen(vec![choice(3, "高年級")]));
    assert!(matches!(&one[..], [Verdict::Attention { .. }, Verdict::New { .. }]), "{one:?}");
    assert_eq!(
        verdicts(&roster, &lines, &chosen(vec![choice(2, "低年級"), choice(3, "高年級")])),
        [NEW, NEW]
    );
    let same = verdicts(&roster, &lines, &chosen(vec![choice(2, "甲"), choice(3, "甲")]));
    assert!(same.iter().all(|verdict| matches!(verdict, Verdict::Attention { .. })));
}

#[test]
fn two_of_one_name_at_one_school_must_be_told_apart() {
    let lines = ["陳測試,屏東縣,南曦國中,教務組長,", "陳測試,屏東縣,南曦國中,輔導組長,"];
    let problem = |other| attention(Problem::SameName { lines: vec![other], registered: Vec::new() });
    assert_eq!(verdicts(&Roster::default(), &lines, &Choices::default()), [problem(3), problem(2)]);
    // At two schools they are two anyway.
    let apart = ["陳測試,屏東縣,南曦國中,教務組長,", "陳測試,屏東縣,晴山國小,輔導組長,"];
    assert_eq!(verdicts(&Roster::default(), &apart, &Choices::default()), [NEW, NEW]);
}

#[test]
fn a_changed_title_is_the_same_person_and_a_second_name_is_not() {
    let roster = imported(&["陳測試,屏東縣,南曦國中,教師,"]);
    let changed = Verdict::Changed { fields: vec![Field::Title] };
    assert_eq!(verdicts(&roster, &["陳測試,屏東縣,南曦國中,組長,"], &Choices::default()), [changed]);
    // With an address of its own it may be somebody else: asked, never guessed.
    let mut other = imported(&["陳測試,屏東縣,南曦國中,教師,a@example.test"]);
    let row = ["陳測試,屏東縣,南曦國中,教師,b@example.test"];
    let asked = attention(Problem::SameName { lines: Vec::new(), registered: vec!["教師".into()] });
    assert_eq!(verdicts(&other, &row, &Choices::default()), [asked]);
    let examined = other.examine(&rows(&row), &chosen(vec![choice(2, "代理")]));
    other.apply(&examined);
    assert_eq!(other.entries.len(), 2);
    // The right one of the two is found again by its address.
    let moved = Verdict::Changed { fields: vec![Field::Title] };
    assert_eq!(
        verdicts(&other, &["陳測試,屏東縣,南曦國中,主任,a@example.test"], &Choices::default()),
        [moved]
    );
}

#[test]
fn variant_characters_suggest_and_never_match() {
    let roster = imported(&["溫測試,屏東縣,南曦國中,教師,"]);
    let asked = attention(Problem::SameName { lines: Vec::new(), registered: vec!["教師".into()] });
    assert_eq!(verdicts(&roster, &["温測試,屏東縣,南曦國中,教師,"], &Choices::default()), [asked]);
}

#[test]
fn a_mark_somebody_has_tells_nobody_apart() {
    let mut roster = Roster::default();
    let examined = roster.examine(&rows(&["温測試,屏東縣,南曦國中,教師,"]), &chosen(vec![choice(2, "乙")]));
    roster.apply(&examined);
    let both = ["温測試,屏東縣,南曦國中,教師,", "溫測試,屏東縣,南曦國中,教師,"];
    let with = |mark| verdicts(&roster, &both, &chosen(vec![choice(3, mark)]));
    let asked = attention(Problem::SameName { lines: vec![2], registered: vec!["乙".into()] });
    assert_eq!(with("乙"), [Verdict::Unchanged, asked]);
    assert_eq!(with("甲"), [Verdict::Unchanged, NEW]);
    // Nor may one who is there already get it.
    let examined = roster.examine(&rows(&both), &chosen(vec![choice(3, "甲")]));
    roster.apply(&examined);
    let asked = attention(Problem::SameName { lines: vec![2], registered: vec!["乙".into(), "甲".into()] });
    let changed = verdicts(&roster, &both, &chosen(vec![choice(3, "乙")]));
    assert_eq!(changed, [Verdict::Unchanged, asked]);
}

#[test]
fn known_people_are_found_and_doubtful_ones_are_not_guessed() {
    let person = |n: u128, title: &str| KnownPerson {
        id: PersonId(Uuid::from_u128(n)),
        name: "林測試".into(),
        school: org(1),
        title: title.into(),
        disambiguator: None,
        emails: Vec::new(),
    };
    let row = ["林測試,屏東縣,晴山國小,組長,"];
    let one = Roster { people: vec![person(7, "教師")], ..Roster::default() };
    let examined = one.examine(&rows(&row), &Choices::default());
    assert_eq!(examined.writes[0].person, Some(PersonId(Uuid::from_u128(7))));
    assert_eq!(examined.rows[0].0, Verdict::New { known: true });
    let two = Roster { people: vec![person(7, "教師"), person(8, "主任")], ..Roster::default() };
    assert_eq!(two.examine(&rows(&row), &Choices::default()).writes[0].person, None);
    let told = Roster { people: vec![person(7, "教師"), person(8, "組長")], ..Roster::default() };
    assert_eq!(
        told.examine(&rows(&row), &Choices::default()).writes[0].person,
        Some(PersonId(Uuid::from_u128(8)))
    );
}

#[test]
fn who_is_not_in_a_newer_file_is_listed_and_stays() {
    let mut roster = imported(&["林測試,屏東縣,晴山國小,組長,", "陳測試,屏東縣,晴山國小,教師,"]);
    let newer = rows(&["林測試,屏東縣,晴山國小,組長,"]);
    let examined = roster.examine(&newer, &Choices::default());
    assert_eq!(examined.missing, [roster.entries[1].entry.id]);
    assert!(examined.writes.is_empty());
    assert_eq!(examined.admitted, 2);
    // 已取消 is nothing to decide about; standing in a file again brings it back.
    roster.entries[1].entry.state = RegistrationState::Cancelled;
    assert_eq!(roster.examine(&newer, &Choices::default()).missing, Vec::<RegistrationId>::new());
    let back = verdicts(&roster, &["陳測試,屏東縣,晴山國小,教師,"], &Choices::default());
    assert_eq!(back, [Verdict::Changed { fields: vec![Field::State] }]);
}

#[test]
fn what_was_decided_about_attendance_is_not_undone() {
    for state in [RegistrationState::OnLeave, RegistrationState::Rejected, RegistrationState::WalkInPending] {
        let mut roster = imported(&["林測試,屏東縣,晴山國小,組長,"]);
        roster.entries[0].entry.state = state;
        let again = verdicts(&roster, &["林測試,屏東縣,晴山國小,組長,"], &Choices::default());
        assert_eq!(again, [Verdict::Unchanged], "{state:?}");
    }
}

#[test]
fn rows_of_another_course_are_left_out() {
    let lines = table(&[
        "姓名,學校,職稱,課程代碼",
        "林測試,晴山國小,組長,1234567",
        "陳測試,晴山國小,教師,３４５６７８９",
    ]);
    let rows = yanxi_domain::roster_import::columns::read(&lines).unwrap();
    let examined = Roster::default().examine(&rows, &Choices::default());
    assert_eq!(examined.rows[0], (Verdict::OtherCourse, None));
    assert_eq!(examined.rows[1].0, NEW);
}

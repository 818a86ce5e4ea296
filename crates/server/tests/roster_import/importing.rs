use encoding_rs::BIG5;
use yanxi_domain::{
    ids::{AccountId, PersonId},
    notice::NoticeKind,
    roster::{Origin, RegistrationState, RosterEntry},
    roster_import::{Choices, Problem, Verdict},
};
use yanxi_protocol::{
    docs,
    imports::{ApplyRoster, ImportRoster},
    scope::Scope,
};

use super::help::*;
use crate::{common::*, on_both};

on_both! {
    sixty_rows_of_which_three_need_a_person => three;
    the_same_file_twice_changes_nothing => twice;
    every_kind_of_file_gives_the_same_roster => kinds;
    known_people_get_their_registration_and_are_told => known;
    who_is_missing_is_cancelled_only_when_told_so => missing;
    a_preview_that_is_no_longer_true_is_refused => stale;
    a_name_that_was_looked_for_is_remembered_as_the_school_it_is => looked_for;
    more_than_there_are_seats_is_said_and_not_refused => seats;
}

async fn roster(world: &World) -> Vec<RosterEntry> {
    let changes = world.pull(Caller::TabletB, Scope::Session(SESSION_2), None).await;
    assert_sum(&changes);
    let docs = changes.docs.iter().filter(|doc| doc.kind == docs::ROSTER);
    docs.map(|doc| serde_json::from_str(doc.body.as_ref().unwrap().get()).unwrap()).collect()
}

async fn three(world: &World) {
    schools(world).await;
    let file = file("名冊.csv", &csv(&sixty()));
    let shown = preview(world, &file, &Choices::default()).await;
    assert_eq!(shown.rows.len(), 60);
    assert_eq!(count(&shown, |verdict| matches!(verdict, Verdict::New { .. })), 57);
    let asked = attention(&shown);
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert_eq!(asked[0], (12, vec![Problem::School { suggestions: vec![org(1)] }]));
    assert_eq!(asked[1], (32, vec![Problem::Duplicate { of: 5 }]));
    assert_eq!(asked[2], (61, vec![Problem::Title]));
    // Nothing was written, and nothing can be before they are settled.
    assert_eq!(roster(world).await, []);
    let apply_now = ApplyRoster { shown: shown.shown.clone(), cancel: Vec::new() };
    let body = ImportRoster { file: file.clone(), choices: Choices::default(), apply: Some(apply_now) };
    assert_eq!(refused(world, &body).await, (409, "rows_need_attention".into()));
    let shown = preview(world, &file, &three_settled()).await;
    assert_eq!(attention(&shown), []);
    let done = apply(world, &file, &shown).await;
    assert!(done.applied);
    let roster = roster(world).await;
    assert_eq!(roster.len(), 59);
    for entry in &roster {
        assert_eq!((entry.state, entry.origin), (RegistrationState::Admitted, Origin::Imported));
    }
    let chosen = roster.iter().find(|entry| entry.name == "林測試").unwrap();
    assert_eq!((chosen.school, &*chosen.school_name), (org(1), "晴山國小"));
    assert_eq!(roster.iter().find(|entry| entry.name == "王測試").unwrap().title, "主任");
    let audit =
        world.state.store.read().await.unwrap().audit_of(&format!("session:{SESSION_2}")).await.unwrap();
    assert_eq!(audit.len(), 1);
    assert_eq!(audit[0].action, "roster_imported");
    assert_eq!(audit[0].detail["new"].as_array().unwrap().len(), 59);
    assert!(!audit[0].detail.to_string().contains("測試"), "names do not belong into the audit trail");
}

async fn twice(world: &World) {
    schools(world).await;
    let file = file("名冊.csv", &csv(&sixty()));
    let shown = preview(world, &file, &three_settled()).await;
    apply(world, &file, &shown).await;
    let cursor = world.pull(Caller::TabletB, Scope::Session(SESSION_2), None).await.cursor;
    // What was decided is remembered: nothing to settle, nothing to change.
    let again = preview(world, &file, &Choices::default()).await;
    assert_eq!(attention(&again), []);
    assert_eq!(count(&again, |verdict| *verdict == Verdict::Unchanged), 59);
    assert_eq!(count(&again, |verdict| *verdict == Verdict::Skipped), 1);
    assert_eq!((again.missing.len(), again.admitted), (0, 59));
    apply(world, &file, &again).await;
    let changes = world.pull(Caller::TabletB, Scope::Session(SESSION_2), Some(&cursor)).await;
    assert_eq!(changes.docs.len(), 0);
    let audit =
        world.state.store.read().await.unwrap().audit_of(&format!("session:{SESSION_2}")).await.unwrap();
    assert_eq!(audit.len(), 1);
    // In another order, and with the title corrected in the file, it is still the same people.
    let mut rows = sixty();
    rows.reverse();
    rows[0] = "王測試,屏東縣,晴山國小,組長,".into();
    let newer = super::help::file("名冊2.csv", &csv(&rows));
    let shown = preview(world, &newer, &Choices::default()).await;
    assert_eq!(attention(&shown), []);
    assert_eq!(count(&shown, |verdict| *verdict == Verdict::Unchanged), 58);
    assert_eq!(count(&shown, |verdict| matches!(verdict, Verdict::Changed { .. })), 1);
}

async fn kinds(world: &World) {
    schools(world).await;
    let rows = sixty();
    let utf8 = csv(&rows);
    let text = String::from_utf8(utf8.clone()).unwrap();
    let kinds = [
        ("UTF-8", [b"\xEF\xBB\xBF", &utf8[..]].concat()),
        ("Big5", BIG5.encode(&text).0.into_owned()),
        ("UTF-8", text.replace(',', "\t").into_bytes()),
        ("UTF-8", text.replace(',', ";").into_bytes()),
        ("XLSX", xlsx(&rows)),
    ];
    let plain = preview(world, &file("a.csv", &utf8), &three_settled()).await;
    for (encoding, bytes) in kinds {
        let shown = preview(world, &file("名冊", &bytes), &three_settled()).await;
        assert_eq!(shown.encoding, encoding);
        assert_eq!(shown.rows, plain.rows, "{encoding}");
    }
    // One of them fills the roster, another finds nothing to do.
    let big5 = file("名冊.csv", &BIG5.encode(&text).0);
    let shown = preview(world, &big5, &three_settled()).await;
    apply(world, &big5, &shown).await;
    let again = preview(world, &file("名冊.xlsx", &xlsx(&rows)), &Choices::default()).await;
    assert_eq!(count(&again, |verdict| matches!(verdict, Verdict::Unchanged | Verdict::Skipped)), 60);
}

async fn known(world: &World) {
    schools(world).await;
    // 林測試 of 晴山國小 has an account; the browser of the fixture's attendee is theirs.
    let mut tx = world.state.store.write(&[]).await.unwrap();
    tx.put_person(ATTENDEE, "林測試", Some(org(1)), "教師").await.unwrap();
    tx.commit().await.unwrap();
    world.state.clock.set(Some(DAY.plus_minutes(-60 * 24)));
    let file =
        file("a.csv", &csv(&["林測試,屏東縣,晴山國小,組長,".into(), "新測試,屏東縣,晴山國小,教師,".into()]));
    let shown = preview(world, &file, &Choices::default()).await;
    assert_eq!(shown.rows[0].verdict, Verdict::New { known: true });
    assert_eq!(shown.rows[1].verdict, Verdict::New { known: false });
    apply(world, &file, &shown).await;
    let own = world.pull(Caller::Attendee, Scope::Person(ATTENDEE), None).await;
    assert_sum(&own);
    assert_eq!(own.docs.iter().filter(|doc| doc.kind == docs::OWN_RECORD).count(), 1);
    let notices: Vec<_> = own.docs.iter().filter(|doc| doc.kind == docs::NOTICE).collect();
    assert_eq!(notices.len(), 1);
    // Who put them there, and when, is known of an imported row too (3.1).
    let rows = world.state.store.read().await.unwrap().registrations(SESSION_2).await.unwrap();
    for row in &rows {
        assert!(row.applied_at.is_some_and(|at| at >= DAY.plus_minutes(-60 * 24)));
        assert_eq!((row.decided_by, row.decided_at), (Some(Caller::Organiser.account()), row.applied_at));
    }
    let notice: yanxi_domain::notice::Notice =
        serde_json::from_str(notices[0].body.as_ref().unwrap().get()).unwrap();
    assert_eq!((notice.what, notice.about.session), (NoticeKind::Admitted, SESSION_2));
    // The other has a person without an account.
    let mut tx = world.state.store.read().await.unwrap();
    let people = tx.people_of_school(org(1)).await.unwrap();
    let new: &PersonId = &people.iter().find(|person| person.name == "新測試").unwrap().id;
    assert_eq!(tx.account_name(AccountId(new.0)).await.unwrap(), None);
    assert_eq!(people.len(), 2);
}

async fn missing(world: &World) {
    schools(world).await;
    let both = file("a.csv", &csv(&["林測試,,晴山國小,組長,".into(), "陳測試,,晴山國小,教師,".into()]));
    let shown = preview(world, &both, &Choices::default()).await;
    apply(world, &both, &shown).await;
    let newer = file("b.csv", &csv(&["林測試,,晴山國小,組長,".into()]));
    let shown = preview(world, &newer, &Choices::default()).await;
    assert_eq!(shown.missing.len(), 1);
    assert_eq!((&*shown.missing[0].name, shown.missing[0].imported), ("陳測試", true));
    // Applying alone removes nobody.
    apply(world, &newer, &shown).await;
    assert!(roster(world).await.iter().all(|entry| entry.state == RegistrationState::Admitted));
    // Somebody who stands in the file cannot be cancelled this way.
    let listed = roster(world).await.into_iter().find(|entry| entry.name == "林測試").unwrap().id;
    let apply = Some(ApplyRoster { shown: shown.shown.clone(), cancel: vec![listed] });
    let body = ImportRoster { file: newer.clone(), choices: Choices::default(), apply };
    assert_eq!(refused(world, &body).await, (400, "not_missing".into()));
    let id = shown.missing[0].registration;
    let done = apply_and_cancel(world, &newer, &shown, vec![id]).await;
    assert_eq!(done.cancelled, 1);
    let after = roster(world).await;
    assert_eq!(after.len(), 2, "rows are never removed");
    assert_eq!(after.iter().find(|entry| entry.id == id).unwrap().state, RegistrationState::Cancelled);
    let row = world.state.store.read().await.unwrap().registration(id).await.unwrap().unwrap();
    assert_eq!(row.decided_by, Some(Caller::Organiser.account()));
    assert_eq!(row.reason.as_deref(), Some("主辦單位更新的名冊中沒有您的資料"));
}

async fn looked_for(world: &World) {
    schools(world).await;
    let file = file("a.csv", &csv(&["林測試,屏東縣,小山學園,組長,".into()]));
    let choice = yanxi_domain::roster_import::SchoolChoice {
        county: "屏東縣".into(),
        written: "小山學園".into(),
        school: None,
        look_for: "晴山國小".into(),
    };
    let choices = Choices { schools: vec![choice], ..Choices::default() };
    let shown = preview(world, &file, &choices).await;
    apply(world, &file, &shown).await;
    let again = preview(world, &file, &Choices::default()).await;
    assert_eq!(again.rows[0].verdict, Verdict::Unchanged);
}

async fn stale(world: &World) {
    schools(world).await;
    let one = file("a.csv", &csv(&["林測試,,晴山國小,組長,".into()]));
    let shown = preview(world, &one, &Choices::default()).await;
    let other = file("b.csv", &csv(&["林測試,,晴山國小,主任,".into()]));
    let first = preview(world, &other, &Choices::default()).await;
    apply(world, &other, &first).await;
    let apply = Some(ApplyRoster { shown: shown.shown, cancel: Vec::new() });
    let body = ImportRoster { file: one, choices: Choices::default(), apply };
    assert_eq!(refused(world, &body).await, (409, "roster_changed".into()));
    assert_eq!(roster(world).await[0].title, "主任");
}

async fn seats(world: &World) {
    schools(world).await;
    let mut tx = world.state.store.write(&[Scope::Session(SESSION_2)]).await.unwrap();
    let mut session = tx.session(SESSION_2).await.unwrap().unwrap();
    session.capacity = Some(1);
    tx.put_session(&session).await.unwrap();
    tx.commit().await.unwrap();
    let two = file("a.csv", &csv(&["林測試,,晴山國小,組長,".into(), "陳測試,,晴山國小,教師,".into()]));
    let shown = preview(world, &two, &Choices::default()).await;
    assert_eq!((shown.admitted, shown.capacity), (2, Some(1)));
    apply(world, &two, &shown).await;
    assert_eq!(roster(world).await.len(), 2);
}

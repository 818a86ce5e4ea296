//! The school directory from the browser (U-H1): the same import as on the command line, shown row by row.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::Value;
use yanxi_domain::directory::verdict::{Doubt, Verdict};
use yanxi_protocol::{
    directory_import::{ApplyDirectory, CodeLink, DIRECTORY_IMPORT, DirectoryPreview, ImportDirectory},
    imports::UploadedFile,
};

use common::*;

on_both! {
    a_preview_says_every_row_and_total_and_writes_nothing => preview_only;
    what_was_shown_is_applied_once => applied;
    closings_must_be_accepted => closings;
    a_preview_that_is_no_longer_true_is_refused => stale;
    people_of_a_merged_school_follow_it => merged;
    three_thousand_rows_take_seconds => many;
}

const HEADER: &str = "學年度,代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址\r\n";

fn row(code: &str, name: &str) -> String {
    format!("114,{code},縣立{name}國小,公立,[13]屏東縣,[900]屏東縣某路1號,,\r\n")
}

fn file(rows: &[String]) -> UploadedFile {
    let content = BASE64_STANDARD.encode(format!("{HEADER}{}", rows.concat()));
    UploadedFile { name: "e1_new.csv".into(), content }
}

fn body(file: &UploadedFile, apply: Option<ApplyDirectory>) -> ImportDirectory {
    ImportDirectory { files: vec![file.clone()], links: Vec::new(), apply }
}

async fn ask(world: &World, body: &ImportDirectory) -> Result<DirectoryPreview, (u16, String)> {
    let (status, answer): (u16, Value) = world.post(Caller::System, DIRECTORY_IMPORT, body).await;
    if status == 200 {
        return Ok(serde_json::from_value(answer).unwrap());
    }
    Err((status, answer["code"].as_str().unwrap_or_default().to_owned()))
}

fn as_shown(shown: &DirectoryPreview, accept_closings: bool) -> Option<ApplyDirectory> {
    Some(ApplyDirectory { shown: shown.shown.clone(), accept_closings })
}

async fn preview_only(world: &World) {
    let before = world.state.store.read().await.unwrap().listed_schools().await.unwrap();
    let rows = [row("999701", "晴山"), row("99702", "曦原"), row("999703", "碧湖")];
    let shown = ask(world, &body(&file(&rows), None)).await.unwrap();
    assert_eq!(shown.counts, [2, 0, 0, 0, 0, 1]);
    assert_eq!(shown.rows.len(), 3);
    assert_eq!(shown.rows[1].verdict, Verdict::Doubtful(Doubt::LostZero));
    assert_eq!(shown.files[0].part.map(|part| part.name()), Some("國小"));
    assert_eq!(shown.totals.len(), 22);
    let county = shown.totals.iter().find(|total| total.county == "屏東縣").unwrap();
    assert_eq!(county.published, [2, 179, 46]);
    assert!(county.counted[1] >= 2);
    assert!(!shown.applied && !shown.nothing);
    assert_eq!(world.state.store.read().await.unwrap().listed_schools().await.unwrap(), before);
}

async fn applied(world: &World) {
    let file = file(&[row("999701", "晴山"), row("999703", "碧湖")]);
    let shown = ask(world, &body(&file, None)).await.unwrap();
    assert!(ask(world, &body(&file, as_shown(&shown, false))).await.unwrap().applied);
    let again = ask(world, &body(&file, None)).await.unwrap();
    assert!(again.nothing);
    assert_eq!(again.counts, [0, 0, 2, 0, 0, 0]);
    // Somebody's account stands in the audit trail, unlike on the command line.
    let mut tx = world.state.store.read().await.unwrap();
    let audit = tx.audit_of(yanxi_server::service::directory_import::AUDIT_TARGET).await.unwrap();
    assert_eq!(audit.len(), 1);
    assert!(audit[0].account.is_some());
}

async fn merged(world: &World) {
    let both = file(&[row("999701", "晴山"), row("999703", "碧湖")]);
    let shown = ask(world, &body(&both, None)).await.unwrap();
    ask(world, &body(&both, as_shown(&shown, false))).await.unwrap();
    let mut tx = world.state.store.write(&[]).await.unwrap();
    let schools = tx.listed_schools().await.unwrap();
    let of = |code: &str| schools.iter().find(|listed| listed.school.code == code).unwrap().school.id;
    let (old, new) = (of("999701"), of("999703"));
    tx.put_person(ATTENDEE, "林測試", Some(old), "教師").await.unwrap();
    tx.commit().await.unwrap();
    let one = file(&[row("999703", "碧湖")]);
    let link = |old: &str, new: &str| CodeLink { old: old.into(), new: new.into() };
    let wrong = ImportDirectory { links: vec![link("999701", "999799")], ..body(&one, None) };
    let shown = ask(world, &wrong).await.unwrap();
    assert_eq!(shown.unknown_links, [("999701".to_owned(), "999799".to_owned())]);
    let applied = ImportDirectory { apply: as_shown(&shown, true), ..wrong };
    assert_eq!(ask(world, &applied).await.unwrap_err(), (400, "link_unknown".to_owned()));
    let right = ImportDirectory { links: vec![link("999701", "999703")], ..body(&one, None) };
    let shown = ask(world, &right).await.unwrap();
    assert_eq!(shown.closings[0].successor.as_deref(), Some("999703"));
    ask(world, &ImportDirectory { apply: as_shown(&shown, true), ..right }).await.unwrap();
    let mut tx = world.state.store.read().await.unwrap();
    let person = tx.registrant(ATTENDEE).await.unwrap().unwrap();
    assert_eq!(person.school.unwrap().id, new);
    // The closed one stays, for the registrations that name it; theirs are still their own.
    assert!(tx.school(old).await.unwrap().is_some());
    assert_eq!(tx.registration(ADMITTED).await.unwrap().unwrap().person, Some(ATTENDEE));
    let audit = tx.audit_of(yanxi_server::service::directory_import::AUDIT_TARGET).await.unwrap();
    assert!(audit.iter().any(|line| line.detail["links"] == serde_json::json!([["999701", "999703"]])));
}

async fn closings(world: &World) {
    let both = file(&[row("999701", "晴山"), row("999703", "碧湖")]);
    let shown = ask(world, &body(&both, None)).await.unwrap();
    ask(world, &body(&both, as_shown(&shown, false))).await.unwrap();
    let one = file(&[row("999701", "晴山")]);
    let shown = ask(world, &body(&one, None)).await.unwrap();
    assert_eq!(shown.closings.len(), 1);
    assert_eq!((&*shown.closings[0].code, &*shown.closings[0].county), ("999703", "屏東縣"));
    let refused = ask(world, &body(&one, as_shown(&shown, false))).await.unwrap_err();
    assert_eq!(refused, (409, "closings_not_accepted".into()));
    assert!(ask(world, &body(&one, as_shown(&shown, true))).await.unwrap().applied);
}

async fn stale(world: &World) {
    let one = file(&[row("999701", "晴山")]);
    let shown = ask(world, &body(&one, None)).await.unwrap();
    let other = file(&[row("999701", "碧湖")]);
    let first = ask(world, &body(&other, None)).await.unwrap();
    ask(world, &body(&other, as_shown(&first, false))).await.unwrap();
    let refused = ask(world, &body(&one, as_shown(&shown, true))).await.unwrap_err();
    assert_eq!(refused, (409, "directory_changed".into()));
    let none = ImportDirectory { files: Vec::new(), links: Vec::new(), apply: None };
    assert_eq!(ask(world, &none).await.unwrap_err(), (400, "no_files".into()));
}

async fn many(world: &World) {
    let rows: Vec<String> =
        (0..3_000).map(|n| row(&format!("{:06}", 700_000 + n), &format!("晴{n}"))).collect();
    let file = file(&rows);
    let shown = ask(world, &body(&file, None)).await.unwrap();
    assert_eq!(shown.counts[0], 3_000);
    assert!(ask(world, &body(&file, as_shown(&shown, false))).await.unwrap().applied);
    let again = ask(world, &body(&file, None)).await.unwrap();
    assert!(again.nothing);
    assert_eq!(again.counts[2], 3_000);
}

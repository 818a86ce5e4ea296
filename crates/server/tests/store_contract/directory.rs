//! The school directory (X-14, U-H1): imported in one transaction, published to everybody, never losing a school.

use yanxi_domain::{
    directory::{county::COUNTIES, find::Finder, link::Links, preview::Preview},
    org::{School, SchoolLevel},
};
use yanxi_protocol::{
    docs::{self, CountySchools},
    scope::Scope,
};
use yanxi_server::{
    failure::Failure,
    service::{
        directory_file::{self, DirectoryFile},
        directory_import::{self, AUDIT_TARGET, Approval, Written},
    },
};

use crate::{common::*, on_both};

on_both! {
    an_import_reaches_everybody_who_holds_schools => reaches_everybody;
    the_same_file_twice_writes_nothing => twice;
    renaming_and_closing_lose_no_history => history;
    a_preview_that_is_no_longer_true_is_refused => stale;
    half_a_file_closes_nothing_unasked => half;
    a_file_that_is_no_directory_is_refused => no_directory;
    two_imports_at_once_leave_one_directory => at_once;
    four_thousand_rows_go_in_at_once => many;
    a_database_from_before_is_upgraded_with_its_schools => older_database;
}

const HEADER: &str = "\u{FEFF}學年度,代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址\r\n";

fn row(code: u32, name: &str, county: &str) -> String {
    format!("114,{code},\"縣立{name}國小\",公立,[13]{county},\"[900]{county}某路1號, 2樓\",,\r\n")
}

fn file(rows: &[String]) -> DirectoryFile {
    directory_file::read("e1_new.csv", format!("{HEADER}{}", rows.concat()).as_bytes())
}

fn two() -> DirectoryFile {
    file(&[row(999_601, "晴山", "屏東縣"), row(999_602, "曦原", "屏東縣")])
}

async fn preview(world: &World, file: &DirectoryFile) -> Preview {
    directory_import::preview(&*world.state.store, std::slice::from_ref(file), &Links::new()).await.unwrap()
}

async fn apply(world: &World, file: &DirectoryFile, shown: &Preview) -> Result<Written, Failure> {
    let approval = Approval { shown, account: None, at: DAY, many_closings: false, links: &Links::new() };
    directory_import::apply(&*world.state.store, std::slice::from_ref(file), approval).await
}

async fn import(world: &World, file: &DirectoryFile) -> Written {
    let shown = preview(world, file).await;
    apply(world, file, &shown).await.unwrap()
}

/// The schools of 屏東縣 as an attendee's browser holds them.
async fn held(world: &World) -> Vec<School> {
    let changes = world.pull(Caller::Attendee, Scope::Catalog, None).await;
    assert_sum(&changes);
    let doc = changes.docs.iter().find(|doc| doc.kind == docs::SCHOOLS && doc.id == "pif").unwrap();
    let body: CountySchools = serde_json::from_str(doc.body.as_ref().unwrap().get()).unwrap();
    body.schools
}

async fn reaches_everybody(world: &World) {
    let shown = preview(world, &two()).await;
    assert_eq!(world.pull(Caller::Attendee, Scope::Catalog, None).await.docs.len(), 2, "the fixture's");
    let written = apply(world, &two(), &shown).await.unwrap();
    assert_eq!(written, Written { new: 2, changed: 0, closed: 0 });
    let mut names: Vec<String> = held(world).await.into_iter().map(|school| school.full_name).collect();
    names.sort();
    assert_eq!(names, ["屏東縣立晴山國民小學", "屏東縣立曦原國民小學"]);
    // All counties are there, those without schools too.
    let mut tx = world.state.store.read().await.unwrap();
    assert_eq!(tx.directory().await.unwrap().len(), COUNTIES.len());
    let audit = tx.audit_of(AUDIT_TARGET).await.unwrap();
    assert_eq!(audit.len(), 1);
    assert_eq!((audit[0].action.as_str(), audit[0].at), ("directory_imported", DAY));
    assert_eq!(audit[0].detail["new"], serde_json::json!(["999601", "999602"]));
    assert_eq!(audit[0].detail["files"][0]["sha256"].as_str().unwrap().len(), 64);
}

async fn twice(world: &World) {
    import(world, &two()).await;
    let cursor = world.pull(Caller::Attendee, Scope::Catalog, None).await.cursor;
    let before = world.state.store.read().await.unwrap().listed_schools().await.unwrap();
    assert_eq!(import(world, &two()).await, Written::default());
    let mut tx = world.state.store.read().await.unwrap();
    assert_eq!(tx.listed_schools().await.unwrap(), before);
    assert_eq!(tx.audit_of(AUDIT_TARGET).await.unwrap().len(), 1);
    drop(tx);
    let changes = world.pull(Caller::Attendee, Scope::Catalog, Some(&cursor)).await;
    assert_eq!(changes.docs.len(), 0);
}

async fn history(world: &World) {
    import(world, &two()).await;
    let before = held(world).await;
    let closed = before.iter().find(|school| school.code == "999602").unwrap();
    let written = import(world, &file(&[row(999_601, "碧湖", "屏東縣")])).await;
    assert_eq!(written, Written { new: 0, changed: 1, closed: 1 });
    // A tablet holds the open school under both names, and no longer the closed one.
    let after = held(world).await;
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].id, before.iter().find(|school| school.code == "999601").unwrap().id);
    assert_eq!(after[0].short_name, "碧湖國小");
    assert_eq!(after[0].other_names, ["晴山國小", "屏東縣立晴山國民小學"]);
    // What was recorded for the closed one still leads to its name.
    let mut tx = world.state.store.read().await.unwrap();
    assert_eq!(tx.school(closed.id).await.unwrap().as_ref(), Some(closed));
    let listed = tx.listed_schools().await.unwrap();
    assert_eq!(Finder::new(&listed).find(None, "曦原國小")[0].closed_at, Some(DAY));
    let audit = tx.audit_of(AUDIT_TARGET).await.unwrap();
    assert_eq!(audit[1].detail["changed"], serde_json::json!(["999601"]));
    assert_eq!(audit[1].detail["closed"], serde_json::json!(["999602"]));
    drop(tx);
    // It comes back as the school it was.
    import(world, &two()).await;
    let mut codes: Vec<_> = held(world).await.into_iter().map(|school| (school.code, school.id)).collect();
    codes.sort();
    let mut expected: Vec<_> = before.into_iter().map(|school| (school.code, school.id)).collect();
    expected.sort();
    assert_eq!(codes, expected);
}

async fn stale(world: &World) {
    let shown = preview(world, &two()).await;
    import(world, &file(&[row(999_601, "碧湖", "屏東縣")])).await;
    let refused = apply(world, &two(), &shown).await.unwrap_err();
    assert_eq!(refused.body.code, "directory_changed");
    assert_eq!(held(world).await.len(), 1);
}

async fn half(world: &World) {
    let rows: Vec<String> = (0..50).map(|n| row(990_000 + n, &format!("晴{n}"), "屏東縣")).collect();
    import(world, &file(&rows)).await;
    let half = file(&rows[..25]);
    let shown = preview(world, &half).await;
    let refused = apply(world, &half, &shown).await.unwrap_err();
    assert_eq!(refused.body.code, "many_closings");
    assert_eq!(held(world).await.len(), 50);
    let approval =
        Approval { shown: &shown, account: None, at: DAY, many_closings: true, links: &Links::new() };
    directory_import::apply(&*world.state.store, &[half], approval).await.unwrap();
    assert_eq!(held(world).await.len(), 25);
}

async fn no_directory(world: &World) {
    let roster = directory_file::read("國小.csv", "姓名,職稱\r\n某某,教師\r\n".as_bytes());
    let shown = preview(world, &roster).await;
    assert_eq!(apply(world, &roster, &shown).await.unwrap_err().body.code, "file_not_read");
}

async fn at_once(world: &World) {
    let shown = preview(world, &two()).await;
    let file = two();
    let (one, other) = tokio::join!(apply(world, &file, &shown), apply(world, &file, &shown));
    // Whoever comes second is told; the directory is there once.
    assert_eq!([&one, &other].iter().filter(|result| result.is_ok()).count(), 1, "{one:?} {other:?}");
    assert_eq!(held(world).await.len(), 2);
}

async fn many(world: &World) {
    let rows: Vec<String> = (0..4_000)
        .map(|n| row(990_000 + n, &format!("晴{n}"), COUNTIES[n as usize % COUNTIES.len()].name))
        .collect();
    assert_eq!(import(world, &file(&rows)).await.new, 4_000);
    assert_eq!(import(world, &file(&rows)).await, Written::default());
    let mut tx = world.state.store.read().await.unwrap();
    assert_eq!(tx.listed_schools().await.unwrap().len(), 4_000 + 2);
}

/// Schools that never came from a file: the demo's. An import finds them by their codes and closes none.
async fn older_database(world: &World) {
    let mut tx = world.state.store.write(&[]).await.unwrap();
    let (county, other) = (COUNTIES[12].county(), "999603");
    let schools: Vec<School> =
        ["999601", other].into_iter().map(|code| demo_school(code, "晴山國小")).collect();
    tx.put_county_schools(13, &county, &schools).await.unwrap();
    for sql in [
        "ALTER TABLE school DROP COLUMN listing",
        "ALTER TABLE school DROP COLUMN closed_at",
        "DELETE FROM migration WHERE number = 4",
    ] {
        tx.execute(sql, Vec::new()).await.unwrap();
    }
    tx.commit().await.unwrap();
    world.state.store.close().await;
    let world = &World::open(&world.url).await;
    assert_eq!(held(world).await, schools);
    assert_eq!(import(world, &two()).await, Written { new: 1, changed: 1, closed: 0 });
    let mut codes: Vec<String> = held(world).await.into_iter().map(|school| school.code).collect();
    codes.sort();
    assert_eq!(codes, ["999601", "999602", other]);
}

fn demo_school(code: &str, name: &str) -> School {
    School {
        id: yanxi_server::demo::schools::school_id(code),
        code: code.to_owned(),
        full_name: name.to_owned(),
        short_name: name.to_owned(),
        county: "pif".to_owned(),
        level: SchoolLevel::Elementary,
        count_weight: 1,
        other_names: Vec::new(),
    }
}

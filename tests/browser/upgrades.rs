//! From every released schema, and never back (F-19).

use wasm_bindgen_test::wasm_bindgen_test;
use yanxi_app::local::{
    OpenError, SCHEMA_VERSION, StoreError, WriteError, load_outbox, load_own, open_named, put_request,
    put_seen, requests, seen,
};

use crate::{
    faults::run_async,
    fixtures::{DEVICE, Tablet, event, fresh_name, note},
};

/// A store exactly as version 1 of the schema left it: twenty own events, five confirmed; one text confirmed, one not;
/// a document and a cursor without sums.
async fn golden_version_1(name: &str) {
    let events: Vec<String> =
        (1..=20).map(|seq| serde_json::to_string(&event(DEVICE, seq)).unwrap()).collect();
    let stream = format!(r#"{{"device":"{DEVICE}","head":20,"acked_through":5}}"#);
    let text = |id: u128, sent: bool| {
        let record = serde_json::to_string(&note(id, "王𤧟")).unwrap();
        (note(id, "").id.to_string(), format!(r#"{{"sent":{sent},"record":{record}}}"#))
    };
    let texts = [text(1, true), text(2, false)];
    let script = format!(
        r#"
        const events = {events}, texts = {texts}, stream = {stream};
        await new Promise((done, failed) => {{
          const open = indexedDB.open("{name}", 1);
          open.onupgradeneeded = () => {{
            for (const store of ["meta", "log", "records", "docs", "cursors"]) {{
              open.result.createObjectStore(store);
            }}
          }};
          open.onerror = () => failed(open.error);
          open.onsuccess = () => {{
            const tx = open.result.transaction(["meta", "log", "records", "docs", "cursors"], "readwrite");
            events.forEach((raw, i) => tx.objectStore("log").put(raw, i + 1));
            texts.forEach(([id, raw]) => tx.objectStore("records").put(raw, id));
            tx.objectStore("meta").put(stream, "stream");
            tx.objectStore("docs").put("{{}}", "session:00000000-0000-0000-0000-000000000001/x/a");
            tx.objectStore("cursors").put("c1", "session:00000000-0000-0000-0000-000000000001");
            tx.oncomplete = () => {{ open.result.close(); done(); }};
            tx.onabort = () => failed(tx.error);
          }};
        }});
        "#,
        events = serde_json::to_string(&events).unwrap(),
        texts = serde_json::to_string(&texts).unwrap(),
        stream = serde_json::to_string(&stream).unwrap(),
    );
    run_async(&script).await;
}

#[wasm_bindgen_test]
async fn an_upgrade_from_version_1_keeps_every_unsent_event_and_text() {
    let name = fresh_name();
    golden_version_1(&name).await;
    // Twice: the second start finds the work done.
    for _ in 0..2 {
        let db = open_named(&name).await.unwrap();
        let outbox = load_outbox(&db, 100, &[]).await.unwrap();
        assert_eq!(outbox.events.iter().map(|e| e.seq).collect::<Vec<_>>(), (6..=20).collect::<Vec<u64>>());
        let stream = outbox.stream.unwrap();
        assert_eq!((stream.device, stream.head, stream.unsent), (DEVICE, 20, 15));
        assert_eq!(outbox.records, [note(2, "王𤧟")]);
        let (own, texts) = load_own(&db).await.unwrap();
        assert_eq!((own.entries.len(), texts.len()), (20, 2));
    }
    let tablet = Tablet::restarted(&name).await;
    assert_eq!(tablet.tap().await.unwrap()[0].event.seq, 21);
    let stores = run_async(&format!(
        r#"const open = indexedDB.open("{name}");
           await new Promise(done => open.onsuccess = done);
           const names = [...open.result.objectStoreNames].join(" ");
           open.result.close();
           return names;"#
    ))
    .await;
    assert_eq!(
        stores.as_string().unwrap(),
        "archive attention docs log meta pages record_outbox records requests scopes seen"
    );
}

/// A store exactly as version 2 of the schema left it: a document of a scope, and nothing of requests.
async fn golden_version_2(name: &str) {
    let script = format!(
        r#"
        const stores = ["meta", "log", "records", "record_outbox", "attention", "docs", "pages", "scopes", "archive"];
        await new Promise((done, failed) => {{
          const open = indexedDB.open("{name}", 2);
          open.onupgradeneeded = () => stores.forEach(store => open.result.createObjectStore(store));
          open.onerror = () => failed(open.error);
          open.onsuccess = () => {{
            const tx = open.result.transaction(stores, "readwrite");
            tx.objectStore("meta").put("2", "data_version");
            tx.objectStore("docs").put("kept", "catalog/x/a");
            tx.oncomplete = () => {{ open.result.close(); done(); }};
            tx.onabort = () => failed(tx.error);
          }};
        }});
        "#
    );
    run_async(&script).await;
}

#[wasm_bindgen_test]
async fn an_upgrade_from_version_2_keeps_replicas_and_makes_room_for_requests() {
    let name = fresh_name();
    golden_version_2(&name).await;
    // Twice: the second start finds the work done.
    for _ in 0..2 {
        let db = open_named(&name).await.unwrap();
        put_request(&db, "a", &"waiting").await.unwrap();
        put_seen(&db, "page", &"as it was").await.unwrap();
        assert_eq!(requests::<String>(&db).await.unwrap(), ["waiting"]);
        assert_eq!(seen::<String>(&db, "page").await.unwrap().as_deref(), Some("as it was"));
    }
    let kept = run_async(&format!(
        r#"const open = indexedDB.open("{name}");
           await new Promise(done => open.onsuccess = done);
           const get = open.result.transaction("docs").objectStore("docs").get("catalog/x/a");
           await new Promise(done => get.onsuccess = done);
           open.result.close();
           return get.result;"#
    ))
    .await;
    assert_eq!(kept.as_string().unwrap(), "kept");
}

#[wasm_bindgen_test]
async fn a_store_of_a_newer_version_is_refused_and_left_alone() {
    let name = fresh_name();
    let newer = SCHEMA_VERSION + 1;
    let keep = format!(
        r#"const open = indexedDB.open("{name}", {newer});
           open.onupgradeneeded = () => open.result.createObjectStore("log").put("kept", 1);
           await new Promise(done => open.onsuccess = done);
           open.result.close();"#
    );
    run_async(&keep).await;
    assert_eq!(open_named(&name).await.err(), Some(StoreError::Open(OpenError::NewerSchema)));
    let kept = run_async(&format!(
        r#"const open = indexedDB.open("{name}");
           await new Promise(done => open.onsuccess = done);
           const get = open.result.transaction("log").objectStore("log").get(1);
           await new Promise(done => get.onsuccess = done);
           const version = open.result.version;
           open.result.close();
           return get.result + " " + version;"#
    ))
    .await;
    assert_eq!(kept.as_string().unwrap(), format!("kept {newer}"));
}

#[wasm_bindgen_test]
async fn a_newer_app_in_another_tab_is_not_blocked_and_this_one_says_so() {
    let name = fresh_name();
    let tablet = Tablet::enrolled(&name).await;
    tablet.tap().await.unwrap();
    let newer = SCHEMA_VERSION + 1;
    let opened = run_async(&format!(
        r#"const open = indexedDB.open("{name}", {newer});
           const opened = await new Promise(done => {{
             open.onsuccess = () => done("opened");
             setTimeout(() => done("blocked"), 5000);
           }});
           if (opened === "opened") open.result.close();
           return opened;"#
    ))
    .await;
    assert_eq!(opened.as_string().unwrap(), "opened");
    assert_eq!(tablet.tap().await, Err(WriteError::Store(StoreError::Superseded)));
}

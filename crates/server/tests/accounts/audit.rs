//! Who reads which lines of the audit trail, page by page (X-17, V-12, section 9).

use serde_json::{Value, json};
use yanxi_protocol::{administration, audit};

use crate::{common::*, help::*, on_both};

async fn page(world: &World, caller: Caller, query: &str) -> Value {
    let (status, page) = world.get::<Value>(caller, &format!("{}{query}", audit::AUDIT)).await;
    assert_eq!(status, 200, "{page}");
    page
}

fn of<'a>(page: &'a Value, field: &str) -> Vec<&'a str> {
    page["lines"].as_array().unwrap().iter().map(|line| line[field].as_str().unwrap()).collect()
}

/// One decision about a session, one confirmation of an account in each school.
async fn scene(world: &World) {
    for (caller, account) in
        [(Caller::Administrator, Caller::Officer), (Caller::OtherAdministrator, Caller::OtherOfficer)]
    {
        let body = json!({ "accounts": [account.account()] }).to_string().into_bytes();
        let request = caller.request("POST", administration::ACCOUNTS_CONFIRM, body);
        assert_eq!(world.raw(request).await.0, 204);
    }
    let path = yanxi_protocol::api::OPERATOR_PIN.replace("{session}", &SESSION_1.to_string());
    let body = json!({ "account": STAFF, "pin": "2468" }).to_string().into_bytes();
    assert_eq!(world.raw(Caller::Organiser.request("POST", &path, body)).await.0, 200);
}

on_both! {
    everybody_reads_the_lines_of_the_own_place => async |world: &World| {
        scene(world).await;
        let own = page(world, Caller::Administrator, "").await;
        assert_eq!(of(&own, "action"), ["confirm_account"]);
        assert_eq!(of(&own, "target"), [format!("account:{}", Caller::Officer.account())]);
        let names: Vec<&str> = own["names"].as_array().unwrap().iter().map(|n| n["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["何組長", "羅管理"]);
        let course = page(world, Caller::Organiser, "").await;
        assert_eq!(of(&course, "action"), ["set_pin"]);
        assert_eq!(course["names"][0]["name"], "李承辦");
        assert_eq!(course["may_export"], false);
        assert_eq!(page(world, Caller::OtherOrganiser, "").await["lines"], json!([]));
        let all = page(world, Caller::System, "").await;
        assert_eq!(of(&all, "action"), ["set_pin", "confirm_account", "confirm_account"], "the newest first");
        assert_eq!(all["names"], json!([]), "ids only");
    };

    the_filters_narrow_it_down => async |world: &World| {
        scene(world).await;
        let count = async |query: &str| page(world, Caller::System, query).await["lines"].as_array().unwrap().len();
        assert_eq!(count("?action=confirm_account").await, 2);
        assert_eq!(count(&format!("?account={}", Caller::Organiser.account())).await, 1);
        assert_eq!(count("?target=session%3A").await, 1);
        assert_eq!(count("?target=%25").await, 0, "no wildcard");
        assert_eq!(count("?from=2025-08-05&to=2025-08-05").await, 3, "the day in Taipei, both ends in it");
        assert_eq!(count("?from=2025-08-06").await, 0);
        assert_eq!(count("?to=2025-08-04").await, 0);
        for wrong in ["?account=x", "?from=yesterday", "?after=1", "?after=x.y"] {
            let answer = world.get::<Value>(Caller::System, &format!("{}{wrong}", audit::AUDIT)).await;
            assert_eq!(refusal(&answer), (400, "filter_invalid"), "{wrong}");
        }
        // A filter opens nothing that is closed.
        let beyond = format!("?target={}", Caller::OtherOfficer.account());
        assert_eq!(page(world, Caller::Administrator, &beyond).await["lines"], json!([]));
    };

    pages_follow_each_other_without_gap_or_repetition => async |world: &World| {
        let mut tx = world.state.store.write(&[]).await.unwrap();
        for n in 0..250_i64 {
            // Many in one millisecond: the id decides then.
            let at = DAY.plus_ms(n / 100);
            tx.audit(&yanxi_server::store::AuditEntry {
                at, account: None, device: None, action: format!("action_{n}"), target: "audit".into(), detail: json!({}),
            }).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (mut seen, mut query, mut pages) = (Vec::new(), String::new(), 0);
        loop {
            let page = page(world, Caller::System, &query).await;
            seen.extend(of(&page, "action").into_iter().map(str::to_owned));
            pages += 1;
            match page["next"].as_str() {
                Some(next) => query = format!("?after={next}"),
                None => break,
            }
        }
        assert_eq!((seen.len(), pages), (250, 3));
        let mut expected: Vec<String> = (0..250).map(|n| format!("action_{n}")).collect();
        expected.reverse();
        let mut sorted = (seen.clone(), expected.clone());
        sorted.0.sort();
        sorted.1.sort();
        assert_eq!(sorted.0, sorted.1, "each once");
        assert_eq!(seen[..50], expected[..50], "the newest first");
    };

    the_export_is_one_object_a_line_and_a_line_itself => async |world: &World| {
        scene(world).await;
        let mut tx = world.state.store.write(&[]).await.unwrap();
        for n in 0..2_500_i64 {
            tx.audit(&yanxi_server::store::AuditEntry {
                at: DAY.plus_ms(n), account: None, device: None, action: "filler".into(), target: "audit".into(), detail: json!({}),
            }).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (status, body) = world.raw(Caller::System.request("GET", &format!("{}?action=filler", audit::AUDIT_EXPORT), Vec::new())).await;
        assert_eq!(status, 200);
        let text = String::from_utf8(body).unwrap();
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2_500, "more than one page of it");
        let own = world.raw(Caller::Administrator.request("GET", audit::AUDIT_EXPORT, Vec::new())).await;
        assert_eq!(String::from_utf8(own.1).unwrap().lines().count(), 1);
        assert_eq!(of(&page(world, Caller::System, "?action=export_audit").await, "action").len(), 2);
        assert_eq!(world.raw(Caller::Organiser.request("GET", audit::AUDIT_EXPORT, Vec::new())).await.0, 403);
    };
}

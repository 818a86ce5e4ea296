//! Accounts opened, ended and confirmed by administrators (R-ACC 1, R-ACC 3, S2-18, S3-14).

use serde_json::{Value, json};
use yanxi_domain::ids::AccountId;
use yanxi_protocol::{
    accounts,
    administration::{self, Unconfirmed},
};

use crate::{common::*, help::*, on_both};

/// A request by one of the fixture's people.
async fn ask(world: &World, caller: Caller, path: &str, body: Value) -> Reply {
    world.post(caller, path, &body).await
}

async fn open_account(world: &World, caller: Caller, login: &str, body: Value) -> Reply {
    let mut whole = json!({ "login": login, "name": "新同事", "organisation": SCHOOL, "roles": [] });
    whole.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
    ask(world, caller, administration::ACCOUNTS, whole).await
}

fn of(path: &str, account: AccountId) -> String {
    path.replace("{account}", &account.to_string())
}

async fn set_state(world: &World, caller: Caller, account: AccountId, state: &str) -> Reply {
    let body = json!({ "state": state, "reason": "業務異動" });
    // A 204 has no body to parse.
    let path = of(administration::ACCOUNT_STATE, account);
    let (status, answer) = world.raw(caller.request("POST", &path, body.to_string().into_bytes())).await;
    (status, serde_json::from_slice(&answer).unwrap_or_default())
}

async fn list(world: &World, caller: Caller, query: &str) -> Value {
    let (status, list) = world.get::<Value>(caller, &format!("{}{query}", administration::ACCOUNTS)).await;
    assert_eq!(status, 200, "{list}");
    list
}

fn names(list: &Value) -> Vec<&str> {
    list["accounts"].as_array().unwrap().iter().map(|account| account["name"].as_str().unwrap()).collect()
}

fn role(name: &str) -> Value {
    json!({ "role": name, "organisation": SCHOOL })
}

fn id(opened: &Value) -> AccountId {
    serde_json::from_value(opened["account"].clone()).unwrap()
}

on_both! {
    a_school_opens_the_account_of_a_colleague => async |world: &World| {
        let (status, opened) =
            open_account(world, Caller::Administrator, "colleague", json!({ "roles": [role("officer")] })).await;
        assert_eq!(status, 200, "{opened}");
        let mut browser = Browser::new();
        let code = opened["code"]["code"].as_str().unwrap();
        let answer = first_login(&mut browser, world, "colleague", code).await;
        assert_eq!(step(&answer), (200, "bind_second_factor"));
        assert_eq!(browser.roles(world).await, ["attendee"], "the role counts once an app is bound");
        bind(&mut browser, world).await;
        assert_eq!(browser.roles(world).await, ["attendee", "officer"]);
        let mut tx = world.state.store.read().await.unwrap();
        let trail = tx.audit_of(&format!("account:{}", id(&opened))).await.unwrap();
        assert_eq!(trail[0].action, "open_account");
        assert_eq!(trail[0].account, Some(Caller::Administrator.account()));
        assert!(!trail[0].detail.to_string().contains("新同事"), "ids only: {}", trail[0].detail);
    };

    a_county_supervisor_has_to_bind_an_app_too => async |world: &World| {
        let body = json!({
            "organisation": null, "roles": [{ "role": "county_supervisor", "county": COUNTY }],
        });
        let (status, opened) = open_account(world, Caller::System, "county", body).await;
        assert_eq!(status, 200, "{opened}");
        let mut browser = Browser::new();
        let answer = first_login(&mut browser, world, "county", opened["code"]["code"].as_str().unwrap()).await;
        assert_eq!(step(&answer), (200, "bind_second_factor"));
        assert_eq!(browser.access(world).await["second_factor_needed"], true);
        bind(&mut browser, world).await;
        assert_eq!(browser.roles(world).await, ["attendee", "county_supervisor"]);
    };

    who_gives_which_role_where => async |world: &World| {
        use Caller::{Administrator, OtherAdministrator, OtherSupervisor, Supervisor, System};
        let supervisor = json!({ "role": "county_supervisor", "county": COUNTY });
        let elsewhere = json!({ "role": "officer", "organisation": OTHER_SCHOOL });
        let cases = [
            (role("officer"), vec![Administrator, Supervisor, System]),
            (role("approver"), vec![Administrator, Supervisor, System]),
            (role("organisation_administrator"), vec![Administrator, Supervisor, System]),
            (elsewhere, vec![System]),
            (supervisor, vec![System]),
            (json!({ "role": "system_administrator" }), vec![System]),
        ];
        let mut n = 0;
        for (role, may) in cases {
            for caller in [Administrator, OtherAdministrator, Supervisor, OtherSupervisor, System] {
                n += 1;
                let body = json!({ "roles": [role], "namesake": true });
                let answer = open_account(world, caller, &format!("login-{n}"), body).await;
                let expected = if may.contains(&caller) { 200 } else { 403 };
                assert_eq!(answer.0, expected, "{caller:?} {role}: {}", answer.1);
            }
        }
    };

    one_person_has_one_account => async |world: &World| {
        let administrator = Caller::Administrator;
        assert_eq!(open_account(world, administrator, "one", json!({})).await.0, 200);
        let again = open_account(world, administrator, "two", json!({})).await;
        assert_eq!(refusal(&again), (409, "person_has_account"));
        assert_eq!(open_account(world, administrator, "two", json!({ "namesake": true })).await.0, 200);
        let taken = open_account(world, administrator, "TWO", json!({ "name": "別的人" })).await;
        assert_eq!(refusal(&taken), (409, "login_taken"));
        let unknown = json!({ "organisation": uuid::Uuid::nil() });
        assert_eq!(refusal(&open_account(world, Caller::System, "x-1", unknown).await), (400, "organisation_unknown"));
        let nowhere = json!({ "roles": [{ "role": "county_supervisor", "county": "atlantis" }] });
        assert_eq!(refusal(&open_account(world, Caller::System, "x-2", nowhere).await), (400, "county_unknown"));
        let long = json!({ "name": "長長", "title": "長".repeat(51) });
        assert_eq!(refusal(&open_account(world, Caller::System, "x-3", long).await), (400, "title_shape"));
    };

    a_disabled_account_ends_at_once_and_comes_back => async |world: &World| {
        let (_, opened) = open_account(world, Caller::Administrator, "leaver", json!({})).await;
        let account = id(&opened);
        let mut browser = Browser::new();
        first_login(&mut browser, world, "leaver", opened["code"]["code"].as_str().unwrap()).await;
        assert_eq!(browser.get(world, accounts::ACCESS).await.0, 200);
        assert_eq!(set_state(world, Caller::Administrator, account, "disabled").await.0, 204);
        assert_eq!(browser.get(world, accounts::ACCESS).await.0, 401);
        assert_eq!(refusal(&log_in(world, "leaver", PASSWORD, None).await.1), (403, "account_disabled"));
        let found = list(world, Caller::Administrator, "?q=leaver").await;
        assert_eq!(found["accounts"][0]["state"], "disabled", "the name stays");
        assert_eq!(set_state(world, Caller::Administrator, account, "active").await.0, 204);
        assert_eq!(step(&log_in(world, "leaver", PASSWORD, None).await.1), (200, "done"));
        assert_eq!(set_state(world, Caller::Administrator, account, "closed").await.0, 204);
        assert_eq!(refusal(&log_in(world, "leaver", PASSWORD, None).await.1), (403, "account_disabled"));
        let back = set_state(world, Caller::Administrator, account, "active").await;
        assert_eq!(refusal(&back), (409, "account_closed"));
        let myself = set_state(world, Caller::Administrator, Caller::Administrator.account(), "disabled").await;
        assert_eq!(refusal(&myself), (409, "own_account"));
        let path = of(administration::ACCOUNT_STATE, account);
        let blank = ask(world, Caller::Administrator, &path, json!({ "state": "closed", "reason": " " })).await;
        assert_eq!(refusal(&blank), (400, "reason_missing"));
    };

    who_owns_unclosed_courses_is_not_disabled => async |world: &World| {
        let organiser = Caller::Organiser.account();
        let (status, answer) = set_state(world, Caller::Administrator, organiser, "disabled").await;
        assert_eq!((status, &answer["code"], &answer["details"]), (409, &json!("owns_open_courses"), &json!(["資訊安全研習"])));
        let found = list(world, Caller::Administrator, "?q=李承辦").await;
        assert_eq!((&found["accounts"][0]["open_courses"], &found["accounts"][0]["state"]), (&json!(1), &json!("active")));
        let mut tx = world.state.store.write(&[]).await.unwrap();
        let mut course = tx.course(COURSE).await.unwrap().unwrap();
        course.closed_at = Some(DAY);
        tx.put_course(&course).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(set_state(world, Caller::Administrator, organiser, "disabled").await.0, 204);
    };

    everybody_sees_the_accounts_of_the_own_place => async |world: &World| {
        let school = ["何組長", "吳講師", "曾校長", "李承辦", "王簽到", "羅管理"];
        let mut seen = names(&list(world, Caller::Administrator, "").await).iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        seen.sort();
        let mut expected = school.to_vec();
        expected.sort_unstable();
        assert_eq!(seen, expected);
        assert_eq!(names(&list(world, Caller::Supervisor, "").await).len(), school.len());
        assert_eq!(names(&list(world, Caller::System, "").await).len(), Caller::ACCOUNTS.len());
        let other = list(world, Caller::OtherAdministrator, "?q=組長").await;
        assert_eq!(names(&other), ["許組長"]);
        assert_eq!(names(&list(world, Caller::System, "?q=海風").await).len(), school.len(), "by school");
        assert_eq!(names(&list(world, Caller::System, "?q=%25").await).len(), 0, "no wildcard");
        let own = list(world, Caller::Administrator, "?q=羅管理").await;
        assert_eq!(own["accounts"][0]["may_manage"], false, "oneself");
        assert_eq!(own["organisations"][0]["name"], "海風國小");
        let beyond = format!("?organisation={OTHER_SCHOOL}");
        assert_eq!(names(&list(world, Caller::Administrator, &beyond).await).len(), 0);
        let wrong = world.get::<Value>(Caller::Administrator, &format!("{}?organisation=x", administration::ACCOUNTS)).await;
        assert_eq!(refusal(&wrong), (404, "not_found"));
    };

    roles_are_given_and_taken_within_ones_gift => async |world: &World| {
        let officer = Caller::Officer.account();
        let path = of(administration::ACCOUNT_ROLES, officer);
        let body = json!({ "roles": [role("approver"), role("officer"), role("approver")] });
        let (status, _) = world.raw(Caller::Administrator.request("POST", &path, body.to_string().into_bytes())).await;
        assert_eq!(status, 204);
        let found = list(world, Caller::Administrator, "?q=何組長").await;
        assert_eq!(found["accounts"][0]["roles"], json!([role("officer"), role("approver")]));
        let too_much = json!({ "roles": [role("officer"), { "role": "system_administrator" }] });
        assert_eq!(refusal(&ask(world, Caller::Administrator, &path, too_much).await), (403, "forbidden"));
        // A supervisor who works at the school is nobody the school may touch.
        let mut tx = world.state.store.write(&[]).await.unwrap();
        tx.grant_county(officer, COUNTY).await.unwrap();
        tx.commit().await.unwrap();
        let answer = ask(world, Caller::Administrator, &path, json!({ "roles": [] })).await;
        assert_eq!(refusal(&answer), (403, "forbidden"));
        let body = json!({ "roles": [] }).to_string().into_bytes();
        assert_eq!(world.raw(Caller::System.request("POST", &path, body)).await.0, 204);
        assert_eq!(list(world, Caller::System, "?q=何組長").await["accounts"][0]["roles"], json!([]));
    };

    a_school_does_not_take_over_the_officer_of_another_one => async |world: &World| {
        // A teacher of the first school who also plans for the other one: whoever resets the account has both.
        let roles = json!({ "roles": [{ "role": "officer", "organisation": OTHER_SCHOOL }] });
        let (status, opened) = open_account(world, Caller::System, "both", roles).await;
        assert_eq!(status, 200, "{opened}");
        let reset = of(accounts::RESET_ACCESS, id(&opened));
        for caller in [Caller::Administrator, Caller::OtherAdministrator, Caller::Supervisor] {
            let answer = ask(world, caller, &reset, json!({ "second_factor": true })).await;
            assert_eq!(refusal(&answer), (403, "forbidden"), "{caller:?}");
            assert_eq!(refusal(&set_state(world, caller, id(&opened), "disabled").await), (403, "forbidden"));
        }
        let own = list(world, Caller::Administrator, "?q=both").await;
        assert_eq!(own["accounts"][0]["may_manage"], false, "{own}");
        assert_eq!(ask(world, Caller::System, &reset, json!({ "second_factor": true })).await.0, 200);
    };

    accounts_are_confirmed_each_school_year => async |world: &World| {
        let (_, opened) = open_account(world, Caller::Administrator, "teacher", json!({ "roles": [role("officer")] })).await;
        let mut browser = Browser::new();
        first_login(&mut browser, world, "teacher", opened["code"]["code"].as_str().unwrap()).await;
        bind(&mut browser, world).await;
        let confirmed = async |query: &str| list(world, Caller::Administrator, query).await["accounts"][0]["confirmed"].clone();
        assert_eq!(confirmed("?q=teacher").await, true, "whoever opens an account confirms it");
        assert_eq!(confirmed("?q=何組長").await, false);
        // A year later, after the end of September; the browser's session is long over.
        world.state.clock.set(Some(DAY.plus_minutes(60 * 24 * 364)));
        let year = list(world, Caller::System, "").await;
        assert_eq!((&year["school_year"], &year["confirmation_over"]), (&json!(115), &json!(false)));
        assert_eq!(confirmed("?q=teacher").await, false);
        let body = json!({ "accounts": [id(&opened)] });
        let answer = world.raw(Caller::Administrator.request("POST", administration::ACCOUNTS_CONFIRM, body.to_string().into_bytes())).await;
        assert_eq!(answer.0, 204);
        assert_eq!(confirmed("?q=teacher").await, true);
        let none = ask(world, Caller::Administrator, administration::ACCOUNTS_CONFIRM, json!({ "accounts": [] })).await;
        assert_eq!(refusal(&none), (400, "no_accounts"));
        let other = json!({ "accounts": [Caller::OtherOfficer.account()] });
        let answer = ask(world, Caller::Administrator, administration::ACCOUNTS_CONFIRM, other).await;
        assert_eq!(refusal(&answer), (403, "forbidden"));
    };

    where_the_parameter_says_so_roles_of_unconfirmed_accounts_rest => async |world: &World| {
        let mut state = world.state.clone();
        state.account_policy.unconfirmed = Unconfirmed::SuspendRoles;
        let strict = World::with(state, &world.url);
        let mut boss = person(&strict, "boss", &[ADMINISTRATOR]).await;
        let october = DAY.plus_minutes(60 * 24 * 60);
        strict.state.clock.set(Some(october));
        let factor = boss.phone.as_ref().unwrap().code(october);
        let (mut browser, answer) = log_in(&strict, "boss", PASSWORD, Some(&factor)).await;
        assert_eq!(step(&answer), (200, "done"));
        assert_eq!(browser.roles(&strict).await, ["attendee"]);
        assert_eq!(browser.get(&strict, administration::ACCOUNTS).await.0, 403);
        let mut lenient = browser.clone();
        assert_eq!(lenient.roles(world).await, ["attendee", "system_administrator"], "only marked");
        let body = json!({ "accounts": [boss.account] });
        let answer = strict.raw(Caller::System.request("POST", administration::ACCOUNTS_CONFIRM, body.to_string().into_bytes())).await;
        assert_eq!(answer.0, 204, "demo accounts are not confirmed");
        assert_eq!(browser.roles(&strict).await, ["attendee", "system_administrator"]);
        boss.browser = browser;
    };

    who_was_not_here_for_long_is_marked => async |world: &World| {
        let (_, opened) = open_account(world, Caller::Administrator, "sleeper", json!({})).await;
        let idle = async || list(world, Caller::System, "?q=sleeper").await["accounts"][0]["idle"].clone();
        assert_eq!(idle().await, "no");
        let path = of(administration::ACCOUNT_STATE, id(&opened));
        world.state.clock.set(Some(DAY.plus_minutes(60 * 24 * 181)));
        assert_eq!(idle().await, "disable");
        world.state.clock.set(Some(DAY.plus_minutes(60 * 24 * 364)));
        assert_eq!(idle().await, "disable", "nothing happened by itself");
        let body = json!({ "state": "disabled", "reason": "超過 180 日未登入" });
        assert_eq!(world.raw(Caller::System.request("POST", &path, body.to_string().into_bytes())).await.0, 204);
        assert_eq!(idle().await, "no");
    };

    idle_accounts_are_ended_by_command_and_owners_of_open_courses_kept => async |world: &World| {
        use yanxi_protocol::administration::{AccountPolicy, AccountState};
        use yanxi_server::service::accounts::sweep::sweep;
        let (_, opened) = open_account(world, Caller::Administrator, "sleeper", json!({})).await;
        let (_, busy) = open_account(world, Caller::Administrator, "owner", json!({ "namesake": true })).await;
        let mut tx = world.state.store.write(&[]).await.unwrap();
        tx.grant(id(&busy), "organiser", COURSE.0).await.unwrap();
        tx.commit().await.unwrap();
        let rules = AccountPolicy::default();
        let store = &*world.state.store;
        assert_eq!(sweep(store, DAY.plus_minutes(60 * 24), &rules, true).await.unwrap(), []);
        let later = DAY.plus_minutes(60 * 24 * 200);
        let listed = sweep(store, later, &rules, false).await.unwrap();
        assert_eq!(listed.len(), 2);
        assert_eq!(list(world, Caller::System, "?q=sleeper").await["accounts"][0]["state"], "active", "only listed");
        assert_eq!(sweep(store, later, &rules, true).await.unwrap(), listed);
        assert_eq!(list(world, Caller::System, "?q=sleeper").await["accounts"][0]["state"], "disabled");
        assert_eq!(list(world, Caller::System, "?q=owner").await["accounts"][0]["state"], "active");
        let year = sweep(store, DAY.plus_minutes(60 * 24 * 366), &rules, true).await.unwrap();
        let wanted: Vec<AccountState> = year.iter().map(|one| one.wanted).collect();
        assert_eq!(wanted, [AccountState::Closed, AccountState::Closed]);
        let mut tx = world.state.store.read().await.unwrap();
        let trail = tx.audit_of(&format!("account:{}", id(&opened))).await.unwrap();
        let done: Vec<&str> = trail.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(done, ["open_account", "set_account_state", "set_account_state"]);
    };

    offices_stand_in_the_directory => async |world: &World| {
        let body = json!({ "name": "新竹縣政府教育處", "county": COUNTY });
        let (status, office) = ask(world, Caller::System, administration::OFFICES, body.clone()).await;
        assert_eq!(status, 200, "{office}");
        let again = ask(world, Caller::System, administration::OFFICES, body).await;
        assert_eq!(refusal(&again), (409, "office_exists"));
        let nowhere = json!({ "name": "教育處", "county": "atlantis" });
        assert_eq!(refusal(&ask(world, Caller::System, administration::OFFICES, nowhere).await), (400, "county_unknown"));
        // The supervisor of the county opens accounts there, everybody finds it.
        let body = json!({ "organisation": office["id"], "name": "王承辦", "roles": [] });
        assert_eq!(open_account(world, Caller::Supervisor, "office-1", body.clone()).await.0, 200);
        assert_eq!(refusal(&open_account(world, Caller::OtherSupervisor, "office-2", body).await), (403, "forbidden"));
        let changes = world.pull(Caller::Attendee, yanxi_protocol::scope::Scope::Catalog, None).await;
        assert!(changes.docs.iter().any(|doc| doc.body.as_ref().is_some_and(|body| body.get().contains("新竹縣政府教育處"))));
        assert_sum(&changes);
    };
}

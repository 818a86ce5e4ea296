//! Who gets a seat, and the reasons against (4.4, 14.8).

use uuid::Uuid;
use yanxi_domain::{
    course::Eligibility,
    ids::RegistrationId,
    org::SchoolLevel,
    roster::{
        RegistrationState::{Admitted, Applied, Cancelled, Waitlisted},
        RosterEntry,
    },
};
use yanxi_protocol::{api::ApiError, registering::Registered, scope::Scope};
use yanxi_server::failure::{Failure, Kind};

use crate::{common::*, help::*, on_both};

on_both! {
    a_second_live_row_of_a_person_is_a_conflict_and_not_a_fault => async |world: &World| {
        let everybody = opened(world, &Plan::of(3), 1).await;
        let first = everybody[0].register(world, FIRST).await.registration;
        let mut tx = world.state.store.write(&[Scope::Session(FIRST)]).await.unwrap();
        let row = tx.registration(first).await.unwrap().unwrap();
        let other = RosterEntry { id: RegistrationId(Uuid::from_u128(0x77)), ..row.entry.clone() };
        let refused = tx.put_registration(&other, row.person, 9).await.map_err(Failure::from).unwrap_err();
        assert_eq!((refused.kind, refused.body.code.as_str()), (Kind::Conflict, "already_registered"));
        // The transaction goes on, and a row that does not stand any more is no second one.
        let over = RosterEntry { state: Cancelled, ..other };
        tx.put_registration(&over, row.person, 9).await.unwrap();
        tx.put_registration(&row.entry, row.person, 1).await.unwrap();
        tx.commit().await.unwrap();
    };

    the_1001st_is_first_in_reserve_and_moves_up_when_somebody_cancels => async |world: &World| {
        // Fewer seats would be decided by the same rule; the number of the circular shows that it is fast enough.
        let everybody = opened(world, &Plan::of(1_000), 1_001).await;
        let mut first = None;
        for somebody in &everybody[..1_000] {
            let answer = somebody.register(world, FIRST).await;
            assert_eq!(answer.state, Admitted);
            first.get_or_insert(answer.registration);
        }
        let last = everybody[1_000].register(world, FIRST).await;
        assert_eq!(last.state, Waitlisted(1));
        assert_eq!(last.capacity, Some(1_000));
        let other: Vec<_> = last.alternatives.iter().map(|a| (a.number, a.seats_left)).collect();
        assert_eq!(other, [(2, Some(1_000))], "another session with seats is suggested (S1-07)");

        let (status, _) = everybody[0].leave::<Registered>(world, first.unwrap(), "give_up").await;
        assert_eq!(status, 200);
        assert_eq!(state_of(world, last.registration).await, Admitted);
        assert_eq!(everybody[1_000].notices(world).await, ["waitlisted", "promoted"]);
        assert_eq!(everybody[0].notices(world).await, ["admitted", "cancelled"]);
        let own = everybody[1_000].own_record(world, last.registration).await;
        assert_eq!((own["registered"]["state"].as_str(), own["state"].as_str()), (Some("admitted"), Some("upcoming")));
    };

    repeating_a_request_changes_nothing => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 2).await;
        let request = Uuid::new_v4();
        let (_, first): (u16, Registered) = everybody[0].ask(world, FIRST, request).await;
        let (status, again): (u16, Registered) = everybody[0].ask(world, FIRST, request).await;
        assert_eq!((status, again.registration, again.state), (200, first.registration, Admitted));
        assert_eq!(everybody[0].notices(world).await, ["admitted"]);
        let roster = world.state.store.read().await.unwrap().registrations(FIRST).await.unwrap();
        assert_eq!(roster.len(), 1);
        // What became of it later is what a late repetition hears.
        everybody[0].leave::<Registered>(world, first.registration, "give_up").await;
        let (status, late): (u16, Registered) = everybody[0].ask(world, FIRST, request).await;
        assert_eq!((status, late.state), (200, Cancelled));
        // The id of somebody else's request names nothing of mine.
        let (status, error): (u16, ApiError) = everybody[1].ask(world, FIRST, request).await;
        assert_eq!((status, error.code.as_str()), (409, "request_reused"));
    };

    who_may_not_is_told_every_reason => async |world: &World| {
        let eligibility = Eligibility {
            counties: vec!["pif".into()], levels: vec![SchoolLevel::JuniorHigh], cross_region: false,
        };
        let mut plan = Plan { eligibility, ..Plan::default() };
        plan.terms.opens = Some(BEFORE.plus_minutes(60));
        let everybody = opened(world, &plan, 1).await;
        move_to(world, &everybody[0], 100).await;
        let error = everybody[0].refused(world, FIRST).await;
        assert_eq!(error.details, [
            "本場次僅限屏東縣所屬國中小",
            "本場次僅限國中參加",
            "報名於 114年7月22日(二) 09:40 開始",
        ]);
        assert_eq!(error.code, "county");
        assert!(error.message.contains("only for schools of") && error.message.contains("opens at"));
        assert!(world.state.store.read().await.unwrap().registrations(FIRST).await.unwrap().is_empty());
    };

    another_county_is_let_in_where_the_plan_is_open_to_it => async |world: &World| {
        let eligibility =
            Eligibility { counties: vec!["pif".into()], levels: Vec::new(), cross_region: true };
        let everybody = opened(world, &Plan { eligibility, ..Plan::default() }, 1).await;
        move_to(world, &everybody[0], 100).await;
        let answer = everybody[0].register(world, FIRST).await;
        assert_eq!(answer.state, Admitted);
        assert_eq!(answer.remarks.iter().map(|r| r.code.as_str()).collect::<Vec<_>>(), ["cross_region"]);
    };

    the_same_content_is_remarked_and_the_same_time_refused => async |world: &World| {
        let everybody = opened(world, &Plan { equivalent: true, ..Plan::default() }, 1).await;
        everybody[0].register(world, FIRST).await;
        let answer = everybody[0].register(world, SECOND).await;
        assert_eq!(answer.remarks[0].zh, "您已報名相同內容之第一場");
        assert_eq!(everybody[0].refused(world, SECOND).await.code, "already");

        Plan { same_time: true, ..Plan::default() }.announce(world).await;
        let other = people(world, 50, 1).await;
        other[0].register(world, FIRST).await;
        let error = other[0].refused(world, SECOND).await;
        assert_eq!(error.details, ["您已錄取同一時段之「學生網研習」第一場"]);
    };

    registration_ends_with_its_deadline => async |world: &World| {
        let mut plan = Plan::default();
        plan.terms.closes = Some(BEFORE.plus_minutes(60));
        let everybody = opened(world, &plan, 2).await;
        world.state.clock.set(Some(BEFORE.plus_minutes(59)));
        assert_eq!(everybody[0].register(world, FIRST).await.state, Admitted);
        world.state.clock.set(Some(BEFORE.plus_minutes(60)));
        assert_eq!(everybody[1].refused(world, FIRST).await.code, "closed");
    };

    the_quota_of_a_school_holds_nobody_else_up => async |world: &World| {
        let mut plan = Plan::of(10);
        plan.terms.per_school = Some(1);
        let everybody = opened(world, &plan, 3).await;
        move_to(world, &everybody[1], 1).await;
        let states = [
            everybody[0].register(world, FIRST).await.state,
            everybody[1].register(world, FIRST).await.state,
            everybody[2].register(world, FIRST).await.state,
        ];
        assert_eq!(states, [Admitted, Waitlisted(1), Admitted]);
    };

    where_the_organiser_decides_nobody_has_a_seat_yet => async |world: &World| {
        let everybody = opened(world, &Plan::of(1).by_organiser(), 1).await;
        assert_eq!(everybody[0].register(world, FIRST).await.state, Applied);
        assert!(everybody[0].notices(world).await.is_empty());
    };

    who_oversees_does_not_register => async |world: &World| {
        let everybody = opened(world, &Plan::default(), 1).await;
        let mut tx = world.state.store.write(&[]).await.unwrap();
        tx.grant_county(everybody[0].account, "pif").await.unwrap();
        tx.commit().await.unwrap();
        let (status, error): (u16, ApiError) = everybody[0].ask(world, FIRST, Uuid::new_v4()).await;
        assert_eq!((status, error.code.as_str()), (403, "forbidden"));
    };

    a_tablet_holds_no_more_than_the_roster => async |world: &World| {
        let everybody = opened(world, &Plan::default(), 1).await;
        let body = serde_json::json!({
            "request": Uuid::new_v4(), "business_area": "註冊", "login": "health_card", "note": "不吃牛",
        });
        let path = yanxi_protocol::registering::REGISTRATIONS.replace("{session}", &FIRST.to_string());
        let (_, answer): (u16, Registered) = everybody[0].post(world, &path, &body).await;
        let mut tx = world.state.store.read().await.unwrap();
        let scope = yanxi_protocol::scope::Scope::Session(FIRST);
        let row = tx.published(scope, "roster", &answer.registration.to_string()).await.unwrap().unwrap();
        assert!(row.contains("註冊") && row.contains("測試0"));
        assert!(!row.contains("不吃牛") && !row.contains("health_card"), "{row}");
        drop(tx);
        let own = everybody[0].own_record(world, answer.registration).await;
        assert_eq!(own["registered"]["bring"], serde_json::json!(["健保卡", "讀卡機"]));
    };
}

//! The public list of sessions (U-E1).

use uuid::Uuid;
use yanxi_domain::{
    course::{Eligibility, Session},
    ids::SessionId,
};
use yanxi_protocol::{
    api::ApiError,
    registering::{self as wire, CatalogDetail, CatalogPage},
};

use crate::{common::*, help::*, on_both};

async fn numbers(world: &World, who: &Somebody, query: &str) -> Vec<u8> {
    let (status, page): (u16, CatalogPage) = who.get(world, &format!("{}{query}", wire::CATALOG)).await;
    assert_eq!(status, 200);
    assert_eq!(page.total as usize, page.sessions.len());
    let ours = page.sessions.iter().filter(|s| s.course == NEW_COURSE);
    ours.map(|s| s.number).collect()
}

on_both! {
    filters_find_what_fits => async |world: &World| {
        let eligibility =
            Eligibility { counties: vec!["pif".into()], levels: Vec::new(), cross_region: false };
        let everybody = opened(world, &Plan { eligibility, ..Plan::of(1) }, 2).await;
        let mut tx = world.state.store.write(&[]).await.unwrap();
        let mut session = tx.session(SECOND).await.unwrap().unwrap();
        session.mode = yanxi_domain::course::DeliveryMode::Online;
        session.info.audience_tags = vec!["註冊".into(), "輔導".into()];
        session.agenda = vec![yanxi_domain::course::AgendaItem {
            start: START, end: START, topics: vec!["※行政管理（註冊／輔導）100%".into()], lecturer: String::new(),
        }];
        tx.put_session(&session).await.unwrap();
        tx.commit().await.unwrap();
        let me = &everybody[0];
        assert_eq!(numbers(world, me, "").await, [1, 2]);
        assert_eq!(numbers(world, me, "?mode=online").await, [2]);
        assert_eq!(numbers(world, me, "?county=pif").await, [1, 2]);
        assert_eq!(numbers(world, me, "?county=khh").await, [] as [u8; 0]);
        // A session that names no area is for everybody.
        assert_eq!(numbers(world, me, "?area=%E8%BC%94%E5%B0%8E").await, [1, 2]);
        assert_eq!(numbers(world, me, "?area=%E4%BA%BA%E4%BA%8B").await, [1]);
        assert_eq!(numbers(world, me, "?text=%E5%AD%B8%E7%94%9F%E7%B6%B2").await, [1, 2]);
        assert_eq!(numbers(world, me, "?text=100%25").await, [2], "wildcards are letters like others");
        assert_eq!(numbers(world, me, "?text=1_0").await, [] as [u8; 0]);
        assert_eq!(numbers(world, me, "?from=2025-08-05&to=2025-08-05").await, [1, 2]);
        assert_eq!(numbers(world, me, "?from=2025-08-06").await, [] as [u8; 0]);
        everybody[1].register(world, FIRST).await;
        assert_eq!(numbers(world, me, "?free=true").await, [2]);
        assert_eq!(numbers(world, me, "?eligible=true").await, [1, 2]);
        move_to(world, me, 100).await;
        assert_eq!(numbers(world, me, "?eligible=true").await, [] as [u8; 0]);
    };

    seats_and_the_callers_own_state_are_shown => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 3).await;
        everybody[0].register(world, FIRST).await;
        everybody[1].register(world, FIRST).await;
        let path = wire::CATALOG_SESSION.replace("{session}", &FIRST.to_string());
        let (_, mine): (u16, CatalogDetail) = everybody[0].get(world, &path).await;
        assert_eq!((mine.summary.capacity, mine.summary.seats_left, mine.summary.waiting), (Some(1), Some(0), 1));
        assert!(mine.summary.mine.is_some());
        assert_eq!(mine.summary.refusals[0].code, "already");
        let (_, other): (u16, CatalogDetail) = everybody[2].get(world, &path).await;
        assert_eq!((other.summary.mine, other.summary.refusals.len()), (None, 0));
        assert_eq!(
            (other.registrant.name.as_str(), other.registrant.school.as_deref(), other.registrant.title.as_str()),
            ("測試2", Some("第3國小"), "註冊組長")
        );
    };

    pages_follow_each_other_without_a_gap => async |world: &World| {
        let everybody = opened(world, &Plan::default(), 1).await;
        let mut tx = world.state.store.write(&[]).await.unwrap();
        let model = tx.session(FIRST).await.unwrap().unwrap();
        for n in 0..120_u128 {
            let session = Session { id: SessionId(Uuid::from_u128(0x7000 + n)), number: 9, ..model.clone() };
            tx.put_session(&session).await.unwrap();
        }
        tx.commit().await.unwrap();
        let (mut seen, mut after) = (std::collections::BTreeSet::new(), String::new());
        for _ in 0..5 {
            let path = format!("{}?after={after}", wire::CATALOG);
            let (_, page): (u16, CatalogPage) = everybody[0].get(world, &path).await;
            seen.extend(page.sessions.iter().map(|s| s.session));
            match page.next {
                Some(next) => after = next,
                None => break,
            }
        }
        assert_eq!(seen.len(), 120 + 5, "those of the fixture too");
    };

    nonsense_is_refused_in_words => async |world: &World| {
        let everybody = opened(world, &Plan::default(), 1).await;
        for query in ["?from=yesterday", "?mode=telepathy", "?after=x", "?free=perhaps", "?text=%00"] {
            let (status, error): (u16, ApiError) =
                everybody[0].get(world, &format!("{}{query}", wire::CATALOG)).await;
            assert_eq!((status, error.code.as_str()), (400, "filter_invalid"), "{query}");
        }
    };
}

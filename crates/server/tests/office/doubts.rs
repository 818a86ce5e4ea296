//! Doubts that only a look beyond the session can raise: people of a sibling session, facts after the closing (5.4).

use yanxi_domain::{
    event::{EventKind, Subject},
    ids::{OrgId, RegistrationId},
    roster::{Origin, RegistrationState, RosterEntry},
};
use yanxi_protocol::{docs as kinds, docs::Registered, scope::Scope};

use crate::{common::*, desk::*, on_both};

const OF_SESSION_2: RegistrationId = RegistrationId(uuid::Uuid::from_u128(0x21));

async fn admit_to_session_2(world: &World) {
    let entry = RosterEntry {
        id: OF_SESSION_2,
        session: SESSION_2,
        name: "走錯場".into(),
        romanized: None,
        school: OrgId(uuid::Uuid::from_u128(0x0E)),
        school_name: "某國小".into(),
        county: "x".into(),
        title: "教師".into(),
        disambiguator: None,
        business_area: None,
        state: RegistrationState::Admitted,
        origin: Origin::Imported,
    };
    let scopes = [Scope::Session(SESSION_2), Scope::Course(COURSE)];
    let mut tx = world.state.store.write(&scopes).await.unwrap();
    tx.put_registration(&entry, None, 1).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    somebody_of_a_sibling_session_waits_for_a_decision => async |world: &World| {
        admit_to_session_2(world).await;
        after_the_session(world, 90);
        let mut a = Tablet::a();
        for (kind, at) in [(EventKind::SignIn, START), (EventKind::SignOut, END)] {
            let mut event = a.event(SESSION_1, kind);
            event.subject = Some(Subject::Registration(OF_SESSION_2));
            event.at = at;
            event.mono = u64::try_from(at.since(DAY.plus_minutes(-120))).unwrap();
            a.write(&event);
        }
        a.push_all(world).await;
        override_final(world).await;
        let (status, error) = preview_refused(world).await;
        assert_eq!((status, error.code.as_str()), (409, "undecided"));
        assert_eq!(error.details.len(), 1, "who is there and belongs elsewhere");
    };

    the_organisers_browser_can_see_where_each_registration_stands => async |world: &World| {
        admit_to_session_2(world).await;
        let mut rows: Vec<Registered> =
            docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::REGISTERED)
                .await
                .into_iter()
                .map(|row| serde_json::from_value(row).unwrap())
                .collect();
        rows.sort_by_key(|row| row.registration);
        let rows: Vec<_> = rows.into_iter().map(|row| (row.registration, row.session)).collect();
        assert_eq!(rows, [(ADMITTED, SESSION_1), (CANCELLED, SESSION_1), (OF_SESSION_2, SESSION_2)]);
    };

    a_fact_received_after_the_closing_waits_for_a_decision => async |world: &World| {
        after_the_session(world, 90);
        on_paper(world, ADMITTED, Some(START), None).await;
        override_final(world).await;
        let mut tx = world.state.store.write(&[Scope::Course(COURSE)]).await.unwrap();
        let mut course = tx.course(COURSE).await.unwrap().unwrap();
        course.closed_at = Some(END.plus_minutes(100));
        tx.put_course(&course).await.unwrap();
        tx.commit().await.unwrap();
        let published = docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::COURSE).await;
        assert_eq!(published[0]["closed_at"], END.plus_minutes(100).0);

        // On time by its own clock, received after the closing.
        after_the_session(world, 110);
        let mut a = Tablet::a();
        punch(&mut a, EventKind::SignOut, END);
        a.push_all(world).await;
        let (status, error) = preview_refused(world).await;
        assert_eq!((status, error.code.as_str()), (409, "undecided"));

        let mut tx = world.state.store.write(&[Scope::Course(COURSE)]).await.unwrap();
        course.closed_at = None;
        tx.put_course(&course).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(issue(world, None).await.groups.len(), 1, "only the closing stood in the way");
    };
}

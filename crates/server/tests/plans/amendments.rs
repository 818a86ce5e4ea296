//! An approved version stays in force while the next one waits (S0-27).

use serde_json::{Value, json};
use yanxi_domain::{
    course::{HalfHours, HoursPolicy},
    ids::CourseId,
    notice::{Notice, NoticeKind},
    plan::PlanHours,
    roster::{Origin, RegistrationState, RosterEntry},
};
use yanxi_protocol::{
    plans::{self, PlanDetail, PlanStanding},
    scope::Scope,
};

use super::help::*;
use crate::{common::*, on_both};

/// Puts the fixture's attendee on the roster of the first session.
pub async fn register(world: &World, plan: &PlanDetail) {
    let session = plan.draft.courses[0].sessions[0].id;
    let mut tx = world.state.store.write(&[Scope::Session(session)]).await.unwrap();
    let entry = RosterEntry {
        id: yanxi_domain::ids::RegistrationId(uuid::Uuid::from_u128(0x99)),
        session,
        name: "林測試".into(),
        romanized: None,
        school: UNIT,
        school_name: "海豐國小".into(),
        county: "pif".into(),
        title: "教師".into(),
        disambiguator: None,
        business_area: None,
        state: RegistrationState::Admitted,
        origin: Origin::SelfRegistered,
    };
    tx.put_registration(&entry, Some(ATTENDEE), 1).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn told(world: &World) -> Vec<NoticeKind> {
    let mut tx = world.state.store.read().await.unwrap();
    let notices: Vec<(uuid::Uuid, Notice)> = tx.notices_of(ATTENDEE).await.unwrap();
    notices.into_iter().map(|(_, notice)| notice.what).collect()
}

async fn hours(world: &World, course: CourseId) -> (HoursPolicy, bool) {
    let mut tx = world.state.store.read().await.unwrap();
    let course = tx.course(course).await.unwrap().unwrap();
    (course.hours, course.info.amendment_pending)
}

on_both! {
    three_hours_stay_three_until_two_are_approved => async |world: &World| {
        let plan = announced(world).await;
        register(world, &plan).await;
        let course = plan.courses[0];
        let drafted = amend(world, &plan, |plan| plan.courses[0].hours = PlanHours::PerSession(HalfHours(4))).await;
        assert_eq!(drafted.head.standing, PlanStanding::AmendmentDraft);
        assert_eq!(hours(world, course).await, (HoursPolicy::FullOnly(HalfHours(6)), false));
        let waiting = submit(world, &drafted).await;
        assert_eq!(waiting.head.standing, PlanStanding::AmendmentSubmitted);
        assert_eq!(hours(world, course).await, (HoursPolicy::FullOnly(HalfHours(6)), true));
        assert_eq!(told(world).await, []);
        assert_eq!(waiting.in_force.as_ref().unwrap().courses[0].hours, PlanHours::PerSession(HalfHours(6)));
        let done = approve(world, plan.head.id, 2).await;
        assert_eq!(done.head.standing, PlanStanding::Announced);
        assert_eq!(hours(world, course).await, (HoursPolicy::FullOnly(HalfHours(4)), false));
        assert_eq!(told(world).await, [NoticeKind::Changed]);
    };

    another_lecturer_is_no_news_to_the_registered => async |world: &World| {
        let plan = announced(world).await;
        register(world, &plan).await;
        let drafted = amend(world, &plan, |plan| plan.courses[0].sessions[0].agenda[0].lecturer = "另一位".into()).await;
        submit(world, &drafted).await;
        approve(world, plan.head.id, 2).await;
        assert_eq!(told(world).await, []);
    };

    an_unchanged_plan_is_not_submitted_again => async |world: &World| {
        let plan = announced(world).await;
        let refused = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_SUBMIT, plan.head.id), &json!({ "revision": plan.revision })).await;
        assert_eq!(code(&refused), (409, "plan_unchanged"));
    };

    an_announced_session_does_not_vanish => async |world: &World| {
        let plan = announced(world).await;
        let drafted = amend(world, &plan, |plan| { plan.courses[0].sessions.pop(); }).await;
        let refused = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_SUBMIT, plan.head.id), &json!({ "revision": drafted.revision })).await;
        assert_eq!(code(&refused), (409, "session_removed"));
        assert_eq!(refused.1["details"], json!(["4"]));
    };

    a_session_somebody_signed_in_to_keeps_its_periods => async |world: &World| {
        let plan = announced(world).await;
        let session = plan.draft.courses[0].sessions[0].id;
        let drafted = amend(world, &plan, |plan| plan.courses[0].sessions[0].date = "8月6日(三)".into()).await;
        let waiting = submit(world, &drafted).await;
        // It happens while the amendment waits: approving is refused, and so is submitting it again.
        let mut tx = world.state.store.write(&[Scope::Session(session)]).await.unwrap();
        let event = yanxi_server::store::NewEvent {
            id: yanxi_domain::ids::EventId(uuid::Uuid::from_u128(0xEE)),
            session,
            device: TABLET_A,
            seq: 900,
            received_at: DAY,
            raw: "{}".into(),
        };
        tx.append_events(&[event]).await.unwrap();
        tx.commit().await.unwrap();
        let body = json!({ "version": 2, "approve": true });
        let refused = world.post::<Value>(APPROVER_CALLER, &path(plans::PLAN_DECISION, plan.head.id), &body).await;
        assert_eq!(code(&refused), (409, "session_has_events"));
        let still = read(world, OFFICER_CALLER, plan.head.id).await;
        assert_eq!((still.head.standing, still.revision), (PlanStanding::AmendmentSubmitted, waiting.revision));
    };

    seats_an_amendment_adds_go_to_those_who_wait => async |world: &World| {
        // On the day itself nobody is called in by a program (R-CAP 3).
        world.state.clock.set(Some(DAY.plus_minutes(-24 * 60)));
        let plan = submit(world, &import(world, "s0").await).await;
        approve(world, plan.head.id, 1).await;
        let plan = announce(world, plan.head.id).await;
        let drafted = amend(world, &plan, |plan| plan.courses[0].sessions[0].capacity = Some(1)).await;
        let waiting = submit(world, &drafted).await;
        approve(world, waiting.head.id, 2).await;
        register(world, &plan).await;
        let session = plan.draft.courses[0].sessions[0].id;
        let mut tx = world.state.store.write(&[Scope::Session(session)]).await.unwrap();
        let admitted = tx.registrations(session).await.unwrap().remove(0).entry;
        let person = Caller::Staff.person();
        let second = RosterEntry {
            id: yanxi_domain::ids::RegistrationId(uuid::Uuid::from_u128(0x9A)),
            name: "王簽到".into(),
            state: RegistrationState::Waitlisted(1),
            ..admitted
        };
        tx.put_registration(&second, Some(person), 2).await.unwrap();
        tx.commit().await.unwrap();

        // In force on approval, not before.
        let plan = read(world, OFFICER_CALLER, plan.head.id).await;
        let drafted = amend(world, &plan, |plan| plan.courses[0].sessions[0].capacity = Some(2)).await;
        let waiting = submit(world, &drafted).await;
        let state_of = async || {
            let mut tx = world.state.store.read().await.unwrap();
            tx.registration(second.id).await.unwrap().unwrap().entry.state
        };
        assert_eq!(state_of().await, RegistrationState::Waitlisted(1));
        approve(world, waiting.head.id, 3).await;
        assert_eq!(state_of().await, RegistrationState::Admitted);
        let mut tx = world.state.store.read().await.unwrap();
        let notices = tx.notices_of(person).await.unwrap();
        assert!(notices.iter().any(|(_, notice)| notice.what == NoticeKind::Promoted), "{notices:?}");
        let id = second.id.to_string();
        let own = tx.published(Scope::Person(person), "own_record", &id).await.unwrap().unwrap();
        assert!(own.contains(r#""state":"admitted""#), "{own}");
    };

    links_are_kept_apart_and_shown_to_the_admitted_only => async |world: &World| {
        let plan = announced(world).await;
        let at = plans::SESSION_LINKS.replace("{session}", &plan.draft.courses[0].sessions[2].id.to_string());
        let (status, links) = world.get::<plans::OnlineLinks>(OFFICER_CALLER, &at).await;
        assert_eq!((status, links.links.len()), (200, 4));
        assert_eq!(code(&world.get::<Value>(Caller::Attendee, &at).await), (403, "not_registered"));
        // No published document of the session or course carries them.
        let mut tx = world.state.store.read().await.unwrap();
        let session = plan.draft.courses[0].sessions[2].id;
        let body = tx.published(Scope::Session(session), "session", &session.to_string()).await.unwrap().unwrap();
        assert!(!body.contains("meeting.example"), "{body}");
    };
}

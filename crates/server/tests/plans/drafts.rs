//! Drafts: nothing is overwritten, nothing wrong is kept, everything goes in and out as one file.

use serde_json::{Value, json};
use yanxi_protocol::{
    plan_file,
    plans::{self, PlanDetail, PlanList, PlanStanding, SaveDraft},
};

use super::help::*;
use crate::{common::*, on_both};

fn draft(plan: &PlanDetail, title: &str) -> SaveDraft {
    let mut draft = plan.draft.clone();
    title.clone_into(&mut draft.title);
    SaveDraft { revision: plan.revision, plan: draft }
}

on_both! {
    two_people_editing_get_a_clear_conflict_and_nothing_is_lost => async |world: &World| {
        let plan = import(world, "s0").await;
        let seen = read(world, COLLEAGUE, plan.head.id).await;
        let at = path(plans::PLAN_DRAFT, plan.head.id);
        let (status, _) = world.post::<Value>(COLLEAGUE, &at, &draft(&seen, "同事的題目")).await;
        assert_eq!(status, 200);
        let late = world.post::<Value>(OFFICER_CALLER, &at, &draft(&plan, "我的題目")).await;
        assert_eq!(code(&late), (409, "plan_moved_on"));
        assert_eq!(read(world, OFFICER_CALLER, plan.head.id).await.draft.title, "同事的題目");
    };

    a_wrong_weekday_is_not_kept => async |world: &World| {
        let plan = import(world, "s0").await;
        let mut body = draft(&plan, "題目");
        body.plan.courses[0].sessions[0].date = "8月5日(三)".into();
        let refused = world.post::<Value>(OFFICER_CALLER, &path(plans::PLAN_DRAFT, plan.head.id), &body).await;
        assert_eq!(code(&refused), (400, "plan_blocks_saving"));
        assert_eq!(read(world, OFFICER_CALLER, plan.head.id).await.revision, 1);
    };

    a_copy_leaves_days_and_meeting_rooms_behind => async |world: &World| {
        let plan = import(world, "s0").await;
        let body = json!({ "unit": UNIT, "from": { "copy": { "plan": plan.head.id } } });
        let copy: PlanDetail = ok(world, OFFICER_CALLER, plans::PLANS, body).await;
        assert_ne!(copy.draft.courses[0].id, plan.draft.courses[0].id);
        let sessions = &copy.draft.courses[0].sessions;
        assert_eq!(sessions.len(), 4);
        assert!(sessions.iter().all(|session| session.date.is_empty() && session.links.is_empty()));
        assert_eq!(sessions[0].agenda, plan.draft.courses[0].sessions[0].agenda);
    };

    an_exported_plan_is_imported_again_with_ids_of_its_own => async |world: &World| {
        let plan = import(world, "s2").await;
        let text = plan_file::write(&plan.draft).unwrap();
        assert_eq!(plan_file::read(&text).unwrap(), plan.draft);
        let body = json!({ "unit": UNIT, "from": { "file": { "text": text } } });
        let again: PlanDetail = ok(world, OFFICER_CALLER, plans::PLANS, body).await;
        assert_eq!(again.draft.title, plan.draft.title);
        assert_ne!(again.draft.courses[0].sessions[0].id, plan.draft.courses[0].sessions[0].id);
    };

    what_is_no_plan_file_is_refused_in_words => async |world: &World| {
        let file = |text: &str| json!({ "unit": UNIT, "from": { "file": { "text": text } } });
        let refused = world.post::<Value>(OFFICER_CALLER, plans::PLANS, &file("{\"a\":1}")).await;
        assert_eq!(code(&refused), (400, "plan_file_unknown"));
        let newer = world.post::<Value>(OFFICER_CALLER, plans::PLANS, &file("{\"format\":9,\"plan\":{}}")).await;
        assert_eq!(code(&newer), (400, "plan_file_newer"));
    };

    each_sees_what_concerns_their_unit => async |world: &World| {
        let plan = import(world, "s0").await;
        let list = |caller| async move { world.get::<PlanList>(caller, plans::PLANS).await.1 };
        let own = list(OFFICER_CALLER).await;
        assert_eq!((own.plans.len(), own.units.len(), own.shipped.len()), (2, 1, 3));
        let head = |list: &PlanList| list.plans.iter().find(|head| head.id == plan.head.id).cloned().unwrap();
        assert_eq!((head(&own).standing, head(&own).may.write), (PlanStanding::Draft, true));
        let approver = list(APPROVER_CALLER).await;
        assert_eq!((approver.plans.len(), approver.units[0].writes), (2, false));
        assert!(head(&approver).may.approve && !head(&approver).may.write);
        // Another unit of another county sees nothing of it.
        for other in [Caller::OtherOfficer, Caller::OtherApprover, Caller::OtherSupervisor] {
            assert_eq!(list(other).await.plans, []);
        }
        assert_eq!(list(Caller::Attendee).await, PlanList::default());
        let refused = world.get::<Value>(Caller::Attendee, &path(plans::PLAN, plan.head.id)).await;
        assert_eq!(code(&refused), (403, "forbidden"));
        // Of another unit: nothing to write there.
        let body = json!({ "unit": UNIT, "from": { "blank": { "school_year": 114 } } });
        assert_eq!(code(&world.post::<Value>(APPROVER_CALLER, plans::PLANS, &body).await), (403, "forbidden"));
    };

    a_removed_plan_is_gone_for_everybody => async |world: &World| {
        let plan = import(world, "s0").await;
        let (status, _) = world.raw(OFFICER_CALLER.request("POST", &path(plans::PLAN_DELETE, plan.head.id), Vec::new())).await;
        assert_eq!(status, 204);
        let gone = world.get::<Value>(OFFICER_CALLER, &path(plans::PLAN, plan.head.id)).await;
        assert_eq!(code(&gone), (404, "not_found"));
    };
}

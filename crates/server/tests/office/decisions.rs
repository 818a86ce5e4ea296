//! Decisions and overrides (U-A7, F-07, R-FINAL c).

use yanxi_domain::{
    determination::Decision,
    event::{EventKind, Subject},
    ids::{DraftId, RegistrationId},
};
use yanxi_protocol::{
    api::{self, Decide, LinkDraft, OverrideFinal},
    docs as kinds,
    scope::Scope,
};

use crate::{common::*, desk::*, on_both};

on_both! {
    a_decision_needs_a_reason_and_cases => async |world: &World| {
        let cases = vec![(Subject::Registration(ADMITTED), PERIOD)];
        let body = Decide { cases, decision: Decision::Accept, reason: " \n".into() };
        let (status, error) = refused(world, api::DECISIONS, &body).await;
        assert_eq!(status, 400);
        insta::allow_duplicates! { insta::assert_json_snapshot!(error, @r#"
        {
          "code": "reason_missing",
          "message": "a reason is mandatory",
          "reason": "請輸入理由；尚未變更任何資料。"
        }
        "#); }
        let body = Decide { cases: Vec::new(), decision: Decision::Accept, reason: "有理由".into() };
        let (status, error) = refused(world, api::DECISIONS, &body).await;
        assert_eq!((status, error.code.as_str()), (400, "no_cases"));
    };

    nobody_outside_the_session_is_decided_about => async |world: &World| {
        let stranger = Subject::Registration(RegistrationId(uuid::Uuid::from_u128(0xBAD)));
        let cases = vec![(Subject::Registration(ADMITTED), PERIOD), (stranger, PERIOD)];
        let body = Decide { cases, decision: Decision::TreatAsFull, reason: "整批".into() };
        let (status, error) = refused(world, api::DECISIONS, &body).await;
        assert_eq!((status, error.code.as_str()), (404, "not_found"));
        let decided = docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::DETERMINATION).await;
        assert!(decided.is_empty(), "all or nothing");
    };

    a_batch_decides_everybody_with_one_reason_and_is_audited => async |world: &World| {
        after_the_session(world, 90);
        let mut a = Tablet::a();
        let raw = punch(&mut a, EventKind::SignIn, START);
        a.push_all(world).await;
        let other = admit(world, 1, "另一人").await;
        let cases = [ADMITTED, other].map(|id| (Subject::Registration(id), PERIOD)).to_vec();
        let reason = "全體未簽退者視同全程";
        let body = Decide { cases, decision: Decision::TreatAsFull, reason: reason.into() };
        done(world, api::DECISIONS, &body).await;

        let decided = docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::DETERMINATION).await;
        assert_eq!(decided.len(), 2);
        assert!(decided.iter().all(|d| d["reason"] == reason && d["decision"] == "treat_as_full"));
        let sign_in: serde_json::Value = serde_json::from_str(&raw).unwrap();
        assert!(decided.iter().any(|d| d["basis"] == serde_json::json!([sign_in["id"]])), "it knows its basis");
        let names = docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::ACCOUNT).await;
        assert!(names.iter().any(|n| n["name"] == "李承辦"), "the decider has a name");

        let audit =
            world.state.store.read().await.unwrap().audit_of(&format!("session:{SESSION_1}")).await.unwrap();
        let [line] = &audit[..] else { panic!("one line, got {audit:?}") };
        assert_eq!(line.action, "decide");
        assert!((0..60_000).contains(&world.state.clock.now().since(line.at)));
        assert_eq!(line.detail.as_array().unwrap().len(), 2);
        assert_eq!(line.detail[0]["after"], "treat_as_full");
        assert!(!line.detail.to_string().contains("林測試"), "ids, not names (V-12)");
    };

    a_later_decision_supersedes_and_names_the_one_before => async |world: &World| {
        let subject = Subject::Registration(ADMITTED);
        decide(world, subject, Decision::Reject, "先").await;
        decide(world, subject, Decision::Accept, "後").await;
        let mut tx = world.state.store.read().await.unwrap();
        let decided = tx.determinations(SESSION_1).await.unwrap();
        assert_eq!(decided.iter().map(|d| d.decision).collect::<Vec<_>>(), [Decision::Accept]);
        let audit = tx.audit_of(&format!("session:{SESSION_1}")).await.unwrap();
        assert_eq!(audit[1].detail[0]["before"], "reject");
    };

    a_session_is_not_declared_final_before_its_end_nor_without_a_reason => async |world: &World| {
        let body = OverrideFinal { reason: "平板遺失".into() };
        let (status, error) = refused(world, api::FINAL_OVERRIDE, &body).await;
        assert_eq!((status, error.code.as_str()), (409, "not_over"));
        after_the_session(world, 1);
        let blank = OverrideFinal { reason: "　".into() };
        let (status, error) = refused(world, api::FINAL_OVERRIDE, &blank).await;
        assert_eq!((status, error.code.as_str()), (400, "reason_missing"));
        done(world, api::FINAL_OVERRIDE, &body).await;
        let published = docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::FINAL_OVERRIDE).await;
        assert_eq!(published[0]["reason"], "平板遺失");
    };

    only_walk_ins_of_the_session_are_linked => async |world: &World| {
        let body = LinkDraft { draft: DraftId(uuid::Uuid::from_u128(7)), registration: ADMITTED };
        let (status, error) = refused(world, api::DRAFT_LINKS, &body).await;
        assert_eq!((status, error.code.as_str()), (404, "not_found"));
    };

    a_walk_in_may_be_somebody_of_another_session => async |world: &World| {
        after_the_session(world, 90);
        let other = admit(world, 1, "他場學員").await;
        let mut tx = world.state.store.write(&[Scope::Session(SESSION_2)]).await.unwrap();
        let mut row = tx.registration(other).await.unwrap().unwrap().entry;
        row.id = RegistrationId(uuid::Uuid::from_u128(0x2001));
        row.session = SESSION_2;
        tx.put_registration(&row, None, 1).await.unwrap();
        tx.commit().await.unwrap();
        let draft = DraftId(uuid::Uuid::from_u128(7));
        let mut a = Tablet::a();
        let mut event = a.event(SESSION_1, EventKind::SignIn);
        event.subject = Some(Subject::Draft(draft));
        a.write(&event);
        a.push_all(world).await;
        done(world, api::DRAFT_LINKS, &LinkDraft { draft, registration: row.id }).await;
        let links = docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::DRAFT_LINK).await;
        assert_eq!(links[0]["registration"], serde_json::json!(row.id));
        let stranger = LinkDraft { draft, registration: RegistrationId(uuid::Uuid::from_u128(0xBAD)) };
        let (status, _) = refused(world, api::DRAFT_LINKS, &stranger).await;
        assert_eq!(status, 404);
    };
}

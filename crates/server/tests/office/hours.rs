//! R-HOURS 3 and 6, the cases of 14.8, and the late device (T-55).

use yanxi_domain::{
    course::HalfHours,
    determination::Decision,
    event::{EventKind, Subject},
    hours::HoursState,
};
use yanxi_protocol::{api, docs as kinds, scope::Scope};

use crate::{common::*, desk::*, on_both};

on_both! {
    hours_wait_for_the_end_and_for_every_device => async |world: &World| {
        world.state.clock.set(Some(END.plus_minutes(-1)));
        let (status, error) = preview_refused(world).await;
        assert_eq!((status, error.code.as_str()), (409, "not_final"));
        assert_eq!(error.reason, "場次於 114年8月5日(二) 12:00 結束，結束前不能核發；尚未核發任何時數。");

        after_the_session(world, 90);
        let mut a = Tablet::a();
        punch(&mut a, EventKind::SignIn, START);
        punch(&mut a, EventKind::SignOut, END);
        end_session(&mut a, END.plus_minutes(10));
        a.push_all(world).await;
        let (status, error) = preview_refused(world).await;
        assert_eq!(status, 409);
        insta::allow_duplicates! { insta::assert_json_snapshot!(error, @r#"
        {
          "code": "not_final",
          "message": "devices have not reported",
          "reason": "尚有 2 台裝置未回報完成，出席尚未定案，尚未核發任何時數。請待裝置上傳，或敘明理由確認定案。",
          "details": [
            "平板：尚未送出「場次結束」",
            "平板：已報遺失，紀錄未全數送達"
          ]
        }
        "#); }
    };

    issuing_twice_changes_nothing => async |world: &World| {
        after_the_session(world, 90);
        on_paper(world, ADMITTED, Some(START), Some(END)).await;
        override_final(world).await;
        let first = issue(world, None).await;
        assert!(first.issued);
        assert_eq!((first.new, first.superseding, first.unchanged), (1, 0, 0));
        assert_eq!(first.groups, [(HalfHours(6), 1)]);
        let second = issue(world, None).await;
        assert_eq!((second.new, second.superseding, second.unchanged), (0, 0, 1));
        assert_eq!(docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::HOURS).await.len(), 1);
        let own = docs(world, Caller::Attendee, Scope::Person(ATTENDEE), kinds::OWN_RECORD).await;
        assert_eq!(own.len(), 1);
        assert_eq!((own[0]["state"].as_str(), own[0]["hours"].as_u64()), (Some("issued"), Some(6)));
    };

    a_preview_writes_nothing => async |world: &World| {
        after_the_session(world, 90);
        on_paper(world, ADMITTED, Some(START), Some(END)).await;
        override_final(world).await;
        let body = api::IssueHours { preview: true, reason: None };
        let (status, preview): (u16, api::IssuePreview) =
            world.post(Caller::Organiser, &path(api::HOURS, SESSION_1), &body).await;
        assert_eq!((status, preview.issued, preview.new), (200, false, 1));
        assert_eq!(preview.rows, [(Subject::Registration(ADMITTED), HalfHours(6), "全程參與".to_owned())]);
        assert!(docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::HOURS).await.is_empty());
    };

    the_cases_of_the_specification => async |world: &World| {
        after_the_session(world, 90);
        on_paper(world, ADMITTED, Some(START), Some(END)).await;
        let late_15 = admit(world, 1, "遲十五").await;
        on_paper(world, late_15, Some(START.plus_minutes(15)), Some(END)).await;
        let late_16 = admit(world, 2, "遲十六").await;
        on_paper(world, late_16, Some(START.plus_minutes(16)), Some(END)).await;
        let early_15 = admit(world, 3, "早十五").await;
        on_paper(world, early_15, Some(START), Some(END.plus_minutes(-15))).await;
        let no_out = admit(world, 4, "未簽退").await;
        on_paper(world, no_out, Some(START), None).await;
        let absent = admit(world, 5, "未出席").await;
        override_final(world).await;

        let (status, error) = preview_refused(world).await;
        assert_eq!(status, 409);
        insta::allow_duplicates! { insta::assert_json_snapshot!(error, @r#"
        {
          "code": "undecided",
          "message": "some people are undecided",
          "reason": "尚有 2 人待認定，尚未核發任何時數。請先逐一或整批認定後再核發。",
          "details": [
            "某國小 教師 遲十六",
            "某國小 教師 未簽退"
          ]
        }
        "#); }

        decide(world, Subject::Registration(late_16), Decision::Reject, "遲到").await;
        decide(world, Subject::Registration(no_out), Decision::TreatAsFull, "現場確認留至下課").await;
        let issued = issue(world, None).await;
        let hours = |who| hours_of(&issued, who).map(|h| h.0);
        assert_eq!(hours(ADMITTED), Some(6));
        assert_eq!(hours(late_15), Some(6));
        assert_eq!(hours(late_16), Some(0), "0 is explicit");
        assert_eq!(hours(early_15), Some(6));
        assert_eq!(hours(no_out), Some(6));
        assert_eq!(hours(absent), Some(0), "0 is explicit");
        assert_eq!(hours(CANCELLED), None, "who cancelled is owed nothing");
        assert_eq!(issued.groups, [(HalfHours(6), 4), (HalfHours(0), 2)]);
    };

    a_late_device_leads_to_a_superseding_record => async |world: &World| {
        after_the_session(world, 90);
        let mut a = Tablet::a();
        punch(&mut a, EventKind::SignIn, START);
        end_session(&mut a, END.plus_minutes(10));
        a.push_all(world).await;
        override_final(world).await;
        let subject = Subject::Registration(ADMITTED);
        decide(world, subject, Decision::Reject, "未簽退，無法確認").await;
        assert_eq!(issue(world, None).await.groups, [(HalfHours(0), 1)]);
        let own = docs(world, Caller::Attendee, Scope::Person(ATTENDEE), kinds::OWN_RECORD).await;
        assert_eq!(own[0]["state"], "not_passed");

        // Nine days later an old phone brings the forgotten sign-out (T-55).
        world.state.clock.set(Some(END.plus_minutes(9 * 24 * 60)));
        let mut b = Tablet::b();
        punch(&mut b, EventKind::SignOut, END);
        b.push_all(world).await;
        let (_, error) = preview_refused(world).await;
        assert_eq!(error.code, "undecided", "new facts reopen the case");
        let own = docs(world, Caller::Attendee, Scope::Person(ATTENDEE), kinds::OWN_RECORD).await;
        assert_eq!(own[0]["state"], "not_passed", "issued hours never change silently");

        decide(world, subject, Decision::Accept, "補到簽退紀錄").await;
        let body = api::IssueHours { preview: false, reason: Some("  ".into()) };
        let (status, error) = refused(world, api::HOURS, &body).await;
        assert_eq!((status, error.code.as_str()), (400, "reason_missing"));
        let issued = issue(world, Some("遲到之裝置補送簽退")).await;
        assert_eq!((issued.new, issued.superseding, issued.unchanged), (0, 1, 0));

        let mut tx = world.state.store.read().await.unwrap();
        let versions = tx.hours_records(SESSION_1).await.unwrap().remove(&subject).unwrap();
        let seen: Vec<_> = versions.iter().map(|v| (v.version, v.total.0, v.state)).collect();
        assert_eq!(seen, [(1, 0, HoursState::Issued), (2, 6, HoursState::Corrected)]);
        assert!(versions[1].reason.contains("遲到之裝置補送簽退"));
        let audit = tx.audit_of(&format!("session:{SESSION_1}")).await.unwrap();
        let issues: Vec<_> = audit.iter().filter(|line| line.action == "issue_hours").collect();
        assert_eq!(issues.len(), 2, "the audit shows both");
        assert_eq!(issues[1].detail[0]["before"]["half_hours"], 0);
        assert_eq!(issues[1].detail[0]["after"]["half_hours"], 6);
        drop(tx);

        let own = docs(world, Caller::Attendee, Scope::Person(ATTENDEE), kinds::OWN_RECORD).await;
        assert_eq!(own[0]["state"], "issued");
        assert_eq!(own[0]["versions"].as_array().unwrap().len(), 2, "visible to the person");
        assert_eq!(docs(world, Caller::Organiser, Scope::Course(COURSE), kinds::HOURS).await.len(), 2);
    };

    a_walk_in_linked_after_issuing_counts_once => async |world: &World| {
        after_the_session(world, 90);
        let (mut a, draft) = (Tablet::a(), yanxi_domain::ids::DraftId(uuid::Uuid::new_v4()));
        let walk_in = Subject::Draft(draft);
        let record = yanxi_domain::ids::RecordId(uuid::Uuid::new_v4());
        for (kind, at) in [
            (EventKind::WalkIn { record }, START),
            (EventKind::SignIn, START),
            (EventKind::SignOut, END),
        ] {
            let mut event = a.event(SESSION_1, kind);
            event.subject = Some(walk_in);
            event.at = at;
            event.mono = u64::try_from(at.since(DAY.plus_minutes(-120))).unwrap();
            a.write(&event);
        }
        a.push_all(world).await;
        override_final(world).await;
        decide(world, walk_in, Decision::Accept, "現場確認").await;
        assert_eq!(issue(world, None).await.groups, [(HalfHours(6), 1), (HalfHours(0), 1)]);

        let link = api::LinkDraft { draft, registration: ADMITTED };
        done(world, api::DRAFT_LINKS, &link).await;
        let issued = issue(world, Some("現場報名併入原報名")).await;
        assert_eq!(hours_of(&issued, ADMITTED), Some(HalfHours(6)));
        let mut tx = world.state.store.read().await.unwrap();
        let records = tx.hours_records(SESSION_1).await.unwrap();
        let newest = records[&walk_in].last().unwrap();
        assert_eq!((newest.state, newest.total), (HoursState::Revoked, HalfHours(0)));
        drop(tx);
        let again = issue(world, None).await;
        assert_eq!((again.new, again.superseding), (0, 0));
    };

    who_is_cancelled_after_issuing_loses_the_record_visibly => async |world: &World| {
        after_the_session(world, 90);
        on_paper(world, ADMITTED, Some(START), Some(END)).await;
        let absent = admit(world, 1, "未出席").await;
        override_final(world).await;
        assert_eq!(issue(world, None).await.groups, [(HalfHours(6), 1), (HalfHours(0), 1)]);
        let mut tx = world.state.store.write(&[Scope::Session(SESSION_1)]).await.unwrap();
        let mut row = tx.registration(absent).await.unwrap().unwrap().entry;
        row.state = yanxi_domain::roster::RegistrationState::Cancelled;
        tx.put_registration(&row, None, 101).await.unwrap();
        tx.commit().await.unwrap();
        let issued = issue(world, Some("事前已取消，名冊更正")).await;
        assert_eq!((issued.superseding, issued.unchanged), (1, 1));
        let mut tx = world.state.store.read().await.unwrap();
        let records = tx.hours_records(SESSION_1).await.unwrap();
        let newest = records[&Subject::Registration(absent)].last().unwrap();
        assert_eq!((newest.version, newest.state), (2, HoursState::Revoked));
        assert_eq!(newest.reason, "報名已取消，原核發撤銷：事前已取消，名冊更正");
    };
}

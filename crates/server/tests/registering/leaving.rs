//! 取消, 放棄, 請假: until when, and what follows (U-E5, S3-22, 14.8).

use yanxi_domain::roster::RegistrationState::{Admitted, Cancelled, OnLeave, Waitlisted};
use yanxi_protocol::{
    api::ApiError,
    registering::{self as wire, Registered},
};

use crate::{common::*, help::*, on_both};

on_both! {
    one_minute_before_the_deadline_and_one_minute_after => async |world: &World| {
        let mut plan = Plan::of(5);
        let deadline = START.plus_minutes(-24 * 60);
        plan.terms.cancel_deadline = Some(deadline);
        let everybody = opened(world, &plan, 2).await;
        let before = everybody[0].register(world, FIRST).await.registration;
        let after = everybody[1].register(world, FIRST).await.registration;
        world.state.clock.set(Some(deadline.plus_minutes(-1)));
        let (status, answer): (u16, Registered) = everybody[0].leave(world, before, "give_up").await;
        assert_eq!((status, answer.state), (200, Cancelled));
        world.state.clock.set(Some(deadline.plus_minutes(1)));
        let (status, error): (u16, ApiError) = everybody[1].leave(world, after, "give_up").await;
        assert_eq!((status, error.code.as_str()), (409, "cancel_closed"));
        assert!(error.reason.starts_with("已逾取消期限，請改以「請假」聯繫承辦人"));
        assert_eq!(state_of(world, after).await, Admitted);
        // Instead: 請假, which the organiser decides.
        let (status, answer): (u16, Registered) = everybody[1].leave(world, after, "ask_leave").await;
        assert_eq!((status, answer.state, answer.leave_asked), (200, Admitted, true));
        let path = wire::LEAVE_DECISION.replace("{registration}", &after.to_string());
        let body = serde_json::json!({ "accepted": true });
        let (status, _) = world.raw(Caller::Organiser.request("POST", &path, body.to_string().into_bytes())).await;
        assert_eq!(status, 204);
        assert_eq!(state_of(world, after).await, OnLeave);
        assert_eq!(everybody[1].notices(world).await, ["admitted", "leave"]);
        // Decided is decided.
        let (status, error): (u16, ApiError) = world.post(Caller::Organiser, &path, &body).await;
        assert_eq!((status, error.code.as_str()), (409, "leave_not_asked"));
    };

    leave_cannot_be_asked_for_while_cancelling_is_possible => async |world: &World| {
        let everybody = opened(world, &Plan::of(5), 1).await;
        let id = everybody[0].register(world, FIRST).await.registration;
        let (status, error): (u16, ApiError) = everybody[0].leave(world, id, "ask_leave").await;
        assert_eq!((status, error.code.as_str()), (409, "cancel_open"));
    };

    cancelling_twice_is_harmless_and_a_new_registration_is_a_new_row => async |world: &World| {
        let everybody = opened(world, &Plan::of(5), 1).await;
        let first = everybody[0].register(world, FIRST).await.registration;
        for _ in 0..2 {
            let (status, answer): (u16, Registered) = everybody[0].leave(world, first, "give_up").await;
            assert_eq!((status, answer.state), (200, Cancelled));
        }
        let again = everybody[0].register(world, FIRST).await;
        assert_ne!(again.registration, first);
        assert_eq!(again.state, Admitted);
        let roster = world.state.store.read().await.unwrap().registrations(FIRST).await.unwrap();
        let states: Vec<_> = roster.iter().map(|row| row.entry.state).collect();
        assert_eq!(states, [Cancelled, Admitted], "a tablet still explains the first one");
    };

    on_the_day_nobody_moves_up_by_itself => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 3).await;
        let first = everybody[0].register(world, FIRST).await.registration;
        let second = everybody[1].register(world, FIRST).await.registration;
        let third = everybody[2].register(world, FIRST).await.registration;
        world.state.clock.set(Some(DAY));
        everybody[0].leave::<Registered>(world, first, "give_up").await;
        assert_eq!(state_of(world, second).await, Waitlisted(1));
        // Somebody who waits leaves: the others close up.
        everybody[1].leave::<Registered>(world, second, "withdraw").await;
        assert_eq!(state_of(world, third).await, Waitlisted(1));
    };

    nobody_leaves_for_somebody_else => async |world: &World| {
        let everybody = opened(world, &Plan::of(1), 2).await;
        let first = everybody[0].register(world, FIRST).await.registration;
        let (status, error): (u16, ApiError) = everybody[1].leave(world, first, "give_up").await;
        assert_eq!((status, error.code.as_str()), (403, "forbidden"));
        assert_eq!(state_of(world, first).await, Admitted);
    };

    who_gives_up_a_seat_gets_the_one_they_waited_for_at_the_same_time => async |world: &World| {
        let everybody = opened(world, &Plan { capacity: Some(1), same_time: true, ..Plan::default() }, 3).await;
        let taken = everybody[0].register(world, SECOND).await.registration;
        let waits = everybody[1].register(world, SECOND).await.registration;
        let seat = everybody[1].register(world, FIRST).await;
        assert_eq!(seat.remarks.iter().map(|r| r.code.as_str()).collect::<Vec<_>>(), ["may_collide"]);
        // The seat becomes free while the one who waits sits elsewhere at that time: it stays free (R-CAP 5).
        everybody[0].leave::<Registered>(world, taken, "give_up").await;
        assert_eq!(state_of(world, waits).await, Waitlisted(1));
        everybody[1].leave::<Registered>(world, seat.registration, "give_up").await;
        assert_eq!(state_of(world, waits).await, Admitted);
    };
}

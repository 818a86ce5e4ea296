use yanxi_domain::{
    bring::LoginKind,
    course::{DeliveryMode, SessionState},
    notice::NoticeKind,
    plan::Material,
    time::Timestamp,
};
use yanxi_protocol::scope::Scope;
use yanxi_server::{service::reminders::remind, store::Application};

use crate::{common::*, on_both};

on_both! {
    who_has_a_seat_tomorrow_is_reminded_once => once;
    nobody_is_woken_and_nothing_is_said_of_what_does_not_take_place => quiet;
    the_manual_is_told_once_a_course => manual;
}

/// Ten in the morning of the day before the fixture's sessions.
fn eve() -> Timestamp {
    DAY.plus_minutes(-24 * 60 + 80)
}

async fn told(world: &World) -> Vec<NoticeKind> {
    let mut tx = world.state.store.read().await.unwrap();
    tx.notices_of(ATTENDEE).await.unwrap().into_iter().map(|(_, notice)| notice.what).collect()
}

async fn log_in_with(world: &World, login: Option<LoginKind>, holds_aa: bool) {
    let mut tx = world.state.store.write(&[Scope::Session(SESSION_1), Scope::Course(COURSE)]).await.unwrap();
    let mut row = tx.registration(ADMITTED).await.unwrap().unwrap();
    row.application = Application { login, holds_aa, ..Application::default() };
    tx.change_registration(&row).await.unwrap();
    tx.commit().await.unwrap();
}

async fn once(world: &World) {
    log_in_with(world, Some(LoginKind::CitizenCertificate), true).await;
    world.state.clock.set(Some(eve()));
    assert_eq!(remind(&world.state).await.unwrap(), 1);
    let items = ["XCA 憑證", "自然人憑證", "讀卡機"].map(str::to_owned).to_vec();
    assert_eq!(told(world).await, [NoticeKind::BringList { items }]);
    // Neither later, nor by another process.
    world.state.clock.set(Some(eve().plus_minutes(120)));
    let other = World::open(&world.url).await;
    other.state.clock.set(Some(eve().plus_minutes(180)));
    assert_eq!(remind(&world.state).await.unwrap() + remind(&other.state).await.unwrap(), 0);
    other.state.store.close().await;
}

async fn quiet(world: &World) {
    log_in_with(world, Some(LoginKind::Otp), false).await;
    for (now, why) in [
        (eve().plus_minutes(-8 * 60), "two in the morning"),
        (eve().plus_minutes(-24 * 60), "two days before"),
        (DAY, "the day itself"),
    ] {
        world.state.clock.set(Some(now));
        assert_eq!(remind(&world.state).await.unwrap(), 0, "{why}");
    }
    let mut tx = world.state.store.write(&[Scope::Session(SESSION_1), Scope::Course(COURSE)]).await.unwrap();
    let mut session = tx.session(SESSION_1).await.unwrap().unwrap();
    session.state = SessionState::Cancelled;
    tx.put_session(&session).await.unwrap();
    tx.commit().await.unwrap();
    world.state.clock.set(Some(eve()));
    assert_eq!(remind(&world.state).await.unwrap(), 0);
    // Who did not say how they log in gets no guess.
    let mut tx = world.state.store.write(&[Scope::Session(SESSION_1), Scope::Course(COURSE)]).await.unwrap();
    session.state = SessionState::Scheduled;
    assert_eq!(session.mode, DeliveryMode::OnSite);
    tx.put_session(&session).await.unwrap();
    tx.commit().await.unwrap();
    log_in_with(world, None, false).await;
    assert_eq!(remind(&world.state).await.unwrap(), 0);
}

async fn manual(world: &World) {
    let mut tx = world.state.store.write(&[Scope::Course(COURSE)]).await.unwrap();
    let mut course = tx.course(COURSE).await.unwrap().unwrap();
    course.info.materials =
        vec![Material { title: "操作手冊".into(), place: "學籍系統/最新消息".into() }];
    tx.put_course(&course).await.unwrap();
    tx.commit().await.unwrap();
    world.state.clock.set(Some(eve()));
    assert_eq!(remind(&world.state).await.unwrap(), 1);
    assert_eq!(remind(&world.state).await.unwrap(), 0);
    assert_eq!(told(world).await, [NoticeKind::Manual { place: "操作手冊：學籍系統/最新消息".into() }]);
}

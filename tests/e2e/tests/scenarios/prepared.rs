//! The scene of all scripted days is what the scripts take for granted.

use yanxi_domain::roster::RegistrationState;
use yanxi_e2e::{
    stage::{Stage, at},
    truth::Truth,
};

#[tokio::test(flavor = "multi_thread")]
async fn the_scripted_day_has_two_fresh_sessions_at_nine_and_half_past_one() -> anyhow::Result<()> {
    let stage = Stage::open("prepared").await?;
    let organiser = stage.organiser().await?;
    let [first, second] = stage.sessions(&organiser).await?;
    assert_eq!((first.periods[0].start, first.periods[0].end), (at("09:00"), at("12:00")));
    assert_eq!((second.periods[0].start, second.periods[0].end), (at("13:30"), at("16:30")));
    for (session, admitted) in [(first, 60), (second, 55)] {
        let truth = Truth::read(&organiser, &session).await?;
        assert!(truth.events.is_empty(), "nobody has come yet");
        let count = truth.roster.iter().filter(|entry| entry.state == RegistrationState::Admitted).count();
        assert_eq!(count, admitted);
        truth.check_streams()?;
    }
    Ok(())
}

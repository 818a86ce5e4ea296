//! The kill test: somebody taps as fast as the screen allows, and at a random moment every process of the browser dies.
//! What was shown green must be on the server in the end, once; what was not shown may be there or not, but the tablet
//! must say so after the restart.

use std::{
    collections::BTreeMap,
    fmt,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use yanxi_domain::{event::EventKind, roster::RegistrationState};

use crate::{
    browser::{Browser, TABLET},
    dice::Dice,
    proxy::Network,
    stage::{Stage, at},
    truth::Truth,
};

/// The browser dies this long after the first tap of a round, at most.
const LONGEST_LIFE: Duration = Duration::from_millis(2_500);
const NETWORKS: [Network; 4] = [Network::Pass, Network::Refuse, Network::Hang, Network::LoseAnswers];

/// What a run came to.
#[derive(Debug, Default)]
pub struct Report {
    /// Times the browser was killed.
    pub kills: u32,
    /// Taps shown green.
    pub green: u32,
    /// Taps that had been pressed but not shown green when the browser died, and were found stored.
    pub stored_unseen: u32,
    /// Likewise, found not stored.
    pub lost_unseen: u32,
    /// From starting the browser until the list could be used.
    pub restart_ms: Vec<u128>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut restarts = self.restart_ms.clone();
        restarts.sort_unstable();
        let median = restarts.get(restarts.len() / 2).copied().unwrap_or_default();
        write!(
            f,
            "{} kills; {} taps shown green, all on the server once; cut off in mid-tap: {} stored, {} not; \
             browser start to usable list: median {median} ms",
            self.kills, self.green, self.stored_unseen, self.lost_unseen
        )
    }
}

/// One person as this test knows them.
#[derive(Debug)]
struct Tapped {
    texts: [String; 3],
    /// What must be on the server, in order: `true` is a sign-in.
    stored: Vec<bool>,
}

impl Tapped {
    fn inside(&self) -> bool {
        self.stored.last().copied().unwrap_or(false)
    }
}

/// Runs it.
///
/// # Errors
/// A green tap is missing or doubled, or the tablet does not come back.
pub async fn run(times: u32, seed: u64) -> anyhow::Result<Report> {
    let stage = Stage::open("kill-browser").await?;
    let mut tablet = stage.browser("平板", TABLET).await?;
    let result = play(&stage, &mut tablet, times, seed).await;
    stage.watched(&[&tablet], result).await
}

async fn play(stage: &Stage, tablet: &mut Browser, times: u32, seed: u64) -> anyhow::Result<Report> {
    let mut dice = Dice::new(seed);
    let mut report = Report::default();
    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    tablet.start("/").await?;
    tablet.press("以方志豪進入").await?;
    tablet.press("進入第一場").await?;
    tablet.offline_ready().await?;
    // Both sign-in and sign-out are possible without a question now.
    stage.travel(at("11:50"), &mut [tablet]).await?;
    tablet.quit().await?;

    let mut people = roster(&Truth::read(&organiser, &session).await?);
    let mut signing_in = true;
    for _ in 0..times {
        let started = Instant::now();
        let network = NETWORKS[usize::try_from(dice.below(4))?];
        tablet.network(network);
        tablet
            .start("/desk")
            .await
            .or_else(|error| if network == Network::Pass { Err(error) } else { Ok(()) })?;
        tablet.at_the_list().await?;
        report.restart_ms.push(started.elapsed().as_millis());
        if people.values().all(|person| person.inside() == signing_in) {
            signing_in = !signing_in;
        }
        tablet.mode(if signing_in { "簽到" } else { "簽退" }).await?;

        let mut pressed = None;
        let life = dice.moment(LONGEST_LIFE);
        tokio::select! {
            died = tap_on(tablet, &mut people, signing_in, &mut pressed, &mut report.green) => died?,
            () = tokio::time::sleep(life) => {}
        }
        tablet.kill().await?;
        report.kills += 1;

        if let Some(label) = pressed {
            tablet
                .start("/desk")
                .await
                .or_else(|error| if network == Network::Pass { Err(error) } else { Ok(()) })?;
            tablet.at_the_list().await?;
            let person = people.get_mut(&label).context("pressed nobody")?;
            if is_stored(tablet, person, signing_in).await? {
                person.stored.push(signing_in);
                report.stored_unseen += 1;
            } else {
                report.lost_unseen += 1;
            }
            tablet.kill().await?;
            report.kills += 1;
        }
    }
    tablet.network(Network::Pass);
    tablet.start("/desk").await?;
    tablet.at_the_list().await?;
    tablet.all_sent().await?;
    compare(&Truth::read(&organiser, &session).await?, &people)?;
    Ok(report)
}

fn roster(truth: &Truth) -> BTreeMap<String, Tapped> {
    let admitted = truth.roster.iter().filter(|entry| entry.state == RegistrationState::Admitted);
    admitted
        .map(|entry| {
            let texts = [entry.name.clone(), entry.school_name.clone(), entry.title.clone()];
            (texts.join(" "), Tapped { texts, stored: Vec::new() })
        })
        .collect()
}

/// Taps one person after the other until the browser dies. `pressed` names whoever has been pressed and not shown green.
async fn tap_on(
    tablet: &Browser,
    people: &mut BTreeMap<String, Tapped>,
    signing_in: bool,
    pressed: &mut Option<String>,
    green: &mut u32,
) -> anyhow::Result<()> {
    let word = if signing_in { "簽到" } else { "簽退" };
    for (label, person) in people.iter_mut().filter(|(_, person)| person.inside() != signing_in) {
        let texts: Vec<&str> = person.texts.iter().map(String::as_str).collect();
        tablet.choose_row(&texts).await?;
        *pressed = Some(label.clone());
        tablet.press(word).await?;
        let [name, school, title] = &person.texts;
        tablet.green_text(&format!("{name}（{school} {title}）{word}")).await?;
        *pressed = None;
        person.stored.push(signing_in);
        *green += 1;
    }
    Ok(())
}

/// What the tablet says of the person after the restart.
async fn is_stored(tablet: &Browser, person: &Tapped, signing_in: bool) -> anyhow::Result<bool> {
    tablet.search(&person.texts[0]).await?;
    let texts: Vec<&str> = person.texts.iter().map(String::as_str).collect();
    let row = tablet.the_row(&texts).await?;
    let shown = row.text().await?;
    Ok(shown.contains(if signing_in { "已簽到" } else { "已簽退" }))
}

fn compare(truth: &Truth, people: &BTreeMap<String, Tapped>) -> anyhow::Result<()> {
    truth.check_streams()?;
    for (label, person) in people {
        let mut events = truth.events_of(label);
        events.sort_by_key(|e| e.event.seq);
        let found: Vec<bool> = events.iter().map(|e| e.event.kind == EventKind::SignIn).collect();
        ensure!(found == person.stored, "{label}: the server has {found:?}, shown was {:?}", person.stored);
    }
    let expected: usize = people.values().map(|person| person.stored.len()).sum();
    if truth.events.len() != expected {
        bail!("{} events on the server, {expected} were made", truth.events.len());
    }
    Ok(())
}

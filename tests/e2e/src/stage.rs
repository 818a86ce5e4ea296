//! A server, a browser driver and a clock for one scenario, all thrown away afterwards.

use std::{env, path::PathBuf, sync::Arc};

use anyhow::{Context as _, anyhow};
use chrono::NaiveDate;
use tempfile::TempDir;
use yanxi_domain::{course::Session, time::Timestamp};
use yanxi_protocol::{
    api::{self, Role},
    docs,
    scope::Scope,
};

use crate::{
    api::Person,
    browser::{Browser, Size, TABLET},
    clock::{Clock, taipei},
    driver::Driver,
    proxy::Proxy,
    server::Server,
};

/// Tuesday of all scripted days: after the days of the demo plan, which are history.
#[must_use]
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 11, 18).unwrap_or_default()
}

/// A time of [`day`].
#[must_use]
pub fn at(time: &str) -> Timestamp {
    taipei(day(), time)
}

/// Where one scenario plays.
#[derive(Debug)]
pub struct Stage {
    /// The server.
    pub server: Server,
    /// The time of the script.
    pub clock: Arc<Clock>,
    name: String,
    driver: Driver,
    folder: TempDir,
}

impl Stage {
    /// Starts a server with demo data at 08:40 of [`day`]: the first session of that day begins at 09:00, the second
    /// one at 13:30.
    ///
    /// # Errors
    /// Server or driver do not start.
    pub async fn open(name: &str) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("yanxi-e2e-")?;
        let clock = Clock::default();
        clock.set(at("08:40"));
        let server = Server::start(&folder.path().join("server"), clock.now()).await?;
        let driver = Driver::start().await?;
        Ok(Self { server, clock: Arc::new(clock), name: name.to_owned(), driver, folder })
    }

    /// Starts a server without demo data, in real time.
    ///
    /// # Errors
    /// Server or driver do not start.
    pub async fn open_real(name: &str) -> anyhow::Result<Self> {
        Self::open_real_on(name, None).await
    }

    /// The same over the empty PostgreSQL at `database`.
    ///
    /// # Errors
    /// As [`Self::open_real`].
    pub async fn open_real_on(name: &str, database: Option<String>) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("yanxi-e2e-")?;
        let server = Server::start_real(&folder.path().join("server"), database).await?;
        let driver = Driver::start().await?;
        Ok(Self { server, clock: Arc::default(), name: name.to_owned(), driver, folder })
    }

    /// A new browser with an empty profile, not started yet.
    ///
    /// # Errors
    /// No port is free for its network.
    pub async fn browser(&self, name: &str, size: Size) -> anyhow::Result<Browser> {
        let proxy = Proxy::start(self.server.address()).await?;
        Ok(Browser::new(name, proxy, self.folder.path(), self.driver.url(), size, Arc::clone(&self.clock)))
    }

    /// The organiser of the demo courses, over HTTP.
    ///
    /// # Errors
    /// The server does not answer.
    pub async fn organiser(&self) -> anyhow::Result<Person> {
        Person::enter(&self.server, "organiser").await
    }

    /// The two sessions of the scripted day that are still to come at 08:40.
    ///
    /// # Errors
    /// The demo data has another shape.
    pub async fn sessions(&self, organiser: &Person) -> anyhow::Result<[Session; 2]> {
        let mut sessions = self.own_sessions(organiser).await?;
        sessions.retain(|session| session.date == day() && session.number < 3);
        sessions.sort_by_key(|session| session.number);
        let found = sessions.len();
        sessions.try_into().map_err(|_| anyhow!("the demo data has {found} such sessions on {}", day()))
    }

    /// The afternoon session of the demo history, which has doubtful cases to decide.
    ///
    /// # Errors
    /// The demo data has another shape.
    pub async fn doubtful_session(&self, organiser: &Person) -> anyhow::Result<Session> {
        let afternoon = at("13:30").taipei().time();
        let sessions = self.own_sessions(organiser).await?;
        let found = sessions.into_iter().find(|session| {
            session.date < day()
                && session.number == 2
                && session.periods.iter().any(|p| p.start.taipei().time() == afternoon)
        });
        found.context("the demo data has no such session")
    }

    async fn own_sessions(&self, organiser: &Person) -> anyhow::Result<Vec<Session>> {
        let account = organiser.entered.as_ref().and_then(|entered| entered.me.account.as_ref());
        let mut sessions = Vec::new();
        for role in account.map(|account| account.roles.as_slice()).unwrap_or_default() {
            if let Role::Organiser { courses } = role {
                for course in courses {
                    sessions.extend(
                        organiser.pull(Scope::Course(*course)).await?.docs::<Session>(docs::SESSION)?,
                    );
                }
            }
        }
        Ok(sessions)
    }

    /// A tablet somebody has prepared: enrolled, unlocked, able to start without a network, at the list of a session.
    ///
    /// # Errors
    /// The product does not let them.
    pub async fn tablet(&self, name: &str, operator: &str, session: &str) -> anyhow::Result<Browser> {
        let mut tablet = self.browser(name, TABLET).await?;
        let result = prepare(&mut tablet, operator, session).await;
        self.watched(&[&tablet], result).await?;
        Ok(tablet)
    }

    /// Lets it be this time for the server and the given browsers.
    ///
    /// # Errors
    /// The server or a browser does not answer.
    pub async fn travel(&self, now: Timestamp, browsers: &mut [&mut Browser]) -> anyhow::Result<()> {
        self.clock.set(now);
        let body = api::DemoClock { now: Some(self.clock.now()) };
        Person::nobody(&self.server)?.post::<serde_json::Value>(api::DEMO_CLOCK, &body).await?;
        for browser in browsers {
            browser.travel().await?;
        }
        Ok(())
    }

    /// Runs a part of the scenario; if it fails, pictures and texts of the browsers are kept.
    ///
    /// # Errors
    /// Those of the part, with the place of the evidence.
    pub async fn watched<T>(&self, browsers: &[&Browser], result: anyhow::Result<T>) -> anyhow::Result<T> {
        if result.is_err() {
            let folder = evidence_folder(&self.name);
            for browser in browsers {
                browser.evidence(&folder).await;
            }
            let _ = std::fs::copy(self.folder.path().join("server/log.txt"), folder.join("server.txt"));
            eprintln!("evidence is in {}", folder.display());
        }
        result
    }
}

/// `target/e2e/NAME`.
#[must_use]
pub fn evidence_folder(name: &str) -> PathBuf {
    target_folder().join("e2e").join(name)
}

/// Cargo's target directory.
#[must_use]
pub fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target")), PathBuf::from)
}

async fn prepare(tablet: &mut Browser, operator: &str, session: &str) -> anyhow::Result<()> {
    tablet.start("/").await?;
    tablet.press(&format!("以{operator}進入")).await?;
    tablet.press(&format!("進入{session}")).await?;
    tablet.offline_ready().await?;
    tablet.at_the_list().await?;
    // Browsers write cookies to disk with a delay; a tablet that was prepared yesterday has long done so.
    tablet.quit().await?;
    tablet.start("/desk").await?;
    tablet.at_the_list().await
}

//! E2E-1: the network is off from 08:40 to 12:20, about sixty people come, and the browsers die at random taps.

use std::collections::BTreeSet;

use anyhow::Context as _;
use yanxi_domain::{
    attendance::{Flag, Status},
    event::Direction,
    finality::Finality,
    roster::RegistrationState,
    time::Timestamp,
};
use yanxi_e2e::{
    api::Person,
    browser::{Browser, TABLET, TABLET_PORTRAIT},
    desk::Who,
    desk_dialogs::Guest,
    dice::Dice,
    oracle::Oracle,
    proxy::Network,
    stage::{Stage, at},
    truth::Truth,
    wait,
};

const WANG: Who = Who { name: "王小明", school: "海豐國小", title: "教務主任" };
const CHEN: Who = Who { name: "陳怡君", school: "南州國中", title: "輔導組長" };
const RARE: Who = Who { name: "王\u{249DF}", school: "海豐國小", title: "註冊組長" };
const WALIS: Who = Who { name: "瓦歷斯．諾幹", school: "泰武國小", title: "教師" };
const LIN: Who = Who { name: "林志明", school: "南州國中", title: "資訊組長" };
const WAITING: Who = Who { name: "蘇俊雯", school: "禾東國小", title: "教學組長" };
const LI_WRONG: Who = Who { name: "李小華", school: "屏大附小", title: "教師" };
const LI_RIGHT: Who = Who { name: "李小華", school: "泰武國小", title: "輔導組長" };
const ZHANG: Who = Who { name: "張美玲", school: "屏大附小", title: "註冊組長" };
const HUANG: Who = Who { name: "黃大為", school: "南州國中", title: "生教組長" };
const GUEST: Guest = Guest { name: "孫宜庭", school: "測試國小", title: "教學組長", reason: None };
const NAMED: [Who; 9] = [WANG, CHEN, RARE, WALIS, LIN, LI_WRONG, LI_RIGHT, ZHANG, HUANG];

/// Of the people without a name in the script, this many never come.
const ABSENT: usize = 4;
/// And this many forget to sign out.
const FORGET: usize = 7;
/// One tap in so many is cut off by a power failure.
const KILL_ONE_IN: u64 = 12;
const SEED: u64 = 11_405;

struct Day<'a> {
    stage: &'a Stage,
    a: &'a mut Browser,
    b: &'a mut Browser,
    oracle: Oracle,
    dice: Dice,
    kills: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tablet {
    A,
    B,
}
use Tablet::{A, B};

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_and_nobody_doubled_in_a_blackout_with_power_cuts() -> anyhow::Result<()> {
    let stage = Stage::open("blackout").await?;
    let mut a = stage.browser("平板A", TABLET).await?;
    let mut b = stage.browser("平板B", TABLET_PORTRAIT).await?;
    let mut day = Day {
        stage: &stage,
        a: &mut a,
        b: &mut b,
        oracle: Oracle::default(),
        dice: Dice::new(SEED),
        kills: 0,
    };
    let result = day.play().await;
    let kills = day.kills;
    stage.watched(&[&a, &b], result).await?;
    assert!(kills > 3, "only {kills} kills: the script is too tame");
    Ok(())
}

impl Day<'_> {
    async fn play(&mut self) -> anyhow::Result<()> {
        let organiser = self.stage.organiser().await?;
        let [session, _] = self.stage.sessions(&organiser).await?;
        let others = others(&Truth::read(&organiser, &session).await?);
        self.prepare().await?;
        self.before_the_blackout(&others).await?;
        self.a.network(Network::Refuse);
        self.b.network(Network::Hang);
        self.the_queue(&others).await?;
        self.lost_answers(&organiser, &session).await?;
        self.late_and_away().await?;
        self.sign_out_rush(&others).await?;

        self.on(A).end_session().await?;
        self.time("12:20").await?;
        self.a.network(Network::Pass);
        self.a.all_sent().await?;
        self.b.quit().await?;
        let truth = Truth::read(&organiser, &session).await?;
        let waiting = truth.finality(at("12:30"));
        assert!(matches!(&waiting, Finality::Waiting { devices } if devices.len() == 1), "{waiting:?}");
        let statuses = truth.statuses(at("12:30"));
        assert!(
            !statuses.values().any(|status| *status == Status::NoShow),
            "nobody is absent before B reports"
        );

        self.time("17:10").await?;
        self.b.network(Network::Pass);
        self.b.start("/desk").await?;
        self.b.at_the_list().await?;
        self.b.end_session().await?;
        self.b.all_sent().await?;
        self.compare(&Truth::read(&organiser, &session).await?)
    }

    fn on(&self, tablet: Tablet) -> &Browser {
        match tablet {
            A => self.a,
            B => self.b,
        }
    }

    async fn time(&mut self, time: &str) -> anyhow::Result<Timestamp> {
        let now = at(time);
        self.stage.travel(now, &mut [self.a, self.b]).await?;
        Ok(now)
    }

    async fn prepare(&mut self) -> anyhow::Result<()> {
        self.time("07:30").await?;
        for (tablet, operator) in [(&mut *self.a, "方志豪"), (&mut *self.b, "羅婉如")] {
            tablet.start("/").await?;
            tablet.press(&format!("以{operator}進入")).await?;
            tablet.press("進入第一場").await?;
            tablet.offline_ready().await?;
            tablet.at_the_list().await?;
            tablet.quit().await?;
            tablet.start("/desk").await?;
            tablet.at_the_list().await?;
        }
        Ok(())
    }

    /// One tap, sometimes with a power cut right after the finger came down.
    async fn tap(
        &mut self,
        tablet: Tablet,
        time: &str,
        who: Who,
        direction: Direction,
    ) -> anyhow::Result<()> {
        let now = self.time(time).await?;
        let word = if direction == Direction::In { "簽到" } else { "簽退" };
        if self.dice.below(KILL_ONE_IN) == 0 {
            self.kills += 1;
            let browser = match tablet {
                A => &mut *self.a,
                B => &mut *self.b,
            };
            browser.choose(who).await?;
            browser.press(word).await?;
            browser.kill().await?;
            browser.start("/desk").await?;
            browser.at_the_list().await?;
            browser.search(who.name).await?;
            let row = browser.the_row(&[who.name, who.school, who.title]).await?;
            if !row.text().await?.contains(&format!("已{word}")) {
                tap_now(browser, who, direction).await?;
            }
        } else {
            tap_now(self.on(tablet), who, direction).await?;
        }
        self.oracle.punch(&who.label(), direction, now);
        Ok(())
    }

    async fn before_the_blackout(&mut self, others: &[Who]) -> anyhow::Result<()> {
        self.tap(A, "08:20", others[0], Direction::In).await?;
        self.tap(A, "08:31", WANG, Direction::In).await?;
        self.tap(A, "08:34", CHEN, Direction::In).await?;
        self.tap(A, "08:36", RARE, Direction::In).await?;
        self.tap(A, "08:38", WALIS, Direction::In).await?;
        // What A did is on B before anything happens, with the name of the device that did it.
        self.b.choose(WANG).await?;
        self.b.sees("08:31 簽到（示範平板").await
    }

    async fn the_queue(&mut self, others: &[Who]) -> anyhow::Result<()> {
        self.tap(A, "08:41:05", LIN, Direction::In).await?;
        self.tap(B, "08:41:50", LIN, Direction::In).await?;
        self.on(A).sees("離線").await?;
        self.tap(B, "08:43", WAITING, Direction::In).await?;

        let now = self.time("08:45").await?;
        self.on(B).walk_in(GUEST).await?;
        self.oracle.punch(&format!("現場 {}", GUEST.name), Direction::In, now);

        self.time("08:47").await?;
        self.on(B).sign_in(LI_WRONG).await?;
        self.on(B).undo(LI_WRONG).await?;
        self.tap(B, "08:47:30", LI_RIGHT, Direction::In).await?;
        self.tap(A, "08:48", HUANG, Direction::In).await?;

        let coming = &others[1..others.len() - ABSENT];
        let (in_time, queueing) = coming.split_at(coming.len() * 2 / 3);
        for (index, who) in in_time.iter().enumerate() {
            let time = format!("08:{:02}:{:02}", 49 + index / 4, index % 4 * 13);
            self.tap(tablet_of(index), &time, *who, Direction::In).await?;
        }
        self.time("09:00").await?;
        self.on(A).extend("09:10").await?;
        self.oracle.extend(at("09:10"));
        for (index, who) in queueing.iter().enumerate() {
            let time = format!("09:{:02}:{:02}", 1 + index / 3, index % 3 * 17);
            self.tap(tablet_of(index + in_time.len()), &time, *who, Direction::In).await?;
        }
        self.time("09:10").await?;
        self.on(A).hand_over("簡偉哲", "8642").await
    }

    /// T-26: the server receives everything of A and the answer is lost.
    async fn lost_answers(
        &mut self,
        organiser: &Person,
        session: &yanxi_domain::course::Session,
    ) -> anyhow::Result<()> {
        self.time("09:20").await?;
        let before = Truth::read(organiser, session).await?.events.len();
        self.a.network(Network::LoseAnswers);
        self.a.press("立即上傳").await?;
        wait::until("the server to receive what A sent", async || {
            Ok((Truth::read(organiser, session).await?.events.len() > before + 20).then_some(()))
        })
        .await?;
        self.a.network(Network::Refuse);
        self.on(A).sees("離線").await
    }

    async fn late_and_away(&mut self) -> anyhow::Result<()> {
        self.tap(A, "09:40", ZHANG, Direction::In).await?;
        self.on(A).sees("您於 09:40 簽到，已逾 15 分鐘，時數由承辦人認定").await?;

        let now = self.time("11:05").await?;
        self.on(A).mode("簽退").await?;
        self.on(A).choose(HUANG).await?;
        self.on(A).press("簽退").await?;
        self.on(A).sees("尚未下課（12:00），確定簽退？").await?;
        self.on(A).press("確定簽退").await?;
        self.on(A).green(HUANG, "簽退").await?;
        self.oracle.punch(&HUANG.label(), Direction::Out, now);
        self.on(A).mode("簽到").await?;
        self.tap(A, "11:20", HUANG, Direction::In).await
    }

    async fn sign_out_rush(&mut self, others: &[Who]) -> anyhow::Result<()> {
        self.time("11:58").await?;
        self.on(A).mode("簽退").await?;
        self.on(B).mode("簽退").await?;
        for who in [WANG, CHEN, RARE, WALIS, LIN, ZHANG] {
            self.tap(A, "11:58:20", who, Direction::Out).await?;
        }
        self.tap(B, "11:59", LI_RIGHT, Direction::Out).await?;
        self.tap(A, "12:01", HUANG, Direction::Out).await?;
        let coming = &others[1..others.len() - ABSENT - FORGET];
        for (index, who) in coming.iter().enumerate() {
            let time = format!("12:{:02}:{:02}", 1 + index / 6, index % 6 * 9);
            self.tap(tablet_of(index), &time, *who, Direction::Out).await?;
        }
        self.time("12:15").await?;
        Ok(())
    }

    fn compare(&self, truth: &Truth) -> anyhow::Result<()> {
        let now = at("17:30");
        truth.check_streams()?;
        assert_eq!(truth.finality(now), Finality::Final);
        let present: BTreeSet<String> = truth
            .outcomes(now)
            .into_iter()
            .filter(|outcome| outcome.first_in.is_some())
            .map(|outcome| truth.label(outcome.subject))
            .collect();
        let came: BTreeSet<String> = self.oracle.came().into_iter().map(str::to_owned).collect();
        assert_eq!(present, came, "lost or doubled people");
        let (expected, found) = (self.oracle.statuses(truth, now), truth.statuses(now));
        for (label, status) in &expected {
            assert_eq!(found.get(label), Some(status), "{label}: {}", truth.story_of(label));
        }
        assert_eq!(found.len(), expected.len());

        let outcome = |who: Who| {
            let found = truth.outcomes(now).into_iter().find(|o| truth.label(o.subject) == who.label());
            found.with_context(|| who.label())
        };
        let twice = outcome(LIN)?;
        assert!(twice.flags.contains(&Flag::DupDevice) && !twice.needs_decision, "{twice:?}");
        assert_eq!(twice.first_in.map(|punch| punch.time.taipei_hhmm()).as_deref(), Some("08:41"));
        assert_eq!(outcome(LI_WRONG)?.status, Status::NoShow);
        assert_eq!(outcome(ZHANG)?.status, Status::Late { minutes: 40 });
        assert_eq!(outcome(HUANG)?.status, Status::Full);
        assert_eq!(
            found.values().filter(|s| **s == Status::NoSignOut).count(),
            FORGET + 1,
            "and the early bird"
        );
        Ok(())
    }
}

async fn tap_now(browser: &Browser, who: Who, direction: Direction) -> anyhow::Result<()> {
    match direction {
        Direction::In => browser.sign_in(who).await,
        Direction::Out => browser.sign_out(who).await,
    }
}

const fn tablet_of(index: usize) -> Tablet {
    if index.is_multiple_of(2) { A } else { B }
}

/// Admitted people the script does not name, in roster order.
fn others(truth: &Truth) -> Vec<Who> {
    let admitted = truth.roster.iter().filter(|entry| entry.state == RegistrationState::Admitted);
    let mut others: Vec<Who> = admitted
        .map(|entry| Who {
            name: entry.name.clone().leak(),
            school: entry.school_name.clone().leak(),
            title: entry.title.clone().leak(),
        })
        .filter(|who| !NAMED.contains(who))
        .collect();
    others.sort_by_key(Who::label);
    others
}

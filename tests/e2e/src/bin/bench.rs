//! `cargo xtask bench`: the browser's share of the measurements. Throttled figures say so in their names.

use anyhow::bail;
use yanxi_e2e::{
    bench::{cold_start, crowd, figures::Figure, figures::table, first_load, push, search, tap},
    stage::Stage,
};

const PARTS: [&str; 5] = ["bytes", "tap", "search", "cold", "push"];
/// Measured without a browser, by another program of the same command.
const ELSEWHERE: &str = "ingest";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|name| !PARTS.contains(&name.as_str()) && *name != ELSEWHERE) {
        bail!("there is no measurement {unknown:?}; there are {} and {ELSEWHERE}", PARTS.join(", "));
    }
    let wants = |part: &str| wanted.is_empty() || wanted.iter().any(|name| name == part);
    let mut figures = Vec::new();
    if wants("bytes") {
        figures.extend(first_load::measure()?);
    }
    if wants("tap") || wants("search") || wants("cold") {
        figures.extend(with_people(1_000, 16.0, &wants).await?);
    }
    if wants("search") {
        figures.extend(with_people(10_000, 50.0, &|part| part == "search").await?);
    }
    if wants("push") {
        for count in [1_000, 10_000] {
            figures.extend(pushed(count).await?);
        }
    }
    println!("{}", table(&figures));
    for figure in &figures {
        println!("{}", figure.json_line());
    }
    Ok(())
}

async fn with_people(
    people: usize,
    search_aim: f64,
    wants: &dyn Fn(&str) -> bool,
) -> anyhow::Result<Vec<Figure>> {
    let mut stage = Stage::open("bench").await?;
    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    crowd::fill(&mut stage, session.id, people).await?;
    let mut tablet = stage.tablet("平板", "方志豪", "第一場").await?;
    tablet.quit().await?;
    let mut figures = Vec::new();
    if wants("search") {
        figures.extend(search::measure(&mut tablet, people, search_aim).await?);
    }
    if wants("cold") {
        figures.extend(cold_start::measure(&mut tablet, people).await?);
    }
    if wants("tap") {
        figures.extend(tap::measure(&stage, &mut tablet).await?);
    }
    Ok(figures)
}

async fn pushed(count: u32) -> anyhow::Result<Vec<Figure>> {
    let mut stage = Stage::open("bench-push").await?;
    let organiser = stage.organiser().await?;
    let [session, _] = stage.sessions(&organiser).await?;
    let people = crowd::fill(&mut stage, session.id, 1_000).await?;
    let mut sender = stage.tablet("平板A", "方志豪", "第一場").await?;
    let mut receiver = stage.tablet("平板B", "羅婉如", "第一場").await?;
    sender.first_tap().await?;
    push::measure(&mut sender, &mut receiver, &session.id.to_string(), &people, count).await
}

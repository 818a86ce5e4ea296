//! The harness itself, against a page of its own.

use std::{net::SocketAddr, sync::Arc};

use chrono::NaiveDate;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use yanxi_domain::time::Timestamp;
use yanxi_e2e::{
    browser::{Browser, TABLET},
    clock::{self, Clock},
    driver::Driver,
    proxy::{Network, Proxy},
};

const PAGE: &str = "<!doctype html><title>t</title><button aria-label='簽到' onclick='localStorage.n = 1 + Number(localStorage.n || 0)'>x</button>\
    <button disabled>簽退</button><label>搜尋 <input></label><p hidden>nobody</p><p>somebody</p>";

async fn page_server() -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = client.read(&mut request).await;
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}",
                PAGE.len()
            );
            let _ = client.write_all(format!("{head}\r\nConnection: close\r\n\r\n{PAGE}").as_bytes()).await;
        }
    });
    Ok(address)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_harness_finds_presses_kills_restarts_cuts_and_shifts_clocks() -> anyhow::Result<()> {
    let folder = TempDir::with_prefix("yanxi-e2e-")?;
    let driver = Driver::start().await?;
    let clock = Arc::new(Clock::default());
    let proxy = Proxy::start(page_server().await?).await?;
    let mut tablet = Browser::new("平板A", proxy, folder.path(), driver.url(), TABLET, Arc::clone(&clock));
    tablet.start("/").await?;

    assert_eq!(tablet.text().await?, "x簽退搜尋 somebody");
    assert!(tablet.has("button", "簽到").await? && !tablet.has("button", "撤銷").await?);
    tablet.press("簽到").await?;
    tablet.fill("搜尋", "王").await?;
    let typed: String = tablet.script("return document.querySelector('input').value", Vec::new()).await?;
    assert_eq!(typed, "王");

    let day = NaiveDate::from_ymd_opt(2025, 8, 5).unwrap_or_default();
    let morning = clock::taipei(day, "08:41");
    clock.set(morning);
    tablet.travel().await?;
    let read: i64 = tablet.script("return Date.now()", Vec::new()).await?;
    assert!((0..5_000).contains(&Timestamp(read).since(morning)), "{read}");
    tablet.set_clock_ahead(47 * 60_000).await?;
    tablet.reload().await?;
    let read: i64 = tablet.script("return new Date().getTime()", Vec::new()).await?;
    assert!((0..9_000).contains(&(Timestamp(read).since(morning) - 47 * 60_000)), "{read}");

    tablet.network(Network::Refuse);
    assert!(tablet.reload().await.is_err() || !tablet.text().await?.contains("somebody"));
    tablet.kill().await?;
    assert!(tablet.text().await.is_err(), "nobody is there");
    tablet.network(Network::Pass);
    tablet.start("/").await?;
    tablet.sees("somebody").await?;
    tablet.quit().await
}

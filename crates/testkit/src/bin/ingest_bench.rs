//! How fast the server takes events: our HTTP path beside plain SQLite inserts of the same rows with the same durability,
//! in the same run on the same disk. Prints a table to stderr and JSON lines to stdout.
//!
//! `cargo run --release -p yanxi-testkit --bin ingest_bench`

use std::{
    path::Path,
    process::ExitCode,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use clap::Parser;
use rusqlite::{Connection, params};
use serde_json::json;
use yanxi_protocol::{api, sync::SyncResponse};
use yanxi_testkit::live::{FakeTablet, LiveError, Server};

/// Measure ingestion.
#[derive(Debug, Parser)]
struct Options {
    /// Names of measurements, as `cargo xtask bench` passes them on: without `ingest` among them there is nothing to do.
    names: Vec<String>,
    /// Events of each bulk measurement.
    #[arg(long, default_value_t = 50_000)]
    events: usize,
    /// Requests of each single-event measurement.
    #[arg(long, default_value_t = 10_000)]
    singles: usize,
    /// Rounds; the median is reported.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

const BATCHES: [usize; 3] = [100, 1_000, 5_000];
const CONCURRENCY: [usize; 3] = [1, 8, 20];

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("FAILED: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), LiveError> {
    if !options.names.is_empty() && !options.names.iter().any(|name| name == "ingest") {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let server = Server::start(Server::free_address()?, folder.path())?;
    let mut rows = FakeTablet::enrol(server.address, "資料列")?;
    rows.tap(options.events.max(options.singles));
    let bytes = rows.stream.iter().map(String::len).sum::<usize>() / rows.stream.len();
    println!("{}", json!({ "measure": "event_bytes", "value": bytes }));
    for batch in BATCHES {
        let (mut plain, mut indexed, mut ours, mut four) = (vec![], vec![], vec![], vec![]);
        for _ in 0..options.rounds {
            plain.push(plain_sqlite(folder.path(), &rows.stream[..options.events], batch, PLAIN)?);
            indexed.push(plain_sqlite(folder.path(), &rows.stream[..options.events], batch, INDEXED)?);
            ours.push(bulk(&server, options.events, batch, 1)?);
            four.push(bulk(&server, options.events, batch, 4)?);
        }
        let [plain, indexed, ours, four] = [plain, indexed, ours, four].map(median);
        let line = json!({ "measure": "bulk", "batch": batch, "plain_sqlite_id_and_text": round(plain),
            "plain_sqlite_our_table": round(indexed), "server_1_connection": round(ours), "server_4_connections": round(four),
            "ratio_to_plain": ratio(ours.max(four), plain), "ratio_to_our_table": ratio(ours.max(four), indexed) });
        println!("{line}");
        eprintln!(
            "batches of {batch:>5}: plain {plain:>8.0}/s  our table {indexed:>8.0}/s  server {ours:>8.0}/s, 4 connections {four:>8.0}/s"
        );
    }
    let singles = &rows.stream[..options.singles.min(5_000)];
    let plain = median(
        (0..options.rounds)
            .map(|_| plain_sqlite(folder.path(), singles, 1, PLAIN))
            .collect::<Result<_, _>>()?,
    );
    println!("{}", json!({ "measure": "single_plain_sqlite", "per_second": round(plain) }));
    eprintln!("single inserts, plain: {plain:.0}/s");
    for concurrency in CONCURRENCY {
        let mut rounds = Vec::new();
        for _ in 0..options.rounds {
            rounds.push(single(&server, options.singles, concurrency)?);
        }
        rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (rate, p50, p95) = rounds[rounds.len() / 2];
        println!(
            "{}",
            json!({ "measure": "single", "concurrency": concurrency, "per_second": round(rate),
                "p50_ms": round(p50 * 100.0) / 100.0, "p95_ms": round(p95 * 100.0) / 100.0 })
        );
        eprintln!("single, {concurrency:>2} at once: {rate:>6.0}/s  p50 {p50:.2} ms  p95 {p95:.2} ms");
    }
    Ok(())
}

fn round(value: f64) -> f64 {
    value.round()
}

fn ratio(ours: f64, theirs: f64) -> f64 {
    (ours / theirs * 100.0).round() / 100.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The least that keeps an event once.
const PLAIN: &str = "CREATE TABLE event (id BLOB PRIMARY KEY, session BLOB, v INTEGER, device BLOB, seq INTEGER, \
                     received_at INTEGER, raw TEXT NOT NULL)";
/// With the indexes that pulling and the stream need.
const INDEXED: &str = "CREATE TABLE event (id BLOB PRIMARY KEY, session BLOB, v INTEGER, device BLOB, seq INTEGER, \
                       received_at INTEGER, raw TEXT NOT NULL); \
                       CREATE UNIQUE INDEX event_stream ON event (device, seq); \
                       CREATE INDEX event_v ON event (session, v)";

/// Rows a second of a prepared INSERT in transactions of `batch` rows: WAL, FULL, no network, no checks.
fn plain_sqlite(folder: &Path, rows: &[String], batch: usize, schema: &str) -> Result<f64, LiveError> {
    let sql = |error: rusqlite::Error| LiveError::Unexpected(error.to_string());
    let file = folder.join("plain.sqlite");
    let connection = Connection::open(&file).map_err(sql)?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL").map_err(sql)?;
    connection.execute_batch(schema).map_err(sql)?;
    let parsed: Vec<_> = rows
        .iter()
        .map(|raw| {
            serde_json::from_str::<yanxi_domain::event::AttendanceEvent>(raw).map(|event| (event, raw))
        })
        .collect::<Result<_, _>>()
        .map_err(|error| LiveError::Unexpected(error.to_string()))?;
    let start = Instant::now();
    for chunk in parsed.chunks(batch) {
        connection.execute_batch("BEGIN IMMEDIATE").map_err(sql)?;
        let mut insert = connection
            .prepare_cached("INSERT INTO event (id, session, v, device, seq, received_at, raw) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .map_err(sql)?;
        for (event, raw) in chunk {
            let (id, session, device) =
                (event.id.0.as_bytes(), event.session.0.as_bytes(), event.device.0.as_bytes());
            let seq = event.seq.cast_signed();
            insert.execute(params![id, session, 1_i64, device, seq, event.at.0, raw]).map_err(sql)?;
        }
        drop(insert);
        connection.execute_batch("COMMIT").map_err(sql)?;
    }
    let rate = rows.len() as f64 / start.elapsed().as_secs_f64();
    drop(connection);
    for suffix in ["", "-wal", "-shm"] {
        // The side files are gone when the connection was closed cleanly.
        let _ = std::fs::remove_file(folder.join(format!("plain.sqlite{suffix}")));
    }
    Ok(rate)
}

/// Tablets with their requests ready to be sent, so that only the server and the wire are measured.
fn prepare(server: &Server, total: usize, batch: usize, concurrency: usize) -> Result<Loads, LiveError> {
    (0..concurrency)
        .map(|n| {
            let mut tablet = FakeTablet::enrol(server.address, &format!("平板{n}"))?;
            // The account's cookie is not needed to push and costs a look-up.
            tablet.http.cookies.retain(|cookie| cookie.starts_with(api::DEVICE_COOKIE));
            let each = total / concurrency;
            tablet.tap(each);
            let starts = (0..each).step_by(batch);
            let requests = starts.map(|from| tablet.request(from, (from + batch).min(each)));
            let requests = requests.collect::<Result<Vec<_>, _>>()?;
            Ok((tablet, requests))
        })
        .collect()
}

/// Sends all requests of all tablets at once; returns the time in all and of each request.
fn send(tablets: Vec<(FakeTablet, Vec<Vec<u8>>)>) -> Result<(Duration, Vec<f64>), LiveError> {
    let barrier = Barrier::new(tablets.len() + 1);
    thread::scope(|scope| {
        let workers: Vec<_> = tablets
            .into_iter()
            .map(|(mut tablet, requests)| {
                let barrier = &barrier;
                scope.spawn(move || {
                    tablet.http.get(api::HEALTHZ)?;
                    barrier.wait();
                    let mut times = Vec::with_capacity(requests.len());
                    let mut last = Vec::new();
                    for request in &requests {
                        let start = Instant::now();
                        let answer = tablet.http.post(api::SYNC, request)?;
                        times.push(start.elapsed().as_secs_f64() * 1_000.0);
                        if answer.status != 200 {
                            return Err(LiveError::Unexpected(
                                String::from_utf8_lossy(&answer.body).into_owned(),
                            ));
                        }
                        last = answer.body;
                    }
                    let answer: SyncResponse = serde_json::from_slice(&last)
                        .map_err(|error| LiveError::Unexpected(error.to_string()))?;
                    if answer.device_head != Some(tablet.stream.len() as u64) {
                        return Err(LiveError::Unexpected("not everything arrived".into()));
                    }
                    Ok(times)
                })
            })
            .collect();
        barrier.wait();
        let start = Instant::now();
        let mut times = Vec::new();
        for worker in workers {
            times.extend(worker.join().map_err(|_| LiveError::Unexpected("a worker panicked".into()))??);
        }
        Ok((start.elapsed(), times))
    })
}

fn bulk(server: &Server, events: usize, batch: usize, concurrency: usize) -> Result<f64, LiveError> {
    let (time, _) = send(prepare(server, events, batch, concurrency)?)?;
    Ok(events as f64 / time.as_secs_f64())
}

fn single(server: &Server, requests: usize, concurrency: usize) -> Result<(f64, f64, f64), LiveError> {
    let (time, mut times) = send(prepare(server, requests, 1, concurrency)?)?;
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    Ok((times.len() as f64 / time.as_secs_f64(), at(0.5), at(0.95)))
}

/// A tablet with the request bodies it will send.
type Loads = Vec<(FakeTablet, Vec<Vec<u8>>)>;

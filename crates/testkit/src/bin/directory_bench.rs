//! How fast a Ministry file is read, compared and written (X-14): the whole country's schools for the first time, the same
//! file again, and the next year's with some renamed. Prints a table to stderr and JSON lines to stdout.
//!
//! `cargo run --release -p yanxi-testkit --bin directory_bench`; `--database postgres://…` for PostgreSQL.

use std::{fmt::Write as _, time::Instant};

use clap::Parser;
use serde_json::json;
use yanxi_domain::{directory::county::COUNTIES, time::Timestamp};
use yanxi_server::{
    service::{
        directory_file::read,
        directory_import::{Approval, apply, preview},
    },
    store::{self, Store},
};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Measure the import of the school directory.
#[derive(Debug, Parser)]
struct Options {
    /// Names of measurements, as `cargo xtask bench` passes them on: `directory`; without one, that.
    names: Vec<String>,
    /// Rows of the file. The country has some 2,600 elementary schools.
    #[arg(long, default_value_t = 3_000)]
    rows: usize,
    /// One school in so many has another name the next year.
    #[arg(long, default_value_t = 10)]
    renamed_one_in: usize,
    /// Address of the database; a file of its own without it.
    #[arg(long)]
    database: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::parse();
    if !options.names.is_empty() && !options.names.iter().any(|name| name == "directory") {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let file = format!("sqlite:{}", folder.path().join("bench.sqlite").display());
    let store = store::open(options.database.as_ref().unwrap_or(&file)).await?;
    let next_year = csv(&options, true);
    let this_year = csv(&options, false);
    let renamed = options.rows.div_ceil(options.renamed_one_in);
    import(store.as_ref(), "first", &this_year, options.rows).await?;
    import(store.as_ref(), "again", &this_year, 0).await?;
    import(store.as_ref(), "next_year", &next_year, renamed).await?;
    store.close().await;
    Ok(())
}

/// Reads, previews and applies a file, which must change so many schools.
async fn import(store: &dyn Store, name: &str, bytes: &[u8], changes: usize) -> Result<(), Failure> {
    let start = Instant::now();
    let files = [read("e1_new.csv", bytes)];
    let links = yanxi_domain::directory::link::Links::new();
    let shown = preview(store, &files, &links).await?;
    let approval =
        Approval { shown: &shown, account: None, at: Timestamp(0), many_closings: false, links: &links };
    let written = apply(store, &files, approval).await?;
    let seconds = start.elapsed().as_secs_f64();
    if written.new + written.changed != changes || written.closed > 0 {
        return Err(format!("{name} wrote {written:?} instead of {changes} schools").into());
    }
    let rows = files[0].table.lines.len() - 1;
    let rate = (rows as f64 / seconds).round();
    println!("{}", json!({ "measure": "directory", "name": name, "rows": rows, "rows_per_second": rate }));
    eprintln!("directory {name}: {rows} rows in {:.0} ms, {rate:.0} rows/s", seconds * 1_000.0);
    Ok(())
}

/// A file as the Ministry's: Big5 would be read too, UTF-8 is what it is today.
fn csv(options: &Options, next_year: bool) -> Vec<u8> {
    let mut text = String::from("\u{FEFF}學年度,代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址\r\n");
    for n in 0..options.rows {
        let county = COUNTIES[n % COUNTIES.len()].name;
        let new_name = next_year && n.is_multiple_of(options.renamed_one_in);
        let name = if new_name { format!("新名{n}") } else { format!("測試{n}") };
        let _ = writeln!(
            text,
            "114,99{n:04},縣立{name}國小,公立,[01]{county},\"[900]{county}測試路{n}號, 2樓\",,\r"
        );
    }
    text.into_bytes()
}

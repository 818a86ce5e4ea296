//! `cargo xtask shots`: pictures of every page at four sizes, light and dark, in `target/shots`. Arguments: beginnings of
//! the names wanted; without one, all.

use std::{env, fs};

use yanxi_e2e::{
    browser::{OFFICE, PHONE, Size, TABLET, TABLET_PORTRAIT},
    stage::{Stage, target_folder},
    tour,
};

const SIZES: [(&str, Size); 4] =
    [("tablet", TABLET), ("tablet-portrait", TABLET_PORTRAIT), ("phone", PHONE), ("office", OFFICE)];

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = target_folder().join("shots");
    fs::create_dir_all(&folder)?;
    let stage = Stage::open("shots").await?;
    let wanted: Vec<String> = env::args().skip(1).collect();
    let mut count = 0;
    tour::all(&stage, &mut async |browser, name| {
        if !wanted.is_empty() && !wanted.iter().any(|start| name.starts_with(start.as_str())) {
            return Ok(());
        }
        let before = browser.size();
        for (size_name, size) in SIZES {
            browser.resize(size).await?;
            for theme in tour::Theme::ALL {
                browser.theme(theme).await?;
                let file = folder.join(format!("{name}.{size_name}.{}.png", theme.name()));
                browser.web()?.screenshot(&file).await?;
                count += 1;
            }
        }
        browser.resize(before).await
    })
    .await?;
    println!("{count} pictures in {}", folder.display());
    Ok(())
}

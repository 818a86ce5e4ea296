//! A short run of the kill test; `cargo xtask kill-browser --times N` runs more.

use yanxi_e2e::kill;

#[tokio::test(flavor = "multi_thread")]
async fn every_tap_shown_green_survives_the_death_of_the_browser() -> anyhow::Result<()> {
    let report = kill::run(8, 114_805).await?;
    assert!(report.green > 0, "nothing was tapped");
    println!("{report}");
    Ok(())
}

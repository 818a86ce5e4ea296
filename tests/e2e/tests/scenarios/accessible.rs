//! axe finds nothing on any page, light and dark.

use yanxi_e2e::{axe, stage::Stage, tour};

#[tokio::test(flavor = "multi_thread")]
async fn no_page_or_dialog_violates_an_accessibility_rule() -> anyhow::Result<()> {
    let stage = Stage::open("accessible").await?;
    let mut violations = Vec::new();
    tour::all(&stage, &mut async |browser, name| {
        for theme in tour::Theme::ALL {
            browser.theme(theme).await?;
            if let Err(found) = axe::check(browser, &format!("{name} ({})", theme.name())).await {
                violations.push(format!("{found:#}"));
            }
        }
        Ok(())
    })
    .await?;
    assert!(violations.is_empty(), "{}", violations.join("\n"));
    Ok(())
}

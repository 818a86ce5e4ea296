//! The browser the checks drive.

use std::process::Command;

use crate::{apt, process::tools_dir};

/// The accessibility checker injected into every page.
pub const AXE: &str = "axe-core@4.14.1";

/// Chromium, its driver, and a font with Chinese characters.
///
/// # Errors
/// Something is missing and cannot be installed.
pub fn ensure() -> anyhow::Result<()> {
    apt::ensure(&[
        ("chromium", "/usr/bin/chromium"),
        ("chromium-driver", "chromedriver"),
        ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto"),
    ])
}

/// Tells a test where its browser and tools are.
pub fn environment(command: &mut Command) {
    command.env("CHROMEDRIVER", "/usr/bin/chromedriver");
    command.env("YANXI_AXE", tools_dir().join("node_modules/axe-core/axe.min.js"));
}

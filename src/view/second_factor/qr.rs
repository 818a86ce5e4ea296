//! A QR code as one SVG path.

use std::fmt::Write as _;

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code, which the standard asks for.
const QUIET_ZONE: usize = 4;

/// Side in modules, quiet zone included, and the path of the dark ones. `None`: too much text for any code.
#[must_use]
pub fn path(text: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (index, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            // Writing to a string cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", index % width + QUIET_ZONE, index / width + QUIET_ZONE);
        }
    }
    Some((width + 2 * QUIET_ZONE, path))
}

/// The code, dark on light in both themes: cameras expect it so.
#[component]
pub fn Qr(
    /// What it holds.
    text: String,
    /// Its accessible name.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    path(&text).map(|(side, path)| {
        view! {
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label
                shape-rendering="crispEdges">
                <path d=path></path>
            </svg>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corner_marks_inside_the_quiet_zone() {
        let (side, path) = path("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ").unwrap();
        // Smallest versions are 21, 25, 29 … modules wide.
        assert_eq!((side - 2 * QUIET_ZONE - 21) % 4, 0);
        let last = side - QUIET_ZONE - 1;
        for corner in [(QUIET_ZONE, QUIET_ZONE), (last, QUIET_ZONE), (QUIET_ZONE, last)] {
            assert!(path.contains(&format!("M{} {}h1", corner.0, corner.1)), "{corner:?}");
        }
        assert!(!path.contains(&format!("M{last} {last}h1")), "the fourth corner has no mark of that size");
        assert!(!path.contains("M3 "), "the quiet zone is empty");
    }

    #[test]
    fn too_much_text_is_no_code() {
        assert_eq!(path(&"x".repeat(5_000)), None);
    }
}

//! A person's name, rare characters marked so that nobody has to guess (R-TEXT 6).

use leptos::prelude::*;

use super::{
    context::use_screen,
    view_model::rare::{Stretch, code_points, stretches},
};

/// The name; hovering or pressing long on a rare character tells its code point.
#[must_use]
pub fn name_view(name: &str) -> AnyView {
    let stretches = stretches(name);
    if stretches.iter().all(|stretch| matches!(stretch, Stretch::Plain(_))) {
        return name.to_owned().into_any();
    }
    let announcer = use_screen().announcer;
    let codes = code_points(name).join("  ");
    let tell = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        announcer.toast(codes.clone());
    };
    let parts = stretches
        .into_iter()
        .map(|stretch| match stretch {
            Stretch::Plain(text) => text.into_any(),
            Stretch::Rare(c, code) => {
                view! { <span class="rare" title=code>{c.to_string()}</span> }.into_any()
            }
        })
        .collect_view();
    // A long press arrives as a context menu on touch screens.
    view! { <span on:contextmenu=tell>{parts}</span> }.into_any()
}

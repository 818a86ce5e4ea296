//! Choosing the roles at one organisation.

use std::collections::BTreeSet;

use leptos::prelude::*;
use yanxi_protocol::administration::GivenRole;

use super::view_model::plain_role;
use crate::{components::Checkbox, i18n::use_locale};

/// One box a role.
#[component]
pub fn RoleBoxes(
    /// Words above the boxes.
    #[prop(into)]
    label: Signal<String>,
    /// Roles that may be chosen, in order.
    #[prop(into)]
    offered: Signal<Vec<GivenRole>>,
    /// Those that are.
    chosen: RwSignal<BTreeSet<GivenRole>>,
) -> impl IntoView {
    let locale = use_locale();
    let tick = move |role: GivenRole| {
        let (named, asked) = (role.clone(), role.clone());
        let toggle = move |on: bool| {
            chosen.update(|chosen| {
                if on {
                    chosen.insert(role.clone());
                } else {
                    chosen.remove(&role);
                }
            });
        };
        view! {
            <Checkbox label=move || plain_role(locale.get(), &named)
                value=Signal::derive(move || chosen.with(|chosen| chosen.contains(&asked))) on_change=toggle/>
        }
    };
    view! {
        <fieldset class="plain-fieldset">
            <legend>{label}</legend>
            {move || offered.get().into_iter().map(tick).collect_view()}
        </fieldset>
    }
}

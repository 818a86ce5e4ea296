//! Choosing files: a large target that also takes files dropped on it.

use leptos::{prelude::*, task::spawn_local};

use super::{
    field::next_id,
    icon::{Icon, IconView},
};
use crate::platform::files::{self, ChosenFile};

/// A native file input stretched over its frame: pressing opens the browser's dialogue, dropping works by itself.
#[component]
pub fn FileField(
    /// Label, always visible.
    #[prop(into)]
    label: Signal<String>,
    /// What to choose.
    #[prop(into)]
    hint: Signal<String>,
    /// `accept`, e.g. `.csv,.xlsx`.
    accept: &'static str,
    /// More than one file at once.
    #[prop(optional)]
    multiple: bool,
    /// Files larger than this, in bytes, come without their content.
    max_size: f64,
    /// Called with what was chosen.
    #[prop(into)]
    on_choose: Callback<Vec<ChosenFile>>,
) -> impl IntoView {
    let id = next_id("file");
    let hint_id = format!("{id}-hint");
    let choose = move |event: leptos::ev::Event| {
        spawn_local(async move {
            let chosen = files::chosen_files(event, max_size).await;
            if !chosen.is_empty() {
                on_choose.run(chosen);
            }
        });
    };
    view! {
        <div class="file-field">
            <IconView icon=Icon::Upload/>
            <label class="field-label" for=id.clone()>{label}</label>
            <span class="field-hint" id=hint_id.clone()>{hint}</span>
            <input type="file" id=id accept=accept multiple=multiple aria-describedby=hint_id on:change=choose/>
        </div>
    }
}

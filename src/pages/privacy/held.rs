//! What is held, and copies to take along.

use leptos::prelude::*;
use yanxi_protocol::own::{OwnData, OwnDataPart};

use super::view_model::{csv, part_name};
use crate::{
    components::Button,
    i18n::{privacy as text, use_locale},
    state::files,
};

/// The parts, folded up, and two buttons.
#[component]
pub fn Held(
    /// What is held.
    data: OwnData,
) -> impl IntoView {
    let locale = use_locale();
    let data = StoredValue::new(data);
    let json = move |()| {
        let bytes = data.with_value(|data| serde_json::to_vec_pretty(data).unwrap_or_default());
        let _ = files::save_file("個人資料.json", "application/json", &bytes);
    };
    let table = move |()| {
        let text = data.with_value(|data| csv(locale.get_untracked(), data));
        let _ = files::save_file("個人資料.csv", "text/csv;charset=utf-8", text.as_bytes());
    };
    let parts = move || {
        let locale = locale.get();
        data.with_value(|data| data.parts.clone())
            .into_iter()
            .map(|part| {
                let name = part_name(locale, &part.kind);
                let title = text::part_title(locale, &name, part.records.len());
                view! { <details><summary>{title}</summary><Records part=part/></details> }
            })
            .collect_view()
    };
    view! {
        <section class="stack-tight">
            <h2>{move || text::data_heading(locale.get())}</h2>
            {parts}
            <div class="row">
                <Button label=move || text::export_json(locale.get()) on_press=json/>
                <Button label=move || text::export_csv(locale.get()) on_press=table/>
            </div>
        </section>
    }
}

#[component]
fn Records(part: OwnDataPart) -> impl IntoView {
    let locale = use_locale();
    if part.records.is_empty() {
        return view! { <p class="muted">{move || text::nothing(locale.get())}</p> }.into_any();
    }
    let field =
        move |(name, value): (String, String)| view! { <li>{text::field(locale.get(), &name, &value)}</li> };
    let record = move |record: Vec<(String, String)>| {
        view! { <li><ul class="plain-list">{record.into_iter().map(field).collect_view()}</ul></li> }
    };
    view! { <ol class="stack-tight">{part.records.into_iter().map(record).collect_view()}</ol> }.into_any()
}

//! 匯入計畫檔: what is in it is shown before anything is sent; the plans that ship come through the same door.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use yanxi_protocol::plans::{NewPlan, PlanList, PlanSource};

use super::view_model::{Preview, preview};
use crate::{
    components::{Badge, Banner, Button, ButtonKind, Choice, Dialog, Select, Tone, next_id},
    i18n::{planning::list as text, use_locale},
    state::{ApiFailure, files, plans::use_plans},
    view::failure::failure,
};

/// The dialog.
#[component]
pub fn ImportDialog(open: RwSignal<bool>, list: Signal<PlanList>) -> impl IntoView {
    let locale = use_locale();
    let handle = use_plans();
    let navigate = use_navigate();
    let unit = RwSignal::new(String::new());
    let source = RwSignal::new(String::new());
    let file = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    Effect::new(move |_| {
        if open.get() {
            unit.set(list.with(|list| {
                list.units.iter().find(|unit| unit.writes).map(|unit| unit.id.to_string()).unwrap_or_default()
            }));
            source.set(String::new());
            file.set(None);
            refused.set(None);
        }
    });
    let units = Signal::derive(move || {
        list.with(|list| {
            list.units
                .iter()
                .filter(|unit| unit.writes)
                .map(|unit| Choice { key: unit.id.to_string(), label: unit.name.clone() })
                .collect::<Vec<_>>()
        })
    });
    let shipped = Signal::derive(move || {
        list.with(|list| {
            list.shipped
                .iter()
                .map(|(key, title)| Choice { key: key.clone(), label: title.clone() })
                .collect::<Vec<_>>()
        })
    });
    let from_file = Memo::new(move |_| source.with(String::is_empty));
    let looked = Memo::new(move |_| file.with(|file| file.as_ref().map(|file| preview(locale.get(), file))));
    let ready = Memo::new(move |_| !from_file.get() || looked.with(|looked| matches!(looked, Some(Ok(_)))));
    let choose = move |event: leptos::ev::Event| {
        spawn_local(async move { file.set(files::chosen_text(event).await) });
    };
    let send = Callback::new(move |()| {
        let Ok(unit) = unit.get_untracked().parse() else { return };
        let from = if from_file.get_untracked() {
            let Some(text) = file.get_untracked() else { return };
            PlanSource::File { text }
        } else {
            PlanSource::Shipped { key: source.get_untracked() }
        };
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match handle.begin(NewPlan { unit, from }).await {
                Ok(plan) => {
                    open.set(false);
                    navigate(&format!("/plans/{}", plan.head.id), leptos_router::NavigateOptions::default());
                }
                Err(why) => refused.set(Some(why)),
            }
            busy.set(false);
        });
    });
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    let id = StoredValue::new(next_id("plan-file"));
    view! {
        <Dialog open=open wide=true title=move || text::import(locale.get())
            foot=move || view! {
                <Show when=move || ready.get()>
                    <Button label=move || text::do_import(locale.get()) kind=ButtonKind::Primary busy=busy on_press=send/>
                </Show>
            }
        >
            <div class="stack">
                {move || why().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
                <Select label=move || text::unit(locale.get()) options=units value=unit/>
                <Select label=move || text::source(locale.get()) options=shipped value=source
                    empty=Signal::derive(move || text::from_computer(locale.get()))/>
                <Show when=move || from_file.get()
                    fallback=move || view! { <p class="muted">{move || text::shipped_preview(locale.get())}</p> }>
                    <div class="field">
                        <label class="field-label" for=id.get_value()>{move || text::file(locale.get())}</label>
                        <input id=id.get_value() class="input" type="file" accept=".json,application/json" on:change=choose/>
                    </div>
                    {move || looked.get().map(|looked| match looked {
                        Ok(found) => view! { <Found found=found/> }.into_any(),
                        Err(words) => view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> }.into_any(),
                    })}
                </Show>
            </div>
        </Dialog>
    }
}

/// What the file would bring.
#[component]
fn Found(found: Preview) -> impl IntoView {
    let locale = use_locale();
    let count = found.found.len();
    let summary = move || {
        if count == 0 { text::preview_clean(locale.get()) } else { text::preview_found(locale.get(), count) }
    };
    view! {
        <section class="stack-tight">
            <h3>{move || text::preview(locale.get())}</h3>
            <p><strong>{found.title}</strong> " " {found.counts}</p>
            <p>{summary}</p>
            <ul class="plain-list">
                {found.found.into_iter().map(|(place, words, tone)| view! {
                    <li class="row"><Badge tone=tone text=place/> <span>{words}</span></li>
                }).collect_view()}
            </ul>
        </section>
    }
}

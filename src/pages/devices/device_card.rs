//! One device: facts, readiness, and what can be done with it.

use std::sync::Arc;

use leptos::prelude::*;
use yanxi_domain::ids::DeviceId;
use yanxi_protocol::docs::CheckLight;

use super::{
    code::{CodeView, use_code_maker},
    revoke::Revoke,
    view_model::{DeviceCard, ReadinessView},
};
use crate::{
    components::{Badge, Button, Dialog, Tone},
    i18n::{Locale, office::devices as text, use_locale},
    state::replica::CourseReplica,
    view::data_bar::use_offline_reason,
};

/// The card. It follows its device through every news.
#[component]
pub fn DeviceCardView(
    /// Which device.
    id: DeviceId,
    /// All cards.
    list: Memo<Vec<DeviceCard>>,
    /// The course.
    course: Signal<Arc<CourseReplica>>,
) -> impl IntoView {
    let locale = use_locale();
    let card = Memo::new(move |_| list.with(|list| list.iter().find(|card| card.id == id).cloned()));
    let active = Memo::new(move |_| card.with(|card| card.as_ref().is_some_and(|card| card.active)));
    let name =
        Memo::new(move |_| card.with(|card| card.as_ref().map(|card| card.name.clone()).unwrap_or_default()));
    let facts = move || {
        let facts = card.get().map(|card| card.facts).unwrap_or_default();
        facts.into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view()
    };
    let readiness = Memo::new(move |_| card.get().and_then(|card| card.readiness));
    view! {
        <article class="card stack-tight device-card">
            <header class="row row-between">
                <h3>{name}</h3>
                {move || card.get().map(|card| view! { <Badge tone=card.tone plain=true text=card.state/> })}
            </header>
            <ul class="facts">{facts}</ul>
            {move || match readiness.get() {
                Some(readiness) => view! { <ReadinessSection readiness=readiness/> }.into_any(),
                None => view! { <p class="muted">{move || text::readiness_none(locale.get())}</p> }.into_any(),
            }}
            <div class="row">
                <Replace card=card active=active name=name course=course/>
                <Revoke id=id active=active name=name/>
            </div>
        </article>
    }
}

/// 行前檢查 with every line.
#[component]
fn ReadinessSection(readiness: ReadinessView) -> impl IntoView {
    let locale = use_locale();
    let worst = readiness.worst;
    let line = move |(check, light): (String, CheckLight)| {
        view! {
            <li class="readiness-line">
                <span>{check}</span>
                <Badge tone=tone(light) plain=true text=move || light_words(locale.get(), light)/>
            </li>
        }
    };
    let rosters = readiness.rosters.into_iter().map(|roster| view! { <li>{roster}</li> }).collect_view();
    view! {
        <details class="readiness">
            <summary>
                {move || text::readiness_heading(locale.get())} " "
                <Badge tone=tone(worst) plain=true text=move || light_words(locale.get(), worst)/> " "
                <span class="muted">{readiness.at}</span>
            </summary>
            <ul class="facts">{rosters}</ul>
            <ul class="readiness-lines">{readiness.checks.into_iter().map(line).collect_view()}</ul>
        </details>
    }
}

const fn tone(light: CheckLight) -> Tone {
    match light {
        CheckLight::Green => Tone::Ok,
        CheckLight::Amber => Tone::Wait,
        CheckLight::Red => Tone::Stop,
    }
}

fn light_words(locale: Locale, light: CheckLight) -> String {
    match light {
        CheckLight::Green => text::check_green(locale),
        CheckLight::Amber => text::check_amber(locale),
        CheckLight::Red => text::check_red(locale),
    }
}

/// A code for the device that takes over (T-43).
#[component]
fn Replace(
    card: Memo<Option<DeviceCard>>,
    active: Memo<bool>,
    name: Memo<String>,
    course: Signal<Arc<CourseReplica>>,
) -> impl IntoView {
    let locale = use_locale();
    let offline = use_offline_reason();
    let maker = use_code_maker();
    let open = RwSignal::new(false);
    let make = move |()| {
        if let Some(card) = card.get_untracked() {
            open.set(true);
            maker.make.run((course.with_untracked(|c| c.course.id), card.sessions, Some(card.id)));
        }
    };
    view! {
        <Show when=move || active.get()>
            <Button label=move || text::replace(locale.get()) busy=maker.busy blocked=offline on_press=make/>
        </Show>
        <Dialog open=open title=move || text::replace(locale.get())>
            <p class="prose">{move || text::replace_explains(locale.get(), &name.get())}</p>
            <CodeView maker=maker/>
        </Dialog>
    }
}

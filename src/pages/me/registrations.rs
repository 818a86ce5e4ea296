//! 我的報名: what is still ahead, with the ways out that are open (U-E3, U-E5, U-G2), and requests under way.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_domain::registering::WayOut;
use yanxi_protocol::registering::{Decline, Leave};

use super::registration_lines::{Exit, Line, lines};
use crate::{
    components::{Badge, Banner, Button, ButtonKind, Dialog, TextField, Tone},
    i18n::{registering as text, use_locale},
    state::{
        clock::use_clock,
        registering::{Asked, use_registering},
        replica::OwnRecords,
    },
    view::{registration, request_list::RequestList},
};

/// The section.
#[component]
pub fn Registrations(records: Signal<Option<Arc<OwnRecords>>>) -> impl IntoView {
    let locale = use_locale();
    let tick = use_clock().tick();
    let requests = use_registering().requests();
    let shown = Memo::new(move |_| {
        let now = tick.get();
        requests.with(|requests| {
            records.with(|own| {
                own.as_ref().map(|own| lines(locale.get(), &own.records, requests, now)).unwrap_or_default()
            })
        })
    });
    view! {
        <section class="no-print my-registrations">
            <div class="row">
                <h2>{move || text::my_registrations(locale.get())}</h2>
                <A href="/catalog" attr:class="button">{move || text::find_more(locale.get())}</A>
            </div>
            <RequestList/>
            <Show when=move || shown.with(Vec::is_empty)>
                <p class="muted">{move || text::nothing_ahead(locale.get())}</p>
            </Show>
            <ul class="record-cards">
                <For each=move || shown.get() key=Clone::clone let:line>
                    <RegistrationCard line=line/>
                </For>
            </ul>
        </section>
    }
}

/// One registration.
#[component]
fn RegistrationCard(line: Line) -> impl IntoView {
    let locale = use_locale();
    let open = RwSignal::new(None::<Exit>);
    let dialog_open = RwSignal::new(false);
    let exits = line.exits.clone();
    let card = StoredValue::new(line.clone());
    let buttons = exits
        .into_iter()
        .map(|exit| {
            let press = move |()| {
                open.set(Some(exit));
                dialog_open.set(true);
            };
            view! { <Button label=move || exit.verb(locale.get()) kind=ButtonKind::Quiet on_press=press/> }
        })
        .collect_view();
    let links = line.met_online.then(|| {
        let path = format!("/catalog/{}", line.about.session);
        view! { <A href=path attr:class="button">{move || text::links(locale.get())}</A> }
    });
    let things = line.bring.clone();
    let bring = (!things.is_empty()).then(|| {
        let items = move || {
            let line = |item: &String| view! { <li>{registration::item(locale.get(), item)}</li> };
            things.iter().map(line).collect_view()
        };
        view! {
            <div>
                <p class="muted">{move || text::bring(locale.get())}</p>
                <ul class="bring-list">{items}</ul>
            </div>
        }
    });
    let (tone, state) = line.state;
    view! {
        <li class="record-card">
            <div class="record-card-words">
                <p class="record-card-date">{line.when}</p>
                <h3 class="record-card-title">{line.title}</h3>
                <p class="muted">{line.place}</p>
                <p class="record-card-state">
                    <Badge tone=tone text=state/>
                    {line.assigned.map(|words| view! { " " <Badge plain=true text=words/> })}
                </p>
                {line.notes.into_iter().map(|note| view! { <p class="muted">{note}</p> }).collect_view()}
                {bring}
                <div class="row">{links} {buttons}</div>
            </div>
            <Dialog open=dialog_open title=move || open.get().map(|exit| exit.verb(locale.get())).unwrap_or_default()>
                {move || open.get().map(|exit| view! { <Leaving exit=exit card=card open=dialog_open/> })}
            </Dialog>
        </li>
    }
}

/// The confirmation of one way out, with a reason where one is needed.
#[component]
fn Leaving(exit: Exit, card: StoredValue<Line>, open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let registering = use_registering();
    let reason = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let not_stored = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let needs_reason = exit.needs_reason();
    let press = move |()| {
        if needs_reason && reason.with_untracked(|text| text.trim().is_empty()) {
            missing.set(true);
            return;
        }
        let (about, id) = card.with_value(|line| (line.about.clone(), line.registration));
        let reason = reason.get_untracked();
        let what = match exit {
            Exit::Leave(way) => Asked::Leave(id, Leave { way, reason }),
            Exit::Decline => Asked::Decline(id, Decline { reason }),
        };
        busy.set(true);
        spawn_local(async move {
            let submitted = registering.submit(about, what).await;
            busy.set(false);
            not_stored.set(submitted.is_err());
            if submitted.is_ok() {
                open.set(false);
            }
        });
    };
    let error = move || {
        (missing.get() && reason.with(|t| t.trim().is_empty())).then(|| text::reason_needed(locale.get()))
    };
    view! {
        <p class="prose">{move || exit.explains(locale.get())}</p>
        {needs_reason.then(|| view! {
            <TextField label=move || text::reason(locale.get()) value=reason error=error required=true/>
        })}
        <Show when=move || not_stored.get()>
            <Banner tone=Tone::Stop urgent=true text=move || Some(text::not_stored(locale.get()))/>
        </Show>
        <div class="row">
            <Button label=move || text::keep(locale.get()) kind=ButtonKind::Quiet on_press=move |()| open.set(false)/>
            <Button label=move || exit.confirms(locale.get()) busy=busy on_press=press
                kind=if matches!(exit, Exit::Leave(WayOut::AskLeave)) { ButtonKind::Primary } else { ButtonKind::Danger }/>
        </div>
    }
}

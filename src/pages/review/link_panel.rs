//! Linking a walk-in to a registration (F-03): suggestions first, else a search of the roster.

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::{
    ids::{DraftId, RegistrationId},
    roster::RosterEntry,
};
use yanxi_protocol::api::LinkDraft;

use super::links::{found, suggestions};
use crate::{
    components::{Banner, Button, SearchField, Tone, use_announcer},
    i18n::{office::review as text, use_locale},
    state::office::use_office,
    view::{data_bar::use_offline_reason, failure::failure, people::Who, situation::Situation},
};

/// The panel.
#[component]
pub fn LinkPanel(
    /// The walk-in.
    draft: DraftId,
    /// What it said of itself.
    who: Who,
    /// Roster and session.
    situation: Signal<Situation>,
) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let rows = Memo::new(move |_| {
        let typed = typed.get();
        situation.with(|s| {
            let rows = if typed.trim().is_empty() {
                suggestions(&who, &s.session.roster)
            } else {
                found(&typed, &s.session.roster)
            };
            rows.into_iter().cloned().collect::<Vec<RosterEntry>>()
        })
    });
    let link = Callback::new(move |(registration, name): (RegistrationId, String)| {
        let words = locale.get_untracked();
        let session = situation.with_untracked(|s| s.session.session.id);
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match office.link_draft(session, LinkDraft { draft, registration }).await {
                Ok(()) => announcer.toast(text::link_done(words, &name)),
                Err(refused) => problem.set(Some(failure(words, &refused))),
            }
            busy.set(false);
        });
    });
    let row = move |entry: RosterEntry| {
        let (id, name) = (entry.id, entry.name.clone());
        let label = move || text::link_button(locale.get(), &entry.name, &entry.school_name, &entry.title);
        view! {
            <li><Button label=Signal::derive(label) busy=busy blocked=offline
                on_press=move |()| link.run((id, name.clone()))/></li>
        }
    };
    view! {
        <section class="stack-tight">
            <h3>{move || text::link_heading(locale.get())}</h3>
            <p class="muted prose">{move || text::link_explains(locale.get())}</p>
            <SearchField label=move || text::link_search(locale.get()) value=typed/>
            {move || problem.get().map(|problem| view! { <Banner tone=Tone::Stop text=Some(problem) urgent=true/> })}
            <ul class="plain-list">{move || rows.get().into_iter().map(row).collect_view()}</ul>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="muted">{move || text::link_none(locale.get())}</p>
            </Show>
        </section>
    }
}

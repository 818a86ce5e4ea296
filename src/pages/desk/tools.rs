//! The line above the list: search, 現場報名, 更多.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{context::use_screen, list::LIST_ID, view_model::panel::Action};
use crate::{
    components::{Button, ButtonKind, Icon, SearchField, moved_by_key, row_id},
    i18n::desk as text,
};

/// The line.
#[component]
pub fn Tools() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    // Typing on puts the person in hand back, but leaves the last result readable.
    Effect::watch(
        move || desk.query.get(),
        move |query, before, _| {
            if before.is_some_and(|before| before != query) && !query.is_empty() {
                // Only what changes may notify: this runs at every keystroke.
                if desk.chosen.with_untracked(Option::is_some) {
                    desk.chosen.set(None);
                    desk.asked.set(false);
                }
                if desk.active.with_untracked(Option::is_some) {
                    desk.active.set(None);
                }
            }
        },
        true,
    );
    view! {
        <div class="desk-tools" role="search">
            <SearchField label=move || text::search_label(locale.get()) value=desk.query node=desk.search
                driving=true controls=move || desk.hits.with(|hits| (!hits.is_empty()).then(|| LIST_ID.to_owned()))
                active_row=move || desk.active.get().map(|index| row_id(LIST_ID, index))
                on_key=move |event| key(desk, &event)/>
            <Button label=move || text::walk_in(locale.get()) icon=Icon::PersonAdd on_press=move |()| desk.open_walk_in()
                blocked=move || desk.blocked()/>
            <Button label=move || text::more(locale.get()) icon=Icon::More kind=ButtonKind::Quiet
                on_press=move |()| desk.open.more.set(true)/>
        </div>
    }
}

/// Arrow keys move through the list; Enter takes the only (or active) hit in hand, Enter again writes.
fn key(desk: super::context::Desk, event: &KeyboardEvent) {
    let name = event.key();
    match name.as_str() {
        "Enter" => {
            event.prevent_default();
            if desk.chosen.get_untracked().is_some() {
                press(desk);
                return;
            }
            let typed = desk.query.with_untracked(|query| !query.trim().is_empty());
            let hit = desk.hits.with_untracked(|hits| match desk.active.get_untracked() {
                Some(active) => hits.get(active).copied(),
                None if typed && hits.len() == 1 => hits.first().copied(),
                None => None,
            });
            if let Some(hit) = hit {
                super::list::pick_row(desk, hit);
            }
        }
        "Escape" => desk.put_back(),
        _ => {
            let len = desk.hits.with_untracked(|hits| hits.len());
            if let Some(next) = moved_by_key(&name, desk.active.get_untracked(), len) {
                event.prevent_default();
                desk.active.set(Some(next));
            }
        }
    }
}

/// Enter with a person in hand: the big button, but never a change of session.
fn press(desk: super::context::Desk) {
    let Some(subject) = desk.chosen.get_untracked() else { return };
    match untrack(|| desk.verdict(subject)).map(|verdict| verdict.action) {
        Some(Action::Punch | Action::Calm) => desk.punch(false),
        // A question is answered with the button, on purpose.
        Some(Action::Confirmed | Action::SwitchAndPunch(_)) | None => {}
    }
}

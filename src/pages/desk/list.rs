//! The list of people: virtual, so that ten thousand cost as much as ten.

use leptos::{ev::MouseEvent, prelude::*};
use yanxi_domain::event::Direction;

use super::{
    context::{Desk, use_screen},
    row::look,
    view_model::roster_version,
};
use crate::{
    components::{Button, ButtonKind, EmptyState, Icon, VirtualList, pressed},
    i18n::desk as text,
};

/// Id of the list element.
pub const LIST_ID: &str = "people";
/// Height of a row (look and feel: 56 px; two lines need a little more).
const ROW_PX: f64 = 64.0;

/// The list with what stands above it.
#[component]
pub fn PeopleList() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let selected = Memo::new(move |_| {
        let subject = desk.chosen.get()?;
        let position = desk.directory.with(|directory| directory.position(subject))?;
        let position = u32::try_from(position).ok()?;
        desk.hits.with(|hits| hits.iter().position(|hit| *hit == position))
    });
    let empty = Memo::new(move |_| desk.hits.with(|hits| hits.is_empty()));
    view! {
        <section class="desk-list" on:contextmenu=move |event| tell_rare(desk, &event)>
            <Show when=move || desk.direction() == Direction::Out><StillIn/></Show>
            <Show when=move || !empty.get() fallback=move || view! { <Nobody/> }>
                <VirtualList id=LIST_ID label=move || text::list_label(locale.get()) items=desk.hits active=desk.active
                    selected=selected row_height=ROW_PX driven=true
                    look=move |hit: &u32| look(desk, *hit)
                    on_choose=move |index| {
                        if let Some(hit) = desk.hits.with_untracked(|hits| hits.get(index).copied()) {
                            pick_row(desk, hit);
                        }
                    }/>
            </Show>
        </section>
    }
}

/// Pressing long on a rare character tells its code point (R-TEXT 6); a long press arrives as a context menu.
fn tell_rare(desk: Desk, event: &MouseEvent) {
    let rare = pressed(event, ".rare");
    if let Some(code) = rare.and_then(|rare| rare.get("title")) {
        event.prevent_default();
        desk.announcer.toast(code);
    }
}

/// Takes the person of a row in hand.
pub fn pick_row(desk: Desk, hit: u32) {
    let subject = desk.directory.with_untracked(|directory| {
        directory.people.get(usize::try_from(hit).ok()?).map(|person| person.subject)
    });
    if let Some(subject) = subject {
        desk.pick(subject);
    }
}

/// 「仍未簽退 7 人」, and only them on request (U-C8, T-35).
#[component]
fn StillIn() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let label = move || {
        if desk.still_in_only.get() {
            text::show_all(locale.get())
        } else {
            text::still_in(locale.get(), desk.count.get().still_in)
        }
    };
    view! {
        <div class="desk-still-in">
            <Show when=move || desk.still_in_only.get()>
                <strong>{move || text::still_in(locale.get(), desk.count.get().still_in)}</strong>
            </Show>
            <Button label=label icon=Icon::List kind=ButtonKind::Quiet
                on_press=move |()| desk.still_in_only.update(|only| *only = !*only)/>
        </div>
    }
}

/// Nobody fits: the roster says so with its version, because it may be the roster that is wrong (T-14).
#[component]
fn Nobody() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let searching = move || desk.query.with(|query| !query.trim().is_empty());
    let version = move || {
        let pulled = desk.current().and_then(|current| current.pulled_at);
        roster_version::time(locale.get(), pulled, desk.tick.get())
    };
    view! {
        <div role="status">
            {move || if searching() {
                view! {
                    <EmptyState icon=Icon::Search title=text::not_on_list(locale.get(), &version())>
                        <Button label=move || text::walk_in_for(locale.get(), desk.query.get().trim())
                            icon=Icon::PersonAdd kind=ButtonKind::Primary blocked=move || desk.blocked()
                            on_press=move |()| desk.open_walk_in()/>
                    </EmptyState>
                }
                .into_any()
            } else if desk.still_in_only.get() {
                view! { <EmptyState icon=Icon::Check title=text::nobody_left(locale.get())/> }.into_any()
            } else {
                view! {
                    <EmptyState icon=Icon::Sheet title=text::roster_empty(locale.get())
                        text=text::roster_empty_text(locale.get())/>
                }
                .into_any()
            }}
        </div>
    }
}

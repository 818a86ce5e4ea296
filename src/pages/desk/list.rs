//! The list of people: virtual, so that ten thousand cost as much as ten.

use leptos::prelude::*;
use yanxi_domain::{event::Direction, roster::RegistrationState};

use super::{
    context::{Desk, use_screen},
    name::name_view,
    view_model::{directory::Person, presence::Attendance, roster_version},
};
use crate::{
    components::{Button, ButtonKind, EmptyState, Icon, Tone, VirtualList, still_badge},
    i18n::{desk as text, office::status},
    view::when,
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
        <section class="desk-list">
            <Show when=move || desk.direction() == Direction::Out><StillIn/></Show>
            <Show when=move || !empty.get() fallback=move || view! { <Nobody/> }>
                <VirtualList id=LIST_ID label=move || text::list_label(locale.get()) items=desk.hits active=desk.active
                    selected=selected row_height=ROW_PX driven=true
                    look=move |hit: u32| look(desk, hit) row=row
                    on_choose=move |index| {
                        if let Some(hit) = desk.hits.with_untracked(|hits| hits.get(index).copied()) {
                            pick_row(desk, hit);
                        }
                    }/>
            </Show>
        </section>
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

/// What a row shows.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    name: String,
    namesake: Option<String>,
    details: String,
    gone: bool,
    /// Session, if it is not the chosen one; state of the registration; presence.
    badges: Vec<(Tone, String, bool)>,
}

/// Reads the signals a row depends on.
fn look(desk: Desk, hit: u32) -> Option<Row> {
    let index = usize::try_from(hit).ok()?;
    let present = desk.attendance.with(|all| all.get(index).copied().unwrap_or_default());
    desk.directory.with(|directory| directory.people.get(index).map(|person| look_of(desk, person, present)))
}

fn look_of(desk: Desk, person: &Person, present: Attendance) -> Row {
    let locale = desk.locale.get();
    let elsewhere = desk.choice.get().is_some_and(|choice| choice.session != person.session);
    let gone = matches!(person.state, RegistrationState::Cancelled | RegistrationState::NotAdmitted);
    let details = [Some(&person.school_name), Some(&person.title), person.disambiguator.as_ref()];
    let details: Vec<&str> =
        details.into_iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let session = elsewhere.then(|| (Tone::Info, when::session_no(locale, person.session_number), true));
    let state = (person.state != RegistrationState::Admitted).then(|| {
        let tone = if gone { Tone::Neutral } else { Tone::Wait };
        (tone, status::registration(locale, person.state), true)
    });
    let presence = match present {
        Attendance::None => None,
        Attendance::Inside(since) => {
            Some((Tone::Ok, text::signed_in_at(locale, &since.taipei_hhmm()), false))
        }
        Attendance::Left(at) => Some((Tone::Info, text::signed_out_at(locale, &at.taipei_hhmm()), false)),
    };
    Row {
        name: person.name.clone(),
        namesake: person.namesake.then(|| text::same_name(locale)),
        details: details.join(" "),
        gone,
        badges: [session, state, presence].into_iter().flatten().collect(),
    }
}

fn row(row: Option<Row>) -> AnyView {
    let Some(Row { name, namesake, details, gone, badges }) = row else { return ().into_any() };
    view! {
        <div class=if gone { "person-row person-gone" } else { "person-row" }>
            <span class="person-name">
                {name_view(&name)}
                {namesake.map(|words| view! { " " {still_badge(Tone::Wait, words, true)} })}
            </span>
            " "
            <span class="person-details">{details}</span>
            " "
            <span class="person-state">
                {badges.into_iter().map(|(tone, words, plain)| view! { {still_badge(tone, words, plain)} " " }).collect_view()}
            </span>
        </div>
    }
    .into_any()
}

//! The line that is being typed: person, time in, time out. Enter moves on and, at the end, adds the line.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use yanxi_domain::ids::PeriodId;

use super::view_model::{Line, LineProblem, MAX_SUGGESTIONS, SheetPerson, Typed, find, line, people};
use crate::{
    components::{Button, ButtonKind, next_id},
    i18n::{Locale, office::backfill as text, use_locale},
    state::office::new_event_id,
    view::situation::Situation,
};

/// The row of fields.
#[component]
pub fn EntryRow(
    /// Session and what is known.
    situation: Signal<Situation>,
    /// Period the times are in.
    period: Memo<Option<PeriodId>>,
    /// A complete line.
    on_add: Callback<Line>,
) -> impl IntoView {
    let locale = use_locale();
    let typed = RwSignal::new(String::new());
    let (time_in, time_out) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let picked = RwSignal::new(None::<SheetPerson>);
    let problem = RwSignal::new(None::<LineProblem>);
    let (who_node, in_node, out_node) =
        (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let everybody = Memo::new(move |_| situation.with(|s| people(&s.session.roster)));
    let matches = Memo::new(move |_| everybody.with(|people| find(people, &typed.get())));
    // Somebody picked from several stands until the text changes; a single match needs no picking.
    let person = Memo::new(move |_| {
        picked
            .get()
            .or_else(|| matches.with(|found| if let [only] = &**found { Some(only.clone()) } else { None }))
    });
    Effect::new(move |_| {
        typed.track();
        picked.set(None);
    });

    let add = move || {
        let (Some(person), Some(period)) = (person.get_untracked(), period.get_untracked()) else {
            focus(who_node);
            return;
        };
        let made = situation.with_untracked(|s| {
            let session = &s.session.session;
            let period = session.periods.iter().find(|one| one.id == period)?;
            let (time_in, time_out) = (time_in.get_untracked(), time_out.get_untracked());
            let typed = Typed {
                person: &person,
                time_in: &time_in,
                time_out: &time_out,
                ids: (new_event_id(), new_event_id()),
            };
            Some(line(locale.get_untracked(), session, period, &s.session.log, &typed))
        });
        match made {
            Some(Ok(line)) => {
                on_add.run(line);
                for field in [typed, time_in, time_out] {
                    field.set(String::new());
                }
                problem.set(None);
                focus(who_node);
            }
            Some(Err(found)) => {
                problem.set(Some(found));
                focus(in_node);
            }
            None => {}
        }
    };
    let enter = move |event: KeyboardEvent, then: &dyn Fn()| {
        // Enter that only confirms an input method's suggestion must not move on.
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            then();
        }
    };
    let who_key = move |event| {
        enter(event, &|| {
            if person.with_untracked(Option::is_some) {
                focus(in_node);
            }
        });
    };
    let in_key = move |event| enter(event, &|| focus(out_node));
    let out_key = move |event| enter(event, &add);
    let pick = Callback::new(move |person: SheetPerson| {
        picked.set(Some(person));
        focus(in_node);
    });
    view! {
        <div class="backfill-row">
            <Field label=move || text::person_field(locale.get()) value=typed node=who_node on_key=Callback::new(who_key)
                numeric=false/>
            <Field label=move || text::in_field(locale.get()) value=time_in node=in_node on_key=Callback::new(in_key)
                numeric=true/>
            <Field label=move || text::out_field(locale.get()) value=time_out node=out_node
                on_key=Callback::new(out_key) numeric=true/>
            <Button label=move || text::add(locale.get()) kind=ButtonKind::Primary on_press=move |()| add()/>
        </div>
        <p class="muted small">{move || text::time_hint(locale.get())}</p>
        <div aria-live="polite">
            {move || answer(locale.get(), &typed.get(), person.get(), matches.get(), pick)}
            {move || problem.get().map(|problem| view! { <p class="field-error">{problem.words(locale.get())}</p> })}
        </div>
    }
}

/// What the typed text means: one person, several to choose from, or nobody.
fn answer(
    locale: Locale,
    typed: &str,
    person: Option<SheetPerson>,
    matches: Vec<SheetPerson>,
    pick: Callback<SheetPerson>,
) -> AnyView {
    let words = |person: &SheetPerson| {
        text::chosen(locale, person.number, &person.name, &format!("{} {}", person.school, person.title))
    };
    if let Some(person) = person {
        return view! { <p class="backfill-chosen">{words(&person)}</p> }.into_any();
    }
    if typed.trim().is_empty() {
        return ().into_any();
    }
    if matches.is_empty() {
        return view! { <p class="field-error">{text::nobody(locale)}</p> }.into_any();
    }
    let option = |person: SheetPerson| {
        let label = words(&person);
        view! { <li><Button label=label on_press=move |()| pick.run(person.clone())/></li> }
    };
    let count = matches.len();
    view! {
        <p>{text::pick_one(locale, count)}</p>
        <ul class="plain-list row">{matches.into_iter().take(MAX_SUGGESTIONS).map(option).collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn Field(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    node: NodeRef<html::Input>,
    on_key: Callback<KeyboardEvent>,
    numeric: bool,
) -> impl IntoView {
    let id = next_id("backfill");
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <input class="input" id=id node_ref=node autocomplete="off" spellcheck="false"
                inputmode=numeric.then_some("numeric")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                on:keydown=move |event| on_key.run(event)/>
        </div>
    }
}

fn focus(node: NodeRef<html::Input>) {
    if let Some(input) = node.get_untracked() {
        let _ = input.focus();
        input.select();
    }
}

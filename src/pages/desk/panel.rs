//! The chosen person, large, with the one button; after the press what was saved.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use yanxi_domain::{event::Subject, roster::RegistrationState};

use super::{
    context::use_screen,
    name::name_view,
    parts::{Outcome, Prefill, Written},
    view_model::{
        directory::Person,
        history::{Line, history, last_punch},
        panel::{Action, remark_words},
        rare,
    },
};
use crate::{
    components::{Badge, Banner, Button, ButtonKind, EmptyState, Icon, IconView, Tone},
    i18n::{desk as text, office::status, saved_local},
    view::when,
};

/// A write normally takes a tenth of this.
const SLOW_SAVE: Duration = Duration::from_millis(1_500);

/// The panel. What stands below a person (撤銷, 備註, the history) stays when the button becomes the confirmation: the less
/// is drawn anew, the sooner the green is seen.
#[component]
pub fn PersonPanel() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let in_hand = Memo::new(move |_| (desk.chosen.get(), desk.outcome.get()));
    let subject = Memo::new(move |_| desk.in_hand());
    // Nothing can be taken back twice, so after a 撤銷 only its history is shown.
    let small = Memo::new(move |_| match in_hand.get() {
        (Some(_), _) => true,
        (None, Some(outcome)) => matches!(outcome.what, Written::Punch(_) | Written::Backfill(_)),
        (None, None) => false,
    });
    let class = move || {
        in_hand.with(|in_hand| match in_hand {
            (Some(_), _) => "desk-panel desk-panel-person",
            (None, Some(_)) => "desk-panel desk-panel-done",
            (None, None) => "desk-panel desk-panel-empty",
        })
    };
    view! {
        <section class=class aria-label=move || text::person_label(locale.get())>
            {move || match in_hand.get() {
                (Some(subject), _) => view! { <Chosen subject=subject/> }.into_any(),
                (None, Some(outcome)) => view! { <Done outcome=outcome/> }.into_any(),
                (None, None) => view! {
                    <EmptyState icon=Icon::Person title=move || text::choose_person(locale.get())
                        text=move || text::choose_person_text(locale.get())/>
                }
                .into_any(),
            }}
            <Show when=move || small.get()><Small subject=subject/></Show>
            <History subject=subject/>
        </section>
    }
}

/// A person before the press.
#[component]
fn Chosen(
    /// Who.
    subject: Subject,
) -> impl IntoView {
    let desk = use_screen();
    let person = Memo::new(move |_| desk.person(subject));
    let verdict = Memo::new(move |_| desk.verdict(subject));
    let action = move || verdict.with_untracked(|verdict| verdict.as_ref().map(|verdict| verdict.action));
    let press = move |()| match action() {
        Some(Action::Punch | Action::Calm) => desk.punch(false),
        Some(Action::Confirmed) => desk.punch(true),
        Some(Action::SwitchAndPunch(session)) => desk.switch_and_punch(session),
        None => {}
    };
    let label = move || {
        verdict.with(|verdict| verdict.as_ref().map(|verdict| verdict.button.clone())).unwrap_or_default()
    };
    let calm = Memo::new(move |_| {
        verdict.with(|verdict| verdict.as_ref().is_some_and(|v| v.action == Action::Calm))
    });
    let long = Memo::new(move |_| label().chars().count() > 4);
    let message = move || {
        verdict.with(|verdict| {
            let verdict = verdict.as_ref()?;
            let message = verdict.message.clone()?;
            Some(view! { <Banner tone=verdict.tone text=message/> })
        })
    };
    let button = move || {
        let kind = if calm.get() { ButtonKind::Plain } else { ButtonKind::Primary };
        view! {
            <Button label=label kind=kind big=true busy=desk.busy blocked=move || desk.blocked() on_press=press
                class=if long.get() { "button-long" } else { "" }/>
        }
    };
    view! {
        {move || person.get().map(|person| view! { <Identity person=person/> })}
        {message}
        <div class="desk-press">
            {button}
            {move || verdict.with(|verdict| verdict.as_ref().and_then(|verdict| verdict.again.clone())).map(|again| view! {
                <Button label=again blocked=move || desk.blocked() busy=desk.busy on_press=move |()| desk.punch(true)/>
            })}
            <SlowSave/>
            <TakePartHere subject=subject/>
        </div>
    }
}

/// Says that the press arrived while the tablet takes long to store it: nobody should go before the green (Y-02).
#[component]
fn SlowSave() -> impl IntoView {
    let desk = use_screen();
    let slow = RwSignal::new(false);
    Effect::new(move |waiting: Option<Option<TimeoutHandle>>| {
        if let Some(timer) = waiting.flatten() {
            timer.clear();
        }
        if slow.get_untracked() {
            slow.set(false);
        }
        // The panel may be gone when the time is up.
        let look = move || _ = slow.try_set(true);
        desk.busy.get().then(|| set_timeout_with_handle(look, SLOW_SAVE).ok()).flatten()
    });
    view! {
        <Show when=move || slow.get()><Banner tone=Tone::Wait text=move || text::saving(desk.locale.get())/></Show>
    }
}

/// Name, school, title and what else is known.
#[component]
fn Identity(
    /// Who.
    person: Person,
) -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale.get_untracked();
    let codes = rare::code_points(&person.name);
    let elsewhere = desk.choice.get_untracked().is_some_and(|choice| choice.session != person.session);
    let session = when::session_no(locale, person.session_number);
    let known = [person.disambiguator.clone(), person.business_area.clone()];
    let known: Vec<String> = known.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    view! {
        <div class="desk-identity">
            <div class="row row-between">
                <h2 class="desk-name">{name_view(&person.name)}</h2>
                <Button label=move || text::put_back(desk.locale.get()) icon=Icon::Close icon_only=true
                    kind=ButtonKind::Quiet on_press=move |()| desk.put_back()/>
            </div>
            {person.romanized.clone().map(|romanized| view! { <p class="desk-romanized">{romanized}</p> })}
            {(!codes.is_empty()).then(|| view! { <p class="muted small">{codes.join("  ")}</p> })}
            <p class="desk-school">{format!("{} {}", person.school_name, person.title)}</p>
            {(!known.is_empty()).then(|| view! { <p class="muted">{known.join(" · ")}</p> })}
            <p class="row">
                <Badge tone=if elsewhere { Tone::Wait } else { Tone::Info } plain=true
                    text=text::registered_for(locale, &session)/>
                {person.namesake.then(|| view! { <Badge tone=Tone::Wait plain=true text=text::same_name(locale)/> })}
                {(person.state != RegistrationState::Admitted).then(|| view! {
                    <Badge tone=Tone::Wait plain=true text=status::registration(locale, person.state)/>
                })}
            </p>
        </div>
    }
}

/// T-41: somebody of an equivalent session stays for this one.
#[component]
fn TakePartHere(
    /// Who.
    subject: Subject,
) -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let offer = Memo::new(move |_| {
        let person = desk.person(subject)?;
        let here = desk.current_period()?.0;
        let home = desk.replica(person.session)?;
        let same = here.equivalent_group.is_some() && here.equivalent_group == home.session.equivalent_group;
        (person.session != here.id && same).then_some(person)
    });
    let open = move |()| {
        if let Some(person) = offer.get_untracked() {
            desk.prefill.set(Prefill {
                name: person.name,
                school_name: person.school_name,
                title: person.title,
                other_session: Some(person.session),
            });
            desk.open.walk_in.set(true);
        }
    };
    view! {
        <Show when=move || offer.with(Option::is_some)>
            <Button label=move || text::take_part_here(locale.get()) kind=ButtonKind::Quiet icon=Icon::PersonAdd
                blocked=move || desk.blocked() on_press=open/>
        </Show>
    }
}

/// 撤銷 · 備註 · 補登.
#[component]
fn Small(
    /// Who.
    subject: Memo<Option<Subject>>,
) -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let can_undo = Memo::new(move |_| {
        let current = desk.current()?;
        let period = desk.choice.get()?.period;
        last_punch(&current.log, period, subject.get()?)
    });
    view! {
        <div class="row desk-small">
            <Show when=move || can_undo.with(Option::is_some)>
                <Button label=move || text::undo(locale.get()) icon=Icon::Undo kind=ButtonKind::Danger
                    blocked=move || desk.blocked() on_press=move |()| desk.open.undo.set(true)/>
            </Show>
            <Button label=move || text::note(locale.get()) icon=Icon::Note blocked=move || desk.blocked()
                on_press=move |()| desk.open.note.set(true)/>
            <Button label=move || text::backfill(locale.get()) icon=Icon::Sheet blocked=move || desk.blocked()
                on_press=move |()| desk.open.backfill.set(true)/>
        </div>
    }
}

/// Everything recorded about the person here, voided entries included (U-C4).
#[component]
fn History(
    /// Who.
    subject: Memo<Option<Subject>>,
) -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let lines = Memo::new(move |_| {
        let (Some(subject), Some(current)) = (subject.get(), desk.current()) else { return Vec::new() };
        history(
            locale.get(),
            &current.log,
            &current.records,
            subject,
            &|device| desk.device_name(device),
            &|event| desk.maybe_unsent(event),
        )
    });
    let line = move |line: Line| {
        let class = if line.voided { "history-line history-voided" } else { "history-line" };
        view! {
            <li class=class>
                <time>{line.time}</time>
                <span>{line.text}</span>
                {line.voided.then(|| view! { <Badge text=text::voided(locale.get_untracked()) plain=true/> })}
                {(!line.sent).then(|| view! { <Badge tone=Tone::Wait text=text::unsent(locale.get_untracked()) plain=true/> })}
            </li>
        }
    };
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <div class="desk-history">
                <h2 class="desk-history-title">{move || text::history(locale.get())}</h2>
                <ol class="history">{move || lines.get().into_iter().map(line).collect_view()}</ol>
            </div>
        </Show>
    }
}

/// After the commit: green, in words, with the way back.
#[component]
fn Done(
    /// What was written.
    outcome: Outcome,
) -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let at = outcome.at;
    let remarks = outcome.remarks.clone();
    let words = outcome.clone();
    let headline = move || desk.headline(&words);
    let remarks = move || {
        remarks
            .iter()
            .map(|remark| {
                let (tone, words) = remark_words(locale.get(), remark, at);
                view! { <Banner tone=tone text=words/> }
            })
            .collect_view()
    };
    view! {
        <div class="desk-saved">
            <IconView icon=Icon::Check/>
            <div>
                <p class="desk-saved-word">{move || saved_local(locale.get())}</p>
                <p class="desk-saved-what">{headline}</p>
            </div>
        </div>
        {remarks}
    }
}

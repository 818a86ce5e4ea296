//! The queue: filters by reason, cases to decide, and below, collapsed, what is decided or resolved by itself.

use leptos::prelude::*;

use super::{
    CaseKey,
    view_model::{Case, Doubt, Queue, filters},
};
use crate::{
    components::{Badge, EmptyState, Icon, Tone},
    i18n::{
        office::{self, review as text, status},
        use_locale,
    },
    view::{situation::Situation, when},
};

/// The left side of the page.
#[component]
pub fn QueueList(
    /// All cases.
    queue: Memo<Queue>,
    /// Cases to decide that the filter lets through.
    shown: Memo<Vec<Case>>,
    /// Filter in force.
    filter: RwSignal<Option<Doubt>>,
    /// Open case.
    chosen: RwSignal<Option<CaseKey>>,
    /// For the names of periods.
    situation: Signal<Situation>,
    /// A case was pressed.
    on_open: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let decided = Signal::derive(move || queue.with(|queue| queue.decided.clone()));
    let auto = Signal::derive(move || queue.with(|queue| queue.auto.clone()));
    let done = Memo::new(move |_| queue.with(|queue| queue.to_decide.is_empty()));
    view! {
            <Show when=move || done.get() fallback=move || view! {
                <Filters queue=queue filter=filter/>
                <CaseList label=move || text::queue_label(locale.get()) cases=shown chosen=chosen situation=situation
                    on_open=on_open/>
                <p class="muted small keys-hint">{move || text::keys_hint(locale.get())}</p>
            }>
                <EmptyState icon=Icon::Check title=move || text::none_to_decide(locale.get())
                    text=move || text::none_to_decide_hint(locale.get())/>
            </Show>
            <Collapsed title=move || text::decided(locale.get(), decided.with(Vec::len)) note=None
                cases=decided chosen=chosen situation=situation on_open=on_open/>
            <Collapsed title=move || text::auto_resolved(locale.get(), auto.with(Vec::len))
                note=Some(Signal::derive(move || text::auto_resolved_note(locale.get())))
                cases=auto chosen=chosen situation=situation on_open=on_open/>
    }
}

/// One button a reason, with its number.
#[component]
fn Filters(queue: Memo<Queue>, filter: RwSignal<Option<Doubt>>) -> impl IntoView {
    let locale = use_locale();
    let options = Memo::new(move |_| queue.with(|queue| (queue.to_decide.len(), filters(&queue.to_decide))));
    let button = move |doubt: Option<Doubt>, label: String| {
        view! {
            <button type="button" class="filter" aria-pressed=move || (filter.get() == doubt).to_string()
                on:click=move |_| filter.set(doubt)>{label}</button>
        }
    };
    view! {
        <div class="filters" role="group" aria-label=move || text::filter_label(locale.get())>
            {move || {
                let (all, doubts) = options.get();
                let locale = locale.get();
                let named = |(doubt, n): (Doubt, usize)| {
                    button(Some(doubt), text::filter_one(locale, &doubt.name(locale), n))
                };
                let doubts: Vec<_> = doubts.into_iter().map(named).collect();
                view! { {button(None, text::filter_all(locale, all))} {doubts} }
            }}
        </div>
    }
}

/// A list that is closed at first.
#[component]
fn Collapsed(
    #[prop(into)] title: Signal<String>,
    note: Option<Signal<String>>,
    cases: Signal<Vec<Case>>,
    chosen: RwSignal<Option<CaseKey>>,
    situation: Signal<Situation>,
    on_open: Callback<()>,
) -> impl IntoView {
    view! {
        <Show when=move || cases.with(|cases| !cases.is_empty())>
            <details class="review-more">
                <summary>{title}</summary>
                {note.map(|note| view! { <p class="muted small">{note}</p> })}
                <CaseList label=title cases=cases chosen=chosen situation=situation on_open=on_open/>
            </details>
        </Show>
    }
}

/// Cases as buttons, one line of name and one of reason.
#[component]
fn CaseList(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] cases: Signal<Vec<Case>>,
    chosen: RwSignal<Option<CaseKey>>,
    situation: Signal<Situation>,
    on_open: Callback<()>,
) -> impl IntoView {
    let several_periods = move || situation.with(|s| s.session.session.periods.len() > 1);
    let line = move |case: Case| {
        let period = several_periods().then(|| period_name(situation, &case)).flatten();
        view! { <CaseLine case=case period=period chosen=chosen on_open=on_open/> }
    };
    view! {
        <ul class="case-list" aria-label=label>
            {move || cases.get().into_iter().map(line).collect_view()}
        </ul>
    }
}

fn period_name(situation: Signal<Situation>, case: &Case) -> Option<String> {
    let locale = use_locale().get_untracked();
    situation.with(|s| {
        let period = s.session.session.periods.iter().find(|period| period.id == case.period)?;
        Some(when::period_label(locale, period.label))
    })
}

#[component]
fn CaseLine(
    case: Case,
    period: Option<String>,
    chosen: RwSignal<Option<CaseKey>>,
    on_open: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let key = case.key();
    let who = case.who.clone();
    let (same_name, walk_in, mark) = (who.same_name, who.walk_in(), who.disambiguator);
    let tone = if case.determination.is_some() && !case.reopened { Tone::Ok } else { Tone::Wait };
    let (case_status, doubts) = (case.status, case.doubts);
    let words = move || {
        let locale = locale.get();
        let names: Vec<String> = doubts.iter().take(2).map(|doubt| doubt.name(locale)).collect();
        if names.is_empty() {
            status::status(locale, case_status)
        } else {
            names.join(&office::list_separator(locale))
        }
    };
    view! {
        <li>
            <button type="button" class="case-line" aria-current=move || (chosen.get() == Some(key)).then_some("true")
                on:click=move |_| { chosen.set(Some(key)); on_open.run(()); }>
                <span class="case-line-name">
                    {who.name}
                    {mark.map(|mark| view! { <span class="muted">{mark}</span> })}
                    {same_name.then(|| view! { <Badge plain=true text=move || text::same_name(locale.get())/> })}
                    {walk_in.then(|| view! { <Badge plain=true text=move || text::walk_in_badge(locale.get())/> })}
                    {period.map(|period| view! { <Badge plain=true text=period/> })}
                </span>
                <span class="muted">{move || office::school_title(locale.get(), &who.school, &who.title)}</span>
                <Badge tone=tone text=Signal::derive(words)/>
            </button>
        </li>
    }
}

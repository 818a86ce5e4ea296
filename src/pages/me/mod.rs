//! 我的研習紀錄 (U-F1 … U-F3, U-F7): the year's sum as one big number, then one card a course. Reads only what this
//! device holds, so it is the same offline; prints like an official record.

pub mod view_model;

mod card;
mod leave;
mod registration_lines;
mod registrations;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;

use self::{
    card::{PrintTable, RecordCardView},
    leave::Leave,
    registrations::Registrations,
    view_model::{YearBasis, YearView, shown_year, year_name, year_view, years},
};
use crate::{
    components::{Button, Choice, EmptyState, Icon, PageHeader, Segmented, Select},
    i18n::{me as text, use_locale},
    state::{
        files,
        me::use_me,
        replica::{OwnRecords, use_own_records},
    },
    view::{data_bar::DataBar, top_bar::TopBar, when},
};

/// The page.
#[component]
pub fn MePage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let records = use_own_records();
    let name = Memo::new(move |_| me.me().with(|me| me.account.as_ref().map(|account| account.name.clone())));
    let here = Memo::new(move |_| records.with(Option::is_some));
    let pulled_at = Memo::new(move |_| records.with(|records| records.as_ref().and_then(|r| r.pulled_at)));
    view! {
        <TopBar/>
        <main class="page page-narrow me-page">
            <PageHeader title=move || text::title(locale.get()) lead=name>
                <Show when=move || here.get()>
                    <Button label=move || text::print(locale.get()) icon=Icon::Print on_press=|()| files::print()/>
                </Show>
                <Show when=move || name.with(Option::is_some)>
                    <Leave/>
                </Show>
            </PageHeader>
            {move || if here.get() {
                view! {
                    <Registrations records=records/>
                    <Records records=records name=name/>
                }.into_any()
            } else {
                view! { <Nothing signed_in=Signal::derive(move || name.with(Option::is_some))/> }.into_any()
            }}
        </main>
        <DataBar data_time=pulled_at/>
    }
}

/// Year switch, sum, cards.
#[component]
fn Records(records: Signal<Option<Arc<OwnRecords>>>, name: Memo<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let basis = RwSignal::new(YearBasis::default());
    let chosen = RwSignal::new(String::new());
    let held = Memo::new(move |_| records.get().map(|own| own.records.clone()).unwrap_or_default());
    let all_years = Memo::new(move |_| held.with(|records| years(basis.get(), records)));
    let year =
        Memo::new(move |_| held.with(|records| shown_year(basis.get(), chosen.get().parse().ok(), records)));
    let view = Memo::new(move |_| {
        year.get().map_or_else(YearView::default, |year| {
            held.with(|records| year_view(locale.get(), basis.get(), year, records))
        })
    });
    let this_year = Memo::new(move |_| {
        year.get().map(|year| year_name(locale.get(), basis.get(), year)).unwrap_or_default()
    });
    // The select shows the year in force, also after a switch of the count made the chosen one vanish.
    Effect::new(move |_| {
        if let Some(year) = year.get() {
            let year = year.to_string();
            if chosen.with_untracked(|chosen| *chosen != year) {
                chosen.set(year);
            }
        }
    });
    let bases = move || vec![text::by_calendar_year(locale.get()), text::by_school_year(locale.get())];
    let choices = move || {
        let named =
            |year: i32| Choice { key: year.to_string(), label: year_name(locale.get(), basis.get(), year) };
        all_years.get().into_iter().map(named).collect::<Vec<_>>()
    };
    let set_basis =
        move |index: usize| basis.set(if index == 1 { YearBasis::School } else { YearBasis::Calendar });
    let nothing_ever = Memo::new(move |_| held.with(Vec::is_empty));
    let printed = move || {
        let pulled_at = records.with(|records| records.as_ref().and_then(|r| r.pulled_at));
        text::print_footer(locale.get(), &when::stamp_or_none(locale.get(), pulled_at))
    };
    view! {
        {move || if nothing_ever.get() {
            view! { <EmptyState icon=Icon::Sheet title=move || text::empty_ever(locale.get())/> }.into_any()
        } else {
            view! {
                <div class="year-switch no-print">
                    <Segmented label=move || text::year_basis(locale.get()) options=Signal::derive(bases)
                        value=Signal::derive(move || usize::from(basis.get() == YearBasis::School))
                        on_change=set_basis/>
                    <Select label=move || text::which_year(locale.get()) options=Signal::derive(choices) value=chosen/>
                </div>
                <section class="year-sum no-print" aria-live="polite">
                    <p class="year-sum-label">{move || text::sum_label(locale.get(), &this_year.get())}</p>
                    <p class="year-sum-number">
                        <output>{move || view.with(|view| view.total.clone())}</output>
                        " " <span class="year-sum-unit">{move || text::hours_unit(locale.get())}</span>
                    </p>
                    <p class="muted">
                        {move || text::courses_counted(locale.get(), view.with(|view| view.issued))}
                        {move || {
                            let waiting = view.with(|view| view.waiting);
                            (waiting > 0).then(|| format!(" · {}", text::courses_waiting(locale.get(), waiting)))
                        }}
                    </p>
                </section>
                <ul class="record-cards no-print">
                    {move || view.get().cards.into_iter().map(|card| view! { <RecordCardView card=card/> }).collect_view()}
                </ul>
                <PrintTable view=view year=this_year name=name footer=Signal::derive(printed)/>
            }.into_any()
        }}
    }
}

/// Signed out, or not fetched yet.
#[component]
fn Nothing(signed_in: Signal<bool>) -> impl IntoView {
    let locale = use_locale();
    move || {
        if signed_in.get() {
            view! { <EmptyState icon=Icon::Hourglass title=move || text::not_loaded(locale.get())/> }
                .into_any()
        } else {
            view! {
                <EmptyState icon=Icon::Lock title=move || text::not_signed_in(locale.get())>
                    <A href="/" attr:class="button">{move || text::to_entry(locale.get())}</A>
                </EmptyState>
            }
            .into_any()
        }
    }
}

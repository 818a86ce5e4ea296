//! Entering the paper sheet `/backfill/:session` (U-A14): keyboard only if wished, one line a person, one reason for
//! all, a list to check, then one request that is safe to repeat.

pub mod view_model;

mod entry_row;
mod lines;

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::PeriodId;
use yanxi_protocol::api::Backfill;

use self::{
    entry_row::EntryRow,
    lines::LineTable,
    view_model::{Line, request_lines},
};
use crate::{
    components::{Banner, Button, ButtonKind, Choice, PageHeader, Select, Tone, use_announcer},
    i18n::{
        Locale,
        office::{self, backfill as text},
        use_locale,
    },
    state::office::use_office,
    view::{
        data_bar::use_offline_reason,
        failure::failure,
        office_frame::{SessionFrame, SituationView},
        reason_picker::{ReasonDraft, ReasonPicker},
        situation::Situation,
        when,
    },
};

/// The page.
#[component]
pub fn BackfillPage() -> impl IntoView {
    let body: SituationView = Arc::new(|situation| view! { <BackfillBody situation=situation/> }.into_any());
    view! { <SessionFrame body=body/> }
}

fn chips(locale: Locale) -> Vec<String> {
    vec![text::chip_power(locale), text::chip_broken(locale), text::chip_forgot(locale)]
}

#[component]
fn BackfillBody(situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let lines = RwSignal::new(Vec::<Line>::new());
    let reason = ReasonDraft::new();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let done = RwSignal::new(None::<usize>);
    let first =
        situation.with_untracked(|s| s.session.session.periods.first().map(|period| period.id.to_string()));
    let period = RwSignal::new(first.unwrap_or_default());
    let periods = Memo::new(move |_| {
        let choice = |period: &yanxi_domain::course::Period| Choice {
            key: period.id.to_string(),
            label: when::period(locale.get(), period),
        };
        situation.with(|s| s.session.session.periods.iter().map(choice).collect::<Vec<_>>())
    });
    let period_id = Memo::new(move |_| period.get().parse::<PeriodId>().ok());
    let entries = Memo::new(move |_| lines.with(|lines| request_lines(lines).len()));

    let submit = move |()| {
        let words = locale.get_untracked();
        let Some(because) = reason.value(&chips(words)) else {
            problem.set(Some(office::reason_needed(words)));
            return;
        };
        let request = lines.with_untracked(|lines| request_lines(lines));
        let count = request.len();
        let session = situation.with_untracked(|s| s.session.session.id);
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match office.backfill(session, Backfill { lines: request, reason: because }).await {
                Ok(()) => {
                    lines.set(Vec::new());
                    done.set(Some(count));
                    announcer.say(text::done(words, count));
                }
                Err(refused) => problem.set(Some(failure(words, &refused))),
            }
            busy.set(false);
        });
    };
    let add = Callback::new(move |line: Line| {
        done.set(None);
        lines.update(|lines| lines.push(line));
    });
    view! {
        <PageHeader title=move || text::title(locale.get()) lead=move || text::explains(locale.get())/>
        {move || done.get().map(|count| view! {
            <Banner tone=Tone::Ok text=move || text::done(locale.get(), count)/>
        })}
        <section class="card stack">
            <Show when=move || { periods.with(Vec::len) > 1 }>
                <Select label=move || text::period(locale.get()) options=periods value=period/>
            </Show>
            <EntryRow situation=situation period=period_id on_add=add/>
        </section>
        <section class="stack">
            <h2>{move || text::list_heading(locale.get(), entries.get())}</h2>
            <LineTable lines=lines/>
        </section>
        <Show when=move || { entries.get() > 0 }>
            <section class="stack">
                <h2>{move || text::reason_heading(locale.get())}</h2>
                <ReasonPicker draft=reason chips=Signal::derive(move || chips(locale.get()))/>
                {move || problem.get().map(|problem| view! {
                    <Banner tone=Tone::Stop text=Some(problem) urgent=true/>
                })}
                <div class="row">
                    <Button label=move || text::submit(locale.get(), entries.get()) kind=ButtonKind::Primary busy=busy
                        blocked=offline on_press=submit/>
                    <p class="muted">{move || text::again_note(locale.get())}</p>
                </div>
            </section>
        </Show>
    }
}

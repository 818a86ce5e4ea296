//! The decision about one case: 採認, 視同全程 or 不採認, always with a reason.

use leptos::{html, prelude::*, task::spawn_local};
use yanxi_domain::{
    award::award_if, course::HalfHours, determination::Decision, event::Subject, ids::PeriodId,
};
use yanxi_protocol::api::Decide;

use super::view_model::Case;
use crate::{
    components::{Banner, Button, ButtonKind, Tone, use_announcer},
    i18n::{
        Locale,
        office::{self, review as text, status},
        use_locale,
    },
    state::office::use_office,
    view::{
        data_bar::use_offline_reason,
        failure::failure,
        reason_picker::{ReasonDraft, ReasonPicker},
        situation::Situation,
    },
};

const DECISIONS: [Decision; 3] = [Decision::Accept, Decision::TreatAsFull, Decision::Reject];

/// Common reasons, in the order of the chips.
#[must_use]
pub fn chips(locale: Locale) -> Vec<String> {
    vec![
        text::reason_chip_saw(locale),
        text::reason_chip_sheet(locale),
        text::reason_chip_forgot(locale),
        text::reason_chip_queue(locale),
        text::reason_chip_absent(locale),
        text::reason_chip_not_eligible(locale),
    ]
}

/// What a decision means: 「採認：出席紀錄照系統判定計算」.
fn means(locale: Locale, decision: Decision) -> String {
    let means = match decision {
        Decision::Accept => text::accept_means(locale),
        Decision::TreatAsFull => text::treat_means(locale),
        Decision::Reject => text::reject_means(locale),
    };
    text::decision_means(locale, &status::decision(locale, decision), &means)
}

/// Hours of the case if it were decided this way now.
fn hours_if(
    situation: &Situation,
    (subject, period): (Subject, PeriodId),
    decision: Decision,
) -> Option<HalfHours> {
    let policy = &situation.course.course.hours;
    situation.with_facts(|facts| award_if(policy, facts, subject, period, decision)).map(|award| award.total)
}

/// Reason, then one of three buttons: the press on the button is the decision.
#[component]
pub fn DecideForm(
    /// What it is about.
    case: Case,
    /// The session it belongs to.
    situation: Signal<Situation>,
    /// Takes the focus from the queue.
    node: NodeRef<html::Section>,
) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let reason = ReasonDraft::new();
    let busy = RwSignal::new(None::<Decision>);
    let problem = RwSignal::new(None::<String>);
    let decided_before = case.determination.is_some();
    let key = case.key();
    let name = case.who.name;

    let decide = Callback::new(move |decision: Decision| {
        let words = locale.get_untracked();
        let Some(because) = reason.value(&chips(words)) else {
            problem.set(Some(office::reason_needed(words)));
            // The buttons stay at the foot of the screen; what is missing may be far above or below them.
            if let Some(section) = node.get_untracked() {
                section.scroll_into_view();
            }
            return;
        };
        let session = situation.with_untracked(|s| s.session.session.id);
        let name = name.clone();
        busy.set(Some(decision));
        problem.set(None);
        spawn_local(async move {
            let body = Decide { cases: vec![key], decision, reason: because };
            match office.decide(session, body).await {
                Ok(()) => {
                    announcer.toast(text::saved(words, &name, &status::decision(words, decision)));
                    reason.clear();
                }
                Err(refused) => problem.set(Some(failure(words, &refused))),
            }
            busy.set(None);
        });
    });
    let heading = move || {
        if decided_before { text::change_decision(locale.get()) } else { text::decide_heading(locale.get()) }
    };
    let button = move |decision: Decision| {
        let kind = match decision {
            Decision::Accept => ButtonKind::Primary,
            Decision::TreatAsFull => ButtonKind::Plain,
            Decision::Reject => ButtonKind::Danger,
        };
        let hours = Memo::new(move |_| situation.with(|situation| hours_if(situation, key, decision)));
        let working = Signal::derive(move || busy.get().is_some());
        view! {
            <div class="decision">
                <Button label=move || status::decision(locale.get(), decision) kind=kind busy=working
                    blocked=Signal::derive(move || offline.get().map(|_| String::new()))
                    on_press=move |()| decide.run(decision)/>
                <span class="muted small">{move || hours.get().map(|hours| text::would_give(locale.get(), &hours.to_string()))}</span>
            </div>
        }
    };
    view! {
        <section class="stack decide" tabindex="-1" node_ref=node aria-label=heading>
            <h3>{heading}</h3>
            {move || offline.get().map(|why| view! { <Banner tone=Tone::Wait text=Some(why)/> })}
            <ul class="plain-list muted">
                {DECISIONS.map(|decision| view! { <li>{move || means(locale.get(), decision)}</li> })}
            </ul>
            <ReasonPicker draft=reason chips=Signal::derive(move || chips(locale.get()))/>
            {move || problem.get().map(|problem| view! { <Banner tone=Tone::Stop text=Some(problem) urgent=true/> })}
        </section>
        <div class="decisions" role="group" aria-label=move || text::decide_label(locale.get())>
            {DECISIONS.map(button)}
        </div>
    }
}

//! One person: why the case is doubtful, the whole story, the decision.

use std::collections::HashMap;

use leptos::{html, prelude::*};
use yanxi_domain::event::Subject;

use super::{
    decide::DecideForm,
    link_panel::LinkPanel,
    story::Story,
    timeline::{Names, Source, story},
    view_model::Case,
};
use crate::{
    components::{Badge, Banner, Tone},
    i18n::{
        Locale,
        office::{self, review as text, status},
        use_locale,
    },
    view::{situation::Situation, when},
};

/// The right side of the page.
#[component]
pub fn CasePanel(
    /// The case; a new panel is drawn for each.
    case: Case,
    /// Facts around it.
    situation: Signal<Situation>,
    /// The decision, where the keyboard moves to.
    decision: NodeRef<html::Section>,
) -> impl IntoView {
    let locale = use_locale();
    let draft = match case.who.subject {
        Subject::Draft(draft) => Some(draft),
        Subject::Registration(_) => None,
    };
    let entries = {
        let (aliases, period) = (case.aliases.clone(), case.period);
        Memo::new(move |_| {
            situation.with(|s| {
                let names = names(s);
                let source = Source { log: &s.session.log, records: &s.session.records, names: &names };
                let period = s.session.session.periods.iter().find(|one| one.id == period);
                period.map(|period| story(locale.get(), source, period, &aliases)).unwrap_or_default()
            })
        })
    };
    let why = {
        let case = case.clone();
        Memo::new(move |_| {
            let params = situation.with(|s| s.session.session.params);
            case.why(locale.get(), params.late_grace_min, params.early_grace_min)
        })
    };
    let who = case.who.clone();
    view! {
        <div class="case">
            <CaseHead case=case.clone()/>
            <LastDecision case=case.clone() situation=situation/>
            <section class="stack-tight">
                <h3>{move || text::doubts_heading(locale.get())}</h3>
                <ul class="doubts">{move || why.get().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                <Computed case=case.clone()/>
            </section>
            <section class="stack-tight">
                <h3>{move || text::story_heading(locale.get())}</h3>
                <Story entries=entries/>
            </section>
            {draft.map(|draft| view! { <LinkPanel draft=draft who=who situation=situation/> })}
            <DecideForm case=case situation=situation node=decision/>
        </div>
    }
}

/// Names of devices and accounts of the course.
fn names(situation: &Situation) -> Names {
    let devices: HashMap<_, _> = situation.course.devices.iter().map(|d| (d.id, d.name.clone())).collect();
    Names { devices, accounts: situation.course.accounts.clone() }
}

/// Who it is.
#[component]
fn CaseHead(case: Case) -> impl IntoView {
    let locale = use_locale();
    let who = case.who;
    let (school, title) = (who.school, who.title);
    let state = who.state;
    let walk_in = matches!(who.subject, Subject::Draft(_));
    view! {
        <header class="case-head">
            <h2>
                {who.name} " "
                {who.disambiguator.map(|mark| view! { <span class="muted">{mark}</span> })}
            </h2>
            <p>{move || office::school_title(locale.get(), &school, &title)}</p>
            <p class="row">
                {walk_in.then(|| view! { <Badge plain=true text=move || text::walk_in_badge(locale.get())/> })}
                {who.same_name.then(|| view! { <Badge plain=true text=move || text::same_name(locale.get())/> })}
                {state.map(|state| view! { <Badge plain=true text=move || status::registration(locale.get(), state)/> })}
            </p>
        </header>
    }
}

/// What the rules computed: status, first in, last out, absences.
#[component]
fn Computed(case: Case) -> impl IntoView {
    let locale = use_locale();
    let time = |punch: Option<yanxi_domain::attendance::Punch>, locale: Locale| {
        punch.map_or_else(|| text::none(locale), |punch| when::hms(punch.time))
    };
    let (first, last, of_case, gaps) = (case.first_in, case.last_out, case.status, case.gaps);
    let gap = move |gap: &yanxi_domain::attendance::Gap| {
        text::gap_line(locale.get(), &gap.from.taipei_hhmm(), &gap.to.taipei_hhmm(), gap.minutes)
    };
    view! {
        <dl class="computed">
            <div><dt>{move || text::computed(locale.get())}</dt>
                <dd>{move || status::status(locale.get(), of_case)}</dd></div>
            <div><dt>{move || text::first_in(locale.get())}</dt><dd>{move || time(first, locale.get())}</dd></div>
            <div><dt>{move || text::last_out(locale.get())}</dt><dd>{move || time(last, locale.get())}</dd></div>
        </dl>
        {move || gaps.iter().map(gap).map(|line| view! { <p>{line}</p> }).collect_view()}
    }
}

/// The decision that stands, or that new facts have reopened.
#[component]
fn LastDecision(case: Case, situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let reopened = case.reopened;
    case.determination.map(|decision| {
        let title = {
            let decision = decision.clone();
            move || {
                let locale = locale.get();
                let by = situation.with(|s| names(s).account(locale, decision.by));
                let what = status::decision(locale, decision.decision);
                Some(text::last_decision(locale, &what, &by, &when::stamp(decision.at)))
            }
        };
        let words = move || {
            let reason = text::last_decision_reason(locale.get(), &decision.reason);
            Some(if reopened { format!("{reason} {}", text::reopened(locale.get())) } else { reason })
        };
        view! {
            <Banner tone=if reopened { Tone::Wait } else { Tone::Ok } title=Signal::derive(title)
                text=Signal::derive(words)/>
        }
    })
}

//! `/admission/:session`: the organiser decides about applicants, one or many at once (U-A4). The light stands in its
//! column once there are lights; it is advisory and bars nobody (S3-21).

pub mod view_model;

mod deciding;
mod leaves;
mod publishing;
mod table;

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::{RegistrationId, SessionId};
use yanxi_protocol::registering::Admission;

use self::{
    deciding::Deciding, leaves::Leaves, publishing::Publishing, table::Applicants, view_model::summary,
};
use crate::{
    components::{Banner, Button, ButtonKind, EmptyState, Icon, PageHeader, Tone},
    i18n::{office::admission as text, use_locale},
    state::{ApiFailure, registering::use_registering},
    view::{
        failure::failure,
        office_frame::{SessionFrame, SituationView},
        situation::Situation,
    },
};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Page {
    session: SessionId,
    admission: RwSignal<Option<Admission>>,
    chosen: RwSignal<Vec<RegistrationId>>,
    problem: RwSignal<Option<ApiFailure>>,
    outcome: RwSignal<Vec<String>>,
    busy: RwSignal<bool>,
}

/// The page.
#[component]
pub fn AdmissionPage() -> impl IntoView {
    let body: SituationView =
        std::sync::Arc::new(|situation: Signal<Situation>| view! { <Body situation=situation/> }.into_any());
    view! { <SessionFrame body=body/> }
}

/// Head, seats, leaves, table, decisions.
#[component]
fn Body(situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let page = Page {
        session: situation.with_untracked(|s| s.session.session.id),
        admission: RwSignal::default(),
        chosen: RwSignal::default(),
        problem: RwSignal::default(),
        outcome: RwSignal::default(),
        busy: RwSignal::default(),
    };
    // A registration, a cancellation, a colleague's decision: the roster changes, and with it this list.
    let roster = Memo::new(move |_| situation.with(|s| std::sync::Arc::as_ptr(&s.session.roster) as usize));
    Effect::new(move |_| {
        roster.track();
        refresh(page);
    });
    let here = Memo::new(move |_| page.admission.with(Option::is_some));
    let course = situation.with_untracked(|s| s.session.session.course);
    let hidden = Memo::new(move |_| page.admission.with(|a| a.as_ref().is_some_and(|a| a.hidden)));
    let nobody = Memo::new(move |_| page.admission.with(|a| a.as_ref().is_some_and(|a| a.rows.is_empty())));
    let seats = move || {
        let lines = page.admission.with(|a| a.as_ref().map(|a| summary(locale.get(), a))).unwrap_or_default();
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()
    };
    let problem = move || {
        page.problem.get().map(|why| {
            view! { <Banner tone=Tone::Stop urgent=true text=move || Some(failure(locale.get(), &why))/> }
        })
    };
    let outcome = move || {
        let lines = page.outcome.get();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <Banner tone=Tone::Ok><ul>{lines}</ul></Banner> }
        })
    };
    view! {
        <PageHeader title=move || text::title(locale.get())>
            <Button label=move || text::refresh(locale.get()) icon=Icon::Refresh kind=ButtonKind::Quiet
                on_press=move |()| refresh(page)/>
        </PageHeader>
        <ul class="admission-seats" aria-live="polite">{seats}</ul>
        {move || hidden.get().then(|| view! { <Publishing page=page course=course/> })}
        {problem}
        {outcome}
        <Show when=move || !here.get() && page.problem.with(Option::is_none)>
            <EmptyState icon=Icon::Hourglass title=move || text::loading(locale.get())/>
        </Show>
        <Show when=move || nobody.get()>
            <EmptyState icon=Icon::Person title=move || text::none(locale.get())/>
        </Show>
        <Show when=move || here.get() && !nobody.get()>
            <Leaves page=page/>
            <Applicants page=page/>
            <Show when=move || page.chosen.with(|all| !all.is_empty())>
                <Deciding page=page/>
            </Show>
        </Show>
    }
}

/// Asks again; what is shown stays until the answer is here.
fn refresh(page: Page) {
    let registering = use_registering();
    spawn_local(async move {
        match registering.admission(page.session).await {
            Ok(admission) => {
                page.chosen.update(|all| {
                    all.retain(|id| admission.rows.iter().any(|row| row.registration == *id));
                });
                page.admission.set(Some(admission));
            }
            Err(why) => page.problem.set(Some(why)),
        }
    });
}

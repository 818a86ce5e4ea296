//! Issuing hours `/hours/:session` (U-A8): is attendance final, what would be issued, issue. Each step says in words why
//! it waits.

pub mod view_model;

mod issue;
mod override_form;
mod preview;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;
use yanxi_domain::course::HoursPolicy;

use self::{
    issue::Issue,
    override_form::OverrideForm,
    preview::PreviewTable,
    view_model::{FinalityLine, Preview, finality_lines, preview},
};
use crate::{
    components::{Banner, PageHeader, Tone},
    i18n::{
        office::{self, hours as text},
        use_locale,
    },
    view::{
        office_frame::{SessionFrame, SituationView},
        people::{Directory, Who},
        situation::Situation,
    },
};

/// The page.
#[component]
pub fn HoursPage() -> impl IntoView {
    let body: SituationView = Arc::new(|situation| view! { <Hours situation=situation/> }.into_any());
    view! { <SessionFrame body=body/> }
}

#[component]
fn Hours(situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let announced = Memo::new(move |_| situation.with(|s| s.course.course.hours != HoursPolicy::None));
    let finality = Memo::new(move |_| {
        situation.with(|s| s.with_facts(|facts| finality_lines(locale.get(), facts, &s.course.accounts)))
    });
    let preview = Memo::new(move |_| {
        situation.with(|s| {
            let people = Directory::new(locale.get(), &s.session.roster, &s.session.records, &s.session.log);
            let course = &s.course;
            s.with_facts(|facts| preview(locale.get(), facts, &course.course.hours, &course.hours, &people))
        })
    });
    let is_final = Memo::new(move |_| finality.with(|lines| lines.iter().all(|line| line.is_final)));
    view! {
        <PageHeader title=move || text::title(locale.get())/>
        {move || if announced.get() {
            view! {
                <FinalityStep situation=situation finality=finality is_final=is_final/>
                <PreviewStep situation=situation preview=preview/>
                <Issue situation=situation preview=preview is_final=is_final/>
            }.into_any()
        } else {
            view! { <Banner tone=Tone::Info text=move || text::hours_none(locale.get())/> }.into_any()
        }}
    }
}

/// Step one: R-FINAL in words, and the way around it with a reason.
#[component]
fn FinalityStep(
    situation: Signal<Situation>,
    finality: Memo<Vec<FinalityLine>>,
    is_final: Memo<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let may_override =
        Memo::new(move |_| !is_final.get() && finality.with(|lines| lines.iter().all(|line| line.over)));
    let line = |line: FinalityLine| {
        let devices = line.devices.into_iter().map(|device| view! { <li>{device}</li> }).collect_view();
        view! {
            <Banner tone=line.tone text=Some(line.sentence)><ul class="plain-list">{devices}</ul></Banner>
        }
    };
    view! {
        <section class="stack">
            <h2>{move || text::step_final(locale.get())}</h2>
            {move || finality.get().into_iter().map(line).collect_view()}
            <Show when=move || may_override.get()>
                <OverrideForm situation=situation/>
            </Show>
        </section>
    }
}

/// Step two: what would be issued, or who has to be decided about first.
#[component]
fn PreviewStep(situation: Signal<Situation>, preview: Memo<Result<Preview, Vec<Who>>>) -> impl IntoView {
    let locale = use_locale();
    let review = move || situation.with(|s| format!("/review/{}", s.session.session.id));
    let undecided = move |people: Vec<Who>| {
        let count = people.len();
        let person = move |who: Who| {
            view! { <li><strong>{who.name}</strong> " " {office::school_title(locale.get_untracked(), &who.school, &who.title)}</li> }
        };
        // Somebody who is still inside becomes a case only when nobody can sign out any more.
        let until = move || {
            situation.with(|s| {
                let session = &s.session.session;
                let closes =
                    session.periods.iter().map(|period| period.signout_closes(&session.params)).max()?;
                (s.now <= closes).then(|| text::sign_out_until(locale.get(), &closes.taipei_hhmm()))
            })
        };
        view! {
            <Banner tone=Tone::Wait title=move || text::refused_undecided(locale.get(), count)>
                {move || until().map(|words| view! { <p>{words}</p> })}
                <ul class="plain-list name-columns">{people.into_iter().map(person).collect_view()}</ul>
                <p><A href=review attr:class="button">{move || text::go_review(locale.get())}</A></p>
            </Banner>
        }
    };
    view! {
        <section class="stack">
            <h2>{move || text::step_preview(locale.get())}</h2>
            {move || match preview.get() {
                Err(people) => undecided(people).into_any(),
                Ok(preview) => view! { <PreviewTable preview=preview/> }.into_any(),
            }}
        </section>
    }
}

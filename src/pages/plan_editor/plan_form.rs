//! The plan itself: names, bodies, clauses.

use leptos::prelude::*;
use yanxi_domain::{
    directory::county::COUNTIES,
    plan::{
        Plan, SubjectSystem,
        place::{Field, Place},
    },
};

use super::{
    bound::{Draft, Remark},
    view_model::read_lines,
};
use crate::{
    components::{Checkbox, Choice, Select, TextField},
    i18n::planning::{editor as text, fields},
};

/// The fields of the plan.
#[component]
pub fn PlanForm(draft: Draft) -> impl IntoView {
    let locale = draft.locale;
    let year = draft.text(
        |plan| plan.school_year.to_string(),
        |plan, typed| plan.school_year = typed.trim().parse().unwrap_or(0),
    );
    let county = draft.text(
        |plan| plan.county.clone().unwrap_or_default(),
        |plan, typed| plan.county = (!typed.is_empty()).then(|| typed.to_owned()),
    );
    let counties = Signal::stored(
        COUNTIES
            .iter()
            .map(|county| Choice { key: county.code.to_owned(), label: county.name.to_owned() })
            .collect::<Vec<_>>(),
    );
    let at = |field| draft.error(Place::plan(field));
    let title = draft.text(|plan| plan.title.clone(), |plan, typed| typed.clone_into(&mut plan.title));
    let supervising =
        draft.text(|plan| plan.supervising.clone(), |plan, typed| typed.clone_into(&mut plan.supervising));
    let host = draft.text(|plan| plan.host.clone(), |plan, typed| typed.clone_into(&mut plan.host));
    let organiser =
        draft.text(|plan| plan.organiser.clone(), |plan, typed| typed.clone_into(&mut plan.organiser));
    view! {
        <section class="stack" aria-label=move || text::section_plan(locale.get())>
            <h2>{move || text::section_plan(locale.get())}</h2>
            <TextField label=move || fields::title(locale.get()) value=title error=at(Field::Title)/>
            <div class="form-grid">
                <TextField label=move || fields::school_year(locale.get()) value=year input_mode="numeric"
                    error=at(Field::SchoolYear)/>
                <Select label=move || fields::county(locale.get()) options=counties value=county
                    empty=Signal::derive(move || text::national(locale.get()))/>
                <TextField label=move || fields::supervising(locale.get()) value=supervising/>
                <TextField label=move || fields::host(locale.get()) value=host/>
                <TextField label=move || fields::organiser(locale.get()) value=organiser/>
            </div>
            <Systems draft=draft/>
            <Texts draft=draft/>
        </section>
    }
}

#[component]
fn Systems(draft: Draft) -> impl IntoView {
    let locale = draft.locale;
    let one = move |system: SubjectSystem| {
        let ticked = Signal::derive(move || draft.plan.with(|plan| plan.systems.contains(&system)));
        let change = move |on: bool| {
            draft.plan.update(|plan| {
                plan.systems.retain(|one| *one != system);
                if on {
                    plan.systems.push(system);
                    plan.systems.sort_unstable();
                }
            });
        };
        view! { <Checkbox label=system.name().to_owned() value=ticked on_change=change/> }
    };
    view! {
        <fieldset class="plain-fieldset">
            <legend>{move || fields::systems(locale.get())}</legend>
            <div class="row">{SubjectSystem::ALL.map(one).collect_view()}</div>
        </fieldset>
    }
}

/// Explanations and clauses, one a line.
#[component]
fn Texts(draft: Draft) -> impl IntoView {
    let locale = draft.locale;
    let lines = move |read: fn(&Plan) -> &Vec<String>, write: fn(&mut Plan) -> &mut Vec<String>| {
        draft.text(move |plan| read(plan).join("\n"), move |plan, typed| *write(plan) = read_lines(typed))
    };
    let purpose = lines(|plan| &plan.purpose, |plan| &mut plan.purpose);
    let basis = lines(|plan| &plan.basis, |plan| &mut plan.basis);
    let clauses = lines(|plan| &plan.clauses, |plan| &mut plan.clauses);
    let registration =
        draft.text(|plan| plan.registration.clone(), |plan, typed| typed.clone_into(&mut plan.registration));
    let funding = draft.text(|plan| plan.funding.clone(), |plan, typed| typed.clone_into(&mut plan.funding));
    let benefits =
        draft.text(|plan| plan.benefits.clone(), |plan, typed| typed.clone_into(&mut plan.benefits));
    let hint = Signal::derive(move || Some(text::one_per_line(locale.get())));
    let repeated = Memo::new(move |_| {
        draft.found.with(|found| {
            let of_clauses = found.iter().find(|one| one.place.field == Field::Clauses);
            of_clauses.map(|one| crate::view::planning::words::problem(locale.get(), &one.problem))
        })
    });
    view! {
        <details>
            <summary>{move || text::section_texts(locale.get())}</summary>
            <div class="stack">
                <TextField label=move || fields::purpose(locale.get()) value=purpose lines=6 hint=hint/>
                <TextField label=move || fields::basis(locale.get()) value=basis lines=2 hint=hint/>
                <div class="form-grid">
                    <TextField label=move || fields::registration(locale.get()) value=registration lines=2/>
                    <TextField label=move || fields::funding(locale.get()) value=funding lines=2/>
                </div>
                <TextField label=move || fields::benefits(locale.get()) value=benefits lines=2/>
                <TextField label=move || fields::clauses(locale.get()) value=clauses lines=4 hint=hint/>
                <Remark words=repeated.into()/>
            </div>
        </details>
    }
}

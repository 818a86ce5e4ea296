//! `/plans/:plan`: the plan editor, for people in a hurry (U-A1).

mod actions;
mod agenda;
mod bound;
mod course_form;
mod findings;
mod links;
mod periods;
mod plan_form;
mod saving;
mod session_card;
pub mod view_model;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_domain::{ids::SessionId, plan::check::check};
use yanxi_protocol::{
    plan_file,
    plans::{PlanDetail, VersionState},
};

use self::{
    actions::Actions,
    bound::Draft,
    course_form::CourseForm,
    findings::Findings,
    plan_form::PlanForm,
    saving::{SaveLine, SaveState, Saver},
    view_model::empty_course,
};
use crate::{
    components::{Badge, Banner, Button, PageHeader, Tone},
    i18n::{
        planning::{self, editor as text},
        use_locale,
    },
    state::{
        files,
        plans::{KeptDraft, new_course_id},
    },
    view::{
        planning::{
            load::{Loaded, NotLoaded, SeenOffline, use_plan},
            standing,
        },
        top_bar::TopBar,
    },
};

/// The page.
#[component]
pub fn PlanEditorPage() -> impl IntoView {
    let loaded = use_plan();
    // Drawn anew only when another plan is opened or the server's version is loaded.
    let shown = RwSignal::new(None::<(PlanDetail, Option<KeptDraft>)>);
    let round = RwSignal::new(0_u32);
    Effect::new(move |_| {
        if let Some(detail) = loaded.plan.get() {
            spawn_local(async move {
                let kept = loaded.handle.kept(detail.head.id).await;
                let restored = kept.filter(|kept| kept.plan != detail.draft);
                shown.set(Some((detail, restored)));
                round.update(|round| *round += 1);
            });
        }
    });
    view! {
        <TopBar/>
        <main class="page office-page">
            {move || {
                round.track();
                match shown.get_untracked() {
                    Some((detail, kept)) => view! { <Editor detail=detail kept=kept loaded=loaded/> }.into_any(),
                    None => view! { <NotLoaded loaded=loaded/> }.into_any(),
                }
            }}
        </main>
    }
}

#[component]
fn Editor(
    detail: PlanDetail,
    /// What was typed on this device and not sent yet.
    kept: Option<KeptDraft>,
    loaded: Loaded,
) -> impl IntoView {
    let locale = use_locale();
    let was_restored = kept.is_some();
    let plan = RwSignal::new(detail.draft.clone());
    let found = Memo::new(move |_| plan.with(check));
    let draft = Draft { plan, found, locale };
    let saver = Saver::follow(&detail, draft);
    if let Some(kept) = kept {
        // Typed before somebody else saved: shown and kept, and never sent over what they wrote.
        if kept.revision != detail.revision {
            saver.revision.set(kept.revision);
            saver.state.set(SaveState::Conflict);
        }
        plan.set(kept.plan);
        saver.changed();
    }
    let id = detail.head.id;
    let may_write = detail.head.may.write;
    let now = RwSignal::new(detail);
    let waits = Memo::new(move |_| now.with(|now| standing::waits(now.head.standing)));
    let editable = Memo::new(move |_| may_write && !waits.get());
    let answer = Callback::new(move |after: PlanDetail| {
        saver.revision.set(after.revision);
        now.set(after);
    });
    let export = Callback::new(move |()| {
        if let Ok(file) = plan.with_untracked(plan_file::write) {
            let _ = files::save_file("plan.json", "application/json", file.as_bytes());
        }
    });
    let reload = Callback::new(move |()| {
        spawn_local(async move {
            loaded.handle.drop_kept(id).await;
            loaded.read(id);
        });
    });
    let open = RwSignal::new(None::<SessionId>);
    let courses =
        Memo::new(move |_| plan.with(|plan| plan.courses.iter().map(|course| course.id).collect::<Vec<_>>()));
    let add_course = move |()| {
        let course = empty_course(new_course_id());
        plan.update(|plan| plan.courses.push(course));
    };
    let title = move || {
        plan.with(
            |plan| if plan.title.is_empty() { planning::untitled(locale.get()) } else { plan.title.clone() },
        )
    };
    let badge = Memo::new(move |_| now.with(|now| standing::words(locale.get(), now.head.standing)));
    let returned = Memo::new(move |_| {
        now.with(|now| {
            let last = now.versions.last().filter(|last| last.state == VersionState::Returned)?;
            Some((last.decided_name.clone().unwrap_or_default(), last.comment.clone()))
        })
    });
    view! {
        <PageHeader title=title>
            <A href="/plans" attr:class="button button-quiet">{move || planning::back_to_list(locale.get())}</A>
        </PageHeader>
        <p class="row">{move || { let (words, tone) = badge.get(); view! { <Badge tone=tone text=words/> } }}
            <span class="muted">{move || now.with(|now| standing::next(locale.get(), &now.head))}</span></p>
        {move || returned.get().map(|(name, comment)| view! {
            <Banner tone=Tone::Stop title=Signal::derive(move || Some(text::returned(locale.get(), &name))) text=Some(comment)/>
        })}
        <SeenOffline loaded=loaded/>
        <Show when=move || was_restored>
            <Banner tone=Tone::Info text=Signal::derive(move || Some(text::restored(locale.get())))/>
        </Show>
        <Show when=move || waits.get()>
            <Banner tone=Tone::Wait text=Signal::derive(move || Some(text::waiting(locale.get())))/>
        </Show>
        <Show when=move || !may_write>
            <Banner tone=Tone::Info text=Signal::derive(move || Some(text::read_only(locale.get())))/>
        </Show>
        <Show when=move || may_write>
            <SaveLine saver=saver export=export reload=reload/>
            <Actions draft=draft saver=saver detail=now.into() answer=answer export=export/>
        </Show>
        <Findings draft=draft open=open/>
        // A disabled fieldset disables every control in it, for the keyboard and for screen readers too.
        <fieldset class="plain-fieldset stack" disabled=move || !editable.get()>
            <PlanForm draft=draft/>
            <For each=move || courses.get() key=|course| *course let:course>
                <CourseForm draft=draft id=course open=open/>
            </For>
            <div class="row"><Button label=move || text::add_course(locale.get()) on_press=add_course/></div>
        </fieldset>
    }
}

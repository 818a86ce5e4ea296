//! Issuing: online, idempotent, with a mandatory reason where earlier records are superseded (R-HOURS 3, 6).

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::api::{IssueHours, IssuePreview};

use super::view_model::{Preview, sentence};
use crate::{
    components::{Banner, Button, ButtonKind, Tone, use_announcer},
    i18n::{
        Locale,
        office::{self, hours as text},
        use_locale,
    },
    state::office::use_office,
    view::{
        data_bar::use_offline_reason,
        failure::{failure, named},
        people::Who,
        reason_picker::{ReasonDraft, ReasonPicker},
        situation::Situation,
    },
};

fn chips(locale: Locale) -> Vec<String> {
    vec![text::chip_late_record(locale), text::chip_decision_changed(locale), text::chip_entry_error(locale)]
}

/// Step three.
#[component]
pub fn Issue(
    /// The session.
    situation: Signal<Situation>,
    /// What would be issued.
    preview: Memo<Result<Preview, Vec<Who>>>,
    /// Attendance is final.
    is_final: Memo<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let busy = RwSignal::new(false);
    let done = RwSignal::new(None::<IssuePreview>);
    let problem = RwSignal::new(None::<(String, Vec<String>)>);
    let reason = ReasonDraft::new();
    let superseding =
        Memo::new(move |_| preview.with(|p| p.as_ref().map_or(0, |preview| preview.superseding)));
    let unchanged = Memo::new(move |_| {
        preview
            .with(|p| p.as_ref().is_ok_and(|preview| preview.changes_nothing() && !preview.rows.is_empty()))
    });
    let blocked = Signal::derive(move || {
        let locale = locale.get();
        if let Some(offline) = offline.get() {
            return Some(offline);
        }
        if !is_final.get() {
            return Some(text::not_final_disabled(locale));
        }
        preview.with(|p| p.as_ref().err().map(|people| text::undecided_disabled(locale, people.len())))
    });
    let issue = move |()| {
        let words = locale.get_untracked();
        let because = reason.value(&chips(words));
        if superseding.get_untracked() > 0 && because.is_none() {
            problem.set(Some((office::reason_needed(words), Vec::new())));
            return;
        }
        let session = situation.with_untracked(|s| s.session.session.id);
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match office.issue_hours(session, IssueHours { preview: false, reason: because }).await {
                Ok(result) => {
                    announcer.say(text::issued_done(words, result.new, result.superseding));
                    reason.clear();
                    done.set(Some(result));
                }
                Err(refused) => problem.set(Some((failure(words, &refused), named(&refused)))),
            }
            busy.set(false);
        });
    };
    let label = move || {
        if superseding.get() > 0 { text::issue_corrections(locale.get()) } else { text::issue(locale.get()) }
    };
    let result = move |result: IssuePreview| {
        let title = if result.new == 0 && result.superseding == 0 {
            text::nothing_changes(locale.get())
        } else {
            text::issued_done(locale.get(), result.new, result.superseding)
        };
        view! { <Banner tone=Tone::Ok title=Some(title) text=Some(sentence(locale.get(), &result.groups))/> }
    };
    view! {
        <section class="stack">
            <h2>{move || text::step_issue(locale.get())}</h2>
            <Show when=move || { superseding.get() > 0 }>
                <Banner tone=Tone::Wait text=move || text::supersede_note(locale.get(), superseding.get())/>
                <h3>{move || text::supersede_reason(locale.get())}</h3>
                <ReasonPicker draft=reason chips=Signal::derive(move || chips(locale.get()))/>
            </Show>
            <div class="row">
                <Button label=label kind=ButtonKind::Primary busy=busy blocked=blocked on_press=issue/>
                <p class="muted">{move || if unchanged.get() {
                    text::nothing_changes(locale.get())
                } else {
                    text::idempotent_note(locale.get())
                }}</p>
            </div>
            {move || done.get().map(result)}
            {move || problem.get().map(|(problem, people)| {
                let people = people.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
                view! {
                    <Banner tone=Tone::Stop text=Some(problem) urgent=true><ul class="plain-list">{people}</ul></Banner>
                }
            })}
        </section>
    }
}

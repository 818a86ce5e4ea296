//! Importing a roster `/import/:session` (U-A3): choose a file, settle the rows that need a person, apply. The server reads
//! the file and decides; every choice is sent with the file and answered with a new preview.

pub mod view_model;

mod missing;
mod outcome;
mod row;
mod rows;

use std::{collections::BTreeSet, sync::Arc};

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::{
    ids::{RegistrationId, SessionId},
    roster_import::Choices,
};
use yanxi_protocol::imports::{ApplyRoster, ImportRoster, RosterPreview, UploadedFile};

use self::{
    missing::Missing,
    outcome::Outcome,
    rows::Rows,
    view_model::{Kind, MAX_FILE, changes, count, first_kind, template},
};
use crate::{
    components::{Banner, Button, ButtonKind, ChosenFile, FileField, PageHeader, Tone, use_announcer},
    i18n::{
        office::{self, import_roster as text},
        use_locale,
    },
    state::{ApiFailure, files, imports::use_imports},
    view::{
        data_bar::use_offline_reason,
        failure::{failure, named},
        office_frame::{SessionFrame, SituationView},
        situation::Situation,
    },
};

/// What is under way. `Copy`, so that every part of the page can change it.
#[derive(Clone, Copy)]
pub struct Import {
    session: SessionId,
    /// The chosen file.
    file: RwSignal<Option<UploadedFile>>,
    /// What the server makes of it.
    pub preview: RwSignal<Option<Arc<RosterPreview>>>,
    /// Which rows are shown.
    pub kind: RwSignal<Kind>,
    /// Of those who are not in the file, whom to cancel.
    pub cancel: RwSignal<BTreeSet<RegistrationId>>,
    /// A request is under way.
    pub busy: RwSignal<bool>,
    /// Why the last request did not happen.
    problem: RwSignal<Option<String>>,
    /// How many registrations the import wrote; `None` before it.
    done: RwSignal<Option<usize>>,
    send: Callback<(Choices, bool)>,
}

impl Import {
    /// Sends the file with these choices and shows what comes back.
    pub fn choose(self, choices: Choices) {
        self.send.run((choices, false));
    }
}

/// The page.
#[component]
pub fn ImportRosterPage() -> impl IntoView {
    let body: SituationView =
        Arc::new(|situation| view! { <ImportRosterBody situation=situation/> }.into_any());
    view! { <SessionFrame body=body/> }
}

fn use_import(session: SessionId) -> Import {
    let locale = use_locale();
    let imports = use_imports();
    let announcer = use_announcer();
    let file = RwSignal::new(None::<UploadedFile>);
    let preview = RwSignal::new(None::<Arc<RosterPreview>>);
    let kind = RwSignal::new(Kind::Attention);
    let cancel = RwSignal::new(BTreeSet::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None);
    let done = RwSignal::new(None);
    let send = Callback::new(move |(choices, apply): (Choices, bool)| {
        let Some(file) = file.get_untracked() else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let shown = preview.get_untracked().map(|preview| preview.shown.clone()).unwrap_or_default();
        let is_first = preview.with_untracked(Option::is_none);
        let ticked: Vec<_> = cancel.with_untracked(|cancel| cancel.iter().copied().collect());
        spawn_local(async move {
            let apply = apply.then_some(ApplyRoster { shown, cancel: ticked });
            match imports.roster(session, ImportRoster { file, choices, apply }).await {
                Ok(answer) => {
                    if answer.applied {
                        let n = changes(&answer, answer.cancelled as usize);
                        announcer.say(text::done(locale.get_untracked(), n));
                        done.set(Some(n));
                    } else if is_first || count(&answer, kind.get_untracked()) == 0 {
                        kind.set(first_kind(&answer));
                    }
                    let missing: BTreeSet<_> =
                        answer.missing.iter().map(|person| person.registration).collect();
                    cancel.update(|cancel| cancel.retain(|id| missing.contains(id)));
                    preview.set(Some(Arc::new(answer)));
                }
                Err(refused) => problem.set(Some(sentence(locale.get_untracked(), &refused))),
            }
            busy.set(false);
        });
    });
    Import { session, file, preview, kind, cancel, busy, problem, done, send }
}

fn sentence(locale: crate::i18n::Locale, refused: &ApiFailure) -> String {
    let columns = named(refused);
    let words = failure(locale, refused);
    if columns.is_empty() {
        return words;
    }
    let columns = columns.join(&office::list_separator(locale));
    format!("{words} {}", text::missing_columns(locale, &columns))
}

#[component]
fn ImportRosterBody(situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let import = use_import(situation.with_untracked(|s| s.session.session.id));
    let here = Memo::new(move |_| import.preview.with(Option::is_some));
    view! {
        <PageHeader title=move || text::title(locale.get()) lead=move || text::lead(locale.get())>
            <Button label=move || text::template(locale.get()) kind=ButtonKind::Quiet
                on_press=move |()| {
                    let _ = files::save_file("名冊範本.csv", "text/csv;charset=utf-8", template().as_bytes());
                }/>
        </PageHeader>
        {move || import.problem.get().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
        <Show when=move || here.get() fallback=move || view! { <Choose import=import/> }>
            <Preview import=import/>
        </Show>
    }
}

/// Step one: a file.
#[component]
fn Choose(import: Import) -> impl IntoView {
    let locale = use_locale();
    let offline = use_offline_reason();
    let choose = Callback::new(move |chosen: Vec<ChosenFile>| {
        let Some(chosen) = chosen.into_iter().next() else { return };
        let words = locale.get_untracked();
        if chosen.size > MAX_FILE {
            import.problem.set(Some(text::too_large(words, &chosen.name)));
            return;
        }
        if chosen.base64.is_empty() && chosen.size > 0.0 {
            import.problem.set(Some(text::not_read(words, &chosen.name)));
            return;
        }
        import.file.set(Some(UploadedFile { name: chosen.name, content: chosen.base64 }));
        import.choose(Choices::default());
    });
    view! {
        {move || match offline.get() {
            Some(reason) => view! { <Banner tone=Tone::Wait text=Some(reason)/> }.into_any(),
            None => view! {
                <FileField label=move || text::file_label(locale.get()) hint=move || text::file_hint(locale.get())
                    accept=".csv,.txt,.tsv,.xlsx" max_size=MAX_FILE on_choose=choose/>
            }.into_any(),
        }}
        <Show when=move || import.busy.get()>
            <p role="status">{move || text::reading(locale.get())}</p>
        </Show>
    }
}

/// Step two: what the file would change, and applying it.
#[component]
fn Preview(import: Import) -> impl IntoView {
    let locale = use_locale();
    let file_line = move || {
        let name = import.file.with(|file| file.as_ref().map(|file| file.name.clone())).unwrap_or_default();
        import.preview.with(|preview| {
            preview.as_ref().map(|p| text::file_line(locale.get(), &name, p.rows.len(), &p.encoding))
        })
    };
    let other = move |()| {
        import.preview.set(None);
        import.file.set(None);
        import.problem.set(None);
        import.done.set(None);
        import.cancel.set(BTreeSet::new());
    };
    view! {
        <div class="row row-between">
            <p>{file_line}</p>
            <Button label=move || text::other_file(locale.get()) kind=ButtonKind::Quiet on_press=other/>
        </div>
        {move || match import.done.get() {
            Some(n) => view! { <Outcome import=import written=n/> }.into_any(),
            None => view! {
                <Rows import=import/>
                <Missing import=import/>
                <Apply import=import/>
            }.into_any(),
        }}
    }
}

/// Step three.
#[component]
fn Apply(import: Import) -> impl IntoView {
    let locale = use_locale();
    let offline = use_offline_reason();
    let open = Memo::new(move |_| {
        import.preview.with(|preview| preview.as_ref().map_or(0, |p| count(p, Kind::Attention)))
    });
    let n = Memo::new(move |_| {
        let cancel = import.cancel.with(BTreeSet::len);
        import.preview.with(|preview| preview.as_ref().map_or(0, |p| changes(p, cancel)))
    });
    let seats = move || {
        import.preview.with(|preview| {
            let preview = preview.as_ref()?;
            let capacity = preview.capacity.filter(|capacity| preview.admitted > *capacity)?;
            Some(text::over_capacity(locale.get(), preview.admitted, capacity))
        })
    };
    let admitted = move || {
        import
            .preview
            .with(|preview| preview.as_ref().map(|p| text::admitted_after(locale.get(), p.admitted)))
    };
    let blocked = Signal::derive(move || {
        let attention = (open.get() > 0).then(|| text::blocked_attention(locale.get(), open.get()));
        attention.or_else(|| offline.get())
    });
    let apply = move |()| {
        let choices = import.preview.with_untracked(|p| p.as_ref().map(|p| p.choices.clone()));
        import.send.run((choices.unwrap_or_default(), true));
    };
    view! {
        <section class="stack-tight">
            {move || seats().map(|words| view! { <Banner tone=Tone::Wait text=Some(words)/> })}
            {move || if n.get() == 0 && open.get() == 0 {
                view! {
                    <Banner tone=Tone::Ok title=Some(text::nothing_changes(locale.get()))
                        text=Some(text::nothing_changes_text(locale.get()))/>
                }.into_any()
            } else {
                view! {
                    <p>{admitted}</p>
                    <div class="row">
                        <Button label=move || text::apply(locale.get(), n.get()) kind=ButtonKind::Primary
                            busy=import.busy blocked=blocked on_press=apply/>
                    </div>
                }.into_any()
            }}
        </section>
    }
}

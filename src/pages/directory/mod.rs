//! The school directory `/directory` (U-H1, X-14): the Ministry's files, their preview with control totals, applying it.
//! For the system administrator, online only.

pub mod view_model;

mod closings;
mod linking;
mod rows;
mod totals;

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::{
    api::Role,
    directory_import::{ApplyDirectory, DirectoryPreview, ImportDirectory},
    imports::UploadedFile,
};

use self::{
    closings::Closings,
    linking::Linking,
    rows::Rows,
    totals::Totals,
    view_model::{changes, file_line, links},
};
use crate::{
    components::{
        Badge, Banner, Button, ButtonKind, ChosenFile, EmptyState, FileField, Icon, PageHeader, Tone,
        use_announcer,
    },
    i18n::{directory as text, use_locale},
    state::{imports::use_imports, me::use_me},
    view::{data_bar::use_offline_reason, failure::failure, top_bar::TopBar},
};

/// Largest file, in bytes, as the server's.
const MAX_FILE: f64 = 4.0 * 1024.0 * 1024.0;

/// What is under way.
#[derive(Clone, Copy)]
pub struct Import {
    files: RwSignal<Vec<UploadedFile>>,
    /// What the files would change.
    pub preview: RwSignal<Option<Arc<DirectoryPreview>>>,
    /// Old and new codes as typed.
    pub links: RwSignal<String>,
    /// The closings were looked at.
    pub accepted: RwSignal<bool>,
    /// A request is on its way.
    pub busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
    /// Previews, or applies what was shown.
    pub send: Callback<bool>,
}

/// The page.
#[component]
pub fn DirectoryPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me().me();
    let may = Memo::new(move |_| {
        me.with(|me| me.account.as_ref().is_some_and(|a| a.roles.contains(&Role::SystemAdministrator)))
    });
    view! {
        <TopBar/>
        <main class="page office-page">
            <PageHeader title=move || text::title(locale.get()) lead=move || text::lead(locale.get())/>
            {move || if may.get() {
                view! { <Steps/> }.into_any()
            } else {
                view! { <EmptyState icon=Icon::Lock title=move || text::no_permission(locale.get())/> }.into_any()
            }}
        </main>
    }
}

fn use_import() -> Import {
    let locale = use_locale();
    let imports = use_imports();
    let announcer = use_announcer();
    let files = RwSignal::new(Vec::<UploadedFile>::new());
    let preview = RwSignal::new(None::<Arc<DirectoryPreview>>);
    let accepted = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None);
    let send = Callback::new(move |apply: bool| {
        if busy.get_untracked() {
            return;
        }
        let links = match links(&typed.get_untracked()) {
            Ok(links) => links,
            Err(line) => {
                problem.set(Some(text::links_bad(locale.get_untracked(), &line)));
                return;
            }
        };
        busy.set(true);
        problem.set(None);
        let shown = preview.get_untracked().map(|preview| preview.shown.clone()).unwrap_or_default();
        let apply = apply.then_some(ApplyDirectory { shown, accept_closings: accepted.get_untracked() });
        let files = files.get_untracked();
        spawn_local(async move {
            match imports.directory(ImportDirectory { files, links, apply }).await {
                Ok(answer) => {
                    if answer.applied {
                        announcer.say(text::done(locale.get_untracked()));
                    }
                    preview.set(Some(Arc::new(answer)));
                }
                Err(refused) => problem.set(Some(failure(locale.get_untracked(), &refused))),
            }
            busy.set(false);
        });
    });
    Import { files, preview, links: typed, accepted, busy, problem, send }
}

#[component]
fn Steps() -> impl IntoView {
    let locale = use_locale();
    let import = use_import();
    let here = Memo::new(move |_| import.preview.with(Option::is_some));
    let applied = Memo::new(move |_| import.preview.with(|p| p.as_ref().is_some_and(|p| p.applied)));
    let progress = move || {
        if here.get() {
            text::writing(locale.get())
        } else {
            text::working(locale.get(), import.files.with(Vec::len))
        }
    };
    view! {
        {move || import.problem.get().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
        <Show when=move || !here.get()>
            <Choose import=import/>
        </Show>
        <Show when=move || import.busy.get()>
            <div role="status" class="stack-tight"><p>{progress}</p><progress></progress></div>
        </Show>
        <Show when=move || here.get()>
            <Show when=move || applied.get() fallback=move || view! { <Preview import=import/> }>
                <Done import=import/>
            </Show>
        </Show>
    }
}

/// Step one: files.
#[component]
fn Choose(import: Import) -> impl IntoView {
    let locale = use_locale();
    let offline = use_offline_reason();
    let choose = Callback::new(move |chosen: Vec<ChosenFile>| {
        let words = locale.get_untracked();
        import.problem.set(None);
        if let Some(large) = chosen.iter().find(|file| file.size > MAX_FILE) {
            import.problem.set(Some(text::too_large(words, &large.name)));
            return;
        }
        if let Some(broken) = chosen.iter().find(|file| file.base64.is_empty() && file.size > 0.0) {
            import.problem.set(Some(text::not_read(words, &broken.name)));
            return;
        }
        let files = chosen.into_iter().map(|file| UploadedFile { name: file.name, content: file.base64 });
        import.files.set(files.collect());
        import.accepted.set(false);
        import.send.run(false);
    });
    move || match offline.get() {
        Some(reason) => view! { <Banner tone=Tone::Wait text=Some(reason)/> }.into_any(),
        None => view! {
            <FileField label=move || text::file_label(locale.get()) hint=move || text::file_hint(locale.get())
                accept=".csv,.txt,.xlsx" multiple=true max_size=MAX_FILE on_choose=choose/>
        }
        .into_any(),
    }
}

fn start_over(import: Import) {
    import.preview.set(None);
    import.files.set(Vec::new());
    import.links.set(String::new());
    import.problem.set(None);
    import.accepted.set(false);
}

/// Step two: look, accept, apply.
#[component]
fn Preview(import: Import) -> impl IntoView {
    let locale = use_locale();
    let offline = use_offline_reason();
    let of = move |read: fn(&DirectoryPreview) -> u32| {
        import.preview.with(|preview| preview.as_ref().map_or(0, |preview| read(preview)))
    };
    let files = move || {
        let files = import.preview.with(|p| p.as_ref().map(|p| p.files.clone()).unwrap_or_default());
        let line = move |file| {
            let (tone, words) = file_line(locale.get(), &file);
            view! { <li><Badge tone=tone text=words/></li> }
        };
        files.into_iter().map(line).collect_view()
    };
    let unread = Memo::new(move |_| of(|p| p.files.iter().any(|file| file.part.is_none()).into()) > 0);
    let nothing = Memo::new(move |_| of(|p| p.nothing.into()) > 0);
    let blocked = Signal::derive(move || {
        let locale = locale.get();
        let unknown = import.preview.with(|p| p.as_ref().is_some_and(|p| !p.unknown_links.is_empty()));
        if unknown {
            return Some(text::links_heading(locale));
        }
        if unread.get() {
            return Some(text::blocked_unread(locale));
        }
        let closings = import.preview.with(|p| p.as_ref().is_some_and(|p| !p.closings.is_empty()));
        let waits = (closings && !import.accepted.get()).then(|| text::blocked_closings(locale));
        waits.or_else(|| offline.get())
    });
    view! {
        <section class="stack-tight">
            <div class="row row-between">
                <h2>{move || text::files_heading(locale.get())}</h2>
                <Button label=move || text::other_files(locale.get()) kind=ButtonKind::Quiet
                    on_press=move |()| start_over(import)/>
            </div>
            <ul class="plain-list">{files}</ul>
        </section>
        <Rows import=import/>
        <Linking import=import/>
        <Closings import=import/>
        <Totals import=import/>
        {move || if nothing.get() && !unread.get() {
            view! {
                <Banner tone=Tone::Ok title=Some(text::nothing(locale.get())) text=Some(text::nothing_text(locale.get()))/>
            }.into_any()
        } else {
            view! {
                <div class="row">
                    <Button label=move || text::apply(locale.get(), of(changes)) kind=ButtonKind::Primary
                        busy=import.busy blocked=blocked on_press=move |()| import.send.run(true)/>
                </div>
            }.into_any()
        }}
    }
}

/// After it.
#[component]
fn Done(import: Import) -> impl IntoView {
    let locale = use_locale();
    let words = move || {
        import.preview.with(|preview| {
            let preview = preview.as_ref()?;
            let [new, changed, ..] = preview.counts;
            Some(text::done_text(locale.get(), new, changed, preview.closings.len()))
        })
    };
    view! {
        <Banner tone=Tone::Ok title=move || text::done(locale.get()) text=Signal::derive(words)/>
        <Totals import=import/>
        <div class="row">
            <Button label=move || text::other_files(locale.get()) on_press=move |()| start_over(import)/>
        </div>
    }
}

//! What stops everything: a write that failed (F-27), a store that was emptied (T-42), a device nobody enrolled.

use leptos::prelude::*;
use leptos_router::components::A;
use yanxi_protocol::api::DeviceSelf;

use super::context::use_screen;
use crate::{
    components::{Blocker, Button, EmptyState, Icon},
    i18n::{Locale, desk as text, use_locale},
    state::{desk::WriteFailed, sync::use_sync},
    view::ranges::ranges,
};

/// The red screens of an enrolled device.
#[component]
pub fn Blockers() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let failed = move || desk.failed.with(Option::is_some);
    let cause = move || {
        let kept = desk.failed.with(|failed| {
            failed.as_ref().map(|failed| match &failed.why {
                WriteFailed::Store(cause) => cause.clone(),
                other => other.to_string(),
            })
        });
        kept.or_else(|| desk.status.with(|status| status.broken.clone()))
    };
    // A failure nobody is waiting for (a replica that could not be stored) can be put aside; a lost tap cannot.
    let aside = RwSignal::new(None::<String>);
    let broken = Memo::new(move |_| desk.status.with(|status| status.broken.clone()));
    let open =
        Signal::derive(move || failed() || (broken.with(Option::is_some) && broken.get() != aside.get()));
    let put_aside = move |()| {
        aside.set(broken.get_untracked());
        desk.failed.set(None);
    };
    let body = move || {
        let what =
            desk.failed.with(|failed| failed.as_ref().map(|failed| failed.what.clone())).unwrap_or_default();
        view! {
            {(!what.is_empty()).then(|| view! { <p><strong>{text::write_failed_keep(locale.get(), &what)}</strong></p> })}
            <p>{text::write_failed_safe(locale.get())}</p>
            {cause().map(|cause| view! { <p class="small">{text::write_failed_why(locale.get(), &cause_words(locale.get(), &cause))}</p> })}
        }
    };
    let actions = move || {
        view! {
            <Button label=move || text::try_again(locale.get()) icon=Icon::Refresh busy=desk.busy
                on_press=move |()| if failed() { desk.retry() } else { desk.sync.upload_now() }/>
            <Button label=move || {
                    if failed() { text::give_up_paper(locale.get()) } else { text::go_on_with_paper(locale.get()) }
                } busy=desk.busy on_press=put_aside/>
        }
    };
    let foot: ViewFn = actions.into();
    view! {
        <Blocker open=open title=move || text::write_failed(locale.get()) actions=foot>{body}</Blocker>
        <Cleared/>
    }
}

/// What a person can do something about gets a sentence; the rest is the browser's own word, for the log.
fn cause_words(locale: Locale, cause: &str) -> String {
    match cause {
        "superseded" | "newer_schema" | "blocked" => text::cause_other_version(locale),
        "too_long" => text::cause_too_long(locale),
        _ if cause.contains("Quota") => text::cause_full(locale),
        other => other.to_owned(),
    }
}

/// Nobody enrolled this browser, or its storage was emptied.
#[component]
pub fn NotEnrolled() -> impl IntoView {
    let locale = use_locale();
    view! {
        <main class="page">
            <EmptyState icon=Icon::Tablet title=move || text::no_sessions(locale.get())
                text=move || text::no_sessions_text(locale.get())>
                <A href="/enrol" attr:class="button button-primary">{move || text::enrol_device(locale.get())}</A>
            </EmptyState>
        </main>
        <Cleared/>
    }
}

/// T-42: the server knows this device, its store is empty.
#[component]
fn Cleared() -> impl IntoView {
    let locale = use_locale();
    let status = use_sync().status();
    let cleared = Memo::new(move |_| status.with(|status| status.cleared.clone()));
    let open = Signal::derive(move || cleared.with(Option::is_some));
    let body = move || {
        cleared.get().map(|known| {
            view! {
                <p>{cleared_words(locale.get(), &known)}</p>
                <p>{text::cleared_next(locale.get())}</p>
            }
        })
    };
    let link =
        move || view! { <A href="/enrol" attr:class="button">{move || text::enrol_again(locale.get())}</A> };
    let foot: ViewFn = link.into();
    view! {
        <Blocker open=open title=move || text::cleared_title(locale.get()) actions=foot>{body}</Blocker>
    }
}

/// 「伺服器已有 n 筆，缺少第 3、5–7 筆，請以紙本補登」.
fn cleared_words(locale: Locale, known: &DeviceSelf) -> String {
    if known.missing.is_empty() {
        text::cleared_text(locale, known.held)
    } else {
        text::cleared_missing(locale, known.held, &ranges(locale, &known.missing))
    }
}

//! Enrolment of a device with a one-time code (D.1, T-43). It never deletes what is stored here.

pub mod view_model;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_protocol::api::Enrolled;

use self::view_model::{plausible, replaced, tidy_code};
use crate::{
    components::{Banner, Button, ButtonKind, PageHeader, TextField, Tone},
    i18n::{enrol as text, use_locale},
    state::{ApiFailure, device::use_device},
    view::{failure::failure, top_bar::TopBar},
};

/// The route `/enrol`.
#[component]
pub fn EnrolPage() -> impl IntoView {
    let locale = use_locale();
    let device = use_device();
    let identity = device.identity();
    let code = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    // A device that is enrolled again keeps its name unless somebody types another.
    Effect::new(move |_| {
        let known = identity.with(|one| one.as_ref().map(|one| one.name.clone()));
        if let Some(known) = known
            && name.with_untracked(String::is_empty)
        {
            name.set(known);
        }
    });
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let done = RwSignal::new(None::<Enrolled>);
    let submit = move |()| {
        tried.set(true);
        let (typed, called) = (code.get_untracked(), name.get_untracked().trim().to_owned());
        if !plausible(&typed) || called.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = device.enrol(tidy_code(&typed), called).await;
            busy.set(false);
            match result {
                Ok(enrolled) => done.set(Some(enrolled)),
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let why = move || {
        refused.with(|why| match why {
            Some(ApiFailure::Offline) => Some(text::needs_network(locale.get())),
            Some(other) => Some(failure(locale.get(), other)),
            None => None,
        })
    };
    let code_error =
        move || (tried.get() && !plausible(&code.get())).then(|| text::code_missing(locale.get()));
    let name_error = move || {
        (tried.get() && name.with(|name| name.trim().is_empty())).then(|| text::name_missing(locale.get()))
    };
    let already = move || identity.get().map(|one| text::already(locale.get(), &one.name));
    view! {
        <TopBar/>
        <main class="page page-narrow">
            <PageHeader title=move || text::title(locale.get()) lead=move || text::lead(locale.get())/>
            {move || match done.get() {
                Some(enrolled) => view! { <Done enrolled=enrolled/> }.into_any(),
                None => view! {
                    <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); submit(()); }>
                        {move || already().map(|words| view! { <Banner tone=Tone::Info text=words/> })}
                        {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
                        <TextField label=move || text::code(locale.get()) value=code required=true autofocus=true
                            hint=move || Some(text::code_hint(locale.get())) error=code_error/>
                        <TextField label=move || text::name(locale.get()) value=name required=true
                            hint=move || Some(text::name_hint(locale.get())) error=name_error/>
                        <Button label=move || text::submit(locale.get()) kind=ButtonKind::Primary busy=busy
                            submit=true on_press=|()| ()/>
                    </form>
                }
                .into_any(),
            }}
        </main>
    }
}

/// What follows.
#[component]
fn Done(
    /// The answer of the server.
    enrolled: Enrolled,
) -> impl IntoView {
    let locale = use_locale();
    let (name, sessions) = (enrolled.device.name.clone(), enrolled.device.sessions.len());
    view! {
        <div class="stack">
            <Banner tone=Tone::Ok title=move || Some(text::done(locale.get(), &name, sessions))
                text=move || Some(text::done_next(locale.get()))/>
            {enrolled.replaced.map(|known| view! {
                <Banner tone=Tone::Wait text=move || Some(replaced(locale.get(), &known))/>
            })}
            <div class="row">
                <A href="/desk" attr:class="button button-primary">{move || text::go_to_desk(locale.get())}</A>
                <A href="/readiness" attr:class="button">{move || text::go_to_readiness(locale.get())}</A>
            </div>
        </div>
    }
}

//! 行前檢查 (5.6): every line a browser can check, with light, words and what to do; kept for the organiser (U-A5).

pub mod view_model;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_protocol::{
    api::DeviceIdentity,
    docs::{CheckLight, Readiness},
};

use self::view_model::{light_word, line, summary, tone};
use crate::{
    components::{Banner, Button, ButtonKind, Checkbox, EmptyState, Icon, IconView, PageHeader, Tone},
    i18n::{readiness as text, use_locale},
    state::{
        device::use_device,
        me::use_me,
        readiness::{Confirmed, use_readiness},
        replica::{use_crew, use_session},
    },
    view::top_bar::TopBar,
};

/// The route `/readiness`.
#[component]
pub fn ReadinessPage() -> impl IntoView {
    let locale = use_locale();
    let loaded = use_me().loaded();
    let identity = use_device().identity();
    view! {
        <TopBar/>
        <main class="page page-narrow">
            <PageHeader title=move || text::title(locale.get()) lead=move || text::lead(locale.get())/>
            {move || match (loaded.get(), identity.get()) {
                (false, _) => ().into_any(),
                (true, None) => view! {
                    <EmptyState icon=Icon::Tablet title=move || text::not_enrolled(locale.get())
                        text=move || Some(text::not_enrolled_text(locale.get()))/>
                }
                .into_any(),
                (true, Some(identity)) => view! { <Checks identity=identity/> }.into_any(),
            }}
        </main>
    }
}

/// The checks of an enrolled device.
#[component]
fn Checks(
    /// This device.
    identity: DeviceIdentity,
) -> impl IntoView {
    let locale = use_locale();
    let readiness = use_readiness();
    // The check looks at what is held: ask for it, so that it is.
    for session in &identity.sessions {
        let _ = (use_session(*session), use_crew(*session));
    }
    let paper = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let result = RwSignal::new(None::<Readiness>);
    let reported = RwSignal::new(None::<bool>);
    let run = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        reported.set(None);
        spawn_local(async move {
            let found = readiness.run(Confirmed { paper: paper.get_untracked() }).await;
            result.set(found.clone());
            if let Some(found) = found {
                reported.set(Some(readiness.report(&found).await.is_ok()));
            }
            busy.set(false);
        });
    };
    let label = move || match (busy.get(), result.with(Option::is_some)) {
        (true, _) => text::running(locale.get()),
        (false, true) => text::run_again(locale.get()),
        (false, false) => text::run(locale.get()),
    };
    let whole = move || {
        result.with(|found| {
            let found = found.as_ref()?;
            let (tone, words) = summary(locale.get(), found.checks.iter().map(|(_, light, _)| *light));
            Some(view! { <Banner tone=tone title=Some(words)/> })
        })
    };
    let lines = move || {
        result.with(|found| {
            found.as_ref().map(|found| {
                found
                    .checks
                    .iter()
                    .map(|(key, light, detail)| row(locale.get(), key, *light, detail))
                    .collect_view()
            })
        })
    };
    let told = move || {
        reported.get().map(|reached| {
            let (tone, words) = if reached {
                (Tone::Ok, text::reported(locale.get()))
            } else {
                (Tone::Wait, text::not_reported(locale.get()))
            };
            view! { <Banner tone=tone text=Some(words)/> }
        })
    };
    view! {
        <div class="stack">
            <Checkbox label=move || text::paper_confirm(locale.get()) value=paper on_change=move |on| paper.set(on)/>
            <div class="row">
                <Button label=label kind=ButtonKind::Primary icon=Icon::Check busy=busy on_press=run/>
                <A href="/desk" attr:class="button">{move || text::back_to_desk(locale.get())}</A>
            </div>
            {whole}
            {told}
            <ul class="checks">{lines}</ul>
        </div>
    }
}

fn row(locale: crate::i18n::Locale, key: &str, light: CheckLight, detail: &str) -> impl IntoView + use<> {
    let line = line(locale, key, light, detail);
    let class = match light {
        CheckLight::Green => "check check-green",
        CheckLight::Amber => "check check-amber",
        CheckLight::Red => "check check-red",
    };
    view! {
        <li class=class>
            <IconView icon=tone(light).icon()/>
            <div>
                <p class="check-name">{line.name}</p>
                <p class="muted">{line.found}</p>
            </div>
            <span class="check-light">{light_word(locale, line.light)}</span>
        </li>
    }
}

//! `/privacy`: the privacy notice (V-02), what is held about oneself, a copy of it, requests to correct or delete it, and
//! for administrators the requests to answer (V-07). Online only: nothing of it is kept on this device.

pub mod view_model;

mod answering;
mod asking;
mod held;

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::{
    api::Role,
    own::{OwnData, PrivacyNotice, PrivacyShown},
};

use self::{answering::Answering, asking::Asking, held::Held};
use crate::{
    components::{Banner, PageHeader, Tone},
    i18n::{privacy as text, use_locale},
    state::{me::use_me, own::use_own},
    view::{data_bar::use_offline_reason, failure::failure, top_bar::TopBar},
};

/// The page.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me().me();
    let signed_in = Memo::new(move |_| me.with(|me| me.account.is_some()));
    let answers = Memo::new(move |_| {
        me.with(|me| me.account.as_ref().is_some_and(|account| account.roles.iter().any(may_answer)))
    });
    view! {
        <TopBar/>
        <main class="page page-narrow">
            <PageHeader title=move || text::title(locale.get()) lead=move || text::lead(locale.get())/>
            <Show when=move || answers.get()>
                <Answering/>
            </Show>
            {move || if signed_in.get() {
                view! { <Own/> }.into_any()
            } else {
                view! { <p class="muted">{move || text::data_sign_in(locale.get())}</p> }.into_any()
            }}
            <Notice/>
        </main>
    }
}

const fn may_answer(role: &Role) -> bool {
    matches!(role, Role::OrganisationAdministrator { .. } | Role::SystemAdministrator)
}

/// The notice in force; having it on the screen is noted for whoever is signed in.
#[component]
fn Notice() -> impl IntoView {
    let locale = use_locale();
    let own = use_own();
    let me = use_me().me();
    let notice = RwSignal::new(None::<PrivacyNotice>);
    spawn_local(async move {
        let Ok(answer) = own.privacy_notice().await else { return };
        let known = answer.shown.as_ref() == Some(&answer.version);
        let version = answer.version.clone();
        notice.set(Some(answer));
        if !known && me.with_untracked(|me| me.account.is_some()) {
            // Noted again at the next visit, should this fail.
            let _ = own.privacy_shown(PrivacyShown { version, place: "privacy".to_owned() }).await;
        }
    });
    let paragraphs = |notice: PrivacyNotice| {
        notice.text.into_iter().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view()
    };
    view! {
        <section class="stack-tight">
            <h2>{move || text::notice_heading(locale.get())}</h2>
            {move || notice.get().map(|notice| view! {
                <p class="muted small">{text::notice_version(locale.get(), &notice.version)}</p>
                <div class="prose">{paragraphs(notice)}</div>
            })}
        </section>
    }
}

/// Own data and own requests.
#[component]
fn Own() -> impl IntoView {
    let locale = use_locale();
    let own = use_own();
    let offline = use_offline_reason();
    let data = RwSignal::new(None::<OwnData>);
    let problem = RwSignal::new(None::<String>);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            match own.data().await {
                Ok(answer) => data.set(Some(answer)),
                Err(refused) => problem.set(Some(failure(locale.get_untracked(), &refused))),
            }
        });
    });
    Effect::new(move |_| {
        if offline.with(Option::is_none) && data.with_untracked(Option::is_none) {
            problem.set(None);
            load.run(());
        }
    });
    let waiting = move || {
        let words = if offline.with(Option::is_some) { text::needs_network } else { text::loading };
        words(locale.get())
    };
    view! {
        {move || problem.get().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
        {move || match data.get() {
            Some(held) => view! { <Held data=held/> }.into_any(),
            None => view! { <p role="status">{waiting}</p> }.into_any(),
        }}
        <Asking data=data on_asked=load/>
    }
}

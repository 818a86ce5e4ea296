//! Where the account is in use, and ending that.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use yanxi_protocol::accounts::AccountSession;

use super::OwnAccess;
use crate::{
    components::{Badge, Banner, Button, ButtonKind, Card, Dialog, Tone, use_announcer},
    i18n::{
        account::{self, own as text},
        use_locale,
    },
    state::ApiFailure,
    view::{data_bar::use_offline_reason, failure::failure, when},
};

/// The card.
#[component]
pub fn Sessions(own: OwnAccess) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let refused = RwSignal::new(None::<ApiFailure>);
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let navigate = use_navigate();
    let sessions =
        Memo::new(move |_| own.access.with(|a| a.as_ref().map(|a| a.sessions.clone()).unwrap_or_default()));
    let everywhere = Callback::new(move |()| {
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            let result = own.handle.logout_everywhere().await;
            busy.set(false);
            open.set(false);
            match result {
                Ok(()) => navigate("/", leptos_router::NavigateOptions::default()),
                Err(why) => refused.set(Some(why)),
            }
        });
    });
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    let foot = move || {
        view! {
            <Button label=move || account::cancel(locale.get()) kind=ButtonKind::Quiet
                on_press=move |()| open.set(false)/>
            <Button label=move || text::everywhere(locale.get()) kind=ButtonKind::Danger busy
                on_press=everywhere/>
        }
        .into_any()
    };
    view! {
        <Card>
            <h2>{move || text::sessions_heading(locale.get())}</h2>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            <ul class="account-sessions">
                <For each=move || sessions.get() key=|session| session.id let:session>
                    <Line session own refused/>
                </For>
            </ul>
            <div>
                <Button label=move || text::everywhere(locale.get()) kind=ButtonKind::Danger blocked
                    on_press=move |()| open.set(true)/>
            </div>
        </Card>
        <Dialog open=open title=move || text::everywhere(locale.get()) foot=foot>
            <p class="prose">{move || text::everywhere_explain(locale.get())}</p>
        </Dialog>
    }
}

#[component]
fn Line(session: AccountSession, own: OwnAccess, refused: RwSignal<Option<ApiFailure>>) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let blocked = use_offline_reason();
    let busy = RwSignal::new(false);
    let (id, current) = (session.id, session.current);
    let browser = move |known: &str| {
        if known.is_empty() { text::unknown_browser(locale.get()) } else { known.to_owned() }
    };
    let (name, of_name) = (session.browser.clone(), session.browser);
    let times = (when::stamp(session.created_at), when::stamp(session.last_used_at));
    let end = move |()| {
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = own.handle.revoke_session(id).await;
            busy.set(false);
            match result {
                Ok(()) => {
                    announcer.toast(text::session_ended(locale.get_untracked()));
                    own.refresh();
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    view! {
        <li class="account-session">
            <div class="grow">
                <p class="row">
                    <strong>{move || browser(&name)}</strong>
                    {current.then(|| view! { <Badge tone=Tone::Ok text=move || text::this_one(locale.get())/> })}
                </p>
                <p class="muted small">{move || text::session_times(locale.get(), &times.0, &times.1)}</p>
            </div>
            {(!current).then(|| view! {
                <Button label=move || text::end_session_of(locale.get(), &browser(&of_name)) busy blocked
                    on_press=end/>
            })}
        </li>
    }
}

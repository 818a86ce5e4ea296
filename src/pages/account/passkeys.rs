//! The own passkeys, and removing one.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::accounts::OwnPasskey;

use super::OwnAccess;
use crate::{
    components::{Banner, Button, ButtonKind, Dialog, Tone, use_announcer},
    i18n::{
        account::{self, passkey as text},
        use_locale,
    },
    state::ApiFailure,
    view::{data_bar::use_offline_reason, failure::failure, when},
};

/// The list; nothing while there is none.
#[component]
pub fn Passkeys(own: OwnAccess) -> impl IntoView {
    let locale = use_locale();
    let passkeys =
        Memo::new(move |_| own.access.with(|a| a.as_ref().map(|a| a.passkeys.clone()).unwrap_or_default()));
    let chosen = RwSignal::new(None::<OwnPasskey>);
    let open = RwSignal::new(false);
    view! {
        <Show when=move || passkeys.with(|passkeys| !passkeys.is_empty())>
            <ul class="account-sessions" aria-label=move || text::list_label(locale.get())>
                <For each=move || passkeys.get() key=|passkey| (passkey.id, passkey.last_used_at) let:passkey>
                    <Line passkey chosen open/>
                </For>
            </ul>
        </Show>
        <Dialog open=open title=move || text::remove_heading(locale.get())>
            {move || chosen.get().map(|passkey| view! { <Remove passkey own open/> })}
        </Dialog>
    }
}

#[component]
fn Line(passkey: OwnPasskey, chosen: RwSignal<Option<OwnPasskey>>, open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let created = when::stamp(passkey.created_at);
    let used = passkey.last_used_at.map(when::stamp);
    let times = move || match &used {
        Some(used) => text::times(locale.get(), &created, used),
        None => text::never_used(locale.get(), &created),
    };
    let name = passkey.name.clone();
    let of_name = passkey.name.clone();
    let choose = move |()| {
        chosen.set(Some(passkey.clone()));
        open.set(true);
    };
    view! {
        <li class="account-session">
            <div class="grow">
                <p><strong>{name}</strong></p>
                <p class="muted small">{times}</p>
            </div>
            <Button label=move || text::remove(locale.get(), &of_name) blocked on_press=choose/>
        </li>
    }
}

/// Asks once more, and says why not.
#[component]
fn Remove(passkey: OwnPasskey, own: OwnAccess, open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let blocked = use_offline_reason();
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let (id, name) = (passkey.id, passkey.name);
    let remove = move |()| {
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = own.handle.revoke_passkey(id).await;
            busy.set(false);
            match result {
                Ok(()) => {
                    announcer.toast(text::removed(locale.get_untracked()));
                    open.set(false);
                    own.refresh();
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <div class="stack">
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            <p class="prose">{move || text::remove_explain(locale.get(), &name)}</p>
            <div class="row">
                <Button label=move || account::cancel(locale.get()) kind=ButtonKind::Quiet
                    on_press=move |()| open.set(false)/>
                <Button label=move || text::remove_heading(locale.get()) kind=ButtonKind::Danger busy blocked
                    on_press=remove/>
            </div>
        </div>
    }
}

//! Changing the password.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::accounts::ChangePassword;

use super::OwnAccess;
use crate::{
    components::{Banner, Button, ButtonKind, Card, Dialog, TextField, Tone, use_announcer},
    i18n::{
        account::{login, own as text},
        use_locale,
    },
    state::ApiFailure,
    view::{
        data_bar::use_offline_reason,
        failure::failure,
        new_password::{NewPassword, NewPasswordFields},
    },
};

/// The card and its dialog; nothing for an account without a login name.
#[component]
pub fn Password(own: OwnAccess) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let open = RwSignal::new(false);
    let can =
        Memo::new(move |_| own.access.with(|access| access.as_ref().is_some_and(|a| a.login.is_some())));
    view! {
        <Show when=move || can.get()>
            <Card>
                <h2>{move || text::password_heading(locale.get())}</h2>
                <div>
                    <Button label=move || text::change_password(locale.get()) blocked
                        on_press=move |()| open.set(true)/>
                </div>
            </Card>
            <Dialog open=open title=move || text::change_password(locale.get())>
                <Form own open/>
            </Dialog>
        </Show>
    }
}

#[component]
fn Form(own: OwnAccess, open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let blocked = use_offline_reason();
    let current = RwSignal::new(String::new());
    let password = NewPassword::new();
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let submit = move || {
        tried.set(true);
        let Some(new) = password.get() else { return };
        let present = current.get_untracked();
        if present.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = own.handle.change_password(ChangePassword { current: present, new }).await;
            busy.set(false);
            match result {
                Ok(()) => {
                    announcer.toast(text::password_changed(locale.get_untracked()));
                    open.set(false);
                    own.refresh();
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let missing = move || {
        (tried.get() && current.with(String::is_empty)).then(|| login::password_missing(locale.get()))
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); submit(); }>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            <TextField label=move || text::present_password(locale.get()) value=current required=true secret=true
                autocomplete="current-password" error=missing/>
            <NewPasswordFields password tried/>
            <div><Button label=move || text::change_password(locale.get()) kind=ButtonKind::Primary busy blocked
                submit=true on_press=|()| ()/></div>
        </form>
    }
}

//! Signing out, which clears the local copy of the records (U-F7).

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

use crate::{
    components::{Button, ButtonKind, Dialog},
    i18n::{me as text, use_locale},
    state::me::use_me,
};

/// The button and its confirmation.
#[component]
pub fn Leave() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let navigate = use_navigate();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let leave = Callback::new(move |()| {
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            me.logout().await;
            navigate("/", leptos_router::NavigateOptions::default());
        });
    });
    let foot = move || {
        view! {
            <Button label=move || text::cancel(locale.get()) kind=ButtonKind::Quiet on_press=move |()| open.set(false)/>
            <Button label=move || text::leave_confirm(locale.get()) kind=ButtonKind::Primary busy=busy on_press=leave/>
        }
    };
    view! {
        <Button label=move || text::leave(locale.get()) kind=ButtonKind::Quiet on_press=move |()| open.set(true)/>
        <Dialog open=open title=move || text::leave(locale.get()) foot=foot>
            <p class="prose">{move || text::leave_explains(locale.get())}</p>
        </Dialog>
    }
}

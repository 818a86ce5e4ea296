//! The secret address of the own calendar: shown once, renewed, ended.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::own::Contact;

use super::QUIET;
use crate::{
    components::{Banner, Button, Card, Tone, use_announcer},
    i18n::{notices as text, use_locale},
    state::own::use_own,
    view::{data_bar::use_offline_reason, failure::failure, when},
};

/// The calendar.
#[component]
pub fn Calendar(
    /// As the server knows it.
    contact: RwSignal<Option<Contact>>,
) -> impl IntoView {
    let locale = use_locale();
    let own = use_own();
    let offline = use_offline_reason();
    let announcer = use_announcer();
    let address = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let since = Memo::new(move |_| contact.with(|contact| contact.as_ref().and_then(|c| c.calendar_since)));
    let again = move || async move {
        if let Ok(answer) = own.contact().await {
            contact.set(Some(answer));
        }
    };
    let make = move |()| {
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match own.renew_calendar(()).await {
                Ok(made) => {
                    let origin = window().location().origin().unwrap_or_default();
                    address.set(Some(format!("{origin}{}", made.path)));
                    again().await;
                }
                Err(refused) => problem.set(Some(failure(locale.get_untracked(), &refused))),
            }
            busy.set(false);
        });
    };
    let revoke = move |()| {
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match own.revoke_calendar().await {
                Ok(()) => {
                    announcer.toast(text::calendar_revoked(locale.get_untracked()));
                    address.set(None);
                    again().await;
                }
                Err(refused) => problem.set(Some(failure(locale.get_untracked(), &refused))),
            }
            busy.set(false);
        });
    };
    let label = move || {
        if since.get().is_some() {
            text::calendar_renew(locale.get())
        } else {
            text::calendar_make(locale.get())
        }
    };
    view! {
        <Card>
            <h3>{move || text::calendar_heading(locale.get())}</h3>
            <p>{move || text::calendar_explains(locale.get())}</p>
            {move || since.get().map(|at| view! { <p class="muted">{text::calendar_since(locale.get(), &when::stamp(at))}</p> })}
            {move || problem.get().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
            {move || address.get().map(|address| view! {
                <Banner tone=Tone::Info title=Some(text::calendar_shown(locale.get())) text=Some(address)/>
            })}
            <div class="row">
                <Button label=label busy=busy blocked=offline on_press=make/>
                <Show when=move || since.get().is_some()>
                    <Button label=move || text::calendar_revoke(locale.get()) kind=QUIET busy=busy blocked=offline
                        on_press=revoke/>
                </Show>
            </div>
        </Card>
    }
}

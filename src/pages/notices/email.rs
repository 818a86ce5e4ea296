//! An optional address for mail, confirmed by a code mailed to it.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::own::{ConfirmEmail, Contact, SetEmail};

use super::QUIET;
use crate::{
    components::{Banner, Button, Card, TextField, Tone, use_announcer},
    i18n::{notices as text, use_locale},
    state::own::use_own,
    view::{data_bar::use_offline_reason, failure::failure},
};

/// The address.
#[component]
pub fn Email(
    /// As the server knows it.
    contact: RwSignal<Option<Contact>>,
) -> impl IntoView {
    let locale = use_locale();
    let own = use_own();
    let offline = use_offline_reason();
    let announcer = use_announcer();
    let address = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let read =
        move |read: fn(&Contact) -> Option<String>| contact.with(|contact| contact.as_ref().and_then(read));
    let mail = Memo::new(move |_| contact.with(|contact| contact.as_ref().is_some_and(|c| c.mail)));
    let confirmed = Memo::new(move |_| read(|contact| contact.email.clone()));
    let pending = Memo::new(move |_| read(|contact| contact.pending.clone()));
    let set = Callback::new(move |email: String| {
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match own.set_email(SetEmail { email }).await {
                Ok(answer) => contact.set(Some(answer)),
                Err(refused) => problem.set(Some(failure(locale.get_untracked(), &refused))),
            }
            busy.set(false);
        });
    });
    let send = Callback::new(move |()| {
        let typed = address.get_untracked();
        if !typed.trim().is_empty() {
            set.run(typed);
        }
    });
    let confirm = Callback::new(move |()| {
        busy.set(true);
        problem.set(None);
        let typed = code.get_untracked();
        spawn_local(async move {
            match own.confirm_email(ConfirmEmail { code: typed }).await {
                Ok(answer) => {
                    announcer.toast(text::email_confirmed(locale.get_untracked()));
                    code.set(String::new());
                    address.set(String::new());
                    contact.set(Some(answer));
                }
                Err(refused) => problem.set(Some(failure(locale.get_untracked(), &refused))),
            }
            busy.set(false);
        });
    });
    let state = move || match (confirmed.get(), mail.get()) {
        (Some(email), _) => text::email_set(locale.get(), &email),
        (None, true) => text::email_none(locale.get()),
        (None, false) => text::email_not_here(locale.get()),
    };
    view! {
        <Card>
            <h3>{move || text::email_heading(locale.get())}</h3>
            <p>{state}</p>
            {move || problem.get().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
            {move || pending.get().map(|email| view! {
                <p>{text::email_pending(locale.get(), &email)}</p>
                <div class="import-fields">
                    <TextField label=move || text::code_label(locale.get()) value=code on_enter=confirm/>
                    <Button label=move || text::code_confirm(locale.get()) busy=busy blocked=offline on_press=confirm/>
                </div>
            })}
            <Show when=move || mail.get()>
                <div class="import-fields">
                    <TextField label=move || text::email_label(locale.get()) value=address autocomplete="email"
                        input_type="email" on_enter=send/>
                    <Button label=move || text::email_send(locale.get()) busy=busy blocked=offline on_press=send/>
                </div>
            </Show>
            <Show when=move || confirmed.with(Option::is_some)>
                <Button label=move || text::email_remove(locale.get()) kind=QUIET busy=busy blocked=offline
                    on_press=move |()| set.run(String::new())/>
            </Show>
        </Card>
    }
}

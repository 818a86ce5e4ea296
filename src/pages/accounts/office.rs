//! A new office: 教育處, 國教署, 系統團隊.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::administration::NewOffice;

use super::Accounts;
use crate::{
    components::{Banner, Button, ButtonKind, Choice, Dialog, Select, TextField, Tone, use_announcer},
    i18n::{account::administration as text, use_locale},
    state::{ApiFailure, replica::use_schools},
    view::{data_bar::use_offline_reason, failure::failure},
};

/// The dialog.
#[component]
pub fn OfficeDialog(open: RwSignal<bool>, accounts: Accounts) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Dialog open=open title=move || text::new_office(locale.get())>
            <Form open accounts/>
        </Dialog>
    }
}

/// County choices from the directory on this device.
pub fn use_county_choices() -> Signal<Vec<Choice>> {
    let schools = use_schools();
    Signal::derive(move || {
        let choice = |one: &yanxi_protocol::docs::CountySchools| Choice {
            key: one.county.code.clone(),
            label: one.county.name.clone(),
        };
        schools.with(|all| all.iter().map(choice).collect())
    })
}

#[component]
fn Form(open: RwSignal<bool>, accounts: Accounts) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let blocked = use_offline_reason();
    let counties = use_county_choices();
    let (name, county) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let submit = move || {
        tried.set(true);
        let body = NewOffice { name: name.get_untracked().trim().to_owned(), county: county.get_untracked() };
        if body.name.is_empty() || body.county.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let done = text::office_done(locale.get_untracked(), &body.name);
            let result = accounts.handle.create_office(body).await;
            busy.set(false);
            match result {
                Ok(_) => {
                    announcer.toast(done);
                    open.set(false);
                }
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let name_missing = move || {
        (tried.get() && name.with(|name| name.trim().is_empty())).then(|| text::name_missing(locale.get()))
    };
    let county_missing =
        move || (tried.get() && county.with(String::is_empty)).then(|| text::county_missing(locale.get()));
    let why = move || {
        county_missing().or_else(|| refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why))))
    };
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); submit(); }>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            <TextField label=move || text::office_name(locale.get()) value=name required=true
                hint=move || Some(text::office_hint(locale.get())) error=name_missing/>
            <Select label=move || text::field_county(locale.get()) options=counties value=county
                empty=Signal::derive(move || text::county_missing(locale.get()))/>
            <div><Button label=move || text::office_create(locale.get()) kind=ButtonKind::Primary busy blocked
                submit=true on_press=|()| ()/></div>
        </form>
    }
}

//! State of the second factor, and what can be done about it.

use leptos::prelude::*;

use super::{
    OwnAccess,
    passkeys::Passkeys,
    renew::{Renew, RenewDialog},
};
use crate::{
    components::{Badge, Button, Card, Tone},
    i18n::{
        account::{own as text, passkey},
        use_locale,
    },
    state::passkeys::passkeys_offered,
    view::data_bar::use_offline_reason,
};

/// Fewer recovery codes than this are a warning.
const FEW_CODES: u32 = 3;

/// What the card depends on.
#[derive(Clone, Copy, PartialEq, Eq)]
struct State {
    can_log_in: bool,
    app: bool,
    passkeys: usize,
    /// Passkeys can be made in this browser, at this address.
    offered: bool,
    needed: bool,
    codes_left: u32,
}

/// The card.
#[component]
pub fn Factor(own: OwnAccess) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let open = RwSignal::new(false);
    let what = RwSignal::new(Renew::App);
    let state = Memo::new(move |_| {
        own.access.with(|access| {
            access.as_ref().map(|a| State {
                can_log_in: a.login.is_some(),
                app: a.second_factor,
                passkeys: a.passkeys.len(),
                offered: passkeys_offered(a.passkey_domain.as_deref()),
                needed: a.second_factor_needed,
                codes_left: a.recovery_codes_left,
            })
        })
    });
    let start = move |renew: Renew| {
        what.set(renew);
        open.set(true);
    };
    let add_passkey = move |state: State| {
        state.offered.then(|| view! {
            <Button label=move || passkey::add(locale.get()) blocked on_press=move |()| start(Renew::Passkey)/>
        })
    };
    let body = move || {
        let state = state.get()?;
        Some(if !state.can_log_in {
            view! { <p class="prose">{move || text::no_login(locale.get())}</p> }.into_any()
        } else if state.app || state.passkeys > 0 {
            let tone = if state.codes_left < FEW_CODES { Tone::Wait } else { Tone::Neutral };
            view! {
                <div class="row">
                    {state.app.then(|| view! {
                        <Badge tone=Tone::Ok text=move || text::factor_bound(locale.get())/>
                    })}
                    {(state.passkeys > 0).then(|| view! {
                        <Badge tone=Tone::Ok text=move || passkey::bound(locale.get(), state.passkeys)/>
                    })}
                    <Badge tone=tone
                        text=move || text::codes_left(locale.get(), state.codes_left)/>
                </div>
                <Passkeys own/>
                <div class="row">
                    {if state.app {
                        view! {
                            <Button label=move || text::rebind(locale.get()) blocked
                                on_press=move |()| start(Renew::App)/>
                        }
                    } else {
                        view! {
                            <Button label=move || text::bind(locale.get()) blocked
                                on_press=move |()| start(Renew::FurtherApp)/>
                        }
                    }}
                    {add_passkey(state)}
                    <Button label=move || text::new_codes(locale.get()) blocked on_press=move |()| start(Renew::Codes)/>
                </div>
            }
            .into_any()
        } else {
            let tone = if state.needed { Tone::Stop } else { Tone::Neutral };
            let why = move || {
                if state.needed {
                    text::factor_needed(locale.get())
                } else {
                    text::factor_optional(locale.get())
                }
            };
            view! {
                <div class="row">
                    <Badge tone=tone
                        text=move || text::factor_missing(locale.get())/>
                </div>
                <p class="prose">{why}</p>
                <div class="row">
                    <Button label=move || text::bind(locale.get()) blocked on_press=move |()| start(Renew::First)/>
                    {add_passkey(state)}
                </div>
            }
            .into_any()
        })
    };
    view! {
        <Card>
            <h2>{move || text::factor_heading(locale.get())}</h2>
            {body}
        </Card>
        <RenewDialog open what own/>
    }
}

//! State of the second factor, and what can be done about it.

use leptos::prelude::*;

use super::{
    OwnAccess,
    renew::{Renew, RenewDialog},
};
use crate::{
    components::{Badge, Button, Card, Tone},
    i18n::{account::own as text, use_locale},
    view::data_bar::use_offline_reason,
};

/// Fewer recovery codes than this are a warning.
const FEW_CODES: u32 = 3;

/// The card.
#[component]
pub fn Factor(own: OwnAccess) -> impl IntoView {
    let locale = use_locale();
    let blocked = use_offline_reason();
    let open = RwSignal::new(false);
    let what = RwSignal::new(Renew::App);
    let state = Memo::new(move |_| {
        own.access.with(|access| {
            access
                .as_ref()
                .map(|a| (a.login.is_some(), a.second_factor, a.second_factor_needed, a.recovery_codes_left))
        })
    });
    let start = move |renew: Renew| {
        what.set(renew);
        open.set(true);
    };
    let body = move || {
        let (can_log_in, bound, needed, left) = state.get()?;
        Some(if !can_log_in {
            view! { <p class="prose">{move || text::no_login(locale.get())}</p> }.into_any()
        } else if bound {
            let tone = if left < FEW_CODES { Tone::Wait } else { Tone::Neutral };
            view! {
                <div class="row">
                    <Badge tone=Tone::Ok text=move || text::factor_bound(locale.get())/>
                    <Badge tone=tone
                        text=move || text::codes_left(locale.get(), left)/>
                </div>
                <div class="row">
                    <Button label=move || text::rebind(locale.get()) blocked on_press=move |()| start(Renew::App)/>
                    <Button label=move || text::new_codes(locale.get()) blocked on_press=move |()| start(Renew::Codes)/>
                </div>
            }
            .into_any()
        } else {
            let tone = if needed { Tone::Stop } else { Tone::Neutral };
            let why = move || {
                if needed { text::factor_needed(locale.get()) } else { text::factor_optional(locale.get()) }
            };
            view! {
                <div class="row">
                    <Badge tone=tone
                        text=move || text::factor_missing(locale.get())/>
                </div>
                <p class="prose">{why}</p>
                <div class="row">
                    <Button label=move || text::bind(locale.get()) blocked on_press=move |()| start(Renew::First)/>
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

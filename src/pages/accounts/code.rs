//! A one-time code, shown once, to hand over to its person.

use leptos::prelude::*;
use yanxi_protocol::accounts::OneTimeCode;

use crate::{
    components::{Button, ButtonKind},
    i18n::{account::administration as text, use_locale},
    view::when,
};

/// The code.
#[component]
pub fn HandOver(
    /// The code.
    code: OneTimeCode,
    /// Login name it is for.
    login: String,
    /// Called when it was handed over.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let until = move || when::dated_stamp(locale.get(), code.expires_at);
    view! {
        <div class="enrolment-code">
            <p class="muted">{move || text::code_heading(locale.get())}</p>
            <p class="hand-over-code">{code.code}</p>
            <p class="prose">{move || text::code_hand_over(locale.get(), &login, &until())}</p>
            <Button label=move || text::code_close(locale.get()) kind=ButtonKind::Primary on_press=on_done/>
        </div>
    }
}

//! The new secret as QR code and as text, and the code that proves the app has it.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::accounts::NewSecondFactor;

use super::qr::Qr;
use crate::{
    components::{Banner, Button, ButtonKind, TextField, Tone, use_announcer},
    i18n::{
        account::{self, second_factor as text},
        use_locale,
    },
    state::{ApiFailure, account::use_account, files},
    view::{data_bar::use_offline_reason, failure::failure},
};

/// Groups of four are easier to type.
const GROUP: usize = 4;

/// Binds. The secret is shown only here and stored nowhere in the browser.
#[component]
pub fn BindApp(
    /// The secret to bind.
    secret: NewSecondFactor,
    /// Called with the recovery codes once the app is bound.
    #[prop(into)]
    on_bound: Callback<Vec<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let handle = use_account();
    let announcer = use_announcer();
    let blocked = use_offline_reason();
    let code = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let confirm = move |()| {
        tried.set(true);
        let typed = code.get_untracked().trim().to_owned();
        if typed.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            let result = handle.confirm_second_factor(typed).await;
            busy.set(false);
            match result {
                Ok(codes) => on_bound.run(codes),
                Err(why) => refused.set(Some(why)),
            }
        });
    };
    let missing = move || {
        (tried.get() && code.with(|code| code.trim().is_empty())).then(|| account::code_missing(locale.get()))
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    let shown = grouped(&secret.secret);
    let copy = move |()| {
        let secret = secret.secret.clone();
        spawn_local(async move {
            let done = files::copy_text(&secret).await;
            let locale = locale.get_untracked();
            announcer.toast(if done { text::copied(locale) } else { text::not_copied(locale) });
        });
    };
    view! {
        <form class="stack" novalidate=true on:submit=move |event| { event.prevent_default(); confirm(()); }>
            <div class="bind">
                <Qr text=secret.otpauth.clone() label=move || text::qr_label(locale.get())/>
                <div class="stack-tight">
                    <p class="prose">{move || text::scan(locale.get())}</p>
                    <p class="prose muted">{move || text::same_phone(locale.get())}</p>
                    <p class="secret" aria-label=move || text::secret_label(locale.get())>{shown}</p>
                    <div class="row">
                        <Button label=move || text::copy_secret(locale.get()) on_press=copy/>
                        <a class="button button-quiet" href=secret.otpauth>{move || text::open_app(locale.get())}</a>
                    </div>
                </div>
            </div>
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=words urgent=true/> })}
            <TextField label=move || text::code(locale.get()) value=code required=true input_mode="numeric"
                autocomplete="one-time-code" hint=move || Some(text::code_hint(locale.get())) error=missing/>
            <Button label=move || text::confirm(locale.get()) kind=ButtonKind::Primary busy=busy blocked=blocked
                submit=true on_press=|()| ()/>
        </form>
    }
}

fn grouped(secret: &str) -> String {
    let symbols: Vec<char> = secret.chars().collect();
    symbols.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_secret_is_shown_in_groups_of_four() {
        assert_eq!(super::grouped("GEZDGNBVGY"), "GEZD GNBV GY");
    }
}

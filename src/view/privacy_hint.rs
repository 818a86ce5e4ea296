//! Where personal data is collected: the notice in short, the way to all of it, and a note that it was shown (V-02).

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_protocol::own::PrivacyShown;

use crate::{
    i18n::{privacy as text, use_locale},
    state::{me::use_me, own::use_own},
};

/// One sentence with a link. For somebody signed in it is noted which version was on the screen.
#[component]
pub fn PrivacyHint(
    /// Where it stands: `registration`, `login`.
    place: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    let own = use_own();
    let me = use_me().me();
    spawn_local(async move {
        if me.with_untracked(|me| me.account.is_none()) {
            return;
        }
        let Ok(notice) = own.privacy_notice().await else { return };
        if notice.shown.as_ref() != Some(&notice.version) {
            // Noted at the next visit, should this fail.
            let shown = PrivacyShown { version: notice.version, place: place.to_owned() };
            let _ = own.privacy_shown(shown).await;
        }
    });
    view! {
        <p class="muted small">
            {move || text::hint(locale.get())} " "
            <A href="/privacy">{move || text::hint_link(locale.get())}</A>
        </p>
    }
}

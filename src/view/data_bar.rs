//! Foot of the organiser's and attendee's pages: how old the data is, and whether the server can be reached.

use leptos::prelude::*;
use yanxi_domain::time::Timestamp;

use super::when;
use crate::{
    components::{Icon, StateBar, Tone},
    i18n::{Locale, office as text, offline_bar, use_locale},
    state::sync::{Reach, use_sync},
};

/// 資料時間 and connection; own unsent entries too, where this browser is also a tablet.
#[component]
pub fn DataBar(
    /// When the data shown was last confirmed by the server.
    #[prop(into)]
    data_time: Signal<Option<Timestamp>>,
) -> impl IntoView {
    let locale = use_locale();
    let status = use_sync().status();
    let offline = Memo::new(move |_| status.with(|status| is_offline(status.reach)));
    let words = move || data_words(locale.get(), data_time.get(), offline.get());
    let unsent = Memo::new(move |_| {
        status.with(|status| (status.unsent > 0).then_some((status.saved, status.unsent)))
    });
    view! {
        <div class="data-bar"><StateBar
            label=move || text::data_label(locale.get())
            tone=Signal::derive(move || if offline.get() { Tone::Wait } else { Tone::Neutral })
            icon=Signal::derive(move || if offline.get() { Icon::CloudOff } else { Icon::Cloud })
            text=Signal::derive(words)
        >
            {move || unsent.get().map(|(saved, unsent)| view! {
                <span>{offline_bar(locale.get(), saved, unsent)}</span>
            })}
        </StateBar></div>
    }
}

/// Whether what needs the server cannot be done now (Y-10).
#[must_use]
pub const fn is_offline(reach: Reach) -> bool {
    matches!(reach, Reach::Offline)
}

/// Why decisions are blocked now, if they are.
#[must_use]
pub fn use_offline_reason() -> Signal<Option<String>> {
    let locale = use_locale();
    let status = use_sync().status();
    Signal::derive(move || {
        status.with(|status| is_offline(status.reach)).then(|| text::offline_disabled(locale.get()))
    })
}

fn data_words(locale: Locale, data_time: Option<Timestamp>, offline: bool) -> String {
    let time = when::stamp_or_none(locale, data_time);
    if offline { text::data_time_offline(locale, &time) } else { text::data_time(locale, &time) }
}

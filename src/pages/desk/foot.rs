//! The state bar of this screen: saved, sent, roster version, heads. Always visible (U-C3, Y-03).

use leptos::prelude::*;

use super::{
    context::use_screen,
    view_model::{presence::heads, roster_version, state_bar::bar},
};
use crate::{
    components::{Button, ButtonKind, Icon, IconView, StateBar},
    i18n::{desk as text, upload_now},
    state::sync::Reach,
    view::when,
};

/// The bar.
#[component]
pub fn Foot() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let shown = Memo::new(move |_| desk.status.with(|status| bar(locale.get(), status)));
    // Online, what was just saved is on its way and sent before anybody could press: a button for that moment would make
    // the bar, and with it the list, jump at every tap. Only what the server refuses for its size still waits for a press.
    let waiting =
        Memo::new(move |_| desk.status.with(|status| status.reach != Reach::Online || status.set_aside > 0));
    let contact = move || {
        desk.status.with(|status| {
            let words = status.last_contact.map_or_else(|| text::never_sent(locale.get()), when::stamp);
            waiting.get().then(|| text::last_contact(locale.get(), &words))
        })
    };
    let attention = move || {
        let n = desk.status.with(|status| status.attention);
        (n > 0).then(|| text::attention(locale.get(), n))
    };
    let heads = move || heads(locale.get(), desk.count.get());
    let who = move || desk.operator.get().map(|operator| text::operator_on(locale.get(), &operator.name));
    view! {
        <StateBar label=move || text::state_label(locale.get()) tone=move || shown.with(|bar| bar.tone)
            icon=move || shown.with(|bar| bar.icon) text=move || shown.with(|bar| bar.text.clone())>
            <Show when=move || waiting.get() && desk.status.with(|status| status.unsent > 0)>
                <Button label=move || upload_now(locale.get()) icon=Icon::Upload kind=ButtonKind::Quiet
                    busy=move || desk.status.with(|status| status.syncing)
                    on_press=move |()| desk.sync.upload_now()/>
            </Show>
            {move || contact().map(|words| view! { <span class="foot-contact">{words}</span> })}
            {move || attention().map(|words| view! { <strong class="foot-attention">{words}</strong> })}
            <RosterVersion/>
            {move || who().map(|words| view! { <span class="foot-operator">{words}</span> })}
            <strong class="foot-heads" title=move || text::arrived_hint(locale.get())>{heads}</strong>
        </StateBar>
    }
}

/// 「名冊版本 08/05 07:30，60 人」, amber when old (T-05).
#[component]
fn RosterVersion() -> impl IntoView {
    let desk = use_screen();
    let held = move || desk.current().and_then(|current| current.pulled_at);
    let old = Memo::new(move |_| roster_version::is_old(held(), desk.tick.get()));
    let line =
        move || roster_version::line(desk.locale.get(), held(), desk.count.get().expected, desk.tick.get());
    view! {
        <span class="roster-version" class:roster-old=old>
            <Show when=move || old.get()><IconView icon=Icon::Triangle/></Show>
            {line}
        </span>
    }
}

/// The bar before a session is chosen: only what is saved and sent.
#[component]
pub fn StartFoot() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let shown = Memo::new(move |_| desk.status.with(|status| bar(locale.get(), status)));
    view! {
        <div class="desk-start-foot">
            <StateBar label=move || text::state_label(locale.get()) tone=move || shown.with(|bar| bar.tone)
                icon=move || shown.with(|bar| bar.icon) text=move || shown.with(|bar| bar.text.clone())>
                <Show when=move || desk.status.with(|status| status.unsent > 0)>
                    <Button label=move || upload_now(locale.get()) icon=Icon::Upload kind=ButtonKind::Quiet
                        busy=move || desk.status.with(|status| status.syncing)
                        on_press=move |()| desk.sync.upload_now()/>
                </Show>
            </StateBar>
        </div>
    }
}

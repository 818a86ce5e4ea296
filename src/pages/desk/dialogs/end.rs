//! 場次結束: the big count, and what must not happen to this device now (U-C10, T-36, T-49).

use leptos::prelude::*;

use super::super::context::use_screen;
use crate::{
    components::{Banner, Button, ButtonKind, Dialog, Icon, Tone},
    i18n::{components::close, desk as text, entries_unit, upload_now},
    state::desk::NewKind,
};

/// The dialog.
#[component]
pub fn EndDialog() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let open = desk.open.end;
    let status = desk.status;
    let unsent = Memo::new(move |_| status.with(|status| status.unsent));
    let saved = Memo::new(move |_| status.with(|status| status.saved));
    let reported = Memo::new(move |_| desk.reported());
    let end = move |()| {
        let Some(event) = untrack(|| desk.draft(None, NewKind::EndOfSession)) else { return };
        desk.write_then(vec![event], move |desk| {
            desk.put_back();
            desk.announcer.say(untrack(|| text::end_ok(locale.get())));
            desk.sync.upload_now();
        });
    };
    let number = move |label: String, value: u64| {
        view! { <div class="end-count"><dt>{label}</dt><dd>{value}<span class="unit">{entries_unit(locale.get())}</span></dd></div> }
    };
    let counts = move || {
        let (saved, unsent) = (saved.get(), unsent.get());
        let sent = saved.saturating_sub(unsent);
        view! {
            <dl class="end-counts">
                {number(text::count_saved(locale.get()), saved)}
                {number(text::count_sent(locale.get()), sent)}
                {number(text::count_unsent(locale.get()), unsent)}
            </dl>
        }
    };
    let foot = move || {
        view! {
            <Button label=move || if reported.get() { close(locale.get()) } else { text::cancel(locale.get()) }
                class="end-close" on_press=move |()| open.set(false)/>
            <Show when=move || unsent.get() != 0>
                <Button label=move || upload_now(locale.get()) icon=Icon::Upload
                    busy=move || status.with(|status| status.syncing) on_press=move |()| desk.sync.upload_now()/>
            </Show>
            <Button label=move || text::end_report(locale.get()) icon=Icon::Flag
                kind=if reported.get_untracked() { ButtonKind::Plain } else { ButtonKind::Primary }
                busy=desk.busy blocked=move || desk.blocked() on_press=end/>
        }
    };
    let foot: ViewFn = foot.into();
    view! {
        <Dialog open=open title=move || text::end_session(locale.get()) wide=true foot=foot>
            {counts}
            <Show when=move || reported.get()>
                <Banner tone=Tone::Ok title=move || Some(text::end_ok(locale.get()))
                    text=move || (unsent.get() == 0).then(|| text::end_done_all_sent(locale.get()))/>
            </Show>
            <Show when=move || unsent.get() != 0>
                <Banner tone=Tone::Wait title=move || Some(text::do_not_clear(locale.get(), unsent.get()))
                    text=move || Some(text::open_again_online(locale.get()))/>
            </Show>
            <Show when=move || desk.count.get().still_in != 0>
                <Banner tone=Tone::Info text=move || Some(text::still_in(locale.get(), desk.count.get().still_in))/>
            </Show>
            <p class="muted">{move || text::end_text(locale.get())}</p>
        </Dialog>
    }
}

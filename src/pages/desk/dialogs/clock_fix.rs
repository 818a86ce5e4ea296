//! 校時 by reading another clock (T-19, F-11).

use leptos::prelude::*;
use yanxi_domain::{event::OffsetQuality, roc_date, time::MINUTE_MS};

use super::super::{
    context::use_screen,
    view_model::clock_fix::{needs_asking, offset_change, offset_ms, read_date, read_time},
    write::with_reason,
};
use crate::{
    components::{Banner, Button, ButtonKind, Dialog, TextField, Tone},
    i18n::{Locale, desk as text},
    state::{clock::use_clock, desk::NewKind},
    view::difference::{clock_is, is_right, span},
};

/// The dialog.
#[component]
pub fn ClockFixDialog() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let open = desk.open.clock_fix;
    let clock = use_clock();
    let state = clock.state();
    let date = RwSignal::new(String::new());
    let time = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    // The change, in minutes, that was asked about.
    let asked = RwSignal::new(None::<i64>);
    let date_wrong = RwSignal::new(false);
    // What the device itself shows: the corrected time without the correction.
    let device_now = move || clock.now().plus_ms(-state.get_untracked().offset_ms.unwrap_or(0));
    Effect::new(move |_| {
        if open.get() {
            date.set(roc_date::short(clock.now().taipei_date()));
            time.set(String::new());
            wrong.set(false);
            date_wrong.set(false);
            asked.set(None);
        }
    });
    let save = move |()| {
        let day = read_date(&date.get_untracked());
        let reading = read_time(&time.get_untracked());
        date_wrong.set(day.is_none());
        wrong.set(reading.is_none());
        let (Some(day), Some(reading)) = (day, reading) else { return };
        let offset_ms = offset_ms(day, reading, device_now());
        let change = offset_ms - state.get_untracked().offset_ms.unwrap_or(0);
        let measured = state.get_untracked().quality == OffsetQuality::Good;
        if asked.get_untracked() != Some(offset_change(change)) && needs_asking(change, measured) {
            asked.set(Some(offset_change(change)));
            return;
        }
        let Some(event) = untrack(|| desk.draft(None, NewKind::ClockFix { offset_ms })) else { return };
        let reason = untrack(|| text::clock_reason(locale.get()));
        desk.write_then(vec![with_reason(event, &reason)], move |desk| {
            open.set(false);
            desk.announcer
                .toast(untrack(|| text::clock_ok(locale.get(), &clock_is(locale.get(), offset_ms))));
        });
    };
    let foot = move || {
        view! {
            <Button label=move || text::cancel(locale.get()) on_press=move |()| open.set(false)/>
            <Button label=move || match asked.get() {
                    Some(_) => text::clock_fix_anyway(locale.get()),
                    None => text::clock_fix(locale.get()),
                } kind=ButtonKind::Primary busy=desk.busy on_press=save/>
        }
    };
    let foot: ViewFn = foot.into();
    let shown = move || {
        desk.tick.track();
        let now = device_now();
        text::clock_device(locale.get(), &now.taipei().format("%m/%d %H:%M:%S").to_string())
    };
    let known = move || match state.get().offset_ms {
        Some(ms) if is_right(ms) => text::clock_agrees(locale.get()),
        Some(ms) => text::clock_known(locale.get(), &clock_is(locale.get(), ms)),
        None => text::clock_unknown(locale.get()),
    };
    view! {
        <Dialog open=open title=move || text::clock_fix(locale.get()) foot=foot>
            <p>{move || text::clock_fix_text(locale.get())}</p>
            <Banner tone=Tone::Info title=move || Some(shown()) text=move || Some(known())/>
            {move || asked.get().map(|minutes| view! {
                <Banner tone=Tone::Wait urgent=true
                    text=move || Some(sure(locale.get(), minutes))/>
            })}
            <TextField label=move || text::clock_date(locale.get()) value=date error=move || date_wrong.get().then(|| text::date_wrong(locale.get()))/>
            <TextField label=move || text::clock_time(locale.get()) value=time input_mode="numeric" hint=move || Some(text::time_hint(locale.get()))
                error=move || wrong.get().then(|| text::time_wrong(locale.get()))/>
        </Dialog>
    }
}

/// 「這會把本機時間調快 47 分 0 秒 …」
fn sure(locale: Locale, minutes: i64) -> String {
    let span = span(locale, minutes * MINUTE_MS);
    if minutes < 0 { text::clock_fix_back(locale, &span) } else { text::clock_fix_forward(locale, &span) }
}

//! 延長簽到 with its reason (T-22): those still queueing are not late.

use leptos::prelude::*;

use super::{
    super::{context::use_screen, view_model::clock_fix::on_day, write::with_reason},
    reason::{ReasonChips, ReasonState},
};
use crate::{
    components::{Banner, Button, ButtonKind, Dialog, TextField, Tone},
    i18n::desk as text,
    state::desk::NewKind,
};

/// Minutes the form proposes beyond now (or beyond the start, before it).
const PROPOSED_MIN: i64 = 10;

/// The dialog.
#[component]
pub fn ExtendDialog() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let open = desk.open.extend;
    let until = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let state = ReasonState::new();
    Effect::new(move |_| {
        if open.get()
            && let Some((_, period)) = untrack(|| desk.current_period())
        {
            let from = desk.store.now().max(period.start);
            until.set(from.plus_minutes(PROPOSED_MIN).taipei_hhmm());
        }
    });
    let extended = move || {
        untrack(|| {
            let (_, period) = desk.current_period()?;
            desk.current()?.log.extension(period.id)
        })
    };
    let chips = move || {
        let locale = locale.get();
        vec![text::extend_queue(locale), text::extend_traffic(locale), text::reason_other(locale)]
    };
    let save = move |()| {
        let Some((session, period)) = untrack(|| desk.current_period()) else { return };
        let time = on_day(session.date, &until.get_untracked());
        wrong.set(match time {
            None => Some(untrack(|| text::time_wrong(locale.get()))),
            Some(time) if time <= period.start => Some(untrack(|| text::extend_too_early(locale.get()))),
            Some(time) if time > period.end => {
                Some(untrack(|| text::extend_too_late(locale.get(), &period.end.taipei_hhmm())))
            }
            // The latest one counts: an earlier one would be written and change nothing.
            Some(time) if extended().is_some_and(|until| time <= until) => {
                Some(untrack(|| text::extend_not_shorter(locale.get())))
            }
            Some(_) => None,
        });
        let (Some(time), None, Some(reason)) = (time, wrong.get_untracked(), state.take(&untrack(chips)))
        else {
            return;
        };
        let Some(event) = untrack(|| desk.draft(None, NewKind::WindowExtend { until: time })) else { return };
        desk.write_then(vec![with_reason(event, &reason)], move |desk| {
            open.set(false);
            desk.announcer.toast(untrack(|| text::extend_ok(locale.get(), &time.taipei_hhmm())));
        });
    };
    let foot = move || {
        view! {
            <Button label=move || text::cancel(locale.get()) on_press=move |()| open.set(false)/>
            <Button label=move || text::extend(locale.get()) kind=ButtonKind::Primary busy=desk.busy on_press=save/>
        }
    };
    let foot: ViewFn = foot.into();
    let already = move || {
        let (_, period) = desk.current_period()?;
        let until = desk.current()?.log.extension(period.id)?;
        Some(text::extended_until(locale.get(), &until.taipei_hhmm()))
    };
    let clear = move |()| {
        wrong.set(None);
        state.clear();
    };
    view! {
        <Dialog open=open title=move || text::extend(locale.get()) foot=foot on_close=clear>
            {move || already().map(|words| view! { <Banner tone=Tone::Info text=words/> })}
            <TextField label=move || text::extend_until(locale.get()) value=until input_mode="numeric" hint=move || Some(text::time_hint(locale.get()))
                error=move || wrong.get()/>
            <p class="muted">{move || text::extend_reason(locale.get())}</p>
            <ReasonChips chips=chips state=state/>
        </Dialog>
    }
}

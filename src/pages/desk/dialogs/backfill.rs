//! 補登 of one person from the paper sheet, in this device's own stream (T-35).

use leptos::prelude::*;
use yanxi_domain::event::Direction;

use super::{
    super::{
        context::use_screen,
        parts::{Outcome, Written},
        view_model::{clock_fix::on_day, panel::punch_word},
        write::with_reason,
    },
    reason::{ReasonChips, ReasonState},
};
use crate::{
    components::{Button, ButtonKind, Dialog, Segmented, TextField},
    i18n::desk as text,
    state::desk::NewKind,
};

/// The dialog.
#[component]
pub fn BackfillDialog() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let direction = RwSignal::new(Direction::In);
    let time = RwSignal::new(String::new());
    let time_wrong = RwSignal::new(false);
    let state = ReasonState::new();
    // The form starts in the mode of the screen.
    Effect::new(move |_| {
        if desk.open.backfill.get() {
            direction.set(untrack(|| desk.direction()));
        }
    });
    let chips = move || {
        let locale = locale.get();
        vec![text::extend_queue(locale), text::reason_seen(locale), text::reason_other(locale)]
    };
    let title = move || {
        let name = desk.in_hand().and_then(|subject| desk.person(subject)).map(|person| person.name);
        text::backfill_title(locale.get(), &name.unwrap_or_default())
    };
    let save = move |()| {
        let Some(subject) = untrack(|| desk.in_hand()) else { return };
        let claimed = untrack(|| desk.current_period())
            .and_then(|(session, _)| on_day(session.date, &time.get_untracked()));
        time_wrong.set(claimed.is_none());
        let (Some(claimed), Some(reason)) = (claimed, state.take(&untrack(chips))) else { return };
        let direction = direction.get_untracked();
        let kind = NewKind::PaperBackfill { direction, claimed };
        let Some(event) = untrack(|| desk.draft(Some(subject), kind)) else { return };
        desk.open.backfill.set(false);
        let outcome =
            Outcome { subject, what: Written::Backfill(direction), at: claimed, remarks: Vec::new() };
        desk.write(vec![with_reason(event, &reason)], Some(outcome));
    };
    let foot = move || {
        view! {
            <Button label=move || text::cancel(locale.get()) on_press=move |()| desk.open.backfill.set(false)/>
            <Button label=move || text::backfill(locale.get()) kind=ButtonKind::Primary busy=desk.busy on_press=save/>
        }
    };
    let foot: ViewFn = foot.into();
    let clear = move |()| {
        time.set(String::new());
        time_wrong.set(false);
        state.clear();
    };
    let kinds =
        move || vec![punch_word(locale.get(), Direction::In), punch_word(locale.get(), Direction::Out)];
    view! {
        <Dialog open=desk.open.backfill title=title foot=foot on_close=clear>
            <p>{move || text::backfill_text(locale.get())}</p>
            <Segmented label=move || text::backfill_direction(locale.get()) options=kinds
                value=move || usize::from(direction.get() == Direction::Out)
                on_change=move |index| direction.set(if index == 1 { Direction::Out } else { Direction::In })/>
            <TextField label=move || text::backfill_time(locale.get()) value=time input_mode="numeric" hint=move || Some(text::time_hint(locale.get()))
                error=move || time_wrong.get().then(|| text::time_wrong(locale.get()))/>
            <ReasonChips chips=chips state=state/>
        </Dialog>
    }
}

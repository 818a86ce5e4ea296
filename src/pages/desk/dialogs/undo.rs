//! 撤銷 with its reason (U-C4, F-04).

use leptos::prelude::*;
use yanxi_domain::event::Direction;

use super::{
    super::{
        context::use_screen,
        parts::{Outcome, Written},
        view_model::history::{Undo, last_punch},
        write::with_reason,
    },
    reason::{ReasonChips, ReasonState},
};
use crate::{
    components::{Button, ButtonKind, Dialog, Icon},
    i18n::desk as text,
    state::desk::{NewEvent, NewKind},
};

/// The dialog.
#[component]
pub fn UndoDialog() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let state = ReasonState::new();
    let chips = move || {
        let locale = locale.get();
        vec![text::reason_wrong_person(locale), text::reason_repeated(locale), text::reason_other(locale)]
    };
    let target = Memo::new(move |_| -> Option<Undo> {
        let current = desk.current()?;
        last_punch(&current.log, desk.choice.get()?.period, desk.in_hand()?)
    });
    let title = move || {
        let name = desk.in_hand().and_then(|subject| desk.person(subject)).map(|person| person.name);
        text::undo_title(locale.get(), &name.unwrap_or_default())
    };
    let undo = move |()| {
        let (Some(subject), Some(target)) = (untrack(|| desk.in_hand()), target.get_untracked()) else {
            return;
        };
        let Some(reason) = state.take(&untrack(chips)) else { return };
        let events: Vec<NewEvent> = target
            .events
            .iter()
            .filter_map(|event| untrack(|| desk.draft(Some(subject), NewKind::Void { event: *event })))
            .map(|event| with_reason(event, &reason))
            .collect();
        desk.open.undo.set(false);
        let outcome = Outcome { subject, what: Written::Undo, at: desk.store.now(), remarks: Vec::new() };
        desk.write(events, Some(outcome));
    };
    let what = move || match target.get() {
        Some(Undo { time, direction: Direction::In, .. }) => text::undo_what_in(locale.get(), &time),
        Some(Undo { time, direction: Direction::Out, .. }) => text::undo_what_out(locale.get(), &time),
        None => text::undo_nothing(locale.get()),
    };
    let foot = move || {
        view! {
            <Button label=move || text::cancel(locale.get()) on_press=move |()| desk.open.undo.set(false)/>
            <Button label=move || text::undo(locale.get()) kind=ButtonKind::Danger icon=Icon::Undo busy=desk.busy
                on_press=undo/>
        }
    };
    let foot: ViewFn = foot.into();
    view! {
        <Dialog open=desk.open.undo title=title foot=foot on_close=move |()| state.clear()>
            <p>{what}</p>
            <ReasonChips chips=chips state=state/>
        </Dialog>
    }
}

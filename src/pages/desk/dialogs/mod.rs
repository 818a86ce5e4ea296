//! The dialogs of the screen; one file each.

mod backfill;
mod clock_fix;
mod end;
mod extend;
mod hand_over;
mod more;
mod note;
mod reason;
mod undo;
mod walk_in;

use leptos::prelude::*;

/// All of them, closed until somebody opens one.
#[component]
pub fn Dialogs() -> impl IntoView {
    view! {
        <undo::UndoDialog/>
        <note::NoteDialogs/>
        <backfill::BackfillDialog/>
        <walk_in::WalkInDialog/>
        <more::MoreSheet/>
        <extend::ExtendDialog/>
        <clock_fix::ClockFixDialog/>
        <hand_over::HandOverDialog/>
        <end::EndDialog/>
    }
}

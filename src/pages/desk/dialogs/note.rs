//! 備註 about a person or about the session (T-46). The text lives in its own erasable record.

use leptos::prelude::*;
use yanxi_domain::{
    event::{RecordBody, SideRecord},
    ids::RecordId,
};

use super::super::{context::use_screen, write::with_record};
use crate::{
    components::{Button, ButtonKind, Dialog, TextField},
    i18n::desk as text,
    state::desk::{NewKind, new_uuid},
};

/// Both dialogs.
#[component]
pub fn NoteDialogs() -> impl IntoView {
    let desk = use_screen();
    view! {
        <NoteDialog open=desk.open.note personal=true/>
        <NoteDialog open=desk.open.session_note personal=false/>
    }
}

#[component]
fn NoteDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// About the person in hand; otherwise about the session.
    personal: bool,
) -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let note = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let title = move || {
        let person = if personal { desk.in_hand().and_then(|subject| desk.person(subject)) } else { None };
        match person {
            Some(person) => format!("{} {}", text::note_title(locale.get()), person.name),
            None => text::note_session_title(locale.get()),
        }
    };
    let save = move |()| {
        let words = note.get_untracked().trim().to_owned();
        if words.is_empty() {
            missing.set(true);
            return;
        }
        let Some(choice) = desk.choice.get_untracked() else { return };
        let subject = if personal { untrack(|| desk.in_hand()) } else { None };
        let record = RecordId(new_uuid());
        let side = SideRecord { id: record, session: choice.session, body: RecordBody::Note { text: words } };
        let Some(event) = untrack(|| desk.draft(subject, NewKind::Note { record })) else { return };
        let about = untrack(title);
        desk.write_then(vec![with_record(event, side)], move |desk| {
            open.set(false);
            desk.announcer.toast(untrack(|| text::noted_ok(locale.get(), &about)));
        });
    };
    let foot = move || {
        view! {
            <Button label=move || text::cancel(locale.get()) on_press=move |()| open.set(false)/>
            <Button label=move || text::save_note(locale.get()) kind=ButtonKind::Primary busy=desk.busy on_press=save/>
        }
    };
    let foot: ViewFn = foot.into();
    let clear = move |()| {
        note.set(String::new());
        missing.set(false);
    };
    view! {
        <Dialog open=open title=title foot=foot on_close=clear>
            <TextField label=move || text::note_text(locale.get()) value=note lines=3 autofocus=true
                hint=move || Some(text::note_hint(locale.get()))
                error=move || missing.get().then(|| text::text_missing(locale.get()))/>
        </Dialog>
    }
}

//! Dialog and sheet on the native `<dialog>`: the browser traps the focus, makes the rest inert, closes on Escape and
//! gives the focus back.

use leptos::{ev, html, prelude::*};

use super::{
    button::{Button, ButtonKind},
    field::next_id,
    icon::Icon,
};
use crate::i18n::{components as text, use_locale};

/// A modal dialog. Its content is built anew at each opening, so that old input never lingers.
#[component]
pub fn Dialog(
    /// Whether it is open; set to false when the person closes it.
    open: RwSignal<bool>,
    /// Heading and accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// Comes from below, for the thumb.
    #[prop(optional, into)]
    sheet: Signal<bool>,
    /// Wider, for forms with two columns.
    #[prop(optional)]
    wide: bool,
    /// Buttons at the foot.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
    /// Called after it was closed, however.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// Content.
    children: ChildrenFn,
) -> impl IntoView {
    let locale = use_locale();
    let title_id = next_id("dialog");
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let closed = move |_| {
        open.set(false);
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    // A press on the dialog element itself, not on its content, is a press on the backdrop.
    let backdrop = move |event: ev::MouseEvent| {
        if event.target().is_some() && event.target() == event.current_target() {
            open.set(false);
        }
    };
    let foot = StoredValue::new(foot);
    let children = StoredValue::new(children);
    let heading = title_id.clone();
    view! {
        <dialog
            node_ref=node
            class=move || {
                let mut class = String::from("dialog");
                if wide { class.push_str(" dialog-wide"); }
                if sheet.get() { class.push_str(" dialog-sheet"); }
                class
            }
            aria-labelledby=title_id
            on:close=closed
            on:click=backdrop
        >
            <div class="dialog-head">
                <h2 id=heading>{title}</h2>
                <Button label=move || text::close(locale.get()) icon=Icon::Close icon_only=true
                    kind=ButtonKind::Quiet on_press=move |()| open.set(false)/>
            </div>
            <Show when=move || open.get()>
                <div class="dialog-body">{children.with_value(|children| children())}</div>
                {foot.with_value(|foot| foot.as_ref().map(|foot| view! { <div class="dialog-foot">{foot.run()}</div> }))}
            </Show>
        </dialog>
    }
}

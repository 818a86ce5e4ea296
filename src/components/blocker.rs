//! The red full screen: something that must not be overlooked stops everything else (F-27, T-42).

use leptos::{html, prelude::*};

use super::{
    field::next_id,
    icon::{Icon, IconView},
};

/// Fills the screen in the stop colour until its cause is gone; Escape does not close it.
#[component]
pub fn Blocker(
    /// Shown while true.
    #[prop(into)]
    open: Signal<bool>,
    /// What happened, in one line.
    #[prop(into)]
    title: Signal<String>,
    /// What is safe and what to do next.
    children: ChildrenFn,
    /// Buttons.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    let title_id = next_id("blocker");
    let text_id = next_id("blocker-text");
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
    let actions = StoredValue::new(actions);
    let children = StoredValue::new(children);
    let (heading, body) = (title_id.clone(), text_id.clone());
    view! {
        <dialog node_ref=node class="blocker" role="alertdialog" aria-labelledby=title_id aria-describedby=text_id
            on:cancel=move |event: leptos::ev::Event| event.prevent_default()>
            <div class="blocker-box">
                <IconView icon=Icon::Octagon/>
                <h1 id=heading>{title}</h1>
                <div class="blocker-text" id=body>
                    <Show when=move || open.get()>{children.with_value(|children| children())}</Show>
                </div>
                <Show when=move || open.get()>
                    {actions.with_value(|actions| {
                        actions.as_ref().map(|actions| view! { <div class="row">{actions.run()}</div> })
                    })}
                </Show>
            </div>
        </dialog>
    }
}

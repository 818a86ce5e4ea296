//! Old and new codes: what no file says about a school that was renamed, moved or merged.

use leptos::prelude::*;

use super::{Import, view_model::links};
use crate::{
    components::{Banner, Button, TextField, Tone},
    i18n::{directory as text, office, use_locale},
};

/// The field, and the preview with what is typed.
#[component]
pub fn Linking(
    /// The import.
    import: Import,
) -> impl IntoView {
    let locale = use_locale();
    let typed = import.links;
    let error =
        move || typed.with(|typed| links(typed).err()).map(|line| text::links_bad(locale.get(), &line));
    let unknown = move || {
        let unknown =
            import.preview.with(|p| p.as_ref().map(|p| p.unknown_links.clone()).unwrap_or_default());
        let codes: Vec<String> = unknown.iter().map(|(old, new)| format!("{old} → {new}")).collect();
        (!codes.is_empty()).then(|| {
            let words = text::links_unknown(locale.get(), &codes.join(&office::list_separator(locale.get())));
            view! { <Banner tone=Tone::Stop text=Some(words)/> }
        })
    };
    view! {
        <section class="stack-tight">
            <h2>{move || text::links_heading(locale.get())}</h2>
            {unknown}
            <TextField label=move || text::links_label(locale.get()) value=typed lines=3 error=error
                hint=move || Some(text::links_hint(locale.get()))/>
            <div class="row">
                <Button label=move || text::links_again(locale.get()) busy=import.busy
                    on_press=move |()| {
                        import.accepted.set(false);
                        import.send.run(false);
                    }/>
            </div>
        </section>
    }
}

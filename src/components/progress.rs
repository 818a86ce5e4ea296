//! Progress of long work.

use leptos::prelude::*;

/// How far a piece of work has come, as a bar and in words.
#[component]
pub fn ProgressBar(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// Done so far.
    #[prop(into)]
    value: Signal<u64>,
    /// All of it.
    #[prop(into)]
    max: Signal<u64>,
) -> impl IntoView {
    let percent = move || {
        let max = max.get().max(1);
        (value.get().min(max) * 100 / max).to_string()
    };
    view! {
        <div class="progress">
            <span class="row row-between"><span>{label}</span><span class="numeric">{move || format!("{}%", percent())}</span></span>
            <div class="progress-track" role="progressbar" aria-label=label aria-valuemin="0" aria-valuemax="100"
                aria-valuenow=percent>
                <div class="progress-fill" style:width=move || format!("{}%", percent())></div>
            </div>
        </div>
    }
}

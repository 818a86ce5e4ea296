//! The time line of one person.

use leptos::prelude::*;
use yanxi_domain::event::Direction;

use super::timeline::{Entry, EventLine};
use crate::{
    components::Badge,
    i18n::{office::review as text, use_locale},
};

/// Every event, oldest first.
#[component]
pub fn Story(
    /// Lines.
    entries: Memo<Vec<Entry>>,
) -> impl IntoView {
    let locale = use_locale();
    let empty = move || entries.with(|entries| !entries.iter().any(|entry| matches!(entry, Entry::Event(_))));
    view! {
        <Show when=empty>
            <p class="muted">{move || text::no_events(locale.get())}</p>
        </Show>
        <ol class="timeline">
            {move || entries.get().into_iter().map(|entry| match entry {
                Entry::Mark(words) => view! { <li class="timeline-mark">{words}</li> }.into_any(),
                Entry::Event(line) => view! { <EventItem line=*line/> }.into_any(),
            }).collect_view()}
        </ol>
    }
}

#[component]
fn EventItem(line: EventLine) -> impl IntoView {
    let locale = use_locale();
    let class = match line.direction {
        Some(Direction::In) => "timeline-event timeline-in",
        Some(Direction::Out) => "timeline-event timeline-out",
        None => "timeline-event",
    };
    let what = if line.voided { view! { <s>{line.what}</s> }.into_any() } else { line.what.into_any() };
    let clock = [line.raw, line.correction, line.received].into_iter().filter(|part| !part.is_empty());
    let clock: Vec<String> = clock.collect();
    view! {
        <li class=class class:timeline-voided=line.voided>
            <p class="timeline-what">
                <time>{line.time}</time> <strong>{what}</strong>
                {line.voided.then(|| view! { <Badge plain=true text=move || text::voided_badge(locale.get())/> })}
                {line.backfill.then(|| view! { <Badge plain=true text=move || text::backfill_badge(locale.get())/> })}
            </p>
            <p>{line.by}</p>
            <p class="muted small">{clock.join(" · ")}</p>
            {line.reason.map(|reason| view! { <p>{reason}</p> })}
            {line.note.map(|note| view! { <p>{note}</p> })}
        </li>
    }
}

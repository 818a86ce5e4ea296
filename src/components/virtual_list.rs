//! A list of any length that draws only what is seen. Rows have one fixed height.

use std::sync::Arc;

use leptos::{ev, html::Div, prelude::*};

use super::window;

/// Smallest viewport assumed before the first measurement.
const FIRST_GUESS: f64 = 800.0;

/// The id of a row's element, for `aria-activedescendant`.
#[must_use]
pub fn row_id(list: &str, index: usize) -> String {
    format!("{list}-row-{index}")
}

/// The active row after a key that was pressed in a [`super::SearchField`] above the list.
#[must_use]
pub fn moved_by_key(key: &str, active: Option<usize>, len: usize) -> Option<usize> {
    // Home and End belong to the text cursor there.
    if matches!(key, "Home" | "End") { None } else { window::moved(key, active, len, 8) }
}

/// A virtual list of options: one element a slot, recycled while scrolling, so that neither a keystroke nor a scroll
/// creates elements. What a row shows is worked out first (`look`) and drawn anew only if it differs: one tap changes one
/// row, not all that are seen.
#[component]
pub fn VirtualList<T, M, L, R>(
    /// Id of the list element.
    #[prop(into)]
    id: String,
    /// Accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// All rows.
    #[prop(into)]
    items: Signal<Arc<Vec<T>>>,
    /// Row the keyboard stands on.
    active: RwSignal<Option<usize>>,
    /// Row that is chosen.
    #[prop(optional, into)]
    selected: Signal<Option<usize>>,
    /// Height of every row in CSS pixels.
    row_height: f64,
    /// What a row shows; may read signals.
    look: L,
    /// Draws one row.
    row: R,
    /// Called with the index of a row that was pressed, or of the active row on Enter.
    #[prop(into)]
    on_choose: Callback<usize>,
    /// The keyboard drives it from a search field: the active row is marked although the focus is elsewhere.
    #[prop(optional)]
    driven: bool,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    M: Clone + PartialEq + Send + Sync + 'static,
    L: Fn(T) -> M + Copy + Send + Sync + 'static,
    R: Fn(M) -> AnyView + Send + Sync + 'static,
{
    let node = NodeRef::<Div>::new();
    let top = RwSignal::new(0.0_f64);
    let viewport = RwSignal::new(FIRST_GUESS);
    let len = Memo::new(move |_| items.with(|items| items.len()));
    let measure = move || {
        // The frame may come when the list is already gone: nobody fits the search any more.
        if let (Some(Some(list)), Some(known)) = (node.try_get_untracked(), viewport.try_get_untracked()) {
            top.set(f64::from(list.scroll_top()));
            let height = f64::from(list.client_height());
            if height > 0.0 && (height - known).abs() > 0.5 {
                viewport.set(height);
            }
        }
    };
    // With the next frame: reading the layout right after changing it would have the browser compute it twice.
    Effect::new(move |_| {
        node.track();
        len.track();
        request_animation_frame(measure);
    });
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());

    let first = Memo::new(move |_| window::first_row(top.get(), row_height));
    // Slots are only ever added: taking some away would move rows to other elements.
    let slots = Memo::new(move |before: Option<&usize>| {
        window::slots(viewport.get(), row_height).max(before.copied().unwrap_or(0))
    });

    Effect::new(move |_| {
        let Some(index) = active.get() else { return };
        let Some(list) = node.get() else { return };
        request_animation_frame(move || {
            let now = f64::from(list.scroll_top());
            let height = f64::from(list.client_height());
            if let Some(target) = window::scroll_to_show(index, now, height, row_height) {
                #[allow(clippy::cast_possible_truncation)]
                list.set_scroll_top(target as i32);
            }
        });
    });

    let key = move |event: ev::KeyboardEvent| {
        let name = event.key();
        if matches!(name.as_str(), "Enter" | " ") {
            if let Some(index) = active.get_untracked() {
                event.prevent_default();
                on_choose.run(index);
            }
            return;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let page = (viewport.get_untracked() / row_height) as usize;
        if let Some(next) = window::moved(&name, active.get_untracked(), len.get_untracked(), page) {
            event.prevent_default();
            active.set(Some(next));
        }
    };

    let row = Arc::new(row);
    let list_id = id.clone();
    let slot_view = move |slot: usize| {
        let row = Arc::clone(&row);
        let index = Memo::new(move |_| {
            let index = window::row_of_slot(slot, first.get(), slots.get());
            (index < len.get()).then_some(index)
        });
        let shown = Memo::new(move |_| {
            let item = items.with(|items| items.get(index.get()?).cloned());
            item.map(look)
        });
        let row_name = list_id.clone();
        view! {
            <div
                class="virtual-row"
                class:virtual-row-active=move || index.get().is_some_and(|index| active.get() == Some(index))
                role="option"
                id=move || index.get().map(|index| row_id(&row_name, index))
                hidden=move || index.get().is_none()
                aria-selected=move || {
                    index.get().is_some_and(|index| selected.get() == Some(index)).to_string()
                }
                aria-setsize=move || len.get().to_string()
                aria-posinset=move || index.get().map(|index| (index + 1).to_string())
                style:height=move || format!("{row_height}px")
                style:transform=move || {
                    format!("translateY({}px)", window::real(index.get().unwrap_or(0)) * row_height)
                }
                on:click=move |_| if let Some(index) = index.get_untracked() { on_choose.run(index) }
            >
                {move || shown.get().map(|shown| row(shown))}
            </div>
        }
    };
    view! {
        <div class="virtual-list" class:virtual-list-driven=driven role="listbox" tabindex="0" id=id
            aria-label=label node_ref=node on:scroll=move |_| measure() on:keydown=key>
            <div class="virtual-canvas" style:height=move || format!("{}px", window::real(len.get()) * row_height)>
                <For each=move || 0..slots.get() key=|slot| *slot children=slot_view/>
            </div>
        </div>
    }
}

//! A list of any length that draws only what is seen. Rows have one fixed height.

mod slots;

use std::sync::Arc;

use leptos::{ev, html::Div, prelude::*};

use self::slots::{Frame, Slot};
use super::window;
use crate::platform::dom::{self, Node};

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

/// What a row shows, and how it is drawn: its elements are made once and then changed in place.
pub trait RowLook: PartialEq + 'static {
    /// The elements of one row that change.
    type Elements: 'static;
    /// Makes the elements of an empty row inside `slot`.
    fn elements(slot: &Node) -> Self::Elements;
    /// Shows this in elements that show something else or nothing.
    fn show(&self, elements: &Self::Elements);
}

/// A virtual list of options: one element a slot, recycled while scrolling. Neither a keystroke nor a scroll creates
/// elements: what a row shows is worked out first (`look`), and only what differs is written into the page. One effect
/// does it for all slots; an effect for each attribute of each slot was the larger part of a keystroke's time.
#[component]
pub fn VirtualList<T, M, L>(
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
    /// Called with the index of a row that was pressed, or of the active row on Enter.
    #[prop(into)]
    on_choose: Callback<usize>,
    /// The keyboard drives it from a search field: the active row is marked although the focus is elsewhere.
    #[prop(optional)]
    driven: bool,
) -> impl IntoView
where
    T: Send + Sync + 'static,
    M: RowLook,
    L: Fn(&T) -> Option<M> + 'static,
{
    let node = NodeRef::<Div>::new();
    let canvas = NodeRef::<Div>::new();
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
    let count = Memo::new(move |before: Option<&usize>| {
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

    let list_id = id.clone();
    Effect::new(move |slots: Option<Vec<Slot<M>>>| {
        let mut slots = slots.unwrap_or_default();
        let Some(canvas) = canvas.get() else { return slots };
        let frame = Frame {
            list: &list_id,
            len: len.get(),
            active: active.get(),
            selected: selected.get(),
            row_height,
        };
        let (first, count) = (first.get(), count.get());
        while slots.len() < count
            && let Some(element) = Node::append_to(&canvas, "div")
        {
            slots.push(Slot::new(element));
        }
        items.with(|items| {
            for (place, slot) in slots.iter_mut().enumerate() {
                let index = window::row_of_slot(place, first, count);
                slot.draw(&frame, index, items.get(index).and_then(&look));
            }
        });
        slots
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
    let press = move |event: ev::MouseEvent| {
        let row = dom::pressed(&event, "[role=option]");
        if let Some(index) = row.and_then(|row| slots::index_of(&row)) {
            on_choose.run(index);
        }
    };
    view! {
        <div class="virtual-list" class:virtual-list-driven=driven role="listbox" tabindex="0" id=id
            aria-label=label node_ref=node on:scroll=move |_| measure() on:keydown=key on:click=press>
            <div class="virtual-canvas" node_ref=canvas
                style:height=move || format!("{}px", window::real(len.get()) * row_height)></div>
        </div>
    }
}

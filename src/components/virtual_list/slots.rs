//! The recycled elements of a virtual list. Only what differs from what is shown is written into the page.

use super::{Node, RowLook, row_id, window};

/// What is the same for all slots of one drawing.
pub(super) struct Frame<'a> {
    /// Id of the list.
    pub list: &'a str,
    /// Rows of the whole list.
    pub len: usize,
    /// Row the keyboard stands on.
    pub active: Option<usize>,
    /// Row that is chosen.
    pub selected: Option<usize>,
    /// Height of a row in CSS pixels.
    pub row_height: f64,
}

/// One element and what it shows.
pub(super) struct Slot<M: RowLook> {
    element: Node,
    row: M::Elements,
    look: Option<M>,
    marks: Marks,
}

/// The attributes of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marks {
    index: usize,
    len: usize,
    active: bool,
    selected: bool,
    hidden: bool,
}

impl<M: RowLook> Slot<M> {
    /// A hidden slot with nothing in it yet.
    pub(super) fn new(element: Node) -> Self {
        element.set_class("virtual-row");
        element.set_hidden(true);
        element.set("role", "option");
        let row = M::elements(&element);
        // Nothing is written yet: no value below may pass for what the page shows.
        let marks = Marks { index: usize::MAX, len: usize::MAX, active: false, selected: true, hidden: true };
        Self { element, row, look: None, marks }
    }

    /// Shows row `index`; `None`: there is none.
    pub(super) fn draw(&mut self, frame: &Frame<'_>, index: usize, look: Option<M>) {
        let Some(look) = look else {
            self.hide();
            return;
        };
        if self.look.as_ref() != Some(&look) {
            look.show(&self.row);
            self.look = Some(look);
        }
        let marks = Marks {
            index,
            len: frame.len,
            active: frame.active == Some(index),
            selected: frame.selected == Some(index),
            hidden: false,
        };
        if marks != self.marks {
            self.mark(frame, marks);
            self.marks = marks;
        }
    }

    fn hide(&mut self) {
        if !self.marks.hidden {
            self.element.set_hidden(true);
            // Another slot may show this row next: two elements must not bear its id.
            self.element.unset("id");
            self.marks = Marks { index: usize::MAX, hidden: true, ..self.marks };
        }
    }

    fn mark(&self, frame: &Frame<'_>, marks: Marks) {
        let set = |name, value: &str| self.element.set(name, value);
        if marks.index != self.marks.index {
            set("id", &row_id(frame.list, marks.index));
            set(POSITION, &(marks.index + 1).to_string());
            let down = window::real(marks.index) * frame.row_height;
            self.element.set_style("height", &format!("{}px", frame.row_height));
            self.element.set_style("transform", &format!("translateY({down}px)"));
        }
        if marks.len != self.marks.len {
            set("aria-setsize", &marks.len.to_string());
        }
        if marks.selected != self.marks.selected {
            set("aria-selected", if marks.selected { "true" } else { "false" });
        }
        if marks.active != self.marks.active {
            self.element.toggle_class("virtual-row-active", marks.active);
        }
        if self.marks.hidden {
            self.element.set_hidden(false);
        }
    }
}

const POSITION: &str = "aria-posinset";

/// The row an element of the list shows.
pub(super) fn index_of(row: &Node) -> Option<usize> {
    row.get(POSITION)?.parse::<usize>().ok()?.checked_sub(1)
}

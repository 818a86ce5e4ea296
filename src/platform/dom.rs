//! Elements that are changed in place, where a signal for each attribute would cost more than what it shows.

use leptos::{ev, prelude::document};
use wasm_bindgen::JsCast as _;

/// An element of the page. What the browser refuses is ignored: there is nothing a person could do about it.
#[derive(Clone, Debug)]
pub struct Node(web_sys::HtmlElement);

impl Node {
    /// A new element at the end of `parent`. `None`: the page is going away.
    #[must_use]
    pub fn append_to(parent: &impl AsRef<web_sys::Node>, name: &str) -> Option<Self> {
        let element = document().create_element(name).ok()?.dyn_into::<web_sys::HtmlElement>().ok()?;
        parent.as_ref().append_child(&element).ok()?;
        Some(Self(element))
    }

    /// The first element inside that fits a selector.
    #[must_use]
    pub fn find(&self, selector: &str) -> Option<Self> {
        self.0.query_selector(selector).ok().flatten()?.dyn_into().ok().map(Self)
    }

    /// The last element inside.
    #[must_use]
    pub fn last(&self) -> Option<Self> {
        self.0.last_element_child()?.dyn_into().ok().map(Self)
    }

    /// Replaces what is inside by markup of our own. Never for anything a person typed: see [`Self::set_text`].
    pub fn set_own_markup(&self, markup: &str) {
        self.0.set_inner_html(markup);
    }

    /// Replaces what is inside by text.
    pub fn set_text(&self, text: &str) {
        self.0.set_text_content(Some(text));
    }

    /// Adds text at the end.
    pub fn add_text(&self, text: &str) {
        let _ = self.0.append_with_str_1(text);
    }

    /// Sets all classes.
    pub fn set_class(&self, class: &str) {
        self.0.set_class_name(class);
    }

    /// Adds or removes one class.
    pub fn toggle_class(&self, class: &str, on: bool) {
        let _ = self.0.class_list().toggle_with_force(class, on);
    }

    /// Sets an attribute. Not `style`, which the content security policy forbids.
    pub fn set(&self, name: &str, value: &str) {
        let _ = self.0.set_attribute(name, value);
    }

    /// An attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// Takes an attribute away.
    pub fn unset(&self, name: &str) {
        let _ = self.0.remove_attribute(name);
    }

    /// Hides it from everybody, screen readers included.
    pub fn set_hidden(&self, hidden: bool) {
        let _ = self.0.toggle_attribute_with_force("hidden", hidden);
    }

    /// Sets one property of its style.
    pub fn set_style(&self, property: &str, value: &str) {
        let _ = self.0.style().set_property(property, value);
    }
}

impl AsRef<web_sys::Node> for Node {
    fn as_ref(&self) -> &web_sys::Node {
        self.0.as_ref()
    }
}

/// What was pressed, or the nearest element around it that fits a selector.
#[must_use]
pub fn pressed(event: &ev::MouseEvent, selector: &str) -> Option<Node> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok().flatten()?.dyn_into().ok().map(Node)
}

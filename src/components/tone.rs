//! The four meanings colour may have. Each comes with its own shape, so colour never stands alone.

use leptos::prelude::*;

use super::icon::{Icon, IconView};

/// Meaning of a banner, a badge or a light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// No judgement.
    #[default]
    Neutral,
    /// Something to know.
    Info,
    /// All right.
    Ok,
    /// Waits, or needs attention soon.
    Wait,
    /// Stop: something is wrong now.
    Stop,
}

impl Tone {
    /// Ending of the class names.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Ok => "ok",
            Self::Wait => "wait",
            Self::Stop => "stop",
        }
    }

    /// Shape of the tone: a circle with i, a check, a triangle, an octagon.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Self::Neutral => Icon::Dot,
            Self::Info => Icon::Info,
            Self::Ok => Icon::Check,
            Self::Wait => Icon::Triangle,
            Self::Stop => Icon::Octagon,
        }
    }
}

/// A word with the shape and colour of its tone.
#[component]
pub fn Badge(
    /// Meaning.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The word.
    #[prop(into)]
    text: Signal<String>,
    /// Leaves the shape out where the word alone is clear (「同名」).
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    view! {
        <span class=move || format!("badge badge-{}", tone.get().class())>
            {move || (!plain).then(|| view! { <IconView icon=tone.get().icon()/> })}
            {text}
        </span>
    }
}

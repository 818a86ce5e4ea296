//! One bar made of several parts, with its legend.

use leptos::prelude::*;

/// How a part is filled. `Unknown` is hatched: not known is not absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Solid, all right.
    Ok,
    /// Solid, accent.
    Accent,
    /// Solid, waiting.
    Wait,
    /// Solid, stop.
    Stop,
    /// Empty.
    None,
    /// Hatched.
    Unknown,
}

impl Fill {
    const fn class(self) -> &'static str {
        match self {
            Self::Ok => "fill-ok",
            Self::Accent => "fill-accent",
            Self::Wait => "fill-wait",
            Self::Stop => "fill-stop",
            Self::None => "fill-none",
            Self::Unknown => "fill-unknown",
        }
    }
}

/// One part of a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Words with the number and its unit: 「已簽到 41 人」.
    pub label: String,
    /// Its share.
    pub value: u32,
    /// Its looks.
    pub fill: Fill,
}

/// A bar of parts; the legend carries the numbers in words, the bar itself is decoration.
#[component]
pub fn StackedBar(
    /// What the bar is about.
    #[prop(into)]
    label: Signal<String>,
    /// Parts from left to right.
    #[prop(into)]
    parts: Signal<Vec<Part>>,
    /// Leaves the legend out where a table beside the bar has the numbers.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let spoken = move || {
        let parts: Vec<String> = parts.get().into_iter().map(|part| part.label).collect();
        format!("{}: {}", label.get(), parts.join(", "))
    };
    let bars = move || {
        parts
            .get()
            .into_iter()
            .filter(|part| part.value > 0)
            .map(|part| {
                view! {
                    <div class=format!("stacked-part {}", part.fill.class())
                        style:flex-grow=move || part.value.to_string()></div>
                }
            })
            .collect_view()
    };
    let legend = move || {
        parts
            .get()
            .into_iter()
            .map(|part| {
                view! {
                    <li class="legend-item">
                        <span class=format!("legend-swatch {}", part.fill.class())></span>{part.label}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="stack-tight">
            <div class="stacked-bar" role="img" aria-label=spoken>{bars}</div>
            {(!bare).then(|| view! { <ul class="legend">{legend}</ul> })}
        </div>
    }
}

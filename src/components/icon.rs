//! Own inline icons on a 24-unit grid. They are always decoration: the name stands beside them in words.

use leptos::prelude::*;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name is its picture")]
pub enum Icon {
    Search,
    Close,
    Check,
    Info,
    Triangle,
    Octagon,
    Dot,
    Undo,
    Note,
    More,
    Person,
    PersonAdd,
    Clock,
    Flag,
    Swap,
    Lock,
    Out,
    Upload,
    Cloud,
    CloudOff,
    Backspace,
    Back,
    Print,
    Tablet,
    List,
    Sheet,
    Sun,
    Language,
    Refresh,
    Hourglass,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Search => "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM16.5 16.5L21 21",
            Self::Close => "M5 5l14 14M19 5L5 19",
            Self::Check => "M4 12.5l5.5 5.5L20 6.5",
            Self::Info => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 11v6M12 7v.5",
            Self::Triangle => "M12 3.5L22 20.5H2zM12 10v5M12 17.6v.2",
            Self::Octagon => "M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM8.5 8.5l7 7M15.5 8.5l-7 7",
            Self::Dot => "M12 9.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z",
            Self::Undo => "M8 4L3 9l5 5M3 9h11a6 6 0 0 1 0 12h-4",
            Self::Note => "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
            Self::More => {
                "M5 11a1 1 0 1 0 0 2a1 1 0 0 0 0-2zM12 11a1 1 0 1 0 0 2a1 1 0 0 0 0-2zM19 11a1 1 0 1 0 0 2a1 1 0 0 0 0-2z"
            }
            Self::Person => "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM4 21c0-4 3.5-6 8-6s8 2 8 6",
            Self::PersonAdd => {
                "M10 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM2 21c0-4 3.5-6 8-6c1.7 0 3.2.3 4.5.9M19 14v7M15.5 17.5h7"
            }
            Self::Clock => "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM12 7v5l3.5 2",
            Self::Flag => "M5 21V4h13l-3 4.5l3 4.5H5",
            Self::Swap => "M7 4L3 8l4 4M3 8h15M17 12l4 4l-4 4M21 16H6",
            Self::Lock => "M6 11h12v10H6zM8 11V8a4 4 0 0 1 8 0v3",
            Self::Out => "M10 4H4v16h6M9 12h12M16 7l5 5l-5 5",
            Self::Upload => "M12 16V4M7 9l5-5l5 5M4 20h16",
            Self::Cloud => "M7 18a4.5 4.5 0 0 1-.5-9a6 6 0 0 1 11.5 1a4 4 0 0 1-1 8z",
            Self::CloudOff => {
                "M3 3l18 18M7 18a4.5 4.5 0 0 1-.5-9M10 5.5a6 6 0 0 1 8 4.5a4 4 0 0 1 2 7M17 18H7"
            }
            Self::Backspace => "M9 5h12v14H9l-6-7zM12.5 9.5l5 5M17.5 9.5l-5 5",
            Self::Back => "M15 5l-7 7l7 7",
            Self::Print => "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
            Self::Tablet => "M5 3h14v18H5zM11 18h2",
            Self::List => "M8 6h13M8 12h13M8 18h13M3.5 6h.1M3.5 12h.1M3.5 18h.1",
            Self::Sheet => "M6 3h9l4 4v14H6zM9 11h7M9 15h7",
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19"
            }
            Self::Language => {
                "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM3 12h18M12 3c-5 6-5 12 0 18M12 3c5 6 5 12 0 18"
            }
            Self::Refresh => "M20 11a8 8 0 1 0-2 6M20 4v7h-7",
            Self::Hourglass => "M6 3h12M6 21h12M7 3c0 5 5 6 5 9s-5 4-5 9M17 3c0 5-5 6-5 9s5 4 5 9",
        }
    }
}

/// An icon as text, for elements that are made without signals ([`super::RowLook`]).
#[must_use]
pub fn icon_markup(icon: Icon) -> String {
    let path = icon.path();
    format!(
        r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{path}"></path></svg>"#
    )
}

/// Draws an icon in the colour and about the size of the surrounding text.
#[component]
pub fn IconView(
    /// Which.
    #[prop(into)]
    icon: Signal<Icon>,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=move || icon.get().path()></path>
        </svg>
    }
}

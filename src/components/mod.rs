//! The UI kit: controls without domain knowledge. Pages give them words and signals, they give back events.
//!
//! # How to use it
//!
//! Every text prop is `Signal<String>` and takes a `&str`, a `String`, a signal or a closure, so
//! `label=move || common::sign_in(locale.get())` follows a change of language. All looks are in `style/`.
//!
//! ```ignore
//! let locale = use_locale();
//! let note = RwSignal::new(String::new());
//! let reason = RwSignal::new(None::<usize>);
//! let open = RwSignal::new(false);
//! view! {
//!     <PageHeader title=move || hours::title(locale.get()) lead="…">
//!         <Button label=move || common::save(locale.get()) kind=ButtonKind::Primary on_press=save/>
//!     </PageHeader>
//!     <Button label="核發時數" kind=ButtonKind::Primary on_press=issue
//!         blocked=move || offline.get().then(|| hours::needs_network(locale.get()))/>   // disabled with a reason
//!     <TextField label="備註" value=note hint="…" error=move || problem.get()/>
//!     <SearchField label="姓名、學校、職稱" value=query on_key=keys/>
//!     <Select label="縣市" value=county options=counties/>                  // options: Vec<Choice { key, label }>
//!     <Chips label="原因" options=reasons value=reason/>                    // options: Vec<String>, value: index
//!     <Segmented label="年度" options=kinds value=kind/>                    // radio group; value: index
//!     <Dialog open=open title="撤銷" foot=move || view! { <Button …/> }.into_any()>…</Dialog>   // sheet=true: from below
//!     <Banner tone=Tone::Wait title="…">text</Banner>
//!     <Badge tone=Tone::Ok text="全程"/>
//!     <Card>…</Card>  <EmptyState icon=Icon::Search title="…" text="…"/>
//!     <TableScroll label="…"><table class="table">…</table></TableScroll>
//!     <StackedBar label="…" parts=parts/>                                   // parts: Vec<Part { label, value, fill }>
//!     <VirtualList id="people" label="…" items=rows active=active row_height=56.0
//!         look=look on_choose=choose/>                                      // look: Fn(&T) -> Option<impl RowLook>
//! }
//! ```
//!
//! Once, in the app: `provide_locale(signal)`, [`provide_announcer`] and one [`LiveRegion`] (optional visible toast).
//! Then anywhere `use_announcer().say(text)` speaks to a screen reader, `.toast(text)` also shows it for a while.

mod announcer;
mod banner;
mod blocker;
mod button;
mod card;
mod choices;
mod dialog;
mod field;
mod file_field;
mod icon;
mod page_header;
mod pin_pad;
mod search_field;
mod select;
mod stacked_bar;
mod state_bar;
mod table;
mod tone;
mod virtual_list;
mod window;

pub use crate::platform::{
    dom::{Node, pressed},
    files::ChosenFile,
};
pub use announcer::*;
pub use banner::*;
pub use blocker::*;
pub use button::*;
pub use card::*;
pub use choices::*;
pub use dialog::*;
pub use field::*;
pub use file_field::*;
pub use icon::*;
pub use page_header::*;
pub use pin_pad::*;
pub use search_field::*;
pub use select::*;
pub use stacked_bar::*;
pub use state_bar::*;
pub use table::*;
pub use tone::*;
pub use virtual_list::*;

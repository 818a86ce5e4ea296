//! The check-in screen (U-C1 … U-C10): a tool for the standing hand. Find a person, one button, next.
//!
//! Accessible names follow the glossary: radio 「簽到」「簽退」 choose the mode, the button of the same name writes;
//! buttons 「撤銷」「備註」「補登」「現場報名」「更多」「立即上傳」; in 更多 「延長簽到」「校時」「交班」「場次結束」「上鎖」;
//! the search line is 「姓名、學校、職稱」, people are options of the list 「名單」.

mod banners;
mod blockers;
mod context;
mod dialogs;
mod foot;
mod header;
mod idle;
mod list;
mod lock;
mod name;
mod panel;
mod parts;
mod reads;
mod row;
mod start;
mod tools;
pub mod view_model;
mod write;

use leptos::prelude::*;
use yanxi_protocol::api::DeviceIdentity;

use crate::{
    components::{EmptyState, Icon},
    i18n::{desk as text, use_locale},
    state::{device::use_device, me::use_me},
};

use self::{
    banners::Banners, blockers::Blockers, context::Desk, dialogs::Dialogs, foot::Foot, header::Header,
    list::PeopleList, lock::LockScreen, panel::PersonPanel, start::ChooseSession, tools::Tools,
};

/// The route `/desk`.
#[component]
pub fn DeskPage() -> impl IntoView {
    let locale = use_locale();
    let loaded = use_me().loaded();
    let identity = use_device().identity();
    view! {
        <leptos_meta::Title text=move || text::page_title(locale.get())/>
        {move || match (loaded.get(), identity.get()) {
            (false, _) => view! {
                <main class="page"><EmptyState icon=Icon::Hourglass title=move || text::loading(locale.get())/></main>
            }
            .into_any(),
            (true, None) => view! { <blockers::NotEnrolled/> }.into_any(),
            (true, Some(identity)) => view! { <Enrolled identity=identity/> }.into_any(),
        }}
    }
}

/// Everything behind the enrolment.
#[component]
fn Enrolled(
    /// This device.
    identity: DeviceIdentity,
) -> impl IntoView {
    let desk = Desk::new(identity);
    provide_context(desk);
    idle::lock_when_idle(desk);
    let locked = Memo::new(move |_| desk.operator.with(Option::is_none));
    let placed = Memo::new(move |_| desk.current_period().is_some());
    view! {
        {move || match (locked.get(), placed.get()) {
            (true, _) => view! { <LockScreen/> }.into_any(),
            (false, false) => view! { <ChooseSession/> }.into_any(),
            (false, true) => view! { <Screen/> }.into_any(),
        }}
        <Blockers/>
    }
}

#[component]
fn Screen() -> impl IntoView {
    view! {
        <div class="desk">
            <Header/>
            <Banners/>
            <Tools/>
            <main class="desk-main">
                <PeopleList/>
                <PersonPanel/>
            </main>
            <Foot/>
        </div>
        <Dialogs/>
    }
}

//! `/devices/:course`: enrolment codes, operators' PINs, the devices with their readiness, replacing and revoking.

pub mod view_model;

mod code;
mod crew;
mod device_card;
mod pins;
mod revoke;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use yanxi_domain::ids::{CourseId, SessionId};

use self::{code::NewCode, device_card::DeviceCardView, pins::Pins, view_model::cards};
use crate::{
    components::{EmptyState, Icon, PageHeader},
    i18n::{
        office::{self, devices as text},
        use_locale,
    },
    state::replica::{CourseReplica, use_course},
    view::{
        data_bar::DataBar,
        office_frame::NotHere,
        session_band::{CourseBand, SessionBand},
        top_bar::TopBar,
    },
};

/// The page.
#[component]
pub fn DevicesPage() -> impl IntoView {
    let locale = use_locale();
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("course")).and_then(|id| id.parse::<CourseId>().ok())
    });
    view! {
        <TopBar/>
        {move || match id.get() {
            Some(id) => view! { <Loading id=id/> }.into_any(),
            None => view! {
                <main class="page"><EmptyState icon=Icon::Search title=move || office::bad_address(locale.get())/></main>
            }.into_any(),
        }}
    }
}

#[component]
fn Loading(id: CourseId) -> impl IntoView {
    let course = use_course(id);
    let here = Memo::new(move |_| course.with(Option::is_some));
    let pulled_at = Memo::new(move |_| course.with(|course| course.as_ref().and_then(|c| c.pulled_at)));
    move || {
        let first = here.get().then(|| course.get_untracked()).flatten();
        match first {
            Some(first) => {
                let course = Signal::derive(move || course.get().unwrap_or_else(|| Arc::clone(&first)));
                view! { <Devices course=course/> <DataBar data_time=pulled_at/> }.into_any()
            }
            None => view! { <NotHere/> }.into_any(),
        }
    }
}

#[component]
fn Devices(course: Signal<Arc<CourseReplica>>) -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let from = Memo::new(move |_| {
        let id = query.with(|query| query.get("session")).and_then(|id| id.parse::<SessionId>().ok())?;
        course.with(|course| course.sessions.iter().find(|session| session.id == id).cloned().map(Arc::new))
    });
    let band = move || match from.get() {
        Some(session) => view! { <SessionBand session=Signal::stored(session) nav=true/> }.into_any(),
        None => view! { <CourseBand course=course/> }.into_any(),
    };
    let list = Memo::new(move |_| {
        course.with(|course| cards(locale.get(), &course.devices, &course.readiness, &course.sessions))
    });
    let ids = Memo::new(move |_| list.with(|list| list.iter().map(|card| card.id).collect::<Vec<_>>()));
    view! {
        {band}
        <main class="page office-page">
            <PageHeader title=move || text::title(locale.get()) lead=move || text::lead(locale.get())/>
            <div class="two-columns">
                <div class="stack">
                    <NewCode course=course/>
                    <Pins course=course/>
                </div>
                <section class="stack">
                    <h2>{move || text::list_heading(locale.get(), list.with(Vec::len))}</h2>
                    <Show when=move || list.with(Vec::is_empty)>
                        <EmptyState icon=Icon::Tablet title=move || text::list_none(locale.get())/>
                    </Show>
                    // Keyed, so that news about a device does not close the dialog somebody has open on it.
                    <For each=move || ids.get() key=|id| *id let:id>
                        <DeviceCardView id=id list=list course=course/>
                    </For>
                </section>
            </div>
        </main>
    }
}

//! The band of the organiser's pages: which session (or course) this is, and the ways to its sister pages.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};
use yanxi_domain::course::Session;

use super::when;
use crate::{
    i18n::{office as text, use_locale},
    state::replica::CourseReplica,
};

/// Which session this is, in its colour and with its number (F-12).
#[component]
pub fn SessionBand(
    /// The session.
    #[prop(into)]
    session: Signal<Arc<Session>>,
    /// With the ways to the sister pages: not on a tablet that has no account.
    #[prop(into)]
    nav: Signal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let pathname = use_location().pathname;
    let path = move |page: &str| session.with(|session| format!("/{page}/{}", session.id));
    // The devices belong to the course; the address remembers where one came from.
    let devices =
        move || session.with(|session| format!("/devices/{}?session={}", session.course, session.id));
    let at_devices = move || pathname.with(|path| path.starts_with("/devices/")).then_some("page");
    view! {
        <section aria-label=move || session.with(|s| when::session_no(locale.get(), s.number))
            class=move || session.with(|s| format!("session-band session-band-{}", when::band(s.number)))>
            <div class="session-band-words">
                <p class="session-band-title">
                    {move || session.with(|s| when::session_no(locale.get(), s.number))}
                    <span class="session-band-course">{move || session.with(|s| s.course_title.clone())}</span>
                </p>
                <p>{move || session.with(|s| format!("{} · {}", when::session_time(locale.get(), s), when::place(locale.get(), s)))}</p>
            </div>
            <Show when=move || nav.get()>
                <nav class="session-nav no-print" aria-label=move || text::nav_label(locale.get())>
                    <A href="/courses">{move || text::nav_courses(locale.get())}</A>
                    <A href=move || path("admission")>{move || text::nav_admission(locale.get())}</A>
                    <A href=move || path("board")>{move || text::nav_board(locale.get())}</A>
                    <A href=move || path("review")>{move || text::nav_review(locale.get())}</A>
                    <A href=move || path("hours")>{move || text::nav_hours(locale.get())}</A>
                    <A href=move || path("backfill")>{move || text::nav_backfill(locale.get())}</A>
                    <A href=move || path("import")>{move || text::nav_import(locale.get())}</A>
                    <A href=move || path("sheet")>{move || text::nav_sheet(locale.get())}</A>
                    <a href=devices aria-current=at_devices>{move || text::nav_devices(locale.get())}</a>
                </nav>
            </Show>
        </section>
    }
}

/// The same place of the page where it is about the whole course: no hue, because a hue is a session.
#[component]
pub fn CourseBand(
    /// The course.
    course: Signal<Arc<CourseReplica>>,
) -> impl IntoView {
    let locale = use_locale();
    let sessions = move |session: &Session| {
        let number = when::session_no(locale.get(), session.number);
        let place = when::place(locale.get(), session);
        format!("{number} {} · {place}", when::day(locale.get(), session.date))
    };
    view! {
        <section class="session-band session-band-whole" aria-label=move || course.with(|c| c.course.title.clone())>
            <div class="session-band-words">
                <p class="session-band-title">
                    {move || text::all_sessions(locale.get())}
                    <span class="session-band-course">{move || course.with(|c| c.course.title.clone())}</span>
                </p>
                <ul class="session-band-list">
                    {move || course.with(|c| c.sessions.iter().map(sessions).map(|line| view! { <li>{line}</li> }).collect_view())}
                </ul>
            </div>
            <nav class="session-nav no-print" aria-label=move || text::nav_label(locale.get())>
                <A href="/courses">{move || text::nav_courses(locale.get())}</A>
                <a aria-current="page" href=move || course.with(|c| format!("/devices/{}", c.course.id))>{move || text::nav_devices(locale.get())}</a>
            </nav>
        </section>
    }
}

//! Frame of the organiser's pages about one session: band, ways to the sister pages, 資料時間, and the states in which
//! there is nothing to show yet.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};
use yanxi_domain::{ids::SessionId, time::Timestamp};
use yanxi_protocol::api::Role;

use super::{data_bar::DataBar, session_band::SessionBand, situation::Situation, top_bar::TopBar};
use crate::{
    components::{EmptyState, Icon},
    i18n::{office as text, use_locale},
    state::{
        clock::use_clock,
        me::use_me,
        replica::{CourseReplica, SessionReplica, use_course, use_session},
    },
};

/// Judgements about "now" are renewed this often; headcounts do not change by the second.
const FRESHNESS_MS: i64 = 15_000;

/// What a page draws once its data is here.
pub type SituationView = Arc<dyn Fn(Signal<Situation>) -> AnyView + Send + Sync>;

/// The session named in the address.
#[must_use]
pub fn use_session_param() -> Memo<Option<SessionId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("session")).and_then(|id| id.parse().ok()))
}

/// Corrected time in steps of [`FRESHNESS_MS`].
#[must_use]
pub fn use_coarse_now() -> Memo<Timestamp> {
    let tick = use_clock().tick();
    Memo::new(move |_| Timestamp(tick.get().0.div_euclid(FRESHNESS_MS) * FRESHNESS_MS))
}

/// The frame. `body` is drawn once session and course are on this device; it follows them from then on.
#[component]
pub fn SessionFrame(
    /// The page.
    body: SituationView,
) -> impl IntoView {
    let locale = use_locale();
    let id = use_session_param();
    view! {
        <TopBar/>
        {move || match id.get() {
            Some(id) => view! { <LoadedSession id=id body=Arc::clone(&body)/> }.into_any(),
            None => view! {
                <main class="page"><EmptyState icon=Icon::Search title=move || text::bad_address(locale.get())/></main>
            }.into_any(),
        }}
    }
}

/// Waits for the session, which names its course.
#[component]
fn LoadedSession(id: SessionId, body: SituationView) -> impl IntoView {
    let session = use_session(id);
    let course_id = Memo::new(move |_| session.with(|session| session.as_ref().map(|s| s.session.course)));
    move || match course_id.get() {
        Some(course) => {
            view! { <LoadedCourse session=session course=use_course(course) body=Arc::clone(&body)/> }
                .into_any()
        }
        None => view! { <NotHere/> }.into_any(),
    }
}

/// Waits for the course.
#[component]
fn LoadedCourse(
    session: Signal<Option<Arc<SessionReplica>>>,
    course: Signal<Option<Arc<CourseReplica>>>,
    body: SituationView,
) -> impl IntoView {
    let now = use_coarse_now();
    let both = move || Some((session.get()?, course.get()?));
    let here = Memo::new(move |_| both().is_some());
    // Once here, replicas do not go away while the page is open, except at sign-out; the last ones stay then.
    let latest = Memo::new(move |before: Option<&Option<Situation>>| {
        both()
            .map(|(session, course)| Situation { session, course, now: now.get() })
            .or_else(|| before.cloned().flatten())
    });
    move || {
        if !here.get() {
            return view! { <NotHere/> }.into_any();
        }
        let Some(first) = latest.get_untracked() else {
            return view! { <NotHere/> }.into_any();
        };
        let situation = Signal::derive(move || latest.get().unwrap_or_else(|| first.clone()));
        view! { <Framed situation=situation body=Arc::clone(&body)/> }.into_any()
    }
}

/// Band, navigation, page, foot.
#[component]
fn Framed(situation: Signal<Situation>, body: SituationView) -> impl IntoView {
    let pulled_at = Memo::new(move |_| {
        situation.with(|s| s.session.pulled_at.into_iter().chain(s.course.pulled_at).min())
    });
    let session = Memo::new(move |_| situation.with(|s| Arc::clone(&s.session.session)));
    view! {
        <SessionBand session=session nav=true/>
        <main class="page office-page">{body(situation)}</main>
        <DataBar data_time=pulled_at/>
    }
}

/// Nothing of it is on this device yet: signed out, or not fetched.
#[component]
pub fn NotHere() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let signed_out = Memo::new(move |_| me.loaded().get() && me.me().with(|me| me.account.is_none()));
    // The server does not hand a course to somebody who does not organise it.
    let stranger = Memo::new(move |_| {
        let organises = |role: &Role| matches!(role, Role::Organiser { courses } if !courses.is_empty());
        me.me().with(|me| me.account.as_ref().is_some_and(|account| !account.roles.iter().any(organises)))
    });
    view! {
        <main class="page page-narrow">
            {move || if stranger.get() {
                view! {
                    <EmptyState icon=Icon::Lock title=move || text::no_permission(locale.get())>
                        <A href="/" attr:class="button">{move || text::to_entry(locale.get())}</A>
                    </EmptyState>
                }.into_any()
            } else if signed_out.get() {
                view! {
                    <EmptyState icon=Icon::Lock title=move || text::not_signed_in(locale.get())>
                        <A href="/" attr:class="button">{move || text::to_entry(locale.get())}</A>
                    </EmptyState>
                }.into_any()
            } else {
                view! { <EmptyState icon=Icon::Hourglass title=move || text::not_loaded(locale.get())/> }.into_any()
            }}
        </main>
    }
}

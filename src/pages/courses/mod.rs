//! `/courses`: own courses and their sessions, each with the ways to its pages.

mod mistaken;
mod standing;
pub mod view_model;

use std::{collections::BTreeMap, sync::Arc};

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_navigate};
use yanxi_domain::{
    ids::{CourseId, SessionId},
    time::Timestamp,
};

use self::{
    mistaken::MistakenButton,
    standing::StandingButton,
    view_model::{SessionLine, course_state, hours_policy, lines, own_courses},
};
use crate::{
    components::{Badge, Banner, Button, ButtonKind, EmptyState, Icon, PageHeader, StackedBar, Tone},
    i18n::{
        office::{self, board as board_text, courses as text},
        use_locale,
    },
    state::{
        me::use_me,
        replica::{CourseReplica, use_course, use_session},
    },
    view::{
        data_bar::DataBar,
        office_frame::{NotHere, use_coarse_now},
        period_board::{PeriodBoard, periods},
        situation::Situation,
        top_bar::TopBar,
        when,
    },
};

/// The page.
#[component]
pub fn CoursesPage() -> impl IntoView {
    let locale = use_locale();
    let handle = use_me();
    let me = handle.me();
    let navigate = use_navigate();
    let signed_in = Memo::new(move |_| me.with(|me| me.account.as_ref().map(|account| account.name.clone())));
    let courses = Memo::new(move |_| me.with(own_courses));
    let data_times = RwSignal::new(BTreeMap::<CourseId, Option<Timestamp>>::new());
    let data_time = Memo::new(move |_| data_times.with(|times| times.values().min().copied().flatten()));
    let leave = Callback::new(move |()| {
        let navigate = navigate.clone();
        spawn_local(async move {
            handle.logout().await;
            navigate("/", leptos_router::NavigateOptions::default());
        });
    });
    view! {
        <TopBar>
            <Show when=move || signed_in.with(Option::is_some)>
                <Button label=move || text::leave(locale.get()) kind=ButtonKind::Quiet on_press=leave/>
            </Show>
        </TopBar>
        {move || if signed_in.with(Option::is_none) {
            view! { <NotHere/> }.into_any()
        } else {
            view! {
                <main class="page">
                    <PageHeader title=move || text::title(locale.get()) lead=signed_in/>
                    <Show when=move || courses.with(Vec::is_empty)>
                        <EmptyState icon=Icon::Sheet title=move || text::not_organiser(locale.get())/>
                    </Show>
                    <For each=move || courses.get() key=|id| *id let:id>
                        <CourseCard id=id data_times=data_times/>
                    </For>
                </main>
                <DataBar data_time=data_time/>
            }.into_any()
        }}
    }
}

/// One course.
#[component]
fn CourseCard(
    id: CourseId,
    /// 資料時間 of every course on the page; the oldest is shown.
    data_times: RwSignal<BTreeMap<CourseId, Option<Timestamp>>>,
) -> impl IntoView {
    let locale = use_locale();
    let course = use_course(id);
    let now = use_coarse_now();
    let here = Memo::new(move |_| course.with(Option::is_some));
    let head = Memo::new(move |_| {
        course.with(|course| {
            let course = &course.as_ref()?.course;
            let locale = locale.get();
            let code = course.external_code.as_deref();
            let about = [
                Some(code.map_or_else(|| text::no_code(locale), |code| text::code(locale, code))),
                Some(text::school_year(locale, course.school_year)),
                course.supervising_body.as_deref().map(|name| text::supervising_body(locale, name)),
                Some(text::host(locale, &course.host)),
                Some(hours_policy(locale, course)),
            ];
            Some((course.title.clone(), about.into_iter().flatten().collect::<Vec<_>>().join(" · ")))
        })
    });
    let sessions = Memo::new(move |_| {
        course.with(|course| {
            course.as_ref().map(|c| lines(locale.get(), &c.sessions, &c.hours, now.get())).unwrap_or_default()
        })
    });
    let stands = Memo::new(move |_| {
        course.with(|replica| {
            let replica = replica.as_ref()?;
            Some(course_state(locale.get(), &replica.course, &replica.sessions, &replica.hours, now.get()))
        })
    });
    // Why it was deleted; nothing can be done with it any more then.
    let deleted = Memo::new(move |_| {
        course.with(|course| {
            let mistaken = course.as_ref()?.course.mistaken.as_ref()?;
            let kind = mistaken::words(locale.get(), mistaken.kind);
            Some(text::mistaken_why(locale.get(), &kind, &mistaken.reason))
        })
    });
    let deletable = Memo::new(move |_| {
        course.with(|course| {
            course.as_ref().is_some_and(|held| held.hours.is_empty() && held.course.closed_at.is_none())
        }) && deleted.with(Option::is_none)
    });
    let title = Memo::new(move |_| head.with(|head| head.as_ref().map(|(title, _)| title.clone())));
    Effect::new(move |_| {
        let pulled_at = course.with(|course| course.as_ref().and_then(|c| c.pulled_at));
        data_times.update(|times| {
            times.insert(id, pulled_at);
        });
    });
    view! {
        <section class="course">
            {move || head.get().map(|(title, about)| view! {
                <div class="course-head">
                    <div>
                        <h2>{title}</h2>
                        {move || stands.get().map(|(words, tone)| view! { <Badge tone=tone text=words/> })}
                        <p class="muted">{about}</p>
                    </div>
                    <Show when=move || deleted.with(Option::is_none)>
                        <A href=format!("/devices/{id}") attr:class="button">
                            {move || text::open_devices(locale.get())}
                        </A>
                    </Show>
                </div>
            })}
            {move || deleted.get().map(|why| view! { <Banner tone=Tone::Info text=Some(why)/> })}
            <Show when=move || !here.get()>
                <EmptyState icon=Icon::Hourglass title=move || office::not_loaded_course(locale.get())/>
            </Show>
            <ul class="session-lines">
                {move || sessions.get().into_iter().map(|line| view! { <SessionLineView line=line course=course/> }).collect_view()}
            </ul>
            <Show when=move || deletable.get()>
                {move || title.get().map(|name| view! { <MistakenButton id=id name=name/> })}
            </Show>
        </section>
    }
}

/// One session: its bar, and the ways to its pages. Asking for the session also keeps it on this device, so that all
/// its pages open without a network later.
#[component]
fn SessionLineView(line: SessionLine, course: Signal<Option<Arc<CourseReplica>>>) -> impl IntoView {
    let locale = use_locale();
    let id = line.id;
    let path = move |page: &str| format!("/{page}/{id}");
    let label = format!("{} {}", line.name, line.when);
    let deleted =
        course.with_untracked(|held| held.as_ref().is_some_and(|held| held.course.mistaken.is_some()));
    view! {
        <li class=format!("session-line session-line-{}", when::band(line.number))>
            <div class="session-line-words">
                <p class="session-line-title">
                    {line.name} " "
                    {line.today.then(|| view! { <Badge plain=true text=move || text::today(locale.get())/> })}
                    <Badge tone=line.tone text=line.state/>
                </p>
                <p>{line.when}</p>
                <p class="muted">{[line.place, line.hours].join(" · ")}</p>
            </div>
            <SessionBars id=id course=course/>
            <nav class="row" aria-label=label.clone()>
                <A href=path("board") attr:class="button">{move || office::nav_board(locale.get())}</A>
                <A href=path("review") attr:class="button">{move || office::nav_review(locale.get())}</A>
                <A href=path("hours") attr:class="button">{move || office::nav_hours(locale.get())}</A>
                <A href=path("admission") attr:class="button button-quiet">{move || office::nav_admission(locale.get())}</A>
                <A href=path("backfill") attr:class="button button-quiet">{move || office::nav_backfill(locale.get())}</A>
                <A href=path("import") attr:class="button button-quiet">{move || office::nav_import(locale.get())}</A>
                {line.met_online.then(|| view! {
                    <A href=format!("/catalog/{id}") attr:class="button button-quiet">
                        {move || office::nav_links(locale.get())}
                    </A>
                })}
                <A href=path("sheet") attr:class="button button-quiet">{move || office::nav_sheet(locale.get())}</A>
                {(line.changeable && !deleted).then(|| view! { <StandingButton id=id name=label.clone() standing=line.standing/> })}
            </nav>
        </li>
    }
}

/// One bar a period: in, out, expected or unknown.
#[component]
fn SessionBars(id: SessionId, course: Signal<Option<Arc<CourseReplica>>>) -> impl IntoView {
    let locale = use_locale();
    let session = use_session(id);
    let now = use_coarse_now();
    let bars = Memo::new(move |_| {
        // Nothing fetched yet is not "nobody": no bar before the roster is here.
        let session = session.get().filter(|session| session.pulled_at.is_some())?;
        let situation = Situation { session, course: course.get()?, now: now.get() };
        Some(situation.with_facts(|facts| periods(locale.get(), facts)))
    });
    let here = Memo::new(move |_| bars.with(Option::is_some));
    let bar = move |board: PeriodBoard| {
        let heading = board.heading;
        view! {
            <StackedBar label=move || board_text::bar_label(locale.get(), &heading) parts=Signal::stored(board.parts)/>
        }
    };
    view! {
        <div class="session-line-bars">
            <Show when=move || !here.get()>
                <div class="bar-pending"></div>
                <p class="muted small">{move || text::bars_pending(locale.get())}</p>
            </Show>
            {move || bars.get().into_iter().flatten().map(bar).collect_view()}
        </div>
    }
}

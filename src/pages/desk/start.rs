//! Which session? Day and room are on the card; another day than today is asked about (F-30).

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;
use yanxi_domain::{course::Session, event::Direction};

use super::{context::use_screen, header::hue, view_model::phase::start_order};
use crate::{
    components::{Badge, Button, ButtonKind, Dialog, EmptyState, Icon, PageHeader, Tone},
    i18n::desk as text,
    view::when,
};

/// The start of a shift.
#[component]
pub fn ChooseSession() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let today = Memo::new(move |_| desk.tick.get().taipei_date());
    let sessions = Memo::new(move |_| {
        today.track();
        let all = desk.sessions();
        let order = start_order(all.iter().map(AsRef::as_ref), desk.tick.get_untracked());
        order.into_iter().filter_map(|id| all.iter().find(|one| one.id == id).cloned()).collect::<Vec<_>>()
    });
    let other_day = RwSignal::new(None::<Arc<Session>>);
    let asking = RwSignal::new(false);
    let choose = move |session: Arc<Session>| {
        if session.date == today.get_untracked() {
            desk.enter(session.id, Direction::In);
        } else {
            other_day.set(Some(session));
            asking.set(true);
        }
    };
    let card = move |session: Arc<Session>| {
        let name = when::session_no(locale.get(), session.number);
        let is_today = session.date == today.get();
        let chosen = Arc::clone(&session);
        let enter = text::enter_session(locale.get(), &name);
        view! {
            <li class=format!("session-card session-hue-{}", hue(session.number))>
                <span class="desk-number" aria-hidden="true">{session.number}</span>
                <div class="session-card-text">
                    <h2>{name} " " {is_today.then(|| view! { <Badge tone=Tone::Ok text=text::today(locale.get())/> })}</h2>
                    <p class="session-card-time">{when::session_time(locale.get(), &session)}</p>
                    <p>{when::place(locale.get(), &session)}</p>
                    <p class="muted">{session.course_title.clone()}</p>
                </div>
                <Button label=enter kind=if is_today { ButtonKind::Primary } else { ButtonKind::Plain }
                    on_press=move |()| choose(Arc::clone(&chosen))/>
            </li>
        }
    };
    let foot = move || {
        view! {
            <Button label=move || text::cancel(locale.get()) on_press=move |()| asking.set(false)/>
            <Button label=move || text::enter_anyway(locale.get()) kind=ButtonKind::Primary on_press=move |()| {
                asking.set(false);
                if let Some(session) = other_day.get_untracked() {
                    desk.enter(session.id, Direction::In);
                }
            }/>
        }
    };
    let foot: ViewFn = foot.into();
    view! {
        <div class="desk-start">
        <main class="page">
            <PageHeader title=move || text::choose_session(locale.get()) lead=move || text::choose_session_lead(locale.get())>
                <A href="/readiness" attr:class="button">{move || text::readiness(locale.get())}</A>
            </PageHeader>
            <super::banners::OtherTab/>
            <Show when=move || sessions.with(|all| !all.is_empty()) fallback=move || view! {
                <EmptyState icon=Icon::Tablet title=move || text::no_sessions(locale.get())
                    text=move || text::no_sessions_text(locale.get())/>
            }>
                <ul class="session-cards">{move || sessions.get().into_iter().map(card).collect_view()}</ul>
            </Show>
        </main>
        <super::foot::StartFoot/>
        </div>
        <Dialog open=asking title=move || text::choose_session(locale.get()) foot=foot>
            <p>{move || other_day.get().map(|session| {
                text::not_today(locale.get(), &when::day(locale.get(), session.date))
            })}</p>
        </Dialog>
    }
}

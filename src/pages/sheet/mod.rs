//! The sign-in sheet `/sheet/:session`: A4, blank to be signed or with the recorded times. It needs the session
//! only, so a tablet prints it offline too.

pub mod view_model;

mod paper;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::components::A;
use yanxi_domain::{course::PeriodLabel, event::Subject, ids::SessionId, roster::RegistrationState};
use yanxi_protocol::api::{Me, Role};

use self::{
    paper::{Paper, PaperHead},
    view_model::{SheetKind, SheetRow, pages, walk_in_rows},
};
use crate::{
    components::{Button, ButtonKind, EmptyState, Icon, PageHeader, Segmented},
    i18n::{
        Locale,
        office::{self, sheet as text},
        use_locale,
    },
    state::{
        device::use_device,
        files,
        me::use_me,
        replica::{SessionReplica, use_session},
    },
    view::{
        data_bar::DataBar, idle, lock::Locked, office_frame::use_session_param, people::Directory,
        session_band::SessionBand, top_bar::TopBar, when,
    },
};

/// The page.
#[component]
pub fn SheetPage() -> impl IntoView {
    let locale = use_locale();
    let id = use_session_param();
    let (me, device) = (use_me(), use_device());
    let organiser = Memo::new(move |_| me.me().with(is_organiser));
    // A tablet shows the roster to whoever is on shift, here as on the check-in page.
    let tablet = Memo::new(move |_| device.identity().get().filter(|_| !organiser.get()));
    let locked = Memo::new(move |_| device.operator().with(Option::is_none));
    view! {
        <TopBar/>
        {move || tablet.with(Option::is_some).then(|| view! { <LocksWhenIdle/> })}
        {move || match (me.loaded().get(), tablet.get().filter(|_| locked.get())) {
            (false, _) => view! {
                <main class="page"><EmptyState icon=Icon::Hourglass title=move || office::not_loaded(locale.get())/></main>
            }.into_any(),
            (true, Some(identity)) => view! { <Locked identity=identity/> }.into_any(),
            (true, None) => view! { <Unlocked id=id/> }.into_any(),
        }}
    }
}

/// Account of an organiser: the sheet is theirs on any device, on shift or not.
fn is_organiser(me: &Me) -> bool {
    let roles = me.account.iter().flat_map(|account| &account.roles);
    roles.into_iter().any(|role| matches!(role, Role::Organiser { .. }))
}

#[component]
fn LocksWhenIdle() -> impl IntoView {
    idle::lock_when_idle(|| false);
}

#[component]
fn Unlocked(id: Memo<Option<SessionId>>) -> impl IntoView {
    let locale = use_locale();
    view! {
        {move || match id.get() {
            Some(id) => view! { <Loading id=id/> }.into_any(),
            None => view! {
                <main class="page"><EmptyState icon=Icon::Search title=move || office::bad_address(locale.get())/></main>
            }.into_any(),
        }}
    }
}

#[component]
fn Loading(id: SessionId) -> impl IntoView {
    let locale = use_locale();
    let session = use_session(id);
    let here = Memo::new(move |_| session.with(Option::is_some));
    let pulled_at = Memo::new(move |_| session.with(|session| session.as_ref().and_then(|s| s.pulled_at)));
    move || {
        let first = here.get().then(|| session.get_untracked()).flatten();
        match first {
            Some(first) => {
                let session = Signal::derive(move || session.get().unwrap_or_else(|| Arc::clone(&first)));
                view! { <Sheet session=session/> <div class="no-print"><DataBar data_time=pulled_at/></div> }
                    .into_any()
            }
            None => view! {
                <main class="page page-narrow">
                    <EmptyState icon=Icon::Hourglass title=move || office::not_loaded(locale.get())/>
                </main>
            }
            .into_any(),
        }
    }
}

#[component]
fn Sheet(session: Signal<Arc<SessionReplica>>) -> impl IntoView {
    let locale = use_locale();
    let me = use_me().me();
    let kind = RwSignal::new(SheetKind::default());
    let kinds = move || vec![text::kind_blank(locale.get()), text::kind_filled(locale.get())];
    let set_kind =
        move |index: usize| kind.set(if index == 1 { SheetKind::Filled } else { SheetKind::Blank });
    let papers = Memo::new(move |_| session.with(|session| papers(locale.get(), kind.get(), session)));
    let empty = Memo::new(move |_| session.with(|session| session.roster.is_empty()));
    // Organisers come from their course; a tablet comes from its check-in page.
    let organiser = Memo::new(move |_| me.with(is_organiser));
    let about = Memo::new(move |_| session.with(|session| Arc::clone(&session.session)));
    view! {
        <SessionBand session=about nav=organiser/>
        <main class="page sheet-page">
            <div class="no-print stack">
                <PageHeader title=move || text::title(locale.get()) lead=move || text::hint(locale.get())>
                    <Show when=move || !organiser.get()>
                        <A href="/desk" attr:class="button">{move || office::nav_desk(locale.get())}</A>
                    </Show>
                    <Button label=move || text::print(locale.get()) kind=ButtonKind::Primary icon=Icon::Print
                        on_press=|()| files::print()/>
                </PageHeader>
                <Segmented label=move || text::kind_label(locale.get()) options=Signal::derive(kinds)
                    value=Signal::derive(move || usize::from(kind.get() == SheetKind::Filled)) on_change=set_kind/>
                <Show when=move || empty.get()>
                    <EmptyState icon=Icon::Sheet title=move || text::empty_roster(locale.get())/>
                </Show>
            </div>
            <div class="papers" role="region" tabindex="0" aria-label=move || text::title(locale.get())>
                {move || papers.get().into_iter().map(|(head, rows)| view! { <Paper head=head rows=rows/> }).collect_view()}
            </div>
        </main>
    }
}

/// Every page of paper of the session, period by period.
fn papers(locale: Locale, kind: SheetKind, replica: &SessionReplica) -> Vec<(PaperHead, Vec<SheetRow>)> {
    let session = &replica.session;
    let people = Directory::new(locale, &replica.roster, &replica.records, &replica.log);
    let named = |subject: Subject| {
        let who = people.get(locale, subject);
        (who.school, who.title, who.name)
    };
    let expected = replica.roster.iter().filter(|entry| entry.state == RegistrationState::Admitted).count();
    let mut papers = Vec::new();
    for period in &session.periods {
        let walk_ins = walk_in_rows(locale, period, &replica.log, named);
        let of_period = pages(locale, kind, period, &replica.roster, &replica.log, &walk_ins);
        let total = of_period.len();
        let whole_day = session.periods.len() == 1 && period.label == PeriodLabel::FullDay;
        for (index, rows) in of_period.into_iter().enumerate() {
            let head = PaperHead {
                course: session.course_title.clone(),
                session: when::session_no(locale, session.number),
                time: if whole_day {
                    when::session_time(locale, session)
                } else {
                    format!("{} {}", when::day(locale, session.date), when::period(locale, period))
                },
                place: when::place(locale, session),
                roster: text::roster_version(
                    locale,
                    &when::stamp_or_none(locale, replica.pulled_at),
                    expected,
                ),
                page: text::page_of(locale, index + 1, total),
                filled: kind == SheetKind::Filled,
            };
            papers.push((head, rows));
        }
    }
    papers
}

//! `/catalog/:session`: what a session is, and registering for it on one screen with at most three answers (U-E2).

pub mod view_model;

mod form;
mod links;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_domain::{course::DeliveryMode, ids::SessionId};
use yanxi_protocol::registering::{CatalogDetail, Sentence};

use self::{form::RegisterForm, links::MeetingLinks, view_model::agenda};
use crate::{
    components::{Badge, Banner, EmptyState, Icon, PageHeader, Tone},
    i18n::{Locale, registering as text, use_locale},
    state::{
        ApiFailure,
        me::use_me,
        registering::{Seen, use_registering},
        replica::use_own_records,
    },
    view::{
        data_bar::DataBar, failure::failure, office_frame::use_session_param, registration,
        request_list::RequestList, top_bar::TopBar, when,
    },
};

/// The page.
#[component]
pub fn CatalogSessionPage() -> impl IntoView {
    let locale = use_locale();
    let id = use_session_param();
    let me = use_me();
    let signed_in = Memo::new(move |_| me.me().with(|me| me.account.is_some()));
    let signed_out = Memo::new(move |_| me.loaded().get() && !signed_in.get());
    let registering = use_registering();
    let requests = registering.requests();
    let own = use_own_records();
    let detail = RwSignal::new(None::<Seen<CatalogDetail>>);
    let problem = RwSignal::new(None::<ApiFailure>);
    Effect::new(move |_| {
        // What was decided about the reader's requests and registrations changes what is open here.
        own.track();
        requests.track();
        let Some(id) = id.get().filter(|_| signed_in.get()) else { return };
        spawn_local(async move {
            match registering.session(id).await {
                Ok(seen) => {
                    problem.set(None);
                    detail.set(Some(seen));
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    });
    let data_time = Memo::new(move |_| detail.with(|seen| seen.as_ref().map(|seen| seen.data.at)));
    let here = Memo::new(move |_| detail.with(Option::is_some));
    let title = move || {
        detail.with(|seen| {
            seen.as_ref().map_or_else(
                || text::title(locale.get()),
                |seen| {
                    let summary = &seen.data.summary;
                    format!("{} {}", summary.title, when::session_no(locale.get(), summary.number))
                },
            )
        })
    };
    let body = move || match (here.get(), signed_out.get(), problem.get()) {
        (true, ..) => view! { <Detail detail=detail id=id/> }.into_any(),
        (false, true, _) => view! {
            <EmptyState icon=Icon::Lock title=move || text::not_signed_in(locale.get())>
                <A href="/" attr:class="button">{move || text::to_entry(locale.get())}</A>
            </EmptyState>
        }
        .into_any(),
        (false, false, Some(ApiFailure::Offline)) => {
            view! { <EmptyState icon=Icon::CloudOff title=move || text::not_seen(locale.get())/> }.into_any()
        }
        (false, false, Some(why)) => {
            view! { <Banner tone=Tone::Stop text=move || Some(failure(locale.get(), &why))/> }.into_any()
        }
        (false, false, None) => {
            view! { <EmptyState icon=Icon::Hourglass title=move || text::loading(locale.get())/> }.into_any()
        }
    };
    view! {
        <TopBar/>
        <main class="page page-narrow">
            <PageHeader title=title>
                <A href="/catalog" attr:class="button button-quiet">{move || text::back(locale.get())}</A>
            </PageHeader>
            {body}
        </main>
        <DataBar data_time=data_time/>
    }
}

/// Facts, agenda, and the form.
#[component]
fn Detail(detail: RwSignal<Option<Seen<CatalogDetail>>>, id: Memo<Option<SessionId>>) -> impl IntoView {
    let locale = use_locale();
    let facts = move || {
        detail
            .with(|seen| seen.as_ref().map(|seen| facts(locale.get(), &seen.data)))
            .map(|lines| lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view())
    };
    let standing = move || {
        detail.with(|seen| {
            let state = seen.as_ref()?.data.summary.mine?.state;
            Some(view! {
                <p><Badge tone=registration::tone(state) text=move || registration::state(locale.get(), state)/></p>
            })
        })
    };
    let lines = move || {
        let lines =
            detail.with(|seen| seen.as_ref().map(|seen| agenda(&seen.data.session))).unwrap_or_default();
        if lines.is_empty() {
            return view! { <p class="muted">{move || text::no_agenda(locale.get())}</p> }.into_any();
        }
        let line = |line: view_model::AgendaLine| {
            let lecturer = line.lecturer;
            let lecturer = (!lecturer.is_empty()).then(
                || view! { <span class="muted">{move || text::lecturer(locale.get(), &lecturer)}</span> },
            );
            view! { <li><span class="agenda-span">{line.span}</span> <span>{line.topics}</span> {lecturer}</li> }
        };
        view! { <ol class="agenda">{lines.into_iter().map(line).collect_view()}</ol> }.into_any()
    };
    let met_online = Memo::new(move |_| {
        detail.with(|seen| {
            let summary = &seen.as_ref()?.data.summary;
            (summary.mode != DeliveryMode::OnSite).then_some(summary.session)
        })
    });
    view! {
        <Show when=move || detail.with(|seen| seen.as_ref().is_some_and(|seen| seen.offline))>
            <Banner tone=Tone::Wait text=move || {
                let at = detail.with(|seen| seen.as_ref().map(|seen| seen.data.at));
                Some(text::seen_offline(locale.get(), &when::stamp_or_none(locale.get(), at)))
            }/>
        </Show>
        {move || id.get().map(|id| view! { <RequestList session=id/> })}
        <section class="card catalog-facts">
            {standing}
            <ul>{facts}</ul>
        </section>
        <RegisterForm detail=detail/>
        {move || met_online.get().map(|id| view! { <MeetingLinks id=id/> })}
        <section>
            <h2>{move || text::agenda(locale.get())}</h2>
            {lines}
        </section>
    }
}

/// What one wants to know before registering.
fn facts(locale: Locale, detail: &CatalogDetail) -> Vec<String> {
    let summary = &detail.summary;
    let mode = registration::mode(locale, summary.mode);
    let place = if summary.place.is_empty() { mode } else { format!("{mode} · {}", summary.place) };
    let seats = match (summary.seats_left, summary.capacity) {
        (Some(0), _) => text::full_waiting(locale, summary.waiting),
        (Some(left), Some(capacity)) => text::seats_left(locale, left, capacity),
        _ => text::seats_unlimited(locale),
    };
    let lines = [
        Some(when::session_time(locale, &detail.session)),
        Some(place),
        Some(text::host(locale, &summary.host)),
        Some(format!("{seats} · {}", text::closes(locale, &when::stamp(summary.closes)))),
        detail.cancel_until.map(|until| text::cancel_until(locale, &when::stamp(until))),
        detail.by_organiser.then(|| text::by_organiser(locale)),
        detail.per_school.map(|quota| text::per_school(locale, quota)),
    ];
    lines.into_iter().flatten().collect()
}

/// A sentence of the server in the reader's language.
fn in_words(locale: Locale, sentence: &Sentence) -> String {
    match locale {
        Locale::Zh => sentence.zh.clone(),
        Locale::En => sentence.en.clone(),
    }
}

//! `/catalog`: announced sessions with filters, seats, and what each is for the reader (U-E1). Without a network it shows
//! what was last seen, with its time.

pub mod view_model;

mod filters;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_domain::time::Timestamp;
use yanxi_protocol::registering::{CatalogPage as Page, CatalogQuery, CatalogSession};

use self::{
    filters::{FilterBar, Filters},
    view_model::{card, is_filtered},
};
use crate::{
    components::{Badge, Banner, Button, ButtonKind, EmptyState, Icon, PageHeader, Tone},
    i18n::{registering as text, use_locale},
    state::{
        ApiFailure,
        me::use_me,
        registering::{RegisteringHandle, Seen, use_registering},
        replica::use_own_records,
    },
    view::{data_bar::DataBar, failure::failure, request_list::RequestList, top_bar::TopBar, when},
};

/// What is shown of the catalogue.
#[derive(Clone, Copy)]
struct Shown {
    sessions: RwSignal<Vec<CatalogSession>>,
    /// Total, mark of the next page, time; `None` before the first answer.
    page: RwSignal<Option<(u32, Option<String>, Timestamp)>>,
    offline: RwSignal<bool>,
    problem: RwSignal<Option<ApiFailure>>,
    busy: RwSignal<bool>,
    /// Answers that were overtaken by a later question are not shown.
    asked: RwSignal<u32>,
}

/// The page.
#[component]
pub fn CatalogPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let signed_out = Memo::new(move |_| me.loaded().get() && me.me().with(|me| me.account.is_none()));
    let signed_in = Memo::new(move |_| me.me().with(|me| me.account.is_some()));
    let shown = Shown {
        sessions: RwSignal::default(),
        page: RwSignal::default(),
        offline: RwSignal::default(),
        problem: RwSignal::default(),
        busy: RwSignal::default(),
        asked: RwSignal::default(),
    };
    let registering = use_registering();
    let filters = Filters::new();
    let query = Memo::new(move |_| filters.query());
    let filtered = Memo::new(move |_| query.with(is_filtered));
    let own = use_own_records();
    Effect::new(move |_| {
        // A decision about the reader changes what the cards say.
        own.track();
        let query = query.get();
        if signed_in.get() {
            ask(registering, shown, query);
        }
    });
    let data_time = Memo::new(move |_| shown.page.with(|page| page.as_ref().map(|(.., at)| *at)));
    view! {
        <TopBar/>
        <main class="page">
            <PageHeader title=move || text::title(locale.get()) lead=move || Some(text::lead(locale.get()))>
                <A href="/me" attr:class="button button-quiet">{move || text::my_registrations(locale.get())}</A>
                <Button label=move || text::refresh(locale.get()) icon=Icon::Refresh kind=ButtonKind::Quiet
                    busy=shown.busy on_press=move |()| ask(registering, shown, query.get_untracked())/>
            </PageHeader>
            {move || if signed_out.get() {
                view! {
                    <EmptyState icon=Icon::Lock title=move || text::not_signed_in(locale.get())>
                        <A href="/" attr:class="button">{move || text::to_entry(locale.get())}</A>
                    </EmptyState>
                }.into_any()
            } else {
                view! {
                    <RequestList/>
                    <FilterBar filters=filters filtered=filtered/>
                    <Sessions shown=shown query=query/>
                }.into_any()
            }}
        </main>
        <DataBar data_time=data_time/>
    }
}

/// Asks for a page: the first one, or one more below it.
fn ask(registering: RegisteringHandle, shown: Shown, query: CatalogQuery) {
    let add = !query.after.is_empty();
    shown.asked.update(|n| *n += 1);
    let mine = shown.asked.get_untracked();
    shown.busy.set(true);
    spawn_local(async move {
        let answer = registering.catalogue(query).await;
        if shown.asked.try_get_untracked() != Some(mine) {
            return;
        }
        shown.busy.set(false);
        match answer {
            Ok(seen) => take(shown, seen, add),
            Err(failure) => shown.problem.set(Some(failure)),
        }
    });
}

fn take(shown: Shown, seen: Seen<Page>, add: bool) {
    let Page { sessions, total, next, at } = seen.data;
    shown.problem.set(None);
    shown.offline.set(seen.offline);
    shown.page.set(Some((total, next, at)));
    shown.sessions.update(|all| if add { all.extend(sessions) } else { *all = sessions });
}

/// The list.
#[component]
fn Sessions(shown: Shown, query: Memo<CatalogQuery>) -> impl IntoView {
    let locale = use_locale();
    let here = Memo::new(move |_| shown.page.with(Option::is_some));
    let empty = Memo::new(move |_| here.get() && shown.sessions.with(Vec::is_empty));
    let next =
        Memo::new(move |_| shown.page.with(|page| page.as_ref().and_then(|(_, next, _)| next.clone())));
    let registering = use_registering();
    let more = move |()| {
        let after = next.get_untracked().unwrap_or_default();
        ask(registering, shown, CatalogQuery { after, ..query.get_untracked() });
    };
    let problem = move || {
        shown.problem.get().map(|why| match (why, here.get()) {
            (ApiFailure::Offline, false) => {
                view! { <EmptyState icon=Icon::CloudOff title=move || text::not_seen(locale.get())/> }
                    .into_any()
            }
            (why, _) => {
                view! { <Banner tone=Tone::Stop text=move || Some(failure(locale.get(), &why))/> }.into_any()
            }
        })
    };
    view! {
        {problem}
        <Show when=move || shown.offline.get()>
            <Banner tone=Tone::Wait text=move || {
                let at = shown.page.with(|page| page.as_ref().map(|(.., at)| *at));
                Some(text::seen_offline(locale.get(), &when::stamp_or_none(locale.get(), at)))
            }/>
        </Show>
        <Show when=move || !here.get() && shown.problem.with(Option::is_none)>
            <EmptyState icon=Icon::Hourglass title=move || text::loading(locale.get())/>
        </Show>
        <Show when=move || empty.get()>
            <EmptyState icon=Icon::Search title=move || text::none_found(locale.get())
                text=move || Some(text::none_found_text(locale.get()))/>
        </Show>
        <Show when=move || here.get() && !empty.get()>
            <p class="muted" role="status">
                {move || text::found(locale.get(), shown.page.with(|page| page.as_ref().map_or(0, |(total, ..)| *total)))}
            </p>
        </Show>
        <ul class="catalog-list">
            {move || shown.sessions.with(|all| {
                all.iter().map(|session| view! { <SessionView session=session.clone()/> }).collect_view()
            })}
        </ul>
        <Show when=move || next.with(Option::is_some) && !shown.offline.get()>
            <Button label=move || text::more(locale.get()) busy=shown.busy on_press=more/>
        </Show>
    }
}

/// One session.
#[component]
fn SessionView(session: CatalogSession) -> impl IntoView {
    let locale = use_locale();
    let card = card(locale.get_untracked(), &session);
    let (tone, standing) = card.standing.clone();
    let path = format!("/catalog/{}", card.id);
    let open = card.open;
    let name = format!("{} {}", card.title, card.when);
    let class = if open { "button button-primary" } else { "button" };
    let why = card.why.iter().cloned().map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <li class="catalog-card">
            <div class="catalog-card-words">
                <p class="catalog-card-when">{card.when.clone()}</p>
                <h2>{card.title.clone()}</h2>
                <p>{card.about.clone()}</p>
                <p class="muted">{card.areas.clone()}</p>
                {(!card.why.is_empty()).then(|| view! { <ul class="catalog-card-why muted">{why}</ul> })}
            </div>
            <div class="catalog-card-end">
                <Badge tone=tone text=standing/>
                <p class="catalog-card-seats" class:catalog-card-full=card.full>{card.seats.clone()}</p>
                <p class="muted">{card.closes.clone()}</p>
                <A href=path attr:class=class attr:aria-label=move || {
                    let verb = if open { text::open_session(locale.get()) } else { text::view_session(locale.get()) };
                    format!("{verb} {name}")
                }>
                    {move || if open { text::open_session(locale.get()) } else { text::view_session(locale.get()) }}
                </A>
            </div>
        </li>
    }
}

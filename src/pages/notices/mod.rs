//! `/notices`: what the reader was told, readable offline; and the other ways to be told: mail, calendar.

pub mod view_model;

mod calendar;
mod email;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_protocol::own::Contact;

use self::{
    calendar::Calendar,
    email::Email,
    view_model::{Line, lines},
};
use crate::{
    components::{Badge, Banner, Button, ButtonKind, EmptyState, Icon, PageHeader, Tone},
    i18n::{notices as text, use_locale},
    state::{me::use_me, own::use_own, replica::use_own_records},
    view::{
        data_bar::{DataBar, use_offline_reason},
        failure::failure,
        top_bar::TopBar,
    },
};

/// The page.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me().me();
    let signed_in = Memo::new(move |_| me.with(|me| me.account.is_some()));
    let own = use_own_records();
    let here = Memo::new(move |_| own.with(Option::is_some));
    let pulled_at = Memo::new(move |_| own.with(|own| own.as_ref().and_then(|own| own.pulled_at)));
    view! {
        <TopBar/>
        <main class="page page-narrow">
            {move || if here.get() {
                view! { <Notices/> }.into_any()
            } else if signed_in.get() {
                view! { <EmptyState icon=Icon::Hourglass title=move || text::not_loaded(locale.get())/> }.into_any()
            } else {
                view! {
                    <EmptyState icon=Icon::Lock title=move || text::not_signed_in(locale.get())>
                        <A href="/" attr:class="button">{move || text::to_entry(locale.get())}</A>
                    </EmptyState>
                }.into_any()
            }}
            <Show when=move || signed_in.get()>
                <Ways/>
            </Show>
        </main>
        <DataBar data_time=pulled_at/>
    }
}

#[component]
fn Notices() -> impl IntoView {
    let locale = use_locale();
    let handle = use_own();
    let own = use_own_records();
    let offline = use_offline_reason();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let notices = Memo::new(move |_| {
        own.with(|own| own.as_ref().map(|own| lines(locale.get(), &own.notices)).unwrap_or_default())
    });
    let unread = Memo::new(move |_| notices.with(|lines| lines.iter().filter(|line| line.unread).count()));
    let lead = move || match unread.get() {
        0 => text::all_read(locale.get()),
        n => text::unread(locale.get(), n),
    };
    let read_all = move |()| {
        let ids = notices.with_untracked(|lines| {
            lines.iter().filter(|line| line.unread).filter_map(|line| line.id.parse().ok()).collect()
        });
        busy.set(true);
        spawn_local(async move {
            let answer = handle.read_notices(ids).await;
            problem.set(answer.err().map(|refused| failure(locale.get_untracked(), &refused)));
            busy.set(false);
        });
    };
    let read_one = Callback::new(move |id: String| {
        let Ok(id) = id.parse() else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = handle.read_notices(vec![id]).await;
            problem.set(answer.err().map(|refused| failure(locale.get_untracked(), &refused)));
            busy.set(false);
        });
    });
    view! {
        <PageHeader title=move || text::title(locale.get()) lead=lead>
            <Show when=move || { unread.get() > 0 }>
                <Button label=move || text::read_all(locale.get()) busy=busy blocked=offline on_press=read_all/>
            </Show>
        </PageHeader>
        {move || problem.get().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
        <Show when=move || notices.with(Vec::is_empty)>
            <EmptyState icon=Icon::Info title=move || text::empty(locale.get())/>
        </Show>
        <ul class="import-rows">
            {move || notices.get().into_iter()
                .map(|line| view! { <NoticeLine line=line busy=busy read=read_one/> }).collect_view()}
        </ul>
    }
}

#[component]
fn NoticeLine(line: Line, busy: RwSignal<bool>, read: Callback<String>) -> impl IntoView {
    let locale = use_locale();
    let offline = use_offline_reason();
    let about = StoredValue::new(line.about.clone());
    let button = line.unread.then(|| {
        let id = line.id;
        view! {
            <Button label=move || text::read_one(locale.get(), &about.get_value()) kind=ButtonKind::Quiet busy=busy
                blocked=offline on_press=move |()| read.run(id.clone())/>
        }
    });
    view! {
        <li class="import-row">
            <div class="row">
                <span class="muted small nowrap">{line.at}</span>
                {line.unread.then(|| view! { <Badge tone=Tone::Info text=move || text::mark_new(locale.get())/> })}
            </div>
            <p class="muted">{line.about}</p>
            <p><Badge tone=line.tone text=line.sentence/></p>
            {button}
        </li>
    }
}

/// Mail and calendar, once the server said how they stand.
#[component]
fn Ways() -> impl IntoView {
    let locale = use_locale();
    let handle = use_own();
    let offline = use_offline_reason();
    let contact = RwSignal::new(None::<Contact>);
    Effect::new(move |_| {
        if offline.with(Option::is_some) || contact.with_untracked(Option::is_some) {
            return;
        }
        spawn_local(async move {
            if let Ok(answer) = handle.contact().await {
                contact.set(Some(answer));
            }
        });
    });
    view! {
        <section class="stack">
            <h2>{move || text::ways_heading(locale.get())}</h2>
            {move || if contact.with(Option::is_some) {
                view! { <Email contact=contact/> <Calendar contact=contact/> }.into_any()
            } else {
                view! { <p class="muted">{move || text::ways_offline(locale.get())}</p> }.into_any()
            }}
            <p><A href="/privacy">{move || text::privacy_link(locale.get())}</A></p>
        </section>
    }
}

/// The way of a quiet button.
const QUIET: ButtonKind = ButtonKind::Quiet;

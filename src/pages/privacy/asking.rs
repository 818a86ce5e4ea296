//! Asking for correction or deletion, and what came of it.

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::own::{DataRequest, DataRequestKind, NewDataRequest, OwnData};

use super::view_model::{kind_name, reply, request_state};
use crate::{
    components::{Badge, Banner, Button, ButtonKind, Chips, TextField, Tone, use_announcer},
    i18n::{privacy as text, use_locale},
    state::{clock::use_clock, own::use_own},
    view::{data_bar::use_offline_reason, failure::failure, when},
};

const KINDS: [DataRequestKind; 2] = [DataRequestKind::Correction, DataRequestKind::Deletion];

/// The form and the own requests.
#[component]
pub fn Asking(
    /// Own data, with the requests.
    data: RwSignal<Option<OwnData>>,
    /// Called after a request was sent.
    on_asked: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let own = use_own();
    let offline = use_offline_reason();
    let announcer = use_announcer();
    let kind = RwSignal::new(None::<usize>);
    let words = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let send = move |()| {
        let locale = locale.get_untracked();
        let Some(kind_asked) = kind.get_untracked().and_then(|at| KINDS.get(at)).copied() else {
            problem.set(Some(text::ask_choose(locale)));
            return;
        };
        busy.set(true);
        problem.set(None);
        let body = NewDataRequest { kind: kind_asked, text: words.get_untracked() };
        spawn_local(async move {
            match own.ask(body).await {
                Ok(request) => {
                    let due = when::day(locale, request.due.taipei_date());
                    announcer.toast(text::asked(locale, &due));
                    words.set(String::new());
                    kind.set(None);
                    on_asked.run(());
                }
                Err(refused) => problem.set(Some(failure(locale, &refused))),
            }
            busy.set(false);
        });
    };
    let requests =
        Memo::new(move |_| data.with(|d| d.as_ref().map(|d| d.requests.clone()).unwrap_or_default()));
    view! {
        <section class="stack-tight">
            <h2>{move || text::ask_heading(locale.get())}</h2>
            <Chips label=move || text::ask_kind(locale.get())
                options=Signal::derive(move || KINDS.map(|kind| kind_name(locale.get(), kind)).to_vec()) value=kind/>
            <TextField label=move || text::ask_text(locale.get()) value=words lines=3
                error=Signal::derive(move || problem.get())/>
            <div class="row">
                <Button label=move || text::ask_send(locale.get()) kind=ButtonKind::Primary busy=busy blocked=offline
                    on_press=send/>
            </div>
        </section>
        <Show when=move || !requests.with(Vec::is_empty)>
            <section class="stack-tight">
                <h2>{move || text::requests_heading(locale.get())}</h2>
                <ul class="import-rows">
                    {move || requests.get().into_iter().map(|one| view! { <RequestLine request=one/> }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

/// One request with its state and answer.
#[component]
pub fn RequestLine(
    /// The request.
    request: DataRequest,
    /// What stands below it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = use_locale();
    let now = use_clock().tick();
    let words = locale.get_untracked();
    let at = when::day(words, request.at.taipei_date());
    let (tone, state) = request_state(words, &request, now.get_untracked());
    let who = match (&request.name, &request.school) {
        (Some(name), Some(school)) => Some(text::who(words, name, school)),
        (Some(name), None) => Some(name.clone()),
        _ => None,
    };
    view! {
        <li class="import-row">
            <div class="row">
                <strong>{text::request_line(words, &kind_name(words, request.kind), &at)}</strong>
                {who.map(|who| view! { <span>{who}</span> })}
                <Badge tone=tone text=state/>
            </div>
            <p>{request.text.clone()}</p>
            {reply(words, &request).map(|reply| view! { <Banner tone=Tone::Neutral text=Some(reply)/> })}
            {children.map(|children| children())}
        </li>
    }
}

//! The requests an administrator answers.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yanxi_protocol::own::{AnswerDataRequest, DataRequest, DataRequestState};

use super::asking::RequestLine;
use crate::{
    components::{Banner, Button, TextField, Tone},
    i18n::{privacy as text, use_locale},
    state::own::use_own,
    view::{data_bar::use_offline_reason, failure::failure},
};

/// The list.
#[component]
pub fn Answering() -> impl IntoView {
    let locale = use_locale();
    let own = use_own();
    let requests = RwSignal::new(None::<Vec<DataRequest>>);
    let problem = RwSignal::new(None::<String>);
    let load = Callback::new(move |()| {
        spawn_local(async move {
            match own.requests_to_answer().await {
                Ok(answer) => requests.set(Some(answer)),
                Err(refused) => problem.set(Some(failure(locale.get_untracked(), &refused))),
            }
        });
    });
    load.run(());
    let line = move |request: DataRequest| {
        let id = request.id;
        if request.state == DataRequestState::Open {
            view! { <RequestLine request=request><AnswerForm id=id on_answered=load/></RequestLine> }
                .into_any()
        } else {
            view! { <RequestLine request=request/> }.into_any()
        }
    };
    view! {
        <section class="stack-tight">
            <h2>{move || text::answer_heading(locale.get())}</h2>
            {move || problem.get().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
            {move || match requests.get() {
                None => view! { <p role="status">{text::loading(locale.get())}</p> }.into_any(),
                Some(all) if all.is_empty() => view! { <p class="muted">{text::answer_none(locale.get())}</p> }.into_any(),
                Some(all) => view! { <ul class="import-rows">{all.into_iter().map(line).collect_view()}</ul> }.into_any(),
            }}
        </section>
    }
}

/// The answer to one request.
#[component]
fn AnswerForm(id: Uuid, on_answered: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let own = use_own();
    let offline = use_offline_reason();
    let words = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let send = Callback::new(move |state: DataRequestState| {
        busy.set(true);
        problem.set(None);
        let body = AnswerDataRequest { state, reply: words.get_untracked() };
        spawn_local(async move {
            match own.answer(id, body).await {
                Ok(_) => on_answered.run(()),
                Err(refused) => problem.set(Some(failure(locale.get_untracked(), &refused))),
            }
            busy.set(false);
        });
    });
    view! {
        <TextField label=move || text::answer_text(locale.get()) value=words lines=2
            error=Signal::derive(move || problem.get())/>
        <div class="row">
            <Button label=move || text::answer_done(locale.get()) busy=busy blocked=offline
                on_press=move |()| send.run(DataRequestState::Done)/>
            <Button label=move || text::answer_refused(locale.get()) busy=busy blocked=offline
                on_press=move |()| send.run(DataRequestState::Refused)/>
        </div>
    }
}

//! Who works at the door of a session: choosing them, their PINs, taking the work back.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::{AccountId, SessionId};
use yanxi_protocol::api::{Crew, CrewMember, SetPin};

use super::{
    crew::CrewList,
    view_model::{PinProblem, check_pin, choices},
};
use crate::{
    components::{Banner, Button, Choice, Select, TextField, Tone, use_announcer},
    i18n::{office::devices as text, use_locale},
    state::{ApiFailure, office::use_office, replica::CourseReplica},
    view::{data_bar::use_offline_reason, failure::failure, when},
};

/// The form and, with a network, who works there now.
#[component]
pub fn Pins(
    /// The course.
    course: Signal<Arc<CourseReplica>>,
) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let first_session =
        course.with_untracked(|c| c.sessions.first().map(|s| s.id.to_string()).unwrap_or_default());
    let session = RwSignal::new(first_session);
    let operator = RwSignal::new(String::new());
    let pin = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let pin_problem = RwSignal::new(None::<String>);
    // Name and PIN, until somebody has written it down.
    let given = RwSignal::new(None::<(String, String)>);
    let crew = RwSignal::new(Vec::<CrewMember>::new());
    let found = RwSignal::new(Vec::<CrewMember>::new());

    let chosen_session = Memo::new(move |_| session.with(|id| id.parse::<SessionId>().ok()));
    let refresh = Callback::new(move |()| {
        let Some(id) = chosen_session.get_untracked() else { return };
        spawn_local(async move {
            if let Ok(Crew { operators, .. }) = office.crew(id, "").await
                && chosen_session.get_untracked() == Some(id)
            {
                crew.set(operators);
            }
        });
    });
    Effect::new(move |_| {
        if chosen_session.get().is_some() && offline.get().is_none() {
            crew.set(Vec::new());
            refresh.run(());
        }
    });
    let sessions = Memo::new(move |_| {
        let choice = |s: &yanxi_domain::course::Session| Choice {
            key: s.id.to_string(),
            label: format!(
                "{} {}",
                when::session_no(locale.get(), s.number),
                when::day(locale.get(), s.date)
            ),
        };
        course.with(|course| course.sessions.iter().map(choice).collect::<Vec<_>>())
    });
    let operators = Memo::new(move |_| {
        course.with(|course| crew.with(|crew| found.with(|found| choices(&course.accounts, crew, found))))
    });
    let set = move |()| {
        let words = locale.get_untracked();
        let typed = pin.get_untracked();
        let checked = if typed.is_empty() { Ok(()) } else { check_pin(&typed) };
        pin_problem.set(checked.err().map(|problem| match problem {
            PinProblem::Invalid => text::pin_invalid(words),
            PinProblem::Easy => text::pin_easy(words),
        }));
        let (Some(session), Ok(account)) =
            (chosen_session.get_untracked(), operator.get_untracked().parse::<AccountId>())
        else {
            problem.set(Some(text::pin_choose(words)));
            return;
        };
        if checked.is_err() || busy.get_untracked() {
            return;
        }
        let key = account.to_string();
        let name = operators.with_untracked(|all| {
            all.iter().find(|choice| choice.key == key).map(|choice| choice.label.clone()).unwrap_or_default()
        });
        busy.set(true);
        problem.set(None);
        given.set(None);
        spawn_local(async move {
            let made_here = typed.is_empty();
            match office.set_pin(session, SetPin { account, pin: (!made_here).then_some(typed) }).await {
                Ok(set) => {
                    pin.set(String::new());
                    announcer.toast(text::pin_done(words, &name));
                    if made_here {
                        given.set(Some((name, set.pin)));
                    }
                    refresh.run(());
                }
                Err(refused) => problem.set(Some(failure(words, &refused))),
            }
            busy.set(false);
        });
    };
    view! {
        <section class="card stack">
            <h2>{move || text::pins_heading(locale.get())}</h2>
            <p class="muted">{move || text::pins_explains(locale.get())}</p>
            <Select label=move || text::pin_session(locale.get()) options=sessions value=session/>
            <CrewList crew session=chosen_session on_change=refresh/>
            <Find session=chosen_session found operator/>
            <Select label=move || text::pin_operator(locale.get()) options=operators value=operator
                empty=Signal::derive(move || text::pin_choose(locale.get()))/>
            <TextField label=move || text::pin_field(locale.get()) value=pin input_mode="numeric" secret=true
                autocomplete="new-password" hint=move || Some(text::pin_hint(locale.get())) error=pin_problem/>
            {move || problem.get().map(|problem| view! { <Banner tone=Tone::Stop text=Some(problem) urgent=true/> })}
            <div><Button label=move || text::pin_set(locale.get()) busy=busy blocked=offline on_press=set/></div>
            {move || given.get().map(|(name, pin)| view! {
                <div class="enrolment-code">
                    <p class="muted">{move || text::pin_given(locale.get(), &name)}</p>
                    <p class="enrolment-code-letters">{pin}</p>
                    <Button label=move || text::pin_noted(locale.get()) on_press=move |()| given.set(None)/>
                </div>
            })}
        </section>
    }
}

/// Looks for people who do not work in the course yet; they join the choice.
#[component]
fn Find(
    session: Memo<Option<SessionId>>,
    found: RwSignal<Vec<CrewMember>>,
    operator: RwSignal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let search = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let look = move |()| {
        let typed = search.get_untracked().trim().to_owned();
        let Some(session) = session.get_untracked() else { return };
        if typed.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            match office.crew(session, &typed).await {
                Ok(crew) => {
                    let words = locale.get_untracked();
                    announcer.toast(match crew.found.as_slice() {
                        [] => text::find_none(words),
                        [one] => text::find_one(words, &one.name),
                        more => text::find_more(words, more.len()),
                    });
                    if let [one] = crew.found.as_slice() {
                        operator.set(one.account.to_string());
                    }
                    found.set(crew.found);
                }
                Err(why) => refused.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <TextField label=move || text::find_label(locale.get()) value=search
            hint=move || Some(text::find_hint(locale.get())) on_enter=Callback::new(look)/>
        {move || why().map(|words| view! { <Banner tone=Tone::Stop text=Some(words) urgent=true/> })}
        <div><Button label=move || text::find_press(locale.get()) busy blocked=offline on_press=look/></div>
    }
}

//! PINs of the operators of a session.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use yanxi_protocol::api::SetPin;

use super::view_model::{PinProblem, check_pin};
use crate::{
    components::{Banner, Button, Choice, Select, TextField, Tone, use_announcer},
    i18n::{office::devices as text, use_locale},
    state::{office::use_office, replica::CourseReplica},
    view::{data_bar::use_offline_reason, failure::failure, when},
};

/// The form.
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
        let mut names: Vec<Choice> = course.with(|course| {
            course
                .accounts
                .iter()
                .map(|(id, name)| Choice { key: id.to_string(), label: name.clone() })
                .collect()
        });
        names.sort_by(|a, b| a.label.cmp(&b.label));
        names
    });
    let set = move |()| {
        let words = locale.get_untracked();
        let checked = check_pin(&pin.get_untracked());
        pin_problem.set(checked.err().map(|problem| match problem {
            PinProblem::Invalid => text::pin_invalid(words),
            PinProblem::Easy => text::pin_easy(words),
        }));
        let (Ok(session), Ok(account)) = (session.get_untracked().parse(), operator.get_untracked().parse())
        else {
            problem.set(Some(text::pin_choose(words)));
            return;
        };
        if checked.is_err() {
            return;
        }
        let name = course.with_untracked(|c| c.accounts.get(&account).cloned().unwrap_or_default());
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match office.set_pin(session, SetPin { account, pin: pin.get_untracked() }).await {
                Ok(()) => {
                    pin.set(String::new());
                    announcer.toast(text::pin_done(words, &name));
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
            <Select label=move || text::pin_operator(locale.get()) options=operators value=operator
                empty=Signal::derive(move || text::pin_choose(locale.get()))/>
            <TextField label=move || text::pin_field(locale.get()) value=pin input_mode="numeric" secret=true
                autocomplete="new-password" error=pin_problem/>
            {move || problem.get().map(|problem| view! { <Banner tone=Tone::Stop text=Some(problem) urgent=true/> })}
            <div><Button label=move || text::pin_set(locale.get()) busy=busy blocked=offline on_press=set/></div>
        </section>
    }
}

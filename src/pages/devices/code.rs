//! One-time enrolment codes: big enough to be read across a table, with the time that is left.

use std::{collections::BTreeSet, sync::Arc};

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::{CourseId, DeviceId, SessionId};
use yanxi_protocol::api::{EnrolmentCode, NewEnrolmentCode};

use super::view_model::{countdown, spaced_code};
use crate::{
    components::{Banner, Button, ButtonKind, Checkbox, Tone},
    i18n::{office::devices as text, use_locale},
    state::{clock::use_clock, office::use_office, replica::CourseReplica},
    view::{data_bar::use_offline_reason, failure::failure, when},
};

/// Asks for codes and holds the last one.
#[derive(Clone, Copy)]
pub struct CodeMaker {
    /// The code in force.
    pub code: RwSignal<Option<EnrolmentCode>>,
    /// Why there is none.
    pub problem: RwSignal<Option<String>>,
    /// Asking.
    pub busy: RwSignal<bool>,
    /// Asks: course, sessions, device to be replaced.
    pub make: Callback<(CourseId, Vec<SessionId>, Option<DeviceId>)>,
}

/// A maker of codes.
#[must_use]
pub fn use_code_maker() -> CodeMaker {
    let locale = use_locale();
    let office = use_office();
    let code = RwSignal::new(None::<EnrolmentCode>);
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let make =
        Callback::new(move |(course, sessions, replaces): (CourseId, Vec<SessionId>, Option<DeviceId>)| {
            let words = locale.get_untracked();
            if sessions.is_empty() {
                problem.set(Some(text::choose_session(words)));
                return;
            }
            busy.set(true);
            problem.set(None);
            spawn_local(async move {
                match office.new_enrolment_code(course, NewEnrolmentCode { sessions, replaces }).await {
                    Ok(made) => code.set(Some(made)),
                    Err(refused) => problem.set(Some(failure(words, &refused))),
                }
                busy.set(false);
            });
        });
    CodeMaker { code, problem, busy, make }
}

/// The form for a new device.
#[component]
pub fn NewCode(
    /// The course.
    course: Signal<Arc<CourseReplica>>,
) -> impl IntoView {
    let locale = use_locale();
    let offline = use_offline_reason();
    let maker = use_code_maker();
    let chosen = RwSignal::new(BTreeSet::<SessionId>::new());
    let sessions = Memo::new(move |_| {
        let name = |s: &yanxi_domain::course::Session| {
            (
                s.id,
                format!(
                    "{} {}",
                    when::session_no(locale.get(), s.number),
                    when::session_time(locale.get(), s)
                ),
            )
        };
        course.with(|course| course.sessions.iter().map(name).collect::<Vec<_>>())
    });
    let tick = move |(id, name): (SessionId, String)| {
        let toggle = move |on: bool| {
            chosen.update(|chosen| {
                if on {
                    chosen.insert(id)
                } else {
                    chosen.remove(&id)
                };
            });
        };
        view! { <Checkbox label=name value=Signal::derive(move || chosen.with(|c| c.contains(&id))) on_change=toggle/> }
    };
    let make = move |()| {
        let course = course.with_untracked(|course| course.course.id);
        maker.make.run((course, chosen.with_untracked(|c| c.iter().copied().collect()), None));
    };
    view! {
        <section class="card stack">
            <h2>{move || text::new_code_heading(locale.get())}</h2>
            <p class="muted">{move || text::new_code_explains(locale.get())}</p>
            <fieldset class="plain-fieldset">
                <legend>{move || text::which_sessions(locale.get())}</legend>
                {move || sessions.get().into_iter().map(tick).collect_view()}
            </fieldset>
            <div><Button label=move || text::make_code(locale.get()) kind=ButtonKind::Primary busy=maker.busy
                blocked=offline on_press=make/></div>
            <CodeView maker=maker/>
        </section>
    }
}

/// The code, large, and how long it still works.
#[component]
pub fn CodeView(
    /// Where the code is.
    maker: CodeMaker,
) -> impl IntoView {
    let locale = use_locale();
    let clock = use_clock();
    let tick = clock.tick();
    // The shared tick moves every few seconds; a countdown moves every second.
    let second = RwSignal::new(0_u32);
    let beat = set_interval_with_handle(
        move || second.update(|n| *n = n.wrapping_add(1)),
        std::time::Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(beat) = beat {
            beat.clear();
        }
    });
    let left = move |code: &EnrolmentCode| {
        second.track();
        tick.track();
        countdown(code.expires_at, clock.now())
    };
    let address = move || {
        let origin = window().location().origin().unwrap_or_default();
        text::code_where(locale.get(), &format!("{origin}/enrol"))
    };
    let shown = move |code: EnrolmentCode| {
        let letters = spaced_code(&code.code);
        let remaining = {
            let code = code.clone();
            move || match left(&code) {
                Some((minutes, seconds)) => text::code_expires(locale.get(), minutes, seconds),
                None => text::code_expired(locale.get()),
            }
        };
        view! {
            <div class="enrolment-code">
                <p class="muted">{move || text::code_label(locale.get())}</p>
                <p class="enrolment-code-letters">{letters}</p>
                <p role="timer">{remaining}</p>
                <p class="muted">{address}</p>
                <Button label=move || text::code_close(locale.get()) kind=ButtonKind::Quiet
                    on_press=move |()| maker.code.set(None)/>
            </div>
        }
    };
    view! {
        {move || maker.problem.get().map(|problem| view! { <Banner tone=Tone::Stop text=Some(problem) urgent=true/> })}
        {move || maker.code.get().map(shown)}
    }
}

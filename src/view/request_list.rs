//! Requests of the person with what became of them: waiting ones, and decided ones until they are dismissed.

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::{ids::SessionId, registering::WayOut};
use yanxi_protocol::registering::Registered;

use super::{registration, when};
use crate::{
    components::{Badge, Button, ButtonKind, Tone},
    i18n::{Locale, registering as text, use_locale},
    state::registering::{Asked, Outcome, Request, use_registering},
};

/// The list; nothing where there is nothing.
#[component]
pub fn RequestList(
    /// Only those about this session.
    #[prop(optional)]
    session: Option<SessionId>,
) -> impl IntoView {
    let locale = use_locale();
    let requests = use_registering().requests();
    let shown = Memo::new(move |_| {
        requests.with(|all| {
            let about = |one: &&Request| session.is_none_or(|id| one.about.session == id);
            all.iter().filter(about).cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || shown.with(|all| !all.is_empty())>
            <section class="requests" aria-live="polite">
                <h2>{move || text::my_requests(locale.get())}</h2>
                <ul class="requests-list">
                    <For each=move || shown.get() key=|one| (one.id, one.outcome.is_some()) let:one>
                        <RequestLine one=one/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// One request.
#[component]
fn RequestLine(one: Request) -> impl IntoView {
    let locale = use_locale();
    let handle = use_registering();
    let id = one.id;
    let waiting = one.outcome.is_none();
    let dismiss = move |()| {
        spawn_local(async move { handle.dismiss(id).await });
    };
    let (badge, words) = {
        let (one, again) = (one.clone(), one.clone());
        (move || badge(locale.get(), &one), move || words(locale.get(), &again))
    };
    let tone = badge_tone(&one);
    let heading = move || {
        let number = when::session_no(locale.get(), one.about.number);
        let day = when::day(locale.get(), one.about.date);
        format!("{}｜{day} {number} {}", asked(locale.get(), &one.what), one.about.title)
    };
    view! {
        <li class="request">
            <div>
                <p class="request-title"><Badge tone=tone text=badge/> " " {heading}</p>
                <p>{words}</p>
                <p class="muted">{move || text::request_made(locale.get(), &when::stamp(one.made_at))}</p>
            </div>
            <Button
                label=move || if waiting { text::withdraw_unsent(locale.get()) } else { text::dismiss(locale.get()) }
                kind=ButtonKind::Quiet on_press=dismiss/>
        </li>
    }
}

/// What is asked, as a verb.
#[must_use]
pub fn asked(locale: Locale, what: &Asked) -> String {
    match what {
        Asked::Register(_) => text::request_register(locale),
        Asked::Leave(_, leave) => way(locale, leave.way),
        Asked::Decline(..) => text::request_decline(locale),
    }
}

/// 取消報名, 放棄錄取, 請假.
#[must_use]
pub fn way(locale: Locale, way: WayOut) -> String {
    match way {
        WayOut::Withdraw => text::request_withdraw(locale),
        WayOut::GiveUp => text::request_give_up(locale),
        WayOut::AskLeave => text::request_leave(locale),
    }
}

fn badge(locale: Locale, one: &Request) -> String {
    match &one.outcome {
        None => text::state_unsent(locale),
        Some(Outcome::Refused(_)) => text::state_refused(locale),
        Some(Outcome::Done(done)) if done.leave_asked => text::state_leave_asked(locale),
        Some(Outcome::Done(done)) => registration::state(locale, done.state),
    }
}

const fn badge_tone(one: &Request) -> Tone {
    match &one.outcome {
        None => Tone::Wait,
        Some(Outcome::Refused(_)) => Tone::Stop,
        Some(Outcome::Done(done)) => registration::tone(done.state),
    }
}

fn words(locale: Locale, one: &Request) -> String {
    match &one.outcome {
        None => text::unsent(locale),
        Some(Outcome::Refused(error)) if locale == Locale::En => error.message.clone(),
        Some(Outcome::Refused(error)) => error.reason.clone(),
        Some(Outcome::Done(done)) => outcome(locale, done),
    }
}

/// What became of a registration, in one honest sentence (13.2 `full`).
#[must_use]
pub fn outcome(locale: Locale, done: &Registered) -> String {
    use yanxi_domain::roster::RegistrationState as State;
    match (done.state, done.capacity) {
        (State::Waitlisted(n), Some(capacity)) if done.alternatives.is_empty() => {
            text::full_nowhere(locale, capacity, n)
        }
        (State::Waitlisted(n), Some(capacity)) => {
            let line = |a: &yanxi_protocol::registering::Alternative| {
                format!("{} {}", when::session_no(locale, a.number), when::day(locale, a.date))
            };
            let list = done.alternatives.iter().map(line).collect::<Vec<_>>();
            text::full(locale, capacity, n, &list.join(&crate::i18n::office::list_separator(locale)))
        }
        (State::Waitlisted(n), None) => text::done_waiting(locale, n),
        (State::Admitted, _) if done.leave_asked => text::state_leave_asked(locale),
        (State::Admitted, _) => text::done_admitted(locale),
        (State::Applied, _) => text::done_applied(locale),
        (state, _) => registration::state(locale, state),
    }
}

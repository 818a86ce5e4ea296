//! The session band: number, place, time and mode, in the hue of the session (F-12).

use leptos::prelude::*;
use yanxi_domain::event::Direction;

use super::{
    context::use_screen,
    view_model::phase::{Phase, next_session},
};
use crate::{
    components::{Button, Icon, IconView, Segmented},
    i18n::{self, desk as text},
    view::when,
};

/// Session hues there are; later sessions start over, their number still differs.
const HUES: u8 = 4;

/// The hue of a session number.
#[must_use]
pub const fn hue(number: u8) -> u8 {
    if number == 0 { 1 } else { (number - 1) % HUES + 1 }
}

/// The band.
#[component]
pub fn Header() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let session = Memo::new(move |_| desk.current_period());
    let phase = Memo::new(move |_| desk.phase());
    let number = move || session.with(|now| now.as_ref().map_or(0, |(session, _)| session.number));
    let mode = Memo::new(move |_| usize::from(desk.direction() == Direction::Out));
    let out = Memo::new(move |_| mode.get() == 1);
    let class = move || {
        let ended = if phase.get() == Phase::Ended { " desk-band-ended" } else { "" };
        // Everything below the band takes the colours of signing out from this class.
        let out = if out.get() { " desk-out" } else { "" };
        format!("desk-band session-hue-{}{ended}{out}", hue(number()))
    };
    let heading = move || {
        session.with(|now| {
            let (session, period) = now.as_ref()?;
            Some(format!(
                "{} {}",
                when::session_no(locale.get(), session.number),
                when::period(locale.get(), period)
            ))
        })
    };
    let place = move || {
        session.with(|now| {
            let (session, _) = now.as_ref()?;
            Some(format!(
                "{} · {}",
                when::place(locale.get(), session),
                when::day(locale.get(), session.date)
            ))
        })
    };
    let modes = move || vec![i18n::sign_in(locale.get()), i18n::sign_out(locale.get())];
    view! {
        <header class=class>
            <span class="desk-number" aria-hidden="true">{number}</span>
            <div class="desk-band-text">
                <h1>{heading}</h1>
                <p>{place}</p>
            </div>
            <Periods/>
            <Segmented label=move || text::mode(locale.get()) options=modes value=mode
                on_change=move |index| desk.set_direction(if index == 1 { Direction::Out } else { Direction::In })/>
            <time class="desk-clock" aria-label=move || text::now_is(locale.get(), &desk.tick.get().taipei_hhmm())>
                {move || desk.tick.get().taipei_hhmm()}
            </time>
        </header>
        <Show when=move || out.get()>
            <p class="desk-mode" role="status"><IconView icon=Icon::Out/>{move || text::sign_out_mode(locale.get())}</p>
        </Show>
        <Show when=move || phase.get() == Phase::Ended><EndedBar/></Show>
    }
}

/// Choice of the period, in sessions that have more than one.
#[component]
fn Periods() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let periods = Memo::new(move |_| {
        desk.current_period().map(|(session, _)| session.periods.clone()).unwrap_or_default()
    });
    let names = move || {
        periods.get().iter().map(|period| when::period_label(locale.get(), period.label)).collect::<Vec<_>>()
    };
    let value = Memo::new(move |_| {
        let chosen = desk.choice.get().map(|choice| choice.period);
        periods.with(|all| all.iter().position(|period| Some(period.id) == chosen)).unwrap_or(0)
    });
    let change = move |index: usize| {
        if let Some(id) = periods.with_untracked(|all| all.get(index).map(|period| period.id)) {
            desk.change(|choice| choice.period = id);
        }
    };
    view! {
        <Show when=move || periods.with(|all| all.len() > 1)>
            <Segmented label=move || text::period(locale.get()) options=names value=value on_change=change/>
        </Show>
    }
}

/// 「第一場已結束」 and the question where to go next; nothing happens by itself (U-C7, T-38).
#[component]
fn EndedBar() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let next = Memo::new(move |_| {
        let (session, _) = desk.current_period()?;
        let all = desk.sessions();
        let next = next_session(&session, all.iter().map(AsRef::as_ref), desk.tick.get())?;
        Some(next.id)
    });
    let ended = move || {
        let session = desk.choice.get().map(|choice| desk.session_name(choice.session)).unwrap_or_default();
        text::session_ended(locale.get(), &session)
    };
    view! {
        <div class="desk-ended" role="status">
            <strong>{ended}</strong>
            {move || next.get().map(|next| view! {
                <span>{move || text::switch_question(locale.get(), &desk.session_name(next), &desk.session_span(next))}</span>
                <Button label=move || text::switch_to(locale.get(), &desk.session_name(next))
                    on_press=move |()| { desk.put_back(); desk.enter(next, Direction::In); }/>
            })}
        </div>
    }
}

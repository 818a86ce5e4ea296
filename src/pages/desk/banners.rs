//! Lines across the screen, each only while it matters.

use leptos::prelude::*;
use yanxi_domain::event::Direction;

use super::{
    context::use_screen,
    view_model::{
        clock_fix::WARN_MS,
        phase::{Phase, suggest_sign_out},
    },
};
use crate::{
    components::{Banner, Button, ButtonKind, Tone},
    i18n::desk as text,
    state::{clock::use_clock, device::WriterState, update::use_update},
    view::difference::span,
};

/// All banners.
#[component]
pub fn Banners() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    view! {
        <div class="desk-banners">
            <OtherTab/>
            <Show when=move || suggest_sign_out(desk.phase(), desk.direction())>
                <Banner tone=Tone::Info text=move || desk.current_period().map(|(session, period)| {
                    text::sign_out_open(locale.get(), &period.signout_opens(&session.params).taipei_hhmm())
                })>
                    <Button label=move || text::change_to_sign_out(locale.get())
                        on_press=move |()| desk.set_direction(Direction::Out)/>
                </Banner>
            </Show>
            <Windows/>
            <Show when=move || desk.reported()>
                <Banner tone=Tone::Info text=move || text::reported(locale.get())/>
            </Show>
            <RosterChange/>
            <ClockWarning/>
            <SetAside/>
        <Unsent/>
            <Update/>
        </div>
    }
}

/// Another window of this device has the pen (F-18).
#[component]
pub fn OtherTab() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    view! {
        <Show when=move || desk.writer.get() == WriterState::ReadOnlyOtherTab>
            <Banner tone=Tone::Stop title=move || text::other_tab(locale.get())
                text=move || text::other_tab_text(locale.get())>
                <Button label=move || text::take_over(locale.get()) on_press=move |()| desk.device.retry_writer()/>
            </Banner>
        </Show>
    }
}

/// When sign-in opens, and until when it was extended.
#[component]
fn Windows() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let words = Memo::new(move |_| {
        let (session, period) = desk.current_period()?;
        if desk.phase() == Phase::Before {
            let opens = period.signin_opens(&session.params);
            return Some(text::sign_in_opens(locale.get(), &opens.taipei_hhmm()));
        }
        let until = desk.current()?.log.extension(period.id)?;
        (until >= desk.tick.get()).then(|| text::extended_until(locale.get(), &until.taipei_hhmm()))
    });
    view! { {move || words.get().map(|words| view! { <Banner tone=Tone::Info text=words/> })} }
}

/// 「名冊更新：−1 +1」 until somebody has seen it (T-04).
#[component]
fn RosterChange() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let seen = RwSignal::new(None);
    let change = Memo::new(move |_| {
        let change = desk.current()?.change.filter(|change| *change != (0, 0));
        let session = desk.choice.get()?.session;
        change.map(|change| (session, change)).filter(|change| seen.get() != Some(*change))
    });
    view! {
        {move || change.get().map(|(session, (removed, added))| view! {
            <Banner tone=Tone::Wait title=text::roster_changed(locale.get(), removed, added)>
                <Button label=move || text::understood(locale.get()) kind=ButtonKind::Quiet
                    on_press=move |()| seen.set(Some((session, (removed, added))))/>
            </Banner>
        })}
    }
}

/// The device clock is far off: corrected already where the offset is known, but somebody should know.
#[component]
fn ClockWarning() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let clock = use_clock().state();
    let seen = RwSignal::new(false);
    let off = Memo::new(move |_| clock.get().offset_ms.filter(|ms| ms.abs() > WARN_MS));
    view! {
        <Show when=move || off.get().is_some() && !seen.get()>
            <Banner tone=Tone::Wait text=move || off.get().map(|ms| text::clock_warn(locale.get(), &span(locale.get(), ms)))>
                <Button label=move || text::clock_fix(locale.get()) on_press=move |()| desk.open.clock_fix.set(true)/>
                <Button label=move || text::understood(locale.get()) kind=ButtonKind::Quiet
                    on_press=move |()| seen.set(true)/>
            </Banner>
        </Show>
    }
}

/// After 場次結束, until everything is sent (U-C10): at every start.
#[component]
fn Unsent() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let unsent = Memo::new(move |_| desk.status.with(|status| status.unsent));
    view! {
        <Show when=move || desk.reported() && unsent.get() != 0>
            <Banner tone=Tone::Wait title=move || text::do_not_clear(locale.get(), unsent.get())
                text=move || text::open_again_online(locale.get())/>
        </Show>
    }
}

/// Entries only this device has, because the server refuses them for their size.
#[component]
fn SetAside() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let aside = Memo::new(move |_| desk.status.with(|status| status.set_aside));
    view! {
        <Show when=move || aside.get() != 0>
            <Banner tone=Tone::Stop title=move || text::set_aside(locale.get(), aside.get())
                text=move || text::set_aside_text(locale.get())/>
        </Show>
    }
}

/// A new version, offered only when nothing is in hand: nothing unsent, no session open (F-19, T-45).
#[component]
fn Update() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let update = use_update();
    let offerable = update.offerable();
    let quiet = move || matches!(desk.phase(), Phase::Before | Phase::Ended) && desk.in_hand().is_none();
    view! {
        <Show when=move || offerable.get() && quiet()>
            <Banner tone=Tone::Info text=move || text::update_ready(locale.get())>
                <Button label=move || text::update_now(locale.get()) on_press=move |()| update.apply()/>
            </Banner>
        </Show>
    }
}

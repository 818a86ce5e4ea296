//! 更多: what is needed a few times a day, and the settings of this device.

use leptos::prelude::*;
use leptos_router::components::A;

use super::super::context::use_screen;
use crate::{
    components::{Button, Checkbox, Dialog, Icon, IconView, Segmented},
    i18n::{Locale, desk as text},
    state::{
        desk_choice,
        me::use_me,
        prefs::{self, Theme},
    },
    view::idle,
};

const LOCALES: [Locale; 2] = [Locale::Zh, Locale::En];
const THEMES: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

/// The sheet.
#[component]
pub fn MoreSheet() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let open = desk.open.more;
    let go = move |dialog: RwSignal<bool>| {
        move |()| {
            open.set(false);
            dialog.set(true);
        }
    };
    let leave = move |()| {
        open.set(false);
        desk.put_back();
        desk.choice.set(None);
    };
    let sheet =
        move || desk.choice.get().map_or_else(String::new, |choice| format!("/sheet/{}", choice.session));
    let lock = move |()| {
        open.set(false);
        desk.device.lock();
    };
    view! {
        <Dialog open=open title=move || text::more(locale.get()) sheet=true>
            <div class="more-grid">
                <Button label=move || text::extend(locale.get()) icon=Icon::Hourglass blocked=move || desk.blocked()
                    on_press=go(desk.open.extend)/>
                <Button label=move || text::note_session_title(locale.get()) icon=Icon::Note
                    blocked=move || desk.blocked() on_press=go(desk.open.session_note)/>
                <Button label=move || text::clock_fix(locale.get()) icon=Icon::Clock blocked=move || desk.blocked()
                    on_press=go(desk.open.clock_fix)/>
                <Button label=move || text::hand_over(locale.get()) icon=Icon::Swap blocked=move || desk.blocked()
                    on_press=go(desk.open.hand_over)/>
                <Button label=move || text::end_session(locale.get()) icon=Icon::Flag on_press=go(desk.open.end)/>
                <Button label=move || text::lock_now(locale.get()) icon=Icon::Lock on_press=lock/>
                <Button label=move || text::change_session(locale.get()) icon=Icon::List on_press=leave/>
                <A href=sheet attr:class="button"><IconView icon=Icon::Sheet/>{move || text::sheet(locale.get())}</A>
                <A href="/readiness" attr:class="button"><IconView icon=Icon::Check/>{move || text::readiness(locale.get())}</A>
            </div>
            <Settings/>
        </Dialog>
    }
}

/// Language, appearance, sound, locking.
#[component]
fn Settings() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let (language, theme, muted) = (prefs::locale(), prefs::theme(), prefs::muted());
    let demo = use_me().me().with_untracked(|me| me.demo);
    let auto_lock = RwSignal::new(idle::enabled(desk_choice::auto_lock(), demo));
    let languages = vec!["正體中文".to_owned(), "English".to_owned()];
    let themes = move || {
        let locale = locale.get();
        vec![text::theme_system(locale), text::theme_light(locale), text::theme_dark(locale)]
    };
    view! {
        <h3>{move || text::settings(locale.get())}</h3>
        <div class="row">
            <Segmented label=move || text::language(locale.get()) options=languages
                value=move || LOCALES.iter().position(|one| *one == language.get()).unwrap_or(0)
                on_change=move |index| if let Some(one) = LOCALES.get(index) { language.set(*one) }/>
            <Segmented label=move || text::theme(locale.get()) options=themes
                value=move || THEMES.iter().position(|one| *one == theme.get()).unwrap_or(0)
                on_change=move |index| if let Some(one) = THEMES.get(index) { theme.set(*one) }/>
        </div>
        <Checkbox label=move || text::muted(locale.get()) value=muted on_change=move |on| muted.set(on)/>
        <Checkbox label=move || text::auto_lock(locale.get()) value=auto_lock on_change=move |on| {
            desk_choice::set_auto_lock(on);
            auto_lock.set(on);
        }/>
    }
}

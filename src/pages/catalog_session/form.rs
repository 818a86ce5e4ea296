//! The form: who registers is known, at most three things are asked (U-E2), and what to know stands before the button.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_domain::business_area::BUSINESS_AREAS;
use yanxi_protocol::registering::{CatalogDetail, Register, Sentence};

use super::{
    in_words,
    view_model::{about, bring, logins, register},
};
use crate::{
    components::{Banner, Button, ButtonKind, Choice, Select, TextField, Tone, use_announcer},
    i18n::{Locale, registering as text, use_locale},
    state::registering::{Asked, Outcome, Seen, new_request_id, use_registering},
    view::{privacy_hint::PrivacyHint, registration, request_list},
};

/// The form, or why there is none.
#[component]
pub fn RegisterForm(detail: RwSignal<Option<Seen<CatalogDetail>>>) -> impl IntoView {
    let locale = use_locale();
    let registering = use_registering();
    let requests = registering.requests();
    let with = move |read: fn(&CatalogDetail) -> bool| {
        detail.with(|seen| seen.as_ref().is_some_and(|seen| read(&seen.data)))
    };
    let registered = Memo::new(move |_| with(|detail| detail.summary.mine.is_some()));
    let refused = Memo::new(move |_| with(|detail| !detail.summary.refusals.is_empty()));
    let waiting = Memo::new(move |_| {
        let id = detail.with(|seen| seen.as_ref().map(|seen| seen.data.summary.session));
        requests.with(|all| {
            all.iter().any(|one| {
                Some(one.about.session) == id
                    && one.outcome.is_none()
                    && matches!(one.what, Asked::Register(_))
            })
        })
    });
    let sentences = move |which: fn(&CatalogDetail) -> &Vec<Sentence>| {
        detail.with(|seen| seen.as_ref().map(|seen| which(&seen.data).clone())).unwrap_or_default()
    };
    let refusals = move || list(locale.get(), &sentences(|detail| &detail.summary.refusals));
    view! {
        {move || if registered.get() || waiting.get() {
            view! { <A href="/me" attr:class="button">{move || text::to_mine(locale.get())}</A> }.into_any()
        } else if refused.get() {
            view! {
                <Banner tone=Tone::Info title=move || Some(text::refusals(locale.get()))>
                    <ul>{refusals}</ul>
                </Banner>
            }.into_any()
        } else {
            view! { <Fields detail=detail/> }.into_any()
        }}
    }
}

/// The three answers and the button.
#[component]
fn Fields(detail: RwSignal<Option<Seen<CatalogDetail>>>) -> impl IntoView {
    let locale = use_locale();
    let registering = use_registering();
    let announcer = use_announcer();
    let (area, login, note) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let mark = RwSignal::new(String::new());
    let namesake = Memo::new(move |_| {
        detail.with(|seen| seen.as_ref().is_some_and(|seen| seen.data.registrant.namesake))
    });
    let unmarked = Signal::derive(move || {
        (namesake.get() && mark.with(|mark| mark.trim().is_empty())).then(|| text::mark_needed(locale.get()))
    });
    let busy = RwSignal::new(false);
    let not_stored = RwSignal::new(false);
    // One id as long as the form stands: pressing twice is one request.
    let id = StoredValue::new(new_request_id());
    let answers = Memo::new(move |_| {
        let disambiguator = mark.get().trim().to_owned();
        Register { disambiguator, ..register(id.get_value(), &area.get(), &login.get(), &note.get()) }
    });
    let areas =
        move || BUSINESS_AREAS.iter().map(|a| Choice { key: (*a).into(), label: (*a).into() }).collect();
    let things = Memo::new(move |_| {
        let answers = answers.get();
        detail.with(|seen| seen.as_ref().map(|seen| bring(&seen.data, &answers))).unwrap_or_default()
    });
    let remarks = Memo::new(move |_| {
        detail.with(|seen| seen.as_ref().map(|seen| seen.data.summary.remarks.clone())).unwrap_or_default()
    });
    let who = move || {
        detail.with(|seen| {
            let who = &seen.as_ref()?.data.registrant;
            let school = who.school.clone().unwrap_or_else(|| text::no_school(locale.get()));
            Some(format!("{school} {} {}", who.title, who.name))
        })
    };
    let press = move |()| {
        let Some(about) = detail.with_untracked(|seen| seen.as_ref().map(|seen| about(&seen.data))) else {
            return;
        };
        let what = Asked::Register(answers.get_untracked());
        busy.set(true);
        spawn_local(async move {
            let submitted = registering.submit(about, what).await;
            busy.set(false);
            not_stored.set(submitted.is_err());
            if let Ok(request) = submitted {
                // A refused request is decided; another press is another one.
                id.set_value(new_request_id());
                announcer.say(match &request.outcome {
                    None => text::unsent(locale.get_untracked()),
                    Some(Outcome::Refused(error)) => error.reason.clone(),
                    Some(Outcome::Done(done)) => request_list::outcome(locale.get_untracked(), done),
                });
            }
        });
    };
    let remark_lines = move || list(locale.get(), &remarks.get());
    let thing_lines = move || {
        let line = |item: String| view! { <li>{registration::item(locale.get(), &item)}</li> };
        things.get().into_iter().map(line).collect_view()
    };
    view! {
        <section class="card catalog-form" aria-label=move || text::register_heading(locale.get())>
            <h2>{move || text::register_heading(locale.get())}</h2>
            <p><span class="muted">{move || text::who(locale.get())}</span> " " <strong>{who}</strong></p>
            <Show when=move || remarks.with(|all| !all.is_empty())>
                <Banner tone=Tone::Wait title=move || Some(text::remarks(locale.get()))>
                    <ul>{remark_lines}</ul>
                </Banner>
            </Show>
            <Show when=move || namesake.get()>
                <TextField label=move || text::mark(locale.get()) value=mark required=true
                    hint=move || Some(text::mark_hint(locale.get()))/>
            </Show>
            <Select label=move || text::area(locale.get()) options=Signal::derive(areas) value=area
                empty=Signal::derive(move || text::no_area(locale.get()))/>
            <Select label=move || text::login(locale.get()) options=Signal::derive(move || logins(locale.get()))
                value=login empty=Signal::derive(move || text::no_area(locale.get()))/>
            <TextField label=move || text::note(locale.get()) value=note
                hint=move || Some(text::note_hint(locale.get()))/>
            <Show when=move || things.with(|all| !all.is_empty())>
                <div>
                    <h3>{move || text::bring(locale.get())}</h3>
                    <ul class="bring-list">{thing_lines}</ul>
                </div>
            </Show>
            <Show when=move || not_stored.get()>
                <Banner tone=Tone::Stop urgent=true text=move || Some(text::not_stored(locale.get()))/>
            </Show>
            <PrivacyHint place="registration"/>
            <Button label=move || text::register(locale.get()) kind=ButtonKind::Primary busy=busy blocked=unmarked
                on_press=press/>
        </section>
    }
}

fn list(locale: Locale, sentences: &[Sentence]) -> impl IntoView + use<> {
    let lines: Vec<String> = sentences.iter().map(|sentence| in_words(locale, sentence)).collect();
    lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()
}

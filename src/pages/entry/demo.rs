//! Demo people: one click enters as one of them. For venue staff the click also does what a real operator would type:
//! it redeems the enrolment code and unlocks with the PIN.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use yanxi_domain::ids::AccountId;
use yanxi_protocol::api::DemoPerson;

use super::view_model::{DemoRole, demo_device_name, hints, landing, of_role};
use crate::{
    components::{Banner, EmptyState, Icon, Tone},
    i18n::{Locale, entry as text, use_locale},
    state::{
        ApiFailure,
        device::{DeviceHandle, UnlockRefused, use_device},
        me::{MeHandle, use_me},
    },
    view::pause::pause,
};

/// The operators of a freshly enrolled device arrive with its first sync; unlocking is tried until then.
const UNLOCK_TRIES: u32 = 50;
const UNLOCK_PAUSE: Duration = Duration::from_millis(200);

/// Demo people by role.
#[component]
pub fn DemoPeople() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let device = use_device();
    let navigate = use_navigate();
    let people = RwSignal::new(None::<Vec<DemoPerson>>);
    let entering = RwSignal::new(None::<AccountId>);
    let problem = RwSignal::new(None::<String>);

    spawn_local(async move {
        match me.demo_people().await {
            Ok(found) => people.set(Some(found)),
            Err(failure) => problem.set(Some(words(locale.get_untracked(), &failure))),
        }
    });

    let enter = Callback::new(move |person: DemoPerson| {
        if entering.get_untracked().is_some() {
            return;
        }
        entering.set(Some(person.account));
        problem.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let tablet = people
                .with_untracked(|all| demo_device_name(all.as_deref().unwrap_or_default(), person.account));
            match enter_as(me, device, &person, tablet).await {
                Ok(path) => navigate(path, leptos_router::NavigateOptions::default()),
                Err(failure) => problem.set(Some(words(locale.get_untracked(), &failure))),
            }
            entering.set(None);
        });
    });

    view! {
        <section class="stack" aria-labelledby="demo-heading">
            <div>
                <h2 id="demo-heading">{move || text::demo_heading(locale.get())}</h2>
                <p class="muted">{move || text::demo_note(locale.get())}</p>
            </div>
            {move || problem.get().map(|problem| view! { <Banner tone=Tone::Stop text=Some(problem) urgent=true/> })}
            {move || match people.get() {
                None if problem.with(Option::is_some) => ().into_any(),
                None => view! {
                    <EmptyState icon=Icon::Hourglass title=move || text::loading_people(locale.get())/>
                }.into_any(),
                Some(people) => {
                    let column = |role| view! { <RoleColumn role people=of_role(&people, role) entering enter/> };
                    view! { <div class="demo-roles">{DemoRole::ALL.map(column)}</div> }.into_any()
                }
            }}
        </section>
    }
}

/// One role with its people.
#[component]
fn RoleColumn(
    role: DemoRole,
    people: Vec<DemoPerson>,
    entering: RwSignal<Option<AccountId>>,
    enter: Callback<DemoPerson>,
) -> impl IntoView {
    let locale = use_locale();
    if people.is_empty() {
        return ().into_any();
    }
    let everybody = people.clone();
    let hints = Memo::new(move |_| hints(locale.get(), &everybody));
    let card = |(index, person)| {
        let hint = Signal::derive(move || hints.with(|hints| hints.get(index).cloned().flatten()));
        view! { <PersonCard person hint entering enter/> }
    };
    let cards = people.into_iter().enumerate().map(card).collect_view();
    view! {
        <section class="stack-tight">
            <h3>{move || role.name(locale.get())}</h3>
            <p class="muted">{move || role.does(locale.get())}</p>
            <ul class="demo-people">{cards}</ul>
        </section>
    }
    .into_any()
}

/// One person. The button's press area is the whole card; its name is what it does.
#[component]
fn PersonCard(
    person: DemoPerson,
    hint: Signal<Option<String>>,
    entering: RwSignal<Option<AccountId>>,
    enter: Callback<DemoPerson>,
) -> impl IntoView {
    let locale = use_locale();
    let account = person.account;
    let (name, about) = (person.name.clone(), person.about.clone());
    let busy = move || entering.get() == Some(account);
    let label = {
        let name = name.clone();
        move || {
            let locale = locale.get();
            if busy() { text::entering(locale, &name) } else { text::enter_as(locale, &name) }
        }
    };
    view! {
        <li class="demo-person" class:demo-person-busy=busy>
            <p class="demo-person-name">{name}</p>
            <p class="muted">{about}</p>
            {move || hint.get().map(|hint| view! { <p>{hint}</p> })}
            <button type="button" class="demo-person-go" aria-busy=move || busy().then_some("true")
                on:click=move |_| enter.run(person.clone())>{label}</button>
        </li>
    }
}

/// Enters and answers where to go.
async fn enter_as(
    me: MeHandle,
    device: DeviceHandle,
    person: &DemoPerson,
    tablet: String,
) -> Result<&'static str, ApiFailure> {
    let entered = me.demo_enter(person.account).await?;
    let Some(pin) = entered.pin else {
        return Ok(landing(&entered.me, false));
    };
    if !works_here(device, person.account, &pin).await {
        if let Some(code) = entered.enrolment_code {
            device.enrol(code, tablet).await?;
        }
        unlock(device, person.account, &pin).await;
    }
    // Even when the operators have not arrived yet: the check-in page shows its lock screen and the PIN pad.
    Ok(landing(&entered.me, true))
}

/// Whether this browser is enrolled already and the person may unlock it.
async fn works_here(device: DeviceHandle, account: AccountId, pin: &str) -> bool {
    device.identity().get_untracked().is_some() && device.unlock(account, pin.to_owned()).await.is_ok()
}

async fn unlock(device: DeviceHandle, account: AccountId, pin: &str) {
    for _ in 0..UNLOCK_TRIES {
        match device.unlock(account, pin.to_owned()).await {
            Err(UnlockRefused::UnknownOperator) => pause(UNLOCK_PAUSE).await,
            Ok(()) | Err(_) => return,
        }
    }
}

fn words(locale: Locale, failure: &ApiFailure) -> String {
    match failure {
        ApiFailure::Offline => text::enter_offline(locale),
        ApiFailure::Refused(error) if locale == Locale::Zh => error.reason.clone(),
        ApiFailure::Refused(_) | ApiFailure::NotSignedIn | ApiFailure::Broken(_) => {
            text::enter_failed(locale)
        }
    }
}

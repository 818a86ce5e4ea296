//! The lock: who is on shift, and the PIN. Five wrong ones lock the person, never the data (T-25). Every page that shows
//! the roster on a tablet stands behind it.

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::AccountId;
use yanxi_protocol::{api::DeviceIdentity, docs::Operator};

use crate::{
    components::{Banner, Chips, EmptyState, Icon, PageHeader, PinPad, Tone},
    i18n::{Locale, desk as text, use_locale},
    state::{
        device::{UnlockRefused, use_device},
        replica::use_crew,
        sync::use_sync,
    },
};

/// Operators of all sessions of this device, each once, by name (tracked).
#[must_use]
pub fn operators(identity: &DeviceIdentity) -> Signal<Vec<Operator>> {
    let crews: Vec<Signal<Vec<Operator>>> = identity.sessions.iter().map(|id| use_crew(*id)).collect();
    Memo::new(move |_| {
        let mut all: Vec<Operator> = Vec::new();
        for one in crews.iter().flat_map(|crew| crew.get()) {
            if !all.iter().any(|known| known.id == one.id) {
                all.push(one);
            }
        }
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    })
    .into()
}

/// The refusal of a PIN in words.
#[must_use]
pub fn refused(locale: Locale, why: &UnlockRefused) -> String {
    match why {
        UnlockRefused::PinRefused { left } => text::pin_wrong(locale, *left),
        UnlockRefused::Locked => text::pin_locked(locale),
        UnlockRefused::UnknownOperator => text::pin_unknown(locale),
        UnlockRefused::NotSaved(_) => text::write_failed(locale),
    }
}

/// Choice of a person and a PIN pad; used for unlocking and for 交班.
#[component]
pub fn WhoAndPin(
    /// People to choose from.
    #[prop(into)]
    people: Signal<Vec<Operator>>,
    /// Question above them.
    #[prop(into)]
    question: Signal<String>,
    /// Words of the confirm button.
    #[prop(into)]
    confirm: Signal<String>,
    /// Why the last try was refused.
    #[prop(into)]
    refused: Signal<Option<String>>,
    /// A PIN is being checked.
    #[prop(into)]
    busy: Signal<bool>,
    /// Called with the person and the PIN.
    #[prop(into)]
    on_confirm: Callback<(AccountId, String)>,
) -> impl IntoView {
    let locale = use_locale();
    // One person alone needs no choosing.
    let chosen = RwSignal::new((people.with_untracked(Vec::len) == 1).then_some(0));
    Effect::new(move |_| {
        let alone = people.with(Vec::len) == 1;
        if alone && chosen.get_untracked().is_none() {
            chosen.set(Some(0));
        }
    });
    let names = move || people.get().into_iter().map(|one| one.name).collect::<Vec<_>>();
    let person = move || people.with(|all| chosen.get().and_then(|index| all.get(index).cloned()));
    let blocked = move || match person() {
        None => Some(text::choose_person_first(locale.get())),
        Some(person) if person.pin.is_none() => Some(text::no_pin(locale.get())),
        Some(_) => None,
    };
    let send = move |pin: String| {
        if let Some(person) = untrack(person) {
            on_confirm.run((person.id, pin));
        }
    };
    view! {
        <Chips label=question options=names value=chosen/>
        {move || refused.get().map(|why| view! { <Banner tone=Tone::Stop text=why urgent=true/> })}
        <PinPad label=move || text::pin(locale.get()) confirm=confirm busy=busy blocked=blocked on_confirm=send/>
    }
}

/// The main part of a locked page.
#[component]
pub fn Locked(
    /// This device.
    identity: DeviceIdentity,
) -> impl IntoView {
    let locale = use_locale();
    let (device, status) = (use_device(), use_sync().status());
    let people = operators(&identity);
    let busy = RwSignal::new(false);
    let why = RwSignal::new(None::<UnlockRefused>);
    let unlock = move |(account, pin): (AccountId, String)| {
        busy.set(true);
        spawn_local(async move {
            let result = device.unlock(account, pin).await;
            // Success takes this screen away, and its signals with it.
            let _ = (busy.try_set(false), why.try_set(result.err()));
        });
    };
    let lead = move || status.with(|status| text::locked_lead(locale.get(), status.saved, status.unsent));
    view! {
        <main class="page page-narrow">
            <PageHeader title=move || text::start_shift(locale.get()) lead=lead/>
            <Show when=move || people.with(|all| !all.is_empty()) fallback=move || view! {
                <EmptyState icon=Icon::Lock title=move || text::no_operators(locale.get())
                    text=move || text::no_operators_text(locale.get())/>
            }>
                <WhoAndPin people=people question=move || text::choose_operator(locale.get())
                    confirm=move || text::unlock(locale.get()) busy=busy on_confirm=unlock
                    refused=move || why.with(|why| why.as_ref().map(|why| refused(locale.get(), why)))/>
            </Show>
        </main>
    }
}

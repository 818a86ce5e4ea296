//! Who works at the door of a session now.

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::SessionId;
use yanxi_protocol::api::CrewMember;

use crate::{
    components::{Badge, Banner, Button, ButtonKind, Dialog, Tone, use_announcer},
    i18n::{account, office::devices as text, use_locale},
    state::{ApiFailure, office::use_office},
    view::{data_bar::use_offline_reason, failure::failure},
};

/// The list; nothing while there is none.
#[component]
pub fn CrewList(
    /// Operators of the session.
    crew: RwSignal<Vec<CrewMember>>,
    /// The session.
    session: Memo<Option<SessionId>>,
    /// Called after somebody was withdrawn.
    on_change: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let chosen = RwSignal::new(None::<CrewMember>);
    let open = RwSignal::new(false);
    view! {
        <Show when=move || crew.with(|crew| !crew.is_empty())>
            <ul class="plain-list" aria-label=move || text::crew_label(locale.get())>
                <For each=move || crew.get() key=|one| (one.account, one.active, one.has_pin) let:member>
                    <Line member chosen open/>
                </For>
            </ul>
        </Show>
        <Dialog open=open title=move || text::withdraw_heading(locale.get())>
            {move || chosen.get().map(|member| view! { <Withdraw member session open on_change/> })}
        </Dialog>
    }
}

#[component]
fn Line(member: CrewMember, chosen: RwSignal<Option<CrewMember>>, open: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let offline = use_offline_reason();
    let place = [member.organisation_name.as_str(), member.title.as_str()].join(" ").trim().to_owned();
    let (name, of_name) = (member.name.clone(), member.name.clone());
    let tone = if !member.active {
        Tone::Stop
    } else if member.has_pin {
        Tone::Ok
    } else {
        Tone::Wait
    };
    let (active, has_pin) = (member.active, member.has_pin);
    let state = move || match (active, has_pin) {
        (false, _) => text::crew_inactive(locale.get()),
        (true, true) => text::crew_has_pin(locale.get()),
        (true, false) => text::crew_no_pin(locale.get()),
    };
    let withdraw = move |()| {
        chosen.set(Some(member.clone()));
        open.set(true);
    };
    view! {
        <li class="row row-between">
            <div>
                <strong>{name}</strong> " " <span class="muted small">{place}</span>
                <p><Badge tone=tone plain=true text=state/></p>
            </div>
            <Button label=move || text::withdraw(locale.get(), &of_name) kind=ButtonKind::Quiet blocked=offline
                on_press=withdraw/>
        </li>
    }
}

/// Asks once more, and says what it means.
#[component]
fn Withdraw(
    member: CrewMember,
    session: Memo<Option<SessionId>>,
    open: RwSignal<bool>,
    on_change: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    let CrewMember { account, name, .. } = member;
    let of_name = name.clone();
    let withdraw = move |()| {
        let Some(session) = session.get_untracked() else { return };
        let name = name.clone();
        busy.set(true);
        refused.set(None);
        spawn_local(async move {
            match office.withdraw_operator(session, account).await {
                Ok(()) => {
                    announcer.toast(text::withdrawn(locale.get_untracked(), &name));
                    open.set(false);
                    on_change.run(());
                }
                Err(why) => refused.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <div class="stack">
            {move || why().map(|words| view! { <Banner tone=Tone::Stop text=Some(words) urgent=true/> })}
            <p class="prose">{move || text::withdraw_explains(locale.get(), &of_name)}</p>
            <div class="row">
                <Button label=move || account::cancel(locale.get()) kind=ButtonKind::Quiet
                    on_press=move |()| open.set(false)/>
                <Button label=move || text::withdraw_heading(locale.get()) kind=ButtonKind::Danger busy blocked=offline
                    on_press=withdraw/>
            </div>
        </div>
    }
}

//! Reporting a device as lost: with a reason, and afterwards the list of everybody whose data it held (U-H2, V-10).

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::DeviceId;
use yanxi_protocol::api::{ExposedPeople, RevokeDevice};

use crate::{
    components::{Badge, Banner, Button, ButtonKind, Dialog, TableScroll, Tone, use_announcer},
    i18n::{
        Locale,
        office::{self, devices as text, events},
        use_locale,
    },
    state::{files, office::use_office},
    view::{
        data_bar::use_offline_reason,
        failure::failure,
        reason_picker::{ReasonDraft, ReasonPicker},
    },
};

fn chips(locale: Locale) -> Vec<String> {
    vec![text::revoke_chip_lost(locale), text::revoke_chip_stolen(locale)]
}

/// The button and its dialog.
#[component]
pub fn Revoke(
    /// Device.
    id: DeviceId,
    /// It can still be reported as lost.
    active: Memo<bool>,
    /// Its name.
    name: Memo<String>,
) -> impl IntoView {
    let locale = use_locale();
    let office = use_office();
    let announcer = use_announcer();
    let offline = use_offline_reason();
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let exposed = RwSignal::new(None::<ExposedPeople>);
    let reason = ReasonDraft::new();
    let send = move |()| {
        let words = locale.get_untracked();
        let Some(reason) = reason.value(&chips(words)) else {
            problem.set(Some(office::reason_needed(words)));
            return;
        };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match office.revoke_device(id, RevokeDevice { reason }).await {
                Ok(people) => {
                    announcer.say(text::revoke_done(words, &name.get_untracked()));
                    exposed.set(Some(people));
                }
                Err(refused) => problem.set(Some(failure(words, &refused))),
            }
            busy.set(false);
        });
    };
    let foot = move || {
        if exposed.with(Option::is_some) {
            return view! { <Button label=move || office::print(locale.get()) on_press=|()| files::print()/> }.into_any();
        }
        view! {
            <Button label=move || office::cancel(locale.get()) kind=ButtonKind::Quiet on_press=move |()| open.set(false)/>
            <Button label=move || text::revoke_confirm(locale.get(), &name.get()) kind=ButtonKind::Danger busy=busy
                blocked=offline on_press=send/>
        }
        .into_any()
    };
    view! {
        <Show when=move || active.get()>
            <Button label=move || text::revoke(locale.get()) kind=ButtonKind::Danger blocked=offline
                on_press=move |()| open.set(true)/>
        </Show>
        <Dialog open=open title=move || text::revoke_confirm(locale.get(), &name.get()) foot=foot wide=true>
            <div class="stack">
                {move || match exposed.get() {
                    Some(people) => view! { <Exposed people=people/> }.into_any(),
                    None => view! {
                        <p class="prose">{move || text::revoke_explains(locale.get(), &name.get())}</p>
                        <ReasonPicker draft=reason chips=Signal::derive(move || chips(locale.get()))/>
                    }.into_any(),
                }}
                {move || problem.get().map(|problem| view! {
                    <Banner tone=Tone::Stop text=Some(problem) urgent=true/>
                })}
            </div>
        </Dialog>
    }
}

/// Whose data the device held.
#[component]
fn Exposed(people: ExposedPeople) -> impl IntoView {
    let locale = use_locale();
    let count = people.people.len() + people.walk_ins.len();
    let heading = move || text::exposed_heading(locale.get(), count);
    let registered = people.people.into_iter().map(|(_, name, school)| (name, school, false));
    let walk_ins = people.walk_ins.into_iter().map(|(name, school)| (name, school, true));
    let rows: Vec<_> = registered.chain(walk_ins).collect();
    let row = move |(name, school, walk_in): (String, String, bool)| {
        let badge = walk_in.then(|| view! { <Badge text=move || events::walk_in(locale.get())/> });
        view! { <tr><th scope="row">{name} " " {badge}</th><td>{school}</td></tr> }
    };
    view! {
        <Banner tone=Tone::Stop title=heading text=move || text::exposed_fields(locale.get())/>
        <TableScroll label=heading>
            <table class="table">
                <thead><tr>
                    <th scope="col">{move || office::col_name(locale.get())}</th>
                    <th scope="col">{move || office::col_school(locale.get())}</th>
                </tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </TableScroll>
    }
}

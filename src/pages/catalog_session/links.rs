//! Meeting links (S1-09): shown on the press of a button to whoever the server lets see them, with the reason for
//! everybody else. They live in this component only: nothing stores them, and no address of ours carries them (V-14).

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::{ids::SessionId, plan::OnlineLink};

use super::view_model::{LinkCard, link_card};
use crate::{
    components::{Banner, Button, ButtonKind, Icon, Tone, use_announcer},
    i18n::{registering as text, use_locale},
    state::{ApiFailure, files, registering::use_registering},
    view::{data_bar::use_offline_reason, failure::failure},
};

/// The button, then the links or the reason against.
#[component]
pub fn MeetingLinks(id: SessionId) -> impl IntoView {
    let locale = use_locale();
    let registering = use_registering();
    let offline = use_offline_reason();
    let busy = RwSignal::new(false);
    let links = RwSignal::new(None::<Vec<OnlineLink>>);
    let problem = RwSignal::new(None::<ApiFailure>);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = registering.links(id).await;
            busy.set(false);
            match answer {
                Ok(found) => {
                    problem.set(None);
                    links.set(Some(found.links));
                }
                Err(why) => {
                    links.set(None);
                    problem.set(Some(why));
                }
            }
        });
    };
    let cards = move || {
        let shown = links.get()?;
        if shown.is_empty() {
            return Some(view! { <p>{move || text::links_none(locale.get())}</p> }.into_any());
        }
        let cards = shown.iter().map(|link| link_card(locale.get(), link)).collect::<Vec<_>>();
        let cards = cards.into_iter().map(|card| view! { <Link card=card/> }).collect_view();
        Some(view! { <ul class="record-cards">{cards}</ul> }.into_any())
    };
    view! {
        <section class="card" aria-labelledby="links-heading">
            <h2 id="links-heading">{move || text::links(locale.get())}</h2>
            <p class="muted">{move || text::links_for(locale.get())}</p>
            <Show when=move || links.with(Option::is_none)>
                <Button label=move || text::links_show(locale.get()) kind=ButtonKind::Plain icon=Icon::Lock
                    busy=busy blocked=offline on_press=press/>
            </Show>
            {move || problem.get().map(|why| view! {
                <Banner tone=Tone::Info text=move || Some(failure(locale.get(), &why))/>
            })}
            {cards}
        </section>
    }
}

/// One link with everything that is needed to enter.
#[component]
fn Link(card: LinkCard) -> impl IntoView {
    let locale = use_locale();
    let announcer = use_announcer();
    let copied = StoredValue::new(card.copied);
    let label = card.heading.clone();
    let copy = move |()| {
        spawn_local(async move {
            let done = files::copy_text(&copied.get_value()).await;
            let locale = locale.get_untracked();
            announcer.toast(if done { text::link_copied(locale) } else { text::link_not_copied(locale) });
        });
    };
    let (url, shown) = (card.url.clone(), card.url);
    let address = if card.opens {
        view! { <a href=url target="_blank" rel="noopener noreferrer">{shown}</a> }.into_any()
    } else {
        view! { <span>{shown}</span> }.into_any()
    };
    view! {
        <li class="record-card">
            <div class="record-card-words">
                <h3 class="record-card-title">{card.heading}</h3>
                <p>{address}</p>
                {card.lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                <div class="row">
                    <Button label=move || text::link_copy(locale.get(), &label) on_press=copy/>
                </div>
            </div>
        </li>
    }
}

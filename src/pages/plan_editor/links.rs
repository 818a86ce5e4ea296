//! Meeting links of an online session with their secrets (S0-14, S0-28, S1-09).

use leptos::prelude::*;
use yanxi_domain::{
    ids::{CourseId, SessionId},
    plan::{
        LinkProvider, LinkPurpose, OnlineLink,
        place::{Field, Place},
    },
};

use super::bound::{Draft, Remark};
use crate::{
    components::{Button, ButtonKind, Choice, Icon, Select, TextField},
    i18n::{
        Locale,
        planning::{editor as text, fields},
    },
};

/// Key, purpose, name.
type Purpose = (&'static str, LinkPurpose, fn(Locale) -> String);

const PURPOSES: [Purpose; 4] = [
    ("meeting", LinkPurpose::Meeting, text::meeting),
    ("stream", LinkPurpose::Stream, text::stream),
    ("in", LinkPurpose::SignIn, text::sign_in),
    ("out", LinkPurpose::SignOut, text::sign_out),
];

const PROVIDERS: [(&str, LinkProvider); 5] = [
    ("Webex", LinkProvider::Webex),
    ("Google Meet", LinkProvider::GoogleMeet),
    ("YouTube", LinkProvider::YouTube),
    ("form", LinkProvider::Form),
    ("other", LinkProvider::Other),
];

/// The links.
#[component]
pub fn Links(draft: Draft, course: CourseId, id: SessionId) -> impl IntoView {
    let locale = draft.locale;
    let epoch = RwSignal::new(0_u32);
    let rows = draft.of_session(id, |s| s.links.len());
    let add = move |()| {
        draft.change_session(id, |s| {
            s.links.push(OnlineLink {
                provider: LinkProvider::Webex,
                purpose: LinkPurpose::Meeting,
                url: String::new(),
                meeting_no: String::new(),
                password: String::new(),
            });
        });
    };
    view! {
        <fieldset class="plain-fieldset stack-tight">
            <legend>{move || fields::links(locale.get())}</legend>
            <p class="muted">{move || text::link_secret(locale.get())}</p>
            <For each=move || { let epoch = epoch.get(); (0..rows.get().unwrap_or(0)).map(move |row| (epoch, row)) }
                key=|key| *key let:key>
                <LinkRow draft=draft course=course session=id row=key.1 epoch=epoch/>
            </For>
            <div class="row"><Button label=move || text::add_link(locale.get()) on_press=add/></div>
        </fieldset>
    }
}

#[component]
fn LinkRow(
    draft: Draft,
    course: CourseId,
    session: SessionId,
    row: usize,
    epoch: RwSignal<u32>,
) -> impl IntoView {
    let locale = draft.locale;
    let of = move |read: fn(&OnlineLink) -> String, write: fn(&mut OnlineLink, &str)| {
        draft.session_text(
            session,
            move |s| s.links.get(row).map(read).unwrap_or_default(),
            move |s, typed| {
                if let Some(link) = s.links.get_mut(row) {
                    write(link, typed);
                }
            },
        )
    };
    let purpose = of(
        |link| {
            PURPOSES.iter().find(|(_, one, _)| *one == link.purpose).map_or("", |(key, ..)| key).to_owned()
        },
        |link, typed| {
            if let Some((_, purpose, _)) = PURPOSES.iter().find(|(key, ..)| *key == typed) {
                link.purpose = *purpose;
            }
        },
    );
    let provider = of(
        |link| PROVIDERS.iter().find(|(_, one)| *one == link.provider).map_or("", |(key, _)| key).to_owned(),
        |link, typed| {
            if let Some((_, provider)) = PROVIDERS.iter().find(|(key, _)| *key == typed) {
                link.provider = *provider;
            }
        },
    );
    let url = of(|link| link.url.clone(), |link, typed| typed.trim().clone_into(&mut link.url));
    let number = of(|link| link.meeting_no.clone(), |link, typed| typed.clone_into(&mut link.meeting_no));
    let password = of(|link| link.password.clone(), |link, typed| typed.clone_into(&mut link.password));
    let purposes = Signal::derive(move || {
        PURPOSES
            .iter()
            .map(|(key, _, name)| Choice { key: (*key).to_owned(), label: name(locale.get()) })
            .collect::<Vec<_>>()
    });
    let providers = Signal::derive(move || {
        let label = |key: &str| match key {
            "form" => text::link_form(locale.get()),
            "other" => text::link_other(locale.get()),
            name => name.to_owned(),
        };
        PROVIDERS
            .iter()
            .map(|(key, _)| Choice { key: (*key).to_owned(), label: label(key) })
            .collect::<Vec<_>>()
    });
    let remove = move |()| {
        draft.change_session(session, |s| {
            if row < s.links.len() {
                s.links.remove(row);
            }
        });
        epoch.update(|epoch| *epoch += 1);
    };
    view! {
        <div class="plan-row">
            <Select label=move || text::link_purpose(locale.get()) options=purposes value=purpose/>
            <Select label=move || text::link_provider(locale.get()) options=providers value=provider/>
            <TextField label=move || text::link_url(locale.get()) value=url input_mode="url"/>
            <TextField label=move || text::link_no(locale.get()) value=number/>
            <TextField label=move || text::link_password(locale.get()) value=password secret=true/>
            <Button label=move || text::remove_link(locale.get()) icon=Icon::Close icon_only=true
                kind=ButtonKind::Quiet on_press=remove/>
        </div>
        <Remark words=draft.remark(Place::session(course, session, Field::Links).at(row))/>
    }
}

//! One session: its line, and its form while it is open. One form a session, a copy of the one before (U-A1).

use leptos::prelude::*;
use yanxi_domain::{
    course::{DeliveryMode, TeachingForm, Venue},
    ids::{CourseId, SessionId},
    plan::{
        PlanSession,
        place::{Field, Place},
    },
};

use super::{
    agenda::Agenda,
    bound::{Draft, Remark},
    links::Links,
    periods::Periods,
    view_model::{read_day, read_words, session_head, sums, write_words},
};
use crate::{
    components::{Badge, Button, ButtonKind, Checkbox, Choice, Segmented, Select, TextField},
    i18n::planning::{editor as text, fields},
    view::{planning::words, when},
};

/// A session of a course.
#[component]
pub fn SessionCard(
    draft: Draft,
    course: CourseId,
    id: SessionId,
    /// The session whose form is open.
    open: RwSignal<Option<SessionId>>,
) -> impl IntoView {
    let locale = draft.locale;
    let here = Memo::new(move |_| open.get() == Some(id));
    let number = draft.of_session(id, |session| session.number);
    let name = move || when::session_no(locale.get(), number.get().unwrap_or(0));
    let head = Memo::new(move |_| {
        draft.plan.with(|plan| {
            let found = plan.sessions().find(|(_, one)| one.id == id);
            found.map(|(_, session)| session_head(locale.get(), plan, session)).unwrap_or_default()
        })
    });
    let worst = Memo::new(move |_| {
        draft.found.with(|found| {
            let own = found.iter().filter(|one| one.place.session == Some(id));
            let count = own.clone().count();
            own.map(|one| one.severity).max().map(|severity| (severity, count))
        })
    });
    let toggle = move |()| open.set(if here.get_untracked() { None } else { Some(id) });
    let label = move || {
        if here.get() { text::close_session(locale.get()) } else { text::edit_session(locale.get(), &name()) }
    };
    view! {
        <li class=move || format!("session-line session-line-{}", when::band(number.get().unwrap_or(1)))>
            <div class="session-line-words">
                <p class="session-line-title">{name}
                    {move || worst.get().map(|(severity, count)| {
                        let (words, tone) = words::severity(locale.get(), severity);
                        view! { <Badge tone=tone text=format!("{words} {count}")/> }
                    })}
                </p>
                <p>{head}</p>
            </div>
            <Button label=label on_press=toggle/>
            <Show when=move || here.get()>
                <div class="plan-session stack">
                    <SessionForm draft=draft course=course id=id/>
                </div>
            </Show>
        </li>
    }
}

#[component]
fn SessionForm(draft: Draft, course: CourseId, id: SessionId) -> impl IntoView {
    let locale = draft.locale;
    let at = move |field| draft.error(Place::session(course, id, field));
    let number = draft.session_text(
        id,
        |s| s.number.to_string(),
        |s, typed| s.number = typed.trim().parse().unwrap_or(0),
    );
    let date = draft.session_text(id, |s| s.date.clone(), |s, typed| typed.clone_into(&mut s.date));
    let day = Memo::new(move |_| {
        draft
            .plan
            .with(|plan| plan.sessions().find(|(_, one)| one.id == id).and_then(|(_, s)| read_day(plan, s)))
    });
    let hint = Signal::derive(move || Some(day.get().unwrap_or_else(|| text::date_hint(locale.get()))));
    let subject = draft.session_text(id, |s| s.subject.clone(), |s, typed| typed.clone_into(&mut s.subject));
    let sum = Memo::new(move |_| {
        draft.plan.with(|plan| {
            let found = plan.sessions().find(|(_, one)| one.id == id);
            found.map(|(course, session)| sums(locale.get(), course, session)).unwrap_or_default()
        })
    });
    let on_site = draft.of_session(id, |s| s.mode != DeliveryMode::Online);
    let remove = move |()| draft.change_course(course, |c| c.sessions.retain(|one| one.id != id));
    let hours = Place::session(course, id, Field::Hours);
    view! {
        <div class="form-grid">
            <TextField label=move || fields::date(locale.get()) value=date hint=hint error=at(Field::Date)/>
            <TextField label=move || fields::number(locale.get()) value=number input_mode="numeric" error=at(Field::Number)/>
        </div>
        <Remark words=draft.remark(Place::session(course, id, Field::Date))/>
        <TextField label=move || fields::subject(locale.get()) value=subject/>
        <How draft=draft id=id/>
        <Show when=move || on_site.get() == Some(true)>
            <VenueFields draft=draft course=course id=id/>
        </Show>
        <Seats draft=draft course=course id=id/>
        <Periods draft=draft course=course id=id/>
        <Agenda draft=draft course=course id=id/>
        <p class="plan-sum" role="status">{sum}</p>
        <Remark words=draft.remark(hours)/>
        <Remark words=draft.remark(Place::session(course, id, Field::Agenda))/>
        <Show when=move || on_site.get() == Some(false)>
            <Links draft=draft course=course id=id/>
        </Show>
        <div class="row">
            <Button label=move || text::remove_session(locale.get()) kind=ButtonKind::Danger on_press=remove/>
        </div>
    }
}

/// 實體／線上／混成, 簡報／實機.
#[component]
fn How(draft: Draft, id: SessionId) -> impl IntoView {
    const MODES: [DeliveryMode; 3] = [DeliveryMode::OnSite, DeliveryMode::Online, DeliveryMode::Hybrid];
    let locale = draft.locale;
    let mode = draft.of_session(id, |s| MODES.iter().position(|one| *one == s.mode).unwrap_or(0));
    let options = Signal::derive(move || {
        vec![text::on_site(locale.get()), text::online(locale.get()), text::hybrid(locale.get())]
    });
    let choose = move |index: usize| {
        draft.change_session(id, |s| s.mode = MODES.get(index).copied().unwrap_or(DeliveryMode::OnSite));
    };
    let form = move |form: TeachingForm, label: fn(crate::i18n::Locale) -> String| {
        let ticked = draft.of_session(id, move |s| s.forms.contains(&form));
        let change = move |on: bool| {
            draft.change_session(id, |s| {
                s.forms.retain(|one| *one != form);
                if on {
                    s.forms.push(form);
                }
            });
        };
        view! {
            <Checkbox label=move || label(locale.get()) value=Signal::derive(move || ticked.get() == Some(true))
                on_change=change/>
        }
    };
    view! {
        <div class="row">
            <Segmented label=move || fields::mode(locale.get()) options=options
                value=Signal::derive(move || mode.get().unwrap_or(0)) on_change=choose/>
            {form(TeachingForm::Briefing, text::briefing)}
            {form(TeachingForm::HandsOn, text::hands_on)}
        </div>
    }
}

/// Where it is.
#[component]
fn VenueFields(draft: Draft, course: CourseId, id: SessionId) -> impl IntoView {
    let locale = draft.locale;
    let field = move |read: fn(&Venue) -> String, write: fn(&mut Venue, &str)| {
        draft.session_text(
            id,
            move |s| s.venue.as_ref().map(read).unwrap_or_default(),
            move |s, typed| {
                let empty = || Venue { org_name: String::new(), room: String::new(), seats: None };
                write(s.venue.get_or_insert_with(empty), typed);
            },
        )
    };
    let org = field(|v| v.org_name.clone(), |v, typed| typed.clone_into(&mut v.org_name));
    let room = field(|v| v.room.clone(), |v, typed| typed.clone_into(&mut v.room));
    let seats = field(
        |v| v.seats.map(|n| n.to_string()).unwrap_or_default(),
        |v, typed| v.seats = typed.trim().parse().ok(),
    );
    let place = Place::session(course, id, Field::Venue);
    view! {
        <div class="form-grid">
            <TextField label=move || text::venue_org(locale.get()) value=org error=draft.error(place)/>
            <TextField label=move || text::venue_room(locale.get()) value=room/>
            <TextField label=move || text::venue_seats(locale.get()) value=seats input_mode="numeric"/>
        </div>
        <Remark words=draft.remark(place)/>
    }
}

/// Capacity, group of same content, region, audience.
#[component]
fn Seats(draft: Draft, course: CourseId, id: SessionId) -> impl IntoView {
    let locale = draft.locale;
    let some = |typed: &str| Some(typed.trim().to_owned()).filter(|text| !text.is_empty());
    let capacity = draft.session_text(
        id,
        |s: &PlanSession| s.capacity.map(|n| n.to_string()).unwrap_or_default(),
        |s, typed| s.capacity = typed.trim().replace(',', "").parse().ok(),
    );
    let group = draft.session_text(
        id,
        |s| s.equivalent_group.clone().unwrap_or_default(),
        move |s, typed| s.equivalent_group = some(typed),
    );
    let region = draft.session_text(
        id,
        |s| s.region.clone().unwrap_or_default(),
        move |s, typed| s.region = some(typed),
    );
    let tags = draft.session_text(
        id,
        |s| write_words(&s.audience_tags),
        |s, typed| s.audience_tags = read_words(typed),
    );
    let regions =
        draft.of_course(course, |c| c.regions.iter().map(|one| one.name.clone()).collect::<Vec<_>>());
    let options = Signal::derive(move || {
        let names = regions.get().unwrap_or_default();
        names.into_iter().map(|name| Choice { key: name.clone(), label: name }).collect::<Vec<_>>()
    });
    let divided = Memo::new(move |_| regions.with(|all| all.as_ref().is_some_and(|all| !all.is_empty())));
    view! {
        <div class="form-grid">
            <TextField label=move || fields::capacity(locale.get()) value=capacity input_mode="numeric"
                hint=Signal::derive(move || Some(text::capacity_hint(locale.get())))
                error=draft.error(Place::session(course, id, Field::Capacity))/>
            <TextField label=move || fields::equivalent_group(locale.get()) value=group
                hint=Signal::derive(move || Some(text::group_hint(locale.get())))/>
            <Show when=move || divided.get()>
                <Select label=move || fields::region(locale.get()) options=options value=region
                    empty=Signal::derive(move || text::no_region(locale.get()))/>
            </Show>
            <TextField label=move || fields::audience_tags(locale.get()) value=tags
                hint=Signal::derive(move || Some(text::tags_hint(locale.get())))/>
        </div>
    }
}

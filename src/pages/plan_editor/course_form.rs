//! One course: for whom, how many hours, how seats are given away, and its sessions.

use leptos::prelude::*;
use yanxi_domain::{
    bring::LoginKind,
    course::{Admission, HalfHours},
    ids::{CourseId, SessionId},
    org::SchoolLevel,
    plan::{
        PlanHours, SubjectSystem,
        place::{Field, Place},
    },
};

use super::{
    bound::{Draft, Remark},
    session_card::SessionCard,
    view_model::{
        next_session, read_bring, read_hours, read_instant, read_materials, read_regions, read_words,
        write_bring, write_instant, write_materials, write_regions, write_words,
    },
};
use crate::{
    components::{Button, ButtonKind, Checkbox, Choice, Segmented, Select, TextField},
    i18n::planning::{self, editor as text, fields},
    state::plans::{new_period_id, new_session_id},
};

/// A course of the plan.
#[component]
pub fn CourseForm(draft: Draft, id: CourseId, open: RwSignal<Option<SessionId>>) -> impl IntoView {
    let locale = draft.locale;
    let position = Memo::new(move |_| {
        draft.plan.with(|plan| plan.courses.iter().position(|one| one.id == id).unwrap_or(0))
    });
    let sessions = draft.of_course(id, |course| course.sessions.iter().map(|one| one.id).collect::<Vec<_>>());
    let title = draft.course_text(id, |c| c.title.clone(), |c, typed| typed.clone_into(&mut c.title));
    let add = move |()| {
        let new = new_session_id();
        draft.change_course(id, |course| {
            let next = next_session(course.sessions.last(), new, new_period_id);
            course.sessions.push(next);
        });
        open.set(Some(new));
    };
    let copies = Memo::new(move |_| sessions.with(|all| all.as_ref().is_some_and(|all| !all.is_empty())));
    let add_label = move || {
        if copies.get() { text::copy_session(locale.get()) } else { text::add_session(locale.get()) }
    };
    let several = Memo::new(move |_| draft.plan.with(|plan| plan.courses.len() > 1));
    let remove = move |()| draft.plan.update(|plan| plan.courses.retain(|one| one.id != id));
    let heading = move || planning::course_n(locale.get(), position.get() + 1);
    view! {
        <section class="course stack" aria-label=heading>
            <div class="course-head">
                <h2>{heading}</h2>
                <Show when=move || several.get()>
                    <Button label=move || text::remove_course(locale.get()) kind=ButtonKind::Danger on_press=remove/>
                </Show>
            </div>
            <TextField label=move || fields::course_title(locale.get()) value=title/>
            <Head draft=draft id=id/>
            <details>
                <summary>{move || [fields::admission(locale.get()), fields::bring(locale.get()), fields::regions(locale.get())].join(" · ")}</summary>
                <div class="stack">
                    <Terms draft=draft id=id/>
                    <Lists draft=draft id=id/>
                    <Bring draft=draft id=id/>
                </div>
            </details>
            <h3>{move || fields::sessions(locale.get())}</h3>
            <ul class="session-lines">
                <For each=move || sessions.get().unwrap_or_default() key=|session| *session let:session>
                    <SessionCard draft=draft course=id id=session open=open/>
                </For>
            </ul>
            <div class="row"><Button label=add_label on_press=add/></div>
        </section>
    }
}

/// Track, audience, eligibility, hours.
#[component]
fn Head(draft: Draft, id: CourseId) -> impl IntoView {
    let locale = draft.locale;
    let systems = Signal::stored(
        SubjectSystem::ALL
            .iter()
            .map(|system| Choice { key: system.name().to_owned(), label: system.name().to_owned() })
            .collect::<Vec<_>>(),
    );
    let track = draft.course_text(
        id,
        |c| c.track.map(|track| track.name().to_owned()).unwrap_or_default(),
        |c, typed| c.track = SubjectSystem::ALL.into_iter().find(|system| system.name() == typed),
    );
    let code = draft.course_text(
        id,
        |c| c.external_code.clone().unwrap_or_default(),
        |c, typed| c.external_code = Some(typed.trim().to_owned()).filter(|code| !code.is_empty()),
    );
    let audience =
        draft.course_text(id, |c| c.audience.clone(), |c, typed| typed.clone_into(&mut c.audience));
    let tags = draft.course_text(
        id,
        |c| write_words(&c.audience_tags),
        |c, typed| c.audience_tags = read_words(typed),
    );
    view! {
        <div class="form-grid">
            <Select label=move || fields::track(locale.get()) options=systems value=track
                empty=Signal::derive(move || fields::systems(locale.get()))/>
            <TextField label=move || fields::external_code(locale.get()) value=code input_mode="numeric"/>
            <TextField label=move || fields::audience(locale.get()) value=audience lines=2/>
            <TextField label=move || fields::audience_tags(locale.get()) value=tags
                hint=Signal::derive(move || Some(text::tags_hint(locale.get())))/>
        </div>
        <Eligible draft=draft id=id/>
        <Hours draft=draft id=id/>
    }
}

#[component]
fn Eligible(draft: Draft, id: CourseId) -> impl IntoView {
    let locale = draft.locale;
    let all = draft.of_course(id, |c| c.eligibility.counties.is_empty());
    let choose = move |index: usize| {
        let own = draft.plan.with_untracked(|plan| plan.county.clone());
        draft.change_course(id, |c| {
            c.eligibility.counties = if index == 0 { own.into_iter().collect() } else { Vec::new() };
        });
    };
    let options =
        Signal::derive(move || vec![text::counties_own(locale.get()), text::counties_all(locale.get())]);
    let cross = draft.of_course(id, |c| c.eligibility.cross_region);
    let level = move |level: SchoolLevel, label: fn(crate::i18n::Locale) -> String| {
        let ticked = draft.of_course(id, move |c| c.eligibility.levels.contains(&level));
        let change = move |on: bool| {
            draft.change_course(id, |c| {
                c.eligibility.levels.retain(|one| *one != level);
                if on {
                    c.eligibility.levels.push(level);
                }
            });
        };
        view! {
            <Checkbox label=move || label(locale.get()) value=Signal::derive(move || ticked.get() == Some(true))
                on_change=change/>
        }
    };
    view! {
        <fieldset class="plain-fieldset stack-tight">
            <legend>{move || fields::eligibility(locale.get())}</legend>
            <Segmented label=move || fields::eligibility(locale.get()) options=options
                value=Signal::derive(move || usize::from(all.get() == Some(true))) on_change=choose/>
            <div class="row">
                {level(SchoolLevel::Elementary, text::elementary)}
                {level(SchoolLevel::JuniorHigh, text::junior)}
                {level(SchoolLevel::Special, text::special)}
                {level(SchoolLevel::SeniorWithJunior, text::senior)}
                <Checkbox label=move || text::cross_region(locale.get())
                    value=Signal::derive(move || cross.get() == Some(true))
                    on_change=move |on: bool| draft.change_course(id, |c| c.eligibility.cross_region = on)/>
            </div>
        </fieldset>
    }
}

#[component]
fn Hours(draft: Draft, id: CourseId) -> impl IntoView {
    let locale = draft.locale;
    let policy = draft.of_course(id, |c| match c.hours {
        PlanHours::None => 0_usize,
        PlanHours::PerSession(_) => 1,
        PlanHours::PerPeriod => 2,
    });
    let choose = move |index: usize| {
        draft.change_course(id, |c| {
            c.hours = match index {
                1 => PlanHours::PerSession(HalfHours(6)),
                2 => PlanHours::PerPeriod,
                _ => PlanHours::None,
            };
        });
    };
    let options = Signal::derive(move || {
        let locale = locale.get();
        vec![text::hours_none(locale), text::hours_session(locale), text::hours_period(locale)]
    });
    let value = draft.course_text(
        id,
        |c| match c.hours {
            PlanHours::PerSession(hours) => hours.to_string(),
            PlanHours::None | PlanHours::PerPeriod => "3".to_owned(),
        },
        |c, typed| {
            if let (PlanHours::PerSession(_), Some(hours)) = (c.hours, read_hours(typed)) {
                c.hours = PlanHours::PerSession(hours);
            }
        },
    );
    let place = Place::course(id, Field::Hours);
    view! {
        <fieldset class="plain-fieldset stack-tight">
            <legend>{move || fields::hours(locale.get())}</legend>
            <Segmented label=move || fields::hours(locale.get()) options=options
                value=Signal::derive(move || policy.get().unwrap_or(0)) on_change=choose/>
            <Show when=move || policy.get() == Some(1)>
                <TextField label=move || text::hours_value(locale.get()) value=value input_mode="decimal"
                    error=draft.error(place)/>
            </Show>
            <Remark words=draft.remark(place)/>
        </fieldset>
    }
}

/// Deadlines, quota, admission.
#[component]
fn Terms(draft: Draft, id: CourseId) -> impl IntoView {
    let locale = draft.locale;
    let opens = draft.course_text(
        id,
        |c| write_instant(c.terms.opens),
        |c, typed| c.terms.opens = read_instant(typed),
    );
    let closes = draft.course_text(
        id,
        |c| write_instant(c.terms.closes),
        |c, typed| c.terms.closes = read_instant(typed),
    );
    let cancel = draft.course_text(
        id,
        |c| write_instant(c.terms.cancel_deadline),
        |c, typed| c.terms.cancel_deadline = read_instant(typed),
    );
    let quota = draft.course_text(
        id,
        |c| c.terms.per_school.map(|n| n.to_string()).unwrap_or_default(),
        |c, typed| c.terms.per_school = typed.trim().parse().ok(),
    );
    let admission = draft.of_course(id, |c| usize::from(c.terms.admission == Admission::ByOrganiser));
    let choose = move |index: usize| {
        draft.change_course(id, |c| {
            c.terms.admission = if index == 1 { Admission::ByOrganiser } else { Admission::FirstCome };
        });
    };
    let options =
        Signal::derive(move || vec![text::first_come(locale.get()), text::by_organiser(locale.get())]);
    let at = |field| draft.error(Place::course(id, field));
    view! {
        <Segmented label=move || fields::admission(locale.get()) options=options
            value=Signal::derive(move || admission.get().unwrap_or(0)) on_change=choose/>
        <div class="form-grid">
            <TextField label=move || fields::registration_opens(locale.get()) value=opens input_type="datetime-local"
                error=at(Field::RegistrationOpens)/>
            <TextField label=move || fields::registration_closes(locale.get()) value=closes input_type="datetime-local"
                error=at(Field::RegistrationCloses)/>
            <TextField label=move || fields::cancel_deadline(locale.get()) value=cancel input_type="datetime-local"/>
            <TextField label=move || fields::per_school(locale.get()) value=quota input_mode="numeric"
                hint=Signal::derive(move || Some(text::capacity_hint(locale.get()))) error=at(Field::PerSchool)/>
        </div>
    }
}

/// Materials, contact, regions.
#[component]
fn Lists(draft: Draft, id: CourseId) -> impl IntoView {
    let locale = draft.locale;
    let materials = draft.course_text(
        id,
        |c| write_materials(&c.materials),
        |c, typed| c.materials = read_materials(typed),
    );
    let regions =
        draft.course_text(id, |c| write_regions(&c.regions), |c, typed| c.regions = read_regions(typed));
    let contact = draft.course_text(id, |c| c.contact.clone(), |c, typed| typed.clone_into(&mut c.contact));
    view! {
        <TextField label=move || fields::materials(locale.get()) value=materials lines=2
            hint=Signal::derive(move || Some(text::materials_hint(locale.get())))/>
        <TextField label=move || fields::contact(locale.get()) value=contact/>
        <TextField label=move || fields::regions(locale.get()) value=regions lines=3
            hint=Signal::derive(move || Some(text::regions_hint(locale.get())))
            error=draft.error(Place::course(id, Field::Regions).at(0))/>
        <Remark words=draft.remark(Place::course(id, Field::Regions))/>
    }
}

/// A login kind and its name.
type Kind = (LoginKind, fn(crate::i18n::Locale) -> String);

/// 攜帶設備 by login kind.
#[component]
fn Bring(draft: Draft, id: CourseId) -> impl IntoView {
    let locale = draft.locale;
    let kinds: [Kind; 6] = [
        (LoginKind::FirstTime, text::bring_first),
        (LoginKind::Otp, text::bring_otp),
        (LoginKind::CitizenCertificate, text::bring_card),
        (LoginKind::HealthCard, text::bring_health),
        (LoginKind::MobileCertificate, text::bring_mobile),
        (LoginKind::SchoolAuthority, text::bring_school),
    ];
    let one = move |(kind, label): Kind| {
        let value = draft.course_text(
            id,
            move |c| write_bring(&c.bring, kind),
            move |c, typed| read_bring(&mut c.bring, kind, typed),
        );
        view! { <TextField label=move || label(locale.get()) value=value/> }
    };
    view! {
        <fieldset class="plain-fieldset stack-tight">
            <legend>{move || fields::bring(locale.get())}</legend>
            <p class="muted">{move || text::bring_hint(locale.get())}</p>
            <div class="form-grid">{kinds.map(one).collect_view()}</div>
        </fieldset>
    }
}

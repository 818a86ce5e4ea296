//! 現場報名: structured words, so that the person can be matched later (U-C5, F-03, T-16, T-41).

use leptos::prelude::*;
use yanxi_domain::{
    event::{Direction, RecordBody, SideRecord, Subject},
    ids::{DraftId, OrgId, RecordId},
    org::School,
};

use super::super::{
    context::use_screen,
    parts::{Outcome, Written},
    view_model::{
        directory::Person,
        schools::{exact, offered},
        walk_in::{Form, NOTICE_VERSION, Problems, check, county_names, eligible},
    },
    write::{punch_kind, with_reason, with_record},
};
use crate::{
    components::{Banner, Button, ButtonKind, Choice, Dialog, Select, TextField, Tone},
    i18n::desk as text,
    state::{
        desk::{NewKind, new_uuid},
        replica::use_schools,
    },
};

/// What is typed.
#[derive(Clone, Copy)]
struct Fields {
    county: RwSignal<String>,
    school: RwSignal<String>,
    picked: RwSignal<Option<School>>,
    title: RwSignal<String>,
    name: RwSignal<String>,
    reason: RwSignal<String>,
    problems: RwSignal<Problems>,
}

/// The dialog.
#[component]
pub fn WalkInDialog() -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let open = desk.open.walk_in;
    let fields = Fields {
        county: RwSignal::new(String::new()),
        school: RwSignal::new(String::new()),
        picked: RwSignal::new(None),
        title: RwSignal::new(String::new()),
        name: RwSignal::new(String::new()),
        reason: RwSignal::new(String::new()),
        problems: RwSignal::new(Problems::default()),
    };
    Effect::new(move |_| {
        if open.get() {
            untrack(|| start(fields));
        }
    });
    let direction = Memo::new(move |_| desk.direction());
    let submit = move || match direction.get() {
        Direction::In => text::walk_in_submit(locale.get()),
        Direction::Out => text::walk_in_submit_out(locale.get()),
    };
    let foot = move || {
        view! {
            <Button label=move || text::cancel(locale.get()) on_press=move |()| open.set(false)/>
            <Button label=submit kind=ButtonKind::Primary busy=desk.busy blocked=move || desk.blocked()
                on_press=move |()| save(fields)/>
        }
    };
    let foot: ViewFn = foot.into();
    view! {
        <Dialog open=open title=move || text::walk_in(locale.get()) wide=true foot=foot>
            <FormView fields=fields/>
        </Dialog>
    }
}

/// Fills the form with what is known, and the county most people come from.
fn start(fields: Fields) {
    let desk = use_screen();
    let prefill = desk.prefill.get_untracked();
    let home = desk.current_period().and_then(|(session, _)| session.eligibility.counties.first().cloned());
    fields.county.set(home.unwrap_or_default());
    let known = use_schools().with(|all| exact(all, "", &prefill.school_name));
    if let Some(school) = &known {
        fields.county.set(school.county.clone());
    }
    fields.picked.set(known);
    fields.school.set(prefill.school_name);
    fields.title.set(prefill.title);
    fields.name.set(prefill.name);
    fields.reason.set(
        prefill
            .other_session
            .map(|session| text::equivalent_reason(desk.locale.get(), &desk.session_name(session)))
            .unwrap_or_default(),
    );
    fields.problems.set(Problems::default());
}

#[component]
fn FormView(
    /// What is typed.
    fields: Fields,
) -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let schools = use_schools();
    let counties = move || {
        schools.with(|all| {
            all.iter()
                .map(|one| Choice { key: one.county.code.clone(), label: one.county.name.clone() })
                .collect::<Vec<_>>()
        })
    };
    let problem =
        move |pick: fn(&Problems) -> &Option<String>| move || fields.problems.with(|all| pick(all).clone());
    let other = move || {
        let session = desk.prefill.with(|prefill| prefill.other_session)?;
        Some(text::equivalent_warning(locale.get(), &desk.session_name(session)))
    };
    let outside = Memo::new(move |_| !fits(fields));
    let rule = move || {
        let (session, _) =
            desk.current_period().filter(|_| desk.prefill.with(|prefill| prefill.other_session.is_none()))?;
        let names = schools.with(|all| county_names(&session.eligibility, all));
        Some(text::eligible_only(locale.get(), &names))
    };
    view! {
        {move || other().map(|words| view! { <Banner tone=Tone::Wait text=words/> })}
        <div class="form-grid">
            <Select label=move || text::county(locale.get()) options=counties value=fields.county
                empty=Signal::derive(move || text::any_county(locale.get()))/>
            <div class="stack-tight">
                <TextField label=move || text::school(locale.get()) value=fields.school autofocus=true
                    hint=move || Some(text::school_hint(locale.get())) error=problem(|all| &all.school)/>
                <Offered fields=fields/>
            </div>
            <TextField label=move || text::title(locale.get()) value=fields.title error=problem(|all| &all.title)/>
            <TextField label=move || text::name(locale.get()) value=fields.name
                hint=move || Some(text::name_hint(locale.get())) error=problem(|all| &all.name)
                on_enter=move |()| save(fields)/>
        </div>
        <Alike fields=fields/>
        <Show when=move || outside.get()>
            {move || rule().map(|rule| view! { <Banner tone=Tone::Wait title=Some(rule)/> })}
            <TextField label=move || text::eligible_reason(locale.get()) value=fields.reason
                hint=move || Some(text::eligible_reason_hint(locale.get())) error=problem(|all| &all.reason)/>
        </Show>
        <p>{move || text::walk_in_notice(locale.get())}</p>
        <p class="muted small">{move || text::privacy_short(locale.get())}</p>
    }
}

/// Matching schools as buttons, while none is picked.
#[component]
fn Offered(
    /// What is typed.
    fields: Fields,
) -> impl IntoView {
    let desk = use_screen();
    let schools = use_schools();
    let found = Memo::new(move |_| {
        let typed = fields.school.get();
        if fields.picked.with(|picked| picked.as_ref().is_some_and(|school| school.short_name == typed)) {
            return Vec::new();
        }
        schools.with(|all| offered(all, &fields.county.get(), &typed))
    });
    let button = move |school: School| {
        let words = school.short_name.clone();
        let county = schools.with_untracked(|all| {
            all.iter().find(|one| one.county.code == school.county).map(|one| one.county.name.clone())
        });
        let words = if fields.county.with_untracked(String::is_empty) {
            format!("{} {words}", county.unwrap_or_default())
        } else {
            words
        };
        view! {
            <li><Button label=words on_press=move |()| {
                fields.school.set(school.short_name.clone());
                fields.county.set(school.county.clone());
                fields.picked.set(Some(school.clone()));
            }/></li>
        }
    };
    view! {
        <ul class="offered" aria-label=move || text::schools_offered(desk.locale.get())>
            {move || found.get().into_iter().map(button).collect_view()}
        </ul>
    }
}

/// Somebody on the roster has this name: is it the same person?
#[component]
fn Alike(
    /// What is typed.
    fields: Fields,
) -> impl IntoView {
    let desk = use_screen();
    let locale = desk.locale;
    let alike = Memo::new(move |_| -> Vec<Person> {
        let name = fields.name.get();
        let school = fields.school.get();
        let moving = desk.prefill.with(|prefill| prefill.other_session.is_some());
        if moving {
            return Vec::new();
        }
        desk.directory
            .with(|directory| directory.alike(&name, picked_id(fields), &school).take(3).cloned().collect())
    });
    let choose = move |subject: Subject| {
        desk.open.walk_in.set(false);
        desk.pick(subject);
    };
    view! {
        <Show when=move || alike.with(|all| !all.is_empty())>
            <Banner tone=Tone::Info title=move || Some(text::dup_hint(locale.get()))>
                {move || alike.get().into_iter().map(|person| {
                    let subject = person.subject;
                    view! {
                        <Button label=text::dup_choose(locale.get(), &person.name, &person.school_name, &person.title)
                            on_press=move |()| choose(subject)/>
                    }
                }).collect_view()}
            </Banner>
        </Show>
    }
}

/// The school, picked or typed exactly (tracked).
fn school_of(fields: Fields) -> Option<School> {
    let typed = fields.school.get();
    let picked = fields.picked.get().filter(|school| school.short_name == typed);
    picked.or_else(|| use_schools().with(|all| exact(all, &fields.county.get(), &typed)))
}

fn picked_id(fields: Fields) -> Option<OrgId> {
    fields
        .picked
        .get()
        .filter(|school| fields.school.with(|typed| school.short_name == *typed))
        .map(|school| school.id)
}

/// Whether the person may take part as far as is known (tracked).
fn fits(fields: Fields) -> bool {
    let desk = use_screen();
    let Some((session, _)) = desk.current_period() else { return true };
    if desk.prefill.with(|prefill| prefill.other_session.is_some()) {
        return false;
    }
    let school = school_of(fields);
    let county = school.as_ref().map_or_else(|| fields.county.get(), |school| school.county.clone());
    eligible(&session.eligibility, &county, school.map(|school| school.level))
}

/// Writes 現場報名 and the punch in one transaction.
fn save(fields: Fields) {
    let desk = use_screen();
    let (locale, choice) = (desk.locale.get_untracked(), desk.choice.get_untracked());
    let Some(choice) = choice else { return };
    let school = untrack(|| school_of(fields));
    let form = Form {
        county: fields.county.get_untracked(),
        school_name: fields.school.get_untracked(),
        school: school.clone(),
        title: fields.title.get_untracked(),
        name: fields.name.get_untracked(),
        reason: fields.reason.get_untracked(),
        reason_needed: untrack(|| !fits(fields)),
    };
    let problems = check(locale, &form);
    fields.problems.set(problems.clone());
    if !problems.none() {
        return;
    }
    let record = RecordId(new_uuid());
    let subject = Subject::Draft(DraftId(new_uuid()));
    let body = RecordBody::WalkIn {
        // Exactly as entered, but for the spaces around it (R-TEXT 1).
        name: form.name.trim().to_owned(),
        school: school.as_ref().map(|school| school.id),
        school_name: school
            .as_ref()
            .map_or_else(|| form.school_name.trim().to_owned(), |school| school.short_name.clone()),
        county: school
            .as_ref()
            .map(|school| school.county.clone())
            .or_else(|| (!form.county.is_empty()).then(|| form.county.clone())),
        title: form.title.trim().to_owned(),
        notice: Some(NOTICE_VERSION.to_owned()),
    };
    let side = SideRecord { id: record, session: choice.session, body };
    let walk_in = untrack(|| desk.draft(Some(subject), NewKind::WalkIn { record }));
    let punch = untrack(|| desk.draft(Some(subject), punch_kind(choice.direction)));
    let (Some(walk_in), Some(punch)) = (walk_in, punch) else { return };
    let walk_in = with_record(walk_in, side);
    let walk_in = if form.reason_needed { with_reason(walk_in, &form.reason) } else { walk_in };
    desk.open.walk_in.set(false);
    let remarks = untrack(|| desk.remarks_now(choice.direction));
    let outcome = Outcome { subject, what: Written::Punch(choice.direction), at: desk.store.now(), remarks };
    desk.write(vec![walk_in, punch], Some(outcome));
}

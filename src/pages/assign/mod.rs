//! `/assign`: an approver or administrator of a school sends own staff to a session (S0-05, U-G2).

pub mod view_model;

mod found;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use yanxi_domain::business_area::BUSINESS_AREAS;
use yanxi_protocol::registering::{Assigned, Staff};

use self::{
    found::Found,
    view_model::{Line, body, lines, may_assign, results, session_choices},
};
use crate::{
    components::{
        Badge, Banner, Button, ButtonKind, Checkbox, Choice, EmptyState, Icon, PageHeader, Select,
        TableScroll, TextField, Tone,
    },
    i18n::{office, registering as text, use_locale},
    state::{ApiFailure, clock::use_clock, me::use_me, registering::use_registering},
    view::{
        data_bar::{DataBar, use_offline_reason},
        failure::failure,
        top_bar::TopBar,
    },
};

/// The page.
#[component]
pub fn AssignPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let allowed = Memo::new(move |_| me.me().with(may_assign));
    let registering = use_registering();
    let staff = RwSignal::new(None::<Staff>);
    let found = Found::new();
    let problem = RwSignal::new(None::<ApiFailure>);
    let done = RwSignal::new(None::<Assigned>);
    let data_time = RwSignal::new(None);
    let clock = use_clock().tick();
    Effect::new(move |_| {
        done.track();
        if !allowed.get() {
            return;
        }
        spawn_local(async move {
            match registering.staff().await {
                Ok(found) => {
                    staff.set(Some(found));
                    data_time.set(Some(clock.get_untracked()));
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    });
    let problem_words = move || {
        problem
            .get()
            .map(|why| view! { <Banner tone=Tone::Stop text=move || Some(failure(locale.get(), &why))/> })
    };
    view! {
        <TopBar/>
        <main class="page">
            <PageHeader title=move || text::assign_title(locale.get()) lead=move || Some(text::assign_lead(locale.get()))/>
            {problem_words}
            {move || if allowed.get() {
                view! { <Assigning staff=staff found=found done=done problem=problem/> }.into_any()
            } else {
                view! {
                    <EmptyState icon=Icon::Lock title=move || text::assign_forbidden(locale.get())>
                        <A href="/" attr:class="button">{move || text::to_entry(locale.get())}</A>
                    </EmptyState>
                }.into_any()
            }}
        </main>
        <DataBar data_time=data_time/>
    }
}

/// Session, people, button, result.
#[component]
fn Assigning(
    staff: RwSignal<Option<Staff>>,
    found: Found,
    done: RwSignal<Option<Assigned>>,
    problem: RwSignal<Option<ApiFailure>>,
) -> impl IntoView {
    let locale = use_locale();
    let registering = use_registering();
    let session = RwSignal::new(String::new());
    let chosen = RwSignal::new(Vec::new());
    let busy = RwSignal::new(false);
    let offline = use_offline_reason();
    let people = Memo::new(move |_| {
        staff.with(|staff| staff.as_ref().map(|staff| lines(locale.get(), staff, &session.get())))
    });
    let query = RwSignal::new(String::new());
    Effect::new(move |_| found.look(registering, query.get(), session));
    let more = move |()| found.look_further(registering, query.get_untracked());
    let choices = move || found.sessions.with(|all| session_choices(locale.get(), all));
    let blocked = move || {
        offline.get().or_else(|| {
            if session.with(String::is_empty) {
                Some(text::assign_no_session(locale.get()))
            } else {
                chosen.with(Vec::is_empty).then(|| text::assign_nobody(locale.get()))
            }
        })
    };
    let press = move |()| {
        let Ok(id) = session.get_untracked().parse() else { return };
        busy.set(true);
        let body = body(&chosen.get_untracked());
        spawn_local(async move {
            match registering.assign(id, body).await {
                Ok(result) => {
                    problem.set(None);
                    chosen.set(Vec::new());
                    done.set(Some(result));
                }
                Err(why) => problem.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let outcome = move || {
        let lines = done.with(|done| {
            let done = done.as_ref()?;
            staff.with(|staff| Some(results(locale.get(), done, staff.as_ref()?)))
        })?;
        let line = |(tone, line): (Tone, String)| view! { <li><Badge tone=tone text=line/></li> };
        Some(view! {
            <section class="card" role="status">
                <h2>{move || text::assign_done(locale.get())}</h2>
                <ul class="assign-results">{lines.into_iter().map(line).collect_view()}</ul>
            </section>
        })
    };
    view! {
        <TextField label=move || text::assign_search(locale.get()) value=query/>
        <p role="status">{move || text::found(locale.get(), found.total.get())}</p>
        <Show when=move || found.next.with(Option::is_some)>
            <Button label=move || text::more(locale.get()) busy=found.busy on_press=more/>
        </Show>
        <Select label=move || text::assign_which(locale.get()) options=Signal::derive(choices) value=session
            empty=Signal::derive(move || text::assign_choose(locale.get()))/>
        {outcome}
        {move || people.get().map(|people| if people.is_empty() {
            view! { <EmptyState icon=Icon::Person title=move || text::assign_none(locale.get())/> }.into_any()
        } else {
            view! { <People people=people chosen=chosen/> }.into_any()
        })}
        <Button label=move || text::assign_press(locale.get(), chosen.with(Vec::len)) kind=ButtonKind::Primary
            busy=busy blocked=Signal::derive(blocked) on_press=press/>
    }
}

/// Own staff with a tick and a business area each.
#[component]
fn People(people: Vec<Line>, chosen: RwSignal<Vec<view_model::Chosen>>) -> impl IntoView {
    let locale = use_locale();
    let areas =
        || BUSINESS_AREAS.iter().map(|a| Choice { key: (*a).into(), label: (*a).into() }).collect::<Vec<_>>();
    let row = move |line: Line| {
        let person = line.person;
        let (area, mark) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let ticked = Memo::new(move |_| chosen.with(|all| all.iter().any(|one| one.person == person)));
        let tick = move |on: bool| {
            chosen.update(|all| {
                all.retain(|one| one.person != person);
                if on {
                    all.push(view_model::Chosen::new(person, &area.get_untracked(), &mark.get_untracked()));
                }
            });
        };
        Effect::new(move |_| {
            let (area, mark) = (area.get(), mark.get());
            if ticked.get_untracked() {
                chosen.update(|all| {
                    for one in all.iter_mut().filter(|one| one.person == person) {
                        one.area.clone_from(&area);
                        one.mark.clone_from(&mark);
                    }
                });
            }
        });
        let (name, again, whose) = (line.name.clone(), line.name.clone(), line.name.clone());
        let marked = (line.namesake && line.standing.is_none()).then(|| {
            view! {
                <TextField label=move || text::mark_of(locale.get(), &whose) value=mark
                    hint=move || Some(text::mark_hint(locale.get()))/>
            }
        });
        let standing = line.standing.map(|(tone, words)| view! { <Badge tone=tone text=words/> });
        let free = standing.is_none();
        view! {
            <tr>
                <td>{free.then(|| view! {
                    <Checkbox label=move || text::assign_one(locale.get(), &name) value=ticked on_change=tick/>
                })} {(!free).then(|| line.name.clone())} {marked}</td>
                <td>{line.title}</td>
                <td>{line.school}</td>
                <td>{move || text::sessions_count(locale.get(), line.held)}</td>
                <td>{standing}{free.then(|| view! {
                    <Select label=move || text::assign_area(locale.get(), &again) options=Signal::stored(areas())
                        value=area empty=Signal::derive(move || text::no_area(locale.get()))/>
                })}</td>
            </tr>
        }
    };
    view! {
        <TableScroll label=move || text::assign_people(locale.get())>
            <table class="table">
                <thead><tr>
                    <th scope="col">{move || office::col_name(locale.get())}</th>
                    <th scope="col">{move || office::col_title(locale.get())}</th>
                    <th scope="col">{move || office::col_school(locale.get())}</th>
                    <th scope="col">{move || text::col_registered(locale.get())}</th>
                    <th scope="col">{move || text::area(locale.get())}</th>
                </tr></thead>
                <tbody>{people.into_iter().map(row).collect_view()}</tbody>
            </table>
        </TableScroll>
    }
}

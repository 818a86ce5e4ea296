//! 議程 of a session: rows with their minutes, and module codes to choose from (14.5c).

use leptos::prelude::*;
use yanxi_domain::{
    ids::{CourseId, SessionId},
    plan::{
        AgendaRow, Topic, modules,
        place::{Field, Place},
        topic,
    },
};

use super::bound::{Draft, Remark};
use crate::{
    components::{Button, ButtonKind, Choice, Icon, Select, TextField},
    i18n::planning::{editor as text, fields},
};

/// The agenda.
#[component]
pub fn Agenda(draft: Draft, course: CourseId, id: SessionId) -> impl IntoView {
    let locale = draft.locale;
    // Rows have no identity of their own: when one goes away, all are drawn anew.
    let epoch = RwSignal::new(0_u32);
    let rows = draft.of_session(id, |s| s.agenda.len());
    let add = move |()| {
        draft.change_session(id, |s| {
            let start = s.agenda.last().and_then(|row| row.end).or_else(|| s.periods.first()?.start);
            let end = s.periods.iter().filter_map(|period| period.end).find(|end| Some(*end) > start);
            let lecturer = s.agenda.last().map(|row| row.lecturer.clone()).unwrap_or_default();
            s.agenda.push(AgendaRow { start, end, minutes: None, topics: Vec::new(), lecturer });
        });
    };
    view! {
        <fieldset class="plain-fieldset stack-tight">
            <legend>{move || fields::agenda(locale.get())}</legend>
            <For each=move || { let epoch = epoch.get(); (0..rows.get().unwrap_or(0)).map(move |row| (epoch, row)) }
                key=|key| *key let:key>
                <Row draft=draft course=course session=id row=key.1 epoch=epoch/>
            </For>
            <div class="row"><Button label=move || text::add_row(locale.get()) on_press=add/></div>
        </fieldset>
    }
}

#[component]
fn Row(
    draft: Draft,
    course: CourseId,
    session: SessionId,
    row: usize,
    epoch: RwSignal<u32>,
) -> impl IntoView {
    let locale = draft.locale;
    let of = move |read: fn(&AgendaRow) -> String, write: fn(&mut AgendaRow, &str)| {
        draft.session_text(
            session,
            move |s| s.agenda.get(row).map(read).unwrap_or_default(),
            move |s, typed| {
                if let Some(line) = s.agenda.get_mut(row) {
                    write(line, typed);
                }
            },
        )
    };
    let start = of(
        |line| line.start.map(|time| time.to_string()).unwrap_or_default(),
        |line, typed| {
            line.start = typed.parse().ok();
            follow(line);
        },
    );
    let end = of(
        |line| line.end.map(|time| time.to_string()).unwrap_or_default(),
        |line, typed| {
            line.end = typed.parse().ok();
            follow(line);
        },
    );
    let lecturer = of(|line| line.lecturer.clone(), |line, typed| typed.clone_into(&mut line.lecturer));
    // Kept as typed: reading and writing again would move the cursor at every space.
    let cell = RwSignal::new(draft.plan.with_untracked(|plan| {
        let found = plan.sessions().find(|(_, one)| one.id == session);
        found
            .and_then(|(_, one)| one.agenda.get(row))
            .map(|line| topic::write(&line.topics))
            .unwrap_or_default()
    }));
    Effect::new(move |before: Option<()>| {
        let topics: Vec<Topic> = cell.with(|typed| topic::read(typed));
        if before.is_some() {
            draft.change_session(session, |s| {
                if let Some(line) = s.agenda.get_mut(row) {
                    line.topics = topics;
                }
            });
        }
    });
    let minutes = draft.of_session(session, move |s| s.agenda.get(row).and_then(AgendaRow::span));
    let track = draft.of_course(course, |c| c.track);
    let catalogue = Signal::derive(move || {
        let choice = |module: &modules::Module| Choice {
            key: module.code.to_owned(),
            label: format!("{} {}", module.code, module.title),
        };
        modules::of(track.get().flatten()).map(choice).collect::<Vec<_>>()
    });
    let chosen = RwSignal::new(String::new());
    Effect::new(move |_| {
        let code = chosen.get();
        let found = modules::find(track.get_untracked().flatten(), &code);
        if let Some(module) = found {
            cell.update(|text| {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                text.push_str(&format!("{}. {}", module.code, module.title));
            });
            chosen.set(String::new());
        }
    });
    let remove = move |()| {
        draft.change_session(session, |s| {
            if row < s.agenda.len() {
                s.agenda.remove(row);
            }
        });
        epoch.update(|epoch| *epoch += 1);
    };
    let place = Place::session(course, session, Field::Agenda).at(row);
    view! {
        <div class="plan-item">
        <div class="plan-row">
            <TextField label=move || text::start(locale.get()) value=start input_type="time"/>
            <TextField label=move || text::end(locale.get()) value=end input_type="time" error=draft.error(place)/>
            <p class="muted">{move || minutes.get().flatten().map(|n| text::minutes(locale.get(), n))}</p>
            <TextField label=move || text::lecturer(locale.get()) value=lecturer/>
            <Select label=move || text::insert_module(locale.get()) options=catalogue value=chosen
                empty=Signal::derive(move || text::choose_module(locale.get()))/>
            <Button label=move || text::remove_row(locale.get()) icon=Icon::Close icon_only=true
                kind=ButtonKind::Quiet on_press=remove/>
        </div>
        <TextField label=move || text::topics(locale.get()) value=cell lines=4
            hint=Signal::derive(move || Some(text::topics_hint(locale.get())))/>
        <Remark words=draft.remark(place)/>
        </div>
    }
}

/// Minutes are printed as the times say; what an import printed otherwise is corrected by touching the times.
fn follow(line: &mut AgendaRow) {
    line.minutes = line.span().and_then(|span| u32::try_from(span).ok());
}

//! 簽到時段 of a session.

use leptos::prelude::*;
use yanxi_domain::{
    course::PeriodLabel,
    ids::{CourseId, PeriodId, SessionId},
    plan::{
        HourMinute, PlanBreak, PlanHours, PlanPeriod,
        place::{Field, Place},
    },
};

use super::{
    bound::{Draft, Remark},
    view_model::read_hours,
};
use crate::{
    components::{Button, ButtonKind, Icon, Segmented, TextField},
    i18n::{
        office,
        planning::{editor as text, fields},
    },
    state::plans::new_period_id,
};

const LABELS: [PeriodLabel; 3] = [PeriodLabel::Morning, PeriodLabel::Afternoon, PeriodLabel::FullDay];

/// The periods, one row each.
#[component]
pub fn Periods(draft: Draft, course: CourseId, id: SessionId) -> impl IntoView {
    let locale = draft.locale;
    let periods = draft.of_session(id, |s| s.periods.iter().map(|one| one.id).collect::<Vec<_>>());
    let add = move |()| {
        let new = new_period_id();
        draft.change_session(id, |s| {
            let label = if s.periods.is_empty() { PeriodLabel::Morning } else { PeriodLabel::Afternoon };
            s.periods.push(PlanPeriod {
                id: new,
                label,
                sign_in: None,
                start: None,
                end: None,
                breaks: Vec::new(),
                hours: None,
            });
        });
    };
    view! {
        <fieldset class="plain-fieldset stack-tight">
            <legend>{move || fields::period(locale.get())}</legend>
            <For each=move || periods.get().unwrap_or_default().into_iter().enumerate()
                key=|(row, period)| (*row, *period) let:item>
                <PeriodRow draft=draft course=course session=id row=item.0 id=item.1/>
            </For>
            <div class="row"><Button label=move || text::add_period(locale.get()) on_press=add/></div>
        </fieldset>
    }
}

#[component]
fn PeriodRow(draft: Draft, course: CourseId, session: SessionId, row: usize, id: PeriodId) -> impl IntoView {
    let locale = draft.locale;
    let of = move |read: fn(&PlanPeriod) -> String, write: fn(&mut PlanPeriod, &str)| {
        draft.session_text(
            session,
            move |s| s.periods.iter().find(|one| one.id == id).map(read).unwrap_or_default(),
            move |s, typed| {
                if let Some(period) = s.periods.iter_mut().find(|one| one.id == id) {
                    write(period, typed);
                }
            },
        )
    };
    let sign_in = of(|p| clock(p.sign_in), |p, typed| p.sign_in = typed.parse().ok());
    let start = of(|p| clock(p.start), |p, typed| p.start = typed.parse().ok());
    let end = of(|p| clock(p.end), |p, typed| p.end = typed.parse().ok());
    let hours = of(
        |p| p.hours.map(|hours| hours.to_string()).unwrap_or_default(),
        |p, typed| p.hours = read_hours(typed),
    );
    let label = draft.of_session(session, move |s| {
        let found = s.periods.iter().find(|one| one.id == id).map(|one| one.label);
        LABELS.iter().position(|one| Some(*one) == found).unwrap_or(0)
    });
    let options = Signal::derive(move || {
        let locale = locale.get();
        vec![office::morning(locale), office::afternoon(locale), office::full_day(locale)]
    });
    let choose = move |index: usize| {
        draft.change_session(session, |s| {
            if let Some(period) = s.periods.iter_mut().find(|one| one.id == id) {
                period.label = LABELS.get(index).copied().unwrap_or(PeriodLabel::Morning);
            }
        });
    };
    // A break counts once both of its times are there; one is what the sources have.
    let first = draft.plan.with_untracked(|plan| {
        let found = plan.sessions().find(|(_, one)| one.id == session);
        let period = found.and_then(|(_, one)| one.periods.iter().find(|one| one.id == id).cloned());
        period.and_then(|period| period.breaks.first().copied())
    });
    let break_start = RwSignal::new(clock(first.map(|pause| pause.start)));
    let break_end = RwSignal::new(clock(first.map(|pause| pause.end)));
    Effect::new(move |before: Option<()>| {
        let (from, to) = (break_start.with(|t| t.parse().ok()), break_end.with(|t| t.parse().ok()));
        if before.is_some() {
            draft.change_session(session, |s| {
                if let Some(period) = s.periods.iter_mut().find(|one| one.id == id) {
                    let pause = from.zip(to).map(|(start, end)| PlanBreak { start, end });
                    period.breaks = pause.into_iter().chain(period.breaks.iter().skip(1).copied()).collect();
                }
            });
        }
    });
    let by_period = draft.of_course(course, |c| c.hours == PlanHours::PerPeriod);
    let whole = Memo::new(move |_| label.get() == Some(2) || break_start.with(|text| !text.is_empty()));
    let remove = move |()| draft.change_session(session, |s| s.periods.retain(|one| one.id != id));
    let place = Place::session(course, session, Field::Period).at(row);
    view! {
        <div class="plan-row">
            <Segmented label=move || text::period_label(locale.get()) options=options
                value=Signal::derive(move || label.get().unwrap_or(0)) on_change=choose/>
            <TextField label=move || text::sign_in_opens(locale.get()) value=sign_in input_type="time"/>
            <TextField label=move || text::start(locale.get()) value=start input_type="time"/>
            <TextField label=move || text::end(locale.get()) value=end input_type="time" error=draft.error(place)/>
            <Show when=move || whole.get()>
                <TextField label=move || text::break_start(locale.get()) value=break_start input_type="time"/>
                <TextField label=move || text::break_end(locale.get()) value=break_end input_type="time"/>
            </Show>
            <Show when=move || by_period.get() == Some(true)>
                <TextField label=move || text::period_hours(locale.get()) value=hours input_mode="decimal"/>
            </Show>
            <Button label=move || text::remove_period(locale.get()) icon=Icon::Close icon_only=true
                kind=ButtonKind::Quiet on_press=remove/>
        </div>
        <Remark words=draft.remark(place)/>
    }
}

fn clock(time: Option<HourMinute>) -> String {
    time.map(|time| time.to_string()).unwrap_or_default()
}

//! The live board `/board/:session` (U-A6): what is known of who is here, and what cannot be known yet.

pub mod arrivals;
pub mod view_model;

mod curve;
mod devices;

use std::sync::Arc;

use leptos::prelude::*;

use self::{
    curve::ArrivalsCurve,
    devices::DeviceTable,
    view_model::{all_reported, quarantined, walk_ins},
};
use crate::{
    components::{Badge, Banner, PageHeader, StackedBar, TableScroll, Tone},
    i18n::{
        office::{self, board as text},
        people_unit, use_locale,
    },
    view::{
        office_frame::{SessionFrame, SituationView},
        people::Directory,
        period_board::{PeriodBoard, periods},
        situation::Situation,
    },
};

/// The page.
#[component]
pub fn BoardPage() -> impl IntoView {
    let body: SituationView = Arc::new(|situation| view! { <Board situation=situation/> }.into_any());
    view! { <SessionFrame body=body/> }
}

#[component]
fn Board(situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let boards = Memo::new(move |_| situation.with(|s| s.with_facts(|facts| periods(locale.get(), facts))));
    let count = Memo::new(move |_| boards.with(Vec::len));
    let complete = Memo::new(move |_| situation.with(|s| s.with_facts(all_reported)));
    let no_devices = Memo::new(move |_| {
        situation.with(|s| s.course.devices.iter().all(|d| !d.sessions.contains(&s.session.session.id)))
    });
    view! {
        <PageHeader title=move || text::title(locale.get())/>
        <Show when=move || no_devices.get()>
            <Banner tone=Tone::Info text=move || text::no_devices(locale.get())/>
        </Show>
        <Show when=move || complete.get()>
            <Banner tone=Tone::Ok text=move || text::all_reported(locale.get())/>
        </Show>
        {move || (0..count.get()).map(|index| {
            let board = Memo::new(move |_| boards.with(|boards| boards.get(index).cloned().unwrap_or_default()));
            view! { <PeriodSection board=board/> }
        }).collect_view()}
        <DeviceTable situation=situation/>
        <WalkIns situation=situation/>
        <Quarantine situation=situation/>
    }
}

/// Numbers, bar, what is unknown and why, and the curve of one period. Drawn once and followed, so that news does not
/// close a table somebody has open.
#[component]
fn PeriodSection(board: Memo<PeriodBoard>) -> impl IntoView {
    let locale = use_locale();
    let count = move |(word, number, unknown): (String, u32, bool)| {
        view! {
            <div class="count" class:count-unknown={unknown && number > 0}>
                <dt>{word}</dt>
                <dd>{number}<span class="unit">{move || people_unit(locale.get())}</span></dd>
            </div>
        }
    };
    let heading = Memo::new(move |_| board.with(|board| board.heading.clone()));
    let parts = Memo::new(move |_| board.with(|board| board.parts.clone()));
    let silent =
        Memo::new(move |_| board.with(|board| (board.unknown.clone(), board.unknown_devices.clone())));
    let unknown = move || {
        let (sentence, devices) = silent.get();
        (!devices.is_empty()).then(|| {
            let devices = devices.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! {
                <Banner tone=Tone::Wait title=sentence text=move || text::bar_absent_note(locale.get())>
                    <ul class="plain-list">{devices}</ul>
                </Banner>
            }
        })
    };
    view! {
        <section class="period-board">
            <h2>{heading}</h2>
            <dl class="counts">
                {move || board.with(|board| board.counts.clone()).into_iter().map(count).collect_view()}
            </dl>
            <StackedBar label=move || text::bar_label(locale.get(), &heading.get()) parts=parts/>
            {unknown}
            <ArrivalsCurve board=board/>
        </section>
    }
}

/// Walk-ins in order of arrival.
#[component]
fn WalkIns(situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let lines = Memo::new(move |_| {
        situation.with(|s| {
            let people = Directory::new(locale.get(), &s.session.roster, &s.session.records, &s.session.log);
            s.with_facts(|facts| walk_ins(locale.get(), facts, &people))
        })
    });
    let rows = move || {
        let row = |line: view_model::WalkInLine| {
            view! {
                <tr>
                    <td>{line.time}</td>
                    <th scope="row">{line.name}</th>
                    <td>{line.school}</td>
                    <td>{line.title}</td>
                    <td><Badge tone=if line.open { Tone::Wait } else { Tone::Ok } text=line.state/></td>
                </tr>
            }
        };
        lines.get().into_iter().map(row).collect_view()
    };
    let heading = move || text::walk_ins_heading(locale.get(), lines.with(Vec::len));
    view! {
        <section class="stack-tight">
            <h2>{heading}</h2>
            {move || if lines.with(Vec::is_empty) {
                view! { <p class="muted">{move || text::walk_ins_none(locale.get())}</p> }.into_any()
            } else {
                view! {
                    <TableScroll label=heading>
                        <table class="table">
                            <thead><tr>
                                <th scope="col">{move || text::arrivals_col_time(locale.get())}</th>
                                <th scope="col">{move || office::col_name(locale.get())}</th>
                                <th scope="col">{move || office::col_school(locale.get())}</th>
                                <th scope="col">{move || office::col_title(locale.get())}</th>
                                <th scope="col">{move || text::col_status(locale.get())}</th>
                            </tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </TableScroll>
                }.into_any()
            }}
        </section>
    }
}

/// Events kept aside, each with the reason in words; nothing the server refuses vanishes.
#[component]
fn Quarantine(situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let lines = Memo::new(move |_| {
        situation.with(|s| s.with_facts(|facts| quarantined(locale.get(), facts, &s.course.quarantined)))
    });
    let line = move |line: view_model::QuarantineLine| {
        view! {
            <li class="quarantine-line">
                <p><strong>{line.device}</strong> " " <span class="muted">{line.received}</span></p>
                <p>{line.reason}</p>
                <details>
                    <summary>{move || text::quarantine_raw(locale.get())}</summary>
                    <code class="raw">{line.raw}</code>
                </details>
            </li>
        }
    };
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <section class="stack-tight">
                <h2>{move || text::quarantine_heading(locale.get(), lines.with(Vec::len))}</h2>
                <p class="muted prose">{move || text::quarantine_explains(locale.get())}</p>
                <ul class="plain-list">{move || lines.get().into_iter().map(line).collect_view()}</ul>
            </section>
        </Show>
    }
}

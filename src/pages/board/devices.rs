//! Devices of the session: last contact, what was unsent then, gaps, clock, end report, readiness.

use leptos::prelude::*;
use yanxi_domain::{
    device::{DeviceState, DeviceStatus},
    facts::Facts,
};
use yanxi_protocol::docs::{CheckLight, Readiness};

use crate::{
    components::TableScroll,
    i18n::{
        Locale,
        office::{board as text, devices as device_text},
        use_locale,
    },
    view::{difference::clock_is, ranges::ranges, situation::Situation, when},
};

/// One row, every cell in words.
#[derive(Clone, PartialEq, Eq)]
struct DeviceRow {
    name: String,
    last_seen: String,
    unsent: String,
    gaps: String,
    clock: String,
    ended: String,
    ready: String,
}

/// The table.
#[component]
pub fn DeviceTable(situation: Signal<Situation>) -> impl IntoView {
    let locale = use_locale();
    let rows = Memo::new(move |_| {
        situation.with(|s| s.with_facts(|facts| rows(locale.get(), facts, &s.course.readiness)))
    });
    let row = |row: DeviceRow| {
        view! {
            <tr>
                <th scope="row">{row.name}</th>
                <td>{row.last_seen}</td>
                <td class="numeric">{row.unsent}</td>
                <td>{row.gaps}</td>
                <td>{row.clock}</td>
                <td>{row.ended}</td>
                <td>{row.ready}</td>
            </tr>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <section class="stack-tight">
                <h2>{move || text::devices_heading(locale.get())}</h2>
                <TableScroll label=move || text::devices_heading(locale.get())>
                    <table class="table">
                        <thead><tr>
                            <th scope="col">{move || text::col_device(locale.get())}</th>
                            <th scope="col">{move || text::col_last_seen(locale.get())}</th>
                            <th scope="col" class="numeric">{move || text::col_unsent(locale.get())}</th>
                            <th scope="col">{move || text::col_gaps(locale.get())}</th>
                            <th scope="col">{move || text::col_clock(locale.get())}</th>
                            <th scope="col">{move || text::col_ended(locale.get())}</th>
                            <th scope="col">{move || text::col_ready(locale.get())}</th>
                        </tr></thead>
                        <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </TableScroll>
            </section>
        </Show>
    }
}

fn rows(locale: Locale, facts: &Facts, readiness: &[Readiness]) -> Vec<DeviceRow> {
    let mut here: Vec<&DeviceStatus> =
        facts.devices.iter().filter(|device| device.sessions.contains(&facts.session.id)).collect();
    here.sort_by(|a, b| a.name.cmp(&b.name));
    here.into_iter().map(|device| row(locale, facts, device, readiness)).collect()
}

fn row(locale: Locale, facts: &Facts, device: &DeviceStatus, readiness: &[Readiness]) -> DeviceRow {
    let ended = facts.log.ended(device.id).is_some()
        || device.ended.iter().any(|(session, _)| *session == facts.session.id);
    DeviceRow {
        name: match device.state {
            DeviceState::Active => device.name.clone(),
            DeviceState::Lost => format!("{}（{}）", device.name, text::device_lost(locale)),
            DeviceState::Retired => format!("{}（{}）", device.name, text::device_retired(locale)),
        },
        last_seen: when::stamp_or_none(locale, device.last_seen),
        unsent: text::entries(locale, device.unsent),
        gaps: if device.missing.is_empty() { text::none(locale) } else { ranges(locale, &device.missing) },
        clock: device
            .clock_offset_ms
            .map_or_else(|| device_text::clock_unknown(locale), |ms| clock_is(locale, ms)),
        ended: if ended { text::ended_yes(locale) } else { text::ended_no(locale) },
        ready: ready(locale, facts, device, readiness),
    }
}

/// Worst light of the newest check, with its time and the roster version it saw for this session.
fn ready(locale: Locale, facts: &Facts, device: &DeviceStatus, readiness: &[Readiness]) -> String {
    let of_device = readiness.iter().filter(|check| check.device == device.id);
    let Some(check) = of_device.max_by_key(|check| check.at) else {
        return text::ready_none(locale);
    };
    let roster = check.rosters.iter().find(|(session, ..)| *session == facts.session.id);
    let version = roster.map_or_else(|| text::no_roster(locale), |(_, at, _)| when::stamp(*at));
    let time = when::stamp(check.at);
    let any = |light| check.checks.iter().any(|(_, one, _)| *one == light);
    if check.checks.is_empty() || any(CheckLight::Red) {
        text::ready_red(locale, &time, &version)
    } else if any(CheckLight::Amber) {
        text::ready_amber(locale, &time, &version)
    } else {
        text::ready_green(locale, &time, &version)
    }
}

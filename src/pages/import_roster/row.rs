//! One row of the file, with what settles it.

use leptos::prelude::*;
use yanxi_domain::{
    ids::OrgId,
    roster_import::{Problem, Verdict},
};
use yanxi_protocol::imports::ImportedRow;

use super::{
    Import,
    view_model::{problem, problems, row_choice, verdict, with_row, with_school},
};
use crate::{
    components::{Badge, Button, ButtonKind, Choice, Select, TextField},
    i18n::{
        office::{self, import_roster as text},
        use_locale,
    },
};

/// The row.
#[component]
pub fn RowLine(
    /// Row and verdict.
    row: ImportedRow,
    /// The import.
    import: Import,
) -> impl IntoView {
    let locale = use_locale();
    let row = StoredValue::new(row);
    let line = row.with_value(|row| row.line);
    let choice = row_choice_now(import, line);
    let title =
        row.with_value(|row| if row.title.is_empty() { choice.title.clone() } else { row.title.clone() });
    let mark = row.with_value(|row| {
        if row.disambiguator.is_empty() { choice.disambiguator.clone() } else { row.disambiguator.clone() }
    });
    let school = move || row.with_value(|row| format!("{} {}", row.county, row.school).trim().to_owned());
    let is_skipped = row.with_value(|row| row.verdict == Verdict::Skipped);
    let sentences = move || {
        row.with_value(|row| {
            let words = |one| view! { <li>{problem(locale.get(), row, one)}</li> };
            problems(row).iter().map(words).collect_view()
        })
    };
    let asks_school = row.with_value(|row| problems(row).iter().any(|p| matches!(p, Problem::School { .. })));
    let asks_text = row.with_value(|row| {
        let asks =
            |p: &Problem| matches!(p, Problem::Title | Problem::Duplicate { .. } | Problem::SameName { .. });
        problems(row).iter().any(asks) || (!choice.disambiguator.is_empty() && !problems(row).is_empty())
    });
    let skip =
        move |skip: bool| import.choose(with_row(choices_now(import), line, |choice| choice.skip = skip));
    view! {
        <li class="import-row">
            <div class="row">
                <span class="muted small nowrap">{move || text::line(locale.get(), line)}</span>
                <strong>{row.with_value(|row| row.name.clone())}</strong>
                {(!mark.is_empty()).then(|| view! { <Badge plain=true text=mark.clone()/> })}
                <span>{move || office::school_title(locale.get(), &school(), &title)}</span>
                <Badge tone=Signal::derive(move || row.with_value(|row| verdict(locale.get(), row).0))
                    text=Signal::derive(move || row.with_value(|row| verdict(locale.get(), row).1))/>
                {is_skipped.then(|| view! {
                    <Button label=move || text::unskip(locale.get()) kind=ButtonKind::Quiet busy=import.busy
                        on_press=move |()| skip(false)/>
                })}
            </div>
            {row.with_value(|row| !problems(row).is_empty()).then(|| view! {
                <ul class="plain-list">{sentences}</ul>
                {asks_school.then(|| view! { <WhichSchool row=row import=import/> })}
                {asks_text.then(|| view! { <TitleAndMark row=row import=import/> })}
                <div class="row">
                    <Button label=move || text::skip(locale.get()) kind=ButtonKind::Quiet busy=import.busy
                        on_press=move |()| skip(true)/>
                </div>
            })}
        </li>
    }
}

fn choices_now(import: Import) -> yanxi_domain::roster_import::Choices {
    import.preview.with_untracked(|preview| preview.as_ref().map(|p| p.choices.clone())).unwrap_or_default()
}

fn row_choice_now(import: Import, line: u64) -> yanxi_domain::roster_import::RowChoice {
    row_choice(&choices_now(import), line)
}

/// A school out of the suggestions, or another name to look for.
#[component]
fn WhichSchool(row: StoredValue<ImportedRow>, import: Import) -> impl IntoView {
    let locale = use_locale();
    let chosen = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let options = import.preview.with_untracked(|preview| {
        let suggested: Vec<OrgId> = row.with_value(|row| {
            let of = |problem: &Problem| match problem {
                Problem::School { suggestions } => suggestions.clone(),
                _ => Vec::new(),
            };
            problems(row).iter().flat_map(of).collect()
        });
        let schools = preview.as_ref().map(|preview| preview.schools.clone()).unwrap_or_default();
        let named = suggested.iter().filter_map(|id| schools.iter().find(|school| school.id == *id));
        named
            .map(|school| Choice { key: school.id.to_string(), label: school.name.clone() })
            .collect::<Vec<_>>()
    });
    let some = !options.is_empty();
    let send = move |school: Option<OrgId>, look_for: &str| {
        import.choose(row.with_value(|row| with_school(choices_now(import), row, school, look_for)));
    };
    Effect::new(move |before: Option<()>| {
        let school = chosen.with(|key| key.parse().ok());
        if before.is_some() && school.is_some() {
            send(school, "");
        }
    });
    let look = Callback::new(move |()| {
        let name = name.get_untracked();
        if !name.trim().is_empty() {
            send(None, &name);
        }
    });
    view! {
        <div class="import-fields">
            {some.then(|| view! {
                <Select label=move || text::which_school(locale.get()) options=options.clone() value=chosen
                    empty=Signal::derive(move || text::choose(locale.get()))/>
            })}
            <TextField label=move || text::look_for(locale.get()) value=name on_enter=look/>
            <Button label=move || text::look(locale.get()) busy=import.busy on_press=look/>
        </div>
    }
}

/// What the file leaves out: 職稱, and what tells people of one name apart.
#[component]
fn TitleAndMark(row: StoredValue<ImportedRow>, import: Import) -> impl IntoView {
    let locale = use_locale();
    let line = row.with_value(|row| row.line);
    let choice = row_choice_now(import, line);
    let (title, mark) = (RwSignal::new(choice.title), RwSignal::new(choice.disambiguator));
    let asks_title = row.with_value(|row| problems(row).contains(&Problem::Title));
    let asks_mark = row.with_value(|row| {
        let told = |p: &Problem| matches!(p, Problem::Duplicate { .. } | Problem::SameName { .. });
        problems(row).iter().any(told)
    });
    let confirm = Callback::new(move |()| {
        import.choose(with_row(choices_now(import), line, |choice| {
            choice.title = title.get_untracked();
            choice.disambiguator = mark.get_untracked();
        }));
    });
    view! {
        <div class="import-fields">
            {asks_title.then(|| view! {
                <TextField label=move || text::title_label(locale.get()) value=title on_enter=confirm/>
            })}
            {asks_mark.then(|| view! {
                <TextField label=move || text::mark_label(locale.get()) value=mark on_enter=confirm/>
            })}
            <Button label=move || text::confirm(locale.get()) busy=import.busy on_press=confirm/>
        </div>
    }
}

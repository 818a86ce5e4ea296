//! Choosing one school or office from the directory on this device: a part of its name is enough.

use leptos::prelude::*;
use yanxi_domain::{ids::OrgId, text::search_key};
use yanxi_protocol::docs::CountySchools;

use crate::{
    components::{Button, ButtonKind, TextField},
    i18n::{account::administration as text, use_locale},
    state::replica::use_schools,
};

/// Schools offered at a time; more words narrow it down.
const OFFERED: usize = 8;

/// A school with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Identity.
    pub id: OrgId,
    /// County code.
    pub county: String,
    /// 「海豐國小」
    pub name: String,
}

/// The field, and the chosen one in its place.
#[component]
pub fn SchoolPicker(
    /// What is chosen.
    picked: RwSignal<Option<Picked>>,
    /// Only schools of these counties; empty: of all.
    #[prop(into)]
    counties: Signal<Vec<String>>,
    /// What is wrong.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let schools = use_schools();
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        schools.with(|all| counties.with(|counties| offered(all, counties, &query.get())))
    });
    let none = move || {
        (query.with(|query| !query.trim().is_empty()) && found.with(Vec::is_empty))
            .then(|| text::organisation_none(locale.get()))
    };
    move || match picked.get() {
        Some(chosen) => view! {
            <div class="row">
                <p>{move || text::organisation_chosen(locale.get(), &chosen.name)}</p>
                <Button label=move || text::organisation_change(locale.get()) kind=ButtonKind::Quiet
                    on_press=move |()| picked.set(None)/>
            </div>
        }
        .into_any(),
        None => view! {
            <div class="stack-tight">
                <TextField label=move || text::field_organisation(locale.get()) value=query required=true
                    hint=move || Some(text::field_organisation_hint(locale.get()))
                    error=Signal::derive(move || none().or_else(|| error.get()))/>
                <ul class="offered">
                    {move || found.get().into_iter().map(|one| {
                        let name = one.name.clone();
                        view! {
                            <li><Button label=name on_press=move |()| picked.set(Some(one.clone()))/></li>
                        }
                    }).collect_view()}
                </ul>
            </div>
        }
        .into_any(),
    }
}

/// Schools of these counties whose names contain what was typed; those that begin with it first.
#[must_use]
pub fn offered(all: &[CountySchools], counties: &[String], typed: &str) -> Vec<Picked> {
    let key = search_key(typed);
    if key.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, Picked)> = all
        .iter()
        .filter(|one| counties.is_empty() || counties.contains(&one.county.code))
        .flat_map(|one| &one.schools)
        .filter_map(|school| {
            let keys: Vec<String> = school.names().map(search_key).collect();
            let first = keys.iter().any(|name| name.starts_with(&key));
            let picked =
                Picked { id: school.id, county: school.county.clone(), name: school.short_name.clone() };
            keys.iter().any(|name| name.contains(&key)).then_some((!first, picked))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().take(OFFERED).map(|(_, picked)| picked).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::org::{County, School, SchoolLevel};

    use super::*;

    fn county(code: &str, names: &[&str]) -> CountySchools {
        let school = |(n, name): (usize, &&str)| School {
            id: OrgId(Uuid::from_u128(n as u128)),
            code: format!("9999{n:02}"),
            full_name: format!("測試縣立{name}"),
            short_name: (*name).to_owned(),
            county: code.to_owned(),
            level: SchoolLevel::Elementary,
            count_weight: 1,
            other_names: Vec::new(),
        };
        CountySchools {
            county: County { code: code.into(), name: "測試縣".into() },
            schools: names.iter().enumerate().map(school).collect(),
        }
    }

    #[test]
    fn a_part_of_the_name_finds_it_within_the_counties_asked_for() {
        let all = [county("a", &["南海豐國小", "海豐國小", "山嵐國小"]), county("b", &["海豐國中"])];
        let names = |counties: &[String], typed| -> Vec<String> {
            offered(&all, counties, typed).into_iter().map(|one| one.name).collect()
        };
        assert_eq!(names(&[], "海豐"), ["海豐國小", "海豐國中", "南海豐國小"]);
        assert_eq!(names(&["b".into()], "海豐"), ["海豐國中"]);
        assert_eq!(names(&[], "測試縣立山"), ["山嵐國小"]);
        assert!(names(&[], " ").is_empty());
    }
}

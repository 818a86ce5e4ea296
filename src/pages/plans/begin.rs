//! 新增計畫: blank, or a copy of an earlier plan.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use yanxi_domain::roc_date;
use yanxi_protocol::plans::{NewPlan, PlanList, PlanSource};

use crate::{
    components::{Banner, Button, ButtonKind, Choice, Dialog, Select, TextField, Tone},
    i18n::{planning::list as text, use_locale},
    state::{ApiFailure, clock::use_clock, plans::use_plans},
    view::failure::failure,
};

/// Key of the blank plan among the choices.
const BLANK: &str = "";

/// The dialog.
#[component]
pub fn BeginDialog(open: RwSignal<bool>, list: Signal<PlanList>) -> impl IntoView {
    let locale = use_locale();
    let handle = use_plans();
    let navigate = use_navigate();
    let now = use_clock().tick();
    let unit = RwSignal::new(String::new());
    let from = RwSignal::new(BLANK.to_owned());
    let year = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(None::<ApiFailure>);
    Effect::new(move |_| {
        if open.get() {
            unit.set(list.with(|list| {
                list.units.iter().find(|unit| unit.writes).map(|unit| unit.id.to_string()).unwrap_or_default()
            }));
            from.set(BLANK.to_owned());
            year.set(roc_date::school_year(now.get_untracked().taipei_date()).to_string());
            refused.set(None);
        }
    });
    let units = Signal::derive(move || {
        list.with(|list| {
            let choice = |unit: &yanxi_protocol::plans::PlanUnit| Choice {
                key: unit.id.to_string(),
                label: unit.name.clone(),
            };
            list.units.iter().filter(|unit| unit.writes).map(choice).collect::<Vec<_>>()
        })
    });
    let sources = Signal::derive(move || {
        list.with(|list| {
            let copy = |head: &yanxi_protocol::plans::PlanHead| Choice {
                key: head.id.to_string(),
                label: text::copy_of(locale.get(), &head.title),
            };
            list.plans.iter().filter(|head| !head.title.is_empty()).map(copy).collect::<Vec<_>>()
        })
    });
    let create = Callback::new(move |()| {
        let source = match from.get_untracked().parse() {
            Ok(plan) => PlanSource::Copy { plan },
            Err(_) => PlanSource::Blank { school_year: year.get_untracked().trim().parse().unwrap_or(0) },
        };
        let Ok(unit) = unit.get_untracked().parse() else { return };
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            match handle.begin(NewPlan { unit, from: source }).await {
                Ok(plan) => {
                    open.set(false);
                    navigate(&format!("/plans/{}", plan.head.id), leptos_router::NavigateOptions::default());
                }
                Err(why) => refused.set(Some(why)),
            }
            busy.set(false);
        });
    });
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        <Dialog open=open title=move || text::new_plan(locale.get())
            foot=move || view! {
                <Button label=move || text::create(locale.get()) kind=ButtonKind::Primary busy=busy on_press=create/>
            }
        >
            <div class="stack">
                {move || why().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
                <Select label=move || text::unit(locale.get()) options=units value=unit/>
                <Select label=move || text::begin_with(locale.get()) options=sources value=from
                    empty=Signal::derive(move || text::blank(locale.get()))/>
                <Show when=move || from.with(|from| from == BLANK)
                    fallback=move || view! { <p class="muted">{move || text::copy_hint(locale.get())}</p> }>
                    <TextField label=move || text::year(locale.get()) value=year input_mode="numeric"/>
                </Show>
            </div>
        </Dialog>
    }
}

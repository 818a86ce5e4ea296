//! 核准方式 of the units the account plans for: a visible parameter. Those who approve there may change it.

use leptos::{prelude::*, task::spawn_local};
use yanxi_domain::ids::OrgId;
use yanxi_protocol::{
    api::Role,
    plans::{ApprovalPolicy, PlanList, PlanUnit, SetPlanPolicy},
};

use crate::{
    components::{Banner, Choice, Select, Tone},
    i18n::{Locale, planning::list as text, use_locale},
    state::{ApiFailure, me::use_me, plans::use_plans},
    view::failure::failure,
};

const ALL: [(&str, ApprovalPolicy); 3] = [
    ("unit", ApprovalPolicy::ByUnit),
    ("county", ApprovalPolicy::ByUnitOrCounty),
    ("none", ApprovalPolicy::NotNeeded),
];

fn words(locale: Locale, policy: ApprovalPolicy) -> String {
    match policy {
        ApprovalPolicy::ByUnit => text::policy_by_unit(locale),
        ApprovalPolicy::ByUnitOrCounty => text::policy_by_unit_or_county(locale),
        ApprovalPolicy::NotNeeded => text::policy_not_needed(locale),
    }
}

/// One line a unit.
#[component]
pub fn Policy(list: Signal<PlanList>, done: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let me = use_me().me();
    let approves = move |unit: OrgId| {
        me.with(|me| {
            let roles = me.account.iter().flat_map(|account| &account.roles);
            roles
                .into_iter()
                .any(|role| matches!(role, Role::Approver { organisations } if organisations.contains(&unit)))
        })
    };
    let units = Memo::new(move |_| list.with(|list| list.units.clone()));
    view! {
        <Show when=move || units.with(|units| !units.is_empty())>
            <section class="stack-tight">
                <h2>{move || text::policy(locale.get())}</h2>
                {move || units.get().into_iter().map(|unit| if approves(unit.id) {
                    view! { <Changeable unit=unit done=done/> }.into_any()
                } else {
                    let policy = unit.policy;
                    view! { <p>{unit.name} "：" {move || words(locale.get(), policy)}</p> }.into_any()
                }).collect_view()}
            </section>
        </Show>
    }
}

#[component]
fn Changeable(unit: PlanUnit, done: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let handle = use_plans();
    let key = |policy| ALL.iter().find(|(_, one)| *one == policy).map_or("unit", |(key, _)| key);
    let value = RwSignal::new(key(unit.policy).to_owned());
    let refused = RwSignal::new(None::<ApiFailure>);
    let (id, name, present) = (unit.id, unit.name, unit.policy);
    Effect::new(move |_| {
        let chosen = value.with(|value| ALL.iter().find(|(key, _)| key == value).map(|(_, policy)| *policy));
        let Some(policy) = chosen.filter(|policy| *policy != present) else { return };
        spawn_local(async move {
            match handle.set_policy(id, SetPlanPolicy { policy }).await {
                Ok(()) => done.run(()),
                Err(why) => refused.set(Some(why)),
            }
        });
    });
    let options = Signal::derive(move || {
        ALL.iter()
            .map(|(key, policy)| Choice { key: (*key).to_owned(), label: words(locale.get(), *policy) })
            .collect::<Vec<_>>()
    });
    let why = move || refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    view! {
        {move || why().map(|words| view! { <Banner tone=Tone::Stop urgent=true text=Some(words)/> })}
        <Select label=name options=options value=value/>
    }
}

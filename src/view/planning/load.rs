//! The plan named in the address, as the server has it.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_params_map};
use yanxi_protocol::plans::{PlanDetail, PlanId};

use crate::{
    components::{Banner, Button, EmptyState, Icon, Tone},
    i18n::{office, planning as text, use_locale},
    state::{
        ApiFailure,
        me::use_me,
        plans::{PlansHandle, use_plans},
    },
    view::failure::failure,
};

/// What the server said last, and how to ask again.
#[derive(Clone, Copy)]
pub struct Loaded {
    /// The plan.
    pub plan: RwSignal<Option<PlanDetail>>,
    /// It is as last seen on this device: the server could not be reached.
    pub offline: RwSignal<bool>,
    /// Why it could not be read.
    pub refused: RwSignal<Option<ApiFailure>>,
    /// Requests.
    pub handle: PlansHandle,
}

/// The plan in the address; `None`: no such id.
#[must_use]
pub fn use_plan_param() -> Memo<Option<PlanId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("plan")).and_then(|id| id.parse().ok()))
}

/// Reads the plan in the address as soon as somebody is signed in.
#[must_use]
pub fn use_plan() -> Loaded {
    let loaded = Loaded {
        plan: RwSignal::new(None),
        offline: RwSignal::new(false),
        refused: RwSignal::new(None),
        handle: use_plans(),
    };
    let id = use_plan_param();
    let me = use_me();
    let account = Memo::new(move |_| me.me().with(|me| me.account.as_ref().map(|own| own.id)));
    Effect::new(move |_| {
        if let (Some(id), Some(_)) = (id.get(), account.get()) {
            loaded.read(id);
        }
    });
    loaded
}

impl Loaded {
    /// Asks again; what is shown stays until the answer is here.
    pub fn read(self, id: PlanId) {
        spawn_local(async move {
            match self.handle.read(id).await {
                Ok(seen) => {
                    self.refused.set(None);
                    self.offline.set(seen.offline);
                    self.plan.set(Some(seen.data));
                }
                Err(why) => self.refused.set(Some(why)),
            }
        });
    }
}

/// Instead of a plan that is not here: not yet, not for this account, or no network.
#[component]
pub fn NotLoaded(
    /// What the server said, and how to ask again.
    loaded: Loaded,
) -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let id = use_plan_param();
    let signed_out = Memo::new(move |_| me.loaded().get() && me.me().with(|me| me.account.is_none()));
    let why = move || {
        loaded.refused.with(|why| match why.as_ref()? {
            ApiFailure::Offline => Some(text::not_seen(locale.get())),
            why => Some(failure(locale.get(), why)),
        })
    };
    move || {
        if signed_out.get() {
            view! {
                <EmptyState icon=Icon::Lock title=move || office::not_signed_in(locale.get())>
                    <A href="/" attr:class="button">{move || office::to_entry(locale.get())}</A>
                </EmptyState>
            }
            .into_any()
        } else if let Some(words) = why() {
            view! {
                <Banner tone=Tone::Wait text=Some(words)>
                    <Button label=move || text::try_again(locale.get())
                        on_press=move |()| if let Some(id) = id.get_untracked() { loaded.read(id) }/>
                </Banner>
            }
            .into_any()
        } else {
            view! { <EmptyState icon=Icon::Hourglass title=move || text::loading(locale.get())/> }.into_any()
        }
    }
}

/// Above a plan that is shown as last seen here.
#[component]
pub fn SeenOffline(
    /// What is shown.
    loaded: Loaded,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Show when=move || loaded.offline.get()>
            <Banner tone=Tone::Wait text=Signal::derive(move || Some(text::seen_offline(locale.get())))/>
        </Show>
    }
}

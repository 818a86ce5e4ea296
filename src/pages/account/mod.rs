//! `/account`: the own account, on a phone too. What needs the server says so offline (Y-10).

mod factor;
mod passkeys;
mod password;
mod prove;
mod renew;
mod sessions;
pub mod view_model;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_navigate};
use yanxi_protocol::accounts::Access;

use self::{factor::Factor, password::Password, sessions::Sessions, view_model::roles};
use crate::{
    components::{Banner, Button, ButtonKind, Card, EmptyState, Icon, PageHeader, Tone},
    i18n::{
        account::{self, own as text},
        use_locale,
    },
    state::{
        ApiFailure,
        account::{AccountHandle, use_account},
        me::use_me,
    },
    view::{failure::failure, top_bar::TopBar},
};

/// What the server said last, and how to ask again.
#[derive(Clone, Copy)]
struct OwnAccess {
    access: RwSignal<Option<Access>>,
    refused: RwSignal<Option<ApiFailure>>,
    handle: AccountHandle,
}

impl OwnAccess {
    /// Asks again; what is shown stays until the answer is here.
    fn refresh(self) {
        spawn_local(async move {
            match self.handle.access().await {
                Ok(access) => {
                    self.refused.set(None);
                    self.access.set(Some(access));
                }
                Err(why) => self.refused.set(Some(why)),
            }
        });
    }
}

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let own = OwnAccess { access: RwSignal::new(None), refused: RwSignal::new(None), handle: use_account() };
    let name = Memo::new(move |_| me.me().with(|me| me.account.as_ref().map(|own| own.name.clone())));
    let signed_out = Memo::new(move |_| me.loaded().get() && name.with(Option::is_none));
    Effect::new(move |_| {
        if name.with(Option::is_some) {
            own.refresh();
        }
    });
    let lead = move || {
        let login = own.access.with(|access| access.as_ref().and_then(|access| access.login.clone()));
        name.get().map(|name| match login {
            Some(login) => text::lead(locale.get(), &name, &login),
            None => name,
        })
    };
    view! {
        <TopBar/>
        <main class="page page-narrow">
            <PageHeader title=move || text::title(locale.get()) lead=Signal::derive(lead)/>
            {move || if signed_out.get() {
                view! {
                    <EmptyState icon=Icon::Lock title=move || text::not_signed_in(locale.get())>
                        <A href="/login" attr:class="button button-primary">{move || text::to_login(locale.get())}</A>
                    </EmptyState>
                }.into_any()
            } else {
                view! { <Banner tone=Tone::Info text=move || Some(account::account_personal(locale.get()))/> <Own own/> }
                    .into_any()
            }}
        </main>
    }
}

/// Somebody's account.
#[component]
fn Own(own: OwnAccess) -> impl IntoView {
    let locale = use_locale();
    let me = use_me().me();
    let held = Memo::new(move |_| me.with(|me| roles(locale.get(), me)));
    let why = move || own.refused.with(|why| why.as_ref().map(|why| failure(locale.get(), why)));
    let here = Memo::new(move |_| own.access.with(Option::is_some));
    let waiting = move || !here.get() && own.refused.with(Option::is_none);
    view! {
        <Card>
            <h2>{move || text::roles_heading(locale.get())}</h2>
            <ul class="plain-list">
                {move || held.get().into_iter().map(|role| view! { <li>{role}</li> }).collect_view()}
            </ul>
        </Card>
        {move || why().map(|words| view! {
            <Banner tone=Tone::Wait text=words>
                <Button label=move || account::try_again(locale.get()) on_press=move |()| own.refresh()/>
            </Banner>
        })}
        <Show when=waiting>
            <EmptyState icon=Icon::Hourglass title=move || account::loading(locale.get())/>
        </Show>
        <Show when=move || here.get()>
            <Factor own/>
            <Password own/>
            <Sessions own/>
        </Show>
        <Leave/>
    }
}

/// Signing out here.
#[component]
fn Leave() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let leave = move |()| {
        busy.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            me.logout().await;
            navigate("/", leptos_router::NavigateOptions::default());
        });
    };
    view! {
        <div><Button label=move || text::leave(locale.get()) icon=Icon::Out kind=ButtonKind::Quiet busy on_press=leave/></div>
    }
}

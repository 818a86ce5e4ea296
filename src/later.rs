//! Pages whose program is fetched when they are first opened: the first load carries only the entry page.
//!
//! A piece holds what only its own pages use; `cargo xtask build` cuts them out (feature `split`). The service worker
//! keeps all pieces, so offline they come from there. Without the feature everything is one program.

use std::{future::Future, pin::Pin};

use leptos::{prelude::*, wasm_split::SplitLoaderError};
use leptos_router::ChooseView;

use crate::{
    components::{Button, ButtonKind, EmptyState, Icon},
    i18n::{self, use_locale},
    pages::{
        account::AccountPage, accounts::AccountsPage, admission::AdmissionPage, assign::AssignPage,
        audit::AuditPage, backfill::BackfillPage, board::BoardPage, catalog::CatalogPage,
        catalog_session::CatalogSessionPage, courses::CoursesPage, desk::DeskPage, devices::DevicesPage,
        directory::DirectoryPage, enrol::EnrolPage, first_login::FirstLoginPage, hours::HoursPage,
        import_roster::ImportRosterPage, login::LoginPage, me::MePage, notices::NoticesPage,
        plan_editor::PlanEditorPage, plan_print::PlanPrintPage, plan_review::PlanReviewPage,
        plans::PlansPage, privacy::PrivacyPage, readiness::ReadinessPage, review::ReviewPage,
        sheet::SheetPage,
    },
    state::{self, registering::RegisteringHandle},
};

type Loaded = Result<AnyView, SplitLoaderError>;

/// What a route shows: a page of one of the pieces.
#[derive(Clone, Copy)]
pub struct Later(fn() -> Pin<Box<dyn Future<Output = Loaded>>>);

impl ChooseView for Later {
    async fn choose(self) -> AnyView {
        (self.0)().await.unwrap_or_else(|_| view! { <NotFetched/> }.into_any())
    }

    async fn preload(&self) {}
}

/// `piece { NAME function Page, }` makes `NAME`: the [`Later`] of that page in that piece.
macro_rules! pages {
    ($($piece:ident { $($name:ident $function:ident $page:ident,)* })*) => {$($(
        #[doc = concat!("`", stringify!($page), "` in the piece `", stringify!($piece), "`.")]
        pub const $name: Later = Later(|| Box::pin(async { fetched!($function()) }));

        #[cfg_attr(
            feature = "split",
            leptos::wasm_split::wasm_split($piece, wasm_split_path = leptos::wasm_split, fallible)
        )]
        fn $function() -> Loaded {
            Ok(view! { <$page/> }.into_any())
        }
    )*)*};
}

/// A split function is async: it fetches its piece first.
#[cfg(feature = "split")]
macro_rules! fetched {
    ($page:expr) => {
        $page.await
    };
}
#[cfg(not(feature = "split"))]
macro_rules! fetched {
    ($page:expr) => {
        $page
    };
}

pages! {
    tablet {
        DESK desk DeskPage,
        ENROL enrol EnrolPage,
        READINESS readiness ReadinessPage,
    }
    office {
        COURSES courses CoursesPage,
        BOARD board BoardPage,
        REVIEW review ReviewPage,
        HOURS hours HoursPage,
        BACKFILL backfill BackfillPage,
        SHEET sheet SheetPage,
        IMPORT_ROSTER import_roster ImportRosterPage,
        DEVICES devices DevicesPage,
        ADMISSION admission AdmissionPage,
    }
    own {
        ME me MePage,
        NOTICES notices NoticesPage,
        PRIVACY privacy PrivacyPage,
    }
    admin {
        DIRECTORY directory DirectoryPage,
    }
    registering {
        CATALOG catalog CatalogPage,
        CATALOG_SESSION catalog_session CatalogSessionPage,
        ASSIGN assign AssignPage,
    }
    account {
        LOGIN login LoginPage,
        FIRST_LOGIN first_login FirstLoginPage,
        ACCOUNT account AccountPage,
    }
    planning {
        PLANS plans PlansPage,
        PLAN plan PlanEditorPage,
        PLAN_REVIEW plan_review PlanReviewPage,
        PLAN_PRINT plan_print PlanPrintPage,
    }
    administration {
        ACCOUNTS accounts AccountsPage,
        AUDIT audit AuditPage,
    }
}

/// Sends a person's requests.
type Send = fn(RegisteringHandle) -> Pin<Box<dyn Future<Output = ()>>>;

/// Sends what was asked for without a network, whatever page is open: the piece that can is fetched only then.
pub fn send_requests(registering: RegisteringHandle) {
    leptos::task::spawn_local(async move {
        let sender: Result<Send, SplitLoaderError> = fetched!(sender());
        if let Ok(send) = sender {
            send(registering).await;
        }
    });
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(registering, wasm_split_path = leptos::wasm_split, fallible)
)]
fn sender() -> Result<Send, SplitLoaderError> {
    Ok(|registering| Box::pin(registering.send_waiting()))
}

/// Instead of a page whose piece could not be fetched.
#[component]
fn NotFetched() -> impl IntoView {
    let locale = use_locale();
    view! {
        <main class="page">
            <EmptyState
                icon=Icon::CloudOff
                title=move || i18n::page_not_fetched(locale.get())
                text=move || i18n::page_not_fetched_text(locale.get())
            >
                <Button
                    label=move || i18n::reload(locale.get())
                    kind=ButtonKind::Primary
                    on_press=|| state::update::reload()
                />
            </EmptyState>
        </main>
    }
}

//! The service worker keeps (page, program, styles) as one set for cold offline starts. An update waits until a
//! person applies it (F-19).

/// Address of the worker; the root, so that it controls every route.
#[cfg(target_arch = "wasm32")]
const WORKER: &str = "/sw.js";
/// Tells a waiting worker to take over.
#[cfg(target_arch = "wasm32")]
const ACTIVATE: &str = "activate";

/// Registers the worker. `on_waiting` is called when a newer version is downloaded and waits.
#[cfg(target_arch = "wasm32")]
pub fn register(on_waiting: impl Fn() + Clone + 'static) {
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{ServiceWorkerRegistration, ServiceWorkerState};

    let Some(container) = container() else { return };
    // A first install takes no page over; only a change of the controller means that another version runs now.
    if container.controller().is_some() {
        let changed = Closure::<dyn Fn()>::new(super::lifecycle::reload);
        container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    }
    wasm_bindgen_futures::spawn_local(async move {
        let Ok(registered) = wasm_bindgen_futures::JsFuture::from(container.register(WORKER)).await else {
            super::console::warn("no service worker: this page will not start offline");
            return;
        };
        let Ok(registration) = registered.dyn_into::<ServiceWorkerRegistration>() else { return };
        if registration.waiting().is_some() {
            on_waiting();
        }
        let found = Closure::<dyn Fn()>::new({
            let registration = registration.clone();
            move || {
                let Some(worker) = registration.installing() else { return };
                let on_waiting = on_waiting.clone();
                let state = Closure::<dyn Fn()>::new({
                    let worker = worker.clone();
                    let container = container.clone();
                    move || {
                        if worker.state() == ServiceWorkerState::Installed && container.controller().is_some()
                        {
                            on_waiting();
                        }
                    }
                });
                worker.set_onstatechange(Some(state.as_ref().unchecked_ref()));
                state.forget();
            }
        });
        registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
        found.forget();
    });
}

/// Lets the waiting worker take over; every tab reloads then.
#[cfg(target_arch = "wasm32")]
pub fn apply_update() {
    wasm_bindgen_futures::spawn_local(async {
        if let Some(waiting) = registration().await.and_then(|registration| registration.waiting()) {
            let _ = waiting.post_message(&ACTIVATE.into());
        }
    });
}

/// Asks the server whether there is a newer version.
#[cfg(target_arch = "wasm32")]
pub fn check_for_update() {
    wasm_bindgen_futures::spawn_local(async {
        if let Some(registration) = registration().await {
            let _ = registration.update();
        }
    });
}

/// Whether a worker holds the app, so that it starts without a network.
#[cfg(target_arch = "wasm32")]
pub async fn holds_app() -> bool {
    registration().await.is_some_and(|registration| registration.active().is_some())
}

#[cfg(target_arch = "wasm32")]
fn container() -> Option<web_sys::ServiceWorkerContainer> {
    use wasm_bindgen::JsCast;

    // Missing in insecure contexts and some private windows.
    super::js::get(&super::js::navigator()?, "serviceWorker")?.dyn_into().ok()
}

#[cfg(target_arch = "wasm32")]
async fn registration() -> Option<web_sys::ServiceWorkerRegistration> {
    use wasm_bindgen::JsCast;

    wasm_bindgen_futures::JsFuture::from(container()?.get_registration()).await.ok()?.dyn_into().ok()
}

/// Natively there is no worker.
#[cfg(not(target_arch = "wasm32"))]
pub fn register(_on_waiting: impl Fn() + Clone + 'static) {}

/// Natively there is no worker.
#[cfg(not(target_arch = "wasm32"))]
pub const fn apply_update() {}

/// Natively there is no worker.
#[cfg(not(target_arch = "wasm32"))]
pub const fn check_for_update() {}

/// Natively there is no worker.
#[cfg(not(target_arch = "wasm32"))]
pub async fn holds_app() -> bool {
    false
}

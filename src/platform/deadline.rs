//! Giving up on a request: a captive network often swallows requests without an answer.

#[cfg(target_arch = "wasm32")]
pub use browser::Deadline;

#[cfg(target_arch = "wasm32")]
mod browser {
    use std::{cell::Cell, rc::Rc};

    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{AbortController, AbortSignal};

    /// Aborts what carries its signal once the time is up. Dropped: the timer is off.
    pub struct Deadline {
        controller: Option<AbortController>,
        expired: Rc<Cell<bool>>,
        timer: Option<i32>,
        // The browser calls it: it must live as long as the timer.
        _on_time: Closure<dyn FnMut()>,
    }

    impl Deadline {
        /// A deadline from now.
        #[must_use]
        pub fn after(milliseconds: u32) -> Self {
            let controller = AbortController::new().ok();
            let expired = Rc::new(Cell::new(false));
            let on_time = Closure::new({
                let (controller, expired) = (controller.clone(), expired.clone());
                move || {
                    expired.set(true);
                    if let Some(controller) = &controller {
                        controller.abort();
                    }
                }
            });
            let delay = i32::try_from(milliseconds).unwrap_or(i32::MAX);
            let timer = web_sys::window().and_then(|window| {
                let callback = on_time.as_ref().unchecked_ref();
                window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay).ok()
            });
            Self { controller, expired, timer, _on_time: on_time }
        }

        /// To be handed to the request.
        #[must_use]
        pub fn signal(&self) -> Option<AbortSignal> {
            self.controller.as_ref().map(AbortController::signal)
        }

        /// Whether the time is up.
        #[must_use]
        pub fn expired(&self) -> bool {
            self.expired.get()
        }
    }

    impl Drop for Deadline {
        fn drop(&mut self) {
            if let (Some(window), Some(timer)) = (web_sys::window(), self.timer) {
                window.clear_timeout_with_handle(timer);
            }
        }
    }
}

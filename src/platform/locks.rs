//! Web locks: one writer and one sync loop among all tabs of this browser (F-18).

/// A lock held until dropped, or until the page dies: the browser releases it then.
pub struct HeldLock {
    #[cfg(target_arch = "wasm32")]
    release: Option<js_sys::Function>,
}

/// Takes the lock if nobody holds it. `None`: another tab does.
///
/// A browser without web locks gives the lock to everybody; two tabs pushing the same events are harmless, and two
/// writers are told apart by the transaction that reads the head.
#[cfg(target_arch = "wasm32")]
pub async fn try_hold(name: &str) -> Option<HeldLock> {
    use std::{cell::RefCell, rc::Rc};

    use futures::channel::oneshot;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};

    use super::js;

    let Some(manager) = js::navigator().and_then(|navigator| js::get(&navigator, "locks")) else {
        return Some(HeldLock { release: None });
    };
    let (sender, receiver) = oneshot::channel::<Option<js_sys::Function>>();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let answer = move |value| {
        if let Some(sender) = sender.borrow_mut().take() {
            let _ = sender.send(value);
        }
    };
    // The lock is held as long as the promise returned here is pending.
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            answer(None);
            return JsValue::UNDEFINED;
        }
        let mut release = None;
        let held = js_sys::Promise::new(&mut |resolve, _| release = Some(resolve));
        answer(release);
        held.unchecked_into()
    });
    let options: JsValue = js_sys::Object::new().into();
    js::set(&options, "ifAvailable", &JsValue::TRUE);
    js::call(&manager, "request", &[&name.into(), &options, &granted])?;
    let release = receiver.await.ok()??;
    Some(HeldLock { release: Some(release) })
}

#[cfg(target_arch = "wasm32")]
impl Drop for HeldLock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            let _ = release.call0(&wasm_bindgen::JsValue::UNDEFINED);
        }
    }
}

/// Natively there are no other tabs.
#[cfg(not(target_arch = "wasm32"))]
pub async fn try_hold(_name: &str) -> Option<HeldLock> {
    Some(HeldLock {})
}

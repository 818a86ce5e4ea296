//! Calling what `web_sys` calls unstable (web locks, compression, battery), with nothing assumed to exist.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property, unless it is missing or `undefined`.
pub fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// Sets a property of an object just made.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// `object.name(...arguments)`.
pub fn call(object: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let function: Function = get(object, name)?.dyn_into().ok()?;
    function.apply(object, &list(arguments)).ok()
}

/// `await object.name(...arguments)`.
pub async fn call_async(object: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let promise: Promise = call(object, name, arguments)?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// `new name(...arguments)` of the global scope.
pub fn construct(name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let class: Function = get(&js_sys::global(), name)?.dyn_into().ok()?;
    Reflect::construct(&class, &list(arguments)).ok()
}

/// `navigator`.
pub fn navigator() -> Option<JsValue> {
    get(&js_sys::global(), "navigator")
}

fn list(arguments: &[&JsValue]) -> Array {
    arguments.iter().copied().collect()
}

//! Passkeys of this browser (WebAuthn). Question and answer are the JSON of the standard; nothing of them is stored here.

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// This browser has no passkeys, or too old a kind of them.
    #[error("not offered")]
    NotOffered,
    /// The person closed the dialogue, or waited too long.
    #[error("cancelled")]
    Cancelled,
    /// The one chosen is bound already.
    #[error("known")]
    Known,
    /// Passkeys belong to another address than this one.
    #[error("other address")]
    OtherAddress,
    /// Anything else, by the name the browser gives it. For the log.
    #[error("failed: {0}")]
    Failed(String),
}

/// Whether this browser, at this address, can use passkeys of `domain`.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn offered(domain: &str) -> bool {
    let host = web_sys::window().and_then(|window| window.location().hostname().ok()).unwrap_or_default();
    within(&host, domain) && class().is_some()
}

/// Natively there are none.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn offered(_domain: &str) -> bool {
    false
}

/// Makes a passkey: `navigator.credentials.create`.
///
/// # Errors
/// See [`PasskeyError`].
pub async fn create(options: &str) -> Result<String, PasskeyError> {
    ask("create", "parseCreationOptionsFromJSON", options).await
}

/// Shows a passkey: `navigator.credentials.get`.
///
/// # Errors
/// See [`PasskeyError`].
pub async fn get(options: &str) -> Result<String, PasskeyError> {
    ask("get", "parseRequestOptionsFromJSON", options).await
}

/// The class, where it can read and write JSON itself.
#[cfg(target_arch = "wasm32")]
fn class() -> Option<wasm_bindgen::JsValue> {
    use super::js;
    let class = js::get(&js_sys::global(), "PublicKeyCredential")?;
    js::get(&class, "parseCreationOptionsFromJSON")?;
    Some(class)
}

#[cfg(target_arch = "wasm32")]
async fn ask(verb: &str, parse: &str, options: &str) -> Result<String, PasskeyError> {
    use js_sys::{JSON, Object, Promise};
    use wasm_bindgen::{JsCast as _, JsValue};

    use super::js;

    let missing = || PasskeyError::NotOffered;
    let class = class().ok_or_else(missing)?;
    let container = js::navigator().and_then(|navigator| js::get(&navigator, "credentials"));
    let options = JSON::parse(options).map_err(|_| PasskeyError::Failed("options".into()))?;
    let options = js::call(&class, parse, &[&options]).ok_or_else(missing)?;
    let asked: JsValue = Object::new().into();
    js::set(&asked, "publicKey", &options);
    let promise = js::call(&container.ok_or_else(missing)?, verb, &[&asked]).ok_or_else(missing)?;
    let promise: Promise = promise.dyn_into().map_err(|_| missing())?;
    let credential = wasm_bindgen_futures::JsFuture::from(promise).await.map_err(|error| named(&error))?;
    // Some password managers answer in the browser's stead, without this.
    let answer = js::call(&credential, "toJSON", &[]).ok_or_else(missing)?;
    let text = JSON::stringify(&answer).ok().and_then(|text| text.as_string());
    text.ok_or_else(|| PasskeyError::Failed("answer".into()))
}

#[cfg(not(target_arch = "wasm32"))]
async fn ask(_verb: &str, _parse: &str, _options: &str) -> Result<String, PasskeyError> {
    Err(PasskeyError::NotOffered)
}

/// Names of the standard (WebAuthn level 3, 5.1.3 and 5.1.4).
#[cfg(target_arch = "wasm32")]
fn named(error: &wasm_bindgen::JsValue) -> PasskeyError {
    let name = super::js::get(error, "name").and_then(|name| name.as_string()).unwrap_or_default();
    match name.as_str() {
        "NotAllowedError" | "AbortError" => PasskeyError::Cancelled,
        "InvalidStateError" => PasskeyError::Known,
        "SecurityError" => PasskeyError::OtherAddress,
        _ => PasskeyError::Failed(name),
    }
}

/// Whether `host` is `domain` or part of it.
#[cfg(any(target_arch = "wasm32", test))]
fn within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_domain_is_that_of_the_address_or_one_it_is_part_of() {
        assert!(within("localhost", "localhost") && within("yanxi.edu.example", "edu.example"));
        assert!(!within("127.0.0.1", "localhost") && !within("anxi.example", "xi.example"));
        assert!(!within("edu.example", "yanxi.edu.example"));
    }
}

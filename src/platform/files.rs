//! Handing a file to the person, taking one from them, and printing.

/// A file somebody chose.
#[derive(Clone, Debug, PartialEq)]
pub struct ChosenFile {
    /// Name without folders.
    pub name: String,
    /// Bytes.
    pub size: f64,
    /// Content, base64.
    pub base64: String,
}

/// The files of an `<input type="file">` whose `change` event this is, those of at most `max_size` bytes read, the others
/// with no content.
#[cfg(target_arch = "wasm32")]
pub async fn chosen_files(event: leptos::ev::Event, max_size: f64) -> Vec<ChosenFile> {
    use wasm_bindgen::JsCast as _;

    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let files = input.as_ref().and_then(web_sys::HtmlInputElement::files);
    let mut chosen = Vec::new();
    for at in 0..files.as_ref().map_or(0, web_sys::FileList::length) {
        let Some(file) = files.as_ref().and_then(|files| files.get(at)) else { continue };
        let base64 = if file.size() <= max_size { base64(&file).await } else { None };
        chosen.push(ChosenFile { name: file.name(), size: file.size(), base64: base64.unwrap_or_default() });
    }
    // The same file again is a change again.
    if let Some(input) = input {
        input.set_value("");
    }
    chosen
}

#[cfg(target_arch = "wasm32")]
async fn base64(file: &web_sys::File) -> Option<String> {
    let bytes = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    // `btoa` takes one character a byte.
    let binary: String = bytes.into_iter().map(char::from).collect();
    web_sys::window()?.btoa(&binary).ok()
}

/// Natively there is nobody who could choose.
#[cfg(not(target_arch = "wasm32"))]
pub async fn chosen_files(_event: leptos::ev::Event, _max_size: f64) -> Vec<ChosenFile> {
    Vec::new()
}

/// Offers `bytes` as a download named `name`. `false`: this browser cannot.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn save_file(name: &str, mime: &str, bytes: &[u8]) -> bool {
    use wasm_bindgen::JsCast;

    let offer = || -> Option<()> {
        let document = web_sys::window()?.document()?;
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(mime);
        let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
        let link: web_sys::HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
        link.set_href(&url);
        link.set_download(name);
        link.click();
        web_sys::Url::revoke_object_url(&url).ok()
    };
    offer().is_some()
}

/// Opens the print dialogue of the browser.
#[cfg(target_arch = "wasm32")]
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Natively there is nobody to hand a file to.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub const fn save_file(_name: &str, _mime: &str, _bytes: &[u8]) -> bool {
    false
}

/// Natively there is no print dialogue.
#[cfg(not(target_arch = "wasm32"))]
pub const fn print() {}

/// The text of the file just chosen in a file input; `None` when none was, or it cannot be read.
#[cfg(target_arch = "wasm32")]
pub async fn chosen_text(event: web_sys::Event) -> Option<String> {
    use wasm_bindgen::JsCast;

    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0)?;
    wasm_bindgen_futures::JsFuture::from(file.text()).await.ok()?.as_string()
}

/// Natively nobody chooses a file.
#[cfg(not(target_arch = "wasm32"))]
pub async fn chosen_text(_event: leptos::ev::Event) -> Option<String> {
    None
}

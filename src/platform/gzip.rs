//! Compressing request bodies with what the browser brings along: no compressor in the first load.

/// `bytes` as gzip; `None` where the browser has no `CompressionStream` (then the body goes as it is).
#[cfg(target_arch = "wasm32")]
pub async fn compress(bytes: &[u8]) -> Option<Vec<u8>> {
    use super::js;

    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = js::construct("Blob", &[&parts])?;
    let gzip = js::construct("CompressionStream", &[&"gzip".into()])?;
    let packed = js::call(&js::call(&blob, "stream", &[])?, "pipeThrough", &[&gzip])?;
    let response = js::construct("Response", &[&packed])?;
    let buffer = js::call_async(&response, "arrayBuffer", &[]).await?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Natively nothing is sent.
#[cfg(not(target_arch = "wasm32"))]
pub async fn compress(_bytes: &[u8]) -> Option<Vec<u8>> {
    None
}

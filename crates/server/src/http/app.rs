//! The embedded app: one binary deploys the product. The folder may be empty (tests, early development).

use std::{borrow::Cow, sync::LazyLock};

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};

use crate::failure::Failure;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../dist"]
#[allow_missing = true]
struct App;

const INDEX: &str = "index.html";
const FAVICON: &str = "icons/icon-192.png";
/// Names that change with their content may be kept for ever.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// Everything that is no API route: a file of the app, or the app itself for its own paths.
pub(super) async fn fallback(request: Request) -> Response {
    let path = request.uri().path();
    if path.starts_with("/api/") || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Failure::not_found().into_response();
    }
    let name = file_name(path);
    let is_page = name == INDEX;
    match file(name, request.headers()) {
        Some(response) => response,
        None if is_page => (StatusCode::NOT_FOUND, "this build does not contain the app\n").into_response(),
        None => Failure::not_found().into_response(),
    }
}

/// The file that answers a path: pages are all the app itself.
fn file_name(path: &str) -> &str {
    let path = path.trim_start_matches('/');
    match path {
        _ if !path.rsplit('/').next().unwrap_or(path).contains('.') => INDEX,
        // Browsers ask for it beside pages that name no icon, like the API's own answers.
        "favicon.ico" => FAVICON,
        _ => path,
    }
}

fn file(name: &str, headers: &HeaderMap) -> Option<Response> {
    // Precompressed siblings are served under the plain name only.
    let plain = App::get(name)?;
    let (encoding, file) = precompressed(name, headers).unwrap_or((None, plain));
    let etag = etag(&file);
    let mut response = if headers.get(header::IF_NONE_MATCH).is_some_and(|known| *known == etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(match file.data {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        })
    };
    let out = response.headers_mut();
    out.insert(header::ETAG, etag);
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(header::CACHE_CONTROL, if is_hashed(name) { FOR_EVER } else { REVALIDATE });
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    if let Ok(mime) = HeaderValue::from_str(mime.essence_str()) {
        out.insert(header::CONTENT_TYPE, mime);
    }
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}

fn precompressed(name: &str, headers: &HeaderMap) -> Option<(Option<&'static str>, EmbeddedFile)> {
    let accepted = headers.get(header::ACCEPT_ENCODING)?.to_str().ok()?;
    let accepts = |encoding: &str| {
        accepted.split(',').any(|part| part.split(';').next().is_some_and(|e| e.trim() == encoding))
    };
    [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(encoding, _)| accepts(encoding))
        .find_map(|(encoding, suffix)| Some((Some(encoding), App::get(&format!("{name}.{suffix}"))?)))
}

fn etag(file: &EmbeddedFile) -> HeaderValue {
    let hash: String = file.metadata.sha256_hash()[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::from_str(&format!("\"{hash}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Whether the name carries a hash of its content, like `yanxi-app-1f3a5c7e9b2d4f60_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    name.split(['-', '_', '.', '/'])
        .any(|part| part.len() >= 12 && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

static CONTENT_SECURITY_POLICY: LazyLock<HeaderValue> = LazyLock::new(policy);

/// Scripts come from this server only; the page's own inline ones (the build tool's starter) are named by their hash.
pub(super) fn content_security_policy() -> HeaderValue {
    // A development build reads the files from disk, and they change under it.
    if cfg!(debug_assertions) { policy() } else { CONTENT_SECURITY_POLICY.clone() }
}

fn policy() -> HeaderValue {
    let index = App::get(INDEX);
    let index = index.as_ref().and_then(|file| std::str::from_utf8(&file.data).ok()).unwrap_or_default();
    let inline: String = inline_scripts(index)
        .map(|script| format!(" 'sha256-{}'", base64(&Sha256::digest(script))))
        .collect();
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{inline}; style-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'self'"))
}

fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (content, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=") && !content.is_empty()).then_some(content)
    })
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group =
            chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for position in 0..4 {
            let index = (group >> (18 - 6 * position)) & 63;
            text.push(if position <= chunk.len() { char::from(ALPHABET[index as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{FAVICON, base64, file_name, inline_scripts, is_hashed};

    #[test]
    fn pages_are_the_app_and_files_are_files() {
        for (path, name) in [
            ("/", "index.html"),
            ("/desk/1", "index.html"),
            ("/index.html", "index.html"),
            ("/sw.js", "sw.js"),
            ("/v1.2/page", "index.html"),
            ("/favicon.ico", FAVICON),
        ] {
            assert_eq!(file_name(path), name, "{path}");
        }
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/");
        assert!(std::path::Path::new(file).join(FAVICON).exists());
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for name in [
            "yanxi-app-1f3a5c7e9b2d4f60_bg.wasm",
            "main-9b2d4f601f3a5c7e.css",
            "snippets/x-0123456789abcdef/a.js",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["index.html", "sw.js", "manifest.webmanifest", "icon-192.png", "yanxi-app.js"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn base64_pads() {
        for (plain, encoded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn inline_scripts_are_found_and_files_are_not() {
        let html = "<head><script src=\"/a.js\"></script><script type=\"module\">import a;</script></head>";
        assert_eq!(inline_scripts(html).collect::<Vec<_>>(), ["import a;"]);
    }
}

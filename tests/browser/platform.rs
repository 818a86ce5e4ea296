//! Locks, compression, ids and clocks as the browser gives them.

use wasm_bindgen_test::wasm_bindgen_test;
use yanxi_app::platform::{clock, device_health, gzip, ids, locks, timer};

use crate::fixtures::fresh_name;

#[wasm_bindgen_test]
async fn a_lock_is_held_by_one_and_free_when_dropped() {
    let name = fresh_name();
    let held = locks::try_hold(&name).await;
    assert!(held.is_some());
    assert!(locks::try_hold(&name).await.is_none());
    drop(held);
    // The browser releases it in its own time, not in ours.
    timer::sleep(50).await;
    assert!(locks::try_hold(&name).await.is_some());
}

#[wasm_bindgen_test]
async fn a_large_body_shrinks_and_unpacks_to_itself() {
    let body = "簽到".repeat(2_000);
    let packed = gzip::compress(body.as_bytes()).await.unwrap();
    assert!(packed.len() < body.len() / 10 && packed.starts_with(&[0x1f, 0x8b]));
    let bytes: Vec<String> = packed.iter().map(u8::to_string).collect();
    let unpacked = crate::faults::run_async(&format!(
        "const packed = new Blob([new Uint8Array([{}])]).stream().pipeThrough(new DecompressionStream('gzip'));
         return await new Response(packed).text();",
        bytes.join(",")
    ))
    .await;
    assert_eq!(unpacked.as_string().unwrap(), body);
}

#[wasm_bindgen_test]
async fn clocks_run_and_ids_are_sorted_by_time() {
    let (wall, mono, first) = (clock::device_now(), clock::monotonic_ms(), ids::new_uuid());
    timer::sleep(30).await;
    assert!(clock::device_now() > wall && clock::monotonic_ms() >= mono + 25);
    assert!(ids::new_uuid() > first);
    assert_eq!(clock::boot(), clock::boot());
}

#[wasm_bindgen_test]
async fn the_browser_says_how_much_space_there_is() {
    let health = device_health::storage().await;
    assert!(health.persisted.is_some() && health.free_bytes.is_some_and(|bytes| bytes > 0.0));
}

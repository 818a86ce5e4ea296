//! A soft tick and a short vibration when something was saved. A browser without sound stays silent.

/// Frequency of the soft tick that says "saved", hertz.
const SAVED_HZ: f32 = 880.0;
/// Frequency of the tone that says "look here", hertz.
const ATTENTION_HZ: f32 = 220.0;
/// Loudness, of 1. A hall of sixty people is not a concert hall.
const GAIN: f32 = 0.08;

/// The tick of a saved record.
pub fn saved() {
    tone(SAVED_HZ, 0.06);
    vibrate(20);
}

/// The low tone of something that needs a look.
pub fn attention() {
    tone(ATTENTION_HZ, 0.18);
    vibrate(120);
}

#[cfg(target_arch = "wasm32")]
fn tone(hertz: f32, seconds: f64) {
    thread_local! {
        // One context for the page: browsers limit their number.
        static CONTEXT: Option<web_sys::AudioContext> = web_sys::AudioContext::new().ok();
    }
    CONTEXT.with(|context| {
        let Some(context) = context else { return };
        let play = || -> Result<(), wasm_bindgen::JsValue> {
            let _ = context.resume();
            let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
            let start = context.current_time();
            oscillator.frequency().set_value(hertz);
            gain.gain().set_value_at_time(GAIN, start)?;
            gain.gain().linear_ramp_to_value_at_time(0.0, start + seconds)?;
            oscillator.connect_with_audio_node(&gain)?.connect_with_audio_node(&context.destination())?;
            oscillator.start_with_when(start)?;
            oscillator.stop_with_when(start + seconds)
        };
        let _ = play();
    });
}

#[cfg(target_arch = "wasm32")]
fn vibrate(milliseconds: u32) {
    if let Some(window) = web_sys::window() {
        // Safari has no `vibrate`: ask before calling.
        let navigator = window.navigator();
        if js_sys::Reflect::has(&navigator, &"vibrate".into()).unwrap_or(false) {
            navigator.vibrate_with_duration(milliseconds);
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
const fn tone(_hertz: f32, _seconds: f64) {
    let _ = GAIN;
}

#[cfg(not(target_arch = "wasm32"))]
const fn vibrate(_milliseconds: u32) {}

//! The crate as JavaScript sees it: the only folder that knows JavaScript.
//!
//! Two modules are made of it. `engine` reads articles, and every visit begins with it; `formats` writes analyses in the
//! export formats, and the page loads it when the reader asks for a file.

#[cfg(not(feature = "exports"))]
mod engine;
#[cfg(feature = "exports")]
mod formats;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Defined by whoever loads the module: takes the message and the place of a panic. The call into the module ends
    /// in a trap right after it, and the instance must not be called again.
    #[wasm_bindgen(js_name = onPanic)]
    fn on_panic(message: &str);
}

/// From here on, panics are told to JavaScript.
fn report_panics() {
    std::panic::set_hook(Box::new(|panic| on_panic(&panic.to_string())));
}

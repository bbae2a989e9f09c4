//! The export formats as JavaScript sees them.
//!
//! In: an analysis as the plain object that the engine's module gives, with the corrections and the article that the page
//! adds to it, and the text that it is of. Out: the text of a file, byte for byte what the command line writes for the same
//! article.

#![expect(unreachable_pub, reason = "JavaScript reaches what Rust does not")]

use wasm_bindgen::prelude::*;

use crate::wasm::report_panics;
use crate::{Analysis, OffsetUnit, export};

/// What the offsets of a file count in: what the command line takes where nothing is asked for.
const UNIT: OffsetUnit = OffsetUnit::CodePoint;

/// Tells of panics from the start.
#[wasm_bindgen(start)]
pub fn start() {
    report_panics();
}

/// An analysis in the format of a name; throws where there is no such format or it is no analysis.
#[wasm_bindgen]
pub fn write(to: &str, analysis: JsValue, text: &str) -> Result<String, JsError> {
    export::to_string(to, &read(analysis, text)?, text, UNIT)
        .ok_or_else(|| JsError::new(&format!("unknown export format {to:?}")))
}

/// An analysis as one of several, of the article in `file`, to stand below those before it; throws as [`write`] does, and
/// where the format takes one article alone.
#[wasm_bindgen(js_name = writeOneOfSeveral)]
pub fn write_one_of_several(
    to: &str,
    analysis: JsValue,
    text: &str,
    file: &str,
    first: bool,
) -> Result<String, JsError> {
    export::one_of_several(to, &read(analysis, text)?, text, UNIT, file, first)
        .ok_or_else(|| JsError::new(&format!("no export format for several articles: {to:?}")))
}

fn read(analysis: JsValue, text: &str) -> Result<Analysis, JsError> {
    let analysis: Analysis = serde_wasm_bindgen::from_value(analysis)?;
    Ok(analysis.in_bytes(text))
}

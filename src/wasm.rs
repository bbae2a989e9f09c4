//! The engine as JavaScript sees it: the only file that knows JavaScript.
//!
//! In: the bytes of a model, then articles as JavaScript strings. Out: the analysis as a plain object, equal to the
//! JSON of the command line, with spans in UTF-16 code units, so that `text.slice(start, end)` is the text of a span; or
//! in any format of the command line, byte for byte what that writes for the article without options. A lone surrogate arrives here as U+FFFD, which is one UTF-16 unit as well: offsets stay true.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Document, Engine, OffsetUnit, Options, export};

#[wasm_bindgen]
extern "C" {
    /// Defined by whoever loads the module: takes the message and the place of a panic. The call into the module ends
    /// in a trap right after it, and the instance must not be called again.
    #[wasm_bindgen(js_name = onPanic)]
    fn on_panic(message: &str);
}

/// The bytes of a model file, taken in pieces so that JavaScript never holds all of them.
#[wasm_bindgen]
#[derive(Debug)]
pub struct ModelFile(Vec<u8>);

#[wasm_bindgen]
impl ModelFile {
    /// Makes room for a file of so many bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: usize) -> Self {
        Self(Vec::with_capacity(bytes))
    }

    /// Adds what comes next.
    pub fn append(&mut self, piece: &[u8]) {
        self.0.extend_from_slice(piece);
    }
}

/// A loaded model.
#[wasm_bindgen(js_name = Engine)]
#[derive(Debug)]
pub struct JsEngine(Engine);

#[wasm_bindgen(js_class = Engine)]
impl JsEngine {
    /// Loads a model file and frees its bytes; throws an `Error` that says what is wrong with them.
    #[allow(clippy::needless_pass_by_value, reason = "JavaScript gives the file away")]
    pub fn load(model: ModelFile) -> Result<JsEngine, JsError> {
        std::panic::set_hook(Box::new(|panic| on_panic(&panic.to_string())));
        Ok(Self(Engine::load(&model.0)?))
    }

    /// Adds a gazetteer file, by which entities are linked and placed; throws an `Error` that says what is wrong with it.
    #[wasm_bindgen(js_name = withGazetteer)]
    pub fn with_gazetteer(self, gazetteer: &[u8]) -> Result<JsEngine, JsError> {
        Ok(Self(self.0.with_gazetteer(gazetteer)?))
    }

    /// Analyses an article written in `format`: `"text"`, `"html"` or `"markdown"`; any other format throws.
    pub fn analyze(&self, text: &str, format: &str) -> Result<JsValue, JsError> {
        let document = document(text, format)?;
        let analysis = self
            .0
            .analyze(&document, &Options::default())
            .with_offsets(&document.text, OffsetUnit::Utf16);
        let as_json_would = serde_wasm_bindgen::Serializer::json_compatible();
        Ok(analysis.serialize(&as_json_would)?)
    }

    /// Analyses an article, as `analyze` does, and gives the analysis in a format of the command line, by its name there
    /// (`"csv"`, `"geojson"`), with offsets in code points; throws where this module has no such format.
    pub fn export(&self, text: &str, format: &str, to: &str) -> Result<String, JsError> {
        let document = document(text, format)?;
        let analysis = self.0.analyze(&document, &Options::default());
        export::to_string(to, &analysis, &document.text, OffsetUnit::CodePoint)
            .ok_or_else(|| JsError::new(&format!("unknown export format {to:?}")))
    }
}

/// The article of a text in one of the formats that JavaScript knows by name.
fn document(text: &str, format: &str) -> Result<Document, JsError> {
    match format {
        "text" => Ok(Document::from_text(text)),
        "html" => Ok(Document::from_html(text)),
        "markdown" => Ok(Document::from_markdown(text)),
        other => Err(JsError::new(&format!(
            "unknown format {other:?}: use text, html or markdown"
        ))),
    }
}

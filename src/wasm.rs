//! The engine as JavaScript sees it: the only file that knows JavaScript.
//!
//! In: the bytes of a model, then articles as JavaScript strings. Out: the analysis as a plain object, equal to the
//! JSON of the command line, with spans in UTF-16 code units, so that `text.slice(start, end)` is the text of a span; or
//! in any format of the command line, byte for byte what that writes for the article without options. A lone surrogate arrives here as U+FFFD, which is one UTF-16 unit as well: offsets stay true.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::correction::{self, Corrections, Format, Input};
use crate::{Analysis, Document, Engine, OffsetUnit, Options, export};

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

/// A loaded model, and the article that was read last.
#[wasm_bindgen(js_name = Engine)]
#[derive(Debug)]
pub struct JsEngine {
    engine: Engine,
    /// So that a correction does not have to wait for the network.
    last: RefCell<Option<Read>>,
}

/// An article that was read: what it was made of, and what the engine alone says about it.
#[derive(Debug)]
struct Read {
    input: Input,
    document: Document,
    analysis: Analysis,
}

#[wasm_bindgen(js_class = Engine)]
impl JsEngine {
    /// Loads a model file and frees its bytes; throws an `Error` that says what is wrong with them.
    #[allow(clippy::needless_pass_by_value, reason = "JavaScript gives the file away")]
    pub fn load(model: ModelFile) -> Result<JsEngine, JsError> {
        std::panic::set_hook(Box::new(|panic| on_panic(&panic.to_string())));
        Ok(Self {
            engine: Engine::load(&model.0)?,
            last: RefCell::new(None),
        })
    }

    /// Adds a gazetteer file, by which entities are linked and placed; throws an `Error` that says what is wrong with it.
    #[wasm_bindgen(js_name = withGazetteer)]
    pub fn with_gazetteer(self, gazetteer: &[u8]) -> Result<JsEngine, JsError> {
        Ok(Self {
            engine: self.engine.with_gazetteer(gazetteer)?,
            ..self
        })
    }

    /// Analyses an article written in `format`: `"text"`, `"html"` or `"markdown"`; any other format throws. `corrections` is a
    /// list in JSON, which is put on the analysis; it throws where it is none.
    pub fn analyze(&self, text: String, format: &str, corrections: &str) -> Result<JsValue, JsError> {
        let (document, analysis) = self.corrected(text, format, corrections)?;
        plain(&analysis.with_offsets(&document.text, OffsetUnit::Utf16))
    }

    /// Analyses an article, as `analyze` does, and gives the analysis in a format of the command line, by its name there
    /// (`"csv"`, `"geojson"`), with offsets in code points; throws where this module has no such format.
    pub fn export(&self, text: String, format: &str, corrections: &str, to: &str) -> Result<String, JsError> {
        let (document, analysis) = self.corrected(text, format, corrections)?;
        export::to_string(to, &analysis, &document.text, OffsetUnit::CodePoint)
            .ok_or_else(|| JsError::new(&format!("unknown export format {to:?}")))
    }

    /// Moves corrections of an article to an edited one: an analysis of the former with nothing but its corrections, its text
    /// and its format, in JSON. Gives their list.
    pub fn carry(&self, former: &str, text: String, format: &str) -> Result<JsValue, JsError> {
        let document = input(text, format)?.document();
        let corrections = Corrections::from_json(former, OffsetUnit::Utf16)?.for_document(&document);
        let moved = Analysis {
            corrections,
            ..Analysis::default()
        };
        plain(&moved.with_offsets(&document.text, OffsetUnit::Utf16).corrections)
    }

    /// An article and its analysis with the corrections on it.
    fn corrected(&self, text: String, format: &str, corrections: &str) -> Result<(Document, Analysis), JsError> {
        let input = input(text, format)?;
        let mut last = self.last.borrow_mut();
        let read = match last.take() {
            Some(read) if read.input == input => read,
            _ => {
                let document = input.document();
                let analysis = self.engine.analyze(&document, &Options::default());
                Read {
                    input,
                    document,
                    analysis,
                }
            }
        };
        let Read { document, analysis, .. } = last.insert(read);
        let corrections = Corrections::from_json(corrections, OffsetUnit::Utf16)?.for_document(document);
        Ok((
            document.clone(),
            correction::corrected(analysis.clone(), document, &corrections),
        ))
    }
}

/// Data as JavaScript has it.
fn plain(data: &impl Serialize) -> Result<JsValue, JsError> {
    let as_json_would = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(data.serialize(&as_json_would)?)
}

/// The article of a text in one of the formats that JavaScript knows by name.
fn input(text: String, format: &str) -> Result<Input, JsError> {
    let format = match format {
        "text" => Format::Text,
        "html" => Format::Html,
        "markdown" => Format::Markdown,
        other => {
            return Err(JsError::new(&format!(
                "unknown format {other:?}: use text, html or markdown"
            )));
        }
    };
    Ok(Input { format, text })
}

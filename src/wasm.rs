//! The engine as JavaScript sees it: the only file that knows JavaScript.
//!
//! In: the bytes of a model, then articles as JavaScript strings, each with its head as the text states it or as the
//! reader corrects it. Out: the analysis as a plain object, equal to the JSON of the command line, with spans in UTF-16
//! code units, so that `text.slice(start, end)` is the text of a span; or in any format of the command line, byte for byte
//! what that writes for the same article. A lone surrogate arrives here as U+FFFD, which is one UTF-16 unit as well:
//! offsets stay true.

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

/// An article that was read: its head can be looked at and corrected before it is analysed.
#[wasm_bindgen(js_name = Article)]
#[derive(Debug)]
pub struct JsArticle(Document);

#[wasm_bindgen(js_class = Article)]
impl JsArticle {
    /// Reads an article written in `format`: `"text"`, `"html"` or `"markdown"`; any other format throws.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, format: &str) -> Result<JsArticle, JsError> {
        match format {
            "text" => Ok(Self(Document::from_text(text))),
            "html" => Ok(Self(Document::from_html(text))),
            "markdown" => Ok(Self(Document::from_markdown(text))),
            other => Err(JsError::new(&format!(
                "unknown format {other:?}: use text, html or markdown"
            ))),
        }
    }

    /// The headline.
    #[wasm_bindgen(getter)]
    pub fn title(&self) -> Option<String> {
        self.0.title.clone()
    }

    /// Another headline, or none.
    #[wasm_bindgen(setter)]
    pub fn set_title(&mut self, title: Option<String>) {
        self.0.title = title;
    }

    /// The author line without "By".
    #[wasm_bindgen(getter)]
    pub fn byline(&self) -> Option<String> {
        self.0.byline.clone()
    }

    /// Another author line, or none.
    #[wasm_bindgen(setter)]
    pub fn set_byline(&mut self, byline: Option<String>) {
        self.0.byline = byline;
    }

    /// Day of publication, `YYYY-MM-DD`, from which "Thursday" is counted.
    #[wasm_bindgen(getter)]
    pub fn date(&self) -> Option<String> {
        self.0.date.clone()
    }

    /// Another day, or none; throws where it is no day of the calendar written `YYYY-MM-DD`.
    #[wasm_bindgen(setter)]
    pub fn set_date(&mut self, date: Option<String>) -> Result<(), JsError> {
        self.0.date = None;
        if let Some(date) = date {
            self.0 = std::mem::take(&mut self.0).with_date(&date)?;
        }
        Ok(())
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

    /// Analyses an article.
    pub fn analyze(&self, article: &JsArticle) -> Result<JsValue, JsError> {
        let document = &article.0;
        let analysis = self
            .0
            .analyze(document, &Options::default())
            .with_offsets(&document.text, OffsetUnit::Utf16);
        let as_json_would = serde_wasm_bindgen::Serializer::json_compatible();
        Ok(analysis.serialize(&as_json_would)?)
    }

    /// Analyses an article, as `analyze` does, and gives the analysis in a format of the command line, by its name there
    /// (`"csv"`, `"geojson"`), with offsets in code points; throws where this module has no such format.
    pub fn export(&self, article: &JsArticle, to: &str) -> Result<String, JsError> {
        let document = &article.0;
        let analysis = self.0.analyze(document, &Options::default());
        export::to_string(to, &analysis, &document.text, OffsetUnit::CodePoint)
            .ok_or_else(|| JsError::new(&format!("unknown export format {to:?}")))
    }
}

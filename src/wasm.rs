//! The engine as JavaScript sees it: the only file that knows JavaScript.
//!
//! In: the bytes of a model, then articles as JavaScript strings. Out: the analysis as a plain object, equal to the
//! JSON of the command line, with spans in UTF-16 code units, so that `text.slice(start, end)` is the text of a span; or
//! in any format of the command line, byte for byte what that writes for the article without options. A lone surrogate arrives here as U+FFFD, which is one UTF-16 unit as well: offsets stay true.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::analysis::{Act, Affiliation, EntityType, Polarity, Quotation, SourceType};
use crate::correction::{self, Action, Anchor, Correction, Format, Input, Quote};
use crate::span::Offsets;
use crate::{Analysis, Document, Engine, OffsetUnit, Options, Span, export};

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
    /// What each correction changed, as `changed` tells it.
    changed: Vec<String>,
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

    /// Analyses an article written in `format`: `"text"`, `"html"` or `"markdown"`; any other format throws. `figures` and `words`
    /// are corrections to put on the analysis, as [`Packed`] reads them.
    pub fn analyze(&self, text: String, format: &str, figures: &[u32], words: Vec<String>) -> Result<JsValue, JsError> {
        let (document, analysis) = self.corrected(text, format, figures, words)?;
        let as_json_would = serde_wasm_bindgen::Serializer::json_compatible();
        let analysis = analysis.with_offsets(&document.text, OffsetUnit::Utf16);
        Ok(analysis.serialize(&as_json_would)?)
    }

    /// What each correction of the article that was read last changed: ids with spaces between, `"-"` where it is orphaned.
    pub fn changed(&self) -> Vec<String> {
        self.last
            .borrow()
            .as_ref()
            .map_or_else(Vec::new, |read| read.changed.clone())
    }

    /// Analyses an article, as `analyze` does, and gives the analysis in a format of the command line, by its name there
    /// (`"csv"`, `"geojson"`), with offsets in code points; throws where this module has no such format.
    pub fn export(
        &self,
        text: String,
        format: &str,
        figures: &[u32],
        words: Vec<String>,
        to: &str,
    ) -> Result<String, JsError> {
        let (document, analysis) = self.corrected(text, format, figures, words)?;
        export::to_string(to, &analysis, &document.text, OffsetUnit::CodePoint)
            .ok_or_else(|| JsError::new(&format!("unknown export format {to:?}")))
    }

    /// Moves corrections of a former article, whose places count in `unit` (`"utf16"`, `"codepoint"`, `"byte"`), to an edited
    /// one: the ends of all their places, in the order in which they are packed; 0 and 0 where their words are gone.
    #[allow(
        clippy::too_many_arguments,
        reason = "two articles, and the corrections in their two parts"
    )]
    pub fn carry(
        &self,
        former: String,
        former_format: &str,
        unit: &str,
        figures: &[u32],
        words: Vec<String>,
        text: String,
        format: &str,
    ) -> Result<Vec<u32>, JsError> {
        let (former, now) = (
            input(former, former_format)?.document(),
            input(text, format)?.document(),
        );
        let unit = match unit {
            "byte" => OffsetUnit::Byte,
            "codepoint" => OffsetUnit::CodePoint,
            _ => OffsetUnit::Utf16,
        };
        let mut list = Packed::new(figures, words).corrections();
        correction::in_bytes(&mut list, &former.text, unit);
        correction::carry(&mut list, &former.text, &now.text);
        let offsets = Offsets::new(&now.text, OffsetUnit::Utf16);
        let mut ends = Vec::new();
        for correction in &mut list {
            correction.for_each_quote(&mut |quote| ends.extend(offsets.span(quote.span)));
        }
        Ok(ends)
    }

    /// An article and its analysis with the corrections on it.
    fn corrected(
        &self,
        text: String,
        format: &str,
        figures: &[u32],
        words: Vec<String>,
    ) -> Result<(Document, Analysis), JsError> {
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
                    changed: Vec::new(),
                }
            }
        };
        let read = last.insert(read);
        let document = &read.document;
        let mut list = Packed::new(figures, words).corrections();
        correction::in_bytes(&mut list, &document.text, OffsetUnit::Utf16);
        let corrected = correction::corrected(&read.analysis, document, list);
        read.changed.clear();
        for correction in &corrected.corrections {
            let orphaned = || "-".to_owned();
            read.changed.push(if correction.orphaned {
                orphaned()
            } else {
                correction.ids.join(" ")
            });
        }
        Ok((document.clone(), corrected))
    }
}

/// Corrections as `worker.js` packs them: figures, and the words that some of them stand for. JSON would be read by much
/// more code. What is not there is 0 or empty: the page checks what it packs.
struct Packed<'a> {
    figures: std::slice::Iter<'a, u32>,
    words: std::vec::IntoIter<String>,
}

impl<'a> Packed<'a> {
    fn new(figures: &'a [u32], words: Vec<String>) -> Self {
        Self {
            figures: figures.iter(),
            words: words.into_iter(),
        }
    }

    fn corrections(mut self) -> Vec<Correction> {
        let mut list = Vec::new();
        while let Some(action) = self.one_of(&Action::ALL) {
            let mut correction = Correction::new(action, Anchor::default());
            correction.at = self.anchor();
            correction.into = self.anchors().pop();
            correction.of = self.anchors();
            correction.words = self.anchors().pop();
            correction.name = (self.figure() > 0).then(|| self.word());
            correction.source_type = self.one_of(&SourceType::ALL);
            correction.affiliation = self.one_of(&Affiliation::ALL);
            correction.entity_type = self.one_of(&EntityType::ALL);
            correction.quotation = self.one_of(&Quotation::ALL);
            correction.polarity = self.one_of(&Polarity::ALL);
            correction.act = self.one_of(&Act::ALL);
            correction.unlinked = self.figure() > 0;
            list.push(correction);
        }
        list
    }

    fn figure(&mut self) -> u32 {
        self.figures.next().copied().unwrap_or(0)
    }

    fn word(&mut self) -> String {
        self.words.next().unwrap_or_default()
    }

    /// One of some values, by its number from 1.
    fn one_of<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get((self.figure() as usize).wrapping_sub(1)).copied()
    }

    fn anchors(&mut self) -> Vec<Anchor> {
        let mut anchors = Vec::new();
        for _ in 0..self.figure() {
            anchors.push(self.anchor());
        }
        anchors
    }

    fn anchor(&mut self) -> Anchor {
        Anchor {
            source: self.quotes(),
            cue: self.quotes(),
            content: self.quotes(),
            mention: self.quotes().pop(),
            nth: self.figure(),
        }
    }

    fn quotes(&mut self) -> Vec<Quote> {
        let mut quotes = Vec::new();
        for _ in 0..self.figure() {
            quotes.push(Quote {
                span: Span {
                    start: self.figure(),
                    end: self.figure(),
                },
                quote: self.word(),
            });
        }
        quotes
    }
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

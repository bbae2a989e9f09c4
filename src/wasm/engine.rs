//! The engine as JavaScript sees it.
//!
//! In: the bytes of a model, then articles as JavaScript strings, each with its head as the text states it or as the
//! reader corrects it. Out: the analysis as a plain object, equal to the JSON of the command line, with spans in UTF-16
//! code units, so that `text.slice(start, end)` is the text of a span. A lone surrogate arrives here as U+FFFD, which is one
//! UTF-16 unit as well: offsets stay true.

use std::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::analysis::{Act, Affiliation, EntityType, Polarity, Quotation, SourceType};
use crate::correction::{self, Action, Anchor, Correction, Quote};
use crate::span::Offsets;
use crate::wasm::report_panics;
use crate::{Analysis, Document, Engine, ModelFile, OffsetUnit, Options, Span};

/// A model file that arrives piece by piece, so that neither JavaScript nor the module ever holds all of its bytes besides
/// what they become.
#[wasm_bindgen(js_name = ModelFile)]
#[derive(Debug, Default)]
pub struct JsModelFile(ModelFile);

#[wasm_bindgen(js_class = ModelFile)]
impl JsModelFile {
    /// A file of which nothing has come yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what comes next.
    pub fn append(&mut self, piece: &[u8]) {
        self.0.append(piece);
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

    /// Moves corrections of a former article, whose places count in `unit` (`"utf16"`, `"codepoint"`, `"byte"`), to this
    /// one: the ends of all their places, in the order in which they are packed; 0 and 0 where their words are gone.
    pub fn carry(&self, former: &JsArticle, unit: &str, figures: &[u32], words: Vec<String>) -> Vec<u32> {
        let (former, text) = (&former.0.text, &self.0.text);
        let unit = match unit {
            "byte" => OffsetUnit::Byte,
            "codepoint" => OffsetUnit::CodePoint,
            _ => OffsetUnit::Utf16,
        };
        let mut list = Packed::new(figures, words).corrections();
        correction::in_bytes(&mut list, former, unit);
        correction::carry(&mut list, former, text);
        let offsets = Offsets::new(text, OffsetUnit::Utf16);
        let mut ends = Vec::new();
        for correction in &mut list {
            correction.for_each_quote(&mut |quote| ends.extend(offsets.span(quote.span)));
        }
        ends
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

/// An article that was read, and what the engine alone says about it.
#[derive(Debug)]
struct Read {
    document: Document,
    analysis: Analysis,
    /// What each correction changed, as `changed` tells it.
    changed: Vec<String>,
}

#[wasm_bindgen(js_class = Engine)]
impl JsEngine {
    /// Loads a model file; throws an `Error` that says what is wrong with its bytes.
    pub fn load(model: JsModelFile) -> Result<JsEngine, JsError> {
        report_panics();
        Ok(Self {
            engine: Engine::from_file(model.0)?,
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

    /// Analyses an article. `figures` and `words` are corrections to put on the analysis, as [`Packed`] reads them.
    pub fn analyze(&self, article: &JsArticle, figures: &[u32], words: Vec<String>) -> Result<JsValue, JsError> {
        let analysis = self.corrected(article, figures, words);
        let as_json_would = serde_wasm_bindgen::Serializer::json_compatible();
        let analysis = analysis.with_offsets(&article.0.text, OffsetUnit::Utf16);
        Ok(analysis.serialize(&as_json_would)?)
    }

    /// What each correction of the article that was read last changed: ids with spaces between, `"-"` where it is orphaned.
    pub fn changed(&self) -> Vec<String> {
        self.last
            .borrow()
            .as_ref()
            .map_or_else(Vec::new, |read| read.changed.clone())
    }

    /// The analysis of an article with the corrections on it.
    fn corrected(&self, article: &JsArticle, figures: &[u32], words: Vec<String>) -> Analysis {
        let document = &article.0;
        let mut last = self.last.borrow_mut();
        let read = match last.take() {
            Some(read) if read.document == *document => read,
            _ => Read {
                document: document.clone(),
                analysis: self.engine.analyze(document, &Options::default()),
                changed: Vec::new(),
            },
        };
        let read = last.insert(read);
        let mut list = Packed::new(figures, words).corrections();
        correction::in_bytes(&mut list, &document.text, OffsetUnit::Utf16);
        let corrected = correction::corrected(&read.analysis, document, list);
        read.changed.clear();
        for correction in &corrected.corrections {
            let changed = if correction.orphaned {
                "-".to_owned()
            } else {
                correction.ids.join(" ")
            };
            read.changed.push(changed);
        }
        corrected
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

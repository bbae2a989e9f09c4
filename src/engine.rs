//! The engine: a loaded model and the analysis as a whole.

use crate::analysis::{Analysis, DocumentInfo};
use crate::document::Document;
use crate::encoder::{Encoder, ModelError};
use crate::entity::{self, Gazetteer, GazetteerError};
use crate::{attribution, text};

/// What a caller may ask for.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {}

/// A loaded model, ready to analyse any number of documents. It holds no state between them.
#[derive(Debug)]
pub struct Engine {
    encoder: Encoder,
    gazetteer: Gazetteer,
}

impl Engine {
    /// Loads a model file.
    ///
    /// Fails when the bytes are not a model of this version, are cut short or were altered; the error says which.
    pub fn load(model: &[u8]) -> Result<Self, ModelError> {
        Ok(Self {
            encoder: Encoder::load(model)?,
            gazetteer: Gazetteer::built_in(),
        })
    }

    /// The same engine with this gazetteer file, by which it links entities to Wikidata and puts places on the map. On
    /// WebAssembly, whose module has none inside, an engine without one finds the same entities and links none;
    /// elsewhere it replaces the one that is part of the crate.
    ///
    /// Fails when the bytes are not a gazetteer of this version, are cut short or were altered; the error says which.
    pub fn with_gazetteer(mut self, gazetteer: &[u8]) -> Result<Self, GazetteerError> {
        self.gazetteer = Gazetteer::load(gazetteer)?;
        Ok(self)
    }

    /// Analyses a document. Total and deterministic: no text makes it fail, and the same bytes give the same result on
    /// every platform. Spans are in bytes of `document.text`; [`Analysis::with_offsets`] converts them.
    pub fn analyze(&self, document: &Document, _options: &Options) -> Analysis {
        let sentences = text::sentences::split(&document.text, &document.paragraphs);
        let quotes = text::quotes::Quotes::find(&document.text, &document.paragraphs);
        let stray = text::stray::full_stops(&document.text, &sentences);
        let reading = self.encoder.read(&document.text, &document.paragraphs, &stray, &quotes);
        let attributions = attribution::attributions(&document.text, &sentences, &quotes, &reading);
        let entities = entity::entities(document, &sentences, &quotes, &reading, &self.gazetteer);
        Analysis {
            document: DocumentInfo {
                title: document.title.clone(),
                byline: document.byline.clone(),
                publisher: document.publisher.clone(),
                dateline: document.dateline.clone(),
                date: document.date.clone(),
                words: text::words(&document.text).count() as u32,
                sentences: sentences.len() as u32,
                text: document.extracted.then(|| document.text.clone()),
            },
            sentences,
            attributions,
            entities,
            ..Analysis::default()
        }
    }
}

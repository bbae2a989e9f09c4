//! The engine: a loaded model and the analysis as a whole.

use crate::analysis::{Analysis, DocumentInfo};
use crate::document::Document;
use crate::encoder::{Encoder, ModelError};
use crate::{attribution, text, time};

/// What a caller may ask for.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {}

/// A loaded model, ready to analyse any number of documents. It holds no state between them.
#[derive(Debug)]
pub struct Engine {
    encoder: Encoder,
}

impl Engine {
    /// Loads a model file.
    ///
    /// Fails when the bytes are not a model of this version, are cut short or were altered; the error says which.
    pub fn load(model: &[u8]) -> Result<Self, ModelError> {
        Ok(Self {
            encoder: Encoder::load(model)?,
        })
    }

    /// Analyses a document. Total and deterministic: no text makes it fail, and the same bytes give the same result on
    /// every platform. Spans are in bytes of `document.text`; [`Analysis::with_offsets`] converts them.
    pub fn analyze(&self, document: &Document, _options: &Options) -> Analysis {
        let sentences = text::sentences::split(&document.text, &document.paragraphs);
        let quotes = text::quotes::Quotes::find(&document.text, &document.paragraphs);
        let stray = text::stray::full_stops(&document.text, &sentences);
        let reading = self.encoder.read(&document.text, &document.paragraphs, &stray, &quotes);
        let attributions = attribution::attributions(&document.text, &sentences, &quotes, &reading);
        let times = time::times(
            &document.text,
            &document.paragraphs,
            &sentences,
            document.date.as_deref(),
        );
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
            times,
            ..Analysis::default()
        }
    }
}

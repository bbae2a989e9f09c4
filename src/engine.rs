//! The engine: a loaded model and the analysis as a whole.

use crate::analysis::{Analysis, DocumentInfo};
use crate::document::Document;
use crate::encoder::{Encoder, ModelError, ModelFile};
use crate::entity::{self, Gazetteer, GazetteerError};
use crate::sort;
use crate::text::quotes::Quotes;
use crate::{attribution, integrity, source, sourcing, text, time};

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
        Self::from_file(model.into())
    }

    /// Loads a model file that was taken in piece by piece, as a download brings it; fails as `load` does.
    pub fn from_file(model: ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            encoder: Encoder::from_file(model)?,
            gazetteer: Gazetteer::built_in(),
        })
    }

    /// The same engine with this gazetteer file, by which it links entities to Wikidata and puts places on the map. On
    /// WebAssembly, whose module has none inside, an engine without one finds what the network alone sees and links none of it;
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
        let (text, paragraphs) = (&document.text, &document.paragraphs);
        let sentences = text::sentences::split(text, paragraphs);
        let quotes = Quotes::find(text, paragraphs);
        let stray = text::stray::full_stops(text, &sentences);
        let reading = self.encoder.read(text, paragraphs, &stray, &quotes);
        let mut attributions = attribution::attributions(text, &sentences, &quotes, &reading);
        let mut entities = entity::entities(document, &reading, &self.gazetteer);
        let times = time::times(text, paragraphs, &sentences, document.date.as_deref());
        let mut sources = source::sources(text, &sentences, &quotes, &entities, &self.gazetteer, &mut attributions);
        source::first_persons(text, &quotes, &attributions, &sources, &mut entities);
        entity::writers(text, &quotes, document.byline.as_deref(), &mut entities, &mut sources);
        let vocabulary = self.encoder.word_pieces();
        let integrity = integrity::damage(text, paragraphs, &sentences, &quotes, Some(vocabulary));
        let found = Analysis {
            sentences,
            attributions,
            sources,
            entities,
            times,
            integrity,
            ..Analysis::default()
        };
        concluded(found, document, &quotes)
    }
}

/// An analysis with what follows from its lists of attributions, sources and entities: who is spoken about, statements,
/// findings, the profile, dangling pronouns; and with what is known about the document.
pub(crate) fn concluded(found: Analysis, document: &Document, quotes: &Quotes) -> Analysis {
    let text = &document.text;
    let Analysis {
        sentences,
        mut attributions,
        sources,
        entities,
        times,
        mut integrity,
        ..
    } = found;
    sourcing::about(&mut attributions, &entities);
    let article = sourcing::Article {
        document,
        sentences: &sentences,
        quotes,
        attributions: &attributions,
        sources: &sources,
    };
    let statements = sourcing::statements(&article);
    let findings = sourcing::findings(&article, &statements);
    let profile = sourcing::profile(&article, &statements);
    integrity.extend(integrity::dangling_pronouns(
        text,
        &document.paragraphs,
        quotes,
        &attributions,
    ));
    sort::by_key(&mut integrity, |damage| (damage.span, damage.kind));
    Analysis {
        document: DocumentInfo {
            title: document.title.clone(),
            byline: document.byline.clone(),
            publisher: document.publisher.clone(),
            dateline: document.dateline.clone(),
            date: document.date.clone(),
            words: text::words(text).count() as u32,
            sentences: sentences.len() as u32,
            text: document.extracted.then(|| text.clone()),
        },
        sentences,
        attributions,
        sources,
        statements,
        entities,
        times,
        integrity,
        findings,
        profile,
        ..Analysis::default()
    }
}

//! Sources and attributions -> what an editor wants to know: which sentences are sourced and to whom, counts and shares,
//! and what a published standard would have raised; and who says what about whom.
//!
//! In: a text with its sentences, quotation marks, attributions, sources and entities. Out: statements, findings and a
//! profile; each attribution is told whom it is about. It
//! counts and shows evidence; it never judges whether a claim is true.

mod about;
mod chain;
mod findings;
mod implicit;
mod opinion;
mod profile;
mod statements;

pub use about::{about, said_about};
pub use findings::findings;
pub use profile::profile;
pub use statements::statements;

use crate::analysis::{Attribution, Source, number};
use crate::document::Document;
use crate::sort;
use crate::span::Span;
use crate::text::quotes::Quotes;

/// What the rules of this folder look at.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The text and what is known about it.
    pub document: &'a Document,
    /// The sentences of the text.
    pub sentences: &'a [Span],
    /// Its quotation marks.
    pub quotes: &'a Quotes,
    /// Its attributions, which know their sources.
    pub attributions: &'a [Attribution],
    /// Its sources.
    pub sources: &'a [Source],
}

impl Article<'_> {
    /// The sources of each attribution: several where it names several, none where it names nobody.
    fn speakers(&self) -> Vec<Vec<usize>> {
        let mut speakers = vec![Vec::new(); self.attributions.len()];
        for (index, source) in self.sources.iter().enumerate() {
            for at in source.attribution_ids.iter().filter_map(|id| number(id)) {
                speakers[at].push(index);
            }
        }
        // The one that the attribution itself names comes first.
        for (own, attribution) in speakers.iter_mut().zip(self.attributions) {
            let first = attribution.source_id.as_deref().and_then(number);
            sort::by_key(own, |&index| (Some(index) != first, index));
        }
        speakers
    }

    /// The source of an attribution.
    fn source_of(&self, attribution: &Attribution) -> Option<&Source> {
        self.sources.get(number(attribution.source_id.as_ref()?)?)
    }
}

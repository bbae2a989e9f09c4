//! An analysis beside its text, with what the formats look up in it.

use std::fmt;

use serde::Serialize;

use super::line::one_line;
use crate::analysis::{Analysis, Attribution, Entity, EntityType, Mention, Source, number};
use crate::span::Span;

/// An analysis, whose spans are in bytes, and its text.
#[derive(Clone, Copy)]
pub(super) struct Story<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) text: &'a str,
}

impl<'a> Story<'a> {
    pub(super) fn attribution(self, id: &str) -> Option<&'a Attribution> {
        self.analysis.attributions.get(number(id)?)
    }

    pub(super) fn source(self, id: &str) -> Option<&'a Source> {
        self.analysis.sources.get(number(id)?)
    }

    pub(super) fn entity(self, id: &str) -> Option<&'a Entity> {
        self.analysis.entities.get(number(id)?)
    }

    /// The entity that a source is.
    pub(super) fn entity_of(self, source: &Source) -> Option<&'a Entity> {
        self.entity(source.entity_id.as_deref()?)
    }

    /// The source of an attribution.
    pub(super) fn source_of(self, attribution: &Attribution) -> Option<&'a Source> {
        self.source(attribution.source_id.as_deref()?)
    }

    /// Who says it: the source's name, or the words of the text, or nothing where the text names nobody.
    pub(super) fn speaker(self, attribution: &Attribution) -> String {
        let source = self.source_of(attribution).filter(|source| !source.name.is_empty());
        source.map_or_else(|| self.words(&attribution.source), |source| one_line(&source.name))
    }

    /// Whether what has this id was corrected by hand.
    pub(super) fn is_corrected(self, id: &str) -> bool {
        let corrections = &mut self.analysis.corrections.iter();
        corrections.any(|correction| correction.ids.iter().any(|own| own == id))
    }

    /// The attributions through which this one came, from the one that reports it to the article's own.
    #[cfg(feature = "exports")]
    pub(super) fn relayers(self, attribution: &'a Attribution) -> Vec<&'a Attribution> {
        let mut relayers: Vec<&Attribution> = Vec::new();
        let mut at = attribution;
        while let Some(outer) = at.relayed_by.as_deref().and_then(|id| self.attribution(id)) {
            // No chain is long, and none comes round but by mistake.
            if outer.id == attribution.id || relayers.iter().any(|seen| seen.id == outer.id) {
                break;
            }
            relayers.push(outer);
            at = outer;
        }
        relayers
    }

    /// The words under the spans in one line, an ellipsis between pieces.
    pub(super) fn words(self, spans: &[Span]) -> String {
        let pieces: Vec<String> = spans.iter().map(|span| one_line(span.of(self.text))).collect();
        pieces.join(" … ")
    }

    /// The sentence that begins at a place or is the last to begin before it, by its place in the list, from 0.
    pub(super) fn sentence(self, byte: u32) -> Option<usize> {
        let begun = self
            .analysis
            .sentences
            .partition_point(|sentence| sentence.start <= byte);
        begun.checked_sub(1)
    }

    /// The number of that sentence as people count, from 1; 0 before the first.
    #[cfg(feature = "exports")]
    pub(super) fn sentence_number(self, byte: u32) -> usize {
        self.sentence(byte).map_or(0, |sentence| sentence + 1)
    }
}

/// Every span of an attribution, none of them empty.
pub(super) fn spans(attribution: &Attribution) -> impl Iterator<Item = Span> {
    let parts = [&attribution.source, &attribution.cue, &attribution.content];
    parts.into_iter().flatten().copied().filter(|span| !span.is_empty())
}

/// From an attribution's first byte to its last.
pub(super) fn extent(attribution: &Attribution) -> Option<Span> {
    spans(attribution).reduce(|a, b| Span {
        start: a.start.min(b.start),
        end: a.end.max(b.end),
    })
}

/// The type of a mention: its own, or else its entity's.
pub(super) fn mention_type(entity: &Entity, mention: &Mention) -> EntityType {
    mention.own_type.unwrap_or(entity.kind)
}

/// Whether an entity is a place, on the map or not.
pub(super) fn is_place(entity: &Entity) -> bool {
    let kinds = [EntityType::Geopolitical, EntityType::Location, EntityType::Facility];
    kinds.contains(&entity.kind) || entity.coordinates.is_some()
}

/// The name that JSON has for the value of an enumeration: `noResponse`, `GPE`.
pub(super) fn code(value: &impl Serialize) -> String {
    struct Code<'a, T>(&'a T);

    impl<T: Serialize> fmt::Display for Code<'_, T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            // What serde writes to a formatter of a variant without fields is its name.
            self.0.serialize(f)
        }
    }

    shown(&Code(value))
}

// One for all types, as the page's module would hold each type's own.
#[inline(never)]
fn shown(value: &dyn fmt::Display) -> String {
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::{Story, code};
    use crate::analysis::{Act, Analysis, Attribution, EntityType, Polarity, Quotation};

    #[test]
    fn values_have_the_names_of_the_json() {
        assert_eq!(code(&Polarity::NoResponse), "noResponse");
        assert_eq!(code(&EntityType::Geopolitical), "GPE");
    }

    #[test]
    fn relayers_end_where_they_come_round() {
        let attribution = |id: &str, relayed_by: &str| Attribution {
            id: id.to_owned(),
            source: vec![],
            cue: vec![],
            content: vec![],
            quotation: Quotation::Indirect,
            polarity: Polarity::Affirmed,
            act: Act::Statement,
            relayed_by: Some(relayed_by.to_owned()),
            source_id: None,
            about: vec![],
            confidence: 1.0,
        };
        let analysis = Analysis {
            attributions: vec![
                attribution("a1", "a2"),
                attribution("a2", "a1"),
                attribution("a3", "a9"),
            ],
            ..Analysis::default()
        };
        let story = Story {
            analysis: &analysis,
            text: "",
        };
        let ids = |at: usize| {
            let relayers = story.relayers(&analysis.attributions[at]);
            relayers.iter().map(|a| a.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!([ids(0), ids(1), ids(2)], [vec!["a2"], vec!["a1"], vec![]]);
    }
}

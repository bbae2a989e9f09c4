//! Where the entities of a text are mentioned: what the rules about sources ask of them.

use crate::analysis::{Entity, EntityType, MentionKind};
use crate::sort;
use crate::span::Span;

/// The mentions of all entities in the order of the text, longer ones first where they start together.
#[derive(Debug)]
pub(super) struct Names<'e> {
    pub(super) entities: &'e [Entity],
    mentions: Vec<Named>,
}

/// A mention and its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) span: Span,
    pub(super) kind: MentionKind,
    /// Its place in the list of entities.
    pub(super) entity: usize,
    /// What it is here: "Japanese" is a nationality where its entity is a country.
    pub(super) what: EntityType,
}

impl<'e> Names<'e> {
    /// Lists the mentions.
    pub(super) fn new(entities: &'e [Entity]) -> Self {
        let mut mentions: Vec<Named> = Vec::new();
        for (entity, e) in entities.iter().enumerate() {
            mentions.extend(e.mentions.iter().map(|m| Named {
                span: m.span,
                kind: m.kind,
                entity,
                what: m.own_type.unwrap_or(e.kind),
            }));
        }
        sort::by_key(&mut mentions, |m| (m.span.start, std::cmp::Reverse(m.span.end)));
        Self { entities, mentions }
    }

    /// The mentions that start within the span, in order.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = &Named> {
        let first = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions[first..]
            .iter()
            .take_while(move |m| m.span.start < span.end)
            .filter(move |m| m.span.end <= span.end)
    }

    /// The names within the span, outermost only.
    pub(super) fn names_within(&self, span: Span) -> Vec<Named> {
        let mut names: Vec<Named> = Vec::new();
        for mention in self.within(span).filter(|m| m.kind == MentionKind::Name) {
            if names.last().is_none_or(|last| last.span.end <= mention.span.start) {
                names.push(*mention);
            }
        }
        names
    }

    /// The mention that is exactly this span, a determiner at its start aside.
    pub(super) fn exactly(&self, span: Span, text: &str) -> Option<&Named> {
        let bare = without_determiner(span, text);
        self.within(span).find(|m| m.span == span || m.span == bare)
    }
}

/// The span without "the", "a" or "an" at its start.
pub(super) fn without_determiner(span: Span, text: &str) -> Span {
    let words = span.of(text);
    for determiner in ["the ", "an ", "a "] {
        if words
            .get(..determiner.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(determiner))
        {
            return Span {
                start: span.start + determiner.len() as u32,
                end: span.end,
            };
        }
    }
    span
}

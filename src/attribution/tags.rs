//! The spans of each role, of the best legal sequence of role tags.

use crate::encoder::{Reading, TAGS, WordRange, sequence};

pub(super) use crate::encoder::sequence::class as role;

/// The spans of each role, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Roles {
    /// Who says it.
    pub(super) sources: Vec<WordRange>,
    /// The attributing words.
    pub(super) cues: Vec<WordRange>,
    /// What is said.
    pub(super) contents: Vec<WordRange>,
}

impl Roles {
    /// Whether nothing within words has a role.
    pub(super) fn is_free(&self, range: &WordRange) -> bool {
        !meets(&self.cues, range) && !meets(&self.sources, range) && !meets(&self.contents, range)
    }
}

/// Whether one of the spans, which are in order, has a word of the range.
pub(super) fn meets(spans: &[WordRange], range: &WordRange) -> bool {
    let next = spans.partition_point(|span| span.end <= range.start);
    spans.get(next).is_some_and(|span| span.start < range.end)
}

/// The spans of the outermost attributions: those of the best legal sequence of tags. A span never crosses a paragraph's
/// start.
pub(super) fn roles(reading: &Reading<'_>) -> Roles {
    let scores: Vec<&[f32; TAGS]> = (0..reading.words()).map(|w| reading.tag_scores(w)).collect();
    spell(reading, &scores)
}

/// The spans of the attributions that others relay.
pub(super) fn inner(reading: &Reading<'_>) -> Roles {
    let scores: Vec<&[f32; TAGS]> = (0..reading.words()).map(|w| reading.inner_scores(w)).collect();
    spell(reading, &scores)
}

fn spell(reading: &Reading<'_>, scores: &[&[f32; TAGS]]) -> Roles {
    let mut roles = Roles::default();
    for (role, words) in sequence::spans(scores, |word| reading.starts_paragraph(word)) {
        let list = match role {
            0 => &mut roles.sources,
            1 => &mut roles.cues,
            _ => &mut roles.contents,
        };
        list.push(words);
    }
    roles
}

//! Corrections by hand: an overlay on an analysis.
//!
//! In: an analysis, its document and a list of [`Correction`]s. Out: the corrected analysis, with everything that follows
//! from attributions, sources and entities computed anew. A correction says what it is about by words and their places,
//! never by an id, as ids are of one analysis only. After an edit of the text [`carry`] moves the places with their words;
//! a correction whose words were changed or removed is orphaned: it stays in the list and changes nothing. It never
//! guesses: words that merely look alike are other words.

mod attributions;
mod carry;
mod desk;
mod entities;
mod file;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use carry::carry;
pub use desk::corrected;
pub use file::{CorrectionError, Corrections, Format, Input, in_bytes};

use crate::analysis::{Act, Affiliation, EntityType, Polarity, Quotation, SourceType};
use crate::span::Span;

/// One thing corrected by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Correction {
    /// What is done.
    pub action: Action,
    /// What it is done to; for what is added, its words.
    pub at: Anchor,
    /// The other one: whom it becomes a part of, or the source that an attribution is given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub into: Option<Anchor>,
    /// The attributions or mentions that leave.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub of: Vec<Anchor>,
    /// The words that an attribution has from now on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub words: Option<Anchor>,
    /// The name that a source or an entity has from now on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// How a source is identified.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source_type: Option<SourceType>,
    /// Where a source belongs.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub affiliation: Option<Affiliation>,
    /// What an entity is.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub entity_type: Option<EntityType>,
    /// The surface of an attribution's content.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quotation: Option<Quotation>,
    /// The stand of an attribution's source.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub polarity: Option<Polarity>,
    /// The kind of act that an attribution's cue names.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub act: Option<Act>,
    /// Whether an entity's Wikidata item, and its place on the map with it, is a mistake.
    #[serde(skip_serializing_if = "is_false", default)]
    pub unlinked: bool,
    /// In an analysis: the ids of what it changed, as far as that is still there.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub ids: Vec<String>,
    /// In an analysis: whether it found no longer what it is about, and so changed nothing.
    #[serde(skip_serializing_if = "is_false", default)]
    pub orphaned: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(value: &bool) -> bool {
    !value
}

/// What a correction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// Adds an attribution with the words of `at`, of the source that the attribution `into` has, or else of its own.
    AddAttribution,
    /// Gives the attribution `at` other words, quotation, polarity or act.
    ChangeAttribution,
    /// Removes the attribution `at`.
    DeleteAttribution,
    /// Gives the attribution `at` the source of the attribution `into`.
    AssignSource,
    /// Gives the source of the attribution `at` another name, type or affiliation.
    ChangeSource,
    /// Makes the source of the attribution `at` one with that of `into`.
    MergeSources,
    /// Makes the attributions `of` a source of their own.
    SplitSource,
    /// Removes the source of the attribution `at` with all its attributions.
    DeleteSource,
    /// Adds an entity with the mention `at`.
    AddEntity,
    /// Adds the mention `at` to the entity that `into` mentions.
    AddMention,
    /// Gives the entity that `at` mentions another name or type, or takes its Wikidata item away.
    ChangeEntity,
    /// Makes the entity that `at` mentions one with that of `into`.
    MergeEntities,
    /// Makes the mentions `of` an entity of their own.
    SplitEntity,
    /// Removes the entity that `at` mentions.
    DeleteEntity,
    /// Takes the mentions `of` away from their entity.
    DeleteMentions,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::AddAttribution,
        Self::ChangeAttribution,
        Self::DeleteAttribution,
        Self::AssignSource,
        Self::ChangeSource,
        Self::MergeSources,
        Self::SplitSource,
        Self::DeleteSource,
        Self::AddEntity,
        Self::AddMention,
        Self::ChangeEntity,
        Self::MergeEntities,
        Self::SplitEntity,
        Self::DeleteEntity,
        Self::DeleteMentions,
    ];
}

/// What a correction is about, by its words: those of an attribution, or one mention of an entity. A source is named by
/// one of its attributions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Anchor {
    /// The words of an attribution's source.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub source: Vec<Quote>,
    /// Those of its cue.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cue: Vec<Quote>,
    /// Those of its content.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub content: Vec<Quote>,
    /// The words of a mention.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub mention: Option<Quote>,
    /// Which of an attribution's sources is meant where it has several, from 0.
    #[serde(skip_serializing_if = "is_first", default)]
    pub nth: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_first(nth: &u32) -> bool {
    *nth == 0
}

/// Words of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Quote {
    /// Where; empty once they were changed or removed.
    pub span: Span,
    /// The words themselves.
    pub quote: String,
}

impl Quote {
    /// The place, if these words still stand there.
    fn place(&self, text: &str) -> Option<Span> {
        (!self.quote.is_empty() && self.span.of(text) == self.quote).then_some(self.span)
    }
}

impl Anchor {
    fn quotes(&mut self) -> impl Iterator<Item = &mut Quote> {
        let attribution = self.source.iter_mut().chain(&mut self.cue).chain(&mut self.content);
        attribution.chain(&mut self.mention)
    }
}

impl Correction {
    /// A correction that does this to this, and nothing more yet.
    pub fn new(action: Action, at: Anchor) -> Self {
        Self {
            action,
            at,
            into: None,
            of: Vec::new(),
            words: None,
            name: None,
            source_type: None,
            affiliation: None,
            entity_type: None,
            quotation: None,
            polarity: None,
            act: None,
            unlinked: false,
            ids: Vec::new(),
            orphaned: false,
        }
    }

    /// The words that it is about, in one line, cut after some ten of them.
    pub fn excerpt(&self) -> Option<String> {
        let Anchor {
            source,
            cue,
            content,
            mention,
            ..
        } = &self.at;
        let quotes = source.iter().chain(cue).chain(content).chain(mention);
        let words: Vec<&str> = quotes.flat_map(|quote| quote.quote.split_whitespace()).collect();
        let cut = if words.len() > 12 { " …" } else { "" };
        (!words.is_empty()).then(|| words[..words.len().min(12)].join(" ") + cut)
    }

    /// Visits all its quotes.
    pub(crate) fn for_each_quote(&mut self, visit: &mut dyn FnMut(&mut Quote)) {
        let others = self.into.iter_mut().chain(&mut self.of).chain(&mut self.words);
        for anchor in std::iter::once(&mut self.at).chain(others) {
            anchor.quotes().for_each(&mut *visit);
        }
    }

    /// What it needs to say and does not.
    fn lacks(&self) -> Option<&'static str> {
        use Action as A;
        let is_attribution = |anchor: &Anchor| !(anchor.cue.is_empty() && anchor.content.is_empty());
        let is_mention = |anchor: &Anchor| anchor.mention.is_some();
        let about_entity = matches!(
            self.action,
            A::AddEntity
                | A::AddMention
                | A::ChangeEntity
                | A::MergeEntities
                | A::SplitEntity
                | A::DeleteEntity
                | A::DeleteMentions
        );
        let is_one = |anchor: &Anchor| {
            if about_entity {
                is_mention(anchor)
            } else {
                is_attribution(anchor)
            }
        };
        if !is_one(&self.at) {
            return Some(if about_entity {
                "\"at\" must hold a \"mention\""
            } else {
                "\"at\" must hold the \"cue\" or the \"content\" of an attribution"
            });
        }
        let needs_into = matches!(
            self.action,
            A::AssignSource | A::MergeSources | A::AddMention | A::MergeEntities
        );
        if needs_into && self.into.is_none() || self.into.as_ref().is_some_and(|into| !is_one(into)) {
            return Some("\"into\" must say which other one is meant, in the form of \"at\"");
        }
        let needs_of = matches!(self.action, A::SplitSource | A::SplitEntity | A::DeleteMentions);
        if needs_of && self.of.is_empty() || !self.of.iter().all(is_one) {
            return Some("\"of\" must list those that leave, in the form of \"at\"");
        }
        if self.words.as_ref().is_some_and(|words| !is_attribution(words)) {
            return Some("\"words\" must hold the \"cue\" or the \"content\" of an attribution");
        }
        None
    }
}

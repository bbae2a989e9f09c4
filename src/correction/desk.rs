//! The desk on which an analysis is corrected: its lists, taken apart, and put together again.

use std::collections::BTreeMap;

use super::{Action, Anchor, Correction, Quote, attributions, entities};
use crate::analysis::{Analysis, Attribution, DamageKind, Entity, Source};
use crate::document::Document;
use crate::span::Span;
use crate::text::quotes::Quotes;
use crate::{attribution, integrity, sort, source, sourcing};

/// The analysis of `document` with the corrections on it, all places in bytes. Its list of corrections says of each what it
/// changed or that it is orphaned. Without corrections it is the analysis itself.
///
/// Corrections of entities come first, those of sources and attributions after them, each in the order of the list: who
/// speaks may depend on what a name is.
pub fn corrected(analysis: Analysis, document: &Document, corrections: &[Correction]) -> Analysis {
    if corrections.is_empty() {
        return analysis;
    }
    let quotes = Quotes::find(&document.text, &document.paragraphs);
    let mut desk = Desk {
        text: &document.text,
        sentences: &analysis.sentences,
        quotes: &quotes,
        attributions: analysis.attributions,
        sources: analysis.sources,
        entities: analysis.entities,
        added: 0,
    };
    let mut done: Vec<Option<Vec<String>>> = vec![None; corrections.len()];
    let mut speakers_changed = false;
    for of_entities in [true, false] {
        for (correction, done) in corrections.iter().zip(&mut done) {
            if correction.lacks().is_none() && correction.action.is_of_entities() == of_entities {
                *done = if of_entities {
                    entities::correct(&mut desk, correction)
                } else {
                    attributions::correct(&mut desk, correction)
                };
                speakers_changed |= !of_entities && done.is_some();
            }
        }
    }
    let ids = desk.number();
    if speakers_changed {
        source::first_persons(
            desk.text,
            &quotes,
            &desk.attributions,
            &desk.sources,
            &mut desk.entities,
        );
        entities::take_away(&mut desk, corrections);
    }
    let mut corrections = corrections.to_vec();
    for (correction, done) in corrections.iter_mut().zip(done) {
        correction.orphaned = done.is_none();
        let mut changed: Vec<String> = done
            .unwrap_or_default()
            .iter()
            .filter_map(|id| ids.get(id).cloned())
            .collect();
        sort::by_key(&mut changed, Clone::clone);
        changed.dedup();
        correction.ids = changed;
    }
    let Desk {
        mut attributions,
        sources,
        entities,
        ..
    } = desk;
    sourcing::about(&mut attributions, &entities);
    let article = sourcing::Article {
        document,
        sentences: &analysis.sentences,
        quotes: &quotes,
        attributions: &attributions,
        sources: &sources,
    };
    let statements = sourcing::statements(&article);
    let findings = sourcing::findings(&article, &statements);
    let mut profile = sourcing::profile(&article, &statements);
    profile.corrected = corrections.iter().filter(|correction| !correction.orphaned).count() as u32;
    let mut damage = analysis.integrity;
    damage.retain(|damage| damage.kind != DamageKind::DanglingPronoun);
    damage.extend(integrity::dangling_pronouns(
        &document.text,
        &document.paragraphs,
        &quotes,
        &attributions,
    ));
    sort::by_key(&mut damage, |damage| (damage.span, damage.kind));
    Analysis {
        schema: analysis.schema,
        offsets: analysis.offsets,
        document: analysis.document,
        sentences: analysis.sentences,
        attributions,
        sources,
        statements,
        entities,
        times: analysis.times,
        integrity: damage,
        findings,
        profile,
        corrections,
        input: analysis.input,
    }
}

impl Action {
    fn is_of_entities(self) -> bool {
        matches!(
            self,
            Self::AddEntity
                | Self::AddMention
                | Self::ChangeEntity
                | Self::MergeEntities
                | Self::SplitEntity
                | Self::DeleteEntity
                | Self::DeleteMentions
        )
    }
}

/// The lists of an analysis while they are corrected. Ids are those of the analysis, and new ones beyond them; which source
/// has an attribution stands in the sources' lists.
pub(super) struct Desk<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Span],
    pub(super) quotes: &'a Quotes,
    pub(super) attributions: Vec<Attribution>,
    pub(super) sources: Vec<Source>,
    pub(super) entities: Vec<Entity>,
    /// Ids given out.
    added: u32,
}

impl Desk<'_> {
    /// An id that nothing has; its number will be another in the end.
    pub(super) fn new_id(&mut self, letter: char) -> String {
        self.added += 1;
        format!("{letter}+{}", self.added)
    }

    /// The places of quotes, in order and disjoint, if all of them still stand where they did.
    pub(super) fn places(&self, quotes: &[Quote]) -> Option<Vec<Span>> {
        let mut places = quotes
            .iter()
            .map(|quote| quote.place(self.text))
            .collect::<Option<Vec<Span>>>()?;
        sort::by_key(&mut places, Clone::clone);
        let apart = places.windows(2).all(|pair| pair[0].end <= pair[1].start);
        apart.then_some(places)
    }

    /// The attribution that an anchor means: the one with this source and cue, or where it has no cue this source and
    /// content. Of several the one that shares most of the content.
    pub(super) fn attribution(&self, anchor: &Anchor) -> Option<usize> {
        let source = self.places(&anchor.source)?;
        let cue = self.places(&anchor.cue)?;
        let content = self.places(&anchor.content);
        let shared = |attribution: &Attribution| {
            let content = content.as_deref().unwrap_or_default();
            content.iter().filter(|span| attribution.content.contains(span)).count()
        };
        let is_meant = |attribution: &Attribution| {
            attribution.source == source
                && attribution.cue == cue
                && (!cue.is_empty() || content.as_ref() == Some(&attribution.content))
        };
        let meant = (0..self.attributions.len()).filter(|&at| is_meant(&self.attributions[at]));
        // The first of equals.
        meant.rev().max_by_key(|&at| shared(&self.attributions[at]))
    }

    /// The source of the attribution that an anchor means.
    pub(super) fn source(&self, anchor: &Anchor) -> Option<usize> {
        let attribution = &self.attributions[self.attribution(anchor)?];
        let id = attribution.source_id.as_ref()?;
        self.sources.iter().position(|source| source.id == *id)
    }

    /// The entity that the mention of an anchor mentions, and its place.
    pub(super) fn mention(&self, anchor: &Anchor) -> Option<(usize, Span)> {
        let place = anchor.mention.as_ref()?.place(self.text)?;
        let mentions = |entity: &Entity| entity.mentions.iter().any(|mention| mention.span == place);
        Some((self.entities.iter().position(mentions)?, place))
    }

    /// Puts everything in the order of the text and numbers it: the new ids by the old ones.
    fn number(&mut self) -> BTreeMap<String, String> {
        let mut ids = BTreeMap::new();
        self.entities.retain(|entity| !entity.mentions.is_empty());
        sort::by_key(&mut self.entities, |entity| {
            entity
                .mentions
                .first()
                .map(|mention| (mention.span.start, mention.span.end))
        });
        for (index, entity) in self.entities.iter_mut().enumerate() {
            renumber(&mut entity.id, 'e', index, &mut ids);
        }
        attribution::in_order_of_text(&mut self.attributions);
        for (index, attribution) in self.attributions.iter_mut().enumerate() {
            renumber(&mut attribution.id, 'a', index, &mut ids);
        }
        let mut place_of: BTreeMap<String, usize> = BTreeMap::new();
        for (index, attribution) in self.attributions.iter().enumerate() {
            place_of.insert(attribution.id.clone(), index);
        }
        let mut places: Vec<Vec<usize>> = Vec::with_capacity(self.sources.len());
        for source in &mut self.sources {
            let new = source
                .attribution_ids
                .iter()
                .filter_map(|id| place_of.get(ids.get(id)?).copied());
            let mut own: Vec<usize> = new.collect();
            sort::by_key(&mut own, Clone::clone);
            own.dedup();
            source.attribution_ids = own.iter().map(|&at| self.attributions[at].id.clone()).collect();
            (source.words, source.quoted_words) = source::count(self.text, self.quotes, &self.attributions, &own);
            source.entity_id = source.entity_id.as_ref().and_then(|id| ids.get(id).cloned());
            places.push(own);
        }
        let mut order: Vec<usize> = (0..self.sources.len()).filter(|&at| !places[at].is_empty()).collect();
        sort::by_key(&mut order, |&at| places[at].first().copied());
        self.sources = order.iter().map(|&at| self.sources[at].clone()).collect();
        for (index, source) in self.sources.iter_mut().enumerate() {
            renumber(&mut source.id, 's', index, &mut ids);
        }
        for attribution in &mut self.attributions {
            let new = |id: &mut Option<String>| *id = id.as_ref().and_then(|id| ids.get(id).cloned());
            new(&mut attribution.source_id);
            new(&mut attribution.relayed_by);
        }
        ids
    }
}

fn renumber(id: &mut String, letter: char, index: usize, ids: &mut BTreeMap<String, String>) {
    let new = format!("{letter}{}", index + 1);
    ids.insert(std::mem::replace(id, new.clone()), new);
}

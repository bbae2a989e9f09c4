//! The desk on which an analysis is corrected: its lists, taken apart, and put together again.

use super::{Action, Anchor, Correction, Quote, attributions, entities};
use crate::analysis::{Analysis, Attribution, DamageKind, Entity, Source, number};
use crate::attribution::first_place;
use crate::document::Document;
use crate::engine::concluded;
use crate::sort;
use crate::source::{count, first_persons};
use crate::span::Span;
use crate::text::quotes::Quotes;

/// The analysis of `document` with the corrections on it, all places in bytes. Its list of corrections says of each what it
/// changed or that it is orphaned. Without corrections it is the analysis itself.
///
/// Corrections of entities come first, those of sources and attributions after them, each in the order of the list: who
/// speaks may depend on what a name is.
pub fn corrected(analysis: &Analysis, document: &Document, mut corrections: Vec<Correction>) -> Analysis {
    let quotes = Quotes::find(&document.text, &document.paragraphs);
    let mut desk = Desk::new(analysis, &document.text, &quotes);
    let mut done: Vec<Option<Changed>> = vec![None; corrections.len()];
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
    let places = desk.number();
    if speakers_changed {
        let before = desk.entities.clone();
        first_persons(
            desk.text,
            &quotes,
            &desk.attributions,
            &desk.sources,
            &mut desk.entities,
        );
        // What a hand made of a pronoun alone stays what it is.
        if desk.entities.iter().any(|entity| entity.mentions.is_empty()) {
            desk.entities = before;
        }
        entities::take_away(&mut desk, &corrections);
    }
    let mut in_effect = 0;
    for (correction, done) in corrections.iter_mut().zip(done) {
        correction.orphaned = done.is_none();
        in_effect += u32::from(done.is_some());
        correction.ids.clear();
        for item in done.unwrap_or_default() {
            if let Some(at) = places[item.list as usize][item.at] {
                correction.ids.push(id(item.list, at));
            }
        }
    }
    let mut integrity = analysis.integrity.clone();
    integrity.retain(|damage| damage.kind != DamageKind::DanglingPronoun);
    let found = Analysis {
        sentences: analysis.sentences.clone(),
        attributions: desk.attributions,
        sources: desk.sources,
        entities: desk.entities,
        times: analysis.times.clone(),
        integrity,
        ..Analysis::default()
    };
    let mut concluded = concluded(found, document, &quotes);
    concluded.profile.corrected = in_effect;
    concluded.corrections = corrections;
    concluded
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

/// The lists of an analysis.
#[derive(Clone, Copy)]
pub(super) enum List {
    Attributions,
    Sources,
    Entities,
}

/// An item of a list on the desk.
#[derive(Clone, Copy)]
pub(super) struct Item {
    pub(super) list: List,
    pub(super) at: usize,
}

/// What a correction changed.
pub(super) type Changed = Vec<Item>;

pub(super) const fn attribution(at: usize) -> Item {
    Item {
        list: List::Attributions,
        at,
    }
}

pub(super) const fn source(at: usize) -> Item {
    Item {
        list: List::Sources,
        at,
    }
}

pub(super) const fn entity(at: usize) -> Item {
    Item {
        list: List::Entities,
        at,
    }
}

fn id(list: List, at: usize) -> String {
    let letter = match list {
        List::Attributions => 'a',
        List::Sources => 's',
        List::Entities => 'e',
    };
    format!("{letter}{}", at + 1)
}

/// The lists of an analysis while they are corrected. Items refer to each other by their places in the lists and stay in them:
/// an attribution is gone that is marked so, a source that has no attributions, an entity that has no mentions.
pub(super) struct Desk<'a> {
    pub(super) text: &'a str,
    pub(super) sentences: &'a [Span],
    pub(super) quotes: &'a Quotes,
    pub(super) attributions: Vec<Attribution>,
    pub(super) sources: Vec<Source>,
    pub(super) entities: Vec<Entity>,
    /// Which attributions are gone.
    pub(super) gone: Vec<bool>,
    /// Who relays each attribution.
    pub(super) relayer: Vec<Option<usize>>,
    /// The source that each attribution itself names.
    pub(super) voice: Vec<Option<usize>>,
    /// The attributions of each source.
    pub(super) spoken: Vec<Vec<usize>>,
    /// The entity that each source is.
    pub(super) being: Vec<Option<usize>>,
}

impl<'a> Desk<'a> {
    fn new(analysis: &'a Analysis, text: &'a str, quotes: &'a Quotes) -> Self {
        let place = |id: &Option<String>| id.as_deref().and_then(number);
        let (attributions, sources) = (&analysis.attributions, &analysis.sources);
        Self {
            text,
            sentences: &analysis.sentences,
            quotes,
            attributions: attributions.clone(),
            sources: sources.clone(),
            entities: analysis.entities.clone(),
            gone: vec![false; attributions.len()],
            relayer: attributions.iter().map(|a| place(&a.relayed_by)).collect(),
            voice: attributions.iter().map(|a| place(&a.source_id)).collect(),
            spoken: sources
                .iter()
                .map(|s| s.attribution_ids.iter().filter_map(|id| number(id)).collect())
                .collect(),
            being: sources.iter().map(|s| place(&s.entity_id)).collect(),
        }
    }

    /// The places of quotes, if all of them still stand where they did, in order and disjoint.
    pub(super) fn places(&self, quotes: &[Quote]) -> Option<Vec<Span>> {
        let mut places: Vec<Span> = Vec::with_capacity(quotes.len());
        for quote in quotes {
            let place = quote.place(self.text)?;
            if places.last().is_some_and(|last| last.end > place.start) {
                return None;
            }
            places.push(place);
        }
        Some(places)
    }

    /// The attribution that an anchor means: the one with this source and cue, or where it has no cue this source and
    /// content. Of several the one that shares most of the content.
    pub(super) fn attribution(&self, anchor: &Anchor) -> Option<usize> {
        let source = self.places(&anchor.source)?;
        let cue = self.places(&anchor.cue)?;
        let content = self.places(&anchor.content);
        let mut meant: Option<(usize, usize)> = None;
        for (at, attribution) in self.attributions.iter().enumerate() {
            let is_meant = !self.gone[at]
                && attribution.source == source
                && attribution.cue == cue
                && (!cue.is_empty() || content.as_ref() == Some(&attribution.content));
            if is_meant {
                let content = content.as_deref().unwrap_or_default();
                let shared = content.iter().filter(|span| attribution.content.contains(span)).count();
                // The first of equals.
                if meant.is_none_or(|(most, _)| shared > most) {
                    meant = Some((shared, at));
                }
            }
        }
        meant.map(|(_, at)| at)
    }

    /// The source of the attribution that an anchor means; where it has several, the one that the attribution itself names
    /// comes first.
    pub(super) fn source(&self, anchor: &Anchor) -> Option<usize> {
        let attribution = self.attribution(anchor)?;
        let mut speakers: Vec<usize> = Vec::new();
        for (at, spoken) in self.spoken.iter().enumerate() {
            if spoken.contains(&attribution) {
                let place = if self.voice[attribution] == Some(at) {
                    0
                } else {
                    speakers.len()
                };
                speakers.insert(place, at);
            }
        }
        speakers.get(anchor.nth as usize).copied()
    }

    /// The entity that the mention of an anchor mentions, and its place.
    pub(super) fn mention(&self, anchor: &Anchor) -> Option<(usize, Span)> {
        let place = anchor.mention.as_ref()?.place(self.text)?;
        let mentions = |entity: &Entity| entity.mentions.iter().any(|mention| mention.span == place);
        Some((self.entities.iter().position(mentions)?, place))
    }

    /// Puts everything in the order of the text, without what is gone, and numbers it: the new places by the old ones, for
    /// each list.
    fn number(&mut self) -> [Vec<Option<usize>>; 3] {
        let mut first: Vec<Option<(u32, u32)>> = Vec::new();
        for entity in &self.entities {
            first.push(
                entity
                    .mentions
                    .first()
                    .map(|mention| (mention.span.start, mention.span.end)),
            );
        }
        let (entities, entity_places) = in_order(&first);
        first.clear();
        for (attribution, gone) in self.attributions.iter().zip(&self.gone) {
            first.push((!gone).then(|| (first_place(attribution).unwrap_or(0), 0)));
        }
        let (attributions, attribution_places) = in_order(&first);
        first.clear();
        let mut spoken: Vec<Vec<usize>> = Vec::new();
        for own in &self.spoken {
            let mut places: Vec<usize> = Vec::new();
            for (place, old) in attributions.iter().enumerate() {
                if own.contains(old) {
                    places.push(place);
                }
            }
            first.push(places.first().map(|&place| (place as u32, 0)));
            spoken.push(places);
        }
        let (sources, source_places) = in_order(&first);

        let name = |list: List, places: &[Option<usize>], at: Option<usize>| Some(id(list, places[at?]?));
        for (at, attribution) in self.attributions.iter_mut().enumerate() {
            attribution.relayed_by = name(List::Attributions, &attribution_places, self.relayer[at]);
            attribution.source_id = name(List::Sources, &source_places, self.voice[at]);
        }
        for (at, source) in self.sources.iter_mut().enumerate() {
            source.entity_id = name(List::Entities, &entity_places, self.being[at]);
        }
        self.attributions = attributions.iter().map(|&at| self.attributions[at].clone()).collect();
        self.sources = sources.iter().map(|&at| self.sources[at].clone()).collect();
        self.entities = entities.iter().map(|&at| self.entities[at].clone()).collect();
        for (at, attribution) in self.attributions.iter_mut().enumerate() {
            attribution.id = id(List::Attributions, at);
        }
        for (at, (source, old)) in self.sources.iter_mut().zip(sources).enumerate() {
            let own = &spoken[old];
            source.id = id(List::Sources, at);
            source.attribution_ids = own.iter().map(|&at| id(List::Attributions, at)).collect();
            (source.words, source.quoted_words) = count(self.text, self.quotes, &self.attributions, own);
        }
        for (at, entity) in self.entities.iter_mut().enumerate() {
            entity.id = id(List::Entities, at);
        }
        [attribution_places, source_places, entity_places]
    }
}

/// Items in the order of their first places, without those that have none; and the place of each in that order.
fn in_order(first: &[Option<(u32, u32)>]) -> (Vec<usize>, Vec<Option<usize>>) {
    let mut order: Vec<usize> = (0..first.len()).collect();
    sort::by_key(&mut order, |&at| first[at]);
    order.retain(|&at| first[at].is_some());
    let mut places = vec![None; first.len()];
    for (place, &at) in order.iter().enumerate() {
        places[at] = Some(place);
    }
    (order, places)
}

//! Corrections of entities.

use super::desk::Desk;
use super::{Action, Correction};
use crate::analysis::{Entity, EntityType, Mention, MentionKind};
use crate::sort;
use crate::span::Span;

/// Corrects an entity: the ids of what it changed, or `None` if what it is about is not there.
pub(super) fn correct(desk: &mut Desk<'_>, correction: &Correction) -> Option<Vec<String>> {
    match correction.action {
        Action::AddEntity => {
            let place = correction.at.mention.as_ref()?.place(desk.text)?;
            let kind = correction.entity_type.unwrap_or(EntityType::Organization);
            let mention = Mention {
                span: place,
                kind: MentionKind::Name,
                own_type: None,
            };
            free(desk, place);
            let name = correction
                .name
                .clone()
                .unwrap_or_else(|| in_one_line(place.of(desk.text)));
            Some(vec![add(desk, name, kind, vec![mention])])
        }
        Action::AddMention => {
            let place = correction.at.mention.as_ref()?.place(desk.text)?;
            let (entity, _) = desk.mention(correction.into.as_ref()?)?;
            let id = desk.entities[entity].id.clone();
            // The place may be a mention of this very entity.
            if desk.entities[entity]
                .mentions
                .iter()
                .all(|mention| mention.span != place)
            {
                free(desk, place);
                let entity = desk.entities.iter_mut().find(|entity| entity.id == id)?;
                entity.mentions.push(Mention {
                    span: place,
                    kind: kind_of(place.of(desk.text)),
                    own_type: None,
                });
                in_order(entity);
            }
            Some(vec![id])
        }
        Action::ChangeEntity => {
            let (entity, _) = desk.mention(&correction.at)?;
            let entity = &mut desk.entities[entity];
            if let Some(name) = &correction.name {
                entity.name.clone_from(name);
            }
            if let Some(kind) = correction.entity_type {
                retype(entity, kind);
            }
            if correction.unlinked {
                (entity.wikidata, entity.coordinates, entity.country) = (None, None, None);
            }
            entity.confidence = 1.0;
            Some(vec![entity.id.clone()])
        }
        Action::MergeEntities => {
            let (from, _) = desk.mention(&correction.at)?;
            let (into, _) = desk.mention(correction.into.as_ref()?)?;
            if from == into {
                return None;
            }
            let into_id = desk.entities[into].id.clone();
            let gone = desk.entities.remove(from);
            let into = desk.entities.iter_mut().find(|entity| entity.id == into_id)?;
            into.mentions.extend(gone.mentions.into_iter().map(|mut mention| {
                // "Japanese" stays a nationality where it becomes a mention of Japan.
                let nationality = Some(gone.kind).filter(|&kind| kind == EntityType::Norp);
                mention.own_type = mention.own_type.or(nationality).filter(|&kind| kind != into.kind);
                mention
            }));
            into.confidence = 1.0;
            in_order(into);
            for source in &mut desk.sources {
                if source.entity_id.as_ref() == Some(&gone.id) {
                    source.entity_id = Some(into_id.clone());
                }
            }
            Some(vec![into_id])
        }
        Action::SplitEntity => {
            let (from, spans) = leaving(desk, correction)?;
            let entity = &mut desk.entities[from];
            // All of them leaving is no split.
            if entity.mentions.iter().all(|mention| spans.contains(&mention.span)) {
                return None;
            }
            let (left, rest) = std::mem::take(&mut entity.mentions)
                .into_iter()
                .partition(|mention| spans.contains(&mention.span));
            entity.mentions = rest;
            let kind = correction.entity_type.unwrap_or(entity.kind);
            let left: Vec<Mention> = left;
            let named = left.iter().find(|mention| mention.kind == MentionKind::Name);
            let named = named.or(left.first()).map_or("", |mention| mention.span.of(desk.text));
            let name = correction.name.clone().unwrap_or_else(|| in_one_line(named));
            let id = desk.entities[from].id.clone();
            Some(vec![id, add(desk, name, kind, left)])
        }
        Action::DeleteEntity => {
            let (entity, _) = desk.mention(&correction.at)?;
            desk.entities.remove(entity);
            Some(Vec::new())
        }
        Action::DeleteMentions => {
            let (from, spans) = leaving(desk, correction)?;
            let entity = &mut desk.entities[from];
            entity.mentions.retain(|mention| !spans.contains(&mention.span));
            let id = entity.id.clone();
            desk.entities.retain(|entity| !entity.mentions.is_empty());
            Some(vec![id])
        }
        _ => None,
    }
}

/// Takes away once more what was taken from entities: pronouns may have been given back to them.
pub(super) fn take_away(desk: &mut Desk<'_>, corrections: &[Correction]) {
    let gone = corrections
        .iter()
        .filter(|correction| correction.action == Action::DeleteMentions);
    let gone = gone.flat_map(|correction| &correction.of);
    let spans: Vec<Span> = gone
        .filter_map(|anchor| anchor.mention.as_ref()?.place(desk.text))
        .collect();
    for entity in &mut desk.entities {
        // None loses its last mention by this: it was corrected before the pronouns came back.
        if entity.mentions.iter().any(|mention| !spans.contains(&mention.span)) {
            entity.mentions.retain(|mention| !spans.contains(&mention.span));
        }
    }
}

/// The entity of a correction, and those of its mentions that leave, if all of them are its.
fn leaving(desk: &Desk<'_>, correction: &Correction) -> Option<(usize, Vec<Span>)> {
    let (entity, _) = desk.mention(&correction.at)?;
    let mut spans = Vec::with_capacity(correction.of.len());
    for anchor in &correction.of {
        let (of, span) = desk.mention(anchor)?;
        if of != entity {
            return None;
        }
        spans.push(span);
    }
    Some((entity, spans))
}

/// Adds an entity; its id.
fn add(desk: &mut Desk<'_>, name: String, kind: EntityType, mentions: Vec<Mention>) -> String {
    let id = desk.new_id('e');
    let mut entity = Entity {
        id: id.clone(),
        name,
        kind,
        wikidata: None,
        coordinates: None,
        country: None,
        mentions,
        confidence: 1.0,
    };
    for mention in &mut entity.mentions {
        mention.own_type = mention.own_type.filter(|&own| own != kind);
    }
    desk.entities.push(entity);
    id
}

/// Takes a place from the entity that it mentions: a place mentions one.
fn free(desk: &mut Desk<'_>, place: Span) {
    for entity in &mut desk.entities {
        entity.mentions.retain(|mention| mention.span != place);
    }
    desk.entities.retain(|entity| !entity.mentions.is_empty());
}

fn in_order(entity: &mut Entity) {
    sort::by_key(&mut entity.mentions, |mention| (mention.span.start, mention.span.end));
    entity.mentions.dedup_by_key(|mention| mention.span);
}

fn retype(entity: &mut Entity, kind: EntityType) {
    entity.kind = kind;
    for mention in &mut entity.mentions {
        mention.own_type = mention.own_type.filter(|&own| own != kind);
    }
    // Only places are on the map.
    if !matches!(
        kind,
        EntityType::Geopolitical | EntityType::Location | EntityType::Facility
    ) {
        (entity.coordinates, entity.country) = (None, None);
    }
}

/// A pronoun is one word of a short list, a name has capitals.
fn kind_of(words: &str) -> MentionKind {
    const PRONOUNS: &[&str] = &[
        "he", "her", "hers", "him", "his", "i", "it", "its", "me", "my", "our", "ours", "she", "their", "theirs",
        "them", "they", "us", "we", "who", "whom", "whose",
    ];
    if PRONOUNS.binary_search(&words.to_lowercase().as_str()).is_ok() {
        MentionKind::Pronoun
    } else if words.contains(char::is_uppercase) {
        MentionKind::Name
    } else {
        MentionKind::Nominal
    }
}

fn in_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Corrections of entities.

use super::desk::{Changed, Desk, entity};
use super::{Action, Correction};
use crate::analysis::{Entity, EntityType, Mention, MentionKind};
use crate::sort;
use crate::span::Span;
use crate::text::list::holds;

/// Corrects an entity: what it changed, or `None` if what it is about is not there.
pub(super) fn correct(desk: &mut Desk<'_>, correction: &Correction) -> Option<Changed> {
    let words = correction.at.mention.as_ref()?.place(desk.text)?;
    if correction.action == Action::AddEntity {
        take(desk, words);
        let mentions = vec![mention(words, MentionKind::Name)];
        return Some(vec![entity(add(desk, correction, EntityType::Person, mentions))]);
    }
    if correction.action == Action::AddMention {
        let (at, _) = desk.mention(correction.into.as_ref()?)?;
        take(desk, words);
        let kind = kind_of(words.of(desk.text));
        desk.entities[at].mentions.push(mention(words, kind));
        in_order(&mut desk.entities[at]);
        return Some(vec![entity(at)]);
    }
    let (at, _) = desk.mention(&correction.at)?;
    match correction.action {
        Action::ChangeEntity => {
            let changed = &mut desk.entities[at];
            if let Some(name) = &correction.name {
                changed.name.clone_from(name);
            }
            if let Some(kind) = correction.entity_type {
                changed.kind = kind;
                // Only places are on the map.
                if !matches!(
                    kind,
                    EntityType::Geopolitical | EntityType::Location | EntityType::Facility
                ) {
                    (changed.coordinates, changed.country) = (None, None);
                }
            }
            if correction.unlinked {
                (changed.wikidata, changed.coordinates, changed.country) = (None, None, None);
            }
            changed.confidence = 1.0;
            in_order(changed);
        }
        Action::MergeEntities => {
            let (into, _) = desk.mention(correction.into.as_ref()?)?;
            if into == at {
                return None;
            }
            let nationality = Some(desk.entities[at].kind).filter(|&kind| kind == EntityType::Norp);
            for mut mention in std::mem::take(&mut desk.entities[at].mentions) {
                // "Japanese" stays a nationality where it becomes a mention of Japan.
                mention.own_type = mention.own_type.or(nationality);
                desk.entities[into].mentions.push(mention);
            }
            desk.entities[into].confidence = 1.0;
            in_order(&mut desk.entities[into]);
            for being in &mut desk.being {
                if *being == Some(at) {
                    *being = Some(into);
                }
            }
            return Some(vec![entity(into)]);
        }
        Action::SplitEntity => {
            let leaving = leaving(desk, correction, at)?;
            // All of them leaving is no split.
            if leaving.len() == desk.entities[at].mentions.len() {
                return None;
            }
            desk.entities[at].mentions.retain(|mention| !leaving.contains(mention));
            let kind = desk.entities[at].kind;
            let new = add(desk, correction, kind, leaving);
            return Some(vec![entity(at), entity(new)]);
        }
        Action::DeleteMentions => {
            let leaving = leaving(desk, correction, at)?;
            desk.entities[at].mentions.retain(|mention| !leaving.contains(mention));
        }
        _ => desk.entities[at].mentions.clear(),
    }
    Some(vec![entity(at)])
}

/// Takes away once more what was taken from entities: pronouns may have been given back to them.
pub(super) fn take_away(desk: &mut Desk<'_>, corrections: &[Correction]) {
    for correction in corrections {
        if correction.action != Action::DeleteMentions {
            continue;
        }
        for anchor in &correction.of {
            let Some((at, span)) = desk.mention(anchor) else {
                continue;
            };
            let mentions = &mut desk.entities[at].mentions;
            // None loses its last mention by this: the entities have their numbers.
            if mentions.len() > 1 {
                mentions.retain(|mention| mention.span != span);
            }
        }
    }
}

/// The mentions that leave an entity, if all of them are its.
fn leaving(desk: &Desk<'_>, correction: &Correction, at: usize) -> Option<Vec<Mention>> {
    let mut spans = Vec::with_capacity(correction.of.len());
    for anchor in &correction.of {
        let (of, span) = desk.mention(anchor)?;
        if of != at {
            return None;
        }
        spans.push(span);
    }
    let mut left = desk.entities[at].mentions.clone();
    left.retain(|mention| spans.contains(&mention.span));
    Some(left)
}

/// Adds an entity, by its name the first name among its mentions unless it is given one; its place.
fn add(desk: &mut Desk<'_>, correction: &Correction, kind: EntityType, mentions: Vec<Mention>) -> usize {
    let named = mentions.iter().find(|mention| mention.kind == MentionKind::Name);
    let words = named
        .or(mentions.first())
        .map_or("", |mention| mention.span.of(desk.text));
    let mut added = Entity {
        id: String::new(),
        name: correction
            .name
            .clone()
            .unwrap_or_else(|| words.split_whitespace().collect::<Vec<_>>().join(" ")),
        kind: correction.entity_type.unwrap_or(kind),
        wikidata: None,
        coordinates: None,
        country: None,
        mentions,
        confidence: 1.0,
    };
    in_order(&mut added);
    desk.entities.push(added);
    desk.entities.len() - 1
}

fn mention(span: Span, kind: MentionKind) -> Mention {
    Mention {
        span,
        kind,
        own_type: None,
    }
}

/// Takes a place from the entity that it mentions: a place mentions one.
fn take(desk: &mut Desk<'_>, place: Span) {
    for entity in &mut desk.entities {
        entity.mentions.retain(|mention| mention.span != place);
    }
}

/// The mentions in order, each once, with types of their own only where they differ.
fn in_order(entity: &mut Entity) {
    sort::by_key(&mut entity.mentions, |mention| mention.span);
    entity.mentions.dedup_by_key(|mention| mention.span);
    for mention in &mut entity.mentions {
        mention.own_type = mention.own_type.filter(|&own| own != entity.kind);
    }
}

/// A pronoun is one word of a short list, a name has capitals.
fn kind_of(words: &str) -> MentionKind {
    const PRONOUNS: &str =
        "he her hers him his i it its me my our ours she their theirs them they us we who whom whose";
    if holds(PRONOUNS, words.to_lowercase().as_str()) {
        MentionKind::Pronoun
    } else if words.contains(char::is_uppercase) {
        MentionKind::Name
    } else {
        MentionKind::Nominal
    }
}

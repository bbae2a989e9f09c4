//! Whether a text speaks of a person as "he" or "she".

use super::names::Names;
use super::phrase::Pronoun;
use crate::analysis::{Entity, EntityType, MentionKind};
use crate::entity::Gazetteer;
use crate::text::nouns::Gender;

impl From<Gender> for Pronoun {
    fn from(gender: Gender) -> Self {
        match gender {
            Gender::Male => Self::He,
            Gender::Female => Self::She,
        }
    }
}

/// What an honorific before a name, or else most of the pronouns that take the person up, show.
pub(super) fn of(text: &str, names: &Names<'_>, entity: usize) -> Option<Pronoun> {
    if names.kind(entity) != EntityType::Person {
        return None;
    }
    let mentions = &names.entities[entity].mentions;
    let titles = mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Name)
        .map(|m| text[..m.span.start as usize].trim_end());
    let mut shown = titles.filter_map(|before| honorific(before.rsplit([' ', '\n', '(']).next()?));
    shown.next().or_else(|| {
        let mut he = 0_i32;
        for mention in mentions.iter().filter(|m| m.kind == MentionKind::Pronoun) {
            he += match mention.span.of(text).to_ascii_lowercase().as_str() {
                "he" | "him" | "his" | "himself" => 1,
                "she" | "her" | "hers" | "herself" => -1,
                _ => 0,
            };
        }
        match he {
            0 => None,
            1.. => Some(Pronoun::He),
            _ => Some(Pronoun::She),
        }
    })
}

/// What somebody's first name shows.
pub(super) fn of_first_name(entity: &Entity, gazetteer: &Gazetteer) -> Option<Pronoun> {
    let name = Some(&entity.name).filter(|_| entity.kind == EntityType::Person)?;
    gazetteer.gender(name).map(Pronoun::from)
}

fn honorific(word: &str) -> Option<Pronoun> {
    match word.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" => Some(Pronoun::He),
        "Mrs" | "Ms" | "Miss" | "Dame" | "Lady" | "Baroness" => Some(Pronoun::She),
        _ => None,
    }
}

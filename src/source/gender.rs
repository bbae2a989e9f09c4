//! Whether a text speaks of a person as "he" or "she".

use super::names::Names;
use super::phrase::Pronoun;
use crate::analysis::{EntityType, MentionKind};

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

fn honorific(word: &str) -> Option<Pronoun> {
    match word.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" => Some(Pronoun::He),
        "Mrs" | "Ms" | "Miss" | "Dame" | "Lady" | "Baroness" => Some(Pronoun::She),
        _ => None,
    }
}

/// What a noun for a person shows.
pub(super) fn of_noun(noun: &str) -> Option<Pronoun> {
    const SHE: [&str; 6] = ["daughter", "girl", "mother", "sister", "wife", "woman"];
    const HE: [&str; 6] = ["boy", "brother", "father", "husband", "man", "son"];
    // "spokesman", "policewoman", "grandmother"
    let ends = |list: &[&str]| list.iter().any(|end| noun.ends_with(end)) && !noun.ends_with("person");
    if ends(&SHE) {
        Some(Pronoun::She)
    } else if ends(&HE) {
        Some(Pronoun::He)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_for_men_and_women() {
        for (noun, expected) in [
            ("spokeswoman", Some(Pronoun::She)),
            ("grandmother", Some(Pronoun::She)),
            ("spokesman", Some(Pronoun::He)),
            ("brother", Some(Pronoun::He)),
            ("spokesperson", None),
            ("official", None),
        ] {
            assert_eq!(of_noun(noun), expected, "{noun}");
        }
    }
}

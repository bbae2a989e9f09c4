//! How a source is identified, by the definitions of the Markkula Center's journalistic-sourcing project.
//!
//! Officials and spokespeople of a named organisation count as the organisation; a nationality alone ("U.S. officials")
//! names none. Anonymous is who is known to the reporter and not named; without such language a source is unnamed.

use super::names::Names;
use super::phrase::{Determiner, Phrase};
use super::resolve::Voice;
use crate::analysis::{EntityType, SourceType};
use crate::text::nouns::Class;

/// The type of a voice.
pub(super) fn of(text: &str, voice: &Voice, names: &Names<'_>) -> SourceType {
    let entity = voice.entity.map(|entity| names.kind(entity));
    match entity {
        Some(EntityType::Person) => return SourceType::NamedPerson,
        Some(EntityType::Law | EntityType::Product | EntityType::Event) => return SourceType::Document,
        Some(EntityType::Norp) => return SourceType::UnnamedGroup,
        Some(_) if !voice.anonymous => return SourceType::NamedOrganization,
        _ if voice.anonymous => return SourceType::Anonymous,
        _ if voice.is_named_body => return SourceType::NamedOrganization,
        _ => {}
    }
    voice
        .phrases
        .first()
        .map_or(SourceType::UnnamedPerson, |phrase| of_phrase(text, phrase))
}

/// Whether the phrase is the name of a group of the like: "Families for Truth", "Doctors Without Borders".
pub(super) fn is_group_name(text: &str, phrase: &Phrase) -> bool {
    let capital = |at: usize| {
        phrase
            .spans
            .get(at)
            .is_some_and(|w| w.of(text).starts_with(char::is_uppercase))
    };
    let joined = phrase
        .words
        .get(1)
        .is_some_and(|word| matches!(word.as_str(), "against" | "for" | "without"));
    let known = phrase.names.iter().any(|name| {
        phrase
            .spans
            .get(2)
            .is_some_and(|word| name.span.start <= word.start && word.start < name.span.end)
    });
    joined && capital(0) && capital(2) && !known && phrase.words[0].ends_with('s')
}

fn of_phrase(text: &str, phrase: &Phrase) -> SourceType {
    let plural = phrase.is_plural();
    if is_group_name(text, phrase) {
        return SourceType::NamedOrganization;
    }
    let people = if plural {
        SourceType::UnnamedGroup
    } else {
        SourceType::UnnamedPerson
    };
    match phrase.noun.map(|noun| noun.class) {
        Some(Class::Document) => SourceType::Document,
        Some(Class::Institution) => {
            // "the army" has one referent; "a company" and "companies" have not.
            let one = phrase.noun.is_some_and(|noun| noun.name == "authority") || !plural;
            match phrase.determiner {
                Determiner::Definite | Determiner::Bare if one => SourceType::NamedOrganization,
                _ => SourceType::UnnamedGroup,
            }
        }
        Some(Class::Voice | Class::Person) => people,
        None => {
            let head = phrase.spans[..phrase.lead].last().map_or("", |span| span.of(text));
            match phrase.words.last() {
                _ if phrase.lead > 1 && head.starts_with(char::is_uppercase) => SourceType::NamedOrganization,
                _ if head.ends_with('s') && !head.ends_with("ss") => SourceType::UnnamedGroup,
                _ => people,
            }
        }
    }
}

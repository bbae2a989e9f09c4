//! What a text says that a name is: "Halvard is a brand of pumps", "Vestra, a hedge fund,".
//!
//! In: the words and their names. Out: the names' types, and whole subjects of definitions of which the network saw a part.

use super::gazetteer::Gazetteer;
use super::lexicon::{LINKS, NO_NAMES};
use super::names::{Name, name_of};
use super::nominal::{self, Determiner};
use super::types::index;
use super::words::{Words, is_capital};
use crate::analysis::EntityType;
use crate::encoder::WordRange;
use crate::sort;
use crate::text::list::holds;

/// What a definition weighs beside all else, which sums to 1.
const WEIGHT: f32 = 1.2;

/// How many words the subject of a definition has at most.
const LONGEST: usize = 6;

/// Nouns of peoples, in the singular.
const PEOPLES: &str = "caste clan minority sect tribe";

/// Nouns of works and wares, in the singular.
const PRODUCTS: &str = "album app book car comedy documentary drama drug episode film game missile movie musical novel opera play \
    rifle rocket satellite series show single song soundtrack thriller train vaccine vehicle";

/// Applies the text's own definitions to its names: types by name, and subjects that are names as a whole.
#[inline(never)]
pub(super) fn apply(words: &Words<'_>, gazetteer: &Gazetteer, names: &mut Vec<Name>) {
    let mut told: Vec<(&str, EntityType)> = Vec::new();
    let mut whole: Vec<(&str, usize)> = Vec::new();
    for verb in 1..words.len() {
        let Some((subject, kind)) = defined(words, verb) else {
            continue;
        };
        let plural = matches!(words.of(verb), "are" | "were");
        let parts = if plural { listed(words, &subject) } else { vec![subject] };
        for part in parts {
            let is_name = names.binary_search_by_key(&part.start, |name| name.words.start);
            if is_name.is_ok_and(|at| names[at].words == part) {
                told.push((words.text(&part), kind));
            } else if !plural && kind == EntityType::Organization && is_title(words, &part) {
                whole.push((words.text(&part), part.len()));
            }
        }
    }
    for name in names.iter() {
        let text = words.text(&name.words);
        let described = nominal::apposed(words, name.words.end).and_then(|range| kind_of(words, &range));
        let people = || is_one_of_a_people(words, gazetteer, name).then_some(EntityType::Norp);
        told.extend(described.or_else(people).map(|kind| (text, kind)));
    }
    told.retain(|(text, kind)| !is_known_otherwise(gazetteer, text, *kind));
    sort::by_key(&mut told, |(text, _)| *text);
    for name in names.iter_mut() {
        if let Ok(at) = told.binary_search_by_key(&words.text(&name.words), |(text, _)| *text) {
            name.types[index(told[at].1)] += WEIGHT;
        }
    }
    make_whole(words, whole, names);
}

/// The subject of a verb at the beginning of a sentence, and the type that what follows the verb gives it: "Halvard (or
/// Halvard Pumps) is a brand".
fn defined(words: &Words<'_>, verb: usize) -> Option<(WordRange, EntityType)> {
    if !matches!(words.of(verb), "are" | "is" | "was" | "were") || words.starts_paragraph(verb) {
        return None;
    }
    let mut end = verb;
    if words.of(end - 1) == ")" {
        end = (end.saturating_sub(10)..end).rev().find(|&w| words.of(w) == "(")?;
    }
    let first = (end.saturating_sub(LONGEST + 1)..end)
        .rev()
        .find(|&w| words.starts_paragraph(w) || matches!(words.of(w - 1), "." | "!" | "?"))?;
    let start = first + usize::from(words.of(first) == "The");
    let from = verb + 1;
    let stops = |w: &usize| {
        let word = words.after(*w);
        !word.chars().all(|c| c.is_alphanumeric() || c == '-')
            || word.is_empty()
            || matches!(word.as_str(), "that" | "which" | "who" | "whose" | "where")
    };
    let to = (from..from + 16).find(stops)?;
    let kind = kind_of(words, &(from..to))?;
    (start < end).then_some((start..end, kind))
}

/// The type of what a phrase describes: "an alternative rock band".
fn kind_of(words: &Words<'_>, phrase: &WordRange) -> Option<EntityType> {
    if phrase.is_empty() {
        return None;
    }
    let told = nominal::describe(words, phrase);
    let noun = told.noun.strip_suffix('s').unwrap_or(&told.noun);
    // "a University of Varde biologist"
    let small = phrase
        .clone()
        .any(|w| words.of(w).ends_with(told.noun.rsplit(' ').next().unwrap_or_default()));
    if told.determiner != Determiner::Indefinite || !small {
        return None;
    }
    let kind = if holds(PEOPLES, noun) {
        EntityType::Norp
    } else if holds(PRODUCTS, noun) {
        EntityType::Product
    } else {
        // Whoever is a person is seen as one, and documents are no names.
        told.sort
            .entity_type()
            .filter(|kind| !matches!(kind, EntityType::Person | EntityType::Product))?
    };
    Some(kind)
}

/// The items of a list: "Agotes" and "Cagots" of "Agotes or Cagots".
fn listed(words: &Words<'_>, list: &WordRange) -> Vec<WordRange> {
    let mut items = Vec::new();
    let mut start = list.start;
    for w in list.clone() {
        if matches!(words.of(w), "," | "and" | "or") {
            items.push(start..w);
            start = w + 1;
        }
    }
    items.push(start..list.end);
    items
}

/// Whether words are written as a name from end to end: "30 Seconds to Mars".
fn is_title(words: &Words<'_>, range: &WordRange) -> bool {
    let capital = |w: usize| is_capital(words.of(w));
    let within = |w: usize| {
        capital(w) || holds(LINKS, words.of(w)) || matches!(words.of(w), "and" | "for" | "of" | "the" | "to")
    };
    let ends = capital(range.start) && capital(range.end - 1) && !holds(NO_NAMES, &words.lower(range.start));
    (2..=LONGEST).contains(&range.len()) && ends && range.clone().all(within)
}

/// Makes organisations of these texts, with their numbers of words, wherever they stand.
fn make_whole(words: &Words<'_>, mut texts: Vec<(&str, usize)>, names: &mut Vec<Name>) {
    if texts.is_empty() {
        return;
    }
    sort::by_key(&mut texts, |text| *text);
    let mut found: Vec<WordRange> = Vec::new();
    for start in 0..words.len() {
        let is_whole = |range: &WordRange| {
            let free = found.last().is_none_or(|last| last.end <= start);
            free && texts.binary_search(&(words.text(range), range.len())).is_ok()
        };
        let longest_first = (2..=LONGEST).rev().map(|count| start..start + count);
        let range = longest_first.filter(|range| range.end <= words.len()).find(is_whole);
        found.extend(range);
    }
    let is_in_one = |name: &Name| {
        let at = found.partition_point(|range| range.end <= name.words.start);
        found.get(at).is_some_and(|range| range.start < name.words.end)
    };
    names.retain(|name| !is_in_one(name));
    names.extend(found.into_iter().map(|range| name_of(range, EntityType::Organization)));
    sort::by_key(names, |name| name.words.start);
}

/// "He was raised as an Ilocano", "the Tagbanuas are": places have no article, and nobody is one of several.
fn is_one_of_a_people(words: &Words<'_>, gazetteer: &Gazetteer, name: &Name) -> bool {
    let place = matches!(name.kind(), EntityType::Geopolitical | EntityType::Location);
    let article = matches!(words.before(name.words.start).as_str(), "a" | "an");
    let next = words.after(name.words.end);
    let alone = matches!(next.as_str(), "" | "." | ";" | "and" | "or" | "who");
    let several = words.before(name.words.start) == "the"
        && words.of(name.words.start).ends_with('s')
        && matches!(next.as_str(), "are" | "were" | "who");
    let one = place && name.words.len() == 1 && (article && alone || several);
    one && gazetteer.find(words.text(&name.words)).next().is_none()
}

/// Whether the gazetteer knows what goes by this name, and as something else: "Gaza is a prison".
fn is_known_otherwise(gazetteer: &Gazetteer, text: &str, kind: EntityType) -> bool {
    let known = gazetteer.find_written(text);
    let types = || {
        known
            .iter()
            .filter_map(|(id, _)| gazetteer.entry(*id).kind.entity_type())
    };
    types().next().is_some() && types().all(|other| other != kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;
    use EntityType::{Geopolitical, Norp, Organization, Person, Product};

    #[test]
    fn lists_are_sorted() {
        for list in [PEOPLES, PRODUCTS] {
            assert_is_sorted(list);
        }
    }

    /// The names of a text and their types, once its definitions are applied to the places where `name` stands.
    fn defined_names(text: &str, name: &str, kind: EntityType) -> Vec<(String, EntityType)> {
        let words = Words::plain(text);
        let mut names: Vec<Name> = text
            .match_indices(name)
            .map(|(at, _)| name_of(words.place_of(name, at), kind))
            .collect();
        apply(&words, &Gazetteer::built_in(), &mut names);
        names
            .iter()
            .map(|name| (words.text(&name.words).to_owned(), name.kind()))
            .collect()
    }

    #[test]
    fn names_are_what_the_text_says_that_they_are() {
        for (text, name, seen, defined) in [
            (
                "Ada Halvard is a brand of pumps. Ada Halvard was sold.",
                "Ada Halvard",
                Person,
                Organization,
            ),
            (
                "Varders were a persecuted minority. The Varders left.",
                "Varders",
                Geopolitical,
                Norp,
            ),
            (
                "Vardetest is an open-source game, which is free.",
                "Vardetest",
                Organization,
                Product,
            ),
            (
                "They met at Vardeholm, a village near Leeds.",
                "Vardeholm",
                Person,
                Geopolitical,
            ),
            (
                "It was bought by Vardeholm, a hedge fund.",
                "Vardeholm",
                Person,
                Organization,
            ),
            (
                "He was raised as a Vardan; his father was not.",
                "Vardan",
                Geopolitical,
                Norp,
            ),
            (
                "The first to come were the Vardanas who live there.",
                "Vardanas",
                Geopolitical,
                Norp,
            ),
            // What says nothing of what they are.
            (
                "Ada Halvard is the driving force of the firm.",
                "Ada Halvard",
                Person,
                Person,
            ),
            ("Ada Halvard is one of 15 people.", "Ada Halvard", Person, Person),
            (
                "Vestrad is also minutes from the sea.",
                "Vestrad",
                Organization,
                Organization,
            ),
            (
                "It hired Ada Halvard, a University of Oslo biologist.",
                "Ada Halvard",
                Person,
                Person,
            ),
            (
                "At a Vardan, La., church he spoke.",
                "Vardan",
                Geopolitical,
                Geopolitical,
            ),
            ("The head of Ada Halvard is a bank.", "Ada Halvard", Person, Person),
            ("Paris is a company of players.", "Paris", Geopolitical, Geopolitical),
            ("Gaza is a prison.", "Gaza", Geopolitical, Geopolitical),
        ] {
            let names = defined_names(text, name, seen);
            assert!(
                !names.is_empty() && names.iter().all(|(_, kind)| *kind == defined),
                "{text}: {names:?}"
            );
        }
    }

    #[test]
    fn a_name_is_the_whole_subject() {
        let text = "30 Steps to Varde (or Thirty Steps) is a rock band. They sang about Varde as 30 Steps to Varde.";
        let found = defined_names(text, "Varde", Geopolitical);
        let band = ("30 Steps to Varde".to_owned(), Organization);
        assert_eq!(found, [band.clone(), ("Varde".to_owned(), Geopolitical), band]);
    }
}

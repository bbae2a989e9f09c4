//! What the gazetteer says of names: that there is one, where the network passed it over ("AP", "Medicaid", the "MIAMI" of a
//! dateline), and of which type.
//!
//! A name that the gazetteer has, written as there or all in capitals, needs little of the network's belief that it is one.

use super::context;
use super::gazetteer::{Gazetteer, Sense};
use super::lexicon::{GENERIC, NO_NAMES, TITLES};
use super::names::{Name, name_of, taken, words_of_people};
use super::types::{TYPES, Weights, index, is_place};
use super::words::{Words, is_capital, is_word};
use crate::analysis::EntityType;
use crate::encoder::WordRange;
use crate::text::list::holds;

/// The longest name that is looked for, in words.
const LONGEST: usize = 6;
/// The probability of being part of a name that each word needs, in a name of several words or of capitals.
const PLAIN: f32 = 0.02;
/// The same of a single word such as "Target", which may begin a sentence and is part of no longer name ("Energy Secretary").
const SINGLE: f32 = 0.3;
/// The weight in the gazetteer that a place of a single word needs to be believed (half a million people make 151): there are
/// towns called "City" and "Best".
const WELL_KNOWN: u8 = 140;
/// The weight that other entries need to speak for their types: a town of fourteen thousand.
const KNOWN: u8 = 110;
/// The probability of being a place from which a single word may be a town of that size: many people are called like one.
const POSSIBLE: f32 = 0.05;
/// How much it speaks then, beside the network's probabilities, which sum to 1 at most.
const WEIGHT: f32 = 0.7;

/// How much it speaks where the next word tells too.
const SURE: f32 = 1.2;

/// Names that the network cut short: "Palestinian" of "Palestinian Authority", "Korean" of "North Korean".
#[inline(never)]
pub(super) fn lengthen(words: &Words<'_>, gazetteer: &Gazetteer, names: &mut Vec<Name>) {
    for at in 0..names.len() {
        let behind = at.checked_sub(1).map_or(0, |before| names[before].words.end);
        if let Some((whole, kind)) = with_word_before(words, gazetteer, &names[at].words)
            && whole.start >= behind
        {
            names[at] = renamed(&names[at], whole, kind);
        }
        let (start, end) = (names[at].words.start, names[at].words.end);
        // Up to the end of the next name, and not into it.
        let free = |to: &usize| {
            names
                .get(at + 1)
                .is_none_or(|next| *to <= next.words.start || *to >= next.words.end)
        };
        let longest_first = (end + 1..=words.len().min(start + LONGEST)).rev().filter(free);
        let found = longest_first.map(|end| start..end).find_map(|range| {
            if !is_written_as_name(words, &range) {
                return None;
            }
            // "Washington, D.C.": a place in another.
            let two = range.clone().any(|w| words.of(w) == ",");
            let kind = named_so(words, gazetteer, &range).filter(|kind| !(two && is_place(*kind)))?;
            Some((range, kind))
        });
        if let Some((range, kind)) = found {
            names[at] = renamed(&names[at], range, kind);
        }
    }
    names.dedup_by(|b, a| a.words.end > b.words.start);
}

fn renamed(name: &Name, words: WordRange, kind: EntityType) -> Name {
    Name {
        sure: name.sure,
        ..name_of(words, kind)
    }
}

/// The type of what is named so.
fn named_so(words: &Words<'_>, gazetteer: &Gazetteer, range: &WordRange) -> Option<EntityType> {
    let entries = gazetteer.find_written(words.text(range));
    entries.into_iter().find_map(|(id, sense)| {
        let named = matches!(sense, Sense::Canonical | Sense::Alias);
        gazetteer.entry(id).kind.entity_type().filter(|_| named)
    })
}

/// A name with the word before it, if that is a name and no title.
fn with_word_before(words: &Words<'_>, gazetteer: &Gazetteer, name: &WordRange) -> Option<(WordRange, EntityType)> {
    let first = name.start.checked_sub(1)?;
    let whole = first..name.end;
    let word = words.lower(first);
    if word == "the" || holds(TITLES, &word) || !is_written_as_name(words, &whole) {
        return None;
    }
    let people = || {
        let mut found = gazetteer.find(words.text(&whole));
        found
            .any(|(_, sense)| sense == Sense::Demonym)
            .then_some(EntityType::Norp)
    };
    let kind = named_so(words, gazetteer, &whole).or_else(people)?;
    Some((whole, kind))
}

/// Adds the names of the gazetteer where no name is yet, behind the others.
#[inline(never)]
pub(super) fn add(words: &Words<'_>, chances: &[Weights], gazetteer: &Gazetteer, names: &mut Vec<Name>) {
    let taken = taken(words, names);
    let mut start = 0;
    while start < words.len() {
        let mut longest_first = (start + 1..=words.len().min(start + LONGEST)).rev();
        match longest_first.find_map(|end| known(words, chances, gazetteer, &taken, start..end)) {
            Some(name) => {
                start = name.words.end;
                names.push(name);
            }
            None => start += 1,
        }
    }
}

/// Lets the gazetteer speak for the types of what goes by a name, if it is well known and the name no part of a person's.
#[inline(never)]
pub(super) fn weigh(words: &Words<'_>, gazetteer: &Gazetteer, names: &mut [Name]) {
    let people = words_of_people(words, names);
    for name in names.iter_mut() {
        let single = name.words.len() == 1;
        if single && people.binary_search(&words.lower(name.words.start)).is_ok() {
            continue;
        }
        let seen = name.types;
        let mut told = [0.0; TYPES];
        for (id, sense) in gazetteer.find_written(words.text(&name.words)) {
            let entry = gazetteer.entry(id);
            let named = matches!(sense, Sense::Canonical | Sense::Alias);
            let Some(kind) = entry.kind.entity_type().filter(|_| named) else {
                continue;
            };
            // "a California Democrat"
            let state =
                entry.kind.is_place() && matches!(words.after(name.words.end).as_str(), "democrat" | "republican");
            let doubtful = single && entry.kind.is_place() && seen[index(kind)] < POSSIBLE;
            if entry.weight >= if doubtful { WELL_KNOWN } else { KNOWN } {
                // Hardly anything else is called "Yasser Arafat".
                let person = kind == EntityType::Person && !single;
                told[index(kind)] = if state || person { SURE } else { WEIGHT };
            }
        }
        for (weight, told) in std::iter::zip(&mut name.types, told) {
            *weight += told;
        }
    }
}

/// The name that words are, if the gazetteer has it and the network does not rule it out.
#[inline(never)]
fn known(
    words: &Words<'_>,
    chances: &[Weights],
    gazetteer: &Gazetteer,
    taken: &[bool],
    range: WordRange,
) -> Option<Name> {
    let text = words.text(&range);
    let single = range.len() == 1;
    if !is_written_as_name(words, &range) || range.clone().any(|w| taken[w]) || (single && holds(NO_NAMES, text)) {
        return None;
    }
    let capitals = text.chars().count() > 2 && !text.chars().any(char::is_lowercase);
    let short = single && !capitals;
    let behind_name = range.start > 1 && words.before(range.start) == "," && taken[range.start - 2];
    let goes_on = !words.starts_paragraph(range.end) && is_capital(words.of(range.end));
    // "Arizona Sen. John McCain"
    let of_place = short && goes_on && holds(TITLES, &words.lower(range.end));
    let sure = least(&chances[range.clone()], |c| c.iter().sum());
    let dateline = context::is_dateline(words, &range);
    let needed = if dateline {
        0.0
    } else if short && !behind_name {
        SINGLE
    } else {
        PLAIN
    };
    if sure < needed || (short && goes_on && !of_place) {
        return None;
    }
    let common = single && holds(GENERIC, &text.to_lowercase());
    let mut best: Option<(f32, EntityType)> = None;
    for (id, sense) in gazetteer.find_written(text) {
        let entry = gazetteer.entry(id);
        let named = matches!(sense, Sense::Canonical | Sense::Alias) || (sense == Sense::Weak && behind_name);
        let named = named && (!of_place || entry.kind.is_place());
        let known = !single || dateline || !entry.kind.is_place() || (entry.weight >= WELL_KNOWN && !common);
        if let Some(kind) = entry.kind.entity_type().filter(|_| named && known) {
            let chance = least(&chances[range.clone()], |c| c[index(kind)]);
            if best.is_none_or(|(most, _)| chance > most) {
                best = Some((chance, kind));
            }
        }
    }
    let mut types = [0.0; TYPES];
    types[index(best?.1)] = 1.0;
    Some(Name {
        words: range,
        types,
        sure,
    })
}

/// The least that some words have of something.
fn least(chances: &[Weights], of: impl Fn(&Weights) -> f32) -> f32 {
    chances.iter().map(of).fold(1.0, f32::min)
}

/// Whether words of one paragraph begin and end as names do.
fn is_written_as_name(words: &Words<'_>, range: &WordRange) -> bool {
    let (first, last) = (words.of(range.start), words.of(range.end - 1));
    is_capital(first)
        && first.chars().any(char::is_alphabetic)
        && (last == "." || is_word(last) && is_capital(last))
        && !(range.start + 1..range.end).any(|w| words.starts_paragraph(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cut_short_are_made_whole() {
        let gazetteer = Gazetteer::built_in();
        for (text, seen, whole) in [
            (
                "They read the Scientific American twice.",
                "American",
                "Scientific American",
            ),
            ("A North Korean ship sank.", "Korean", "North Korean"),
            (
                "The Palestinian Authority agreed.",
                "Palestinian",
                "Palestinian Authority",
            ),
            ("They saw President Barack Obama there.", "Barack Obama", "Barack Obama"),
            ("They saw the Netherlands lose.", "Netherlands", "Netherlands"),
        ] {
            let words = Words::plain(text);
            let mut names = vec![name_of(words.place_of(seen, 0), EntityType::Norp)];
            lengthen(&words, &gazetteer, &mut names);
            assert_eq!(words.text(&names[0].words), whole, "{text}");
        }
    }
}

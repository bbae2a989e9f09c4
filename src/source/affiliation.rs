//! Where a source belongs, from the nouns that describe it and the names of its organisations.

use std::sync::LazyLock;

use super::names::{Named, Names};
use super::phrase::Phrase;
use crate::analysis::{Affiliation, EntityType, MentionKind};
use crate::entity::Gazetteer;
use crate::span::Span;
use crate::text::lexicon::entries;
use crate::text::nouns::{self, Class};
use crate::text::words;

/// Where an organisation of this name belongs: by its last word first, as in "Riga University Hospital"; of names with
/// "of" or "for", by the word before that ("Bank of Latvia").
pub(super) fn of_organization(name: &str) -> Option<Affiliation> {
    if super::names::is_company(name) {
        return Some(Affiliation::Business);
    }
    let words: Vec<String> = words(name)
        .map(|w| w.of(name).replace('’', "'").to_lowercase())
        .map(|w| w.strip_suffix("'s").map_or(w.clone(), str::to_owned))
        .collect();
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    let hinge = all
        .iter()
        .skip(1)
        .position(|w| matches!(*w, "of" | "for" | "on"))
        .map(|at| at + 1);
    let heads = hinge.into_iter().chain([all.len()]);
    let with_hinge = hinge.and_then(|at| at_end(&all[..=at]));
    with_hinge
        .or_else(|| heads.clone().find_map(|end| at_end(&all[..end])))
        .or_else(|| (1..=all.len()).rev().find_map(|end| at_end(&all[..end])))
        .or_else(|| {
            heads
                .clone()
                .find_map(|end| nouns::at_end(&all[..end]))
                .and_then(|noun| noun.affiliation)
        })
}

fn at_end(words: &[&str]) -> Option<Affiliation> {
    (1..=words.len().min(3)).rev().find_map(|count| {
        let joined = words[words.len() - count..].join(" ");
        let at = WORDS
            .binary_search_by_key(&joined.as_str(), |(listed, _)| listed)
            .ok()?;
        Some(WORDS[at].1)
    })
}

/// Where the source of a phrase belongs.
pub(super) fn of_phrase(text: &str, phrase: &Phrase, names: &Names<'_>) -> Option<Affiliation> {
    if super::kind::is_group_name(text, phrase) {
        return Some(Affiliation::Ngo);
    }
    let head = phrase.head_name.filter(|name| name.what != EntityType::Person);
    let by_name = head.and_then(|name| of_entity(text, &name, names));
    let noun = phrase.noun;
    let by_noun = noun.and_then(|noun| noun.affiliation);
    match noun.map(|noun| noun.class) {
        // The body itself: "the Latvian army", "a doctors' group".
        Some(Class::Institution) => by_name.or(by_noun).or_else(|| of_description(text, phrase.span, names)),
        Some(Class::Document) => {
            let maker = maker(text, phrase, names);
            by_name.or(maker).or(by_noun)
        }
        // What follows the noun or name tells most: "a lawyer for the family", "Ada Quill, a professor".
        _ => by_name.or_else(|| {
            // What they know, or what they did, is not what they are.
            let clause = [
                "aware",
                "briefed",
                "close",
                "familiar",
                "knowledgeable",
                "privy",
                "who",
                "whose",
            ];
            let end = phrase.words.iter().position(|w| clause.contains(&w.as_str()));
            let own = end
                .and_then(|at| phrase.spans[..at].last())
                .map_or(phrase.span.end, |last| last.end);
            let description = Span {
                start: phrase.span.start,
                end: own,
            };
            of_description(text, description, names).or_else(|| beside(text, phrase, end?, names))
        }),
    }
}

/// Where somebody belongs who is close to others: "a source close to the player" is of his world.
fn beside(text: &str, phrase: &Phrase, clause: usize, names: &Names<'_>) -> Option<Affiliation> {
    let close = phrase.words.get(clause).is_some_and(|word| word == "close");
    let rest = Span {
        start: phrase.spans.get(clause)?.start,
        end: phrase.span.end,
    };
    close.then(|| of_description(text, rest, names))?
}

/// Where the maker of a document belongs: "the company's report", "a survey by the ministry", "court records".
fn maker(text: &str, phrase: &Phrase, names: &Names<'_>) -> Option<Affiliation> {
    // Who saw, got or published it did not make it.
    let others = [
        "seen",
        "obtained",
        "leaked",
        "reviewed",
        "shared",
        "given",
        "provided",
        "published",
        "posted",
        "in",
        "for",
    ];
    let end = phrase.words.iter().position(|w| others.contains(&w.as_str()));
    let last = phrase.spans[..end.unwrap_or(phrase.spans.len())].last()?;
    let own = Span {
        start: phrase.span.start,
        end: last.end,
    };
    let all = names.names_within(phrase.span);
    let by = |name: &&Named| {
        let mut before = text[..name.span.start as usize]
            .split_whitespace()
            .rev()
            .skip_while(|word| *word == "the");
        before.next() == Some("by") && before.next().is_some_and(|word| !others.contains(&word))
    };
    let own_names = names.names_within(own);
    let by_organization = all
        .iter()
        .filter(by)
        .chain(&own_names)
        .filter(|name| name.what == EntityType::Organization)
        .find_map(|name| of_entity(text, name, names));
    let by_noun = || {
        let words: Vec<&str> = phrase.words[..end.unwrap_or(phrase.words.len())]
            .iter()
            .map(String::as_str)
            .collect();
        (1..=words.len())
            .filter_map(|end| nouns::at_end(&words[..end]))
            .find_map(|noun| noun.affiliation.filter(|_| noun.class != Class::Document))
    };
    // "its report", "a draft of the paper".
    let by_possessor = || {
        let possessor = names.within(own).find(|mention| mention.kind == MentionKind::Pronoun)?;
        let entity = &names.entities[possessor.entity];
        of_organization(&entity.name).or_else(|| of_described_body(text, possessor.entity, names))
    };
    let by_kind = || {
        let words: Vec<&str> = phrase.words.iter().map(String::as_str).collect();
        (phrase.lead + 1..=words.len().min(phrase.lead + 4))
            .filter_map(|end| nouns::at_end(&words[..end]))
            .find_map(|noun| noun.affiliation)
            .filter(|_| words.get(phrase.lead) == Some(&"of"))
    };
    let official = phrase
        .words
        .iter()
        .any(|w| w == "official")
        .then_some(Affiliation::Government);
    by_organization
        .or_else(by_possessor)
        .or_else(by_noun)
        .or(official)
        .or_else(by_kind)
}

/// Where a person belongs whom the text describes somewhere: beside the name, before it or behind its comma.
pub(super) fn of_person(text: &str, entity: usize, names: &Names<'_>, gazetteer: &Gazetteer) -> Option<Affiliation> {
    let mentions = names.entities[entity]
        .mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Name);
    let around: Vec<[Span; 2]> = mentions.take(MENTIONS_READ).map(|m| around(text, m.span)).collect();
    let described = around
        .iter()
        .flatten()
        .find_map(|span| of_description(text, *span, names));
    described.or_else(|| {
        // Of others a name alone tells that they speak for themselves.
        let known = &names.entities[entity];
        Some(if gazetteer.is_officeholder(&known.name, known.wikidata.as_deref()) {
            Affiliation::Government
        } else {
            Affiliation::Citizen
        })
    })
}

/// Where an organisation belongs by the noun beside its name: "the pollster Acme", "Acme, a trade union".
pub(super) fn of_described_body(text: &str, entity: usize, names: &Names<'_>) -> Option<Affiliation> {
    let mentions = names.entities[entity]
        .mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Name);
    let lower = |span: Span| -> Vec<String> {
        words(span.of(text))
            .map(|w| w.of(span.of(text)).replace('’', "'").to_lowercase())
            .collect()
    };
    let first = names.entities[entity].mentions.iter().take(MENTIONS_READ);
    if first.clone().any(|m| super::names::is_partisan(text, m.span)) {
        return Some(Affiliation::PoliticalParty);
    }
    mentions.take(MENTIONS_READ).find_map(|m| {
        let [before, behind] = around(text, m.span).map(lower);
        let before: Vec<&str> = before.iter().map(String::as_str).collect();
        let behind: Vec<&str> = behind.iter().map(String::as_str).collect();
        let by_noun = |words: &[&str]| nouns::at_end(words).and_then(|noun| noun.affiliation);
        by_noun(&before).or_else(|| (1..=behind.len()).find_map(|end| by_noun(&behind[..end])))
    })
}

/// How many mentions of a person are looked at for a description: it stands at the first ones.
pub(super) const MENTIONS_READ: usize = 3;

/// What stands before a name within its phrase, and behind its comma.
pub(super) fn around(text: &str, name: Span) -> [Span; 2] {
    let start = name.start as usize;
    let before = &text[..start];
    let floor = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| !matches!(c, ',' | '.' | ';' | ':' | '\n' | '“' | '”' | '"' | '(' | ')' | '—'))
        .take(60)
        .last()
        .map_or(start, |(at, _)| at);
    let stop = |word: &str| {
        matches!(
            word,
            "said" | "says" | "told" | "by" | "with" | "and" | "that" | "as" | "to" | "from" | "against" | "than"
        )
    };
    let from = words(&text[floor..start])
        .filter(|w| stop(w.of(&text[floor..start])))
        .last()
        .map_or(floor, |w| floor + w.end as usize);
    let behind = &text[name.end as usize..];
    let apposition = behind.strip_prefix(", ").map_or(0, |rest| {
        let end = rest.find([',', '.', '\n', ';']).unwrap_or(rest.len());
        let narrates = rest.split_whitespace().next().is_some_and(|w| {
            matches!(
                w,
                "who" | "and" | "but" | "said" | "told" | "in" | "on" | "which" | "speaking" | "where" | "says"
            )
        });
        if narrates { 0 } else { end + 2 }
    });
    [
        Span::new(from, start),
        Span::new(name.end as usize, name.end as usize + apposition),
    ]
}

/// Where somebody belongs who is described by these words: "professor of law at the University of Riga".
pub(super) fn of_description(text: &str, span: Span, names: &Names<'_>) -> Option<Affiliation> {
    let words: Vec<String> = words(span.of(text))
        .map(|w| w.of(span.of(text)).replace('’', "'").to_lowercase())
        .collect();
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    let by_noun = (1..=all.len()).find_map(|end| {
        let noun = nouns::at_end(&all[..end]);
        // Longer nouns win over the shorter ones within them.
        let longer = all.get(end).and_then(|_| nouns::at_end(&all[..=end]));
        let noun = longer.filter(|l| l.name.contains(' ')).or(noun);
        // "marine biologist"
        let is_kind = all.get(end).is_some_and(|next| of_profession(next).is_some());
        noun.filter(|noun| noun.class != Class::Document && !is_kind)
            .and_then(|noun| noun.affiliation)
            .or_else(|| of_profession(all[end - 1]))
    });
    // Also by a pronoun: "its spokesman".
    let by_organization = names
        .within(span)
        .filter(|name| names.kind(name.entity) == EntityType::Organization)
        .find_map(|name| of_entity(text, name, names));
    // "Acme chairman", "an official of the party": the organisation says more than an office, but not than a profession.
    by_noun
        .filter(|found| !matches!(found, Affiliation::Government | Affiliation::Citizen))
        .or(by_organization)
        .or(by_noun)
}

/// Where professions belong that their ending shows.
fn of_profession(word: &str) -> Option<Affiliation> {
    let word = word.strip_suffix('s').unwrap_or(word);
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if ends(&[
        "iatrician",
        "iatrist",
        "cardiologist",
        "neurologist",
        "radiologist",
        "dermatologist",
        "gynecologist",
    ]) {
        Some(Affiliation::Medical)
    } else if ends(&["ologist", "ographer"]) && word != "photographer" {
        Some(Affiliation::Academia)
    } else {
        None
    }
}

/// Where a body belongs of which the text has the initials and, somewhere, the words: "RSF", "Rapid Support Forces".
pub(super) fn of_initials(text: &str, name: &str) -> Option<Affiliation> {
    let letters: Vec<char> = name.chars().collect();
    if !(3..=6).contains(&letters.len()) || !letters.iter().all(|c| c.is_uppercase()) {
        return None;
    }
    let all: Vec<&str> = words(text).map(|w| w.of(text)).collect();
    let spelled = |run: &&[&str]| {
        std::iter::zip(*run, &letters).all(|(word, letter)| word.starts_with(*letter) && word.len() > 1)
    };
    all.windows(letters.len())
        .find(spelled)
        .and_then(|run| of_organization(&run.join(" ")))
}

/// Where a named entity belongs.
pub(super) fn of_entity(text: &str, name: &Named, names: &Names<'_>) -> Option<Affiliation> {
    let entity = &names.entities[name.entity];
    match names.kind(name.entity) {
        EntityType::Geopolitical => Some(Affiliation::Government),
        EntityType::Person => None,
        _ => of_organization(name.span.of(text))
            .or_else(|| of_organization(&entity.name))
            .or_else(|| of_described_body(text, name.entity, names))
            .or_else(|| of_initials(text, &entity.name)),
    }
}

/// The list, sorted by its words.
static WORDS: LazyLock<Vec<(&str, Affiliation)>> = LazyLock::new(|| {
    entries(include_str!("affiliations.txt"))
        .filter_map(|(words, affiliation)| Some((words, Affiliation::named(affiliation)?)))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_every_line_is_understood() {
        assert_eq!(WORDS.len(), entries(include_str!("affiliations.txt")).count());
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn organisations_by_their_names() {
        for (name, expected) in [
            ("Ministry of Health", Some(Affiliation::Government)),
            ("Riga University Hospital", Some(Affiliation::Medical)),
            ("University of Latvia", Some(Affiliation::Academia)),
            ("Bank of Latvia", Some(Affiliation::Business)),
            ("Corbel Ridge Partners", Some(Affiliation::Business)),
            (
                "World Health Organization",
                Some(Affiliation::InternationalOrganization),
            ),
            ("Supreme Court", Some(Affiliation::Judiciary)),
            ("Green Party", Some(Affiliation::PoliticalParty)),
            ("Kyodo News", Some(Affiliation::Media)),
            ("Metropolitan Police", Some(Affiliation::Police)),
            ("Human Rights Watch", Some(Affiliation::Ngo)),
            ("Xyzzy", None),
        ] {
            assert_eq!(of_organization(name), expected, "{name}");
        }
    }
}

//! Attributions -> sources: who speaks, each once.
//!
//! In: the attributions of a text, its entities and a gazetteer for first names. Out: the list of [`Source`]s with their
//! type, affiliation, title and, where the name is withheld, the reason; each attribution is told its source. It never
//! changes a span and never decides whom a statement covers: that is sourcing's business.

mod affiliation;
mod anonymity;
mod gender;
mod kind;
mod names;
mod pair;
mod phrase;
mod quoted;
mod resolve;
mod title;

use crate::analysis::{Affiliation, Attribution, Entity, EntityType, MentionKind, Source, SourceType, number};
use crate::entity::Gazetteer;
use crate::sort;
use crate::span::Span;
use crate::text::nouns::{self, Class};
use crate::text::quotes::{Place, Quotes};
use crate::text::words;
use names::{Named, Names};
use phrase::Phrase;
pub use quoted::first_persons;
use resolve::{Voice, Voices};

/// Finds the sources of the attributions, which are in the order of the text, and writes each attribution's into it.
pub fn sources(
    text: &str,
    sentences: &[Span],
    quotes: &Quotes,
    entities: &[Entity],
    gazetteer: &Gazetteer,
    attributions: &mut [Attribution],
) -> Vec<Source> {
    let names = Names::new(text, entities);
    let mut voices = Voices::new(text, sentences, quotes, &names, gazetteer);
    let mut speaking: Vec<Vec<usize>> = vec![Vec::new(); attributions.len()];
    for at in in_order(attributions) {
        if let Some(source) = whole(&attributions[at].source) {
            let host =
                host(attributions, at, source).and_then(|(content, host)| Some((content, *speaking[host].first()?)));
            speaking[at] = voices.take(at, source, sentence_of(sentences, source), host);
        }
    }
    voices.merge_headline(&mut speaking);
    let list = voices.list;
    // In the order in which they first speak, which is not the order of first mention where attributions nest.
    let mut order: Vec<usize> = (0..list.len())
        .filter(|&voice| !list[voice].attributions.is_empty())
        .collect();
    sort::by_key(&mut order, |&voice| list[voice].attributions.iter().min().copied());
    let mut ids = vec![String::new(); list.len()];
    for (index, &voice) in order.iter().enumerate() {
        ids[voice] = format!("s{}", index + 1);
    }
    for (attribution, speakers) in attributions.iter_mut().zip(&speaking) {
        attribution.source_id = speakers.first().map(|&voice| ids[voice].clone());
    }
    let attributions = &*attributions;
    order
        .iter()
        .map(|&voice| {
            describe(
                text,
                quotes,
                attributions,
                &names,
                gazetteer,
                &list[voice],
                ids[voice].clone(),
            )
        })
        .collect()
}

/// The attributions by the places of their sources: a pronoun is taken up after the name that stands before it.
fn in_order(attributions: &[Attribution]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    sort::by_key(&mut order, |&at| attributions[at].source.first().map(|span| span.start));
    order
}

/// The content around the source of an attribution that another one relays, and that one's place in the list.
fn host(attributions: &[Attribution], at: usize, source: Span) -> Option<(Span, usize)> {
    let host = number(attributions[at].relayed_by.as_deref()?).filter(|&host| host < attributions.len())?;
    let around = attributions[host]
        .content
        .iter()
        .find(|content| content.contains(source))?;
    Some((*around, host))
}

/// The stretch from a source's first piece to its last.
fn whole(source: &[Span]) -> Option<Span> {
    let (first, last) = source.first().zip(source.last())?;
    Some(Span {
        start: first.start,
        end: last.end,
    })
}

fn sentence_of(sentences: &[Span], span: Span) -> Span {
    let after = sentences.partition_point(|sentence| sentence.start <= span.start);
    after.checked_sub(1).map_or(span, |at| sentences[at])
}

fn describe(
    text: &str,
    quotes: &Quotes,
    attributions: &[Attribution],
    names: &Names<'_>,
    gazetteer: &Gazetteer,
    voice: &Voice,
    id: String,
) -> Source {
    let kind = kind::of(text, voice, names);
    let entity = voice.entity.map(|entity| &names.entities[entity]);
    let (words, quoted_words) = count(text, quotes, attributions, &voice.attributions);
    let mut ids: Vec<usize> = voice.attributions.clone();
    sort::by_key(&mut ids, Clone::clone);
    Source {
        id,
        name: name(text, attributions, names, voice, entity),
        kind,
        affiliation: affiliation(text, voice, names, gazetteer, kind),
        title: voice
            .entity
            .filter(|&entity| names.kind(entity) == EntityType::Person)
            .and_then(|_| {
                voice
                    .phrases
                    .iter()
                    .find_map(|p| title::of(text, p, p.head_name.as_ref()?))
            }),
        anonymity_reason: voice.reason.filter(|_| kind == SourceType::Anonymous),
        entity_id: entity.map(|entity| entity.id.clone()),
        attribution_ids: ids.iter().map(|&at| attributions[at].id.clone()).collect(),
        words,
        quoted_words,
    }
}

/// Who made a document that is called by its noun alone: "the report", where the text has "Acme submitted its report".
fn maker<'e>(text: &str, names: &Names<'e>, phrase: &Phrase) -> Option<&'e str> {
    let noun = phrase.noun.filter(|noun| noun.class == Class::Document)?;
    if !phrase.names.is_empty() || phrase.words.len() > phrase.lead {
        return None;
    }
    let makes = |mention: &&Named| {
        let rest = &text[mention.span.end as usize..];
        let rest = match mention.kind {
            MentionKind::Pronoun => rest.strip_prefix(' '),
            MentionKind::Name => rest.strip_prefix("’s ").or_else(|| rest.strip_prefix("'s ")),
            MentionKind::Nominal => None,
        };
        let pronoun = mention.kind == MentionKind::Pronoun;
        let possessive = !pronoun || matches!(mention.span.of(text), "its" | "their" | "Its" | "Their");
        let made = rest.is_some_and(|rest| {
            let mut words = rest
                .split_whitespace()
                .take(2)
                .map(|word| word.trim_matches([',', '.']));
            words.any(|word| word.eq_ignore_ascii_case(noun.name))
        });
        possessive && made && names.kind(mention.entity) == EntityType::Organization
    };
    let whole = Span::new(0, text.len());
    let maker = names.within(whole).find(makes)?;
    Some(names.entities[maker.entity].name.as_str())
}

/// The words that brought in a document which is then called by its noun alone: "a new study" of "the study".
fn introduced(text: &str, phrase: &Phrase) -> Option<String> {
    let noun = phrase
        .noun
        .filter(|noun| noun.class == Class::Document && !noun.plural)?;
    let bare = phrase.names.is_empty() && phrase.words.len() == phrase.lead && phrase.words.len() == 2;
    if !bare || phrase.words[0] != "the" {
        return None;
    }
    let start = text.ceil_char_boundary(phrase.span.start.saturating_sub(INTRODUCED) as usize);
    let before = &text[start..phrase.span.start as usize];
    let words: Vec<&str> = before.split_whitespace().collect();
    (1..words.len()).rev().find_map(|at| {
        let other = words[at]
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let same = nouns::at_end(&[&other]).is_some_and(|other| {
            other.class == Class::Document && !other.plural && resolve::may_be_both(other.name, noun.name)
        });
        let first = (at.saturating_sub(LONGEST_MODIFIER)..at)
            .rev()
            .find(|&word| matches!(words[word], "a" | "an" | "A" | "An"))?;
        let plain = words[first + 1..at]
            .iter()
            .all(|word| word.chars().all(|c| c.is_alphanumeric() || c == '-'));
        (same && plain).then(|| {
            let last = words[at].trim_end_matches(|c: char| !c.is_alphanumeric());
            let before = &words[first + 1..at];
            before.iter().copied().chain([last]).collect::<Vec<_>>().join(" ")
        })
    })
}

/// How far back, in bytes, a document may have been introduced.
const INTRODUCED: u32 = 2000;
/// How many words may stand between the article and the noun.
const LONGEST_MODIFIER: usize = 4;

/// How far back, in bytes, a body is in sight of what is its own.
const SIGHT: u32 = 600;

/// "Its estimates" with the name of whose they are.
fn possessed(text: &str, names: &Names<'_>, phrase: &Phrase, clause: &str) -> Option<String> {
    let first = phrase.spans.first()?;
    let pronoun = matches!(phrase.words[0].as_str(), "its" | "their");
    let owner = names
        .exactly(*first, text)
        .filter(|_| pronoun && phrase.words.len() > 1)?;
    let described = names.entities[owner.entity]
        .mentions
        .iter()
        .all(|m| m.kind != MentionKind::Name);
    let any_body = || {
        let last = names.entities[owner.entity].name.split_whitespace().next_back();
        last.is_some_and(|last| resolve::ANY_BODY.contains(&last))
    };
    let before = Span {
        start: first.start.saturating_sub(SIGHT),
        end: first.start,
    };
    // "The agency" and the like of which no name is known: the last body named, as far as it is in sight.
    let last = names
        .names_within(before)
        .into_iter()
        .rev()
        .find(|name| name.what == EntityType::Organization);
    let owner = last
        .filter(|_| described && any_body())
        .map_or(owner.entity, |last| last.entity);
    let owner = &names.entities[owner].name;
    let owner = spelled_out(text, owner).unwrap_or_else(|| owner.clone());
    let (_, rest) = clause.split_once(' ')?;
    Some(format!("{owner}’s {rest}"))
}

/// The words of an abbreviation that the text gives beside it: "United Nations High Commissioner for Refugees (UNHCR)".
fn spelled_out(text: &str, name: &str) -> Option<String> {
    if name.len() < 3 || !name.chars().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let at = text.find(&format!("({name})"))?;
    let mut letters = name.chars().rev().peekable();
    let mut words: Vec<&str> = Vec::new();
    for word in text[..at].split_whitespace().rev().take(2 * name.len()) {
        let initial = word.chars().next()?;
        if Some(&initial) == letters.peek() {
            letters.next();
        } else if initial.is_uppercase() || words.is_empty() {
            return None;
        }
        words.push(word);
        if letters.peek().is_none() {
            words.reverse();
            return Some(words.join(" "));
        }
    }
    None
}

/// "Latvian government" of a country that speaks by no other name.
fn government(text: &str, names: &Names<'_>, voice: &Voice) -> Option<String> {
    let country = voice
        .entity
        .filter(|&entity| names.kind(entity) == EntityType::Geopolitical)?;
    let is_body = |phrase: &Phrase| {
        let core = phrase.core(text);
        phrase.noun.is_some_and(|noun| resolve::ONE_BODY.contains(&noun.name))
            && phrase
                .names
                .first()
                .is_some_and(|name| name.entity == country && name.span.start == core.start)
    };
    let first = voice.phrases.first().filter(|_| voice.phrases.iter().all(is_body))?;
    Some(first.core(text).of(text).to_owned())
}

/// The entity's name, or the words of the fullest phrase without its article.
fn name(text: &str, attributions: &[Attribution], names: &Names<'_>, voice: &Voice, entity: Option<&Entity>) -> String {
    if let Some(government) = government(text, names, voice) {
        return government;
    }
    if let Some(entity) = entity {
        return spelled_out(text, &entity.name).unwrap_or_else(|| entity.name.clone());
    }
    if voice.is_author {
        return "Journalist".to_owned();
    }
    if let Some((group, phrase)) = voice.part_of.as_ref().zip(voice.phrases.first()) {
        return format!("{} of the {group}", phrase.words[0]);
    }
    if let Some(phrase) = voice.phrases.first() {
        let span = names::without_determiner(phrase.span, text);
        let whole = span.of(text);
        // Commas within the noun group are its own: "the Arlington, Virginia-based company".
        let group = phrase.core(text).end.max(span.start) - span.start;
        let comma = whole[group as usize..].find(", ").map(|at| group as usize + at);
        let clause = whole[..comma.unwrap_or(whole.len())].trim_end_matches(',');
        let clause = clause.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(possessed) = possessed(text, names, phrase, &clause) {
            return possessed;
        }
        return match maker(text, names, phrase) {
            Some(maker) => format!("{clause} by {maker}"),
            None => introduced(text, phrase).unwrap_or(clause),
        };
    }
    // Only a pronoun, with nobody before it.
    let source = voice
        .attributions
        .first()
        .and_then(|&at| whole(&attributions[at].source));
    source.map_or_else(String::new, |span| span.of(text).to_owned())
}

fn affiliation(text: &str, voice: &Voice, names: &Names<'_>, gazetteer: &Gazetteer, kind: SourceType) -> Affiliation {
    if voice.is_author {
        return Affiliation::Media;
    }
    let entity = voice.entity.map(|entity| &names.entities[entity]);
    // A country or city that speaks is its government.
    if voice
        .entity
        .is_some_and(|entity| names.kind(entity) == EntityType::Geopolitical)
    {
        return Affiliation::Government;
    }
    let by_phrases = || {
        voice
            .phrases
            .iter()
            .find_map(|phrase| affiliation::of_phrase(text, phrase, names))
    };
    let by_name = || {
        let by_name = entity.and_then(|entity| affiliation::of_organization(&entity.name));
        by_name
            .or_else(|| affiliation::of_described_body(text, voice.entity?, names))
            .or_else(|| affiliation::of_initials(text, &entity?.name))
    };
    let by_description = || {
        let person = voice.entity.filter(|_| kind == SourceType::NamedPerson)?;
        affiliation::of_person(text, person, names, gazetteer)
    };
    let known = || {
        let body = entity.filter(|entity| entity.kind == EntityType::Organization)?;
        gazetteer.has_medium(&body.name).then_some(Affiliation::Media)
    };
    by_phrases()
        .or_else(by_name)
        .or_else(known)
        .or_else(by_description)
        .unwrap_or(Affiliation::Other)
}

/// The words of the attributions at these places in the list, and those of them in quotation marks.
pub(crate) fn count(text: &str, quotes: &Quotes, attributions: &[Attribution], places: &[usize]) -> (u32, u32) {
    let mut spans: Vec<Span> = places
        .iter()
        .flat_map(|&at| attributions[at].content.iter().copied())
        .collect();
    sort::by_key(&mut spans, Clone::clone);
    let (mut all, mut quoted, mut end) = (0, 0, 0);
    for span in spans {
        let rest = Span {
            start: span.start.max(end),
            end: span.end.max(end),
        };
        end = end.max(span.end);
        for word in words(rest.of(text)) {
            all += 1;
            quoted += u32::from(quotes.place(rest.start + word.start) != Place::Outside);
        }
    }
    (all, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Act, Polarity, Quotation};

    /// The sources whose phrases stand between brackets; names stand between marks, as in `marked`.
    fn named(source: &str) -> Vec<Source> {
        let (bracketed, mut entities) = phrase::tests::marked(source);
        let shift = |at: u32| at - bracketed[..at as usize].matches(['[', ']']).count() as u32;
        for mention in entities.iter_mut().flat_map(|entity| &mut entity.mentions) {
            mention.span = Span {
                start: shift(mention.span.start),
                end: shift(mention.span.end),
            };
        }
        let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
        for c in bracketed.chars() {
            match c {
                '[' => start = text.len(),
                ']' => spans.push(Span::new(start, text.len())),
                c => text.push(c),
            }
        }
        let attribution = |(at, span): (usize, &Span)| Attribution {
            id: format!("a{}", at + 1),
            source: vec![*span],
            cue: Vec::new(),
            content: Vec::new(),
            quotation: Quotation::Indirect,
            polarity: Polarity::Affirmed,
            act: Act::Statement,
            relayed_by: None,
            source_id: None,
            about: Vec::new(),
            confidence: 1.0,
        };
        let mut attributions: Vec<Attribution> = spans.iter().enumerate().map(attribution).collect();
        let whole = [Span::new(0, text.len())];
        let quotes = Quotes::find(&text, &whole);
        sources(
            &text,
            &whole,
            &quotes,
            &entities,
            &Gazetteer::default(),
            &mut attributions,
        )
    }

    #[test]
    fn what_sources_are_called() {
        for (source, expected) in [
            // A country by the body that speaks for it.
            ("[The {GPE Latvian} government] said so.", &["Latvian government"][..]),
            ("[The government of {GPE Latvia}] said so.", &["government of Latvia"]),
            ("[{GPE Latvia}] said so.", &["Latvia"]),
            // A document by the words that introduced it.
            (
                "The city filed a second lawsuit. [The complaint] says so.",
                &["second lawsuit"],
            ),
            ("They read a new study. [The study] says so.", &["new study"]),
            ("They read a new letter. [The study] says so.", &["study"]),
        ] {
            let names: Vec<String> = named(source).into_iter().map(|source| source.name).collect();
            assert_eq!(names, expected, "{source}");
        }
    }

    #[test]
    fn people_are_told_from_bodies() {
        for (source, expected) in [
            // A name behind a person's noun, which "who" takes up.
            (
                "[The pollster {ORG Ada Quill}, who read it,] said so.",
                SourceType::NamedPerson,
            ),
            (
                "[The retailer {ORG Ada Quill}, which closed,] said so.",
                SourceType::NamedOrganization,
            ),
        ] {
            assert_eq!(named(source)[0].kind, expected, "{source}");
        }
    }
}

//! Where the entities of a text are mentioned: what the rules about sources ask of them.

use std::collections::BTreeMap;

use super::affiliation::of_organization;
use crate::analysis::{Affiliation, Entity, EntityType, MentionKind};
use crate::sort;
use crate::span::Span;
use crate::text::list::holds;
use crate::text::nouns::{self, Class};

/// The mentions of all entities in the order of the text, longer ones first where they start together.
#[derive(Debug)]
pub(super) struct Names<'e> {
    pub(super) entities: &'e [Entity],
    /// What each entity is.
    kinds: Vec<EntityType>,
    mentions: Vec<Named>,
}

/// A mention and its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) span: Span,
    pub(super) kind: MentionKind,
    /// Its place in the list of entities.
    pub(super) entity: usize,
    /// What it is here: "Japanese" is a nationality where its entity is a country.
    pub(super) what: EntityType,
}

impl<'e> Names<'e> {
    /// Lists the mentions.
    pub(super) fn new(text: &str, entities: &'e [Entity]) -> Self {
        let kinds: Vec<EntityType> = entities.iter().map(|entity| kind(text, entity)).collect();
        let same = same_bodies(entities, &kinds);
        let mut mentions: Vec<Named> = Vec::new();
        for (entity, e) in entities.iter().enumerate() {
            mentions.extend(e.mentions.iter().map(|m| Named {
                span: if m.kind == MentionKind::Name {
                    name_only(text, m.span)
                } else {
                    m.span
                },
                kind: m.kind,
                entity: same[entity],
                what: m.own_type.unwrap_or(kinds[same[entity]]),
            }));
        }
        sort::by_key(&mut mentions, |m| (m.span.start, std::cmp::Reverse(m.span.end)));
        Self {
            entities,
            kinds,
            mentions,
        }
    }

    /// What an entity is: as the entity says, unless its name shows a company.
    pub(super) fn kind(&self, entity: usize) -> EntityType {
        self.kinds[entity]
    }

    /// The countries named within the span, also by an adjective, by their entities.
    pub(super) fn countries(&self, span: Span) -> Vec<usize> {
        let names = self.names_within(span);
        let country = names
            .iter()
            .filter(|name| matches!(name.what, EntityType::Norp | EntityType::Geopolitical));
        country.map(|name| name.entity).collect()
    }

    /// The mentions that start within the span, in order.
    pub(super) fn within(&self, span: Span) -> impl Iterator<Item = &Named> {
        let first = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions[first..]
            .iter()
            .take_while(move |m| m.span.start < span.end)
            .filter(move |m| m.span.end <= span.end)
    }

    /// The names within the span, outermost only.
    pub(super) fn names_within(&self, span: Span) -> Vec<Named> {
        let mut names: Vec<Named> = Vec::new();
        for mention in self.within(span).filter(|m| m.kind == MentionKind::Name) {
            if names.last().is_none_or(|last| last.span.end <= mention.span.start) {
                names.push(*mention);
            }
        }
        names
    }

    /// The mention that is exactly this span, a determiner at its start aside.
    pub(super) fn exactly(&self, span: Span, text: &str) -> Option<&Named> {
        let bare = without_determiner(span, text);
        self.within(span).find(|m| m.span == span || m.span == bare)
    }
}

/// The legal forms that end a company's name, in the spelling of their countries. Source: general knowledge. Sorted.
const COMPANY_FORMS: &str =
    "A/S AB AG AS ASA B.V. BV Co Co. Corp Corp. GmbH Inc Inc. LLC LLP Limited Ltd Ltd. N.V. NV Oy Oyj PLC SE plc";

/// Whether a name ends as companies' names do.
pub(super) fn is_company(name: &str) -> bool {
    let last = name.split_whitespace().nth(1).and(name.split_whitespace().next_back());
    last.is_some_and(|last| holds(COMPANY_FORMS, last))
}

/// What stands before the name of a party: "the far-right Front". Sorted.
const POLITICAL: &str = "center-left center-right centre-left centre-right centrist communist conservative far-left far-right \
    left-wing liberal nationalist opposition populist right-wing ruling social-democratic socialist";

/// What an entity is, where the words around its names leave no doubt: no person is called "Halvard Oy", or comes behind
/// "the weekly" or "the far-right"; whoever stands behind "his rival," is one.
fn kind(text: &str, entity: &Entity) -> EntityType {
    let mut names = entity.mentions.iter().filter(|m| m.kind == MentionKind::Name);
    match entity.kind {
        EntityType::Person if is_company(&entity.name) || names.any(|m| is_body(text, m.span)) => {
            EntityType::Organization
        }
        EntityType::Organization if names.any(|m| is_introduced_person(text, m.span)) => EntityType::Person,
        EntityType::Geopolitical if of_organization(&entity.name) == Some(Affiliation::Sport) => {
            EntityType::Organization
        }
        kind => kind,
    }
}

/// Whether the words around a name show that it is no person's.
fn is_body(text: &str, name: Span) -> bool {
    let line = text[..name.start as usize]
        .rsplit(['\n', '.', ','])
        .next()
        .unwrap_or("");
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let Some((_, before)) = words.split_last() else {
        return false;
    };
    let common = line
        .split_whitespace()
        .next_back()
        .is_some_and(|last| last.starts_with(char::is_lowercase));
    let the = before.iter().rev().take(3).any(|w| matches!(*w, "the" | "a" | "an"));
    // "The weekly Die Welle", but "Police Chief Ada Quill" and "the army’s Ada Quill".
    let described = nouns::at_end(&words).is_some_and(|noun| noun.class == Class::Institution && !noun.plural);
    if line.ends_with(' ')
        && common
        && ((the && described) || (is_partisan(text, name) && !name.of(text).contains(' ')))
    {
        return true;
    }
    // "Halvard" in "Halvard Pumps A/S".
    let rest = text[name.end as usize..].split_whitespace().take(3);
    let mut capitals = rest.take_while(|word| word.starts_with(char::is_uppercase));
    capitals.any(|word| holds(COMPANY_FORMS, word.trim_end_matches([',', '.'])))
}

/// Whether a name stands behind "the far-right" or the like.
pub(super) fn is_partisan(text: &str, name: Span) -> bool {
    let mut before = text[..name.start as usize].split(' ').rev();
    before.next() == Some("")
        && before.next().is_some_and(|word| holds(POLITICAL, word))
        && before.next().is_some_and(|word| word.eq_ignore_ascii_case("the"))
}

/// Whether a name stands behind a person's description: "his rival, Ada Quill", "a trader who gave only her first name, Ada",
/// "the pollster Ada Quill, who".
fn is_introduced_person(text: &str, name: Span) -> bool {
    let before = &text[..name.start as usize];
    let Some(description) = before.strip_suffix(", ") else {
        let noun = before
            .strip_suffix(' ')
            .and_then(|before| before.rsplit(' ').next())
            .unwrap_or("");
        let person = nouns::at_end(&[noun])
            .is_some_and(|noun| matches!(noun.class, Class::Person | Class::Voice) && !noun.plural);
        let human = person && text[name.end as usize..].starts_with(", who ");
        return human || before.ends_with(" identified only as ") || before.ends_with(" identified himself as ");
    };
    if description.ends_with("first name") || description.ends_with("given name") {
        return true;
    }
    let clause = description
        .rsplit(['.', ',', '\n', ';', '“', '”'])
        .next()
        .unwrap_or("")
        .to_lowercase();
    let words: Vec<&str> = clause.split_whitespace().collect();
    let noun = nouns::at_end(&words).filter(|noun| matches!(noun.class, Class::Person | Class::Voice) && !noun.plural);
    let closes = text[name.end as usize..].starts_with([',', '.']);
    let definite = matches!(words.first(), Some(&("the" | "his" | "her" | "its" | "their")))
        || words.iter().any(|word| word.ends_with("’s") || word.ends_with("'s"));
    noun.is_some() && closes && (2..=4).contains(&words.len()) && definite
}

/// For each entity the one that it is part of: a body's initials are that body ("the RSF", "Rapid Support Forces"), and a
/// company's first word is the company ("Halvard", "Halvard Pumps A/S").
fn same_bodies(entities: &[Entity], kinds: &[EntityType]) -> Vec<usize> {
    let mut whole: BTreeMap<String, usize> = BTreeMap::new();
    for (entity, e) in entities.iter().enumerate() {
        if kinds[entity] != EntityType::Organization || !e.name.contains(' ') {
            continue;
        }
        let words = || e.name.split_whitespace();
        let initials: String = words()
            .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
            .collect();
        let first = words().next().filter(|_| is_company(&e.name)).map(str::to_owned);
        // "the Echo" of the Saltmere Echo.
        let last = words().next_back().map(str::to_owned);
        for short in first
            .into_iter()
            .chain([initials])
            .chain(last.filter(|_| of_organization(&e.name) == Some(Affiliation::Media)))
            .filter(|short| short.len() > 2)
        {
            whole.entry(short).or_insert(entity);
        }
    }
    // A surname that stands alone is its person, whatever it has been taken for.
    for (entity, e) in entities.iter().enumerate() {
        if kinds[entity] == EntityType::Person
            && let Some((_, last)) = e.name.rsplit_once(' ')
        {
            whole.entry(last.to_owned()).or_insert(entity);
        }
    }
    let is_short = |e: usize| matches!(kinds[e], EntityType::Organization | EntityType::Person);
    (0..entities.len())
        .map(|e| {
            whole
                .get(&entities[e].name)
                .copied()
                .filter(|_| is_short(e))
                .unwrap_or(e)
        })
        .collect()
}

/// The name without common nouns behind it: "White House adviser" names the White House.
fn name_only(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let common = |word: &&str| word.starts_with(char::is_lowercase);
    if !words.split_whitespace().next_back().is_some_and(|last| common(&last)) || !words.starts_with(char::is_uppercase)
    {
        return span;
    }
    let last = words
        .split_whitespace()
        .rev()
        .find(|word| !common(word))
        .unwrap_or(words);
    let end = last.as_ptr() as usize - words.as_ptr() as usize + last.len();
    Span {
        start: span.start,
        end: span.start + end as u32,
    }
}

/// The span without "the", "a" or "an" at its start.
pub(super) fn without_determiner(span: Span, text: &str) -> Span {
    let words = span.of(text);
    for determiner in ["the ", "an ", "a "] {
        if words
            .get(..determiner.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(determiner))
        {
            return Span {
                start: span.start + determiner.len() as u32,
                end: span.end,
            };
        }
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(COMPANY_FORMS);
        assert_is_sorted(POLITICAL);
    }
}

//! What stands beside names: descriptions, titles and pronouns that the words next to a name give to what it names.

use super::context;
use super::gazetteer::Kind;
use super::lexicon::TITLES;
use super::mention::Mention;
use super::names::Name;
use super::nominal::{self, Description, Sort};
use super::pronoun::Pronoun;
use super::words::Words;
use crate::analysis::EntityType;
use crate::encoder::WordRange;
use crate::text::list::holds;
use crate::text::nouns::{self, Gender};

/// What is known of a named entity before its descriptions and pronouns are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) kind: EntityType,
    pub(super) gender: Option<Gender>,
    /// What the first name of a person lets expect.
    pub(super) likely: Option<Gender>,
    /// The ISO code of the country that it is or is in.
    pub(super) country: Option<[u8; 2]>,
    /// What the gazetteer knows it as.
    pub(super) known: Option<Kind>,
}

impl Named {
    /// Whether it is a person who can be of a gender.
    pub(super) fn can_be(self, gender: Gender) -> bool {
        self.kind == EntityType::Person && self.gender.or(self.likely).is_none_or(|known| known == gender)
    }
}

/// The names of a text and what they name, as the words beside them see them.
pub(super) struct Beside<'a> {
    pub(super) words: &'a Words<'a>,
    names: &'a [Name],
    /// The entity of each name.
    pub(super) entity_of: &'a [Option<usize>],
    entities: &'a [Named],
}

impl<'a> Beside<'a> {
    pub(super) const fn new(
        words: &'a Words<'a>,
        names: &'a [Name],
        entity_of: &'a [Option<usize>],
        entities: &'a [Named],
    ) -> Self {
        Self {
            words,
            names,
            entity_of,
            entities,
        }
    }

    /// How many names there are.
    pub(super) const fn len(&self) -> usize {
        self.names.len()
    }

    /// The names with their entities, in the order of the text.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a Name, Option<usize>)> + use<'a> {
        self.names.iter().zip(self.entity_of.iter().copied())
    }

    pub(super) const fn entity(&self, at: usize) -> &'a Named {
        &self.entities[at]
    }

    /// The entity whose name starts at a word, or behind a title that does.
    fn at(&self, word: usize) -> Option<usize> {
        let mut start = word;
        while start < word + 3 && (holds(TITLES, &self.words.lower(start)) || self.words.of(start) == ".") {
            start += 1;
        }
        let starts = |from: usize| self.names.binary_search_by_key(&from, |name| name.words.start).ok();
        let name = starts(word).or_else(|| starts(start))?;
        self.entity_of[name]
    }

    /// The entity that a description ends before: "the health minister, Colm Darragh", "the news agency Kyodo".
    pub(super) fn behind(&self, end: usize, description: &Description) -> Option<usize> {
        let comma = || (self.words.after(end) == ",").then(|| self.at(end + 1))?;
        let touching = || (!self.words.starts_paragraph(end)).then(|| self.at(end))?;
        let entity = touching().or_else(comma)?;
        let named = &self.entities[entity];
        let known = matches!(description.sort, Sort::Person | Sort::Body);
        (known && description.fits(named.kind, named.known)).then_some(entity)
    }

    /// The country whose government a description means: "the Taiwanese government".
    pub(super) fn governed(&self, range: &WordRange, description: &Description) -> Option<usize> {
        let noun = range.clone().find(|&w| self.words.lower(w) == "government")?;
        let before = self.names.binary_search_by_key(&noun, |name| name.words.end).ok()?;
        let entity = self.entity_of[before]?;
        let country = self.entities[entity].kind == EntityType::Geopolitical;
        (country && description.noun == "government" && self.names[before].words.start >= range.start).then_some(entity)
    }

    /// The body whose name stands right before the noun: "the Anadolu news agency" takes up no other agency.
    pub(super) fn inside(&self, range: &WordRange, description: &Description) -> Option<usize> {
        let first = self.names.partition_point(|name| name.words.start < range.start);
        let noun = || description.noun.split(' ');
        let before_noun = |name: &&Name| {
            let end = name.words.end;
            end < range.end && noun().enumerate().all(|(at, word)| self.words.lower(end + at) == word)
        };
        let at = self.names[first..].iter().take(2).position(|name| before_noun(&name))?;
        let entity = self.entity_of[first + at]?;
        let named = &self.entities[entity];
        let own = matches!(named.known, None | Some(Kind::Media)) && description.fits(named.kind, named.known);
        let listed: Vec<&str> = noun().collect();
        let says = nouns::at_end(&listed).is_some_and(|noun| nouns::follows_name(&noun));
        (own && says).then_some(entity)
    }

    /// The place whose name is in the description: "the Sudanese town of Um Rawaba".
    pub(super) fn of(&self, range: &WordRange, description: &Description) -> Option<usize> {
        let of = range.clone().find(|&w| self.words.lower(w) == "of")?;
        let noun = of > range.start && self.words.lower(of - 1) == description.noun;
        let entity = noun.then(|| self.at(of + 1))??;
        let named = &self.entities[entity];
        let place = !matches!(
            description.sort,
            Sort::Person | Sort::Body | Sort::Government | Sort::Document | Sort::Unknown
        );
        (place && description.fits(named.kind, named.known)).then_some(entity)
    }

    /// Whether a word ends a sentence or a part of one that stands apart.
    fn stops(&self, word: usize) -> bool {
        matches!(
            self.words.of(word),
            "." | "!" | "?" | ";" | ":" | "\"" | "“" | "”" | "(" | ")"
        )
    }

    /// Whether words are of one sentence, and none of them quoted.
    pub(super) fn are_joined(&self, range: WordRange) -> bool {
        (range.start + 1..range.end).all(|w| !self.words.starts_paragraph(w))
            && !range.into_iter().any(|w| self.stops(w))
    }

    /// The person that a pronoun in a phrase before the subject means: "In his first speech, Ilan Moss promised".
    pub(super) fn fronted(&self, at: usize, pronoun: Pronoun) -> Option<usize> {
        const FARTHEST: usize = 16;
        let gender = pronoun.gender()?;
        let first = (at.saturating_sub(FARTHEST)..=at)
            .rev()
            .find(|&w| self.words.starts_paragraph(w) || (w > 0 && self.stops(w - 1)))?;
        if !holds(FRONTING, &self.words.lower(first)) {
            return None;
        }
        let comma = (at + 1..(at + FARTHEST).min(self.words.len()))
            .take_while(|&w| !self.words.starts_paragraph(w) && !self.stops(w))
            .find(|&w| self.words.of(w) == ",")?;
        let entity = self.at(comma + 1)?;
        let named = &self.entities[entity];
        (named.can_be(gender) && !self.has_person(first..at)).then_some(entity)
    }

    /// Whether a person is named within words.
    pub(super) fn has_person(&self, range: WordRange) -> bool {
        let first = self.names.partition_point(|name| name.words.start < range.start);
        let mut within = self
            .all()
            .skip(first)
            .take_while(|(name, _)| name.words.start < range.end);
        within.any(|(_, entity)| entity.is_some_and(|entity| self.entities[entity].kind == EntityType::Person))
    }

    /// Whether what stands right before somebody's description does something with them, and so is somebody else: "Ilan Moss
    /// met the president".
    pub(super) fn acts_on(&self, subject: &WordRange, mention: &Mention) -> bool {
        let person = mention.description.as_ref().is_some_and(|d| d.sort == Sort::Person);
        let verb = subject.end..mention.words.start;
        let is_verb = |w: usize| {
            let word = self.words.of(w);
            word.chars().all(char::is_lowercase) && !holds(LINKING, word) && !self.words.starts_paragraph(w)
        };
        person && matches!(verb.len(), 1..=3) && verb.into_iter().all(is_verb)
    }

    /// The words right before a name that say what it names, and their noun in lower case: "winger Tomás Arrieta", "Health
    /// Minister Colm Darragh".
    pub(super) fn described_before(&self, name: &WordRange) -> Option<(WordRange, String)> {
        let letters = |w: &usize| self.words.of(*w).chars().all(char::is_alphabetic);
        let start = (name.start.saturating_sub(3)..name.start)
            .rev()
            .take_while(|w| letters(w) && !self.words.starts_paragraph(w + 1))
            .last()?;
        let range = start..name.start;
        let told = nominal::describe(self.words, &range);
        // "told the judge Moss had fled"
        let object = matches!(self.words.of(start), "asked" | "informed" | "told" | "warned");
        (told.sort != Sort::Unknown && !told.plural && !object).then_some((range, told.noun))
    }

    /// The nouns that a name has in it, in lower case.
    pub(super) fn nouns_in(&self, name: &Name) -> Vec<String> {
        let mut nouns: Vec<String> = name.words.clone().map(|w| self.words.lower(w)).collect();
        if context::is_paper(self.words, &name.words) {
            nouns.push("newspaper".to_owned());
        }
        nouns
    }

    /// The country named at the beginning of a description: "the French president", "US President Trump".
    pub(super) fn country_in(&self, range: &WordRange) -> Option<usize> {
        let first = self.names.partition_point(|name| name.words.start < range.start);
        self.names
            .get(first)
            .filter(|name| name.words.start < range.start + 2 && name.words.end < range.end)?;
        self.entity_of[first].filter(|&entity| self.entities[entity].known == Some(Kind::Country))
    }

    /// A description without the name behind its comma: "the Health Minister" of "the Health Minister, Colm Darragh, who".
    pub(super) fn before_comma(&self, mut range: WordRange) -> WordRange {
        let opens = |range: &WordRange| range.clone().any(|w| self.words.of(w) == "(");
        while range.len() > 1 && matches!(self.words.of(range.end - 1), "," | ")") && !opens(&range) {
            range.end -= 1;
        }
        let comma = range.clone().skip(1).find(|&w| self.words.of(w) == ",");
        let described = comma.map(|comma| range.start..comma).filter(|described| {
            let description = nominal::describe(self.words, described);
            self.behind(described.end, &description).is_some()
        });
        described.unwrap_or(range)
    }

    /// The name of an entity at the head of a phrase: the phrase is the name, with an article or title before it, or goes
    /// on behind it.
    pub(super) fn head(&self, range: &WordRange) -> Option<usize> {
        let first = self.names.partition_point(|name| name.words.start < range.start);
        let inside = self.names[first..]
            .iter()
            .take_while(|name| name.words.end <= range.end)
            .enumerate();
        let possessive = |name: &Name| matches!(self.words.after(name.words.end).as_str(), "'" | "’" | "'s" | "’s");
        let ends = |name: &Name| {
            let rest = name.words.end..range.end;
            let tail = rest.is_empty()
                || (rest.len() <= 2 && possessive(name))
                || matches!(
                    self.words.lower(rest.start).as_str(),
                    "," | "(" | "of" | "in" | "who" | "which" | "and" | "at" | "on" | "from"
                );
            let only = (range.start..name.words.start).all(|w| {
                !matches!(
                    self.words.lower(w).as_str(),
                    "of" | "for" | "in" | "at" | "from" | "with" | "by" | "to" | "on" | "and" | ","
                )
            });
            tail && only
        };
        inside
            .filter(|(_, name)| name.kind() != EntityType::Norp || name.words == *range)
            .find(|(_, name)| ends(name))
            .map(|(offset, _)| first + offset)
            .filter(|&name| self.entity_of[name].is_some())
    }

    /// Whether a phrase is no more than a part of a name.
    pub(super) fn hold(&self, range: &WordRange) -> bool {
        let next = self.names.partition_point(|name| name.words.end <= range.start);
        let name = self.names.get(next);
        name.is_some_and(|name| name.words.start <= range.start && range.end <= name.words.end)
    }
}

/// Words that say what somebody is, or join two mentions of one.
const LINKING: &str = "am appointed are as be became become becomes been being called elected is known like made named remain \
    remained remains s was were who";

/// Words that open a phrase or clause before the subject.
const FRONTING: &str = "after along although among as at because before besides between by despite during following for from if in \
    like on once over prior since though through throughout to under unlike until upon when whenever where while \
    with within without";

//! Descriptions and pronouns, given to the named entities that they speak of.
//!
//! The encoder marks where mentions are and scores, for each, the earlier ones that it may refer back to. Here they are
//! taken in the order of the text: each joins the best-scored cluster that it agrees with in gender, number and kind, or
//! begins one of its own. A cluster has one named entity at most.

use super::gazetteer::Kind;
use super::lexicon::{TITLES, holds};
use super::names::Name;
use super::nominal::{self, Description, Determiner, Sort};
use super::types::is_place;
use super::words::Words;
use crate::analysis::EntityType;
use crate::encoder::{Antecedents, LAYERS, MENTION_TAGS, MentionKind, Reading, WordRange, sequence};
use crate::sort;
use crate::text::nouns::{self, Gender};

/// What is known of a named entity before its descriptions and pronouns are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) kind: EntityType,
    pub(super) gender: Option<Gender>,
    /// What the gazetteer knows it as.
    pub(super) known: Option<Kind>,
}

/// A mention without a name, and the entity it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Referring {
    pub(super) words: WordRange,
    pub(super) is_pronoun: bool,
    pub(super) entity: usize,
}

/// By how much an antecedent of a description must outdo "none" in score.
const MARGIN: f32 = 0.0;
/// The same of "a company", which is new more often than not.
const NEW_MARGIN: f32 = 1.6;
/// The same of a pronoun, which nearly always refers back.
const PRONOUN_MARGIN: f32 = -2.0;
/// The same of "he" and "she", which always do.
const PERSONAL_MARGIN: f32 = -4.0;

/// What a pronoun shows of whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    He,
    She,
    It,
    They,
    I,
}

/// Whether it is one that means a single person.
fn is_personal(pronoun: Option<Pronoun>) -> bool {
    matches!(pronoun, Some(Pronoun::He | Pronoun::She))
}

fn pronoun(word: &str) -> Option<Pronoun> {
    Some(match word {
        "he" | "him" | "his" | "himself" => Pronoun::He,
        "she" | "her" | "hers" | "herself" => Pronoun::She,
        "it" | "its" | "itself" => Pronoun::It,
        "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::They,
        "i" | "me" | "my" | "mine" | "myself" => Pronoun::I,
        _ => return None,
    })
}

/// A mention as it is clustered.
#[derive(Debug)]
struct Mention {
    words: WordRange,
    kind: MentionKind,
    pronoun: Option<Pronoun>,
    entity: Option<usize>,
    description: Option<Description>,
    /// The entity whose name stands beside it, and which it therefore means.
    beside: Option<usize>,
    /// The country it names: "the French president".
    country: Option<usize>,
}

/// Mentions that mean the same.
#[derive(Clone, Debug, Default)]
struct Cluster {
    entity: Option<usize>,
    /// What it is, if a name or a description has told.
    kind: Option<EntityType>,
    gender: Option<Gender>,
    /// Whether "he" or "she" is the first mention, and no name is known.
    begins_with_pronoun: bool,
    /// The nouns by which it was described.
    nouns: Vec<String>,
    /// Whether "it" or "they" has meant it, which no person is called.
    is_thing: bool,
    /// The country that it was described by.
    country: Option<usize>,
}

impl Cluster {
    /// Whether it is somebody of another country: "the French president", "the US president".
    fn is_foreign(&self, mention: &Mention) -> bool {
        let known = self.country.zip(mention.country);
        self.kind == Some(EntityType::Person) && known.is_some_and(|(own, other)| own != other)
    }

    /// Whether it was described by the head of this description: "an aid agency", "the agency".
    fn is_called(&self, description: &Description) -> bool {
        let wanted = head(&description.noun);
        self.nouns.iter().any(|noun| head(noun) == wanted)
    }
}

/// The last word.
fn head(noun: &str) -> &str {
    noun.rsplit_once(' ').map_or(noun, |(_, last)| last)
}

/// The descriptions and pronouns of the named entities, and of others that are spoken of more than once: those follow the
/// named ones, and of them the types are given. `entity_of` tells the entity of each name.
pub(super) fn referring(
    words: &Words<'_>,
    reading: &Reading<'_>,
    names: &[Name],
    entity_of: &[Option<usize>],
    entities: &[Named],
) -> (Vec<Referring>, Vec<EntityType>) {
    let mentions = mentions(words, reading, names, entity_of, entities);
    let ranges: Vec<WordRange> = mentions.iter().map(|m| m.words.clone()).collect();
    let kinds: Vec<MentionKind> = mentions.iter().map(|m| m.kind).collect();
    let antecedents = reading.antecedents(&ranges, &kinds);
    let mut clusters: Vec<Cluster> = entities
        .iter()
        .enumerate()
        .map(|(entity, named)| Cluster {
            entity: Some(entity),
            kind: Some(named.kind),
            gender: named.gender,
            is_thing: named.kind != EntityType::Person,
            ..Cluster::default()
        })
        .collect();
    for (name, entity) in entity_of.iter().enumerate() {
        if let Some(entity) = entity {
            let range = &names[name].words;
            let named = &mut clusters[*entity];
            if let Some((before, noun)) = described_before(words, range) {
                named.nouns.push(noun);
                named.country = named
                    .country
                    .or_else(|| country_in(&before, names, entity_of, entities));
            }
            named.nouns.extend(range.clone().map(|w| words.lower(w)));
        }
    }
    let mut person_named = false;
    let mut cluster_of: Vec<usize> = Vec::with_capacity(mentions.len());
    for (at, mention) in mentions.iter().enumerate() {
        let (called, fitting) = described(mention, &mentions, &cluster_of, &clusters, entities);
        let agrees = |cluster: &Cluster| {
            // "the court" is no alliance where a court was named.
            let other = called.is_some() && mention.description.as_ref().is_some_and(|d| !cluster.is_called(d));
            !other && agree(mention, cluster, entities, person_named)
        };
        let cluster = mention
            .entity
            .or(mention.beside)
            .or_else(|| scored(&mentions, at, &antecedents[at], &cluster_of, &clusters, agrees))
            .or(called)
            .or(fitting)
            .unwrap_or(clusters.len());
        if cluster == clusters.len() {
            clusters.push(Cluster {
                begins_with_pronoun: is_personal(mention.pronoun),
                ..Cluster::default()
            });
        }
        let joined = &mut clusters[cluster];
        joined.country = joined.country.or(mention.country);
        if let Some(description) = &mention.description {
            joined.nouns.push(description.noun.clone());
            joined.kind = joined.kind.or(description.sort.entity_type());
        }
        match mention.pronoun {
            Some(Pronoun::He) => joined.gender = joined.gender.or(Some(Gender::Male)),
            Some(Pronoun::She) => joined.gender = joined.gender.or(Some(Gender::Female)),
            Some(Pronoun::It) => joined.is_thing = true,
            _ => {}
        }
        person_named |= mention
            .entity
            .is_some_and(|entity| entities[entity].kind == EntityType::Person);
        cluster_of.push(cluster);
    }
    name_nameless(&mentions, &antecedents, &mut cluster_of, &clusters, entities);
    let unnamed = number(&mut clusters, &cluster_of, entities.len());
    let found = mentions
        .into_iter()
        .zip(cluster_of)
        .filter(|(mention, _)| mention.entity.is_none());
    let referring = found.filter_map(|(mention, cluster)| {
        Some(Referring {
            words: mention.words,
            is_pronoun: mention.pronoun.is_some(),
            entity: clusters[cluster].entity?,
        })
    });
    (referring.collect(), unnamed)
}

/// Gives those who began as "he" or "she" and got no name to the person that most of their pronouns mean if they mean one
/// with a name: a text that begins with a pronoun names its subject later.
fn name_nameless(
    mentions: &[Mention],
    antecedents: &[Antecedents],
    cluster_of: &mut [usize],
    clusters: &[Cluster],
    entities: &[Named],
) {
    let mut votes: Vec<(usize, usize)> = Vec::new();
    for (mention, (antecedents, &own)) in std::iter::zip(mentions, std::iter::zip(antecedents, &*cluster_of)) {
        if !is_personal(mention.pronoun) || !clusters[own].begins_with_pronoun {
            continue;
        }
        let persons = antecedents.earlier.iter().filter(|&&(earlier, score)| {
            let cluster = &clusters[cluster_of[earlier]];
            mentions[earlier].entity.is_some()
                && cluster.kind == Some(EntityType::Person)
                && score - antecedents.none > PERSONAL_MARGIN
                && agree(mention, cluster, entities, true)
        });
        if let Some(&(earlier, _)) = persons.max_by(|a, b| a.1.total_cmp(&b.1)) {
            votes.push((own, cluster_of[earlier]));
        }
    }
    sort::by_key(&mut votes, |&vote| vote);
    let mut renamed: Vec<usize> = (0..clusters.len()).collect();
    let (mut run, mut most) = (0, 0);
    for (at, &(own, named)) in votes.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| votes[at]);
        if before.is_none_or(|(one, _)| one != own) {
            most = 0;
        }
        run = if before == Some((own, named)) { run + 1 } else { 1 };
        if run > most {
            (most, renamed[own]) = (run, named);
        }
    }
    for cluster in cluster_of {
        *cluster = renamed[*cluster];
    }
}

/// Makes entities of the bodies and places without a name that are spoken of more than once, numbered on from `next`:
/// their types.
fn number(clusters: &mut [Cluster], cluster_of: &[usize], next: usize) -> Vec<EntityType> {
    let mut counts = vec![0_usize; clusters.len()];
    for &cluster in cluster_of {
        counts[cluster] += 1;
    }
    let mut unnamed = Vec::new();
    for (cluster, count) in clusters.iter_mut().zip(counts) {
        let kind = cluster
            .kind
            .filter(|kind| !matches!(kind, EntityType::Person | EntityType::Product));
        if let (None, Some(kind), 2..) = (cluster.entity, kind, count) {
            cluster.entity = Some(next + unnamed.len());
            unnamed.push(kind);
        }
    }
    unnamed
}

/// The cluster of the best-scored antecedent that the mention agrees with, if "none" is not better.
fn scored(
    mentions: &[Mention],
    at: usize,
    antecedents: &Antecedents,
    cluster_of: &[usize],
    clusters: &[Cluster],
    agrees: impl Fn(&Cluster) -> bool,
) -> Option<usize> {
    let mention = &mentions[at];
    let apart = |d: &Description| d.plural || d.determiner == Determiner::Possessive;
    if mention.description.as_ref().is_some_and(apart) {
        return None;
    }
    let is_new = |d: &Description| d.determiner == Determiner::Indefinite;
    let margin = match mention.pronoun {
        Some(Pronoun::He | Pronoun::She) => PERSONAL_MARGIN,
        Some(_) => PRONOUN_MARGIN,
        None if mention.description.as_ref().is_some_and(is_new) => NEW_MARGIN,
        None => MARGIN,
    };
    let mut best: Option<(f32, usize)> = None;
    for &(earlier, score) in &antecedents.earlier {
        let Some(&cluster) = cluster_of.get(earlier) else {
            continue;
        };
        let nested = overlap(&mentions[earlier].words, &mention.words);
        let beats = best.is_none_or(|(most, _)| score >= most);
        if !nested && beats && score - antecedents.none > margin && agrees(&clusters[cluster]) {
            best = Some((score, cluster));
        }
    }
    best.map(|(_, cluster)| cluster)
}

/// How many mentions back a description may take up what it fits.
const MEMORY: usize = 400;
/// How many words back it may, if it says little: "the company".
const REACH: usize = 80;

/// What a definite description takes up although the network does not say so: the last that was described or is named with
/// its noun and, of nouns that say little, the last that fits.
fn described(
    mention: &Mention,
    mentions: &[Mention],
    cluster_of: &[usize],
    clusters: &[Cluster],
    entities: &[Named],
) -> (Option<usize>, Option<usize>) {
    let takes_up = |d: &&Description| d.determiner == Determiner::Definite && d.sort != Sort::Unknown;
    let Some(description) = mention.description.as_ref().filter(takes_up) else {
        return (None, None);
    };
    let earlier = || {
        let fitting = |(at, &cluster): (usize, &usize)| {
            let (kind, known) = (
                clusters[cluster].kind?,
                clusters[cluster].entity.and_then(|e| entities[e].known),
            );
            let apart = !overlap(&mentions[at].words, &mention.words) && !clusters[cluster].is_foreign(mention);
            (apart && description.fits(kind, known)).then_some((at, cluster))
        };
        let recent = cluster_of.iter().enumerate().rev().take(MEMORY);
        recent.filter_map(fitting)
    };
    let called = earlier().find(|&(_, cluster)| clusters[cluster].is_called(description));
    let near = |&(at, _): &(usize, usize)| mentions[at].words.end + REACH > mention.words.start;
    let generic = earlier().find(near).filter(|_| description.is_generic());
    let cluster = |(_, cluster)| cluster;
    (called.map(cluster), generic.map(cluster))
}

fn overlap(a: &WordRange, b: &WordRange) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether a mention can speak of what a cluster is.
fn agree(mention: &Mention, cluster: &Cluster, entities: &[Named], person_named: bool) -> bool {
    let kind = cluster.kind;
    let is_person = kind == Some(EntityType::Person);
    // A machine's "he" for an agency, where nobody has been named who could be meant.
    let machine = kind == Some(EntityType::Organization) && !person_named;
    match mention.pronoun {
        Some(Pronoun::He) => {
            cluster.gender != Some(Gender::Female) && (is_person || machine || (kind.is_none() && !cluster.is_thing))
        }
        Some(Pronoun::She) => {
            cluster.gender != Some(Gender::Male) && (is_person || machine || (kind.is_none() && !cluster.is_thing))
        }
        Some(Pronoun::It) => !is_person && cluster.gender.is_none(),
        Some(Pronoun::They) => !is_person && cluster.gender.is_none() && !kind.is_some_and(is_place),
        Some(Pronoun::I) => is_person || kind.is_none(),
        None => mention.description.as_ref().is_none_or(|description| {
            let shown = nouns::gender(&description.noun);
            if shown.zip(cluster.gender).is_some_and(|(noun, own)| noun != own) {
                return false;
            }
            let known = cluster.entity.and_then(|entity| entities[entity].known);
            let fits = cluster.kind.is_none_or(|kind| description.fits(kind, known));
            // Without a name, only the noun tells that the two are one.
            let same = description.is_generic() || cluster.nouns.is_empty() || cluster.is_called(description);
            fits && !cluster.is_foreign(mention)
                && (cluster.entity.is_some() || description.sort == Sort::Unknown || same)
        }),
    }
}

/// All mentions in the order of the text, the longer first where they start together: those that the network sees, and
/// those that English cannot do without.
fn mentions(
    words: &Words<'_>,
    reading: &Reading<'_>,
    names: &[Name],
    entity_of: &[Option<usize>],
    entities: &[Named],
) -> Vec<Mention> {
    let named = |words: WordRange, entity: Option<usize>| Mention {
        words,
        kind: MentionKind::Name,
        pronoun: None,
        entity,
        description: None,
        beside: None,
        country: None,
    };
    let beside = Beside::new(words, names, entity_of, entities);
    let unnamed = |range: WordRange, apposed: Option<usize>| {
        let pronoun = (range.len() == 1).then(|| pronoun(&words.lower(range.start))).flatten();
        let description = pronoun.is_none().then(|| nominal::describe(words, &range));
        let next = description.as_ref().and_then(|d| {
            beside
                .behind(range.end, d)
                .or_else(|| beside.of(&range, d))
                .or_else(|| beside.governed(&range, d))
        });
        let fronted = pronoun.and_then(|pronoun| beside.fronted(range.start, pronoun));
        Mention {
            kind: if pronoun.is_some() {
                MentionKind::Pronoun
            } else {
                MentionKind::Nominal
            },
            country: country_in(&range, names, entity_of, entities),
            words: range,
            pronoun,
            entity: None,
            description,
            beside: apposed.or(next).or(fronted),
        }
    };
    let apposed: Vec<(WordRange, usize)> = std::iter::zip(names, entity_of)
        .filter_map(|(name, entity)| {
            let (entity, range) = ((*entity)?, nominal::apposed(words, name.words.end)?);
            let description = nominal::describe(words, &range);
            let fits = description.fits(entities[entity].kind, entities[entity].known);
            (fits && description.sort != Sort::Unknown).then_some((range, entity))
        })
        .collect();
    let mut taken = vec![false; names.len()];
    let mut mentions: Vec<Mention> = Vec::new();
    for layer in 0..LAYERS {
        let scores: Vec<&[f32; MENTION_TAGS]> =
            (0..reading.words()).map(|w| reading.mention_scores(layer, w)).collect();
        for (_, range) in sequence::spans(&scores, |word| reading.starts_paragraph(word)) {
            match head_name(words, names, &range).filter(|&name| entity_of[name].is_some()) {
                Some(name) if taken[name] => {}
                Some(name) => {
                    taken[name] = true;
                    mentions.push(named(range, entity_of[name]));
                }
                // What the network saw of an apposition may end elsewhere.
                None if apposed
                    .binary_search_by_key(&range.start, |(range, _)| range.start)
                    .is_ok() => {}
                None if is_within_a_name(names, &range) || is_relative(words, &range) => {}
                None => mentions.push(unnamed(range, None)),
            }
        }
    }
    for (name, entity) in entity_of.iter().enumerate() {
        if entity.is_some() && !taken[name] {
            mentions.push(named(names[name].words.clone(), *entity));
        }
    }
    mentions.extend(apposed.into_iter().map(|(range, entity)| unnamed(range, Some(entity))));
    let mut seen = vec![false; words.len()];
    for mention in &mentions {
        seen[mention.words.start] = true;
    }
    let personal = (0..words.len())
        .filter(|&w| is_personal(pronoun(&words.lower(w))))
        .map(|w| w..w + 1);
    for range in personal.chain(nominal::definite(words)) {
        if !seen[range.start] {
            mentions.push(unnamed(range, None));
        }
    }
    sort::by_key(&mut mentions, |m| (m.words.start, std::cmp::Reverse(m.words.end)));
    mentions.dedup_by(|b, a| a.words == b.words);
    mentions
}

/// Whether a phrase is no more than a part of a name.
fn is_within_a_name(names: &[Name], range: &WordRange) -> bool {
    let next = names.partition_point(|name| name.words.end <= range.start);
    let name = names.get(next);
    name.is_some_and(|name| name.words.start <= range.start && range.end <= name.words.end)
}

/// Whether it is a relative pronoun, which means what it follows.
fn is_relative(words: &Words<'_>, range: &WordRange) -> bool {
    range.len() == 1
        && matches!(
            words.lower(range.start).as_str(),
            "who" | "which" | "whom" | "that" | "whose"
        )
}

/// Names as what stands beside them sees them.
struct Beside<'a> {
    words: &'a Words<'a>,
    names: &'a [Name],
    entity_of: &'a [Option<usize>],
    entities: &'a [Named],
}

impl<'a> Beside<'a> {
    fn new(words: &'a Words<'a>, names: &'a [Name], entity_of: &'a [Option<usize>], entities: &'a [Named]) -> Self {
        Self {
            words,
            names,
            entity_of,
            entities,
        }
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
    fn behind(&self, end: usize, description: &Description) -> Option<usize> {
        let comma = || (self.words.after(end) == ",").then(|| self.at(end + 1))?;
        let touching = || (!self.words.starts_paragraph(end)).then(|| self.at(end))?;
        let entity = touching().or_else(comma)?;
        let named = &self.entities[entity];
        let known = matches!(description.sort, Sort::Person | Sort::Body);
        (known && description.fits(named.kind, named.known)).then_some(entity)
    }

    /// The country whose government a description means: "the Taiwanese government".
    fn governed(&self, range: &WordRange, description: &Description) -> Option<usize> {
        let noun = range.clone().find(|&w| self.words.lower(w) == "government")?;
        let before = self.names.binary_search_by_key(&noun, |name| name.words.end).ok()?;
        let entity = self.entity_of[before]?;
        let country = self.entities[entity].kind == EntityType::Geopolitical;
        (country && description.noun == "government" && self.names[before].words.start >= range.start).then_some(entity)
    }

    /// The place whose name is in the description: "the Sudanese town of Um Rawaba".
    fn of(&self, range: &WordRange, description: &Description) -> Option<usize> {
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

    /// The person that a pronoun in a phrase before the subject means: "In his first speech, Ilan Moss promised".
    fn fronted(&self, at: usize, pronoun: Pronoun) -> Option<usize> {
        const FARTHEST: usize = 16;
        let gender = match pronoun {
            Pronoun::He => Gender::Male,
            Pronoun::She => Gender::Female,
            _ => return None,
        };
        let stop = |w: usize| {
            matches!(
                self.words.of(w),
                "." | "!" | "?" | ";" | ":" | "\"" | "“" | "”" | "(" | ")"
            )
        };
        let first = (at.saturating_sub(FARTHEST)..=at)
            .rev()
            .find(|&w| self.words.starts_paragraph(w) || (w > 0 && stop(w - 1)))?;
        if !holds(FRONTING, &self.words.lower(first)) {
            return None;
        }
        let comma = (at + 1..(at + FARTHEST).min(self.words.len()))
            .take_while(|&w| !self.words.starts_paragraph(w) && !stop(w))
            .find(|&w| self.words.of(w) == ",")?;
        let entity = self.at(comma + 1)?;
        let person = |entity: usize| self.entities[entity].kind == EntityType::Person;
        let from = self.names.partition_point(|name| name.words.start < first);
        let before = self.names[from..].iter().zip(&self.entity_of[from..]);
        let nobody = before
            .take_while(|(name, _)| name.words.start < at)
            .all(|(_, entity)| !entity.is_some_and(person));
        let agrees = self.entities[entity].gender.is_none_or(|known| known == gender);
        (nobody && agrees && person(entity)).then_some(entity)
    }
}

/// Words that open a phrase or clause before the subject.
const FRONTING: &[&str] = &[
    "after",
    "along",
    "although",
    "among",
    "as",
    "at",
    "because",
    "before",
    "besides",
    "between",
    "by",
    "despite",
    "during",
    "following",
    "for",
    "from",
    "if",
    "in",
    "like",
    "on",
    "once",
    "over",
    "prior",
    "since",
    "though",
    "through",
    "throughout",
    "to",
    "under",
    "unlike",
    "until",
    "upon",
    "when",
    "whenever",
    "where",
    "while",
    "with",
    "within",
    "without",
];

/// The words right before a name that say what it names, and their noun in lower case: "winger Tomás Arrieta", "Health
/// Minister Colm Darragh".
fn described_before(words: &Words<'_>, name: &WordRange) -> Option<(WordRange, String)> {
    let letters = |w: &usize| words.of(*w).chars().all(char::is_alphabetic);
    let start = (name.start.saturating_sub(3)..name.start)
        .rev()
        .take_while(|w| letters(w) && !words.starts_paragraph(w + 1))
        .last()?;
    let range = start..name.start;
    let told = nominal::describe(words, &range);
    (told.sort != Sort::Unknown).then_some((range, told.noun))
}

/// The country named at the beginning of a description: "the French president", "US President Trump".
fn country_in(range: &WordRange, names: &[Name], entity_of: &[Option<usize>], entities: &[Named]) -> Option<usize> {
    let first = names.partition_point(|name| name.words.start < range.start);
    names
        .get(first)
        .filter(|name| name.words.start < range.start + 2 && name.words.end < range.end)?;
    entity_of[first].filter(|&entity| entities[entity].known == Some(Kind::Country))
}

/// The name at the head of a phrase: the phrase is the name, with an article or title before it, or goes on behind it.
fn head_name(words: &Words<'_>, names: &[Name], range: &WordRange) -> Option<usize> {
    let first = names.partition_point(|name| name.words.start < range.start);
    let inside = names[first..]
        .iter()
        .take_while(|name| name.words.end <= range.end)
        .enumerate();
    let possessive = |name: &Name| matches!(words.after(name.words.end).as_str(), "'" | "’" | "'s" | "’s");
    let ends = |name: &Name| {
        let rest = name.words.end..range.end;
        let tail = rest.is_empty()
            || (rest.len() <= 2 && possessive(name))
            || matches!(
                words.lower(rest.start).as_str(),
                "," | "(" | "of" | "in" | "who" | "which" | "and" | "at" | "on" | "from"
            );
        let only = (range.start..name.words.start).all(|w| {
            !matches!(
                words.lower(w).as_str(),
                "of" | "for" | "in" | "at" | "from" | "with" | "by" | "to" | "on" | "and" | ","
            )
        });
        tail && only
    };
    inside
        .filter(|(_, name)| name.kind() != EntityType::Norp || name.words == *range)
        .find(|(_, name)| ends(name))
        .map(|(offset, _)| first + offset)
}

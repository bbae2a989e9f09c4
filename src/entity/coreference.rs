//! Descriptions and pronouns, given to the named entities that they speak of.
//!
//! The encoder marks where mentions are and scores, for each, the earlier ones that it may refer back to. Here they are
//! taken in the order of the text: each joins the best-scored cluster that it agrees with in gender, number and kind, or
//! begins one of its own. A cluster has one named entity at most.

use super::beside::{Beside, Named};
use super::gazetteer::Kind;
use super::mention::{self, Mention};
use super::nominal::{Description, Determiner, Sort};
use super::pronoun::Pronoun;
use super::types::is_place;
use crate::analysis::EntityType;
use crate::encoder::{Antecedents, MentionKind, Reading, WordRange, exp};
use crate::sort;
use crate::text::nouns::{self, Gender};

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
/// How much less a "he" scores for somebody whom the first name shows to be a woman: machines mistake them.
const UNLIKELY: f32 = 8.0;
/// By how much a pronoun must outdo "none" in score as the antecedent of a name behind it, for it to mean whoever is named.
const LATER_SCORE: f32 = 10.0;
/// The same where nothing before the pronoun could be meant.
const FIRST_SCORE: f32 = 4.0;
/// By how much a person before the pronoun must outdo that to be meant all the same.
const LATER_MARGIN: f32 = 8.0;
/// How many words may stand between the two.
const LATER_REACH: usize = 40;

/// Mentions that mean the same.
#[derive(Clone, Debug, Default)]
struct Cluster {
    entity: Option<usize>,
    /// What it is, if a name or a description has told.
    kind: Option<EntityType>,
    gender: Option<Gender>,
    /// What the first name of a person lets expect.
    likely: Option<Gender>,
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
    /// Whether it is somebody or a body of another country: "the French president", "the US president".
    fn is_foreign(&self, mention: &Mention, entities: &[Named]) -> bool {
        let Some(named) = mention.country else {
            return false;
        };
        let code = |entity: usize| entities[entity].country;
        match (self.kind, self.entity) {
            (Some(EntityType::Person), _) | (Some(EntityType::Organization), None) => {
                self.country.is_some_and(|own| own != named)
            }
            (Some(EntityType::Organization), Some(entity)) => {
                code(entity).is_some_and(|own| code(named).is_some_and(|other| own != other))
            }
            _ => false,
        }
    }

    /// Whether "he" or "she" is not what the first name lets expect, and nothing else tells the gender.
    fn is_unlikely(&self, mention: &Mention) -> bool {
        let gender = mention.pronoun.and_then(Pronoun::gender);
        self.gender.is_none() && gender.zip(self.likely).is_some_and(|(shown, likely)| shown != likely)
    }

    /// Whether it is a body of the country that a mention names: "the German carmaker".
    fn is_of_country(&self, mention: &Mention, entities: &[Named]) -> bool {
        let own = self.entity.and_then(|entity| entities[entity].country);
        let named = mention.country.and_then(|country| entities[country].country);
        let media = self
            .entity
            .is_some_and(|entity| entities[entity].known == Some(Kind::Media));
        self.kind == Some(EntityType::Organization) && !media && own.is_some() && own == named
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
/// named ones, and of them the types are given.
pub(super) fn referring(
    names: &Beside<'_>,
    entities: &[Named],
    reading: &Reading<'_>,
) -> (Vec<Referring>, Vec<EntityType>) {
    let mentions = mention::find(names, reading);
    let ranges: Vec<WordRange> = mentions.iter().map(|m| m.words.clone()).collect();
    let kinds: Vec<MentionKind> = mentions.iter().map(Mention::kind).collect();
    let antecedents = reading.antecedents(&ranges, &kinds);
    let later = named_later(names, &mentions, &antecedents);
    let mut clusters: Vec<Cluster> = entities
        .iter()
        .enumerate()
        .map(|(entity, named)| Cluster {
            entity: Some(entity),
            kind: Some(named.kind),
            gender: named.gender,
            likely: named.likely,
            is_thing: named.kind != EntityType::Person,
            ..Cluster::default()
        })
        .collect();
    for (name, entity) in names.all() {
        if let Some(entity) = entity {
            let named = &mut clusters[entity];
            if let Some((before, noun)) = names.described_before(&name.words) {
                named.nouns.push(noun);
                named.country = named.country.or_else(|| names.country_in(&before));
            }
            named.nouns.extend(names.nouns_in(name));
        }
    }
    let mut person_named = false;
    let mut cluster_of: Vec<usize> = Vec::with_capacity(mentions.len());
    for (at, mention) in mentions.iter().enumerate() {
        let so_far = SoFar {
            mentions: &mentions,
            cluster_of: &cluster_of,
            clusters: &clusters,
            entities,
        };
        let called = so_far.called(mention);
        let subject = (0..at)
            .rev()
            .take(SUBJECT_REACH)
            .find(|&other| names.acts_on(&mentions[other].words, mention))
            .map(|other| cluster_of[other]);
        let agrees = |at: usize| {
            let cluster = &clusters[at];
            // "the court" is no alliance where a court was named.
            let other = called.is_some() && mention.description.as_ref().is_some_and(|d| !cluster.is_called(d));
            !other && subject != Some(at) && agree(mention, cluster, entities, person_named)
        };
        let cluster = mention
            .entity
            .or(mention.beside)
            .or(later[at])
            .or_else(|| scored(&mentions, at, &antecedents[at], &cluster_of, &clusters, agrees))
            .or(called.filter(|_| called != subject))
            .or_else(|| so_far.taken_up(mention))
            .unwrap_or(clusters.len());
        if cluster == clusters.len() {
            clusters.push(Cluster {
                begins_with_pronoun: mention.is_personal(),
                ..Cluster::default()
            });
        }
        let joined = &mut clusters[cluster];
        joined.country = joined.country.or(mention.country);
        if let Some(description) = &mention.description {
            joined.nouns.push(description.noun.clone());
            joined.kind = joined.kind.or(description.sort.entity_type());
        }
        joined.gender = joined.gender.or(mention.pronoun.and_then(Pronoun::gender));
        joined.is_thing |= mention.pronoun == Some(Pronoun::It);
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
            is_pronoun: mention.pronoun.is_some() || is_addressed(names, &mention.words),
            words: mention.words,
            entity: clusters[cluster].entity?,
        })
    });
    (referring.collect(), unnamed)
}

/// Whether it is "you" or "we", of which nothing shows whom they mean.
fn is_addressed(names: &Beside<'_>, range: &WordRange) -> bool {
    let word = names.words.lower(range.start);
    range.len() == 1
        && matches!(
            word.as_str(),
            "our" | "ourselves" | "us" | "we" | "you" | "your" | "yourself" | "yourselves"
        )
}

/// For each pronoun, the person that the rest of its sentence names, if the network takes the name for what the pronoun
/// meant: "After she had burned down her school, Ana Lund moved".
fn named_later(names: &Beside<'_>, mentions: &[Mention], antecedents: &[Antecedents]) -> Vec<Option<usize>> {
    let mut later = vec![None; mentions.len()];
    for (mention, found) in std::iter::zip(mentions, antecedents) {
        let best = found.earlier.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let (Some(entity), Some(&(at, score))) = (mention.entity, best) else {
            continue;
        };
        let (pronoun, own) = (&mentions[at], &antecedents[at]);
        let gender = pronoun.pronoun.and_then(Pronoun::gender);
        let between = pronoun.words.end..mention.words.start;
        let score = score - found.none;
        let earlier = own
            .earlier
            .iter()
            .filter(|(e, _)| !overlap(&mentions[*e].words, &pronoun.words));
        let before = earlier.map(|(_, s)| s - own.none).fold(f32::NEG_INFINITY, f32::max);
        let enough = if before > 0.0 { LATER_SCORE } else { FIRST_SCORE };
        if gender.is_some_and(|gender| names.entity(entity).can_be(gender))
            && between.len() < LATER_REACH
            && score > enough.max(before - LATER_MARGIN)
            && names.are_joined(between.clone())
            && !names.has_person(between)
        {
            later[at] = later[at].or(Some(entity));
        }
    }
    later
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
        if !mention.is_personal() || !clusters[own].begins_with_pronoun {
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
    agrees: impl Fn(usize) -> bool,
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
    // The shares of all that a cluster has been called so far, by those of "none".
    let mut shares: Vec<(usize, f32)> = Vec::new();
    for &(earlier, score) in &antecedents.earlier {
        let Some(&cluster) = cluster_of.get(earlier) else {
            continue;
        };
        if overlap(&mentions[earlier].words, &mention.words) || !agrees(cluster) {
            continue;
        }
        let against = if clusters[cluster].is_unlikely(mention) {
            UNLIKELY
        } else {
            0.0
        };
        let share = exp(score - against - antecedents.none);
        match shares.iter_mut().find(|(of, _)| *of == cluster) {
            Some((_, sum)) => *sum += share,
            None => shares.push((cluster, share)),
        }
    }
    let best = shares.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    best.filter(|&(_, share)| share > exp(margin))
        .map(|(cluster, _)| cluster)
}

/// How many mentions back the subject of a mention's verb is sought.
const SUBJECT_REACH: usize = 4;
/// How many mentions back a description may take up what it fits.
const MEMORY: usize = 400;
/// How many words back it may, if it says little: "the company".
const REACH: usize = 80;

/// The mentions with the clusters that those so far are in.
struct SoFar<'a> {
    mentions: &'a [Mention],
    cluster_of: &'a [usize],
    clusters: &'a [Cluster],
    entities: &'a [Named],
}

impl SoFar<'_> {
    /// What a definite description takes up although the network does not say so: the last that was described or is named
    /// with its noun.
    fn called(&self, mention: &Mention) -> Option<usize> {
        let description = mention.definite()?;
        self.fitting(mention, description)
            .find(|&(_, cluster)| self.clusters[cluster].is_called(description))
            .map(|(_, cluster)| cluster)
    }

    /// The same of a noun that says little, not far back, or of one with a country: the last that it fits.
    fn taken_up(&self, mention: &Mention) -> Option<usize> {
        let description = mention.definite()?;
        let near = |at: usize| description.is_generic() && self.mentions[at].words.end + REACH > mention.words.start;
        let compatriot = |cluster: usize| self.clusters[cluster].is_of_country(mention, self.entities);
        self.fitting(mention, description)
            .find(|&(at, cluster)| near(at) || description.is_trade() && compatriot(cluster))
            .map(|(_, cluster)| cluster)
    }

    /// The mentions, the last first, whose clusters a description fits, and these.
    fn fitting(&self, mention: &Mention, description: &Description) -> impl Iterator<Item = (usize, usize)> {
        let recent = self.cluster_of.iter().enumerate().rev().take(MEMORY);
        recent.filter_map(move |(at, &cluster)| {
            let of = &self.clusters[cluster];
            let known = of.entity.and_then(|entity| self.entities[entity].known);
            let apart = !overlap(&self.mentions[at].words, &mention.words) && !of.is_foreign(mention, self.entities);
            (apart && description.fits(of.kind?, known)).then_some((at, cluster))
        })
    }
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
        Some(pronoun @ (Pronoun::He | Pronoun::She)) => {
            cluster.gender.is_none_or(|own| pronoun.gender() == Some(own))
                && (is_person || machine || (kind.is_none() && !cluster.is_thing))
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
            fits && !cluster.is_foreign(mention, entities)
                && (cluster.entity.is_some() || description.sort == Sort::Unknown || same)
        }),
    }
}

//! Descriptions and pronouns, given to the named entities that they speak of.
//!
//! The encoder marks where mentions are and scores, for each, the earlier ones that it may refer back to. Here they are
//! taken in the order of the text: each joins the best-scored cluster that it agrees with in gender, number and kind, or
//! begins one of its own. A cluster has one named entity at most.

use super::gazetteer::Gender;
use super::names::Name;
use super::words::Words;
use crate::analysis::EntityType;
use crate::encoder::{LAYERS, MENTION_TAGS, MentionKind, Reading, WordRange, sequence};
use crate::sort;

/// What is known of a named entity before its descriptions and pronouns are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) kind: EntityType,
    pub(super) gender: Option<Gender>,
}

/// A mention without a name, and the named entity it speaks of, by its place in the list given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Referring {
    pub(super) words: WordRange,
    pub(super) is_pronoun: bool,
    pub(super) entity: usize,
}

/// By how much an antecedent of a description must outdo "none" in score.
const MARGIN: f32 = 0.0;
/// The same of a pronoun, which nearly always refers back.
const PRONOUN_MARGIN: f32 = -2.0;

/// What a pronoun shows of whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    He,
    She,
    It,
    They,
    I,
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
}

/// Mentions that mean the same.
#[derive(Clone, Copy, Debug, Default)]
struct Cluster {
    entity: Option<usize>,
    gender: Option<Gender>,
    /// Whether "it" or "they" has meant it, which no person is called.
    is_thing: bool,
}

/// The descriptions and pronouns of the named entities. `entity_of` tells the entity of each name.
pub(super) fn referring(
    words: &Words<'_>,
    reading: &Reading<'_>,
    names: &[Name],
    entity_of: &[Option<usize>],
    entities: &[Named],
) -> Vec<Referring> {
    let mentions = mentions(words, reading, names, entity_of);
    let ranges: Vec<WordRange> = mentions.iter().map(|m| m.words.clone()).collect();
    let kinds: Vec<MentionKind> = mentions.iter().map(|m| m.kind).collect();
    let antecedents = reading.antecedents(&ranges, &kinds);
    let mut clusters: Vec<Cluster> = entities
        .iter()
        .enumerate()
        .map(|(entity, named)| Cluster {
            entity: Some(entity),
            gender: named.gender,
            is_thing: named.kind != EntityType::Person,
        })
        .collect();
    let mut person_named = false;
    let mut cluster_of: Vec<usize> = Vec::with_capacity(mentions.len());
    for (at, mention) in mentions.iter().enumerate() {
        if let Some(entity) = mention.entity {
            person_named |= entities[entity].kind == EntityType::Person;
            cluster_of.push(entity);
            continue;
        }
        let margin = if mention.pronoun.is_some() {
            PRONOUN_MARGIN
        } else {
            MARGIN
        };
        let none = antecedents[at].none;
        let mut best: Option<(f32, usize)> = None;
        for &(earlier, score) in &antecedents[at].earlier {
            let Some(&cluster) = cluster_of.get(earlier) else {
                continue;
            };
            let nested = overlap(&mentions[earlier].words, &mention.words);
            let agrees = agree(mention, &clusters[cluster], entities, person_named);
            let beats = best.is_none_or(|(most, _)| score >= most);
            if !nested && agrees && beats && score - none > margin {
                best = Some((score, cluster));
            }
        }
        let cluster = best.map_or(clusters.len(), |(_, cluster)| cluster);
        if cluster == clusters.len() {
            clusters.push(Cluster::default());
        }
        match mention.pronoun {
            Some(Pronoun::He) => clusters[cluster].gender = clusters[cluster].gender.or(Some(Gender::Male)),
            Some(Pronoun::She) => clusters[cluster].gender = clusters[cluster].gender.or(Some(Gender::Female)),
            Some(Pronoun::It) => clusters[cluster].is_thing = true,
            _ => {}
        }
        cluster_of.push(cluster);
    }
    let found = mentions
        .into_iter()
        .zip(cluster_of)
        .filter(|(mention, _)| mention.entity.is_none());
    found
        .filter_map(|(mention, cluster)| {
            Some(Referring {
                words: mention.words,
                is_pronoun: mention.pronoun.is_some(),
                entity: clusters[cluster].entity?,
            })
        })
        .collect()
}

fn overlap(a: &WordRange, b: &WordRange) -> bool {
    a.start < b.end && b.start < a.end
}

/// Whether a mention can speak of what a cluster is.
fn agree(mention: &Mention, cluster: &Cluster, entities: &[Named], person_named: bool) -> bool {
    let kind = cluster.entity.map(|entity| entities[entity].kind);
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
        Some(Pronoun::It | Pronoun::They) => !is_person && cluster.gender.is_none(),
        Some(Pronoun::I) => is_person || kind.is_none(),
        None => true,
    }
}

/// All mentions in the order of the text, the longer first where they start together.
fn mentions(words: &Words<'_>, reading: &Reading<'_>, names: &[Name], entity_of: &[Option<usize>]) -> Vec<Mention> {
    let mut taken = vec![false; names.len()];
    let mut mentions: Vec<Mention> = Vec::new();
    for layer in 0..LAYERS {
        let scores: Vec<&[f32; MENTION_TAGS]> =
            (0..reading.words()).map(|w| reading.mention_scores(layer, w)).collect();
        for (_, range) in sequence::spans(&scores, |word| reading.starts_paragraph(word)) {
            let named = head_name(words, names, &range).filter(|&name| entity_of[name].is_some());
            if let Some(name) = named {
                if taken[name] {
                    continue;
                }
                taken[name] = true;
            }
            let pronoun = (range.len() == 1).then(|| pronoun(&words.lower(range.start))).flatten();
            let kind = match (named, pronoun) {
                (Some(_), _) => MentionKind::Name,
                (None, Some(_)) => MentionKind::Pronoun,
                (None, None) => MentionKind::Nominal,
            };
            mentions.push(Mention {
                words: range,
                kind,
                pronoun,
                entity: named.and_then(|name| entity_of[name]),
            });
        }
    }
    for (name, entity) in entity_of.iter().enumerate().filter(|(name, _)| !taken[*name]) {
        if entity.is_some() {
            mentions.push(Mention {
                words: names[name].words.clone(),
                kind: MentionKind::Name,
                pronoun: None,
                entity: *entity,
            });
        }
    }
    sort::by_key(&mut mentions, |m| (m.words.start, std::cmp::Reverse(m.words.end)));
    mentions.dedup_by(|b, a| a.words == b.words);
    mentions
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
                "of" | "for" | "in" | "at" | "from" | "with" | "by" | "to" | "on" | "and" | "," | "'" | "’"
            )
        });
        tail && only
    };
    inside
        .filter(|(_, name)| name.kind() != EntityType::Norp || name.words == *range)
        .find(|(_, name)| ends(name))
        .map(|(offset, _)| first + offset)
}

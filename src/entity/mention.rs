//! Mentions: the phrases and pronouns that may speak of somebody or something, and what each shows of it.

use super::beside::Beside;
use super::nominal::{self, Description, Determiner, Sort};
use super::pronoun::Pronoun;
use super::words::Words;
use crate::encoder::{LAYERS, MENTION_TAGS, MentionKind, Reading, WordRange, sequence};
use crate::sort;

/// A mention as it is clustered.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) words: WordRange,
    pub(super) pronoun: Option<Pronoun>,
    pub(super) description: Option<Description>,
    /// What it names.
    pub(super) entity: Option<usize>,
    /// The entity whose name stands beside it, and which it therefore means.
    pub(super) beside: Option<usize>,
    /// The country it names: "the French president".
    pub(super) country: Option<usize>,
}

impl Mention {
    fn named(words: WordRange, entity: Option<usize>) -> Self {
        Self {
            words,
            pronoun: None,
            description: None,
            entity,
            beside: None,
            country: None,
        }
    }

    /// A description or pronoun, and the entity that it stands in apposition to.
    fn unnamed(names: &Beside<'_>, range: WordRange, apposed: Option<usize>) -> Self {
        let pronoun = (range.len() == 1)
            .then(|| Pronoun::of(&names.words.lower(range.start)))
            .flatten();
        let description = pronoun.is_none().then(|| nominal::describe(names.words, &range));
        let next = description.as_ref().and_then(|d| {
            names
                .inside(&range, d)
                .or_else(|| names.behind(range.end, d))
                .or_else(|| names.of(&range, d))
                .or_else(|| names.governed(&range, d))
        });
        let fronted = || names.fronted(range.start, pronoun?);
        Self {
            beside: apposed.or(next).or_else(fronted),
            country: names.country_in(&range),
            words: range,
            pronoun,
            description,
            entity: None,
        }
    }

    /// Whether it is "he" or "she".
    pub(super) fn is_personal(&self) -> bool {
        self.pronoun.is_some_and(Pronoun::is_personal)
    }

    /// The description, if it takes up what was spoken of and says what that is: "the ministry".
    pub(super) fn definite(&self) -> Option<&Description> {
        let takes_up = |d: &&Description| d.determiner == Determiner::Definite && d.sort != Sort::Unknown;
        self.description.as_ref().filter(takes_up)
    }

    pub(super) fn kind(&self) -> MentionKind {
        match (&self.pronoun, &self.description) {
            (Some(_), _) => MentionKind::Pronoun,
            (None, Some(_)) => MentionKind::Nominal,
            (None, None) => MentionKind::Name,
        }
    }
}

/// All mentions in the order of the text, the longer first where they start together: those that the network sees, and
/// those that English cannot do without.
pub(super) fn find(names: &Beside<'_>, reading: &Reading<'_>) -> Vec<Mention> {
    let words = names.words;
    let apposed: Vec<(WordRange, usize)> = names
        .all()
        .filter_map(|(name, entity)| {
            let (entity, range) = (entity?, nominal::apposed(words, name.words.end)?);
            let description = nominal::describe(words, &range);
            let named = names.entity(entity);
            let fits = description.fits(named.kind, named.known);
            (fits && description.sort != Sort::Unknown).then_some((range, entity))
        })
        .collect();
    let mut taken = vec![false; names.len()];
    let mut mentions: Vec<Mention> = Vec::new();
    for layer in 0..LAYERS {
        let scores: Vec<&[f32; MENTION_TAGS]> =
            (0..reading.words()).map(|w| reading.mention_scores(layer, w)).collect();
        for (_, range) in sequence::spans(&scores, |word| reading.starts_paragraph(word)) {
            match names.head(&range) {
                Some(name) if taken[name] => {}
                Some(name) => {
                    taken[name] = true;
                    mentions.push(Mention::named(range, names.entity_of[name]));
                }
                // What the network saw of an apposition may end elsewhere.
                None if apposed
                    .binary_search_by_key(&range.start, |(range, _)| range.start)
                    .is_ok() => {}
                None if names.hold(&range) || is_relative(words, &range) => {}
                None => mentions.push(Mention::unnamed(names, names.before_comma(range), None)),
            }
        }
    }
    let left = names
        .all()
        .zip(taken)
        .filter(|((_, entity), taken)| entity.is_some() && !taken);
    mentions.extend(left.map(|((name, entity), _)| Mention::named(name.words.clone(), entity)));
    let apposed = apposed.into_iter();
    mentions.extend(apposed.map(|(range, entity)| Mention::unnamed(names, range, Some(entity))));
    let mut seen = vec![false; words.len()];
    for mention in &mentions {
        seen[mention.words.start] = true;
    }
    let personal = (0..words.len())
        .filter(|&w| Pronoun::of(&words.lower(w)).is_some_and(Pronoun::is_personal))
        .map(|w| w..w + 1);
    for range in personal.chain(nominal::definite(words)) {
        if !seen[range.start] {
            mentions.push(Mention::unnamed(names, range, None));
        }
    }
    sort::by_key(&mut mentions, |m| (m.words.start, std::cmp::Reverse(m.words.end)));
    mentions.dedup_by(|b, a| a.words == b.words);
    mentions
}

/// Whether it is a relative pronoun, which means what it follows, or its clause.
fn is_relative(words: &Words<'_>, range: &WordRange) -> bool {
    match words.lower(range.start).as_str() {
        "who" | "which" | "whom" | "whose" => true,
        "that" => range.len() == 1,
        _ => false,
    }
}

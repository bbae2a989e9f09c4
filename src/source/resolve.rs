//! Which attributions have the same source.
//!
//! The attributions are taken in the order of the text. Each source phrase is either somebody who has spoken before or a
//! new voice: by name, by the entity that a pronoun or a description refers to, by the noun that took a voice up before,
//! or, for what is left, by who spoke last and fits.

use super::anonymity::Words;
use super::names::Names;
use super::phrase::{Determiner, Phrase, Pronoun};
use crate::analysis::{Affiliation, EntityType, MentionKind};
use crate::sort;
use crate::span::Span;
use crate::text::nouns::Class;

/// How far back, in bytes, a name is in sight of what refers to it without more: two sentences or so.
const SIGHT: u32 = 300;

/// Those who speak for whoever is named beside them.
const SPOKESPEOPLE: [&str; 4] = ["spokespeople", "spokesman", "spokesperson", "spokeswoman"];

/// Nouns that take up an organisation of any kind.
const ANY_BODY: [&str; 8] = [
    "agency",
    "company",
    "firm",
    "group",
    "institute",
    "organisation",
    "organization",
    "union",
];

/// Nouns for bodies of which a country has one: they take up no other.
const ONE_BODY: [&str; 14] = [
    "air force",
    "army",
    "authority",
    "cabinet",
    "congress",
    "government",
    "judiciary",
    "military",
    "navy",
    "palace",
    "parliament",
    "police",
    "presidency",
    "senate",
];

/// Somebody who speaks in the text.
#[derive(Debug)]
pub(super) struct Voice {
    /// The entity it is, by its place in the list.
    pub(super) entity: Option<usize>,
    /// The phrases by which the text speaks of it, pronouns left out, each once.
    pub(super) phrases: Vec<Phrase>,
    /// The attributions it is the source of, by their place in the list.
    pub(super) attributions: Vec<usize>,
    /// Whether the text withholds its name.
    pub(super) anonymous: bool,
    /// The words that say why.
    pub(super) reason: Option<Span>,
    /// Whether one human being speaks, also for an organisation.
    is_individual: bool,
    /// Several people or a body.
    is_plural: bool,
    /// The voice that this one is a part of ("one of the two people").
    group: Option<usize>,
    /// Whether "he" or "she" has taken it up.
    gender: Option<Pronoun>,
}

/// The voices of a text, in the order in which they first speak.
#[derive(Debug)]
pub(super) struct Voices<'a> {
    text: &'a str,
    names: &'a Names<'a>,
    pub(super) list: Vec<Voice>,
    /// Who spoke, attribution by attribution.
    spoken: Vec<usize>,
    /// The offices and roles that the text gives people, in the order of the text.
    titles: Vec<Title>,
}

/// What a text says of a person beside the name.
#[derive(Debug)]
struct Title {
    at: u32,
    entity: usize,
    /// In small letters.
    words: String,
}

impl<'a> Voices<'a> {
    pub(super) fn new(text: &'a str, names: &'a Names<'a>) -> Self {
        let mut titles = Vec::new();
        for (entity, person) in names
            .entities
            .iter()
            .enumerate()
            .filter(|(_, e)| e.kind == EntityType::Person)
        {
            let named = person.mentions.iter().filter(|m| m.kind == MentionKind::Name);
            for mention in named.take(super::affiliation::MENTIONS_READ) {
                for span in super::affiliation::around(text, mention.span) {
                    let words = crate::text::lexicon::words(span.of(text)).join(" ");
                    if !words.is_empty() {
                        titles.push(Title {
                            at: mention.span.start,
                            entity,
                            words,
                        });
                    }
                }
            }
        }
        sort::by_key(&mut titles, |title| title.at);
        Self {
            titles,
            text,
            names,
            list: Vec::new(),
            spoken: Vec::new(),
        }
    }

    /// Takes the source of an attribution in the sentence `sentence`; several where the phrase joins several names.
    pub(super) fn take(&mut self, attribution: usize, source: Span, sentence: Span) -> Vec<usize> {
        let parts = self.parts(source);
        let mut voices = Vec::new();
        for part in parts {
            let phrase = Phrase::read(self.text, part, self.names);
            if phrase.words.is_empty() {
                continue;
            }
            let voice = self.voice_of(&phrase, sentence);
            self.note(voice, phrase, sentence);
            let attributions = &mut self.list[voice].attributions;
            if attributions.last() != Some(&attribution) {
                attributions.push(attribution);
            }
            voices.push(voice);
        }
        self.spoken.extend(voices.first());
        voices
    }

    /// The phrases of a compound source: "Quill and Jones" are two, "the minister, Ada Quill" is one.
    fn parts(&self, source: Span) -> Vec<Span> {
        let names = self.names.names_within(source);
        let same_kind = |a: EntityType, b: EntityType| (a == EntityType::Person) == (b == EntityType::Person);
        let Some(first) = names.first() else {
            return vec![source];
        };
        // Nothing but a title may stand before the first name, or it is a name inside a description.
        let phrase = Phrase::read(self.text, source, self.names);
        if phrase.head_name != Some(*first) || first.what == EntityType::Norp {
            return vec![source];
        }
        let mut cuts = Vec::new();
        for pair in names.windows(2) {
            let gap = Span {
                start: pair[0].span.end,
                end: pair[1].span.start,
            };
            if !same_kind(pair[0].what, pair[1].what) || pair[1].what == EntityType::Norp {
                return vec![source];
            }
            match joint(gap.of(self.text)) {
                Some(length) => cuts.push(gap.start + length as u32),
                None => return vec![source],
            }
        }
        let mut parts = Vec::new();
        let mut start = source.start;
        for cut in cuts {
            parts.push(Span { start, end: cut });
            start = cut;
        }
        parts.push(Span { start, end: source.end });
        parts
    }

    fn voice_of(&mut self, phrase: &Phrase, sentence: Span) -> usize {
        if let Determiner::Pronoun(pronoun) = phrase.determiner {
            return self.by_pronoun(phrase, pronoun);
        }
        let language = Words::of(self.text, phrase.span);
        let withheld = language.withhold() || phrase.noun.is_some_and(|noun| noun.name == "source");
        if let Some(name) = phrase.head_name.filter(|_| !withheld) {
            return self.by_entity(name.entity);
        }
        if phrase.determiner == Determiner::Part {
            return self.by_part(phrase);
        }
        if let Some(voice) = self.by_words(phrase) {
            return voice;
        }
        let withheld = withheld || language.are_placed_to_know() || Words::of(self.text, sentence).withhold();
        if !withheld && let Some(organization) = self.spoken_for(phrase) {
            return self.by_entity(organization);
        }
        if let Some(entity) = self.described(phrase).filter(|_| !withheld) {
            return self.by_entity(entity);
        }
        if !withheld && let Some(voice) = self.by_body(phrase) {
            return voice;
        }
        if phrase.determiner == Determiner::Definite
            && let Some(voice) = self.by_noun(phrase)
        {
            return voice;
        }
        if phrase.determiner == Determiner::Definite
            && !withheld
            && let Some(person) = self.entitled(phrase)
        {
            return self.by_entity(person);
        }
        let speaks_for_nobody =
            phrase.noun.is_some_and(|noun| SPOKESPEOPLE.contains(&noun.name)) && phrase.names.is_empty();
        if speaks_for_nobody && let Some(organization) = self.last_organization(phrase.span) {
            return self.by_entity(organization);
        }
        self.add(None)
    }

    /// The person whom the text has given this office or role: "the minister" after "Minister Ada Quill". The last one
    /// named before the phrase.
    fn entitled(&self, phrase: &Phrase) -> Option<usize> {
        let noun = phrase
            .noun
            .filter(|noun| matches!(noun.class, Class::Voice | Class::Person) && !noun.plural)?;
        let holds = |title: &Title| {
            let ends = title.words.ends_with(noun.name) || title.words.contains(&format!("{} ", noun.name));
            let last = noun.name.split(' ').next_back().unwrap_or(noun.name);
            ends || (noun.name.contains(' ') && title.words.split(' ').any(|w| w == last))
        };
        let before = self.titles.partition_point(|title| title.at < phrase.span.start);
        let named = self.titles[..before].iter().rev().find(|title| holds(title));
        // A well-known office may be named only once, further down.
        named
            .or_else(|| self.titles[before..].iter().find(|title| holds(title)))
            .map(|title| title.entity)
    }

    /// The organisation that "a spokesman" without more speaks for: the last one named, not far before.
    fn last_organization(&self, span: Span) -> Option<usize> {
        let mut start = span.start.saturating_sub(SIGHT) as usize;
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        let names = self.names.names_within(Span {
            start: start as u32,
            end: span.start,
        });
        let organization = names.iter().rev().find(|name| name.what == EntityType::Organization);
        organization.map(|name| name.entity)
    }

    /// Gives what a headline's bare noun says ("Sources: …", "Report: …") to the voice that the article then describes.
    pub(super) fn merge_headline(&mut self, speaking: &mut [Vec<usize>]) {
        let Some(headline) = self.list.first() else { return };
        let Some(phrase) = headline.phrases.first().filter(|p| p.words.len() == 1) else {
            return;
        };
        let Some(noun) = phrase
            .noun
            .filter(|_| headline.phrases.len() == 1 && headline.entity.is_none())
        else {
            return;
        };
        if headline.attributions != [0] {
            return;
        }
        let anonymous = headline.anonymous;
        let same = |voice: &Voice| {
            let called = voice
                .phrases
                .iter()
                .any(|p| p.noun.is_some_and(|n| n.name == noun.name));
            let entitled = voice.entity.is_some_and(|entity| {
                let own = self.titles.iter().filter(|title| title.entity == entity);
                own.into_iter()
                    .any(|title| title.words.split(' ').any(|word| word == noun.name))
            });
            called || entitled || (anonymous && voice.anonymous)
        };
        if let Some(voice) = (1..self.list.len()).find(|&voice| same(&self.list[voice])) {
            self.list[0].attributions.clear();
            self.list[voice].attributions.push(0);
            speaking[0] = vec![voice];
        }
    }

    /// The voice of an entity, a new one if it has not spoken yet.
    fn by_entity(&mut self, entity: usize) -> usize {
        let found = self.list.iter().position(|voice| voice.entity == Some(entity));
        found.unwrap_or_else(|| self.add(Some(entity)))
    }

    fn add(&mut self, entity: Option<usize>) -> usize {
        let kind = entity.map(|entity| self.names.entities[entity].kind);
        self.list.push(Voice {
            entity,
            phrases: Vec::new(),
            attributions: Vec::new(),
            anonymous: false,
            reason: None,
            is_individual: kind == Some(EntityType::Person),
            is_plural: kind.is_some_and(|kind| kind != EntityType::Person),
            group: None,
            gender: None,
        });
        self.list.len() - 1
    }

    /// The organisation by whose name a speaker or a report of it is introduced: "an Acme spokesman", "a report in Die Zeit".
    fn spoken_for(&self, phrase: &Phrase) -> Option<usize> {
        let noun = phrase.noun?;
        let organization = phrase.organization()?.entity;
        let speaks = match noun.class {
            Class::Voice => true,
            Class::Document => {
                let name = &self.names.entities[organization].name;
                noun.affiliation == Some(Affiliation::Media) || (noun.name == "report" && is_medium(name))
            }
            _ => false,
        };
        speaks.then_some(organization)
    }

    /// The body without a name for which somebody speaks: "a police spokesman", "officials of the ministry".
    fn by_body(&mut self, phrase: &Phrase) -> Option<usize> {
        let noun = phrase.noun.filter(|noun| noun.class == Class::Voice)?;
        let behind = phrase
            .words
            .get(phrase.lead..)?
            .iter()
            .position(|w| matches!(w.as_str(), "of" | "for" | "at" | "from" | "with" | "in"))
            .map(|at| phrase.lead + at + 1)
            .filter(|&at| {
                phrase
                    .words
                    .get(at)
                    .is_some_and(|w| matches!(w.as_str(), "the" | "its" | "his" | "their"))
            });
        let body = if let Some(at) = behind {
            Span {
                start: phrase.spans[at].start,
                end: phrase.span.end,
            }
        } else if SPOKESPEOPLE.contains(&noun.name) {
            // The word before the noun: "a police spokesman".
            let before = phrase.lead.checked_sub(2)?;
            phrase.spans[before]
        } else {
            return None;
        };
        let body = Phrase::read(self.text, body, self.names);
        body.noun
            .filter(|noun| noun.class == Class::Institution && !noun.plural)?;
        let found = self
            .described(&body)
            .map(|entity| self.by_entity(entity))
            .or_else(|| self.by_words(&body))
            .or_else(|| self.by_noun(&body));
        let voice = found.unwrap_or_else(|| self.add(None));
        self.note(voice, body, phrase.span);
        Some(voice)
    }

    /// The entity that the text describes in these words, where it has a name somewhere.
    fn described(&self, phrase: &Phrase) -> Option<usize> {
        let core = phrase.core(self.text);
        let found = [phrase.span, core]
            .iter()
            .find_map(|span| self.names.exactly(*span, self.text))?;
        self.has_name(found.entity).then_some(found.entity)
    }

    fn has_name(&self, entity: usize) -> bool {
        let mentions = &self.names.entities[entity].mentions;
        mentions.iter().any(|mention| mention.kind == MentionKind::Name)
    }

    /// A voice that has been spoken of in the same words.
    fn by_words(&self, phrase: &Phrase) -> Option<usize> {
        if phrase.determiner == Determiner::Indefinite && !phrase.is_plural() {
            return None;
        }
        let lead = |p: &Phrase| {
            let own = &p.words[..p.lead];
            let determined = own.first().is_some_and(|w| matches!(w.as_str(), "the" | "a" | "an"));
            own[usize::from(determined)..].to_vec()
        };
        let wanted = lead(phrase);
        let same = |voice: &Voice| voice.phrases.iter().any(|p| lead(p) == wanted && p.head_name.is_none());
        self.list.iter().rposition(same)
    }

    /// A voice that a definite description takes up by its noun: "the spokesman", "the ministry", "the news agency".
    fn by_noun(&self, phrase: &Phrase) -> Option<usize> {
        let noun = phrase.noun?;
        let last_word = phrase.words.get(phrase.lead.checked_sub(1)?)?.as_str();
        let recent = || self.spoken.iter().rev().copied();
        let modified = phrase.lead > 2;
        let called = |voice: &usize| {
            let same = |p: &Phrase| {
                let modifiers = |p: &Phrase| p.words[usize::from(p.lead > 1)..p.lead.saturating_sub(1)].join(" ");
                p.noun
                    .is_some_and(|other| other.name == noun.name && other.plural == noun.plural)
                    && (!modified || p.lead <= 2 || modifiers(p) == modifiers(phrase))
            };
            self.list[*voice].phrases.iter().any(same)
        };
        let ends_its_name = |voice: &usize| {
            let named = self.list[*voice].entity.map(|entity| &self.names.entities[entity]);
            named.is_some_and(|e| {
                e.kind != EntityType::Person
                    && e.name
                        .split_whitespace()
                        .any(|word| word.eq_ignore_ascii_case(last_word))
            })
        };
        let fits = |voice: &usize| {
            let voice = &self.list[*voice];
            let kind = voice.entity.map(|entity| self.names.entities[entity].kind);
            match noun.class {
                Class::Document => voice
                    .phrases
                    .iter()
                    .any(|p| p.noun.is_some_and(|n| n.class == Class::Document)),
                Class::Institution => {
                    let own = voice
                        .entity
                        .and_then(|entity| super::affiliation::of_organization(&self.names.entities[entity].name));
                    let alike = match (own, noun.affiliation) {
                        (Some(own), Some(wanted)) => own == wanted,
                        (None, Some(_)) => ANY_BODY.contains(&noun.name),
                        (_, None) => true,
                    };
                    kind == Some(EntityType::Organization) && alike && !ONE_BODY.contains(&noun.name)
                }
                Class::Voice => kind == Some(EntityType::Organization) && voice.is_individual && !noun.plural,
                Class::Person => false,
            }
        };
        recent()
            .find(called)
            .or_else(|| recent().find(ends_its_name))
            .or_else(|| {
                let names = (0..self.names.entities.len()).find(|&e| {
                    let entity = &self.names.entities[e];
                    noun.class == Class::Institution
                        && entity.kind == EntityType::Organization
                        && entity
                            .name
                            .split_whitespace()
                            .next_back()
                            .is_some_and(|w| w.eq_ignore_ascii_case(last_word))
                });
                names.and_then(|e| self.list.iter().position(|voice| voice.entity == Some(e)))
            })
            .or_else(|| (!modified).then(|| recent().find(fits))?)
    }

    /// "one of the people", "the second person", "the other": part of a group that has spoken.
    fn by_part(&mut self, phrase: &Phrase) -> usize {
        if let Some(voice) = self.by_words(phrase) {
            return voice;
        }
        let group = self.spoken.iter().rev().copied().find(|&voice| {
            let voice = &self.list[voice];
            voice.group.is_none()
                && voice.is_plural
                && voice.entity.is_none()
                && voice.phrases.iter().any(|p| {
                    phrase.noun.is_none() || p.noun.is_none() || p.noun.map(|n| n.class) == phrase.noun.map(|n| n.class)
                })
        });
        let voice = self.add(None);
        if let Some(group) = group {
            self.list[voice].group = Some(group);
            self.list[voice].anonymous = self.list[group].anonymous;
            self.list[voice].reason = self.list[group].reason;
        }
        voice
    }

    fn by_pronoun(&mut self, phrase: &Phrase, pronoun: Pronoun) -> usize {
        if pronoun == Pronoun::Who
            && let Some(entity) = self.just_before(phrase.span)
        {
            return self.by_entity(entity);
        }
        let referred = self.names.exactly(phrase.span, self.text).map(|mention| mention.entity);
        if let Some(entity) = referred.filter(|entity| self.may_be(*entity, pronoun)) {
            let spoken = self.list.iter().position(|voice| voice.entity == Some(entity));
            if let Some(voice) = spoken.or_else(|| self.has_name(entity).then(|| self.by_entity(entity))) {
                return voice;
            }
        }
        let fits = |voice: &usize| {
            let voice = &self.list[*voice];
            match pronoun {
                Pronoun::He | Pronoun::She => voice.is_individual && voice.gender.is_none_or(|g| g == pronoun),
                Pronoun::It => {
                    !voice.is_individual
                        || voice
                            .entity
                            .is_some_and(|e| self.names.entities[e].kind != EntityType::Person)
                }
                Pronoun::They => voice.is_plural,
                Pronoun::I | Pronoun::Who => true,
            }
        };
        let found = self.spoken.iter().rev().copied().find(fits);
        found
            .or_else(|| self.spoken.last().copied())
            .unwrap_or_else(|| self.add(None))
    }

    /// Whether a pronoun can stand for an entity of its kind. A machine's "he" for an agency is not ruled out.
    fn may_be(&self, entity: usize, pronoun: Pronoun) -> bool {
        let is_person = self.names.entities[entity].kind == EntityType::Person;
        match pronoun {
            Pronoun::It => !is_person,
            _ => true,
        }
    }

    /// The entity named right before the span.
    fn just_before(&self, span: Span) -> Option<usize> {
        let from = Span {
            start: span.start.saturating_sub(SIGHT),
            end: span.start,
        };
        let name = self.names.names_within(from).into_iter().next_back()?;
        let between = Span {
            start: name.span.end,
            end: span.start,
        };
        (between.of(self.text).split_whitespace().count() <= 1).then_some(name.entity)
    }

    /// Adds what a phrase tells about its voice.
    fn note(&mut self, voice: usize, phrase: Phrase, sentence: Span) {
        let is_person = self.list[voice]
            .entity
            .is_some_and(|e| self.names.entities[e].kind == EntityType::Person);
        let voice = &mut self.list[voice];
        if let Determiner::Pronoun(pronoun) = phrase.determiner {
            if matches!(pronoun, Pronoun::He | Pronoun::She) && voice.is_individual {
                voice.gender.get_or_insert(pronoun);
            }
            return;
        }
        let own = Words::of(self.text, phrase.span);
        let around = Words::of(self.text, sentence);
        let is_source = phrase.noun.is_some_and(|noun| noun.name == "source");
        let named = is_person || phrase.head_name.is_some();
        if !named
            && (own.withhold() || own.are_placed_to_know() || is_source || (around.withhold() && is_human(&phrase)))
        {
            voice.anonymous = true;
            voice.reason = voice.reason.or_else(|| own.reason()).or_else(|| around.reason());
        }
        let individual = phrase
            .noun
            .is_some_and(|n| matches!(n.class, Class::Voice | Class::Person))
            && !phrase.is_plural();
        voice.is_individual |= individual;
        voice.is_plural |= phrase.is_plural() || phrase.noun.is_some_and(|n| n.class == Class::Institution);
        if voice.phrases.iter().all(|p| p.words != phrase.words) {
            voice.phrases.push(phrase);
        }
    }
}

/// Whether the phrase means people.
fn is_human(phrase: &Phrase) -> bool {
    phrase
        .noun
        .is_some_and(|noun| matches!(noun.class, Class::Voice | Class::Person))
}

/// How much of the gap between two names belongs to the first phrase, if the gap joins them: ", ", " and Sen. ".
fn joint(gap: &str) -> Option<usize> {
    let trimmed = gap.trim_start();
    let lead = gap.len() - trimmed.len();
    let rest = trimmed.strip_prefix(',').map_or(trimmed, str::trim_start);
    let comma = lead + (trimmed.len() - rest.len());
    for word in ["and ", "& ", "as well as "] {
        if let Some(titles) = rest.strip_prefix(word) {
            return is_title(titles).then_some(comma + word.len());
        }
    }
    (trimmed.starts_with(',') && rest.is_empty()).then_some(gap.len())
}

/// Whether nothing but a title stands here: "Sen. ", "Foreign Minister ", "the ".
fn is_title(words: &str) -> bool {
    let mut count = 0;
    words.split_whitespace().all(|word| {
        count += 1;
        count <= 4 && (word.starts_with(char::is_uppercase) || matches!(word, "the" | "his" | "her" | "of"))
    })
}

/// Whether an organisation of this name publishes news.
fn is_medium(name: &str) -> bool {
    super::affiliation::of_organization(name) == Some(Affiliation::Media)
}

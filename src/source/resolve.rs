//! Which attributions have the same source.
//!
//! The attributions are taken in the order of the text. Each source phrase is either somebody who has spoken before or a
//! new voice: by name, by the entity that a pronoun or a description refers to, by the noun that took a voice up before,
//! or, for what is left, by who spoke last and fits.

use super::anonymity::Words;
use super::gender;
use super::names::{Named, Names};
use super::pair;
use super::phrase::{Determiner, Phrase, Pronoun};
use crate::analysis::{Affiliation, EntityType, MentionKind};
use crate::entity::Gazetteer;
use crate::sort;
use crate::span::Span;
use crate::text::nouns::{self, Class, Noun};
use crate::text::quotes::{Place, Quotes};
use crate::text::words;

/// How far back, in bytes, a name is in sight of what refers to it without more: two sentences or so.
const SIGHT: u32 = 300;

/// Those who speak for whoever is named beside them.
const SPOKESPEOPLE: [&str; 4] = ["spokespeople", "spokesman", "spokesperson", "spokeswoman"];

/// Nouns that take up an organisation of any kind.
pub(super) const ANY_BODY: [&str; 8] = [
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
pub(super) const ONE_BODY: [&str; 14] = [
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

/// Offices of those who lead a country: "the Latvian leader" is one of them. Sorted.
const LEADERS: [&str; 6] = [
    "chancellor",
    "king",
    "premier",
    "president",
    "prime minister",
    "taoiseach",
];

/// What one member of a party is called.
const PARTISANS: [&str; 6] = ["Conservative", "Democrat", "Liberal", "Republican", "Socialist", "Tory"];

/// Whether a word for a people is one for somebody of it, and not for all: "the Spaniard", not "the French".
fn is_one_of_a_people(word: &str) -> bool {
    const OTHERS: [&str; 3] = ["Arab", "Czech", "Greek"];
    let ends = ["ean", "ian", "can", "ard", "eli", "aqi", "ani", "man", "woman"];
    OTHERS.contains(&word) || nouns::is_countryman(&word.to_lowercase()) || ends.iter().any(|end| word.ends_with(end))
}

/// How nouns of people end that no list has.
const PEOPLE_END: [&str; 8] = ["ant", "ants", "er", "ers", "ist", "ists", "or", "ors"];

/// Words that begin a noun phrase of people.
const DETERMINERS: [&str; 19] = [
    "a", "an", "another", "any", "both", "dozens", "eight", "five", "four", "many", "one", "seven", "several", "six",
    "some", "ten", "the", "three", "two",
];

/// How many sentences back a subject is in sight of a pronoun, those that are nothing but quotation left out.
const SUBJECTS: usize = 4;

/// And how many with them.
const LONGEST_QUOTATION: usize = 40;

/// How many attributions back somebody of the right gender goes before others who may be meant.
const LATELY: usize = 6;

/// What people give or hold that is theirs to speak in: "during Ada Quill's interview with the Echo".
const SPEECHES: [&str; 12] = [
    "address",
    "appearance",
    "briefing",
    "comments",
    "conversation",
    "interview",
    "lecture",
    "presentation",
    "remarks",
    "speech",
    "statement",
    "testimony",
];

/// Somebody who speaks in the text.
#[derive(Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is found out at another place, and none excludes another"
)]
pub(super) struct Voice {
    /// The entity it is, by its place in the list.
    pub(super) entity: Option<usize>,
    /// The phrases by which the text speaks of it, pronouns left out, each once.
    pub(super) phrases: Vec<Phrase>,
    /// The attributions it is the source of, by their place in the list.
    pub(super) attributions: Vec<usize>,
    /// Whether the text withholds its name.
    pub(super) anonymous: bool,
    /// Whether it is the one who writes.
    pub(super) is_author: bool,
    /// The group that it is a part of, in the text's words.
    pub(super) part_of: Option<String>,
    /// Whether it is an organisation of whose name nothing else is known.
    pub(super) is_named_body: bool,
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
    /// Who spoke, attribution by attribution, and where.
    spoken: Vec<usize>,
    spoken_at: Vec<u32>,
    /// Those who spoke together last, and how many attributions had been taken then.
    together: Option<(usize, Vec<usize>)>,
    sentences: &'a [Span],
    quotes: &'a Quotes,
    /// What honorifics and pronouns show of the people among the entities.
    genders: Vec<Option<Pronoun>>,
    /// The same and, where the text shows nothing, what their first names do.
    likely: Vec<Option<Pronoun>>,
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
    /// The countries that it names, by their entities.
    countries: Vec<usize>,
}

impl<'a> Voices<'a> {
    pub(super) fn new(
        text: &'a str,
        sentences: &'a [Span],
        quotes: &'a Quotes,
        names: &'a Names<'a>,
        gazetteer: &Gazetteer,
    ) -> Self {
        let mut titles = Vec::new();
        for (entity, person) in names
            .entities
            .iter()
            .enumerate()
            .filter(|(entity, _)| names.kind(*entity) == EntityType::Person)
        {
            let named = person.mentions.iter().filter(|m| m.kind == MentionKind::Name);
            for mention in named.take(super::affiliation::MENTIONS_READ) {
                for mut span in super::affiliation::around(text, mention.span) {
                    // Another person's name between is where that one's office ends.
                    let others = names.names_within(span);
                    let person = others.iter().rev().find(|name| name.what == EntityType::Person);
                    if let Some(person) = person.filter(|_| span.end == mention.span.start) {
                        span.start = person.span.end;
                    }
                    let words = crate::text::lexicon::words(span.of(text)).join(" ");
                    if !words.is_empty() {
                        titles.push(Title {
                            at: mention.span.start,
                            entity,
                            words,
                            countries: names.countries(span),
                        });
                    }
                }
            }
        }
        sort::by_key(&mut titles, |title| title.at);
        let genders: Vec<Option<Pronoun>> = (0..names.entities.len())
            .map(|entity| gender::of(text, names, entity))
            .collect();
        let likely = std::iter::zip(names.entities, &genders)
            .map(|(entity, shown)| shown.or_else(|| gender::of_first_name(entity, gazetteer)))
            .collect();
        Self {
            genders,
            likely,
            titles,
            text,
            names,
            sentences,
            quotes,
            list: Vec::new(),
            spoken: Vec::new(),
            spoken_at: Vec::new(),
            together: None,
        }
    }

    /// Takes the source of an attribution in the sentence `sentence`; several where the phrase joins several names. `host`
    /// is the content around it, if it is told within one, and who says that.
    pub(super) fn take(
        &mut self,
        attribution: usize,
        source: Span,
        sentence: Span,
        host: Option<(Span, usize)>,
    ) -> Vec<usize> {
        let source = self.with_antecedent(self.without_possessive(source), sentence);
        let whole = Phrase::read(self.text, source, self.names);
        let several = match pair::of(self.text, &whole, self.names) {
            Some(two) => two.map(|entity| self.by_entity(entity)).to_vec(),
            None => self.together_before(&whole),
        };
        let parts = if several.is_empty() {
            self.parts(source)
        } else {
            Vec::new()
        };
        for &voice in &several {
            self.list[voice].attributions.push(attribution);
        }
        let mut voices = several;
        for part in parts {
            let phrase = Phrase::read(self.text, part, self.names);
            if phrase.words.is_empty() {
                continue;
            }
            let voice = self.voice_of(&phrase, sentence, host);
            // "The Louisiana Republican" says nothing that goes before the name.
            let other = self.list[voice].entity.zip(phrase.head_name);
            if other.is_none_or(|(entity, name)| name.entity == entity) {
                self.note(voice, phrase, sentence);
            }
            let attributions = &mut self.list[voice].attributions;
            if attributions.last() != Some(&attribution) {
                attributions.push(attribution);
            }
            voices.push(voice);
        }
        if let Some(&first) = voices.first() {
            self.spoken.push(first);
            self.spoken_at.push(source.start);
        }
        if voices.len() > 1 {
            self.together = Some((self.spoken.len(), voices.clone()));
        }
        voices
    }

    /// Whoever has a view: "in Ada Quill's view".
    fn without_possessive(&self, source: Span) -> Span {
        let text = source.of(self.text);
        let named = self.names.exactly(source, self.text).is_some();
        let owner = ["'s", "’s"]
            .iter()
            .find_map(|mark| text.strip_suffix(mark))
            .filter(|_| !named);
        owner.map_or(source, |owner| Span {
            start: source.start,
            end: source.start + owner.len() as u32,
        })
    }

    /// The noun phrase before a relative pronoun, where no name stands there: "two attendants who".
    fn with_antecedent(&self, source: Span, sentence: Span) -> Span {
        const LONGEST: usize = 6;
        if source.of(self.text) != "who" || sentence.start >= source.start || self.just_before(source).is_some() {
            return source;
        }
        let near = self
            .text
            .floor_char_boundary((source.start.saturating_sub(SIGHT)) as usize) as u32;
        let before = Span {
            start: near.max(sentence.start),
            end: source.start,
        };
        let behind: Vec<Span> = words(before.of(self.text)).collect();
        let lower: Vec<String> = behind
            .iter()
            .map(|w| w.of(before.of(self.text)).to_lowercase())
            .collect();
        let starts = |at: &usize| {
            let word = lower[*at].as_str();
            DETERMINERS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit())
        };
        // Up to its determiner, with nothing but spaces between the words, and people at its end.
        let joined = |at: &usize| {
            let phrase = &before.of(self.text)[behind[*at].start as usize..];
            let all: Vec<&str> = lower[*at..].iter().map(String::as_str).collect();
            let listed = nouns::at_end(&all).is_some_and(|noun| noun.class != Class::Document);
            let ending = all
                .last()
                .is_some_and(|last| PEOPLE_END.iter().any(|end| last.ends_with(end)));
            !phrase.contains([',', ';', ':', '.', '"', '”', '\n']) && all.len() > 1 && (listed || ending)
        };
        let from = (0..behind.len()).rev().take(LONGEST).find(starts).filter(joined);
        let first = from.map(|at| behind[at]);
        let last = behind.last();
        first.zip(last).map_or(source, |(from, to)| Span {
            start: before.start + from.start,
            end: before.start + to.end,
        })
    }

    /// The several that "they" takes up: those who spoke together last, if no group has spoken since.
    fn together_before(&self, phrase: &Phrase) -> Vec<usize> {
        let Some((at, voices)) = &self.together else {
            return Vec::new();
        };
        let in_sight = phrase.span.start <= self.spoken_at[at - 1] + 2 * SIGHT;
        let others = || {
            self.names
                .exactly(phrase.span, self.text)
                .is_some_and(|they| self.has_name(they.entity))
        };
        let alone = self.spoken[*at..].iter().all(|&voice| !self.list[voice].is_plural);
        let they = phrase.words == ["they"];
        if they && alone && (in_sight || !others()) {
            voices.clone()
        } else {
            Vec::new()
        }
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

    fn voice_of(&mut self, phrase: &Phrase, sentence: Span, host: Option<(Span, usize)>) -> usize {
        if let Determiner::Pronoun(pronoun) = phrase.determiner {
            return self.by_pronoun(phrase, pronoun, host);
        }
        if let Some(voice) = self.by_label(phrase) {
            return voice;
        }
        if let Some(voice) = self.by_allegiance(phrase) {
            return voice;
        }
        let language = Words::of(self.text, phrase.span);
        let withheld = language.withhold() || phrase.noun.is_some_and(|noun| noun.name == "source");
        if let Some(name) = phrase.head_name.filter(|_| !withheld) {
            return self.by_entity(name.entity);
        }
        if let Some(body) = self.named_before(phrase).filter(|_| !withheld) {
            return self.by_entity(body);
        }
        if phrase.determiner == Determiner::Part {
            return self.by_part(phrase);
        }
        if let Some(person) = self.surnamed(phrase) {
            return self.by_entity(person);
        }
        if let Some(voice) = self.by_words(phrase) {
            return voice;
        }
        let withheld = withheld || language.are_placed_to_know() || Words::of(self.text, sentence).withhold();
        if !withheld && let Some(organization) = self.spoken_for(phrase) {
            return self.by_entity(organization);
        }
        let definite = phrase.determiner == Determiner::Definite;
        if definite
            && !withheld
            && let Some(person) = self.entitled(phrase, true)
        {
            return self.by_entity(person);
        }
        // "the spokesman" is the one who has spoken.
        let speaks = phrase.noun.is_some_and(|noun| SPOKESPEOPLE.contains(&noun.name)) && phrase.lead <= 2;
        if definite
            && speaks
            && let Some(voice) = self.by_noun(phrase)
        {
            return voice;
        }
        if let Some(entity) = self.described(phrase).filter(|_| !withheld) {
            return self.by_entity(entity);
        }
        if !withheld && let Some(voice) = self.by_body(phrase).or_else(|| self.by_capitals(phrase)) {
            return voice;
        }
        if definite && let Some(voice) = self.by_noun(phrase) {
            return voice;
        }
        if definite
            && !withheld
            && let Some(person) = self.entitled(phrase, false)
        {
            return self.by_entity(person);
        }
        // "a spokesman" and no more: "a police spokesman" says whose.
        let speaks_for_nobody = phrase.noun.is_some_and(|noun| SPOKESPEOPLE.contains(&noun.name))
            && phrase.names.is_empty()
            && phrase.lead <= 2;
        if speaks_for_nobody && let Some(body) = self.last_body(phrase.span) {
            return body;
        }
        self.add(None)
    }

    /// "The Louisiana Republican", "the Spaniard": one person, called by a party or people. Whoever is the subject of what was
    /// said before, or spoke last.
    fn by_allegiance(&mut self, phrase: &Phrase) -> Option<usize> {
        let last = phrase.spans.get(phrase.lead.checked_sub(1)?)?;
        let word = last.of(self.text);
        let lone = phrase.lead == phrase.words.len() && phrase.determiner == Determiner::Definite;
        let called = self
            .names
            .within(*last)
            .any(|name| name.what == EntityType::Norp && name.span.end == last.end)
            && is_one_of_a_people(word);
        if !lone || !(PARTISANS.contains(&word) || called) {
            return None;
        }
        let subject = [Pronoun::He, Pronoun::She]
            .into_iter()
            .find_map(|gender| self.subject_before(phrase.span, gender));
        let person = |voice: &usize| {
            let entity = self.list[*voice].entity;
            entity.is_some_and(|entity| self.names.kind(entity) == EntityType::Person)
        };
        let spoke = || self.spoken.iter().rev().copied().find(person);
        Some(subject.or_else(spoke).unwrap_or_else(|| self.add(None)))
    }

    /// The body whose name stands right before the noun: "the Anadolu news agency" is no other agency.
    fn named_before(&self, phrase: &Phrase) -> Option<usize> {
        let noun = phrase.noun.filter(nouns::follows_name)?;
        let first = phrase.lead.checked_sub(noun.name.split(' ').count())?;
        let before = phrase.spans.get(first.checked_sub(1)?)?;
        let names = self.names.names_within(phrase.span);
        let body = |name: &&Named| name.span.end == before.end && name.what == EntityType::Organization;
        names.iter().find(body).map(|name| name.entity)
    }

    /// The person whom the text has given this office or role: "the minister" after "Minister Ada Quill". The last one
    /// named before the phrase, and nobody whose office is another country's. `surely` asks for an office of the country
    /// that the phrase names.
    fn entitled(&self, phrase: &Phrase, surely: bool) -> Option<usize> {
        let noun = phrase
            .noun
            .filter(|noun| matches!(noun.class, Class::Voice | Class::Person) && !noun.plural)?;
        let countries = self.names.countries(phrase.span);
        let holds = |title: &&Title| {
            let leads = noun.name == "leader" && LEADERS.iter().any(|office| has_words(&title.words, office));
            let last = noun.name.split(' ').next_back().unwrap_or(noun.name);
            let judges = noun.name == "judge" && has_words(&title.words, "justice");
            let called = judges
                || has_words(&title.words, noun.name)
                || (noun.name.contains(' ') && has_words(&title.words, last));
            let same = countries.iter().any(|country| title.countries.contains(country));
            let foreign = !countries.is_empty() && !title.countries.is_empty() && !same;
            (called || (leads && !countries.is_empty())) && !foreign && (same || !surely)
        };
        let before = self.titles.partition_point(|title| title.at < phrase.span.start);
        let named = self.titles[..before].iter().rev().find(holds);
        // A well-known office may be named only once, further down.
        named
            .or_else(|| self.titles[before..].iter().find(holds))
            .map(|title| title.entity)
    }

    /// The person whose surname ends the phrase, where the name has not been seen as one: "Cancian", "the envoy Cancian".
    fn surnamed(&self, phrase: &Phrase) -> Option<usize> {
        let last = phrase.spans[..phrase.lead].last()?.of(self.text);
        let is_name = last.starts_with(char::is_uppercase) && last.chars().any(char::is_lowercase);
        if !is_name || phrase.noun.is_some() || phrase.lead > 3 {
            return None;
        }
        let is_theirs = |&entity: &usize| {
            let name = &self.names.entities[entity].name;
            self.names.kind(entity) == EntityType::Person
                && name.contains(' ')
                && name.split(' ').next_back() == Some(last)
        };
        (0..self.names.entities.len()).find(is_theirs)
    }

    /// The body that "a spokesman" without more speaks for: the last one that was named or spoke, not far before.
    fn last_body(&mut self, span: Span) -> Option<usize> {
        let start = span.start.saturating_sub(SIGHT);
        let names = self.names.names_within(Span { start, end: span.start });
        let named = names.iter().rev().find(|name| name.what == EntityType::Organization);
        let spoke = self
            .spoken_at
            .last()
            .copied()
            .filter(|&at| at >= start && at < span.start);
        let spoke = spoke.zip(self.spoken.last().copied()).filter(|&(_, voice)| {
            let institution = |p: &Phrase| {
                p.noun
                    .is_some_and(|noun| noun.class == Class::Institution && !noun.plural)
            };
            self.list[voice].phrases.iter().any(institution)
        });
        match (named, spoke) {
            (Some(named), Some((at, voice))) if named.span.start <= at => Some(voice),
            (Some(named), _) => Some(self.by_entity(named.entity)),
            (None, spoke) => spoke.map(|(_, voice)| voice),
        }
    }

    /// Gives what a headline's bare noun says ("Sources: …", "Report: …") to the voice that the article then describes.
    pub(super) fn merge_headline(&mut self, speaking: &mut [Vec<usize>]) {
        let Some(headline) = self.list.first() else { return };
        let Some(phrase) = headline.phrases.first().filter(|p| p.words.len() == 1) else {
            return;
        };
        let Some(noun) = phrase.noun.filter(|noun| {
            headline.phrases.len() == 1 && headline.entity.is_none() && noun.class != Class::Institution
        }) else {
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
        let kind = entity.map(|entity| self.names.kind(entity));
        self.list.push(Voice {
            entity,
            phrases: Vec::new(),
            attributions: Vec::new(),
            anonymous: false,
            is_author: false,
            part_of: None,
            is_named_body: false,
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
                let is_medium = is_medium(name)
                    || super::affiliation::of_described_body(self.text, organization, self.names)
                        == Some(Affiliation::Media);
                noun.affiliation == Some(Affiliation::Media) || (noun.name == "report" && is_medium)
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

    /// The organisation that a speaker's modifiers name, where nothing else knows it as one: "a Number 10 spokesman".
    fn by_capitals(&mut self, phrase: &Phrase) -> Option<usize> {
        let noun = phrase.noun.filter(|noun| SPOKESPEOPLE.contains(&noun.name))?;
        let end = phrase.lead.checked_sub(noun.name.split(' ').count())?;
        let first = usize::from(phrase.determiner != Determiner::Bare);
        let modifiers = phrase.spans.get(first..end).filter(|modifiers| !modifiers.is_empty())?;
        let capital = |word: &Span| {
            word.of(self.text)
                .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        };
        // "British officials" and "a White spokesman" name a people or a person at most.
        if !modifiers.iter().all(capital) || modifiers.iter().any(|m| self.is_nationality(*m)) {
            return None;
        }
        let name = Span {
            start: modifiers[0].start,
            end: modifiers[modifiers.len() - 1].end,
        };
        let known = self.names.within(name).map(|known| known.entity).next();
        let is = |entity: &usize, wanted: EntityType| self.names.kind(*entity) == wanted;
        if let Some(entity) = known.filter(|entity| is(entity, EntityType::Organization)) {
            return Some(self.by_entity(entity));
        }
        // Of a name that is longer elsewhere: "a Northgate spokesman" of Northgate Rovers.
        let words = name.of(self.text);
        let longer = (0..self.names.entities.len()).find(|&entity| {
            let own = self.names.entities[entity].name.as_str();
            self.names.kind(entity) == EntityType::Organization
                && own.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
        });
        if let Some(entity) = longer.or(known.filter(|entity| !is(entity, EntityType::Person))) {
            return Some(self.by_entity(entity));
        }
        let body = Phrase::read(self.text, name, self.names);
        let found = self.by_words(&body);
        let voice = found.unwrap_or_else(|| self.add(None));
        self.list[voice].is_named_body = true;
        self.note(voice, body, phrase.span);
        Some(voice)
    }

    fn is_nationality(&self, word: Span) -> bool {
        self.names.within(word).any(|name| name.what == EntityType::Norp)
    }

    /// The entity that the text describes in these words, where it has a name somewhere. "A watchdog" and "officials"
    /// bring somebody new, and take up nobody.
    fn described(&self, phrase: &Phrase) -> Option<usize> {
        let is_body = phrase.noun.is_none_or(|noun| noun.class == Class::Institution);
        let is_new = match phrase.determiner {
            Determiner::Indefinite | Determiner::Several => true,
            Determiner::Bare => !is_body || phrase.is_plural(),
            _ => false,
        };
        if is_new {
            return None;
        }
        let core = phrase.core(self.text);
        let found = [phrase.span, core]
            .iter()
            .find_map(|span| self.names.exactly(*span, self.text))?;
        (self.has_name(found.entity) && self.may_be_called(found.entity, phrase)).then_some(found.entity)
    }

    /// Whether the noun of a description suits an entity: no army is a committee, no minister a company, and no French
    /// president the Polish one.
    fn may_be_called(&self, entity: usize, phrase: &Phrase) -> bool {
        let Some(noun) = phrase.noun else { return true };
        let is_person = self.names.kind(entity) == EntityType::Person;
        match noun.class {
            Class::Person | Class::Voice if !noun.plural => {
                let countries = self.names.countries(phrase.span);
                let offices: Vec<&Title> = self.titles.iter().filter(|title| title.entity == entity).collect();
                let foreign = offices.iter().any(|title| {
                    !title.countries.is_empty() && !countries.iter().any(|country| title.countries.contains(country))
                });
                // "The president" is no union's and no former one where the text has a President.
                let plainly = |title: &Title| self.is_plainly(title, noun.name);
                let lesser = LEADERS.binary_search(&noun.name).is_ok()
                    && phrase.words.len() == 2
                    && !offices.iter().any(|title| plainly(title))
                    && self
                        .titles
                        .iter()
                        .any(|title| title.at < phrase.span.start && plainly(title));
                // "The French president" is nobody of whom the text knows only other offices.
                let leads = LEADERS.binary_search(&noun.name).is_ok()
                    && !offices.is_empty()
                    && !offices.iter().any(|title| has_words(&title.words, noun.name));
                is_person && !lesser && (countries.is_empty() || (!foreign && !leads))
            }
            Class::Institution => {
                let own = super::affiliation::of_organization(&self.names.entities[entity].name);
                let other = own.zip(noun.affiliation).is_some_and(|(own, wanted)| own != wanted);
                !is_person && (!other || ANY_BODY.contains(&noun.name))
            }
            Class::Person | Class::Voice => true,
            // "The paper" may be a newspaper; no lawsuit is a city.
            Class::Document => {
                is_medium(&self.names.entities[entity].name)
                    || matches!(
                        self.names.kind(entity),
                        EntityType::Law | EntityType::Product | EntityType::Event
                    )
            }
        }
    }

    /// Whether an office stands right before the name, as a title of somebody who holds it: "President Ada Quill".
    fn is_plainly(&self, title: &Title, office: &str) -> bool {
        let before = self.text[..title.at as usize].trim_end();
        let Some(at) = before.len().checked_sub(office.len()) else {
            return false;
        };
        let Some((rest, last)) = before.split_at_checked(at) else {
            return false;
        };
        let called = last.starts_with(char::is_uppercase) && last.eq_ignore_ascii_case(office);
        let previous = rest.split_whitespace().next_back().unwrap_or("");
        let lesser = ["former", "vice", "deputy", "then", "late", "ex-"];
        // "the Union President" is no country's; "French President" is.
        let of_country = || {
            let at = rest.trim_end().len() - previous.len();
            let span = Span::new(at, at + previous.len());
            !self.names.countries(span).is_empty() || previous.ends_with("day")
        };
        let apart = rest.ends_with([' ', '\n']) && previous.starts_with(char::is_uppercase) && !of_country();
        called && !lesser.contains(&previous.to_lowercase().as_str()) && !apart
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
        // "One of the sources" is not "the sources".
        let part = |p: &Phrase| p.determiner == Determiner::Part;
        let is = |p: &Phrase| lead(p) == wanted && p.head_name.is_none() && part(p) == part(phrase);
        let same = |voice: &Voice| voice.phrases.iter().any(is);
        self.list.iter().rposition(same)
    }

    /// A voice that a definite description takes up by its noun: "the spokesman", "the ministry", "the news agency".
    fn by_noun(&self, phrase: &Phrase) -> Option<usize> {
        let noun = phrase.noun?;
        let last_word = phrase.words.get(phrase.lead.checked_sub(1)?)?.as_str();
        let recent = || self.spoken.iter().rev().copied();
        let modified = phrase.lead > 1 + noun.name.split(' ').count();
        let called = |voice: &usize| {
            let same = |p: &Phrase| {
                let modifiers = |p: &Phrase| p.words[usize::from(p.lead > 1)..p.lead.saturating_sub(1)].join(" ");
                let part = p.determiner == Determiner::Part && noun.plural;
                p.noun
                    .is_some_and(|other| other.name == noun.name && other.plural == noun.plural)
                    && !part
                    && (!modified || p.lead <= 2 || modifiers(p) == modifiers(phrase))
            };
            self.list[*voice].phrases.iter().any(same)
        };
        let ends_its_name = |voice: &usize| {
            self.list[*voice].entity.is_some_and(|e| {
                self.names.kind(e) != EntityType::Person
                    && self.names.entities[e]
                        .name
                        .split_whitespace()
                        .any(|word| word.eq_ignore_ascii_case(last_word))
            })
        };
        let fits = |voice: &usize| {
            let voice = &self.list[*voice];
            let kind = voice.entity.map(|entity| self.names.kind(entity));
            match noun.class {
                Class::Document => voice.phrases.iter().any(|p| {
                    p.noun
                        .is_some_and(|n| n.class == Class::Document && may_be_both(n.name, noun.name))
                }),
                Class::Institution => {
                    let own = voice
                        .entity
                        .and_then(|entity| super::affiliation::of_organization(&self.names.entities[entity].name));
                    let alike = match (own, noun.affiliation) {
                        (Some(own), Some(wanted)) => own == wanted || noun.name == "agency",
                        (None, Some(_)) => ANY_BODY.contains(&noun.name),
                        (_, None) => true,
                    };
                    kind == Some(EntityType::Organization) && alike && !ONE_BODY.contains(&noun.name)
                }
                Class::Voice => kind == Some(EntityType::Organization) && voice.is_individual && !noun.plural,
                Class::Person => false,
            }
        };
        // "the man": whoever spoke last and has no name yet.
        let human = ["man", "person", "woman"].contains(&noun.name) && !noun.plural && !modified;
        let nameless = |voice: &usize| {
            let voice = &self.list[*voice];
            let gender = if noun.name == "woman" {
                Pronoun::She
            } else {
                Pronoun::He
            };
            voice.is_individual
                && voice.entity.is_none()
                && (noun.name == "person" || voice.gender.is_none_or(|g| g == gender))
        };
        recent()
            .find(called)
            .or_else(|| recent().find(nameless).filter(|_| human))
            .or_else(|| recent().find(ends_its_name))
            .or_else(|| {
                let names = (0..self.names.entities.len()).find(|&e| {
                    let entity = &self.names.entities[e];
                    noun.class == Class::Institution
                        && self.names.kind(e) == EntityType::Organization
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
        if phrase.words.len() > 1
            && let Some(voice) = self.by_words(phrase)
        {
            return voice;
        }
        let group = self.spoken.iter().rev().copied().find(|&voice| {
            let voice = &self.list[voice];
            voice.group.is_none()
                && voice.is_plural
                && voice.entity.is_none()
                && voice.phrases.iter().all(|p| p.noun.is_none() || is_human(p))
                && voice.phrases.iter().any(|p| {
                    phrase.noun.is_none() || p.noun.is_none() || p.noun.map(|n| n.class) == phrase.noun.map(|n| n.class)
                })
        });
        let voice = self.add(None);
        if phrase.words.len() == 1 {
            let spoke = group.and_then(|group| {
                let last = self.spoken.iter().rposition(|&voice| voice == group)?;
                self.spoken_at.get(last).copied()
            });
            let group = group.and_then(|group| {
                let phrase = self.list[group].phrases.first()?;
                Some(phrase.core(self.text).of(self.text).to_owned())
            });
            // Whoever was spoken of last: a group that spoke, or one that did not.
            let (named, since) = self.group_before(phrase.span).unzip();
            self.list[voice].part_of = match (group, spoke) {
                (Some(group), Some(at)) if since.is_none_or(|since| since <= at) => Some(group),
                (group, _) => named.or(group),
            };
        }
        if let Some(group) = group {
            self.list[voice].group = Some(group);
            self.list[voice].anonymous = self.list[group].anonymous;
            self.list[voice].reason = self.list[group].reason;
        }
        voice
    }

    /// The last people spoken of before the span, where nobody of them has spoken yet: "asylum seekers".
    /// And where, in bytes.
    fn group_before(&self, span: Span) -> Option<(String, u32)> {
        let start = self.text.ceil_char_boundary(span.start.saturating_sub(SIGHT) as usize);
        let before = &self.text[start..span.start as usize];
        let words: Vec<&str> = before.split_whitespace().collect();
        let lower: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
        let lower: Vec<&str> = lower
            .iter()
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
            .collect();
        (1..=lower.len()).rev().find_map(|end| {
            let people = |noun: &Noun| noun.plural && matches!(noun.class, Class::Person | Class::Voice);
            let noun = nouns::at_end(&lower[..end]).filter(people)?;
            let count = noun.name.split(' ').count();
            let from = end - count;
            // "British officials"
            let modifier = words[..from].last().filter(|word| word.starts_with(char::is_uppercase));
            let at = words[end - 1].as_ptr() as usize - self.text.as_ptr() as usize;
            let group = lower[from..end].join(" ");
            Some((modifier.map_or(group.clone(), |m| format!("{m} {group}")), at as u32))
        })
    }

    fn by_pronoun(&mut self, phrase: &Phrase, pronoun: Pronoun, host: Option<(Span, usize)>) -> usize {
        // Outside quotation marks "I" and "we" are whoever writes.
        if pronoun == Pronoun::I && self.quotes.place(phrase.span.start) == Place::Outside {
            return self.author();
        }
        if pronoun == Pronoun::Who
            && let Some(entity) = self.just_before(phrase.span)
        {
            return self.by_entity(entity);
        }
        if pronoun == Pronoun::They
            && let Some(voice) = self.alone_before(phrase.span)
        {
            return voice;
        }
        let referred = self.names.exactly(phrase.span, self.text).map(|mention| mention.entity);
        let referred = referred.filter(|entity| self.may_be(*entity, pronoun));
        if matches!(pronoun, Pronoun::He | Pronoun::She) {
            if let Some((content, voice)) = host
                && self.is_one(voice, pronoun)
                && !referred.is_some_and(|entity| self.is_named_within(entity, content, phrase.span.start))
            {
                return voice;
            }
            if let Some(voice) = self.subject_before(phrase.span, pronoun) {
                return voice;
            }
        }
        if let Some(entity) = referred {
            let spoken = self.list.iter().position(|voice| voice.entity == Some(entity));
            if let Some(voice) = spoken.or_else(|| self.has_name(entity).then(|| self.by_entity(entity))) {
                return voice;
            }
        }
        let fits = |voice: &usize| match pronoun {
            Pronoun::He | Pronoun::She => self.is_one(*voice, pronoun),
            Pronoun::It => {
                let voice = &self.list[*voice];
                !voice.is_individual || voice.entity.is_some_and(|e| self.names.kind(e) != EntityType::Person)
            }
            Pronoun::They => self.list[*voice].is_plural,
            Pronoun::I | Pronoun::Who => true,
        };
        // Rather who is known to be a woman than somebody whom the text may call she.
        let is_known = |voice: &usize| fits(voice) && self.gender_of(*voice) == Some(pronoun);
        let lately = || self.spoken.iter().rev().copied();
        let found = lately().take(LATELY).find(is_known).or_else(|| lately().find(fits));
        let told_by_gender = matches!(pronoun, Pronoun::He | Pronoun::She);
        found
            .or_else(|| self.spoken.last().copied().filter(|_| !told_by_gender))
            .unwrap_or_else(|| self.add(None))
    }

    /// The one person whom "they" can take up: "“No,” Quill said. The harbour, they said, …" of somebody whom the text calls
    /// neither he nor she, where the paragraph speaks of nobody else outside quotation marks.
    fn alone_before(&self, they: Span) -> Option<usize> {
        let (&voice, &at) = self.spoken.last().zip(self.spoken_at.last())?;
        let person = self.list[voice].entity?;
        let unknown = self.genders[person].is_none() && self.list[voice].gender.is_none();
        if !unknown || self.names.kind(person) != EntityType::Person {
            return None;
        }
        let after = self.sentences.partition_point(|sentence| sentence.start <= they.start);
        let own = self.sentences.get(after.checked_sub(1)?)?;
        let first = self.sentences.get(after.saturating_sub(1 + SUBJECTS)).unwrap_or(own);
        let mut paragraph = Span {
            start: first.start,
            end: own.start,
        };
        let line = paragraph.of(self.text).rfind('\n').map_or(0, |at| at + 1);
        paragraph.start += line as u32;
        let outside = |span: Span| self.quotes.place(span.start) == Place::Outside;
        let others = crate::text::words(paragraph.of(self.text)).any(|word| {
            let word = Span {
                start: paragraph.start + word.start,
                end: paragraph.start + word.end,
            };
            let lower = word.of(self.text).to_lowercase();
            outside(word) && (lower == "they" || nouns::at_end(&[&lower]).is_some_and(|noun| noun.plural))
        });
        let names = self.names.names_within(paragraph);
        let alone = names.iter().all(|name| name.entity == person || !outside(name.span));
        (paragraph.start <= at && at < paragraph.end && alone && !others).then_some(voice)
    }

    /// Who the letters before the turns of an interview mean: "Q:" is whoever writes, "A:" the person most spoken of.
    fn by_label(&mut self, phrase: &Phrase) -> Option<usize> {
        let [letter] = phrase.words.as_slice() else {
            return None;
        };
        let label = self.text[phrase.span.end as usize..].starts_with(':');
        match letter.as_str() {
            "q" if label => Some(self.author()),
            "a" if label => {
                let people = (0..self.names.entities.len()).filter(|&e| self.names.kind(e) == EntityType::Person);
                let most = people.rev().max_by_key(|&e| self.names.entities[e].mentions.len());
                let known = |voice: &Voice| voice.phrases.first().is_some_and(|known| known.words == phrase.words);
                most.map(|person| self.by_entity(person))
                    .or_else(|| self.list.iter().position(known))
            }
            _ => None,
        }
    }

    /// The voice of whoever writes.
    fn author(&mut self) -> usize {
        let known = self.list.iter().position(|voice| voice.is_author);
        known.unwrap_or_else(|| {
            let voice = self.add(None);
            self.list[voice].is_author = true;
            self.list[voice].is_individual = true;
            voice
        })
    }

    /// Whether "he" or "she" can mean a voice.
    fn is_one(&self, voice: usize, pronoun: Pronoun) -> bool {
        let known = self.gender_of(voice);
        let voice = &self.list[voice];
        voice.is_individual && !voice.is_author && known.is_none_or(|gender| gender == pronoun)
    }

    fn gender_of(&self, voice: usize) -> Option<Pronoun> {
        let voice = &self.list[voice];
        voice.gender.or_else(|| self.likely[voice.entity?])
    }

    /// Whether an entity is named within the content, before the place given.
    fn is_named_within(&self, entity: usize, content: Span, before: u32) -> bool {
        let part = Span {
            start: content.start,
            end: before.max(content.start),
        };
        self.names.names_within(part).iter().any(|name| name.entity == entity)
    }

    /// The person whom "he" or "she" takes up at the start of a sentence or behind a quotation: the subject of the
    /// sentence before it, be it somebody who spoke there or a name. `None` where the sentences before leave it open.
    fn subject_before(&mut self, pronoun: Span, which: Pronoun) -> Option<usize> {
        let outside = |span: &Span| self.quotes.place(span.start) == Place::Outside;
        let after = self
            .sentences
            .partition_point(|sentence| sentence.start <= pronoun.start);
        let own = Span {
            start: self.sentences.get(after.checked_sub(1)?)?.start,
            end: pronoun.start,
        };
        let person = |name: &&Named| name.what == EntityType::Person;
        let names = self.names.names_within(own);
        if let Some(name) = names.iter().filter(person).find(|name| outside(&name.span)) {
            let fits = self.likely[name.entity].is_none_or(|gender| gender == which);
            let is_subject = fits && self.is_subject(name.span, own);
            return is_subject.then(|| self.by_entity(name.entity));
        }
        let before = self.sentences[..after - 1].iter().rev().take(LONGEST_QUOTATION);
        let before = before.flat_map(|sentence| self.clauses(*sentence));
        for sentence in before.filter(|sentence| !self.is_quoted(*sentence)).take(SUBJECTS) {
            let first = self.spoken_at.partition_point(|at| *at < sentence.start);
            let spoke: Vec<usize> = self.spoken_at[first..]
                .iter()
                .take_while(|at| **at < sentence.end)
                .enumerate()
                .filter(|(_, at)| self.quotes.place(**at) == Place::Outside)
                .map(|(offset, _)| self.spoken[first + offset])
                .collect();
            // No document and no body is he or she: "The poll showed it, said Quill. She …"
            let human = spoke.iter().find(|&&voice| self.list[voice].is_individual);
            let spoken = human.or(spoke.first()).copied();
            if let Some(voice) = spoken {
                if self.list[voice].is_author {
                    continue;
                }
                return self.is_one(voice, which).then_some(voice);
            }
            let names = self.names.names_within(sentence);
            let Some(name) = names.iter().filter(person).find(|name| outside(&name.span)) else {
                continue;
            };
            let fits = self.likely[name.entity].is_none_or(|gender| gender == which);
            return (fits && self.is_subject(name.span, sentence)).then(|| self.by_entity(name.entity));
        }
        None
    }

    /// The clauses of a sentence that semicolons part, the last first.
    fn clauses(&self, sentence: Span) -> impl Iterator<Item = Span> + use<> {
        let text = sentence.of(self.text);
        let outside = |at: &usize| self.quotes.place(sentence.start + *at as u32) == Place::Outside;
        let marks = text.match_indices(';').map(|(at, _)| at).filter(outside);
        let mut starts = vec![sentence.start];
        starts.extend(marks.map(|at| sentence.start + at as u32 + 1));
        let mut end = sentence.end;
        starts.into_iter().rev().map(move |start| {
            let clause = Span { start, end };
            end = start;
            clause
        })
    }

    /// Whether a sentence is nothing but part of one quotation.
    fn is_quoted(&self, sentence: Span) -> bool {
        let region = self.quotes.region_at(sentence.start);
        region.is_some_and(|region| sentence.end <= region.span.end)
    }

    /// Whether a name is the subject of its sentence, judged by what stands before it: nothing, a title, a conjunction or an
    /// adverbial that a comma closes. So is whose speech it is: "During Ada Quill’s interview, …".
    fn is_subject(&self, name: Span, sentence: Span) -> bool {
        let before = Span {
            start: sentence.start,
            end: name.start,
        };
        let clause = before
            .of(self.text)
            .rsplit([',', '—', '–', ';', ':'])
            .next()
            .unwrap_or("");
        let titles = clause.split_whitespace().all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            bare.starts_with(char::is_uppercase)
                || nouns::at_end(&[bare]).is_some()
                || matches!(bare, "the" | "former" | "" | "then" | "and" | "but" | "so" | "yet")
        });
        let rest = &self.text[name.end as usize..];
        let possessive = ["'s", "’s", "'", "’"].iter().find_map(|mark| rest.strip_prefix(mark));
        let possessive = possessive.is_some_and(|owned| {
            let noun = owned.split_whitespace().next().unwrap_or("");
            !SPEECHES.contains(&noun.trim_end_matches(','))
        });
        titles && clause.split_whitespace().count() <= 6 && !possessive
    }

    /// Whether a pronoun can stand for an entity of its kind. A machine's "he" for an agency is not ruled out.
    fn may_be(&self, entity: usize, pronoun: Pronoun) -> bool {
        let is_person = self.names.kind(entity) == EntityType::Person;
        match pronoun {
            Pronoun::It => !is_person,
            Pronoun::He | Pronoun::She => self.likely[entity].is_none_or(|gender| gender == pronoun),
            _ => true,
        }
    }

    /// The entity named right before "who", or before the apposition that it belongs to: "Ada Quill, a lawyer who".
    fn just_before(&self, span: Span) -> Option<usize> {
        let from = Span {
            start: span.start.saturating_sub(SIGHT),
            end: span.start,
        };
        let names = self.names.names_within(from);
        let gap = |name: &Named| {
            let between = Span {
                start: name.span.end,
                end: span.start,
            };
            between.of(self.text)
        };
        let adjacent = names.last().filter(|name| gap(name).split_whitespace().count() <= 1);
        let apposed = || {
            let person = names.iter().rev().find(|name| name.what == EntityType::Person)?;
            // "Ada Quill (52), a lawyer, who"
            let gap = gap(person);
            let aged = gap.strip_prefix(" (").and_then(|rest| rest.split_once(')'));
            let aged = aged.filter(|(age, _)| age.bytes().all(|b| b.is_ascii_digit()));
            let words = aged.map_or(gap, |(_, rest)| rest).strip_prefix(", ")?;
            let words = words.strip_suffix(", ").unwrap_or(words);
            let starts = ["a ", "an ", "the ", "one of "]
                .iter()
                .any(|first| words.starts_with(first));
            let one = !words.contains([',', ';', '.', ':', '\n']) && words.split_whitespace().count() <= 12;
            (starts && one && span.of(self.text) == "who").then_some(person)
        };
        apposed().or(adjacent).map(|name| name.entity)
    }

    /// Adds what a phrase tells about its voice.
    fn note(&mut self, voice: usize, phrase: Phrase, sentence: Span) {
        let is_person = self.list[voice]
            .entity
            .is_some_and(|e| self.names.kind(e) == EntityType::Person);
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
        // "A porter": who speaks and is new is somebody, whatever the noun.
        let is_somebody = match phrase.noun {
            Some(noun) => matches!(noun.class, Class::Voice | Class::Person),
            None => phrase.determiner == Determiner::Indefinite && phrase.head_name.is_none(),
        };
        let individual = is_somebody && !phrase.is_plural();
        voice.is_individual |= individual;
        if individual && let Some(gender) = phrase.noun.and_then(|noun| nouns::gender(noun.name)) {
            voice.gender.get_or_insert(gender.into());
        }
        voice.is_plural |= phrase.is_plural() || phrase.noun.is_some_and(|n| n.class == Class::Institution);
        if voice.phrases.iter().all(|p| p.words != phrase.words) {
            voice.phrases.push(phrase);
        }
    }
}

/// Whether the words hold these ones, whole.
fn has_words(words: &str, wanted: &str) -> bool {
    words.match_indices(wanted).any(|(at, _)| {
        let open = words[..at].chars().next_back().is_none_or(|c| c == ' ');
        let close = words[at + wanted.len()..].chars().next().is_none_or(|c| c == ' ');
        open && close
    })
}

/// Nouns for the same kinds of document: "the report" takes up a study, and no letter.
const ALIKE: [&[&str]; 3] = [
    &[
        "analysis", "audit", "paper", "poll", "report", "research", "review", "study", "survey",
    ],
    &["email", "letter", "memo", "message", "note"],
    &["charges", "complaint", "filing", "indictment", "lawsuit", "suit"],
];

/// Whether one document can be called by both nouns.
pub(super) fn may_be_both(one: &str, other: &str) -> bool {
    one == other
        || one == "document"
        || other == "document"
        || ALIKE.iter().any(|kind| kind.contains(&one) && kind.contains(&other))
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

#[cfg(test)]
mod tests {
    use super::super::phrase::tests::marked;
    use super::*;

    /// Whom the sources between `[` and `]` mean, by the name or the first phrase of each voice. Names stand between marks,
    /// as in [`marked`].
    fn voices(source: &str) -> Vec<String> {
        let (bracketed, named) = marked(source);
        // The same name is the same entity.
        let mut entities: Vec<crate::analysis::Entity> = Vec::new();
        for entity in named {
            match entities.iter_mut().find(|known| known.name == entity.name) {
                Some(known) => known.mentions.extend(entity.mentions),
                None => entities.push(entity),
            }
        }
        let (mut text, mut sources, mut start) = (String::new(), Vec::new(), 0);
        let shift = |at: u32| at - bracketed[..at as usize].matches(['[', ']']).count() as u32;
        for entity in &mut entities {
            for mention in &mut entity.mentions {
                mention.span = Span {
                    start: shift(mention.span.start),
                    end: shift(mention.span.end),
                };
            }
        }
        for c in bracketed.chars() {
            match c {
                '[' => start = text.len(),
                ']' => sources.push(Span::new(start, text.len())),
                c => text.push(c),
            }
        }
        let mut sentences = Vec::new();
        let mut from = 0;
        for (at, _) in text.match_indices(". ") {
            sentences.push(Span::new(from, at + 1));
            from = at + 2;
        }
        sentences.push(Span::new(from, text.len()));
        let quotes = Quotes::find(&text, &[Span::new(0, text.len())]);
        let names = Names::new(&text, &entities);
        let gazetteer = Gazetteer::built_in();
        let mut voices = Voices::new(&text, &sentences, &quotes, &names, &gazetteer);
        let mut said = Vec::new();
        for (at, source) in sources.iter().enumerate() {
            let sentence = *sentences
                .iter()
                .find(|s| s.contains(*source))
                .expect("it is in a sentence");
            said.extend(voices.take(at, *source, sentence, None).first().copied());
        }
        let name = |voice: usize| {
            let voice = &voices.list[voice];
            let entity = voice.entity.map(|entity| entities[entity].name.clone());
            entity.unwrap_or_else(|| {
                voice
                    .phrases
                    .first()
                    .map_or(String::new(), |p| p.span.of(&text).to_owned())
            })
        };
        said.into_iter().map(name).collect()
    }

    #[test]
    fn who_is_taken_up() {
        for (source, expected) in [
            // The subject of the sentence before, not whoever was named last.
            (
                "{PER Ada Quill} met {PER Bo Lund}. “It is over,” [she] said.",
                &["Ada Quill"][..],
            ),
            (
                "[{PER Ada Quill}] said {PER Bo Lund} had left. [She] said no more.",
                &["Ada Quill", "Ada Quill"],
            ),
            (
                "[A porter] said it was dark. [The man] said no more.",
                &["A porter", "A porter"],
            ),
            (
                "{PER Bo Lund} left. They won, but {PER Ada Quill} was late. [She] said no more.",
                &["Ada Quill"],
            ),
            (
                "[{PER Bo Lund}] left. During {PER Ada Quill}’s speech it rained. [She] said no more.",
                &["Bo Lund", "Ada Quill"],
            ),
            (
                "[The poll] put it at a third, [the analyst {PER Ada Quill}] said. [She] said no more.",
                &["The poll", "Ada Quill", "Ada Quill"],
            ),
            // The last clause of the sentence before, and nobody whose first name tells otherwise.
            (
                "[{PER Ada Quill}] wept; the critic {PER Bo Lund} was unmoved. “Pretty,” [he] said.",
                &["Ada Quill", "Bo Lund"],
            ),
            (
                "[{PER John Lund}] came. [{PER Mary Quill}] spoke. [He] said no more.",
                &["John Lund", "Mary Quill", "John Lund"],
            ),
            (
                "[{PER Mary Quill}] spoke. [{PER Bo Lund}] left. [{PER John Moss}] agreed. [She] said no more.",
                &["Mary Quill", "Bo Lund", "John Moss", "Mary Quill"],
            ),
            // A long quotation does not put its speaker out of sight.
            (
                "[{PER Bo Lund}] agreed. [{PER Ada Quill}] spoke. “It is. It was. It is. It was. It will be so,” [she] said.",
                &["Bo Lund", "Ada Quill", "Ada Quill"],
            ),
            // Whoever the apposition is about.
            (
                "{PER Bo Lund} met {PER Ada Quill}, a lawyer at {ORG Acme} [who] said no.",
                &["Ada Quill"],
            ),
            // Several who spoke together, and one who is called they.
            (
                "[The union] left. {PER Ada Quill} and {PER Bo Lund} came. [Both] agreed. [They] said no more.",
                &["The union", "Ada Quill", "Ada Quill"],
            ),
            (
                "[Officials] left. \n“No,” [{PER Ada Quill}] said. The yard, [they] said, was lost.",
                &["Officials", "Ada Quill", "Ada Quill"],
            ),
            (
                "[Officials] left. \n“No,” [{PER Ada Quill}] told workers. The yard, [they] said, was lost.",
                &["Officials", "Ada Quill", "Officials"],
            ),
            // The spokesman is the one who spoke.
            (
                "[{PER Ada Quill}] left. [A spokesman for {ORG Acme}] said no. {PER Ada Quill} left. [The spokesman] said no more.",
                &["Ada Quill", "Acme", "Acme"],
            ),
            // Offices, by country.
            (
                "{NORP Polish} President {PER Ada Quill} met {NORP French} President {PER Bo Lund}. [The {NORP Polish} president] left it open.",
                &["Ada Quill"],
            ),
            (
                "{NORP Polish} President {PER Ada Quill} met his adviser {PER Bo Lund}. [The {NORP French} president] left it open.",
                &["The French president"],
            ),
            // Whoever stands behind a comma.
            (
                "[The envoy to {GPE Riga}, Gen {PER Ada Quill},] said so.",
                &["Ada Quill"],
            ),
            ("[The contractor, {ORG Greenhaul plc},] denied it.", &["Greenhaul plc"]),
            // A description that is new takes up nobody.
            ("[{ORG Acme}] said so. [A watchdog] said no.", &["Acme", "A watchdog"]),
            // Bodies by their short names.
            (
                "[{ORG Halvard Pumps A/S}] said so. [{PER Halvard}] said no.",
                &["Halvard Pumps A/S", "Halvard Pumps A/S"],
            ),
            (
                "[{ORG Rapid Support Forces}] said so. [The {ORG RSF}] said no.",
                &["Rapid Support Forces", "Rapid Support Forces"],
            ),
            ("[A Number 10 spokesman] said so.", &["Number 10"]),
            ("[{PER Ada Quill}] left. [Quill] said so.", &["Ada Quill", "Ada Quill"]),
        ] {
            assert_eq!(voices(source), expected, "{source}");
        }
    }
}

//! The noun phrase by which a text speaks of a source: its head, what determines it and whom it names.

use super::names::{Named, Names};
use crate::analysis::EntityType;
use crate::span::Span;
use crate::text::nouns::{self, Noun};
use crate::text::words;

/// A source as the text puts it.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) span: Span,
    /// Its words in small letters, with straight apostrophes.
    pub(super) words: Vec<String>,
    /// Where they stand.
    pub(super) spans: Vec<Span>,
    /// The words up to and including the head noun.
    pub(super) lead: usize,
    /// The head noun, if it is a listed one.
    pub(super) noun: Option<Noun>,
    pub(super) determiner: Determiner,
    /// The names in the phrase, outermost only.
    pub(super) names: Vec<Named>,
    /// The name that is the head of the phrase or stands in apposition to it.
    pub(super) head_name: Option<Named>,
}

/// What the first words say about which one is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determiner {
    /// The phrase is a pronoun.
    Pronoun(Pronoun),
    /// "the", "this", "his", "Smith's": one that is known.
    Definite,
    /// "a", "another": one that is new.
    Indefinite,
    /// "two", "several".
    Several,
    /// "one of the", "the second": some of those named before.
    Part,
    /// None of these.
    Bare,
}

/// The pronouns by which sources are taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    /// First person, in quotations, questions and answers.
    I,
    /// "who", "which": the noun just before it.
    Who,
}

/// Words after which the head noun has gone by.
const TAILS: [&str; 91] = [
    "aboard",
    "about",
    "accused",
    "across",
    "after",
    "against",
    "alongside",
    "among",
    "and",
    "at",
    "aware",
    "based",
    "before",
    "behind",
    "beside",
    "between",
    "beyond",
    "briefed",
    "by",
    "carried",
    "cited",
    "close",
    "commissioned",
    "compiled",
    "conducted",
    "dated",
    "during",
    "employed",
    "familiar",
    "for",
    "from",
    "funded",
    "he",
    "i",
    "identified",
    "in",
    "including",
    "informed",
    "inside",
    "interviewed",
    "involved",
    "issued",
    "it",
    "knowledgeable",
    "leaked",
    "led",
    "living",
    "near",
    "not",
    "obtained",
    "of",
    "on",
    "onboard",
    "or",
    "outside",
    "over",
    "posted",
    "prepared",
    "present",
    "presented",
    "privy",
    "produced",
    "provided",
    "published",
    "quoted",
    "released",
    "representing",
    "requesting",
    "seen",
    "sent",
    "shared",
    "she",
    "speaking",
    "that",
    "they",
    "through",
    "throughout",
    "titled",
    "to",
    "under",
    "we",
    "which",
    "who",
    "whom",
    "whose",
    "with",
    "within",
    "without",
    "working",
    "written",
    "you",
];

/// Nouns that only count: "a group of residents" are residents.
const COUNTING: [&str; 18] = [
    "couple",
    "dozen",
    "dozens",
    "group",
    "half",
    "handful",
    "host",
    "hundreds",
    "kind",
    "majority",
    "millions",
    "minority",
    "number",
    "pair",
    "range",
    "scores",
    "team",
    "thousands",
];

/// Words that count people.
const NUMBERS: [&str; 24] = [
    "all",
    "both",
    "countless",
    "dozens",
    "eight",
    "few",
    "five",
    "four",
    "hundreds",
    "many",
    "more",
    "most",
    "multiple",
    "nine",
    "numerous",
    "seven",
    "several",
    "six",
    "some",
    "ten",
    "thousands",
    "three",
    "two",
    "various",
];

/// Ordinals and the like, which take up one of those named before.
const ORDINALS: [&str; 9] = [
    "fifth", "first", "former", "fourth", "latter", "other", "others", "second", "third",
];

impl Phrase {
    /// Reads the phrase at `span`.
    pub(super) fn read(text: &str, span: Span, names: &Names<'_>) -> Self {
        let spans: Vec<Span> = words(span.of(text))
            .map(|w| {
                Span::new(
                    span.start as usize + w.start as usize,
                    span.start as usize + w.end as usize,
                )
            })
            .collect();
        let mut words: Vec<String> = spans
            .iter()
            .map(|w| w.of(text).replace('’', "'").to_lowercase())
            .collect();
        // "the player himself" is the player.
        let mut spans = spans;
        let words_given = spans.len();
        while words.len() > 1
            && words
                .last()
                .is_some_and(|last| last.ends_with("self") || last.ends_with("selves"))
        {
            words.pop();
            spans.pop();
        }
        let own = names.names_within(span);
        let span = spans.last().map_or(span, |last| Span {
            start: span.start,
            end: if spans.len() < words_given { last.end } else { span.end },
        });
        let (start, lead) = lead(text, &words, &spans, &own);
        let before_head: Vec<&str> = words[start..lead].iter().map(String::as_str).collect();
        let head_name = head_name(text, &spans, start, lead, &own);
        Self {
            span,
            lead,
            noun: nouns::at_end(&before_head).filter(|_| head_name.is_none_or(|name| !is_whole(&name, &spans[..lead]))),
            determiner: determiner(&words, lead, &own, &spans),
            names: own,
            head_name,
            words,
            spans,
        }
    }

    /// The phrase up to its head, without a determiner.
    pub(super) fn core(&self, text: &str) -> Span {
        let Some((first, last)) = self.spans.first().zip(self.spans[..self.lead].last()) else {
            return self.span;
        };
        super::names::without_determiner(
            Span {
                start: first.start,
                end: last.end,
            },
            text,
        )
    }

    /// Whether the phrase means several people.
    pub(super) fn is_plural(&self) -> bool {
        match self.determiner {
            Determiner::Pronoun(pronoun) => pronoun == Pronoun::They,
            Determiner::Several => true,
            Determiner::Part => NUMBERS.contains(&self.words[0].as_str()),
            _ => self.noun.is_some_and(|noun| noun.plural),
        }
    }

    /// The organisation for which a speaker in this phrase speaks: one before the head or after "for", "of" and the like.
    pub(super) fn organization(&self) -> Option<Named> {
        let is_organization = |name: &&Named| name.what == EntityType::Organization;
        self.names.iter().find(is_organization).copied()
    }
}

/// Where the words of the head's noun group start and end: past "a number of" and up to the first tail or comma.
fn lead(text: &str, words: &[String], spans: &[Span], names: &[Named]) -> (usize, usize) {
    let mut start = 0;
    let mut at = 0;
    while at < words.len() {
        let after_comma = at > start && follows_a_comma(text, spans, at);
        if after_comma {
            // "the Arlington, Virginia-based company"
            let place = at..words.len().min(at + 3);
            let apposed = matches!(words[at].as_str(), "a" | "an" | "the");
            match place.into_iter().find(|&w| !apposed && words[w].ends_with("-based")) {
                Some(based) => {
                    at = based + 1;
                    continue;
                }
                None => break,
            }
        }
        if let Some(name) = names.iter().find(|n| n.span.start == spans[at].start) {
            let inside = spans[at..].iter().take_while(|s| s.start < name.span.end).count();
            at += inside.max(1);
            continue;
        }
        // "analysts polled by the bank"
        let participle = words[at].ends_with("ed") && words.get(at + 1).is_some_and(|next| next == "by");
        let is_tail = (participle || TAILS.contains(&words[at].as_str())) && at > start;
        if words[at] == "of" && at > 0 && counts(&words[..at]) {
            start = at + 1;
        } else if words[at] == "in" && at > 0 && words[at - 1] == "one" {
            // "one in five voters"
            start = at + 2;
            at += 1;
        } else if is_tail {
            break;
        }
        at += 1;
    }
    (start.min(at.saturating_sub(1)), at.min(words.len()))
}

/// Whether the word stands behind a comma, a dash or a bracket.
fn follows_a_comma(text: &str, spans: &[Span], at: usize) -> bool {
    let gap = Span {
        start: spans[at - 1].end,
        end: spans[at].start,
    };
    gap.of(text).contains([',', '(', '—', '–', ';', ':'])
}

/// Whether the words before "of" only count what follows: "one", "several", "a number", "the second".
fn counts(before: &[String]) -> bool {
    let last = before[before.len() - 1].as_str();
    matches!(last, "one" | "none" | "neither" | "either" | "any" | "each" | "another")
        || NUMBERS.contains(&last)
        || ORDINALS.contains(&last)
        || COUNTING.contains(&last)
}

/// The name that ends the noun group, or that begins what stands behind its comma ("the minister, Ada Quill").
fn head_name(text: &str, spans: &[Span], start: usize, lead: usize, names: &[Named]) -> Option<Named> {
    let last = spans.get(start..lead)?.last()?;
    let ends = |n: &&Named| n.span.start <= last.start && n.span.end > last.start && !is_possessive(text, n.span);
    if let Some(name) = names.iter().rev().find(ends) {
        let is_adjective = name.what == EntityType::Norp;
        return (!is_adjective || name.span.start == spans[start].start).then_some(*name);
    }
    // Behind the comma there may be a title: "the envoy, Gen Ada Quill".
    let apposed = |n: &&Named| {
        let gap = text.get(last.end as usize..n.span.start as usize).unwrap_or("").trim();
        let rest = gap.trim_start_matches([',', ':', '—', '–']);
        // "The contractor, Greenhaul plc", too.
        let body = n.what == EntityType::Organization && gap == ",";
        (n.what == EntityType::Person || body)
            && n.span.start > last.end
            && (gap.is_empty() || rest.len() < gap.len())
            && rest.split_whitespace().count() <= 3
            && !rest.contains([',', '(', '—'])
            && !rest
                .split_whitespace()
                .any(|word| TAILS.contains(&word) || matches!(word, "a" | "an" | "his" | "her" | "its"))
    };
    // A title without an article that goes on behind its first noun: "Leader of the Opposition Ada Quill".
    let titled = |n: &&Named| {
        let before = text.get(spans[start].start as usize..n.span.start as usize);
        n.what == EntityType::Person
            && n.span.start > last.end
            && spans[start].of(text).starts_with(char::is_uppercase)
            && !matches!(
                spans[start].of(text),
                "The" | "A" | "An" | "His" | "Her" | "Its" | "Their" | "One"
            )
            && before
                .and_then(|words| words.split_whitespace().last())
                .is_some_and(|word| word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic))
    };
    names.iter().find(|n| apposed(n) || titled(n)).copied().or_else(|| {
        // Behind a longer description: "the head of the union, Gen Ada Quill".
        let behind_comma = |n: &&Named| {
            let before = text.get(last.end as usize..n.span.start as usize).unwrap_or("");
            let title = before.rsplit(',').next().filter(|title| title.len() < before.len());
            let titles = |title: &str| {
                title.split_whitespace().count() <= 3
                    && title
                        .split_whitespace()
                        .all(|word| word.starts_with(char::is_uppercase))
            };
            n.what == EntityType::Person
                && n.span.start > last.end
                && (title.is_some_and(titles) || before.ends_with(" named "))
                && text
                    .get(n.span.end as usize..spans[spans.len() - 1].end as usize)
                    .is_some_and(|rest| rest.is_empty() || rest.trim_start().starts_with(','))
        };
        names.iter().find(behind_comma).copied()
    })
}

/// Whether a possessive follows the name.
fn is_possessive(text: &str, span: Span) -> bool {
    let rest = &text[span.end as usize..];
    ["'s", "’s", "' ", "’ "].iter().any(|mark| rest.starts_with(mark))
}

/// Whether the name is all of the noun group but for a determiner.
fn is_whole(name: &Named, lead: &[Span]) -> bool {
    lead.len() <= 1 || lead.first().is_some_and(|first| name.span.start <= first.start)
}

fn determiner(words: &[String], lead: usize, names: &[Named], spans: &[Span]) -> Determiner {
    let Some(first) = words.first().map(String::as_str) else {
        return Determiner::Bare;
    };
    let second = words.get(1).map_or("", String::as_str);
    if lead <= 1 || words.len() == 1 {
        let pronoun = match first {
            "he" | "him" | "his" | "himself" => Some(Pronoun::He),
            "she" | "her" | "herself" => Some(Pronoun::She),
            "it" | "its" | "itself" => Some(Pronoun::It),
            "they" | "them" | "their" | "themselves" | "both" | "all" | "neither" => Some(Pronoun::They),
            "i" | "me" | "we" | "us" | "myself" | "ourselves" => Some(Pronoun::I),
            "who" | "which" | "that" => Some(Pronoun::Who),
            _ => None,
        };
        if let Some(pronoun) = pronoun.filter(|_| words.len() == 1) {
            return Determiner::Pronoun(pronoun);
        }
    }
    let takes_up = |word: &str| ORDINALS.contains(&word) && word != "former" && word != "first";
    match first {
        "one" | "none" | "either" | "neither" | "each" if second == "of" => Determiner::Part,
        word if NUMBERS.contains(&word)
            && second == "of"
            && matches!(
                words.get(2).map(String::as_str),
                Some("the" | "them" | "those" | "his" | "her" | "its" | "their" | "our" | "these")
            ) =>
        {
            Determiner::Part
        }
        "the" | "a" if takes_up(second) => Determiner::Part,
        "another" | "others" | "other" => Determiner::Part,
        // "One told the paper": of those spoken of.
        "one" | "some" | "several" if words.len() == 1 => Determiner::Part,
        "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" | "my" | "our" | "your" => {
            Determiner::Definite
        }
        "a" | "an" | "any" | "one" | "no" => Determiner::Indefinite,
        word if NUMBERS.contains(&word) || word.parse::<u32>().is_ok() => Determiner::Several,
        "at" if second == "least" => Determiner::Several,
        "more" | "fewer" | "nearly" | "about" | "around" => Determiner::Several,
        _ => {
            let possessive = words[..lead.min(words.len())]
                .iter()
                .any(|w| w.ends_with("'s") || w.ends_with("s'"))
                || names
                    .first()
                    .zip(spans.get(1))
                    .is_some_and(|(name, _)| name.span.end < spans[0].end);
            if possessive {
                Determiner::Definite
            } else {
                Determiner::Bare
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::analysis::{Entity, Mention, MentionKind};

    /// Entities for the words between marks: `{PER Ada Quill}`, `{ORG Acme}`, `{GPE Latvia}`, `{NORP Latvian}`.
    pub(in super::super) fn marked(source: &str) -> (String, Vec<Entity>) {
        let (mut text, mut entities) = (String::new(), Vec::new());
        for part in source.split_inclusive(['{', '}']) {
            let Some((inside, kind)) = part.strip_suffix('}').and_then(|inside| {
                let (kind, name) = inside.split_once(' ')?;
                Some((name, kind))
            }) else {
                text.push_str(part.strip_suffix('{').unwrap_or(part));
                continue;
            };
            let start = text.len();
            text.push_str(inside);
            let kind = match kind {
                "PER" => EntityType::Person,
                "ORG" => EntityType::Organization,
                "NORP" => EntityType::Norp,
                _ => EntityType::Geopolitical,
            };
            entities.push(Entity {
                id: format!("e{}", entities.len() + 1),
                name: inside.to_owned(),
                kind,
                wikidata: None,
                coordinates: None,
                country: None,
                mentions: vec![Mention {
                    span: Span::new(start, text.len()),
                    kind: MentionKind::Name,
                    own_type: None,
                }],
                confidence: 1.0,
            });
        }
        (text, entities)
    }

    fn read(source: &str) -> (String, Phrase) {
        let (text, entities) = marked(source);
        let phrase = Phrase::read(&text, Span::new(0, text.len()), &Names::new(&text, &entities));
        (text, phrase)
    }

    #[test]
    fn tails_are_known() {
        for list in [&COUNTING[..], &NUMBERS, &ORDINALS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn heads_of_phrases() {
        for (source, core, name, noun) in [
            ("{PER Ada Quill}", "Ada Quill", Some("Ada Quill"), None),
            (
                "{ORG Acme} spokeswoman {PER Ada Quill}",
                "Acme spokeswoman Ada Quill",
                Some("Ada Quill"),
                None,
            ),
            (
                "the minister, {PER Ada Quill},",
                "minister",
                Some("Ada Quill"),
                Some("minister"),
            ),
            (
                "the {GPE Leeds}, {GPE Ohio}-based company",
                "Leeds, Ohio-based company",
                None,
                Some("company"),
            ),
            (
                "the envoy to {GPE Latvia}, Gen {PER Ada Quill} ,",
                "envoy",
                Some("Ada Quill"),
                Some("envoy"),
            ),
            (
                "{PER Ada Quill}, a spokeswoman for {ORG Acme},",
                "Ada Quill",
                Some("Ada Quill"),
                None,
            ),
            ("a spokeswoman for {ORG Acme}", "spokeswoman", None, Some("spokeswoman")),
            (
                "{ORG Acme}’s chief executive",
                "Acme’s chief executive",
                None,
                Some("chief executive"),
            ),
            ("two people familiar with the talks", "two people", None, Some("people")),
            ("a group of residents", "group of residents", None, Some("resident")),
            (
                "the head of the union, {PER Ada Quill}",
                "head",
                Some("Ada Quill"),
                Some("head"),
            ),
            (
                "the {ORG University of Riga}",
                "University of Riga",
                Some("University of Riga"),
                None,
            ),
            ("{NORP Latvian} officials", "Latvian officials", None, Some("official")),
            ("{PER Quill}’s lawyer", "Quill’s lawyer", None, Some("lawyer")),
        ] {
            let (text, phrase) = read(source);
            assert_eq!(phrase.core(&text).of(&text), core, "{source}");
            assert_eq!(phrase.head_name.map(|n| n.span.of(&text)), name, "{source}");
            assert_eq!(phrase.noun.map(|n| n.name), noun, "{source}");
        }
    }

    #[test]
    fn determiners_and_number() {
        for (source, determiner, plural) in [
            ("he", Determiner::Pronoun(Pronoun::He), false),
            ("They", Determiner::Pronoun(Pronoun::They), true),
            ("his", Determiner::Pronoun(Pronoun::He), false),
            ("their", Determiner::Pronoun(Pronoun::They), true),
            ("the ministry", Determiner::Definite, false),
            ("her lawyer", Determiner::Definite, false),
            ("a diplomat", Determiner::Indefinite, false),
            ("a number of diplomats", Determiner::Indefinite, true),
            ("two diplomats", Determiner::Several, true),
            ("officials", Determiner::Bare, true),
            ("one of the people", Determiner::Part, false),
            ("the second person", Determiner::Part, false),
            ("the other", Determiner::Part, false),
            ("some of the people", Determiner::Part, true),
            ("one", Determiner::Part, false),
            ("{PER Quill}’s lawyer", Determiner::Definite, false),
        ] {
            let (_, phrase) = read(source);
            assert_eq!(
                (phrase.determiner, phrase.is_plural()),
                (determiner, plural),
                "{source}"
            );
        }
    }
}

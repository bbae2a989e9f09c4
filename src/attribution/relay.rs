//! Who reports whom: "Kyodo said, citing officials", "was quoted as saying by", a statement inside another's content.
//!
//! The encoder marks the outermost attribution. A source that it cites in passing shares its content, and is found here
//! by the few words that news has for this; a statement within a content is relayed by whoever says that content.

use crate::analysis::{Act, Attribution, Polarity};
use crate::sort;
use crate::span::Span;
use crate::text::list::holds;
use crate::text::quotes::{Place, Quotes};
use crate::text::words;

/// Participles and verbs that take up what somebody else said. Sorted.
const CITING: &str = "cited citing quoted quoting";

/// Whether a word in small letters takes up what somebody else said.
pub(super) fn cites(word: &str) -> bool {
    holds(CITING, word)
}

/// Whether a noun in small letters is one for who or what can be cited.
pub(super) fn is_citable(noun: &str) -> bool {
    crate::text::lexicon::is_form_of(noun, CITABLE)
}

/// Longer forms of the same.
const REFERRING: [&[&str]; 6] = [
    &["with", "a", "reference", "to"],
    &["with", "reference", "to"],
    &["referring", "to"],
    &["in", "reference", "to"],
    &["relaying"],
    &["attributing", "it", "to"],
];

/// Nouns for who or what can be cited as a source, in the singular, where no name is. "Citing concerns" cites none.
const CITABLE: &str = "account agency aide analyst article authority broadcaster channel colleague commander company data diplomat \
    doctor document economist email expert figure filing government insider interview investigator journalist \
    lawmaker lawyer letter mayor media medic member memo military minister ministry newspaper office officer \
    official outlet paper people person police poll portal post press prosecutor record report rescuer \
    researcher resident scientist service source spokesman spokesperson spokeswoman statement study survey union \
    witness";

/// Words that end the noun phrase of whoever is cited.
const ENDS: [&str; 22] = [
    "added", "adding", "after", "although", "as", "because", "but", "cited", "citing", "quoted", "quoting", "reported",
    "reports", "said", "saying", "says", "since", "though", "told", "when", "while", "wrote",
];

/// A word of a sentence.
struct Word {
    span: Span,
    /// In small letters, with straight apostrophes.
    lower: String,
    /// The mark before it that ends a clause or phrase, if there is one.
    mark: Option<char>,
}

/// Adds the relayed sources of the attributions and tells every relayed attribution by whom it is. Ids are those of the
/// list given; new attributions have ids that continue it.
pub(super) fn add(text: &str, sentences: &[Span], quotes: &Quotes, attributions: &mut Vec<Attribution>) {
    let mut first = 0;
    let count = attributions.len();
    for sentence in sentences {
        // The attributions are in the order of the text, so those with a cue here lie close together.
        let here: Vec<usize> = (first..count)
            .take_while(|&at| start_of(&attributions[at]) < sentence.end)
            .filter(|&at| attributions[at].cue.iter().any(|cue| sentence.contains(*cue)))
            .collect();
        while first < count && end_of(&attributions[first]) <= sentence.start {
            first += 1;
        }
        if here.is_empty() {
            continue;
        }
        let sentence = words_of(text, *sentence);
        quoted_by(text, &sentence, &here, attributions);
        citing(text, &sentence, quotes, &here, attributions);
    }
    nest(sentences, attributions);
}

fn spans(attribution: &Attribution) -> impl Iterator<Item = &Span> {
    attribution
        .source
        .iter()
        .chain(&attribution.cue)
        .chain(&attribution.content)
}

fn start_of(attribution: &Attribution) -> u32 {
    spans(attribution).map(|span| span.start).min().unwrap_or(0)
}

fn end_of(attribution: &Attribution) -> u32 {
    spans(attribution).map(|span| span.end).max().unwrap_or(0)
}

fn words_of(text: &str, sentence: Span) -> Vec<Word> {
    let mut end = sentence.start;
    words(sentence.of(text))
        .map(|word| {
            let span = Span::new(
                (sentence.start + word.start) as usize,
                (sentence.start + word.end) as usize,
            );
            let gap = Span {
                start: end,
                end: span.start,
            };
            end = span.end;
            Word {
                span,
                lower: span.of(text).replace('’', "'").to_lowercase(),
                mark: gap.of(text).chars().find(|c| !c.is_whitespace()),
            }
        })
        .collect()
}

/// "Kyodo said, citing officials"; "according to the radio, which cited a report quoting a source".
fn citing(text: &str, sentence: &[Word], quotes: &Quotes, here: &[usize], attributions: &mut Vec<Attribution>) {
    let mut host: Option<usize> = None;
    let mut at = 0;
    while at < sentence.len() {
        let Some(length) = relay_words(&sentence[at..]) else {
            at += 1;
            continue;
        };
        let cue = Span {
            start: sentence[at].span.start,
            end: sentence[at + length - 1].span.end,
        };
        let active = !matches!(sentence[at].lower.as_str(), "cited" | "quoted")
            || at.checked_sub(1).is_some_and(|before| {
                matches!(
                    sentence[before].lower.as_str(),
                    "which" | "who" | "in" | "turn" | "also"
                )
            });
        let object = noun_phrase(text, &sentence[at + length..]);
        let taken = attributions
            .iter()
            .any(|a| a.cue.iter().any(|c| c.overlaps(cue)) || a.source.iter().any(|s| s.overlaps(cue)));
        if !active || taken || quotes.place(cue.start) != Place::Outside || object.is_none() {
            at += length;
            continue;
        }
        let object = object.unwrap_or_default();
        // A source that has just been cited cites the next one, else whoever's cue stands before, or comes.
        let nearest = || {
            let before = here
                .iter()
                .rev()
                .find(|&&a| attributions[a].cue.iter().any(|c| c.end <= cue.start));
            before.or_else(|| here.first()).copied()
        };
        if let Some(relayer) = host.or_else(nearest) {
            let relayed = Attribution {
                id: format!("a{}", attributions.len() + 1),
                source: vec![object],
                cue: vec![cue],
                polarity: Polarity::Affirmed,
                act: Act::Statement,
                relayed_by: Some(attributions[relayer].id.clone()),
                ..attributions[relayer].clone()
            };
            // What the encoder took for the end of the content is the citation.
            for content in &mut attributions[relayer].content {
                if content.contains(cue) && content.end <= object.end {
                    content.end = end_before(text, content.start, cue.start);
                }
            }
            let content = attributions[relayer].content.clone();
            attributions.push(Attribution { content, ..relayed });
            host = Some(attributions.len() - 1);
        }
        at += length;
    }
}

/// The end of what stands before `end`, without a comma and spaces.
fn end_before(text: &str, start: u32, end: u32) -> u32 {
    let before = Span { start, end }.of(text);
    start + before.trim_end_matches([' ', ',', '\n']).len() as u32
}

/// How many words at the start cite somebody.
fn relay_words(words: &[Word]) -> Option<usize> {
    let first = words.first()?.lower.as_str();
    if holds(CITING, first) {
        // "quoted as saying" has its own rule.
        return (words.get(1).is_none_or(|next| next.lower != "as")).then_some(1);
    }
    REFERRING
        .iter()
        .find(|form| words.len() >= form.len() && form.iter().zip(words).all(|(a, b)| *a == b.lower))
        .map(|form| form.len())
}

/// The noun phrase of a source at the start of the words, if there is one.
fn noun_phrase(text: &str, words: &[Word]) -> Option<Span> {
    let ends = |(index, word): (usize, &Word)| {
        let clause = word
            .mark
            .is_some_and(|mark| matches!(mark, ',' | ';' | ':' | '—' | '–' | '(' | ')' | '“' | '”' | '"'));
        let goes_on = matches!(word.lower.as_str(), "who" | "whose");
        // "which quoted" goes on to the next source.
        index > 0 && ((clause && !goes_on) || ENDS.contains(&word.lower.as_str()) || (word.lower == "which" && clause))
    };
    let length = words.iter().enumerate().position(ends).unwrap_or(words.len());
    let phrase = words.get(..length).filter(|phrase| !phrase.is_empty())?;
    // A name, or a noun that can say something, within the phrase's own words.
    let tail = phrase
        .iter()
        .position(|w| matches!(w.lower.as_str(), "about" | "that" | "over" | "regarding" | "for"))
        .unwrap_or(phrase.len());
    let named = phrase[..tail]
        .iter()
        .any(|w| w.span.of(text).starts_with(char::is_uppercase));
    let citable = phrase[..tail].iter().any(|w| is_citable(&w.lower));
    let citing_matter = phrase[..tail.min(3)].iter().any(|w| {
        matches!(
            w.lower.as_str(),
            "concerns" | "concern" | "lack" | "need" | "reasons" | "fears" | "costs" | "risk" | "risks" | "security"
        )
    });
    ((named || citable) && !citing_matter).then(|| Span {
        start: phrase[0].span.start,
        end: phrase[phrase.len() - 1].span.end,
    })
}

/// "S was quoted as saying by T", "T quoted S as saying": T reports what S says.
fn quoted_by(text: &str, sentence: &[Word], here: &[usize], attributions: &mut Vec<Attribution>) {
    for &at in here {
        let Some(cue) = attributions[at].cue.first().copied() else {
            continue;
        };
        let last = attributions[at].cue.last().copied().unwrap_or(cue);
        let words_of_cue: Vec<usize> = (0..sentence.len())
            .filter(|&w| cue.start <= sentence[w].span.start && sentence[w].span.end <= last.end)
            .collect();
        let Some((&first, &end)) = words_of_cue.first().zip(words_of_cue.last()) else {
            continue;
        };
        let is = |w: usize, word: &str| sentence.get(w).is_some_and(|s| s.lower == word);
        let verb = words_of_cue
            .iter()
            .copied()
            .find(|&w| matches!(sentence[w].lower.as_str(), "quoted" | "cited" | "quotes" | "reported"));
        let Some(verb) = verb else { continue };
        let passive =
            (first..verb).any(|w| matches!(sentence[w].lower.as_str(), "was" | "were" | "been" | "is" | "are"));
        if passive {
            // "was quoted as saying by T", "was quoted by T as saying"
            let by = (verb + 1..sentence.len().min(end + 3)).find(|&w| is(w, "by"));
            let Some(by) = by else { continue };
            let Some(relayer) = noun_phrase(text, &sentence[by + 1..]) else {
                continue;
            };
            if attributions[at].source.iter().any(|s| s.overlaps(relayer)) {
                continue;
            }
            // The encoder may have found whoever quotes.
            let known = here.iter().find(|&&other| {
                other != at && attributions[other].source.iter().any(|source| source.overlaps(relayer))
            });
            if let Some(&known) = known {
                attributions[known].relayed_by = None;
                let told = attributions[at].content.clone();
                attributions[known].content = told;
                attributions[at].relayed_by = Some(attributions[known].id.clone());
                continue;
            }
            let id = format!("a{}", attributions.len() + 1);
            let outer = Attribution {
                id: id.clone(),
                source: vec![relayer],
                cue: vec![sentence[by].span],
                relayed_by: None,
                ..attributions[at].clone()
            };
            attributions[at].relayed_by = Some(id);
            attributions.push(outer);
        } else if let Some(saying) =
            (verb + 1..sentence.len()).find(|&w| is(w, "saying") && is(w - 1, "as") && w > verb + 2)
        {
            // "T quoted S as saying"
            let quoted = Span {
                start: sentence[verb + 1].span.start,
                end: sentence[saying - 2].span.end,
            };
            let id = format!("a{}", attributions.len() + 1);
            if attributions[at].source.iter().any(|s| s.overlaps(quoted)) {
                continue;
            }
            let known = here
                .iter()
                .find(|&&other| other != at && attributions[other].source.iter().any(|source| source.overlaps(quoted)));
            if let Some(&known) = known {
                attributions[known].relayed_by = Some(attributions[at].id.clone());
                continue;
            }
            let tail = Span {
                start: sentence[saying - 1].span.start,
                end: sentence[saying].span.end,
            };
            for content in &mut attributions[at].content {
                if content.overlaps(quoted) || content.overlaps(tail) {
                    let rest = content.end.max(tail.end);
                    let from = text[tail.end as usize..rest as usize].trim_start();
                    content.start = rest - from.len() as u32;
                    content.end = rest;
                }
            }
            attributions[at].content.retain(|content| !content.is_empty());
            attributions[at].cue = vec![sentence[verb].span];
            let inner = Attribution {
                id,
                source: vec![quoted],
                cue: vec![sentence[verb].span, tail],
                relayed_by: Some(attributions[at].id.clone()),
                ..attributions[at].clone()
            };
            if !inner.content.is_empty() {
                attributions.push(inner);
            }
        }
    }
}

/// A statement within a content is relayed by the innermost attribution around it, if one sentence holds both.
fn nest(sentences: &[Span], attributions: &mut [Attribution]) {
    let sentence = |span: &Span| sentences.partition_point(|s| s.start <= span.start);
    // The contents that may still hold something, in the order of their starts.
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut contents: Vec<(Span, usize)> = attributions
        .iter()
        .enumerate()
        .flat_map(|(at, a)| a.content.iter().map(move |span| (*span, at)))
        .collect();
    sort::by_key(&mut contents, |content| *content);
    let mut cues: Vec<(Span, usize)> = attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| a.relayed_by.is_none())
        .filter_map(|(at, a)| Some((*a.cue.first()?, at)))
        .collect();
    sort::by_key(&mut cues, |cue| *cue);
    let mut next = 0;
    for (cue, at) in cues {
        while next < contents.len() && contents[next].0.start <= cue.start {
            open.push(contents[next]);
            next += 1;
        }
        open.retain(|(content, _)| content.end > cue.start);
        let around = open
            .iter()
            .filter(|(content, other)| {
                *other != at
                    && content.contains(cue)
                    && attributions[*other]
                        .cue
                        .first()
                        .is_some_and(|outer| sentence(outer) == sentence(&cue))
            })
            // Of those who tell the same, the one who is cited for it stands nearest.
            .min_by_key(|(content, other)| (content.len(), attributions[*other].relayed_by.is_none()));
        if let Some(&(_, outer)) = around
            && attributions[outer].relayed_by.as_ref() != Some(&attributions[at].id)
        {
            attributions[at].relayed_by = Some(attributions[outer].id.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Quotation;
    use crate::text::list::assert_is_sorted;

    fn at(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap_or_else(|| panic!("{part:?} in {text:?}"));
        Span::new(start, start + part.len())
    }

    fn attribution(id: &str, text: &str, [source, cue, content]: [&str; 3]) -> Attribution {
        let parts = |part: &str| if part.is_empty() { vec![] } else { vec![at(text, part)] };
        Attribution {
            id: id.to_owned(),
            source: parts(source),
            cue: parts(cue),
            content: parts(content),
            quotation: Quotation::Indirect,
            polarity: Polarity::Affirmed,
            act: Act::Statement,
            relayed_by: None,
            source_id: None,
            about: vec![],
            confidence: 0.9,
        }
    }

    /// Each attribution as "source / cue / content <- id of the relayer".
    fn relays(text: &str, given: &[[&str; 3]]) -> Vec<String> {
        let mut all: Vec<Attribution> = given
            .iter()
            .enumerate()
            .map(|(index, parts)| attribution(&format!("a{}", index + 1), text, *parts))
            .collect();
        let whole = [Span::new(0, text.len())];
        add(text, &whole, &Quotes::find(text, &whole), &mut all);
        let join = |spans: &[Span]| spans.iter().map(|s| s.of(text)).collect::<Vec<_>>().join("…");
        all.iter()
            .map(|a| {
                let by = a.relayed_by.as_ref().map_or_else(String::new, |id| format!(" <- {id}"));
                format!("{} / {} / {}{by}", join(&a.source), join(&a.cue), join(&a.content))
            })
            .collect()
    }

    #[test]
    fn lists_are_sorted() {
        for list in [CITABLE, CITING] {
            assert_is_sorted(list);
        }
    }

    #[test]
    fn sources_cited_in_passing() {
        for (text, given, expected) in [
            (
                "The base will close, Kyodo said Thursday, citing unnamed government sources.",
                ["Kyodo", "said", "The base will close"],
                &[
                    "Kyodo / said / The base will close",
                    "unnamed government sources / citing / The base will close <- a1",
                ][..],
            ),
            (
                "The club is for sale, according to Radio Costa, which cited a report in Il Cronista quoting a source close to the owner.",
                ["Radio Costa", "according to", "The club is for sale"],
                &[
                    "Radio Costa / according to / The club is for sale",
                    "a report in Il Cronista / cited / The club is for sale <- a1",
                    "a source close to the owner / quoting / The club is for sale <- a2",
                ],
            ),
            (
                "Radio Costa reported that the club is for sale, citing two people close to the owner.",
                [
                    "Radio Costa",
                    "reported",
                    "that the club is for sale, citing two people close to the owner",
                ],
                &[
                    "Radio Costa / reported / that the club is for sale",
                    "two people close to the owner / citing / that the club is for sale <- a1",
                ],
            ),
            (
                "The mayor said the bridge would close, citing concerns about its cables.",
                ["The mayor", "said", "the bridge would close"],
                &["The mayor / said / the bridge would close"],
            ),
        ] {
            assert_eq!(relays(text, &[given]), expected, "{text}");
        }
    }

    #[test]
    fn people_quoted_by_others() {
        for (text, given, expected) in [
            (
                "“It is over,” Ozols was quoted as saying by the agency Leta.",
                ["Ozols", "was quoted as saying", "“It is over,”"],
                &[
                    "Ozols / was quoted as saying / “It is over,” <- a2",
                    "the agency Leta / by / “It is over,”",
                ],
            ),
            (
                "Leta quoted Ozols as saying it was over.",
                ["Leta", "quoted", "Ozols as saying it was over"],
                &[
                    "Leta / quoted / it was over",
                    "Ozols / quoted…as saying / it was over <- a1",
                ],
            ),
        ] {
            assert_eq!(relays(text, &[given]), expected, "{text}");
        }
    }

    #[test]
    fn a_statement_within_a_content_is_relayed_by_its_source() {
        let text = "She said Garbutt had told her that one of the men was a Scot.";
        let given = [
            ["She", "said", "Garbutt had told her that one of the men was a Scot"],
            ["Garbutt", "had told", "that one of the men was a Scot"],
        ];
        assert!(relays(text, &given)[1].ends_with("<- a1"));
    }
}

//! "were not immediately available for comment": the formulas by which an article says that somebody gave no answer.
//!
//! The annotated articles leave about a quarter of these out, so the encoder has learned to overlook some. They are the
//! same few phrases in every newsroom, and rules find the ones it missed.

use std::ops::Range;

use super::join::Joined;
use super::tags::Roles;
use crate::encoder::{Reading, WordRange};
use crate::span::Span;
use crate::text::quotes::{Place, Quotes};

/// Auxiliaries before "not" and a verb of answering, and before "n't".
const AUXILIARIES: [&str; 10] = ["can", "could", "did", "do", "does", "had", "has", "have", "was", "were"];
/// The same, as the words before the apostrophe of "n't".
const CONTRACTED: [&str; 9] = [
    "couldn", "didn", "doesn", "don", "hadn", "hasn", "haven", "wasn", "weren",
];
/// What may stand between the parts of a formula.
const ADVERBS: [&str; 12] = [
    "also",
    "be",
    "been",
    "directly",
    "ever",
    "immediately",
    "initially",
    "promptly",
    "quickly",
    "readily",
    "so",
    "yet",
];
/// Verbs of answering.
const ANSWERS: [&str; 8] = [
    "answer",
    "answered",
    "replied",
    "reply",
    "respond",
    "responded",
    "return",
    "returned",
];
/// What one answers, or is available for: without one of these a formula is not about the press.
const QUESTIONS: [&str; 25] = [
    "approached",
    "call",
    "calls",
    "comment",
    "email",
    "emails",
    "inquiries",
    "inquiry",
    "interview",
    "interviews",
    "letter",
    "letters",
    "mail",
    "mails",
    "message",
    "messages",
    "phone",
    "queries",
    "query",
    "question",
    "questions",
    "reporters",
    "request",
    "requests",
    "voicemail",
];

/// The words of a sentence as the rules compare them.
struct Sentence {
    /// Its first word in the document.
    first: usize,
    words: Vec<String>,
}

impl Sentence {
    /// The lower-cased word; empty past either end.
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&self.word(at))
    }

    /// Skips adverbs.
    fn past_adverbs(&self, mut at: usize) -> usize {
        while self.is(at, &ADVERBS) {
            at += 1;
        }
        at
    }

    /// Words of the sentence as words of the document.
    fn range(&self, words: Range<usize>) -> WordRange {
        self.first + words.start..self.first + words.end
    }
}

/// Adds the formulas that no cue covers. What the encoder made of their words gives way, unless the formula is part of
/// what somebody else is said to have said in the same sentence.
pub(super) fn add(
    text: &str,
    sentences: &[Span],
    quotes: &Quotes,
    reading: &Reading<'_>,
    roles: &mut Roles,
) -> Vec<Joined> {
    let mut found = Vec::new();
    let mut word = 0;
    for sentence in sentences {
        while word < reading.words() && reading.span(&(word..word + 1)).start < sentence.start {
            word += 1;
        }
        let first = word;
        while word < reading.words() && reading.span(&(word..word + 1)).start < sentence.end {
            word += 1;
        }
        let lower = |w: usize| reading.span(&(w..w + 1)).of(text).to_lowercase();
        let sentence = Sentence {
            first,
            words: (first..word).map(lower).collect(),
        };
        let Some(silence) = formula(&sentence) else { continue };
        let start = reading.span(&(silence.cue.start..silence.cue.start + 1)).start;
        let whole = first..word;
        let said_here = roles.cues.iter().any(|cue| meets(cue, &whole));
        if said_here || quotes.place(start) != Place::Outside {
            continue;
        }
        for spans in [&mut roles.sources, &mut roles.contents] {
            spans.retain(|span| !meets(span, &whole));
        }
        found.push(silence);
    }
    found
}

/// Whether two ranges share a word.
pub(super) fn meets(one: &WordRange, other: &WordRange) -> bool {
    one.start < other.end && other.start < one.end
}

/// The formula in a sentence, if there is one.
fn formula(sentence: &Sentence) -> Option<Joined> {
    (0..sentence.words.len()).find_map(|at| {
        let cue_end = cue_from(sentence, at)?;
        let content_end = (cue_end..sentence.words.len())
            .find(|&w| is_break(sentence.word(w)))
            .unwrap_or(sentence.words.len());
        let content = cue_end..content_end;
        let unreached = content.is_empty() && sentence.is(cue_end - 1, &["contacted", "reached"]);
        let about_the_press = unreached || content.clone().any(|w| sentence.is(w, &QUESTIONS));
        if !about_the_press {
            return None;
        }
        let source = subject(sentence, at)?;
        let content = Some(content).filter(|content| !content.is_empty());
        Some(Joined::by_rule(
            Some(sentence.range(source)),
            sentence.range(at..cue_end),
            content.map(|content| sentence.range(content)).into_iter().collect(),
        ))
    })
}

/// Where the cue that starts at a word ends, if one does.
fn cue_from(sentence: &Sentence, at: usize) -> Option<usize> {
    let s = sentence;
    let end = if s.is(at, &["was", "were"]) && s.is(s.past_adverbs(at + 1), &["unavailable", "unreachable"]) {
        s.past_adverbs(at + 1) + 1
    } else {
        let after_not = if s.is(at, &AUXILIARIES) && s.word(at + 1) == "not" {
            at + 2
        } else if (s.is(at, &AUXILIARIES) && s.is(at + 1, &ADVERBS) && s.word(at + 2) == "not")
            || (s.is(at, &CONTRACTED) && s.word(at + 2) == "t")
        {
            at + 3
        } else if s.word(at) == "cannot" {
            at + 1
        } else {
            return None;
        };
        let verb = s.past_adverbs(after_not);
        let reaches = s.is(at, &["can", "could", "couldn", "cannot"]) && s.is(verb, &["contacted", "reached"]);
        let available = s.is(at, &["was", "wasn", "were", "weren"]) && s.word(verb) == "available";
        let answers = !s.is(
            at,
            &["can", "cannot", "could", "couldn", "was", "wasn", "were", "weren"],
        ) && s.is(verb, &ANSWERS);
        if !(reaches || available || answers) {
            return None;
        }
        // "respond to" is one cue.
        if answers && s.word(verb + 1) == "to" {
            verb + 2
        } else {
            verb + 1
        }
    };
    Some(end)
}

/// What ends the content of a formula.
fn is_break(word: &str) -> bool {
    matches!(
        word,
        "." | "," | ";" | ":" | "!" | "?" | "—" | "–" | "(" | "but" | "”" | "\""
    )
}

/// The subject before a verb: back to the start of the clause.
fn subject(sentence: &Sentence, verb: usize) -> Option<Range<usize>> {
    let mut end = verb;
    while end > 0 && sentence.is(end - 1, &ADVERBS) {
        end -= 1;
    }
    if end > 0 && sentence.is(end - 1, &["who", "which"]) {
        return Some(end - 1..end);
    }
    // A comma right before the verb closes an apposition, and the subject starts before it.
    let apposition = end > 0 && sentence.word(end - 1) == ",";
    let opens = |w: &usize| match sentence.word(*w) {
        ";" | ":" | "—" | "–" | "but" | "while" | "although" | "though" | "because" | "”" | "\"" => true,
        "," => !apposition || matches!(sentence.word(w + 1), "and" | "but"),
        _ => false,
    };
    let mut start = (0..end).rev().find(opens).map_or(0, |w| w + 1);
    while start < end && sentence.is(start, &["and", "but", "”", "\""]) {
        start += 1;
    }
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source, cue and content of the formula in a sentence whose words are set apart.
    fn found(sentence: &str) -> Option<[String; 3]> {
        let words: Vec<String> = sentence.to_lowercase().split_whitespace().map(str::to_owned).collect();
        let sentence = Sentence { first: 0, words };
        let joined = formula(&sentence)?;
        let text = |range: Option<&WordRange>| range.map_or(String::new(), |r| sentence.words[r.clone()].join(" "));
        Some([
            text(joined.source.as_ref()),
            text(Some(&joined.cue)),
            text(joined.content.first()),
        ])
    }

    #[test]
    fn formulas_are_found() {
        for (sentence, expected) in [
            (
                "Defense Ministry officials were not immediately available for comment .",
                [
                    "defense ministry officials",
                    "were not immediately available",
                    "for comment",
                ],
            ),
            (
                "The hospital did not respond to a request for comment .",
                ["the hospital", "did not respond to", "a request for comment"],
            ),
            (
                "Norton , a publisher in Leeds , did not immediately reply to emails on Friday .",
                [
                    "norton , a publisher in leeds ,",
                    "did not immediately reply to",
                    "emails on friday",
                ],
            ),
            (
                "Bair could not be reached for comment .",
                ["bair", "could not be reached", "for comment"],
            ),
            (
                "The plant has shut , and its owner couldn ’ t be reached .",
                ["its owner", "couldn ’ t be reached", ""],
            ),
            (
                "Others didn ' t return calls seeking comment .",
                ["others", "didn ' t return", "calls seeking comment"],
            ),
            (
                "His lawyer was unavailable for comment .",
                ["his lawyer", "was unavailable", "for comment"],
            ),
            (
                "On Monday , the firm did not answer questions about it .",
                ["the firm", "did not answer", "questions about it"],
            ),
            (
                "Lewandowski , who did not respond to a request for comment , has denied it .",
                ["who", "did not respond to", "a request for comment"],
            ),
        ] {
            assert_eq!(found(sentence), Some(expected.map(str::to_owned)), "{sentence}");
        }
    }

    #[test]
    fn other_negations_are_left_alone() {
        for sentence in [
            "The patients did not respond to treatment .",
            "The tickets were not available on Monday .",
            "The summit could not be reached before noon was out .",
            "He did not return to the island .",
            "The minister answered questions .",
        ] {
            assert_eq!(found(sentence), None, "{sentence}");
        }
    }
}

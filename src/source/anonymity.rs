//! The language by which an article withholds a name, and the reason that it gives.
//!
//! AP and Reuters ask both for a description of the source and for the reason, so both are fixed formulas.

use crate::span::Span;
use crate::text::words;

/// Phrases that say that the reporter knows the name and withholds it. Each is a run of words in small letters.
const WITHHELD: [&str; 34] = [
    "anonymity",
    "anonymous",
    "anonymously",
    "asked not to be",
    "asking not to be",
    "be identified by name",
    "can not be named",
    "cannot be identified",
    "cannot be named",
    "could not be identified publicly",
    "could not be named",
    "declined to be identified",
    "declined to be named",
    "did not want to be",
    "did not wish to be",
    "identity withheld",
    "insisted on not being",
    "not being identified",
    "not being named",
    "not to be identified",
    "not to be named",
    "not to be quoted",
    "not to give",
    "on background",
    "on condition that",
    "refused to be named",
    "requested not to be",
    "requesting not to be",
    "undisclosed",
    "unidentified",
    "unnamed",
    "whose identity",
    "whose name has been",
    "without being named",
];

/// Phrases that describe somebody by what they know instead of a name.
const PLACED_TO_KNOW: [&str; 25] = [
    "aware of the",
    "briefed about",
    "briefed by",
    "briefed on",
    "close to the",
    "direct knowledge",
    "directly involved in the talks",
    "familiar with",
    "firsthand knowledge",
    "informed about",
    "informed of",
    "inside knowledge",
    "involved in the discussions",
    "involved in the negotiations",
    "involved in the talks",
    "knowledge of",
    "knowledgeable about",
    "near the talks",
    "not authorised to",
    "not authorized to",
    "privy to",
    "unauthorised to",
    "unauthorized to",
    "with access to the",
    "with insight into",
];

/// How a reason for withholding a name begins.
const REASONS: [&str; 32] = [
    "as he is not",
    "as he was not",
    "as she is not",
    "as she was not",
    "as the",
    "as they are not",
    "as they were not",
    "because",
    "being not authorized",
    "citing company policy",
    "citing the sensitivity",
    "due to",
    "for fear",
    "for her safety",
    "for his safety",
    "for legal reasons",
    "for reasons of",
    "for safety reasons",
    "for security reasons",
    "for their safety",
    "given the sensitive",
    "given the sensitivity",
    "in keeping with",
    "in line with",
    "in order to",
    "lest",
    "out of concern",
    "out of fear",
    "owing to",
    "since",
    "to avoid",
    "to protect",
];

/// More of the same, which begin with "to": what anonymity makes possible.
const PURPOSES: [&str; 10] = [
    "to be able to",
    "to be candid",
    "to describe",
    "to disclose",
    "to discuss",
    "to preserve",
    "to reveal",
    "to share",
    "to speak",
    "to talk",
];

/// Clauses that are a reason themselves: "who were not authorized to speak publicly".
const UNAUTHORIZED: [&str; 8] = [
    "are not authorized to",
    "is not authorized to",
    "lacked authorization to",
    "not authorized to",
    "was not authorised to",
    "was not authorized to",
    "were not authorised to",
    "were not authorized to",
];

/// The words of a stretch of text, to look formulas up in.
pub(super) struct Words {
    joined: String,
    /// For each word: where it starts in `joined`, and where it stands in the text.
    places: Vec<(usize, Span)>,
}

impl Words {
    /// The words of `span`, joined by single spaces in small letters; a comma, a bracket or a dash becomes a word of
    /// its own, so that no formula reaches across one.
    pub(super) fn of(text: &str, span: Span) -> Self {
        let (mut joined, mut places) = (String::from(" "), Vec::new());
        let mut last = span.start;
        for word in words(span.of(text)) {
            let word = Span::new((span.start + word.start) as usize, (span.start + word.end) as usize);
            let gap = Span {
                start: last,
                end: word.start,
            };
            if let Some(mark) = gap.of(text).find([',', ';', '(', ')', '—', '–', '“', '”', '"']) {
                places.push((
                    joined.len(),
                    Span::new(gap.start as usize + mark, gap.start as usize + mark),
                ));
                joined.push_str("| ");
            }
            places.push((joined.len(), word));
            joined.push_str(&word.of(text).replace('’', "'").to_lowercase());
            joined.push(' ');
            last = word.end;
        }
        Self { joined, places }
    }

    /// Where the formula stands, by the index of its first word, from word `from` on.
    fn find(&self, formula: &str, from: usize) -> Option<usize> {
        let start = self.places.get(from)?.0;
        let at = self.joined[start - 1..].find(&format!(" {formula} "))?;
        Some(self.places.partition_point(|(place, _)| *place < start + at))
    }

    fn first_of(&self, formulas: &[&str], from: usize) -> Option<usize> {
        formulas.iter().filter_map(|formula| self.find(formula, from)).min()
    }

    /// Whether the words withhold a name.
    pub(super) fn withhold(&self) -> bool {
        self.first_of(&WITHHELD, 0).is_some()
    }

    /// Whether the words describe somebody by what they know.
    pub(super) fn are_placed_to_know(&self) -> bool {
        self.first_of(&PLACED_TO_KNOW, 0).is_some()
    }

    /// The words that say why, up to the end of their clause.
    pub(super) fn reason(&self) -> Option<Span> {
        let marker = [&WITHHELD[..], &PLACED_TO_KNOW]
            .iter()
            .filter_map(|list| self.first_of(list, 0))
            .min()?;
        // A purpose must be about speaking, not about what was said: it follows the marker closely.
        let close = |at: &usize| *at <= marker + 14;
        let start = self
            .first_of(&REASONS, marker + 1)
            .filter(|at| self.is_because(*at) || close(at))
            .or_else(|| self.first_of(&UNAUTHORIZED, 0))
            .or_else(|| self.first_of(&PURPOSES, marker + 1).filter(close))?;
        let open = self.places.len();
        let end = (start + 1..open)
            .find(|&at| self.places[at].1.is_empty() && !self.goes_on(at))
            .unwrap_or(open);
        let end = self.find("and spoke", start).map_or(end, |at| at.min(end));
        Some(Span {
            start: self.places[start].1.start,
            end: self.places[end - 1].1.end,
        })
    }

    fn is_because(&self, at: usize) -> bool {
        self.joined[self.places[at].0..].starts_with("because ")
    }

    /// Whether the clause goes on behind the comma at `at`: in a list or with "and", "or", "including".
    fn goes_on(&self, at: usize) -> bool {
        let rest = &self.joined[self.places[at].0..];
        ["| or ", "| including ", "| especially "]
            .iter()
            .any(|start| rest.starts_with(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Words {
        Words::of(text, Span::new(0, text.len()))
    }

    #[test]
    fn names_that_are_withheld() {
        for (phrase, withheld, placed) in [
            ("unnamed Japanese government sources", true, false),
            ("a U.S. official, speaking on condition of anonymity", true, false),
            ("an aide who asked not to be named", true, false),
            ("a teacher who did not want to be identified", true, false),
            ("two people familiar with the matter", false, true),
            ("a person with direct knowledge of the talks", false, true),
            ("a spokeswoman for the company", false, false),
            ("the driver, who is familiar to everybody here", false, false),
        ] {
            let words = read(phrase);
            assert_eq!(
                (words.withhold(), words.are_placed_to_know()),
                (withheld, placed),
                "{phrase}"
            );
        }
    }

    #[test]
    fn reasons() {
        for (sentence, reason) in [
            (
                "two people, who asked not to be named because the talks are private.",
                Some("because the talks are private"),
            ),
            (
                "He spoke on condition of anonymity for fear of losing his job, and said the plant would close.",
                Some("for fear of losing his job"),
            ),
            (
                "an aide who cannot be named for legal reasons",
                Some("for legal reasons"),
            ),
            (
                "The officials were not authorized to speak publicly and spoke on condition of anonymity.",
                Some("were not authorized to speak publicly"),
            ),
            (
                "speaking on condition of anonymity to discuss private talks",
                Some("to discuss private talks"),
            ),
            ("a U.S. official speaking on condition of anonymity", None),
            ("an unnamed official", None),
        ] {
            assert_eq!(read(sentence).reason().map(|r| r.of(sentence)), reason, "{sentence}");
        }
    }
}

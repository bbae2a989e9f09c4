//! Times that no calendar has: "now", "recently", "the future".

use crate::analysis::TimeKind;
use crate::time::grammar::Match;
use crate::time::tokens::Tokens;

const PRESENT: &str = "PRESENT_REF";
const PAST: &str = "PAST_REF";
const FUTURE: &str = "FUTURE_REF";

/// Phrases in lower case, sorted; the longest that fits is meant.
const PHRASES: [(&[&str], &str); 25] = [
    (&["as", "soon", "as", "possible"], FUTURE),
    (&["at", "present"], PRESENT),
    (&["current"], PRESENT),
    (&["currently"], PRESENT),
    (&["formerly"], PAST),
    (&["future"], FUTURE),
    (&["in", "due", "course"], FUTURE),
    (&["more", "recently"], PAST),
    (&["most", "recently"], PAST),
    (&["now"], PRESENT),
    (&["nowadays"], PRESENT),
    (&["presently"], PRESENT),
    (&["previously"], PAST),
    (&["recent"], PAST),
    (&["recently"], PAST),
    (&["soon"], FUTURE),
    (&["the", "distant", "past"], PAST),
    (&["the", "foreseeable", "future"], FUTURE),
    (&["the", "future"], FUTURE),
    (&["the", "moment"], PRESENT),
    (&["the", "near", "future"], FUTURE),
    (&["the", "near", "term"], FUTURE),
    (&["the", "past"], PAST),
    (&["the", "recent", "past"], PAST),
    (&["these", "days"], PRESENT),
];

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    let (words, value) = PHRASES
        .iter()
        .filter(|(words, _)| t.all(at, words))
        .max_by_key(|(words, _)| words.len())?;
    let end = at + words.len();
    let meant = match words {
        // "the past" before a noun is part of a length of time or of a phrase.
        ["the", "past"] => {
            t.word(end).is_empty()
                || t.any(
                    end,
                    &[
                        "and", "as", "but", "he", "it", "or", "she", "that", "they", "to", "we", "when",
                    ],
                )
        }
        ["the", "moment"] => {
            t.any(at.wrapping_sub(1), &["at", "for"]) && !t.any(end, &["of", "when", "the", "he", "she"])
        }
        ["soon"] => {
            !t.any(at.wrapping_sub(1), &["as", "so", "too", "how"])
                && !t.any(end, &["after", "as", "enough", "afterward", "afterwards"])
        }
        ["now"] => {
            !t.mark(at.wrapping_sub(1), '-') && !t.any(at.wrapping_sub(1), &["until", "till"]) && !t.mark(end, '-')
        }
        ["current"] | ["future"] | ["recent"] => {
            !t.capital(at)
                && !t.any(at.wrapping_sub(1), &["most"])
                && (words[0] != "future" || !t.mark(end, '.') && !t.word(end).is_empty())
        }
        _ => true,
    };
    meant.then(|| Match::value(end, TimeKind::Date, *value))
}

//! Times that no calendar has: "now", "recently", "the future".

use crate::analysis::TimeKind;
use crate::time::grammar::Match;
use crate::time::tokens::Tokens;

const PRESENT: &str = "PRESENT_REF";
const PAST: &str = "PAST_REF";
const FUTURE: &str = "FUTURE_REF";

/// Phrases in lower case, sorted; the longest that fits is meant.
const PHRASES: [(&[&str], &str); 20] = [
    (&["as", "soon", "as", "possible"], FUTURE),
    (&["at", "present"], PRESENT),
    (&["current"], PRESENT),
    (&["currently"], PRESENT),
    (&["formerly"], PAST),
    (&["in", "due", "course"], FUTURE),
    (&["more", "recently"], PAST),
    (&["now"], PRESENT),
    (&["nowadays"], PRESENT),
    (&["recently"], PAST),
    (&["right", "now"], PRESENT),
    (&["soon"], FUTURE),
    (&["the", "distant", "past"], PAST),
    (&["the", "foreseeable", "future"], FUTURE),
    (&["the", "future"], FUTURE),
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
        ["soon"] => {
            !t.any(at.wrapping_sub(1), &["as", "so", "too", "how"])
                && !t.any(end, &["after", "as", "enough", "afterward", "afterwards"])
        }
        ["now"] => !t.mark(at.wrapping_sub(1), '-') && !t.mark(end, '-'),
        ["current"] => !t.capital(at),
        _ => true,
    };
    meant.then(|| Match::value(end, TimeKind::Date, *value))
}

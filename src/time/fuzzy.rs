//! Times that no calendar has: "now", "recently", "the future".

use crate::analysis::TimeKind;
use crate::time::grammar::Match;
use crate::time::tokens::Tokens;

const PRESENT: &str = "PRESENT_REF";
const PAST: &str = "PAST_REF";
const FUTURE: &str = "FUTURE_REF";

/// Phrases in lower case, sorted; the longest that fits is meant.
const PHRASES: [(&[&str], &str); 21] = [
    (&["as", "soon", "as", "possible"], FUTURE),
    (&["at", "present"], PRESENT),
    (&["current"], PRESENT),
    (&["currently"], PRESENT),
    (&["formerly"], PAST),
    (&["in", "due", "course"], FUTURE),
    (&["more", "recently"], PAST),
    (&["now"], PRESENT),
    (&["nowadays"], PRESENT),
    (&["one", "day"], FUTURE),
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
        ["one", "day"] => is_some_day(t, at),
        ["now"] => !t.mark(at.wrapping_sub(1), '-') && !t.mark(end, '-'),
        ["current"] => !t.capital(at),
        _ => true,
    };
    meant.then(|| Match::value(end, TimeKind::Date, *value))
}

/// "One day we will win", "you may win one day": a day to come, and no length of time.
fn is_some_day(t: &Tokens, at: usize) -> bool {
    const NEAR: usize = 8;
    let counted = t.any(
        at.wrapping_sub(1),
        &[
            "after", "at", "by", "for", "in", "just", "least", "only", "than", "within",
        ],
    ) || t.any(
        at + 2,
        &[
            "a", "after", "ago", "and", "before", "earlier", "in", "last", "later", "of", "or", "per", "this",
        ],
    );
    let stops = |at: &usize| ['.', '!', '?', ';'].iter().any(|mark| t.mark(*at, *mark));
    let to_come = |at: usize| t.any(at, &["can", "hope", "hopes", "ll", "will"]);
    let before = (at.saturating_sub(NEAR)..at)
        .rev()
        .take_while(|at| !stops(at))
        .any(to_come);
    let behind = || (at + 2..at + 2 + NEAR).take_while(|at| !stops(at)).any(to_come);
    !counted && (before || behind())
}

#[cfg(test)]
mod tests {
    use crate::time::tests::check;

    #[test]
    fn list_is_sorted() {
        assert!(super::PHRASES.is_sorted());
    }

    #[test]
    fn times_without_a_calendar() {
        check(&[
            ("It is now open.", "now = PRESENT_REF"),
            (
                "The current plan is currently new.",
                "current = PRESENT_REF | currently = PRESENT_REF",
            ),
            ("He left recently.", "recently = PAST_REF"),
            (
                "One day we will win. In one day, it will rain.",
                "One day = FUTURE_REF | one day = P1D",
            ),
            ("The truce held one day. Talks will resume.", "one day = P1D"),
            ("“You’ll win one day,” he said.", "one day = FUTURE_REF"),
            ("It will open soon.", "soon = FUTURE_REF"),
            ("As soon as he left.", ""),
            (
                "In the future, in the near future.",
                "the future = FUTURE_REF | the near future = FUTURE_REF",
            ),
            ("In the past, he left.", "the past = PAST_REF"),
            (
                "Right now, these days.",
                "Right now = PRESENT_REF | these days = PRESENT_REF",
            ),
        ]);
    }
}

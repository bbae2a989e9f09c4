//! Words cut in two and words run together, as columns of print and lost spaces leave them.

use super::letters::is_derived;
use super::page::{Page, Word, note};
use crate::analysis::{Damage, DamageKind};
use crate::span::Span;
use crate::text::list::holds;

/// Finds them. Whether two halves are one word is for the vocabulary to say; without it only lost spaces after a full stop
/// are found.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    for at in 0..page.words.len() {
        if let Some(span) = hyphenated(page, at) {
            let message = format!("“{}” is one word, cut at the end of a line.", span.of(page.text));
            note(found, DamageKind::Other, span, message);
        } else if let Some(span) = split(page, at) {
            let message = format!("“{}” is one word with a space in it.", span.of(page.text));
            note(found, DamageKind::Other, span, message);
        } else if let Some(cut) = run_together(page, at) {
            let word = &page.words[at];
            let (first, second) = word.text.split_at(cut);
            let message = format!("A space is missing between “{first}” and “{second}”.");
            note(found, DamageKind::Other, word.span, message);
        } else if lost_space(page, at) {
            let span = page.span(at, at + 1);
            let message = format!("A space is missing in “{}”.", span.of(page.text));
            note(found, DamageKind::Other, span, message);
        }
    }
}

/// "yester- day", "govern-\nment": a hyphen and white space within a word.
fn hyphenated(page: &Page<'_>, at: usize) -> Option<Span> {
    let next = page.words.get(at + 1)?;
    let rest = page.gap(at).strip_prefix(['-', '\u{AD}', '\u{2010}', '¬'])?;
    if rest.is_empty()
        || !rest.chars().all(char::is_whitespace)
        || !next.is_small()
        || next.sentence != page.words[at].sentence
    {
        return None;
    }
    let first = last_part(&page.words[at].lower);
    // "two- and three-year", "pre- or post-war"
    if ["and", "but", "nor", "or", "to", "versus"].contains(&next.lower.as_str())
        || !first.chars().all(char::is_alphabetic)
    {
        return None;
    }
    let whole = format!("{first}{}", next.lower);
    let fragment =
        page.knows(&next.lower) == Some(false) && (is_derived(page, &whole) || !is_derived(page, &next.lower));
    (page.is_word(&whole) || fragment && next.lower.len() > 1).then(|| page.span(at, at + 1))
}

/// "gov ernment": two words in small letters that together are one, where at least one is none of its own.
fn split(page: &Page<'_>, at: usize) -> Option<Span> {
    let (word, next) = (&page.words[at], page.next(at)?);
    let whole = word.text.len() + next.text.len();
    let plain = |w: &Word<'_>| w.text.chars().all(char::is_alphabetic) && !page.in_address(w.span);
    if whole < 6 || next.text.len() < 2 || word.text.len() < 2 || !next.is_small() || !plain(word) || !plain(next) {
        return None;
    }
    if !(word.is_small() || word.first) || word.quoted {
        return None;
    }
    // "is suing", "invent or": what follows or precedes a function word is likely a word, though a rare one.
    let fragment = |w: &Word<'_>, other: &Word<'_>| {
        !page.is_word(&w.lower) && !is_derived(page, &w.lower) && (w.lower.len() > 5 || other.lower.len() > 2)
    };
    let foreign = fragment(word, next) || fragment(next, word);
    (foreign && page.is_word(&format!("{}{}", word.lower, next.lower))).then(|| page.span(at, at + 1))
}

/// "saidthat", "ofthe": a function word run into its neighbour. Returns where the space belongs.
fn run_together(page: &Page<'_>, at: usize) -> Option<usize> {
    let word = &page.words[at];
    if !word.text.is_ascii() || word.text.len() < 5 || !(word.is_small() || word.first && word.is_title_case()) {
        return None;
    }
    if page.knows(&word.lower) != Some(false) || page.in_address(word.span) {
        return None;
    }
    let lower = word.lower.as_str();
    // Two function words: "ofthe", "inthe", "thatthe".
    let two = JOINED.iter().find_map(|second| {
        let first = lower.strip_suffix(second)?;
        holds(FIRST, first).then_some(first.len())
    });
    two.or_else(|| {
        // A verb of saying and "that": "saidthat".
        let first = ["that", "the"].iter().find_map(|second| lower.strip_suffix(second))?;
        [
            "added",
            "announced",
            "believe",
            "believed",
            "claimed",
            "reported",
            "said",
            "says",
            "told",
        ]
        .contains(&first)
        .then_some(first.len())
    })
    .or_else(|| {
        // A longer word and one that ends no word: "programmethat".
        let first = ["and", "for", "of", "that", "the", "with"]
            .iter()
            .find_map(|second| lower.strip_suffix(second))?;
        (word.is_small() && first.len() > 4 && !["there", "where"].contains(&first) && page.is_word(first))
            .then_some(first.len())
    })
}

/// What is run into the word before it.
const JOINED: [&str; 8] = ["a", "an", "his", "it", "that", "the", "their", "this"];
/// Words that lose the space behind them. A pair with one of [`JOINED`] must be no word: "and" + "an" is none, but
/// "at" + "a" would not be looked for, as it is too short.
const FIRST: &str = "about after and as at before by for from in into of on over that to was with";

/// "in Taiwan.The army", "on Monday,but": no space behind a mark.
fn lost_space(page: &Page<'_>, at: usize) -> bool {
    let (word, Some(next)) = (&page.words[at], page.words.get(at + 1)) else {
        return false;
    };
    let gap = page.gap(at);
    let letters = |w: &Word<'_>| w.text.chars().filter(|c| c.is_lowercase()).count();
    if page.in_token_with_signs(word.span) || !word.text.chars().all(char::is_alphabetic) {
        return false;
    }
    let plain = word.is_small() && letters(word) >= 3 && page.is_word(&word.lower);
    match gap {
        "." | "?" | "!" => {
            let ends = page.after(next.span.end).starts_with(char::is_whitespace);
            let opens = next.is_in(SENTENCE_OPENERS) && (next.is_title_case() || matches!(next.text, "A" | "I"));
            let begins = next.is_title_case()
                && page.is_word(&next.lower)
                && !["com", "net", "org"].contains(&next.lower.as_str());
            let name = word.is_title_case() && letters(word) > 3 && page.is_word(&word.lower);
            ends && (plain && (opens || begins) || opens && name)
        }
        "," | ";" => {
            plain && next.is_small() && letters(next) >= 2 && page.is_word(&next.lower) && page.is_word(&word.lower)
        }
        _ => false,
    }
}

/// Words that a sentence may open with and an address or product name does not go on with.
const SENTENCE_OPENERS: &str = "a after all an and as at but by for from he her his however i if in it its mr mrs on she some that the their \
    there these they this we when while with";

/// The part of a word behind its last hyphen.
fn last_part(word: &str) -> &str {
    word.rsplit('-').next().unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert!(JOINED.is_sorted());
        assert_is_sorted(FIRST);
        assert_is_sorted(SENTENCE_OPENERS);
    }

    #[test]
    fn broken_words() {
        check(
            find,
            &[
                ("They left early yester- day with the money.", &["yester- day"]),
                ("The govern- ment fell.", &["govern- ment"]),
                ("The gov ernment fell; it was in- sured.", &["gov ernment", "in- sured"]),
                ("The mayor saidthat it was late.", &["saidthat"]),
                ("The end ofthe road.", &["ofthe"]),
                ("They went home.The house was dark.", &["home.The"]),
                ("It was late,but they went.", &["late,but"]),
            ],
            &[
                "Two- and three-year plans, pre- or post-war.",
                "A long- term plan. He saw the man and the house.",
                "See example.com, The.Times, node.Js and a@example.The.",
                "He sold 1,000 houses.",
                "The pan was hot. He can not go in to the house.",
            ],
        );
    }
}

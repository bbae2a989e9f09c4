//! Lengths of time: "three days", "the past two years", "18-month", "more than a decade", "weeks", "half an hour".

use crate::analysis::TimeKind;
use crate::time::grammar::{Match, amount};
use crate::time::lexicon;
use crate::time::point::{Amount, Unit, duration};
use crate::time::tokens::Tokens;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    counted(t, at)
        .or_else(|| long(t, at))
        .or_else(|| vague(t, at))
        .or_else(|| bare(t, at))
}

fn length(end: usize, amount: Amount, unit: Unit) -> Option<Match> {
    Some(Match::value(end, TimeKind::Duration, duration(amount, unit)))
}

/// The token after words that bound or blur a number: "more than", "at least", "almost", "up to".
pub(super) fn past_limit(t: &Tokens, at: usize) -> usize {
    for words in [
        &["no", "more", "than"][..],
        &["no", "less", "than"],
        &["no", "fewer", "than"],
        &["more", "than"],
        &["less", "than"],
        &["fewer", "than"],
        &["at", "least"],
        &["at", "most"],
        &["up", "to"],
        &["just", "over"],
        &["just", "under"],
        &["almost"],
        &["nearly"],
        &["over"],
        &["under"],
        &["about"],
        &["around"],
        &["roughly"],
        &["approximately"],
        &["some"],
        &["within"],
    ] {
        if t.all(at, words) {
            return at + words.len();
        }
    }
    at
}

/// Whether the limit at `at` belongs to a length's expression; "about" and "within" stay outside.
fn is_inner_limit(t: &Tokens, at: usize) -> bool {
    !t.any(
        at,
        &[
            "about",
            "around",
            "roughly",
            "approximately",
            "some",
            "within",
            "over",
            "under",
        ],
    ) || t.any(at, &["over"]) && t.any(at + 1, &["a", "an"])
}

/// "the past", "the next", "the first", "the": the token after it, and whether an adjective was there.
fn past_determiner(t: &Tokens, at: usize) -> (usize, bool) {
    let the = at + usize::from(t.any(at, &["the", "these", "those"]));
    let end = the + usize::from(t.any(the, &ADJECTIVES));
    (end, end > the)
}

/// What may stand between the article and the number.
const ADJECTIVES: [&str; 17] = [
    "closing",
    "coming",
    "final",
    "first",
    "following",
    "full",
    "initial",
    "last",
    "latest",
    "next",
    "opening",
    "other",
    "past",
    "preceding",
    "previous",
    "prior",
    "remaining",
];

/// A length with its number.
fn counted(t: &Tokens, at: usize) -> Option<Match> {
    let limit = past_limit(t, at);
    if limit > at && !is_inner_limit(t, at) {
        return None;
    }
    if t.any(at.wrapping_sub(1), &["aged"]) {
        return None;
    }
    let (from, adjective) = past_determiner(t, limit);
    if t.glued(from) && (t.mark(from.wrapping_sub(1), '.') || t.mark(from.wrapping_sub(1), '$')) {
        return None;
    }
    let article = t.any(from, &["a", "an"]);
    let (mut end, mut count) = amount(t, from)?;
    // "two to three weeks", "12-18 months".
    let mut hyphen = t.past_hyphen(end);
    if t.any(hyphen, &["to", "or", "and"]) || t.mark(end, '-') {
        let to = t.past_hyphen(hyphen + usize::from(t.any(hyphen, &["to", "or", "and"])));
        if let Some((next, _)) = amount(t, to).filter(|_| !article) {
            let named = t.past_hyphen(next);
            if lexicon::unit(t.word(named)).is_some() && !t.any(to, &["a", "an"]) {
                end = next;
                hyphen = named;
                if adjective {
                    count = Amount::Vague;
                }
            }
        }
    }
    let mut named = hyphen;
    let joined = hyphen > end;
    if !joined {
        while t.any(named, &FILLERS) {
            named += 1;
        }
    }
    if count == Amount::Tenths(5) && !joined {
        // "half a century", "half an hour".
        named = named.max(end);
    }
    let (unit, plural) = lexicon::unit(t.word(named))?;
    let mut close = named + 1;
    if t.all(close, &["and", "a", "half"]) && article {
        count = Amount::Tenths(15);
        close += 3;
    }
    if is_age(t, close)
        || unit == Unit::Second && !plural && !joined
        || unit == Unit::Quarter && (!plural || joined || t.any(close, &["of"]))
    {
        return None;
    }
    if unit == Unit::Night && !plural && (article || joined) || unit == Unit::Weekend && !plural && article {
        return None;
    }
    if article && !adjective && limit == at && named == from + 1 && !is_length(t, from, close) {
        return None;
    }
    if t.all(close, &["or", "so"]) {
        close += 2;
    }
    // "weeks or months" and "a year or two" keep to their first unit.
    if t.any(close, &["or"]) && article && t.any(close + 1, &["two"]) && named == from + 1 {
        close += 2;
        count = Amount::Vague;
    }
    // "the two-year boom": the article is the boom's.
    let the = from > limit && !adjective;
    if the && (joined || !plural) {
        return None;
    }
    if joined && adjective && from > limit + 1 && !plural {
        return None;
    }
    length(close, count, unit)
}

/// What may stand between a number and its unit.
const FILLERS: [&str; 17] = [
    "additional",
    "business",
    "calendar",
    "consecutive",
    "extra",
    "fiscal",
    "full",
    "further",
    "long",
    "more",
    "solid",
    "straight",
    "successive",
    "trading",
    "turbulent",
    "whole",
    "working",
];

/// Whether an age begins or ends here: "-year-old", "years old", "years of age".
fn is_age(t: &Tokens, at: usize) -> bool {
    t.any(at, &["old", "olds"]) || t.mark(at, '-') && t.any(at + 1, &["old", "olds"]) || t.all(at, &["of", "age"])
}

/// Whether "a year", which starts at `at` and ends before `end`, is a length and not a rate or an unnamed year.
fn is_length(t: &Tokens, at: usize, end: usize) -> bool {
    let before = t.before(at, 1);
    matches!(
        before,
        "for"
            | "in"
            | "within"
            | "over"
            | "under"
            | "than"
            | "almost"
            | "nearly"
            | "about"
            | "around"
            | "barely"
            | "just"
            | "only"
            | "least"
            | "after"
            | "last"
            | "lasts"
            | "lasted"
            | "lasting"
            | "take"
            | "takes"
            | "took"
            | "taken"
            | "taking"
            | "spend"
            | "spends"
            | "spent"
            | "spending"
            | "half"
            | "during"
            | "every"
            | "roughly"
            | "once"
            | "quite"
            | "within"
            | "another"
            | "him"
            | "them"
            | "us"
    ) || t.any(end, &["after", "later", "earlier", "before", "or", "into", "since"])
        || t.any(end, &["of", "that"]) && !t.any(at + 1, &["day", "night", "minute", "second", "hour"])
}

/// "day-long", "decades-long", "yearlong".
fn long(t: &Tokens, at: usize) -> Option<Match> {
    let word = t.word(at);
    if let Some((unit, false)) = word.strip_suffix("long").and_then(lexicon::unit) {
        return length(at + 1, Amount::ONE, unit);
    }
    let (unit, plural) = lexicon::unit(word).filter(|(unit, _)| *unit >= Unit::Hour)?;
    let end = t.past_hyphen(at + 1);
    let long = end > at + 1 && t.any(end, &["long"]);
    let amount = if plural { Amount::Vague } else { Amount::ONE };
    // "a five-day-long march" is counted.
    (long && !t.mark(at.wrapping_sub(1), '-'))
        .then(|| length(end + 1, amount, unit))
        .flatten()
}

/// "recent years", "the coming months", "the next few days", "the early years", "the years ahead".
fn vague(t: &Tokens, at: usize) -> Option<Match> {
    let the = at + usize::from(t.any(at, &["the"]));
    let mut from = the;
    from += usize::from(t.any(
        from,
        &[
            "past",
            "last",
            "next",
            "coming",
            "recent",
            "first",
            "early",
            "later",
            "final",
            "future",
            "previous",
            "following",
            "subsequent",
            "intervening",
        ],
    ));
    if from > the {
        if t.any(from, &["few", "several", "many", "couple"]) {
            from += 1;
            from += usize::from(t.any(from, &["of"]));
        }
        let (unit, plural) = lexicon::unit(t.word(from))?;
        let mut end = from + 1;
        if t.any(end, &["and", "or"]) && lexicon::unit(t.word(end + 1)).is_some_and(|(_, plural)| plural) {
            end += 2;
        }
        let couple = t.any(from.wrapping_sub(1), &["of", "couple"]);
        let amount = if couple { Amount::Tenths(20) } else { Amount::Vague };
        return plural.then(|| length(end, amount, unit)).flatten();
    }
    let (unit, plural) = lexicon::unit(t.word(the)).filter(|_| the > at)?;
    (plural && t.any(the + 1, &["ahead", "following"]))
        .then(|| length(the + 2, Amount::Vague, unit))
        .flatten()
}

/// "for weeks", "within days", "in years", "months of talks", "decades".
fn bare(t: &Tokens, at: usize) -> Option<Match> {
    let (unit, plural) = lexicon::unit(t.word(at)).filter(|(unit, _)| *unit >= Unit::Minute)?;
    if !plural || t.capital(at) && at > 0 && !t.mark(at - 1, '.') || is_age(t, at + 1) {
        return None;
    }
    let before = t.before(at, 1);
    let spans = matches!(
        before,
        "for" | "in" | "within" | "after" | "over" | "lasted" | "takes" | "take" | "took" | "last"
    );
    let tells = t.any(at + 1, &["after", "before", "later", "earlier"]) && (before != "the" || unit >= Unit::Day);
    let of = t.any(at + 1, &["of"])
        && unit >= Unit::Day
        && matches!(
            before,
            "after" | "despite" | "with" | "of" | "following" | "by" | "endured" | "through" | ""
        );
    if !(spans || tells || of) || unit == Unit::Night || unit == Unit::Weekend || unit == Unit::Quarter {
        return None;
    }
    let mut end = at + 1;
    if t.any(end, &["or", "and"]) && lexicon::unit(t.word(end + 1)).is_some_and(|(_, plural)| plural) {
        end += 2;
    }
    length(end, Amount::Vague, unit)
}

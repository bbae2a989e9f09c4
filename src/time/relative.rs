//! Times counted from the day of writing or from the one spoken of: "yesterday", "last week", "two years ago",
//! "the following month", "this morning", "a year earlier".

use crate::analysis::TimeKind;
use crate::time::durations;
use crate::time::grammar::{Clock, Match, Meaning, amount};
use crate::time::lexicon;
use crate::time::point::{Amount, Unit, duration};
use crate::time::tokens::Tokens;
use crate::time::weekdays;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    day(t, at)
        .or_else(|| unit(t, at))
        .or_else(|| part(t, at))
        .or_else(|| ago(t, at))
        .or_else(|| year_end(t, at))
}

fn from_now(end: usize, unit: Unit, by: i64) -> Match {
    Match::date(end, Meaning::FromNow { unit, by })
}

/// "today", "to-day", "yester- day", "tomorrow morning", "tonight", "the day before yesterday".
pub(super) fn day(t: &Tokens, at: usize) -> Option<Match> {
    if t.all(at, &["the", "day", "before", "yesterday"]) || t.all(at, &["day", "before", "yesterday"]) {
        return Some(from_now(at + 3 + usize::from(t.any(at, &["the"])), Unit::Day, -2));
    }
    if t.all(at, &["the", "day", "after", "tomorrow"]) || t.all(at, &["day", "after", "tomorrow"]) {
        return Some(from_now(at + 3 + usize::from(t.any(at, &["the"])), Unit::Day, 2));
    }
    let (end, word) = joined(t, at);
    // "USA Today", "Russia Today", "the Today programme".
    let named = || t.capital(at - 1) || t.any(at + 1, &["program", "programme", "show"]);
    if t.capital(at) && !t.word(at.wrapping_sub(1)).is_empty() && named() && !t.shouted(at) {
        return None;
    }
    let by = match word.as_str() {
        "today" | "tonight" => 0,
        "yesterday" => -1,
        "tomorrow" => 1,
        _ => return None,
    };
    let day = from_now(end, Unit::Day, by);
    if word == "tonight" {
        return Some(Match {
            kind: TimeKind::Time,
            clock: Some(Clock::Part("NI")),
            ..day
        });
    }
    Some(weekdays::with_part(t, day))
}

/// A word and, where a hyphen cuts it, its other half: "to-day", "yester- day".
fn joined(t: &Tokens, at: usize) -> (usize, String) {
    let first = t.word(at);
    let cut = matches!(first, "to" | "yester" | "tomor") && t.mark(at + 1, '-') && t.glued(at + 1);
    if cut {
        (at + 3, format!("{first}{}", t.word(at + 2)))
    } else {
        (at + 1, first.to_owned())
    }
}

/// "last week", "this month", "the following year", "the weekend", "that day", "the past decade".
fn unit(t: &Tokens, at: usize) -> Option<Match> {
    let the = usize::from(t.any(at, &["the"]));
    let word = t.word(at + the);
    let mut from = at + the + 1;
    if the == 1 && word == "weekend" {
        return Some(from_now(at + 2, Unit::Weekend, 0));
    }
    if word == "this" && t.any(from, &["past", "coming", "same"]) {
        from += 1;
    }
    if matches!(word, "that" | "this" | "the" | "very") && t.any(from, &["same", "very"]) {
        from += 1;
    }
    let (unit, plural) = lexicon::unit(t.word(from))?;
    let end = from + 1;
    // "this second man", "last minute", "this year's" but "next week".
    if plural || unit < Unit::Night || t.mark(end, '-') && t.glued(end) && t.any(end + 1, &["old", "long"]) {
        return None;
    }
    if unit == Unit::Quarter {
        return None;
    }
    let then = |by: i64| Some(Match::date(end, Meaning::FromThen { unit, by }));
    match (word, the) {
        ("last", 0) if unit == Unit::Night => Some(Match {
            kind: TimeKind::Time,
            clock: Some(Clock::Part("NI")),
            ..from_now(end, Unit::Day, -1)
        }),
        ("last", 0) if matches!(unit, Unit::Decade | Unit::Century) => {
            Some(Match::date(end, Meaning::Named { unit, by: -1 }))
        }
        ("last", 0) if unit != Unit::Day => Some(from_now(end, unit, -1)),
        ("next", 0) if matches!(unit, Unit::Decade | Unit::Century) => {
            Some(Match::date(end, Meaning::Named { unit, by: 1 }))
        }
        ("next", 0) if unit != Unit::Day => Some(from_now(end, unit, 1)),
        ("next" | "following", _) if unit <= Unit::Day => then(1),
        ("next" | "following", 1) if unit >= Unit::Weekend => then(1),
        ("previous" | "preceding" | "prior", _) if unit >= Unit::Day => then(-1),
        ("coming", 1) => Some(from_now(end, unit, 1)),
        ("this", 0) if unit > Unit::Day && from == at + 2 && t.any(at + 1, &["past"]) => Some(from_now(end, unit, -1)),
        ("this", 0) if unit > Unit::Day && from == at + 2 && t.any(at + 1, &["coming"]) => Some(from_now(end, unit, 1)),
        ("this", 0) if matches!(unit, Unit::Decade | Unit::Century) => {
            Some(Match::date(end, Meaning::Named { unit, by: 0 }))
        }
        ("this", 0) if unit > Unit::Day => Some(from_now(end, unit, 0)),
        ("current", _) if unit >= Unit::Week => Some(from_now(end, unit, 0)),
        ("that", 0) | ("same", 1) if unit >= Unit::Night => then(0),
        // "over the past year" has a length; so has "past decade".
        ("past" | "last", _) if unit >= Unit::Day => {
            Some(Match::value(end, TimeKind::Duration, duration(Amount::ONE, unit)))
        }
        _ => None,
    }
}

/// "this morning", "last evening", "the next morning", "that night", "overnight".
fn part(t: &Tokens, at: usize) -> Option<Match> {
    let part = |at: usize| lexicon::part_of_day(t.word(at));
    let timed = |end: usize, part: &'static str, meaning: Meaning| {
        Some(Match {
            end,
            kind: TimeKind::Time,
            meaning,
            clock: Some(Clock::Part(part)),
        })
    };
    let now = |by: i64| Meaning::FromNow { unit: Unit::Day, by };
    let then = |by: i64| Meaning::FromThen { unit: Unit::Day, by };
    match t.word(at) {
        "this" => timed(at + 2, part(at + 1)?, now(0)),
        "last" => timed(at + 2, part(at + 1)?, now(-1)),
        "that" => timed(at + 2, part(at + 1)?, then(0)),
        "the" if t.any(at + 1, &["next", "following"]) => timed(at + 3, part(at + 2)?, then(1)),
        "the" if t.any(at + 1, &["previous"]) => timed(at + 3, part(at + 2)?, then(-1)),
        "the" if t.any(at + 1, &["same"]) => timed(at + 3, part(at + 2)?, then(0)),
        _ => None,
    }
}

/// "two years ago", "almost four years ago", "a year earlier".
fn ago(t: &Tokens, at: usize) -> Option<Match> {
    let from = durations::past_limit(t, at);
    let (end, amount) = amount(t, from).unwrap_or((from, Amount::Vague));
    let (unit, plural) = lexicon::unit(t.word(end))?;
    if end == from && !plural {
        return None;
    }
    let end = end + 1 + if t.all(end + 1, &["or", "so"]) { 2 } else { 0 };
    let by = -(amount.whole() as i64);
    match t.word(end) {
        // Before the years that four digits can count.
        "ago" if amount == Amount::Vague || by.saturating_mul(unit.years()) < -10_000 => {
            Some(Match::value(end + 1, TimeKind::Date, "PAST_REF"))
        }
        "ago" if unit == Unit::Year && by == -1 => Some(Match::date(end + 1, Meaning::YearsAway { by })),
        "ago" => Some(from_now(end + 1, unit, by)),
        "earlier" | "before" if amount == Amount::ONE && unit == Unit::Year => {
            let bare = t.any(end, &["earlier"]) || t.word(end + 1).is_empty();
            bare.then(|| Match::date(end + 1, Meaning::YearsAway { by }))
        }
        "earlier" if amount != Amount::Vague && unit > Unit::Night => {
            Some(Match::date(end + 1, Meaning::FromThen { unit, by }))
        }
        "from" if t.any(end + 1, &["now", "today"]) && amount != Amount::Vague => Some(from_now(end + 2, unit, -by)),
        _ => None,
    }
}

/// "year-end", "year's end", "around year end".
fn year_end(t: &Tokens, at: usize) -> Option<Match> {
    if !t.any(at, &["year"]) {
        return None;
    }
    let end = if t.all(at + 1, &["'", "s", "end"]) {
        at + 4
    } else {
        let end = t.past_hyphen(at + 1);
        t.any(end, &["end"]).then_some(end + 1)?
    };
    Some(from_now(end, Unit::Year, 0))
}

#[cfg(test)]
mod tests {
    use crate::time::tests::check;

    #[test]
    fn times_are_counted_from_the_day_of_writing() {
        check(&[
            (
                "He left today, she yesterday, they go tomorrow.",
                "today = 2021-12-24 | yesterday = 2021-12-23 | tomorrow = 2021-12-25",
            ),
            (
                "He left yester- day, to-day they wait.",
                "yester- day = 2021-12-23 | to-day = 2021-12-24",
            ),
            (
                "He left the day before yesterday.",
                "the day before yesterday = 2021-12-22",
            ),
            ("They meet tomorrow morning.", "tomorrow morning = 2021-12-25TMO"),
            ("USA Today wrote it.", ""),
            ("He told Radio 4’s Today programme.", ""),
            (
                "Last week, this month, next year.",
                "Last week = 2021-W50 | this month = 2021-12 | next year = 2022",
            ),
            ("In the last minute.", ""),
            (
                "He rose last night and spoke this morning.",
                "last night = 2021-12-23TNI | this morning = 2021-12-24TMO",
            ),
            ("The weekend was calm.", "The weekend = 2021-W50-WE"),
            (
                "Two years ago, almost four years ago.",
                "Two years ago = 2019 | almost four years ago = 2017",
            ),
            (
                "Six weeks ago, a fortnight ago, a decade ago.",
                "Six weeks ago = 2021-W45 | a fortnight ago = 2021-W49 | a decade ago = 2011",
            ),
            (
                "He saw it in 2014. The following year he left.",
                "2014 = 2014 | The following year = 2015",
            ),
            (
                "On Dec. 1 he came. The next day he left.",
                "Dec. 1 = 2021-12-01 | The next day = 2021-12-02",
            ),
            (
                "Some 4,000 years ago, 66 million years ago, 20 millennia ago.",
                "Some 4,000 years ago = BC1980 | 66 million years ago = PAST_REF | 20 millennia ago = PAST_REF",
            ),
            (
                "Months ago, several years ago.",
                "Months ago = PAST_REF | several years ago = PAST_REF",
            ),
            ("Sales rose from a year earlier.", "a year earlier = 2020"),
            ("It closes at year’s end.", "year’s end = 2021"),
            ("By year-end.", "year-end = 2021"),
            ("A year from now.", "A year from now = 2022"),
            ("This decade, this century.", "This decade = 202 | this century = 20"),
        ]);
    }
}

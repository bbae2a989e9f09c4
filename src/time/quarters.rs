//! Quarters and halves of years, as companies report them: "third-quarter", "the 1988 second quarter", "Q3 2019",
//! "the year-ago period", "the latest quarter".

use crate::analysis::TimeKind;
use crate::time::grammar::{Match, Meaning, Which, ordinal};
use crate::time::tokens::Tokens;
use crate::time::years;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    abbreviated(t, at)
        .or_else(|| numbered(t, at))
        .or_else(|| compared(t, at))
        .or_else(|| unnumbered(t, at))
}

/// "Q3", "Q3 2019", "3Q", "H1 2020", "1H".
fn abbreviated(t: &Tokens, at: usize) -> Option<Match> {
    let (number, end) = match (t.lower(at), t.lower(at + 1)) {
        ("q" | "h", _) => (t.small(at + 1)?, at + 2),
        (_, "q" | "h") => (t.small(at)?, at + 2),
        _ => return None,
    };
    let letter = if t.word(at).is_empty() { at + 1 } else { at };
    if !t.glued(at + 1) || !t.capital(letter) || t.glued(end) && !t.word(end).is_empty() {
        return None;
    }
    let of = end + usize::from(t.any(end, &["of"]));
    let (end, which) = match years::after_month(t, of) {
        Some((end, year)) => (end, Which::Of(year)),
        None => (end, Which::Unsaid),
    };
    match t.lower(letter) {
        "q" if (1..=4).contains(&number) => Some(Match::date(end, Meaning::Quarter { quarter: number, which })),
        // "H1" alone is a virus more often than a half of a year.
        "h" if (1..=2).contains(&number) && which != Which::Unsaid => {
            Some(Match::date(end, Meaning::Half { half: number, which }))
        }
        _ => None,
    }
}

/// "the third quarter of 1984", "third-quarter", "this year's third quarter", "the first half of next year".
fn numbered(t: &Tokens, at: usize) -> Option<Match> {
    let (from, mut which) = year_before(t, at);
    let fiscal = from + usize::from(t.any(from, &["fiscal"]));
    let fiscal = if fiscal > from { t.past_hyphen(fiscal) } else { fiscal };
    let (end, number) = match t.word(fiscal) {
        "last" | "final" => (fiscal + 1, 0),
        _ => ordinal(t, fiscal)?,
    };
    let hyphen = t.past_hyphen(end);
    let half = match t.word(hyphen) {
        "quarter" => false,
        "half" => true,
        _ => return None,
    };
    // "the third-quarter profit": the article is the profit's; "the fiscal-first quarter" is a quarter.
    if hyphen > end && t.any(at, &["the"]) && fiscal == at + 1 {
        return None;
    }
    let mut end = hyphen + 1;
    if which == Which::Unsaid {
        (end, which) = year_after(t, end);
    }
    match (half, number) {
        (false, 1..=4) => Some(Match::date(end, Meaning::Quarter { quarter: number, which })),
        (false, 0) if which != Which::Unsaid => Some(Match::date(end, Meaning::Quarter { quarter: 4, which })),
        // The halves of a match have no year.
        (true, 0..=2) if which != Which::Unsaid => {
            let half = if number == 0 { 2 } else { number };
            Some(Match::date(end, Meaning::Half { half, which }))
        }
        _ => None,
    }
}

/// "the 1988", "this year's", "last year's", "the", and the year said.
fn year_before(t: &Tokens, at: usize) -> (usize, Which) {
    let possessive = |end: usize| (t.mark(end, '\'') && t.any(end + 1, &["s"])).then_some(end + 2);
    let the = at + usize::from(t.any(at, &["the"]));
    if let Some(year) = years::digits(t, the) {
        let end = possessive(the + 1).unwrap_or(the + 1);
        return (end, Which::Of(year));
    }
    if t.any(the + 1, &["year"]) {
        let by = match t.word(the) {
            "this" => Some(0),
            "last" => Some(-1),
            "next" => Some(1),
            _ => None,
        };
        if let (Some(by), Some(end)) = (by, possessive(the + 2)) {
            return (end, Which::YearsFromNow(by));
        }
    }
    if the > at {
        for words in [["year", "-", "ago"], ["year", "-", "earlier"]] {
            if t.all(the, &words) {
                return (the + 3, Which::YearsFromNow(-1));
            }
        }
        if t.any(the, &["current", "latest"]) {
            return (the + 1, Which::Unsaid);
        }
    }
    (the, Which::Unsaid)
}

/// "of 1984", "of last year", "1984", "of the year".
fn year_after(t: &Tokens, at: usize) -> (usize, Which) {
    let of = at + usize::from(t.any(at, &["of"]));
    let fiscal = of + usize::from(t.any(of, &["fiscal"]));
    if let Some((end, year)) = years::after_month(t, fiscal) {
        return (end, Which::Of(year));
    }
    if t.any(of + 1, &["year"]) {
        match t.word(of) {
            "this" => return (of + 2, Which::YearsFromNow(0)),
            "last" => return (of + 2, Which::YearsFromNow(-1)),
            "next" => return (of + 2, Which::YearsFromNow(1)),
            "the" if of > at => return (of + 2, Which::YearsFromNow(0)),
            _ => {}
        }
    }
    (at, Which::Unsaid)
}

/// "the year-ago quarter", "year-earlier", "the comparable period last year", "the 1988 period".
fn compared(t: &Tokens, at: usize) -> Option<Match> {
    let the = at + usize::from(t.any(at, &["the"]));
    let like = the + usize::from(t.any(the, &["same", "comparable", "corresponding"]));
    let period = |at: usize| t.any(at, &["quarter", "period"]);
    let found = |end: usize| Some(Match::date(end, Meaning::YearsAway { by: -1 }));
    for words in [["year", "-", "ago"], ["year", "-", "earlier"]] {
        if t.all(like, &words) {
            return if period(like + 3) && the > at {
                found(like + 4)
            } else {
                found(like + 3).filter(|_| like == at)
            };
        }
    }
    if like > the && t.any(like, &["quarter", "period"]) {
        let of = like + 1 + usize::from(t.any(like + 1, &["of", "a", "in"]));
        if t.all(of, &["last", "year"]) || t.any(of, &["year"]) && t.any(of + 1, &["ago", "earlier", "before"]) {
            return found(of + 2);
        }
        if let Some((end, year)) = years::after_month(t, of) {
            return Some(Match::date(end, Meaning::PeriodOf { year }));
        }
    }
    let year = years::digits(t, the).filter(|year| the > at && (1900..2100).contains(year))?;
    period(the + 1).then(|| Match::date(the + 2, Meaning::PeriodOf { year }))
}

/// "the quarter", "the latest period", "this quarter", "last quarter", "the year ended".
fn unnumbered(t: &Tokens, at: usize) -> Option<Match> {
    let the = usize::from(t.any(at, &["the"]));
    if the == 1 && t.any(at + 1, &["year"]) && t.any(at + 2, &["ended", "ending"]) {
        return Some(Match::value(at + 2, TimeKind::Duration, "P1Y"));
    }
    if the == 1 && t.any(at + 1, &["full"]) && t.any(at + 2, &["year"]) {
        return Some(Match::date(
            at + 3,
            Meaning::FromNow {
                unit: super::point::Unit::Year,
                by: 0,
            },
        ));
    }
    let word = t.word(at + the);
    let quarter = |at: usize| t.any(at, &["quarter"]) && !t.any(at + 1, &["of", "century", "final", "mile"]);
    let found = |end: usize, by: i64| Some(Match::date(end, Meaning::Period { by }));
    match word {
        "quarter" if the == 1 && quarter(at + 1) => found(at + 2, 0),
        "latest" if the == 1 && (quarter(at + 2) || t.any(at + 2, &["period"])) => found(at + 3, 0),
        "this" | "current" | "last" | "next" | "previous" | "prior" if quarter(at + the + 1) => {
            let by = match word {
                "this" | "current" => 0,
                "next" => 1,
                _ => -1,
            };
            let unit = super::point::Unit::Quarter;
            Some(Match::date(at + the + 2, Meaning::FromNow { unit, by }))
        }
        _ => None,
    }
}

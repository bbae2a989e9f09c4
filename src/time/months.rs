//! Months and their days: "Dec. 24, 2021", "24th of December", "Friday, Oct. 23", "last October", "March".

use crate::time::grammar::{Match, Meaning, Which, day_of_month, month, ordinal};
use crate::time::lexicon;
use crate::time::tokens::Tokens;
use crate::time::years;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    dated(t, at)
        .or_else(|| after_weekday(t, at))
        .or_else(|| named(t, at))
        .or_else(|| rest_of_range(t, at))
        .or_else(|| start_of_range(t, at))
}

/// A month with its day, in either order.
pub(super) fn dated(t: &Tokens, at: usize) -> Option<Match> {
    month_first(t, at).or_else(|| day_first(t, at))
}

fn matched(end: usize, month: u32, day: Option<u32>, which: Which) -> Match {
    Match::date(end, Meaning::Month { month, day, which })
}

/// "Monday, Oct. 26", "Sun. 5 June", "Sunday, March eighth".
fn after_weekday(t: &Tokens, at: usize) -> Option<Match> {
    let this = if t.any(at, &["this", "last", "next"]) {
        at + 1
    } else {
        at
    };
    let this = if t.any(this, &["coming", "past"]) && this > at {
        this + 1
    } else {
        this
    };
    let name = t.word(this);
    let end = match lexicon::weekday(name) {
        Some(_) => this + 1,
        None => lexicon::short_weekday(name).map(|_| t.past_stop(this + 1))?,
    };
    let end = t.past_comma(end);
    dated(t, end + usize::from(t.any(end, &["the"])))
}

/// "Dec. 24, 2021", "December the 24th", "Dec. 24".
fn month_first(t: &Tokens, at: usize) -> Option<Match> {
    let (end, month) = month(t, at)?;
    let from = end + usize::from(t.any(end, &["the"]));
    let (end, day) = day_of_month(t, from)?;
    // "May 10:30", "March 2 million", and a number that the verb "may" or "march" stands before.
    let number = t.mark(end, ':') && t.glued(end + 1) || t.any(end, &["million", "billion", "percent", "people"]);
    if number || !t.capital(at) && matches!(month, 3 | 5) {
        return None;
    }
    // The attacks of 2001 go by their day.
    if (month, day) == (9, 11)
        && t.any(
            end,
            &["attack", "attacks", "hijackers", "hijackings", "terror", "terrorist"],
        )
    {
        return Some(matched(end, month, Some(day), Which::Of(2001)));
    }
    let (end, which) = year_after(t, end);
    Some(matched(end, month, Some(day), which))
}

/// "24 December 2021", "the 24th of December", "24th December".
fn day_first(t: &Tokens, at: usize) -> Option<Match> {
    let the = usize::from(t.any(at, &["the"]));
    if t.glued(at) && !t.mark(at.wrapping_sub(1), '(') {
        return None;
    }
    let (end, day) = day_of_month(t, at + the)?;
    let of = usize::from(t.any(end, &["of"]));
    if of == 1 && ordinal(t, at + the).is_none() || the == 1 && of == 0 {
        return None;
    }
    let name = end + of;
    let (end, month) = month(t, name)?;
    if !t.capital(name) && matches!(month, 3 | 5) {
        return None;
    }
    let (end, which) = year_after(t, end);
    Some(matched(end, month, Some(day), which))
}

/// The year after a month or day, and where that ends.
fn year_after(t: &Tokens, at: usize) -> (usize, Which) {
    let comma = t.past_comma(at);
    if let Some((end, year)) = years::after_month(t, comma) {
        return (end, Which::Of(year));
    }
    let of = at + usize::from(t.any(at, &["of"]));
    if let Some((end, year)) = years::after_month(t, of).filter(|_| of > at) {
        return (end, Which::Of(year));
    }
    if t.any(of + 1, &["year"]) {
        let by = match t.word(of) {
            "last" => Some(-1),
            "this" => Some(0),
            "next" => Some(1),
            _ => None,
        };
        if let Some(by) = by {
            return (of + 2, Which::YearsFromNow(by));
        }
    }
    (at, Which::Unsaid)
}

/// "October 1998", "last October", "this past March", "October".
fn named(t: &Tokens, at: usize) -> Option<Match> {
    let (from, which) = match t.word(at) {
        "last" | "previous" => (at + 1, Which::Last),
        "next" => (at + 1, Which::Next),
        "this" if t.any(at + 1, &["past"]) => (at + 2, Which::Last),
        "this" if t.any(at + 1, &["coming"]) => (at + 2, Which::Next),
        "this" => (at + 1, Which::This),
        _ => (at, Which::Unsaid),
    };
    let (end, number) = month(t, from)?;
    if from > at {
        // "last May", but "this may be".
        let (end, day) = day_of_month(t, end).map_or((end, None), |(end, day)| (end, Some(day)));
        return (t.capital(from) || !matches!(number, 3 | 5 | 8)).then(|| matched(end, number, day, which));
    }
    let (dated, which) = year_after(t, end);
    if which != Which::Unsaid {
        return (t.capital(from) || !matches!(number, 3 | 5)).then(|| matched(dated, number, None, which));
    }
    is_month(t, at, end).then(|| matched(end, number, None, Which::Unsaid))
}

/// Whether the name between `at` and `end`, with neither day nor year, means a month.
fn is_month(t: &Tokens, at: usize, end: usize) -> bool {
    let name = t.word(at);
    let before = t.before(at, 1);
    let placed = matches!(
        before,
        "in" | "by" | "since" | "until" | "till" | "during" | "early" | "late" | "mid" | "through" | "from"
    ) || before == "-" && matches!(t.before(at, 2), "mid" | "early" | "late")
        || matches!(before, "and" | "or" | "to" | "-") && at >= 2 && month_before(t, at - 2);
    let short = name.len() <= 4 && !matches!(name, "may" | "june" | "july");
    if short {
        // "Jan", "Mar" and "Dec" may be names; "Sept." ends in a full stop of its own.
        return placed && t.capital(at) || end > at + 1 && t.capital(at) && !matches!(name, "mar" | "jan");
    }
    let listed = matches!(t.lower(end), "and" | "or" | "-" | "to" | ",") && month(t, end + 1).is_some();
    let begins = at == 0 || matches!(before, "." | "\"" | "“" | "!" | "?" | ":");
    let stranger = !begins && t.capital(at.wrapping_sub(1)) && !matches!(before, "in" | "by" | "the");
    match name {
        "may" => t.capital(at) && (placed || listed || matches!(before, "after" | "before")),
        "march" => {
            let walk = matches!(t.lower(end), "on" | "for" | "to" | "of" | "against");
            t.capital(at) && (placed || listed || !begins && !stranger && before != "'" && before != "s" && !walk)
        }
        "april" | "june" | "august" => {
            t.capital(at) && (placed || listed || !stranger && !(t.capital(end) && !t.shouted(end)))
        }
        _ => t.capital(at) || placed,
    }
}

/// Whether a month stands at `at`, perhaps with the full stop of an abbreviation.
fn month_before(t: &Tokens, at: usize) -> bool {
    month(t, at).is_some() || t.mark(at, '.') && at > 0 && month(t, at - 1).is_some()
}

/// "April 24 and 25", "Sept. 9-15": the second day.
fn rest_of_range(t: &Tokens, at: usize) -> Option<Match> {
    if !t.any(at.checked_sub(1)?, &["and", "to", "-", "or", "through", "until"]) {
        return None;
    }
    let (end, day) = day_of_month(t, at)?;
    // Back over the first day to its month.
    let mut back = at.checked_sub(2)?;
    if t.any(back, &["st", "nd", "rd", "th"]) {
        back = back.checked_sub(1)?;
    }
    t.small(back).filter(|day| (1..=31).contains(day))?;
    back = back.checked_sub(1)?;
    if t.mark(back, '.') {
        back = back.checked_sub(1)?;
    }
    let (_, number) = month(t, back).filter(|_| t.capital(back))?;
    let counted = lexicon::unit(t.word(end)).is_some()
        || t.mark(end, '-') && t.glued(end)
        || t.mark(end, ':')
        || month(t, end).is_some()
        || t.any(end, &["people", "others", "percent", "million"]);
    let (end, which) = year_after(t, end);
    (!counted).then(|| matched(end, number, Some(day), which))
}

/// "10-12 October", "10 and 12 October": the first day.
fn start_of_range(t: &Tokens, at: usize) -> Option<Match> {
    let (end, day) = day_of_month(t, at).filter(|_| !t.glued(at))?;
    let to = t.any(end, &["and", "to", "-", "or"]);
    let (next, _) = day_of_month(t, end + 1).filter(|_| to)?;
    let (close, number) = month(t, next).filter(|_| t.capital(next))?;
    // "between 10 and 12 May 5" is not how anybody writes.
    let (_, which) = year_after(t, close);
    Some(matched(end, number, Some(day), which))
}

//! Years, decades, centuries and fiscal years: "1998", "the late 1980s", "the '90s", "the 19th century",
//! "nineteen ninety-six", "fiscal 2015".

use crate::time::grammar::{Match, Meaning, ordinal};
use crate::time::lexicon;
use crate::time::point::{Point, Unit};
use crate::time::tokens::Tokens;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    fiscal(t, at)
        .or_else(|| century(t, at))
        .or_else(|| decade(t, at))
        .or_else(|| spoken(t, at).map(|(end, year)| Match::date(end, Meaning::Fixed(Point::Year(year)))))
        .or_else(|| bare(t, at))
        .or_else(|| rest_of_range(t, at))
}

/// The four digits of a year at `at`.
pub(super) fn digits(t: &Tokens, at: usize) -> Option<u32> {
    let digits = t.digits(at);
    (digits.len() == 4).then(|| digits.parse().ok()).flatten()
}

/// A year that belongs to the month or day before it: "2021", "'98", "nineteen ninety-eight", and its end.
pub(super) fn after_month(t: &Tokens, at: usize) -> Option<(usize, u32)> {
    if let Some(year) = digits(t, at).filter(|year| (1000..2200).contains(year)) {
        return Some((at + 1, year));
    }
    if t.mark(at, '\'') && t.glued(at + 1) && t.digits(at + 1).len() == 2 {
        return t.small(at + 1).map(|year| (at + 2, of_two_digits(year)));
    }
    spoken(t, at)
}

fn of_two_digits(year: u32) -> u32 {
    if year < 40 { 2000 + year } else { 1900 + year }
}

/// A year that stands alone.
fn bare(t: &Tokens, at: usize) -> Option<Match> {
    let start = at;
    let the_year = t.all(at, &["the", "year"]);
    let at = if the_year { at + 2 } else { at };
    let year = digits(t, at)?;
    // "F-2000", "$1998", "No. 1998", "1.1998", but "mid-1998", "(1998" and "pre-1998".
    let before = t.before(at, 1);
    if t.glued(at)
        && matches!(
            before,
            "$" | "£" | "€" | "¥" | "#" | "." | "," | "/" | ":" | "@" | "_" | "&" | "+" | "="
        )
    {
        let split = before == "/" && digits(t, at.wrapping_sub(2)).is_some();
        if !split {
            return None;
        }
    }
    if t.glued(at) && before == "-" {
        let dated = t.glued(at - 1) && matches!(t.before(at, 2), "mid" | "post" | "pre" | "early" | "late" | "since");
        if !dated && digits(t, at.wrapping_sub(2)).is_none() {
            return None;
        }
    }
    if t.glued(at) && !t.word(at.wrapping_sub(1)).is_empty() {
        return None;
    }
    if before == "." && t.any(at.wrapping_sub(2), &["no", "nos"]) {
        return None;
    }
    let counted = t.mark(at + 1, '%')
        || t.any(at + 1, &COUNTED)
        || t.glued(at + 1) && !t.word(at + 1).is_empty()
        || t.mark(at + 1, '.') && t.glued(at + 2) && !t.digits(at + 2).is_empty()
        || t.mark(at + 1, '/') && t.glued(at + 1)
        || t.mark(at + 1, '-') && t.glued(at + 2) && t.any(at + 2, &COUNTED);
    let numbered = matches!(
        before,
        "no" | "number"
            | "room"
            | "page"
            | "flight"
            | "route"
            | "highway"
            | "article"
            | "section"
            | "windows"
            | "about"
            | "nearly"
            | "almost"
            | "than"
            | "over"
            | "least"
    );
    let expected = the_year
        || matches!(
            before,
            "in" | "since"
                | "until"
                | "till"
                | "from"
                | "to"
                | "by"
                | "of"
                | "between"
                | "and"
                | "before"
                | "after"
                | "early"
                | "late"
                | "mid"
                | "circa"
                | "around"
                | "through"
                | "during"
                | "("
                | "-"
        );
    let plain = (1900..2060).contains(&year) && !numbered;
    let old = (1000..1900).contains(&year) && expected && before != "than";
    if counted || !(plain || old || the_year) {
        return None;
    }
    // "post-1959" is one expression.
    let _ = start;
    Some(Match::date(at + 1, Meaning::Fixed(Point::Year(year))))
}

/// What is counted in numbers that look like years.
const COUNTED: [&str; 42] = [
    "acres",
    "barrels",
    "bc",
    "calories",
    "cases",
    "deaths",
    "degrees",
    "delegates",
    "dollars",
    "employees",
    "euros",
    "families",
    "feet",
    "ft",
    "gmt",
    "homes",
    "hours",
    "houses",
    "inhabitants",
    "jobs",
    "kg",
    "kilograms",
    "kilometers",
    "kilometres",
    "km",
    "metre",
    "meter",
    "meters",
    "metres",
    "miles",
    "mg",
    "members",
    "men",
    "people",
    "percent",
    "points",
    "pounds",
    "soldiers",
    "square",
    "tons",
    "troops",
    "yards",
];

/// "1994-95", "2010/11": the year of two digits after a dash.
fn rest_of_range(t: &Tokens, at: usize) -> Option<Match> {
    let from = digits(t, at.checked_sub(2)?).filter(|year| (1900..2060).contains(year))?;
    let joined = t.glued(at) && t.glued(at - 1) && (t.mark(at - 1, '-') || t.mark(at - 1, '/'));
    let year = t.small(at).filter(|_| joined && t.digits(at).len() == 2)?;
    let year = from / 100 * 100 + year;
    (year > from && !t.mark(at + 1, '-')).then(|| Match::date(at + 1, Meaning::Fixed(Point::Year(year))))
}

/// "nineteen ninety-six", "two thousand and five", "twenty twenty-one".
fn spoken(t: &Tokens, at: usize) -> Option<(usize, u32)> {
    let tens = |at: usize| -> Option<(usize, u32)> {
        let number = lexicon::numeral(t.word(at))?;
        let next = t.past_hyphen(at + 1);
        match lexicon::numeral(t.word(next)) {
            Some(ones) if number >= 20 && (1..10).contains(&ones) => Some((next + 1, number + ones)),
            _ => (number >= 10).then_some((at + 1, number)),
        }
    };
    if t.all(at, &["the", "year", "two", "thousand"]) {
        return Some((at + 4, 2000));
    }
    let century = match t.word(at) {
        "eighteen" => 1800,
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let (end, year) = tens(at + 1)?;
    // "twenty ten-year bonds" are no year.
    let sober = !t.mark(end, '-') && lexicon::unit(t.word(end)).is_none();
    (sober && (century < 2000 || year < 60)).then_some((end, century + year))
}

/// "the 1990s", "1990's", "the '90s", "the nineties", "the 90s".
fn decade(t: &Tokens, at: usize) -> Option<Match> {
    let the = usize::from(t.any(at, &["the"]));
    let found = |end: usize, year: u32| Some(Match::date(end, Meaning::Fixed(Point::Decade(year / 10))));
    let mut from = at + the;
    // "the late 1970s": the article belongs to the expression.
    if the == 1 && t.any(from, &["early", "late", "mid"]) {
        from = t.past_hyphen(from + 1);
    }
    let apostrophe = t.mark(from, '\'');
    let at = from + usize::from(apostrophe);
    if let Some(year) = lexicon::decade(t.word(at)) {
        return (the == 1 && !apostrophe).then(|| found(at + 1, year)).flatten();
    }
    let number = t.digits(at);
    let possessive = usize::from(t.mark(at + 1, '\'') && t.glued(at + 1));
    let s = at + 1 + possessive;
    let plural = t.any(s, &["s"]) && t.glued(s) && number.ends_with('0');
    match number.len() {
        4 if plural && !apostrophe => {
            let year = digits(t, at).filter(|year| (1000..2100).contains(year))?;
            if year.is_multiple_of(100) && year < 2000 {
                return Some(Match::date(s + 1, Meaning::Fixed(Point::Century(year / 100))));
            }
            found(s + 1, year)
        }
        2 if plural && possessive == 0 && (the == 1 || apostrophe) => found(s + 1, of_two_digits(t.small(at)?)),
        _ => None,
    }
}

/// "the 20th century", "mid-nineteenth century".
fn century(t: &Tokens, at: usize) -> Option<Match> {
    let mut from = at + usize::from(t.any(at, &["the"]));
    if t.any(from, &["early", "late", "mid"]) && from > at {
        from = t.past_hyphen(from + 1);
    }
    let (end, number) = ordinal(t, from)?;
    let end = t.past_hyphen(end);
    let named = t.any(end, &["century", "centuries"]) && (1..=30).contains(&number);
    named.then(|| Match::date(end + 1, Meaning::Fixed(Point::Century(number - 1))))
}

/// "fiscal 2015", "fiscal year 2015", "FY2015", "the current fiscal year".
fn fiscal(t: &Tokens, at: usize) -> Option<Match> {
    let named = match t.word(at) {
        "fiscal" | "financial" => at + 1 + usize::from(t.any(at + 1, &["year"])),
        "fy" => at + 1,
        _ => return fiscal_year(t, at),
    };
    let (end, year) = after_month(t, named)?;
    // "fiscal 2014-15" ends in the latter year.
    let (end, year) = match t.small(end + 1) {
        Some(rest) if (t.mark(end, '-') || t.mark(end, '/')) && t.glued(end) && t.glued(end + 1) => {
            (end + 2, year / 100 * 100 + rest)
        }
        _ => (end, year),
    };
    Some(Match::date(end, Meaning::Fixed(Point::FiscalYear(year))))
}

/// "the fiscal year", "this financial year", "next fiscal year".
fn fiscal_year(t: &Tokens, at: usize) -> Option<Match> {
    let mut end = at + usize::from(t.any(at, &["the"]));
    let by = match t.word(end) {
        "last" | "previous" | "latest" => -1,
        "next" | "coming" | "following" => 1,
        _ => 0,
    };
    end += usize::from(t.any(
        end,
        &[
            "last",
            "previous",
            "latest",
            "next",
            "coming",
            "following",
            "current",
            "this",
            "present",
            "full",
        ],
    ));
    if end == at || !t.any(end, &["fiscal", "financial"]) || !t.any(end + 1, &["year"]) {
        return None;
    }
    Some(Match::date(end + 2, Meaning::FromNow { unit: Unit::Year, by }))
}

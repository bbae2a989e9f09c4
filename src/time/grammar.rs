//! What the rules of the grammar hand on: where an expression ends, what it means, and small parts that several of
//! them share.

use crate::analysis::TimeKind;
use crate::calendar;
use crate::time::lexicon;
use crate::time::point::{Amount, Point, Unit};
use crate::time::tokens::Tokens;

/// An expression that a rule found at some token.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Match {
    /// One past its last token.
    pub(super) end: usize,
    pub(super) kind: TimeKind,
    pub(super) meaning: Meaning,
    pub(super) clock: Option<Clock>,
}

impl Match {
    pub(super) const fn new(end: usize, kind: TimeKind, meaning: Meaning) -> Self {
        Self {
            end,
            kind,
            meaning,
            clock: None,
        }
    }

    pub(super) const fn date(end: usize, meaning: Meaning) -> Self {
        Self::new(end, TimeKind::Date, meaning)
    }

    /// An expression whose value is known without any date.
    pub(super) fn value(end: usize, kind: TimeKind, value: impl Into<String>) -> Self {
        Self::new(end, kind, Meaning::Value(value.into()))
    }

    /// The expression with another end.
    pub(super) const fn until(mut self, end: usize) -> Self {
        self.end = end;
        self
    }
}

/// What an expression says, before the dates around it are known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A value complete in itself.
    Value(String),
    /// A stretch of the calendar given in full.
    Fixed(Point),
    /// A month, or a day of it.
    Month { month: u32, day: Option<u32>, which: Which },
    /// A day of the week, 1 for Monday.
    Weekday { day: u32, which: Which },
    /// A season in TIMEX3's letters.
    Season { season: &'static str, which: Which },
    /// A quarter of a year.
    Quarter { quarter: u32, which: Which },
    /// A half of a year.
    Half { half: u32, which: Which },
    /// A feast or a day with a name.
    Holiday {
        holiday: super::holidays::Holiday,
        which: Which,
    },
    /// So many units after the date of the document.
    FromNow { unit: Unit, by: i64 },
    /// A decade or century by name, so many after the present one.
    Named { unit: Unit, by: i64 },
    /// So many units after the date the text spoke of last.
    FromThen { unit: Unit, by: i64 },
    /// "a year earlier": the period spoken of last, in another year.
    YearsAway { by: i64 },
    /// "the 1988 period": the period spoken of last, in that year.
    PeriodOf { year: u32 },
    /// "the quarter", "the latest period": the period spoken of last.
    Period { by: i64 },
    /// The day of the document, or the one the sentence speaks of: "8 p.m."
    SomeDay,
}

/// Which of the days or months of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The tense of the sentence says.
    Unsaid,
    Last,
    This,
    Next,
    /// The one of that year.
    Of(u32),
    /// The one of the year so many after the document's.
    YearsFromNow(i64),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Hours and minutes.
    At(u32, u32),
    /// `MO`, `AF`, `EV`, `NI`.
    Part(&'static str),
}

/// A month at `at`, and the token after it: "September", "Sept.".
pub(super) fn month(t: &Tokens, at: usize) -> Option<(usize, u32)> {
    let word = t.word(at);
    let month = calendar::month(word)?;
    let short = word.len() <= 4 && !matches!(word, "may" | "june" | "july");
    Some((if short { t.past_stop(at + 1) } else { at + 1 }, month))
}

/// A number of order: "24th", "eighth", "twenty-first".
pub(super) fn ordinal(t: &Tokens, at: usize) -> Option<(usize, u32)> {
    if let Some(number) = t.small(at) {
        return (t.glued(at + 1) && t.any(at + 1, &["st", "nd", "rd", "th"])).then_some((at + 2, number));
    }
    let word = t.word(at);
    if let Some(number) = lexicon::ordinal(word) {
        return Some((at + 1, number));
    }
    let tens = lexicon::numeral(word).filter(|tens| *tens >= 20)?;
    let next = t.past_hyphen(at + 1);
    let ones = lexicon::ordinal(t.word(next)).filter(|ones| *ones < 10)?;
    Some((next + 1, tens + ones))
}

/// A day of the month as a number or in words: "24", "24th", "eighth".
pub(super) fn day_of_month(t: &Tokens, at: usize) -> Option<(usize, u32)> {
    let (end, day) = match ordinal(t, at) {
        Some(found) => found,
        None => (at + 1, t.small(at)?),
    };
    let sober = !t.mark(end, '%') && !(t.mark(end, '.') && t.glued(end + 1) && !t.digits(end + 1).is_empty());
    ((1..=31).contains(&day) && sober).then_some((end, day))
}

/// A number below a hundred in words: "seven", "twenty-four".
fn numeral(t: &Tokens, at: usize) -> Option<(usize, u64)> {
    let tens = lexicon::numeral(t.word(at))?;
    if tens >= 20 {
        let next = t.past_hyphen(at + 1);
        if let Some(ones) = lexicon::numeral(t.word(next)).filter(|ones| (1..10).contains(ones)) {
            return Some((next + 1, u64::from(tens + ones)));
        }
    }
    Some((at + 1, u64::from(tens)))
}

/// A whole number, in digits or words: "1,500", "two hundred and ten", "a dozen".
fn whole(t: &Tokens, at: usize) -> Option<(usize, u64)> {
    let digits = t.digits(at);
    let (mut end, mut number) = if digits.is_empty() {
        let article = t.any(at, &["a", "an"]);
        match numeral(t, at) {
            Some(found) => found,
            None if article && t.any(at + 1, &["hundred", "thousand", "million", "dozen"]) => (at + 1, 1),
            None => return None,
        }
    } else {
        if digits.len() > 12 {
            return None;
        }
        (
            at + 1,
            digits
                .bytes()
                .filter(u8::is_ascii_digit)
                .fold(0, |n, b| n * 10 + u64::from(b - b'0')),
        )
    };
    loop {
        let factor = match t.word(end) {
            "dozen" => 12,
            "hundred" => 100,
            "thousand" => 1000,
            "million" => 1_000_000,
            "billion" => 1_000_000_000,
            _ => return Some((end, number)),
        };
        number = number.saturating_mul(factor).min(1_000_000_000_000);
        end += 1;
        let and = end + usize::from(t.any(end, &["and"]));
        if let Some((next, more)) = numeral(t, and).filter(|(next, _)| lexicon::unit(t.word(*next)).is_some()) {
            return Some((next, number + more));
        }
    }
}

/// How many: "three", "5 1/2", "2.5", "a couple of", "several", "half a".
pub(super) fn amount(t: &Tokens, at: usize) -> Option<(usize, Amount)> {
    if t.any(at, &["several", "many"]) {
        return Some((at + 1, Amount::Vague));
    }
    if t.any(at, &["dozens", "hundreds", "thousands", "tens", "scores"]) && t.any(at + 1, &["of"]) {
        return Some((at + 2, Amount::Vague));
    }
    if t.any(at, &["half"]) {
        let end = at + 1 + usize::from(t.any(at + 1, &["a", "an", "-"]));
        return Some((end, Amount::Tenths(5)));
    }
    if t.any(at, &["a", "an", "another"]) {
        return match t.lower(at + 1) {
            "few" => Some((at + 2, Amount::Vague)),
            "couple" => Some((at + 2 + usize::from(t.any(at + 2, &["of"])), Amount::Tenths(20))),
            "half" => Some((at + 2 + usize::from(t.mark(at + 2, '-')), Amount::Tenths(5))),
            _ => Some(whole(t, at).map_or((at + 1, Amount::ONE), |(end, n)| (end, Amount::Tenths(n * 10)))),
        };
    }
    let (end, number) = whole(t, at)?;
    // "5 1/2", "5½", "2.5", "one and a half".
    if t.all(end, &["1", "/", "2"]) {
        return Some((end + 3, Amount::Tenths(number * 10 + 5)));
    }
    if t.mark(end, '½') {
        return Some((end + 1, Amount::Tenths(number * 10 + 5)));
    }
    if t.all(end, &["and", "a", "half"]) || t.all(end, &["-", "and", "-", "a"]) && t.any(end + 5, &["half"]) {
        let end = if t.mark(end, '-') { end + 6 } else { end + 3 };
        return Some((end, Amount::Tenths(number * 10 + 5)));
    }
    if t.mark(end, '.') && t.glued(end) && t.glued(end + 1) {
        let tenth = t.digits(end + 1).bytes().next().filter(u8::is_ascii_digit)?;
        return Some((end + 2, Amount::Tenths(number * 10 + u64::from(tenth - b'0'))));
    }
    Some((end, Amount::Tenths(number * 10)))
}

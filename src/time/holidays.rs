//! Days with a name: "Thanksgiving Day", "Boxing Day", "Easter Sunday", "Christmas 2021".
//!
//! Source: the calendars of public holidays of the United States and the United Kingdom, and the computus for Easter.

use crate::calendar::{Day, days_in};
use crate::time::grammar::{Match, Meaning, Which};
use crate::time::tokens::Tokens;
use crate::time::years;

/// How to find the day in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// A month and day.
    Fixed(u32, u32),
    /// In a month, the so-manieth of a day of the week, and days after it.
    Nth(u32, u32, u32, i64),
    /// In a month, the last of a day of the week.
    Last(u32, u32),
    /// Days after Easter Sunday.
    Easter(i64),
}

impl Holiday {
    /// The day in `year`.
    pub(super) fn day(self, year: u32) -> Option<Day> {
        match self {
            Self::Fixed(month, day) => Day::new(year, month, day),
            Self::Nth(month, count, weekday, more) => {
                let first = Day::new(year, month, 1)?;
                let ahead = (i64::from(weekday) - i64::from(first.weekday())).rem_euclid(7);
                Some(first.plus(ahead + 7 * (i64::from(count) - 1) + more))
            }
            Self::Last(month, weekday) => {
                let last = Day::new(year, month, days_in(year, month))?;
                Some(last.plus(-(i64::from(last.weekday()) - i64::from(weekday)).rem_euclid(7)))
            }
            Self::Easter(days) => Some(easter(year)?.plus(days)),
        }
    }

    /// The month it falls in; the likeliest for Easter.
    pub(super) const fn month(self) -> u32 {
        match self {
            Self::Fixed(month, _) | Self::Nth(month, ..) | Self::Last(month, _) => month,
            Self::Easter(_) => 4,
        }
    }
}

/// Easter Sunday in the Gregorian calendar (the anonymous algorithm of "Nature", 1876).
fn easter(year: u32) -> Option<Day> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Day::new(year, n / 31, n % 31 + 1)
}

/// Names in lower case, word by word, the longer of two that begin alike first.
const HOLIDAYS: [(&[&str], Holiday); 40] = [
    (&["all", "saints", "day"], Holiday::Fixed(11, 1)),
    (&["anzac", "day"], Holiday::Fixed(4, 25)),
    (&["armistice", "day"], Holiday::Fixed(11, 11)),
    (&["ascension", "day"], Holiday::Easter(39)),
    (&["ash", "wednesday"], Holiday::Easter(-46)),
    (&["australia", "day"], Holiday::Fixed(1, 26)),
    (&["bastille", "day"], Holiday::Fixed(7, 14)),
    (&["black", "friday"], Holiday::Nth(11, 4, 4, 1)),
    (&["bonfire", "night"], Holiday::Fixed(11, 5)),
    (&["boxing", "day"], Holiday::Fixed(12, 26)),
    (&["canada", "day"], Holiday::Fixed(7, 1)),
    (&["christmas", "day"], Holiday::Fixed(12, 25)),
    (&["christmas", "eve"], Holiday::Fixed(12, 24)),
    (&["christmas"], Holiday::Fixed(12, 25)),
    (&["columbus", "day"], Holiday::Nth(10, 2, 1, 0)),
    (&["cyber", "monday"], Holiday::Nth(11, 4, 4, 4)),
    (&["earth", "day"], Holiday::Fixed(4, 22)),
    (&["easter", "monday"], Holiday::Easter(1)),
    (&["easter", "sunday"], Holiday::Easter(0)),
    (&["easter"], Holiday::Easter(0)),
    (&["election", "day"], Holiday::Nth(11, 1, 1, 1)),
    (&["good", "friday"], Holiday::Easter(-2)),
    (&["halloween"], Holiday::Fixed(10, 31)),
    (&["juneteenth"], Holiday::Fixed(6, 19)),
    (&["labor", "day"], Holiday::Nth(9, 1, 1, 0)),
    (&["martin", "luther", "king", "day"], Holiday::Nth(1, 3, 1, 0)),
    (
        &["martin", "luther", "king", "jr", ".", "day"],
        Holiday::Nth(1, 3, 1, 0),
    ),
    (&["maundy", "thursday"], Holiday::Easter(-3)),
    (&["may", "day"], Holiday::Fixed(5, 1)),
    (&["memorial", "day"], Holiday::Last(5, 1)),
    (&["new", "year", "'", "s", "day"], Holiday::Fixed(1, 1)),
    (&["new", "year", "'", "s", "eve"], Holiday::Fixed(12, 31)),
    (&["palm", "sunday"], Holiday::Easter(-7)),
    (&["st", ".", "patrick", "'", "s", "day"], Holiday::Fixed(3, 17)),
    (&["thanksgiving", "day"], Holiday::Nth(11, 4, 4, 0)),
    (&["thanksgiving"], Holiday::Nth(11, 4, 4, 0)),
    (&["the", "fourth", "of", "july"], Holiday::Fixed(7, 4)),
    (&["valentine", "'", "s", "day"], Holiday::Fixed(2, 14)),
    (&["veterans", "day"], Holiday::Fixed(11, 11)),
    (&["whit", "monday"], Holiday::Easter(50)),
];

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    let (from, which) = match t.word(at) {
        "last" => (at + 1, Which::Last),
        "next" => (at + 1, Which::Next),
        "this" => (at + 1, Which::This),
        _ => (at, Which::Unsaid),
    };
    if !t.capital(from) && !t.any(from, &["the"]) {
        return None;
    }
    let (words, holiday) = HOLIDAYS
        .iter()
        .filter(|(words, _)| t.all(from, words))
        .max_by_key(|(words, _)| words.len())?;
    let end = from + words.len();
    if words.len() == 1 && which == Which::Unsaid {
        // "Christmas shopping" and "the Easter bunny" are not days.
        let placed = t.any(
            at.wrapping_sub(1),
            &[
                "after", "at", "before", "by", "for", "on", "over", "since", "this", "until",
            ],
        );
        let more = !t.word(end).is_empty() && !t.any(end, &AFTER_A_DAY);
        if years::after_month(t, end).is_none() && (!placed || more) {
            return None;
        }
    }
    let (end, which) = match years::after_month(t, t.past_comma(end)) {
        Some((end, year)) => (end, Which::Of(year)),
        None => (end, which),
    };
    Some(Match::date(
        end,
        Meaning::Holiday {
            holiday: *holiday,
            which,
        },
    ))
}

/// What may follow a feast that stands for its day.
const AFTER_A_DAY: [&str; 14] = [
    "and", "as", "at", "but", "for", "from", "in", "or", "than", "that", "to", "when", "while", "with",
];

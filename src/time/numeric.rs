//! Dates in figures: `2021-12-24`, `12/24/2021`, `24.12.2021`, `9/11`.

use crate::analysis::TimeKind;
use crate::calendar::Day;
use crate::time::grammar::{Clock, Match, Meaning};
use crate::time::point::Point;
use crate::time::tokens::Tokens;

pub(super) fn parse(t: &Tokens, at: usize) -> Option<Match> {
    if t.digits(at).is_empty() || t.glued(at) && (t.mark(at - 1, '/') || t.mark(at - 1, '-') || t.mark(at - 1, '$')) {
        return None;
    }
    let separator = ['-', '/', '.'].into_iter().find(|mark| t.mark(at + 1, *mark))?;
    let joined = (1..=4).all(|by| t.glued(at + by));
    if separator == '/' && t.all(at, &["9", "/", "11"]) && !t.mark(at + 3, '/') {
        let attacks = Day::new(2001, 9, 11)?;
        return Some(Match::date(at + 3, Meaning::Fixed(Point::Day(attacks))));
    }
    if !joined || !t.mark(at + 3, separator) || separator == t.lower(at + 5).chars().next()? && t.glued(at + 6) {
        return None;
    }
    let (first, second, third) = (t.digits(at), t.digits(at + 2), t.digits(at + 4));
    let number = |digits: &str| digits.parse::<u32>().ok();
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let lengths = (first.len(), second.len(), third.len());
    let day = match lengths {
        (4, 1..=2, 1..=2) => Day::new(a, b, c),
        // A version or an address has no year of four digits; a year of two stands only between slashes.
        (1..=2, 1..=2, 4) => day_in(a, b, c, separator),
        (1..=2, 1..=2, 2) if separator == '/' => day_in(a, b, if c < 50 { 2000 + c } else { 1900 + c }, separator),
        _ => None,
    }?;
    let date = Match::date(at + 5, Meaning::Fixed(Point::Day(day)));
    Some(with_clock(t, at + 5).map_or(date.clone(), |(end, clock)| Match {
        end,
        kind: TimeKind::Time,
        clock: Some(clock),
        ..date
    }))
}

/// The American order between slashes, the European one between full stops, and the other where that is no day.
fn day_in(a: u32, b: u32, year: u32, separator: char) -> Option<Day> {
    let american = Day::new(year, a, b);
    let european = Day::new(year, b, a);
    if separator == '.' {
        european.or(american)
    } else {
        american.or(european)
    }
}

/// The time of a time stamp: `T14:38` and what follows.
fn with_clock(t: &Tokens, at: usize) -> Option<(usize, Clock)> {
    let at = at + usize::from(t.any(at, &["t"]) && t.glued(at));
    let (hour, minute) = (t.small(at)?, t.small(at + 2)?);
    let clock = t.digits(at + 2).len() == 2 && t.mark(at + 1, ':') && hour < 24 && minute < 60;
    let mut end = at + 3;
    if clock && t.mark(end, ':') && t.small(end + 1).is_some() {
        end += 2;
    }
    if t.any(end, &["z"]) && t.glued(end) {
        end += 1;
    }
    clock.then_some((end, Clock::At(hour, minute)))
}

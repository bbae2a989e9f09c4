//! From what an expression says to its TIMEX3 value, by the date of the document and the dates before it.

use crate::analysis::TimeKind;
use crate::calendar::{Day, days_in};
use crate::time::grammar::{Clock, Match, Meaning, Which};
use crate::time::holidays::Holiday;
use crate::time::point::{Point, Unit, season_month};
use crate::time::tense::Tense;

/// What the text has said of time so far.
#[derive(Debug)]
pub(super) struct Resolver {
    /// The day of the document.
    date: Option<Day>,
    /// The date spoken of last.
    last: Option<Point>,
    /// The quarter or half of a year spoken of last.
    period: Option<Point>,
}

/// A value: a point of the calendar, or what is known of one.
enum Found {
    Point(Point),
    Text(String),
}

impl Resolver {
    pub(super) const fn new(date: Option<Day>) -> Self {
        Self {
            date,
            last: None,
            period: None,
        }
    }

    /// The value of an expression in a sentence of that tense, and the day that the sentence names for a bare time of
    /// day. The resolver remembers the date.
    pub(super) fn value(&mut self, found: &Match, tense: Tense, day: Option<Day>) -> String {
        let date = self.date;
        if let (Meaning::SomeDay, Some(day)) = (&found.meaning, day) {
            return timed(&day.to_string(), found.clock);
        }
        match self.find(found, tense) {
            Found::Point(point) => {
                if found.kind != TimeKind::Set {
                    self.last = Some(point);
                }
                timed(&point.to_string(), found.clock)
            }
            Found::Text(text) => {
                // Results of nine months are compared with those of a year, not of a quarter.
                if found.kind == TimeKind::Duration && matches!(text.as_str(), "P9M" | "P6M") {
                    self.period = None;
                }
                let _ = date;
                timed(&text, found.clock)
            }
        }
    }

    /// The day that an expression means, if it is one; nothing is remembered.
    pub(super) fn day(&self, found: &Match, tense: Tense) -> Option<Day> {
        let mut copy = Self { ..*self };
        match copy.find(found, tense) {
            Found::Point(Point::Day(day)) if !matches!(found.meaning, Meaning::SomeDay) => Some(day),
            _ => None,
        }
    }

    fn find(&mut self, found: &Match, tense: Tense) -> Found {
        let known = match &found.meaning {
            Meaning::Value(value) => return Found::Text(value.clone()),
            Meaning::Fixed(point) => Some(*point),
            Meaning::PeriodOf { year } => Some(match self.period {
                Some(Point::Quarter(_, quarter)) => Point::Quarter(*year, quarter),
                Some(Point::Half(_, half)) => Point::Half(*year, half),
                _ => Point::Year(*year),
            }),
            Meaning::Month { month, day, which } => self.month(*month, *day, *which, tense),
            Meaning::Weekday { day, which } => self.date.map(|date| Point::Day(weekday(date, *day, *which, tense))),
            Meaning::Season { season, which } => self.season(season, *which, tense),
            Meaning::Quarter { quarter, which } => {
                let year = self.period_year(quarter * 3 - 2, *which);
                self.remember(year.map(|year| Point::Quarter(year, *quarter)))
            }
            Meaning::Half { half, which } => {
                let year = self.period_year(half * 6 - 5, *which);
                self.remember(year.map(|year| Point::Half(year, *half)))
            }
            Meaning::Holiday { holiday, which } => self.holiday(*holiday, *which, tense),
            Meaning::FromNow { unit, by } => self.date.map(|date| from_now(date, *unit, *by, tense)),
            Meaning::FromThen { unit, by } => self.last.and_then(Point::first_day).or(self.date).map(|day| {
                if *by == 0 {
                    Point::around(day, *unit)
                } else {
                    Point::away(day, *unit, *by)
                }
            }),
            Meaning::YearsAway { by } => match self.period {
                Some(period) => Some(period.years_away(*by)),
                None => self.date.map(|date| Point::away(date, Unit::Year, *by)),
            },
            Meaning::Period { by } => match self.period {
                Some(period) => Some(period.years_away(*by)),
                None => {
                    let last = self.date.map(|date| Point::away(date, Unit::Quarter, -1));
                    self.remember(last)
                }
            },
            Meaning::Named { unit, by } => self.date.map(|date| named(date, *unit, *by)),
            Meaning::SomeDay => self.date.map(Point::Day),
        };
        known.map_or_else(|| Found::Text(underspecified(&found.meaning)), Found::Point)
    }

    /// Keeps a quarter for "a year earlier".
    fn remember(&mut self, period: Option<Point>) -> Option<Point> {
        self.period = period.or(self.period);
        period
    }

    /// The year of the document that a name without a year of its own means, where the text says it.
    fn said_year(&self, which: Which) -> Option<u32> {
        match which {
            Which::Of(year) => Some(year),
            Which::YearsFromNow(by) => Some((i64::from(self.date?.year) + by).clamp(0, 9999) as u32),
            Which::This => Some(self.date?.year),
            Which::Unsaid | Which::Last | Which::Next => None,
        }
    }

    fn month(&self, month: u32, day: Option<u32>, which: Which, tense: Tense) -> Option<Point> {
        let point = |year: u32| match day.filter(|day| *day <= days_in(year, month)) {
            Some(day) => Day::new(year, month, day).map(Point::Day),
            None => Some(Point::Month(year, month)),
        };
        if let Some(year) = self.said_year(which) {
            return point(year);
        }
        let date = self.date?;
        let number = |year: u32| {
            // A month is compared by its first day, and the document's by its own.
            Day::new(year, month, day.unwrap_or(1).min(days_in(year, month))).map(Day::number)
        };
        let today = match day {
            Some(_) => date.number(),
            None => Day { of_month: 1, ..date }.number(),
        };
        point(nearest_year(date.year, today, which, tense, number))
    }

    fn season(&self, season: &'static str, which: Which, tense: Tense) -> Option<Point> {
        if let Some(year) = self.said_year(which) {
            return Some(Point::Season(year, season));
        }
        let date = self.date?;
        let begins = |year: u32| Day::new(year, season_month(season), 1).map(Day::number);
        let today = match which {
            // "last spring" is over: what began within three months is still "this spring".
            Which::Last => Point::away(date, Unit::Month, -3).first_day().unwrap_or(date).number() + 1,
            _ => date.number(),
        };
        Some(Point::Season(
            nearest_year(date.year, today, which, tense, begins),
            season,
        ))
    }

    fn holiday(&self, holiday: Holiday, which: Which, tense: Tense) -> Option<Point> {
        if let Some(year) = self.said_year(which) {
            return holiday.day(year).map(Point::Day);
        }
        let date = self.date?;
        let number = |year: u32| holiday.day(year).map(Day::number);
        let year = nearest_year(date.year, date.number(), which, tense, number);
        holiday.day(year).map(Point::Day)
    }

    /// The year of a quarter or half that begins in `month`: the document's, or the last where the period would lie
    /// far ahead, as results are reported after it.
    fn period_year(&self, month: u32, which: Which) -> Option<u32> {
        if let Some(year) = self.said_year(which) {
            return Some(year);
        }
        let date = self.date?;
        let ahead = i64::from(month) - i64::from(date.month);
        let by = match which {
            Which::Last => -1,
            Which::Next => 1,
            _ if ahead > 3 => -1,
            _ => 0,
        };
        Some((i64::from(date.year) + by) as u32)
    }
}

/// The year of a yearly day: `number` counts the days to it, `today` is the document's.
fn nearest_year(year: u32, today: i64, which: Which, tense: Tense, number: impl Fn(u32) -> Option<i64>) -> u32 {
    let candidates = || (year - 1..=year + 1).filter_map(|year| Some((number(year)? - today, year)));
    let past = candidates().filter(|(days, _)| *days <= 0).max();
    let future = candidates().filter(|(days, _)| *days > 0).min();
    let before = candidates().filter(|(days, _)| *days < 0).max();
    let chosen = match (which, past, future) {
        (Which::Last, _, _) => before,
        (Which::Next, _, _) => future,
        // A month in its own course, or a day that is today.
        (_, Some((0, _)), _) => past,
        (_, Some((ago, _)), Some((ahead, _))) => {
            let ahead_of_it = match tense {
                Tense::Future => -ago > 14 || ahead < 60,
                // Nobody writes "in December" of what was eleven months ago.
                Tense::Past => ahead < 100 && -ago > 260,
                Tense::Unclear => ahead < -ago,
            };
            if ahead_of_it { future } else { past }
        }
        (_, past, future) => past.or(future),
    };
    chosen.map_or(year, |(_, year)| year)
}

/// The day of a name near the document's day.
fn weekday(date: Day, day: u32, which: Which, tense: Tense) -> Day {
    let ahead = (i64::from(day) - i64::from(date.weekday())).rem_euclid(7);
    let back = (7 - ahead) % 7;
    let by = match (which, tense) {
        (Which::Last, _) => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        (Which::Next, _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (Which::This, Tense::Past) => -back,
        (Which::This, _) | (_, Tense::Future) => ahead,
        _ => -back,
    };
    date.plus(by)
}

fn from_now(date: Day, unit: Unit, by: i64, tense: Tense) -> Point {
    match (unit, by) {
        // During the week, the weekend that was: the coming one where the sentence looks ahead.
        (Unit::Weekend, 0) if date.weekday() <= 5 && tense != Tense::Future => Point::away(date, unit, -1),
        (_, 0) => Point::around(date, unit),
        _ => Point::away(date, unit, by),
    }
}

fn named(date: Day, unit: Unit, by: i64) -> Point {
    let number = |length: u32| (i64::from(date.year / length) + by).max(0) as u32;
    if unit == Unit::Decade {
        Point::Decade(number(10))
    } else {
        Point::Century(number(100))
    }
}

/// What TIMEX3 writes where the document has no date.
fn underspecified(meaning: &Meaning) -> String {
    match *meaning {
        Meaning::Month {
            month, day: Some(day), ..
        } => format!("XXXX-{month:02}-{day:02}"),
        Meaning::Month { month, .. } => format!("XXXX-{month:02}"),
        Meaning::Weekday { day, .. } => format!("XXXX-WXX-{day}"),
        Meaning::Season { season, .. } => format!("XXXX-{season}"),
        Meaning::Quarter { quarter, .. } => format!("XXXX-Q{quarter}"),
        Meaning::Half { half, .. } => format!("XXXX-H{half}"),
        Meaning::Holiday {
            holiday: Holiday::Fixed(month, day),
            ..
        } => format!("XXXX-{month:02}-{day:02}"),
        Meaning::Holiday { holiday, .. } => format!("XXXX-{:02}-XX", holiday.month()),
        Meaning::FromNow { unit: Unit::Day, by: 0 } => "PRESENT_REF".to_owned(),
        Meaning::FromNow { unit, .. } | Meaning::FromThen { unit, .. } | Meaning::Named { unit, .. } => match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Night | Unit::Day => "XXXX-XX-XX",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Week | Unit::Fortnight => "XXXX-WXX",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century | Unit::Millennium => "XX",
        }
        .to_owned(),
        Meaning::YearsAway { .. } => "XXXX".to_owned(),
        Meaning::Period { .. } => "XXXX-QX".to_owned(),
        _ => "XXXX-XX-XX".to_owned(),
    }
}

/// The value with its time of day.
fn timed(value: &str, clock: Option<Clock>) -> String {
    let value = if clock.is_some() && value == "PRESENT_REF" {
        "XXXX-XX-XX"
    } else {
        value
    };
    match clock {
        Some(Clock::At(hour, minute)) => format!("{value}T{hour:02}:{minute:02}"),
        Some(Clock::Part(part)) => format!("{value}T{part}"),
        None => value.to_owned(),
    }
}

//! Days of the proleptic Gregorian calendar and their arithmetic, for whatever reads or counts dates.

use std::fmt;

/// A day of the calendar, in the years 1500 to 2999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    /// 1500 to 2999.
    pub(crate) year: u32,
    /// 1 to 12.
    pub(crate) month: u32,
    /// 1 to 31.
    pub(crate) of_month: u32,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

impl Day {
    /// The day, if the calendar has it and an article can have appeared on it.
    pub(crate) fn new(year: u32, month: u32, of_month: u32) -> Option<Self> {
        ((1500..=2999).contains(&year) && (1..=days_in(year, month)).contains(&of_month)).then_some(Self {
            year,
            month,
            of_month,
        })
    }

    /// The day `days` later, or earlier where negative; the first or last day there is where that leaves the range.
    pub(crate) fn plus(self, days: i64) -> Self {
        Self::from_number(self.number() + days)
    }

    /// The day of the week, 1 for Monday to 7 for Sunday.
    pub(crate) const fn weekday(self) -> u32 {
        // Day 0 was a Thursday.
        (self.number() + 3).rem_euclid(7) as u32 + 1
    }

    /// The year and number of the week by ISO 8601.
    pub(crate) fn week(self) -> (u32, u32) {
        // A week belongs to the year that its Thursday is in.
        let thursday = self.plus(4 - i64::from(self.weekday()));
        let first = Self {
            month: 1,
            of_month: 1,
            ..thursday
        };
        (thursday.year, ((thursday.number() - first.number()) / 7 + 1) as u32)
    }

    /// Days since 1970-01-01.
    ///
    /// The months are counted from March, so that the leap day ends the year (Howard Hinnant, "chrono-compatible
    /// low-level date algorithms").
    pub(crate) const fn number(self) -> i64 {
        let year = self.year as i64 - if self.month <= 2 { 1 } else { 0 };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((self.month as i64 + 9) % 12) + 2) / 5 + self.of_month as i64 - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The inverse of [`Day::number`], kept within the years there are.
    fn from_number(number: i64) -> Self {
        let number = number.clamp(FIRST.number(), LAST.number()) + 719_468;
        let era = number.div_euclid(146_097);
        let of_era = number.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let of_month = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Self {
            year: (year + era * 400 + i64::from(month <= 2)) as u32,
            month: month as u32,
            of_month: of_month as u32,
        }
    }
}

const FIRST: Day = Day {
    year: 1500,
    month: 1,
    of_month: 1,
};
const LAST: Day = Day {
    year: 2999,
    month: 12,
    of_month: 31,
};

/// The days of a month, 0 for a month there is not.
pub(crate) const fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// The number of a month given in full or abbreviated as AP and others do.
pub(crate) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // "mar" to "september": long enough to name a month, and "sept".
    if !(3..=9).contains(&word.len()) || !word.is_ascii() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let known = |name: &&str| {
        *name == lower || lower.len() == 3 && name.starts_with(&lower) || lower == "sept" && *name == "september"
    };
    MONTHS.iter().position(known).map(|index| index as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::{Day, FIRST, LAST, days_in, month};

    #[test]
    fn days_follow_each_other() {
        for (from, days, expected) in [
            ((2021, 12, 24), 8, "2022-01-01"),
            ((2020, 3, 1), -1, "2020-02-29"),
            ((1900, 2, 28), 1, "1900-03-01"),
            ((2000, 1, 1), 146_097, "2400-01-01"),
            ((2999, 12, 31), 5, "2999-12-31"),
            ((1500, 1, 1), -5, "1500-01-01"),
        ] {
            let day = Day::new(from.0, from.1, from.2).expect("a day of the calendar");
            assert_eq!(day.plus(days).to_string(), expected);
        }
        let mut day = FIRST;
        while day < LAST {
            let next = day.plus(1);
            let follows =
                next.of_month == day.of_month + 1 || next.of_month == 1 && day.of_month == days_in(day.year, day.month);
            assert!(follows && next.number() == day.number() + 1, "{day} {next}");
            day = next;
        }
    }

    #[test]
    fn weeks_are_those_of_iso_8601() {
        for (day, weekday, week) in [
            ((2021, 12, 24), 5, (2021, 51)),
            ((2021, 1, 3), 7, (2020, 53)),
            ((2024, 12, 30), 1, (2025, 1)),
            ((1998, 8, 7), 5, (1998, 32)),
        ] {
            let day = Day::new(day.0, day.1, day.2).expect("a day of the calendar");
            assert_eq!((day.weekday(), day.week()), (weekday, week), "{day}");
        }
    }

    #[test]
    fn months_have_names_and_abbreviations() {
        for (word, expected) in [
            ("September", Some(9)),
            ("SEPT", Some(9)),
            ("jul", Some(7)),
            ("Ma", None),
            ("marc", None),
            ("é", None),
        ] {
            assert_eq!(month(word), expected, "{word:?}");
        }
    }
}

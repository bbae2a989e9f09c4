//! Points and lengths of time as TIMEX3 writes them: `1998-08-07`, `1998-W32`, `1998-Q3`, `P2Y`.

use std::fmt;

use crate::calendar::Day;

/// A unit of time that expressions count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// How many years it is; none if it is shorter.
    pub(super) const fn years(self) -> i64 {
        match self {
            Self::Year => 1,
            Self::Decade => 10,
            Self::Century => 100,
            Self::Millennium => 1000,
            _ => 0,
        }
    }
}

/// A stretch of the calendar with a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// The year's first two digits: 19 for the 1900s.
    Century(u32),
    /// The year's first three digits: 199 for the 1990s.
    Decade(u32),
    Year(u32),
    /// A year before the first, counted backwards.
    BeforeChrist(u32),
    /// A company's or government's year, named after the calendar year in which it ends.
    FiscalYear(u32),
    Half(u32, u32),
    Quarter(u32, u32),
    /// A year, and `SP`, `SU`, `FA` or `WI`.
    Season(u32, &'static str),
    Month(u32, u32),
    /// The week that the day is in.
    Week(Day),
    /// The weekend of the week that the day is in.
    Weekend(Day),
    Day(Day),
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(century) => write!(f, "{century:02}"),
            Self::Decade(decade) => write!(f, "{decade:03}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::BeforeChrist(year) => write!(f, "BC{year:04}"),
            Self::FiscalYear(year) => write!(f, "FY{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Season(year, season) => write!(f, "{year:04}-{season}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Week(day) => {
                let (year, week) = day.week();
                write!(f, "{year:04}-W{week:02}")
            }
            Self::Weekend(day) => write!(f, "{}-WE", Self::Week(day)),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl Point {
    /// The stretch of the length of `unit` that `day` is in.
    pub(super) fn around(day: Day, unit: Unit) -> Self {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Night | Unit::Day => Self::Day(day),
            Unit::Weekend => Self::Weekend(day),
            Unit::Week | Unit::Fortnight => Self::Week(day),
            Unit::Month => Self::Month(day.year, day.month),
            Unit::Quarter => Self::Quarter(day.year, day.month.div_ceil(3)),
            Unit::Year => Self::Year(day.year),
            Unit::Decade => Self::Decade(day.year / 10),
            Unit::Century | Unit::Millennium => Self::Century(day.year / 100),
        }
    }

    /// The stretch of the length of `unit` that lies `by` units after `day`, before it where negative.
    pub(super) fn away(day: Day, unit: Unit, by: i64) -> Self {
        let month = i64::from(day.year) * 12 + i64::from(day.month) - 1;
        let months = |count: i64| {
            let month = (month + by * count).max(0);
            (clamp(month / 12), (month % 12) as u32 + 1)
        };
        let years = |count: i64| match i64::from(day.year) + count {
            year @ ..1 => Self::BeforeChrist(clamp(1 - year)),
            year => Self::Year(clamp(year)),
        };
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => Self::Day(day),
            Unit::Night | Unit::Day => Self::Day(day.plus(by)),
            Unit::Weekend => Self::Weekend(day.plus(by * 7)),
            Unit::Week => Self::Week(day.plus(by * 7)),
            Unit::Fortnight => Self::Week(day.plus(by * 14)),
            Unit::Month => {
                let (year, month) = months(1);
                Self::Month(year, month)
            }
            Unit::Quarter => {
                let (year, month) = months(3);
                Self::Quarter(year, month.div_ceil(3))
            }
            Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => years(by * unit.years()),
        }
    }

    /// The first day of the stretch.
    pub(super) fn first_day(self) -> Option<Day> {
        match self {
            Self::BeforeChrist(_) => None,
            Self::Century(century) => Day::new(century * 100, 1, 1),
            Self::Decade(decade) => Day::new(decade * 10, 1, 1),
            Self::Year(year) | Self::FiscalYear(year) => Day::new(year, 1, 1),
            Self::Half(year, half) => Day::new(year, half * 6 - 5, 1),
            Self::Quarter(year, quarter) => Day::new(year, quarter * 3 - 2, 1),
            Self::Season(year, season) => Day::new(year, season_month(season), 1),
            Self::Month(year, month) => Day::new(year, month, 1),
            Self::Week(day) => Some(day.plus(1 - i64::from(day.weekday()))),
            Self::Weekend(day) => Some(day.plus(6 - i64::from(day.weekday()))),
            Self::Day(day) => Some(day),
        }
    }

    /// The same stretch of another year, `by` years later; days become their year.
    pub(super) fn years_away(self, by: i64) -> Self {
        let moved = |year: u32| clamp(i64::from(year) + by);
        match self {
            Self::FiscalYear(year) => Self::FiscalYear(moved(year)),
            Self::Half(year, half) => Self::Half(moved(year), half),
            Self::Quarter(year, quarter) => Self::Quarter(moved(year), quarter),
            Self::Season(year, season) => Self::Season(moved(year), season),
            Self::Year(year) | Self::Month(year, _) => Self::Year(moved(year)),
            Self::BeforeChrist(_) => self,
            Self::Week(day) | Self::Weekend(day) | Self::Day(day) => Self::Year(moved(day.year)),
            Self::Decade(decade) => Self::Year(moved(decade * 10)),
            Self::Century(century) => Self::Year(moved(century * 100)),
        }
    }
}

/// A year of four digits.
fn clamp(year: i64) -> u32 {
    year.clamp(0, 9999) as u32
}

/// The month with which a season of the northern half begins.
pub(super) fn season_month(season: &str) -> u32 {
    match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// How many units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// Tenths: 25 for two and a half.
    Tenths(u64),
    /// "several", "a few", or a bare plural.
    Vague,
}

impl Amount {
    pub(super) const ONE: Self = Self::Tenths(10);

    /// The whole number nearest below; 0 for a vague amount.
    pub(super) const fn whole(self) -> u64 {
        match self {
            Self::Tenths(tenths) => tenths / 10,
            Self::Vague => 0,
        }
    }
}

/// A length of time, `P3D`, `PT1H30M`, `PXW`.
pub(super) fn duration(amount: Amount, unit: Unit) -> String {
    let (scale, letter, part) = match unit {
        Unit::Second => (1, "S", None),
        Unit::Minute => (1, "M", Some((60, "S"))),
        Unit::Hour => (1, "H", Some((60, "M"))),
        Unit::Night | Unit::Day => (1, "D", None),
        Unit::Weekend => (1, "WE", None),
        Unit::Week => (1, "W", None),
        Unit::Fortnight => (2, "W", None),
        Unit::Month => (1, "M", None),
        Unit::Quarter => (1, "Q", None),
        Unit::Year => (1, "Y", Some((12, "M"))),
        Unit::Decade => (10, "Y", None),
        Unit::Century => (100, "Y", None),
        Unit::Millennium => (1000, "Y", None),
    };
    let p = if unit <= Unit::Hour { "PT" } else { "P" };
    match amount {
        Amount::Vague => {
            let letter = match unit {
                Unit::Decade => "E",
                Unit::Century => "C",
                Unit::Millennium => "L",
                _ => letter,
            };
            format!("{p}X{letter}")
        }
        Amount::Tenths(tenths) => {
            let tenths = tenths * scale;
            match (tenths / 10, tenths % 10, part) {
                (whole, 0, _) => format!("{p}{whole}{letter}"),
                (0, rest, Some((of, small))) => format!("{p}{}{small}", rest * of / 10),
                (whole, rest, Some((of, small))) => format!("{p}{whole}{letter}{}{small}", rest * of / 10),
                (whole, rest, None) => format!("{p}{whole}.{rest}{letter}"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Point, Unit, duration};
    use crate::calendar::Day;

    #[test]
    fn points_are_written_as_timex3_does() {
        let day = Day::new(2021, 12, 24).expect("a day of the calendar");
        for (unit, by, expected) in [
            (Unit::Day, -1, "2021-12-23"),
            (Unit::Week, 1, "2021-W52"),
            (Unit::Weekend, 0, "2021-W51-WE"),
            (Unit::Fortnight, -1, "2021-W49"),
            (Unit::Month, 2, "2022-02"),
            (Unit::Month, -12, "2020-12"),
            (Unit::Quarter, 1, "2022-Q1"),
            (Unit::Quarter, -3, "2021-Q1"),
            (Unit::Year, -2, "2019"),
            (Unit::Decade, -1, "2011"),
        ] {
            assert_eq!(Point::away(day, unit, by).to_string(), expected);
        }
        assert_eq!(Point::around(day, Unit::Decade).to_string(), "202");
        assert_eq!(Point::around(day, Unit::Century).to_string(), "20");
        assert_eq!(Point::Quarter(2021, 3).years_away(-1).to_string(), "2020-Q3");
        assert_eq!(Point::Day(day).years_away(-1).to_string(), "2020");
    }

    #[test]
    fn lengths_are_written_as_timex3_does() {
        for (amount, unit, expected) in [
            (Amount::Tenths(20), Unit::Year, "P2Y"),
            (Amount::Tenths(25), Unit::Year, "P2Y6M"),
            (Amount::Tenths(15), Unit::Minute, "PT1M30S"),
            (Amount::Tenths(5), Unit::Hour, "PT30M"),
            (Amount::Tenths(5), Unit::Century, "P50Y"),
            (Amount::Tenths(25), Unit::Week, "P2.5W"),
            (Amount::Tenths(40), Unit::Night, "P4D"),
            (Amount::Tenths(10), Unit::Fortnight, "P2W"),
            (Amount::Vague, Unit::Month, "PXM"),
            (Amount::Vague, Unit::Decade, "PXE"),
        ] {
            assert_eq!(duration(amount, unit), expected);
        }
    }
}

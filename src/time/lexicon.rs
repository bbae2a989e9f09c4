//! Words of the calendar and of counting, sorted for look-up.
//!
//! Source: a general dictionary of English; abbreviations as in the AP and Guardian style books.

use crate::time::point::Unit;

/// The row of a table sorted by its first column.
fn look_up<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table
        .binary_search_by(|(known, _)| (*known).cmp(word))
        .ok()
        .map(|at| table[at].1)
}

/// The day of the week, 1 for Monday, of a name in full.
pub(super) fn weekday(word: &str) -> Option<u32> {
    look_up(&WEEKDAYS, word)
}

const WEEKDAYS: [(&str, u32); 7] = [
    ("friday", 5),
    ("monday", 1),
    ("saturday", 6),
    ("sunday", 7),
    ("thursday", 4),
    ("tuesday", 2),
    ("wednesday", 3),
];

/// The day of the week of a name cut short, as before a date: "Mon. 5 June".
pub(super) fn short_weekday(word: &str) -> Option<u32> {
    look_up(&SHORT_WEEKDAYS, word)
}

const SHORT_WEEKDAYS: [(&str, u32); 11] = [
    ("fri", 5),
    ("mon", 1),
    ("sat", 6),
    ("sun", 7),
    ("thu", 4),
    ("thur", 4),
    ("thurs", 4),
    ("tue", 2),
    ("tues", 2),
    ("wed", 3),
    ("weds", 3),
];

/// A unit of time, and whether the word is a plural.
pub(super) fn unit(word: &str) -> Option<(Unit, bool)> {
    look_up(&UNITS, word)
}

const UNITS: [(&str, (Unit, bool)); 38] = [
    ("centuries", (Unit::Century, true)),
    ("century", (Unit::Century, false)),
    ("day", (Unit::Day, false)),
    ("days", (Unit::Day, true)),
    ("decade", (Unit::Decade, false)),
    ("decades", (Unit::Decade, true)),
    ("fortnight", (Unit::Fortnight, false)),
    ("fortnights", (Unit::Fortnight, true)),
    ("hour", (Unit::Hour, false)),
    ("hours", (Unit::Hour, true)),
    ("hr", (Unit::Hour, false)),
    ("hrs", (Unit::Hour, true)),
    ("millennia", (Unit::Millennium, true)),
    ("millennium", (Unit::Millennium, false)),
    ("min", (Unit::Minute, false)),
    ("mins", (Unit::Minute, true)),
    ("minute", (Unit::Minute, false)),
    ("minutes", (Unit::Minute, true)),
    ("month", (Unit::Month, false)),
    ("months", (Unit::Month, true)),
    ("mth", (Unit::Month, false)),
    ("mths", (Unit::Month, true)),
    ("night", (Unit::Night, false)),
    ("nights", (Unit::Night, true)),
    ("quarter", (Unit::Quarter, false)),
    ("quarters", (Unit::Quarter, true)),
    ("sec", (Unit::Second, false)),
    ("second", (Unit::Second, false)),
    ("seconds", (Unit::Second, true)),
    ("secs", (Unit::Second, true)),
    ("week", (Unit::Week, false)),
    ("weekend", (Unit::Weekend, false)),
    ("weekends", (Unit::Weekend, true)),
    ("weeks", (Unit::Week, true)),
    ("year", (Unit::Year, false)),
    ("years", (Unit::Year, true)),
    ("yr", (Unit::Year, false)),
    ("yrs", (Unit::Year, true)),
];

/// The season in TIMEX3's two letters.
pub(super) fn season(word: &str) -> Option<&'static str> {
    look_up(&SEASONS, word)
}

const SEASONS: [(&str, &str); 6] = [
    ("autumn", "FA"),
    ("fall", "FA"),
    ("spring", "SP"),
    ("springtime", "SP"),
    ("summer", "SU"),
    ("winter", "WI"),
];

/// The part of the day in TIMEX3's two letters.
pub(super) fn part_of_day(word: &str) -> Option<&'static str> {
    look_up(&PARTS_OF_DAY, word)
}

const PARTS_OF_DAY: [(&str, &str); 5] = [
    ("afternoon", "AF"),
    ("evening", "EV"),
    ("lunchtime", "MI"),
    ("morning", "MO"),
    ("night", "NI"),
];

/// A number below a hundred in one word.
pub(super) fn numeral(word: &str) -> Option<u32> {
    look_up(&NUMERALS, word)
}

const NUMERALS: [(&str, u32); 28] = [
    ("eight", 8),
    ("eighteen", 18),
    ("eighty", 80),
    ("eleven", 11),
    ("fifteen", 15),
    ("fifty", 50),
    ("five", 5),
    ("forty", 40),
    ("four", 4),
    ("fourteen", 14),
    ("nine", 9),
    ("nineteen", 19),
    ("ninety", 90),
    ("one", 1),
    ("seven", 7),
    ("seventeen", 17),
    ("seventy", 70),
    ("six", 6),
    ("sixteen", 16),
    ("sixty", 60),
    ("ten", 10),
    ("thirteen", 13),
    ("thirty", 30),
    ("three", 3),
    ("twelve", 12),
    ("twenty", 20),
    ("two", 2),
    ("zero", 0),
];

/// An ordinal in one word.
pub(super) fn ordinal(word: &str) -> Option<u32> {
    look_up(&ORDINALS, word)
}

const ORDINALS: [(&str, u32); 21] = [
    ("eighteenth", 18),
    ("eighth", 8),
    ("eleventh", 11),
    ("fifteenth", 15),
    ("fifth", 5),
    ("first", 1),
    ("fourteenth", 14),
    ("fourth", 4),
    ("nineteenth", 19),
    ("ninth", 9),
    ("second", 2),
    ("seventeenth", 17),
    ("seventh", 7),
    ("sixteenth", 16),
    ("sixth", 6),
    ("tenth", 10),
    ("third", 3),
    ("thirteenth", 13),
    ("thirtieth", 30),
    ("twelfth", 12),
    ("twentieth", 20),
];

/// The first year of a decade given in words: "the nineties".
pub(super) fn decade(word: &str) -> Option<u32> {
    look_up(&DECADES, word)
}

const DECADES: [(&str, u32); 8] = [
    ("eighties", 1980),
    ("fifties", 1950),
    ("forties", 1940),
    ("nineties", 1990),
    ("seventies", 1970),
    ("sixties", 1960),
    ("thirties", 1930),
    ("twenties", 1920),
];

#[cfg(test)]
mod tests {
    #[test]
    fn tables_are_sorted() {
        use super::*;
        assert!(WEEKDAYS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(SHORT_WEEKDAYS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(UNITS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(SEASONS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(PARTS_OF_DAY.is_sorted_by(|a, b| a.0 < b.0));
        assert!(NUMERALS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(ORDINALS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(DECADES.is_sorted_by(|a, b| a.0 < b.0));
    }
}

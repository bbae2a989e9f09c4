//! Days of publication, as pages, wires and headers write them.
//!
//! Only a complete date counts: a day and month without a year stays unknown, and so does `06/05/2023`, which is two
//! different days on the two sides of the Atlantic.

pub(super) use crate::calendar::{Day, month};

impl Day {
    /// Reads `YYYY-MM-DD` and nothing else.
    pub(crate) fn from_iso(text: &str) -> Option<Self> {
        (text.len() == 10).then(|| Self::from_digits(text, "-")).flatten()
    }

    /// Reads what pages give as a time of publication: ISO 8601 with or without a time, `2023/06/05`, `20230605`, the
    /// form of mail headers, or a written date. The day is the one written there, in its own time zone.
    pub(super) fn from_timestamp(text: &str) -> Option<Self> {
        let text = text.trim();
        let compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
        if compact {
            return Self::new(
                text[..4].parse().ok()?,
                text[4..6].parse().ok()?,
                text[6..].parse().ok()?,
            );
        }
        Self::from_digits(text, "-/").or_else(|| written_in(text))
    }

    /// Reads `2023-06-05` at the start of `text`, with any of `separators` between the numbers.
    fn from_digits(text: &str, separators: &str) -> Option<Self> {
        let head = text.get(..10)?;
        let separator = char::from(head.as_bytes()[4]);
        if !separators.contains(separator) {
            return None;
        }
        let mut parts = head.split(separator);
        let mut next = |width: usize| {
            let part = parts
                .next()
                .filter(|part| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))?;
            part.parse().ok()
        };
        Self::new(next(4)?, next(2)?, next(2)?)
    }
}

/// A line that holds nothing but a date, perhaps with a label, a weekday and a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateLine {
    /// The day, if the line gives a year.
    pub(super) day: Option<Day>,
}

/// Reads a whole line as a date: "date 2021-12-24", "Published: Monday, 5 June 2023 at 10:30 a.m. ET", "June 5".
pub(super) fn date_line(line: &str) -> Option<DateLine> {
    // Longer lines are prose; the bound also keeps this cheap for a text of one line.
    if line.len() > 120 {
        return None;
    }
    let mut dated = false;
    let mut numbered = false;
    for word in line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if !number && month(word).is_none() && !is_date_word(word) {
            return None;
        }
        dated |= month(word).is_some();
        numbered |= number;
    }
    let day = line
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .find_map(|(at, _)| Day::from_digits(&line[at..], "-/"));
    let day = day.or_else(|| written_in(line));
    (day.is_some() || dated && numbered).then_some(DateLine { day })
}

/// The first complete date written with a month's name in the first 200 bytes of `text`: "June 5, 2023", "5 June 2023".
pub(super) fn written_in(text: &str) -> Option<Day> {
    let text = &text[..text.floor_char_boundary(200)];
    let words: Vec<&str> = text
        .split([' ', ',', '.', '\u{A0}'])
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(3).find_map(|window| {
        let year = year(window[2])?;
        let (month, day) = match (month(window[0]), month(window[1])) {
            (Some(month), _) => (month, day_number(window[1])?),
            (None, Some(month)) => (month, day_number(window[0])?),
            (None, None) => return None,
        };
        Day::new(year, month, day)
    })
}

/// A month and day at the end of `text`, as datelines have it: "LONDON, June 5".
pub(super) fn month_and_day(text: &str) -> Option<(u32, u32)> {
    let mut words = text.split([' ', '.', '\u{A0}']).filter(|word| !word.is_empty());
    let (first, second) = (words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    match (month(first), month(second)) {
        (Some(month), _) => Some((month, day_number(second)?)),
        (None, Some(month)) => Some((month, day_number(first)?)),
        (None, None) => None,
    }
}

/// A year of four digits.
pub(super) fn year(word: &str) -> Option<u32> {
    (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

/// "5", "05", "5th".
fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let number = digits.len() <= 2 && matches!(suffix, "" | "st" | "nd" | "rd" | "th");
    number
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|day| (1..=31).contains(day))
}

/// Words that stand around a date in a line of its own.
fn is_date_word(word: &str) -> bool {
    const WORDS: [&str; 49] = [
        "a",
        "am",
        "at",
        "bst",
        "cdt",
        "cest",
        "cet",
        "created",
        "cst",
        "ct",
        "date",
        "dated",
        "ed",
        "edt",
        "est",
        "et",
        "fri",
        "friday",
        "gmt",
        "ist",
        "last",
        "m",
        "modified",
        "mon",
        "monday",
        "mst",
        "on",
        "p",
        "pdt",
        "pm",
        "posted",
        "pst",
        "pt",
        "published",
        "sat",
        "saturday",
        "sun",
        "sunday",
        "thu",
        "thursday",
        "time",
        "tue",
        "tuesday",
        "updated",
        "utc",
        "wed",
        "wednesday",
        "z",
        "first",
    ];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{Day, date_line, month_and_day};

    fn iso(day: Option<Day>) -> String {
        day.map_or_else(String::new, |day| day.to_string())
    }

    #[test]
    fn only_days_of_the_calendar_are_iso_dates() {
        for (text, valid) in [
            ("2021-12-24", true),
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("2023-13-01", false),
            ("2023-00-10", false),
            ("2023-1-10", false),
            ("2023-01-10 ", false),
            ("2023/01/10", false),
            ("", false),
            ("٢٠٢٣-٠١", false),
        ] {
            assert_eq!(Day::from_iso(text).is_some(), valid, "{text:?}");
        }
    }

    #[test]
    fn timestamps_give_the_day_as_written() {
        for (text, expected) in [
            ("2023-06-05T23:38:06-04:00", "2023-06-05"),
            (" 2023-06-05 14:38 ", "2023-06-05"),
            ("2023/06/05", "2023-06-05"),
            ("20230605", "2023-06-05"),
            ("Mon, 05 Jun 2023 14:38:06 GMT", "2023-06-05"),
            ("Sept. 3, 2021", "2021-09-03"),
            ("3rd September 2021", "2021-09-03"),
            ("06/05/2023", ""),
            ("June 5", ""),
            ("99999999", ""),
            ("é2023-06-05", ""),
            ("023“-06-05-01", ""),
        ] {
            assert_eq!(iso(Day::from_timestamp(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn date_lines_hold_nothing_else() {
        for (line, expected) in [
            ("date 2021-12-24", Some("2021-12-24")),
            ("Date: 2024-04-11", Some("2024-04-11")),
            ("April 11, 2025", Some("2025-04-11")),
            ("Published: Monday, 5 June 2023 at 10:30 a.m. ET", Some("2023-06-05")),
            ("Updated 2:15 PM EDT, Sun May 4, 2025", Some("2025-05-04")),
            ("June 5", Some("")),
            ("In June 2023 the plan failed.", None),
            ("2023", None),
            ("May", None),
            ("On Monday", None),
        ] {
            assert_eq!(
                date_line(line).map(|found| iso(found.day)).as_deref(),
                expected,
                "{line:?}"
            );
        }
    }

    #[test]
    fn datelines_have_a_month_and_day() {
        for (text, expected) in [
            (" June 5", Some((6, 5))),
            ("Sept. 26", Some((9, 26))),
            ("5 June", Some((6, 5))),
            ("June", None),
            ("N.Y.", None),
        ] {
            assert_eq!(month_and_day(text), expected, "{text:?}");
        }
    }
}

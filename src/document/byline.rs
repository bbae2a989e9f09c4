//! Author lines: "By JANE DOE and JOHN ROE, Associated Press".

use super::date::{DateLine, date_line};

/// An author line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Byline<'t> {
    /// The names as written, without "By".
    pub(super) names: &'t str,
    /// The date that some sites put on the same line.
    pub(super) date: Option<DateLine>,
}

/// Reads a whole line as an author line. It must say "By" and go on with nothing but names and what links names, so
/// that "By Monday the city was calm." stays prose.
pub(super) fn read(line: &str) -> Option<Byline<'_>> {
    // Longer lines are prose.
    if line.len() > 160 {
        return None;
    }
    let rest = ["By ", "BY ", "by ", "By: ", "Written by ", "Story by "]
        .iter()
        .find_map(|by| line.strip_prefix(by))?;
    let mut names = rest.trim();
    let mut date = None;
    // "By Jane Doe | June 5, 2023": what follows the mark is a date or a reading time.
    for mark in ['|', '•', '·', '–', '—'] {
        if let Some((head, tail)) = names.split_once(mark)
            && tail.contains(|c: char| c.is_ascii_digit())
        {
            names = head.trim();
            date = date.or(date_line(tail.trim()));
        }
    }
    let names = names.trim_end_matches([',', '|']).trim_end();
    reads_like_names(names).then_some(Byline { names, date })
}

/// Whether `names` has at least one capitalised word and no word that a list of names and outlets would not have.
fn reads_like_names(names: &str) -> bool {
    const LINKS: [&str; 12] = [
        "and", "at", "de", "del", "der", "for", "in", "of", "the", "van", "von", "with",
    ];
    const JOBS: [&str; 8] = [
        "analyst",
        "columnist",
        "contributor",
        "correspondent",
        "editor",
        "producer",
        "reporter",
        "writer",
    ];
    let stopped = names.ends_with(['.', '!', '?', ':', ';']) && !names.ends_with("Jr.") && !names.ends_with("Sr.");
    let mut capitalised = 0;
    let all_fit = names
        .split([' ', '\u{A0}', ',', '|', '/', '&', '-', '—', '–'])
        .filter(|word| !word.is_empty())
        .all(|word| {
            let starts_high = word.starts_with(char::is_uppercase)
                || word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
            capitalised += u32::from(starts_high);
            starts_high || LINKS.contains(&word) || JOBS.contains(&word)
        });
    all_fit && !stopped && (1..=14).contains(&capitalised)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn author_lines_are_names_after_by() {
        for (line, expected) in [
            (
                "By JANE DOE and JOHN ROE, Associated Press",
                Some("JANE DOE and JOHN ROE, Associated Press"),
            ),
            ("By Jane Doe", Some("Jane Doe")),
            (
                "By Edward van Hale | California Desk",
                Some("Edward van Hale | California Desk"),
            ),
            ("By Jane Doe | 5 min read", Some("Jane Doe")),
            ("By Jane Doe • June 5, 2023", Some("Jane Doe")),
            ("By Jane Doe, Staff Writer", Some("Jane Doe, Staff Writer")),
            ("By John Roe Jr.", Some("John Roe Jr.")),
            (
                "By Jane Doe in Paris and John Roe, Environment correspondent",
                Some("Jane Doe in Paris and John Roe, Environment correspondent"),
            ),
            ("By Monday the city was calm.", None),
            ("By Monday, Paris was calm.", None),
            ("By 2030 it will be over", None),
            ("By", None),
            ("Jane Doe", None),
        ] {
            assert_eq!(read(line).map(|byline| byline.names), expected, "{line:?}");
        }
    }

    #[test]
    fn a_date_on_the_line_is_kept() {
        let byline = read("By Jane Doe | June 5, 2023").expect("an author line");
        assert_eq!(
            byline
                .date
                .and_then(|line| line.day)
                .map(|day| day.to_string())
                .as_deref(),
            Some("2023-06-05")
        );
    }
}

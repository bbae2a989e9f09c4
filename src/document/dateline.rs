//! Datelines: "SEATTLE (AP) —", "LONDON, June 5 (Reuters) -", "WASHINGTON —".

use super::date::{self, month_and_day};

/// What a dateline says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dateline<'t> {
    /// The place as written, with its region: "OMAHA, Neb.".
    pub(super) place: Option<&'t str>,
    /// The agency in brackets.
    pub(super) agency: Option<&'t str>,
    /// Month and day, where the line has them.
    pub(super) month_and_day: Option<(u32, u32)>,
}

/// A dateline is no longer than this, in bytes.
const REACH: usize = 100;

/// Words in capitals that open a paragraph like a place but name a kind of text.
const KINDS: [&str; 16] = [
    "ANALYSIS",
    "BREAKING",
    "COLUMN",
    "COMMENT",
    "COMMENTARY",
    "CORRECTION",
    "EDITORIAL",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "LIVE",
    "NEW",
    "OPINION",
    "REVIEW",
    "UPDATE",
    "WATCH",
];

/// Reads the dateline at the start of a paragraph. The place must be in capitals or an agency must stand in brackets:
/// "London — the city" is prose.
pub(super) fn read(paragraph: &str) -> Option<Dateline<'_>> {
    let head = &paragraph[..paragraph.floor_char_boundary(REACH)];
    let (end, mark) = [" — ", " – ", " - ", " -- ", "— ", "–", "—", "-- ", ") ", "/. "]
        .iter()
        .filter_map(|mark| Some((head.find(mark)?, mark)))
        .min_by_key(|&(at, mark)| (at, std::cmp::Reverse(mark.len())))?;
    let end = end + usize::from(mark.starts_with([')', '/']));
    let rest = paragraph[end..].trim_start_matches(['.', ' ', '—', '–', '-']);
    let dashed = paragraph[end..paragraph.len() - rest.len()].contains(['—', '–', '-']);
    let (head, agency) = split_agency(head[..end].trim());
    if rest.starts_with(char::is_lowercase) {
        return None;
    }
    let mut dateline = Dateline {
        place: None,
        agency,
        month_and_day: None,
    };
    let mut place_end = head.len();
    // The date is the last piece; "HEMPSTEAD, N.Y., Sept. 26", "PARIS, June 5, 2023", "BONN, 2 May 2024".
    let undated = match head.rsplit_once(' ') {
        Some((before, year)) if date::year(year).is_some() => before.trim_end_matches(','),
        _ => head,
    };
    if let Some((before, last)) = undated.rsplit_once(", ")
        && let Some(found) = month_and_day(last)
    {
        dateline.month_and_day = Some(found);
        place_end = before.len();
    }
    let place = head[..place_end].trim_end_matches(',').trim();
    let first = place.split(", ").next().unwrap_or(place);
    let capitals = is_capitals(first);
    // Without a dash more must speak for it: "He met (Smith) Berlin" is prose.
    if !dashed && (agency.is_none() || !capitals && dateline.month_and_day.is_none()) {
        return None;
    }
    if is_place(place) && (capitals || agency.is_some()) && !KINDS.contains(&first) {
        dateline.place = Some(place);
    }
    let valid = dateline.place.is_some() || agency.is_some() && (head.is_empty() || KINDS.contains(&first));
    valid.then_some(dateline)
}

/// Splits "LONDON (Reuters)", or "MOSCOW, June 5. /TASS/", into the place and the agency.
fn split_agency(head: &str) -> (&str, Option<&str>) {
    let bracketed = head.strip_suffix(')').and_then(|head| head.rsplit_once('('));
    let slashed = || {
        head.strip_suffix('/')?
            .rsplit_once('/')
            .map(|(place, agency)| (place.trim_end_matches([' ', '.']), agency))
    };
    let Some((place, agency)) = bracketed.or_else(slashed) else {
        return (head, None);
    };
    let named = (2..=30).contains(&agency.len())
        && agency.starts_with(char::is_uppercase)
        && agency
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '.' | '&'));
    if named {
        (place.trim_end().trim_end_matches(','), Some(agency))
    } else {
        (head, None)
    }
}

/// Whether `text` could be a place with its region: at most six words, each capitalised or a link.
fn is_place(text: &str) -> bool {
    let mut words = 0;
    let named = text.split([' ', '/']).filter(|word| !word.is_empty()).all(|word| {
        words += 1;
        word.starts_with(char::is_uppercase)
            && !word.contains(|c: char| !c.is_alphabetic() && !matches!(c, '.' | ',' | '\'' | '’' | '-'))
            || matches!(word, "de" | "del" | "of" | "the" | "and")
    });
    named && (1..=6).contains(&words)
}

/// Whether `place` is written in capitals, as datelines are; one small letter is allowed (`McALLEN`).
fn is_capitals(place: &str) -> bool {
    let (high, low) = place
        .chars()
        .filter(|c| c.is_alphabetic())
        .fold((0, 0), |(high, low), c| {
            if c.is_uppercase() {
                (high + 1, low)
            } else {
                (high, low + 1)
            }
        });
    high >= 3 && low <= 1
}

#[cfg(test)]
mod tests {
    use super::{Dateline, read};

    #[test]
    fn datelines() {
        let line = |place, agency, month_and_day| {
            Some(Dateline {
                place,
                agency,
                month_and_day,
            })
        };
        for (text, expected) in [
            (
                "SEATTLE (AP) — A man was charged.",
                line(Some("SEATTLE"), Some("AP"), None),
            ),
            (
                "LONDON, June 5 (Reuters) - The premier said.",
                line(Some("LONDON"), Some("Reuters"), Some((6, 5))),
            ),
            ("WASHINGTON — The Senate voted.", line(Some("WASHINGTON"), None, None)),
            ("CHARLOTTE - The wife of a man", line(Some("CHARLOTTE"), None, None)),
            (
                "OMAHA, Neb. (AP) — Lawmakers passed",
                line(Some("OMAHA, Neb."), Some("AP"), None),
            ),
            (
                "HEMPSTEAD, N.Y., Sept. 26 (UPI) — A candidate",
                line(Some("HEMPSTEAD, N.Y."), Some("UPI"), Some((9, 26))),
            ),
            (
                "McALLEN, Texas (AP) — Agents",
                line(Some("McALLEN, Texas"), Some("AP"), None),
            ),
            ("Geneva (AFP) - Talks", line(Some("Geneva"), Some("AFP"), None)),
            (
                "SEATTLE (AP) A man was charged.",
                line(Some("SEATTLE"), Some("AP"), None),
            ),
            (
                "MOSCOW/KYIV, 5 June — Talks",
                line(Some("MOSCOW/KYIV"), None, Some((6, 5))),
            ),
            (
                "PARIS, June 5, 2023 (AFP) – Talks",
                line(Some("PARIS"), Some("AFP"), Some((6, 5))),
            ),
            (
                "BONN, Germany, 2 May 2024 - Talks",
                line(Some("BONN, Germany"), None, Some((5, 2))),
            ),
            ("(Reuters) - Shares fell.", line(None, Some("Reuters"), None)),
            ("OPINION (CBM) – A name is more", line(None, Some("CBM"), None)),
            ("EXPLAINER — What we know", None),
            ("NATO — the alliance — said", None),
            ("London — the city — was calm.", None),
            ("The plan — a bold one — failed.", None),
            ("He (Smith) said so.", None),
            ("Senator Smith (CDU) Berlin", None),
            ("TRUMP: And that — well — No", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }
}

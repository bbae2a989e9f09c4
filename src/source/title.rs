//! The office or role that a text gives a named person: "former Japanese Prime Minister Shinzo Abe".

use super::names::{Named, without_determiner};
use super::phrase::Phrase;
use crate::span::Span;
use crate::text::list::holds;

/// Forms of address, which are no titles. Sorted.
const ADDRESS: &str = "madam miss mr mrs ms mx sir the";

/// The title in a phrase with this name: the words before the name, or the apposition behind it.
pub(super) fn of(text: &str, phrase: &Phrase, name: &Named) -> Option<String> {
    let before = Span {
        start: phrase.span.start,
        end: name.span.start,
    };
    // "The mayor, a former wrestler named Ada Quill" is the mayor.
    let first = before.of(text).find([',', '—', '–', '(']).filter(|&at| at > 0);
    let before = Span {
        start: before.start,
        end: first.map_or(before.end, |at| before.start + at as u32),
    };
    let before = tidy(text, before).filter(|title| {
        let lower = title.to_lowercase();
        !holds(ADDRESS, lower.trim_end_matches('.'))
    });
    let behind = || {
        let rest = Span {
            start: name.span.end,
            end: phrase.span.end,
        };
        let words = rest.of(text);
        let inside = words.strip_prefix(", ")?;
        // A relative clause tells a story, not an office; an age comes before the office.
        let start = rest.end - inside.len() as u32;
        let piece = inside.split([',', '—', '–', '(']).find(|piece| !is_age(piece.trim()))?;
        let offset = piece.as_ptr() as usize - inside.as_ptr() as usize;
        let first = piece.split_whitespace().next()?;
        if matches!(
            first,
            "who" | "whose" | "whom" | "which" | "where" | "when" | "and" | "speaking" | "in" | "on"
        ) {
            return None;
        }
        let start = start as usize + offset;
        tidy(text, Span::new(start, start + piece.len()))
    };
    before.or_else(behind)
}

fn is_age(piece: &str) -> bool {
    piece.is_empty() || piece.chars().all(|c| c.is_ascii_digit()) || piece.ends_with("-year-old")
}

/// The words without a determiner and without punctuation at their ends; `None` if nothing is left.
fn tidy(text: &str, span: Span) -> Option<String> {
    let words = without_determiner(span, text).of(text);
    let tidy = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '—' | '–' | '“' | '”' | '"'));
    (tidy.chars().any(char::is_alphabetic) && tidy.len() <= 120).then(|| tidy.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(ADDRESS);
    }
}

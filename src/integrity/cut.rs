//! Paragraphs that break off, and lines of the page that got into one.

use super::page::{Page, note};
use crate::analysis::{Damage, DamageKind};
use crate::span::Span;

/// Finds them.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    let mut word = 0;
    for (index, paragraph) in page.paragraphs.iter().enumerate() {
        let first = word;
        while page.words.get(word).is_some_and(|w| w.span.start < paragraph.end) {
            word += 1;
        }
        if word >= first + LONG {
            // A paragraph that goes on in small letters was broken, not cut.
            let next = page.paragraphs.get(index + 1).map_or("", |p| p.of(page.text));
            let goes_on =
                next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘'));
            let last = &page.words[word - 1];
            if last.span.end == paragraph.end && last.is_small() && last.is_in(OPEN) && last.joined && !goes_on {
                let message = format!("The text breaks off after “{}”.", last.text);
                note(found, DamageKind::Other, page.span(word - 2, word - 1), message);
            }
        }
        intruders(page, *paragraph, found);
    }
}

/// A shorter paragraph may be a headline or a label, in words.
const LONG: usize = 8;

/// Words after which a sentence has to go on.
const OPEN: &str = "a among an and as at because between but by from his into is its my of or our than the their these was were \
    which whose will with would";

/// Lines that pages put between paragraphs, in the middle of one.
fn intruders(page: &Page<'_>, paragraph: Span, found: &mut Vec<Damage>) {
    let body = paragraph.of(page.text);
    for phrase in INTRUDERS {
        for (at, _) in body.match_indices(phrase) {
            let (before, after) = (body[..at].trim_end(), &body[at + phrase.len()..]);
            let alone = before.ends_with(['.', '!', '?', '”', '"'])
                && (after.is_empty() || !after.starts_with(char::is_alphanumeric));
            if alone {
                let start = paragraph.start as usize + at;
                let span = Span::new(start, start + phrase.len());
                note(
                    found,
                    DamageKind::Other,
                    span,
                    format!("“{phrase}” belongs to the page, not to the text."),
                );
            }
        }
    }
}

/// What such lines say. Source: compiled for this project from the furniture of English-language news pages.
const INTRUDERS: [&str; 21] = [
    "ADVERTISEMENT",
    "Advertisement",
    "Article continues below",
    "CLICK HERE TO",
    "Click here for more",
    "Click here to",
    "Follow us on Facebook",
    "Follow us on Instagram",
    "Follow us on Telegram",
    "Follow us on Twitter",
    "READ MORE",
    "Read more:",
    "Read next:",
    "SIGN UP",
    "Scroll down for video",
    "Share this article",
    "Sign up for our",
    "Skip advertisement",
    "Story continues below",
    "Subscribe to our newsletter",
    "This article continues below",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(OPEN);
        assert!(INTRUDERS.is_sorted());
    }

    #[test]
    fn cut_and_intruded() {
        check(
            find,
            &[
                (
                    "The minister said on Monday that she had asked the\nNobody answered.",
                    &["asked the"],
                ),
                ("The roof fell. Advertisement Nobody was hurt.", &["Advertisement"]),
            ],
            &[
                "The things that the minister of the land thinks of\na long line that is but a broken one and of the\nsame text.",
                "He paid for the Advertisement Board. Follow us on foot, he said to them.",
                "A list of",
            ],
        );
    }
}

//! Capitals in the wrong place: inside a word (`GOvernment`), missing at a paragraph's start, or in half of a name.

use std::collections::BTreeSet;

use super::page::{Page, Word, note};
use crate::analysis::{Damage, DamageKind};
use crate::sort;

/// Finds them.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    for at in 0..page.words.len() {
        let word = &page.words[at];
        if is_shifted(page, word) {
            note(
                found,
                DamageKind::WrongCase,
                word.span,
                format!("“{}” mixes capitals and small letters.", word.text),
            );
        } else if is_raised(page, at) {
            note(
                found,
                DamageKind::WrongCase,
                word.span,
                format!("“{}” has a capital within a sentence.", word.text),
            );
        } else if is_lowered(page, at) {
            note(
                found,
                DamageKind::WrongCase,
                word.span,
                format!("“{}” is written with a capital.", word.text),
            );
        }
    }
    paragraph_starts(page, found);
    half_names(page, found);
}

/// `GOvernment`, `tHE`, `iN`: a shift key held too long or pressed too late. The word itself must be a common one, so that
/// `NGOs`, `iPhone` and `McDonald` are none.
fn is_shifted(page: &Page<'_>, word: &Word<'_>) -> bool {
    if !word.text.is_ascii() || page.in_address(word.span) {
        return false;
    }
    let bytes = word.text.as_bytes();
    if !bytes.iter().all(u8::is_ascii_alphabetic) {
        return false;
    }
    let capitals = bytes.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let small = bytes.iter().take_while(|b| b.is_ascii_lowercase()).count();
    let held = capitals == 2 && bytes.len() >= 5 && bytes[2..].iter().all(u8::is_ascii_lowercase);
    let late = (1..=2).contains(&small) && bytes.len() > small && bytes[small..].iter().all(u8::is_ascii_uppercase);
    held && page.is_word(&word.lower) || late && word.is_in(COMMON)
}

/// "the man Was there": a capital on a function word between words in small letters.
fn is_raised(page: &Page<'_>, at: usize) -> bool {
    let word = &page.words[at];
    let small = |by: isize| {
        let near = at.checked_add_signed(by).and_then(|to| page.words.get(to));
        near.is_some_and(|w| w.is_small() && w.sentence == word.sentence)
    };
    word.is_title_case()
        && word.joined
        && page.next(at).is_some()
        && word.is_in(RAISED)
        && [-2, -1, 1, 2].into_iter().all(small)
}

/// Function words that open no title in the middle of a sentence.
const RAISED: &str = "and are because been from had has have into of than was were which with";

/// "mr. Smith", "and i think"
fn is_lowered(page: &Page<'_>, at: usize) -> bool {
    let word = &page.words[at];
    let name = || {
        page.words
            .get(at + 1)
            .is_some_and(|w| w.is_title_case() && matches!(page.gap(at), " " | ". "))
    };
    match word.text {
        "mr" | "mrs" => name() && !page.in_address(word.span),
        _ => false,
    }
}

/// Words common enough to be meant, and no names of products in any spelling.
const COMMON: &str = "and are at but by for from had has he in not of on said she that the they this to was were with";

/// A paragraph that begins with a small letter although the one before it ended and it ends itself. Texts whose lines break
/// within sentences, and lists, have several.
fn paragraph_starts(page: &Page<'_>, found: &mut Vec<Damage>) {
    let mut starts = Vec::new();
    let mut small = 0;
    let mut word = 0;
    let mut ended = true;
    for paragraph in page.paragraphs {
        while page.words.get(word).is_some_and(|w| w.span.start < paragraph.start) {
            word += 1;
        }
        let body = paragraph.of(page.text).trim_end();
        let ends = body.trim_end_matches(['”', '"', '’', '\'']).ends_with(['.', '!', '?']);
        if let Some(first) = page
            .words
            .get(word)
            .filter(|w| w.span.start == paragraph.start && w.is_small())
        {
            small += 1;
            let long = page.words.get(word + 5).is_some_and(|w| w.span.end <= paragraph.end);
            if ended && ends && long && !page.in_address(first.span) && !PARTICLES.contains(&first.text) {
                starts.push(word);
            }
        }
        ended = ends;
    }
    if let [only] = starts[..]
        && small == 1
    {
        let word = &page.words[only];
        let message = format!("The paragraph begins with a small letter: “{}”.", word.text);
        note(found, DamageKind::WrongCase, word.span, message);
    }
}

/// Names that begin in small letters begin with these.
const PARTICLES: [&str; 12] = [
    "al", "bin", "da", "de", "del", "della", "di", "el", "la", "ten", "van", "von",
];

/// "the Post office" where the text otherwise writes "Post Office": one slip in a text that knows better.
fn half_names(page: &Page<'_>, found: &mut Vec<Damage>) {
    let mut whole: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut halves: Vec<((&str, &str), usize)> = Vec::new();
    let mut after: BTreeSet<(&str, &str)> = BTreeSet::new();
    for at in 1..page.words.len() {
        let (first, second) = (&page.words[at - 1], &page.words[at]);
        let fixed = FIXED.binary_search(&(first.text, second.text)).is_ok() && second.joined;
        // "Hexham General hospital", but not "General hospital rules"
        if fixed && (second.lower != "hospital" || first.joined && page.words[at - 2].is_title_case()) {
            note(
                found,
                DamageKind::WrongCase,
                second.span,
                format!("“{}” is part of a name here.", second.text),
            );
            continue;
        }
        if !second.joined || first.first || !first.is_title_case() || !HALVES.contains(&second.lower.as_str()) {
            continue;
        }
        let key = (first.lower.as_str(), second.lower.as_str());
        if second.is_title_case() {
            whole.insert(key);
            // Part of a longer name, which says nothing of the shorter one.
            if page.next(at).is_some_and(Word::is_capitalised) {
                after.insert(key);
            }
        } else if second.is_small() {
            halves.push((key, at));
        }
    }
    sort::by_key(&mut halves, |half| *half);
    for (index, &(key, at)) in halves.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|other| halves.get(other));
        let others = [before, halves.get(index + 1)];
        let again = others.into_iter().flatten().any(|(other, _)| *other == key);
        if !again && whole.contains(&key) && !after.contains(&key) {
            let word = &page.words[at];
            let message = format!("Elsewhere the text writes this name with a capital in “{}”.", word.text);
            note(found, DamageKind::WrongCase, word.span, message);
        }
    }
}

/// Names whose second half nobody writes in small letters.
const FIXED: [(&str, &str); 12] = [
    ("European", "union"),
    ("General", "hospital"),
    ("Los", "angeles"),
    ("Memorial", "hospital"),
    ("New", "york"),
    ("New", "zealand"),
    ("Red", "cross"),
    ("United", "kingdom"),
    ("United", "nations"),
    ("United", "states"),
    ("White", "house"),
    ("World", "bank"),
];

/// Second halves of names that writers do not write in small letters at will, as they do "committee" or "hospital".
const HALVES: [&str; 6] = ["bank", "cross", "nations", "office", "states", "union"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(COMMON);
        assert_is_sorted(RAISED);
        assert!(PARTICLES.is_sorted());
        assert!(HALVES.is_sorted());
        assert!(FIXED.is_sorted());
    }

    #[test]
    fn capitals() {
        check(
            find,
            &[
                ("The GOvernment fell iN May.", &["GOvernment", "iN"]),
                ("The old man Was not there, mr. Smith said.", &["Was", "mr"]),
                (
                    "It was dark.\nthe house was dark as well, she said.\nThey went.",
                    &["the"],
                ),
                (
                    "It met the United states at Luria General hospital.",
                    &["states", "hospital"],
                ),
                ("We saw the Post Office, and the Post office saw us.", &["office"]),
            ],
            &[
                "NGOs, MPs, iPhones, eBay, McDonald, YouTube, pH and PhDs.",
                "The list:\nthe house was dark as well, she said.",
                "He ran\nand the house was dark as well.\nand the dog was there, as it was.",
                "We saw the Post Office and a post office.",
            ],
        );
    }
}

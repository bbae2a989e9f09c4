//! "a" and "an" before the wrong sound: "a emergency", "an plan".

use super::page::{Page, note};
use crate::analysis::{Damage, DamageKind};

/// Finds them. Only plain words in small letters count: letters, numbers and abbreviations are read in more than one way.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    for at in 0..page.words.len() {
        let word = &page.words[at];
        let article = matches!(word.text, "a" | "an") || word.first && matches!(word.text, "An");
        let Some(next) = page.next(at).filter(|w| article && w.is_small() && w.lower.len() > 2) else {
            continue;
        };
        if page.in_address(word.span) || page.after(next.span.end).starts_with('\'') || !page.is_word(&next.lower) {
            continue;
        }
        let wrong = if word.lower == "a" {
            wants_an(&next.lower)
        } else {
            wants_a(&next.lower)
        };
        if wrong {
            let other = if word.lower == "a" { "an" } else { "a" };
            let span = page.span(at, at + 1);
            let message = format!("Before “{}” belongs “{other}”.", next.text);
            note(found, DamageKind::Other, span, message);
        }
    }
}

/// Whether a word surely begins with a vowel's sound.
fn wants_an(word: &str) -> bool {
    word.starts_with(['a', 'e', 'i', 'o'])
        && !["eu", "ewe", "ewer", "once", "one", "oui"].iter().any(|start| word.starts_with(start))
        // Borrowed articles and prepositions: "a la", "a al dente".
        && !FUNCTION.contains(&word)
}

/// Words that follow a letter A, not an article.
const FUNCTION: [&str; 12] = [
    "all", "also", "and", "are", "away", "even", "from", "into", "its", "off", "our", "out",
];

/// Whether a word surely begins with a consonant's sound.
fn wants_a(word: &str) -> bool {
    let mut letters = word.chars();
    let (first, second) = (letters.next(), letters.next());
    // "an x-ray", "an mp", "an historic", "an unusual"
    first.is_some_and(|c| {
        matches!(
            c,
            'b' | 'c' | 'd' | 'f' | 'g' | 'j' | 'k' | 'l' | 'm' | 'n' | 'p' | 'q' | 'r' | 's' | 't' | 'v' | 'w' | 'z'
        )
    }) && second.is_some_and(|c| matches!(c, 'a' | 'e' | 'h' | 'i' | 'l' | 'o' | 'r' | 'u' | 'y'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;

    #[test]
    fn wrong_articles() {
        check(
            find,
            &[
                ("It was a emergency.", &["a emergency"]),
                ("They have an plan and an good one.", &["an plan", "an good"]),
            ],
            &[
                "A one-time offer, a European, a eulogy, a unit, an hour, an honest man, a US plan, an FBI man.",
                "An SMS, an x-ray, an mp, an unusual historic event; an historic day.",
                "Grade A eggs. Vitamin A and B. A is one letter.",
            ],
        );
    }
}

//! Names of places, peoples, days and months in small letters: "the european union", "in jakarta".

use std::sync::LazyLock;

use super::page::{Page, Word, note};
use crate::analysis::{Damage, DamageKind};

/// The names in small letters, sorted.
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("names.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// Whether a word in small letters is such a name.
pub(super) fn is_place(lower: &str) -> bool {
    NAMES.binary_search(&lower).is_ok()
}

/// Finds them. In a sentence without any capital nobody meant to write one.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    let mut from = 0;
    while from < page.words.len() {
        let sentence = page.words[from].sentence;
        let len = page.words[from..].iter().take_while(|w| w.sentence == sentence).count();
        let words = &page.words[from..from + len];
        if words.iter().any(Word::is_capitalised) {
            for word in words {
                let name = word.lower.strip_suffix("'s").unwrap_or(&word.lower);
                let small = word.text.starts_with(char::is_lowercase);
                if small && is_place(name) && !page.in_address(word.span) && !page.in_token_with_signs(word.span) {
                    note(
                        found,
                        DamageKind::WrongCase,
                        word.span,
                        format!("“{}” is written with a capital.", word.text),
                    );
                }
            }
        }
        from += len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;

    #[test]
    fn list_is_sorted() {
        assert!(NAMES.is_sorted());
    }

    #[test]
    fn names_in_small_letters() {
        check(
            find,
            &[
                ("The embassy in jakarta was closed.", &["jakarta"]),
                ("The european Union met on monday.", &["european", "monday"]),
                ("They saw iran's army.", &["iran's"]),
            ],
            &[
                "The embassy in Jakarta bought china, turkey and french fries.",
                "The site is at www.london.example and @iran, #paris, london-based.",
                "we went to london on monday.",
            ],
        );
    }
}

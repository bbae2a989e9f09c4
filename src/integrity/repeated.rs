//! Words that stand there twice.

use super::page::{HEADS, Page, note};
use crate::analysis::{Damage, DamageKind};
use crate::text::list::holds;

/// Finds a word that follows itself, and two words that follow themselves.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    let mut at = 1;
    while at < page.words.len() {
        if is_repeated(page, at) {
            let word = &page.words[at];
            let message = format!("“{}” stands there twice.", word.text);
            note(found, DamageKind::RepeatedWord, page.span(at - 1, at), message);
        } else if is_pair_repeated(page, at) {
            let pair = page.span(at - 1, at).of(page.text);
            let message = format!("“{pair}” stands there twice.");
            note(found, DamageKind::RepeatedWord, page.span(at - 3, at), message);
        } else if let Some(len) = repeated_phrase(page, at) {
            let phrase = page.span(at + 1 - len, at).of(page.text);
            let message = format!("“{phrase}” stands there twice.");
            note(
                found,
                DamageKind::RepeatedWord,
                page.span(at + 1 - 2 * len, at),
                message,
            );
        }
        at += 1;
    }
}

/// How many words, three to five, end at `at` and repeat those right before them: "of his ministry of his ministry".
/// Chants are quoted.
fn repeated_phrase(page: &Page<'_>, at: usize) -> Option<usize> {
    if page.words[at].quoted {
        return None;
    }
    (3..=5_isize)
        .find(|&len| {
            let same = (0..len).all(|back| {
                let one = page.near(at, -back);
                !one.is_empty() && one == page.near(at, -back - len)
            });
            // "ha ha ha ha ha ha", "on and on and on and on"
            let varied = page.near(at, 0) != page.near(at, -1) && page.near(at, 0) != page.near(at, -2);
            let more = page.near(at, 1) == page.near(at, 1 - len);
            same && varied && !more
        })
        .map(|len| len as usize)
}

/// Whether word `at` repeats the one before it and English has no reason for it.
fn is_repeated(page: &Page<'_>, at: usize) -> bool {
    let word = &page.words[at];
    let Some(previous) = page.previous(at) else {
        return false;
    };
    if word.lower != previous.lower || !word.text.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’')) {
        return false;
    }
    // "vitamin A a day"
    if previous.text == "A" && !previous.first {
        return false;
    }
    // "The the", but not "Duran Duran", "NO NO" or "Long long ago", nor "the The Hague court".
    if !word.is_small() {
        return false;
    }
    // Three in a row are rhetoric.
    let thrice = page.near(at, 1) == word.lower || page.near(at, -2) == word.lower;
    if word.is_in(ALWAYS) {
        // "counting on on Monday", "the room he slept in in 2019"
        let dated = page
            .next(at)
            .is_some_and(|next| !next.text.starts_with(char::is_lowercase));
        if dated && ["at", "by", "for", "from", "on", "to", "with"].contains(&word.lower.as_str()) {
            return false;
        }
        // People stammer in speech, though seldom in print.
        return !(thrice && word.quoted);
    }
    let hyphenated = page.before(previous.span.start).ends_with('-') || page.after(word.span.end).starts_with('-');
    // "What it is is a mystery."
    if matches!(word.lower.as_str(), "are" | "is" | "was" | "were") && page.is_headed(at - 1, 12, HEADS) {
        return false;
    }
    // Speakers double adjectives and adverbs for emphasis.
    let emphatic = word.quoted
        && !["ance", "ed", "ence", "ity", "ment", "tion"]
            .iter()
            .any(|end| word.lower.ends_with(end));
    !thrice && !hyphenated && !emphatic && word.text.chars().count() > 1 && !word.is_in(NEVER)
}

/// Words that do not follow themselves in any clause.
const ALWAYS: &str = "a about an and at because by for from into its of our the their to with your";

/// Words that may follow themselves: two words in one spelling, stranded prepositions, words doubled for emphasis,
/// borrowed words. Source: common reduplications and homographs of English.
const NEVER: &str = "again ah around aye been big blah boo bye can cha choo chop come could did do does done down eh er far fight \
    go goody ha had has have hear her here hey hip hmm ho hush in it just knock later long many mhm mm more much \
    never night no now oh ok okay out over pretty really right same so that there too uh um up very way well \
    what wow ya yeah yes";

/// Whether words `at - 1, at` repeat the two before them: "of the of the". Both must be function words:
/// "bit by bit by" and "on and on and" are left alone.
fn is_pair_repeated(page: &Page<'_>, at: usize) -> bool {
    let (first, second) = (page.near(at, -1), &page.words[at].lower);
    if first.is_empty() || page.near(at, -3) != first || page.near(at, -2) != second || first == second {
        return false;
    }
    let binds = |word: &str| holds(PAIRS, word);
    binds(first) && binds(second)
}

/// Words of which a repeated pair is an accident.
const PAIRS: &str = "a an are at by for from had he in is it of on said she that the they to was were will with";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(ALWAYS);
        assert_is_sorted(PAIRS);
        assert_is_sorted(NEVER);
    }

    #[test]
    fn repeated_words() {
        check(
            find,
            &[
                ("They spoke about about the price.", &["about about"]),
                ("He owned a a boat.", &["a a"]),
                ("The the boat sank.", &["The the"]),
                ("She went to to the school.", &["to to"]),
                ("The mayor said said no.", &["said said"]),
                (
                    "The head of his ministry of his ministry left.",
                    &["of his ministry of his ministry"],
                ),
                ("The roof of the of the house fell.", &["of the of the"]),
            ],
            &[
                "What it is is a mystery, and she had had enough.",
                "He said that that boat was what they moved in in May.",
                "Duran Duran played in Walla Walla. Sirhan Sirhan, Boutros Boutros-Ghali.",
                "It was a very very long way, and bye bye.",
                "It went on and on and on, over and over and over.",
                "“No, no, the, the boat,” he said. He fell, fell hard.",
                "In the end the end came. Who they were, were they asked?",
                "A a.m. start. Vitamin A a day.",
                "They gave her her coat.",
            ],
        );
    }
}

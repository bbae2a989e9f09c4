//! Words in an order that English does not have: parts of a phrase moved, torn off, or left over.

use std::collections::BTreeSet;

use super::page::{HEADS, Page, note};
use crate::analysis::{Damage, DamageKind};
use crate::span::Span;
use crate::text::list::holds;

/// Finds them: each rule needs only a word and its neighbours, or a name that stands rightly elsewhere in the text.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    let names = names_of_two(page);
    for at in 0..page.words.len() {
        if let Some((from, to, why)) = torn_off(page, at, &names).or_else(|| turned_name(page, at, &names)) {
            note(found, DamageKind::ScrambledPhrase, page.span(from, to), why);
        } else if let Some((from, to)) = function_words(page, at) {
            let span = page.span(from, to);
            let message = format!("“{}”: these words do not go together.", span.of(page.text));
            note(found, DamageKind::ScrambledPhrase, span, message);
        } else if let Some(span) = article_at_end(page, at) {
            let message = format!("Nothing follows “{}”.", page.words[at].text);
            note(found, DamageKind::ScrambledPhrase, span, message);
        }
    }
}

/// The pairs of capitalised words that stand side by side, in small letters.
fn names_of_two<'p>(page: &'p Page<'_>) -> BTreeSet<(&'p str, &'p str)> {
    let capitalised =
        |at: &usize| page.words[*at].is_capitalised() && page.words[*at - 1].is_capitalised() && page.words[*at].joined;
    let pair = |at: usize| (page.words[at - 1].lower.as_str(), page.words[at].lower.as_str());
    let mut names = BTreeSet::new();
    // Collecting would bring in a sort of its own.
    for at in (1..page.words.len()).filter(capitalised) {
        names.insert(pair(at));
    }
    names
}

/// "close ties with the states. -United": a hyphen torn off its word behind a full stop. Credits ("-Reuters") look
/// alike, so the two words must be a name when turned round, or the torn-off word a small one.
fn torn_off(page: &Page<'_>, at: usize, names: &BTreeSet<(&str, &str)>) -> Option<(usize, usize, String)> {
    let next = page.words.get(at + 1)?;
    let gap = page.gap(at);
    if !matches!(gap, ". -" | " -" | ", -" | "; -" | ". –" | ".-" | "- ")
        || gap == "- "
        || !page.words[at].text.ends_with(char::is_alphabetic)
    {
        return None;
    }
    let head = page.words[at].lower.as_str();
    let turned = names.contains(&(next.lower.as_str(), head)) || is_fixed_name(&next.lower, head);
    let small = gap == ". -" && next.is_small();
    if !(turned || small) {
        return None;
    }
    let article = at > 0 && page.words[at].joined && page.words[at - 1].lower == "the";
    let from = if article { at - 1 } else { at };
    let message = if turned {
        format!(
            "The parts of “{} {}” are in the wrong order.",
            next.text, page.words[at].text
        )
    } else {
        format!("“-{}” is torn off its word.", next.text)
    };
    Some((from, at + 1, message))
}

/// "Nations United", "Flores East" where the text has "East Flores" as well.
fn turned_name(page: &Page<'_>, at: usize, names: &BTreeSet<(&str, &str)>) -> Option<(usize, usize, String)> {
    let (word, next) = (&page.words[at], page.next(at)?);
    if !word.is_capitalised() || !next.is_capitalised() {
        return None;
    }
    let goes_on = page.words.get(at + 2).is_some_and(|w| w.joined && w.is_capitalised());
    // Not in "the United States United Nations mission".
    let known = is_fixed_name(&next.lower, &word.lower) && page.near(at, -1) != next.lower
        || !goes_on && next.is_in(FIRST_HALVES) && names.contains(&(next.lower.as_str(), word.lower.as_str()));
    known.then(|| {
        let message = format!("The parts of “{} {}” are in the wrong order.", next.text, word.text);
        (at, at + 1, message)
    })
}

/// Whether two words are a name that everybody knows.
fn is_fixed_name(first: &str, second: &str) -> bool {
    FIXED_NAMES.binary_search(&(first, second)).is_ok()
}

/// Names of two words whose parts languages with adjectives behind the noun turn round. Source: country names and
/// institutions that any news text mentions.
const FIXED_NAMES: [(&str, &str); 24] = [
    ("european", "commission"),
    ("european", "parliament"),
    ("european", "union"),
    ("foreign", "ministry"),
    ("foreign", "office"),
    ("los", "angeles"),
    ("national", "guard"),
    ("new", "york"),
    ("new", "zealand"),
    ("north", "korea"),
    ("prime", "minister"),
    ("puerto", "rico"),
    ("red", "cross"),
    ("saudi", "arabia"),
    ("security", "council"),
    ("south", "africa"),
    ("south", "korea"),
    ("sri", "lanka"),
    ("supreme", "court"),
    ("united", "kingdom"),
    ("united", "nations"),
    ("united", "states"),
    ("white", "house"),
    ("world", "bank"),
];

/// First words of names that stand last only by mistake.
const FIRST_HALVES: &str = "central east eastern great greater new north northeastern northern northwestern saint south southeastern \
    southern southwestern west western";

/// Function words that cannot follow each other.
fn function_words(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    let (word, next) = (&page.words[at], page.next(at)?);
    let whole = |w: &super::page::Word<'_>| w.is_small() || w.first && w.is_title_case();
    if word.lower == next.lower
        || !whole(word)
        || !next.is_small()
        || page.in_address(word.span)
        || page.in_address(next.span)
    {
        return None;
    }
    let third = page.near(at, 2);
    // "the of", "a the", "their the"
    if word.is_in(DETERMINERS) && next.is_in(NOT_AFTER_DETERMINERS) {
        return Some((at, at + 1));
    }
    // "the to flights"
    if word.is_in("the their") && next.lower == "to" {
        return Some((at, at + 1));
    }
    // "the in a": any preposition, if the phrase it opens is there as well
    if word.is_in(DETERMINERS) && next.is_in(PREPOSITIONS) && holds(DETERMINERS, third) {
        return Some((at, at + 2));
    }
    // "from of", "of into"
    if word.is_in(FIRM_PREPOSITIONS) && next.is_in(NOT_AFTER_PREPOSITIONS) && word.lower != next.lower {
        return Some((at, at + 1));
    }
    // "in urgently in Taiwan"
    if word.is_in(PREPOSITIONS) && is_manner(&next.lower) && third == word.lower {
        let named = page.words.get(at + 3).is_some_and(|w| w.joined && w.is_capitalised());
        return Some((at, if named { at + 3 } else { at + 2 }));
    }
    // "sick being of robbed"
    let ends = || page.near(at, 3).is_empty();
    if word.lower == "being" && next.lower == "of" && third.len() > 4 && third.ends_with("ed") && ends() {
        return Some((at, at + 2));
    }
    // "would is"
    if word.is_in("could should would")
        && !page.is_headed(at, 12, HEADS)
        && next.is_in("are been did does had has is was were")
    {
        return Some((at, at + 1));
    }
    None
}

const DETERMINERS: &str = "a an my our the their your";

/// What follows no article and no possessive. Left out: words that are nouns or adjectives too ("the in crowd", "the it
/// girl", "a has-been").
const NOT_AFTER_DETERMINERS: &str = "a an and are became because been began came from gave got has is its knew my of our than the their them \
    these they those told took was went were with wrote your";

const PREPOSITIONS: &str = "against among at between by during for from in into near of on onto over since through to toward towards \
    under until with without";

/// Prepositions that the next phrase has to follow at once.
const FIRM_PREPOSITIONS: &str = "against among at between by during from into of onto toward towards with without";

/// Prepositions that follow no other one.
const NOT_AFTER_PREPOSITIONS: &str = "into of onto than toward towards";

/// Whether a word is an adverb in "-ly" that no preposition takes before another one.
fn is_manner(word: &str) -> bool {
    word.len() > 5 && word.ends_with("ly") && !holds(NO_ADVERBS, word)
}

/// Words in "-ly" that are nouns or adjectives.
const NO_ADVERBS: &str = "anomaly assembly butterfly curly deadly early elderly family friendly italy likely lively lonely lovely \
    monopoly monthly quarterly reply sicily silly supply ugly unlikely weekly yearly";

/// An article at a paragraph's end: "in house the."
fn article_at_end(page: &Page<'_>, at: usize) -> Option<Span> {
    let word = &page.words[at];
    let after = page.after(word.span.end);
    let last = after == "." || after.starts_with(".\n");
    (word.is_small() && word.is_in("an the") && word.joined && !word.quoted && last).then(|| Span {
        start: page.words[at - 1].span.start,
        end: word.span.end + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        for list in [
            FIRST_HALVES,
            DETERMINERS,
            NOT_AFTER_DETERMINERS,
            PREPOSITIONS,
            FIRM_PREPOSITIONS,
            NOT_AFTER_PREPOSITIONS,
            NO_ADVERBS,
        ] {
            assert_is_sorted(list);
        }
        assert!(FIXED_NAMES.is_sorted());
    }

    #[test]
    fn scrambled_phrases() {
        check(
            find,
            &[
                ("They rely on the states. -United.", &["the states. -United"]),
                ("They spoke of the nations -United.", &["the nations -United"]),
                ("It will act in quickly in Peru.", &["in quickly in Peru"]),
                ("The vote in Nations United failed.", &["Nations United"]),
                ("East Luria burned. The mayor of Luria East fled.", &["Luria East"]),
                ("The roof of the of house fell.", &["the of"]),
                (
                    "They live the in a village; the to flights left.",
                    &["the in a", "the to"],
                ),
                ("He came from of the coast.", &["from of"]),
                ("It would is a mistake.", &["would is"]),
                ("They met in house the.", &["house the."]),
                ("They were “tired being of watched”.", &["being of watched"]),
            ],
            &[
                "The in crowd met at the off ramp. The above is true.",
                "It grew from mainly rural to mostly urban, in part by early in May.",
                "The law he fought for at the time, the world he came from.",
                "All he could was not enough. The will to win is a will of iron.",
                "A talk was held. -Reuters",
                "Reporting by Ann Long. -By Ben Short in Rome",
                "The army said it would go in. In the end it did.",
                "He lives in Harrow East and works in North London.",
                "They got to family to work for monthly for pay.",
                "He said, “the, well, the boat.” The, er, boat.",
            ],
        );
    }
}

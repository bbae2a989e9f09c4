//! Full stops where no sentence ends.

use std::collections::BTreeSet;

use super::page::{Page, Word, note};
use crate::analysis::{Damage, DamageKind};
use crate::span::Span;
use crate::text::stray;

/// Finds them with the word on each side.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    lower_case(page, found);
    after_bound_word(page, found);
    after_number(page, found);
    within_name(page, found);
    double(page, found);
}

/// "in Taiwan. and deploy", "next year. , the agency said".
fn lower_case(page: &Page<'_>, found: &mut Vec<Damage>) {
    let mut word = 0;
    for stop in stray::full_stops(page.text, page.sentences) {
        while page.words.get(word + 1).is_some_and(|w| w.span.start < stop.start) {
            word += 1;
        }
        let Some(before) = page.words.get(word).filter(|w| w.span.end == stop.start) else {
            continue;
        };
        if may_be_abbreviation(page, before) {
            continue;
        }
        let after = page.after(stop.end);
        let blank = after.len() - after.trim_start().len();
        if after[blank..].starts_with(',') {
            let end = stop.end as usize + blank + 1;
            let span = Span::new(before.span.start as usize, end);
            note(
                found,
                DamageKind::StrayFullStop,
                span,
                "A full stop stands before a comma.",
            );
            continue;
        }
        let Some(next) = page.words.get(word + 1) else { continue };
        if ["com", "net", "org", "ru", "uk"].contains(&next.lower.as_str()) {
            continue;
        }
        let span = page.span(word, word + 1);
        if next.is_in(OPENERS) {
            let message = format!(
                "“{}” begins a sentence with a small letter, or the full stop before it is stray.",
                next.text
            );
            note(found, DamageKind::WrongCase, span, message);
        } else {
            let message = format!("A full stop cuts the sentence before “{}”.", next.text);
            note(found, DamageKind::StrayFullStop, span, message);
        }
    }
}

/// Whether a word may be an abbreviation that no list has: "Twp.", "Phila.", "Bancorp.", "D-Pa.".
fn may_be_abbreviation(page: &Page<'_>, word: &Word<'_>) -> bool {
    let last = word.lower.rsplit('-').next().unwrap_or("");
    let vowel = last.ends_with(['a', 'e', 'i', 'o', 'u', 'y']);
    let unknown = word.is_capitalised() && last.chars().count() <= 4 && !vowel && page.knows(last) == Some(false);
    unknown || last.chars().count() < 3 || ["bancorp", "cie", "etc", "phila", "www"].contains(&last)
}

/// Words that rather begin a sentence than go on with one.
const OPENERS: &str = "he i it she the there these they this those we";

/// "He spoke to the. European Union": a word that needs another after it.
fn after_bound_word(page: &Page<'_>, found: &mut Vec<Damage>) {
    for (at, word) in page.words.iter().enumerate() {
        let stopped = page
            .gap(at)
            .strip_prefix('.')
            .is_some_and(|gap| !gap.is_empty() && gap.trim_start().is_empty());
        if stopped && word.is_small() && word.is_in(BOUND) && !word.first {
            let span = page.span(at, at + 1);
            let message = format!("A full stop stands after “{}”, which cannot end a sentence.", word.text);
            note(found, DamageKind::StrayFullStop, span, message);
        }
    }
}

/// Words that end no sentence: articles, possessives, conjunctions and prepositions that are never stranded.
const BOUND: &str = "an and because despite during every its my nor onto our than the their toward towards whose your";

/// "some 6. million people", "the bridge . has fallen".
fn after_number(page: &Page<'_>, found: &mut Vec<Damage>) {
    for (at, word) in page.words.iter().enumerate() {
        let Some(next) = page
            .words
            .get(at + 1)
            .filter(|w| w.is_small() && w.sentence == word.sentence && w.text.len() > 1)
        else {
            continue;
        };
        let number =
            page.gap(at) == ". " && word.joined && word.text.len() < 4 && word.text.bytes().all(|b| b.is_ascii_digit());
        let listed = page.previous(at).is_some_and(|w| w.lower == "no");
        let apart = page.gap(at) == " . " && word.is_small();
        if number && !listed && !page.in_address(next.span) || apart {
            let message = format!("A full stop cuts the sentence before “{}”.", next.text);
            note(found, DamageKind::StrayFullStop, page.span(at, at + 1), message);
        }
    }
}

/// "said Chief Inspector. Arthur Wheldrake", "The Post. Office said", and "Mary. Long" where the text has "Mary Long" too.
fn within_name(page: &Page<'_>, found: &mut Vec<Damage>) {
    let pairs = (1..page.words.len())
        .filter(|&at| page.words[at].joined && page.words[at].is_title_case() && page.words[at - 1].is_title_case());
    let mut names: BTreeSet<(&str, &str)> = BTreeSet::new();
    // Collecting would bring in a sort of its own.
    for at in pairs {
        names.insert((page.words[at - 1].text, page.words[at].text));
    }
    for (at, word) in page.words.iter().enumerate() {
        if page.gap(at) != ". " || !word.is_title_case() {
            continue;
        }
        let Some(next) = page.words.get(at + 1).filter(|w| w.is_title_case()) else {
            continue;
        };
        let whole =
            names.contains(&(word.text, next.text)) && !next.is_in(INSTITUTIONS) && !matches!(next.text, "Jr" | "Sr");
        if whole || title_before_name(page, at) || institution_cut(page, at, next) {
            let message = format!("A full stop cuts the name “{} {}”.", word.text, next.text);
            note(found, DamageKind::StrayFullStop, page.span(at, at + 1), message);
        }
    }
}

/// Whether a title that ends at `at` belongs to the name after the stop: it follows a verb of saying or a word that asks
/// for a name, and two words of a name come after it. A person "was named Chief Inspector." as well, so other words before
/// the title do not count.
fn title_before_name(page: &Page<'_>, at: usize) -> bool {
    if !page.words[at].is_in(TITLES) || !page.words.get(at + 2).is_some_and(|w| w.joined && w.is_title_case()) {
        return false;
    }
    let mut from = at;
    while from > 0 && page.words[from].joined && page.words[from - 1].is_capitalised() && at - from < 4 {
        from -= 1;
    }
    page.words[from].joined && page.words[from - 1].is_in("by former said says told with")
}

/// Titles that are written out before a name. Source: the AP Stylebook's entry on titles, police ranks added.
const TITLES: &str = "admiral ambassador archbishop bishop captain chancellor colonel commissioner constable doctor general \
    governor inspector judge lieutenant major mayor minister president prince princess professor secretary \
    senator sergeant superintendent";

/// Whether the sentence before the stop is but the first half of an institution's name, "The Post.", and the next goes on
/// with the other half and a verb.
fn institution_cut(page: &Page<'_>, at: usize, next: &Word<'_>) -> bool {
    let article = |w: &Word<'_>| w.first && w.lower == "the";
    let short = (at >= 1 && article(&page.words[at - 1]))
        || (at >= 2 && article(&page.words[at - 2]) && page.words[at - 1].is_capitalised());
    short
        && page.words[at].joined
        && next.is_in(INSTITUTIONS)
        && page.words.get(at + 2).is_some_and(|w| w.joined && w.is_small())
}

/// Last words of institutions' names.
const INSTITUTIONS: &str = "agency army association authority bank board bureau commission committee corps council court department \
    guard house institute ministry office organization party police service society union university";

/// "the vote.. The", "he said,, and": marks typed or read twice.
fn double(page: &Page<'_>, found: &mut Vec<Damage>) {
    for at in 0..page.words.len() {
        let gap = page.gap(at);
        let marks = gap.trim_end();
        let doubled =
            matches!(marks, ",," | ".," | ",." | ", ," | ", ." | ". ." | ";," | ",;") && gap.len() > marks.len();
        let word = &page.words[at];
        // Abbreviations have a full stop before a comma: "Inc.,".
        let plain = word.is_small()
            && match word.text.chars().count() {
                0..4 => false,
                4..7 => {
                    page.knows(&word.lower) != Some(false) && !word.is_in("approx assn blvd corp dept govt misc univ")
                }
                _ => true,
            };
        if doubled && (plain || !marks.starts_with('.')) {
            let end = word.span.end as usize + marks.len();
            let span = Span::new(word.span.start as usize, end);
            note(
                found,
                DamageKind::StrayFullStop,
                span,
                format!("“{marks}” stands where one mark belongs."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(OPENERS);
        assert_is_sorted(BOUND);
        assert_is_sorted(TITLES);
        assert_is_sorted(INSTITUTIONS);
    }

    #[test]
    fn full_stops_within_sentences() {
        check(
            find,
            &[
                ("They plan to land in Crete. and stay there, she said.", &["Crete. and"]),
                ("The talks begin next month. , the ministry said.", &["month. ,"]),
                ("The bridge. has fallen into the river.", &["bridge. has"]),
                (
                    "Some 6. million people left. The bridge . has fallen.",
                    &["6. million", "bridge . has"],
                ),
                ("It was late. he went home.", &["late. he"]),
                ("A report by the. European Union says so.", &["the. European"]),
                ("It is larger than. Texas, she said.", &["than. Texas"]),
                (
                    "It was over, said Police Sergeant. Mary Long, of Leeds.",
                    &["Sergeant. Mary"],
                ),
                ("The Foreign. Office said it knew nothing.", &["Foreign. Office"]),
                ("Mary Long spoke. Later Mary. Long left.", &["Mary. Long"]),
                ("The plan was early., the mayor said.", &["early.,"]),
                ("The mayor,, who is ill, did not come.", &["mayor,,"]),
            ],
            &[
                "He left. She stayed.",
                "At 5 p.m. on Monday Acme Inc. said no, Ltd., did too.",
                "She was named Chief Inspector. Arthur Long, her predecessor, retired.",
                "He teaches at Yale. University officials said no.",
                "The White House said no. Congress said yes.",
                "“What are you doing that for?” he asked. “Wait ... what?”",
                "He met the president. Barack Obama was in town.",
                "Apples, pears, etc., are sold there.",
                "Prices rose to $5. The end.",
                "Gen. de Gaulle met J. van der Berg.",
            ],
        );
    }
}

//! Verb forms that contradict each other, as translation leaves them: "did not answered".

use super::page::{HEADS, Page, note};
use crate::analysis::{Damage, DamageKind};
use crate::span::Span;
use crate::text::list::holds;

/// Finds them.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    for at in 0..page.words.len() {
        if let Some(to) = past_after_did(page, at) {
            let span = page.span(at, to);
            let message = format!(
                "“{}”: after “{}” belongs the base form of the verb.",
                span.of(page.text),
                page.words[at].text
            );
            note(found, DamageKind::Other, span, message);
        } else if infinitive_after_modal(page, at) {
            let span = page.span(at, at + 1);
            let message = format!("“{}”: no “to” follows “{}”.", span.of(page.text), page.words[at].text);
            note(found, DamageKind::Other, span, message);
        } else if let Some(span) = country_with_article(page, at) {
            let message = format!("“{}”: this country takes no article.", span.of(page.text));
            note(found, DamageKind::Other, span, message);
        }
    }
}

/// "did not answered", "didn't went": the last word.
fn past_after_did(page: &Page<'_>, at: usize) -> Option<usize> {
    let word = &page.words[at];
    let verb = if word.is_in("didn't doesn't don't") {
        at + 1
    } else if word.is_in("did do does") && page.near(at, 1) == "not" {
        at + 2
    } else {
        return None;
    };
    // "those who did not drowned"
    let relative = ["that", "which", "who"].contains(&page.near(at, -1));
    let form = page.words.get(verb).filter(|w| w.joined && w.is_small())?;
    (!relative && is_past(&form.lower)).then_some(verb)
}

/// Whether a word can only be a past form.
fn is_past(word: &str) -> bool {
    if holds(IRREGULAR, word) {
        return true;
    }
    // "need", "succeed"; "embed", "shred"
    word.len() > 5 && word.ends_with("ed") && !word.ends_with("eed") && !word.ends_with("bed") && !word.ends_with("red")
        || word.len() > 5 && (word.ends_with("ered") || word.ends_with("ared") || word.ends_with("ired"))
}

/// Past forms of irregular verbs that are no base forms as well. Source: any English grammar.
const IRREGULAR: &str = "began broke brought built came chose did fell forgot gave got grew had happened heard held kept knew lost \
    made said sent spoke spoken stood taken told took was went won wrote";

/// "could to pass", unless "could" ends its clause: "did all they could to help".
fn infinitive_after_modal(page: &Page<'_>, at: usize) -> bool {
    let word = &page.words[at];
    if !word.is_small() || !word.is_in("could must should") || page.near(at, 1) != "to" {
        return false;
    }
    let noun = word.lower == "must" && ["a", "the"].contains(&page.near(at, -1));
    let to = &page.words[at + 1];
    let followed = page.words.get(at + 2).is_some_and(|w| w.joined && w.is_small());
    followed && !noun && !page.is_headed(at, 12, HEADS) && !page.in_address(to.span)
}

/// "through the Georgia;": a country without article, and nothing after it that the article could belong to.
fn country_with_article(page: &Page<'_>, at: usize) -> Option<Span> {
    let country = page.next(at)?;
    let after = page.after(country.span.end);
    let ends =
        after.starts_with([',', ';']) || after.starts_with('.') && !after[1..].starts_with(char::is_alphanumeric);
    let list = after.starts_with(',')
        && page
            .words
            .get(at + 2)
            .is_some_and(|w| w.is_capitalised() || w.lower == "and" || w.lower == "or");
    (page.words[at].text == "the" && holds(COUNTRIES, country.text) && ends && !list).then(|| page.span(at, at + 1))
}

/// Countries whose English name takes no article and that lend it to no ship, party or period.
const COUNTRIES: &str = "Afghanistan Albania Algeria Argentina Armenia Australia Austria Azerbaijan Bangladesh Belarus Belgium \
    Bolivia Brazil Bulgaria Cambodia Canada China Colombia Croatia Cuba Denmark Egypt Ethiopia Finland France \
    Georgia Germany Greece Hungary India Indonesia Iran Iraq Ireland Israel Italy Japan Kazakhstan Kenya Libya \
    Malaysia Mexico Morocco Nigeria Norway Pakistan Poland Portugal Romania Russia Serbia Spain Sweden Syria \
    Taiwan Turkey Ukraine Vietnam";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(IRREGULAR);
        assert_is_sorted(HEADS);
        assert_is_sorted(COUNTRIES);
    }

    #[test]
    fn verb_forms_and_articles() {
        check(
            find,
            &[
                ("The ministry did not replied to calls.", &["did not replied"]),
                ("The alarm didn't sounded.", &["didn't sounded"]),
                ("Prices could to rise next year.", &["could to"]),
                ("The train goes through the Georgia.", &["the Georgia"]),
            ],
            &[
                "They did not need to proceed, and did not succeed. It does not embed.",
                "Those who did not drowned.",
                "They did all they could to help, as best they could to stay.",
                "He tried as hard as he could to reach it. It is a must to see.",
                "The Georgia Bulldogs won. The Iran deal died; the Russia of old.",
                "The Iraq, Iran and Syria files were lost.",
                "What they did caused alarm.",
            ],
        );
    }
}

//! Whether a sentence speaks of what was or of what will be, as far as the verb nearest to a date tells.

use std::ops::Range;

use crate::text::lexicon::is_past;
use crate::text::list::holds;
use crate::time::lexicon;
use crate::time::tokens::Tokens;

/// The time a sentence speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unclear,
}

/// How far the search for a verb goes, in tokens.
const REACH: usize = 30;

/// The tense around the expression at the tokens `at` of the sentence `sentence`.
pub(super) fn around(t: &Tokens, at: &Range<usize>, sentence: &Range<usize>) -> Tense {
    let preposition = t.before(at.start, 1);
    match preposition {
        "since" => return Tense::Past,
        // "pencilled in for Thursday"; the figures for September are those of the past.
        "for" if lexicon::weekday(t.word(at.start)).is_some() => return Tense::Future,
        _ => {}
    }
    // "The department on Sunday issued a warning."
    let next = tense_of(t, at.end, sentence.start);
    let auxiliary = t.any(at.end, &["had", "has", "have", "was", "were"]);
    if at.end < sentence.end && next != Tense::Unclear && !auxiliary && !is_participle(t, at.end) {
        return next;
    }
    let before = at.start.saturating_sub(REACH).max(sentence.start)..at.start;
    let found = before
        .rev()
        .map(|place| tense_of(t, place, sentence.start))
        .find(|tense| *tense != Tense::Unclear);
    let found = found.or_else(|| {
        // A plan after the date is a verb: "On Friday, the government planned ..."
        (at.end..(at.end + REACH).min(sentence.end))
            .map(|place| (place, tense_of(t, place, sentence.start)))
            .find(|(_, tense)| *tense != Tense::Unclear)
            .map(|(place, tense)| if is_participle(t, place) { Tense::Past } else { tense })
    });
    // "until Friday" and "by June" point ahead unless the verb says otherwise.
    let ahead = matches!(preposition, "by" | "until" | "till" | "through");
    found.unwrap_or(if ahead { Tense::Future } else { Tense::Unclear })
}

/// Whether the word, which speaks of what is to come before a date, is a verb in the past where it stands alone.
fn is_participle(t: &Tokens, at: usize) -> bool {
    t.any(
        at,
        &[
            "expected",
            "planned",
            "postponed",
            "proposed",
            "scheduled",
            "set",
            "slated",
        ],
    ) && !t.any(at.wrapping_sub(1), &["are", "be", "is"])
}

/// What the word at `at` says.
fn tense_of(t: &Tokens, at: usize, start: usize) -> Tense {
    let word = t.word(at);
    // Names have no tense.
    if word.is_empty() || t.capital(at) && at > start && !t.shouted(at) {
        return Tense::Unclear;
    }
    if word == "to" && infinitive(t, at) {
        return purpose(t, at, start);
    }
    // The infinitive itself: its "to" decides.
    if t.before(at, 1) == "to" {
        return Tense::Unclear;
    }
    let previous = t.before(at, 1);
    // "set fire to": a plan is set for or to something, or is set.
    let set = word == "set" && !t.any(at + 1, &["for", "to"]) && !matches!(previous, "are" | "be" | "is");
    if holds(FUTURE, word) && !set {
        return Tense::Future;
    }
    // "will be held": what stands before "be" decides.
    if previous == "be" {
        return Tense::Unclear;
    }
    // "Ministers meet on Monday."
    let several = previous.len() > 4 && previous.ends_with('s') || matches!(previous, "they" | "we");
    if several && matches!(word, "begin" | "convene" | "meet" | "resume") {
        return Tense::Future;
    }
    if word == "ll" {
        return Tense::Future;
    }
    if is_past(word) {
        return Tense::Past;
    }
    Tense::Unclear
}

/// Whether "to" stands before a verb.
fn infinitive(t: &Tokens, at: usize) -> bool {
    let next = t.word(at + 1);
    !next.is_empty() && !t.capital(at + 1) && !holds(NO_VERB_AFTER_TO, next)
}

/// The tense of "to" and a verb by what governs it: "is expected to", "plans to"; "went to see" has its own.
fn purpose(t: &Tokens, at: usize, start: usize) -> Tense {
    let governs = |by: usize| {
        at.checked_sub(by)
            .filter(|place| *place >= start)
            .is_some_and(|place| holds(PLANS, t.word(place)))
    };
    if (1..=3).any(governs) {
        Tense::Future
    } else {
        Tense::Unclear
    }
}

/// Words that speak of what is to come, among them verbs that announce it in the present: "the court meets Monday".
const FUTURE: &str = "arrives begins can closes comes coming convenes could deadline debates due effective ends expected expects \
    expire expires faces falls flies forthcoming going heads hopes hosts likely may meets might must opens pay \
    payable pending planned planning plans postponed proposed reports resumes returns scheduled set shall should \
    slated starts takes tentatively terminate travels undecided unless upcoming visits votes wants will wo would";

/// What an infinitive follows where it speaks of what is to come.
const PLANS: &str = "about agree agreed agrees aim aims allowed asked asks attempt bid decided decides decision demanded due \
    effort expect expected expecting expects going has have hope hoped hopes hoping intend intended intends \
    invited is likely need needs offer offered ordered plan planned planning plans pledged prepare prepared \
    prepares preparing promised proposal proposed proposes ready scheduled set slated threatened urged vowed \
    want wants wish";

/// What stands after "to" where that is a preposition.
const NO_VERB_AFTER_TO: &str = "a about all an another any each every five four her him his it its me more my our some ten that the their \
    them these this three two us which whom";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        for list in [FUTURE, PLANS, NO_VERB_AFTER_TO] {
            assert_is_sorted(list);
        }
    }

    #[test]
    fn the_nearest_verb_tells_the_tense() {
        for (text, expected) in [
            ("The board met on Friday .", Tense::Past),
            ("The board will meet on Friday .", Tense::Future),
            ("On Friday , the board will meet .", Tense::Future),
            ("On Friday , the board met to vote .", Tense::Past),
            ("The board is expected to meet on Friday .", Tense::Future),
            ("The minister said he would resign on Friday .", Tense::Future),
            ("The minister said on Friday that he would resign .", Tense::Past),
            ("He travelled to Paris to sign the treaty on Friday .", Tense::Past),
            ("A meeting on Friday .", Tense::Unclear),
            ("The vote will be held on Friday .", Tense::Future),
            ("The vote is expected to be held on Friday .", Tense::Future),
            ("The car was set on fire on Friday .", Tense::Past),
            ("The mob set fire to it on Friday .", Tense::Past),
            ("Ministers meet on Friday .", Tense::Future),
            ("Shops stay shut until Friday .", Tense::Past),
            ("Shops stay empty until Friday .", Tense::Future),
        ] {
            let tokens = Tokens::new(text, Span::new(0, text.len()));
            let at = (0..tokens.len()).find(|at| tokens.word(*at) == "friday").unwrap_or(0);
            assert_eq!(around(&tokens, &(at..at + 1), &(0..tokens.len())), expected, "{text}");
        }
    }
}

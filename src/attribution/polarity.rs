//! Whether a source says so, denies it, or says nothing.

use crate::analysis::Polarity;
use crate::span::Span;
use crate::text::lexicon::{is_form_of, words};
use crate::text::list::holds;

/// The polarity of an attribution in a text: "has neither confirmed nor denied it" tells nothing, with either verb as cue.
pub(super) fn within(text: &str, cue: Span, content: &str) -> Polarity {
    let before = words(text[..cue.start as usize].rsplit(['.', ',', '\n']).next().unwrap_or(""));
    let behind = words(text[cue.end as usize..].split(['.', ',', '\n']).next().unwrap_or(""));
    let neither = before.iter().rev().take(8).any(|w| w == "neither");
    let nor = before.last().is_some_and(|w| w == "nor") || behind.iter().take(8).any(|w| w == "nor");
    if neither && nor {
        Polarity::Declined
    } else {
        polarity(cue.of(text), content)
    }
}

/// Tells the polarity from the cue and the words that open the content ("declined | to comment").
pub(super) fn polarity(cue: &str, content: &str) -> Polarity {
    let cue = words(cue);
    let opening: Vec<String> = words(content).into_iter().take(8).collect();
    let in_cue = |list: &str| cue.iter().any(|w| is_form_of(w, list));
    let anywhere = |list: &str| in_cue(list) || opening.iter().any(|w| is_form_of(w, list));
    let negated = cue.iter().any(|w| holds(NEGATIONS, w.as_str()) || w.ends_with("n't"));
    let would_not = cue.iter().any(|w| matches!(w.as_str(), "won't" | "wouldn't"))
        || (negated && cue.iter().any(|w| matches!(w.as_str(), "would" | "will")));
    if in_cue("decline") || ((in_cue("refuse") || would_not) && anywhere(SAYING)) {
        Polarity::Declined
    } else if cue.iter().any(|w| w == "unavailable" || w == "unreachable")
        || (negated && (in_cue(ANSWERING) || (cue.iter().any(|w| w == "available") && anywhere(SAYING))))
    {
        Polarity::NoResponse
    } else if (negated && anywhere("comment")) || no_comment(content) {
        Polarity::Declined
    } else if (in_cue(DENYING) || (in_cue("call describe") && anywhere(UNTRUE))) && !negated {
        Polarity::Denied
    } else {
        Polarity::Affirmed
    }
}

/// Whether the content says that there will be no comment: "the club does not comment on speculation".
fn no_comment(content: &str) -> bool {
    let opening: Vec<String> = words(content).into_iter().take(8).collect();
    let says = |pair: &[String]| {
        pair[1] == "comment" && (matches!(pair[0].as_str(), "not" | "no" | "never") || pair[0].ends_with("n't"))
    };
    opening.windows(2).any(says)
}

/// What is said of a claim by whoever denies it.
const UNTRUE: &str = "baseless fabricated fabrication false groundless incorrect lie unfounded untrue";

/// Words that turn a verb around.
const NEGATIONS: &str = "cannot neither never no nor not";

/// Verbs that one may refuse and so say nothing.
const SAYING: &str = "address answer comment confirm detail disclose discuss divulge elaborate explain give identify interview \
    name provide release reveal say share speak specify speculate talk";

/// Verbs whose negation means that nobody answered.
const ANSWERING: &str = "answer reach reply respond response return returned";

/// Cues that contradict their content.
const DENYING: &str =
    "contest contradict denial deny disavow dismiss disown dispute rebuff rebut refute reject repudiate";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn neither_of_two_tells_nothing() {
        let text = "Israel has neither confirmed nor denied the raid. It denied the other.";
        let polarity_of = |cue: &str| {
            let at = text.rfind(cue).expect("it stands there");
            within(text, Span::new(at, at + cue.len()), "")
        };
        assert_eq!(polarity_of("confirmed"), Polarity::Declined);
        assert_eq!(polarity_of("denied the raid"), Polarity::Declined);
        assert_eq!(polarity_of("denied the other"), Polarity::Denied);
    }

    #[test]
    fn polarity_of_cues() {
        for (cue, content, expected) in [
            ("said", "he would go", Polarity::Affirmed),
            ("denied", "the report", Polarity::Denied),
            ("has repeatedly rejected", "the claim", Polarity::Denied),
            ("did not deny", "the report", Polarity::Affirmed),
            ("declined", "to comment", Polarity::Declined),
            ("declined to say", "how many", Polarity::Declined),
            ("would not say", "how much was insured", Polarity::Declined),
            ("wouldn’t", "discuss the case", Polarity::Declined),
            ("refused", "to answer questions", Polarity::Declined),
            ("refused", "to leave the island", Polarity::Affirmed),
            ("had no", "comment", Polarity::Declined),
            ("did not comment", "on the deal", Polarity::Declined),
            (
                "did not immediately respond to",
                "a request for comment",
                Polarity::NoResponse,
            ),
            ("didn't return", "calls", Polarity::NoResponse),
            ("could not be reached", "for comment", Polarity::NoResponse),
            ("were not immediately available", "for comment", Polarity::NoResponse),
            ("was unavailable", "for comment", Polarity::NoResponse),
            ("did not say", "when", Polarity::Affirmed),
            ("said", "the club “does not comment on speculation”", Polarity::Declined),
            ("said", "it had no comment", Polarity::Declined),
            ("called", "the report “baseless”", Polarity::Denied),
            ("called", "the vote a disgrace", Polarity::Affirmed),
        ] {
            assert_eq!(polarity(cue, content), expected, "{cue} | {content}");
        }
    }

    #[test]
    fn lists_are_sorted() {
        for list in [NEGATIONS, SAYING, ANSWERING, DENYING, UNTRUE] {
            assert_is_sorted(list);
        }
    }
}

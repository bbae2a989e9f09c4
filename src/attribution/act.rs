//! What kind of act a cue names.

use crate::analysis::Act;
use crate::text::lexicon::{is_form_of, words};
use crate::text::list::holds;

/// Tells the act from the cue's words and, for words that people and papers share, from the source.
pub(super) fn act(cue: &str, source: &str) -> Act {
    let cue = words(cue);
    let any = |list: &str| cue.iter().any(|w| is_form_of(w, list));
    if any(EVIDENCE) || (any(EVIDENCE_OF_DOCUMENTS) && is_document(source)) {
        Act::Evidence
    } else if any(STATEMENT) {
        Act::Statement
    } else if any(INTENTION) {
        Act::Intention
    } else if any(BELIEF) {
        Act::Belief
    } else {
        Act::Statement
    }
}

/// Whether a cue tells of saying, showing or thinking, and not of doing: "passed a bill" says nothing.
pub(super) fn tells(cue: &str) -> bool {
    let cue = words(cue);
    cue.is_empty()
        || cue.iter().any(|w| holds(NOUNS, w.as_str()))
        || [
            EVIDENCE,
            EVIDENCE_OF_DOCUMENTS,
            STATEMENT,
            INTENTION,
            BELIEF,
            MORE_TELLING,
        ]
        .iter()
        .any(|list| cue.iter().any(|w| is_form_of(w, list)))
}

/// Nouns that tell, and verbs whose forms are those of others. Sorted.
const NOUNS: &str = "account argument held maintain maintained maintains opinion put ruled";

/// Verbs that tell, and whose act is a statement for want of a better word.
const MORE_TELLING: &str = "accuse advocate agree answer attest blast boast brag brand calculate caution chant characterize clarify \
    compare concede condemn confide counter criticise criticize decry defend denounce dismiss dispute dub \
    emphasize exclaim forecast gauge hail herald highlight hint indicate interject label lament liken murmur \
    opine outline plead point posit post predict project question read reassure rebuke reckon recommend recount \
    reiterate reject rejoin reveal scold shout signal sing slam speculate surmise tease tout underscore unsure \
    value vent voice whisper yell";

/// Whether the cue names a deed and no claim: to recognise a state, a union or a border is not to say something about it,
/// while to recognise that something is so, or the importance of it, is.
pub(super) fn is_deed(cue: &str, content: &str) -> bool {
    let recognizes = words(cue).iter().any(|w| is_form_of(w, "recognise recognize"));
    let first = content.trim_start().chars().next();
    recognizes && first.is_some_and(char::is_uppercase)
}

/// Whether the source's head is something written, measured or recorded: its last word before a preposition, relative
/// clause or comma.
fn is_document(source: &str) -> bool {
    let until_comma = source.split([',', '(', '—']).next().unwrap_or(source);
    let words = words(until_comma);
    let head = words.iter().take_while(|w| !holds(BEFORE_TAIL, w.as_str())).last();
    head.is_some_and(|head| is_form_of(head, DOCUMENTS))
}

/// Words that begin what follows a noun phrase's head.
const BEFORE_TAIL: &str = "about by conducted for from in obtained of on published released seen that which who with";

/// Nouns for things that show or record. Source: general English.
const DOCUMENTS: &str = "account affidavit analysis audit census complaint count data database document email estimate evidence \
    figure file filing finding footage image indictment letter log map memo minute number photo poll record \
    report result review statistic study survey test transcript video";

/// Cues that show rather than say, whoever the source is.
const EVIDENCE: &str = "demonstrate evidence find finding illustrate prove reveal show";

/// Cues that show when the source is a document.
const EVIDENCE_OF_DOCUMENTS: &str = "conclude confirm document estimate imply indicate put record suggest support";

/// Cues that say, also beside a verb of wanting or thinking ("said he hoped" has the cue "said").
const STATEMENT: &str = "accord acknowledge add admit allege announce argue assert call cite claim comment complain contend declare \
    deny describe explain express insist interview joke mention note observe praise quip quote remark repeat \
    reply report respond say speak state statement stress talk tell testify tweet warn write";

/// Cues of planning, promising, ordering and asking for.
const INTENTION: &str = "advise agree aim allow appeal approve ask attempt beg challenge command commit decide demand direct effort \
    encourage endorse forbid insist instruct intend intention invite offer oppose order plan plead pledge prefer \
    press promise propose refuse request require resolve seek swear threaten try urge volunteer vow want willing \
    wish";

/// Cues of thinking, hoping and fearing.
const BELIEF: &str = "accept admire afraid anticipate appreciate assume aware belief believe blame care certain concern confident \
    consider convinced deem doubt dream expect fear feel foresee forget guess hope imagine judge know learn like \
    optimistic perceive recall recognize regard regret remember see skeptical sure suspect think trust \
    understand view weigh welcome wonder worry";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        for list in [
            BEFORE_TAIL,
            DOCUMENTS,
            EVIDENCE,
            EVIDENCE_OF_DOCUMENTS,
            STATEMENT,
            INTENTION,
            BELIEF,
            MORE_TELLING,
            NOUNS,
        ] {
            assert_is_sorted(list);
        }
    }

    #[test]
    fn recognising_a_state_is_a_deed() {
        for (cue, content, expected) in [
            ("recognizes", "Kosovo", true),
            ("has recognised", "Palestine as a state", true),
            ("recognized", "that the war was lost", false),
            ("recognizes", "the importance of the vote", false),
            ("said", "Kosovo was next", false),
        ] {
            assert_eq!(is_deed(cue, content), expected, "{cue} {content}");
        }
    }

    #[test]
    fn acts_of_cues() {
        for (source, cue, expected) in [
            ("the minister", "said", Act::Statement),
            ("Kyodo", "reported", Act::Statement),
            ("police", "according to", Act::Statement),
            ("the governor", "believes", Act::Belief),
            ("Residents", "are worried", Act::Belief),
            ("She", "had been hoping", Act::Belief),
            ("The company", "plans", Act::Intention),
            ("the union", "vowed", Act::Intention),
            ("They", "urged", Act::Intention),
            ("A study", "found", Act::Evidence),
            ("The minutes of the meeting", "show", Act::Evidence),
            ("a poll by the station", "suggests", Act::Evidence),
            ("his lawyer", "suggests", Act::Statement),
            ("an official with the report", "indicated", Act::Statement),
            ("", ":", Act::Statement),
        ] {
            assert_eq!(act(cue, source), expected, "{source} {cue}");
        }
    }
}

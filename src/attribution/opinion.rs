//! "In the view of Ada Quill, the plan is lost": whose view it is stands before what they think.
//!
//! The annotated articles hardly have it, so the encoder overlooks it.

use super::join::Joined;
use super::lines::Lines;
use super::tags::{Roles, meets};
use crate::encoder::WordRange;

/// Nouns of what somebody thinks. Sorted.
const VIEWS: [&str; 8] = [
    "assessment",
    "estimate",
    "estimation",
    "judgement",
    "judgment",
    "opinion",
    "view",
    "words",
];

/// Whoever thinks it has no more words.
const LONGEST_SOURCE: usize = 16;

/// Adds the attributions of the sentences that begin so, where the encoder saw none.
pub(super) fn add(lines: &Lines<'_>, roles: &Roles, joined: &mut Vec<Joined>) {
    let found = lines.sentences().iter().filter_map(|sentence| opinion(lines, sentence));
    joined
        .extend(found.filter(|found| {
            !meets(&roles.cues, &found.cue) && found.source.as_ref().is_some_and(|s| roles.is_free(s))
        }));
}

fn opinion(lines: &Lines<'_>, sentence: &WordRange) -> Option<Joined> {
    let start = sentence.start;
    if sentence.len() < 6 || !matches!(lines.word(start), "In" | "At") {
        return None;
    }
    let article = lines.word(start + 1) == "the";
    let noun = start + 1 + usize::from(article);
    let cue = start..noun + 2;
    // "In view of the delays" is because of them.
    let view = VIEWS.contains(&lines.word(noun)) && (article || lines.word(noun) == "opinion");
    if !view || lines.word(noun + 1) != "of" {
        return None;
    }
    let comma = (cue.end..sentence.end - 1).find(|&w| lines.word(w) == ",")?;
    // An apposition ends with another comma: "of Ada Quill, a lawyer, the plan".
    let apposed = matches!(lines.word(comma + 1), "a" | "an" | "who");
    let end = if apposed {
        (comma + 1..sentence.end).find(|&w| lines.word(w) == ",")?
    } else {
        comma
    };
    let last = sentence.end - usize::from(lines.word(sentence.end - 1) == ".");
    let source = cue.end..end;
    let content = end + 1..last;
    let whole = !source.is_empty() && source.len() <= LONGEST_SOURCE && end + 3 < last;
    whole.then(|| Joined::by_rule(Some(source), cue, vec![content]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::lines::read;

    #[test]
    fn opinions_are_somebodys() {
        for (text, expected) in [
            (
                "In the view of Ada Quill , the plan is lost .",
                Some(["Ada Quill", "In the view of", "the plan is lost"]),
            ),
            (
                "In opinion of Ada Quill , a lawyer , the plan is lost .",
                Some(["Ada Quill , a lawyer", "In opinion of", "the plan is lost"]),
            ),
            ("In view of the delays , the plan is lost .", None),
            ("In the words of the song .", None),
            ("In the view of the old song ,", None),
            ("In the house of Ada Quill , the plan was lost .", None),
        ] {
            read(text, |lines, range| {
                let found = opinion(lines, &(0..lines.len()));
                let parts = expected.map(|parts| parts.map(range));
                let got = found.map(|f| [f.source, Some(f.cue), f.content.into_iter().next()]);
                assert_eq!(got, parts, "{text}");
            });
        }
    }
}

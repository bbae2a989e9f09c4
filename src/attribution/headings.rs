//! Headings: no part of what the paragraphs around them tell.

use super::lines::Lines;
use super::tags::{Roles, meets};
use crate::encoder::WordRange;

/// "What the harbour found" over "“The hull is cracked,” Amadi said": a heading that tells nothing itself, above a paragraph
/// that says who tells, has no cue.
pub(super) fn without_idle_cues(lines: &Lines<'_>, roles: &mut Roles) {
    let is_idle = |cue: &WordRange| {
        let heading = lines.paragraph(cue.start);
        let tells = || meets(&roles.contents, &heading);
        let below = || meets(&roles.cues, &lines.paragraph(heading.end));
        heading.end < lines.len() && lines.is_heading(&heading) && !tells() && below()
    };
    // A dash before a signature is a cue as well.
    let is_word = |cue: &WordRange| lines.word(cue.start).starts_with(char::is_alphabetic);
    let kept = roles.cues.iter().filter(|cue| !(is_word(cue) && is_idle(cue)));
    roles.cues = kept.cloned().collect();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::lines::read;

    #[test]
    fn a_heading_above_whoever_tells_has_no_cue() {
        for (text, contents, cues, expected) in [
            (
                "What the yard found\n“ It is over , ” Quill said .",
                &["“ It is over , ”"][..],
                &["found", "said"][..],
                &["said"][..],
            ),
            // One at the end, one that tells something, one above nobody's words, a signature, a sentence.
            (
                "“ It is over , ” Quill said .\nWhat the yard found",
                &["“ It is over , ”"],
                &["said", "found"],
                &["said", "found"],
            ),
            (
                "Union says it is over\n“ It is , ” Quill said .",
                &["it is over", "“ It is , ”"],
                &["says", "said"],
                &["says", "said"],
            ),
            (
                "What the yard found\nIt is over .",
                &["It is over ."],
                &["found"],
                &["found"],
            ),
            (
                "“ It is over . ”\n— Quill of the yard\nLund said so .",
                &["“ It is over . ”"],
                &["—", "said"],
                &["—", "said"],
            ),
            (
                "The yard found this .\n“ It is over , ” Quill said .",
                &["“ It is over , ”"],
                &["found", "said"],
                &["found", "said"],
            ),
        ] {
            read(text, |lines, range| {
                let ranges = |parts: &[&str]| parts.iter().filter_map(|part| range(part)).collect();
                let mut roles = Roles {
                    sources: vec![],
                    cues: ranges(cues),
                    contents: ranges(contents),
                };
                without_idle_cues(lines, &mut roles);
                assert_eq!(roles.cues, ranges(expected), "{text}");
            });
        }
    }
}

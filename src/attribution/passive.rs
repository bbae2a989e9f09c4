//! "Ada Quill was quoted as saying that the plan is lost": the subject says it, whoever quotes.
//!
//! The encoder overlooks it where nobody is told to quote, and sees it twice where somebody is.

use super::join::Joined;
use super::lines::Lines;
use super::subject::is_adverbial;
use super::tags::Roles;
use crate::encoder::WordRange;

/// What stands in no subject that is one noun phrase.
const JOINTS: [&str; 11] = [",", ";", ":", "—", "–", "and", "but", "that", "which", "who", "whose"];

/// The subject has no more words.
const LONGEST_SOURCE: usize = 16;

/// Adds the attributions of the sentences that say so, where the encoder saw none, and makes one of two.
pub(super) fn add(lines: &Lines<'_>, roles: &Roles, joined: &mut Vec<Joined>) {
    let once: Vec<bool> = joined.iter().map(|j| !is_doubled(lines, j, joined)).collect();
    let mut once = once.into_iter();
    joined.retain(|_| once.next().unwrap_or(true));
    let found = lines.sentences().iter().filter_map(|sentence| quoted(lines, sentence));
    let new = found.filter(|found| roles.is_free(&found.cue));
    joined.extend(new);
}

/// Whether it is the "as saying" of another one's "was quoted".
fn is_doubled(lines: &Lines<'_>, one: &Joined, all: &[Joined]) -> bool {
    let saying = one.cue.len() == 2 && lines.word(one.cue.start) == "as";
    let quoted = |other: &Joined| {
        let before = other.cue.end <= one.cue.start && matches!(lines.word(other.cue.end - 1), "quoted" | "cited");
        before && other.source == one.source && other.content == one.content
    };
    saying && all.iter().any(quoted)
}

fn quoted(lines: &Lines<'_>, sentence: &WordRange) -> Option<Joined> {
    let quoted = sentence.clone().find(|&w| {
        let passive = matches!(lines.word(w), "quoted" | "cited") && w > sentence.start;
        passive && matches!(lines.word(w - 1), "is" | "are" | "was" | "were" | "been")
    })?;
    let saying = quoted + 2;
    let said = saying + 1 < sentence.end
        && lines.word(quoted + 1) == "as"
        && matches!(lines.word(saying), "saying" | "telling" | "warning");
    if !said {
        return None;
    }
    let mut start = quoted - 1;
    if lines.word(start) == "been" {
        let has = start > sentence.start && matches!(lines.word(start - 1), "has" | "have" | "had");
        start = has.then(|| start - 1)?;
    }
    let source = sentence.start..start;
    let told = match lines.word(saying) {
        // "telling reporters that …"
        "telling" => (saying + 1..sentence.end).find(|&w| lines.word(w) == "that")?,
        _ => saying + 1,
    };
    let content = told..sentence.end - usize::from(matches!(lines.word(sentence.end - 1), "." | "!" | "?"));
    let plain = source
        .clone()
        .all(|w| lines.is_outside(w) && !JOINTS.contains(&lines.word(w)));
    let whole = !source.is_empty() && source.len() <= LONGEST_SOURCE && content.len() > 1;
    (whole && plain && !is_adverbial(lines.word(source.start)))
        .then(|| Joined::by_rule(Some(source), start..saying + 1, vec![content]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::join;
    use crate::attribution::lines::read;

    #[test]
    fn whoever_is_quoted_says_it() {
        for (text, expected) in [
            (
                "Ada Quill was quoted as saying the plan is lost .",
                Some(["Ada Quill", "was quoted as saying", "the plan is lost"]),
            ),
            (
                "The minister has been cited as telling reporters that he left .",
                Some(["The minister", "has been cited as telling", "that he left"]),
            ),
            ("The letter was quoted as proof of it .", None),
            ("In May Quill was quoted as saying no more .", None),
            ("Quill quoted Lund as saying no more .", None),
            ("Police held Lund , who was quoted as saying no more .", None),
            ("No source was cited .", None),
            ("No source was cited", None),
        ] {
            read(text, |lines, range| {
                let found = quoted(lines, &(0..lines.len()));
                let parts = expected.map(|parts| parts.map(range));
                let got = found.map(|f| [f.source, Some(f.cue), f.content.into_iter().next()]);
                assert_eq!(got, parts, "{text}");
            });
        }
    }

    #[test]
    fn one_of_two() {
        read("Quill was quoted by Leta as saying no more .", |lines, range| {
            let mut joined = join::given(
                range,
                &[
                    ["Quill", "was quoted", "no more"],
                    ["Quill", "as saying", "no more"],
                    ["Leta", "by", "no more"],
                ],
            );
            add(lines, &Roles::default(), &mut joined);
            let cues: Vec<&str> = joined.iter().map(|j| lines.word(j.cue.start)).collect();
            assert_eq!(cues, ["was", "by"]);
        });
    }
}

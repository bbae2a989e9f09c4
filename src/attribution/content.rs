//! Contents made whole, and without what is not told: datelines, headings, connectives.

use super::join::Joined;
use super::lines::Lines;
use super::subject::is_adverbial;
use super::tags::Roles;
use crate::encoder::WordRange;
use crate::text::lexicon::is_form_of;
use crate::text::list::holds;

/// "PORT ELLERY (Coastal News) — The yard will close by March, three people told Coastal News": a clause before a comma and
/// "S said" is what S said, where nothing else is.
pub(super) fn preposed(lines: &Lines<'_>, roles: &Roles, joined: &mut [Joined]) {
    for attribution in joined {
        let cue = attribution.cue.clone();
        let Some(source) = attribution.source.clone() else {
            continue;
        };
        let sentence = lines.sentence(cue.start);
        let inverted =
            source.end == cue.start && source.start > sentence.start + 1 && lines.word(source.start - 1) == ",";
        let says = is_form_of(
            &lines.word(cue.end - 1).to_ascii_lowercase(),
            "announce confirm report say tell",
        );
        // What follows may only tell more of the clause: ", a move that …".
        let follows = |content: &WordRange| content.start > cue.end && lines.word(content.start - 1) == ",";
        if !inverted || !says || !attribution.content.iter().all(follows) {
            continue;
        }
        let clause = sentence.start..source.start - 1;
        let free = clause
            .clone()
            .all(|w| lines.is_outside(w) && !matches!(lines.word(w), ";" | ":"))
            && roles.is_free(&clause);
        let acts = clause.clone().any(|w| {
            let word = lines.word(w);
            matches!(
                word,
                "will" | "would" | "is" | "are" | "was" | "were" | "has" | "have" | "had" | "could" | "may" | "might"
            ) || (word.len() > 4 && word.ends_with("ed"))
        });
        if free && acts && clause.len() > 4 && !is_adverbial(lines.word(clause.start)) {
            attribution.content.insert(0, clause);
        }
    }
}

/// "As part of the plan, the corps would deploy troops, Kyodo said": what is told before its cue is told from the start of
/// its sentence on.
pub(super) fn whole_content(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    let first_after = attribution
        .source
        .as_ref()
        .map_or(cue.start, |s| s.start.min(cue.start));
    let Some(content) = attribution.content.first_mut() else {
        return;
    };
    let preposed = content.start > sentence.start && content.end + 1 == first_after && lines.word(content.end) == ",";
    let before = sentence.start..content.start;
    let free = before
        .clone()
        .all(|w| lines.is_outside(w) && !matches!(lines.word(w), ":" | ";" | "(" | ")" | "—" | "–" | "―"))
        && roles.is_free(&before);
    if !preposed || !free || !lines.is_outside(content.start) {
        return;
    }
    // A connective is the reporter's: "But", "In addition,".
    let opening = before.clone().take(4).map(|w| lines.word(w).to_ascii_lowercase());
    let opening = opening.collect::<Vec<_>>().join(" ");
    if !CONNECTIVES.iter().any(|connective| opening.starts_with(connective)) && before.len() > 2 {
        content.start = sentence.start;
    }
}

/// Words that join a sentence to the one before. Sorted.
const CONNECTIVES: [&str; 18] = [
    "also",
    "and ",
    "as a result",
    "at the same time",
    "but ",
    "even so",
    "for example",
    "for instance",
    "further",
    "however",
    "in addition",
    "in fact",
    "indeed",
    "meanwhile",
    "moreover",
    "or ",
    "so ",
    "yet ",
];

/// "PORT ELLERY (Coastal News) — The ferry …": no dateline is part of what is told.
pub(super) fn without_dateline(lines: &Lines<'_>, attribution: &mut Joined) {
    let Some(content) = attribution.content.first_mut() else {
        return;
    };
    if content.start >= lines.len() || !lines.starts_paragraph(content.start) {
        return;
    }
    let end = content.end.min(content.start + LONGEST_DATELINE);
    let Some(dash) = (content.start..end).find(|&w| matches!(lines.word(w), "—" | "–" | "―" | "-" | "--")) else {
        return;
    };
    let place = lines.word(content.start);
    let shouts = place.chars().count() > 2 && place.chars().all(char::is_uppercase);
    let agency = lines.word(dash - usize::from(dash > content.start)) == ")";
    if (shouts || agency) && dash + 1 < content.end {
        content.start = dash + 1;
    }
}

/// How many words a dateline has at most.
const LONGEST_DATELINE: usize = 16;

/// "The bridge fell, police said. No one was hurt.": what stands outside quotation marks is told in its cue's own sentence,
/// unless that ends in a colon. Of eight that went on without one in the annotated articles, none was right.
pub(super) fn within_sentence(lines: &Lines<'_>, attribution: &mut Joined) {
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    let last = |w: usize| w + 1 >= sentence.end;
    if last(cue.end.saturating_sub(1)) || lines.word(sentence.end - 1) == ":" {
        return;
    }
    for piece in &mut attribution.content {
        let crosses = piece.start < sentence.end && piece.end > sentence.end && piece.start >= sentence.start;
        let ends = matches!(lines.word(sentence.end - 1), "." | "!" | "?");
        if crosses && ends && (piece.start..piece.end).all(|w| lines.is_outside(w)) {
            piece.end = sentence.end - 1;
        }
    }
    let later = |piece: &WordRange| piece.start >= sentence.end && piece.clone().all(|w| lines.is_outside(w));
    attribution.content.retain(|piece| !later(piece));
}

/// "she recalled in her memoir, “Rage to Survive”": a title is not said.
pub(super) fn without_titles(lines: &Lines<'_>, attribution: &mut Joined) {
    let cue = attribution.cue.clone();
    let is_title = |piece: &WordRange| {
        let opens = piece.start + usize::from(lines.is_outside(piece.start));
        let Some(comma) = opens.checked_sub(2).filter(|&w| w > cue.start) else {
            return false;
        };
        let quoted = !lines.is_outside(piece.end - 1) || lines.word(piece.end - 1).ends_with(['"', '”']);
        let noun = lines.word(comma - usize::from(lines.word(comma) == ","));
        // "he said at the show, “I love you all”"
        let words = piece.clone().map(|w| lines.word(w));
        let titled = words
            .filter(|word| word.len() > 3)
            .all(|word| !word.starts_with(char::is_lowercase));
        quoted && titled && piece.len() <= LONGEST_TITLE && holds(WORKS, noun)
    };
    if attribution.content.len() > 1 {
        attribution.content.retain(|piece| !is_title(piece));
    }
}

/// What has a title. Sorted.
const WORKS: &str = "album autobiography biography book documentary essay film hit memoir movie musical novel play poem series \
    show single song";

/// How many words a title has at most, with its marks.
const LONGEST_TITLE: usize = 12;

/// A heading between paragraphs is no part of what is told in another one.
pub(super) fn without_headings(lines: &Lines<'_>, attribution: &mut Joined) {
    attribution.content.retain(|piece| !lines.is_heading(piece));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert!(CONNECTIVES.is_sorted());
        assert_is_sorted(WORKS);
    }
}

//! Sources made whole: the subject that stands before a cue, with the clause that tells more of it.

use super::join::Joined;
use super::lines::Lines;
use super::tags::{Roles, meets};
use crate::encoder::WordRange;
use crate::text::list::holds;

/// Words that begin an adverbial or a subordinate clause, and so no subject. Sorted.
const ADVERBIALS: &str = "about according after although amid as asked at because before by despite during for from if in instead like \
    of on once since speaking though to under unlike when while with";

/// "A draft of the paper, leaked last month, put the reduction at 31 percent": what stands before a verb in its sentence is
/// its subject, and nobody of an earlier sentence.
pub(super) fn subject(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    let has_subject = || has_subject(lines, &sentence, &cue);
    match &attribution.source {
        Some(source) if source.start < sentence.end && source.end > sentence.start => {
            // "Quill said the yard would close; Lund disagreed": nobody behind what was told.
            let told = cue.end..source.start;
            let behind = attribution.content.iter().any(|content| told.contains(&content.start));
            if !behind || !has_subject() {
                return;
            }
        }
        Some(source) if source.start < cue.start => {}
        None if has_subject() => {}
        // Nobody speaks whom a later sentence names first.
        later => {
            let known = later.is_some();
            attribution.source = name_before(lines, &sentence, &cue);
            if !known || attribution.source.is_some() {
                return;
            }
        }
    }
    // A closing mark may be lost, and the content go on into the subject: "“It is over, Ozols was quoted as saying".
    if let Some(content) = attribution.content.iter_mut().find(|content| content.end == cue.start)
        && let Some(comma) = (content.start..content.end).rev().find(|&w| lines.word(w) == ",")
        && content.end - comma <= 5
        && (comma + 1..content.end).all(|w| lines.word(w).starts_with(char::is_uppercase))
        && comma > content.start
    {
        content.end = comma;
    }
    // Past what is quoted or told before the cue.
    let told = attribution
        .content
        .iter()
        .filter(|content| content.start < cue.start && content.end > sentence.start)
        .map(|content| content.end)
        .max();
    let mut start = told.unwrap_or(sentence.start).max(sentence.start);
    // Within another's content, past the conjunction: "she said that a colleague had assured her".
    if attribution.is_inner {
        let around = roles.contents.iter().find(|c| c.start <= cue.start && c.end >= cue.end);
        start = start.max(around.map_or(start, |around| around.start));
        let that = (start..cue.start).rev().find(|&w| lines.word(w) == "that");
        start = that.map_or(start, |that| that + 1);
    }
    while start < cue.start
        && matches!(
            lines.word(start),
            "," | "”" | "\"" | "’" | "'" | "—" | "and" | "But" | "And"
        )
    {
        start += 1;
    }
    let mut end = cue.start;
    let marked = lines.is_outside(cue.start);
    if (start..end)
        .any(|w| (marked && !lines.is_outside(w)) || matches!(lines.word(w), ":" | ";" | "—" | "–" | "(" | ")"))
    {
        return;
    }
    // Adverbials that a comma closes: "On Monday, the firm …".
    while is_adverbial(lines.word(start)) {
        let Some(comma) = (start..end).find(|&w| lines.word(w) == ",") else {
            return;
        };
        start = comma + 1;
        if start >= end {
            return;
        }
    }
    if start >= end {
        return;
    }
    // "He calls on Sundays and tells her": of two verbs the pronoun is the subject; of others nobody can tell.
    if matches!(
        lines.word(start),
        "He" | "he" | "She" | "she" | "They" | "they" | "It" | "it" | "I" | "We" | "we"
    ) {
        end = start + 1;
    } else if matches!(lines.word(end - 1), "and" | "or" | "but") {
        return;
    }
    let commas: Vec<usize> = (start..end).filter(|&w| lines.word(w) == ",").collect();
    match commas.as_slice() {
        [] => {}
        // An apposition between commas belongs to the subject; "X, citing Y, wrote" names another source in passing.
        [first, .., last] if *last + 1 == end => {
            let next = lines.word(first + 1).to_ascii_lowercase();
            if super::relay::cites(&next) || next == "with" {
                end = *first;
            }
        }
        _ => return,
    }
    if start < end && end - start <= LONGEST_SUBJECT {
        attribution.source = Some(start..end);
        attribution.source_share = 1.0;
    }
}

/// The name between a conjunction and a verb: "before General Ilan Moss declared".
fn name_before(lines: &Lines<'_>, sentence: &WordRange, cue: &WordRange) -> Option<WordRange> {
    const CONJUNCTIONS: [&str; 9] = [
        "after", "although", "as", "because", "before", "since", "that", "when", "while",
    ];
    let name = |w: &usize| lines.word(*w).starts_with(char::is_uppercase);
    let start = (sentence.start..cue.start).rev().take_while(name).last()?;
    let conjunction = start.checked_sub(1).filter(|&w| w >= sentence.start)?;
    CONJUNCTIONS
        .contains(&lines.word(conjunction))
        .then_some(start..cue.start)
}

/// Whether a verb without a source has a subject still: one of quoting, or one of telling behind the name that its sentence
/// begins with.
fn has_subject(lines: &Lines<'_>, sentence: &WordRange, cue: &WordRange) -> bool {
    let verb = lines.word(cue.end - 1);
    let name = |w: &usize| lines.word(*w).starts_with(char::is_uppercase);
    let named = (sentence.start..cue.start).take_while(name).count();
    // "Quill is expected to leave": not by Quill.
    let is_passive = matches!(lines.word(cue.start), "is" | "are" | "was" | "were");
    matches!(verb, "saying" | "quoted")
        || (named > 0
            && !is_passive
            && !is_adverbial(lines.word(sentence.start))
            && lines.word(sentence.start) != "It"
            && (sentence.start + named == cue.start || lines.word(sentence.start + named) == ",")
            && super::act::tells(verb))
}

/// "Quill, who waited while Lund read the letter, said": what stands between the commas behind a subject tells more of it,
/// and nobody in there is the one who says it.
pub(super) fn around_apposition(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
    let Some(source) = attribution.source.clone() else {
        return;
    };
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    let Some(opens) = sentence.clone().find(|&w| lines.word(w) == ",") else {
        return;
    };
    let within = opens < source.start && source.end < cue.start && lines.word(cue.start - 1) == ",";
    let inside = opens + 1..cue.start;
    let subject = sentence.start..opens;
    if !within || !matches!(lines.word(opens + 1), "who" | "whose" | "a" | "an") || meets(&roles.contents, &inside) {
        return;
    }
    let plain = (sentence.start..cue.start)
        .all(|w| lines.is_outside(w) && !matches!(lines.word(w), ":" | ";" | "(" | ")" | "—" | "–"));
    let named = subject
        .clone()
        .all(|w| lines.word(w).starts_with(char::is_uppercase) || lines.word(w) == ".");
    if plain && named && !subject.is_empty() && !is_adverbial(lines.word(subject.start)) {
        attribution.source = Some(sentence.start..cue.start);
        attribution.source_share = 1.0;
    }
}

/// "A letter seen by the paper values": a noun phrase does not begin behind its own preposition.
pub(super) fn whole_subject(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
    let Some(source) = attribution.source.clone() else {
        return;
    };
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    if source.end != cue.start || source.start <= sentence.start || source.start > sentence.end {
        return;
    }
    let before = sentence.start..source.start;
    let seen = before.len() > 2
        && lines.word(before.end - 1) == "by"
        && (lines.word(before.end - 2).ends_with("ed") || lines.word(before.end - 2) == "seen");
    let acts = before.clone().any(|w| {
        matches!(
            lines.word(w),
            "is" | "are" | "was" | "were" | "be" | "been" | "has" | "have" | "had"
        )
    });
    if !seen || acts {
        return;
    }
    let plain = before.clone().all(|w| {
        lines.is_outside(w)
            && lines
                .word(w)
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\''))
    });
    let free = roles.is_free(&before);
    if plain && free && before.len() <= LONGEST_SUBJECT / 2 && !is_adverbial(lines.word(sentence.start)) {
        attribution.source = Some(sentence.start..source.end);
    }
}

/// "An aide, who asked not to be named, said": the clause between a source and its cue is the source's.
pub(super) fn whole_source(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
    let Some(source) = attribution.source.clone() else {
        return;
    };
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    let free = |gap: &WordRange| {
        gap.clone()
            .all(|w| lines.is_outside(w) && !matches!(lines.word(w), ":" | ";" | "." | "(" | ")" | "—" | "–"))
            && roles.is_free(gap)
    };
    if source.end < cue.start && source.start >= sentence.start {
        let gap = source.end..cue.start;
        let closed = gap.len() > 2 && lines.word(gap.start) == "," && lines.word(gap.end - 1) == ",";
        if closed && free(&gap) && tells_more(lines, gap.start + 1) {
            attribution.source = Some(source.start..gap.end);
        }
    } else if cue.end <= source.start && source.end < sentence.end {
        // Behind the cue it runs to the end of its sentence: "according to an aide, who asked not to be named."
        let next = source.end + 1;
        let opens = lines.word(source.end) == ","
            && next < sentence.end
            && (matches!(lines.word(next), "who" | "whose" | "both") || is_unnamed(lines, next));
        let gap = source.end..sentence.end - 1;
        let stops = matches!(lines.word(sentence.end - 1), "." | "!" | "?");
        let clause = gap.clone().skip(1).all(|w| lines.word(w) != ",");
        if opens && stops && clause && gap.len() > 2 && free(&gap) {
            attribution.source = Some(source.start..gap.end);
        }
    }
}

/// Whether what follows a comma tells more of the noun before it: a relative clause, an apposition or a participle.
fn tells_more(lines: &Lines<'_>, at: usize) -> bool {
    let word = lines.word(at);
    matches!(
        word,
        "who" | "whose" | "whom" | "which" | "asking" | "requesting" | "a" | "an" | "the" | "both" | "one" | "then"
    ) || is_unnamed(lines, at)
        || (word.len() > 5 && word.ends_with("ed") && word.starts_with(char::is_lowercase))
}

/// "speaking on condition of anonymity".
fn is_unnamed(lines: &Lines<'_>, at: usize) -> bool {
    lines.word(at) == "speaking"
        && at + 2 < lines.len()
        && lines.word(at + 1) == "on"
        && matches!(lines.word(at + 2), "condition" | "the" | "background")
}

pub(super) fn is_adverbial(word: &str) -> bool {
    holds(ADVERBIALS, word.to_ascii_lowercase().as_str())
}

/// Longer runs of words than this, before a verb, are more than its subject.
pub(super) const LONGEST_SUBJECT: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn list_is_sorted() {
        assert_is_sorted(ADVERBIALS);
    }
}

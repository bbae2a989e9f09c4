//! What the encoder left short, made whole where the sentence leaves no doubt: a source without the relative clause that
//! stands between it and its cue, a cue whose source was taken from another sentence, a content that starts in the middle
//! of its clause or with the dateline.

use super::join::Joined;
use super::tags::Roles;
use crate::encoder::{Reading, WordRange};
use crate::span::Span;
use crate::text::quotes::{Place, Quotes};

/// Words that begin an adverbial or a subordinate clause, and so no subject. Sorted.
const ADVERBIALS: [&str; 31] = [
    "about", "according", "after", "although", "amid", "as", "asked", "at", "because", "before", "by", "despite", "during", "for", "from",
    "if", "in", "instead", "like", "of", "on", "once", "since", "speaking", "though", "to", "under", "unlike", "when", "while",
    "with",
];

/// The words of a text as the rules compare them.
pub(super) struct Lines<'a> {
    text: &'a str,
    reading: &'a Reading<'a>,
    quotes: &'a Quotes,
    sentences: Vec<WordRange>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str, sentences: &[Span], quotes: &'a Quotes, reading: &'a Reading<'a>) -> Self {
        let mut ranges = Vec::with_capacity(sentences.len());
        let mut word = 0;
        for sentence in sentences {
            let start = word;
            while word < reading.words() && reading.span(&(word..word + 1)).start < sentence.end {
                word += 1;
            }
            ranges.push(start..word);
        }
        Self {
            text,
            reading,
            quotes,
            sentences: ranges,
        }
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.reading.span(&(at..at + 1)).of(self.text)
    }

    fn is_outside(&self, at: usize) -> bool {
        self.quotes.place(self.reading.span(&(at..at + 1)).start) == Place::Outside
    }

    /// The sentence that a word is in.
    fn sentence(&self, word: usize) -> WordRange {
        let at = self.sentences.partition_point(|s| s.end <= word);
        self.sentences.get(at).cloned().unwrap_or(word..word)
    }
}

/// Repairs the attributions.
pub(super) fn repair(lines: &Lines<'_>, roles: &Roles, joined: &mut [Joined]) {
    for attribution in joined {
        subject(lines, attribution);
        whole_source(lines, roles, attribution);
        whole_content(lines, roles, attribution);
        without_dateline(lines, attribution);
    }
}

fn meets(spans: &[WordRange], range: &WordRange) -> bool {
    let next = spans.partition_point(|span| span.end <= range.start);
    spans.get(next).is_some_and(|span| span.start < range.end)
}

/// "A draft of the paper, leaked last month, put the reduction at 31 percent": what stands before a verb in its sentence is
/// its subject, and nobody of an earlier sentence.
fn subject(lines: &Lines<'_>, attribution: &mut Joined) {
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    let Some(source) = attribution.source.clone() else { return };
    if source.start < sentence.end && source.end > sentence.start {
        return;
    }
    // Past what is quoted or told before the cue.
    let told = attribution
        .content
        .iter()
        .filter(|content| content.start < cue.start && content.end > sentence.start)
        .map(|content| content.end)
        .max();
    let mut start = told.unwrap_or(sentence.start).max(sentence.start);
    while start < cue.start && matches!(lines.word(start), "," | "”" | "\"" | "’" | "'" | "—" | "and" | "But" | "And") {
        start += 1;
    }
    let mut end = cue.start;
    if (start..end).any(|w| !lines.is_outside(w) || matches!(lines.word(w), ":" | ";" | "—" | "–" | "(" | ")")) {
        return;
    }
    // Adverbials that a comma closes: "On Monday, the firm …".
    while is_adverbial(lines.word(start)) {
        let Some(comma) = (start..end).find(|&w| lines.word(w) == ",") else { return };
        start = comma + 1;
        if start >= end {
            return;
        }
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

/// Longer runs of words than this, before a verb, are more than its subject.
const LONGEST_SUBJECT: usize = 30;

fn is_adverbial(word: &str) -> bool {
    ADVERBIALS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// "An aide, who asked not to be named, said": the clause between a source and its cue is the source's.
fn whole_source(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
    let Some(source) = attribution.source.clone() else { return };
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    let free = |gap: &WordRange| {
        gap.clone()
            .all(|w| lines.is_outside(w) && !matches!(lines.word(w), ":" | ";" | "." | "(" | ")" | "—" | "–"))
            && !meets(&roles.cues, gap)
            && !meets(&roles.contents, gap)
            && !meets(&roles.sources, gap)
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

/// "As part of the plan, the corps would deploy troops, Kyodo said": what is told before its cue is told from the start of
/// its sentence on.
fn whole_content(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    let first_after = attribution.source.as_ref().map_or(cue.start, |s| s.start.min(cue.start));
    let Some(content) = attribution.content.first_mut() else { return };
    let preposed = content.start > sentence.start && content.end + 1 == first_after && lines.word(content.end) == ",";
    let before = sentence.start..content.start;
    let free = before
        .clone()
        .all(|w| lines.is_outside(w) && !matches!(lines.word(w), ":" | ";" | "(" | ")" | "—" | "–" | "―"))
        && !meets(&roles.cues, &before)
        && !meets(&roles.sources, &before)
        && !meets(&roles.contents, &before);
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
    "also", "and ", "as a result", "at the same time", "but ", "even so", "for example", "for instance", "further", "however",
    "in addition", "in fact", "indeed", "meanwhile", "moreover", "or ", "so ", "yet ",
];

/// "speaking on condition of anonymity".
fn is_unnamed(lines: &Lines<'_>, at: usize) -> bool {
    lines.word(at) == "speaking"
        && at + 2 < lines.reading.words()
        && lines.word(at + 1) == "on"
        && matches!(lines.word(at + 2), "condition" | "the" | "background")
}

/// "PORT ELLERY (Coastal News) — The ferry …": no dateline is part of what is told.
fn without_dateline(lines: &Lines<'_>, attribution: &mut Joined) {
    let Some(content) = attribution.content.first_mut() else { return };
    if content.start >= lines.reading.words() || !lines.reading.starts_paragraph(content.start) {
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

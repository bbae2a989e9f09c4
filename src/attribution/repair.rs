//! What the encoder left short, made whole where the sentence leaves no doubt: a source without the relative clause that
//! stands between it and its cue, a cue whose source was taken from another sentence, a content that starts in the middle
//! of its clause or with the dateline.

use super::join::Joined;
use super::tags::Roles;
use crate::encoder::{Reading, WordRange};
use crate::span::Span;
use crate::text::lexicon::is_form_of;
use crate::text::quotes::{Place, Quotes, Region};

/// Words that begin an adverbial or a subordinate clause, and so no subject. Sorted.
const ADVERBIALS: [&str; 31] = [
    "about",
    "according",
    "after",
    "although",
    "amid",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "by",
    "despite",
    "during",
    "for",
    "from",
    "if",
    "in",
    "instead",
    "like",
    "of",
    "on",
    "once",
    "since",
    "speaking",
    "though",
    "to",
    "under",
    "unlike",
    "when",
    "while",
    "with",
];

/// The words of a text as the rules compare them.
pub(super) struct Lines<'a> {
    text: &'a str,
    quotes: &'a Quotes,
    /// Where each word stands, and whether a paragraph starts with it.
    words: Vec<(Span, bool)>,
    /// The words that paragraphs start with.
    paragraphs: Vec<usize>,
    sentences: Vec<WordRange>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str, sentences: &[Span], quotes: &'a Quotes, reading: &'a Reading<'a>) -> Self {
        let word = |at: usize| (reading.span(&(at..at + 1)), reading.starts_paragraph(at));
        Self::of((0..reading.words()).map(word).collect(), text, sentences, quotes)
    }

    pub(super) fn of(words: Vec<(Span, bool)>, text: &'a str, sentences: &[Span], quotes: &'a Quotes) -> Self {
        let mut ranges = Vec::with_capacity(sentences.len());
        let mut word = 0;
        for sentence in sentences {
            let start = word;
            while word < words.len() && words[word].0.start < sentence.end {
                word += 1;
            }
            ranges.push(start..word);
        }
        let paragraphs = (0..words.len()).filter(|&at| words[at].1).collect();
        Self {
            text,
            quotes,
            words,
            paragraphs,
            sentences: ranges,
        }
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn starts_paragraph(&self, at: usize) -> bool {
        self.words[at].1
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.words[at].0.of(self.text)
    }

    /// Whether two words stand in one paragraph.
    pub(super) fn same_paragraph(&self, one: usize, other: usize) -> bool {
        let (first, last) = (one.min(other), one.max(other));
        (first + 1..=last).all(|at| !self.words[at].1)
    }

    /// The paragraph that a word is in.
    fn paragraph(&self, at: usize) -> WordRange {
        let next = self.paragraphs.partition_point(|&start| start <= at);
        let start = next.checked_sub(1).map_or(0, |own| self.paragraphs[own]);
        start..self.paragraphs.get(next).copied().unwrap_or(self.len())
    }

    /// Whether words are a whole paragraph that is no sentence.
    fn is_heading(&self, words: &WordRange) -> bool {
        words.len() <= LONGEST_HEADING
            && *words == self.paragraph(words.start)
            && self.word(words.end - 1).ends_with(char::is_alphanumeric)
            && words.clone().all(|w| self.is_outside(w))
    }

    /// The quoted stretches that hold words, in order, but for those within which another one seems to open.
    pub(super) fn quotations(&self) -> impl Iterator<Item = (WordRange, Region)> {
        let words = |region: &Region| {
            let inside = &region.span.of(self.text)[region.open as usize..];
            let first = self.words.partition_point(|(word, _)| word.start < region.span.start);
            let end = self.words.partition_point(|(word, _)| word.end <= region.span.end);
            (first < end && !inside.contains(['“', '„'])).then_some((first..end, *region))
        };
        self.quotes.regions().iter().filter_map(words)
    }

    /// Whether a word stands outside quotation marks.
    pub(super) fn is_outside(&self, at: usize) -> bool {
        self.quotes.place(self.words[at].0.start) == Place::Outside
    }

    /// The sentence that a word is in.
    pub(super) fn sentence(&self, word: usize) -> WordRange {
        let at = self.sentences.partition_point(|s| s.end <= word);
        self.sentences.get(at).cloned().unwrap_or(word..word)
    }
}

/// Repairs the attributions.
pub(super) fn repair(lines: &Lines<'_>, roles: &Roles, joined: &mut [Joined]) {
    for attribution in joined.iter_mut() {
        without_symbols(lines, attribution);
        subject(lines, roles, attribution);
        around_apposition(lines, roles, attribution);
        whole_subject(lines, roles, attribution);
        whole_source(lines, roles, attribution);
        if attribution.cited_by.is_none() {
            without_headings(lines, attribution);
            whole_content(lines, roles, attribution);
            without_dateline(lines, attribution);
        }
    }
    interrupted(lines, joined);
    addressed(lines, joined);
}

/// A source does not begin with pictures: "🚒 Ana Petrescu".
fn without_symbols(lines: &Lines<'_>, attribution: &mut Joined) {
    let is_symbol = |at: usize| lines.word(at).chars().all(|c| c >= '\u{2190}' && !c.is_alphanumeric());
    if let Some(source) = &mut attribution.source {
        while source.len() > 1 && is_symbol(source.start) {
            source.start += 1;
        }
    }
}

/// "She said she would tell Ada Quill: “Go home.”": whoever stands before the colon is told it, and does not say it.
fn addressed(lines: &Lines<'_>, joined: &mut [Joined]) {
    for attribution in joined {
        let cue = attribution.cue.clone();
        let Some(source) = attribution.source.clone() else {
            continue;
        };
        let sentence = lines.sentence(cue.start);
        if cue.len() != 1 || lines.word(cue.start) != ":" || source.end != cue.start || source.start <= sentence.start {
            continue;
        }
        let verb = source.start - 1;
        if !is_form_of(
            &lines.word(verb).to_ascii_lowercase(),
            &["ask", "remind", "tell", "warn"],
        ) {
            continue;
        }
        let auxiliary = |w: &usize| {
            matches!(
                lines.word(*w),
                "would" | "will" | "had" | "has" | "have" | "to" | "d" | "’" | "'"
            )
        };
        let start = (sentence.start..verb)
            .rev()
            .take_while(auxiliary)
            .last()
            .unwrap_or(verb);
        let pronoun = start
            .checked_sub(1)
            .filter(|&w| w >= sentence.start && matches!(lines.word(w), "he" | "He" | "she" | "She" | "they" | "They"));
        let subject = pronoun.map_or(sentence.start, |w| w)..start;
        attribution.cue = start..verb + 1;
        attribution.source = (!subject.is_empty() && subject.len() <= LONGEST_SUBJECT).then_some(subject);
    }
}

/// "The station reported, citing the ministry, that …": what follows the citation is told by whoever cites.
fn interrupted(lines: &Lines<'_>, joined: &mut [Joined]) {
    for at in 0..joined.len() {
        let citing = joined[at].cue.clone();
        let word = lines.word(citing.start).to_ascii_lowercase();
        if citing.len() != 1 || !word.ends_with("ing") || !super::relay::cites(&word) || joined[at].content.is_empty() {
            continue;
        }
        let sentence = lines.sentence(citing.start);
        let teller = (0..joined.len()).find(|&other| {
            let cue = &joined[other].cue;
            other != at && cue.start >= sentence.start && cue.end + 1 == citing.start && lines.word(cue.end) == ","
        });
        let comma = (citing.end..sentence.end).find(|&w| lines.word(w) == ",");
        let (Some(teller), Some(comma)) = (teller, comma) else {
            continue;
        };
        if joined[at].content.iter().any(|content| content.start < comma) || comma == citing.end {
            continue;
        }
        let content = std::mem::take(&mut joined[at].content);
        joined[at].source = Some(citing.end..comma);
        joined[at].is_inner = true;
        joined[at].cited_by = Some(joined[teller].cue.clone());
        joined[at].content.clone_from(&content);
        joined[teller].content = content;
    }
}

/// "A letter seen by the paper values": a noun phrase does not begin behind its own preposition.
fn whole_subject(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
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
    let free = !meets(&roles.cues, &before) && !meets(&roles.contents, &before) && !meets(&roles.sources, &before);
    if plain && free && before.len() <= LONGEST_SUBJECT / 2 && !is_adverbial(lines.word(sentence.start)) {
        attribution.source = Some(sentence.start..source.end);
    }
}

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
            &["announce", "confirm", "report", "say", "tell"],
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
            && !meets(&roles.cues, &clause)
            && !meets(&roles.sources, &clause)
            && !meets(&roles.contents, &clause);
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

fn meets(spans: &[WordRange], range: &WordRange) -> bool {
    let next = spans.partition_point(|span| span.end <= range.start);
    spans.get(next).is_some_and(|span| span.start < range.end)
}

/// "A draft of the paper, leaked last month, put the reduction at 31 percent": what stands before a verb in its sentence is
/// its subject, and nobody of an earlier sentence.
fn subject(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
    let cue = attribution.cue.clone();
    let sentence = lines.sentence(cue.start);
    let has_subject = has_subject(lines, &sentence, &cue);
    match &attribution.source {
        Some(source) if source.start < sentence.end && source.end > sentence.start => {
            // "Quill said the yard would close; Lund disagreed": nobody behind what was told.
            let told = cue.end..source.start;
            let behind = attribution.content.iter().any(|content| told.contains(&content.start));
            if !behind || !has_subject {
                return;
            }
        }
        Some(source) if source.start < cue.start => {}
        None if has_subject => {}
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
fn around_apposition(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
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

/// Longer runs of words than this, before a verb, are more than its subject.
const LONGEST_SUBJECT: usize = 30;

fn is_adverbial(word: &str) -> bool {
    ADVERBIALS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// "An aide, who asked not to be named, said": the clause between a source and its cue is the source's.
fn whole_source(lines: &Lines<'_>, roles: &Roles, attribution: &mut Joined) {
    let Some(source) = attribution.source.clone() else {
        return;
    };
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

/// "speaking on condition of anonymity".
fn is_unnamed(lines: &Lines<'_>, at: usize) -> bool {
    lines.word(at) == "speaking"
        && at + 2 < lines.len()
        && lines.word(at + 1) == "on"
        && matches!(lines.word(at + 2), "condition" | "the" | "background")
}

/// "PORT ELLERY (Coastal News) — The ferry …": no dateline is part of what is told.
fn without_dateline(lines: &Lines<'_>, attribution: &mut Joined) {
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

/// A heading between paragraphs is no part of what is told in another one.
fn without_headings(lines: &Lines<'_>, attribution: &mut Joined) {
    attribution.content.retain(|piece| !lines.is_heading(piece));
}

/// "What the harbour found" over "“The hull is cracked,” Amadi said": a heading that tells nothing itself, above a paragraph
/// that says who tells, has no cue.
pub(super) fn without_cues_of_headings(lines: &Lines<'_>, roles: &mut Roles) {
    let is_idle = |cue: &WordRange| {
        let heading = lines.paragraph(cue.start);
        let below = lines.paragraph(heading.end);
        lines.is_heading(&heading) && !meets(&roles.contents, &heading) && meets(&roles.cues, &below)
    };
    // A dash before a signature is a cue as well.
    let is_word = |cue: &WordRange| lines.word(cue.start).starts_with(char::is_alphabetic);
    let kept = roles.cues.iter().filter(|cue| !(is_word(cue) && is_idle(cue)));
    roles.cues = kept.cloned().collect();
}

/// How many words a heading has at most.
const LONGEST_HEADING: usize = 12;

/// How many words a dateline has at most.
const LONGEST_DATELINE: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    /// What `of` makes of the words of a text in which they are set apart and paragraphs are lines, given also what finds a
    /// run of its words.
    fn read<T>(text: &str, of: impl FnOnce(&Lines<'_>, &dyn Fn(&str) -> Option<WordRange>) -> T) -> T {
        let mut words = Vec::new();
        let mut start = 0;
        for word in text.split([' ', '\n']) {
            let first = start == 0 || text[..start].ends_with('\n');
            words.push((Span::new(start, start + word.len()), first));
            start += word.len() + 1;
        }
        let mut sentences = Vec::new();
        let mut from = 0;
        for (at, _) in text.match_indices(" . ") {
            sentences.push(Span::new(from, at + 2));
            from = at + 3;
        }
        sentences.push(Span::new(from, text.len()));
        let quotes = Quotes::find(text, &[Span::new(0, text.len())]);
        let range = |part: &str| -> Option<WordRange> {
            let at = text.find(part).filter(|_| !part.is_empty())?;
            let first = words.iter().position(|(span, _)| span.start as usize == at)?;
            Some(first..first + part.split(' ').count())
        };
        of(&Lines::of(words.clone(), text, &sentences, &quotes), &range)
    }

    /// The spans of "source / cue / content" in a text, repaired; each part is a run of its words, and the first word of an
    /// earlier sentence stands for a source that is not the cue's.
    fn repaired(text: &str, given: &[[&str; 3]]) -> Vec<String> {
        read(text, |lines, range| repaired_lines(text, lines, range, given))
    }

    fn repaired_lines(
        text: &str,
        lines: &Lines<'_>,
        range: &dyn Fn(&str) -> Option<WordRange>,
        given: &[[&str; 3]],
    ) -> Vec<String> {
        let mut joined: Vec<Joined> = given
            .iter()
            .map(|[source, cue, content]| Joined {
                source: range(source),
                cue: range(cue).unwrap_or_else(|| panic!("{cue:?} in {text:?}")),
                content: range(content).into_iter().collect(),
                source_share: 1.0,
                content_share: 1.0,
                is_inner: false,
                cited_by: None,
                confidence: 1.0,
            })
            .collect();
        let roles = Roles {
            sources: joined.iter().filter_map(|j| j.source.clone()).collect(),
            cues: joined.iter().map(|j| j.cue.clone()).collect(),
            contents: joined.iter().flat_map(|j| j.content.clone()).collect(),
        };
        preposed(lines, &roles, &mut joined);
        repair(lines, &roles, &mut joined);
        let part = |range: &WordRange| {
            text.split([' ', '\n'])
                .skip(range.start)
                .take(range.len())
                .collect::<Vec<_>>()
                .join(" ")
        };
        joined
            .iter()
            .map(|j| {
                let content: Vec<String> = j.content.iter().map(part).collect();
                let source = j.source.as_ref().map_or(String::new(), part);
                format!("{source} / {} / {}", part(&j.cue), content.join(" … "))
            })
            .collect()
    }

    #[test]
    fn lists_are_sorted() {
        assert!(ADVERBIALS.is_sorted());
        assert!(CONNECTIVES.is_sorted());
    }

    #[test]
    fn a_heading_above_whoever_tells_has_no_cue() {
        for (text, contents, cues, expected) in [
            (
                "What the yard found\n“ It is over , ” Quill said .",
                &["“ It is over , ”"][..],
                &["found", "said"][..],
                &["said"][..],
            ),
            // One that tells something, one above nobody's words, a signature, a sentence.
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
                without_cues_of_headings(lines, &mut roles);
                assert_eq!(roles.cues, ranges(expected), "{text}");
            });
        }
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn what_was_left_short() {
        for (text, given, expected) in [
            // The subject of the cue's own sentence.
            (
                "Quill left . A draft of the plan , leaked to the press , put the cost higher .",
                [["Quill", "put", "the cost higher"]].as_slice(),
                ["A draft of the plan , leaked to the press , / put / the cost higher"].as_slice(),
            ),
            (
                "Quill left . In May , the union warned of strikes .",
                &[["Quill", "warned", "of strikes"]],
                &["the union / warned / of strikes"],
            ),
            (
                "Quill left . He calls on Sundays and tells her to sell .",
                &[["Quill", "tells", "to sell"]],
                &["He / tells / to sell"],
            ),
            // A name before a verb of telling, where no source was found.
            (
                "Quill left . Ana Lund , the owner , said he had “ every hope ” .",
                &[["", "said", "he had “ every hope ”"]],
                &["Ana Lund , the owner , / said / he had “ every hope ”"],
            ),
            (
                "Lund claims the yard as his own .",
                &[["", "claims", "the yard as his own"]],
                &["Lund / claims / the yard as his own"],
            ),
            (
                "On Monday , it was said that the yard would close .",
                &[["", "said", "that the yard would close"]],
                &[" / said / that the yard would close"],
            ),
            (
                "It was said that the yard would close .",
                &[["", "was said", "that the yard would close"]],
                &[" / was said / that the yard would close"],
            ),
            (
                "Quill said the yard would close ; Lund said it would not .",
                &[["Lund", "said", "the yard would close"]],
                &["Quill / said / the yard would close"],
            ),
            (
                "She left a week before General Ilan Moss declared martial law . Quill wept .",
                &[["Quill", "declared", "martial law"]],
                &["General Ilan Moss / declared / martial law"],
            ),
            (
                "If declared lost , it sinks . Quill wept .",
                &[["Quill", "declared", "lost"]],
                &[" / declared / lost"],
            ),
            // A noun phrase does not begin behind its own preposition.
            (
                "A letter seen by the Echo values the firm at a pound .",
                &[["the Echo", "values", "the firm at a pound"]],
                &["A letter seen by the Echo / values / the firm at a pound"],
            ),
            // The clause between a source and its cue, and the one behind the source.
            (
                "An aide , who asked not to be named , said it was over .",
                &[["An aide", "said", "it was over"]],
                &["An aide , who asked not to be named , / said / it was over"],
            ),
            (
                "It was over , according to an aide , who asked not to be named .",
                &[["an aide", "according to", "It was over"]],
                &["an aide , who asked not to be named / according to / It was over"],
            ),
            (
                "Quill , in a speech , said it was over .",
                &[["Quill", "said", "it was over"]],
                &["Quill / said / it was over"],
            ),
            // What is told before its cue is told from the start of its sentence on.
            (
                "As part of the plan , troops would land , Leta said .",
                &[["Leta", "said", "troops would land"]],
                &["Leta / said / As part of the plan , troops would land"],
            ),
            (
                "But troops would land , Leta said .",
                &[["Leta", "said", "troops would land"]],
                &["Leta / said / troops would land"],
            ),
            (
                "The yard will close by March , the union told the Echo .",
                &[["the union", "told", ""]],
                &["the union / told / The yard will close by March"],
            ),
            (
                "On Monday , the union told the Echo .",
                &[["the union", "told", ""]],
                &["the union / told / "],
            ),
            // No dateline is told.
            (
                "PORT ELLERY ( Leta ) — The yard will close , the union said .",
                &[["the union", "said", "PORT ELLERY ( Leta ) — The yard will close"]],
                &["the union / said / The yard will close"],
            ),
            // A citation within the telling.
            (
                "The station reported , citing the ministry , that the yard would close .",
                &[
                    ["The station", "reported", ""],
                    ["The station", "citing", "that the yard would close"],
                ],
                &[
                    "The station / reported / that the yard would close",
                    "the ministry / citing / that the yard would close",
                ],
            ),
            // Nobody within an apposition says it.
            (
                "Quill , who waited while Lund read the letter , said it was over .",
                &[["Lund", "said", "it was over"]],
                &["Quill , who waited while Lund read the letter , / said / it was over"],
            ),
            (
                "Quill , Lund wrote , said it was over .",
                &[["Lund", "said", "it was over"]],
                &["Lund / said / it was over"],
            ),
            // No heading is told.
            (
                "Quill said it was over .\nWhat comes next",
                &[["Quill", "said", "What comes next"]],
                &["Quill / said / "],
            ),
            (
                "Quill said three things .\nThe yard is lost .",
                &[["Quill", "said", "The yard is lost ."]],
                &["Quill / said / The yard is lost ."],
            ),
            // Whoever is told does not say it.
            (
                "Quill said she would tell Brackley : “ Go home ” .",
                &[["Quill", "said", "she would tell"], ["Brackley", ":", "“ Go home ”"]],
                &["Quill / said / she would tell", "she / would tell / “ Go home ”"],
            ),
        ] {
            assert_eq!(repaired(text, given), expected, "{text}");
        }
    }
}

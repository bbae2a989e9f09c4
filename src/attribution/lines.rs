//! The words of a text as the rules about attributions compare them.

use crate::encoder::{Reading, WordRange};
use crate::span::Span;
use crate::text::quotes::{Place, Quotes, Region};

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
    pub(super) fn paragraph(&self, at: usize) -> WordRange {
        let next = self.paragraphs.partition_point(|&start| start <= at);
        let start = next.checked_sub(1).map_or(0, |own| self.paragraphs[own]);
        start..self.paragraphs.get(next).copied().unwrap_or(self.len())
    }

    /// Whether words are a whole paragraph that is no sentence.
    pub(super) fn is_heading(&self, words: &WordRange) -> bool {
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

    pub(super) fn sentences(&self) -> &[WordRange] {
        &self.sentences
    }

    /// The sentence that a word is in.
    pub(super) fn sentence(&self, word: usize) -> WordRange {
        let at = self.sentences.partition_point(|s| s.end <= word);
        self.sentences.get(at).cloned().unwrap_or(word..word)
    }
}

/// How many words a heading has at most.
const LONGEST_HEADING: usize = 12;

/// What `of` makes of the words of a text in which they are set apart and paragraphs are lines, given also what finds a
/// run of its words.
#[cfg(test)]
pub(super) fn read<T>(text: &str, of: impl FnOnce(&Lines<'_>, &dyn Fn(&str) -> Option<WordRange>) -> T) -> T {
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

//! The words of a reading beside their text.

use crate::encoder::{Reading, WordRange};
use crate::span::Span;

/// The words that the network read, with their places in the text.
pub(super) struct Words<'t> {
    /// The text of the document.
    pub(super) text: &'t str,
    /// The bytes of each word: runs of letters and digits, and each punctuation mark.
    pub(super) spans: Vec<Span>,
    /// Whether a paragraph starts with the word.
    paragraph: Vec<bool>,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str, reading: &Reading<'_>) -> Self {
        let spans: Vec<Span> = (0..reading.words()).map(|w| reading.span(&(w..w + 1))).collect();
        let paragraph = (0..reading.words()).map(|w| reading.starts_paragraph(w)).collect();
        Self { text, spans, paragraph }
    }

    /// The words of a text of one paragraph, as the network would cut it.
    #[cfg(test)]
    pub(super) fn plain(text: &'t str) -> Self {
        let mut spans: Vec<Span> = Vec::new();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            match spans.last_mut() {
                Some(last) if inside && c.is_alphanumeric() => last.end = span.end,
                _ if c.is_whitespace() => {}
                _ => spans.push(span),
            }
            inside = c.is_alphanumeric();
        }
        let paragraph = (0..spans.len()).map(|w| w == 0).collect();
        Self { text, spans, paragraph }
    }

    /// The words of a name where it first stands from a byte on.
    #[cfg(test)]
    pub(super) fn place_of(&self, name: &str, from: usize) -> WordRange {
        let start = from + self.text[from..].find(name).expect("the name stands in the text");
        let before = |byte: usize| self.spans.partition_point(|span| (span.start as usize) < byte);
        before(start)..before(start + name.len())
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    /// A word; empty past the end.
    pub(super) fn of(&self, word: usize) -> &'t str {
        self.spans.get(word).map_or("", |span| span.of(self.text))
    }

    /// A word in lower case; empty past the end.
    pub(super) fn lower(&self, word: usize) -> String {
        self.of(word).to_lowercase()
    }

    /// The word before, in lower case, of the same paragraph; else empty.
    pub(super) fn before(&self, word: usize) -> String {
        let same = word > 0 && !self.starts_paragraph(word);
        if same { self.lower(word - 1) } else { String::new() }
    }

    /// The word in lower case, if it is of the same paragraph as the one before it; else empty.
    pub(super) fn after(&self, end: usize) -> String {
        if self.starts_paragraph(end) {
            String::new()
        } else {
            self.lower(end)
        }
    }

    /// The bytes of a range of words.
    pub(super) fn span(&self, words: &WordRange) -> Span {
        match (
            self.spans.get(words.start),
            words.end.checked_sub(1).and_then(|l| self.spans.get(l)),
        ) {
            (Some(first), Some(last)) if first.start < last.end => Span {
                start: first.start,
                end: last.end,
            },
            _ => Span::default(),
        }
    }

    /// The text of a range of words.
    pub(super) fn text(&self, words: &WordRange) -> &'t str {
        self.span(words).of(self.text)
    }

    pub(super) fn starts_paragraph(&self, word: usize) -> bool {
        self.paragraph.get(word).copied().unwrap_or(true)
    }

    /// Whether nothing stands between this word and the one before it.
    pub(super) fn touches(&self, word: usize) -> bool {
        word > 0 && word < self.len() && self.spans[word - 1].end == self.spans[word].start
    }
}

/// Whether the word begins with a capital or a digit.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
}

/// Whether the word consists of letters and digits.
pub(super) fn is_word(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

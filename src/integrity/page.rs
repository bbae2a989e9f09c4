//! A text cut up once for all rules: its words with what stands around them.

use std::cell::OnceCell;

use crate::encoder::WordPieces;
use crate::span::Span;
use crate::text::is_blank;
use crate::text::quotes::{Place, Quotes};
use crate::text::words;

use crate::analysis::{Damage, DamageKind};
use crate::text::list::holds;

/// What the rules look at.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) paragraphs: &'t [Span],
    pub(super) sentences: &'t [Span],
    /// The words of all sentences, in order.
    pub(super) words: Vec<Word<'t>>,
    vocabulary: Option<&'t WordPieces>,
    /// Which runs of three letters the vocabulary has, by their numbers; empty until somebody asks.
    triples: OnceCell<Vec<bool>>,
}

/// A word of a sentence.
pub(super) struct Word<'t> {
    pub(super) span: Span,
    pub(super) text: &'t str,
    /// In small letters, with straight apostrophes.
    pub(super) lower: String,
    /// The sentence it stands in.
    pub(super) sentence: u32,
    /// Nothing but white space lies between it and the word before, in the same sentence.
    pub(super) joined: bool,
    /// It is the first word of its sentence.
    pub(super) first: bool,
    /// It stands inside quotation marks.
    pub(super) quoted: bool,
}

impl Word<'_> {
    /// Whether it begins with a capital.
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it consists of small letters only.
    pub(super) fn is_small(&self) -> bool {
        self.text.chars().all(char::is_lowercase)
    }

    /// Whether it is a capital and then small letters, more than one letter in all: "Office", not "A" or "UN".
    pub(super) fn is_title_case(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
            && letters.all(char::is_lowercase)
    }

    /// Whether it is in a list, without regard to case.
    pub(super) fn is_in(&self, list: &str) -> bool {
        holds(list, &self.lower)
    }
}

impl<'t> Page<'t> {
    pub(super) fn new(
        text: &'t str,
        paragraphs: &'t [Span],
        sentences: &'t [Span],
        quotes: &Quotes,
        vocabulary: Option<&'t WordPieces>,
    ) -> Self {
        let mut page_words: Vec<Word<'t>> = Vec::new();
        for (index, sentence) in sentences.iter().enumerate() {
            let mut end = None;
            for inner in words(sentence.of(text)) {
                let start = (sentence.start + inner.start) as usize;
                let span = Span::new(start, start + inner.len());
                let word = span.of(text);
                page_words.push(Word {
                    span,
                    text: word,
                    lower: word.to_lowercase().replace('’', "'"),
                    sentence: index as u32,
                    joined: end.is_some_and(|end: usize| {
                        let gap = &text[end..start];
                        !gap.is_empty() && gap.chars().all(is_blank)
                    }),
                    first: end.is_none(),
                    quoted: quotes.place(span.start) == Place::Inside,
                });
                end = Some(start + inner.len());
            }
        }
        Self {
            text,
            paragraphs,
            sentences,
            words: page_words,
            vocabulary,
            triples: OnceCell::new(),
        }
    }

    /// The word after `at`, if only white space lies between.
    pub(super) fn next(&self, at: usize) -> Option<&Word<'t>> {
        self.words.get(at + 1).filter(|word| word.joined)
    }

    /// The word before `at`, if only white space lies between.
    pub(super) fn previous(&self, at: usize) -> Option<&Word<'t>> {
        self.words[at].joined.then(|| &self.words[at - 1])
    }

    /// The small-letter form of the word `by` places from `at`, if only white space lies between; else empty.
    pub(super) fn near(&self, at: usize, by: isize) -> &str {
        let Some(to) = at.checked_add_signed(by) else { return "" };
        let (low, high) = (at.min(to), at.max(to));
        if high >= self.words.len() || (low + 1..=high).any(|w| !self.words[w].joined) {
            return "";
        }
        &self.words[to].lower
    }

    /// All between two words that follow each other.
    pub(super) fn gap(&self, before: usize) -> &'t str {
        let end = self.words[before].span.end as usize;
        self.words
            .get(before + 1)
            .map_or("", |next| &self.text[end..next.span.start as usize])
    }

    /// The text right after a byte.
    pub(super) fn after(&self, byte: u32) -> &'t str {
        &self.text[byte as usize..]
    }

    /// The text right before a byte.
    pub(super) fn before(&self, byte: u32) -> &'t str {
        &self.text[..byte as usize]
    }

    /// Whether the vocabulary has this word in small letters; `None` without a vocabulary.
    pub(super) fn knows(&self, lower: &str) -> Option<bool> {
        self.vocabulary.map(|v| v.id(lower).is_some())
    }

    /// Whether the vocabulary surely has this word.
    pub(super) fn is_word(&self, lower: &str) -> bool {
        self.knows(lower) == Some(true)
    }

    /// Whether a word has three letters in a row that no word of the vocabulary has.
    pub(super) fn is_unlike_words(&self, lower: &str) -> bool {
        let Some(vocabulary) = self.vocabulary else {
            return false;
        };
        let known = self.triples.get_or_init(|| {
            let mut known = vec![false; 26 * 26 * 26];
            let words = vocabulary
                .beginnings()
                .filter(|word| word.bytes().all(|b| b.is_ascii_lowercase()));
            for triple in words.flat_map(triples).flatten() {
                known[triple] = true;
            }
            known
        });
        triples(lower).any(|triple| triple.is_none_or(|triple| !known[triple]))
    }

    /// Whether a word stands in an address, a handle or a file name, where the rules of prose do not hold.
    pub(super) fn in_address(&self, word: Span) -> bool {
        let before = self.before(word.start);
        let after = self.after(word.end);
        before.ends_with(['@', '#', '/', '\\', '_', '.', '-', '‑', '=', '$'])
            || after.starts_with(['@', '/', '\\', '_', '-', '‑', '=', '('])
            || after.starts_with('.') && after[1..].starts_with(char::is_alphanumeric)
            || after.starts_with(':') && after[1..].starts_with('/')
    }

    /// Whether a word stands in a run of characters without white space that holds the signs of an address.
    pub(super) fn in_token_with_signs(&self, word: Span) -> bool {
        let before = self.before(word.start);
        let before = &before[before.ceil_char_boundary(before.len().saturating_sub(REACH))..];
        let after = self.after(word.end);
        let after = &after[..after.floor_char_boundary(REACH)];
        let head = before.rsplit(is_blank).next().unwrap_or(before);
        let tail = after.split(is_blank).next().unwrap_or(after);
        [head, tail]
            .iter()
            .any(|part| part.contains(['@', '/', '_', '=', '\\', '#']) || part.contains("www."))
    }

    /// Whether one of the `reach` words before `at` in its sentence is in a list.
    pub(super) fn is_headed(&self, at: usize, reach: usize, list: &str) -> bool {
        let sentence = self.words[at].sentence;
        let before = self.words[..at].iter().rev().take(reach);
        before.take_while(|w| w.sentence == sentence).any(|w| w.is_in(list))
    }

    /// The words `from..=to` as one span.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span {
            start: self.words[from].span.start,
            end: self.words[to].span.end,
        }
    }
}

/// The numbers of the runs of three letters in a word; none for a run with something else in it.
fn triples(word: &str) -> impl Iterator<Item = Option<usize>> + '_ {
    let letter = |byte: &u8| byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'));
    let number = move |three: &[u8]| Some(26 * (26 * letter(&three[0])? + letter(&three[1])?) + letter(&three[2])?);
    word.as_bytes().windows(3).map(number)
}

/// Words that open a clause whose verb may stand at its end: "all they could", "as fast as he could", "what it is".
pub(super) const HEADS: &str = "all any anything anyway as best everything hard hardest how more most much nothing something than that thing \
    those what whatever when where which who whoever";

/// How far an address is looked for, in bytes.
const REACH: usize = 64;

/// Notes damage.
pub(super) fn note(found: &mut Vec<Damage>, kind: DamageKind, span: Span, message: impl Into<String>) {
    found.push(Damage {
        kind,
        span,
        message: message.into(),
    });
}

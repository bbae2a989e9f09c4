//! Word pieces, exactly as BERT's uncased tokenizer cuts them, with the bytes each piece covers.
//!
//! The steps and their order are those of the reference tokenizer: drop control characters, space out CJK ideographs,
//! decompose (NFD) and drop non-spacing marks, lower-case, split at white space and punctuation, then match the longest
//! vocabulary entry first.

use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::sort;
use crate::span::Span;

/// Words of more characters than this become one unknown piece, as in the reference.
const MAX_WORD_CHARS: usize = 100;

/// One piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Row in the vocabulary.
    pub id: u32,
    /// The bytes of the text it came from.
    pub span: Span,
    /// Whether a word (or a single punctuation mark) starts here; its other pieces follow.
    pub starts_word: bool,
}

/// The vocabulary and how to cut with it.
#[derive(Debug)]
pub struct WordPieces {
    vocabulary: Box<str>,
    /// Pieces that start a word, by their place in the vocabulary, in the order of their letters; with their ids.
    initial: Vec<(Span, u32)>,
    /// Pieces that continue one, without their `##`.
    continuing: Vec<(Span, u32)>,
    unknown: u32,
    longest: usize,
}

impl WordPieces {
    /// Builds the tokenizer from the vocabulary: one piece a line, in the order of their ids. `None` if it lacks `[UNK]`.
    pub fn new(vocabulary: &str) -> Option<Self> {
        let (mut initial, mut continuing) = (Vec::new(), Vec::new());
        let mut start = 0;
        for (id, piece) in vocabulary.split_terminator('\n').enumerate() {
            let end = start + piece.len();
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => continuing.push((Span::new(end - rest.len(), end), id as u32)),
                _ => initial.push((Span::new(start, end), id as u32)),
            }
            start = end + 1;
        }
        for pieces in [&mut initial, &mut continuing] {
            sort::by_key(pieces, |(piece, _)| piece.of(vocabulary));
        }
        let longest = initial.iter().chain(&continuing).map(|(piece, _)| piece.len()).max()?;
        let mut pieces = Self {
            vocabulary: vocabulary.into(),
            initial,
            continuing,
            unknown: 0,
            longest,
        };
        pieces.unknown = pieces.id("[UNK]")?;
        Some(pieces)
    }

    /// The id of a piece that starts a word, special ones included.
    pub fn id(&self, piece: &str) -> Option<u32> {
        self.find(&self.initial, piece)
    }

    /// The id of one of some pieces.
    fn find(&self, pieces: &[(Span, u32)], wanted: &str) -> Option<u32> {
        let at = pieces.binary_search_by(|(piece, _)| piece.of(&self.vocabulary).cmp(wanted));
        Some(pieces[at.ok()?].1)
    }

    /// The pieces that start a word, most of them whole words.
    pub fn beginnings(&self) -> impl Iterator<Item = &str> {
        self.initial.iter().map(|(piece, _)| piece.of(&self.vocabulary))
    }

    /// Cuts `text[span]` and appends its pieces. Linear in the length of the text.
    pub fn cut(&self, text: &str, span: Span, pieces: &mut Vec<Piece>) {
        let mut word = Word::default();
        for (at, c) in span.of(text).char_indices() {
            let start = span.start as usize + at;
            let source = Span::new(start, start + c.len_utf8());
            if is_dropped(c) {
                continue;
            }
            if is_cjk(c) {
                self.finish(&mut word, pieces);
                self.normalise(c, source, &mut word, pieces);
                self.finish(&mut word, pieces);
            } else {
                self.normalise(c, source, &mut word, pieces);
            }
        }
        self.finish(&mut word, pieces);
    }

    /// Decomposes and lower-cases one character and takes what is left of it.
    ///
    /// Decomposing characters one by one leaves only the order of combining marks undone, and the marks are dropped.
    fn normalise(&self, c: char, source: Span, word: &mut Word, pieces: &mut Vec<Piece>) {
        if c.is_ascii() {
            self.take(word, c.to_ascii_lowercase(), source, pieces);
            return;
        }
        decompose_canonical(c, |part| {
            if part.general_category() != GeneralCategory::NonspacingMark {
                for lower in part.to_lowercase() {
                    self.take(word, lower, source, pieces);
                }
            }
        });
    }

    /// Adds one normalised character to the word, or ends the word at punctuation.
    fn take(&self, word: &mut Word, c: char, source: Span, pieces: &mut Vec<Piece>) {
        if is_space(c) {
            self.finish(word, pieces);
        } else if is_punctuation(c) {
            self.finish(word, pieces);
            word.push(c, source);
            self.finish(word, pieces);
        } else {
            word.push(c, source);
        }
    }

    /// Cuts the word into pieces, longest match first, and empties it.
    fn finish(&self, word: &mut Word, pieces: &mut Vec<Piece>) {
        let Some((first, last)) = word.chars.first().zip(word.chars.last()) else {
            return;
        };
        let whole = Span {
            start: first.source.start,
            end: last.source.end,
        };
        let before = pieces.len();
        let mut from = 0;
        while word.chars.len() <= MAX_WORD_CHARS && from < word.chars.len() {
            let start = word.chars[from].at;
            let known = if from == 0 { &self.initial } else { &self.continuing };
            let found = (from + 1..=word.chars.len()).rev().find_map(|to| {
                let end = word.end_of(to - 1);
                if end - start > self.longest {
                    return None;
                }
                Some((to, self.find(known, &word.text[start..end])?))
            });
            let Some((to, id)) = found else { break };
            let span = Span {
                start: word.chars[from].source.start,
                end: word.chars[to - 1].source.end,
            };
            pieces.push(Piece {
                id,
                span,
                starts_word: from == 0,
            });
            from = to;
        }
        if from < word.chars.len() {
            pieces.truncate(before);
            pieces.push(Piece {
                id: self.unknown,
                span: whole,
                starts_word: true,
            });
        }
        word.text.clear();
        word.chars.clear();
    }
}

/// The normalised word under construction.
#[derive(Default)]
struct Word {
    text: String,
    chars: Vec<WordChar>,
}

/// A normalised character: where it stands in the word and what it came from.
struct WordChar {
    at: usize,
    source: Span,
}

impl Word {
    fn push(&mut self, c: char, source: Span) {
        self.chars.push(WordChar {
            at: self.text.len(),
            source,
        });
        self.text.push(c);
    }

    fn end_of(&self, index: usize) -> usize {
        self.chars.get(index + 1).map_or(self.text.len(), |c| c.at)
    }
}

/// Characters the reference removes: NUL, the replacement character, control, format and private ones.
fn is_dropped(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
    }
    // Unassigned characters stay: the reference does not know of them.
    let category = c.general_category();
    c == '\u{FFFD}'
        || matches!(
            category,
            GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::PrivateUse
        )
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// ASCII symbols count as punctuation too, as in the reference.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Punctuation)
}

/// The blocks of ideographs that the reference spaces out.
fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2A6DF | 0x2A700..=0x2B73F | 0x2B740..=0x2B81F
        | 0x2B920..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

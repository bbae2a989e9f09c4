//! What the network sees of a document: its word pieces and, for each, three things lower-casing and cutting lose.

use super::wordpiece::{Piece, WordPieces};
use crate::span::Span;
use crate::text::quotes::{Place, Quotes};

/// The pieces of a document's paragraphs, one after the other, with their surface features.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// One for each piece.
    pub surface: Vec<Surface>,
}

/// The surface features of a piece, each a row of its embedding table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// Letters of the word: 0 lower case or none, 1 first letter capital, 2 all capitals, 3 mixed.
    pub case: u8,
    /// Quotation marks: 0 outside, 1 inside, 2 an opening mark, 3 a closing mark.
    pub quote: u8,
    /// 1 on the first piece of a paragraph.
    pub paragraph: u8,
}

/// Rows of the tables for [`Surface::case`], [`Surface::quote`] and [`Surface::paragraph`].
pub const SURFACE_ROWS: [usize; 3] = [4, 4, 2];

impl Input {
    /// Cuts the paragraphs of a text. The pieces of the `omitted` spans, which are sorted, are left out.
    pub fn new(text: &str, paragraphs: &[Span], omitted: &[Span], quotes: &Quotes, word_pieces: &WordPieces) -> Self {
        let mut input = Self::default();
        for paragraph in paragraphs {
            let first = input.pieces.len();
            word_pieces.cut(text, *paragraph, &mut input.pieces);
            if !omitted.is_empty() {
                let pieces = input.pieces.split_off(first);
                let kept = pieces
                    .into_iter()
                    .filter(|piece| omitted.binary_search(&piece.span).is_err());
                input.pieces.extend(kept);
            }
            input.describe(first, text, quotes);
        }
        input
    }

    /// Adds the surface of the pieces from `first` on, which are one paragraph.
    fn describe(&mut self, first: usize, text: &str, quotes: &Quotes) {
        let mut case = 0;
        for (index, piece) in self.pieces.iter().enumerate().skip(first) {
            if piece.starts_word {
                let rest = self.pieces[index + 1..].iter().take_while(|p| !p.starts_word);
                let end = rest.last().unwrap_or(piece).span.end;
                case = letter_case(
                    Span {
                        start: piece.span.start,
                        end,
                    }
                    .of(text),
                );
            }
            let quote = match quotes.place(piece.span.start) {
                Place::Outside => 0,
                Place::Inside => 1,
                Place::Opening => 2,
                Place::Closing => 3,
            };
            self.surface.push(Surface {
                case,
                quote,
                paragraph: u8::from(index == first),
            });
        }
    }

    /// The span of the word that starts at piece `index`.
    pub fn word_span(&self, index: usize) -> Span {
        let last = self.pieces[index + 1..].iter().take_while(|p| !p.starts_word).last();
        Span {
            start: self.pieces[index].span.start,
            end: last.unwrap_or(&self.pieces[index]).span.end,
        }
    }
}

/// The value of [`Surface::case`] for a word.
fn letter_case(word: &str) -> u8 {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return 0 };
    let (upper, lower) = letters.fold(
        (0, 0),
        |(u, l), c| if c.is_uppercase() { (u + 1, l) } else { (u, l + 1) },
    );
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => 1,
        (true, _, 0) => 2,
        (false, 0, _) => 0,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::letter_case;

    #[test]
    fn letter_case_of_words() {
        for (word, expected) in [
            ("said", 0),
            ("2021", 0),
            ("Kyodo", 1),
            ("A", 1),
            ("NATO", 2),
            ("McCain", 3),
            ("iPhone", 3),
            ("Élysée", 1),
        ] {
            assert_eq!(letter_case(word), expected, "{word}");
        }
    }
}

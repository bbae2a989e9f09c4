//! A text's surface: sentences, words and quotation marks.
//!
//! In: a text and its paragraphs. Out: spans and flags. It knows nothing of the model or of attributions.

pub(crate) mod lexicon;
pub(crate) mod list;
pub(crate) mod nouns;
pub mod quotes;
pub mod sentences;
pub mod stray;
mod words;

pub use words::words;

/// White space, and the invisible characters that stand for it in scraped text: control characters, zero-width space,
/// byte order mark and marks of direction.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

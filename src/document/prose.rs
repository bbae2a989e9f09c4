//! Building an extracted text: paragraphs with white space collapsed, an empty line between them.

use super::head::Block;
use crate::span::Span;

/// Appends `piece` to the paragraph that starts at byte `start` of `text`. White space of any length becomes one space,
/// none at the paragraph's start; soft hyphens and marks that only tell where a line may break are dropped. `spaced`
/// carries from piece to piece whether white space is due.
pub(super) fn collapse(text: &mut String, start: usize, spaced: &mut bool, piece: &str) {
    for c in piece.chars() {
        if c.is_whitespace() || c.is_control() {
            *spaced = true;
        } else if !matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}') {
            if *spaced && text.len() > start {
                text.push(' ');
            }
            *spaced = false;
            text.push(c);
        }
    }
}

/// The text of an article being put together.
#[derive(Debug, Default)]
pub(super) struct Prose {
    text: String,
    blocks: Vec<Block>,
    /// Where the open paragraph starts.
    start: usize,
    /// Whether white space is due before the next character.
    spaced: bool,
}

impl Prose {
    /// Adds text to the open paragraph, white space collapsed.
    pub(super) fn push(&mut self, text: &str) {
        collapse(&mut self.text, self.start, &mut self.spaced, text);
    }

    /// Ends the open paragraph, if it has any text.
    pub(super) fn end_paragraph(&mut self) {
        self.spaced = false;
        if self.text.len() > self.start {
            self.blocks.push(Block {
                span: Span::new(self.start, self.text.len()),
                apart: true,
            });
            self.text.push_str("\n\n");
            self.start = self.text.len();
        }
    }

    /// How many paragraphs have ended.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The last paragraph that has ended.
    pub(super) fn last(&self) -> Option<&str> {
        self.blocks.last().map(|block| block.span.of(&self.text))
    }

    /// The text and its paragraphs.
    pub(super) fn finish(mut self) -> (String, Vec<Block>) {
        self.end_paragraph();
        let end = self.blocks.last().map_or(0, |block| block.span.end as usize);
        self.text.truncate(end);
        (self.text, self.blocks)
    }
}

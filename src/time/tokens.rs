//! Words, numbers and marks of one paragraph, as the grammar of dates wants them: "24th" is a number and a word,
//! "mid-2015" two words and a hyphen, "8pm" a number and a word.

use crate::span::Span;
use crate::text::is_blank;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Letters.
    Word,
    /// Digits, with commas between groups of three.
    Number,
    /// Any other character; all dashes but the long one are `-`, all apostrophes `'`.
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
struct Token {
    start: u32,
    end: u32,
    kind: Kind,
    /// Nothing stands between this token and the one before.
    glued: bool,
}

/// The tokens of one paragraph. Every question about a place outside it has the answer "nothing".
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    /// The paragraph with ASCII letters in lower case: as long as the paragraph, byte for byte.
    lower: String,
    base: usize,
    list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Cuts the paragraph `span` of `text`.
    pub(super) fn new(text: &'t str, span: Span) -> Self {
        let paragraph = span.of(text);
        let mut list: Vec<Token> = Vec::new();
        let mut chars = paragraph.char_indices().peekable();
        let mut glued = false;
        while let Some((start, c)) = chars.next() {
            if is_blank(c) {
                glued = false;
                continue;
            }
            let kind = match c {
                '0'..='9' => Kind::Number,
                '’' | '‘' | '`' => Kind::Mark('\''),
                '\u{2010}'..='\u{2013}' | '−' => Kind::Mark('-'),
                c if c.is_alphabetic() => Kind::Word,
                c => Kind::Mark(c),
            };
            while let Some(&(at, c)) = chars.peek() {
                let more = match kind {
                    Kind::Word => c.is_alphabetic(),
                    Kind::Number => c.is_ascii_digit() || c == ',' && is_thousands(&paragraph[start..], at - start),
                    Kind::Mark(_) => false,
                };
                if !more {
                    break;
                }
                chars.next();
            }
            let end = chars.peek().map_or(paragraph.len(), |&(at, _)| at);
            list.push(Token {
                start: start as u32,
                end: end as u32,
                kind,
                glued,
            });
            glued = true;
        }
        Self {
            text,
            lower: paragraph.to_ascii_lowercase(),
            base: span.start as usize,
            list,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The token in lower case; empty where there is none.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.list
            .get(at)
            .map_or("", |t| &self.lower[t.start as usize..t.end as usize])
    }

    /// The token in lower case that stands `by` before `at`; empty where there is none.
    pub(super) fn before(&self, at: usize, by: usize) -> &str {
        at.checked_sub(by).map_or("", |at| self.lower(at))
    }

    /// The word in lower case; empty for anything but a word.
    pub(super) fn word(&self, at: usize) -> &str {
        match self.list.get(at) {
            Some(token) if token.kind == Kind::Word => self.lower(at),
            _ => "",
        }
    }

    /// Whether the token is one of `words`, given in lower case.
    pub(super) fn any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.lower(at)) && at < self.len()
    }

    /// Whether the tokens from `at` on are `words`, given in lower case.
    pub(super) fn all(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(offset, word)| self.lower(at + offset) == *word)
    }

    /// Whether the token is this mark.
    pub(super) fn mark(&self, at: usize, mark: char) -> bool {
        self.list.get(at).is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    /// The digits of a number, commas included; empty for anything else.
    pub(super) fn digits(&self, at: usize) -> &str {
        match self.list.get(at) {
            Some(token) if token.kind == Kind::Number => self.lower(at),
            _ => "",
        }
    }

    /// The value of a number of at most two digits.
    pub(super) fn small(&self, at: usize) -> Option<u32> {
        let digits = self.digits(at);
        (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
    }

    /// Whether nothing stands between the token and the one before.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| token.glued)
    }

    /// Whether the token begins with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|token| {
            let start = self.base + token.start as usize;
            self.text[start..].starts_with(char::is_uppercase)
        })
    }

    /// Whether the token is a word of capitals.
    pub(super) fn shouted(&self, at: usize) -> bool {
        let word = self.span(at, at + 1).of(self.text);
        word.len() > 1 && word.chars().all(char::is_uppercase)
    }

    /// The token after a full stop that belongs to the abbreviation before `at`, or `at`.
    pub(super) fn past_stop(&self, at: usize) -> usize {
        at + usize::from(self.mark(at, '.') && self.glued(at))
    }

    /// The token after a comma at `at`, or `at`.
    pub(super) fn past_comma(&self, at: usize) -> usize {
        at + usize::from(self.mark(at, ','))
    }

    /// The token after a hyphen at `at`, or `at`.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.mark(at, '-') && self.glued(at))
    }

    /// The bytes of the text under the tokens `from` to `to`, the latter excluded.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (self.list.get(from), to.checked_sub(1).and_then(|at| self.list.get(at))) {
            (Some(first), Some(last)) => Span::new(self.base + first.start as usize, self.base + last.end as usize),
            _ => Span::default(),
        }
    }
}

/// Whether the comma at byte `at` of `text`, which begins with digits, stands between thousands.
fn is_thousands(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    // The groups before it: one to three digits first, three after each comma.
    let before = bytes[..at].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let first = before == at;
    (first && before <= 3 || !first && before == 3)
        && bytes[0] != b'0'
        && (1..=3).all(|by| digit(at + by))
        && !digit(at + 4)
}

#[cfg(test)]
mod tests {
    use super::Tokens;
    use crate::span::Span;

    #[test]
    fn tokens_are_words_numbers_and_marks() {
        for (text, expected) in [
            ("", ""),
            ("on Dec. 24th, 2021", "on|dec|.|24|th|,|2021"),
            ("mid-2015’s 8pm", "mid|-|2015|'|s|8|pm"),
            ("1,234,567 or 2019,2020", "1,234,567|or|2019|,|2020"),
            ("Dec. 24,2021", "dec|.|24|,|2021"),
            ("été—5½", "été|—|5|½"),
        ] {
            let tokens = Tokens::new(text, Span::new(0, text.len()));
            let found: Vec<_> = (0..tokens.len()).map(|at| tokens.lower(at)).collect();
            assert_eq!(found.join("|"), expected, "{text:?}");
        }
    }
}

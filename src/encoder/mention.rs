//! What a pair of mentions looks like from outside: where they stand, of what kinds they are, and whether their words are
//! alike. `training/pairs.py` and `training/examples.py` are its twins.

use std::ops::Range;

use super::link::{Layout, bucket};
use super::wordpiece::{Piece, WordPieces};

/// Rows of the bias tables of the linker of mentions, in the order of [`features`].
pub(super) const MENTION_ROWS: [usize; 7] = [10, 10, 4, 4, 4, 9, 2];

/// What kind of expression a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A pronoun, also a possessive or reflexive one.
    Pronoun,
    /// A phrase whose head is a proper name.
    Name,
    /// Any other noun phrase.
    Nominal,
}

/// A mention as the features see it. All ranges are of pieces.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) pieces: Range<usize>,
    pub(super) kind: MentionKind,
    pub(super) form: Form,
}

/// The words of a mention, as ids of pieces.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// All of them, without a determiner in front and a possessive mark behind.
    words: Vec<u32>,
    /// The head word.
    head: Vec<u32>,
}

/// The ids of the pieces that [`Form`]s are told by.
#[derive(Debug)]
pub(super) struct Marks {
    determiners: Vec<u32>,
    /// What ends the head's part of a noun phrase.
    after_head: Vec<u32>,
    /// An apostrophe of either form, then "s".
    apostrophes: Vec<u32>,
    s: Option<u32>,
}

const DETERMINERS: [&str; 7] = ["the", "a", "an", "this", "that", "these", "those"];
const AFTER_HEAD: [&str; 13] = [
    "of", "in", "for", "from", "who", "which", "that", "with", "at", "on", "to", "by", ",",
];

impl Marks {
    /// Looks the marks up; a vocabulary without one of them has no such words either.
    pub(super) fn new(word_pieces: &WordPieces) -> Self {
        let ids = |words: &[&str]| words.iter().filter_map(|word| word_pieces.id(word)).collect();
        let mut after_head: Vec<u32> = ids(&AFTER_HEAD);
        after_head.extend(word_pieces.id("("));
        Self {
            determiners: ids(&DETERMINERS),
            after_head,
            apostrophes: ids(&["'", "’"]),
            s: word_pieces.id("s"),
        }
    }

    /// The form of the mention that these pieces are; its first piece starts a word.
    pub(super) fn form(&self, pieces: &[Piece]) -> Form {
        let mut words: Vec<Vec<u32>> = Vec::new();
        for piece in pieces {
            match words.last_mut() {
                Some(word) if !piece.starts_word => word.push(piece.id),
                _ => words.push(vec![piece.id]),
            }
        }
        let one_of = |word: &[u32], ids: &[u32]| matches!(word, [id] if ids.contains(id));
        let mut words = &words[..];
        while words.len() > 1 && one_of(&words[0], &self.determiners) {
            words = &words[1..];
        }
        if let [kept @ .., apostrophe, s] = words
            && !kept.is_empty()
            && one_of(apostrophe, &self.apostrophes)
            && matches!(s.as_slice(), [id] if Some(*id) == self.s)
        {
            words = kept;
        }
        let end = (1..words.len()).find(|&i| one_of(&words[i], &self.after_head));
        let head = end.unwrap_or(words.len()).checked_sub(1);
        Form {
            words: words.concat(),
            head: head.map(|i| words[i].clone()).unwrap_or_default(),
        }
    }
}

impl Form {
    /// 3: the same words; 2: the words of one are among the other's; 1: the same head word; 0: none of these. Pronouns can
    /// only be the same.
    fn likeness(&self, other: &Self, pronoun: bool) -> usize {
        let within = |part: &[u32], whole: &[u32]| !part.is_empty() && whole.windows(part.len()).any(|w| w == part);
        match () {
            () if self.words == other.words => 3,
            () if pronoun => 0,
            () if within(&self.words, &other.words) || within(&other.words, &self.words) => 2,
            () if self.head == other.head => 1,
            () => 0,
        }
    }
}

/// The features of a mention and an earlier one, `rank` mentions before it: distance, rank, paragraphs and stops between
/// them, likeness of their words, their kinds, and whether the earlier one goes on into this one.
pub(super) fn features(layout: &Layout, query: &Mention, key: &Mention, rank: usize) -> [usize; 7] {
    let low = key.pieces.end;
    let high = query.pieces.start.max(low);
    let apart = layout.paragraphs[key.pieces.start].abs_diff(layout.paragraphs[query.pieces.start]) as usize;
    let stops = (layout.stops[high] - layout.stops[low]) as usize;
    let pronoun = query.kind == MentionKind::Pronoun || key.kind == MentionKind::Pronoun;
    [
        bucket(high - low),
        bucket(rank),
        apart.min(3),
        stops.min(3),
        query.form.likeness(&key.form, pronoun),
        3 * query.kind as usize + key.kind as usize,
        usize::from(key.pieces.end > query.pieces.start),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    const VOCABULARY: &str = "[UNK]\nthe\na\nminister\nof\ndefence\n'\ns\nkyo\n##do\nagency\nnews\nhe\n,";

    fn form(text: &str) -> Form {
        let word_pieces = WordPieces::new(VOCABULARY).expect("it has [UNK]");
        let mut pieces = Vec::new();
        word_pieces.cut(text, Span::new(0, text.len()), &mut pieces);
        Marks::new(&word_pieces).form(&pieces)
    }

    #[test]
    fn forms_of_mentions() {
        for (mention, words, head) in [
            ("Kyodo", "kyodo", "kyodo"),
            ("the minister", "minister", "minister"),
            ("The Minister of Defence", "minister of defence", "minister"),
            ("the news agency Kyodo", "news agency kyodo", "kyodo"),
            ("Kyodo's", "kyodo", "kyodo"),
            ("the agency, Kyodo", "agency , kyodo", "agency"),
            ("the", "the", "the"),
        ] {
            let found = form(mention);
            assert_eq!(found.words, form(words).words, "{mention}");
            assert_eq!(found.head, form(head).words, "{mention}");
        }
        assert_eq!(
            Marks::new(&WordPieces::new(VOCABULARY).expect("it has [UNK]"))
                .form(&[])
                .words,
            []
        );
    }

    #[test]
    fn likeness_of_mentions() {
        for (one, other, expected) in [
            ("the minister", "a minister", 3),
            ("Kyodo", "Kyodo's", 3),
            ("Kyodo", "the news agency Kyodo", 2),
            ("the minister of defence", "a minister of news", 1),
            ("Kyodo", "the minister", 0),
            ("news", "Kyodo", 0),
        ] {
            assert_eq!(form(one).likeness(&form(other), false), expected, "{one} {other}");
            assert_eq!(form(other).likeness(&form(one), false), expected, "{other} {one}");
        }
        assert_eq!(form("he").likeness(&form("he"), true), 3);
        assert_eq!(form("s").likeness(&form("a s a"), true), 0);
    }

    #[test]
    fn features_of_pairs() {
        // Pieces: a0 b1 .2 | c3 d4 e5, with a paragraph break before c.
        let layout = Layout {
            paragraphs: vec![1, 1, 1, 2, 2, 2],
            stops: vec![0, 0, 0, 1, 1, 1, 1],
            ..Layout::default()
        };
        let mention = |pieces: Range<usize>, kind, text| Mention {
            pieces,
            kind,
            form: form(text),
        };
        let name = mention(0..2, MentionKind::Name, "Kyodo");
        let pronoun = mention(4..5, MentionKind::Pronoun, "he");
        let nominal = mention(3..6, MentionKind::Nominal, "the agency");
        assert_eq!(features(&layout, &pronoun, &name, 3), [2, 3, 1, 1, 0, 1, 0]);
        assert_eq!(features(&layout, &pronoun, &nominal, 1), [0, 1, 0, 0, 0, 2, 1]);
        assert_eq!(features(&layout, &nominal, &name, 1), [1, 1, 1, 1, 0, 7, 0]);
    }
}

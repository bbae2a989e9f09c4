//! Windows: how a document of any length is cut for a network that sees a few hundred pieces at once.

use std::ops::Range;

use super::wordpiece::Piece;

/// Pieces that neighbouring windows share at least, so that every word has context on both sides in one of them.
const OVERLAP: usize = 96;
/// A window may be longer than its even share by this, so that it need not end inside a word.
const SLACK: usize = 16;

/// Ranges of pieces that together cover the document: evenly long, each at most `room`, cut where words start.
///
/// Their number, and so the cost of a document, grows linearly with its length.
pub(super) fn windows(pieces: &[Piece], room: usize) -> Vec<Range<usize>> {
    let count = pieces.len();
    if count <= room {
        return if count == 0 {
            Vec::new()
        } else {
            std::iter::once(0..count).collect()
        };
    }
    let number = (count - OVERLAP).div_ceil(room - OVERLAP);
    let length = (count + (number - 1) * OVERLAP).div_ceil(number);
    let word_start = |at: usize| {
        if at >= count {
            count
        } else {
            (0..=at).rev().find(|&i| pieces[i].starts_word).unwrap_or(0)
        }
    };
    (0..number)
        .map(|i| {
            let start = word_start(i * (length - OVERLAP));
            start..word_start((start + room.min(length + SLACK)).min(count))
        })
        .collect()
}

/// How far the range is from the edges of the window; edges of the document do not count.
pub(super) fn distance_to_edge(window: &Range<usize>, range: &Range<usize>, document: usize) -> usize {
    let before = if window.start == 0 {
        usize::MAX
    } else {
        range.start - window.start
    };
    let after = if window.end == document {
        usize::MAX
    } else {
        window.end - range.end
    };
    before.min(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn pieces(count: usize) -> Vec<Piece> {
        let piece = |i| Piece {
            id: 0,
            span: Span::new(i, i + 1),
            starts_word: i % 3 == 0,
        };
        (0..count).map(piece).collect()
    }

    #[test]
    fn windows_cover_everything_and_overlap() {
        for count in [1, 382, 383, 400, 700, 1000, 5003] {
            let pieces = pieces(count);
            let windows = windows(&pieces, 382);
            assert_eq!(windows[0].start, 0);
            assert_eq!(windows[windows.len() - 1].end, count);
            for pair in windows.windows(2) {
                assert!(
                    pair[1].start + OVERLAP / 2 < pair[0].end && pair[0].start < pair[1].start,
                    "{count} {pair:?}"
                );
            }
            for window in &windows {
                assert!(window.len() <= 382 && window.start % 3 == 0 && (window.end % 3 == 0 || window.end == count));
            }
        }
        assert!(windows(&[], 382).is_empty());
    }
}

//! The best legal sequence of span tags, and the spans it spells.
//!
//! Tag 0 is outside; then come four tags for each class: begin, inside, end and single.

use std::ops::Range;

/// What a tag says of its word's place in a span.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Outside,
    Begin,
    Inside,
    End,
    Single,
}

const fn place(tag: usize) -> Place {
    match tag {
        0 => Place::Outside,
        _ => [Place::Begin, Place::Inside, Place::End, Place::Single][(tag - 1) % 4],
    }
}

/// The class of a tag, counted from 0; none outside.
pub const fn class(tag: usize) -> Option<usize> {
    match tag {
        0 => None,
        _ => Some((tag - 1) / 4),
    }
}

/// Whether nothing is left open after the tag.
fn may_end(tag: usize) -> bool {
    matches!(place(tag), Place::Outside | Place::End | Place::Single)
}

/// The spans of the best legal sequence, each with its class, in order. Where `breaks` holds, a word starts anew: no span
/// crosses it. Linear in the number of words.
pub fn spans<const TAGS: usize>(scores: &[&[f32; TAGS]], breaks: impl Fn(usize) -> bool) -> Vec<(usize, Range<usize>)> {
    spell(&best(scores, breaks))
}

/// Viterbi: the sequence of the highest total score among the legal ones.
fn best<const TAGS: usize>(scores: &[&[f32; TAGS]], breaks: impl Fn(usize) -> bool) -> Vec<usize> {
    const NEVER: f32 = -1e9;
    let mut totals = [NEVER; TAGS];
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    for (word, scores) in scores.iter().enumerate() {
        let anew = word == 0 || breaks(word);
        let closed = best_closed(&totals);
        let mut next = [NEVER; TAGS];
        let mut from = [0_u8; TAGS];
        for tag in 0..TAGS {
            let before = match place(tag) {
                Place::Outside | Place::Begin | Place::Single => closed,
                _ if anew => continue,
                // Begin and inside of the same class: the first of equals, so that ties fall the same way everywhere.
                Place::Inside | Place::End => {
                    let begin = tag - (tag - 1) % 4;
                    if totals[begin + 1] > totals[begin] {
                        begin + 1
                    } else {
                        begin
                    }
                }
            };
            let total = if word == 0 { 0.0 } else { totals[before] };
            if total + scores[tag] > NEVER {
                next[tag] = total + scores[tag];
                from[tag] = before as u8;
            }
        }
        // Totals stay small however long the text is.
        let most = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        totals = next.map(|total| (total - most).max(NEVER));
        back.push(from);
    }
    let mut tags = vec![best_closed(&totals); scores.len()];
    for word in (1..scores.len()).rev() {
        tags[word - 1] = back[word][tags[word]].into();
    }
    tags
}

/// The tag of the highest total that leaves nothing open.
fn best_closed(totals: &[f32]) -> usize {
    let closed = (0..totals.len()).filter(|&t| may_end(t));
    closed.fold(0, |best, t| if totals[t] > totals[best] { t } else { best })
}

/// The spans that a legal sequence spells.
fn spell(tags: &[usize]) -> Vec<(usize, Range<usize>)> {
    let mut spans = Vec::new();
    let mut begin = 0;
    for (word, &tag) in tags.iter().enumerate() {
        if matches!(place(tag), Place::Begin | Place::Single) {
            begin = word;
        }
        if let (Place::End | Place::Single, Some(class)) = (place(tag), class(tag)) {
            spans.push((class, begin..word + 1));
        }
    }
    spans
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a span is a range")]
mod tests {
    use super::*;

    /// The spans of words that prefer one tag each by the given margin.
    fn spelled(tags: &[(usize, f32)], breaks: &[usize]) -> Vec<(usize, Range<usize>)> {
        let one = |&(tag, margin): &(usize, f32)| std::array::from_fn(|t| if t == tag { margin } else { 0.0 });
        let scores: Vec<[f32; 13]> = tags.iter().map(one).collect();
        spans(&scores.iter().collect::<Vec<_>>(), |w| breaks.contains(&w))
    }

    #[test]
    fn clear_scores_are_spelled_out() {
        // B-0 E-0 S-1 O B-2 I-2 E-2
        let tags = [(1, 5.0), (3, 5.0), (8, 5.0), (0, 5.0), (9, 5.0), (10, 5.0), (11, 5.0)];
        assert_eq!(spelled(&tags, &[]), [(0, 0..2), (1, 2..3), (2, 4..7)]);
    }

    #[test]
    fn an_open_span_is_closed_or_dropped() {
        // The last word alone would rather be inside: it becomes the end.
        assert_eq!(spelled(&[(9, 5.0), (10, 5.0), (10, 5.0)], &[]), [(2, 0..3)]);
        // An inside without a begin.
        assert_eq!(spelled(&[(0, 5.0), (10, 1.0), (0, 5.0)], &[]), []);
    }

    #[test]
    fn no_span_crosses_a_break() {
        let tags = [(9, 5.0), (10, 5.0), (10, 5.0), (11, 5.0)];
        assert_eq!(spelled(&tags, &[2]), [(2, 0..2), (2, 2..4)]);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(spelled(&[], &[]), []);
    }
}

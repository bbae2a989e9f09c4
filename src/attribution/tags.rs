//! The best legal sequence of role tags, and the spans it spells.

use crate::encoder::{Reading, TAGS, WordRange};

/// The spans of each role, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Roles {
    /// Who says it.
    pub(super) sources: Vec<WordRange>,
    /// The attributing words.
    pub(super) cues: Vec<WordRange>,
    /// What is said.
    pub(super) contents: Vec<WordRange>,
}

/// What a tag says of its word's place in a span. Tag 0 is outside; then come four for each role.
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

/// 0 source, 1 cue, 2 content; only for tags other than 0.
pub(super) const fn role(tag: usize) -> Option<usize> {
    match tag {
        0 => None,
        _ => Some((tag - 1) / 4),
    }
}

/// Whether a word may open a span or stand outside: what may follow a closed span.
fn may_start(tag: usize) -> bool {
    matches!(place(tag), Place::Outside | Place::Begin | Place::Single)
}

/// Whether nothing is left open after the tag.
fn may_end(tag: usize) -> bool {
    matches!(place(tag), Place::Outside | Place::End | Place::Single)
}

fn may_follow(before: usize, tag: usize) -> bool {
    if may_end(before) {
        may_start(tag)
    } else {
        role(before) == role(tag) && matches!(place(tag), Place::Inside | Place::End)
    }
}

/// The spans of the best legal sequence of tags. A span never crosses a paragraph's start.
pub(super) fn roles(reading: &Reading<'_>) -> Roles {
    let scores: Vec<&[f32; TAGS]> = (0..reading.words()).map(|w| reading.tag_scores(w)).collect();
    spell(&best(&scores, |word| reading.starts_paragraph(word)))
}

/// Viterbi: the sequence of the highest total score among the legal ones. Where `breaks` holds, a word starts anew.
fn best(scores: &[&[f32; TAGS]], breaks: impl Fn(usize) -> bool) -> Vec<usize> {
    const NEVER: f32 = -1e9;
    let mut totals = [NEVER; TAGS];
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
    for (word, scores) in scores.iter().enumerate() {
        let anew = word == 0 || breaks(word);
        let mut next = [NEVER; TAGS];
        let mut from = [0_u8; TAGS];
        for tag in 0..TAGS {
            let legal = |before: &usize| {
                if anew {
                    may_end(*before) && may_start(tag)
                } else {
                    may_follow(*before, tag)
                }
            };
            if word == 0 {
                next[tag] = if may_start(tag) { scores[tag] } else { NEVER };
                continue;
            }
            // The first of equals, so that ties fall the same way everywhere.
            for before in (0..TAGS).filter(legal) {
                if totals[before] + scores[tag] > next[tag] {
                    next[tag] = totals[before] + scores[tag];
                    from[tag] = before as u8;
                }
            }
        }
        // Totals stay small however long the text is.
        let most = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        totals = next.map(|total| (total - most).max(NEVER));
        back.push(from);
    }
    let last = (0..TAGS)
        .filter(|&t| may_end(t))
        .fold(0, |best, t| if totals[t] > totals[best] { t } else { best });
    let mut tags = vec![last; scores.len()];
    for word in (1..scores.len()).rev() {
        tags[word - 1] = back[word][tags[word]].into();
    }
    tags
}

/// The spans that a legal sequence spells.
fn spell(tags: &[usize]) -> Roles {
    let mut roles = Roles::default();
    let mut begin = 0;
    for (word, &tag) in tags.iter().enumerate() {
        if matches!(place(tag), Place::Begin | Place::Single) {
            begin = word;
        }
        if matches!(place(tag), Place::End | Place::Single) {
            let list = match role(tag) {
                Some(0) => &mut roles.sources,
                Some(1) => &mut roles.cues,
                _ => &mut roles.contents,
            };
            list.push(begin..word + 1);
        }
    }
    roles
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a span is a range")]
mod tests {
    use super::*;

    /// Scores that prefer one tag for each word by the given margin.
    fn prefer(tags: &[(usize, f32)]) -> Vec<[f32; TAGS]> {
        let one = |&(tag, margin): &(usize, f32)| std::array::from_fn(|t| if t == tag { margin } else { 0.0 });
        tags.iter().map(one).collect()
    }

    fn spelled(tags: &[(usize, f32)], breaks: &[usize]) -> Roles {
        let scores = prefer(tags);
        spell(&best(&scores.iter().collect::<Vec<_>>(), |w| breaks.contains(&w)))
    }

    #[test]
    fn clear_scores_are_spelled_out() {
        // B-source E-source S-cue O B-content I-content E-content
        let roles = spelled(
            &[(1, 5.0), (3, 5.0), (8, 5.0), (0, 5.0), (9, 5.0), (10, 5.0), (11, 5.0)],
            &[],
        );
        assert_eq!(
            roles,
            Roles {
                sources: vec![0..2],
                cues: vec![2..3],
                contents: vec![4..7]
            }
        );
    }

    #[test]
    fn an_open_span_is_closed_or_dropped() {
        // The last word alone would rather be inside: it becomes the end.
        let roles = spelled(&[(9, 5.0), (10, 5.0), (10, 5.0)], &[]);
        assert_eq!(roles.contents, [0..3]);
        // An inside without a begin.
        let roles = spelled(&[(0, 5.0), (10, 1.0), (0, 5.0)], &[]);
        assert_eq!(roles, Roles::default());
    }

    #[test]
    fn no_span_crosses_a_paragraph() {
        let roles = spelled(&[(9, 5.0), (10, 5.0), (10, 5.0), (11, 5.0)], &[2]);
        assert_eq!(roles.contents, [0..2, 2..4]);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(spelled(&[], &[]), Roles::default());
    }
}

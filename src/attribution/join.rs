//! Spans -> relations: each content finds its cue, each cue its source.

use super::confidence::{RULE, role_share};
use super::tags::Roles;
use crate::encoder::{Link, Reading, WordRange, exp};

/// Spans that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Joined {
    /// Who says it, if the text says who.
    pub(super) source: Option<WordRange>,
    /// The attributing words.
    pub(super) cue: WordRange,
    /// What is said, piece by piece in the order of the text.
    pub(super) content: Vec<WordRange>,
    /// Probability that the source, or its absence, is right.
    pub(super) source_share: f32,
    /// Probability that the contents belong to this cue: the least of them.
    pub(super) content_share: f32,
    /// Whether it stands within another's content, or is cited by another for the same content.
    pub(super) is_inner: bool,
    /// Whether it is a turn of an interview, which is quoted without marks.
    pub(super) is_turn: bool,
    /// The cue of the attribution that cites it and whose content it shares.
    pub(super) cited_by: Option<WordRange>,
    /// How sure it is, by what the encoder made of its spans before they were repaired.
    pub(super) confidence: f64,
}

impl Joined {
    /// What a rule found, sure of its parts.
    pub(super) fn by_rule(source: Option<WordRange>, cue: WordRange, content: Vec<WordRange>) -> Self {
        Self {
            source,
            cue,
            content,
            source_share: 1.0,
            content_share: 1.0,
            is_inner: false,
            is_turn: false,
            cited_by: None,
            confidence: RULE,
        }
    }

    /// All its spans.
    pub(super) fn parts(&self) -> impl Iterator<Item = &WordRange> {
        self.source.iter().chain([&self.cue]).chain(&self.content)
    }
}

/// Attributions of the words of a text, given as source, cue and content; what finds the words of each part finds none for
/// an empty one.
#[cfg(test)]
pub(super) fn given(range: &dyn Fn(&str) -> Option<WordRange>, parts: &[[&str; 3]]) -> Vec<Joined> {
    let joined = |[source, cue, content]: &[&str; 3]| {
        let words = range(cue).unwrap_or_else(|| panic!("{cue:?} is not in the text"));
        Joined::by_rule(range(source), words, range(content).into_iter().collect())
    };
    parts.iter().map(joined).collect()
}

/// A content that asks for a cue with so much less than the score of the cue's best content fits no cue. Of the
/// development articles' contents that share a cue, 53 of those that ask for it with 10 less do so wrongly and 5 rightly.
const FAR_BELOW: f32 = 9.0;
/// The least mean probability at which the words of a content that fits no cue are content still.
const SURE: f32 = 0.9;

/// Joins the spans of outermost or of inner attributions. Each content belongs to the cue of the highest score; each cue
/// takes its best source or none. A content is dropped that has no cue in sight, or none that it fits if it need not be
/// one; a cue that no content asks for stays without.
pub(super) fn join(reading: &Reading<'_>, roles: &Roles, is_inner: bool) -> Vec<Joined> {
    let to_source = reading.link(Link::CueToSource, &roles.cues, &roles.sources, &roles.cues);
    let mut joined: Vec<Joined> = std::iter::zip(&roles.cues, to_source)
        .map(|(cue, scores)| {
            let (best, share) = best(&scores, 0);
            Joined {
                source: best.checked_sub(1).map(|source| roles.sources[source].clone()),
                cue: cue.clone(),
                content: Vec::new(),
                source_share: share,
                content_share: 1.0,
                is_inner,
                is_turn: false,
                cited_by: None,
                confidence: 0.0,
            }
        })
        .collect();
    let to_cue = reading.link(Link::ContentToCue, &roles.contents, &roles.cues, &roles.cues);
    // Every content has a cue: "none" is no candidate.
    let choices: Vec<(usize, f32)> = to_cue.iter().map(|scores| best(scores, 1)).collect();
    let asked: Vec<(usize, f32)> = std::iter::zip(&choices, &to_cue)
        .map(|(&(cue, _), scores)| (cue, scores[cue]))
        .collect();
    let fitting = fitting(&asked);
    for (at, (content, &(cue, share))) in std::iter::zip(&roles.contents, &choices).enumerate() {
        let in_sight = cue > 0 && asked[at].1 > f32::NEG_INFINITY;
        if in_sight && (fitting[at] || role_share(reading, content, 2, is_inner) > SURE) {
            let joined = &mut joined[cue - 1];
            joined.content.push(content.clone());
            joined.content_share = joined.content_share.min(share);
        }
    }
    joined
}

/// Which contents fit the cues that they ask for, given those and their scores.
fn fitting(asked: &[(usize, f32)]) -> Vec<bool> {
    let cues = asked.iter().map(|(cue, _)| cue + 1).max().unwrap_or(0);
    let mut most = vec![f32::NEG_INFINITY; cues];
    for &(cue, score) in asked {
        most[cue] = most[cue].max(score);
    }
    asked
        .iter()
        .map(|&(cue, score)| score + FAR_BELOW > most[cue])
        .collect()
}

/// The index of the highest score from `first` on, the earliest of equals, and its share of the probability.
/// Index 0 if there is no such score.
fn best(scores: &[f32], first: usize) -> (usize, f32) {
    let Some(mut best) = scores.get(first).map(|_| first) else {
        return (0, 0.0);
    };
    for (index, score) in scores.iter().enumerate().skip(first) {
        if *score > scores[best] {
            best = index;
        }
    }
    let all: f32 = scores[first..].iter().map(|score| exp(score - scores[best])).sum();
    (best, 1.0 / all)
}

#[cfg(test)]
mod tests {
    use super::{best, fitting};

    #[test]
    fn a_content_far_below_the_best_of_its_cue_does_not_fit() {
        assert!(fitting(&[]).is_empty());
        let asked = [(1, 20.0), (1, 12.0), (2, 3.0), (1, 10.5), (1, 11.5)];
        assert_eq!(fitting(&asked), [true, true, true, false, true]);
    }

    #[test]
    fn the_best_score_and_its_share() {
        assert_eq!(best(&[0.0, 2.0, 2.0], 0).0, 1);
        assert_eq!(best(&[9.0, 1.0], 1), (1, 1.0));
        assert_eq!(best(&[9.0], 1), (0, 0.0));
        let (index, share) = best(&[1.0, 1.0], 0);
        assert_eq!(index, 0);
        assert!((share - 0.5).abs() < 1e-6);
        let (index, share) = best(&[1.0, f32::NEG_INFINITY], 0);
        assert!(index == 0 && (share - 1.0).abs() < 1e-6);
    }
}

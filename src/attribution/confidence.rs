//! How sure an attribution is.

use super::join::Joined;
use super::tags::role;
use crate::encoder::{Reading, WordRange, exp, sigmoid};

/// The confidence of what the rules of [`super::silence`] add: the share of their finds in the training articles that the
/// annotators marked as well.
pub(super) const RULE: f64 = 0.75;

/// Below this an attribution is more likely than not to be none, and is left out.
pub(super) const LEAST: f64 = 0.2;

/// The calibrated probability that the attribution is right: the product of its parts' probabilities, put through the
/// logistic curve that fits the development set.
pub(super) fn confidence(reading: &Reading<'_>, joined: &Joined) -> f64 {
    let share = |words: &WordRange, role| role_share(reading, words, role, joined.is_inner);
    let source = joined.source.as_ref().map_or(1.0, |s| share(s, 0));
    let cue = share(&joined.cue, 1);
    // What is cited by another has that one's content, which is not its own to be sure of.
    let own = joined.content.iter().filter(|_| joined.cited_by.is_none());
    let content = own.map(|c| share(c, 2)).fold(1.0, f32::min);
    let raw = source * cue * content * joined.source_share * joined.content_share;
    let raw = raw.clamp(1e-4, 1.0 - 1e-4);
    let [slope, shift] = reading.calibration();
    let calibrated = sigmoid(slope * log_odds(raw) + shift);
    // Two places are all that the calibration supports, and as f64 they read the same in JSON and in JavaScript.
    f64::from((calibrated * 100.0 + 0.5).floor()) / 100.0
}

/// The mean probability of the role over the words, of outermost or of inner attributions.
pub(super) fn role_share(reading: &Reading<'_>, words: &WordRange, wanted: usize, is_inner: bool) -> f32 {
    let share = |word: usize| {
        let scores = if is_inner {
            reading.inner_scores(word)
        } else {
            reading.tag_scores(word)
        };
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let (mut own, mut all) = (0.0, 0.0);
        for (tag, score) in scores.iter().enumerate() {
            let weight = exp(score - most);
            all += weight;
            if role(tag) == Some(wanted) {
                own += weight;
            }
        }
        own / all
    };
    words.clone().map(share).sum::<f32>() / words.len().max(1) as f32
}

/// ln(p / (1 - p)) by bisection on [`sigmoid`], which is the same on every platform.
fn log_odds(p: f32) -> f32 {
    let (mut low, mut high) = (-16.0_f32, 16.0_f32);
    for _ in 0..32 {
        let middle = 0.5 * (low + high);
        if sigmoid(middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::log_odds;

    #[test]
    fn log_odds_of_probabilities() {
        for (p, expected) in [(0.5, 0.0), (0.9, 2.197_225), (0.01, -4.595_12)] {
            assert!((log_odds(p) - expected).abs() < 1e-3, "{p}: {}", log_odds(p));
        }
    }
}

//! Whether a statement is a judgement rather than information.

use crate::text::lexicon::words;
use crate::text::list::holds;

/// Words that judge. Source: general English; sorted.
const JUDGING: &str = "abhorrent absurd alarming amateurish amazing appalling arrogant awful bad badly best better bizarre brave \
    brilliant brutal careless catastrophe catastrophic chaos chaotic clueless clumsy corrupt cowardly crazy \
    cruel cynical dangerous dead deceitful deplorable desperate disappointing disaster disastrous disgrace \
    disgraceful dishonest dismal dreadful embarrassing excellent fantastic farce flawed foolish frightening good \
    great greedy hopeless horrible horrific hypocrisy hypocritical idiotic illegitimate immoral impressive \
    inadequate incompetent inept inexcusable insane irresponsible joke lazy ludicrous mad masterpiece mess \
    mistake naive nasty nervous nightmare nonsense outrageous overblown paranoid pathetic perfect pointless poor \
    reckless remarkable ridiculous sad scandal scandalous shambles shame shameful shocking shoddy silly sloppy \
    spectacular stubborn stupid superb terrible terrific toxic tragedy tragic unacceptable unbelievable unfair \
    unfit unforgivable unjust unwise useless weak wonderful worse worst wrong";

/// Whether the words hold one that judges, or say what should be.
pub(super) fn judges(content: &str) -> bool {
    words(content)
        .iter()
        .any(|w| holds(JUDGING, w.as_str()) || matches!(w.as_str(), "should" | "shouldn't"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn judgements_and_information() {
        assert_is_sorted(JUDGING);
        for (content, expected) in [
            ("the minister is out of his depth and reckless", true),
            ("“This is a disaster for the party.”", true),
            ("the plant should never have been built", true),
            ("the talks will resume on Monday", false),
            ("two ships left the harbour", false),
        ] {
            assert_eq!(judges(content), expected, "{content}");
        }
    }
}

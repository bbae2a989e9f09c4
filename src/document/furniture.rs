//! Lines that stand among an article's paragraphs and are no prose of it.
//!
//! The list is short on purpose: a paragraph wrongly left out is worse than a button left in.

use std::sync::LazyLock;

/// Longer lines are prose, whatever they start with; in bytes.
const REACH: usize = 240;

/// Whether a line is furniture: "Share", "RELATED: …", "Reporting by …; editing by …", "* * *".
pub(super) fn is_furniture(line: &str) -> bool {
    if line.len() > REACH {
        return !line.contains(char::is_alphanumeric);
    }
    if is_credit_line(line) {
        return true;
    }
    let lower = line.to_lowercase();
    let line = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©');
    if !line.contains(char::is_alphanumeric) {
        return true;
    }
    RULES.whole.binary_search(&line).is_ok()
        || RULES.starts.iter().any(|text| line.starts_with(text))
        || RULES.ends.iter().any(|text| line.ends_with(text))
        || is_follow_line(line)
}

/// The rules of `furniture.txt`, each list sorted.
struct Rules {
    ends: Vec<&'static str>,
    starts: Vec<&'static str>,
    whole: Vec<&'static str>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let list = |rule: &str| entries().filter_map(|line| line.strip_prefix(rule)).collect();
    Rules {
        ends: list("ends "),
        starts: list("starts "),
        whole: list("whole "),
    }
});

/// The lines of the list that are no comments.
fn entries() -> impl Iterator<Item = &'static str> {
    include_str!("furniture.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
}

/// "Reporting by Jane Doe in Paris; editing by John Roe": a task, "by", and nothing but names and tasks, so that "Reporting
/// by the Tribune led to two arrests" stays.
fn is_credit_line(line: &str) -> bool {
    const WORDS: [&str; 15] = [
        "additional",
        "and",
        "at",
        "by",
        "compiled",
        "edited",
        "editing",
        "for",
        "from",
        "graphics",
        "in",
        "of",
        "reporting",
        "the",
        "writing",
    ];
    let mut words = line
        .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation())
        .filter(|word| !word.is_empty());
    let task = |word: &str| {
        ["additional", "edited", "editing", "reporting", "writing"]
            .iter()
            .any(|task| task.eq_ignore_ascii_case(word))
    };
    words.next().is_some_and(task)
        && line.contains(" by ")
        && words.all(|word| WORDS.contains(&word) || !word.starts_with(char::is_lowercase))
}

/// "Follow Jane Doe on Twitter": an address for readers, not a report that somebody follows.
fn is_follow_line(line: &str) -> bool {
    const NETWORKS: [&str; 6] = [
        " on facebook",
        " on instagram",
        " on twitter",
        " on x",
        " on bluesky",
        " on threads",
    ];
    line.starts_with("follow ") && NETWORKS.iter().any(|network| line.contains(network))
}

#[cfg(test)]
mod tests {
    use super::{RULES, entries, is_furniture};

    #[test]
    fn furniture_and_prose() {
        for (line, expected) in [
            ("Share", true),
            ("— Advertisement —", true),
            ("Follow all of our coverage of the election here", true),
            ("Follow the Desk on Facebook, Twitter or Instagram.", true),
            ("RELATED: Mayor resigns after vote", true),
            ("RELATED | Mayor resigns after vote", true),
            ("ALSO SEE: Protesters leave", true),
            ("READ MORE: Council votes", true),
            ("Reporting by Jane Doe; editing by John Roe", true),
            ("(Reporting by Jane Doe; Editing by John Roe)", true),
            ("Jane Doe contributed to this report.", true),
            ("© 2024 The Daily Example", true),
            ("___", true),
            ("* * *", true),
            ("Share prices fell on Monday.", false),
            ("Related companies were sued.", false),
            ("“Share,” he said.", false),
            ("Following the vote, the mayor left.", false),
            ("Watch the skies, she said.", false),
            ("Reporting on the war is hard, he said.", false),
            ("Reporting by the Tribune led to two arrests.", false),
        ] {
            assert_eq!(is_furniture(line), expected, "{line:?}");
        }
    }

    #[test]
    fn the_list_is_sorted_and_every_rule_is_known() {
        let rules: Vec<_> = entries().collect();
        assert!(rules.is_sorted_by(|a, b| a < b));
        assert_eq!(rules.len(), RULES.ends.len() + RULES.starts.len() + RULES.whole.len());
    }
}

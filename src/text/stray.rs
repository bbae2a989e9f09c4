//! Full stops that do not belong: "an emergency in Taiwan. and deploy troops", "early next year. , the agency said".
//!
//! Machine translation and bad editing leave them. They cut a sentence for whoever reads by full stops, the encoder
//! included, which does better without them.

use super::sentences::is_abbreviated;
use crate::span::Span;

/// The stray full stops within the sentences, in order: each stands behind a plain word and before a comma or a word in
/// lower case. Linear in the length of the text.
pub fn full_stops(text: &str, sentences: &[Span]) -> Vec<Span> {
    let mut stray = Vec::new();
    for sentence in sentences {
        let body = sentence.of(text);
        for (at, _) in body.match_indices(". ") {
            let before = &body[..at];
            let after = body[at + 1..].trim_start();
            if follows_plain_word(before) && goes_on(after) {
                let start = sentence.start as usize + at;
                stray.push(Span::new(start, start + 1));
            }
        }
    }
    stray
}

/// Whether the text ends in a word that takes no full stop within a sentence: no abbreviation, initial, address or number
/// in a list.
fn follows_plain_word(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let letters = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let plain = letters.chars().count() > 2
        && letters
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
    year || (plain && !is_abbreviated(letters))
}

/// Whether a sentence goes on here: a comma, or a word all in lower case.
fn goes_on(after: &str) -> bool {
    let word = after.split(|c: char| c.is_whitespace()).next().unwrap_or("");
    word == ","
        || (word.chars().any(char::is_alphabetic) && word.chars().all(|c| c.is_lowercase() || matches!(c, ',' | '.')))
}

#[cfg(test)]
mod tests {
    use super::full_stops;
    use crate::span::Span;
    use crate::text::sentences::split;

    /// What stands before each stray full stop.
    fn stray(text: &str) -> Vec<&str> {
        let sentences = split(text, &[Span::new(0, text.len())]);
        let found = full_stops(text, &sentences);
        found
            .iter()
            .map(|s| text[..s.range().start].rsplit(' ').next().unwrap_or(""))
            .collect()
    }

    #[test]
    fn stray_full_stops() {
        for (text, expected) in [
            ("An emergency in Taiwan. and deploy troops, it said.", vec!["Taiwan"]),
            ("They meet early next year. , the agency said.", vec!["year"]),
            ("It began in 2019. and went on.", vec!["2019"]),
            ("He spoke to the. press and the. union.", vec!["the", "the"]),
            ("He left. She stayed.", vec![]),
            ("At 5 p.m. on Monday Acme Inc. said no.", vec![]),
            ("See example.com. and more, e.g. the plan, approx. five.", vec![]),
            ("Gen. de Gaulle met J. van der Berg in the U.S. on Friday.", vec![]),
            ("“Go.” he said. iPhone sales fell.", vec![]),
            ("Wait ... what?", vec![]),
        ] {
            assert_eq!(stray(text), expected, "{text}");
        }
    }
}

//! Headlines that say who says so: "Flood toll rises to 31: officials", "Sale is near, sources say", "Poll: lead narrows".
//!
//! Few of the annotated articles keep their headlines, so the encoder overlooks these; their forms are fixed.

use super::join::Joined;
use super::lines::Lines;
use super::relay;
use crate::encoder::WordRange;
use crate::text::lexicon::is_form_of;

/// Verbs that end a headline whose source stands before them.
const VERBS: &str = "allege claim confirm find insist report reveal say show suggest tell think warn write";

/// Longer lines than this are no headlines; in words.
const LONGEST: usize = 24;
/// A source in a headline has no more words.
const LONGEST_SOURCE: usize = 5;

/// Adds the attributions of the headlines above the text, in the place of what the encoder made of them.
pub(super) fn add(lines: &Lines<'_>, joined: &mut Vec<Joined>) {
    let mut start = 0;
    // Headline and standfirst.
    for _ in 0..2 {
        if start >= lines.len() {
            break;
        }
        let end = (start + 1..lines.len())
            .find(|&w| lines.starts_paragraph(w))
            .unwrap_or(lines.len());
        let line = start..end;
        start = end;
        if end - line.start > LONGEST || matches!(lines.word(end - 1), "." | "!" | "”" | "\"") || end == lines.len() {
            break;
        }
        let within = |span: &WordRange| span.start < line.end && span.end > line.start;
        if let Some(headline) = headline(|w| lines.word(w), &line)
            && !joined.iter().any(|j| within(&j.cue) && j.source == headline.source)
        {
            joined.retain(|other| !within(&other.cue));
            for other in joined.iter_mut() {
                other.content.retain(|content| !within(content));
            }
            joined.retain(|other| !other.content.is_empty());
            joined.push(headline);
        }
    }
}

/// The attribution in a headline.
fn headline<'a>(word: impl Fn(usize) -> &'a str, line: &WordRange) -> Option<Joined> {
    let lower = |w: usize| word(w).to_lowercase();
    let speaks = |range: &WordRange| {
        let own: Vec<String> = range.clone().map(lower).collect();
        let plain = own.iter().all(|w| w.chars().all(|c| c.is_alphanumeric() || c == '-'));
        let noun = own.last().is_some_and(|last| relay::is_citable(last));
        (1..=LONGEST_SOURCE).contains(&own.len()) && plain && noun
    };
    let (source, cue, content) = if is_form_of(&lower(line.end - 1), VERBS) {
        let comma = line.clone().rev().find(|&w| word(w) == ",")?;
        (comma + 1..line.end - 1, line.end - 1..line.end, line.start..comma)
    } else if let Some(comma) = line.clone().rev().find(|&w| word(w) == ",")
        && comma + 1 < line.end
        && is_form_of(&lower(comma + 1), VERBS)
    {
        (comma + 2..line.end, comma + 1..comma + 2, line.start..comma)
    } else {
        let first = line.clone().find(|&w| word(w) == ":")?;
        let last = line.clone().rev().find(|&w| word(w) == ":")?;
        if speaks(&(last + 1..line.end)) {
            (last + 1..line.end, last..last + 1, line.start..last)
        } else {
            (line.start..first, first..first + 1, first + 1..line.end)
        }
    };
    (speaks(&source) && !content.is_empty()).then(|| Joined::by_rule(Some(source), cue, vec![content]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::list::assert_is_sorted;

    /// Source, cue and content of a headline whose words are set apart.
    fn found(line: &str) -> Option<[String; 3]> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let joined = headline(|w| words[w], &(0..words.len()))?;
        let text = |range: &WordRange| words[range.clone()].join(" ");
        Some([
            text(joined.source.as_ref()?),
            text(&joined.cue),
            text(&joined.content[0]),
        ])
    }

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(VERBS);
    }

    #[test]
    fn headlines_with_their_sources() {
        for (line, expected) in [
            (
                "Ferry company to cut 300 jobs , sources say",
                ["sources", "say", "Ferry company to cut 300 jobs"],
            ),
            (
                "Bridge was unsafe for years , leaked report finds",
                ["leaked report", "finds", "Bridge was unsafe for years"],
            ),
            (
                "Two held after harbour fire : police",
                ["police", ":", "Two held after harbour fire"],
            ),
            (
                "Report : Rovers to sell ground",
                ["Report", ":", "Rovers to sell ground"],
            ),
        ] {
            assert_eq!(found(line), Some(expected.map(str::to_owned)), "{line}");
        }
    }

    #[test]
    fn other_headlines_name_nobody() {
        for line in [
            "Harbour fire : what we know",
            "Ferry company to cut 300 jobs",
            "Fire , flood and famine : a year in Port Ellery",
            "What the minister did not say",
            "Bridge closed , say goodbye to it",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}

//! Interviews printed as questions and answers: paragraphs that begin with who speaks and a colon.
//!
//! Few of the annotated articles are interviews, so the encoder takes labels and answers for whatever comes to hand.

use super::join::Joined;
use super::lines::Lines;
use crate::encoder::WordRange;

/// A label has no more words.
const LONGEST_LABEL: usize = 4;
/// Fewer turns than this are no interview.
const FEWEST: usize = 4;
/// More paragraphs without a label are no part of the turn before them.
const LONGEST_TURN: usize = 6;
/// Nobody talks to more people at once.
const MOST_SPEAKERS: usize = 6;

/// What one says before another does.
#[derive(Debug)]
struct Turn {
    label: WordRange,
    /// The paragraphs of the turn behind its colon.
    content: Vec<WordRange>,
}

impl Turn {
    fn whole(&self) -> WordRange {
        self.label.start..self.content.last().map_or(self.label.end, |last| last.end)
    }
}

/// Adds the turns of an interview, each as what its speaker says, in the place of what the encoder made of their labels. What
/// is told within a turn stays there.
pub(super) fn add(lines: &Lines<'_>, joined: &mut Vec<Joined>) {
    for turn in turns(lines) {
        let whole = turn.whole();
        let colon = turn.label.end;
        let within = |span: &WordRange| whole.start <= span.start && span.start < whole.end;
        joined.retain_mut(|other| {
            // Who could not be reached said nothing before.
            let silent = other.content.is_empty();
            if !within(&other.cue) {
                other.content.retain(|content| !within(content));
                return silent || !other.content.is_empty();
            }
            other.content.retain(within);
            for content in &mut other.content {
                content.end = content.end.min(whole.end);
            }
            other.source = other.source.take().filter(|source| within(source));
            // Whoever speaks says the rest as well: "I thought".
            let own = |source: &WordRange| {
                source.start <= colon || source.len() == 1 && matches!(lines.word(source.start), "I" | "We" | "we")
            };
            let told = silent || !other.content.is_empty();
            other.cue.start > colon && told && !other.source.as_ref().is_some_and(own)
        });
        joined.push(Joined {
            is_turn: true,
            ..Joined::by_rule(Some(turn.label), colon..colon + 1, turn.content)
        });
    }
}

/// The turns of the text, if it is an interview.
fn turns(lines: &Lines<'_>) -> Vec<Turn> {
    let mut turns: Vec<Turn> = Vec::new();
    let mut start = 0;
    let mut between: Vec<WordRange> = Vec::new();
    while start < lines.len() {
        let paragraph = lines.paragraph(start);
        start = paragraph.end;
        match label(lines, &paragraph) {
            Some(label) => {
                if let Some(last) = turns.last_mut().filter(|_| between.len() <= LONGEST_TURN) {
                    last.content.append(&mut between);
                }
                between.clear();
                let content = told(lines, label.end + 1..paragraph.end);
                turns.push(Turn {
                    label,
                    content: vec![content],
                });
            }
            // What stands behind the last turn may be anybody's.
            None if !turns.is_empty() => between.push(told(lines, paragraph)),
            None => {}
        }
    }
    let mut speakers: Vec<(&str, usize)> = Vec::new();
    for turn in &turns {
        let name = lines.word(turn.label.end - 1);
        match speakers.iter().position(|(known, _)| *known == name) {
            Some(at) => speakers[at].1 += 1,
            None if speakers.len() == MOST_SPEAKERS => return Vec::new(),
            None => speakers.push((name, 1)),
        }
    }
    let often = speakers.iter().filter(|(_, count)| *count > 1).count();
    let asks = |turn: &&Turn| turn.content.iter().any(|piece| lines.word(piece.end - 1) == "?");
    let questions = turns.iter().filter(asks).count();
    // Boxes of facts have labels too, and no questions.
    let talk = turns.len() >= FEWEST && often > 1 && questions > 1;
    if talk { turns } else { Vec::new() }
}

/// A paragraph without its full stop.
fn told(lines: &Lines<'_>, paragraph: WordRange) -> WordRange {
    let stop = paragraph.len() > 1 && lines.word(paragraph.end - 1) == ".";
    paragraph.start..paragraph.end - usize::from(stop)
}

/// Who speaks a paragraph, by what stands before its colon.
fn label(lines: &Lines<'_>, paragraph: &WordRange) -> Option<WordRange> {
    let end = paragraph.len().min(LONGEST_LABEL + 1);
    let colon = (paragraph.start + 1..paragraph.start + end).find(|&w| lines.word(w) == ":")?;
    let name = |w: usize| lines.word(w) == "." || lines.word(w).starts_with(char::is_uppercase);
    let label = paragraph.start..colon;
    (colon + 1 < paragraph.end && label.clone().all(name)).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::join;
    use crate::attribution::lines::read;

    /// The turns as "label: content", and what is left of other attributions given as source, cue and content.
    fn found(text: &str, given: &[[&str; 3]]) -> Vec<String> {
        read(text, |lines, range| {
            let part = |range: &WordRange| {
                let words: Vec<&str> = range.clone().map(|w| lines.word(w)).collect();
                words.join(" ")
            };
            let mut joined = join::given(range, given);
            add(lines, &mut joined);
            let shown = |j: &Joined| {
                let content: Vec<String> = j.content.iter().map(part).collect();
                let source = j.source.as_ref().map_or(String::new(), part);
                format!("{source} / {} / {}", part(&j.cue), content.join(" … "))
            };
            joined.iter().map(shown).collect()
        })
    }

    #[test]
    fn each_answers_for_a_turn() {
        let text = "The chef spoke .\nQ : Why Leeds ?\nA : I was tired . He told me to go .\nIt was time .\nQ : And now ?\n\
                    A : Sleep .\nThe ministry could not be reached .";
        let given = [
            ["The ministry", "could not be reached", ""],
            ["A", ":", "Why Leeds"],
            ["He", "told", "to go"],
            ["I", "was tired", "He"],
        ];
        assert_eq!(
            found(text, &given),
            [
                "The ministry / could not be reached / ",
                "He / told / to go",
                "Q / : / Why Leeds ?",
                "A / : / I was tired . He told me to go … It was time",
                "Q / : / And now ?",
                "A / : / Sleep",
            ]
        );
    }

    #[test]
    fn labels_alone_are_no_talk() {
        for text in [
            "Where : Leeds\nWhen : May\nWho : Moss\nHow : by bus",
            "Q : Why ?\nA : No .",
            "Venue : Old Park\nKickoff : Sunday\nVenue : New Park\nKickoff : Monday",
            "Police : two held\nThe bridge is shut .\nPolice : three held\nThe bridge is open .\nPolice : all free",
        ] {
            assert!(found(text, &[]).is_empty(), "{text}");
        }
    }
}

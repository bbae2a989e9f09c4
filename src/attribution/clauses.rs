//! Contents that the encoder lets go on into another clause of their sentence.

use super::act;
use super::join::Joined;
use super::lines::Lines;
use crate::encoder::WordRange;
use crate::sort;
use crate::text::lexicon::is_past;

/// "She said it would sell the mill and warned of losses": the second verb tells something of its own, which nobody within
/// the content tells.
pub(super) fn coordinated(lines: &Lines<'_>, joined: &mut Vec<Joined>, inner: &mut Vec<Joined>) {
    let mut within: Vec<(usize, usize)> = inner.iter().map(|told| told.cue.start).zip(0..).collect();
    sort::by_key(&mut within, |pair| *pair);
    let mut moved = vec![false; inner.len()];
    let mut added = Vec::new();
    for attribution in joined.iter_mut() {
        let cue = attribution.cue.clone();
        let subject = attribution
            .source
            .as_ref()
            .is_some_and(|source| source.end <= cue.start);
        if !subject || attribution.cited_by.is_some() || !is_past(&lower(lines, cue.end - 1)) {
            continue;
        }
        let second = attribution.content.iter().enumerate().find_map(|(at, piece)| {
            let and = (piece.start >= cue.end).then(|| second_verb(lines, piece))??;
            Some((at, and))
        });
        let Some((at, and)) = second else { continue };
        let mut rest = attribution.content.split_off(at);
        let first = rest[0].start..and - usize::from(lines.word(and - 1) == ",");
        attribution.content.push(first);
        rest[0].start = and + 2;
        let told = within.binary_search_by_key(&(and + 1), |(start, _)| *start);
        let (cue, content) = match told {
            Ok(pair) => {
                let at = within[pair].1;
                moved[at] = true;
                (inner[at].cue.clone(), inner[at].content.clone())
            }
            Err(_) => (and + 1..and + 2, rest),
        };
        added.push(Joined {
            cue,
            content,
            ..attribution.clone()
        });
    }
    joined.extend(added);
    let mut moved = moved.into_iter();
    inner.retain(|_| !moved.next().unwrap_or(false));
}

/// The "and" or "but" before a verb of telling that has the subject of the verb before the content: what stands between
/// them holds no verb in the past that could be its pair.
fn second_verb(lines: &Lines<'_>, content: &WordRange) -> Option<usize> {
    let plain = content.clone().all(|w| lines.is_outside(w));
    let and = (content.start + 2..content.end.saturating_sub(2)).find(|&w| {
        let verb = lower(lines, w + 1);
        // "her business affairs and alleged debts"
        let adjective = matches!(
            verb.as_str(),
            "alleged" | "estimated" | "expected" | "reported" | "suspected"
        );
        matches!(lines.word(w), "and" | "but") && is_past(&verb) && act::tells(&verb) && !adjective
    });
    and.filter(|&and| plain && !(content.start..and).any(|w| is_finite_past(lines, w)))
}

/// Whether a word is a verb in the past and no participle.
fn is_finite_past(lines: &Lines<'_>, at: usize) -> bool {
    let before = if at > 0 { lower(lines, at - 1) } else { String::new() };
    let participle = matches!(
        before.as_str(),
        "a" | "an"
            | "be"
            | "been"
            | "being"
            | "by"
            | "d"
            | "had"
            | "has"
            | "have"
            | "having"
            | "her"
            | "his"
            | "is"
            | "its"
            | "of"
            | "the"
            | "their"
            | "ve"
    );
    !participle && is_past(&lower(lines, at))
}

/// "Tesla, which said it would cut prices, fell" and "Apple, which reports on Thursday, rose": the relative clause of a
/// subject ends before the sentence's own verb.
pub(super) fn relative(lines: &Lines<'_>, joined: &mut [Joined]) {
    for attribution in joined {
        let Some(source) = attribution.source.clone() else {
            continue;
        };
        let sentence = lines.sentence(source.start);
        let pronoun = source.len() == 1 && matches!(lines.word(source.start), "which" | "who");
        let subject = sentence.start..source.start.saturating_sub(1);
        let opens = pronoun && (1..=LONGEST_SUBJECT).contains(&subject.len()) && lines.word(subject.end) == ",";
        if !opens || subject.into_iter().any(|w| is_past(&lower(lines, w))) {
            continue;
        }
        let verb = |w: usize| {
            let word = lines.word(w);
            is_past(word)
                || matches!(
                    word,
                    "are" | "can" | "could" | "has" | "have" | "is" | "may" | "might" | "will" | "would"
                )
        };
        let starts = |piece: &WordRange| {
            piece.start > attribution.cue.end && lines.word(piece.start - 1) == "," && verb(piece.start)
        };
        attribution.content.retain(|piece| !starts(piece));
        if let Some(last) = attribution.content.last_mut() {
            let plain = last.clone().all(|w| lines.is_outside(w));
            let comma = (last.start + 1..last.end.saturating_sub(1))
                .rev()
                .find(|&w| lines.word(w) == "," && verb(w + 1));
            last.end = comma.filter(|_| plain).unwrap_or(last.end);
        }
    }
}

/// How many words the subject has at most that a relative clause is of.
const LONGEST_SUBJECT: usize = 8;

fn lower(lines: &Lines<'_>, at: usize) -> String {
    lines.word(at).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::join::given;
    use crate::attribution::lines::read;

    type Parts<'a> = [&'a str; 3];

    /// The attributions of a text after a change, as source, cue and content.
    fn changed(text: &str, parts: &[Parts<'_>], change: impl FnOnce(&Lines<'_>, &mut Vec<Joined>)) -> Vec<Vec<String>> {
        read(text, |lines, range| {
            let mut joined = given(range, parts);
            change(lines, &mut joined);
            let said = |words: &WordRange| words.clone().map(|w| lines.word(w)).collect::<Vec<_>>().join(" ");
            let parts = |j: &Joined| j.source.iter().chain([&j.cue]).chain(&j.content).map(said).collect();
            joined.iter().map(parts).collect()
        })
    }

    #[test]
    fn two_verbs_of_one_subject_tell_two_things() {
        for (text, content, contents) in [
            (
                "Moss said the firm would sell the mill and warned of losses .",
                "the firm would sell the mill and warned of losses",
                &["the firm would sell the mill", "of losses"][..],
            ),
            (
                "Moss said he may sell all of it , but denied any plan .",
                "he may sell all of it , but denied any plan",
                &["he may sell all of it", "any plan"],
            ),
            // What may be a verb of the content.
            (
                "Moss said the board met in May and warned of losses .",
                "the board met in May and warned of losses",
                &["the board met in May and warned of losses"],
            ),
            (
                "Moss said it would list her debts and alleged crimes there .",
                "it would list her debts and alleged crimes there",
                &["it would list her debts and alleged crimes there"],
            ),
        ] {
            let split = |lines: &Lines<'_>, joined: &mut Vec<Joined>| coordinated(lines, joined, &mut Vec::new());
            let found = changed(text, &[["Moss", "said", content]], split);
            let found: Vec<&str> = found.iter().map(|parts| parts[2].as_str()).collect();
            assert_eq!(found, contents, "{text}");
        }
    }

    #[test]
    fn a_relative_clause_ends_before_the_verb_of_its_sentence() {
        for (text, cue, content, told) in [
            (
                "Vestra , which said it would cut prices , fell .",
                "said",
                "it would cut prices , fell",
                &["it would cut prices"][..],
            ),
            (
                "Vestra , which reports on Thursday , rose 2 % .",
                "reports",
                "rose 2 %",
                &[],
            ),
            (
                "Vestra , which said it would grow , sell and merge .",
                "said",
                "it would grow , sell and merge",
                &["it would grow , sell and merge"],
            ),
            (
                "They met Moss , which said it would cut prices , fell .",
                "said",
                "it would cut prices , fell",
                &["it would cut prices , fell"],
            ),
        ] {
            let found = changed(text, &[["which", cue, content]], |lines, joined| {
                relative(lines, joined);
            });
            assert_eq!(found[0][2..], *told, "{text}");
        }
    }
}

//! Whose a quotation is: what stands between one pair of marks is one speaker's, who goes on in the next paragraph where the
//! marks were left open, and behind "said Quill" where the quotation is taken up again.

use super::join::Joined;
use super::lines::Lines;
use super::silence::meets;
use crate::encoder::WordRange;
use crate::sort;
use crate::text::quotes::Region;

/// Below this an attribution within a quotation was only taken for one because the encoder missed the speaker.
const UNSURE: f64 = 0.5;
/// A quotation of fewer words that nobody is said to say is a turn of phrase.
const SHORTEST: usize = 4;
/// More words between two quotations than name their speaker.
const LONGEST_GAP: usize = 60;

/// A quotation and what the encoder made of it.
struct Quotation {
    words: WordRange,
    /// Whether its closing mark is missing.
    is_open: bool,
    /// The attribution with its cue outside the marks that says most of it, by its place in the list.
    speaker: Option<usize>,
    /// The attributions that have a part in it.
    claims: Vec<usize>,
}

/// Gives each quotation whole to its speaker, where the marks leave no doubt.
pub(super) fn whole(lines: &Lines<'_>, joined: &mut [Joined]) {
    let mut quotations = read(lines, joined);
    let mut cues: Vec<usize> = joined.iter().filter(|j| !j.is_inner).map(|j| j.cue.start).collect();
    sort::by_key(&mut cues, |cue| *cue);
    for at in 0..quotations.len() {
        let own = quotations[at].words.clone();
        // Whoever is named beside it keeps it.
        let beside = |speaker: &usize| lines.same_paragraph(joined[*speaker].cue.start, own.start);
        let heir = || {
            let before = &quotations[at.checked_sub(1)?];
            let speaker = before.speaker?;
            let between = before.words.end..own.start;
            let goes_on = before.is_open && between.is_empty() && lines.starts_paragraph(own.start);
            (goes_on || takes_up(lines, &between, own.len(), &joined[speaker], &cues)).then_some(speaker)
        };
        let Some(speaker) = quotations[at].speaker.filter(beside).or_else(heir) else {
            continue;
        };
        // Of two who are named beside it the marks do not tell whose it is.
        let another =
            |&&claim: &&usize| claim != speaker && lines.is_outside(joined[claim].cue.start) && beside(&claim);
        if quotations[at].claims.iter().any(|claim| another(&claim)) {
            continue;
        }
        quotations[at].speaker = Some(speaker);
        // A mark that nothing closes and no paragraph takes up again is as likely a stray one; a title in a cue is no quotation.
        let stray = quotations[at].is_open && quotations.get(at + 1).is_none_or(|next| next.words.start != own.end);
        let names = |part: &WordRange| meets(part, &own);
        if stray || joined[speaker].source.as_ref().is_some_and(names) || names(&joined[speaker].cue) {
            continue;
        }
        for &claim in &quotations[at].claims {
            if claim != speaker {
                take(lines, &own, &mut joined[claim]);
            }
        }
        give(own, &mut joined[speaker]);
    }
}

fn read(lines: &Lines<'_>, joined: &[Joined]) -> Vec<Quotation> {
    let quotation = |(words, marks): (WordRange, Region)| Quotation {
        words,
        is_open: marks.close == 0,
        speaker: None,
        claims: Vec::new(),
    };
    let mut quotations: Vec<Quotation> = lines.quotations().map(quotation).collect();
    let mut most = vec![0; quotations.len()];
    for (index, attribution) in joined.iter().enumerate().filter(|(_, j)| !j.is_inner) {
        for part in attribution.content.iter().chain([&attribution.cue]) {
            let first = quotations.partition_point(|quotation| quotation.words.end <= part.start);
            for at in first..quotations.len() {
                let quotation = &mut quotations[at];
                if quotation.words.start >= part.end {
                    break;
                }
                if quotation.claims.last() != Some(&index) {
                    quotation.claims.push(index);
                }
                let shared = quotation.words.end.min(part.end) - quotation.words.start.max(part.start);
                if shared > most[at] && lines.is_outside(attribution.cue.start) {
                    most[at] = shared;
                    quotation.speaker = Some(index);
                }
            }
        }
    }
    quotations
}

/// Whether nothing but its speaker's naming stands between a quotation and the next: "“No,” said Quill. “Never.”"
fn takes_up(lines: &Lines<'_>, between: &WordRange, length: usize, speaker: &Joined, cues: &[usize]) -> bool {
    let said = between.start <= speaker.cue.start && speaker.cue.end <= between.end;
    said && length >= SHORTEST
        && between.len() <= LONGEST_GAP
        && lines.same_paragraph(between.start, between.end)
        && cues.partition_point(|&cue| cue < between.end) - cues.partition_point(|&cue| cue < between.start) == 1
        && lines.word(between.end - 1) == "."
}

/// Gives a quotation to its speaker.
fn give(own: WordRange, speaker: &mut Joined) {
    let mut whole = own.clone();
    for piece in speaker.content.iter().filter(|piece| meets(piece, &own)) {
        whole = whole.start.min(piece.start)..whole.end.max(piece.end);
    }
    speaker.content.retain(|piece| !meets(piece, &own));
    speaker.content.push(whole);
    sort::by_key(&mut speaker.content, |piece| piece.start);
}

/// Takes a quotation from an attribution that is not its speaker's: from one within it all but its own sentence, where it
/// is sure enough to be told there.
fn take(lines: &Lines<'_>, own: &WordRange, attribution: &mut Joined) {
    let within = own.start <= attribution.cue.start && attribution.cue.end <= own.end;
    if within && attribution.confidence >= UNSURE {
        let sentence = lines.sentence(attribution.cue.start);
        for piece in &mut attribution.content {
            *piece = piece.start.max(sentence.start)..piece.end.min(sentence.end);
        }
        attribution.content.retain(|piece| piece.start < piece.end);
    } else if within {
        attribution.content.clear();
    } else {
        attribution.content.retain(|piece| !meets(piece, own));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::text::quotes::Quotes;

    /// The contents of "cue / content / content" in a text whose words are set apart and whose paragraphs are lines, with
    /// the quotations given to their speakers.
    fn given(text: &str, attributions: &[&[&str]]) -> Vec<String> {
        let mut words = Vec::new();
        let mut paragraphs = Vec::new();
        let mut sentences = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            paragraphs.push(Span::new(start, start + line.len()));
            let (mut at, mut first) = (start, start);
            for word in line.split(' ') {
                words.push((Span::new(at, at + word.len()), at == start));
                at += word.len() + 1;
                if word == "." {
                    sentences.push(Span::new(first, at - 1));
                    first = at;
                }
            }
            if first < at {
                sentences.push(Span::new(first, at - 1));
            }
            start += line.len() + 1;
        }
        let quotes = Quotes::find(text, &paragraphs);
        let range = |part: &str| {
            let at = text.find(part).unwrap_or_else(|| panic!("{part:?} in {text:?}"));
            let first = words.partition_point(|(word, _)| (word.start as usize) < at);
            first..first + part.split(' ').count()
        };
        let mut joined: Vec<Joined> = attributions
            .iter()
            .map(|parts| Joined {
                confidence: if parts[0].ends_with('?') { 0.4 } else { 0.9 },
                ..Joined::by_rule(
                    None,
                    range(parts[0].trim_end_matches('?')),
                    parts[1..].iter().map(|part| range(part)).collect(),
                )
            })
            .collect();
        let lines = Lines::of(words.clone(), text, &sentences, &quotes);
        whole(&lines, &mut joined);
        let part = |range: &WordRange| {
            let span = Span {
                start: words[range.start].0.start,
                end: words[range.end - 1].0.end,
            };
            span.of(text).to_owned()
        };
        let contents = |j: &Joined| j.content.iter().map(part).collect::<Vec<_>>().join(" / ");
        joined.iter().map(contents).collect()
    }

    #[test]
    fn a_quotation_is_one_speakers() {
        for (text, attributions, expected) in [
            // Whole, where the encoder found part of it, or took its words for an attribution.
            (
                "Quill said : \" The yard is lost . We know it . \"",
                [&["said", "\" The yard is lost ."][..]].as_slice(),
                ["\" The yard is lost . We know it . \""].as_slice(),
            ),
            (
                "Quill said : \" The yard is lost . It shows a want of care . \"",
                &[&["said", "\" The yard is lost ."], &["shows?", "a want of care"]],
                &["\" The yard is lost . It shows a want of care . \"", ""],
            ),
            (
                "Quill said : \" The yard is lost . Experts say it was cheap . We know it . \"",
                &[
                    &["said", "\" The yard is lost ."],
                    &["say", "it was cheap . We know it ."],
                ],
                &[
                    "\" The yard is lost . Experts say it was cheap . We know it . \"",
                    "it was cheap .",
                ],
            ),
            // In the next paragraph, where the marks were left open, and not with whoever speaks then.
            (
                "Quill said : \" The yard is lost .\n\" We know it . \"\nLund said : \" It is not . \"",
                &[
                    &["said", "\" The yard is lost ."],
                    &["said : \" It", "\" We know it . \"", "\" It is not . \""],
                ],
                &["\" The yard is lost . / \" We know it . \"", "\" It is not . \""],
            ),
            (
                "Quill said : \" The yard is lost . \"\n\" We know it , \" said Lund .",
                &[
                    &["said", "\" The yard is lost . \""],
                    &["said Lund", "\" We know it , \""],
                ],
                &["\" The yard is lost . \"", "\" We know it , \""],
            ),
            // Behind its speaker's name.
            (
                "\" The yard is lost , \" said Quill . \" We know it now . \"",
                &[&["said", "\" The yard is lost , \""]],
                &["\" The yard is lost , \" / \" We know it now . \""],
            ),
            (
                "\" The yard is lost , \" said Quill . The \" yard \" was sold .",
                &[&["said", "\" The yard is lost , \""]],
                &["\" The yard is lost , \""],
            ),
            (
                "\" The yard is lost , \" said Quill . \" We know it now , \" Lund replied .",
                &[
                    &["said", "\" The yard is lost , \""],
                    &["replied", "\" We know it now , \""],
                ],
                &["\" The yard is lost , \"", "\" We know it now , \""],
            ),
        ] {
            assert_eq!(given(text, attributions), expected, "{text}");
        }
    }
}

//! Sourced text, sentence by sentence.
//!
//! A statement is what of one sentence rests on one source. "Declined to comment" is a disclosure and no statement. A
//! claim that went through several hands has all of them, the origin last.

use crate::sort;
use std::collections::BTreeMap;

use super::{Article, implicit};
use crate::analysis::{Act, Attribution, Polarity, Quotation, Statement, StatementKind};
use crate::span::Span;
use crate::text::quotes::{Place, Quotes};
use crate::text::words;

/// The sentence, the attribution where nobody is its source, and the source.
type Key = (usize, u32, Option<usize>);

/// The statements of an article in the order of the text.
pub fn statements(article: &Article<'_>) -> Vec<Statement> {
    let relayed = article.relayed();
    let speakers = article.speakers();
    // By sentence and outermost source: the pieces, and the attributions from the outermost on.
    let mut found: BTreeMap<Key, (Vec<Span>, Vec<usize>)> = BTreeMap::new();
    for (at, attribution) in article.attributions.iter().enumerate() {
        if !is_statement(attribution) || article.relayer(attribution).is_some() {
            continue;
        }
        if is_doubtful(article, attribution) {
            continue;
        }
        let voice = attribution.source_id.as_deref().and_then(crate::analysis::number);
        for (sentence, piece) in pieces(article, &attribution.content) {
            // Two attributions of one source in one sentence are one statement; nobody's attributions stay apart.
            let key = (sentence, if voice.is_some() { 0 } else { at as u32 }, voice);
            let (pieces, attributions) = found.entry(key).or_default();
            pieces.push(piece);
            let inner = relayed[at]
                .iter()
                .copied()
                .filter(|&inner| touches(&article.attributions[inner], piece));
            attributions.extend(std::iter::once(at).chain(inner));
        }
    }
    let mut statements: Vec<Statement> = found
        .into_iter()
        .map(|((sentence, ..), (spans, attributions))| statement(article, &speakers, sentence, spans, &attributions))
        .collect();
    statements.extend(implicit::statements(article, &statements));
    sort::by_key(&mut statements, |s| (s.sentence, s.span.first().map(|span| span.start)));
    statements
}

/// Whether what is reported is too little of a statement to count one: nobody's, somebody's mere intention, or unsure.
fn is_doubtful(article: &Article<'_>, attribution: &Attribution) -> bool {
    let cue = attribution.cue.first().map_or("", |cue| cue.of(&article.document.text));
    attribution.quotation == Quotation::Indirect
        && (attribution.source_id.is_none()
            || attribution.act == Act::Intention
            || attribution.confidence < UNSURE
            || !crate::attribution::tells(cue))
}

/// Below this a reported statement is as likely none.
const UNSURE: f64 = 0.5;

/// Whether somebody says something here, in words or through a document.
pub(super) fn is_statement(attribution: &Attribution) -> bool {
    matches!(attribution.polarity, Polarity::Affirmed | Polarity::Denied) && !attribution.content.is_empty()
}

/// The parts of the spans in each sentence, without white space at their ends.
fn pieces(article: &Article<'_>, spans: &[Span]) -> Vec<(usize, Span)> {
    let mut pieces = Vec::new();
    for span in spans {
        let first = article.sentences.partition_point(|s| s.end <= span.start);
        for (offset, sentence) in article.sentences[first..].iter().enumerate() {
            if sentence.start >= span.end {
                break;
            }
            let part = Span {
                start: span.start.max(sentence.start),
                end: span.end.min(sentence.end),
            };
            let words = part.of(&article.document.text).trim_end();
            let end = part.start + words.len() as u32;
            if words.chars().any(char::is_alphanumeric) {
                pieces.push((first + offset, Span { start: part.start, end }));
            }
        }
    }
    pieces
}

fn touches(attribution: &Attribution, piece: Span) -> bool {
    attribution.content.iter().any(|content| content.overlaps(piece))
}

fn statement(
    article: &Article<'_>,
    speakers: &[Vec<usize>],
    sentence: usize,
    mut spans: Vec<Span>,
    attributions: &[usize],
) -> Statement {
    sort::by_key(&mut spans, Clone::clone);
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    let mut source_ids: Vec<String> = Vec::new();
    let mut attribution_ids: Vec<String> = Vec::new();
    for &at in attributions {
        let attribution = &article.attributions[at];
        for &source in &speakers[at] {
            let id = &article.sources[source].id;
            if !source_ids.contains(id) {
                source_ids.push(id.clone());
            }
        }
        if !attribution_ids.contains(&attribution.id) {
            attribution_ids.push(attribution.id.clone());
        }
    }
    Statement {
        span: whole_sentence(article, sentence, &merged, attributions).map_or(merged, |whole| vec![whole]),
        sentence: sentence as u32,
        source_ids,
        kind: StatementKind::Explicit,
        attribution_ids,
    }
}

/// The share of a sentence's words, in per cent, that its attributions must take, and that the contents must, for all of it
/// to be the statement: "“It is over,” said Ada Quill, who led the union for a decade" says nothing of its own.
const WHOLE: [usize; 2] = [85, 40];

/// The sentence, if it is nothing but an attribution.
fn whole_sentence(article: &Article<'_>, sentence: usize, contents: &[Span], attributions: &[usize]) -> Option<Span> {
    let own = article.sentences[sentence];
    let told = attributions.iter().map(|&at| &article.attributions[at]);
    let attributed: Vec<Span> = told
        .flat_map(|a| a.source.iter().chain(&a.cue))
        .chain(contents)
        .copied()
        .collect();
    is_whole(&article.document.text, article.quotes, own, contents, &attributed).then_some(own)
}

/// Whether a sentence is nothing but what is attributed. Where a quotation comes first and its speaker then, what follows
/// tells only where and how it was said: "“It is over,” said Ada Quill, speaking outside the court on Friday."
fn is_whole(text: &str, quotes: &Quotes, sentence: Span, contents: &[Span], attributed: &[Span]) -> bool {
    let within = |spans: &[Span], word: Span| spans.iter().any(|span| span.overlaps(word));
    let words: Vec<Span> = words(sentence.of(text))
        .map(|word| Span {
            start: sentence.start + word.start,
            end: sentence.start + word.end,
        })
        .collect();
    let Some(last) = words.iter().rposition(|&word| within(attributed, word)) else {
        return false;
    };
    let quoted_first = within(contents, words[0]) && quotes.place(words[0].start) != Place::Outside;
    let rest = Span {
        start: words[last].end,
        end: sentence.end,
    };
    // A second clause is the reporter's own: "…, and left the room."
    let goes_on = [";", ":", ", and ", ", but "]
        .iter()
        .any(|joint| rest.of(text).contains(joint));
    let told = if quoted_first && !goes_on {
        &words[..=last]
    } else {
        &words[..]
    };
    let share = |spans: &[Span]| 100 * told.iter().filter(|&&word| within(spans, word)).count() / told.len();
    share(attributed) >= WHOLE[0] && share(contents) >= WHOLE[1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_are_nothing_but_an_attribution() {
        // Contents stand between braces, sources and cues between brackets.
        for (marked, expected) in [
            ("{“The yard is lost,”} [said Ada Quill].", true),
            ("[Ada Quill, who led the union, said] {the yard was lost}.", false),
            ("[Ada Quill said] {the yard was lost for good}.", true),
            (
                "{“The yard is lost and nobody told us,”} [said Ada Quill], speaking outside the court in Port Ellery.",
                true,
            ),
            (
                "{“The yard is lost and nobody told us,”} [said Ada Quill], and the ministry then closed the gates.",
                false,
            ),
            (
                "{The yard was lost}, [Ada Quill said], while the ministry kept the gates closed all night.",
                false,
            ),
        ] {
            let text = marked.replace(['{', '}', '[', ']'], "");
            let span = |part: &str| {
                let at = text.find(part).expect("it is part of the text");
                Span::new(at, at + part.len())
            };
            let parts = |open: char, close: char| -> Vec<Span> {
                let inside = marked.split(open).skip(1);
                inside.filter_map(|part| part.split(close).next()).map(span).collect()
            };
            let contents = parts('{', '}');
            let attributed = [contents.clone(), parts('[', ']')].concat();
            let whole = Span::new(0, text.len());
            let quotes = Quotes::find(&text, &[whole]);
            assert_eq!(
                is_whole(&text, &quotes, whole, &contents, &attributed),
                expected,
                "{marked}"
            );
        }
    }
}

//! Sourced text, sentence by sentence.
//!
//! A statement is what of one sentence rests on one source. "Declined to comment" is a disclosure and no statement. A
//! claim that went through several hands has all of them, the origin last.

use std::collections::BTreeMap;

use super::{Article, implicit};
use crate::analysis::{Attribution, Polarity, Statement, StatementKind};
use crate::span::Span;

/// The statements of an article in the order of the text.
pub fn statements(article: &Article<'_>) -> Vec<Statement> {
    let relayed = article.relayed();
    let speakers = article.speakers();
    // By sentence and outermost source: the pieces, and the attributions from the outermost on.
    let mut found: BTreeMap<(usize, u32, Option<usize>), (Vec<Span>, Vec<usize>)> = BTreeMap::new();
    for (at, attribution) in article.attributions.iter().enumerate() {
        if !is_statement(attribution) || article.relayer(attribution).is_some() {
            continue;
        }
        let voice = attribution.source_id.as_deref().and_then(super::number);
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
    statements.sort_by_key(|s| (s.sentence, s.span.first().map(|span| span.start)));
    statements
}

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
    spans.sort_unstable();
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
        span: merged,
        sentence: sentence as u32,
        source_ids,
        kind: StatementKind::Explicit,
        attribution_ids,
    }
}
